"""Mã số BHXH: 10 digits; from 01/07/2025 also the 12-digit personal number (Luật BHXH 2024)."""

from __future__ import annotations

from dancu_clean.ids import personal_id
from dancu_clean.ids.digits import is_ascii_digits, is_filler, strip_separators


def compact(text: str) -> str:
    """Return the number without separators."""
    return strip_separators(text)


def faults(number: str) -> tuple[str, ...]:
    """Name the faults of shape: format, length, filler, and those of a personal number."""
    if not is_ascii_digits(number):
        return ("format",)
    if is_filler(number):
        return ("filler",)
    if len(number) == 12:
        return personal_id.faults(number)
    return () if len(number) == 10 else ("length",)


def is_valid(number: str) -> bool:
    """Tell a number without faults of shape."""
    return not faults(number)
