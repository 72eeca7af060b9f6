"""Write `values/`: lists of invented people whose names and numbers clerks wrote in many ways.

    python tests/files/make_values.py

What LibreOffice writes is committed, not made again by the tests: a run needs `soffice`. The
expected tables are written by hand, never by this script.
"""

from __future__ import annotations

import csv
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

HERE = Path(__file__).resolve().parent / "values"
Rows = Sequence[Sequence[Any]]

PAPERS: Rows = [
    ["DANH SÁCH ĐỐI TƯỢNG HƯỞNG TRỢ CẤP XÃ HỘI"],
    ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Số CCCD/CMND", "SĐT", "Mức hưởng",
     "Số tài khoản", "Loại đối tượng"],
    [1, "Cụ bà Nguyễn Thị Sáu", 1940, "Nữ", "038140001234", "0912345678", "540.000",
     "5200205123456", "NCT"],
    [2, "Trần Văn Bảy - chủ hộ", 1950, "Nam", 38050001235, 912345679, 540000,
     "STK: 5200205123457", "NCT"],
    [3, "Nguyễn Văn An (chết)", 1960, "Nam", "038060001236 (cũ 171234567)",
     "0912345671/0987654321", "540.000 đ", "5200205123458 - Agribank", "NKT"],
    [4, "H’Blơ Niê", 1990, "Nữ", "066 190 001 237", "84912345670", "1,5 triệu", "", "NKT"],
    [5, "Lê Văn Tám", 1970, "Nam", 38071001238, "0169 5678945", "540000.0", "", "NKT"],
    [6, "Lê Thị Hoà", 1965, "Nữ", "3.809E+10", "không có", "-", "chưa mở", "NKT"],
    [7, "NGUYỄN VĂN ĐỨC", 1980, "Nam", 1080001239, "", "540,000", "", "NKT"],
    [8, "Nguyễn Thị Lan", 1981, "Nữ", "171234560", "", "540000", "", "NKT"],
    [9, "Phạm Văn Út", 1982, "Nam", "O38082001240", "", "540000", "", "NKT"],
    [10, "Ông Ích Khiêm", 1983, "Nam", "đang làm CCCD", "", "540000", "", "NCT"],
    [11, "1. Trần Thị Bé, con ông Tám", 1985, "Nữ", "038185001241 cấp ngày 01/01/2022", "",
     "540000", "", "NKT"],
    [12, "Trần Văn Anh", 1986, "Nam", "038086001242;038086009999", "", "540000", "", "NKT"],
    [13, "Võ Thị Na", 1987, "Nữ", 13582047, "", "540000", "", "NKT"],
    ["", "Tổng cộng", "", "", "", "", 7020000, "", ""],
]  # fmt: skip

# Cells that are true as they stand.
TRUE: Rows = [
    ["Họ và tên", "Ngày sinh", "Giới tính", "Số định danh cá nhân", "Số CMND", "SĐT",
     "Mã số BHXH", "Mã thẻ BHYT", "Dân tộc", "Tôn giáo", "Quốc tịch"],
    ["Ông Văn Tám", "01/06/1950", "Nam", "038050001234", "171234567", "0912345678",
     "6623456789", "GD4666623456789", "Kinh", "Không", "Việt Nam"],
    ["Ayŭn", "02/06/1951", "Nữ", "066151000222", "240917356", "02623852123",
     "0116483927", "HC4016623456789", "Ba-na", "Công giáo", "Việt Nam"],
    ["H’Blơ Niê", "03/06/1990", "Nữ", "066190000333", "013582047", "0395678945",
     "066190000333", "6623456789", "Ê-đê", "Tin lành", "Việt Nam"],
    ["Nguyễn Thị Chết", "04/06/1948", "Nữ", "001148000444", "", "0701234569", "", "", "Kinh",
     "Phật giáo", "Việt Nam"],
    ["TRẦN THỊ THUÝ", "05/06/2012", "Nữ", "075312000555", "", "", "", "", "Tày", "", "Việt Nam"],
    ["Jean-Pierre Martin", "06/06/1980", "Nam", "", "", "0888123456", "", "", "", "",
     "Pháp"],
    ["Maria Nguyễn Thị Khoẻ", "07/06/1978", "Nữ", "002178000777", "", "", "", "", "Kinh",
     "Công giáo", "Việt Nam"],
]  # fmt: skip

# Every name has a word of address, so that the doubtful ones have one too.
TITLED: Rows = [
    ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Địa chỉ"],
    [1, "Ông Nguyễn Văn An", 1950, "Nam", "Thôn 1"],
    [2, "Bà Trần Thị Bé", 1951, "Nữ", "Thôn 1"],
    [3, "Ông Y Blơm Êban", 1952, "Nam", "Buôn Hoà"],
    [4, "Bà H'Mrin Êban", 1953, "Nữ", "Buôn Hoà"],
    [5, "Bà Lan", 1954, "Nữ", "Thôn 2"],
    [6, "Ông Cao Thắng", 1955, "Nam", "Thôn 2"],
    [7, "Cụ Thị Mai", 1930, "Nữ", "Thôn 2"],
]


def write_xlsx(name: str, rows: Rows) -> None:
    """Write one sheet as openpyxl does: numbers as numbers, texts as texts."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([None if cell == "" else cell for cell in row])
    book.save(HERE / name)


def write_csv(name: str, rows: Rows) -> None:
    """Write the same as text, with semicolons and a mark of its encoding."""
    with (HERE / name).open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)


def convert(name: str, ending: str) -> None:
    """Let LibreOffice write the list again in another container."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", ending, "--outdir", folder, str(HERE / name)],
            check=True, capture_output=True,
        )  # fmt: skip
        made = Path(folder) / f"{name.split('.')[0]}.{ending}"
        (HERE / f"{name.split('.')[0]}.libreoffice.{ending}").write_bytes(made.read_bytes())


def main() -> None:
    """Write all lists of this folder."""
    HERE.mkdir(exist_ok=True)
    write_xlsx("papers.xlsx", PAPERS)
    write_csv("papers.csv", PAPERS)
    write_xlsx("true.xlsx", TRUE)
    write_csv("true.csv", TRUE)
    write_xlsx("titled.xlsx", TITLED)
    convert("papers.xlsx", "ods")
    convert("true.xlsx", "xls")


if __name__ == "__main__":
    main()
