"""A file that lies, is damaged or dangerous is refused in words, never with a traceback."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from dancu_clean.errors import SourceError
from dancu_clean.formats.open import open_tables

FILES = Path(__file__).parents[1] / "files" / "containers"
DAMAGED = (
    "list.openpyxl.xlsx", "list.libreoffice.xls", "list.libreoffice.ods", "list.binary.xlsb",
    "list.tcvn3.dbf", "list.xml.xls", "list.page.xls", "list.archive.mht", "list.parquet",
)  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_files_are_read_or_refused(tmp_path: Path, name: str) -> None:
    whole = (FILES / name).read_bytes()
    path = tmp_path / name
    chance = random.Random(1)
    for _ in range(20):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 50))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.randrange(1, len(data))] if chance.random() < 0.4 else data)
        try:
            open_tables(path)
        except SourceError as error:
            assert error.message and error.hint


def test_a_part_of_nothing_but_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(300):
                part.write(bytes(1 << 20))
    with pytest.raises(SourceError, match="quá lớn"):
        open_tables(path)


def test_entities_of_a_workbook_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    source = zipfile.ZipFile(FILES / "list.openpyxl.xlsx")
    with source, zipfile.ZipFile(path, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/workbook.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data.partition(b"?>")[2]
            archive.writestr(name, data)
    with pytest.raises(SourceError):
        open_tables(path)
