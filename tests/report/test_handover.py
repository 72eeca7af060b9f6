"""What goes to the population database and to the justice officer: views of the findings."""

from __future__ import annotations

import dataclasses

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import dancu_clean.rules  # noqa: F401  the catalogue fills itself
from dancu_clean.model import Report
from dancu_clean.registry import RULES
from dancu_clean.report.handover import TASKS, UPDATES
from dancu_clean.report.workbook import write_workbook

# rule, criterion, severity, dataset, field, value, reference value
CASES = (
    ("life.death_not_updated", "song", "error", "death_registration", "life_status", None, "alive"),
    ("life.note_deceased", "song", "warning", "social_assistance", "life_status", None, "alive"),
    ("marriage.status_not_updated", "dung", "warning", "marriage_registration", "marital_status",
     None, "Chưa kết hôn"),
    ("marriage.status_not_updated", "dung", "warning", "marriage_registration", "spouse_name",
     "Trần Thị Vợ", "Chưa kết hôn"),
    ("birth_date.reference_incomplete", "du", "info", "social_assistance", "birth_date",
     "1985-06-01", "1985"),
    ("death_date.differs", "dung", "error", "health_insurance", "death_date", "2024-01-02",
     "2024-01-03"),
    ("birth.no_population", "du", "error", "birth_registration", None, None, None),
    ("name_differs.marks", "dung", "error", "birth_registration", "full_name", "Lê Văn Bính",
     "Lê Văn Bình"),
    ("relative.name_differs", "dung", "warning", "birth_registration", "mother_name", "Lê Thị A",
     "Lê Thị B"),
    ("name_differs.marks", "dung", "error", "social_assistance", "full_name", "Lê Văn Bính",
     "Lê Văn Bình"),
)  # fmt: skip
COLUMNS = ["rule", "criterion", "severity", "dataset", "field", "value", "reference_value"]


@pytest.fixture(scope="module")
def pages(report: Report, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Worksheet]:
    """The sheets of a run whose records bear the cases' findings, one record each."""
    cases = pd.DataFrame(CASES, columns=COLUMNS)
    records = report.records.iloc[: len(cases)].reset_index(drop=True)
    records = records.assign(dataset=cases["dataset"], registration_no=None, death_date=None)
    records["registration_no"] = "12"
    records["registration_book"] = "01/2025"
    records["registration_date"] = "2025-03-04"
    records["spouse_name"], records["spouse_id"] = "Trần Thị Vợ", "038190000001"
    records.loc[0, "death_date"] = "2025-03-01"
    findings = report.findings.iloc[: len(cases)].reset_index(drop=True)
    place = ["source_file", "source_sheet", "source_row", "record_key"]
    findings = findings.assign(**{name: records[name] for name in place}, value_raw=None)
    findings["person_id"] = records["personal_id"]
    findings = findings.assign(**{name: cases[name] for name in COLUMNS})
    absent = findings.iloc[[0]].assign(
        rule="coverage.death_missing", criterion="du", severity="warning", source_row=pd.NA,
        source_file=None, source_sheet=None, record_key=None, finding_id="F-absent",
        reference_value="Người Vắng Mặt", person_id="038170000009", field=None,
    )  # fmt: skip
    changed = dataclasses.replace(
        report, records=records, findings=pd.concat([findings, absent], ignore_index=True)
    )
    path = tmp_path_factory.mktemp("book") / "b.xlsx"
    write_workbook(changed, path)
    book = openpyxl.load_workbook(path)
    return {name: book[name] for name in ("Đề nghị DC02", "Gửi tư pháp")}


def _table(page: Worksheet) -> pd.DataFrame:
    head, *rows = page.iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=head)


def test_updates_say_what_is_there_and_what_should_be(pages: dict[str, Worksheet]) -> None:
    table = _table(pages["Đề nghị DC02"])
    assert list(table.columns[:11]) == [
        *("Mã sai lệch", "Họ và tên", "Ngày sinh", "Giới tính", "Số ĐDCN", "Nơi thường trú"),
        *("Thông tin đề nghị cập nhật", "Thông tin đã có", "Thông tin mới", "Căn cứ", "Lý do"),
    ]
    assert "Quyết định" not in table.columns
    have, new = list(table["Thông tin đã có"]), list(table["Thông tin mới"])
    assert have == ["Còn sống", "Còn sống", "Chưa kết hôn", "Chưa kết hôn", "1985"]
    assert new[0] == "Đã chết, ngày 01/03/2025"
    assert new[1:] == ["Đã chết", "Đang có vợ/chồng", "Đang có vợ/chồng", "01/06/1985"]
    assert table["Căn cứ"][0] == "Sổ khai tử số 12, quyển 01/2025, ngày 04/03/2025"
    assert "btxh_xa.xlsx, dòng" in table["Căn cứ"][1]
    wife = table.iloc[3]
    assert (wife["Họ và tên"], wife["Số ĐDCN"]) == ("Trần Thị Vợ", "038190000001")
    assert pd.isna(wife["Giới tính"])


def test_the_justice_officer_gets_the_books_disagreements(pages: dict[str, Worksheet]) -> None:
    table = _table(pages["Gửi tư pháp"])
    assert list(table["Việc cần xử lý"]) == [
        "Đã khai tử, dân cư còn ghi sống",
        "Dân cư ghi đã chết, sổ khai tử chưa có",
        "Khai sinh chưa có trong dân cư",
        "Kết hôn và dân cư không khớp",
        "Kết hôn và dân cư không khớp",
        "Cha, mẹ, vợ, chồng khác dân cư",
        "Sổ hộ tịch khác dân cư",
    ]
    absent = table.iloc[1]
    assert (absent["Họ và tên"], absent["Số ĐDCN"]) == ("Người Vắng Mặt", "038170000009")
    assert set(table["Sổ"]) == {"Sổ khai tử", "Sổ khai sinh", "Sổ kết hôn"}


def test_both_tables_name_rules_of_the_catalogue() -> None:
    assert {update.rule for update in UPDATES} <= set(RULES)
    for task in TASKS:
        for start in task.rules:
            assert any(code.startswith(start) for code in RULES), start
