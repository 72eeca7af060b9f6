"""The personal number: read cell by cell, its lost zeros settled by the row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct, take
from dancu_clean.ids import personal_id
from dancu_clean.normalisers.column import Column, combine, spread
from dancu_clean.normalisers.papers import Paper, confirmed, read_paper
from dancu_clean.normalisers.plain import plain_rows
from dancu_clean.text.clean import Clean

_SEXES = (None, "Nam", "Nữ")
_REWRITTEN = frozenset({"separators", "decimal_zero", "label", "split_numbers", "note_split"})
_TWO_NUMBERS = 20  # signs of the shortest cell with a CMND and a personal number


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

    def told_sex(self, year: np.ndarray | None) -> pd.Series:
        """Return the sex which the numbers tell, missing elsewhere.

        A number whose zeros were lost tells it where the row's year of birth (0 = unknown)
        proves it.
        """
        numbers = self._whole(doubtful=False)
        if year is not None:
            proved = (year > 0) & (self.told_year() == year)
            numbers = numbers.fillna(self._whole(doubtful=True).where(proved))
        digit = numbers.str.slice(3, 4)
        return digit.map({str(n): "Nữ" if n % 2 else "Nam" for n in range(10)}).astype("str")

    def told_year(self) -> np.ndarray:
        """Return the year of birth per row that the number tells, 0 where there is none."""
        digits = self._whole(doubtful=True).str.slice(3, 6).fillna("-1").to_numpy(dtype=np.int64)
        return np.where(digits < 0, 0, 1900 + digits // 200 * 100 + digits % 100)


def part_papers(old: pd.Series, number: pd.Series) -> tuple[pd.Series, pd.Series, np.ndarray]:
    """Take the personal number out of cells of the CMND column where its own cell is blank.

    Returns both columns of raw texts, and the positions of the rows that were parted.
    """
    read = Papers.read(old.where((old.str.len() >= _TWO_NUMBERS) & number.isna()))
    sure = [
        paper if paper.number and paper.old and not (paper.note or paper.problem) else Paper()
        for paper in read.papers
    ]
    parted = take([paper.old for paper in sure], read.codes, old.index)
    moved = take([paper.number for paper in sure], read.codes, old.index)
    return parted.fillna(old), moved.fillna(number), np.flatnonzero(parted.notna())


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
        return _unproved(paper, known=bool(sex or year))
    problem = "zeros_restored" if proof == "proved" else "zeros_unverified"
    steps = (*paper.steps, "zeros_restored")
    return paper._replace(number=paper.doubtful, steps=steps, problem=f"personal_id.{problem}")


def _unproved(paper: Paper, *, known: bool) -> Paper:
    """Propose zeros that the row contradicts (`known`: it tells a sex or a year) or leaves open."""
    if paper.problem or not paper.doubtful or not personal_id.is_valid(paper.doubtful):
        return paper
    problem = "zeros_contradicted" if known else "zeros_doubtful"
    return paper._replace(problem=f"personal_id.{problem}", proposed=paper.doubtful)


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
