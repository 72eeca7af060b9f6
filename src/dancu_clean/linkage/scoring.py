"""Levels → weights in bits, by Fellegi and Sunter (1969), with the frequency of each value.

A weight is log2(m / u): how much likelier this level is for one person's two records than for
two people's. Agreeing on a rare name says more than agreeing on “Nguyễn Văn Hùng”, so u of an
agreement is counted in the reference, for the value of the person compared.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dancu_clean.levels import dates, names
from dancu_clean.linkage.comparison import ADDRESS_LEVELS, LEVELS, SAME_OR_NOT
from dancu_clean.linkage.features import Side
from dancu_clean.linkage.weights import Weights

_LETTERS_AGREE = (names.EQUAL, names.VARIANT, names.NO_MARKS, names.MARKS_LOST, names.MARKS)
# A value that one person of the reference has is not as rare as 1/size in a small reference.
_RAREST_DATE = 1 / 40_000
_OTHER_MARKS_AT_LEAST = 0.05
_OTHER_ORDER = 0.3
# Nothing that a clerk types is sure: no single field may say more than this.
_MOST_BITS = 20.0


def _share(values: np.ndarray) -> np.ndarray:
    """Return for each person the share of people with the same value."""
    _, back, count = np.unique(values, return_inverse=True, return_counts=True)
    return count[back] / max(len(values), 1)


class Frequencies:
    """How common each person's values are in the reference."""

    def __init__(self, side: Side) -> None:
        """Count the values of the reference side."""
        codes, table = side.names["full_name"], side.tables["full_name"]
        self.size = side.size
        self.letters = _share(np.append(table.squashed, 0)[codes])
        self.spelling = _share(np.append(table.canonical, 0)[codes])
        year = side.birth // 10000
        self.year = _share(year)
        self.date = np.maximum(_share(side.birth), _RAREST_DATE)
        only_year = side.birth % 10000 == 0
        self.date[only_year] = np.maximum(self.date[only_year], 0.3 * self.year[only_year])
        place = side.places[0] if side.places else None
        nothing = np.zeros(side.size, dtype=np.int64)
        self.province = _share(place.province if place else nothing)
        commune = place.commune if place else nothing
        self.commune = _share(commune)
        self.ethnic = _share(side.ethnic)
        self.hamlet = _share(commune ^ (place.hamlet if place else nothing))


def _put(u: np.ndarray, here: np.ndarray, values: np.ndarray) -> None:
    """Write the u of the pairs at which one level held."""
    u[here] = values[here]


def _name_u(
    level: np.ndarray, u: np.ndarray, m: np.ndarray, freq: Frequencies, people: np.ndarray
) -> None:
    """Fill in u of the levels that depend on how common the person's name is."""
    letters, spelling = freq.letters[people], freq.spelling[people]
    agree = m[list(_LETTERS_AGREE)].sum()
    other = np.maximum(1 - spelling / letters, _OTHER_MARKS_AT_LEAST)
    for name, values in (
        (names.EQUAL, spelling),
        (names.VARIANT, min(1.0, m[names.VARIANT] / agree + 0.2) * spelling),
        # Leaving out diacritics is the clerk's habit and says nothing about who is meant.
        (names.NO_MARKS, m[names.NO_MARKS] / agree * letters),
        (names.MARKS_LOST, m[names.MARKS_LOST] / agree * letters),
        (names.MARKS, other * letters),
        (names.ORDER, _OTHER_ORDER * letters),
    ):
        _put(u, level == name, values)


def _date_u(level: np.ndarray, u: np.ndarray, freq: Frequencies, people: np.ndarray) -> None:
    year = freq.year[people]
    _put(u, level == dates.EQUAL, freq.date[people])
    _put(u, level == dates.MONTH, year / 12)
    _put(u, level == dates.SWAPPED, year / 365)
    same_year = (dates.YEAR_ONLY_LEFT, dates.YEAR_ONLY_RIGHT, dates.PLACEHOLDER, dates.SAME_YEAR)
    _put(u, np.isin(level, same_year), year)


def _address_u(level: np.ndarray, u: np.ndarray, freq: Frequencies, people: np.ndarray) -> None:
    for name, share in (
        ("hamlet", freq.hamlet),
        ("commune_only", freq.commune),
        ("commune", freq.commune),
        ("province_only", freq.province),
        ("province", freq.province),
    ):
        _put(u, level == ADDRESS_LEVELS.index(name), share[people])


def weigh(
    levels: Mapping[str, np.ndarray], weights: Weights, freq: Frequencies, people: np.ndarray
) -> dict[str, np.ndarray]:
    """Return the weight in bits (float32) of every field for each pair; missing weighs 0."""
    out = {}
    for field in LEVELS:
        spec, level = weights[field], levels[field]
        # Where nothing is counted per value, two people agree by chance once in the reference.
        u = np.where(np.isnan(spec.u), 1 / freq.size, spec.u)[level]
        if field == "full_name":
            _name_u(level, u, spec.m, freq, people)
        elif field == "birth_date":
            _date_u(level, u, freq, people)
        elif field == "address":
            _address_u(level, u, freq, people)
        elif field == "ethnic_group":
            _put(u, level == SAME_OR_NOT.index("equal"), freq.ethnic[people])
        bits = np.log2(spec.m[level] / u)
        bits[level == 0] = 0.0
        out[field] = np.clip(bits, -_MOST_BITS, _MOST_BITS).astype(np.float32)
    return out
