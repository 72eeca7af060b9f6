"""Names of persons: what a name may not hold, and what shows that it is not complete."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.findings import Hits
from dancu_clean.registry import rule
from dancu_clean.rules.masks import contains, fold, where, where_suspect
from dancu_clean.text.fold import APOSTROPHES
from dancu_clean.text.mojibake import has_lost_letters

_DC01 = "Thông tư 66/2015/TT-BCA điều 18 (cách ghi DC01)"
_ALLOWED = {*APOSTROPHES, *" .-,"}
_SPLIT = re.compile(r"\s+[-–—]\s+|\s*[;/&+\n]\s*|\s+và\s+|,\s+", re.IGNORECASE)
_TAIL = re.compile(r"[\s.,/-]*(?:[Ss][Nn])?[\s.]*\d+$")
# Signs that are typed for a letter inside a word ("@n" for "an").
_FOR_LETTERS = str.maketrans({"@": "a", "0": "o", "1": "i", "3": "e", "$": "s"})
# One letter that stands for a word; H, Y, K, R, M, A, O are words of minority names.
_LETTER = re.compile(r"[BCDĐGLNPQSTVX]|Ng|Th|Tr|Ph|Kh|Nh|Ch|Ngh", re.IGNORECASE)
_SHORT = re.compile(r"[^\W\d_]{1,4}[.~]+|[^\W\d_]{1,3}\.(?=[^\W\d_])", re.IGNORECASE)
_FAMILIES = {"NG": "Nguyễn", "NGUY": "Nguyễn", "TR": "Trần", "HUYN": "Huỳnh", "DG": "Đặng"}
_MIDDLES = {"V": "Văn", "TH": "Thị", "T": "Thị"}
# Quick looks before the slow question: a sign that is no letter; a short word.
_NOT_PLAIN = r"[^A-Za-zÀ-ɏ\u0300-\u036fḀ-ỿ' ]"
_JOINED = _NOT_PLAIN + r"| [vV][àÀ] "
_SHORTENED = r"[.~]|^[A-Za-zĐđ]{1,3} | [A-Za-zĐđ]{1,3} "
_MARKS = r"[^\x00-\x7f]"
# What is left of letters that an encoding could not hold.
_LOST = r"[?\ufffd]"
_EXAMPLES = {
    "NGUYEN VAN A", "NGUYEN VAN B", "NGUYEN VAN C", "NGUYEN THI A", "NGUYEN THI B",
    "NGUYEN THI C", "TRAN VAN A", "TRAN VAN B", "TRAN THI A", "TRAN THI B", "LE VAN A",
    "LE VAN B", "LE VAN C", "LE THI C", "PHAM VAN D", "PHAM THI D", "TEST", "ABC", "HO VA TEN",
}  # fmt: skip


def _several(name: str) -> bool:
    parts = [part for part in _SPLIT.split(name) if part.strip()]
    return len(parts) > 1 and all(len(part.split()) > 1 for part in parts)


def _odd_signs(name: str) -> bool:
    odd = any(not (c.isalpha() or c in _ALLOWED or unicodedata.combining(c)) for c in name)
    return odd and not _several(name)


def _without_signs(name: str) -> str | None:
    """Propose a name without the figure at its end, or with letters for look-alike signs."""
    found = _TAIL.sub("", name)
    if found == name:
        words = [w if w.isalpha() else w.translate(_FOR_LETTERS) for w in name.split()]
        found = " ".join(word[:1].upper() + word[1:] for word in words)
    return found if found != name and not _odd_signs(found) else None


@rule(
    "name.symbols", "sach", "error",
    title="{label} có chữ số hoặc ký hiệu: {value}",
    title_en="{label} holds digits or symbols: {value}",
    law=_DC01,
)  # fmt: skip
def symbols(value: pd.Series, raw_value: pd.Series | None = None) -> Hits:
    """A legal name has letters only; a digit at its end is a clerk's way to part namesakes.

    Letters that a conversion lost (`text.lost`) are no symbols.
    """
    mask = where_suspect(value, contains(value, _NOT_PLAIN), _odd_signs)
    if raw_value is not None:
        mask |= value.notna() & contains(raw_value, _LOST)
        mask &= ~where_suspect(raw_value, contains(raw_value, _LOST), has_lost_letters)
    mask &= ~where_suspect(value, contains(value, _LOST), has_lost_letters)
    return Hits(mask, proposed=map_distinct(value.where(mask), _without_signs))


@rule(
    "name.two_persons", "sach", "error",
    title="{label} ghi hai người trong một ô: {value}",
    title_en="{label} names two persons in one cell: {value}",
)  # fmt: skip
def two_persons(value: pd.Series) -> pd.Series:
    """Two names of two words or more, parted by a dash, a semicolon, "và" or a line break."""
    return where_suspect(value, contains(value, _JOINED), _several)


def _abbreviated(name: str) -> bool:
    words = name.split()
    if len(words) < 2:
        return bool(_SHORT.match(name))
    return any(_SHORT.match(word) for word in words) or any(
        _LETTER.fullmatch(word) for word in words[:-1]
    )


@rule(
    "name.abbreviated", "du", "warning",
    title="{label} viết tắt: {value}",
    title_en="{label} is abbreviated: {value}",
    law=_DC01,
)  # fmt: skip
def abbreviated(value: pd.Series, nationality: pd.Series | None = None) -> Hits:
    """A word is cut to its first letters ("Ng. V. An"); foreigners may lawfully write initials."""
    mask = where_suspect(value, contains(value, _SHORTENED), _abbreviated)
    mask = mask if nationality is None else mask & ~foreign(nationality)
    return Hits(mask, proposed=map_distinct(value.where(mask), _written_out))


def _written_out(name: str) -> str | None:
    """Propose the usual words for "Ng.", "Th.", "V."; None where one of them is not clear."""
    words = name.replace(".", ". ").split()
    full: list[str] = []
    for place, word in enumerate(words):
        bare = word.rstrip(".~")
        short = len(words) > place + 1 and (bare != word or _LETTER.fullmatch(word) is not None)
        found = (_MIDDLES if place else _FAMILIES).get(fold(bare), "") if short else word
        full.append(found)
    return " ".join(full) if all(full) and full != words else None


@rule(
    "name.one_word", "du", "info",
    title="{label} chỉ có một chữ: {value}",
    title_en="{label} has one word only: {value}",
)  # fmt: skip
def one_word(value: pd.Series, nationality: pd.Series | None = None) -> pd.Series:
    """Often half a name, but elderly people of minorities lawfully have one word: a note only."""
    mask = value.notna() & ~contains(value, "[ ']")
    return mask if nationality is None else mask & ~foreign(nationality)


@rule(
    "name.no_marks", "sach", "info",
    title="{label} viết không dấu",
    title_en="{label} is written without diacritics",
)  # fmt: skip
def no_marks(value: pd.Series, nationality: pd.Series | None = None) -> pd.Series:
    """Three words or more without one mark: probably lost, but a note only; initials have none."""
    mask = value.notna() & contains(value, "[^ ] +[^ ]+ +[^ ]") & ~contains(value, _MARKS)
    mask &= ~contains(value, "[.~?\ufffd]")
    return mask if nationality is None else mask & ~foreign(nationality)


@rule(
    "name.example", "sach", "error",
    title="Dòng mẫu của biểu còn sót trong danh sách",
    title_en="An example row of the template was left in the list",
)  # fmt: skip
def example(raw_value: pd.Series) -> pd.Series:
    """Names that templates show: "Nguyễn Văn A", "Trần Thị B", "Test"."""
    short = contains(raw_value, r"\s[A-Da-d]\s*$|^.{3,4}$|^.{9,11}$")
    return where_suspect(raw_value, short, lambda name: fold(name) in _EXAMPLES)


def foreign(nationality: pd.Series) -> pd.Series:
    """Tell rows of people who are not Vietnamese; a blank nationality is not foreign."""
    return where(
        nationality, lambda text: fold(text) not in {"VIET NAM", "VN", "VIETNAM", "VNM", "KINH"}
    )
