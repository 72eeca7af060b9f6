"""Rows of a sheet that are no records: totals, numbering, repeated headers, groups, signatures.

A row that holds a person's number or date of birth is never dropped, and neither is one that
has a name which is not a known word of these. Only suspects are looked at one by one: rows
without a number, a year of birth, or a name among enough other cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dancu_clean.reading.groups import Group, group_fields, style_of
from dancu_clean.reading.kinds import (
    KINDS,
    THIN,
    Layout,
    group_text,
    has_other_headings,
    is_certain,
    is_header,
    is_thin,
    kind_of,
    numbered,
)
from dancu_clean.text.repair import readable

_TITLE_LINES = 12
# The same patterns run in Arrow's engine over whole columns.
_DIGITS = r"[0-9]{8}"
_NUMBER_OF_PERSON = r"[0-9](?:[ .,_/-]{0,3}[0-9]){7}"
_YEAR_OF_BIRTH = r"^(?:[^a-zA-Z]{0,11}[^0-9a-zA-Z])?(?:18|19|20)[0-9]{2}(?:[^0-9]|$)"
_RUNNING = r"^\s*[0-9]+\s*[.)]?\s*$"
_NAME = r"^\s*\pL[^0-9:]*\pL[^0-9:]*$"
_NO_NAME = (
    r"(?i)^\s*(?:h[oọ]\pM*\s*(?:v[aà]\pM*\s*)?t[eê]\pM*n|t[oổ]\pM*ng|c[oộ]\pM*ng|th[oô]\pM*n"
    r"|bu[oô]\pM*n|x[oó]\pM*m|[aấ]\pM*p|x[aã]\pM*|h[oộ]\pM*|l[oớ]\pM*p|khu|t[oổ]\pM*|b[aả]\pM*n"
    r"|nh[oó]\pM*m)(?:\s|$)"
)


@dataclass(frozen=True)
class Rows:
    """What every row is: `keep` masks the records, `places` the other rows by kind.

    `stop` is the position of the header of another table, the table's height when there is none;
    rows from there on are neither kept nor counted.
    """

    keep: np.ndarray
    places: dict[str, tuple[int, ...]]
    groups: tuple[Group, ...]
    stop: int

    @property
    def skipped(self) -> dict[str, int]:
        """Return how many rows of each kind were left out."""
        return {kind: len(self.places[kind]) for kind in KINDS if self.places.get(kind)}


def records(columns: Sequence[pa.ChunkedArray], layout: Layout) -> Rows:
    """Tell the records of a table from all other rows."""
    filled = np.column_stack([np.asarray(pc.is_valid(column)) for column in columns])
    own = _own_cells(columns, filled, layout)
    keep = own > 0
    suspect = keep & ~_has_person(columns, layout)
    suspect[suspect] = ~_is_plain(columns, np.flatnonzero(suspect), own, layout)
    sure_before = np.cumsum(keep & ~suspect)
    suspects = np.flatnonzero(suspect)
    table = _texts([column.take(pa.array(suspects)).to_pylist() for column in columns])
    walk = _Walk(layout, keep)
    for position, cells in zip(suspects.tolist(), zip(*table, strict=True), strict=True):
        walk.step(position, list(cells), int(sure_before[position]))
        if walk.stop is not None:
            break
    walk.drop_tail(columns, own, suspect)
    stop = len(keep) if walk.stop is None else walk.stop
    keep[stop:] = False
    walk.places.setdefault("empty", []).extend(np.flatnonzero(own[:stop] == 0).tolist())
    places = {kind: tuple(sorted(rows)) for kind, rows in walk.places.items()}
    return Rows(keep, places, tuple(walk.groups), stop)


class _Walk:
    """Goes down the suspects and remembers what the rows before them were."""

    def __init__(self, layout: Layout, keep: np.ndarray) -> None:
        self.layout, self.keep = layout, keep
        self.places: dict[str, list[int]] = {}
        self.groups: list[Group] = []
        self.stop: int | None = None
        self._footer = -1
        self._lone: list[int] = []
        self._before: list[tuple[int, str]] = []

    def step(self, position: int, cells: list[str], sure_before: int) -> None:
        """Say what one suspect is; `sure_before` counts the records above it that are certain."""
        kind = kind_of(cells, self.layout, wide=position in self.layout.wide)
        apart = position == 0 or not self.keep[position - 1]
        same = kind == "repeated_header" and not has_other_headings(cells, self.layout)
        if not same and kind != "numbering" and is_header(cells, self.layout, apart=apart):
            self.stop = position
            return
        text = group_text(cells, self.layout) if kind == "group" else ""
        fields = group_fields(text)
        if position in self.layout.continued and kind in ("", "thin", "group"):
            # A second line of the person above, who is one record.
            kind, fields = "other", {}
        closing = self._footer == sure_before and not numbered(cells, self.layout)
        if kind in ("thin", "other", "group") and not fields and closing:
            kind = "footer"
        kind = kind.removeprefix("thin")
        lone = not kind and is_thin(cells) and not is_certain(cells, self.layout)
        self._before.append((position, "lone" if lone else kind))
        if kind == "footer":
            self._footer = sure_before
        elif kind in ("", "repeated_header"):
            self._footer = -1
        if kind == "repeated_header":
            self._titles_above(position)
        elif kind == "group":
            first = next(cell for cell in cells if cell)
            self.groups.append(Group(position, fields, style_of(first)))
        if kind:
            self._drop(position, kind)
        elif lone:
            self._lone.append(position)

    def drop_tail(
        self, columns: Sequence[pa.ChunkedArray], own: np.ndarray, suspect: np.ndarray
    ) -> None:
        """Drop names without number, apart below the end of a numbered list: who signed it."""
        end = len(own) if self.stop is None else self.stop
        numbers = self.layout.row_numbers
        if not self._lone or not numbers:
            return
        running = _matches(columns[numbers[0]], _RUNNING)[:end]
        records = self.keep[:end]
        certain = np.flatnonzero(records & (running | ~suspect[:end]))
        if len(certain) * 2 < records.sum() or running[records].sum() * 2 < records.sum():
            return
        last = int(certain[-1])
        for position in self._lone:
            if position > last and not records[last:position].all():
                self._drop(position, "footer")

    def _drop(self, position: int, kind: str) -> None:
        self.keep[position] = False
        self.places.setdefault(kind, []).append(position)

    def _titles_above(self, position: int) -> None:
        """Drop lone texts between a title line and the header it stands over."""
        run: list[int] = []
        for at, kind in reversed(self._before[-_TITLE_LINES:]):
            if position - at > _TITLE_LINES or not kind:
                return
            if kind in ("title", "footer", "total"):
                for lone in run:
                    self._drop(lone, "title")
                return
            if kind == "lone":
                run.append(at)


def _texts(table: Sequence[Sequence[str | None]]) -> list[list[str]]:
    """Return columns of cells as text, blank = "", legacy fonts decoded."""
    odd = {cell for column in table for cell in column if cell and not cell.isascii()}
    texts = sorted(odd)
    decoded = dict(zip(texts, readable(texts), strict=True)) if texts else {}
    return [[decoded.get(cell, cell) if cell else "" for cell in column] for column in table]


def _own_cells(
    columns: Sequence[pa.ChunkedArray], filled: np.ndarray, layout: Layout
) -> np.ndarray:
    """Count the filled cells of every row; a running number is none, a text in its place is."""
    counted = filled.copy()
    for position in layout.row_numbers:
        number = pc.match_substring_regex(columns[position], r"^\s*\d*[.)]?\s*$")
        counted[:, position] &= ~np.asarray(pc.fill_null(number, True))
    result: np.ndarray = counted.sum(axis=1)
    return result


def _has_person(columns: Sequence[pa.ChunkedArray], layout: Layout) -> np.ndarray:
    """Return the rows that hold a number of eight digits or more, or a year of birth."""
    found = np.zeros(len(columns[0]), dtype=bool)
    # The quickest pattern first: the others only see the rows that it leaves.
    for positions, pattern in (
        (layout.numbers, _DIGITS),
        (layout.births, _YEAR_OF_BIRTH),
        (layout.numbers, _NUMBER_OF_PERSON),
    ):
        for position in positions:
            rest = np.flatnonzero(~found)
            found[rest] = _matches(columns[position].take(pa.array(rest)), pattern)
    return found


def _is_plain(
    columns: Sequence[pa.ChunkedArray], rows: np.ndarray, own: np.ndarray, layout: Layout
) -> np.ndarray:
    """Return which of the rows need no look: a running number, a name, and two cells more."""
    found: np.ndarray = own[rows] > THIN
    if not layout.names or not len(rows):
        return np.zeros(len(rows), dtype=bool)
    at = pa.array(rows)
    for position in layout.row_numbers:
        found &= _matches(columns[position].take(at), _RUNNING)
    name = columns[layout.names[0]].take(at)
    return found & _matches(name, _NAME) & ~_matches(name, _NO_NAME)


def _matches(column: pa.ChunkedArray, pattern: str) -> np.ndarray:
    found: np.ndarray = np.asarray(pc.fill_null(pc.match_substring_regex(column, pattern), False))
    return found


def text_frame(
    columns: Sequence[pa.ChunkedArray], names: Sequence[str], keep: np.ndarray
) -> pd.DataFrame:
    """Return the kept rows as pandas text columns with a RangeIndex."""
    mask = pa.array(keep)
    whole = bool(keep.all())
    series = {
        name: pd.Series(column if whole else column.filter(mask), dtype="str")
        for name, column in zip(names, columns, strict=True)
    }
    return pd.DataFrame(series, index=pd.RangeIndex(int(keep.sum())))
