"""xlsx, xlsm, xls, xlsb and ods through calamine: cells only, never macros or formulas."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import python_calamine as calamine

from dancu_clean.errors import SourceError
from dancu_clean.formats.cell_errors import error_cells
from dancu_clean.formats.grid import CHUNK, ColumnBuilder, Grid
from dancu_clean.lang import t

_Errors = dict[tuple[int, int], str]


def read_workbook(path: Path, container: str) -> list[Grid]:
    """Return every worksheet that has cells, hidden ones too; raises SourceError."""
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
    except calamine.PasswordError as error:
        raise locked_workbook(path) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise broken_workbook(path) from error
    try:
        errors = error_cells(path) if container in ("xlsx", "xlsm") else {}
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, OSError, EOFError) as error:
        raise broken_workbook(path) from error
    kinds = calamine.SheetTypeEnum
    sheets = [
        meta for meta in book.sheets_metadata if meta.typ in (kinds.WorkSheet, kinds.MacroSheet)
    ]
    grids = []
    for meta in sheets:
        grid = _read_sheet(book, meta, path, container, errors.get(meta.name, {}))
        if grid.columns:
            grids.append(grid)
    return grids


def locked_workbook(path: Path) -> SourceError:
    """Return the error for a workbook that opens only with a password."""
    return SourceError(
        t(
            "Tệp Excel được bảo vệ bằng mật khẩu nên không đọc được.",
            "The workbook is protected by a password and cannot be read.",
        ),
        where=path.name,
        hint=t(
            "Mở tệp, bỏ mật khẩu (File › Info › Protect Workbook), lưu lại rồi chạy lại.",
            "Open it, remove the password (File › Info › Protect Workbook), save and run again.",
        ),
    )


def broken_workbook(path: Path) -> SourceError:
    """Return the error for a workbook whose inside is damaged or of another program."""
    return SourceError(
        t(
            "Tệp không phải là tệp Excel đọc được hoặc đã bị hỏng.",
            "The file is no readable Excel file, or it is damaged.",
        ),
        where=path.name,
        hint=t(
            "Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As) dạng .xlsx rồi chạy lại.",
            "Open it with Excel or LibreOffice, save it as .xlsx and run again.",
        ),
    )


def _read_sheet(book: Any, meta: Any, path: Path, container: str, errors: _Errors) -> Grid:
    try:
        sheet = book.get_sheet_by_name(meta.name)
        # iter_rows pads leading empty rows but cuts leading empty columns.
        left = sheet.start[1] if sheet.start else 0
        rows = _with_errors(sheet.iter_rows(), left, errors)
        builder = ColumnBuilder()
        while chunk := list(islice(rows, CHUNK)):
            builder.add(chunk)
        merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    except (calamine.CalamineError, ValueError) as error:
        raise broken_workbook(path) from error
    return Grid(
        sheet=meta.name,
        container=container,
        columns=builder.columns(),
        merged=merged,
        hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
    )


def _with_errors(rows: Iterable[list[Any]], left: int, errors: _Errors) -> Iterator[list[Any]]:
    if not left and not errors:
        yield from rows
        return
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, []).append((column, text))
    number = -1
    for number, cells in enumerate(rows):
        padded = [""] * left + cells if left else cells
        yield _put(padded, by_row.pop(number, ()))
    for missing in range(number + 1, max(by_row, default=number) + 1):
        yield _put([], by_row.get(missing, ()))


def _put(cells: list[Any], errors: Iterable[tuple[int, str]]) -> list[Any]:
    for column, text in errors:
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = text
    return cells
