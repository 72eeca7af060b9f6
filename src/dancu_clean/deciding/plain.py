"""A corrected list as a plain workbook, for containers that cannot be changed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from dancu_clean.deciding.cells import New
from dancu_clean.deciding.sheet_xml import Place
from dancu_clean.formats.grid import Grid
from dancu_clean.report.sheet import Book

_TITLE = "Danh sách sau duyệt"
_MADE = datetime(2000, 1, 1)  # the same list gives the same file
_WIDTH = 18


def write_plain(
    grids: Sequence[Grid], path: Path, sheets: Mapping[str, Mapping[Place, New]]
) -> None:
    """Write the cells of all sheets as text, the decided ones coloured."""
    with Book(path, title=_TITLE, footer=_TITLE, made=_MADE, run="") as book:
        for number, grid in enumerate(grids, start=1):
            sheet = book.sheet(grid.sheet[:31] or f"Sheet{number}")
            new = sheets.get(grid.sheet, {})
            width = max([len(grid.columns), *(column + 1 for _, column in new)])
            sheet.set_column(0, width - 1, _WIDTH, book.format("id"))
            columns = [column.to_pylist() for column in grid.columns]
            for row in range(grid.height):
                for at in range(width):
                    place = (grid.first_row - 1 + row, at)
                    cell = columns[at][row] if at < len(columns) else None
                    text = new[place].text if place in new else cell
                    if text is not None:
                        form = book.format("id", "amber") if place in new else book.format("id")
                        book.put(sheet, place[0], at, str(text), form)
