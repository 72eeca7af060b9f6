"""The short way of writing cells gives what XlsxWriter gives, byte for byte."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dancu_clean.report.cells import TextSheet

TEXTS = [
    "Nguyễn Văn An", "066090001234", "=1+1", "a & b < c > d", ' "đ" ', " trước", "sau ",
    "hai\ndòng", "tab\tở giữa", "_x0041_", "\x07 chuông", "😀", "", "x" * 20_000, "H'Blơ Niê",
]  # fmt: skip


def _written(path: Path, kind: type[Worksheet]) -> dict[str, bytes]:
    options = {"constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        sheet = book.add_worksheet("Thử", worksheet_class=kind)
        form, red = book.add_format({"text_wrap": True}), book.add_format({"font_color": "red"})
        write = getattr(sheet, "write_text", sheet.write_string)
        for row in range(3):
            for col, text in enumerate(TEXTS):
                write(row, col, text, form)
            sheet.write_rich_string(row, len(TEXTS), "Hà", red, "ng", red, "g", "x", form)
            sheet.write_number(row, len(TEXTS) + 1, row, form)
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_same_bytes(tmp_path, part):
    plain = _written(tmp_path / "plain.xlsx", Worksheet)
    short = _written(tmp_path / "short.xlsx", TextSheet)
    assert plain.keys() == short.keys()
    assert plain[part] == short[part]
