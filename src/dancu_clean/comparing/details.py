"""Further fields of a found person: relatives, code lists, addresses. Never more than a warning.

An address is compared by today's commune with every residence the reference knows, so that a
list in the units of before 01/07/2025 and a reference in those of after do not differ.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.comparing.identity import shaped
from dancu_clean.comparing.pairs import Pairs, flags
from dancu_clean.levels import dates, names
from dancu_clean.text.fold import fold

IDENTIFYING = ("personal_id", "old_id", "full_name", "birth_date", "sex")
RESIDENCES = ("permanent_address", "temporary_address", "current_address")
_RELATIVE_IDS = ("father_id", "mother_id", "spouse_id", "head_id", "representative_id")
_ALIKE = (
    names.MISSING, names.EQUAL, names.VARIANT, names.NO_MARKS, names.ORDER, names.INITIALS,
)  # fmt: skip
_DATES_ALIKE = (
    dates.MISSING, dates.EQUAL, dates.MONTH, dates.YEAR_ONLY_LEFT, dates.YEAR_ONLY_RIGHT,
)  # fmt: skip
# Their own comparison is elsewhere (life state), or they are units of the list, not the person.
_ELSEWHERE = (*IDENTIFYING, *RESIDENCES, "life_status", "death_date")


def _differ(left: pd.Series, right: pd.Series) -> np.ndarray:
    both = (left.notna() & right.notna()).to_numpy(dtype=bool, copy=True)
    rows = np.flatnonzero(both)
    if len(rows):
        same = map_distinct(left.take(rows), fold) == map_distinct(right.take(rows), fold)
        both[rows] = ~same.to_numpy(dtype=bool)
    return both


def _conflict(pairs: Pairs, mine: str, known: str) -> tuple[np.ndarray, np.ndarray]:
    """Return (agree, differ) of two address fields; neither where it cannot be told."""

    def part(name: str) -> tuple[pd.Series, pd.Series]:
        return pairs.left(f"_{mine}_{name}"), pairs.right(f"_{known}_{name}")

    here, there = part("commune_code")
    coded = (here.notna() & there.notna()).to_numpy()
    same_code = coded & (here == there).to_numpy(dtype=bool, copy=True)
    far = _differ(*part("province_code"))
    old_here, old_there = (flag.fillna("").to_numpy(dtype=object) for flag in part("old"))
    communes = part("commune")
    named = ~coded & ~far & (old_here == old_there)
    other_name = named & (_differ(*communes) | _differ(*part("district")))
    both_named = (communes[0].notna() & communes[1].notna()).to_numpy()
    # A name of before and of after the merger: the same words mean the same home to people.
    reused = ~far & (old_here != old_there) & both_named
    reused &= ~_differ(*communes) & ~_differ(*part("hamlet"))
    text = (pairs.left(mine) == pairs.right(known)).to_numpy(dtype=bool, copy=True)
    agree = text | same_code | reused | (named & both_named & ~other_name)
    return agree, ~agree & ((coded & ~same_code) | far | other_name)


def residences(pairs: Pairs) -> list[pd.DataFrame]:
    """Find people who live in none of the communes that the reference knows for them."""
    mine = [f for f in RESIDENCES if f in pairs.records.frame.columns]
    known = [f for f in RESIDENCES if f in pairs.reference.frame.columns]
    found: list[pd.DataFrame] = []
    settled = np.zeros(len(pairs.rows), dtype=bool)
    against = {}
    for field in mine:
        differ = np.zeros(len(pairs.rows), dtype=bool)
        for other in known:
            agree, conflict = _conflict(pairs, field, other)
            settled |= agree
            differ |= conflict
        against[field] = differ
    for field, differ in against.items():
        told = differ & ~settled
        settled |= differ
        finding = pairs.find(told, "address.differs", field)
        home = pairs.select(told).right("permanent_address").to_numpy(dtype=object)
        finding["reference_value"] = pd.Series(home, dtype="str")
        found.append(finding)
    return found


def _relative(pairs: Pairs, field: str) -> pd.DataFrame:
    level = names.classify(pairs.left(field), pairs.right(field))
    # The marriage book is the ground of who is married to whom: nothing to propose from elsewhere.
    mine = pairs.records.dataset.asserts != "marriage"
    return pairs.find(~np.isin(level, _ALIKE), "relative.name_differs", field, propose=mine)


def _relative_id(pairs: Pairs, field: str) -> pd.DataFrame:
    left, right = pairs.left(field), pairs.right(field)
    differ = shaped(left) & shaped(right) & (left != right).to_numpy(dtype=bool, copy=True)
    mine = pairs.records.dataset.asserts != "marriage"
    return pairs.find(differ, "relative.id_differs", field, propose=mine)


def _date(pairs: Pairs, field: str) -> pd.DataFrame:
    level = dates.classify(pairs.left(field), pairs.right(field))
    return pairs.find(~np.isin(level, _DATES_ALIKE), "field.differs", field, propose=True)


def _one(pairs: Pairs, field: str, kind: str) -> pd.DataFrame:
    if kind == "person_name":
        return _relative(pairs, field)
    if kind == "date":
        return _date(pairs, field)
    if kind == "address":
        # A province that neither side writes is a guess, and no ground to call a place another.
        guessed = pairs.left(f"_{field}_guessed").notna() | pairs.right(f"_{field}_guessed").notna()
        differ = _conflict(pairs, field, field)[1] & ~guessed.to_numpy(dtype=bool)
        return pairs.find(differ, "place.differs", field)
    differ = _differ(pairs.left(field), pairs.right(field))
    if field == "ethnic_group":
        # A number that no list could settle says nothing against the name in the reference.
        differ &= ~flags(pairs.left(field).str.fullmatch(r"[0-9]{1,2}"))
    return pairs.find(differ, "field.differs", field, propose=True)


def details(pairs: Pairs) -> list[pd.DataFrame]:
    """Compare every further field that both sides have and the schema compares."""
    found = residences(pairs)
    for name, spec in pairs.records.dataset.fields.items():
        if spec.compare != "none" and name not in _ELSEWHERE and pairs.shared(name):
            found.append(_one(pairs, name, spec.type))
    found += [_relative_id(pairs, name) for name in _RELATIVE_IDS if pairs.shared(name)]
    return found
