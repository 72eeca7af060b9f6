"""Masks made from distinct values, and the keys by which texts are held to be the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct
from dancu_clean.text import fold as _fold

_SEPARATOR = "\x1f"


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return the comparison key of a text: capitals without marks."""
    return _fold.fold(text)


def where(series: pd.Series, test: Callable[[str], bool]) -> pd.Series:
    """Tell the rows whose value passes `test`, asked once per distinct value; missing is not."""
    codes, values = distinct(series)
    flags = np.array([*map(test, values), False], dtype=bool)
    return pd.Series(flags[codes], index=series.index)


def where_suspect(series: pd.Series, suspect: pd.Series, test: Callable[[str], bool]) -> pd.Series:
    """Tell the rows that pass `test`, asked only of those that a quick look finds suspect."""
    mask = pd.Series(False, index=series.index)
    if suspect.any():
        mask[suspect] = where(series[suspect], test)
    return mask


def contains(series: pd.Series, pattern: str) -> pd.Series:
    """Tell rows in which a regular expression is found; missing is not."""
    return series.str.contains(pattern, regex=True, na=False).astype(bool)


def as_mask(values: np.ndarray | pd.Series, index: pd.Index) -> pd.Series:
    """Return a boolean series; unknown counts as no."""
    return pd.Series(np.asarray(values, dtype=bool), index=index)


def joined(columns: Iterable[pd.Series | None], index: pd.Index) -> pd.Series:
    """Return the columns as one text per row, so that a test can be asked of several values."""
    out = pd.Series("", index=index, dtype="str")
    for number, column in enumerate(columns):
        text = pd.Series("", index=index, dtype="str") if column is None else column.fillna("")
        out = text.astype("str") if number == 0 else out + _SEPARATOR + text.astype("str")
    return out


def where_all(columns: Iterable[pd.Series | None], test: Callable[..., bool]) -> pd.Series:
    """Tell the rows whose values together pass `test`; missing is given as "".

    A raw cell that holds the separator itself, a control sign, is not judged.
    """
    given = list(columns)
    index = next(column.index for column in given if column is not None)

    def ask(text: str) -> bool:
        values = text.split(_SEPARATOR)
        return len(values) == len(given) and test(*values)

    return where(joined(given, index), ask)


def keys(series: pd.Series) -> pd.Series:
    """Return the comparison key of every text."""
    codes, values = distinct(series)
    pool = np.array([*map(fold, values), None], dtype=object)
    return pd.Series(pool[codes], index=series.index, dtype="str")


def holds(series: pd.Series, values: Iterable[str]) -> pd.Series:
    """Tell rows whose value is, or begins with, one of the words (case and marks aside)."""
    words = {fold(value.replace("ỹ", "ĩ")) for value in values}
    starts = tuple(word + " " for word in words)

    def test(value: str) -> bool:
        key = fold(value.replace("ỹ", "ĩ"))
        return key in words or key.startswith(starts)

    return where(series, test)


def given(series: pd.Series | None, index: pd.Index) -> pd.Series:
    """Tell rows that have a value; a column that the list does not have has none."""
    return pd.Series(False, index=index) if series is None else series.notna()
