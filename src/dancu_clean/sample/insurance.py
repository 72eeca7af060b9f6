"""Lists of social insurance, health insurance and vaccination."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dancu_clean.sample.cells import write_address
from dancu_clean.sample.faults import (
    COMMON,
    address_faults,
    code_faults,
    phone_faults,
    without,
)
from dancu_clean.sample.lists import SKIP, Context, Fault, ListSpec, Person, Raw, Row
from dancu_clean.sample.police import age, everybody


def _base(person: Person, ctx: Context) -> Row:
    row: Row = {n: person[n] for n in ("full_name", "birth_date", "sex", "personal_id", "phone")}
    row["permanent_address"] = write_address(
        person["permanent_address"], person["_old_address"], ctx.rng
    )
    return row


def _of_first(field: str) -> Any:
    """Give the number of an earlier row: one code for two persons."""

    def change(row: Row, _: Person, ctx: Context) -> Any:
        return ctx.of_earlier(row, field)

    return change


def _social(person: Person, ctx: Context) -> Row:
    row = _base(person, ctx)
    row["social_insurance_no"] = person["social_insurance_no"]
    if person["birth_date_precision"] == "year":
        row["year_only_flag"] = "x"
    if person["_i"] % 40 == 3:
        row["social_insurance_no"] = person["personal_id"]
    for name in (
        "ethnic_group",
        "birth_registration_place",
        "household_no",
        "relationship_to_head",
    ):
        row[name] = person[name]
    row["insurance_kind"] = ctx.rng.choice(["Bắt buộc", "Tự nguyện", "BHXH tự nguyện"])
    row["organisation"] = ctx.rng.choice(["UBND xã", "Trường TH Kim Đồng", "Công ty TNHH An Phát"])
    start = max(int(person["_year"]) + 20, 1996)
    row["paid_from"] = f"{min(start + ctx.rng.randrange(6), 2026)}-0{ctx.rng.randrange(1, 10)}-01"
    return row


def workers(people: pd.DataFrame) -> pd.Series:
    """Select people of working age."""
    return people["_year"].between(1968, 2005)


def _work_young(_: Row, person: Person, ctx: Context) -> Any:
    return f"{int(person['_year']) + 9}-05-01" if person["_year"] > 1990 else SKIP


def _retired_young(_: Row, person: Person, ctx: Context) -> Any:
    if person["_year"] < 1985:
        return SKIP
    return {"benefit_type": "Hưu trí", "benefit_from": "2024-05-01", "benefit_amount": "4500000",
            "insurance_kind": "Hưu trí", "benefit_status": "Đang hưởng"}  # fmt: skip


def _second_code(row: Row, person: Person, ctx: Context) -> Any:
    number = person["social_insurance_no"]
    return dict(row) | {"social_insurance_no": number[:5] + number[:4:-1]
                        if number[5:] != number[:4:-1] else number[:5] + "40718"}  # fmt: skip


def _other_province(_: Row, person: Person, ctx: Context) -> Any:
    other = ctx.other()
    return (
        SKIP if other["_birth_code"] == person["_birth_code"] else other["birth_registration_place"]
    )


def _relation_sex(_: Row, person: Person, ctx: Context) -> Any:
    return "Chồng" if person["sex"] == "Nữ" else "Vợ"


SOCIAL = ListSpec(
    dataset="social_insurance",
    title="DANH SÁCH NGƯỜI THAM GIA BHXH, BHTN",
    build=_social,
    eligible=workers,
    sex={"Nam": "1", "Nữ": "0"},
    faults=(
        *COMMON,
        *address_faults(),
        *phone_faults(),
        *code_faults("ethnic_group", "Kih", differing=True),
        Fault("code_missing", "social_insurance_no", "du", "", lambda *_: None),
        Fault("code_short", "social_insurance_no", "sach", "", lambda *_: Raw("1164839")),
        Fault("code_long", "social_insurance_no", "sach", "", lambda *_: Raw("66234567890")),
        Fault("code_letters", "social_insurance_no", "sach", "", lambda *_: Raw("66O345678B")),
        Fault("code_filler", "social_insurance_no", "sach|du", "", lambda *_: Raw("0123456789")),
        Fault("code_of_two", "social_insurance_no", "dung|sach", "",
              _of_first("social_insurance_no")),
        Fault("two_codes", "*", "sach", "", _second_code, again=True),
        Fault("work_too_young", "paid_from|birth_date", "dung", "", _work_young),
        Fault("retired_too_young", "benefit_from|birth_date|benefit_type", "dung", "",
              _retired_young),
        Fault("paid_before_birth", "paid_from", "dung", "", lambda *_: "1950-05-01"),
        Fault("registration_other_province", "birth_registration_place|personal_id", "dung", "",
              _other_province),
        Fault("relation_sex", "relationship_to_head|sex", "dung", "", _relation_sex),
        Fault("sex_missing", "sex", "du", "", lambda *_: None),
        Fault("address_missing", "permanent_address", "du", "", lambda *_: None),
    ),
)  # fmt: skip


def _card(person: Person, ctx: Context) -> Row:
    row = _base(person, ctx)
    card = person["health_card_no"]
    row["health_card_no"] = card
    start = f"2026-0{ctx.rng.randrange(1, 8)}-01"
    if card[:2] == "TE":
        start = person["birth_date"] if len(person["birth_date"]) == 10 else "2026-01-01"
    row |= {"valid_from": start, "valid_to": "2026-12-31", "object_group": card[:2],
            "first_care_place": ctx.rng.choice(["66001", "66104", "38280", "75012"])}  # fmt: skip
    if card[:2] == "TE":
        row["valid_to"] = f"{int(person['_year']) + 6}-09-30"
        row["mother_name"] = person["mother_name"]
    if person["_i"] % 25 == 4 and card[:2] != "TE":
        row["health_card_no"], row["object_group"] = card[5:], card[:2]
    return row


def _group(code: str, low: int, high: int) -> Any:
    def change(row: Row, person: Person, ctx: Context) -> Any:
        if not low <= age(person) <= high or len(row["health_card_no"]) != 15:
            return SKIP
        level = "1" if code == "TE" else "4"
        return {"health_card_no": code + level + row["health_card_no"][3:], "object_group": code}

    return change


def _shape(how: Any) -> Any:
    def change(row: Row, *_: Any) -> Any:
        card = row["health_card_no"]
        return SKIP if len(card) != 15 else Raw(how(card))

    return change


def _second_card(row: Row, person: Person, ctx: Context) -> Any:
    card = row["health_card_no"]
    if len(card) != 15 or card[:2] == "TE":
        return SKIP
    new = "DK" if card[:2] != "DK" else "GD"
    return dict(row) | {"health_card_no": new + "4" + card[3:], "object_group": new}


def _id_of_mother(_: Row, person: Person, ctx: Context) -> Any:
    return person["mother_id"] or SKIP if age(person) < 14 else SKIP


HEALTH = ListSpec(
    dataset="health_insurance",
    title="DANH SÁCH NGƯỜI THAM GIA BẢO HIỂM Y TẾ",
    build=_card,
    eligible=everybody,
    sex={"Nam": "1", "Nữ": "2"},
    faults=(
        *without(COMMON, "dead"),
        *address_faults(),
        *phone_faults(),
        Fault("dead_insured", "*", "song", "deceased", lambda *_: {}, pool="dead"),
        Fault("id_of_mother", "personal_id", "dung|sach", "id_of_other", _id_of_mother),
        Fault("card_missing", "health_card_no", "du", "", lambda *_: None),
        Fault("card_level", "health_card_no", "sach", "", _shape(lambda c: c[:2] + "6" + c[3:])),
        Fault("card_letter", "health_card_no", "sach", "", _shape(lambda c: c[0] + "0" + c[2:])),
        Fault("card_short", "health_card_no", "sach", "", _shape(lambda c: c[:-1])),
        Fault("card_unknown_group", "health_card_no", "sach", "", _shape(lambda c: "ZZ" + c[2:])),
        Fault("card_of_two", "health_card_no", "dung|sach", "", _of_first("health_card_no")),
        Fault("two_cards", "*", "sach", "", _second_card, again=True),
        Fault("child_card_old", "health_card_no|birth_date|object_group", "song", "",
              _group("TE", 8, 30)),
        Fault("pupil_card_old", "health_card_no|birth_date|object_group", "song", "",
              _group("HS", 26, 60)),
        Fault("work_card_child", "health_card_no|birth_date|object_group", "dung", "",
              _group("DN", 1, 11)),
        Fault("card_expired", "valid_to", "song", "", lambda r, p,
              _: SKIP if r["object_group"] == "TE"
              else {"valid_from": "2024-01-01", "valid_to": "2024-12-31"}),
        Fault("dates_reversed", "valid_to|valid_from", "dung", "",
              lambda *_: {"valid_from": "2026-12-31", "valid_to": "2026-01-01"}),
        Fault("valid_before_birth", "valid_from", "dung", "", lambda *_: "1905-01-01"),
        Fault("valid_impossible", "valid_to", "sach", "", lambda *_: Raw("31/11/2026")),
        Fault("valid_missing", "valid_to", "du", "", lambda *_: None),
        Fault("sex_missing", "sex", "du", "", lambda *_: None),
        Fault("address_missing", "permanent_address", "du", "", lambda *_: None),
    ),
)  # fmt: skip
