"""Which names of the reference a name of the list may be: one letter or one word away.

Two names one letter apart become equal when the right letter is left out of each (symmetric
deletion); two names one word apart when the word is left out of the longer one. Only distinct
names meet here, so the cost does not grow with the people who bear them.
"""

from __future__ import annotations

import numpy as np

from dancu_clean.levels.name_table import NameTable
from dancu_clean.linkage.blocking import Entries, join

# A form shared by more names than this says too little about any of them.
_MOST_NAMES = 60
_MOST_LETTERS = 30
_BASE = 0x9E3779B97F4A7C15
_BACK = pow(_BASE, -1, 1 << 64)


def neighbours(left: NameTable, right: NameTable) -> Entries:
    """Return pairs of distinct names near each other: positions in `left`, hash in `right`.

    The hash is `NameTable.squashed` of the right name; names of equal letters are left out.
    """
    ours, theirs = np.arange(len(left.squashed)), _first_of_each(right.squashed)
    a, b = _without_letter(left, ours), _without_letter(right, theirs)
    found = [join(a, b, _MOST_NAMES).all_pairs()]
    (whole_a, less_a), (whole_b, less_b) = _without_word(left, ours), _without_word(right, theirs)
    found.append(join(whole_a, less_b, _MOST_NAMES).all_pairs())
    found.append(join(less_a, whole_b, _MOST_NAMES).all_pairs())
    width = len(right.squashed)
    pairs = np.unique(np.concatenate([one * width + other for one, other in found]))
    one, other = pairs // width, pairs % width
    apart = left.squashed[one] != right.squashed[other]
    return one[apart], right.squashed[other[apart]]


def _first_of_each(values: np.ndarray) -> np.ndarray:
    return np.sort(np.unique(values, return_index=True)[1])


def _without_letter(table: NameTable, rows: np.ndarray) -> Entries:
    """Return hashes of each name's letters, whole and with each letter left out in turn."""
    texts = table.letters[rows]
    length = np.array([min(len(text), _MOST_LETTERS) for text in texts], dtype=np.int64)
    width = int(length.max(initial=0))
    codes = np.array(texts, dtype=f"U{max(width, 1)}").view(np.uint32).reshape(len(rows), -1)
    power = np.cumprod(np.full(width, _BASE, dtype=np.uint64))
    before = np.zeros((len(rows), width + 1), dtype=np.uint64)
    np.cumsum(codes[:, :width].astype(np.uint64) * power, axis=1, out=before[:, 1:])
    whole = before[:, -1:]
    less = before[:, :-1] + (whole - before[:, 1:]) * np.uint64(_BACK)
    there = np.arange(width) < length[:, None]
    hashes = np.concatenate([whole[:, 0], less[there]])
    owners = np.concatenate([rows, rows[np.nonzero(there)[0]]])
    return owners, _spread(hashes)


def _without_word(table: NameTable, rows: np.ndarray) -> tuple[Entries, Entries]:
    """Return hashes of each name's words in any order: all of them, and each left out in turn."""
    words = table.words[rows].view(np.uint64)
    whole = words.sum(axis=1, dtype=np.uint64)
    several = table.word_count[rows] > 2
    row, column = np.nonzero((words != 0) & several[:, None])
    return (rows, _spread(whole)), (rows[row], _spread(whole[row] - words[row, column]))


def _spread(hashes: np.ndarray) -> np.ndarray:
    """Let every bit of a hash depend on all others; never 0."""
    hashes = hashes ^ (hashes >> np.uint64(32))
    hashes = hashes * np.uint64(_BASE)
    hashes ^= hashes >> np.uint64(29)
    return (hashes | np.uint64(1)).view(np.int64)


class Neighbours:
    """The near names of one list's names, found when first asked for."""

    def __init__(self, left: NameTable, right: NameTable) -> None:
        """Keep the distinct names of both sides."""
        self._tables = (left, right)
        self._found: Entries | None = None

    def of(self, codes: np.ndarray) -> Entries:
        """Return rows (positions in `codes`) and hashes of the names near the row's own."""
        if self._found is None:
            self._found = neighbours(*self._tables)
        at, near = self._found
        start = np.searchsorted(at, codes, side="left")
        count = np.searchsorted(at, codes, side="right") - start
        rows = np.repeat(np.arange(len(codes)), count)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
        return rows, near[np.repeat(start, count) + within]
