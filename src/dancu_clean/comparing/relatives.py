"""Relatives named in a row whose number the reference confirms.

A number of odd structure is still somebody's number: numbers set up wrongly exist. Where the
reference holds it under the name that the row gives, or for the row's own person, the structure
is a doubt about the record of the relative and not an error of the list.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from dancu_clean.comparing.identity import shaped
from dancu_clean.comparing.life import dead_in_reference, exempt
from dancu_clean.comparing.pairs import Flags, Pairs, column, flags
from dancu_clean.levels import names
from dancu_clean.model import Records

_ALIKE = (names.EQUAL, names.VARIANT, names.NO_MARKS, names.ORDER, names.INITIALS)
_ROLES = (
    "father", "mother", "spouse", "head", "representative", "guardian", "declarant", "worshipper",
)  # fmt: skip


# Parents may be dead, and a declarant may have died since.
_LIVING = ("spouse", "head", "representative", "guardian", "worshipper")


def _held_under_name(records: Records, reference: Records, role: str) -> Pairs:
    """Return records beside the holder of a relative's number who has the relative's name."""
    known = column(reference.frame, "personal_id")
    known = known[known.notna() & ~known.duplicated(keep=False)]
    number = column(records.frame, f"{role}_id")
    at = number.where(shaped(number)).map(dict(zip(known, known.index, strict=True)))
    rows = np.flatnonzero(at.notna().to_numpy())
    pairs = Pairs(
        records, reference, rows, at.to_numpy()[rows].astype(np.int64),
        {"full_name": f"{role}_name"},
    )  # fmt: skip
    level = names.classify(pairs.left("full_name"), pairs.right("full_name"))
    return pairs.select(np.isin(level, _ALIKE))


def _named(records: Records) -> Iterator[str]:
    """Yield the roles of relatives whose numbers the list has."""
    for role in _ROLES:
        number = column(records.frame, f"{role}_id")
        if number.notna().any():
            yield role


def known_relatives(pairs: Pairs) -> Iterator[tuple[str, Flags]]:
    """Yield per field of a relative's number the records where the reference confirms it."""
    records, reference = pairs.records, pairs.reference
    for role in _named(records):
        field = f"{role}_id"
        known = np.zeros(len(records.frame), dtype=bool)
        known[_held_under_name(records, reference, role).rows] = True
        known[pairs.rows] |= flags(pairs.left(field) == pairs.right(field))
        yield field, known


def dead_relatives(records: Records, reference: Records) -> list[pd.DataFrame]:
    """Find spouses of a marriage in force, heads and payees whom the reference holds as dead."""
    found = []
    for role in _named(records):
        if role not in _LIVING or records.dataset.asserts != "none":
            continue
        pairs = _held_under_name(records, reference, role)
        own = flags(pairs.left("personal_id") == pairs.left(f"{role}_id"))
        dead = dead_in_reference(pairs) & ~own
        dead &= ~exempt(records)[pairs.rows] | (role == "worshipper")
        if role == "spouse":
            dead &= flags(pairs.left("marital_status") == "Đang có vợ/chồng")
        told = pairs.find(dead, "relative.deceased", "full_name")
        found.append(told.assign(reference_value=pd.Series(np.nan, told.index, dtype="str")))
    return found
