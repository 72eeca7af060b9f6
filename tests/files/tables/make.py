"""Draws the workbooks of this folder: `python tests/files/tables/make.py`.

A drawing is a list of rows per sheet, with the merged cells, hidden rows and colours that Excel
would have. What must come out stands beside each file in `<name>.expected.csv`: taken from what
the program read and then checked cell by cell against the drawing. The people are invented.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.styles import PatternFill

HERE = Path(__file__).parent
N = None
Row = Sequence[Any]


@dataclass
class Sheet:
    """One sheet: rows from A1 on, and how it looks."""

    rows: Sequence[Row]
    name: str = "Sheet1"
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    coloured: Sequence[str] = ()
    state: str = "visible"
    below: int = 0
    right: int = 0


@dataclass
class Drawing:
    """One file: how it is written, and its sheets."""

    sheets: Sequence[Sheet]
    ending: str = "xlsx"
    writer: str = "openpyxl"
    extra: dict[str, Any] = field(default_factory=dict)


def write(name: str, drawing: Drawing) -> None:
    """Write one drawing as the file its ending says."""
    path = HERE / f"{name}.{drawing.ending}"
    if drawing.ending.endswith("csv"):
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([["" if c is None else c for c in r]
                                          for r in drawing.sheets[0].rows])  # fmt: skip
    elif drawing.writer == "xlsxwriter":
        write_by_xlsxwriter(path, drawing)
    else:
        write_by_openpyxl(path, drawing)


def write_by_openpyxl(path: Path, drawing: Drawing) -> None:
    """Write with openpyxl: merged, hidden and coloured cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in drawing.sheets:
        page = book.create_sheet(sheet.name)
        for number, row in enumerate(sheet.rows, start=1 + sheet.below):
            for column, cell in enumerate(row, start=1 + sheet.right):
                if cell is not None:
                    page.cell(number, column, cell)
        for cells in sheet.merged:
            page.merge_cells(cells)
        for number in sheet.hidden_rows:
            page.row_dimensions[number].hidden = True
        for letter in sheet.hidden_columns:
            page.column_dimensions[letter].hidden = True
        for cell in sheet.coloured:
            page[cell].fill = PatternFill("solid", fgColor="FFFF00")
        page.sheet_state = sheet.state
    book.save(path)


def write_by_xlsxwriter(path: Path, drawing: Drawing) -> None:
    """Write with XlsxWriter: merged and hidden cells, a filter and frozen panes."""
    with xlsxwriter.Workbook(path) as book:
        for sheet in drawing.sheets:
            page = book.add_worksheet(sheet.name)
            for number, row in enumerate(sheet.rows, start=sheet.below):
                for column, cell in enumerate(row, start=sheet.right):
                    if cell is not None:
                        page.write(number, column, cell)
            for cells in sheet.merged:
                first = openpyxl.utils.cell.range_boundaries(cells)
                left, top, right, bottom = (number - 1 for number in first)
                text = sheet.rows[top - sheet.below][left - sheet.right]
                page.merge_range(top, left, bottom, right, text)
            for number in sheet.hidden_rows:
                page.set_row(number - 1, None, None, {"hidden": True})
            page.freeze_panes(1, 0)


HEAD = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Địa chỉ"]
AN = ["Nguyễn Văn An", "01/02/1980", "Nam", "066080001234", "Thôn 3"]
BE = ["Trần Thị Bé", "15/08/1985", "Nữ", "066185001235", "Thôn 4"]
CU = ["Lê Văn Cư", "03/04/1992", "Nam", "066092001236", "Buôn Ea Tlă"]
DAO = ["H'Mrin Êban", "20/11/2012", "Nữ", "066312001237", "Buôn Kô Tam"]


