"""How a fault of a whole column names its rows: how many, and the first of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.lang import t

_MOST_SPANS = 6


def told_rows(positions: np.ndarray, source_row: pd.Series | np.ndarray | None = None) -> str:
    """Return "57 dòng: 5–12, 40, 44, …" for positions of a list.

    `source_row` holds the row numbers that Excel shows; without it positions count from 1.
    """
    positions = np.asarray(positions, dtype=np.int64)
    shown = positions + 1
    if source_row is not None:
        numbers = pd.to_numeric(pd.Series(np.asarray(source_row)), errors="coerce")
        shown = numbers.fillna(0).to_numpy(dtype=np.int64)[positions]
    return t(f"{len(shown)} dòng", f"{len(shown)} rows") + _spans(np.unique(shown))


def _spans(rows: np.ndarray) -> str:
    if not len(rows):
        return ""
    starts = np.flatnonzero(np.append(True, np.diff(rows) != 1))
    ends = np.append(starts[1:], len(rows)) - 1
    spans = [
        str(rows[first]) if first == last else f"{rows[first]}–{rows[last]}"
        for first, last in zip(starts[:_MOST_SPANS], ends[:_MOST_SPANS], strict=True)
    ]
    return ": " + ", ".join([*spans, *(["…"] if len(starts) > _MOST_SPANS else [])])
