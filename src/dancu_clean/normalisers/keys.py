"""`record_key`: a name for a row that outlives sorting, renaming the file and adding rows."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.spec import Dataset
from dancu_clean.text.fold import squash

_SEPARATOR = "\x1f"
_IDENTITY = ("full_name", "birth_date")
_PLACES = ("permanent_address", "current_address", "commune")


def _joined(columns: Sequence[pd.Series]) -> pd.Series:
    parts = [column.astype(object).fillna("") for column in columns]
    total = parts[0]
    for part in parts[1:]:
        total = total + _SEPARATOR + part
    return total


def _folded(frame: pd.DataFrame, name: str) -> pd.Series:
    if name not in frame:
        return pd.Series(np.nan, index=frame.index, dtype="str")
    return map_distinct(frame[name], squash)


def _number(frame: pd.DataFrame) -> pd.Series:
    number = _folded(frame, "personal_id")
    return number.fillna(_folded(frame, "old_id"))


def record_keys(frame: pd.DataFrame, dataset: Dataset) -> pd.Series:
    """Return 16 hexadecimal digits per row, "-2", "-3" … behind repeats.

    Made of the dataset's own key where all its fields are filled, else of number, name,
    birth date and address; never of the file's name or the row's place.
    """
    own = [_folded(frame, name) for name in dataset.key]
    identity = [
        _number(frame),
        *(_folded(frame, name) for name in _IDENTITY),
        *(_folded(frame, name) for name in _PLACES),
    ]
    person = _joined(identity)
    material = "p" + _SEPARATOR + person
    if own:
        full = np.logical_and.reduce([column.notna().to_numpy() for column in own])
        material = material.where(~full, "k" + _SEPARATOR + _joined(own))
    salt = dataset.name.encode()[:64]
    digest = [blake2b(text.encode(), digest_size=8, key=salt).hexdigest() for text in material]
    keys = pd.Series(digest, index=frame.index, dtype="str")
    return _numbered(keys, person)


def _numbered(keys: pd.Series, person: pd.Series) -> pd.Series:
    """Count repeats by who they are, so that sorting the list changes nothing."""
    repeated = keys.duplicated(keep=False)
    if not repeated.any():
        return keys
    table = pd.DataFrame({"key": keys[repeated], "person": person[repeated]})
    rank = table.sort_values(["key", "person"], kind="stable").groupby("key").cumcount()
    rank = rank[rank > 0]
    numbered = keys.astype(object)
    numbered.loc[rank.index] = numbered.loc[rank.index] + "-" + (rank + 1).astype(str)
    return numbered.astype("str")
