"""The figures: what is counted, and what the index of the four words means."""

from __future__ import annotations

import pandas as pd
import pytest

from dancu_clean.findings import FINDING_COLUMNS
from dancu_clean.report.summary import summarise
from dancu_clean.report.words import band
from dancu_clean.spec import Dataset, FieldSpec, Required

CRITERIA = {"personal_id.shape": "sach", "personal_id.sex": "dung", "absent": "du"}
LIST = Dataset(
    "person_list", "Danh sách", "List", "chung", "A",
    {
        "personal_id": FieldSpec("personal_id", "Số định danh", "personal_id", required=Required(),
                                 rules=("personal_id.shape", "personal_id.sex"), compare="strict"),
        "full_name": FieldSpec("full_name", "Họ và tên", "person_name", required=Required()),
    },
)  # fmt: skip


def _records() -> pd.DataFrame:
    frame = pd.DataFrame({"source_row": range(2, 12)})
    frame["dataset"], frame["source_file"], frame["source_sheet"] = "person_list", "a.csv", None
    frame["full_name"] = "Nguyễn Văn An"
    frame["personal_id"] = ["038085000001"] * 8 + [None] * 2
    frame["outcome"] = ["exact"] * 8 + ["not_found"] * 2
    frame["province"] = "Tỉnh Thanh Hóa"
    frame["commune"] = ["Xã A"] * 5 + ["Xã B"] * 5
    return frame.astype({"personal_id": "str", "source_sheet": "str"})


def _findings(*rows: tuple[int | None, str, str, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(columns=list(FINDING_COLUMNS), index=range(len(rows)), dtype="str")
    frame["source_row"] = pd.array([row for row, *_ in rows], dtype="Int64")
    frame["rule"] = [rule for _, rule, _, _ in rows]
    frame["criterion"] = frame["rule"].map(CRITERIA)
    frame["severity"] = [severity for _, _, severity, _ in rows]
    frame["field"] = pd.Series([field for *_, field in rows], dtype="str")
    frame["dataset"], frame["source_file"] = "person_list", "a.csv"
    frame["commune"] = ["Xã A" if row is None or row < 7 else "Xã B" for row, *_ in rows]
    frame["province"] = "Tỉnh Thanh Hóa"
    return frame


def _summary(*rows: tuple[int | None, str, str, str | None]) -> dict[str, object]:
    return summarise(_records(), _findings(*rows), {"person_list": LIST}, CRITERIA)


def test_a_faultless_list_has_one_hundred_everywhere() -> None:
    summary = _summary()
    assert {name: part["index"] for name, part in summary["index"].items()} == {  # type: ignore[attr-defined]
        "dung": 100.0, "du": 100.0, "sach": 100.0, "total": 100.0,
    }  # fmt: skip
    assert summary["outcomes"] == {"exact": 8, "not_found": 2}


def test_rule_to_criterion_to_field_to_dataset() -> None:
    faults = [(2, "personal_id.shape", "error", "personal_id"),
              (3, "personal_id.shape", "warning", "personal_id"),
              (3, "personal_id.shape", "warning", "personal_id"),
              (4, "personal_id.shape", "info", "personal_id")]  # fmt: skip
    summary = _summary(*faults)
    index = summary["index"]
    assert index["sach"]["index"] == 75.0  # type: ignore[index]  # 2 of the 8 numbers written
    assert index["sach"]["band"] == "yellow"  # type: ignore[index]
    assert index["sach"]["faulty_records"] == 2  # type: ignore[index]
    # number: mean of đúng 100, đủ 100, sạch 75; name: đủ 100.
    assert index["total"]["index"] == pytest.approx((275 / 3 + 100) / 2, abs=0.01)  # type: ignore[index]
    rule = next(r for r in summary["rules"] if r["rule"] == "personal_id.shape")  # type: ignore[attr-defined]
    assert (rule["findings"], rule["assessed"], rule["index"]) == (4, 8, 75.0)
    assert rule["severities"] == {"error": 1, "warning": 2, "info": 1}


def test_units_are_scored_on_their_own() -> None:
    summary = _summary((2, "personal_id.shape", "error", "personal_id"))
    units = {unit["commune"]: unit for unit in summary["communes"]}  # type: ignore[attr-defined]
    assert units["Xã A"]["index"]["sach"]["index"] == 80.0
    assert units["Xã B"]["index"]["sach"]["index"] == 100.0
    assert units["Xã B"]["outcomes"] == {"exact": 3, "not_found": 2}


def test_someone_absent_from_the_list_counts_as_one_more_object() -> None:
    summary = _summary((None, "absent", "warning", None))
    rule = next(r for r in summary["rules"] if r["rule"] == "absent")  # type: ignore[attr-defined]
    assert (rule["assessed"], rule["findings"]) == (11, 1)
    assert rule["index"] == pytest.approx(90.91)


@pytest.mark.parametrize(
    ("index", "colour"),
    [(100.0, "green"), (90.0, "green"), (89.99, "yellow"), (75.0, "yellow"), (74.99, "red"),
     (0.0, "red"), (None, None)],
)  # fmt: skip
def test_bands(index: float | None, colour: str | None) -> None:
    assert band(index) == colour