def with_group_rows() -> Drawing:
    head = ["TT", "Họ và tên", "Năm sinh", "Giới tính", "Số CCCD"]
    rows: list[Row] = [
        ["UBND XÃ EA KAO"],
        ["DANH SÁCH NGƯỜI CAO TUỔI"],
        [],
        head,
        ["I. Thôn 3: 2 người"],
        [1, "Nguyễn Văn An", 1940, "Nam", "066040001234"],
        [2, "Trần Thị Bé", 1945, "Nữ", "066145001235"],
        [N, "Cộng thôn 3: 2 người"],
        ["II", "Buôn Ea Tlă"],
        [1, "Y Thăk Niê", 1939, "Nam", "066039001236"],
        [2, "Tống Công", N, N, N],
        [N, "Cộng", 2],
        ["III. Tổ dân phố 5"],
        [1, "Cộng Hòa", 1941, "Nam", N],
        [N, "Tổng cộng: 5 người"],
        [N, N, N, N, "Ea Kao, ngày 5 tháng 6 năm 2024"],
        [N, "Người lập biểu", N, N, "TM. UBND XÃ"],
        [N, "(Ký, ghi rõ họ tên)", N, N, "CHỦ TỊCH"],
        [],
        [N, "Lê Thị Ký", N, N, "Trần Văn Duyệt"],
    ]
    return Drawing([Sheet(rows, merged=("A2:E2", "A5:E5", "A13:E13"))])


def group_rows_give_way() -> Drawing:
    """A list that has the column already: only its blank cells are filled."""
    head = ["STT", "Họ và tên", "Ngày sinh", "Thôn"]
    rows: list[Row] = [
        head,
        ["Thôn 3"],
        [1, *AN[:2], "Thôn 3"],
        [2, *BE[:2], N],
        ["Thôn 4"],
        [3, *CU[:2], "Thôn 9"],
        [4, *DAO[:2], N],
    ]
    return Drawing([Sheet(rows)], writer="xlsxwriter")


def nested_groups() -> Drawing:
    head = ["STT", "Họ và tên", "Năm sinh", "Quan hệ với chủ hộ", "Số CCCD"]
    rows: list[Row] = [
        ["DANH SÁCH NHÂN KHẨU"],
        head,
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["A. Xã Ea Kao"],
        ["I. Thôn 1"],
        ["1. Hộ ông Nguyễn Văn An"],
        [1, "Nguyễn Văn An", 1980, "Chủ hộ", "066080001234"],
        [2, "Trần Thị Bé", 1985, "Vợ", "066185001235"],
        ["2. Hộ bà Lê Thị Cúc - Mã hộ: 0012"],
        [1, "Lê Thị Cúc", 1970, "Chủ hộ", "066170001236"],
        ["II. Thôn 2"],
        [1, "Phạm Văn Đức", 1990, N, "066090001237"],
        ["B. Xã Hòa Thắng"],
        [1, "Đỗ Thị Em", 1991, N, "066191001238"],
    ]
    merged = [f"A{row}:E{row}" for row in (1, 4, 5, 6, 9, 11, 13)]
    return Drawing([Sheet(rows, merged=merged)])


def header_after_title() -> Drawing:
    """Thirty title lines, some of them with words of the header; the table begins in C."""
    title: list[Row] = [
        [f"Căn cứ kế hoạch số {n}/KH-UBND về rà soát dữ liệu"] for n in range(1, 29)
    ]
    rows: list[Row] = [
        *title,
        ["Họ và tên cán bộ lập:", "Phạm Văn Lập", "Số điện thoại:", "0905123456"],
        ["Danh sách gồm các cột: STT, Họ và tên, Ngày sinh"],
        HEAD,
        [1, *AN],
        [],
        [2, *BE],
        [3, *CU],
    ]
    return Drawing([Sheet(rows, right=2, below=6)])


def three_line_header() -> Drawing:
    rows: list[Row] = [
        ["DANH SÁCH TRẺ EM"],
        ["STT", "Họ và tên", "Thông tin của trẻ", N, N, N, N, "Thông tin cha", N, N,
         "Thông tin mẹ", N, N],
        [N, N, "Ngày, tháng, năm sinh", N, N, "Giới tính", N, "Họ tên", "Năm sinh", "CCCD",
         "Họ tên", "Năm sinh", "CCCD"],
        [N, N, "Ngày", "Tháng", "Năm", "Nam", "Nữ", N, N, N, N, N, N],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
        [1, "Nguyễn Văn Bình", 5, 6, 2015, "x", N, "Nguyễn Văn An", 1985, "066085001234",
         "Trần Thị Bé", 1988, "066188001235"],
        [2, "Lê Thị Chi", N, 7, 2016, N, "x", "Lê Văn Dũng", 1980, N, N, N, N],
        [3, "Phạm Thị Dung", N, N, 2017, N, "X", N, N, N, "Phạm Thị Én", 1990, "066190001236"],
    ]  # fmt: skip
    merged = ("A1:M1", "A2:A4", "B2:B4", "C2:G2", "C3:E3", "F3:G3", "H2:J2", "K2:M2", "H3:H4",
              "I3:I4", "J3:J4", "K3:K4", "L3:L4", "M3:M4")  # fmt: skip
    return Drawing([Sheet(rows, merged=merged)])


