"""Lists for measuring linkage: many damages in one row, and people who are not in the reference."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Literal

import numpy as np
import pandas as pd

from dancu_clean.sample import damage as d
from dancu_clean.sample.cells import (
    DATE_FORMS,
    damage_date,
    number_form,
    transposed,
    write_address,
    write_date,
    wrong_digit,
)
from dancu_clean.sample.people import make_people

Profile = Literal["ids75", "noid"]

# Chance of each damage of the name, applied one after another in this order.
_HEAVY: tuple[tuple[d.Damage, float], ...] = (
    (d.drop_middle, 0.06), (d.add_middle, 0.02), (d.wrong_mark, 0.08), (d.dialect, 0.03),
    (d.one_letter, 0.08), (d.one_letter, 0.03), (d.swap_iy, 0.06), (d.abbreviate, 0.015),
    (d.reorder, 0.025), (d.join_words, 0.03), (d.telex, 0.01), (d.move_tone, 0.1),
    (d.apostrophe, 0.4), (d.plain_d, 0.02), (d.title, 0.04), (d.note, 0.015), (d.spaces, 0.06),
    (d.keep_d_fold, 0.15), (d.upper, 0.35), (d.lower, 0.03), (d.lookalike_d, 0.04),
    (d.decompose, 0.05),
)  # fmt: skip
_LIGHT = tuple((damage, chance * 0.6) for damage, chance in _HEAVY)
_DATES = {
    "noid": (("year", 0.07), ("first", 0.03), ("swapped", 0.025), ("digit", 0.04),
             ("other_year", 0.03), ("month", 0.015), ("missing", 0.015)),
    "ids75": (("year", 0.06), ("first", 0.02), ("swapped", 0.015), ("digit", 0.025),
              ("other_year", 0.02), ("month", 0.01), ("missing", 0.01)),
}  # fmt: skip
# Three quarters of the numbers can be used, some after a repair; the rest cannot.
_NUMBERS = (
    ("right", 0.56), ("zeros", 0.12), ("float", 0.02), ("spaces", 0.02), ("dots", 0.01),
    ("quote", 0.01), ("invisible", 0.01), ("missing", 0.1), ("digit", 0.04), ("transposed", 0.025),
    ("old_id", 0.045), ("relative", 0.02), ("filler", 0.01), ("lost", 0.01),
)  # fmt: skip
# How a sex is written: a list that codes it does so in every row; others mix the rest.
_SEXES = (
    {"Nam": "1", "Nữ": "0"}, {"Nam": "Nam", "Nữ": "Nữ"}, {"Nam": "M", "Nữ": "F"},
    {"Nam": "nam", "Nữ": "nử"},
)  # fmt: skip
STRANGERS = {"noid": 0.03, "ids75": 0.01}


def _choose(rng: Random, table: tuple[tuple[str, float], ...]) -> str:
    chance = rng.random()
    for name, share in table:
        if chance < share:
            return name
        chance -= share
    return ""


def _date(iso: str, rng: Random, profile: Profile) -> str | None:
    kind = _choose(rng, _DATES[profile])
    wrong = damage_date(iso, rng, kind) if kind else iso
    if wrong is None:
        return None
    form = rng.choice(DATE_FORMS) if rng.random() < 0.4 else DATE_FORMS[0]
    return wrong if rng.random() < 0.03 else write_date(wrong, form)


def _number(person: Mapping[Any, Any], rng: Random) -> str | None:
    kind = _choose(rng, _NUMBERS)
    number = person["personal_id"]
    wrong: dict[str, str | None] = {
        "right": number,
        "": number,
        "missing": None,
        "old_id": person.get("old_id"),
        "relative": person.get("_relative_id"),
        "filler": rng.choice(["000000000000", "123456789", "chưa có", "111111111111"]),
        "lost": f"{int(number):.3E}".replace(".", ","),
    }
    if kind in wrong:
        return wrong[kind]
    if kind == "digit":
        return wrong_digit(number, rng, rng.choice([0, 3, 6, 6, 6]))
    return transposed(number, rng) if kind == "transposed" else number_form(number, rng, kind)


def _row(person: Mapping[Any, Any], rng: Random, profile: Profile, style: int) -> dict[str, object]:
    table = _HEAVY if profile == "noid" else _LIGHT
    row: dict[str, object] = {}
    if profile == "ids75":
        row["personal_id"] = _number(person, rng)
    row["full_name"] = d.apply(person["full_name"], rng, table)
    row["birth_date"] = _date(person["birth_date"], rng, profile)
    sex = person["sex"]
    if rng.random() < 0.02:
        sex = "Nữ" if sex == "Nam" else "Nam"
    coding = _SEXES[style] if style == 0 or rng.random() < 0.2 else _SEXES[1]
    row["sex"] = None if rng.random() < 0.03 else coding[sex]
    address = write_address(person["permanent_address"], person["_old_address"], rng)
    if rng.random() < 0.07:
        address = person["_elsewhere"]
    row["permanent_address"] = None if rng.random() < 0.03 else address
    return row


def relative_ids(people: pd.DataFrame) -> pd.Series:
    """Return per person the number of a father, mother or spouse in the reference, if any."""
    return people["mother_id"].fillna(people["father_id"]).fillna(people["spouse_id"])


def linkage_lists(
    people: int, rows: int, profile: Profile, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series]:
    """Make a reference, a damaged list of `rows` of its people, and the true numbers.

    All three have canonical field names and text values as a clerk typed them; the truth is
    missing for strangers. Strangers were taken out of the same population: their families,
    namesakes and neighbours are in the reference. Lists of an even seed code the sex 1 and 0.
    """
    everyone = make_people(people + int(rows * STRANGERS[profile]), seed)
    draw = np.random.default_rng([seed, people, rows, 7])
    order = draw.permutation(len(everyone))
    outside = order[: len(everyone) - people]
    inside = order[len(outside) : rows]
    chosen = draw.permutation(np.concatenate([outside, inside]))
    source = everyone.iloc[chosen].reset_index(drop=True)
    source["_relative_id"] = relative_ids(source)
    shuffled = everyone["permanent_address"].to_numpy()[draw.permutation(len(everyone))[:rows]]
    source["_elsewhere"] = shuffled
    columns = ["full_name", "birth_date", "sex", "personal_id", "old_id", "permanent_address"]
    columns += ["_old_address", "_relative_id", "_elsewhere"]
    rng = Random(seed * 1009 + rows)
    text = source[columns].astype(object).where(source[columns].notna(), None)
    made = [
        _row(person, rng, profile, 0 if seed % 2 == 0 else 2 + n % 2)
        for n, person in enumerate(text.to_dict("records"))
    ]
    listed = pd.DataFrame(made).astype("str")
    stranger = np.isin(chosen, outside)
    truth = source["personal_id"].mask(pd.Series(stranger))
    kept = np.sort(order[len(outside) :])
    public = [name for name in everyone.columns if not name.startswith("_")]
    reference = everyone.iloc[kept][public].reset_index(drop=True)
    gone = set(everyone["personal_id"].iloc[outside])
    for name in ("father_id", "mother_id", "spouse_id", "head_id"):
        reference[name] = reference[name].mask(reference[name].isin(gone))
    return reference, listed, truth
