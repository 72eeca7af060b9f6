"""Lists of social affairs: poor households, persons with merit, social assistance."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dancu_clean.sample.cells import short_address, write_address
from dancu_clean.sample.damage import fold
from dancu_clean.sample.faults import (
    COMMON,
    address_faults,
    code_faults,
    phone_faults,
    without,
)
from dancu_clean.sample.lists import SKIP, Context, Fault, ListSpec, Person, Raw, Row
from dancu_clean.sample.police import age, everybody


def account(person: Person) -> Row:
    """Return a bank account in the person's own name, without accents as banks write it."""
    number = "5200205" + person["social_insurance_no"][3:]
    return {"bank_account": number, "bank_name": "Agribank",
            "account_holder": fold(person["full_name"]).upper()}  # fmt: skip


def account_faults(kin: str) -> tuple[Fault, ...]:
    """Return the faults of accounts; `kin` is the field of the declared relative."""

    def shared(row: Row, _: Person, ctx: Context) -> Any:
        return ctx.of_earlier(row, "bank_account") if row.get("bank_account") else SKIP

    def holder(row: Row, person: Person, ctx: Context) -> Any:
        other = ctx.other()
        if fold(other["full_name"])[:3] == fold(person["full_name"])[:3]:
            return SKIP
        return {"account_holder": fold(other["full_name"]).upper(), kin: None}

    return (
        Fault("account_shared", "bank_account", "sach", "", shared),
        Fault("account_of_other", "account_holder|bank_account", "dung", "", holder),
        Fault("account_malformed", "bank_account", "sach", "", lambda *_: Raw("123")),
    )


def _poor(person: Person, ctx: Context) -> Row:
    house = int(person["_household"])
    row: Row = {"household_no": f"{person['_home_code'][1:]}{house:06}"}
    for name in ("full_name", "birth_date", "sex", "ethnic_group", "personal_id", "head_name",
                 "relationship_to_head", "hamlet", "commune"):  # fmt: skip
        row[name] = person[name]
    row["classification"] = "Hộ nghèo" if house % 5 < 3 else "Hộ cận nghèo"
    row["score_b1"], row["score_b2"] = str(95 + house % 40), str(20 + house % 10)
    row["review_year"] = "2026"
    return row


def _other_class(row: Row, person: Person, ctx: Context) -> Any:
    return "Hộ cận nghèo" if row["classification"] == "Hộ nghèo" else "Hộ nghèo"


def _second_head(_: Row, person: Person, ctx: Context) -> Any:
    return SKIP if person["_role"] == 0 or age(person) < 20 else "Chủ hộ"


def _two_households(row: Row, person: Person, ctx: Context) -> Any:
    if person["_role"] == 0:
        return SKIP
    return dict(row) | {"household_no": "66999" + f"{ctx.number():03}",
                        "relationship_to_head": "Ở nhờ"}  # fmt: skip


def _relation_sex(_: Row, person: Person, ctx: Context) -> Any:
    if person["_role"] == 0 or age(person) < 18:
        return SKIP
    return "Con rể" if person["sex"] == "Nữ" else "Con dâu"


def _relation_age(_: Row, person: Person, ctx: Context) -> Any:
    if age(person) > 10:
        return SKIP
    return "Cha đẻ" if person["sex"] == "Nam" else "Mẹ đẻ"


POOR = ListSpec(
    dataset="poor_households",
    title="DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026",
    build=_poor,
    eligible=everybody,
    households=True,
    faults=(
        *COMMON,
        *code_faults("ethnic_group", "Kih", differing=True),
        *code_faults("relationship_to_head", "abc"),
        *code_faults("classification", "abc"),
        Fault("two_classes", "classification|household_no", "dung|sach", "", _other_class),
        Fault("two_heads", "relationship_to_head|household_no", "dung|sach", "", _second_head),
        Fault("member_twice", "*", "sach", "", _two_households, again=True),
        Fault("relation_sex", "relationship_to_head|sex", "dung", "", _relation_sex),
        Fault("relation_age", "relationship_to_head|birth_date", "dung", "", _relation_age),
        Fault("household_missing", "household_no", "du", "", lambda *_: None),
        Fault("class_missing", "classification", "du", "", lambda *_: None),
        Fault("relation_missing", "relationship_to_head", "du", "", lambda *_: None),
        Fault("ethnic_missing", "ethnic_group", "du", "", lambda *_: None),
        Fault("review_old", "review_year", "song", "", lambda *_: "2022"),
    ),
)  # fmt: skip


