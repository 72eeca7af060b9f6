"""Persons of the area who ought to stand in a list and do not.

A schema asks for it with a rule `coverage.…` and its parameters: `below_age`, `from_age`
(years, by the as-of date) and `share`, the part of a commune's persons that the list must hold
before it counts as a list of that commune.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.comparing.pairs import column
from dancu_clean.findings import partial
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


def missing_persons(
    use: RuleUse, reference: Records, matches: Matches, as_of: date
) -> pd.DataFrame:
    """Find living persons of the age group in covered communes whom no record may mean."""
    size = len(reference.frame)
    listed, possible = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    best = matches.best
    person = best["person"].to_numpy(dtype=np.int64)
    listed[person[(person >= 0) & best["linked"].to_numpy(dtype=bool, copy=True)]] = True
    for name in ("person", "second", "id_owner"):
        some = best[name].to_numpy(dtype=np.int64)
        possible[some[some >= 0]] = True
    age, commune = _ages(reference, as_of), _communes(reference)
    group = (age >= _number(use, "from_age", 0)) & (age < _number(use, "below_age", 200))
    group &= (commune >= 0) & column(reference.frame, "death_date").isna().to_numpy()
    group &= ~column(reference.frame, "life_status").isin(_ABSENT).to_numpy(dtype=bool, copy=True)
    everybody = np.bincount(commune[group], minlength=commune.max(initial=0) + 1)
    held = np.bincount(commune[group & listed], minlength=len(everybody))
    covered = (held > 0) & (held >= _number(use, "share", 0.3) * everybody)
    absent = np.flatnonzero(group & ~possible & covered[np.maximum(commune, 0)])
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
    records: Records, reference: Records, matches: Matches, as_of: date
) -> list[pd.DataFrame]:
    """Run every coverage rule of the dataset."""
    uses = [use for use in records.dataset.rules if use.code.startswith("coverage.")]
    return [missing_persons(use, reference, matches, as_of) for use in uses]
