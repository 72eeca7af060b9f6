"""Values that need their row: the century of a year, the lost zeros of a personal number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct, take
from dancu_clean.findings import concat, partial
from dancu_clean.normalisers.column import Column, combine, spread
from dancu_clean.normalisers.dates import as_clean, likely_years, read_date
from dancu_clean.normalisers.papers import Paper, confirmed, read_paper
from dancu_clean.normalisers.plain import plain_rows
from dancu_clean.text.clean import Clean
from dancu_clean.text.date import Date, complete_year, looks_month_first

_SEXES = (None, "Nam", "Nữ")
_REWRITTEN = frozenset({"separators", "decimal_zero", "label", "split_numbers"})


@dataclass(frozen=True)
class Papers:
    """A column of personal numbers, read but not yet settled.

    Rows that hold nothing but twelve sound digits are `plain`; the distinct others were read.
    """

    raw: pd.Series
    plain: np.ndarray
    codes: np.ndarray
    papers: list[Paper]

    @classmethod
    def read(cls, raw: pd.Series) -> Papers:
        """Read each distinct cell once."""
        plain = plain_rows(raw, "personal_id")
        codes, values = distinct(raw.where(~plain))
        return cls(raw, plain, codes, [read_paper(value) for value in values])

    def _whole(self, *, doubtful: bool) -> pd.Series:
        found = [(paper.doubtful if doubtful else None) or paper.number for paper in self.papers]
        numbers = take(found, self.codes, self.raw.index).where(~self.plain, self.raw)
        return numbers.where(numbers.str.fullmatch(r"\d{12}"))

    def told_sex(self) -> pd.Series:
        """Return the sex which whole and well-formed numbers tell, missing elsewhere."""
        digit = self._whole(doubtful=False).str.slice(3, 4)
        return digit.map({str(n): "Nữ" if n % 2 else "Nam" for n in range(10)}).astype("str")

    def told_year(self) -> np.ndarray:
        """Return the year of birth per row that the number tells, 0 where there is none."""
        digits = self._whole(doubtful=True).str.slice(3, 6).fillna("-1").to_numpy(dtype=np.int64)
        return np.where(digits < 0, 0, 1900 + digits // 200 * 100 + digits % 100)


def clean_dates(raw: pd.Series, field: str, told_year: np.ndarray | None, latest: int) -> Column:
    """Clean a column of dates; `told_year` holds years of birth for two-digit years (0 = none).

    `latest` is the year of the as-of date, never used to judge a whole date.
    """
    codes, values = distinct(raw)
    month_first = looks_month_first(values)
    dates = [read_date(value, month_first=month_first) for value in values]
    short = np.array([date.short is not None for date in dates] + [False])[codes]
    if short.any():
        years = np.zeros(len(raw), dtype=np.int64) if told_year is None else told_year
        codes, number, context = combine(codes, np.where(short, years, 0))
        dates = [
            _settle_year(dates[i], int(year), latest, birth="birth" in field)
            for i, year in zip(number, context, strict=True)
        ]
    column = spread(raw, codes, [as_clean(date) for date in dates], field)
    column.precision = take([date.precision for date in dates], codes, raw.index)
    if month_first:
        remark = partial(np.array([-1]), "date.month_first", field)
        column.problems = concat([column.problems, remark])
    return column


def _settle_year(date: Date, told: int, latest: int, *, birth: bool) -> Date:
    if date.short is None:
        return date
    if told and told % 100 == date.short.year:
        found = complete_year(date.short, told)
        return found._replace(problem=found.problem or "two_digit_settled")
    likely = likely_years(date.short.year, latest, birth=birth)
    if len(likely) != 1:
        return date
    found = complete_year(date.short, likely[0])
    return found._replace(problem=found.problem or "two_digit_year", proposed=found.value)


@dataclass(frozen=True)
class Settled:
    """A column of personal numbers, and the CMND that stood in it."""

    column: Column
    old: pd.Series


def settle_papers(
    read: Papers, field: str, sex: pd.Series | None, year: np.ndarray | None, latest: int
) -> Settled:
    """Put lost zeros back where sex and year of birth agree; send nine digits to the CMND."""
    size = len(read.raw)
    doubtful = np.array([paper.doubtful is not None for paper in read.papers] + [False])
    sexes: np.ndarray = np.zeros(size, dtype=np.int64)
    if sex is not None:
        sexes = sex.map({"Nam": 1, "Nữ": 2}).fillna(0).to_numpy(dtype=np.int64)
    years: np.ndarray = np.zeros(size, dtype=np.int64) if year is None else year
    context = np.where(doubtful[read.codes], years * 3 + sexes, 0)
    codes, number, pairs = combine(read.codes, context)
    papers = [
        _settle(read.papers[i], _SEXES[pair % 3], int(pair // 3) or None, latest)
        for i, pair in zip(number, pairs, strict=True)
    ]
    column = spread(read.raw, codes, [_as_clean(paper) for paper in papers], field)
    column.values = column.values.where(~read.plain, read.raw)
    return Settled(column, take([paper.old for paper in papers], codes, read.raw.index))


def _settle(paper: Paper, sex: str | None, year: int | None, latest: int) -> Paper:
    if paper.doubtful is None:
        return paper
    proof = confirmed(paper.doubtful, sex, year, latest)
    if proof is None:
        return paper
    problem = "zeros_restored" if proof == "proved" else "zeros_unverified"
    steps = (*paper.steps, "zeros_restored")
    return paper._replace(number=paper.doubtful, steps=steps, problem=f"personal_id.{problem}")


def _as_clean(paper: Paper) -> Clean:
    steps, problem = paper.steps, paper.problem
    if paper.old and not paper.number:
        steps += ("moved_old_id",)
    if problem is None and paper.number and _REWRITTEN.intersection(steps):
        problem = "personal_id.written"
    return Clean(paper.number, steps, problem, paper.note, paper.proposed)


def years_of(dates: pd.Series | None) -> np.ndarray | None:
    """Return the year of ISO dates per row, 0 where missing."""
    if dates is None:
        return None
    return dates.str.slice(0, 4).fillna("0").to_numpy(dtype=np.int64)
