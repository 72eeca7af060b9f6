"""Work on distinct values: the one trick that makes text work fast."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd


def distinct(series: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Return integer codes (−1 = missing) and the distinct values of a text column."""
    codes, values = pd.factorize(series, use_na_sentinel=True)
    return np.asarray(codes, dtype=np.int64), [str(value) for value in values.tolist()]


def take(values: Sequence[Any], codes: np.ndarray, index: pd.Index) -> pd.Series:
    """Spread results of distinct values over the rows; −1 becomes missing (text dtype)."""
    pool = np.empty(len(values) + 1, dtype=object)
    pool[:-1] = values
    pool[-1] = None
    return pd.Series(pool[codes], index=index, dtype="str")


def map_distinct(series: pd.Series, func: Callable[[str], str | None]) -> pd.Series:
    """Apply `func` once to each distinct value of a text column; missing stays missing."""
    codes, values = distinct(series)
    return take([func(value) for value in values], codes, series.index)
