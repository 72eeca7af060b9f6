"""Which blanks are faults, by age, condition, other number and nationality."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.checking.columns import Columns
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask, holds
from dancu_clean.rules.names import foreign
from dancu_clean.spec import Condition, Required

# Put in from an address or the neighbours where the cell is blank: the cell counts.
_INFERRED = {"province", "commune"}
# A CMND beside a blank personal number is a number.
_OTHER_NUMBER = {"personal_id": "old_id", "spouse_id": "spouse_old_id"}


def blank(name: str, required: Required, columns: Columns) -> pd.Series:
    """Tell blanks that are faults, by age, condition, other number and nationality."""
    values = columns.get(name)
    assert values is not None
    mask = values.isna()
    raw = columns.get(f"raw_{name}")
    if name in _INFERRED and raw is not None:
        mask |= raw.isna()
    if not mask.any():
        return mask
    mask &= _of_age(required, columns, values.index)
    for condition in required.when:
        mask &= _holds(condition, columns, values.index)
    for condition in required.unless:
        mask &= ~_holds(condition, columns, values.index)
    other = columns.get(_OTHER_NUMBER.get(name, ""))
    if other is not None:
        mask &= other.isna()
    nationality = columns.get("nationality")
    if name == "personal_id" and nationality is not None:
        mask &= ~foreign(nationality)
    return mask


def _holds(condition: Condition, columns: Columns, index: pd.Index) -> pd.Series:
    values = columns.get(condition.field)
    return pd.Series(False, index=index) if values is None else holds(values, condition.values)


def _of_age(required: Required, columns: Columns, index: pd.Index) -> pd.Series:
    """Tell rows within the ages; who has no birth date is taken for no child and no grown-up."""
    mask = np.ones(len(index), dtype=bool)
    birth = columns.get("birth_date")
    if required.from_age is not None:
        unknown = required.from_age <= 1
        if birth is None:
            mask &= unknown
        else:
            age = dates.youngest(birth, columns.as_of)
            mask &= (age >= required.from_age) | (np.isnan(age) & unknown)
    if required.to_age is not None:
        age = np.full(len(index), np.nan) if birth is None else dates.oldest(birth, columns.as_of)
        mask &= age <= required.to_age
    return as_mask(mask, index)
