"""Cells of one sheet's XML replaced in place: every other byte stays as it was.

A general library would write the whole workbook anew and lose what it does not know (rich text,
drawings, extensions). Here a parser tells where the cells begin and end, and only they are cut
out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from dancu_clean.deciding.cells import New
from dancu_clean.formats.grid import letter

Place = tuple[int, int]
_REF = re.compile(r"([A-Z]+)(\d+)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass
class Found:
    """Where a cell stands in the bytes, its style, and whether it holds number or formula."""

    start: int
    end: int
    style: int
    number: bool = False
    formula: bool = False


@dataclass
class _Row:
    start: int
    end: int = 0
    cells: list[tuple[int, int]] = field(default_factory=list)


def column_number(letters: str) -> int:
    """Return the position of a column (A → 0)."""
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign) - 64
    return number - 1


class Sheet:
    """The rows and cells of one sheet, found by their bytes; rows and columns from 0."""

    def __init__(self, data: bytes, wanted: set[Place]) -> None:
        """Find the wanted cells and the rows they belong to."""
        self.data, self._wanted = data, wanted
        self._rows_wanted = {row for row, _ in wanted}
        self.found: dict[Place, Found] = {}
        self.rows: dict[int, _Row] = {}
        self.prefix = ""
        self._row, self._column = -1, -1
        self._open: Found | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, name = name.rpartition(":")
        at = self._parser.CurrentByteIndex
        if name == "row":
            self.prefix = f"{prefix}:" if prefix else ""
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if self._row in self._rows_wanted:
                self.rows[self._row] = _Row(at)
        elif name == "c":
            ref = _REF.fullmatch(attributes.get("r", ""))
            self._column = column_number(ref[1]) if ref else self._column + 1
            if self._row in self.rows:
                self.rows[self._row].cells.append((self._column, at))
            if (self._row, self._column) in self._wanted:
                number = attributes.get("t", "n") == "n"
                self._open = Found(at, 0, int(attributes.get("s", 0)), number)
        elif name == "f" and self._open is not None:
            self._open.formula = True

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "c" and self._open is not None:
            self._open.end = self._after()
            self.found[self._row, self._column] = self._open
            self._open = None
        elif name == "row" and self._row in self.rows:
            self.rows[self._row].end = self._after()

    def _after(self) -> int:
        """Return the place behind the tag that ends here; `<c/>` ends where it begins."""
        at = self._parser.CurrentByteIndex
        return self.data.index(b">", at) + 1

    def style(self, place: Place) -> int:
        """Return the number of a cell's format, 0 where there is no cell."""
        return self.found[place].style if place in self.found else 0

    def changed(self, new: Mapping[Place, tuple[New, int]], *, from_1904: bool) -> bytes:
        """Return the sheet with these cells (and the numbers of their formats)."""
        cuts: list[tuple[int, int, int, bytes]] = []
        for (row, column), (cell, style) in sorted(new.items()):
            old = self.found.get((row, column))
            made = self._cell(row, column, cell, style, old, from_1904)
            if old is not None:
                cuts.append((old.start, old.end, column, made))
                continue
            line = self.rows[row]
            after = next((at for other, at in line.cells if other > column), None)
            if after is None:
                after = self.data.rindex(b"<", line.start, line.end)
            cuts.append((after, after, column, made))
        out, last = [], 0
        for start, end, _, made in sorted(cuts, key=lambda cut: cut[:3]):
            out += [self.data[last:start], made]
            last = end
        return b"".join([*out, self.data[last:]])

    def _cell(
        self, row: int, column: int, new: New, style: int, old: Found | None, from_1904: bool
    ) -> bytes:
        p, head = self.prefix, f'r="{letter(column)}{row + 1}" s="{style}"'
        if new.day is not None and old is not None and old.number and new.old:
            return f"<{p}c {head}><{p}v>{serial(new.day, from_1904)}</{p}v></{p}c>".encode()
        text = escape(_ILLEGAL.sub("", new.text))
        space = f" xml:space={quoteattr('preserve')}"
        body = f"<{p}is><{p}t{space}>{text}</{p}t></{p}is>"
        return f'<{p}c {head} t="inlineStr">{body}</{p}c>'.encode()


def serial(day: date, from_1904: bool) -> int:
    """Return the number by which Excel knows a day."""
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    return (day - start).days
