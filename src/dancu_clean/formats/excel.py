"""xlsx, xlsm, xls and xlsb through calamine: cells only, never macros or formulas."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine as calamine

from dancu_clean.formats import number_format, ole
from dancu_clean.formats.damage import broken_workbook, damage_told, locked_workbook, too_large
from dancu_clean.formats.grid import CHUNK, ColumnBuilder, Grid, letter
from dancu_clean.formats.marks import Book, Marks, Position
from dancu_clean.formats.xls_marks import read_xls_marks
from dancu_clean.formats.xlsx_marks import read_xlsx_marks

_MOST_CELLS = 80_000_000
_MARKS = {"xlsx": read_xlsx_marks, "xlsm": read_xlsx_marks, "xls": read_xls_marks}


def read_workbook(path: Path, container: str) -> list[Grid]:
    """Return every worksheet that has cells, hidden ones too; raises SourceError."""
    book = _open(path)
    with damage_told(path):
        marks = _MARKS[container](path) if container in _MARKS else Book()
    for name, found in marks.sheets.items():
        if found.rows * found.columns > _MOST_CELLS:
            raise too_large(path, name, f"{letter(found.columns - 1)}{found.rows}")
    kinds = calamine.SheetTypeEnum
    sheets = [
        meta for meta in book.sheets_metadata if meta.typ in (kinds.WorkSheet, kinds.MacroSheet)
    ]
    grids = [
        _read_sheet(book, meta, path, container, marks.sheets.get(meta.name, Marks()))
        for meta in sheets
    ]
    return [replace(grid, dates_1904=marks.dates_1904) for grid in grids if grid.columns]


def _open(path: Path) -> Any:
    # Given a path, calamine believes its extension. It takes all memory for an OLE header that
    # is wrong and panics at a last sector that was cut off: that one is filled up with zeros.
    data = path.read_bytes()
    try:
        with damage_told(path):
            if data.startswith(ole.MAGIC):
                data += bytes(-len(data) % ole.SECTOR)
                if ole.read_stream(data, ("Workbook", "Book")) is None:
                    raise broken_workbook(path)
            return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError as error:
        raise locked_workbook(path) from error
    except (calamine.CalamineError, OSError) as error:
        raise broken_workbook(path) from error


def _read_sheet(book: Any, meta: Any, path: Path, container: str, marks: Marks) -> Grid:
    builder = ColumnBuilder()
    try:
        with damage_told(path):
            sheet = book.get_sheet_by_name(meta.name)
            # iter_rows pads leading empty rows but cuts leading empty columns.
            left = sheet.start[1] if sheet.start else 0
            rows = _as_shown(sheet.iter_rows(), left, marks)
            while chunk := list(islice(rows, CHUNK)):
                builder.add(chunk)
            merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    except (calamine.CalamineError, OSError) as error:
        raise broken_workbook(path) from error
    return Grid(
        sheet=meta.name,
        container=container,
        columns=builder.columns(),
        merged=merged,
        hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
        hidden_rows=frozenset(marks.hidden_rows),
        hidden_columns=frozenset(marks.hidden_columns),
    )


def _as_shown(rows: Iterable[list[Any]], left: int, marks: Marks) -> Iterator[list[Any]]:
    """Yield the rows with error cells and with what number formats show."""
    if not left and not marks.errors and not marks.formats:
        yield from rows
        return
    errors, formats = _by_row(marks.errors), _by_row(marks.formats)
    number = -1
    for number, cells in enumerate(rows):
        padded = [""] * left + cells if left else cells
        for column, code in formats.get(number, ()):
            if column < len(padded):
                padded[column] = _shown(padded[column], code)
        yield _put(padded, errors.pop(number, ()))
    for missing in range(number + 1, max(errors, default=number) + 1):
        yield _put([], errors.get(missing, ()))


def _by_row(cells: Mapping[Position, str]) -> dict[int, list[tuple[int, str]]]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in cells.items():
        rows.setdefault(row, []).append((column, text))
    return rows


def _shown(value: Any, code: str) -> Any:
    """Return the text that a number format makes of a value, or the value itself."""
    text = None
    if isinstance(value, dt.date):
        precision = number_format.precision(code)
        text = number_format.partial_date(value, precision) if precision else None
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        width = number_format.zeros(code)
        text = number_format.padded(value, width) if width else None
    return value if text is None else text


def _put(cells: list[Any], errors: Iterable[tuple[int, str]]) -> list[Any]:
    for column, text in errors:
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = text
    return cells
