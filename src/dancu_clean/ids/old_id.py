"""Số CMND: 9 digits, no longer a valid paper after 31/12/2024 (Luật Căn cước 2023), still a key."""

from __future__ import annotations

from dancu_clean.ids.digits import is_ascii_digits, is_filler, strip_separators


def compact(text: str) -> str:
    """Return the number without separators."""
    return strip_separators(text)


def faults(number: str) -> tuple[str, ...]:
    """Name the faults of shape: format, length, filler, component (the issuing province).

    Prefixes 00 and 39 and above were not issued by provincial police.
    """
    if not is_ascii_digits(number):
        return ("format",)
    if is_filler(number):
        return ("filler",)
    if len(number) != 9:
        return ("length",)
    return () if 1 <= int(number[:2]) <= 38 else ("component",)


def is_valid(number: str) -> bool:
    """Tell a number without faults of shape."""
    return not faults(number)