def _merit(person: Person, ctx: Context) -> Row:
    row: Row = {"file_no": f"{person['_home_code'][1:]}/{10000 + ctx.number()}"}
    for name in ("full_name", "birth_date", "sex", "personal_id", "native_place"):
        row[name] = person[name]
    row["permanent_address"] = short_address(person["permanent_address"], ctx.rng)
    if person["_fallen"]:
        heir = person["spouse_name"] or person["head_name"]
        return row | {"benefit_type": "Liệt sĩ", "group_code": "LS", "worshipper_name": heir,
                      "worshipper_relation": "Con", "benefit_amount": "2789000",
                      "benefit_from": "2013-07-01", "personal_id": None, "sex": person["sex"],
                      "permanent_address": None, "benefit_status": "Đang hưởng"}  # fmt: skip
    rate = ctx.rng.choice(["21%", "31%", "45%", "61%", ""]) or None
    kind = "Thương binh" if rate else "Người hoạt động kháng chiến"
    row |= {"benefit_type": kind, "group_code": "TB" if rate else "KC", "injury_rate": rate,
            "benefit_amount": str(1_700_000 + 1000 * ctx.rng.randrange(2000)),
            "benefit_from": f"{ctx.rng.randrange(1995, 2020)}-07-01",
            "benefit_status": "Đang hưởng"}  # fmt: skip
    return row | account(person)


def veterans(people: pd.DataFrame) -> pd.Series:
    """Select those old enough to have served before 1975, the fallen among them."""
    return people["_year"] <= 1956


def _second_dossier(row: Row, person: Person, ctx: Context) -> Any:
    return dict(row) | {"file_no": f"66/{90000 + ctx.number()}"}


def _same_file(row: Row, _: Person, ctx: Context) -> Any:
    return ctx.of_earlier(row, "file_no")


MERIT = ListSpec(
    dataset="merit_persons",
    title="DANH SÁCH NGƯỜI CÓ CÔNG VÀ THÂN NHÂN ĐANG HƯỞNG TRỢ CẤP",
    build=_merit,
    eligible=veterans,
    faults=(
        *without(COMMON, "dead"),
        *address_faults(),
        *account_faults("worshipper_name"),
        Fault("dead_paid", "*", "song", "deceased", lambda *_: {}, pool="dead"),
        Fault("martyr", "", "", "", lambda *_: {}, pool="fallen", times=12),
        Fault("stopped_dead", "", "", "", lambda *_: {"benefit_status": "Thôi hưởng"}, pool="dead"),
        Fault("two_dossiers", "*", "sach", "", _second_dossier, again=True),
        Fault("file_of_two", "file_no", "sach|dung", "", _same_file),
        Fault("file_missing", "file_no", "du", "", lambda *_: None),
        Fault("type_missing", "benefit_type", "du", "", lambda *_: None),
        Fault("address_missing", "permanent_address", "du", "", lambda *_: None),
        Fault("from_before_birth", "benefit_from", "dung", "", lambda *_: "1899-07-01"),
        Fault("from_malformed", "benefit_from", "sach", "", lambda *_: Raw("31/02/2010")),
        Fault("amount_malformed", "benefit_amount", "sach", "", lambda *_: Raw("hai triệu")),
        Fault("status_unknown", "benefit_status", "sach", "", lambda *_: Raw("abc")),
    ),
)  # fmt: skip


