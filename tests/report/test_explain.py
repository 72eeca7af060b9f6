"""Why: one sentence per field, for a record and for a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from dancu_clean.errors import UsageError
from dancu_clean.model import Report
from dancu_clean.report.explain import explain


def _text(run_dir: Path, key: str, lang: str = "vi") -> str:
    return "\n".join(explain(run_dir, key, lang)["lines"])


def test_a_record_in_doubt(run_dir: Path, report: Report) -> None:
    records = report.records
    key = records.loc[records["outcome"] == "ambiguous", "record_key"].iloc[0]
    found = explain(run_dir, key, "vi")
    text = "\n".join(found["lines"])
    assert len(found["candidates"]) == 3
    assert found["linked"] is False
    assert "Kết quả: Nhiều người có thể; cần người xem và quyết định." in text
    assert "Số định danh: trùng khớp, ủng hộ (+9,1)." in text
    assert "đảo ngày và tháng" in text
    assert "Người 2 kém người 1 nhiều nhất ở số định danh (kém 13,3)." in text
    assert "falls behind person 1 most in number (by 13.3)" in _text(run_dir, key, "en")


def test_a_record_by_file_and_row(run_dir: Path, report: Report) -> None:
    record = report.records.iloc[5]
    key = f"{record['source_file']}:{record['source_row']}"
    assert explain(run_dir, key, "vi")["key"] == record["record_key"]


def test_a_finding(run_dir: Path, report: Report) -> None:
    wanted = report.findings[report.findings["rule"] == "name_differs.marks"].iloc[0]
    text = _text(run_dir, wanted["finding_id"])
    assert wanted["message"] in text
    assert "Cơ sở dữ liệu dân cư: " in text
    assert "sai dấu so với dữ liệu dân cư (mã tra cứu name_differs.marks)." in text
    assert "{" not in text


def test_nobody_found(run_dir: Path, report: Report) -> None:
    records = report.records
    key = records.loc[records["outcome"] == "not_found", "record_key"].iloc[0]
    assert "Không có ai trong dữ liệu dân cư đủ giống để đề xuất." in _text(run_dir, key)


@pytest.mark.parametrize("key", ["khong-co", "bhyt.xlsx:99999", "77777777777777", ":", "6"])
def test_unknown_or_doubtful_keys(run_dir: Path, key: str) -> None:
    with pytest.raises(UsageError) as caught:
        explain(run_dir, key, "vi")
    assert caught.value.hint
    assert caught.value.exit_code == 2


def test_a_folder_that_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        explain(tmp_path, "x", "vi")
