"""How much a name says: u of each level, from the names and words of the reference.

Where two names agree, u is the share of people who bear the name. Where they agree in part, it is
the product of the shares of the words they agree on: “Y Blơm Êbam” for “Y Blơm Êban” says nearly
as much as the name itself, “Nguyễn Văn Ham” for “Nguyễn Văn Nam” little. A word that nobody bears
can only be a slip and is held against no one; a word that many bear is most likely meant.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dancu_clean.levels import names
from dancu_clean.levels.name_table import NameTable
from dancu_clean.linkage.features import Side
from dancu_clean.linkage.scoring import bits_of
from dancu_clean.linkage.weights import FieldWeights

_LETTERS_AGREE = [names.EQUAL, names.VARIANT, names.NO_MARKS, names.MARKS_LOST, names.MARKS]
_IN_PART = [
    names.MIDDLE, names.INITIALS, names.ONE_EDIT, names.TWO_EDITS, names.GIVEN, names.SIMILAR,
]  # fmt: skip
# So many other spellings a name has that a slip may turn it into.
_OTHER_MARKS = 3.0
_OTHER_ORDER = 0.3
# A slip makes one of about so many words out of a word: the chance of just this one is small.
_SLIPS = {
    names.MIDDLE: 4.0, names.GIVEN: 60.0, names.ONE_EDIT: 60.0, names.TWO_EDITS: 300.0,
    names.SIMILAR: 2000.0,
}  # fmt: skip
_SAME_INITIAL = 1 / 12
# A word that no one of the reference bears is not impossible elsewhere.
_UNSEEN = 0.3


@dataclass(frozen=True)
class Shares:
    """Shares of people by sorted hash."""

    hashes: np.ndarray
    shares: np.ndarray

    @classmethod
    def count(cls, hashes: np.ndarray, people: np.ndarray) -> Shares:
        """Add up how many `people` each hash has; 0 is no hash."""
        found, back = np.unique(hashes, return_inverse=True)
        total = np.bincount(back, weights=people, minlength=len(found))
        return cls(found, total / max(1.0, float(people.sum())))

    def of(self, hashes: np.ndarray) -> np.ndarray:
        """Return the share of each hash, 0 where it is unknown."""
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[at] == hashes, self.shares[at], 0.0).astype(np.float32)


class NameShares:
    """How common the names and words of a reference are; one row per distinct name."""

    def __init__(self, side: Side) -> None:
        """Count the names of the reference side."""
        codes, table = side.names["full_name"], side.tables["full_name"]
        bearers = np.bincount(codes[codes >= 0], minlength=len(table.squashed)).astype(np.float64)
        self._rarest = 1 / max(1, side.size)
        self._spellings = Shares.count(table.canonical, bearers)
        self._words = _count_words(table, bearers)
        self._letters = Shares.count(table.squashed, bearers)
        self.letters = self.of_letters(table)
        self.spelling = self.spellings(table)
        ends = table.family ^ (table.given << 1)
        self.ends = Shares.count(ends, bearers).of(ends)
        self.words = self.word_shares(table)

    def of_letters(self, table: NameTable) -> np.ndarray:
        """Return the share of each name's letters."""
        return self._letters.of(table.squashed)

    def spellings(self, table: NameTable) -> np.ndarray:
        """Return the share of each name's spelling."""
        return self._spellings.of(table.canonical)

    def word_shares(self, table: NameTable) -> np.ndarray:
        """Return the share of each word of each name where it stands."""
        found = self._words.of(_in_place(table))
        found = np.maximum(found, np.float32(_UNSEEN * self._rarest))
        return np.where(table.words != 0, found, np.float32(1))


def _in_place(table: NameTable) -> np.ndarray:
    """Tell a word as family name, as middle word and as given name apart."""
    column = np.arange(table.words.shape[1])
    last = column == table.word_count[:, None].astype(np.int64) - 1
    place = np.where(column == 0, 1, np.where(last, 3, 2)).astype(np.int64)
    return np.where(table.words != 0, table.words ^ place, 0)


