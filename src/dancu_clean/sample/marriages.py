"""The book of marriages (Luật Hôn nhân và gia đình 52/2014/QH13, điều 8)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dancu_clean.sample.entries import entry
from dancu_clean.sample.faults import COMMON, address_faults, code_faults, without
from dancu_clean.sample.lists import SKIP, Context, Fault, ListSpec, Person, Raw, Row


def husbands(people: pd.DataFrame) -> pd.Series:
    """Select married men whose wife is alive and in the table."""
    spouse = people["_spouse"].to_numpy()
    wife_alive = (people["life_status"].to_numpy() == "alive")[spouse] & (spouse >= 0)
    fit: pd.Series = (people["sex"] == "Nam") & (people["_year"] <= 2003) & wife_alive
    return fit


def _marriage(person: Person, ctx: Context) -> Row:
    wife = ctx.kin(person, "spouse")
    if wife is None:
        wife = person | {"full_name": person["spouse_name"], "personal_id": None}
    year = max(int(person["_year"]) + 21, int(wife["_year"]) + 19)
    day = f"{min(year + ctx.rng.randrange(3), 2026)}-{ctx.rng.randrange(1, 10):02}-12"
    row = entry(ctx, day)
    row["registration_place"] = "UBND " + person["birth_registration_place"]
    for name in ("full_name", "birth_date", "ethnic_group", "nationality", "personal_id",
                 "permanent_address"):  # fmt: skip
        row[name] = person[name]
    row |= {"spouse_name": wife["full_name"], "spouse_birth_date": wife["birth_date"],
            "spouse_ethnic_group": wife["ethnic_group"], "spouse_nationality": "Việt Nam",
            "spouse_id": wife["personal_id"], "marriage_order": "1",
            "spouse_current_address": wife["permanent_address"],
            "spouse_marriage_order": "1"}  # fmt: skip
    return row


def _too_young(base: str, years: int) -> Any:
    def change(row: Row, person: Person, ctx: Context) -> Any:
        born = str(row[base] or "")
        if len(born) < 4:
            return SKIP
        year = int(born[:4]) + years
        return {"registration_date": f"{year}-01-01", "registration_no": f"{ctx.number()}/{year}",
                "registration_book": f"01/{year}"}  # fmt: skip

    return change


def _second_marriage(row: Row, person: Person, ctx: Context) -> Any:
    while True:
        other = ctx.other()
        if (
            other["sex"] == "Nữ"
            and 1950 < other["_year"] < 2003
            and other["life_status"] == "alive"
        ):
            break
    return dict(row) | entry(ctx, "2026-05-12") | {
        "spouse_name": other["full_name"], "spouse_birth_date": other["birth_date"],
        "spouse_id": other["personal_id"],
        "spouse_ethnic_group": other["ethnic_group"]}  # fmt: skip


def _wife(name: str, value: Any) -> Any:
    def change(row: Row, person: Person, ctx: Context) -> Any:
        return SKIP if not row["spouse_id"] else {name: value}

    return change


def _wife_of_one_sex(row: Row, person: Person, ctx: Context) -> Any:
    while True:
        other = ctx.other()
        if other["sex"] == "Nam" and other["_i"] != person["_i"]:
            return other["personal_id"]


MARRIAGES = ListSpec(
    dataset="marriage_registration",
    title="SỔ ĐĂNG KÝ KẾT HÔN (TRÍCH XUẤT)",
    build=_marriage,
    eligible=husbands,
    faults=(
        *without(COMMON, "sex_wrong", "sex_unreadable", "person_twice", "stranger"),
        *address_faults(),
        Fault("man_under_20", "registration_date|birth_date", "dung", "",
              _too_young("birth_date", 17)),
        Fault("woman_under_18", "registration_date|spouse_birth_date", "dung", "",
              _too_young("spouse_birth_date", 15)),
        Fault("registered_before_birth", "registration_date|birth_date|spouse_birth_date",
              "dung", "",
              _too_young("birth_date", -2)),
        Fault("married_twice", "*", "dung", "", _second_marriage, again=True),
        Fault("wife_is_male", "spouse_id", "dung", "", _wife_of_one_sex),
        Fault("wife_name_missing", "spouse_name", "du", "", _wife("spouse_name", None)),
        Fault("wife_id_missing", "spouse_id", "du", "", _wife("spouse_id", None)),
        Fault("wife_birth_missing", "spouse_birth_date", "du", "", _wife("spouse_birth_date",
              None)),
        Fault("wife_birth_impossible", "spouse_birth_date", "sach", "",
              _wife("spouse_birth_date", Raw("31/02/1985"))),
        Fault("wife_id_malformed", "spouse_id", "sach", "", _wife("spouse_id", Raw("06618500432"))),
        Fault("wife_id_letters", "spouse_id", "sach", "", _wife("spouse_id", Raw("O66185OO4321"))),
        Fault("wife_other_name", "spouse_name", "dung|thong_nhat", "",
              _wife("spouse_name", "Tôn Nữ Khánh Diệp")),
        Fault("no_registration_no", "registration_no", "du", "", lambda *_: None),
        Fault("no_registration_date", "registration_date", "du", "", lambda *_: None),
        *code_faults("ethnic_group", "Kih", differing=True),
    ),
)  # fmt: skip
