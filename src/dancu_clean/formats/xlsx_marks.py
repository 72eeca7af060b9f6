"""What calamine does not tell of an xlsx sheet, looked up in its XML by byte search.

Error cells (#REF!, #N/A come as blank), hidden rows and columns, and cells whose number format
shows more or less than their value (`number_format`). Where a quick search finds none of
these, nothing more is done.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from dancu_clean.formats import number_format
from dancu_clean.formats.marks import Book, Marks, Position

_CELL = rb"<(?:\w+:)?c\b([^>]*"
_ERROR = re.compile(_CELL + rb'\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_HIDDEN = re.compile(rb'<(?:\w+:)?(row|col)\b([^>]*\bhidden="(?:1|true)"[^>]*)>')
_NUMBER = re.compile(rb'\b(r|min|max)="(\d+)"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})\d')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = {17: "mmm-yy"}
_MOST_COLUMNS = 16_384
_PIECE = 1 << 22
_OVERLAP = 1 << 12


def read_xlsx_marks(path: Path) -> Book:
    """Return the marks of every sheet; raises what `zipfile` and `ElementTree` raise."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return Book()
        book = _parse(archive, "xl/workbook.xml")
        styles = _styles(archive) if "xl/styles.xml" in names else {}
        sheets = {
            sheet: _marks(archive, part, styles)
            for sheet, part in _sheet_parts(archive, book).items()
            if part in names
        }
    first = [node for node in book.iter() if node.tag.endswith("}workbookPr")]
    return Book(sheets, any(node.get("date1904") in ("1", "true") for node in first))


def _parse(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    data = archive.read(part)
    if b"<!DOCTYPE" in data:
        raise ElementTree.ParseError("a document type")
    return ElementTree.fromstring(data)


def _sheet_parts(archive: zipfile.ZipFile, book: ElementTree.Element) -> dict[str, str]:
    relations = _parse(archive, "xl/_rels/workbook.xml.rels")
    targets = {node.get("Id"): node.get("Target", "") for node in relations}
    parts = {}
    for node in book.iter():
        if node.tag.endswith("}sheet"):
            target = targets.get(node.get(_RELATION), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            parts[node.get("name", "")] = posixpath.normpath(path)
    return parts


def _styles(archive: zipfile.ZipFile) -> dict[bytes, str]:
    """Return style number → number format, only for formats that matter."""
    root = _parse(archive, "xl/styles.xml")
    codes = dict(_BUILT_IN)
    for node in root.iter():
        if node.tag.endswith("}numFmt") and (number := node.get("numFmtId", "")).isdecimal():
            codes[int(number)] = node.get("formatCode", "")
    wanted = {number: code for number, code in codes.items() if number_format.matters(code)}
    cells = next((node for node in root if node.tag.endswith("}cellXfs")), ())
    used = [int(node.get("numFmtId") or 0) for node in cells]
    return {b"%d" % at: wanted[number] for at, number in enumerate(used) if number in wanted}


def _marks(archive: zipfile.ZipFile, part: str, styles: Mapping[bytes, str]) -> Marks:
    marks = Marks()
    styled = re.compile(_CELL + rb'\bs="(?:%b)"[^>]*)>' % b"|".join(styles)) if styles else None
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            text = rest + piece
            _measure(text, marks)
            if b't="e"' in text:
                _find_errors(text, marks)
            if b"hidden=" in text:
                _find_hidden(text, marks)
            if styled:
                _find_formats(text, marks, styled, styles)
            rest = text[-_OVERLAP:]
    return marks


def _measure(text: bytes, marks: Marks) -> None:
    """Note how far the sheet reaches: one stray cell may stand in the last row and column."""
    last = _ROW.match(text, max(text.rfind(b"<row "), text.rfind(b":row ") - 8, 0))
    last = last or next(_ROW.finditer(text, max(text.rfind(b":row ") - 8, 0)), None)
    if last:
        marks.rows = max(marks.rows, int(last[1]))
    for letters in set(_FAR_COLUMN.findall(text)):
        marks.columns = max(marks.columns, _column(letters) + 1)


def _position(attributes: bytes) -> Position | None:
    found = _REFERENCE.search(attributes)
    return (int(found[2]) - 1, _column(found[1])) if found else None


def _find_errors(text: bytes, marks: Marks) -> None:
    for attributes, body in _ERROR.findall(text):
        value = _VALUE.search(body)
        if position := _position(attributes):
            marks.errors[position] = value[1].decode() if value else "#N/A"


def _find_hidden(text: bytes, marks: Marks) -> None:
    for kind, attributes in _HIDDEN.findall(text):
        numbers = {name: int(value) for name, value in _NUMBER.findall(attributes)}
        if kind == b"row" and b"r" in numbers:
            marks.hidden_rows.add(numbers[b"r"] - 1)
        elif kind == b"col" and b"min" in numbers:
            last = min(numbers.get(b"max", numbers[b"min"]), _MOST_COLUMNS)
            marks.hidden_columns.update(range(numbers[b"min"] - 1, last))


def _find_formats(
    text: bytes, marks: Marks, pattern: re.Pattern[bytes], styles: Mapping[bytes, str]
) -> None:
    for attributes in pattern.findall(text):
        style = _STYLE.search(attributes)
        position = _position(attributes)
        if style and position:
            marks.formats[position] = styles[style[1]]


def _column(letters: bytes) -> int:
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number - 1
