"""Weights → probabilities → decisions.

Per record, the people who came up compete with each other and with “nobody in the reference”:
the probabilities of all of them add up to one. Two namesakes who fit equally well therefore
get a half each, and nobody is linked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dancu_clean.levels import dates, names
from dancu_clean.linkage.comparison import NUMBER_LEVELS, SAME_OR_NOT

# Before anything is known, so many of a list's people are expected in the reference.
SHARE_PRESENT = 0.95
_SAME_NUMBER = tuple(NUMBER_LEVELS.index(level) for level in ("equal", "alias"))
_LETTERS_AGREE = (
    names.EQUAL, names.VARIANT, names.NO_MARKS, names.MARKS_LOST, names.MARKS, names.ORDER,
)  # fmt: skip
NAME_AGREES = (
    *_LETTERS_AGREE, names.MIDDLE, names.INITIALS, names.ONE_EDIT, names.TWO_EDITS,
)  # fmt: skip
_OTHER_NAME = (
    names.MARKS, names.ONE_EDIT, names.TWO_EDITS, names.MIDDLE, names.GIVEN, names.SIMILAR,
    names.DIFFERS,
)  # fmt: skip
_OTHER_SEX = SAME_OR_NOT.index("differs")
DATE_AGREES = (
    dates.EQUAL, dates.MONTH, dates.YEAR_ONLY_LEFT, dates.YEAR_ONLY_RIGHT, dates.SWAPPED,
    dates.ONE_DIGIT, dates.PLACEHOLDER, dates.SAME_YEAR, dates.OTHER_YEAR,
)  # fmt: skip


def nobody(people: int) -> float:
    """Return the bits above which a person is likelier than nobody in the reference."""
    return float(np.log2(people * (1 - SHARE_PRESENT) / SHARE_PRESENT))


def posterior(rows: np.ndarray, bits: np.ndarray, size: int, people: int) -> np.ndarray:
    """Return the probability of each pair; `rows` is sorted and counts records below `size`.

    The prior spreads `SHARE_PRESENT` evenly over all `people` of the reference.
    """
    nobody = np.log(1 - SHARE_PRESENT)
    logs = bits.astype(np.float64) * np.log(2) + np.log(SHARE_PRESENT / people)
    top = np.full(size, nobody)
    np.maximum.at(top, rows, logs)
    odds = np.exp(logs - top[rows])
    total = np.bincount(rows, weights=odds, minlength=size) + np.exp(nobody - top)
    return odds / total[rows]


def proven(levels: Mapping[str, np.ndarray]) -> np.ndarray:
    """Tell the pairs that may be accepted without a person looking, whatever their score.

    A number alone never proves identity: name or date must agree beside it. Without a number
    both must, so that a brother or a twin is never taken for the one who is missing.
    """
    number = np.isin(levels["number"], _SAME_NUMBER)
    name = np.isin(levels["full_name"], NAME_AGREES)
    date = np.isin(levels["birth_date"], DATE_AGREES)
    unknown_date = levels["birth_date"] == dates.MISSING
    known_place = np.isin(levels["address"], (1, 2))
    both = name & date
    return both | (number & (name | date)) | (name & unknown_date & known_place)


def copied(rows: np.ndarray, levels: Mapping[str, np.ndarray], size: int) -> np.ndarray:
    """Tell the pairs of records whose number seems to be copied from another row of like name.

    The number's holder has another name, and somebody else has name, date and sex to the
    letter. Two slips that together make a neighbour's name and birthday are far rarer than one
    wrong cell: such a number says nothing, neither for its holder nor against the other.
    """
    number = np.isin(levels["number"], _SAME_NUMBER)
    exact = np.isin(levels["full_name"], (names.EQUAL, names.VARIANT))
    exact &= (levels["birth_date"] == dates.EQUAL) & (levels["sex"] != _OTHER_SEX)
    held = np.zeros(size, dtype=bool)
    held[rows[number & np.isin(levels["full_name"], _OTHER_NAME)]] = True
    # A namesake with the very number leaves nothing to explain.
    held[rows[number & ~np.isin(levels["full_name"], _OTHER_NAME)]] = False
    meant = np.zeros(size, dtype=bool)
    meant[rows[~number & exact]] = True
    out: np.ndarray = (held & meant)[rows]
    return out


def contested(rows: np.ndarray, levels: Mapping[str, np.ndarray], first: np.ndarray) -> np.ndarray:
    """Tell the records whose number says one person and whose name says another: twins, kin.

    `first` is the best pair of each record (−1 = none). Either the number's holder came first
    although somebody else has the name and the date, or the number's holder was born the same
    day. Only a person can say whether number or name is wrong.
    """
    number = np.isin(levels["number"], _SAME_NUMBER)
    name = np.isin(levels["full_name"], NAME_AGREES)
    date = np.isin(levels["birth_date"], DATE_AGREES)

    def any_pair(mask: np.ndarray) -> np.ndarray:
        found = np.zeros(len(first), dtype=bool)
        found[rows[mask]] = True
        return found

    born_alike = any_pair(number & (levels["birth_date"] == dates.EQUAL))
    named = any_pair(~number & np.isin(levels["full_name"], _LETTERS_AGREE) & date)
    by_number = np.append(number, False)[first]
    by_name = np.append(name, False)[first]
    twin_by_name = born_alike & ~by_number & (first >= 0)
    return twin_by_name | (named & by_number & ~by_name)


@dataclass(frozen=True)
class Ranked:
    """Per record the best three pairs, as positions in the list of pairs (−1 = none)."""

    pair: np.ndarray
    score: np.ndarray


def rank(rows: np.ndarray, people: np.ndarray, score: np.ndarray, size: int) -> Ranked:
    """Return the three likeliest people of each record; ties in the order of the reference."""
    order = np.lexsort((people, -np.round(score, 9), rows))
    sorted_rows = rows[order]
    first = np.searchsorted(sorted_rows, np.arange(size))
    place = np.arange(len(order)) - first[sorted_rows]
    pair = np.full((size, 3), -1, dtype=np.int64)
    kept = place < 3
    pair[sorted_rows[kept], place[kept]] = order[kept]
    best = np.where(pair >= 0, np.append(score, 0.0)[pair], 0.0)
    return Ranked(pair, best)
