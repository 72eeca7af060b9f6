"""Lists of the police and of offices in general: DC01, DC02, and a plain list of people."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dancu_clean.sample.cells import write_address
from dancu_clean.sample.faults import (
    COMMON,
    address_faults,
    code_faults,
    phone_faults,
)
from dancu_clean.sample.lists import SKIP, Context, Fault, ListSpec, Person, Raw, Row

_COPIED = (
    "full_name", "birth_date", "blood_type", "sex", "marital_status", "birth_registration_place",
    "native_place", "ethnic_group", "nationality", "religion", "personal_id", "permanent_address",
    "father_name", "father_id", "mother_name", "mother_id", "spouse_name", "spouse_id", "head_name",
    "head_id", "relationship_to_head", "household_no",
)  # fmt: skip


def age(person: Person) -> int:
    """Return the age in years at the end of the sample's year."""
    return int(2026 - person["_year"])


def everybody(people: pd.DataFrame) -> pd.Series:
    """Select all people."""
    return pd.Series(True, index=people.index)


def _dc01(person: Person, ctx: Context) -> Row:
    row: Row = {name: person[name] for name in _COPIED}
    if person["current_address"] != person["permanent_address"]:
        row["current_address"] = person["current_address"]
    if age(person) < 18 and not person["mother_id"] and not person["father_id"]:
        row["representative_name"], row["representative_id"] = (
            person["head_name"],
            person["head_id"],
        )
    row["declared_date"] = f"2026-{ctx.rng.randrange(1, 10):02}-{ctx.rng.randrange(1, 28):02}"
    if person["birth_date"] >= "2026":
        row["declared_date"] = "2026-11-10"
    return row


def _adult(person: Person) -> bool:
    return age(person) >= 20


def _female_father(_: Row, person: Person, ctx: Context) -> Any:
    return person["mother_id"] or SKIP


def _male_mother(_: Row, person: Person, ctx: Context) -> Any:
    return person["father_id"] or SKIP


def _no_spouse(_: Row, person: Person, ctx: Context) -> Any:
    if person["marital_status"] != "Đang có vợ/chồng":
        return SKIP
    return {"spouse_name": None, "spouse_id": None}


def _spouse_same_sex(_: Row, person: Person, ctx: Context) -> Any:
    if person["marital_status"] != "Đang có vợ/chồng":
        return SKIP
    while True:
        other = ctx.other()
        if other["sex"] == person["sex"] and age(other) > 20 and other["_i"] != person["_i"]:
            return other["personal_id"]


def _child_married(_: Row, person: Person, ctx: Context) -> Any:
    if age(person) > 15:
        return SKIP
    return {"marital_status": "Đang có vợ/chồng", "spouse_name": ctx.other()["full_name"]}


def _no_marital(_: Row, person: Person, ctx: Context) -> Any:
    return None if _adult(person) else SKIP


def _other_registration(_: Row, person: Person, ctx: Context) -> Any:
    other = ctx.other()
    return (
        SKIP if other["_birth_code"] == person["_birth_code"] else other["birth_registration_place"]
    )


def _other_family(_: Row, person: Person, ctx: Context) -> Any:
    parents = {str(person[n]).split(" ")[0] for n in ("father_name", "mother_name")}
    if person["ethnic_group"] != "Kinh" or "Đặng" in parents:
        return SKIP
    words = person["full_name"].split(" ")
    return {"father_name": "Đặng " + person["father_name"].split(" ", 1)[1],
            "mother_name": "Đặng " + person["mother_name"].split(" ", 1)[1],
            "full_name": " ".join(words)}  # fmt: skip


def _relation_sex(row: Row, person: Person, ctx: Context) -> Any:
    if person["_role"] == 0 or age(person) < 18:
        return SKIP
    return "Con rể" if person["sex"] == "Nữ" else "Con dâu"


def _second_head(_: Row, person: Person, ctx: Context) -> Any:
    return SKIP if person["_role"] == 0 or not _adult(person) else "Chủ hộ"


def _young_mother(_: Row, person: Person, ctx: Context) -> Any:
    number, mother = person["mother_id"], ctx.kin(person, "mother")
    if not number or mother is None:
        return SKIP
    year = int(person["_year"]) - 9
    return f"{number[:3]}{3 if year >= 2000 else 1}{year % 100:02}{number[6:]}"


