"""Cells written into files of other programs: nothing else may change, byte for byte."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Font, Side

from dancu_clean.deciding.cells import New, as_written
from dancu_clean.deciding.text_cells import encoded, patch_text
from dancu_clean.deciding.workbook_xml import patch_workbook

LIST = "Danh sách"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A list with a title, a date cell, a number that lost its zero, a formula and a note."""
    made = openpyxl.Workbook()
    page = made.active
    page.title = LIST
    page["A1"] = "Công an xã <Mẫu> & Ấp 1"
    page.merge_cells("A1:D1")
    page.append(["Họ tên", "Ngày sinh", "Số", "Tuổi", "Ghi chú"])
    page.append(["Nguyễn Văn Mẫu", dt.date(1985, 6, 1), 38085001234, "=1+1"])
    page.append(["Trần Thị Mẫu", "02/07/1986", "038186001234", 40, "x"])
    page["B3"].number_format = "dd/mm/yyyy"
    page["A3"].font = Font(name="Arial", bold=True)
    page["A3"].border = Border(top=Side("thin"))
    page.column_dimensions["A"].width = 33
    other = made.create_sheet("Khác")
    other["A1"] = "nguyên"
    made.save(tmp_path / "goc.xlsx")
    return tmp_path / "goc.xlsx"


def values(path: Path) -> dict[str, object]:
    page = openpyxl.load_workbook(path)[LIST]
    return {c.coordinate: c.value for row in page.iter_rows() for c in row if c.value is not None}


def test_only_the_decided_cells_differ(book: Path, tmp_path: Path) -> None:
    new = {
        (2, 0): New("Nguyễn Văn Mấu", "Nguyễn Văn Mẫu"),
        (2, 1): New("02/07/1985", "1985-06-01", dt.date(1985, 7, 2)),
        (2, 2): New("038085001234", "38085001234"),
        (2, 5): New("thêm", None),
        (3, 4): New("<&>", "x"),
    }
    out = tmp_path / "moi.xlsx"
    assert patch_workbook(book, out, {LIST: new}) == []
    before, after = values(book), values(out)
    changed = {at: after[at] for at in after if after[at] != before.get(at)}
    assert changed == {
        "A3": "Nguyễn Văn Mấu", "B3": dt.datetime(1985, 7, 2), "C3": "038085001234",
        "F3": "thêm", "E4": "<&>",
    }  # fmt: skip
    assert set(before) <= set(after)


def test_a_decided_cell_keeps_its_format_and_gets_a_ground(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "moi.xlsx"
    patch_workbook(book, out, {LIST: {(2, 0): New("Khác", "Nguyễn Văn Mẫu")}})
    page = openpyxl.load_workbook(out)[LIST]
    cell = page["A3"]
    assert (cell.font.name, cell.font.bold, cell.border.top.style) == ("Arial", True, "thin")
    assert cell.fill.fgColor.rgb == "FFFFF2CC" and page["A4"].fill.fill_type is None
    assert page.column_dimensions["A"].width == 33 and page.merged_cells.ranges


def test_all_other_parts_are_the_same_bytes(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "moi.xlsx"
    patch_workbook(book, out, {LIST: {(2, 0): New("Khác", "Nguyễn Văn Mẫu")}})
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out) as new:
        assert old.namelist() == new.namelist()
        differ = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert differ == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def test_a_formula_stays_and_is_told(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "moi.xlsx"
    left = patch_workbook(book, out, {LIST: {(2, 3): New("3", None)}})
    assert left == [(LIST, (2, 3))] and values(out)["D3"] == "=1+1"


TEXT = 'STT;Họ tên;"Ngày sinh"\r\n1;"Nguyễn; Mẫu";01/06/1985\r\n2;Trần "Út";"02/07/1986"\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1258"])
def test_csv_keeps_encoding_delimiter_quotes_and_line_ends(tmp_path: Path, encoding: str) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "b.csv"
    path.write_bytes(encoded(TEXT, encoding))
    new = {(1, 1): New("Nguyễn; Mấu", "Nguyễn; Mẫu"), (2, 2): New("03/07/1986", "02/07/1986")}
    assert patch_text(path, out, new, encoding) == []
    expected = TEXT.replace("Nguyễn; Mẫu", "Nguyễn; Mấu").replace("02/07", "03/07")
    assert out.read_bytes() == encoded(expected, encoding)


def test_csv_cells_that_hold_something_else_stay(tmp_path: Path) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "b.csv"
    path.write_bytes(TEXT.encode())
    new = {(1, 0): New("9", "7"), (1, 8): New("thêm", None)}
    assert patch_text(path, out, new, "utf-8") == [(1, 0), (1, 8)]
    assert out.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("value", "kind", "old", "examples", "text"),
    [
        ("1985-06-01", "date", "2/7/1985", [], "1/6/1985"),
        ("1985-06-01", "date", "02-07-1985", [], "01-06-1985"),
        ("1985-06-01", "date", None, [], "01/06/1985"),
        ("1985", "date", "02/07/1985", [], "1985"),
        ("Nữ", "sex", "1", [("1", "Nam"), ("2", "Nữ"), ("2", "Nữ")], "2"),
        ("Nữ", "sex", "Nử", [], "Nữ"),
        ("Trần Thị Mẫu", "person_name", "TRẦN THỊ MẨU", [], "TRẦN THỊ MẪU"),
        ("Trần Thị Mẫu", "person_name", "Trần Thị Mẩu", [("Lê Mẫu", "Lê Mẫu")], "Trần Thị Mẫu"),
        ("038186001234", "personal_id", "38186001234", [], "038186001234"),
    ],
    ids=["short date", "hyphens", "blank date", "year", "coded", "uncoded", "capitals", "mixed",
         "number"],
)  # fmt: skip
def test_values_are_written_as_the_column_writes_them(
    value: str, kind: str, old: str | None, examples: list[tuple[str, str]], text: str
) -> None:
    assert as_written(value, value, kind, old, examples).text == text