def three_lines_not_merged() -> Drawing:
    drawing = three_line_header()
    return Drawing([Sheet(drawing.sheets[0].rows)], ending="csv")


def repeated_pages() -> Drawing:
    """A two-line header that every printed page repeats, with the title block above it."""
    head: list[Row] = [
        ["STT", "Họ và tên", "Năm sinh", N, "Số CCCD"],
        [N, N, "Nam", "Nữ", N],
    ]
    title: list[Row] = [["UBND XÃ EA KAO"], ["DANH SÁCH HỘI VIÊN NĂM 2024"]]
    rows: list[Row] = [
        *title, *head,
        [1, "Nguyễn Văn An", 1980, N, "066080001234"],
        [2, "Trần Thị Bé", N, 1985, "066185001235"],
        ["Trang 1/2"],
        *title, *head,
        [3, "Lê Văn Cư", 1992, N, "066092001236"],
        [4, "Lưu", N, 1950, N],
        [N, N, N, N, "Trang 2/2"],
    ]  # fmt: skip
    merged = ("A3:A4", "B3:B4", "C3:D3", "E3:E4", "A10:A11", "B10:B11", "C10:D10", "E10:E11",
              "A1:E1", "A2:E2", "A8:E8", "A9:E9")  # fmt: skip
    return Drawing([Sheet(rows, merged=merged)])


def second_block() -> Drawing:
    """The same header once more over a second block, then another table that is no list."""
    head = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD"]
    rows: list[Row] = [
        ["I. DANH SÁCH NAM"],
        head,
        [1, AN[0], AN[1], AN[3]],
        [2, CU[0], CU[1], CU[3]],
        [],
        ["II. DANH SÁCH NỮ"],
        head,
        [1, BE[0], BE[1], BE[3]],
        [],
        ["TỔNG HỢP THEO THÔN"],
        ["STT", "Thôn", "Số hộ", "Số khẩu"],
        [1, "Thôn 3", 12, 40],
        [2, "Thôn 4", 15, 52],
        [N, "Cộng", 27, 92],
    ]
    return Drawing([Sheet(rows)])


def second_table() -> Drawing:
    """A second list with other columns lower in the same sheet."""
    rows: list[Row] = [
        ["A. DANH SÁCH CHỦ HỘ"],
        ["STT", "Họ và tên", "Ngày sinh", "Số CCCD"],
        [1, AN[0], AN[1], AN[3]],
        [2, CU[0], CU[1], CU[3]],
        ["Tổng cộng: 2 người"],
        [],
        ["B. DANH SÁCH THÀNH VIÊN"],
        ["STT", "Số định danh", "Họ tên", "Giới tính", "Ngày sinh"],
        [1, BE[3], BE[0], BE[2], BE[1]],
        [2, DAO[3], DAO[0], DAO[2], DAO[1]],
    ]
    return Drawing([Sheet(rows)])


def households_merged() -> Drawing:
    head = ["STT", "Mã hộ", "Chủ hộ", "Họ và tên", "Quan hệ", "Năm sinh", "Số CCCD", "Địa chỉ"]
    rows: list[Row] = [
        ["DANH SÁCH HỘ NGHÈO"],
        head,
        [1, "H01", AN[0], AN[0], "Chủ hộ", 1980, AN[3], "Thôn 3, xã Ea Kao"],
        [2, N, N, BE[0], "Vợ", 1985, BE[3], N],
        [3, N, N, DAO[0], "Con", 2012, DAO[3], N],
        [4, "H02", CU[0], CU[0], "Chủ hộ", 1992, CU[3], "Thôn 4, xã Ea Kao"],
        [5, N, N, "Phạm Thị Dung", "Vợ", 1993, "066193001238", N],
        [N, N, N, N, N, N, N, N],
    ]
    merged = ("A1:H1", "B3:B5", "C3:C5", "H3:H5", "B6:B8", "C6:C8", "H6:H7")
    return Drawing([Sheet(rows, merged=merged)])


