"""An invented run, made by hand: every outcome, every criterion, text that looks like formulas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dancu_clean.deciding.closing import Closed
from dancu_clean.findings import FINDING_COLUMNS
from dancu_clean.model import ColumnReading, Matches, Reading, Records, Report, Verdict
from dancu_clean.report.words import OUTCOMES
from dancu_clean.spec import Dataset, FieldSpec, Required
from dancu_clean.steps.report import assemble

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Y", "H'")
MIDDLE = ("Văn", "Thị", "Đức", "Ngọc", "Minh Bảo")
GIVEN = ("An", "Bình", "Hằng", "Hòa", "Quý", "Thúy", "Đạt", "Niê")
COMMUNES = ("Xã Ea Kao", "Phường Hạc Thành", "Xã Nga Sơn", "Xã Đại Phước", None)
ADDRESS = "Thôn {n}, Xã Nga Sơn, Tỉnh Thanh Hóa"
FORMULA = '=HYPERLINK("http://x")'

_FIELDS = {
    "personal_id": FieldSpec("personal_id", "Số định danh cá nhân", "personal_id",
                             required=Required(), rules=("personal_id.shape",), compare="strict"),
    "full_name": FieldSpec("full_name", "Họ và tên", "person_name", required=Required(),
                           compare="strict"),
    "birth_date": FieldSpec("birth_date", "Ngày sinh", "date", compare="strict"),
    "sex": FieldSpec("sex", "Giới tính", "sex", compare="strict"),
    "permanent_address": FieldSpec("permanent_address", "Nơi thường trú", "address"),
    "health_card_no": FieldSpec("health_card_no", "Mã thẻ BHYT", "health_card_no"),
}  # fmt: skip
SPECS = {
    "social_assistance": Dataset("social_assistance", "Bảo trợ xã hội", "Social assistance",
                                 "an sinh", "B", _FIELDS),
    "health_insurance": Dataset("health_insurance", "Bảo hiểm y tế", "Health insurance",
                                "bảo hiểm", "B", _FIELDS),
    "population": Dataset("population", "Dữ liệu dân cư", "Population", "dân cư", "A", _FIELDS),
}  # fmt: skip


def _names(rows: np.ndarray) -> pd.Series:
    parts = (FAMILY, MIDDLE, GIVEN)
    steps = (1, 7, 35)
    picked = [[words[(row // step) % len(words)] for row in rows] for words, step in
              zip(parts, steps, strict=True)]  # fmt: skip
    return pd.Series([" ".join(words) for words in zip(*picked, strict=True)], dtype="str")


def _people(rows: np.ndarray) -> pd.DataFrame:
    frame = pd.DataFrame({"full_name": _names(rows)})
    frame["personal_id"] = [f"038{row % 10}{60 + row % 40}{row % 1_000_000:06d}" for row in rows]
    frame["birth_date"] = [
        f"{1960 + row % 40}-{1 + row % 12:02d}-{1 + row % 28:02d}" for row in rows
    ]
    frame["birth_date_precision"] = "day"
    frame["sex"] = np.where(rows % 2 == 0, "Nam", "Nữ")
    frame["permanent_address"] = [ADDRESS.format(n=row % 9 + 1) for row in rows]
    return frame.astype("str")


def reading(file: str, dataset: str, rows: int) -> Reading:
    """What a reader would say of one invented file."""
    columns = (
        ColumnReading("STT", "A", None, 1.0, "bỏ cột số thứ tự"),
        ColumnReading("Họ và tên", "B", "full_name", 1.0, "tên cột"),
        ColumnReading("Số CCCD/\nCMND", "C", "personal_id", 0.97, "tên cột gần giống"),
        ColumnReading("Ngày sinh", "D", "birth_date", 0.8, "giá trị trong cột"),
        ColumnReading("Ghi chú thêm", "E", None, 0.0, "không nhận ra"),
    )
    return Reading(file, Path("/nowhere") / file, "Sheet1", "xlsx", None, dataset, 0.93, 5,
                   columns, {"dòng tiêu đề": 4, "dòng tổng": 1}, rows, ("có ô gộp",))  # fmt: skip


def records(dataset: str, file: str, count: int, start: int = 0) -> Records:
    """One invented list of `count` people."""
    rows = np.arange(start, start + count)
    frame = _people(rows)
    frame.insert(0, "dataset", dataset)
    frame.insert(1, "source_file", file)
    frame.insert(2, "source_sheet", "Sheet1")
    frame.insert(3, "source_row", np.arange(count) + 6)
    frame.insert(
        4, "record_key", pd.Series([f"{dataset[:2]}{row:08x}" for row in rows], dtype="str")
    )
    frame["province"] = pd.Series(["Tỉnh Thanh Hóa"] * count, dtype="str")
    frame["commune"] = pd.Series([COMMUNES[row % 5] for row in rows], dtype="str")
    frame["Ghi chú thêm"] = pd.Series(
        [None if row % 3 else "+84 gọi lại" for row in rows], dtype="str"
    )
    frame["_note"] = "nội bộ"
    frame.loc[frame.index % 7 == 3, "personal_id"] = np.nan
    frame.loc[0, "full_name"] = FORMULA
    repaired = np.flatnonzero(rows % 4 == 0)
    repairs = pd.DataFrame({"row": repaired, "field": "full_name", "steps": "spaces+case"})
    raw = frame.drop(columns=["_note"])
    return Records(SPECS[dataset], reading(file, dataset, count), frame, raw, repairs,
                   pd.DataFrame())  # fmt: skip


def matches(source: Records, outcome: pd.Series, people: int) -> Matches:
    """Invented links: the person of the same number, with near candidates where in doubt."""
    count = len(source.frame)
    rows = np.arange(count)
    none = outcome.isin(["not_found", "id_malformed", "unreadable"]).to_numpy()
    doubt = outcome.isin(["ambiguous", "id_of_other"]).to_numpy()
    person = np.where(none, -1, rows % people)
    best = pd.DataFrame(
        {
            "person": person,
            "score": np.where(doubt, 0.51, 0.9991234567),
            "second": np.where(doubt, (rows + 1) % people, -1),
            "second_score": np.where(doubt, 0.43, np.nan),
            "linked": ~none & ~doubt,
            "needs_review": doubt,
            "ambiguous": doubt,
            "id_owner": -1,
        }
    )
    parts = []
    for rank in (1, 2, 3):
        kept = rows[(person >= 0) if rank == 1 else doubt]
        parts.append(
            pd.DataFrame(
                {
                    "row": kept,
                    "rank": rank,
                    "person": (kept + rank - 1) % people,
                    "score": np.where(doubt[kept], 0.6 - rank / 10, 0.9991),
                    "number_level": "equal" if rank == 1 else "differs",
                    "number_weight": 9.1 if rank == 1 else -4.2,
                    "full_name_level": "equal" if rank == 1 else "marks",
                    "full_name_weight": 6.5 if rank == 1 else 1.25,
                    "birth_date_level": "equal" if rank != 3 else "swapped",
                    "birth_date_weight": 5.0 if rank != 3 else 2.0,
                    "address_level": "commune",
                    "address_weight": 1.1,
                }
            )
        )
    return Matches(best, pd.concat(parts, ignore_index=True))


_RULES = (
    ("name_differs.marks", "dung", "error", "full_name", "Họ và tên sai dấu so với dữ liệu dân cư"),
    ("birth_date.differs", "dung", "error", "birth_date", "Ngày sinh khác dữ liệu dân cư"),
    ("personal_id.missing_found", "du", "warning", "personal_id",
     "Thiếu số định danh; tìm được người theo thông tin khác, đề nghị bổ sung"),
    ("personal_id.zeros", "sach", "info", "personal_id", "Số bị mất số 0 ở đầu, đã khôi phục"),
    ("life.deceased", "song", "error", "life_status", "Người này đã chết theo dữ liệu dân cư"),
    ("duplicate.linked", "sach", "error", None, "Người này đã có ở dòng khác của danh sách"),
    ("sources.birth_date", "thong_nhat", "warning", "birth_date", "Hai danh sách khác nhau"),
)  # fmt: skip


def findings(source: Records, every: int = 1) -> pd.DataFrame:
    """Invented findings of all criteria over one list, and one of the whole list."""
    frame = source.frame
    at = np.arange(0, len(frame), every)
    rule = pd.DataFrame([_RULES[row % 7] for row in at // every],
                        columns=["rule", "criterion", "severity", "field", "message"])  # fmt: skip
    place = [
        "dataset",
        "source_file",
        "source_sheet",
        "source_row",
        "record_key",
        "province",
        "commune",
    ]
    out = pd.concat([frame.loc[at, place].reset_index(drop=True), rule], axis=1)
    picked = frame.loc[at].reset_index(drop=True)
    out["person_id"] = picked["personal_id"]
    name, born = out["field"] == "full_name", out["field"] == "birth_date"
    out["value"] = picked["full_name"].where(name, picked["birth_date"].where(born))
    out["value_raw"] = out["value"].str.upper().where(out["criterion"] != "sach", "38200012345")
    out["reference_value"] = out["value"].str.replace("ằ", "à").str.replace("-0", "-1")
    out["proposed_value"] = out["reference_value"]
    whole: dict[str, Any] = dict.fromkeys(FINDING_COLUMNS)
    whole |= {"dataset": frame["dataset"].iloc[0], "criterion": "du", "rule": "coverage.absent",
              "severity": "warning", "message": "Chưa có trong danh sách: trẻ dưới 6 tuổi",
              "person_id": "038305000001", "commune": "Xã Nga Sơn"}  # fmt: skip
    out = pd.concat([out, pd.DataFrame([whole])], ignore_index=True)
    out["source_row"] = out["source_row"].astype("Int64")
    out["finding_id"] = [
        f"{frame['dataset'].iloc[0][:2]}-{number:06x}" for number in range(len(out))
    ]
    text = [name for name in FINDING_COLUMNS if name != "source_row"]
    return out[list(FINDING_COLUMNS)].astype(dict.fromkeys(text, "str"))


def make_report(count: int = 120, every: int = 1, closed: Closed | None = None) -> Report:
    """Return the whole invented report over two lists of `count` people each."""
    outcomes = list(OUTCOMES)
    tables = []
    faults = []
    reference = records("population", "dan_cu.xlsx", count + 10)
    for dataset, file in (("social_assistance", "btxh_xa.xlsx"), ("health_insurance", "bhyt.xlsx")):
        source = records(dataset, file, count)
        outcome = pd.Series([outcomes[n % 13 if n % 40 < 13 else n % 3] for n in range(count)])
        source.frame.loc[outcome == "duplicate", "full_name"] = "Trần Thị Lặp"
        tables.append((source, matches(source, outcome, count), Verdict(outcome, pd.DataFrame())))
        faults.append(findings(source, every))
    info = {
        "as_of": "2026-11-23",
        "purpose": "Làm sạch danh sách hưởng chính sách của xã trước kỳ chi trả tháng 12/2026",
        "version": "0.1.0",
        "by": "Tổ Đề án 06 xã Nga Sơn",
        "seconds": 1.5,
    }
    return assemble(tables, pd.concat(faults, ignore_index=True), reference, info, SPECS, closed)
