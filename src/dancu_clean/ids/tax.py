"""Mã số thuế: 10 digits with a check digit, 13 with a branch; 12 = personal number (TT 86/2024)."""

from __future__ import annotations

from dancu_clean.ids import personal_id
from dancu_clean.ids.digits import is_ascii_digits, is_filler, strip_separators

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def compact(text: str) -> str:
    """Return the number without separators."""
    return strip_separators(text)


def check_digit(number: str) -> str | None:
    """Return the tenth digit which the first nine ask for; None when no such number exists."""
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, number[:9], strict=True))
    digit = 10 - total % 11
    return None if digit == 10 else str(digit)


def faults(number: str) -> tuple[str, ...]:
    """Name the faults of shape: format, length, filler, check, and those of a personal number."""
    if not is_ascii_digits(number):
        return ("format",)
    if is_filler(number):
        return ("filler",)
    if len(number) == 12:
        return personal_id.faults(number)
    if len(number) not in (10, 13):
        return ("length",)
    return () if check_digit(number) == number[9] else ("check",)


def is_valid(number: str) -> bool:
    """Tell a number without faults of shape."""
    return not faults(number)
