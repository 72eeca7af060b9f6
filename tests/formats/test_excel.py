from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from dancu_clean.errors import SourceError
from dancu_clean.formats.open import open_tables


def text_of(path: Path, sheet: int = 0) -> list[list[str]]:
    return open_tables(path)[sheet].head(50)


def test_cells_become_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("DS")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        stamp = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        cells = ["001080001234", 38090001234, 1971, 2.5, True, "  ", " An "]
        sheet.write_row(0, 0, cells)
        sheet.write_datetime(0, 7, dt.datetime(1990, 2, 1), day)
        sheet.write_datetime(0, 8, dt.datetime(1990, 2, 1, 5, 6), stamp)
    texts = ["001080001234", "38090001234", "1971", "2.5", "TRUE", "", " An "]
    assert text_of(path) == [[*texts, "1990-02-01", "1990-02-01 05:06:00"]]


def test_positions_are_those_of_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active["C4"] = "x"
    book.active["B6"] = "#REF!"
    book.active["D9"] = "#N/A"
    book.active.merge_cells("C4:D4")
    book.save(path)
    grid = open_tables(path)[0]
    rows = grid.head(20)
    assert (grid.first_row, len(rows)) == (1, 9)
    assert {(r, c): v for r, row in enumerate(rows) for c, v in enumerate(row) if v} == {
        (3, 2): "x",
        (5, 1): "#REF!",
        (8, 3): "#N/A",
    }
    assert grid.merged == ((3, 2, 3, 3),)


def test_hidden_sheet_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    hidden = book.create_sheet("Ẩn")
    hidden["A1"] = "y"
    hidden.sheet_state = "hidden"
    book.save(path)
    assert [(grid.sheet, grid.hidden) for grid in open_tables(path)] == [
        ("Sheet", False),
        ("Ẩn", True),
    ]


def test_wrong_extension_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").rename(path)
    assert open_tables(path)[0].container == "xlsx"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "rỗng"),
        (b"PK\x03\x04broken", "hỏng"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "hỏng"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le") * 9,
            "mật khẩu",
        ),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(200)), "PNG"),
        (bytes(range(256)) * 20, "không phải văn bản"),
        (b"PAR1 broken", "Parquet"),
    ],
    ids=["empty", "zip", "ole", "password", "pdf", "png", "binary", "parquet"],
)
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "ds.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        open_tables(path)
    assert said in caught.value.message
    assert "ds.xlsx" in caught.value.where
    assert caught.value.hint
