"""A free page of figures, written from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from dancu_clean.report.sheet import LINE_HEIGHT, Book, Cell, line_count

FIRST, OTHER, ACROSS = 54, 9.5, 14
_SCALE = 73  # one page across; the page breaks where we say
Styled = tuple[Cell, tuple[str, ...]]


class Page:
    """A free page written from top to bottom, all columns but the first of one width."""

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name, self.row = book, name, 0
        self.sheet = book.sheet(name)
        self.sheet.set_print_scale(_SCALE)
        self.sheet.set_column(0, 0, FIRST)
        self.sheet.set_column(1, ACROSS - 1, OTHER)

    def section(self, text: str) -> None:
        """Write the heading of a section."""
        self.sheet.set_row(self.row, LINE_HEIGHT + 5)
        self.book.put(self.sheet, self.row, 0, text, self.book.format("heading"))
        self.row += 1

    def wide(self, text: str, style: str) -> None:
        """Write a text over the whole width."""
        room = FIRST + (ACROSS - 1) * OTHER
        self.sheet.set_row(self.row, LINE_HEIGHT * line_count(text, 0.95 * room) + 2)
        self.across(0, ACROSS - 1, text, style)
        self.row += 1

    def across(self, first: int, last: int, value: Cell, *styles: str) -> None:
        """Write one cell over several columns of this row."""
        form = self.book.format(*styles)
        self.sheet.merge_range(self.row, first, self.row, last, "", form)
        self.book.put(self.sheet, self.row, first, value, form)

    def heads(self, heads: Sequence[str], at: int = 0) -> None:
        """Write headings side by side into this row."""
        for col, head in enumerate(heads, start=at):
            self.book.put(self.sheet, self.row, col, head, self.book.format("head"))

    def styled(self, values: Sequence[Styled], at: int = 0) -> None:
        """Write cells side by side into this row, in a grid."""
        for col, (value, styles) in enumerate(values, start=at):
            form = self.book.format(*styles, "grid")
            self.book.put(self.sheet, self.row, col, value, form)
