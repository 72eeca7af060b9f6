"""The workbook as a clerk's program opens it."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.report.invented import FORMULA

import dancu_clean.rules  # noqa: F401  the catalogue fills itself
from dancu_clean.model import Report
from dancu_clean.registry import RULES
from dancu_clean.report import sheet as sheets
from dancu_clean.report.desk import PLACE
from dancu_clean.report.marks import mark_differences
from dancu_clean.report.review import _facts
from dancu_clean.report.workbook import write_workbook

SHEETS = [
    *("Bìa", "Tổng hợp", "Theo đơn vị", "Sai lệch", "Đối sánh", "Trùng lặp", "Thiếu thông tin"),
    *("Biến động", "Không đọc được", "Cách đọc tệp", "Luật", "Hướng dẫn"),
]
DECISION = ["Quyết định", "Giá trị sửa tay", "Căn cứ", "Người duyệt", "Ngày duyệt", "Ghi chú"]
CHOICES = '"Chấp nhận đề xuất,Giữ nguyên,Sửa tay,Không cùng người,Cần xác minh"'


@pytest.fixture(scope="module")
def book(run_dir: Path) -> Workbook:
    """The workbook, rich text kept."""
    return openpyxl.load_workbook(run_dir / "bao_cao.xlsx", rich_text=True)


def _heads(page: Worksheet) -> list[object]:
    return [cell.value for cell in page[1]]


def _column(page: Worksheet, heading: str) -> list[object]:
    at = _heads(page).index(heading) + 1
    return [page.cell(row, at).value for row in range(2, page.max_row + 1)]


def test_contracted_sheets_in_order(book: Workbook) -> None:
    assert book.sheetnames == SHEETS


@pytest.mark.parametrize(("name", "key"), [("Sai lệch", "Mã sai lệch"), ("Đối sánh", "Mã bản ghi")])
def test_decision_sheets(book: Workbook, name: str, key: str) -> None:
    page = book[name]
    heads = _heads(page)
    assert heads[0] == key
    assert heads[-6:] == DECISION
    assert len(set(heads)) == len(heads)
    rule = page.data_validations.dataValidation[0]
    assert rule.formula1 == CHOICES
    assert str(rule.sqref) == f"{page.cell(2, len(heads) - 5).coordinate}:" + (
        page.cell(page.max_row, len(heads) - 5).coordinate
    )
    assert page.freeze_panes == "C2"
    assert heads[1] == "Họ và tên"
    assert page.auto_filter.ref
    assert all(_column(page, key))


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_on_a4(book: Workbook, name: str) -> None:
    page = book[name]
    assert page.page_setup.paperSize == 9
    assert "&P" in str(page.oddFooter.right.text)
    if name not in ("Bìa", "Tổng hợp", "Hướng dẫn"):
        assert page.page_setup.orientation == "landscape"
        assert page.print_title_rows == "$1:$1"


def test_findings_are_one_row_each_and_the_worst_first(book: Workbook, report: Report) -> None:
    page = book["Sai lệch"]
    assert sorted(map(str, _column(page, "Mã sai lệch"))) == sorted(report.findings["finding_id"])
    severity = pd.Series(_column(page, "Mức độ")).map({"Lỗi": 0, "Cảnh báo": 1, "Lưu ý": 2})
    assert severity.is_monotonic_increasing
    rows = _column(page, "Dòng")
    assert rows[:3] == [6, 7, 10]
    assert set(_column(page, "Tiêu chí")) == {"Đúng", "Đủ", "Sạch", "Sống", "Thống nhất"}


def test_differing_letters_are_marked(book: Workbook) -> None:
    page = book["Sai lệch"]
    rich = [v for v in _column(page, "Giá trị trong danh sách") if isinstance(v, CellRichText)]
    marked = [part.text for text in rich for part in text if not isinstance(part, str)
              and part.font is not None and part.font.b]  # fmt: skip
    assert "ằ" in marked
    assert all(len(letters) < 12 for letters in marked)


def test_nothing_of_the_data_becomes_a_formula(book: Workbook) -> None:
    found = 0
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None
                found += str(cell.value) == FORMULA
    assert found >= 4


def test_numbers_of_papers_stay_text(book: Workbook) -> None:
    values = [v for v in _column(book["Sai lệch"], "Số định danh") if v is not None]
    assert values
    assert all(isinstance(v, str) and len(v) == 12 and v.startswith("038") for v in values)
    at = _heads(book["Sai lệch"]).index("Giá trị sửa tay") + 1
    assert book["Sai lệch"].column_dimensions[_letter(at)].number_format == "@"


def _letter(at: int) -> str:
    return str(openpyxl.utils.get_column_letter(at))


def test_persons_to_choose_from(book: Workbook, report: Report) -> None:
    page = book["Đối sánh"]
    outcomes = _column(page, "Kết quả")
    assert outcomes[0] == "Số định danh của người khác"
    assert outcomes[-1] == "Không tìm thấy"
    doubtful = report.records["outcome"].isin(
        ["id_of_other", "ambiguous", "id_malformed", "not_found"]
    )
    assert len(outcomes) == doubtful.sum()
    first = str(_column(page, "Người 2 trong CSDL dân cư")[0])
    assert "Khả năng 40,0 %" in first
    assert "Khác: " in first


def test_only_what_a_row_lacks_is_to_be_filled_in(report: Report, tmp_path: Path) -> None:
    rules = ["required.missing", "birth.no_population"]
    findings = report.findings.iloc[[0, 1]].assign(
        rule=rules, criterion="du", severity="error", field=["personal_id", "full_name"],
        message=["Thiếu số", "Chưa có trong dữ liệu dân cư"],
        **{name: list(report.records[name].iloc[:2]) for name in PLACE},
    )  # fmt: skip
    write_workbook(dataclasses.replace(report, findings=findings), tmp_path / "b.xlsx")
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["Thiếu thông tin"]
    told = {str(text) for text in _column(page, "Thông tin còn thiếu")}
    assert told == {"Số định danh cá nhân", "Chưa có trong dữ liệu dân cư"}


def test_a_known_year_is_no_difference() -> None:
    link = {"score": 0.5, "full_name_level": "equal", "birth_date_level": "year_only_left"}
    lines = _facts(link, ["full_name", "birth_date"])
    assert lines[-1].startswith("Khớp một phần: ngày sinh (danh sách chỉ ghi năm")
    assert not any(line.startswith("Khác") for line in lines)


@pytest.mark.parametrize("told", [True, False])
def test_repeated_records_stand_together(told: bool, report: Report, tmp_path: Path) -> None:
    records, findings = report.records.copy(), report.findings.iloc[:0]
    again = records.index[records["outcome"] == "duplicate"][0]
    first = again - 5
    if told:  # two findings join three rows: 3 → 2 and 2 → 1
        findings = report.findings.iloc[[again, again + 1]].assign(
            rule=["duplicate.linked", "duplicate.person"],
            message=[f"dòng {records.loc[at - 1, 'source_row']}" for at in (again, again + 1)],
            **{name: list(records.loc[[again, again + 1], name]) for name in PLACE},
        )
        wanted = records.loc[[again - 1, again, again + 1], "source_row"]
    else:
        records.loc[again, "person_id"] = records.loc[first, "person_id"]
        records.loc[[first, again], "linked"] = True
        wanted = records.loc[[first, again], "source_row"]
    changed = dataclasses.replace(report, records=records, findings=findings)
    write_workbook(changed, tmp_path / "b.xlsx")
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["Trùng lặp"]
    groups = pd.Series(_column(page, "Nhóm"))
    together = groups.value_counts()
    rows = pd.Series(_column(page, "Dòng"))[groups == together.idxmax()]
    assert list(rows) == list(wanted)


def test_sheets_without_rows_are_left_out(report: Report, tmp_path: Path) -> None:
    bare = dataclasses.replace(
        report,
        findings=report.findings.iloc[:0],
        records=report.records[report.records["outcome"] == "exact"],
        links=report.links.iloc[:0],
        readings=(),
    )
    write_workbook(bare, tmp_path / "b.xlsx")
    names = openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames
    assert names == ["Bìa", "Tổng hợp", "Theo đơn vị", "Luật", "Hướng dẫn"]


def test_long_lists_go_on_in_a_second_sheet_and_long_texts_are_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    path = tmp_path / "b.xlsx"
    with sheets.Book(path, title="t", footer="f", made=datetime(2026, 1, 1), run="r") as book:
        book.table("Dài", [(sheets.Column("Ô", 10), ["x" * 40_000, "2", "3", "4"])])
    pages = openpyxl.load_workbook(path)
    assert pages.sheetnames == ["Dài", "Dài (2)"]
    assert _heads(pages["Dài (2)"]) == ["Ô"]
    text = str(pages["Dài"]["A2"].value)
    assert len(text) == sheets.MAX_TEXT
    assert text.endswith(sheets.CUT_MARK)


def test_a_workbook_knows_its_run(book: Workbook, report: Report) -> None:
    assert book.custom_doc_props["dancu_run"].value == report.run["run_id"]


@pytest.mark.parametrize(
    ("left", "right", "marked"),
    [
        ("Nguyễn Thị Hằng", "Nguyễn Thị Hàng", ["ằ"]),
        ("Lê Văn An", "Lê An", ["Văn "]),
        ("01/06/1985", "07/06/1985", ["1"]),
        ("Y", "Trần Thị Bình", ["Y"]),
    ],
)
def test_marks(left: str, right: str, marked: list[str]) -> None:
    ours, theirs = mark_differences(left, right)
    assert [mark.text for mark in ours if mark.style] == marked
    assert "".join(mark.text for mark in ours) == left
    assert "".join(mark.text for mark in theirs) == right


def test_remarks_wait_behind_the_filter(book: Workbook) -> None:
    page = book["Sai lệch"]
    at = _heads(page).index("Mức độ")
    (shown,) = page.auto_filter.filterColumn
    assert shown.colId == at
    assert set(shown.filters.filter) == {"Lỗi", "Cảnh báo"}
    for row in range(2, page.max_row + 1):
        remark = page.cell(row, at + 1).value == "Lưu ý"
        assert bool(page.row_dimensions[row].hidden) is remark


def test_no_code_word_among_vietnamese(book: Workbook, report: Report) -> None:
    codes = set(RULES) | set(report.findings["field"].dropna())
    for page in book:
        for row in page.iter_rows(values_only=True):
            text = [str(value) for value in row if value is not None]
            if page.title != "Luật":
                assert not codes & set(text), page.title
            assert not any("{" in value for value in text), page.title
