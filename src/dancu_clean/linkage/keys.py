"""What blocking keys are made of, and which combinations are asked.

A key is an int64 hash per person (0 = this person has no such key). Each key survives another
damage: a wrong letter, a lost word, a wrong digit, a moved person. None needs every field.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dancu_clean.levels.name_table import NameTable
from dancu_clean.linkage.features import Place, Side

Key = tuple[str, ...]

_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
# The first keys find nearly everybody who was written without much damage, at few pairs each.
FIRST: tuple[Key, ...] = (
    ("name", "year"),
    ("words", "year"),
    ("given", "family", "birth"),
    ("letters", "birth"),
    ("name", "commune", "hamlet"),
)
# The others are asked for records that the first ones did not settle.
MORE: tuple[Key, ...] = (
    ("name",),
    ("name", "day_month"),
    ("near", "year"),
    ("near", "day_month"),
    ("near", "commune"),
    ("words", "commune"),
    ("words", "hamlet", "sex"),
    ("letters", "year", "sex"),
    ("letters", "commune", "hamlet"),
    ("tail", "day_month", "sex"),
    ("given", "birth"),
    ("given", "family", "year", "sex"),
    ("given", "commune", "hamlet", "sex"),
    ("family", "birth", "sex"),
    ("family", "day_month", "commune"),
    ("family", "commune", "hamlet", "year"),
    ("birth", "commune"),
    ("hamlet", "commune", "year", "sex"),
)
ALL = FIRST + MORE
_PLACED = {"commune", "hamlet"}
# A key whose block is larger than this says too little about a person to be worth its pairs.
MAX_BLOCK = 400
_LIMITS: dict[Key, int] = {("name",): 60, ("near", "commune"): 60}


def limit(key: Key) -> int:
    """Return the largest block of a key whose pairs are compared."""
    return _LIMITS.get(key, MAX_BLOCK)


def mix(*parts: np.ndarray) -> np.ndarray:
    """Join hashes to one; 0 (unknown) in any part makes the whole unknown."""
    out = np.zeros(len(parts[0]), dtype=np.uint64)
    known = np.ones(len(parts[0]), dtype=bool)
    for position, part in enumerate(parts):
        known &= part != 0
        out = (out ^ part.view(np.uint64)) * np.uint64(_ODD[position % 4])
        out ^= out >> np.uint64(29)
    return np.where(known, out | np.uint64(1), np.uint64(0)).view(np.int64)


_OF_NAME: dict[str, Callable[[NameTable], np.ndarray]] = {
    "name": lambda table: table.squashed,
    "words": lambda table: table.sorted_words,
    "given": lambda table: table.given,
    "family": lambda table: table.family,
    # Which letters stand in the name: survives exchanged and doubled letters and words.
    "letters": lambda table: table.letter_set & _LETTERS | 1 << 62,
    "tail": lambda table: table.tail,
}
_LETTERS = (1 << 26) - 1


class Parts(dict[str, np.ndarray]):
    """The parts of one side's keys, made when first asked for; `place` is one of its addresses."""

    def __init__(self, side: Side, place: Place | None = None) -> None:
        """Keep the side; nothing is computed yet."""
        super().__init__()
        self._side = side
        self._place = place

    @classmethod
    def of(cls, parts: dict[str, np.ndarray]) -> Parts:
        """Return parts already made."""
        made = cls.__new__(cls)
        made.update(parts)
        return made

    def __missing__(self, name: str) -> np.ndarray:
        """Make one part."""
        self[name] = made = self._make(name)
        return made

    def key(self, key: Key, rows: np.ndarray | None = None) -> np.ndarray:
        """Return the hashes of one key, of all people or those at `rows`."""
        return mix(*(self[name] if rows is None else self[name][rows] for name in key))

    def _make(self, name: str) -> np.ndarray:
        side = self._side
        if name in _OF_NAME:
            pool = np.append(_OF_NAME[name](side.tables["full_name"]), 0)
            return pool[side.names["full_name"]]
        if name in _PLACED:
            nothing = np.zeros(side.size, dtype=np.int64)
            return getattr(self._place, name) if self._place else nothing
        return _of_dates(side)[name]()


def _of_dates(side: Side) -> dict[str, Callable[[], np.ndarray]]:
    birth = side.birth
    # 01/01 is what programs write for an unknown day: as a key it would join thousands.
    sure = (birth % 100 > 0) & (birth % 10000 != 101)
    return {
        "sex": lambda: side.sex.astype(np.int64) + 1,
        "year": lambda: birth // 10000,
        "birth": lambda: np.where(birth % 100 > 0, birth, 0),
        "day_month": lambda: np.where(sure, birth % 10000, 0),
    }


def placed(key: Key) -> bool:
    """Tell whether a key holds part of an address: people have several of these."""
    return not _PLACED.isdisjoint(key)
