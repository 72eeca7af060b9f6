"""What a whole column of dates shows about its custom, where a single cell could not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from dancu_clean.text.date import VIETNAMESE, Custom
from dancu_clean.text.fold import fold

Order = Literal["day_first", "month_first"]
_DAY_FIRST = re.compile(
    r"\s*'?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(?:\d{4}|\d{2})(?!\d)", re.ASCII
)
_YEAR_FIRST = re.compile(r"\s*'?\d{4}\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?!\d)", re.ASCII)
_SERIAL = re.compile(r"\s*'?[1-7]\d{4}(?:[.,]\d+)?\s*", re.ASCII)
_LEGENDS: dict[Order, re.Pattern[str]] = {
    "month_first": re.compile(r"\bM{1,2} ?D{1,2} ?Y|\bTHANG NGAY NAM\b|\bTHANG TRUOC NGAY\b"),
    "day_first": re.compile(r"\bD{1,2} ?M{1,2} ?Y|\bNGAY THANG NAM\b"),
}
_CLEARLY, _SHARE = 2, 10
_LEAST_PLACES = 3
_LEAST_SERIALS = 3


class _Count(NamedTuple):
    """How many full dates have a number above 12 where the day stands, and the month."""

    days: int
    months: int
    full: int
    places: int

    @property
    def clear(self) -> bool:
        """Tell months above 12 in more than a slip, and no such day."""
        return not self.days and self.months >= _CLEARLY and self.months * _SHARE >= self.full

    @property
    def thin(self) -> bool:
        """Tell one or few months above 12, no such day, and days of many kinds.

        Where every date is the first of its month, one slip proves nothing.
        """
        return not self.days and self.months > 0 and self.places >= _LEAST_PLACES


def legend_of(heading: str) -> Order | None:
    """Return the order that a heading states: "Ngày sinh (mm/dd/yyyy)"."""
    words = fold(re.sub(r"[-–/.]", " ", heading))
    return next((order for order, pattern in _LEGENDS.items() if pattern.search(words)), None)


def custom_of(values: Sequence[str], legend: Order | None = None) -> tuple[Custom, bool]:
    """Return how the column writes its dates, by its distinct cells, and whether that is thin.

    What the heading states (`legend`) holds unless the cells contradict it; without it one month
    above 12 where no day is turns the column (names_and_text §5), thin as the evidence is.
    """
    serials = sum(1 for value in values if _SERIAL.fullmatch(value))
    count = _count(_DAY_FIRST, values)
    thin = not count.clear and count.thin and legend is None
    stated = legend == "month_first" and not count.days
    found = Custom(
        month_first=count.clear or thin or stated,
        year_day_month=_count(_YEAR_FIRST, values, last=True).clear,
        serials=serials >= _LEAST_SERIALS,
    )
    return (VIETNAMESE if found == VIETNAMESE else found), thin


def _count(pattern: re.Pattern[str], values: Iterable[str], *, last: bool = False) -> _Count:
    """Count the dates; `last`: the day is expected in the last place (ISO), not the first."""
    days = months = full = 0
    places = set()
    for value in values:
        if found := pattern.match(value):
            first, second = int(found[1]), int(found[2])
            day, month = (second, first) if last else (first, second)
            full += 1
            days += day > 12
            months += month > 12
            places.add(day)
    return _Count(days, months, full, len(places))
