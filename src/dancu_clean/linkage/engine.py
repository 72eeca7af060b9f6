"""The kernel: one side against a prepared reference, arrays in, arrays out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from dancu_clean.levels import dates, names
from dancu_clean.linkage import decide, weights
from dancu_clean.linkage.blocking import Index
from dancu_clean.linkage.comparison import LEVELS, NUMBER_LEVELS, compare
from dancu_clean.linkage.features import Side, select
from dancu_clean.linkage.scoring import Frequencies, weigh

_ROUNDS = 4
# Records are compared in portions, so that memory does not grow with the list.
_PORTION = 5_000
_SURE_NAME = (names.EQUAL, names.VARIANT, names.NO_MARKS)


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs of one list: record and person of each, levels, bits, probability."""

    rows: np.ndarray
    people: np.ndarray
    levels: Mapping[str, np.ndarray]
    bits: Mapping[str, np.ndarray]
    score: np.ndarray


class Linker:
    """A reference made ready: its arrays, blocking keys and frequencies."""

    def __init__(self, side: Side) -> None:
        """Prepare the reference; the side must have at least one person."""
        self.side = side
        self._index = Index(side)
        self._frequencies = Frequencies(side)

    def link(self, side: Side) -> Pairs:
        """Find, compare and weigh the candidates of every record of `side`."""
        parts = [
            self._candidates(select(side, np.arange(start, stop)), start)
            for start, stop in _portions(side.size)
        ]
        rows = np.concatenate([part[0] for part in parts])
        people = np.concatenate([part[1] for part in parts])
        levels = {field: np.concatenate([part[2][field] for part in parts]) for field in LEVELS}
        return self._weigh(rows, people, levels, side.size)

    def owners(self, side: Side) -> np.ndarray:
        """Return who holds each record's number in the reference (−1 = nobody)."""
        owner = np.full(side.size, -1, dtype=np.int64)
        rows, people = self._index.by_number(side)
        owner[rows[::-1]] = people[::-1]
        return owner

    def _candidates(
        self, side: Side, start: int
    ) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
        rows, people = self._index.by_number(side)
        levels = compare(side, self.side, rows, people)
        # Number, name and date agree: nobody else can come nearer, so nobody else is sought.
        sure = (levels["number"] == NUMBER_LEVELS.index("equal")) & (
            np.isin(levels["full_name"], _SURE_NAME) & (levels["birth_date"] == dates.EQUAL)
        )
        settled = np.zeros(side.size, dtype=bool)
        settled[rows[sure]] = True
        todo = np.flatnonzero(~settled)
        keep = settled[rows]
        rest = select(side, todo)
        more_rows, more_people = self._all_pairs(rest, todo, rows[~keep], people[~keep])
        more = compare(side, self.side, more_rows, more_people)
        return (
            np.concatenate([rows[keep], more_rows]) + start,
            np.concatenate([people[keep], more_people]),
            {field: np.concatenate([levels[field][keep], more[field]]) for field in LEVELS},
        )

    def _all_pairs(
        self, side: Side, todo: np.ndarray, rows: np.ndarray, people: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        found_rows, found_people = self._index.by_keys(side)
        joined = np.unique(
            np.concatenate([rows, todo[found_rows]]) * self.side.size
            + np.concatenate([people, found_people])
        )
        return joined // self.side.size, joined % self.side.size

    def _weigh(
        self, rows: np.ndarray, people: np.ndarray, levels: dict[str, np.ndarray], size: int
    ) -> Pairs:
        order = np.argsort(rows, kind="stable")
        rows, people = rows[order], people[order]
        levels = {field: level[order] for field, level in levels.items()}
        learnt = weights.shipped()
        copied = decide.copied(rows, levels, size)
        for _ in range(_ROUNDS):
            bits = weigh(levels, learnt, self._frequencies, people)
            bits["number"] = np.where(copied, np.float32(0), bits["number"])
            total = np.asarray(np.sum(list(bits.values()), axis=0, dtype=np.float64))
            score = decide.posterior(rows, total, size, self.side.size)
            learnt = weights.learn(learnt, levels, score)
        return Pairs(rows, people, levels, bits, score)


def _portions(size: int) -> Iterator[tuple[int, int]]:
    for start in range(0, size, _PORTION):
        yield start, min(start + _PORTION, size)
