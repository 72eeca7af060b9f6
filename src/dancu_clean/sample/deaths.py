"""The book of deaths (Luật Hộ tịch 60/2014/QH13, điều 32 – 34)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dancu_clean.sample.entries import entry, later, same_entry
from dancu_clean.sample.faults import COMMON, without
from dancu_clean.sample.lists import SKIP, Context, Fault, ListSpec, Person, Raw, Row


def _death(person: Person, ctx: Context) -> Row:
    died = person["death_date"] or "2026-06-20"
    row = entry(ctx, later(died, ctx.rng.randrange(1, 15)))
    place = person["permanent_address" if died >= "2025-07" else "_old_address"]
    row["registration_place"] = "UBND " + place.split(", ", 1)[1]
    for name in (
        "full_name",
        "birth_date",
        "sex",
        "personal_id",
        "ethnic_group",
        "permanent_address",
    ):
        row[name] = person[name]
    row |= {"death_date": died, "death_place": "Tại nhà", "death_cause": "Tuổi già",
            "death_notice_no": f"{ctx.rng.randrange(1, 90)}/GBT",
            "declarant_name": person["head_name"], "declarant_relation": "Người thân"}  # fmt: skip
    return row


def _death_before_birth(_: Row, person: Person, ctx: Context) -> Any:
    return f"{int(person['_year']) - 2}-04-09"


def _registered_first(row: Row, person: Person, ctx: Context) -> Any:
    year = int(row["death_date"][:4]) - 1
    return {"registration_date": f"{year}-02-03", "registration_no": f"{ctx.number()}/{year}",
            "registration_book": f"01/{year}"}  # fmt: skip


def _long_life(_: Row, person: Person, ctx: Context) -> Any:
    return Raw("01/02/1880") if person["_year"] < 1960 else SKIP


def recent_dead(people: pd.DataFrame) -> pd.Series:
    """Select people but for those fallen in the wars, long before these books."""
    return ~people["_fallen"]


DEATHS = ListSpec(
    dataset="death_registration",
    title="SỔ ĐĂNG KÝ KHAI TỬ (TRÍCH XUẤT)",
    build=_death,
    eligible=recent_dead,
    base="dead",
    container="csv",
    faults=(
        *(
            Fault(f.kind, f.field, f.criterion, f.outcome, f.change,
                  "dead" if f.pool == "alive" else f.pool, f.again)
            for f in without(
                COMMON, "cmnd_as_paper", "id_missing", "id_placeholder", "id_filler", "id_exponent",
                "dead", "moved", "missing_person", "namesakes", "stranger_malformed",
                "birth_future",
            )
        ),
        Fault("still_alive", "*", "song", "", lambda *_: {}, pool="alive"),
        Fault("death_missing", "death_date", "du", "", lambda *_: None, pool="dead"),
        Fault("death_before_birth", "death_date|birth_date", "dung", "", _death_before_birth,
              pool="dead"),
        Fault("death_impossible", "death_date", "sach", "", lambda *_: Raw("31/06/2025"),
              pool="dead"),
        Fault("death_future", "death_date", "dung", "", lambda *_: "2028-05-05", pool="dead"),
        Fault("registered_before_death", "registration_date|death_date", "dung", "",
              _registered_first, pool="dead"),
        Fault("age_over_110", "birth_date", "dung", "", _long_life, pool="dead"),
        Fault("no_registration_no", "registration_no", "du", "", lambda *_: None, pool="dead"),
        Fault("no_registration_date", "registration_date", "du", "", lambda *_: None, pool="dead"),
        Fault("entry_twice", "*", "dung|sach", "", same_entry, pool="dead", again=True),
    ),
)  # fmt: skip
