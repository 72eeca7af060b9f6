"""Headings that many things share: they hold for a column only as far as its values agree.

"Số thẻ" is on a health card and on the card of an association, "BHXH" heads numbers, amounts and
ticks. What contradicts such a heading in most cells is left unread and said, not refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dancu_clean.formats.grid import letter
from dancu_clean.ids.digits import strip_separators
from dancu_clean.lang import t
from dancu_clean.reading.content import sample
from dancu_clean.reading.headings import Heading, Vocabulary
from dancu_clean.reading.mapping import ColumnMap
from dancu_clean.text.fold import fold

_STATED = ("chosen", "saved")
_MOST = 0.5
# Per field: the headings that prove nothing, and what its values look like, damaged ones too.
# Amounts of money end in zeros; a spreadsheet drops the zero in front of a number.
_SHARED = {"health_card_no": {"SO THE", "MA SO"}, "social_insurance_no": {"BHXH"}}
_LIKE = {
    "health_card_no": re.compile(r"[A-Z]{2}[\dA-Z]{12,14}|\d{9,10}|\d{12}", re.IGNORECASE),
    "social_insurance_no": re.compile(r"\d{8,10}(?<!000)"),
}


def without_empty_claims(
    found: ColumnMap,
    cells: Callable[[int], list[str | None]],
    headings: Sequence[Heading],
    words: Vocabulary,
) -> ColumnMap:
    """Return the mapping without columns whose shared heading their values do not bear out.

    `cells` gives the first cells of a column. A column without values keeps its field.
    """
    taken, remarks, dropped = list(found.taken), list(found.remarks), set(found.dropped)
    for column, guess in enumerate(found.taken):
        heading = headings[column].text
        shared = guess and fold(heading) in _SHARED.get(guess.field, ())
        if guess is None or not shared or guess.how in _STATED:
            continue
        values = sample(cells(column))
        like = sum(map(_like(guess.field), values))
        if values and like < _MOST * len(values):
            taken[column] = None
            dropped.add(column)
            remarks.append(_said(column, heading, words.fields[guess.field].label, guess.field))
    return replace(found, taken=tuple(taken), remarks=tuple(remarks), dropped=frozenset(dropped))


def _like(name: str) -> Callable[[str], bool]:
    return lambda text: bool(_LIKE[name].fullmatch(strip_separators(text.removesuffix(".0"))))


def _said(column: int, heading: str, label: str, name: str) -> str:
    place = f"{letter(column)} “{heading}”"
    option = f'--map "{letter(column)}={name}"'
    return t(
        f"Cột {place}: giá trị không giống “{label}” nên không đọc; nếu đúng là vậy, ghi {option}",
        f"Column {place}: the values do not look like {name}, so it is not read; "
        f"if it is, say so by {option}",
    )
