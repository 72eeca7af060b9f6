"""The list of COVID-19 vaccinations, dose by dose."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from dancu_clean.sample.faults import COMMON, code_faults, phone_faults
from dancu_clean.sample.lists import SKIP, Context, Fault, ListSpec, Person, Raw, Row


def vaccinated(people: pd.DataFrame) -> pd.Series:
    """Select those who were at least five in 2022."""
    return people["_year"] <= 2015


def _dose(person: Person, ctx: Context) -> Row:
    row = {n: person[n] for n in ("full_name", "birth_date", "sex", "personal_id", "phone")}
    row["priority_group"] = str(ctx.rng.randrange(1, 17))
    row["ethnic_group"], row["nationality"] = person["ethnic_group"], "Việt Nam"
    units = person["_old_address"].split(", ")
    row["hamlet"], row["commune"], row["district"], row["province"] = units[-4:]
    row["organisation"] = ctx.rng.choice(["Người dân", "Trường THCS", "Công ty"])
    young = person["_year"] > 2009
    day = date(2022, 4, 20) if young else date(2021, 8, 1)
    day += timedelta(days=ctx.rng.randrange(60))
    for number in range(1, 3 if young else ctx.rng.choice([3, 4, 4])):
        row[f"dose{number}_vaccine"] = ctx.rng.choice(
            ["AstraZeneca", "Pfizer", "Moderna", "Vero Cell"]
        )
        row[f"dose{number}_date"] = day.isoformat()
        row[f"dose{number}_lot"] = f"FK{ctx.rng.randrange(1000, 9999)}"
        day += timedelta(days=ctx.rng.randrange(30, 120))
    return row


def _move_dose(days: int) -> Any:
    def change(row: Row, *_: Any) -> Any:
        if not row.get("dose2_date"):
            return SKIP
        first = date.fromisoformat(row["dose1_date"])
        row_change: Row = {"dose2_date": (first + timedelta(days=days)).isoformat()}
        return row_change

    return change


def _dose_before_birth(_: Row, person: Person, ctx: Context) -> Any:
    return f"{int(person['_year']) - 1}-05-05"


def _toddler(_: Row, person: Person, ctx: Context) -> Any:
    if person["_year"] < 2012 or len(person["birth_date"]) < 10:
        return SKIP
    return {"dose1_date": f"{int(person['_year']) + 2}-05-05", "dose2_date": None}


VACCINATION = ListSpec(
    dataset="vaccination",
    title="DANH SÁCH ĐỐI TƯỢNG ĐÃ TIÊM CHỦNG VẮC XIN COVID-19",
    build=_dose,
    eligible=vaccinated,
    container="csv",
    sex={"Nam": "1", "Nữ": "0"},
    faults=(
        *COMMON,
        *phone_faults(),
        *code_faults("ethnic_group", "Kih", differing=True),
        Fault("dose_order", "dose2_date|dose1_date", "dung", "", _move_dose(-30)),
        Fault("dose_interval", "dose2_date|dose1_date", "dung", "", _move_dose(9)),
        Fault("dose_before_birth", "dose1_date|birth_date", "dung", "", _dose_before_birth),
        Fault("dose_under_5", "dose1_date|birth_date", "dung", "", _toddler),
        Fault("dose_skipped", "dose1_date|dose2_date", "du|dung", "",
              lambda r, *_: {"dose1_date": None} if r.get("dose2_date") else SKIP),
        Fault("dose_future", "dose2_date", "dung", "", lambda *_: "2028-01-05"),
        Fault("dose_impossible", "dose1_date", "sach", "", lambda *_: Raw("31/09/2021")),
        Fault("sex_missing", "sex", "du", "", lambda *_: None),
        Fault("province_missing", "province", "du", "", lambda *_: None),
        Fault("commune_missing", "commune", "du", "", lambda *_: None),
    ),
)  # fmt: skip