def households_not_merged() -> Drawing:
    """A household number in the first row only: blank below is blank."""
    head = ["STT", "Mã hộ", "Họ và tên", "Quan hệ", "Năm sinh"]
    rows: list[Row] = [
        head,
        [1, "H01", AN[0], "Chủ hộ", 1980],
        [2, N, BE[0], "Vợ", 1985],
        [3, "H02", CU[0], "Chủ hộ", 1992],
    ]
    return Drawing([Sheet(rows)])


def same_as_above() -> Drawing:
    head = ["STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Địa chỉ", "Ghi chú"]
    rows: list[Row] = [
        head,
        [1, AN[0], AN[1], "nt", "Thôn 3, xã Ea Kao", N],
        [2, BE[0], BE[1], "Kinh", "nt", N],
        [3, CU[0], CU[1], '"', "như trên", N],
        [4, DAO[0], DAO[1], "Ê-đê", "-nt-", "//"],
        [5, "Đỗ Thị Em", "nt", N, "Thôn 4", N],
        [6, "Phạm Văn Đức", "01/01/1990", "nt", "''", N],
    ]
    return Drawing([Sheet(rows)], writer="xlsxwriter")


def names_in_three() -> Drawing:
    head = ["STT", "Họ", "Tên đệm", "Tên", "Ngày sinh", "Giới tính"]
    rows: list[Row] = [
        head,
        [1, "Nguyễn", "Văn", "An", "01/02/1980", "Nam"],
        [2, "Trần", "Thị Ngọc", "Bé", "15/08/1985", "Nữ"],
        [3, "Y", N, "Thăk", "1970", "Nam"],
    ]
    return Drawing([Sheet(rows)])


def name_over_two_columns() -> Drawing:
    rows: list[Row] = [
        ["DANH SÁCH HỌC SINH"],
        ["STT", "Họ và tên", N, "Ngày sinh", "Nữ", "Số CCCD"],
        ["Lớp 10A1"],
        [1, "Nguyễn Văn", "An", "01/02/2009", N, "066209001234"],
        [2, "Trần Thị", "Bé", "15/08/2009", "x", "066309001235"],
        ["Lớp 10A2"],
        [1, "Lê Văn", "Cư", "03/04/2009", N, N],
    ]
    merged = ("A1:F1", "B2:C2", "A3:F3", "A6:F6")
    return Drawing([Sheet(rows, merged=merged)])


def sex_columns() -> Drawing:
    """Full dates under Nam | Nữ."""
    rows: list[Row] = [
        ["STT", "Họ và tên", "Ngày, tháng, năm sinh", N, "Dân tộc"],
        [N, N, "Nam", "Nữ", N],
        [1, AN[0], AN[1], N, "Kinh"],
        [2, BE[0], N, BE[1], "Kinh"],
        [3, CU[0], "1992", N, "Kinh"],
        [4, "Đỗ Thị Em", N, N, "Kinh"],
    ]
    return Drawing([Sheet(rows, merged=("C1:D1", "A1:A2", "B1:B2", "E1:E2"))])


def hidden() -> Drawing:
    """Hidden rows, a hidden column, a hidden sheet, a sheet of counts and one of notes."""
    rows: list[Row] = [HEAD, [1, *AN], [2, *BE], [3, *CU]]
    counts: list[Row] = [["Thôn", "Số hộ", "Số người"], ["Thôn 3", 10, 32], ["Thôn 4", 12, 40]]
    notes: list[Row] = [["Ghi chú: số liệu đến ngày 01/06/2024"], ["Liên hệ: bộ phận một cửa"]]
    return Drawing([
        Sheet(rows, "DS", hidden_rows=(3,), hidden_columns=("F",)),
        Sheet(counts, "Tổng hợp"),
        Sheet(notes, "Ghi chú"),
        Sheet([HEAD, [1, *DAO]], "Cũ", state="hidden"),
    ])  # fmt: skip


