"""One sheet as columns of text, with the row numbers that Excel shows.

Every cell becomes text once, here: text stays as it is, a whole number loses its `.0`, a date
becomes ISO text, blank and white space become null. Nothing is repaired.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

TEXT = pa.large_string()
CHUNK = 20_000
_MIDNIGHT = dt.time(0, 0)

Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Grid:
    """A rectangular sheet: position 0 of every column is row `first_row` of the file.

    `merged` holds (first row, first column, last row, last column) as positions. `scan` is the
    number of leading rows that were seen as text when the sheet was cut.
    """

    sheet: str
    container: str
    columns: tuple[pa.ChunkedArray, ...]
    encoding: str | None = None
    first_row: int = 1
    merged: tuple[Merge, ...] = ()
    hidden: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """Return the number of rows, blank ones included."""
        return len(self.columns[0]) if self.columns else 0

    def head(self, rows: int) -> list[list[str]]:
        """Return the first rows as lists of text, blank = ""."""
        parts = [column.slice(0, rows).to_pylist() for column in self.columns]
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
    return str(int(value)) if value.is_integer() else repr(value)


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
    dt.time: dt.time.isoformat,
    type(None): lambda _: "",
}


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
        texts = [str(int(cell)) if cell.is_integer() else repr(cell) for cell in cells]
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
