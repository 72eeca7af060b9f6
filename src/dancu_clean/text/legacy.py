"""The code pages of before Unicode: TCVN3 (ABC, fonts ".Vn…"), VNI-Windows, Windows-1258.

`decode` and `find_code_page` are for bytes; the `from_…` functions are for text that is already
Unicode but shows the old bytes as Western letters ("NguyÔn V¨n §øc", "Nguyeãn Vaên Ñöùc").
Tables: TCVN 5712-1:1993, equal to iconv's TCVN5712-1; VNI-Windows by its rule of base letter and
mark. A capital font of TCVN3 uses the codes of small letters: what it showed as capitals comes
out small unless the other letters of the cell tell (`restore_capitals`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from dancu_clean.text.syllable import is_syllable

_TCVN3_FROM_80 = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN3 = dict(enumerate(_TCVN3_FROM_80, 0x80))
# The fonts of offices (".VnTime") have no capitals with tones; only files of other makers do.
_IN_FONTS = {
    code: char for code, char in _TCVN3.items()
    if char.islower() or char in "ĂÂÊÔƠƯĐ"
}  # fmt: skip

# VNI: the mark that follows a vowel. Hat and horn marks carry their tone with them.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVES = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_SINGLE = {
    "ñ": "đ", "ö": "ư", "ô": "ơ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip


def _vni_table() -> dict[str, str]:
    """Return sequence of one or two letters → Vietnamese letter, small and capital."""
    small = dict(_VNI_SINGLE)
    tones = _VNI_TONES.items()
    small |= {base + mark: base + tone for base in "aeiouy" for mark, tone in tones}
    small |= {base + mark: full + tone for base, full in ("öư", "ôơ") for mark, tone in tones}
    for base, full in ("aâ", "eê", "oô"):
        small |= {base + mark: full + tone for mark, tone in _VNI_HATS.items()}
    small |= {"a" + mark: "ă" + tone for mark, tone in _VNI_BREVES.items()}
    table = {key: unicodedata.normalize("NFC", value) for key, value in small.items()}
    table |= {key.upper(): value.upper() for key, value in table.items()}
    # A capital with a small mark and the reverse happen where fonts were mixed.
    return table | {
        key[0].upper() + key[1]: table[key].upper() for key in small if len(key) == 2
    }  # fmt: skip


_DROP_TCVN3 = dict.fromkeys(_IN_FONTS)
_VNI = _vni_table()
_VNI_FOUND = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WINDOWS_1258 = {
    code: bytes([code]).decode("windows-1258", "ignore") or chr(code) for code in range(0x80, 0x100)
}


def decode(data: bytes, code_page: str) -> str:
    """Return NFC text of bytes in "windows-1258", "tcvn3" or "vni"; never raises."""
    text = data.decode("latin-1")
    if code_page == "vni":
        # The marks of VNI are letters of Windows-1252; nothing of 0x80–0x9F is among them.
        return from_vni(text)
    if code_page == "tcvn3":
        cells = re.split(r"([\t\r\n,;|\"])", text.translate(_TCVN3))
        return unicodedata.normalize("NFC", "".join(map(restore_capitals, cells)))
    return unicodedata.normalize("NFC", text.translate(_WINDOWS_1258))


def from_tcvn3(text: str) -> str:
    """Read letters of the Latin-1 block as bytes of TCVN3; other characters stay."""
    return unicodedata.normalize("NFC", text.translate(_IN_FONTS))


def from_vni(text: str) -> str:
    """Read vowel and mark, both Western letters, as one Vietnamese letter; the rest stays."""
    return _VNI_FOUND.sub(lambda found: _VNI[found[0]], text)


def is_foreign_to(code_page: str, text: str) -> bool:
    """Tell whether a text holds Western letters that the fonts of "tcvn3" or "vni" lack."""
    rest = text.translate(_DROP_TCVN3) if code_page == "tcvn3" else _VNI_FOUND.sub("", text)
    return not rest.isascii() and any("À" <= char <= "ÿ" and char.isalpha() for char in rest)


def from_1258(text: str) -> str | None:
    """Read Western letters as bytes of Windows-1258; None where one is no such byte."""
    data = western_bytes(text, "windows-1252")
    return None if data is None else decode(data, "windows-1258")


@lru_cache(maxsize=4096)
def _western_byte(char: str, code_page: str) -> bytes | None:
    """Return the bytes that a program with this code page shows as one character."""
    for form in ("NFC", "NFD"):
        try:
            return unicodedata.normalize(form, char).encode(code_page)
        except UnicodeEncodeError:
            continue
    if len(parts := unicodedata.normalize("NFD", char)) > 2:  # ấ = â and a tone
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        tone = "".join(c for c in parts if c in _TONES)
        if base != char:
            pair = (_western_byte(base, code_page), _western_byte(tone, code_page))
            return pair[0] + pair[1] if pair[0] and pair[1] else None
    return char.encode("latin-1") if char < "\u0100" else None


def western_bytes(text: str, code_page: str) -> bytes | None:
    """Return the bytes that a program of windows-1252 or 1258 showed as this text, if any.

    Bytes without a letter in the code page pass as the Latin-1 character of their number, as
    browsers and Windows let them.
    """
    out = [_western_byte(char, code_page) for char in text]
    return None if None in out else b"".join(filter(None, out))


_SHOUTED = re.compile(r"\w[^\W\d_a-z]*[A-Z]")
_SMALL = re.compile(r"[a-z]")


def restore_capitals(text: str) -> str:
    """Return a decoded cell in capitals if all its plain letters are ("NGUYễN VăN ĐứC").

    TCVN3 has no capitals with tones, so writers left the small ones between capitals.
    """
    if _SMALL.search(text) or not _SHOUTED.search(text):
        return text
    return text.upper()


_WORD = re.compile(rb"[A-Za-z\x80-\x9f\xa1-\xff]*[\x80-\x9f\xa1-\xff][A-Za-z\x80-\x9f\xa1-\xff]*")
_SAMPLE = 400_000
_DISTINCT = 5000
_PAGES: tuple[tuple[str, Callable[[bytes], str]], ...] = (
    ("windows-1258", lambda word: decode(word, "windows-1258")),
    ("tcvn3", lambda word: decode(word, "tcvn3")),
    ("vni", lambda word: from_vni(word.decode("latin-1"))),
)


def find_code_page(data: bytes) -> str | None:
    """Return the old code page in which the words are Vietnamese, None where none convinces.

    For bytes that are neither UTF-8 nor UTF-16. Each word with a letter outside ASCII speaks for
    the pages in which it is a syllable and against the others.
    """
    words = list(dict.fromkeys(_WORD.findall(data[:_SAMPLE])))[:_DISTINCT]
    if not words:
        return None
    right = {page: sum(is_syllable(read(word)) for word in words) for page, read in _PAGES}
    best = max(right, key=lambda page: right[page])
    return best if right[best] * 2 > len(words) else None