def odd_columns() -> Drawing:
    """Odd running numbers, a column without heading, colour marks behind the table."""
    rows: list[Row] = [
        ["STT", "Họ và tên", "Năm sinh", "Số CCCD", N, N],
        ["01", AN[0], 1980, AN[3], "đã đối chiếu", N],
        ["2.", BE[0], 1985, BE[3], N, N],
        ["c", CU[0], N, N, N, N],
        [N, "Hộ", 1950, N, N, N],
        [N, "Trần Bé", N, N, N, N],
        [N, N, N, "066090001238", N, N],
    ]
    return Drawing([Sheet(rows, coloured=("F2", "F3", "G2"))])


def begins_at_c7() -> Drawing:
    return Drawing([Sheet([HEAD, [1, *AN], [2, *BE]], below=6, right=2)], writer="xlsxwriter")


def side_by_side() -> Drawing:
    head = ["STT", "Họ và tên", "Năm sinh"]
    rows: list[Row] = [
        ["DANH SÁCH CỬ TRI"],
        [*head, N, *head],
        [1, AN[0], 1980, N, 3, CU[0], 1992],
        [2, BE[0], 1985, N, 4, DAO[0], 2012],
        [N, N, N, N, 5, "Đỗ Thị Em", 1991],
    ]
    return Drawing([Sheet(rows)])


def one_person() -> Drawing:
    rows: list[Row] = [
        ["PHIẾU THU THẬP THÔNG TIN"],
        ["Họ và tên:", AN[0]],
        ["Ngày sinh:", AN[1]],
        ["Giới tính:", "Nam"],
        ["Số CCCD:", AN[3]],
        ["Dân tộc:", "Kinh"],
        ["Quê quán:", "Xã Ea Kao"],
    ]
    return Drawing([Sheet(rows)], ending="refused.xlsx")


def closing_lines() -> Drawing:
    """Every kind of closing line, in whatever column it stands."""
    rows: list[Row] = [
        ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Ghi chú"],
        [1, *AN[:2], AN[3], N],
        [2, "Lưu Văn Ngày", "1990", N, N],
        [3, "Tổng Giám", N, N, N],
        [N, N, "Ấn định danh sách có 03 người"],
        [N, N, N, N, "Ea Kao, ngày 05 tháng 06 năm 2024"],
        [N, N, N, "Ea Kao, ngày 05 tháng 06 năm 2024", N],
        ["* Ghi chú: người đã chuyển đi không ghi vào danh sách"],
        ["Ghi chú: cột 5 ghi rõ lý do"],
        ["Nơi nhận:", N, N, "KT. CHỦ TỊCH"],
        ["- Như trên;", N, N, "PHÓ CHỦ TỊCH"],
        ["- Lưu VT."],
        [N, N, N, "Hoàng Văn Phó"],
        ["Trang 1/1"],
    ]
    return Drawing([Sheet(rows)])


def papers_in_groups() -> Drawing:
    """Group headings over "Số | Ngày cấp | Nơi cấp", not merged."""
    rows: list[Row] = [
        ["TT", "Họ và tên", "Sinh ngày", "Giấy tờ tùy thân", N, N, "Chủ hộ", N],
        [N, N, N, "Số", "Ngày cấp", "Nơi cấp", "Họ và tên", "Số CCCD"],
        ["A", "B", 1, 2, 3, 4, 5, 6],
        [1, *AN[:2], AN[3], "01/05/2021", "Cục CS QLHC về TTXH", AN[0], AN[3]],
        [2, *BE[:2], BE[3], "02/05/2021", "Cục CS QLHC về TTXH", AN[0], AN[3]],
    ]
    return Drawing([Sheet(rows)])


def several_sheets() -> Drawing:
    return Drawing([
        Sheet([["THÔN 3"], HEAD, [1, *AN]], "Thôn 3", merged=("A1:F1",)),
        Sheet([HEAD, [1, *BE], [2, *CU]], "Thôn 4"),
        Sheet([], "Trống"),
    ])  # fmt: skip


