"""Persons of the area who ought to stand in a list and do not.

A schema asks for it with a rule `coverage.…` and its parameters: `below_age`, `from_age`
(years, by the as-of date) and `share`, the part of a commune's persons that the list must hold
before it counts as a list of that commune. With `event` (birth_date, death_date) the list is a
register and is judged by commune and year of the event; `least` is the fewest persons held.
All files of a dataset are one list here: hamlets send their parts of it one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.comparing.pairs import column
from dancu_clean.findings import concat, partial
from dancu_clean.levels.dates import numbers
from dancu_clean.model import Matches, Records
from dancu_clean.spec import RuleUse

_ABSENT = ("deceased", "missing", "moved", "deregistered")


def _ages(reference: Records, as_of: date) -> np.ndarray:
    born = numbers(column(reference.frame, "birth_date"))
    today = as_of.year * 10000 + as_of.month * 100 + as_of.day
    # An unknown day counts as 31 December: nobody is called older than is certain.
    unknown = born % 10000 == 0
    age = (today - np.where(unknown, born + 1231, born)) // 10000
    return np.where(born > 0, age, -1)


def _communes(reference: Records) -> np.ndarray:
    code = column(reference.frame, "_permanent_address_commune_code")
    named = column(reference.frame, "province").str.cat(column(reference.frame, "commune"), "|")
    codes, _ = pd.factorize(code.fillna(named), use_na_sentinel=True)
    return np.asarray(codes, dtype=np.int64)


def _number(use: RuleUse, name: str, default: float) -> float:
    return float(use.params.get(name, default))


def _cells(use: RuleUse, reference: Records) -> np.ndarray:
    """Return per person the unit of coverage: the commune, in registers also the event's year."""
    commune = _communes(reference)
    if "event" not in use.params:
        return commune
    year = numbers(column(reference.frame, str(use.params["event"]))) // 10000
    known = (commune >= 0) & (year > 0)
    _, cell = np.unique(np.where(known, commune * 10000 + year, -1), return_inverse=True)
    return np.asarray(np.where(known, cell, -1), dtype=np.int64)


def _group(use: RuleUse, reference: Records, as_of: date) -> np.ndarray:
    """Tell who ought to be listed: the living of the ages, in a register of deaths the dead."""
    died = column(reference.frame, "death_date").notna().to_numpy()
    if use.params.get("event") == "death_date":
        return np.asarray(died)
    age = _ages(reference, as_of)
    group = (age >= _number(use, "from_age", 0)) & (age < _number(use, "below_age", 200))
    gone = column(reference.frame, "life_status").isin(_ABSENT).to_numpy(dtype=bool, copy=True)
    return np.asarray(group & ~died & ~gone)


def missing_persons(
    use: RuleUse, reference: Records, lists: Sequence[Matches], as_of: date
) -> pd.DataFrame:
    """Find living persons of the age group in covered communes whom no record may mean."""
    size = len(reference.frame)
    listed, possible = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    for best in (matches.best for matches in lists):
        person = best["person"].to_numpy(dtype=np.int64)
        listed[person[(person >= 0) & best["linked"].to_numpy(dtype=bool, copy=True)]] = True
        for name in ("person", "second", "id_owner"):
            some = best[name].to_numpy(dtype=np.int64)
            possible[some[some >= 0]] = True
    cell = _cells(use, reference)
    group = _group(use, reference, as_of) & (cell >= 0)
    everybody = np.bincount(cell[group], minlength=cell.max(initial=0) + 1)
    held = np.bincount(cell[group & listed], minlength=len(everybody))
    covered = (held >= _number(use, "least", 1)) & (held >= _number(use, "share", 0.3) * everybody)
    absent = np.flatnonzero(group & ~possible & covered[np.maximum(cell, 0)])
    names = column(reference.frame, "full_name").to_numpy(dtype=object)[absent]
    return partial(
        np.full(len(absent), -1),
        use.code,
        None,
        severity=use.severity,
        reference_value=names,
        person_id=column(reference.frame, "personal_id").to_numpy(dtype=object)[absent],
    )


def coverage(
    tables: Sequence[tuple[Records, Matches | None]], reference: Records, as_of: date
) -> list[pd.DataFrame]:
    """Run the coverage rules of every dataset over all its tables; told on the first of them."""
    found = [concat([]) for _ in tables]
    lists: dict[str, list[Matches]] = {}
    first: dict[str, int] = {}
    for number, (records, matches) in enumerate(tables):
        if matches is not None:
            lists.setdefault(records.dataset.name, []).append(matches)
            first.setdefault(records.dataset.name, number)
    for name, number in first.items():
        rules = tables[number][0].dataset.rules
        uses = [use for use in rules if use.code.startswith("coverage.")]
        parts = [missing_persons(use, reference, lists[name], as_of) for use in uses]
        found[number] = concat(parts)
    return found
