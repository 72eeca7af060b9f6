"""Write invented people and lists to disk: reference, lists as clerks have them, truth beside."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from dancu_clean.sample.births import BIRTHS
from dancu_clean.sample.cells import write_date
from dancu_clean.sample.dc02 import DC02
from dancu_clean.sample.deaths import DEATHS
from dancu_clean.sample.insurance import HEALTH, SOCIAL
from dancu_clean.sample.linkage import linkage_lists
from dancu_clean.sample.lists import Context, ListSpec, Raw
from dancu_clean.sample.marriages import MARRIAGES
from dancu_clean.sample.people import make_people
from dancu_clean.sample.planting import Planted, plant
from dancu_clean.sample.police import DC01, PERSON_LIST
from dancu_clean.sample.vaccination import VACCINATION
from dancu_clean.sample.welfare import ASSISTANCE, MERIT, POOR

ReferenceFormat = Literal["auto", "xlsx", "parquet", "csv"]
Sheet = list[list[Any]]

SPECS: dict[str, ListSpec] = {
    spec.dataset: spec
    for spec in (DC01, DC02, BIRTHS, MARRIAGES, DEATHS, POOR, MERIT, ASSISTANCE, SOCIAL, HEALTH,
                 VACCINATION, PERSON_LIST)
}  # fmt: skip
TRUTH = ("source_row", "person_id", "kind", "field", "criterion", "outcome")
XLSX_LIMIT = 50_000
_SAFE = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
_MONTHS = {"benefit_from", "paid_from"}
_DATES = {
    "birth_date", "death_date", "registration_date", "spouse_birth_date", "declared_date",
    "decision_date", "valid_from", "valid_to", "dose1_date", "dose2_date", "dose3_date",
}  # fmt: skip
_REFERENCE = {
    "full_name": "Họ và tên", "birth_date": "Ngày sinh", "sex": "Giới tính",
    "personal_id": "Số ĐDCN", "old_id": "Số CMND", "ethnic_group": "Dân tộc",
    "religion": "Tôn giáo", "nationality": "Quốc tịch", "marital_status": "Tình trạng hôn nhân",
    "birth_registration_place": "Nơi đăng ký khai sinh", "native_place": "Quê quán",
    "permanent_address": "Nơi thường trú", "current_address": "Nơi ở hiện tại",
    "father_name": "Họ tên cha", "father_id": "Số ĐDCN cha", "mother_name": "Họ tên mẹ",
    "mother_id": "Số ĐDCN mẹ", "spouse_name": "Họ tên vợ/chồng", "spouse_id": "Số ĐDCN vợ/chồng",
    "head_name": "Họ tên chủ hộ", "head_id": "Số ĐDCN chủ hộ",
    "relationship_to_head": "Quan hệ với chủ hộ", "household_no": "Số hồ sơ cư trú",
    "phone": "Số điện thoại", "social_insurance_no": "Mã số BHXH", "life_status": "Tình trạng",
    "death_date": "Ngày chết", "id_issue_date": "Ngày cấp CCCD",
}  # fmt: skip
_STATES = {"alive": "Đang thường trú", "deceased": "Đã chết", "missing": "Mất tích",
           "moved": "Chuyển đi", "deregistered": "Đã xóa thường trú"}  # fmt: skip


def _cell(value: Any, name: str, spec: ListSpec) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, Raw):
        return str(value)
    if name in _MONTHS:
        return write_date(value, "{m:02}/{y}")
    if name in _DATES:
        return write_date(value, spec.date_form)
    if name == "sex":
        return str(spec.sex.get(value, value))
    if spec.capitals and name.endswith("_name"):
        return str(value).upper()
    return str(value)


def table(spec: ListSpec, planted: Planted) -> Sheet:
    """Return headings and rows as the list shows them, a running number first."""
    names = list(spec.headings)
    body = [
        [str(number), *(_cell(row.get(name), name, spec) for name in names)]
        for number, row in enumerate(planted.rows, 1)
    ]
    return [["STT", *spec.headings.values()], *body]


def _titles(spec: ListSpec) -> Sheet:
    return [["ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["(dữ liệu giả, người không có thật)", None, None, "Độc lập - Tự do - Hạnh phúc"], [],
            [spec.title], []]  # fmt: skip


def _write_xlsx(path: Path, sheet: str, rows: Sheet, number_column: int | None = None) -> None:
    book = xlsxwriter.Workbook(path, {**_SAFE, "constant_memory": True})
    book.set_properties({"created": datetime(2026, 11, 15)})
    page = book.add_worksheet(sheet)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is None:
                continue
            # A number whose zeros are lost is a number cell in real files, not text.
            lost = isinstance(value, str) and value.isdigit() and 9 <= len(value) <= 11
            if column == number_column and lost and not value.startswith("0"):
                page.write_number(at, column, int(value))
            else:
                page.write_string(at, column, value)
    book.close()


def write_list(folder: Path, spec: ListSpec, planted: Planted) -> tuple[Path, int]:
    """Write one list in its container; returns the path and the row number of its first row."""
    rows = table(spec, planted)
    path = folder / f"{spec.dataset}.{spec.container}"
    if spec.container == "parquet":
        columns = list(zip(*rows[1:], strict=True))
        pq.write_table(pa.table({h: list(c) for h, c in zip(rows[0], columns, strict=True)}), path)
        return path, 2
    if spec.container == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        return path, 2
    titles = _titles(spec)
    end: Sheet = [[None, f"Tổng cộng: {len(rows) - 1} người"], [],
                  [None, "NGƯỜI LẬP BIỂU", None, "TM. ỦY BAN NHÂN DÂN"],
                  [None, "(Ký, ghi rõ họ tên)", None, "CHỦ TỊCH"]]  # fmt: skip
    number = list(spec.headings).index("personal_id") + 1
    _write_xlsx(path, "Danh sách", [*titles, *rows, *end], number)
    return path, len(titles) + 2


def write_truth(path: Path, truth: list[dict[str, str]], first_row: int) -> Path:
    """Write what is true of each row: who it is, what was planted, what should be found."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TRUTH, lineterminator="\n")
        writer.writeheader()
        for number, line in enumerate(truth, first_row):
            writer.writerow({"source_row": number, **line})
    return path


