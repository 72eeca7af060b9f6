"""Correction slips: what a slip says to stand in the population data must stand there."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.comparing.pairs import Flags, Pairs, flags
from dancu_clean.findings import concat
from dancu_clean.levels import dates, names
from dancu_clean.model import Records
from dancu_clean.text.date_notes import parse_date
from dancu_clean.text.fold import fold

# An address is written in too many ways to call one stale by its text.
_COMPARED = ("person_name", "date", "sex", "personal_id", "old_id", "code", "nationality")
_SAME_NAME = (names.MISSING, names.EQUAL, names.VARIANT, names.NO_MARKS)


def _fields(reference: Records) -> dict[str, str]:
    """Return folded label or heading → field of the reference; the first field has it."""
    known: dict[str, str] = {}
    for name, spec in reference.dataset.fields.items():
        if spec.part_of is None and spec.type in _COMPARED:
            for heading in (name, name.replace("_", " "), spec.label, *spec.headings):
                known.setdefault(fold(heading), name)
    return known


def _stale(kind: str, stated: pd.Series, known: pd.Series) -> Flags:
    both = flags(stated.notna() & known.notna())
    if kind == "person_name":
        return both & ~np.isin(names.classify(stated, known), _SAME_NAME)
    if kind == "date":
        iso = map_distinct(stated, lambda text: parse_date(text).value)
        level = dates.classify(iso, known)
        return both & ~np.isin(level, (dates.MISSING, dates.EQUAL))
    return both & ~flags(map_distinct(stated, fold) == map_distinct(known, fold))


def stale_slips(pairs: Pairs) -> pd.DataFrame:
    """Find slips whose stated old value is not the reference's."""
    if not {"changed_field", "old_value"} <= set(pairs.records.frame.columns):
        return concat([])
    asked = map_distinct(pairs.left("changed_field"), fold).map(_fields(pairs.reference))
    found = []
    for name in asked.dropna().unique():
        here = pairs.select(flags(asked == name))
        kind = pairs.reference.dataset.fields[name].type
        stale = _stale(kind, here.left("old_value"), here.right(name))
        told = here.find(stale, "dc02.stale_old_value", "old_value")
        known = here.select(stale).right(name).to_numpy(dtype=object)
        found.append(told.assign(reference_value=pd.Series(known, dtype="str")))
    return concat(found)