def legacy_second_sheet() -> Drawing:
    """A second sheet typed in a TCVN3 font: title, header, groups, footers and all."""
    rows: list[Row] = [
        ["DANH S¸CH"],
        ["STT", "Hä vµ tªn", "Ngµy sinh", "Giíi tÝnh", "Sè CCCD", "§Þa chØ"],
        ["Th«n 4"],
        [1, "NguyÔn V¨n §øc", "01/02/1980", "Nam", "066080001239", "Th«n 4, x· Ea Kao"],
        [2, "TrÇn ThÞ H\u00adêng", "01/02/1981", "N÷", "066181001239", "nh\u00ad trªn"],
        [N, "Tæng céng: 2 ng\u00adêi"],
        [N, "Ng\u00adêi lËp biÓu"],
    ]
    return Drawing([Sheet([HEAD, [1, *AN]], "Thôn 3"), Sheet(rows, "Thôn 4")])


def hints_line() -> Drawing:
    """A line under the header says how to write; a line of dots is no record."""
    rows: list[Row] = [
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD"],
        [N, "(chữ in hoa)", "(dd/mm/yyyy)", "(Nam/Nữ)", "(12 số)"],
        [1, *AN[:4]],
        ["...", "...", "...", "...", "..."],
        [2, *BE[:4]],
    ]
    return Drawing([Sheet(rows)])


def instructions_line() -> Drawing:
    """A line of words under the header says how to fill each column; a code note in a heading."""
    rows: list[Row] = [
        ["STT", "Họ và tên (*)", "Ngày sinh (*)", "Giới tính (*)\n1: Nam; 2: Nữ", "Số CCCD (*)"],
        [N, "Viết đúng như giấy khai sinh", "Định dạng dd/mm/yyyy", "Chọn 1 hoặc 2", "12 chữ số"],
        [1, *AN[:2], 1, AN[3]],
        [2, *BE[:2], 2, BE[3]],
    ]
    return Drawing([Sheet(rows)])


def name_split_in_its_heading() -> Drawing:
    """The words "Họ và tên" themselves stand in two cells, over the two halves of the name."""
    rows: list[Row] = [
        ["STT", "Họ và", "tên", "Ngày sinh", "Nữ", "Số ĐDCN"],
        [1, "Nguyễn Văn", "An", AN[1], N, AN[3]],
        [2, "Trần Thị", "Bé", BE[1], "x", BE[3]],
    ]
    other: list[Row] = [
        ["STT", "Họ", "và tên", "Ngày sinh", "Nữ", "Số ĐDCN"],
        [1, "Lê Văn", "Cư", CU[1], N, CU[3]],
    ]
    return Drawing([Sheet(rows, "6A"), Sheet(other, "6B")])


def increase_and_decrease() -> Drawing:
    """The sections of an insurance form, numbered like people, and their sums."""
    rows: list[Row] = [
        ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Ghi chú"],
        ["I", "TĂNG"],
        ["1", "Tăng mới"],
        [1, AN[0], AN[1], AN[3]],
        ["2", "Gia hạn"],
        [2, BE[0], BE[1], BE[3]],
        [3, "Tăng Văn Cư", CU[1], CU[3]],
        [N, "Cộng tăng", N, N, 3],
        ["II", "GIẢM"],
        [N, "Cộng giảm", N, 0],
    ]
    return Drawing([Sheet(rows)])


def one_person_in_two_rows() -> Drawing:
    """The name and the household are merged over two rows, each with an address."""
    rows: list[Row] = [
        ["Mã hộ", "Họ và tên", "Ngày sinh", "Số CCCD", "Thường trú"],
        ["01", AN[0], AN[1], AN[3], "Thôn 3, xã Ea Kao"],
        [N, N, N, N, "(trước ở Thôn 9)"],
        [N, BE[0], BE[1], BE[3], "Thôn 3, xã Ea Kao"],
        ["02", CU[0], CU[1], CU[3], "Thôn 4, xã Ea Kao"],
    ]
    return Drawing([Sheet(rows, merged=("A2:A4", "B2:B3", "C2:C3", "D2:D3"))])


def unaccented() -> Drawing:
    """Everything without marks, men called Tong Cong and Luu among it."""
    rows: list[Row] = [
        ["DANH SACH HOI VIEN"],
        ["TT", "HO VA TEN", "NAM SINH", "SO CCCD", "DIA CHI"],
        ["Thon 3"],
        [1, "NGUYEN VAN AN", 1980, "066080001234", "Thon 3"],
        [2, "TONG CONG", 1985, N, "Thon 4"],
        [3, "LUU", N, N, N],
        ["TONG CONG: 3 nguoi"],
        [N, N, N, "Ngay 5 thang 6 nam 2024"],
        [N, "Nguoi lap bieu", N, N, "CHU TICH"],
        [],
        [N, "Le Thi Ky"],
    ]
    return Drawing([Sheet(rows)])


