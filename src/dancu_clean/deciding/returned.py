"""A returned workbook → the rows in which somebody wrote something.

Sheets are known by their headings alone: columns may have moved, rows may be sorted, filtered
or gone, a sheet may have a new name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dancu_clean.deciding.origin import run_of
from dancu_clean.formats.grid import Grid, letter
from dancu_clean.formats.open import open_tables
from dancu_clean.report.words import DECISION_HEADINGS
from dancu_clean.text.fold import squash

FINDING_KEY, RECORD_KEY = "Mã sai lệch", "Mã bản ghi"
CHOICE, HAND, GROUND, WHO, WHEN, NOTE = DECISION_HEADINGS
# What a row says of itself: a key that was moved to another row is found out by these.
SHOWN = ("Họ và tên", "Tệp", "Trang tính", "Dòng", "Trường", "Nội dung, nguyên nhân")
_HEADER_ROWS = 40


@dataclass(frozen=True)
class Answer:
    """One row with something in its yellow cells; texts are None where the cell is blank."""

    workbook: str
    sheet: str
    row: int
    key: str
    of_finding: bool
    choice: str | None
    hand: str | None
    ground: str | None
    who: str | None
    when: str | None
    note: str | None
    shown: Mapping[str, str]
    letters: Mapping[str, str]

    def cell(self, heading: str) -> str:
        """Return the address of one of the row's cells as Excel shows it."""
        return f"{self.letters.get(heading, '')}{self.row}"


@dataclass(frozen=True)
class Returned:
    """One workbook that came back: the run it says it is of, its answers, its own faults."""

    name: str
    run: str | None
    answers: tuple[Answer, ...]
    sheets: int
    keyless: tuple[str, ...] = ()


def read_returned(path: Path) -> Returned:
    """Read one workbook; raises SourceError when it cannot be opened."""
    grids = open_tables(path)
    answers: list[Answer] = []
    keyless: list[str] = []
    sheets = 0
    for grid in grids:
        header = _header(grid)
        if header is None:
            continue
        sheets += 1
        at, columns = header
        if FINDING_KEY in columns or RECORD_KEY in columns:
            answers += _answers(path.name, grid, at, columns)
        else:
            keyless.append(grid.sheet)
    return Returned(path.name, run_of(path, grids), tuple(answers), sheets, tuple(keyless))


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """Return the position of the heading row and of its known columns."""
    known = {squash(name): name for name in (FINDING_KEY, RECORD_KEY, *DECISION_HEADINGS, *SHOWN)}
    for at, row in enumerate(grid.head(_HEADER_ROWS)):
        headings = [known.get(squash(cell)) if cell else None for cell in row]
        if CHOICE in headings:
            return at, _columns(headings)
    return None


def _columns(headings: Sequence[str | None]) -> dict[str, int]:
    """Return each heading's column; of two alike the one that stands with the decision."""
    middle = headings.index(CHOICE)
    found: dict[str, int] = {}
    for at, name in enumerate(headings):
        if name is None:
            continue
        asked = name in DECISION_HEADINGS and found.get(name, middle) < middle
        if name not in found or asked:
            found[name] = at
    return found


def _answers(workbook: str, grid: Grid, at: int, columns: Mapping[str, int]) -> Iterator[Answer]:
    of_finding = FINDING_KEY in columns
    key = FINDING_KEY if of_finding else RECORD_KEY
    cells = {name: grid.columns[column].to_pylist() for name, column in columns.items()}
    letters = {name: letter(column) for name, column in columns.items()}

    def text(name: str, row: int) -> str | None:
        found = cells[name][row] if name in cells else None
        return found.strip() or None if found else None

    for row in range(at + 1, grid.height):
        # A name, a day or a note alone decides nothing: such cells are often filled down.
        if any(text(name, row) for name in (CHOICE, HAND, GROUND)):
            yield Answer(
                workbook=workbook,
                sheet=grid.sheet,
                row=grid.first_row + row,
                key=text(key, row) or "",
                of_finding=of_finding,
                choice=text(CHOICE, row),
                hand=text(HAND, row),
                ground=text(GROUND, row),
                who=text(WHO, row),
                when=text(WHEN, row),
                note=text(NOTE, row),
                shown={name: said for name in SHOWN if (said := text(name, row))},
                letters=letters,
            )