def _assistance(person: Person, ctx: Context) -> Row:
    row: Row = {n: person[n] for n in ("full_name", "birth_date", "sex", "personal_id", "phone")}
    row["permanent_address"] = write_address(
        person["permanent_address"], person["_old_address"], ctx.rng
    )
    grade = None
    if age(person) >= 82:
        kind, rate = "Người cao tuổi từ đủ 80 tuổi", "1.0"
    elif age(person) >= 77:
        kind, rate = "Hưu trí xã hội", "1.0"
    elif age(person) < 15 and person["_i"] % 2:
        kind, rate = "Trẻ em mồ côi", "1.5"
    else:
        kind, rate, grade = "Người khuyết tật nặng", "1.5", "Nặng"
    year = max(2021, int(person["_year"]) + 1) if age(person) < 77 else 2025
    day = f"{min(year + ctx.rng.randrange(0, 2), 2026)}-{ctx.rng.randrange(2, 10):02}-15"
    if age(person) >= 77:
        day = f"2025-{ctx.rng.randrange(9, 13):02}-15" if age(person) < 82 else "2025-08-15"
    row |= {"benefit_type": kind, "disability_grade": grade, "coefficient": rate,
            "benefit_amount": str(int(500_000 * float(rate))),
            "decision_no": f"{ctx.number()}/QĐ-UBND", "decision_date": day,
            "benefit_from": day[:8] + "01", "benefit_status": "Đang hưởng",
            "payment_form": "Tài khoản"}  # fmt: skip
    if age(person) < 16:
        guardian = person["head_name"]
        row |= {"guardian_name": guardian, "guardian_relation": "Người nuôi dưỡng"}
        row |= account(person)
        row["account_holder"] = fold(guardian).upper()
        return row
    return row | account(person)


def weak(people: pd.DataFrame) -> pd.Series:
    """Select the elderly, orphans and people with disabilities (a fixed share of the rest)."""
    old = people["_year"] <= 2026 - 77
    rest = (people.index % 19 == 0) & (people["_year"] < 2024) & (people["_year"] > 1951)
    return old | rest


def _too_young(kind: str, low: int, high: int) -> Any:
    def change(_: Row, person: Person, ctx: Context) -> Any:
        if not low <= age(person) <= high:
            return SKIP
        return {"benefit_type": kind, "disability_grade": None}

    return change


def _grade_missing(row: Row, *_: Any) -> Any:
    if not row["disability_grade"]:
        return SKIP
    return {"disability_grade": None, "benefit_type": "Người khuyết tật"}


ASSISTANCE = ListSpec(
    dataset="social_assistance",
    title="DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI HƯỞNG TRỢ CẤP HÀNG THÁNG",
    build=_assistance,
    eligible=weak,
    date_form="{d:02}.{m:02}.{y}",
    faults=(
        *without(COMMON, "dead"),
        *address_faults(),
        *phone_faults(),
        *account_faults("guardian_name"),
        Fault("dead_paid", "*", "song", "deceased", lambda *_: {}, pool="dead"),
        Fault("cut_dead", "", "", "", lambda *_: {"benefit_status": "Cắt chết"}, pool="dead"),
        Fault("pension_too_young", "benefit_type|birth_date", "dung", "",
              _too_young("Hưu trí xã hội", 20, 66)),
        Fault("elderly_too_young", "benefit_type|birth_date", "dung", "",
              _too_young("Người cao tuổi từ đủ 80 tuổi", 20, 60)),
        Fault("child_too_old", "benefit_type|birth_date", "dung", "",
              _too_young("Trẻ em mồ côi", 25, 70)),
        Fault("grade_missing", "disability_grade", "du", "", _grade_missing),
        Fault("decision_missing", "decision_no", "du", "", lambda *_: None),
        Fault("decision_date_missing", "decision_date", "du", "", lambda *_: None),
        Fault("decision_impossible", "decision_date", "sach", "", lambda *_: Raw("31/06/2025")),
        Fault("type_missing", "benefit_type", "du", "", lambda *_: None),
        Fault("address_missing", "permanent_address", "du", "", lambda *_: None),
        Fault("from_before_birth", "benefit_from", "dung", "", lambda *_: "1899-07-01"),
        Fault("amount_malformed", "benefit_amount", "sach", "", lambda *_: Raw("bảy trăm")),
        Fault("status_unknown", "benefit_status", "sach", "", lambda *_: Raw("abc")),
    ),
)  # fmt: skip
