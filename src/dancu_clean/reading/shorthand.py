"""How headings are shortened and doubled: "NTN sinh", "T.trạng HN", "Họ và tên / Full name"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dancu_clean.text.tone import place_tone

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\*")
_NUMBERING = re.compile(
    r"^\s*(?:[(\[]?\d{1,2}[a-d]?[)\].:/-]*\s+|\d{1,2}[a-d]?[)\].:/-]+|[a-h]\)\s*|[IVX]{1,4}[.)]\s*)"
    r"(?=\D)"
)
# Words for the person a list is about; they do not change what a column holds.
_PERSON = re.compile(
    r"^(?:(?:xin |vui long |hay )?(?:cho biet|nhap|ghi ro)|vui long (?:dien|ghi)) "
    r"|\b(?:cua (?:ban|em|anh chi|anh|chi|quy vi|minh|toi)|la gi|cua|doi tuong|hoi vien|hoc sinh"
    r"|sinh vien|hoc vien|thi sinh|cong dan|benh nhan"
    r"|nguoi (?:benh|huong|dan|lao dong|tiem|duoc tiem|da chet|chet|mat|duoc cap the|duoc cap"
    r"|tham gia|duoc khai sinh|co cong|co ten|cao tuoi|nop thue|thue)"
    r"|(?:cac )?thanh vien (?:trong |cua )?(?:ho gia dinh|gia dinh|ho)|thanh vien|nhan khau"
    r"|khach hang|can bo|nhan vien|quan nhan|cuu chien binh|nong dan|doan vien"
    r"|dang vien|liet si|liet sy|thuong binh|benh binh|tre em|tre|chau|chu thue bao|thue bao"
    r"|chu the|chu so huu|hs|sv|hv|bn|nld|ncc|cb|cbcc|cbccvc|cbcnv|day du|chu in hoa|in hoa"
    r"|viet hoa|theo (?:cccd|cmnd|can cuoc|giay khai sinh|khai sinh))\b"
)
_OWN_KEYS = ("MA ", "SO THE ", "SO HIEU ")
_INITIALS = range(2, 7)
_CUT = 3
_VOWELS = frozenset("AEIOUY")
_LEAST_WORD = 2
# Initials that are read as a word of their own, or as too many words.
_TAKEN = frozenset({"HS", "SV", "HV", "BN", "NV", "GV", "KH", "CB", "NLD", "PH", "TB", "TN", "CT"})
_ENGLISH = frozenset(
    {
        "FULL", "NAME", "DATE", "BIRTH", "BIRTHDAY", "DOB", "YEAR", "SEX", "GENDER", "CITIZEN",
        "IDENTITY", "IDENTIFICATION", "NATIONAL", "PERSONAL", "ID", "CARD", "NUMBER", "NATIONALITY",
        "ETHNIC", "ETHNICITY", "GROUP", "RELIGION", "ADDRESS", "PERMANENT", "CURRENT", "RESIDENCE",
        "PLACE", "ORIGIN", "HOMETOWN", "PHONE", "TELEPHONE", "MOBILE", "EMAIL", "NOTE", "NOTES",
        "REMARK", "REMARKS", "ISSUE", "ISSUED", "INSURANCE", "HEALTH", "SOCIAL", "CODE",
        "OCCUPATION", "POSITION", "MARITAL", "STATUS", "BLOOD", "TYPE",
    }
)  # fmt: skip
_ENGLISH_GLUE = frozenset({"OF", "AND", "THE", "NO", "BY", "FOR"})


def without_brackets(text: str) -> str:
    """Return a heading without notes in brackets and stars."""
    return _BRACKETS.sub(" ", text)


def bare(text: str) -> str:
    """Return a heading without notes in brackets, numbering and closing signs."""
    return _NUMBERING.sub("", without_brackets(text).strip()).strip(" .:;,-*?")


def without_person(key: str) -> str:
    """Return a folded heading without words for the person of the list.

    A code or card number of pupils or patients is a key of their own system and stays.
    """
    if key.startswith(_OWN_KEYS):
        return key
    return " ".join(_PERSON.sub(" ", key.lower()).upper().split())


def stands_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a short heading stands for a full one, word by word (both folded).

    A word stands for itself, for a word that begins with it ("TH" for THANG), or by its letters
    for the initials of several ("HN" for HON NHAN). One word at least must be written out.
    """
    written = any(len(w) >= _LEAST_WORD and w in full for w in short)
    return (
        written and len(short) <= len(full) and list(short) != list(full) and _aligned(short, full)
    )


def _aligned(short: Sequence[str], full: Sequence[str]) -> bool:
    if not short or not full:
        return not short and not full
    word, rest = short[0], short[1:]
    cut = len(word) <= _CUT and not set(word) & _VOWELS and full[0].startswith(word)
    cut = cut and word not in _TAKEN
    if (word == full[0] or cut) and _aligned(rest, full[1:]):
        return True
    initials = "".join(each[0] for each in full[: len(word)])
    named = len(word) in _INITIALS and word not in _TAKEN
    return named and word == initials and _aligned(rest, full[len(word) :])


def is_glued(key: str, full: Sequence[str]) -> bool:
    """Tell whether letters without a space stand for words: NGSINH, DCHI, GTINH.

    Each word gives its beginning, one of them is written out and none but that keeps its vowels.
    """
    written = [word for word in full if len(word) >= _CUT and word in key]
    return bool(written) and len(full) > 1 and _glued(key, full)


def _glued(key: str, full: Sequence[str]) -> bool:
    if not full:
        return not key
    word, rest = full[0], full[1:]
    starts = [word[:size] for size in range(1, _CUT) if not set(word[:size]) & _VOWELS]
    return any(key.startswith(s) and _glued(key[len(s) :], rest) for s in (word, *starts))


def is_short(words: Sequence[str]) -> bool:
    """Tell whether a heading has a word short enough to stand for others, beside a longer one."""
    return len(words) > 1 and any(len(w) <= _CUT or not set(w) & _VOWELS for w in words)


def without_english(key: str) -> str:
    """Return a folded heading without the English beside it."""
    words = key.split()
    if not any(word in _ENGLISH for word in words):
        return key
    kept = [word for word in words if word not in _ENGLISH and word not in _ENGLISH_GLUE]
    return " ".join(kept)


def marks_agree(text: str, alias: str) -> bool:
    """Tell whether two headings of the same letters may be one word in spite of their marks.

    A word without marks agrees with any ("Nam sinh"); "Năm" and "Nam", "Hộ" and "Họ", "Tờ" and
    "Tổ" are different words. In a long heading one wrong mark is a slip.
    """
    words, others = _words(text), _words(alias)
    if len(words) != len(others):
        return True
    wrong = sum(a != b and not a.isascii() for a, b in zip(words, others, strict=True))
    return wrong == 0 or (wrong == 1 and len(words) > 2)


def _words(text: str) -> list[str]:
    lowered = unicodedata.normalize("NFC", text).casefold()
    return [place_tone(word) for word in re.findall(r"[^\W_]+", lowered)]
