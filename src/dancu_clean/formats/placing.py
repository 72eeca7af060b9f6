"""Cells that say where they stand → one `Grid`: for formats that are read cell by cell."""

from __future__ import annotations

from itertools import islice

from dancu_clean.formats.grid import CHUNK, ColumnBuilder, Grid, Merge

_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576


class Placing:
    """A sheet while its cells come in, row by row, all positions from 0."""

    def __init__(self) -> None:
        """Start above the first row."""
        self.row = -1
        self.column = 0
        self.merged: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._rows: dict[int, list[str]] = {}
        self._covered: dict[int, int] = {}

    def next_row(self, at: int | None = None) -> None:
        """Go to the next row, or to the one at a position."""
        self.row = self.row + 1 if at is None else at
        self.column = 0

    def add(self, text: str, across: int = 1, down: int = 1) -> None:
        """Put a cell that covers `across` columns and `down` rows at the present position."""
        row, column = self.row, self.column
        self.column += across
        if across > 1 or down > 1:
            self.merged.append((row, column, row + down - 1, column + across - 1))
        if not text or column >= _MOST_COLUMNS or row >= _MOST_ROWS:
            return
        cells = self._rows.setdefault(row, [])
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = text

    def cover(self, across: int, down: int) -> None:
        """Keep the cells below the present one free, as HTML does for a tall cell."""
        columns = range(self.column, self.column + across)
        self._covered.update(dict.fromkeys(columns, self.row + down - 1))

    def skip_covered(self) -> None:
        """Go on to the next cell that no tall cell from above covers."""
        while self._covered.get(self.column, -1) >= self.row:
            self.column += 1

    def grid(self, sheet: str, container: str, *, hidden: bool = False) -> Grid:
        """Return the sheet; rows and columns after the last filled ones are left away."""
        builder = ColumnBuilder()
        rows = (self._rows.pop(number, []) for number in range(max(self._rows, default=-1) + 1))
        while chunk := list(islice(rows, CHUNK)):
            builder.add(chunk)
        return Grid(
            sheet=sheet,
            container=container,
            columns=builder.columns(),
            merged=tuple(self.merged),
            hidden=hidden,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
        )
