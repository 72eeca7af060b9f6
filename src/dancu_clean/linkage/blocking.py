"""Candidate pairs from several blocking keys, none of which needs every field to be right.

A key is an int64 hash per person (0 = this person has no such key). Pairs of a key are people
of both sides with the same hash. A block is the people of one hash.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dancu_clean.levels.names import NameTable
from dancu_clean.linkage.features import Side

# A key whose block is larger than this says too little about a person to be worth its pairs.
MAX_BLOCK = 400
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)


def mix(*parts: np.ndarray) -> np.ndarray:
    """Join hashes to one; 0 (unknown) in any part makes the whole unknown."""
    out = np.zeros(len(parts[0]), dtype=np.uint64)
    known = np.ones(len(parts[0]), dtype=bool)
    for position, part in enumerate(parts):
        known &= part != 0
        out = (out ^ part.view(np.uint64)) * np.uint64(_ODD[position % 4])
        out ^= out >> np.uint64(29)
    return np.where(known, out | np.uint64(1), np.uint64(0)).view(np.int64)


def _of_name(side: Side, pick: Callable[[NameTable], np.ndarray]) -> np.ndarray:
    codes = side.names["full_name"]
    pool = np.append(pick(side.tables["full_name"]), 0)
    return pool[codes]


def _last(table: NameTable) -> np.ndarray:
    rows = np.arange(len(table.words))
    return table.words[rows, np.maximum(table.word_count.astype(np.int64) - 1, 0)]


def _before_last(table: NameTable) -> np.ndarray:
    rows = np.arange(len(table.words))
    return np.where(
        table.word_count > 2,
        table.words[rows, np.maximum(table.word_count.astype(np.int64) - 2, 0)],
        0,
    )


def _parts(side: Side, place: int) -> dict[str, np.ndarray]:
    """Return the parts that keys are made of, one array each."""
    birth = side.birth
    full = birth % 100 > 0
    nothing = np.zeros(side.size, dtype=np.int64)
    where = side.places[place] if side.places else None
    return {
        "name": _of_name(side, lambda table: table.squashed),
        "words": _of_name(side, lambda table: table.sorted_words),
        "given": _of_name(side, _last),
        "middle": _of_name(side, _before_last),
        "family": _of_name(side, lambda table: table.words[:, 0]),
        "sex": side.sex.astype(np.int64) + 1,
        "year": birth // 10000,
        "birth": np.where(full, birth, 0),
        # 01/01 is what programs write for an unknown day: as a key it would join thousands.
        "day_month": np.where(full & (birth % 10000 != 101), birth % 10000, 0),
        "commune": where.commune if where else nothing,
        "hamlet": where.hamlet if where else nothing,
    }


# Each line survives another damage: a wrong letter, a lost word, a wrong digit, a moved person.
KEYS: tuple[tuple[str, ...], ...] = (
    ("name", "year"),
    ("words", "year"),
    ("birth", "given"),
    ("birth", "family", "sex"),
    ("birth", "middle"),
    ("name", "day_month"),
    ("given", "family", "day_month"),
    ("name",),
    ("birth", "commune"),
    ("given", "commune", "year"),
    ("family", "commune", "year", "sex"),
    ("middle", "commune", "year"),
    ("day_month", "commune"),
    ("name", "commune"),
    ("words", "commune"),
    ("given", "middle", "commune", "hamlet"),
    ("hamlet", "commune", "year"),
)
_SAME_HALF = 50
_LIMITS: dict[tuple[str, ...], int] = {("name",): 30}


def _keys(side: Side) -> list[list[np.ndarray]]:
    """Return for every line of `KEYS` one array of hashes per address of the side."""
    by_place = [_parts(side, place) for place in range(max(1, len(side.places)))]
    return [
        [
            mix(*(parts[name] for name in key))
            for parts in (by_place if "commune" in key else by_place[:1])
        ]
        for key in KEYS
    ]


def _numbers(side: Side) -> list[np.ndarray]:
    """Return a person's numbers as hashes: any may stand in any column of the other side."""
    return [np.where(number > 0, number, 0) for number in (side.number, side.old_number)]


def _halves(side: Side) -> list[np.ndarray]:
    """Return the front and the back of the personal number: one wrong digit leaves one right."""
    known = np.maximum(side.number, 0)
    return [known // 1000, np.where(known > 0, known % 10**6 + 10**6, 0)]


class Index:
    """The blocking keys of a reference, sorted once and asked many times."""

    def __init__(self, side: Side) -> None:
        """Sort every key of the reference side."""
        self._size = side.size
        self._keys = [[_sorted(column) for column in columns] for columns in _keys(side)]
        self._numbers = [_sorted(column) for column in _numbers(side)]
        self._halves = [_sorted(column) for column in _halves(side)]

    def by_number(self, side: Side) -> np.ndarray:
        """Return candidate pairs that share a number, see `pairs`."""
        found = [_join(left, right, 50) for left in _numbers(side) for right in self._numbers]
        return self._unique(found)

    def by_keys(self, side: Side) -> np.ndarray:
        """Return candidate pairs that share any blocking key."""
        found = []
        for key, lefts, rights in zip(KEYS, _keys(side), self._keys, strict=True):
            limit = _LIMITS.get(key, MAX_BLOCK)
            found += [_join(left, right, limit) for left in lefts for right in rights]
        halves = zip(_halves(side), self._halves, strict=True)
        found += [_join(left, right, _SAME_HALF) for left, right in halves]
        return self._unique(found)

    def _unique(self, found: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
        pairs = [rows * self._size + people for rows, people in found]
        joined = np.unique(np.concatenate(pairs))
        return np.stack([joined // self._size, joined % self._size])


Sorted = tuple[np.ndarray, np.ndarray]


def _sorted(key: np.ndarray) -> Sorted:
    order = np.argsort(key, kind="stable")
    return key[order], order


def _join(left: np.ndarray, right: Sorted, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Return rows and people with equal keys, leaving out blocks of more than `limit` people."""
    hashes, order = right
    start = np.searchsorted(hashes, left, side="left")
    count = np.searchsorted(hashes, left, side="right") - start
    count[(left == 0) | (count > limit)] = 0
    rows = np.repeat(np.arange(len(left)), count)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
    return rows, order[np.repeat(start, count) + within]