def write_reference(folder: Path, people: pd.DataFrame, form: ReferenceFormat) -> Path:
    """Write the reference: Parquet with field names, else Vietnamese headings and capitals."""
    if form == "auto":
        form = "xlsx" if len(people) <= XLSX_LIMIT else "parquet"
    path = folder / f"dan_cu.{form}"
    public = [name for name in people.columns if not name.startswith("_")]
    if form == "parquet":
        people[public].to_parquet(path, index=False)
        return path
    view = people[list(_REFERENCE)].copy()
    view["life_status"] = view["life_status"].map(_STATES)
    for name in view.columns:
        if name.endswith("_name"):
            view[name] = view[name].str.upper()
        if name.endswith("_date"):
            view[name] = view[name].str.replace(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", regex=True)
    view = view.rename(columns=_REFERENCE)
    if form == "csv":
        view.to_csv(path, index=False, encoding="utf-8-sig")
        return path
    cells = view.astype(object).where(view.notna(), None)
    _write_xlsx(path, "Dân cư", [list(view.columns), *cells.to_numpy(dtype=object).tolist()])
    return path


def population(people: int, seed: int) -> tuple[pd.DataFrame, np.ndarray]:
    """Return people and who of them is in the reference; the others are strangers to it."""
    reserve = max(24, people // 50)
    everyone = make_people(people + reserve, seed)
    known = np.ones(len(everyone), dtype=bool)
    known[np.random.default_rng([seed, people, 3]).permutation(len(everyone))[:reserve]] = False
    gone = set(everyone.loc[~known, "personal_id"])
    for name in ("father_id", "mother_id", "spouse_id", "head_id"):
        everyone[name] = everyone[name].mask(everyone[name].isin(gone))
    return everyone, known


def _write_linkage(
    out: Path, people: int, seed: int, rows: int, profile: Any, form: ReferenceFormat
) -> list[Path]:
    reference, listed, truth = linkage_lists(people, rows, profile, seed)
    path = out / "danh_sach" / "person_list.csv"
    listed.to_csv(path, index=False, encoding="utf-8-sig")
    lines = [{"person_id": "" if pd.isna(number) else str(number), "kind": "damaged", "field": "",
              "criterion": "", "outcome": ""} for number in truth]  # fmt: skip
    truth_path = write_truth(out / "truth" / "person_list.csv", lines, 2)
    return [write_reference(out, reference, form), path, truth_path]


def write_sample(
    out: Path,
    people: int,
    seed: int,
    rows: int | None = None,
    datasets: tuple[str, ...] | None = None,
    profile: Literal["mixed", "ids75", "noid"] = "mixed",
    reference_format: ReferenceFormat = "auto",
) -> list[Path]:
    """Write `dan_cu.*`, `danh_sach/` and `truth/` under `out`; the same arguments, the same files.

    `rows` per list (a guess from `people` otherwise); `datasets` limits the lists. Profile
    `mixed` plants one fault a row and says which; `ids75` and `noid` write one list with mixed
    damage, whose truth is only who each row is. Raises OSError when nothing can be written.
    """
    for name in ("danh_sach", "truth"):
        (out / name).mkdir(parents=True, exist_ok=True)
    rows = rows or int(np.clip(people // 8, 150, 5000))
    if profile != "mixed":
        return _write_linkage(out, people, seed, rows, profile, reference_format)
    everyone, known = population(people, seed)
    kept = everyone[known].reset_index(drop=True)
    paths = [write_reference(out, kept, reference_format)]
    context = Context.make(everyone, known, seed)
    for number, (name, spec) in enumerate(SPECS.items()):
        if datasets is not None and name not in datasets:
            continue
        planted = plant(spec, context.again(seed * 100 + number), rows)
        path, first_row = write_list(out / "danh_sach", spec, planted)
        paths += [path, write_truth(out / "truth" / f"{name}.csv", planted.truth, first_row)]
    return paths
