"""Levels → weights in bits, by Fellegi and Sunter (1969), with the frequency of each value.

A weight is log2(m / u): how much likelier this level is for one person's two records than for
two people's. Agreeing on a rare name says more than agreeing on “Nguyễn Văn Hùng”, so u of an
agreement is counted in the reference, for the value of the person compared.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dancu_clean.levels import dates
from dancu_clean.linkage import addresses
from dancu_clean.linkage.comparison import LEVELS, SAME_OR_NOT
from dancu_clean.linkage.features import Side
from dancu_clean.linkage.weights import FieldWeights, Weights

# A value that one person of the reference has is not as rare as 1/size in a small reference.
_RAREST_DATE = 1 / 40_000
_MOST_OF_ONE_SEX = 0.95
# Nothing that a clerk types is sure: no single field may say more than this.
MOST_BITS = 20.0


def share(values: np.ndarray) -> np.ndarray:
    """Return for each person the share of people with the same value (float32)."""
    _, back, count = np.unique(values, return_inverse=True, return_counts=True)
    shares = (count / max(len(values), 1)).astype(np.float32)
    return np.asarray(shares[back])


class Frequencies:
    """How common each person's dates and places are in the reference."""

    def __init__(self, side: Side) -> None:
        """Count the values of the reference side."""
        self.size = side.size
        year = side.birth // 10000
        self.year = share(year)
        self.date = np.maximum(share(side.birth), np.float32(_RAREST_DATE))
        only_year = side.birth % 10000 == 0
        self.date[only_year] = np.maximum(self.date[only_year], 0.3 * self.year[only_year])
        place = side.places[0] if side.places else None
        nothing = np.zeros(side.size, dtype=np.int64)
        self.province = share(place.province if place else nothing)
        commune = place.commune if place else nothing
        hamlet = place.hamlet if place else nothing
        self.commune = share(commune)
        self.ethnic = share(side.ethnic)
        self.sex = _sex_of_name(side)
        self.hamlet = share(commune ^ hamlet)
        self.hamlet_name = share(hamlet)


def _sex_of_name(side: Side) -> np.ndarray:
    """Return how many bearers of each person's name have the person's sex: Thị says it already."""
    names = np.append(side.tables["full_name"].squashed, 0)[side.names["full_name"]]
    _, name = np.unique(names, return_inverse=True)
    counted = np.stack([np.bincount(name[side.sex == sex], minlength=int(name.max(initial=0)) + 1)
                        for sex in (0, 1)]) + 1.0  # fmt: skip
    shares = counted / counted.sum(axis=0)
    return shares[np.maximum(side.sex, 0), name].astype(np.float32)


def _date_u(level: np.ndarray, u: np.ndarray, freq: Frequencies, people: np.ndarray) -> None:
    year = freq.year[people]
    same_year = (dates.YEAR_ONLY_LEFT, dates.YEAR_ONLY_RIGHT, dates.PLACEHOLDER, dates.SAME_YEAR)
    u[...] = np.where(level == dates.EQUAL, freq.date[people], u)
    u[...] = np.where(level == dates.MONTH, year / 12, u)
    u[...] = np.where(level == dates.SWAPPED, year / 365, u)
    u[...] = np.where(np.isin(level, same_year), year, u)


def _address_u(level: np.ndarray, u: np.ndarray, freq: Frequencies, people: np.ndarray) -> None:
    for name, shares in (
        (addresses.HAMLET, freq.hamlet),
        (addresses.COMMUNE_ONLY, freq.commune),
        (addresses.COMMUNE, freq.commune),
        (addresses.HAMLET_ONLY, freq.hamlet_name),
        (addresses.PROVINCE_ONLY, freq.province),
        (addresses.PROVINCE, freq.province),
    ):
        here = np.flatnonzero(level == name)
        u[here] = shares[people[here]]


def bits_of(spec: FieldWeights, level: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Return log2(m / u) of each pair (float32); a missing value weighs nothing."""
    bits = np.log2(spec.m[level] / u)
    bits[level == 0] = 0.0
    return np.clip(bits, -MOST_BITS, MOST_BITS).astype(np.float32)


def weigh(
    levels: Mapping[str, np.ndarray], weights: Weights, freq: Frequencies, people: np.ndarray
) -> dict[str, np.ndarray]:
    """Return the weight in bits (float32) of every field but the name, for each pair."""
    out = {}
    for field in LEVELS:
        if field == "full_name":
            continue
        spec, level = weights[field], levels[field]
        # Where nothing is counted per value, two people agree by chance once in the reference.
        u = np.where(np.isnan(spec.u), 1 / freq.size, spec.u)[level]
        if field == "birth_date":
            _date_u(level, u, freq, people)
        elif field == "address":
            _address_u(level, u, freq, people)
        elif field == "sex":
            same = np.minimum(freq.sex[people], _MOST_OF_ONE_SEX)
            u = np.where(level == SAME_OR_NOT.index("equal"), same, 1 - same)
        elif field == "ethnic_group":
            here = np.flatnonzero(level == SAME_OR_NOT.index("equal"))
            u[here] = freq.ethnic[people[here]]
        out[field] = bits_of(spec, level, u)
    return out
