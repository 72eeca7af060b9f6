"""Candidate pairs → one level per field."""

from __future__ import annotations

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from dancu_clean.levels import dates, names
from dancu_clean.linkage.addresses import ADDRESS_LEVELS, address_levels
from dancu_clean.linkage.features import Side

NUMBER_LEVELS = (
    "missing",
    "equal",
    "alias",  # an old or cancelled number of this person
    "near",  # one digit wrong, or two exchanged
    "foreign",  # another number, which does not fit the row's own sex or year of birth
    "other",  # another number, which fits the row well: somebody else's row, most likely
)
PARENT_LEVELS = ("missing", "equal", "near", "differs")
SAME_OR_NOT = ("missing", "equal", "differs")
LEVELS = {
    "number": NUMBER_LEVELS,
    "full_name": names.NAME_LEVELS,
    "birth_date": (*dates.DATE_LEVELS, "generation"),
    "sex": SAME_OR_NOT,
    "address": ADDRESS_LEVELS,
    "ethnic_group": SAME_OR_NOT,
    "parents": PARENT_LEVELS,
}


def number_levels(left: Side, right: Side, rows: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Compare the numbers of pairs: the current one first, then any other of the person's."""
    mine, mine_old = left.number[rows], left.old_number[rows]
    theirs, theirs_old = right.number[people], right.old_number[people]
    out = np.zeros(len(rows), dtype=np.int8)
    known = (mine >= 0) & (theirs >= 0) | (mine_old >= 0) & (theirs_old >= 0)
    own = _fits(mine, left.birth[rows] // 10000, left.sex[rows]) & (theirs >= 0)
    out[known] = NUMBER_LEVELS.index("foreign")
    out[known & own] = NUMBER_LEVELS.index("other")
    twelve = np.flatnonzero((mine >= 0) & (theirs >= 0) & (mine != theirs))
    out[twelve[_near(mine[twelve], theirs[twelve])]] = NUMBER_LEVELS.index("near")
    alias = (mine_old >= 0) & ((mine_old == theirs_old) | (mine_old == theirs))
    alias |= (mine >= 0) & (mine == theirs_old)
    out[alias] = NUMBER_LEVELS.index("alias")
    out[(mine >= 0) & (mine == theirs)] = NUMBER_LEVELS.index("equal")
    return out


def _fits(number: np.ndarray, year: np.ndarray, sex: np.ndarray) -> np.ndarray:
    """Tell the numbers whose digits 4 to 6 say the row's own sex and year of birth."""
    century_and_sex = number // 10**8 % 10
    expected = (year // 100 - 19) * 2 + np.where(sex == 1, 1, 0)
    same_sex = (century_and_sex == expected) | ((sex < 0) & (century_and_sex // 2 == expected // 2))
    fits = (number >= 0) & (year > 0) & same_sex
    return fits & (number // 10**6 % 100 == year % 100)


def _near(mine: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    # Numbers that differ in more than two digits are never near: most pairs end here.
    digits = (mine[:, None] // _UNITS % 10) != (theirs[:, None] // _UNITS % 10)
    few = np.flatnonzero(digits.sum(axis=1) <= 2)
    near = np.zeros(len(mine), dtype=bool)
    if len(few):
        texts = [np.char.zfill(side[few].astype(str), 12).astype(object) for side in (mine, theirs)]
        near[few] = process.cpdist(*texts, scorer=OSA.distance, dtype=np.int32) <= 1
    return near


_SLIP_OF_YEARS = 12
_UNITS = np.array([10**power for power in range(12)], dtype=np.int64)


def _same_or_not(left: np.ndarray, right: np.ndarray, unknown: int) -> np.ndarray:
    out = np.where(left == right, np.int8(1), np.int8(2))
    return np.where((left == unknown) | (right == unknown), np.int8(0), out).astype(np.int8)


def _parent_levels(left: Side, right: Side, rows: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Reduce father, mother, spouse and head to one level: they depend on each other."""
    best = np.zeros(len(rows), dtype=np.int8)
    worst = np.zeros(len(rows), dtype=np.int8)
    reduce = np.full(len(names.NAME_LEVELS), 2, dtype=np.int8)
    reduce[[names.EQUAL, names.VARIANT, names.NO_MARKS, names.MARKS_LOST]] = 1
    reduce[[names.DIFFERS, names.SIMILAR, names.GIVEN]] = 3
    reduce[names.MISSING] = 0
    for field in ("father_name", "mother_name", "spouse_name"):
        if (left.names[field] >= 0).any() and (right.names[field] >= 0).any():
            level = reduce[
                names.levels(
                    left.tables[field], left.names[field][rows],
                    right.tables[field], right.names[field][people],
                )
            ]  # fmt: skip
            best = np.where((best == 0) | ((level > 0) & (level < best)), level, best)
            worst = np.maximum(worst, level)
    # One parent that agrees and another that does not: no more than nearly the same.
    return np.where((best == 1) & (worst == 3), np.int8(2), best)


def _birth_levels(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Compare dates of birth; a generation apart is another person, not a slip of the pen."""
    level = dates.levels(left, right)
    apart = np.abs(left // 10000 - right // 10000) > _SLIP_OF_YEARS
    level[(level == dates.DIFFERS) & apart] = len(dates.DATE_LEVELS)
    return level


def name_levels(left: Side, right: Side, rows: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Compare the names of pairs."""
    return names.levels(
        left.tables["full_name"], left.names["full_name"][rows],
        right.tables["full_name"], right.names["full_name"][people],
    )  # fmt: skip


def compare(left: Side, right: Side, rows: np.ndarray, people: np.ndarray) -> dict[str, np.ndarray]:
    """Return the level (int8) of every field of `LEVELS` but the name, which costs most."""
    return {
        "number": number_levels(left, right, rows, people),
        "birth_date": _birth_levels(left.birth[rows], right.birth[people]),
        "sex": _same_or_not(left.sex[rows], right.sex[people], -1),
        "address": address_levels(left, right, rows, people),
        "ethnic_group": _same_or_not(left.ethnic[rows], right.ethnic[people], 0),
        "parents": _parent_levels(left, right, rows, people),
    }
