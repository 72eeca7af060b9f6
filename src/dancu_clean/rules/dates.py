"""Dates at their precision as days that can be compared: never a fault on what is not known.

A date "1985" lies between 1 January and 31 December. One date is before another for certain
only when its last possible day is before the other's first.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct

NONE = np.datetime64("NaT", "D")
_REST = {4: "-01-01", 7: "-01"}


def _days(values: list[str]) -> np.ndarray:
    padded = [value + _REST.get(len(value), "") for value in values]
    parsed = pd.to_datetime(pd.Series(padded, dtype="str"), format="%Y-%m-%d", errors="coerce")
    return parsed.to_numpy().astype("datetime64[D]")


def bounds(series: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return first and last possible day (datetime64[D], NaT unknown) of ISO texts."""
    codes, values = distinct(series)
    first = _days(values)
    length = np.array([len(value) for value in values], dtype=int)
    day = np.timedelta64(1, "D")
    year_end = (first.astype("datetime64[Y]") + 1).astype("datetime64[D]") - day
    month_end = (first.astype("datetime64[M]") + 1).astype("datetime64[D]") - day
    last = np.where(length == 4, year_end, np.where(length == 7, month_end, first))
    return np.append(first, NONE)[codes], np.append(last, NONE)[codes]


def first(series: pd.Series) -> np.ndarray:
    """Return the first possible day of every date."""
    return bounds(series)[0]


def last(series: pd.Series) -> np.ndarray:
    """Return the last possible day of every date."""
    return bounds(series)[1]


def year(series: pd.Series) -> np.ndarray:
    """Return years as float, NaN where unknown."""
    codes, values = distinct(series)
    years = [float(v[:4]) if v[:4].isascii() and v[:4].isdigit() else np.nan for v in values]
    return np.asarray(np.append(np.array(years, dtype=float), np.nan)[codes])


def is_full(series: pd.Series) -> np.ndarray:
    """Tell dates known to the day."""
    begin, end = bounds(series)
    return np.asarray(begin == end)


def _months(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[M]").astype(float)


def months_between(birth: np.ndarray, when: np.ndarray | date) -> np.ndarray:
    """Return completed months from one day to another; NaN where one is unknown."""
    later = np.asarray(when, dtype="datetime64[D]")
    known = ~(np.isnat(birth) | np.isnat(later))
    spans = np.where(known, _months(later) - _months(birth), np.nan)
    early = _day_of_month(later) < _day_of_month(birth)
    return np.asarray(spans - early)


def _day_of_month(days: np.ndarray) -> np.ndarray:
    return np.asarray((days - days.astype("datetime64[M]")).astype("timedelta64[D]"), dtype=float)


def oldest(birth: pd.Series, when: np.ndarray | date) -> np.ndarray:
    """Return the greatest possible age in completed years (float, NaN unknown)."""
    return np.floor(months_between(first(birth), when) / 12)


def youngest(birth: pd.Series, when: np.ndarray | date) -> np.ndarray:
    """Return the least possible age in completed years (float, NaN unknown)."""
    return np.floor(months_between(last(birth), when) / 12)


def before(earlier: pd.Series, later: pd.Series) -> pd.Series:
    """Tell where the first date is certainly before the second."""
    return pd.Series(np.asarray(last(earlier) < first(later)), index=earlier.index)