def _young_representative(_: Row, person: Person, ctx: Context) -> Any:
    if age(person) > 15:
        return SKIP
    while True:
        other = ctx.other()
        if age(other) < 12 and other["_i"] != person["_i"]:
            return {"representative_name": other["full_name"],
                    "representative_id": other["personal_id"]}  # fmt: skip


def _own_representative(_: Row, person: Person, ctx: Context) -> Any:
    if age(person) > 15:
        return SKIP
    return {"representative_name": person["full_name"], "representative_id": person["personal_id"]}


def declared_early(_: Row, person: Person, ctx: Context) -> Any:
    """Date the form before the birth."""
    return f"{int(person['_year']) - 3}-05-20" if person["_year"] > 1990 else SKIP


DC01 = ListSpec(
    dataset="dc01",
    title="TỔNG HỢP PHIẾU THU THẬP THÔNG TIN DÂN CƯ (DC01)",
    build=_dc01,
    eligible=everybody,
    capitals=True,
    households=True,
    faults=(
        *COMMON,
        *address_faults(),
        *code_faults("ethnic_group", "Kih", differing=True),
        *code_faults("religion", "Đạo xyz"),
        *code_faults("relationship_to_head", "abc"),
        *code_faults("marital_status", "Tùm lum"),
        Fault("sex_missing", "sex", "du", "", lambda *_: None),
        Fault("blood_type_junk", "blood_type", "sach", "", lambda *_: Raw("C")),
        Fault("marital_missing", "marital_status", "du", "", _no_marital),
        Fault("spouse_missing", "spouse_name|marital_status", "du|dung", "", _no_spouse),
        Fault("spouse_same_sex", "spouse_id|sex", "dung", "", _spouse_same_sex),
        Fault("married_child", "marital_status|birth_date", "dung", "", _child_married),
        Fault("registration_other_province", "birth_registration_place|personal_id", "dung", "",
              _other_registration),
        Fault("registration_missing", "birth_registration_place", "du", "", lambda *_: None),
        Fault("native_missing", "native_place", "du", "", lambda *_: None),
        Fault("ethnic_missing", "ethnic_group", "du", "", lambda *_: None),
        Fault("nationality_missing", "nationality", "du", "", lambda *_: None),
        Fault("permanent_missing", "permanent_address", "du", "", lambda *_: None),
        Fault("head_missing", "head_name", "du", "", lambda *_: {"head_name": None,
              "head_id": None}),
        Fault("relation_missing", "relationship_to_head", "du", "", lambda *_: None),
        Fault("father_female", "father_id|mother_id", "dung", "", _female_father),
        Fault("mother_male", "mother_id|father_id", "dung", "", _male_mother),
        Fault("mother_too_young", "mother_id|birth_date", "dung", "", _young_mother),
        Fault("family_name", "full_name", "dung", "", _other_family),
        Fault("relation_sex", "relationship_to_head|sex", "dung", "", _relation_sex),
        Fault("two_heads", "relationship_to_head", "dung|sach", "", _second_head),
        Fault("representative_child", "representative_id|representative_name", "dung", "",
              _young_representative),
        Fault("representative_self", "representative_id|representative_name|personal_id",
              "dung", "",
              _own_representative),
        Fault("declared_before_birth", "declared_date", "dung", "", declared_early),
    ),
)  # fmt: skip


def _person(person: Person, ctx: Context) -> Row:
    row: Row = {
        name: person[name] for name in ("full_name", "birth_date", "sex", "personal_id", "phone")
    }
    row["ethnic_group"] = person["ethnic_group"]
    row["permanent_address"] = write_address(
        person["permanent_address"], person["_old_address"], ctx.rng
    )
    return row


PERSON_LIST = ListSpec(
    dataset="person_list",
    title="DANH SÁCH NGƯỜI DÂN THAM GIA TẬP HUẤN",
    build=_person,
    eligible=everybody,
    container="parquet",
    sex={"Nam": "Nam", "Nữ": "Nữ"},
    faults=(*COMMON, *address_faults(), *phone_faults(), *code_faults("ethnic_group", "Kih", True)),
)  # fmt: skip
