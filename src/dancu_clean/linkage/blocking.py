"""Candidate pairs: people of both sides who share a blocking key (see `keys`).

A block is the people of one hash. For each list only the people whose hash the list has are
sorted, so that memory grows with the list and not with what a reference could be asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dancu_clean.linkage.features import Place, Side
from dancu_clean.linkage.keys import Key, Parts, limit, placed

# Positions and hashes of equal length: a person may have several hashes, or none.
Entries = tuple[np.ndarray, np.ndarray]
_SIEVE = (1 << 22) - 1
_SAME_NUMBER = 50


@dataclass(frozen=True)
class Blocks:
    """The blocks of one key that the list asks for; `rows` ascends."""

    rows: np.ndarray
    start: np.ndarray
    count: np.ndarray
    people: np.ndarray

    def pairs(self, first: int, stop: int) -> tuple[np.ndarray, np.ndarray]:
        """Return rows and people of the pairs of the rows `first` … `stop` − 1."""
        here = slice(*np.searchsorted(self.rows, (first, stop)))
        count, start = self.count[here], self.start[here]
        rows = np.repeat(self.rows[here], count)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
        return rows, self.people[np.repeat(start, count) + within]

    def all_pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Return rows and people of all pairs."""
        return self.pairs(0, int(self.rows[-1]) + 1 if len(self.rows) else 0)


def join(left: Entries, right: Entries, most: int) -> Blocks:
    """Join rows to people with the same hash, leaving out blocks of more than `most` people."""
    rows, asked = left
    people, hashes = right
    # A coarse sieve first: most people share no hash with a list, and sorting is what costs.
    sieve = np.zeros(_SIEVE + 1, dtype=bool)
    sieve[_fine(asked)] = True
    kept = np.flatnonzero(sieve[_fine(hashes)] & (hashes != 0))
    hashes = hashes[kept]
    order = np.argsort(hashes)
    hashes, people = hashes[order], people[kept[order]].astype(np.int32)
    # Asked in order, neighbouring questions find their answers in neighbouring memory.
    by_hash = np.argsort(asked)
    start = np.empty(len(asked), dtype=np.int32)
    count = np.empty(len(asked), dtype=np.int32)
    start[by_hash] = np.searchsorted(hashes, asked[by_hash], side="left")
    count[by_hash] = np.searchsorted(hashes, asked[by_hash], side="right")
    count -= start
    found = np.flatnonzero((asked != 0) & (count > 0) & (count <= most))
    found = found[np.argsort(rows[found], kind="stable")]
    return Blocks(rows[found], start[found], count[found], people)


def _fine(hashes: np.ndarray) -> np.ndarray:
    return (hashes ^ (hashes >> 30)) & _SIEVE


class Keyring:
    """A reference's blocking keys, made when a list asks for them."""

    def __init__(self, side: Side) -> None:
        """Prepare the parts of the keys."""
        self.side = side
        self._people = np.arange(side.size)
        self._parts = Parts(side, side.places[0] if side.places else None)
        self._others = [
            (Parts(side, place), _elsewhere(side.places[0], place)) for place in side.places[1:]
        ]

    def blocks(self, left: list[Parts], near: Entries, key: Key) -> Blocks:
        """Join a list to the reference by one key; `left` has one item per address."""
        hashes, people = [self._parts.key(_plain(key))], [self._people]
        if placed(key):
            for parts, moved in self._others:
                hashes.append(parts.key(_plain(key), moved))
                people.append(moved)
        rows, asked = _asked(left if placed(key) else left[:1], near, key)
        right = np.concatenate(people), np.concatenate(hashes)
        return join((rows, asked), right, limit(key))

    def same_number(self, side: Side) -> list[Blocks]:
        """Join by numbers: any number may stand in any column of the other side."""
        rows = np.arange(side.size)
        return [
            join((rows, np.maximum(mine, 0)), (self._people, np.maximum(theirs, 0)), _SAME_NUMBER)
            for mine in (side.number, side.old_number)
            for theirs in (self.side.number, self.side.old_number)
            if (mine > 0).any() and (theirs > 0).any()
        ]

    def near_number(self, side: Side) -> list[Blocks]:
        """Join by the front and the back of the number: one wrong digit leaves one right."""
        if not (side.number > 0).any():
            return []
        rows = np.arange(side.size)
        halves = zip(_halves(side), _halves(self.side), strict=True)
        return [join((rows, mine), (self._people, theirs), _SAME_NUMBER) for mine, theirs in halves]


def _plain(key: Key) -> Key:
    return tuple("name" if part == "near" else part for part in key)


def _asked(left: list[Parts], near: Entries, key: Key) -> Entries:
    """Return the hashes that a list asks for; a row asks for every name near its own."""
    if "near" not in key:
        found = [parts.key(key) for parts in left]
        return np.tile(np.arange(len(found[0])), len(left)), np.concatenate(found)
    rows, names = near
    found = []
    for parts in left:
        spread = Parts.of({part: parts[part][rows] for part in key if part != "near"})
        spread["name"] = names
        found.append(spread.key(_plain(key)))
    return np.tile(rows, len(left)), np.concatenate(found)


def _halves(side: Side) -> list[np.ndarray]:
    known = np.maximum(side.number, 0)
    return [known // 1000, np.where(known > 0, known % 10**6 + 10**6, 0)]


def _elsewhere(first: Place, other: Place) -> np.ndarray:
    """Return the people whose other address is not in the same hamlet as the first."""
    apart = (first.commune != other.commune) | (first.hamlet != other.hamlet)
    return np.flatnonzero(apart)
