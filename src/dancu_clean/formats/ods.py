"""ods (LibreOffice, OpenOffice): cells with what they show, merges, hidden rows and sheets.

A number that is shown with zeros in front and a date that is shown without its day are taken as
shown: in this format both stand beside each other.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from dancu_clean.formats.damage import damage_told, locked_workbook
from dancu_clean.formats.grid import Grid, cell_text
from dancu_clean.formats.number_format import Precision, partial_date
from dancu_clean.formats.placing import Placing
from dancu_clean.formats.xml_events import read_xml

_MOST_REPEATED = 1000
_HIDDEN = ("collapse", "filter")
# Comments, readings of characters, and drawings that lie on a cell.
_ASIDE = ("annotation", "ruby-text", "frame", "custom-shape", "rect")
_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"\b(?!(?:tháng|năm)\b)[^\W\d_]+", re.IGNORECASE)
_YEAR_DIGITS = 4
_LOGICAL = {"TRUE": "TRUE", "ĐÚNG": "TRUE", "FALSE": "FALSE", "SAI": "FALSE"}
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


def read_ods(path: Path) -> list[Grid]:
    """Return every sheet that has cells, hidden ones too; raises SourceError."""
    book = _Book()
    with damage_told(path), zipfile.ZipFile(path) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise locked_workbook(path)
        with archive.open("content.xml") as stream:
            read_xml(stream, book)
    return [grid for grid in book.grids if grid.columns]


class _Book:
    """Fills one `Placing` per sheet."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._table: Mapping[str, str] = {}
        self._depth = 0
        self._sheet = Placing()
        self._blank_rows = 0
        self._row: Mapping[str, str] = {}
        self._cells: list[tuple[Mapping[str, str], str]] = []
        self._cell: Mapping[str, str] | None = None
        self._texts: list[str] = []
        self._silent = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open sheets, rows, cells and paragraphs."""
        if tag in ("table-cell", "covered-table-cell"):
            self._cell, self._texts = attributes, []
        elif tag == "p" and self._texts and not self._silent:
            self._texts.append("\n")
        elif tag == "s":
            self._texts.append(" " * min(int(attributes.get("c", "1")), _MOST_REPEATED))
        elif tag in ("line-break", "tab"):
            self._texts.append("\n" if tag == "line-break" else "\t")
        elif tag == "table-row":
            self._row, self._cells = attributes, []
        elif tag == "table-column":
            self._column(attributes)
        elif tag == "table":
            self._table, self._sheet, self._blank_rows = attributes, Placing(), 0
        elif tag in _ASIDE:
            self._silent += 1
        elif tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, tag: str) -> None:
        """Close cells, rows and sheets."""
        if tag in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._cells.append((self._cell, _value(self._cell, "".join(self._texts))))
            self._cell = None
        elif tag == "table-row":
            self._end_row()
        elif tag == "table":
            hidden = self._table.get("style-name") in self._hidden_styles
            grid = self._sheet.grid(self._table.get("name", ""), "ods", hidden=hidden)
            self.grids.append(grid)
        elif tag in _ASIDE:
            self._silent -= 1

    def text(self, data: str) -> None:
        """Collect text of a cell; a comment on it is none."""
        if self._cell is not None and not self._silent:
            self._texts.append(data)

    def _column(self, attributes: Mapping[str, str]) -> None:
        first = self._sheet.column
        self._sheet.column += min(_times(attributes, "number-columns-repeated"), 1 << 14)
        if attributes.get("visibility") in _HIDDEN:
            self._sheet.hidden_columns.update(range(first, self._sheet.column))

    def _end_row(self) -> None:
        times = _times(self._row, "number-rows-repeated")
        if not any(text for _, text in self._cells) and not any(
            "number-rows-spanned" in cell for cell, _ in self._cells
        ):
            self._sheet.next_row(self._sheet.row + times)
            return
        for _ in range(min(times, _MOST_REPEATED)):
            self._sheet.next_row()
            if self._row.get("visibility") in _HIDDEN:
                self._sheet.hidden_rows.add(self._sheet.row)
            for cell, text in self._cells:
                self._place(cell, text)

    def _place(self, cell: Mapping[str, str], text: str) -> None:
        times = _times(cell, "number-columns-repeated")
        if not text and "number-columns-spanned" not in cell:
            self._sheet.column += times
            return
        across = _times(cell, "number-columns-spanned")
        down = _times(cell, "number-rows-spanned")
        for _ in range(min(times, _MOST_REPEATED)):
            column = self._sheet.column
            self._sheet.add(text, across, down)
            self._sheet.column = column + 1  # the covered cells follow by themselves


def _times(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isdecimal() else 1


def _value(cell: Mapping[str, str], shown: str) -> str:
    kind = cell.get("value-type", "string")
    if kind == "date":
        return _date(cell.get("date-value", ""), shown)
    if kind == "boolean":
        return cell_text(cell.get("boolean-value") == "true")
    if kind == "time":
        found = _DURATION.match(cell.get("time-value", ""))
        return f"{int(found[1]):02}:{found[2]}:{found[3]}" if found else shown
    if kind in ("float", "percentage", "currency") and not _is_error(shown):
        return _number(cell.get("value", ""), shown)
    return shown


def _is_error(shown: str) -> bool:
    return shown.startswith("#") and shown[1:2].isalpha()


def _number(value: str, shown: str) -> str:
    """Return the value, with the zeros in front that are shown; true and false as words."""
    if shown in _LOGICAL:
        return _LOGICAL[shown]
    try:
        text = cell_text(float(value))
    except ValueError:
        return shown
    digits = _NUMBERS.findall(shown)
    return digits[0] if len(digits) == 1 and digits[0].lstrip("0") == text else text


def _date(value: str, shown: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return shown
    precision = _shown_precision(shown)
    part = partial_date(moment, precision) if precision else None
    return part or cell_text(moment)


def _shown_precision(shown: str) -> Precision | None:
    """Tell "1985" and "06/1985", "Jun-85" from dates that are shown with their day."""
    numbers, words = _NUMBERS.findall(shown), _WORDS.findall(shown)
    if len(numbers) == 1:
        return "month" if words else "year" if len(numbers[0]) == _YEAR_DIGITS else None
    return "month" if len(numbers) == 2 and not words else None
