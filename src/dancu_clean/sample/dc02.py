"""Correction slips DC02 of 2015: one proposed change a row, with its ground."""

from __future__ import annotations

from typing import Any

from dancu_clean.sample.faults import COMMON, address_faults, without
from dancu_clean.sample.lists import SKIP, Context, Fault, ListSpec, Person, Raw, Row
from dancu_clean.sample.police import declared_early, everybody

_CHANGES = {
    "Tình trạng hôn nhân": ("marital_status", "Đã ly hôn", "Quyết định của Tòa án"),
    "Nơi thường trú": ("permanent_address", "", "Giấy đăng ký cư trú"),
    "Tôn giáo": ("religion", "Tịnh độ cư sĩ Phật hội Việt Nam", "Tờ khai"),
    "Dân tộc": ("ethnic_group", "Sán Dìu", "Quyết định cải chính hộ tịch"),
    "Ngày sinh": ("birth_date", "", "Giấy khai sinh"),
}


def _dc02(person: Person, ctx: Context) -> Row:
    row: Row = {name: person[name] for name in ("full_name", "birth_date", "sex", "personal_id")}
    row["permanent_address"] = person["permanent_address"]
    married = person["marital_status"] == "Đang có vợ/chồng"
    changed = ctx.rng.choice([name for name in _CHANGES if married or "hôn nhân" not in name])
    field, new, paper = _CHANGES[changed]
    if field == "permanent_address":
        while not new or new == person["permanent_address"]:
            new = ctx.other()["permanent_address"]
    if field == "birth_date":
        day = 1 + (int(person["_birth"].day if hasattr(person["_birth"], "day") else 3) + 5) % 27
        new = f"{day:02}/{6 if day % 2 else 7:02}/{person['_year']}"
    old = person[field]
    if field == "birth_date":
        old = "/".join(reversed(person["birth_date"].split("-")))
    row |= {"changed_field": changed, "old_value": old, "new_value": new, "ground_paper": paper}
    row["reason"] = "Thông tin ghi nhầm" if field != "marital_status" else "Thay đổi"
    row["declared_date"] = f"2026-{ctx.rng.randrange(7, 11):02}-{ctx.rng.randrange(1, 28):02}"
    return row


def _stale(row: Row, person: Person, ctx: Context) -> Any:
    if row["changed_field"] == "Dân tộc":
        return "Chứt" if person["ethnic_group"] != "Chứt" else SKIP
    if row["changed_field"] == "Tình trạng hôn nhân":
        return "Đã ly hôn" if person["marital_status"] != "Đã ly hôn" else SKIP
    return SKIP


def _bad_new(row: Row, *_: Any) -> Any:
    return Raw("31/02/1990") if row["changed_field"] == "Ngày sinh" else SKIP


def _slip(changed: str, old: str, new: str, paper: str | None = "Giấy khai sinh") -> Any:
    def change(_: Row, person: Person, ctx: Context) -> Any:
        given = person.get(old) or ""
        return {
            "changed_field": changed,
            "old_value": given,
            "new_value": new,
            "ground_paper": paper,
        }

    return change


def _other_sex(_: Row, person: Person, ctx: Context) -> Any:
    new = "Nam" if person["sex"] == "Nữ" else "Nữ"
    return {"changed_field": "Giới tính", "old_value": person["sex"], "new_value": new,
            "ground_paper": "Tờ khai"}  # fmt: skip


def _second_slip(row: Row, *_: Any) -> Any:
    if row["changed_field"] == "Ngày sinh":
        return SKIP
    others = {
        "Tình trạng hôn nhân": "Góa (vợ/chồng chết)",
        "Tôn giáo": "Hồi giáo",
        "Dân tộc": "Pà Thẻn",
    }
    new = others.get(row["changed_field"], "Thôn 1, Xã Ea Kao, Tỉnh Đắk Lắk")
    return dict(row) | {"new_value": new}


DC02 = ListSpec(
    dataset="dc02",
    title="DANH SÁCH PHIẾU CẬP NHẬT, CHỈNH SỬA THÔNG TIN DÂN CƯ (DC02)",
    build=_dc02,
    eligible=everybody,
    capitals=True,
    faults=(
        *without(COMMON, "row_twice", "person_twice", "dead", "moved", "missing_person"),
        *address_faults(),
        Fault("new_missing", "new_value", "du", "", lambda *_: None),
        Fault("ground_missing", "ground_paper", "du", "", lambda *_: None),
        Fault("changed_missing", "changed_field", "du", "", lambda *_: None),
        Fault("no_change", "new_value|old_value", "sach", "", lambda r,
              *_: {"new_value": r["old_value"]}),
        Fault("stale_old", "old_value", "dung", "", _stale),
        Fault("bad_new", "new_value", "sach", "", _bad_new),
        Fault("sex_change", "new_value|changed_field|ground_paper", "dung|du", "", _other_sex),
        Fault("death_without_extract", "ground_paper|changed_field|new_value", "du", "",
              _slip("Ngày, tháng, năm chết", "death_date", "12/05/2026", "Tờ khai")),
        Fault("two_slips", "new_value|changed_field", "dung", "", _second_slip, again=True),
        Fault("declared_before_birth", "declared_date", "dung", "", declared_early),
        Fault("slip_twice", "*", "sach", "duplicate", lambda r, *_: dict(r), again=True),
    ),
)  # fmt: skip
