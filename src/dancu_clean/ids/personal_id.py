"""Số định danh cá nhân: 12 digits (Nghị định 137/2015, Thông tư 59/2021/TT-BCA).

Digits 1–3 province (or, from 100, country) of birth registration, digit 4 century and sex,
digits 5–6 year of birth, the rest random. There is no check digit.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dancu_clean.data import rows
from dancu_clean.ids.digits import is_ascii_digits, is_filler, strip_separators


class Parts(NamedTuple):
    """What the first six digits say; `sex` is Nam or Nữ."""

    province: str
    sex: str
    birth_year: int


@cache
def provinces() -> dict[str, str]:
    """Return the 63 codes of provinces of birth registration with their names."""
    return {row["personal_id_code"]: row["name"] for row in rows("provinces_63")}


def compact(text: str) -> str:
    """Return the number without separators."""
    return strip_separators(text)


def parts(number: str) -> Parts | None:
    """Take a number of twelve digits apart; None when it has another shape."""
    if len(number) != 12 or not is_ascii_digits(number):
        return None
    century = int(number[3])
    year = 1900 + century // 2 * 100 + int(number[4:6])
    return Parts(number[:3], "Nữ" if century % 2 else "Nam", year)


def filler(number: str) -> bool:
    """Tell a number put there to fill the cell, such as 012345678912 or 038090000000."""
    return is_filler(number) or (len(number) == 12 and number.endswith("000000"))


def faults(number: str) -> tuple[str, ...]:
    """Name the faults of shape: format, length, filler, province."""
    if not is_ascii_digits(number):
        return ("format",)
    if filler(number):
        return ("filler",)
    if len(number) != 12:
        return ("length",)
    known = number[:3] in provinces() or number[0] != "0"
    return () if known else ("province",)


def is_valid(number: str) -> bool:
    """Tell a number without faults of shape."""
    return not faults(number)


def agrees(number: str, sex: str | None, birth_year: int | None, latest_year: int) -> bool:
    """Tell whether the structure agrees with what is known of the person.

    A missing `sex` or `birth_year` does not speak against it; a year of birth after
    `latest_year` does.
    """
    found = parts(number)
    if found is None or faults(number) or found.birth_year > latest_year:
        return False
    return (sex is None or found.sex == sex) and (
        birth_year is None or found.birth_year == birth_year
    )
