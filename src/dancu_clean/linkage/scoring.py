"""Levels → weights in bits, by Fellegi and Sunter (1969), with the frequency of each value.

A weight is log2(m / u): how much likelier this level is for one person's two records than for
two people's. Agreeing on a rare name says more than agreeing on “Nguyễn Văn Hùng”, so u of an
agreement is counted in the reference, for the value of the person compared.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dancu_clean.levels import dates, names
from dancu_clean.linkage.comparison import ADDRESS_LEVELS, LEVELS
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
        self.date = np.maximum(np.maximum(_share(side.birth), _RAREST_DATE), 0)
        only_year = side.birth % 10000 == 0
        self.date[only_year] = np.maximum(self.date[only_year], 0.3 * self.year[only_year])
        place = side.places[0] if side.places else None
        nothing = np.zeros(side.size, dtype=np.int64)
        self.province = _share(place.province if place else nothing)
        commune = place.commune if place else nothing
        self.commune = _share(commune)
        self.ethnic = _share(side.ethnic)
        self.hamlet = _share(commune ^ (place.hamlet if place else nothing))


def _name_u(table: np.ndarray, m: np.ndarray, freq: Frequencies, people: np.ndarray) -> np.ndarray:
    """Return u of every level (columns) for the names of these people."""
    u = np.broadcast_to(table, (len(people), len(table))).copy()
    letters, spelling = freq.letters[people], freq.spelling[people]
    agree = m[list(_LETTERS_AGREE)].sum()
    u[:, names.EQUAL] = spelling
    u[:, names.VARIANT] = np.minimum(1.0, m[names.VARIANT] / agree + 0.2) * spelling
    # Leaving out diacritics is the clerk's habit and says nothing about who is meant.
    u[:, names.NO_MARKS] = m[names.NO_MARKS] / agree * letters
    u[:, names.MARKS_LOST] = m[names.MARKS_LOST] / agree * letters
    other = np.maximum(1 - spelling / letters, _OTHER_MARKS_AT_LEAST)
    u[:, names.MARKS] = other * letters
    u[:, names.ORDER] = _OTHER_ORDER * letters
    return u


def _date_u(table: np.ndarray, freq: Frequencies, people: np.ndarray) -> np.ndarray:
    u = np.broadcast_to(table, (len(people), len(table))).copy()
    year = freq.year[people]
    u[:, dates.EQUAL] = freq.date[people]
    u[:, dates.MONTH] = year / 12
    u[:, dates.SWAPPED] = year / 365
    for level in (dates.YEAR_ONLY_LEFT, dates.YEAR_ONLY_RIGHT, dates.PLACEHOLDER, dates.SAME_YEAR):
        u[:, level] = year
    return u


def _address_u(table: np.ndarray, freq: Frequencies, people: np.ndarray) -> np.ndarray:
    u = np.broadcast_to(table, (len(people), len(table))).copy()
    for level, share in (
        ("hamlet", freq.hamlet),
        ("commune_only", freq.commune),
        ("commune", freq.commune),
        ("province_only", freq.province),
        ("province", freq.province),
    ):
        u[:, ADDRESS_LEVELS.index(level)] = share[people]
    return u


def weigh(
    levels: Mapping[str, np.ndarray], weights: Weights, freq: Frequencies, people: np.ndarray
) -> dict[str, np.ndarray]:
    """Return the weight in bits (float32) of every field for each pair; missing weighs 0."""
    out = {}
    rows = np.arange(len(people))
    for field in LEVELS:
        spec = weights[field]
        if field == "full_name":
            u = _name_u(spec.u, spec.m, freq, people)[rows, levels[field]]
        elif field == "birth_date":
            u = _date_u(spec.u, freq, people)[rows, levels[field]]
        elif field == "address":
            u = _address_u(spec.u, freq, people)[rows, levels[field]]
        elif field == "ethnic_group":
            u = np.where(levels[field] == 1, freq.ethnic[people], spec.u[levels[field]])
        else:
            table = np.where(np.isnan(spec.u), 1 / freq.size, spec.u)
            u = table[levels[field]]
        bits = np.log2(spec.m[levels[field]] / u)
        bits[levels[field] == 0] = 0.0
        out[field] = np.clip(bits, -_MOST_BITS, _MOST_BITS).astype(np.float32)
    return out