def _count_words(table: NameTable, bearers: np.ndarray) -> Shares:
    words = _in_place(table)
    here = words != 0
    row = np.nonzero(here)[0]
    found = Shares.count(words[here], bearers[row])
    return Shares(found.hashes, found.shares * bearers[row].sum() / max(1.0, bearers.sum()))


class NameWeights:
    """Weighs the names of one list against those of a reference."""

    def __init__(self, shares: NameShares, left: NameTable, right: NameTable) -> None:
        """Look the list's names and words up."""
        self._left, self._right, self._shares = left, right, shares
        self._spelling, self._letters = shares.spellings(left), shares.of_letters(left)
        self._words = shares.word_shares(left)

    def rarity(self, names_right: np.ndarray) -> np.ndarray:
        """Return the bits that a name of the reference is worth at most."""
        return -np.log2(np.append(self._shares.letters, np.float32(1))[names_right])

    def weigh(
        self, level: np.ndarray, spec: FieldWeights, left: np.ndarray, right: np.ndarray
    ) -> np.ndarray:
        """Return the bits of pairs of names (codes of both sides) at these levels."""
        u = np.where(np.isnan(spec.u), 1.0, spec.u)[level]
        here = np.flatnonzero((level > 0) & (level <= names.ORDER))
        u[here] = self._whole(level[here], spec.m, left[here], right[here])
        for name in _IN_PART:
            here = np.flatnonzero(level == name)
            if len(here):
                u[here] = self._in_part(name, spec.m[name], left[here], right[here])
        return bits_of(spec, level, u)

    def _whole(
        self, level: np.ndarray, m: np.ndarray, left: np.ndarray, right: np.ndarray
    ) -> np.ndarray:
        letters, spelling = self._shares.letters[right], self._shares.spelling[right]
        agree = m[_LETTERS_AGREE].sum()
        # Another spelling that many people bear is most likely meant as it stands.
        meant = _OTHER_MARKS * self._spelling[left]
        # Leaving out diacritics is the clerk's habit and says nothing about who is meant.
        by_level = {
            names.EQUAL: spelling,
            names.VARIANT: min(1.0, m[names.VARIANT] / agree + 0.2) * spelling,
            names.NO_MARKS: m[names.NO_MARKS] / agree * letters,
            names.MARKS_LOST: np.minimum(letters, meant + m[names.MARKS_LOST] / agree * letters),
            names.MARKS: np.minimum(letters, meant + m[names.MARKS] / agree * letters),
            names.ORDER: _OTHER_ORDER * letters,
        }
        return np.select([level == name for name in by_level], list(by_level.values()), 1.0)

    def _in_part(self, name: int, m: float, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        a, b = self._left.words[left], self._right.words[right]
        width = int(max((a != 0).sum(axis=1).max(initial=0), (b != 0).sum(axis=1).max(initial=0)))
        a, b = a[:, :width], b[:, :width]
        mine, theirs = self._words[left, :width], self._shares.words[right, :width]
        same = (a[:, :, None] == b[:, None, :]) & (a != 0)[:, :, None]
        found_a, found_b = same.any(axis=2) | (a == 0), same.any(axis=1) | (b == 0)
        u = self._agreed(found_b, theirs, right)
        if name == names.INITIALS:
            return np.asarray(u * _SAME_INITIAL ** (~found_b).sum(axis=1))
        if name not in (names.MIDDLE, names.GIVEN):
            lost = np.where(found_b, 1, theirs).prod(axis=1)
            slips = np.where(found_a, 1, _SLIPS[name] * mine).prod(axis=1)
            u = u * (slips + 2 * m * lost)
        # A name that others bear to the letter is most likely meant as it stands.
        return np.asarray(np.minimum(1, u + _SLIPS[name] * self._letters[left]))

    def _agreed(self, found: np.ndarray, shares: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Return the share of people with all the words found: both ends as they go together."""
        last = self._right.word_count[right].astype(np.int64) - 1
        at = np.arange(len(right))
        ends = found[:, 0] & found[at, last] & (last > 0)
        alone = np.where(found, shares, 1).astype(np.float64)
        alone[ends, 0] = self._shares.ends[right[ends]]
        alone[at[ends], last[ends]] = 1
        return np.asarray(alone.prod(axis=1))
