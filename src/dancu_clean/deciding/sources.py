"""The lists behind a run as they are now, to see which values changed since."""

from __future__ import annotations

from pathlib import Path

from dancu_clean.deciding.entries import Subject
from dancu_clean.deciding.folder import Run
from dancu_clean.deciding.sheet_xml import column_number
from dancu_clean.errors import SourceError
from dancu_clean.formats.grid import Grid
from dancu_clean.formats.open import open_tables
from dancu_clean.text.fold import squash


class Lists:
    """The cells of the lists that changed after the run; the others are as the run read them."""

    def __init__(self, run: Run) -> None:
        """Look which files changed."""
        self._run = run
        self._grids: dict[str, list[Grid]] = {}
        self.changed = run.changed(set(run.records["source_file"].dropna()))

    def moved(self, subject: Subject) -> bool:
        """Tell whether the subject's row no longer says what the run read there.

        Only a row whose name and value both stand where they stood is taken for the same.
        """
        if subject.source_file not in self.changed or subject.source_row is None:
            return False
        if subject.field is None:
            return True
        checks = {subject.field: subject.value_raw, "full_name": None}
        if subject.finding_id is None:
            checks = {"personal_id": subject.value}
        return not all(self._stands(subject, name, value) for name, value in checks.items())

    def _stands(self, subject: Subject, field: str, value: str | None) -> bool:
        reading = self._run.reading(str(subject.source_file), subject.source_sheet)
        columns = reading["columns"] if reading else []
        letters = [column["letter"] for column in columns if column["field"] == field]
        if len(letters) != 1:
            return field == "full_name"
        found = self._cell(subject, letters[0])
        if field == "full_name" and value is None:
            return _like(found, subject.full_name)
        return (found or "").strip() == (value or "").strip()

    def _cell(self, subject: Subject, column: str) -> str | None:
        file, row = str(subject.source_file), int(subject.source_row or 0)
        grid = self.grid(file, subject.source_sheet)
        return None if grid is None else cell_at(grid, row, column_number(column))

    def grid(self, file: str, sheet: str | None) -> Grid | None:
        """Return the cells of one sheet as they are now."""
        for grid in self.grids(file):
            if (grid.sheet or None) == (sheet or None):
                return grid
        return None

    def grids(self, file: str) -> list[Grid]:
        """Return all sheets of a list as they are now, none where it cannot be read."""
        if file not in self._grids:
            path: Path | None = self._run.source(file)
            try:
                self._grids[file] = open_tables(path) if path else []
            except SourceError:
                self._grids[file] = []
        return self._grids[file]


def cell_at(grid: Grid, row: int, column: int) -> str | None:
    """Return the text of a cell; `row` as Excel shows it, `column` from 0."""
    at = row - grid.first_row
    if column >= len(grid.columns) or not 0 <= at < grid.height:
        return None
    found = grid.columns[column][at].as_py()
    return None if found is None else str(found)


def _like(found: str | None, name: str | None) -> bool:
    return squash(found or "") == squash(name or "")
