"""UTF-8 lines with a known delimiter → text columns, as fast as they allow.

Arrow reads what is regular: every quote opens or closes a field. Rows of another width come
back one by one and are put in their places. Text with odd quotes goes through `fields.split`;
both ways give the same table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from dancu_clean.formats.fields import LINES_IN_FIELD, is_regular, split
from dancu_clean.formats.grid import CHUNK, TEXT, ColumnBuilder, blank_to_null

_BLOCK = 1 << 23


@dataclass(frozen=True)
class Table:
    """Text columns; `ragged` are the rows with more cells than the table is wide."""

    columns: tuple[pa.ChunkedArray, ...]
    ragged: tuple[int, ...] = ()
    open_quotes: bool = False


def parse(data: bytes, delimiter: str, width: int) -> Table:
    """Return the table of all records; `width` is the number of cells that most of them have."""
    if not data.strip():
        return Table(())
    if formulas := b'="' in data:
        data = _plain_formulas(data, delimiter)
    table = _regular(data, delimiter, width) if is_regular(data, delimiter) else None
    table = table or _lenient(data, delimiter, width)
    return _unwrapped(table) if formulas else table


def _plain_formulas(data: bytes, delimiter: str) -> bytes:
    """Make `="0123"` a quoted field: so programs keep the zeros, and so Excel shows it."""
    sign = re.escape(delimiter.encode())
    pattern = rb'(?<![^%b\r\n])="([^"%b\r\n]*)"(?=[%b\r\n]|\Z)' % (sign, sign, sign)
    return re.sub(pattern, rb'"\1"', data)


def _lenient(data: bytes, delimiter: str, width: int) -> Table:
    builder, ragged, number, opened = ColumnBuilder(), [], 0, False
    rows = split(data.decode("utf-8"), delimiter)
    while chunk := list(islice(rows, CHUNK)):
        ragged += [number + i for i, row in enumerate(chunk) if _is_long(row, width)]
        opened |= any(cell.startswith('"') for row in chunk for cell in row)
        number += len(chunk)
        builder.add(chunk)
    return Table(builder.columns(), tuple(ragged), opened)


def _is_long(row: Sequence[str], width: int) -> bool:
    return len(row) > width and any(cell.strip() for cell in row[width:])


def _regular(data: bytes, delimiter: str, width: int) -> Table | None:
    """Return the table as Arrow reads it, None when it cannot."""
    others: dict[int, str] = {}

    def keep(row: pyarrow.csv.InvalidRow) -> str:
        others[row.number - 1] = row.text
        return "skip"

    names = [str(position) for position in range(width)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(data),
            pyarrow.csv.ReadOptions(use_threads=False, block_size=_BLOCK, column_names=names),
            pyarrow.csv.ParseOptions(
                delimiter=delimiter,
                ignore_empty_lines=False,
                newlines_in_values=True,
                invalid_row_handler=keep,
            ),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, TEXT),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if data.count(b"\n") > table.num_rows + len(others) + LINES_IN_FIELD and _swallowed(table):
        return None
    columns = [_blank_to_null(column) for column in table.columns]
    rows = {number: next(split(text, delimiter)) for number, text in others.items()}
    ragged = tuple(number for number, row in sorted(rows.items()) if _is_long(row, width))
    return Table(_insert(columns, rows), ragged)


def _swallowed(table: pa.Table) -> bool:
    """Tell whether one cell holds so many lines that an open quote must have eaten them."""
    counts = [pc.max(pc.count_substring(column, "\n")).as_py() for column in table.columns]
    return max(count or 0 for count in counts) > LINES_IN_FIELD


def _blank_to_null(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([blank_to_null(chunk) for chunk in column.chunks], type=TEXT)


def _insert(
    columns: Sequence[pa.ChunkedArray], rows: dict[int, list[str]]
) -> tuple[pa.ChunkedArray, ...]:
    """Put rows of other widths where they belong; `rows` counts positions in the result."""
    if not rows:
        return tuple(columns)
    regular, size = len(columns[0]), len(columns[0]) + len(rows)
    source = np.empty(size, dtype=np.int64)
    inserted = np.zeros(size, dtype=bool)
    inserted[list(rows)] = True
    source[~inserted] = np.arange(regular)
    source[inserted] = regular + np.arange(len(rows))
    builder = ColumnBuilder()
    builder.add([[""] * len(columns), *(rows[number] for number in sorted(rows))])
    wide = builder.columns()
    empty = pa.chunked_array([pa.nulls(regular, TEXT)])
    joined = []
    for position, extra in enumerate(wide):
        own = columns[position] if position < len(columns) else empty
        pieces = [*own.chunks, *extra.slice(1).chunks]
        joined.append(pa.chunked_array(pieces, type=TEXT).take(pa.array(source)))
    return tuple(joined)


def _unwrapped(table: Table) -> Table:
    """Take the same away where the whole formula stands in quotes of its own."""
    columns = tuple(
        pc.replace_substring_regex(column, r'^="([^"]*)"$', r"\1") for column in table.columns
    )
    return replace(table, columns=columns)
