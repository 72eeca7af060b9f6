"""What a column holds by its values: twelve-digit numbers, dates, sex words, names, phones.

Only what is overwhelming is told: nine in ten of at least five different cells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from dancu_clean.data import lines, rows
from dancu_clean.ids import health_card, old_id, personal_id, phone
from dancu_clean.ids.digits import strip_separators
from dancu_clean.text.fold import squash

LEAST_CELLS = 5
OVERWHELMING = 0.9
SAMPLE = 300
_DATE = re.compile(
    r"(?:(0?[1-9]|[12]\d|3[01])[/.\- ](0?[1-9]|1[0-2])[/.\- ]((?:19|20)\d\d)"
    r"|((?:19|20)\d\d)-?(0\d|1[0-2])-?(?:[0-2]\d|3[01])(?: ?\d\d:?\d\d(?::?\d\d)?)?)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEXES = {"NAM", "NU"}
_CENTURIES = "0123"
_WHOLE = 0.5
_UNIT = r"\s+\S.*"
_COMMUNE = re.compile(r"(?:xã|phường|thị trấn|đặc khu)" + _UNIT, re.IGNORECASE)
_PROVINCE = re.compile(r"(?:tỉnh|thành phố|tp\.?)" + _UNIT, re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:thôn|xóm|ấp|buôn|bản|tổ|khu phố|xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|thành phố)\b",
    re.IGNORECASE,
)
_NAME_WORDS = range(2, 7)


def _number(text: str) -> str:
    """Return twelve digits: a spreadsheet drops one or two zeros in front."""
    digits = strip_separators(text.removesuffix(".0"))
    lost = len(digits) == 11 or (len(digits) == 10 and digits[1] in _CENTURIES)
    return digits.zfill(12) if lost and digits.isdigit() else digits


def _is_personal_id(text: str) -> bool:
    number = _number(text)
    return len(number) == 12 and personal_id.is_valid(number)


def _is_phone(text: str) -> bool:
    """Tell a phone number; nine digits that begin with 3 may be a CMND as well."""
    number = phone.compact(text.removesuffix(".0"))
    number = "0" + number if len(number) == 9 and number[:1] in "5789" else number
    return len(number) == 10 and phone.is_valid(number)


def _is_old_id(text: str) -> bool:
    number = strip_separators(text)
    return len(number) == 9 and not old_id.faults(number) and number[0] in "0123"


def _is_card(text: str) -> bool:
    return len(number := health_card.compact(text)) == 15 and not health_card.faults(number)


@cache
def _family_names() -> frozenset[str]:
    return frozenset(squash(name) for name in lines("family_names"))


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        len(words) in _NAME_WORDS
        and all(word.replace("'", "").isalpha() for word in words)
        and squash(words[0]) in _family_names()
    )


@cache
def _ethnic_groups() -> frozenset[str]:
    return frozenset(squash(row["official_name"]) for row in rows("ethnic_groups"))


def _is_address(text: str) -> bool:
    return len(_PLACE.findall(text)) > 1 and not text.isdigit()


# The order decides where a value may be two things; a kind is the type of field it belongs to.
KINDS: dict[str, Callable[[str], bool]] = {
    "year": lambda text: bool(_YEAR.fullmatch(text)),
    "date": lambda text: bool(_DATE.fullmatch(text) or _YEAR.fullmatch(text)),
    "personal_id": _is_personal_id,
    "health_card_no": _is_card,
    "phone": _is_phone,
    "old_id": _is_old_id,
    "sex": lambda text: squash(text) in _SEXES,
    "ethnic_group": lambda text: squash(text) in _ethnic_groups(),
    "address": _is_address,
    "commune": lambda text: bool(_COMMUNE.fullmatch(text)),
    "province": lambda text: bool(_PROVINCE.fullmatch(text)),
    "person_name": _is_name,
}


def sample(cells: Sequence[str | None]) -> list[str]:
    """Return the filled cells among the first rows, trimmed."""
    return [
        unicodedata.normalize("NFC", cell).strip() for cell in cells[:SAMPLE] if cell is not None
    ]


def kind_of(cells: Sequence[str | None]) -> tuple[str, float] | None:
    """Return the kind of nearly all values and their share, None when nothing is clear."""
    values = sample(cells)
    if len(values) < LEAST_CELLS:
        return None
    for kind, test in KINDS.items():
        share = sum(map(test, values)) / len(values)
        if share >= OVERWHELMING and (kind != "personal_id" or _mostly_whole(values)):
            return kind, share
    return None


def are_all(kind: str, cells: Sequence[str | None]) -> bool:
    """Tell whether nearly all values are of this kind, whatever else they may be as well."""
    test, values = KINDS.get(kind), sample(cells)
    return test is not None and sum(map(test, values)) >= OVERWHELMING * max(1, len(values))


def _mostly_whole(values: Sequence[str]) -> bool:
    """Tell numbers of which some lost two zeros from a column of other numbers of ten digits."""
    return sum(len(strip_separators(value)) > 10 for value in values) >= _WHOLE * len(values)


def is_running(cells: Sequence[str | None]) -> bool:
    """Tell whether the filled cells count upwards from 1."""
    values = [value for value in sample(cells) if value.isdigit()]
    return len(values) >= LEAST_CELLS and values == [str(i + 1) for i in range(len(values))]


def birth_year(text: str) -> int | None:
    """Return the year of a date or a bare year, None for anything else."""
    if _YEAR.fullmatch(text):
        return int(text)
    found = _DATE.fullmatch(text)
    return int(found[3] or found[4]) if found else None


def share_of_own(numbers: Sequence[str | None], births: Sequence[str | None],
                 sexes: Sequence[str | None]) -> tuple[float, int]:  # fmt: skip
    """Return which share of the numbers says the birth year and sex of its row, of how many.

    A sequence without values leaves its part out; rows with neither are not counted.
    """
    right = seen = 0
    for number, birth, sex in zip(numbers, births, sexes, strict=True):
        parts = personal_id.parts(_number(number)) if number else None
        year = birth_year(birth.strip()) if birth else None
        word = squash(sex) if sex else ""
        if parts is None or (year is None and word not in _SEXES):
            continue
        seen += 1
        agrees = year in (None, parts.birth_year)
        right += agrees and (word not in _SEXES or squash(parts.sex) == word)
    return (right / seen if seen else 0.0), seen
