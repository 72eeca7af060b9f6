"""Which run a returned workbook was made by."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from dancu_clean.formats.grid import Grid
from dancu_clean.text.fold import squash

PROPERTY = "dancu_run"
_LABEL = squash("Mã lần chạy")
_PARTS = ("docProps/custom.xml", "meta.xml")
_HEAD = 60


def run_of(path: Path, grids: Sequence[Grid]) -> str | None:
    """Return the id of the run: a property of the file, else what its cover says.

    Excel and LibreOffice keep the property in xlsx and ods; xls and some other programs lose it.
    """
    return _property(path) or _told(grids)


def _property(path: Path) -> str | None:
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as archive:
        for part in set(_PARTS) & set(archive.namelist()):
            for node in ElementTree.fromstring(archive.read(part)).iter():
                if PROPERTY in node.attrib.values():
                    return "".join(node.itertext()).strip() or None
    return None


def _told(grids: Sequence[Grid]) -> str | None:
    for grid in grids:
        for row in grid.head(_HEAD):
            at = next((at for at, cell in enumerate(row) if squash(cell) == _LABEL), None)
            if at is not None:
                return next((cell.strip() for cell in row[at + 1 :] if cell.strip()), None)
    return None
