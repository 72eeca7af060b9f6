"""An xlsx file with some cells written anew; all other parts are copied as they are."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from dancu_clean.deciding.cells import New
from dancu_clean.deciding.sheet_xml import Place, Sheet
from dancu_clean.deciding.styles_xml import marked

Cells = Mapping[str, Mapping[Place, New]]
_BOOK, _RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def patch_workbook(path: Path, out: Path, cells: Cells) -> list[tuple[str, Place]]:
    """Write `out` as `path` with these cells per sheet; return those that had to stay.

    A formula stays: what it is computed from is not ours. Raises KeyError for a sheet that the
    workbook does not have.
    """
    with zipfile.ZipFile(path) as archive:
        parts = _parts(archive)
        sheets = {
            parts[name]: Sheet(archive.read(parts[name]), set(new)) for name, new in cells.items()
        }
        new_of = {parts[name]: dict(new) for name, new in cells.items()}
        left = [
            (name, place)
            for name in cells
            for place in cells[name]
            if not _writable(sheets[parts[name]], place)
        ]
        for name, place in left:
            del new_of[parts[name]][place]
        styles = next((n for n in archive.namelist() if n.endswith("xl/styles.xml")), None)
        wanted = [sheets[part].style(place) for part, new in new_of.items() for place in new]
        changed: dict[str, bytes] = {}
        twins: dict[int, int] = {}
        if styles is not None:
            changed[styles], twins = marked(archive.read(styles), wanted)
        from_1904 = b'date1904="1"' in archive.read(_BOOK)
        for part, sheet in sheets.items():
            given = {
                place: (cell, twins.get(sheet.style(place), sheet.style(place)))
                for place, cell in new_of[part].items()
            }
            changed[part] = sheet.changed(given, from_1904=from_1904)
        _copy(archive, out, changed)
    return left


def _writable(sheet: Sheet, place: Place) -> bool:
    found = sheet.found.get(place)
    filled = place[0] in sheet.rows and bool(sheet.rows[place[0]].cells)
    return filled and not (found is not None and found.formula)


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive in which each sheet stands."""
    targets = {
        node.get("Id"): node.get("Target", "")
        for node in ElementTree.fromstring(archive.read(_RELS)).iter()
    }
    parts = {}
    for node in ElementTree.fromstring(archive.read(_BOOK)).iter():
        if node.tag.rpartition("}")[2] != "sheet":
            continue
        link = next((value for key, value in node.attrib.items() if key.endswith("}id")), "")
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        parts[str(node.get("name"))] = part
    return parts


def _copy(archive: zipfile.ZipFile, out: Path, changed: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in archive.infolist():
            target.writestr(info, changed.get(info.filename, archive.read(info.filename)))
