"""SpreadsheetML 2003: the XML that exports of many programs call .xls."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from dancu_clean.formats import number_format
from dancu_clean.formats.damage import damage_told
from dancu_clean.formats.grid import Grid, cell_text
from dancu_clean.formats.placing import Placing
from dancu_clean.formats.xml_events import read_xml

_MARK = b"urn:schemas-microsoft-com:office:spreadsheet"
# Excel writes these names for formats of its own.
_NAMED = {"General Date": "dd/mm/yyyy hh:mm", "Short Date": "dd/mm/yyyy"}
_MOST_SPAN = 16_384


def is_spreadsheetml(head: bytes) -> bool:
    """Tell SpreadsheetML by its first bytes."""
    return _MARK in head or _MARK in head.replace(b"\0", b"")


def read_spreadsheetml(path: Path) -> list[Grid]:
    """Return every worksheet that has cells; raises SourceError."""
    book = _Book()
    with path.open("rb") as stream, damage_told(path):
        read_xml(stream, book)
    return [grid for grid in book.grids if grid.columns]


class _Book:
    """Fills one `Placing` per worksheet."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._formats: dict[str, str] = {}
        self._style = ""
        self._name = ""
        self._hidden = False
        self._sheet = Placing()
        self._cell: Mapping[str, str] | None = None
        self._kind = ""
        self._texts: list[str] = []
        self._reading = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open what matters: styles, sheets, rows, cells, data."""
        if tag == "Cell":
            self._cell, self._texts, self._kind = attributes, [], ""
            self._sheet.column = _index(attributes, self._sheet.column)
        elif tag == "Data":
            self._reading, self._kind = tag, attributes.get("Type", "String")
        elif tag == "Row":
            self._row(attributes)
        elif tag == "Column":
            self._column(attributes)
        elif tag == "Worksheet":
            self._name, self._sheet, self._hidden = attributes.get("Name", ""), Placing(), False
        elif tag == "Style":
            self._style = attributes.get("ID", "")
            self._formats[self._style] = self._formats.get(attributes.get("Parent", ""), "")
        elif tag == "NumberFormat":
            code = attributes.get("Format", "")
            self._formats[self._style] = _NAMED.get(code, code)
        elif tag == "Visible":
            self._reading, self._texts = tag, []

    def end(self, tag: str) -> None:
        """Close cells and sheets."""
        if tag == "Cell" and self._cell is not None:
            across, down = (_number(self._cell, key) + 1 for key in ("MergeAcross", "MergeDown"))
            self._sheet.add(self._value(self._cell), across, down)
            self._cell = None
        elif tag == "Worksheet":
            grid = self._sheet.grid(self._name, "xml", hidden=self._hidden)
            self.grids.append(grid)
        elif tag == "Visible":
            self._hidden = "Hidden" in "".join(self._texts)
        if tag == self._reading:
            self._reading = ""

    def text(self, data: str) -> None:
        """Collect text of a cell; a note beside it is none."""
        if self._reading:
            self._texts.append(data)

    def _row(self, attributes: Mapping[str, str]) -> None:
        self._sheet.next_row(_index(attributes, self._sheet.row + 1))
        if attributes.get("Hidden") == "1":
            self._sheet.hidden_rows.add(self._sheet.row)

    def _column(self, attributes: Mapping[str, str]) -> None:
        first = _index(attributes, self._sheet.column)
        last = first + min(_number(attributes, "Span"), _MOST_SPAN)
        if attributes.get("Hidden") == "1":
            self._sheet.hidden_columns.update(range(first, last + 1))
        self._sheet.column = last + 1

    def _value(self, cell: Mapping[str, str]) -> str:
        text = "".join(self._texts)
        code = self._formats.get(cell.get("StyleID", ""), "")
        if self._kind == "Number":
            return _number_text(text, code)
        if self._kind == "DateTime":
            return _date_text(text, code)
        if self._kind == "Boolean":
            return cell_text(text.strip() == "1")
        return text


def _number(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "0")
    return min(int(text), 1 << 20) if text.isdecimal() else 0


def _index(attributes: Mapping[str, str], otherwise: int) -> int:
    return max(_number(attributes, "Index") - 1, 0) if "Index" in attributes else otherwise


def _number_text(text: str, code: str) -> str:
    try:
        value = float(text)
    except ValueError:
        return text
    if re.fullmatch(r"\d+", text.strip()):
        # More digits than a float holds are kept as they are written.
        shown = number_format.padded(value, width) if (width := number_format.zeros(code)) else None
        return shown or text.strip()
    return cell_text(value)


def _date_text(text: str, code: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    shown = number_format.precision(code)
    return (number_format.partial_date(moment, shown) if shown else None) or cell_text(moment)
