"""Faults that only a whole column shows: placeholders en masse, dragged cells, turned dates.

Each is said once of the list, with the number of rows and the first of them.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct
from dancu_clean.findings import Whole
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask
from dancu_clean.rules.numbers import starts_of, structure
from dancu_clean.rules.whole import told_rows

_LEAST_DATES, _LEAST_SAME, _SAME_SHARE = 20, 5, 0.03
_DATE_CELL = re.compile(r"[0-9]{4}-([0-9]{2})-([0-9]{2})(?: 00:00:00)?")
_TEXT_CELL = re.compile(r"\s*([0-9]{1,2})\s*[/.\-]\s*[0-9]{1,2}\s*[/.\-]\s*[0-9]{4}\s*")
_TURNED, _ABOVE_12, _OTHERWISE = 1, 2, 3
_LEAST_CELLS, _LEAST_MIXED = 3, 8
_NUMBER_RUN, _LONG_NUMBER_RUN, _DAY_RUN = 4, 6, 6


@rule(
    "birth_date.many_first_january", "sach", "warning",
    title="Quá nhiều ngày sinh 01/01, có thể chỉ biết năm sinh ({other})",
    title_en="Too many births on 1 January, perhaps only the years are known ({other})",
)  # fmt: skip
def many_first_january(value: pd.Series, source_row: pd.Series | None = None) -> Whole:
    """More than 3 % (expected: 0.3 %) and five or more of 20 full dates; said of the column."""
    full = value.str.len() == 10
    first = full & value.str.endswith("-01-01").fillna(False)
    return _many(first.to_numpy(dtype=bool), int(full.sum()), source_row)


@rule(
    "birth_date.many_one_day", "sach", "warning",
    title="Quá nhiều người sinh cùng một ngày trong năm, có thể là ngày điền cho có ({other})",
    title_en="Too many births on one day of the year, perhaps a filler ({other})",
)  # fmt: skip
def many_one_day(value: pd.Series, source_row: pd.Series | None = None) -> Whole:
    """01/07, 15/06 and their like where only the year was known; twins and one class are few.

    Only days of two or more years count: many children can be born on one day of one year.
    """
    full = value.where((value.str.len() == 10) & ~value.str.endswith("-01-01").fillna(False))
    days = full.str.slice(5).dropna()
    if not len(days):
        return Whole(False)
    commonest = days.value_counts().index[0]
    same = (full.str.slice(5) == commonest).fillna(False).to_numpy(dtype=bool)
    if full[same].nunique() * 2 < int(same.sum()):
        return Whole(False)
    return _many(same, len(days), source_row)


def _many(rows: np.ndarray, full: int, source_row: pd.Series | None) -> Whole:
    count = int(rows.sum())
    if full < _LEAST_DATES or count < _LEAST_SAME or count <= _SAME_SHARE * full:
        return Whole(False)
    return Whole(True, told_rows(np.flatnonzero(rows), source_row))


@rule(
    "date.locale_mixed", "sach", "warning",
    title="{label}: có thể Excel đã tự đổi ngày với tháng ở các ô có ngày không quá 12 ({other})",
    title_en="{label}: Excel may have turned day and month where the day is at most 12 ({other})",
)  # fmt: skip
def locale_mixed(raw_value: pd.Series, source_row: pd.Series | None = None) -> Whole:
    """An Excel set to American dates takes 05/06/1985 for 6 May and leaves 13/06/1985 as text.

    Told by a column whose date cells all have a day up to 12 while its texts all begin with
    more. Nothing else in a row can tell; the values stay as they are.
    """
    codes, values = distinct(raw_value)
    kinds = [_kind(value) for value in values] + [0]
    kind = np.array(kinds, dtype=np.int64)[codes]
    turned, text = kind == _TURNED, kind == _ABOVE_12
    least = min(int(turned.sum()), int(text.sum()))
    if _OTHERWISE in kinds or least < _LEAST_CELLS or int((turned | text).sum()) < _LEAST_MIXED:
        return Whole(False)
    return Whole(True, told_rows(np.flatnonzero(turned), source_row))


def _kind(value: str) -> int:
    """Return how a cell speaks of a turned column: for it, against it, or (0) not at all."""
    if found := _DATE_CELL.fullmatch(value):
        month, day = int(found[1]), int(found[2])
        return _OTHERWISE if day > 12 else _TURNED * (day != month)
    if found := _TEXT_CELL.fullmatch(value):
        return _ABOVE_12 if int(found[1]) > 12 else _OTHERWISE
    return 0


@rule(
    "personal_id.consecutive", "sach", "warning",
    title="Số định danh tăng đều từng đơn vị theo dòng, dấu hiệu kéo điền tự động ({other})",
    title_en="Personal numbers rise by one from row to row, a sign of automatic filling ({other})",
)  # fmt: skip
def consecutive(
    value: pd.Series, birth_date: pd.Series | None = None, source_row: pd.Series | None = None
) -> Whole:
    """Four or more numbers in a row that rise by exactly one were filled by dragging a cell.

    Where every year of birth fits its number it takes six: children of one day may be
    registered one after the other.
    """
    rising = _rising_numbers(value)
    long = _runs(rising, _NUMBER_RUN)
    if birth_date is not None and long.any():
        fits = pd.Series((structure(value).year == dates.year(birth_date)).astype(float))
        sound = fits.groupby(_numbered(rising)).transform("min").to_numpy() == 1
        long &= ~sound | _runs(rising, _LONG_NUMBER_RUN)
    return Whole(bool(long.any()), told_rows(np.flatnonzero(long), source_row))


def _rising_numbers(numbers: pd.Series) -> np.ndarray:
    """Tell from the second row on whether the number is that of the row above plus one."""
    codes, _ = distinct(starts_of(numbers))
    rising = (codes[1:] == codes[:-1]) & (codes[1:] >= 0)
    ends = numbers.str.slice(6)
    rows = np.flatnonzero(rising)
    above, here = (ends.iloc[at].astype("int64").to_numpy() for at in (rows, rows + 1))
    rising[rows] = here - above == 1
    return rising


@rule(
    "birth_date.consecutive", "sach", "warning",
    title="Ngày sinh tăng đều từng ngày hoặc từng năm theo dòng, dấu hiệu kéo điền ({other})",
    title_en="Dates of birth rise by a day or a year from row to row, a sign of dragging ({other})",
)  # fmt: skip
def consecutive_dates(
    value: pd.Series, personal_id: pd.Series | None = None, source_row: pd.Series | None = None
) -> Whole:
    """Six or more dates that rise by exactly one day, or by one year on the same day.

    A list sorted by birth rises by itself: then the numbers must contradict the dates.
    """
    days = dates.first(value)
    full = (value.str.len() == 10).fillna(False).to_numpy(dtype=bool)
    steps = np.diff(days).astype(float)
    same_day = (value.str.slice(5) == value.str.slice(5).shift()).to_numpy(dtype=bool)[1:]
    next_year = same_day & (np.diff(dates.year(value)) == 1)
    both = full[1:] & full[:-1]
    long = _runs(both & (steps == 1), _DAY_RUN) | _runs(both & next_year, _DAY_RUN)
    known = ~np.isnan(steps)
    if long.any() and (steps[known] < 0).mean() < 0.1:
        if personal_id is None:
            return Whole(False)
        said = structure(personal_id).year
        long &= as_mask(said != dates.year(value), value.index).to_numpy() & ~np.isnan(said)
    return Whole(int(long.sum()) >= _DAY_RUN, told_rows(np.flatnonzero(long), source_row))


def _numbered(steps: np.ndarray) -> np.ndarray:
    """Return the number of each row's run; `steps` tells rows that continue the one before."""
    return np.cumsum(np.append(True, ~steps))


def _runs(steps: np.ndarray, least: int) -> np.ndarray:
    """Tell the rows of runs of at least `least` rows."""
    if not len(steps):
        return np.zeros(1, dtype=bool)
    number = _numbered(steps)
    return np.asarray(np.bincount(number)[number] >= least)
