"""A column of dates: its custom, the century of short years, Excel's two calendars."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct, take
from dancu_clean.findings import concat, partial
from dancu_clean.normalisers.column import Column, combine, spread
from dancu_clean.normalisers.dates import as_clean, read_date
from dancu_clean.rules.whole import told_rows
from dancu_clean.text.date import Custom, Date, complete_year
from dancu_clean.text.date_column import custom_of, legend_of

_LONGEST_LIFE = 110
_OLDEST_PAPER = 1945
_VALID_AHEAD = 30
_FIVE_DIGITS = r"[1-7][0-9]{4}(?:\.[0-9]+)?"
_LEAST_VOTES = 3
_CLEAR = 0.8
# What a step that one column's custom asks for is told as.
_OF_COLUMN = {"month_first": "date.month_first", "serial_1904": "date.serial_1904"}


@dataclass(frozen=True)
class Beside:
    """What stands beside a column of dates: per row the year its number tells (0 = none).

    `source_row`: row numbers as Excel shows them. `latest`: the year of the as-of date, never
    used to judge a whole date. `from_1904`: the sheet's serials count from 1904. `heading`: what
    stands over the column.
    """

    told_year: np.ndarray
    source_row: np.ndarray
    latest: int
    from_1904: bool = False
    heading: str = ""


def counts_from_1904(raw: pd.Series, told_year: np.ndarray) -> bool:
    """Tell serials that fit the years of birth only when counted from 1904 (1,462 days later)."""
    voting = (told_year > 0) & raw.str.fullmatch(_FIVE_DIGITS).fillna(False).to_numpy(dtype=bool)
    if int(voting.sum()) < _LEAST_VOTES:
        return False
    codes, values = distinct(raw.where(voting))
    dates = [read_date(value) for value in values]
    later = [read_date(value, Custom(from_1904=True)) for value in values]
    told = told_year[voting]
    fits = [_years(found)[codes][voting] == told for found in (dates, later)]
    return bool(fits[1].mean() >= _CLEAR and fits[0].mean() <= 1 - _CLEAR)


def _years(dates: list[Date]) -> np.ndarray:
    return np.array([int(date.value[:4]) if date.value else 0 for date in dates] + [0])


def clean_dates(raw: pd.Series, field: str, beside: Beside) -> Column:
    """Clean a column of dates by its own custom; remarks on the whole column have row −1."""
    codes, values = distinct(raw)
    custom, thin = custom_of(values, legend_of(beside.heading))
    custom = custom._replace(from_1904=beside.from_1904)
    dates = [read_date(value, custom) for value in values]
    short = np.array([date.short is not None for date in dates] + [False])[codes]
    if short.any():
        codes, number, context = combine(codes, np.where(short, beside.told_year, 0))
        dates = [
            _settle_year(dates[i], int(year), beside.latest, birth="birth" in field)
            for i, year in zip(number, context, strict=True)
        ]
    column = spread(raw, codes, [as_clean(date) for date in dates], field)
    column.precision = take([date.precision for date in dates], codes, raw.index)
    column.problems = concat([column.problems, *_remarks(dates, codes, field, beside, thin)])
    return column


def _remarks(
    dates: list[Date], codes: np.ndarray, field: str, beside: Beside, thin: bool
) -> list[pd.DataFrame]:
    """Say once for the column what its custom changed, and in which rows."""
    found = []
    for step, code in _OF_COLUMN.items():
        taken = np.array([step in date.steps for date in dates] + [False])
        if taken.any():
            told = told_rows(np.flatnonzero(taken[codes]), beside.source_row)
            code = "date.month_first_thin" if thin and step == "month_first" else code
            found.append(partial(np.array([-1]), code, field, other=told))
    return found


def _settle_year(date: Date, told: int, latest: int, *, birth: bool) -> Date:
    """Give a two-digit year its century: by the number beside it, else by what is possible."""
    if date.short is None:
        return date
    if told and told % 100 == date.short.year:
        found = complete_year(date.short, told).after(*date.steps)._replace(note=date.note)
        return found._replace(problem=found.problem or "two_digit_settled")
    likely = likely_years(date.short.year, latest, birth=birth)
    if len(likely) != 1:
        return date
    found = complete_year(date.short, likely[0]).after(*date.steps)._replace(note=date.note)
    return found._replace(problem=found.problem or "two_digit_year", proposed=found.value)


def likely_years(short: int, latest: int, *, birth: bool) -> list[int]:
    """Return the full years a two-digit year can mean: within a life, or a paper's time."""
    years = (1900 + short, 2000 + short)
    if birth:
        return [year for year in years if latest - _LONGEST_LIFE <= year <= latest]
    return [year for year in years if _OLDEST_PAPER <= year <= latest + _VALID_AHEAD]
