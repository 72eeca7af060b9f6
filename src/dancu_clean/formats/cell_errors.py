"""Cells that hold #REF!, #N/A … in an xlsx sheet: calamine gives them as blank.

A row whose name and number are such cells must not vanish, so they are looked up in the sheet's
XML, but only there where a quick search finds one.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

_ERROR = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)>(.*?)</c>', re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PIECE = 1 << 22
_OVERLAP = 1 << 12


def error_cells(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Return per sheet name {(row, column): error text}, positions from 0; {} when none."""
    with zipfile.ZipFile(path) as archive:
        found = {
            sheet: _errors(archive, part)
            for sheet, part in _sheet_parts(archive).items()
            if part in archive.namelist()
        }
    return {sheet: cells for sheet, cells in found.items() if cells}


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    names = archive.namelist()
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return {}
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {node.get("Id"): node.get("Target", "") for node in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    parts = {}
    for node in book.iter():
        if node.tag.endswith("}sheet"):
            target = targets.get(node.get(_RELATION), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            parts[node.get("name", "")] = posixpath.normpath(path)
    return parts


def _errors(archive: zipfile.ZipFile, part: str) -> dict[tuple[int, int], str]:
    cells: dict[tuple[int, int], str] = {}
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            text = rest + piece
            if b't="e"' in text:
                for attributes, body in _ERROR.findall(text):
                    reference = _REFERENCE.search(attributes)
                    value = _VALUE.search(body)
                    if reference:
                        position = (int(reference[2]) - 1, _column(reference[1]))
                        cells[position] = value[1].decode() if value else "#N/A"
            rest = text[-_OVERLAP:]
    return cells


def _column(letters: bytes) -> int:
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number - 1
