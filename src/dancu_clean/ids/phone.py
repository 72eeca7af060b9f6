"""Số điện thoại: 10 digits; 11-digit mobile numbers ended on 14/11/2018 (QĐ 798/QĐ-BTTTT)."""

from __future__ import annotations

import re
from functools import cache

from dancu_clean.data import rows
from dancu_clean.ids.digits import is_ascii_digits, is_filler, strip_separators

_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{8,9}")


@cache
def _new_prefixes() -> dict[str, str]:
    return {row["old_prefix"]: row["new_prefix"] for row in rows("phone_prefix_2018")}


def compact(text: str) -> str:
    """Return the digits; +84, 0084 and 84 become 0."""
    number = strip_separators(text).replace("(", "").replace(")", "")
    for code in ("+84", "0084", "84"):
        rest = number.removeprefix(code)
        if rest != number and len(rest.removeprefix("0")) in (9, 10):
            return "0" + rest.removeprefix("0")
    return number


def convert_old(number: str) -> str | None:
    """Return the number of today of an 11-digit mobile number; None for all others."""
    new = _new_prefixes().get(number[:4]) if len(number) == 11 else None
    return new + number[4:] if new else None


def faults(number: str) -> tuple[str, ...]:
    """Name the faults of shape: format, filler, length, component (no such prefix)."""
    if not is_ascii_digits(number):
        return ("format",)
    if is_filler(number):
        return ("filler",)
    if len(number) not in (10, 11):
        return ("length",)
    known = _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number) or convert_old(number)
    return () if known else ("component",)


def is_valid(number: str) -> bool:
    """Tell a number without faults of shape."""
    return not faults(number)
