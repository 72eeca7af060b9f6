"""Numbers parted from their people: a column moved, a part of the sheet sorted by itself.

All numbers are sound, but what digits 4–6 say of sex and birth year fits another row. One
finding for the sheet takes the place of hundreds for its rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import comb

import numpy as np
import pandas as pd

from dancu_clean.findings import Whole
from dancu_clean.lang import t
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.numbers import structure
from dancu_clean.rules.whole import told_rows

_FARTHEST, _MOST_TRIED = 200, 1000
_LEAST, _LEAST_SORTED, _LEAST_PLAIN = 5, 8, 20
_CHANCE = 1e-4
_DENSE, _SAME = 0.6, 0.9
_DAYS_1904 = np.timedelta64(1462, "D")


@dataclass(frozen=True)
class _People:
    """What the numbers say and what stands beside them, per row; NaN unknown."""

    said_year: np.ndarray
    said_female: np.ndarray
    year: np.ndarray
    female: np.ndarray

    def agree(self, numbers: np.ndarray, people: np.ndarray) -> np.ndarray:
        """Tell whether the numbers of these rows fit the people of those rows."""
        said, is_ = self.said_female[numbers], self.female[people]
        sex = np.isnan(is_) | (said == is_)
        return np.asarray((self.said_year[numbers] == self.year[people]) & sex)

    def wrong(self, numbers: pd.Series) -> tuple[np.ndarray, np.ndarray]:
        """Return the rows that can be judged, and those whose number is not their person's.

        A number that stands in several rows is nobody's.
        """
        known = np.flatnonzero(~np.isnan(self.said_year) & ~np.isnan(self.year))
        wrong = known[~self.agree(known, known)]
        if len(wrong) < _LEAST:
            return known, wrong
        once = ~numbers.duplicated(keep=False).to_numpy()
        return known[once[known]], wrong[once[wrong]]


def _people(value: pd.Series, birth_date: pd.Series, sex: pd.Series | None) -> _People:
    said = structure(value)
    female = np.full(len(value), np.nan)
    if sex is not None:
        female = sex.map({"Nam": 0.0, "Nữ": 1.0}).to_numpy(dtype=float)
    unknown = np.isnan(said.year)
    said_female = np.where(unknown, np.nan, said.female)
    return _People(said.year, said_female, dates.year(birth_date), female)


@rule(
    "personal_id.column_shifted", "dung", "warning",
    title="Số định danh không đi cùng người của dòng, có thể một phần bảng bị xếp lệch ({other})",
    title_en="Personal numbers do not stand beside their people; part of the sheet moved ({other})",
)  # fmt: skip
def column_shifted(
    value: pd.Series,
    birth_date: pd.Series,
    sex: pd.Series | None = None,
    source_row: pd.Series | None = None,
) -> Whole:
    """Sorting or moving a part of a sheet parts numbers from their people.

    Told by numbers that fit the people some rows further on, by a block whose numbers fit its
    people in another order, or by most of 20 numbers or more that do not fit.
    """
    people = _people(value, birth_date, sex)
    known, wrong = people.wrong(value)
    if len(wrong) < _LEAST or _from_1904(people, birth_date, wrong).any():
        return Whole(False)
    offset = _offset(people, known, wrong)
    if offset:
        rows = wrong[_fits(people, wrong, offset)]
        told = t(f"lệch {abs(offset)} dòng", f"moved by {abs(offset)} rows")
        way = t("xuống dưới", "down") if offset < 0 else t("lên trên", "up")
        return Whole(True, f"{told_rows(rows, source_row)}; {told} {way}", wrong)
    if _sorted_apart(people, known, wrong):
        told = t("cùng các số ấy nhưng khác thứ tự", "the same numbers in another order")
        return Whole(True, f"{told_rows(wrong, source_row)}; {told}", wrong)
    if len(known) >= _LEAST_PLAIN and 2 * len(wrong) > len(known):
        return Whole(True, told_rows(wrong, source_row), wrong)
    return Whole(False)


def _fits(people: _People, rows: np.ndarray, offset: int) -> np.ndarray:
    other = rows + offset
    inside = (other >= 0) & (other < len(people.year))
    return inside & people.agree(rows, np.clip(other, 0, len(people.year) - 1))


def _chance(people: _People, rows: np.ndarray) -> float:
    """Return how likely a number fits a person at random."""
    said = Counter(zip(people.said_year[rows], people.said_female[rows], strict=True))
    there = Counter(zip(people.year[rows], _some_sex(people, rows), strict=True))
    return sum(count * there[kind] for kind, count in said.items()) / len(rows) ** 2


def _some_sex(people: _People, rows: np.ndarray) -> np.ndarray:
    """Return the sex beside each number, what the number says where none is given."""
    sex = people.female[rows]
    return np.where(np.isnan(sex), people.said_female[rows], sex)


def _offset(people: _People, known: np.ndarray, wrong: np.ndarray) -> int:
    """Return by how many rows the numbers moved from their people, 0 where no move explains it."""
    reach = min(_FARTHEST, len(people.year) - 1)
    offsets = [way * step for step in range(1, reach + 1) for way in (1, -1)]
    # A shift shows in few rows as well as in a million.
    wrong = wrong[:_MOST_TRIED]
    fitting = {offset: int(_fits(people, wrong, offset).sum()) for offset in offsets}
    best = max(offsets, key=lambda offset: fitting[offset], default=0)
    count = fitting.get(best, 0)
    if count < _LEAST or count * 2 < len(wrong):
        return 0
    by_chance = comb(len(wrong), count) * _chance(people, known) ** count * len(offsets)
    return best if by_chance < _CHANCE else 0


def _sorted_apart(people: _People, known: np.ndarray, wrong: np.ndarray) -> bool:
    """Tell a block of rows that holds the right numbers in a wrong order."""
    if len(wrong) < _LEAST_SORTED:
        return False
    block = known[(known >= wrong[0]) & (known <= wrong[-1])]
    if len(wrong) < _DENSE * len(block):
        return False
    said = Counter(zip(people.said_year[wrong], people.said_female[wrong], strict=True))
    there = Counter(zip(people.year[wrong], _some_sex(people, wrong), strict=True))
    same = sum(min(count, there[kind]) for kind, count in said.items())
    # Where few kinds of people are in the block, any numbers would fit in some order.
    return same >= _SAME * len(wrong) and _chance(people, known) < 0.1


def _from_1904(people: _People, birth_date: pd.Series, wrong: np.ndarray) -> np.ndarray:
    """Return the rows whose year fits the number once Excel's two calendars are told apart."""
    later = (dates.first(birth_date)[wrong] + _DAYS_1904).astype("datetime64[Y]").astype(float)
    moved = wrong[later + 1970 == people.said_year[wrong]]
    enough = len(moved) >= _LEAST and len(moved) >= _SAME * len(wrong)
    return moved if enough else moved[:0]


@rule(
    "birth_date.from_1904", "sach", "warning",
    title="Ngày sinh sớm hơn số định danh 4 năm, có thể do chép từ Excel cho máy Mac ({other})",
    title_en="Births four years before the personal numbers, perhaps copied from Excel on a Mac "
    "({other})",
)  # fmt: skip
def from_1904(
    value: pd.Series, personal_id: pd.Series, source_row: pd.Series | None = None
) -> Whole:
    """Date cells copied between Excel's calendars move by four years and a day.

    Told by numbers of which at least half do not fit the year, and fit it 1,462 days later.
    """
    people = _people(personal_id, value, None)
    known, wrong = people.wrong(personal_id)
    rows = _from_1904(people, value, wrong) if 2 * len(wrong) >= len(known) else wrong[:0]
    return Whole(len(rows) > 0, told_rows(rows, source_row), rows)