def signers_without_words() -> Drawing:
    """A name without number is a record, one below the end of the list is who signed it."""
    rows: list[Row] = [
        HEAD,
        [1, *AN],
        [2, *BE],
        [N, "Nguyễn Thị Không Số"],
        [],
        [N, "BAN TỰ QUẢN THÔN", N, N, "VĂN PHÒNG - THỐNG KÊ"],
        [],
        [N, "Phạm Văn Ký", N, N, "Lê Thị Ghi"],
    ]
    return Drawing([Sheet(rows)])


def blocks_with_titles() -> Drawing:
    """A hamlet over the header of each block."""
    head = ["STT", "Họ và tên", "Năm sinh"]
    rows: list[Row] = [
        ["DANH SÁCH CỬ TRI"],
        ["Thôn 1"],
        head,
        [1, AN[0], 1980],
        [2, BE[0], 1985],
        [],
        ["Thôn 2"],
        head,
        [1, CU[0], 1992],
    ]
    return Drawing([Sheet(rows)])


def roles_of_people() -> Drawing:
    """Words of signatures that are people's offices."""
    rows: list[Row] = [
        ["STT", "Họ và tên", "Chức vụ", "Năm sinh", "Số điện thoại"],
        [1, AN[0], "Chủ tịch UBND", 1980, N],
        [2, BE[0], "Trưởng thôn", N, N],
        [N, CU[0], "Kế toán", N, N],
        [N, "Phạm Dũng", "Hiệu trưởng", N, N],
    ]
    return Drawing([Sheet(rows)])


def names_only() -> Drawing:
    """Neither running number nor number of a person."""
    rows: list[Row] = [
        ["Danh sách nhận quà Tết"],
        ["Họ tên", "Địa chỉ", "Ghi chú"],
        [AN[0], "Thôn 3", N],
        [BE[0], "Thôn 4", "hộ nghèo"],
        ["Thôn 5"],
        [CU[0], N, N],
        ["Cộng", "3 người", N],
        ["Trưởng thôn", N, "Người lập"],
        [],
        ["Phạm Văn Ký", N, "Lê Ghi"],
    ]
    return Drawing([Sheet(rows)])


def two_digit_births() -> Drawing:
    """Years of two digits under Nam | Nữ are births, not marks."""
    rows: list[Row] = [
        ["STT", "Họ và tên", "Năm sinh", N, "Số CCCD"],
        [N, N, "Nam", "Nữ", N],
        [1, AN[0], 80, N, AN[3]],
        [2, BE[0], N, 85, BE[3]],
    ]
    return Drawing([Sheet(rows, merged=("C1:D1",))])


def too_many_cells() -> Drawing:
    """A separator too many: no cell and no row is lost."""
    rows: list[Row] = [
        ["STT", "Họ và tên", "Ngày sinh", "Địa chỉ"],
        [1, *AN[:2], "Thôn 3"],
        [2, *BE[:2], "Số 5", "tổ 2"],
        [3, *CU[:2], "Thôn 4"],
    ]
    return Drawing([Sheet(rows)], ending="csv")


DRAWINGS = [
    with_group_rows, group_rows_give_way, nested_groups, header_after_title, three_line_header,
    three_lines_not_merged, repeated_pages, second_block, second_table, households_merged,
    households_not_merged, same_as_above, names_in_three, name_over_two_columns, sex_columns,
    hidden, odd_columns, begins_at_c7, side_by_side, one_person, closing_lines, papers_in_groups,
    several_sheets, legacy_second_sheet, hints_line, unaccented, signers_without_words,
    instructions_line, name_split_in_its_heading, increase_and_decrease, one_person_in_two_rows,
    blocks_with_titles, roles_of_people, names_only, two_digit_births, too_many_cells,
]  # fmt: skip

if __name__ == "__main__":
    wanted = set(sys.argv[1:])
    for draw in DRAWINGS:
        if not wanted or draw.__name__ in wanted:
            write(draw.__name__, draw())
