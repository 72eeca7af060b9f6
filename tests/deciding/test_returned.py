"""Workbooks that came back, as two office programs save them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dancu_clean.deciding.choices import read_choice, read_day
from dancu_clean.deciding.returned import HAND, read_returned

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.ods"])
def test_a_workbook_saved_by_libreoffice(name: str) -> None:
    """A title was put above, a column "Ghi chú" inserted, sheets deleted, then it was saved."""
    book = read_returned(HERE / name)
    assert book.run == "e2f02657d5fe67d9" and book.keyless == ()
    findings = [answer for answer in book.answers if answer.of_finding]
    assert [answer.row for answer in findings] == [3, 5, 6, 8, 10]
    assert [answer.hand for answer in findings] == [
        None, "1985-06-01", None, "38200012345", "038200012345",
    ]  # fmt: skip
    assert findings[1].key == "he-000004" and findings[1].cell(HAND) == "Q5"
    assert {answer.when for answer in findings} == {"2026-11-23"}
    assert all(answer.note is None for answer in findings)
    (record,) = [answer for answer in book.answers if not answer.of_finding]
    assert (record.sheet, record.key) == ("Đối sánh", "he00000005")


def test_without_its_property_the_cover_tells_the_run(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Mã lần chạy", "", "0123456789abcdef"])
    book.save(tmp_path / "bia.xlsx")
    assert read_returned(tmp_path / "bia.xlsx").run == "0123456789abcdef"


def test_a_sheet_whose_keys_are_gone_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Sai lệch"
    book.active.append(["Họ và tên", "Quyết định"])
    book.active.append(["Nguyễn Văn Mẫu", "Giữ nguyên"])
    book.save(tmp_path / "mat_ma.xlsx")
    found = read_returned(tmp_path / "mat_ma.xlsx")
    assert found.keyless == ("Sai lệch",) and found.answers == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chấp nhận đề xuất", "accept"),
        ("chap nhan de xuat", "accept"),
        ("Chấp nhận", "accept"),
        ("GIỮ  NGUYÊN ", "keep"),
        ("sửa tay", "by_hand"),
        ("Không cùng người.", "not_same"),
        ("cần xác minh", "verify"),
        ("không", None),
        ("Chấp nhận sửa tay", None),
        ("đồng ý", None),
        ("x", None),
    ],
)
def test_decisions_as_people_type_them(text: str, code: str | None) -> None:
    assert read_choice(text) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [("23/11/2026", "2026-11-23"), ("2026-11-23", "2026-11-23"), ("hôm qua", "hôm qua")],
)
def test_days_of_review(text: str, day: str) -> None:
    assert read_day(text) == day
