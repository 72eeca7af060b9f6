"""Thẻ BHYT: 15 signs, since 01/04/2021 also its last 10 digits (QĐ 1666/QĐ-BHXH)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dancu_clean.data import rows
from dancu_clean.ids import social_insurance
from dancu_clean.ids.digits import is_ascii_digits, is_filler, strip_separators

_LONG = re.compile(r"([A-Z]{2})([1-5])(\d{2})(\d{10})")


class Parts(NamedTuple):
    """Group, benefit level, province and number of social insurance of a card."""

    group: str | None
    level: str | None
    province: str | None
    code: str


@cache
def groups() -> dict[str, str]:
    """Return the two-letter groups with their meaning."""
    return {row["code"]: row["meaning"] for row in rows("bhyt_object_codes")}


def compact(text: str) -> str:
    """Return the number without separators, in capitals."""
    return strip_separators(text)


def parts(number: str) -> Parts | None:
    """Take a card number apart; a short number has only the code. None for other shapes."""
    if found := _LONG.fullmatch(number):
        return Parts(found[1], found[2], found[3], found[4])
    if is_ascii_digits(number) and len(number) in (10, 12):
        return Parts(None, None, None, number)
    return None


def faults(number: str) -> tuple[str, ...]:
    """Name the faults of shape: length, format, filler, component (an unknown group)."""
    if is_ascii_digits(number):
        return social_insurance.faults(number)
    if len(number) != 15:
        return ("length",)
    found = parts(number)
    if found is None:
        return ("format",)
    if is_filler(found.code):
        return ("filler",)
    return () if found.group in groups() else ("component",)


def is_valid(number: str) -> bool:
    """Tell a number without faults of shape."""
    return not faults(number)
