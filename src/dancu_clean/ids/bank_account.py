"""Số tài khoản: 6–19 digits, some with letters; each bank has its own rule, no check digit."""

from __future__ import annotations

import re

from dancu_clean.ids.digits import is_filler, strip_separators

_SHAPE = re.compile(r"[0-9A-Z]{6,19}")


def compact(text: str) -> str:
    """Return the number without separators."""
    return strip_separators(text)


def digits_lost(number: str) -> bool:
    """Tell a number whose digits after the fifteenth a spreadsheet has turned to zeros."""
    return number.isdigit() and len(number) > 16 and set(number[15:]) == {"0"}


def faults(number: str) -> tuple[str, ...]:
    """Name the faults of shape: format, length, filler."""
    if is_filler(number):
        return ("filler",)
    if not 6 <= len(number) <= 19:
        return ("length",)
    return () if _SHAPE.fullmatch(number) else ("format",)


def is_valid(number: str) -> bool:
    """Tell a number without faults of shape."""
    return not faults(number)
