"""One sheet as columns of text, with the row numbers that Excel shows.

Every cell becomes text once, here: text stays as it is, a whole number loses its `.0`, a date
becomes ISO text, blank and white space become null. Nothing is repaired.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dancu_clean.lang import t

TEXT = pa.large_string()
CHUNK = 20_000
LOST = "�"
_EXACT = 2**53
_MIDNIGHT = dt.time(0, 0)

Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Grid:
    """A rectangular sheet: position 0 of every column is row `first_row` of the file.

    `merged` holds (first row, first column, last row, last column), all as positions, and so do
    `hidden_rows` and `hidden_columns`. `ragged` are the rows of a text file with more cells than
    the others, `undecoded` those with bytes that are no text, `recoded` those of a UTF-8
    file that were in an old code page. `dates_1904`: serial numbers count
    from 1904. `decimal_comma`: whether numbers written as text have one, None = not to be told.
    """

    sheet: str
    container: str
    columns: tuple[pa.ChunkedArray, ...]
    encoding: str | None = None
    first_row: int = 1
    merged: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    ragged: tuple[int, ...] = ()
    undecoded: tuple[int, ...] = ()
    recoded: tuple[int, ...] = ()
    dates_1904: bool = False
    decimal_comma: bool | None = None
    remarks: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """Return the number of rows, blank ones included."""
        return len(self.columns[0]) if self.columns else 0

    def head(self, rows: int, start: int = 0) -> list[list[str]]:
        """Return the first rows from `start` on as lists of text, blank = ""."""
        parts = [column.slice(start, rows).to_pylist() for column in self.columns]
        return [[cell or "" for cell in row] for row in zip(*parts, strict=True)]


def letter(position: int) -> str:
    """Return the letters Excel shows over a column (0 → A, 26 → AA)."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def _number(value: float) -> str:
    """Return a number with the fifteen digits that Excel keeps, never in scientific notation."""
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _duration(value: dt.timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _moment(value: dt.datetime) -> str:
    if value.time() == _MIDNIGHT:
        return value.date().isoformat()
    return value.replace(microsecond=0, tzinfo=None).isoformat(sep=" ")


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: str,
    float: _number,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    dt.datetime: _moment,
    dt.date: dt.date.isoformat,
    dt.time: lambda value: value.replace(microsecond=0).isoformat(),
    dt.timedelta: _duration,
    type(None): lambda _: "",
}


_DAYS = {str, dt.date, dt.datetime, type(None)}


def cell_text(value: Any) -> str:
    """Return the text of one cell value; "" for a blank."""
    return _WRITERS.get(type(value), str)(value)


def blank_to_null(array: pa.Array) -> pa.Array:
    """Return the text array with empty and white-space-only cells as null."""
    if array.null_count == len(array):
        return array
    filled = pc.not_equal(pc.utf8_trim_whitespace(array), "")
    if pc.all(filled).as_py() and not array.null_count:
        return array
    return pc.if_else(pc.fill_null(filled, False), array, pa.scalar(None, TEXT))


def text_array(cells: Sequence[Any]) -> pa.Array:
    """Return one chunk of a column as text; blank = null."""
    kinds = set(map(type, cells))
    if kinds <= {str, type(None)}:
        texts: Iterable[Any] = cells
    elif kinds == {float}:
        texts = map(_number, cells)
    elif kinds <= _DAYS:
        # A column of dates repeats its days; other kinds may be equal and differ (1, 1.0, True).
        known = {cell: cell_text(cell) for cell in set(cells)}
        texts = [known[cell] for cell in cells]
    else:
        texts = map(cell_text, cells)
    return blank_to_null(pa.array(texts, type=TEXT))


class ColumnBuilder:
    """Collects rows chunk by chunk into text columns; short rows are padded, long ones widen."""

    def __init__(self) -> None:
        """Start without any column."""
        self._chunks: list[list[pa.Array]] = []
        self._rows = 0

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Append rows of one chunk."""
        if not rows:
            return
        width = max(len(self._chunks), *map(len, rows))
        if any(len(row) != width for row in rows):
            rows = [[*row, *[""] * (width - len(row))] for row in rows]
        while len(self._chunks) < width:
            self._chunks.append([pa.nulls(self._rows, TEXT)] if self._rows else [])
        for chunks, cells in zip(self._chunks, zip(*rows, strict=True), strict=True):
            chunks.append(text_array(cells))
        self._rows += len(rows)

    def columns(self) -> tuple[pa.ChunkedArray, ...]:
        """Return the columns collected so far."""
        return tuple(pa.chunked_array(chunks, type=TEXT) for chunks in self._chunks)


def name_losses(grid: Grid) -> Grid:
    """Return the grid with the rows named in which bytes could not be decoded."""
    hit = np.zeros(grid.height, dtype=bool)
    for column in grid.columns:
        hit |= np.asarray(pc.fill_null(pc.match_substring(column, LOST), False))
    rows = tuple(np.flatnonzero(hit).tolist())
    if not rows:
        return grid
    remark = t(
        f"{len(rows)} dòng có ký tự không giải mã được, giữ chỗ bằng dấu thay thế",
        f"{len(rows)} rows have characters that could not be decoded; a sign holds their place",
    )
    return replace(grid, undecoded=rows, remarks=(*grid.remarks, remark))
