"""The inner loop of the workbook: text cells by the shortest way XlsxWriter leaves open.

Nearly all cells hold plain text. XlsxWriter takes each through a dozen calls; here those of
plain text are written at once, byte for byte the same, and all others go its own way.
"""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellStringTuple, Worksheet

# What must be escaped in a cell, and what must be told apart from an escape.
_ESCAPED = re.compile("[\\x00-\\x08\\x0b-\\x1f&<>\\ufffe\\uffff]|_x")
# Below this no text is longer than Excel's 32,767 UTF-16 units.
_SURELY_FITS = 16_000


class TextSheet(Worksheet):  # type: ignore[misc]
    """A sheet in constant memory that writes plain text cells fast."""

    def __init__(self) -> None:
        """Start an empty sheet."""
        super().__init__()
        self._letters: dict[int, str] = {}
        self._fonts: dict[Any, str] = {}

    def write_text(self, row: int, col: int, text: str, form: Any) -> int:
        """Write a text cell at zero-based numbers; returns as `write_string` does."""
        known = (
            row == self.previous_row
            and self.dim_colmin is not None
            and self.dim_colmin <= col <= self.dim_colmax
        )
        if known and len(text) < _SURELY_FITS:
            self.table[row][col] = CellStringTuple(text, form)
            return 0
        return int(self._write_string(row, col, text, form))

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        text = cell.string if cell.__class__ is CellStringTuple else ""
        if (
            not text
            or not cell.format
            or _ESCAPED.search(text)
            or text[0].isspace()
            or text[-1].isspace()
        ):
            super()._write_cell(row, col, cell)
            return
        letters = self._letters.get(col)
        if letters is None:
            letters = self._letters[col] = xl_col_to_name(col)
        style = cell.format.xf_index
        if style is None:
            style = cell.format._get_xf_index()
        self.fh.write(
            f'<c r="{letters}{row + 1}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'
        )

    def _write_font(self, xf_format: Any) -> None:
        """Write the font of a stretch of rich text; the book has but a handful of them."""
        if xf_format not in self._fonts:
            start = self.rstring.fh.tell()
            super()._write_font(xf_format)
            self._fonts[xf_format] = self.rstring.fh.getvalue()[start:]
            return
        self.rstring.fh.write(self._fonts[xf_format])
