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


def record_keys(frame: pd.DataFrame, raw: pd.DataFrame, dataset: Dataset) -> pd.Series:
    """Return 16 hexadecimal digits per row, "-2", "-3" … behind repeats.

    Made of the dataset's own key where all its fields are filled, else of number, name,
    birth date and address; never of the file's name or the row's place.
    """
    digests = np.empty(len(frame), dtype=object)
    full = np.zeros(len(frame), dtype=bool)
    if dataset.key:
        own = [_folded(frame, name) for name in dataset.key]
        full = np.logical_and.reduce([column.notna().to_numpy() for column in own])
        material = _joined([column[full] for column in own])
        digests[full] = _digests("k" + _SEPARATOR + material, dataset)
    if not full.all():
        digests[~full] = _digests("p" + _SEPARATOR + _person(frame[~full]), dataset)
    keys = pd.Series(digests, index=frame.index, dtype="str")
    return _numbered(keys, frame, raw)


def _person(frame: pd.DataFrame) -> pd.Series:
    """Join what tells who each row is about."""
    names = (*_IDENTITY, *_PLACES)
    return _joined([_number(frame), *(_folded(frame, name) for name in names)])


def _digests(material: pd.Series, dataset: Dataset) -> list[str]:
    salt = dataset.name.encode()[:64]
    return [blake2b(text.encode(), digest_size=8, key=salt).hexdigest() for text in material]


def _numbered(keys: pd.Series, frame: pd.DataFrame, raw: pd.DataFrame) -> pd.Series:
    """Count repeats by what stands in them, so that sorting the list changes nothing."""
    repeated = keys.duplicated(keep=False)
    if not repeated.any():
        return keys
    among = frame[repeated]
    content = _joined([raw.loc[repeated, name] for name in sorted(raw.columns)])
    table = pd.DataFrame({"key": keys[repeated], "person": _person(among), "content": content})
    ordered = table.sort_values(["key", "person", "content"], kind="stable")
    rank = ordered.groupby("key").cumcount()
    rank = rank[rank > 0]
    numbered = keys.astype(object)
    numbered.loc[rank.index] = numbered.loc[rank.index] + "-" + (rank + 1).astype(str)
    return numbered.astype("str")
