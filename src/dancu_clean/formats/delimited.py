"""CSV and TSV as Excel or other programs save them: encoding and delimiter are found out.

A record is one row as Excel shows it: a line break inside quotes does not count, a blank line
does. No cell is dropped: rows with too many cells widen the table and are named in `ragged`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from math import log
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dancu_clean.errors import SourceError
from dancu_clean.formats.encoding import decode
from dancu_clean.formats.fields import split
from dancu_clean.formats.grid import Grid, name_losses
from dancu_clean.formats.lines import Table, parse
from dancu_clean.lang import t

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 300
_SAMPLE_BYTES = 1 << 18
_NUMBER_ROWS = 2000
_STATED = re.compile(rb'"?sep=(.?)"?[ \t]*(?:\r\n|\n|\r|\Z)', re.IGNORECASE)
_COMMA = r"^\d{1,3}(?:\.\d{3})*,\d{1,2}$|^\d+,\d{1,2}$"
_POINT = r"^\d{1,3}(?:,\d{3})*\.\d{1,2}$|^\d+\.\d{1,2}$"
_VALUE = re.compile(r"[\d\s./,:;()+%-]*\d[\d\s./,:;()+%-]*")


def read_delimited(path: Path) -> list[Grid]:
    """Return the one table of a text file; raises SourceError when it is no text."""
    found = decode(path.read_bytes())
    if found is None:
        raise _no_text(path)
    shift = int(_STATED.match(found.data) is not None)
    grid = replace(
        text_grid(found.data, path),
        encoding=found.encoding,
        recoded=tuple(row - shift for row in found.recoded),
    )
    return [name_losses(grid) if found.lost else grid]


def text_grid(data: bytes, path: Path) -> Grid:
    """Return the table of UTF-8 text without a byte-order mark."""
    delimiter = ""
    if stated := _STATED.match(data):
        delimiter = stated[1].decode("latin-1") or "\t"
        data = data[stated.end() :]
    delimiter = delimiter or find_delimiter(_head(data))
    table = parse(data, delimiter, _width(_sample(_head(data), delimiter)))
    return Grid(
        sheet=path.stem,
        container="tsv" if delimiter == "\t" else "csv",
        columns=table.columns,
        remarks=_open_quotes(table),
        ragged=table.ragged,
        decimal_comma=decimal_comma(table.columns, delimiter),
    )


def _no_text(path: Path) -> SourceError:
    return SourceError(
        t(
            "Nội dung tệp không phải là bảng tính cũng không phải văn bản CSV.",
            "The content is neither a spreadsheet nor CSV text.",
        ),
        where=path.name,
        hint=t(
            "Kiểm tra lại tệp; chương trình đọc .xlsx, .xls, .ods, .csv, .tsv và .parquet.",
            "Check the file; .xlsx, .xls, .ods, .csv, .tsv and .parquet can be read.",
        ),
    )


def _head(data: bytes) -> str:
    return data[:_SAMPLE_BYTES].decode("utf-8", "ignore")


def _sample(text: str, delimiter: str) -> list[list[str]]:
    return list(islice(split(text, delimiter), _SAMPLE_ROWS))


def find_delimiter(text: str) -> str:
    """Return the delimiter under which records have most fields, and most records the same.

    The row where that width begins should be a heading: words, not values. Otherwise commas
    in addresses would outweigh the tabs between three columns.
    """
    return max(DELIMITERS, key=lambda sign: _score(_sample(text, sign)))


def _score(rows: Sequence[Sequence[str]]) -> float:
    width = _width(rows)
    if width < 2:
        return 0.0
    # A title stands alone in its row, padded to the width or not.
    full = ([cell for cell in row if cell.strip()] for row in rows if len(row) == width)
    first = next((cells for cells in full if len(cells) > 1), ["0"])
    heading = not any(_VALUE.fullmatch(cell) for cell in first)
    return sum(len(row) == width for row in rows) * log(width) * (2 if heading else 1)


def _width(rows: Iterable[Sequence[str]]) -> int:
    """Return the commonest number of fields, one only where no row has more."""
    widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    if len(widths) > 1:
        widths.pop(1, None)
    return max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))[0]


def _open_quotes(table: Table) -> tuple[str, ...]:
    if not table.open_quotes:
        return ()
    remark = t(
        "Có dấu nháy kép không đóng; dấu nháy được đọc như chữ thường để không mất dòng nào",
        "A double quote is never closed; it was read as a plain sign so that no row is lost",
    )
    return (remark,)


def decimal_comma(columns: Sequence[pa.ChunkedArray], delimiter: str) -> bool | None:
    """Tell whether numbers have a decimal comma; None where nothing speaks for or against it.

    Without numbers to see, the semicolon does: Excel uses it where the comma is taken.
    """
    heads = [column.slice(0, _NUMBER_ROWS) for column in columns]
    comma, point = _count(heads, _COMMA), _count(heads, _POINT)
    if comma != point:
        return comma > point
    return True if delimiter == ";" else None


def _count(columns: Iterable[pa.ChunkedArray], pattern: str) -> int:
    return sum(pc.sum(pc.match_substring_regex(column, pattern)).as_py() or 0 for column in columns)
