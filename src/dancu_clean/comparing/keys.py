"""`record_key` and `finding_id` over all tables of a run: one name, one row.

A key is made from what a row says, so one person in two files of a dataset has it twice. The
first table in the order of file and sheet names keeps the plain key, the others add a mark made
of what tells the tables apart. Neither the order of rows nor the number of rows plays a part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np
import pandas as pd

from dancu_clean.model import Records

_TOLD_BY = ("person_id", "reference_value", "value", "message")


def with_own_keys(lists: Sequence[Records]) -> list[Records]:
    """Return the lists with keys that no other row of the run has."""
    marks = _marks(lists)
    taken: dict[str, set[str]] = {}
    done = list(lists)
    for at in sorted(range(len(lists)), key=lambda at: (_place(lists[at]), at)):
        known = taken.setdefault(lists[at].dataset.name, set())
        keys = lists[at].frame["record_key"]
        again = keys.isin(known)
        if again.any():
            keys = _told_apart(keys.where(~again, keys + "-" + marks[at]), again, known)
            done[at] = replace(lists[at], frame=lists[at].frame.assign(record_key=keys))
        known.update(keys)
    return done


def _told_apart(keys: pd.Series, again: pd.Series, known: set[str]) -> pd.Series:
    """Count on where two tables have one name (one file given twice under one title)."""
    out = keys.to_numpy(dtype=object, copy=True)
    for row in np.flatnonzero((again & keys.isin(known)).to_numpy()):
        key, number = str(out[row]), 2
        while f"{key}-{number}" in known:
            number += 1
        out[row] = f"{key}-{number}"
    return pd.Series(out, index=keys.index, dtype="str")


def _place(records: Records) -> tuple[str, str]:
    return records.reading.file, records.reading.sheet or ""


def _marks(lists: Sequence[Records]) -> list[str]:
    """Return a short mark per table: of its sheet where its dataset came in one file only.

    A file that gets a new name every week then keeps the keys of its sheets.
    """
    files: dict[str, set[str]] = {}
    for records in lists:
        files.setdefault(records.dataset.name, set()).add(records.reading.file)
    marks = []
    for records in lists:
        file, sheet = _place(records)
        name = sheet if len(files[records.dataset.name]) == 1 else f"{file}\x1f{sheet}"
        marks.append(blake2b(name.encode(), digest_size=3).hexdigest())
    return marks


def finding_ids(findings: pd.DataFrame) -> pd.Series:
    """Return numbers that stay the same while list, record, rule and field do.

    'F' and 16 hex digits of BLAKE2b. What is said of a whole list belongs to its file and sheet
    where the dataset came in several. Equal findings of one record are counted in the order of
    what they say, not in that of the rows.
    """
    key = findings["record_key"].fillna(findings["person_id"]).fillna(_list_names(findings))
    base = findings["dataset"] + "|" + key + "|" + findings["rule"]
    base = base + "|" + findings["field"].fillna("")
    texts = base.str.cat(_ordinal(findings, base).astype(str), sep="|").to_numpy(dtype=object)
    made = ["F" + blake2b(text.encode(), digest_size=8).hexdigest() for text in texts]
    return pd.Series(made, index=findings.index, dtype="str")


def _list_names(findings: pd.DataFrame) -> pd.Series:
    """Return file and sheet of each finding, nothing where the dataset has but one table."""
    name = findings["source_file"].fillna("") + "\x1f" + findings["source_sheet"].fillna("")
    tables = name.groupby(findings["dataset"]).transform("nunique")
    return name.where(tables > 1, "")


def _ordinal(findings: pd.DataFrame, base: pd.Series) -> pd.Series:
    """Count equal findings from 0."""
    ordinal = pd.Series(0, index=findings.index)
    equal = base.duplicated(keep=False)
    if equal.any():
        told = findings.loc[equal, list(_TOLD_BY)].fillna("").assign(base=base[equal])
        told = told.sort_values(["base", *_TOLD_BY], kind="stable")
        ordinal.loc[told.index] = told.groupby("base").cumcount()
    return ordinal
