"""Write `dates/`: lists of invented people whose dates and sexes need their column to be read.

    python tests/files/make_dates.py

What LibreOffice writes is committed, not made again by the tests: a run needs `soffice`. The
expected tables are written by hand, never by this script.
"""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

HERE = Path(__file__).resolve().parent / "dates"
Rows = Sequence[Sequence[Any]]

KINDS: Rows = [
    ["DANH SÁCH NGƯỜI CAO TUỔI THÔN 3"],
    ["TT", "Họ và tên", "Ngày tháng năm sinh", "Giới tính", "Số CCCD", "Ngày cấp"],
    [1, "Nguyễn Văn Bình", dt.datetime(1950, 2, 1), "Nam", 66050001234, "12/5/2021"],
    [2, "Trần Thị Hoa", "ngày 5 tháng 6 năm 1949", "Nữ", "066149004321", dt.datetime(2021, 5, 12)],
    [3, "Lê Thị Mai", 1947, "Nữ", "066147000456", "12-05-2021"],
    [4, "Phạm Văn Hùng", "/ /1948", "Nam", 66048000789, "2021-05-12"],
    [5, "Y Bhiu Niê", "6/1946", "Nam", "066046000111", ""],
    [6, "H'Nga Êban", 19146, "Nữ", "066152000222", "00/05/2021"],
    [7, "Đỗ Văn Sáu", "1-6-45", "Nam", "066045000333", "12/05/21"],
    [8, "Bùi Thị Yến", "31/02/1951", "Nữ", "066151000444", "31/04/2021"],
    [9, "Vũ Đình Tâm", "01/06/1952 (âm lịch)", "Nam", "066052000555", ""],
    [10, "Hoàng Thị Lan", "khoảng 1943", "Nữ", "066143000666", "chưa cấp"],
    [11, "Ngô Văn Sơn", "O1/06/1953", "Nam", "066053000777", "12/05/2021 00:00:00"],
    [12, "Đinh Thị Hà", "01.6.1954.", "Nữ", "066154000888", "30/12/1899"],
]
CODING: Rows = [
    ["STT", "Họ và tên", "Năm sinh", "GT", "Số định danh"],
    [1, "Nguyễn Văn Bình", 1980, 0, 66080001234],
    [2, "Trần Thị Hoa", 1985, 1, 66185004321],
    [3, "Lê Thị Mai", 1991, 1, 1191000456],
    [4, "Phạm Văn Hùng", 2012, 0, 66212000789],
    [5, "Y Bhiu Niê", 1966, 0, 66066000111],
    [6, "H'Nga Êban", 1972, 1, 66172000222],
    [7, "Đỗ Văn Sáu", 1945, 0, None],
    [8, "Bùi Thị Yến", 2005, 1, 66305000444],
]
MONTH_FIRST: Rows = [
    ["Ho va ten", "Ngay sinh", "Gioi tinh", "So CCCD", "Ngay cap CCCD"],
    ["Nguyễn Văn Bình", "6/13/1985", "Nam", "066085001234", "5/2/2021"],
    ["Trần Thị Hoa", "12/25/1990", "Nữ", "066190004321", "5/21/2021"],
    ["Lê Thị Mai", "2/3/1991", "Nữ", "001191000456", "11/30/2022"],
    ["Phạm Văn Hùng", "10/31/2012", "Nam", "066212000789", ""],
    ["Y Bhiu Niê", "1966", "Nam", "066066000111", "7/4/2021"],
    ["H'Nga Êban", "3/8/1972", "Nữ", "066172000222", "12/12/2021"],
]
SHORT: Rows = [
    ["Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD"],
    ["Nguyễn Văn Bình", "01/06/15", "Nam", "066015001234"],
    ["Trần Thị Hoa", "01/06/15", "Nữ", "066315004321"],
    ["Lê Thị Mai", "Jun-85", "Nữ", "066185000456"],
    ["Phạm Văn Hùng", "12-Oct-48", "Nam", ""],
    ["Y Bhiu Niê", "05/7/20", "Nam", ""],
    ["H'Nga Êban", "72", "Nữ", "066172000222"],
]
MARKS: Rows = [
    ["TT", "Họ và tên", "Nữ (x)", "Ngày sinh", None, None, "Số CCCD"],
    [None, None, None, "Ngày", "Tháng", "Năm", None],
    [1, "Nguyễn Văn Bình", None, 1, 6, 1985, "066085001234"],
    [2, "Trần Thị Hoa", "x", "05", "11", "1990", "066190004321"],
    [3, "Lê Thị Mai", "X", None, 6, 1991, "066191000456"],
    [4, "Phạm Văn Hùng", None, None, None, 2012, "066212000789"],
    [5, "Y Bhiu Niê", None, 31, 2, 1966, "066066000111"],
]
MAC: Rows = [
    ["Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD"],
    ["Nguyễn Văn Bình", 29737, "Nam", "066085001234"],
    ["Trần Thị Hoa", 31770, "Nữ", "066190004321"],
    ["Lê Thị Mai", 31810, "Nữ", "066191000456"],
    ["Phạm Văn Hùng", 39751, "Nam", "066212000789"],
    ["Y Bhiu Niê", 1966, "Nam", "066066000111"],
]


def openpyxl_book(rows: Rows, path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Danh sách"
    for row in rows:
        sheet.append(list(row))
    book.save(path)


def xlsxwriter_book(rows: Rows, path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Danh sách")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


def text_file(rows: Rows, path: Path, sign: str = ",") -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=sign, lineterminator="\r\n").writerows(rows)


def converted(source: Path, target: Path) -> None:
    """Let LibreOffice write the same list in another container."""
    with tempfile.TemporaryDirectory() as home:
        command = [
            "soffice", f"-env:UserInstallation=file://{home}/profile", "--headless",
            "--convert-to", target.suffix[1:], "--outdir", home, str(source),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
        target.write_bytes((Path(home) / f"{source.stem}{target.suffix}").read_bytes())


def main() -> None:
    HERE.mkdir(exist_ok=True)
    openpyxl_book(KINDS, HERE / "kinds.xlsx")
    converted(HERE / "kinds.xlsx", HERE / "kinds.libreoffice.ods")
    converted(HERE / "kinds.xlsx", HERE / "kinds.libreoffice.xls")
    xlsxwriter_book(CODING, HERE / "coding.xlsx")
    text_file(CODING, HERE / "coding.csv", ";")
    text_file(MONTH_FIRST, HERE / "month-first.csv")
    xlsxwriter_book(MONTH_FIRST, HERE / "month-first.text.xlsx")
    text_file(SHORT, HERE / "short.csv", ";")
    openpyxl_book(SHORT, HERE / "short.xlsx")
    openpyxl_book(MARKS, HERE / "marks.xlsx")
    openpyxl_book(MAC, HERE / "mac.xlsx")
    text_file(MAC, HERE / "mac.csv", "\t")


if __name__ == "__main__":
    main()
