"""What a number format shows of a cell that its value does not tell.

Two things matter: zeros in front (`000000000000`) and how much of a date is shown (`mm/yyyy`).
Excel turns a typed "6/1985" into 1 June 1985 and shows "Jun-85": the day was never there.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Literal

Precision = Literal["year", "month"]

# "text", \x, _x (space as wide as x), *x (fill), [$-42A], [Red]
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ZEROS = re.compile(r"0{2,}")
_PARTS = re.compile(r"[ymdhs]")


@cache
def zeros(code: str) -> int:
    """Return to how many digits a format fills up whole numbers; 0 when it does not."""
    bare = _LITERAL.sub("", code.split(";")[0]).strip()
    return len(bare) if _ZEROS.fullmatch(bare) else 0


@cache
def precision(code: str) -> Precision | None:
    """Return what a date format shows when it hides the day; None for any other format."""
    shown = set(_PARTS.findall(_LITERAL.sub("", code.split(";")[0]).lower()))
    if shown == {"y"}:
        return "year"
    return "month" if shown == {"y", "m"} else None


def matters(code: str) -> bool:
    """Tell whether a format shows something that the value does not tell."""
    return bool(zeros(code) or precision(code))


def padded(value: float, width: int) -> str | None:
    """Return a whole number with the zeros its format shows; None for any other number."""
    if value < 0 or value != int(value) or value >= 10**width:
        return None
    return str(int(value)).zfill(width)


def partial_date(day: dt.date, shown: Precision) -> str | None:
    """Return the shown part of a date, ISO; None when the hidden part says more than "first"."""
    if shown == "month":
        return f"{day.year}-{day.month:02}" if day.day == 1 else None
    return str(day.year) if day.day == day.month == 1 else None
