"""The book of births (Luật Hộ tịch 60/2014/QH13)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dancu_clean.sample.entries import entry, later, same_entry
from dancu_clean.sample.faults import COMMON, code_faults, without
from dancu_clean.sample.lists import SKIP, Context, Fault, ListSpec, Person, Row


def _birth(person: Person, ctx: Context) -> Row:
    row = entry(ctx, later(person["birth_date"], ctx.rng.randrange(5, 50)))
    row["registration_place"] = "UBND " + person["birth_registration_place"]
    row |= {name: person[name] for name in (
        "full_name", "birth_date", "sex", "ethnic_group", "nationality", "native_place",
        "personal_id", "mother_name", "mother_id", "father_name", "father_id")}  # fmt: skip
    for parent in ("mother", "father"):
        kin = ctx.kin(person, parent)
        row[f"{parent}_birth_year"] = str(kin["_year"]) if kin else None
    row["declarant_name"] = person["father_name"]
    row["declarant_relation"] = "Cha"
    row["registration_kind"] = "Đúng hạn"
    if ctx.rng.random() < 0.06:
        for name in ("father_name", "father_id", "father_birth_year"):
            row[name] = None
        row["declarant_name"], row["declarant_relation"] = person["mother_name"], "Mẹ"
    return row


def young(people: pd.DataFrame) -> pd.Series:
    """Select those born since 2016, whose number was set up at birth registration."""
    return (people["_year"] >= 2017) & people["mother_name"].notna()


def _before_birth(field: str) -> Any:
    def change(_: Row, person: Person, ctx: Context) -> Any:
        year = int(person["_year"]) - 1
        return {field: f"{year}-03-10", "registration_no": f"{ctx.number()}/{year}",
                "registration_book": f"01/{year}"}  # fmt: skip

    return change


def _parent_number(parent: str) -> Any:
    def change(_: Row, person: Person, ctx: Context) -> Any:
        return person[f"{parent}_id"] or SKIP

    return change


def _girl_mother(_: Row, person: Person, ctx: Context) -> Any:
    year = int(person["_year"]) - 10
    return {"mother_birth_year": str(year), "mother_id": None}


def _old_mother(_: Row, person: Person, ctx: Context) -> Any:
    return {"mother_birth_year": str(int(person["_year"]) - 61), "mother_id": None}


def _again(row: Row, person: Person, ctx: Context) -> Any:
    return dict(row) | {"registration_no": f"{ctx.number()}/2026", "registration_book": "02/2026",
                        "registration_date": "2026-09-08",
                        "registration_kind": "Đăng ký lại"}  # fmt: skip


def _other_family(row: Row, person: Person, ctx: Context) -> Any:
    if person["ethnic_group"] != "Kinh" or not row["father_name"]:
        return SKIP
    return {name: "Đặng " + row[name].split(" ", 1)[1] for name in ("father_name", "mother_name")}


def _swap_parents(row: Row, person: Person, ctx: Context) -> Any:
    if not person["father_id"] or not row["mother_id"]:
        return SKIP
    return {"mother_id": person["father_id"]}


def _other_place(row: Row, person: Person, ctx: Context) -> Any:
    other = ctx.other()
    if other["_birth_code"] == person["_birth_code"]:
        return SKIP
    return "UBND " + other["birth_registration_place"]


BIRTHS = ListSpec(
    dataset="birth_registration",
    title="SỔ ĐĂNG KÝ KHAI SINH (TRÍCH XUẤT)",
    build=_birth,
    eligible=young,
    capitals=True,
    date_form="{d}/{m}/{y}",
    faults=(
        *without(COMMON, "cmnd_as_paper", "stranger", "dead", "moved", "missing_person"),
        Fault("no_population_record", "*", "du", "not_found", lambda *_: {}, pool="stranger"),
        Fault("dead", "*", "song", "deceased", lambda *_: {}, pool="dead"),
        Fault("registered_before_birth", "registration_date|birth_date", "dung", "",
              _before_birth("registration_date")),
        Fault("mother_too_young", "mother_birth_year|mother_id|birth_date", "dung", "",
              _girl_mother),
        Fault("mother_too_old", "mother_birth_year|mother_id|birth_date", "dung", "", _old_mother),
        Fault("family_name", "full_name", "dung", "", _other_family),
        Fault("mother_male", "mother_id|father_id", "dung", "", _swap_parents),
        Fault("id_of_mother", "personal_id", "dung|sach", "id_of_other", _parent_number("mother")),
        Fault("entry_twice", "*", "dung|sach", "", same_entry, again=True),
        Fault("registered_again", "*", "sach", "duplicate", _again, again=True),
        Fault("place_other_province", "registration_place|personal_id", "dung", "", _other_place),
        Fault("no_registration_no", "registration_no", "du", "", lambda *_: None),
        Fault("no_registration_date", "registration_date", "du", "", lambda *_: None),
        Fault("mother_missing", "mother_name", "du", "",
              lambda *_: {"mother_name": None, "mother_id": None, "mother_birth_year": None}),
        Fault("sex_missing", "sex", "du", "", lambda *_: None),
        Fault("ethnic_missing", "ethnic_group", "du", "", lambda *_: None),
        *code_faults("ethnic_group", "Kih", differing=True),
        *code_faults("registration_kind", "abc"),
    ),
)  # fmt: skip
