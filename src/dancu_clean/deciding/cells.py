"""A cell to be written anew, and how people of that list would have written it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_TYPED = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_CODED = frozenset({"sex", "choice", "code", "nationality"})


@dataclass(frozen=True)
class New:
    """What a cell shall hold: a text, and the day that it names where it is a whole date.

    `old` is what the reader saw there: a cell with anything else is left alone.
    """

    text: str
    old: str | None
    day: date | None = None


def as_written(
    value: str, shown: str, kind: str, old: str | None, examples: Sequence[tuple[str, str]]
) -> New:
    """Write a clean value as the column does.

    `shown` is the value as people read it, `kind` the field's type; `examples` are pairs (as
    written, clean) of other rows of the column, from which its own codes are learnt.
    """
    if kind in _CODED:
        same = Counter(raw for raw, clean in examples if clean == value)
        return New(same.most_common(1)[0][0] if same else shown, old)
    if kind == "date" and (found := _ISO.fullmatch(value)):
        year, month, day = found.groups()
        whole = date(int(year), int(month), int(day)) if day else None
        return New(_day_text(year, month, day, old, examples), old, whole)
    if kind == "person_name" and _capital(old, examples):
        return New(value.upper(), old)
    return New(value, old)


def _day_text(
    year: str, month: str | None, day: str | None, old: str | None,
    examples: Sequence[tuple[str, str]],
) -> str:  # fmt: skip
    sign, short = "/", False
    for seen in (old, *(raw for raw, _ in examples[:50])):
        if seen and (typed := _TYPED.fullmatch(seen.strip())):
            sign, short = typed[2], len(typed[1]) == 1 or len(typed[3]) == 1
            break
    parts = [part.lstrip("0") if short else part for part in (day, month) if part]
    return sign.join([*parts, year])


def _capital(old: str | None, examples: Sequence[tuple[str, str]]) -> bool:
    seen = [old, *(raw for raw, _ in examples[:20])]
    known = [text for text in seen if text and any(map(str.isalpha, text))]
    return bool(known) and sum(map(str.isupper, known)) * 2 > len(known)
