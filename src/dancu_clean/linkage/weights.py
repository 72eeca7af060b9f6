"""The weights of the linkage as a table that people can read."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

_FILE = Path(__file__).parents[1] / "data" / "weights.csv"
# So many pairs is the shipped table worth against what a list itself shows.
PRIOR_PAIRS = 300.0


@dataclass(frozen=True)
class FieldWeights:
    """m and u of one field's levels; `u` is NaN where it is counted per value."""

    levels: tuple[str, ...]
    m: np.ndarray
    u: np.ndarray


Weights = Mapping[str, FieldWeights]


@cache
def shipped() -> Weights:
    """Return the weights of `data/weights.csv`; level 0 is always `missing` with weight 0."""
    rows: dict[str, list[dict[str, str]]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            rows.setdefault(row["field"], []).append(row)
    return {
        field: FieldWeights(
            ("missing", *(row["level"] for row in levels)),
            np.array([1.0, *(float(row["m"]) for row in levels)]),
            np.array([1.0, *(float(row["u"] or "nan") for row in levels)]),
        )
        for field, levels in rows.items()
    }


class Seen:
    """How often each level was seen among matches, portion after portion."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.count = {field: np.zeros(len(old.levels)) for field, old in shipped().items()}

    def add(self, levels: Mapping[str, np.ndarray], share: np.ndarray) -> None:
        """Count pairs; `share` is each pair's probability of being a match."""
        for field, count in self.count.items():
            count += np.bincount(levels[field], weights=share, minlength=len(count))


def learn(weights: Weights, found: Seen) -> Weights:
    """Return weights whose m follows the pairs seen.

    One maximisation step of expectation-maximisation with the shipped table as prior, so that a
    list of twenty rows keeps the shipped weights and one of thousands speaks for itself.
    """
    learnt = {}
    for field, old in weights.items():
        seen = found.count[field]
        start = shipped()[field].m
        m = old.m.copy()
        for group in _groups(field, old.levels):
            prior = start[group] / start[group].sum()
            counted = seen[group] + PRIOR_PAIRS * prior
            m[group] = start[group].sum() * counted / counted.sum()
        learnt[field] = FieldWeights(old.levels, m, old.u)
    return learnt


def _groups(field: str, levels: tuple[str, ...]) -> list[np.ndarray]:
    """Split levels into sets that compete: what can be known differs with what is filled."""
    apart = {
        "birth_date": (
            {"equal", "swapped", "one_digit", "same_year", "other_year", "differs", "generation"},
        ),
        "address": ({"hamlet", "commune", "province", "differs"}, {"hamlet_only", "hamlet_other"}),
    }
    # What speaks against a person cannot be learnt from people found by what speaks for them.
    fixed = {"full_name": {"missing", "given", "similar", "differs"}}.get(field, {"missing"})
    sets = apart.get(field, (set(levels) - fixed,))
    return [np.array([i for i, level in enumerate(levels) if level in group]) for group in sets]
