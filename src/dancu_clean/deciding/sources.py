"""The lists behind a run as they are now, to see which values changed since."""

from __future__ import annotations

from pathlib import Path

from dancu_clean.deciding.entries import Subject
from dancu_clean.deciding.folder import Run
from dancu_clean.errors import SourceError
from dancu_clean.formats.grid import Grid, letter
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
        for grid in self._open(file):
            if (grid.sheet or None) != subject.source_sheet:
                continue
            for at, cells in enumerate(grid.columns):
                if letter(at) == column and row - grid.first_row < len(cells):
                    found = cells[row - grid.first_row].as_py()
                    return None if found is None else str(found)
        return None

    def _open(self, file: str) -> list[Grid]:
        if file not in self._grids:
            path: Path | None = self._run.source(file)
            try:
                self._grids[file] = open_tables(path) if path else []
            except SourceError:
                self._grids[file] = []
        return self._grids[file]


def _like(found: str | None, name: str | None) -> bool:
    return squash(found or "") == squash(name or "")
