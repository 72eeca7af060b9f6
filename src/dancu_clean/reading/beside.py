"""Tables side by side under one header line: "STT | Họ tên | Năm | | STT | Họ tên | Năm"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pyarrow as pa

from dancu_clean.formats.grid import TEXT, Grid
from dancu_clean.reading.header import NAMES, Header
from dancu_clean.reading.headings import Heading
from dancu_clean.text.fold import squash

_SAME = 2


def split_beside(grid: Grid, header: Header) -> list[tuple[Grid, Header]]:
    """Return the sheet once per table, blank but for the table's own columns.

    Columns keep their letters. Tables stand side by side when the name and at least one more
    heading come again in the same order; a name that merely stands twice is a doubt for people.
    """
    bounds = _bounds([heading.parts for heading in header.headings])
    if len(bounds) < 2:
        return [(grid, header)]
    return [(_only(grid, span), _headings_of(header, span)) for span in bounds]


def _bounds(columns: Sequence[tuple[str, ...]]) -> list[range]:
    keys = [tuple(map(squash, parts)) for parts in columns]
    first = next((key for key in keys if key and key[-1] in NAMES), None)
    places = [i for i, key in enumerate(keys) if key == first] if first else []
    if len(places) < 2:
        return []
    before = 0
    while places[0] > before and _all_same(keys, places, -before - 1):
        before += 1
    after = 0
    width = min(b - a for a, b in pairwise(places)) - before
    while after + 1 < width and _all_same(keys, places, after + 1):
        after += 1
    if before + 1 + after < _SAME:
        return []
    starts = [place - before for place in places]
    starts[0] = 0
    return [range(a, b) for a, b in zip(starts, [*starts[1:], len(keys)], strict=True)]


def _all_same(keys: Sequence[tuple[str, ...]], places: Sequence[int], step: int) -> bool:
    if not all(0 <= place + step < len(keys) for place in places):
        return False
    found = {keys[place + step] for place in places}
    return len(found) == 1 and found != {()}


def _only(grid: Grid, span: range) -> Grid:
    blank = pa.chunked_array([pa.nulls(grid.height, TEXT)])
    columns = tuple(column if i in span else blank for i, column in enumerate(grid.columns))
    return replace(grid, columns=columns)


def _headings_of(header: Header, span: range) -> Header:
    headings = tuple(h if i in span else Heading(()) for i, h in enumerate(header.headings))
    return replace(header, headings=headings, spread=header.spread & set(span))
