"""The rules: pure functions of columns, registered under their codes, told by `validate`.

A rule takes columns by the name of their field (`raw_<field>` for the cell as read, `value` for
any one field, `people` for those that tell persons apart, `as_of` for the day of judgement)
and returns a mask, `Hits`, or `Whole`: one truth about the whole list.
"""

from __future__ import annotations

from dancu_clean.rules import (
    benefits,
    cards,
    columns,
    comparing,
    events,
    family,
    households,
    lists,
    marriages,
    names,
    numbers,
    papers,
    places,
    reading,
    repeats,
    shifted,
    slips,
    texts,
    values,
)

__all__ = [
    "benefits", "cards", "columns", "comparing", "events", "family", "households", "lists",
    "marriages", "names", "numbers", "papers", "places", "reading", "repeats", "shifted", "slips",
    "texts", "values",
]  # fmt: skip
