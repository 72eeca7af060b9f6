"""Plant faults in rows and keep the truth: who the row is, what is wrong, what should be found."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from dancu_clean.sample import damage as d
from dancu_clean.sample.cells import number_form
from dancu_clean.sample.lists import Context, Fault, ListSpec, Person, Raw, Row, Skip
from dancu_clean.sample.names import Ints


@dataclass
class Planted:
    """Rows with their truth, in the order of the list."""

    rows: list[Row]
    truth: list[dict[str, str]]


def pools(spec: ListSpec, ctx: Context) -> dict[str, Ints]:
    """Return the row numbers of the people a list can draw from, by pool name."""
    people, reference = ctx.people, ctx.reference
    fit = spec.eligible(people).to_numpy(dtype=bool)
    state = people["life_status"]
    masks = {
        "alive": fit & reference & (state == "alive"),
        "dead": fit & reference & (state == "deceased") & ~people["_fallen"],
        "fallen": fit & reference & (state == "deceased") & people["_fallen"],
        "missing": fit & reference & (state == "missing"),
        "moved": fit & reference & state.isin(["moved", "deregistered"]),
        "stranger": fit & ~reference & (state == "alive"),
    }
    twin = people.duplicated(["full_name", "_year", "sex"], keep=False).to_numpy()
    masks["namesake"] = masks["alive"] & twin
    return {name: np.flatnonzero(mask) for name, mask in masks.items()}


def _write_variant(row: Row, ctx: Context) -> None:
    rng = ctx.rng
    kinds = (d.upper, d.move_tone, d.decompose, d.lookalike_d, d.spaces, d.apostrophe, d.lower)
    for name in [name for name in row if name.endswith("_name") and row[name]]:
        if rng.random() < 0.5 or name == "full_name":
            row[name] = Raw(rng.choice(kinds)(row[name], rng))
    number = row.get("personal_id")
    if number and len(number) == 12 and rng.random() < 0.5:
        form = rng.choice(["zeros", "spaces", "quote", "dots", "invisible"])
        row["personal_id"] = Raw(number_form(number, rng, form))
    date = row.get("birth_date")
    if date and len(date) == 10 and rng.random() < 0.5:
        year, month, day = (int(part) for part in date.split("-"))
        row["birth_date"] = Raw(
            rng.choice([f"{day}/{month}/{year}", f"{day:02}-{month:02}-{year}"])
        )


def _truth(row: Row, person: Person, fault: Fault | None, kind: str) -> dict[str, str]:
    number = row.pop("_person", person["personal_id"] if person["_known"] else "")
    if fault is None:
        return {"person_id": number, "kind": kind, "field": "", "criterion": "",
                "outcome": "exact|variant"}  # fmt: skip
    return {"person_id": number, "kind": fault.kind, "field": fault.field,
            "criterion": fault.criterion, "outcome": fault.outcome}  # fmt: skip


def _apply(fault: Fault, row: Row, person: Person, ctx: Context) -> bool:
    answer = fault.change(row, person, ctx)
    if isinstance(answer, Skip):
        return False
    row.update(answer if isinstance(answer, dict) else {fault.field.split("|")[0]: answer})
    return True


def _members(spec: ListSpec, ctx: Context, chosen: list[int], alive: set[int]) -> list[int]:
    if not spec.households:
        return chosen
    house = ctx.columns["_household"]
    wanted = dict.fromkeys(house[row] for row in chosen)
    places: dict[int, list[int]] = {number: [] for number in wanted}
    picked = set(chosen)
    for row in np.flatnonzero(np.isin(house.astype(np.int64), list(wanted))):
        if int(row) in alive or int(row) in picked:
            places[house[row]].append(int(row))
    return [row for number in wanted for row in places[number]]


def _special(
    spec: ListSpec, faults: list[Fault], pool: dict[str, Ints], each: int, rng: Random
) -> dict[int, Fault]:
    """Choose people for the faults that need the dead, the moved, strangers or namesakes."""
    out: dict[int, Fault] = {}
    for fault in faults:
        if fault.pool == spec.base:
            continue
        free = [int(row) for row in pool[fault.pool] if int(row) not in out]
        out |= dict.fromkeys(rng.sample(free, min(each * fault.times, len(free))), fault)
    return out


@dataclass
class _Plan:
    """Who is in the list, whose fault is fixed, and the faults still to be planted on others."""

    order: list[int]
    special: dict[int, Fault]
    due: list[Fault]
    places: set[int]


def _plan(spec: ListSpec, ctx: Context, rows: int) -> _Plan:
    rng = ctx.rng
    pool = pools(spec, ctx)
    planned = round(min(rows, len(pool[spec.base])) * 0.3)
    faults = rng.sample(spec.faults, min(planned, len(spec.faults)))
    own = [fault for fault in faults if fault.pool == spec.base]
    each = max(1, round(planned / len(spec.faults)))
    special = _special(spec, faults, pool, each, rng)
    base = [int(row) for row in pool[spec.base] if int(row) not in special]
    wanted = max(0, rows - len(special) - each * sum(fault.again for fault in own))
    share = 0.45 if spec.households else 1.0
    chosen = [*special, *rng.sample(base, min(len(base), int(wanted * share)))]
    rng.shuffle(chosen)
    order = _members(spec, ctx, chosen, set(base))
    due = [fault for fault in own for _ in range(each)]
    rng.shuffle(due)
    places = rng.sample(range(len(order)), min(len(order), int(len(due) * 1.6) + 4))
    return _Plan(order, special, due, set(places))


def _next_fault(
    due: list[Fault], row: Row, person: Person, ctx: Context
) -> tuple[Fault, Row] | None:
    """Take the first due fault that can be made on this row, with the changed row."""
    for number, candidate in enumerate(due):
        copy = dict(row)
        if _apply(candidate, copy, person, ctx):
            del due[number]
            return candidate, copy
    return None


def plant(spec: ListSpec, ctx: Context, rows: int) -> Planted:
    """Make about `rows` rows, three in ten with one fault each, all kinds equally often.

    A short list has some of the kinds, once each.
    """
    plan = _plan(spec, ctx, rows)
    made = Planted([], [])
    later: list[tuple[int, Row, dict[str, str]]] = []
    for position, at in enumerate(plan.order):
        person = ctx.person(at)
        row = spec.build(person, ctx)
        fault = plan.special.get(at)
        if fault is not None and not _apply(fault, row, person, ctx):
            continue
        if fault is None and position in plan.places:
            found = _next_fault(plan.due, row, person, ctx)
            if found and found[0].again:
                later.append((len(made.rows), found[1], _truth(found[1], person, found[0], "")))
            elif found:
                fault, row = found
        kind = "clean"
        if fault is None and ctx.rng.random() < 0.25:
            _write_variant(row, ctx)
            kind = "variant"
        made.rows.append(row)
        made.truth.append(_truth(row, person, fault, kind))
    _insert(made, later, ctx.rng, spec.households)
    _mark_partners(made.rows, made.truth)
    return made


def _insert(
    made: Planted, later: list[tuple[int, Row, dict[str, str]]], rng: Random, near: bool
) -> None:
    """Put the second rows of people somewhere after their first ones, or right behind."""
    for at, row, line in reversed(later):
        if made.truth[at]["kind"] in {"clean", "variant"}:
            made.truth[at]["kind"] = "partner"
        place = at + 1 if near else rng.randrange(at + 1, len(made.rows) + 1)
        made.rows.insert(place, row)
        made.truth.insert(place, line)


_SHARED = (
    "personal_id",
    "social_insurance_no",
    "health_card_no",
    "file_no",
    "bank_account",
    "spouse_id",
)
_HOUSEHOLD = {"two_heads", "two_classes", "relation_missing", "member_twice", "household_missing",
              "relationship_to_head_unknown", "head_missing", "relation_sex", "relation_age",
              "classification_unknown", "class_missing"}  # fmt: skip


def _mark_partners(rows: list[Row], truth: list[dict[str, str]]) -> None:
    """Mark sound rows that share a number or a household with a fault: they may be named too."""
    for name in (*_SHARED, "household_no"):
        tainted = {
            str(row.get(name))
            for row, line in zip(rows, truth, strict=True)
            if row.get(name) and line["kind"] not in {"clean", "variant", "partner"}
            and (name != "household_no" or line["kind"] in _HOUSEHOLD)
        }  # fmt: skip
        for row, line in zip(rows, truth, strict=True):
            if line["kind"] in {"clean", "variant"} and str(row.get(name)) in tainted:
                line["kind"] = "partner"
