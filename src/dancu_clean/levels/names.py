"""How two names of persons agree, told apart the way Vietnamese clerks do."""

from __future__ import annotations

import numpy as np
import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel, JaroWinkler

from dancu_clean.columns import distinct
from dancu_clean.levels.marks import some_lost
from dancu_clean.levels.name_table import MAX_WORDS, NameTable

NAME_LEVELS = (
    "missing",
    "equal",
    "variant",  # case, tone place, i/y, spacing, apostrophes, letters of minority languages
    "no_marks",  # one side was written without any diacritics
    "marks_lost",  # one side lost some diacritics, the others agree
    "marks",  # same letters, another diacritic: Hằng / Hàng
    "order",  # same words in another order
    "middle",  # words missing or added, the others equal: Thị, Văn, a saint's name
    "initials",  # one side abbreviated
    "one_edit",
    "two_edits",
    "given",  # family and given name equal, the middle differs
    "similar",
    "differs",
)
(
    MISSING, EQUAL, VARIANT, NO_MARKS, MARKS_LOST, MARKS, ORDER, MIDDLE, INITIALS,
    ONE_EDIT, TWO_EDITS, GIVEN, SIMILAR, DIFFERS,
) = range(len(NAME_LEVELS))  # fmt: skip

_SIMILAR = 0.90
_SIMILAR_IN_ORDER = 0.75
_FEW_LETTERS = 2
_WORTH_COUNTING = 0.80
_LONG_WORD = 5


class _Chosen:
    """Some rows of a table, each column fetched when first asked for."""

    def __init__(self, table: NameTable, rows: np.ndarray) -> None:
        self._table = table
        self._rows = rows

    def __getattr__(self, column: str) -> np.ndarray:
        found: np.ndarray = getattr(self._table, column)[self._rows]
        setattr(self, column, found)
        return found

    def __len__(self) -> int:
        return len(self._rows)

    def take(self, rows: np.ndarray) -> _Chosen:
        return _Chosen(self._table, self._rows[rows])


def levels(
    left: NameTable, left_codes: np.ndarray, right: NameTable, right_codes: np.ndarray
) -> np.ndarray:
    """Return the level (int8) of each pair; a code of −1 is a missing name."""
    out = np.full(len(left_codes), MISSING, dtype=np.int8)
    known = np.flatnonzero((left_codes >= 0) & (right_codes >= 0))
    # The same two names meet again and again: compare each distinct pair once.
    width = len(right.folded) + 1
    pairs, back = np.unique(
        left_codes[known].astype(np.int64) * width + right_codes[known], return_inverse=True
    )
    a, b = _Chosen(left, pairs // width), _Chosen(right, pairs % width)
    level = _by_hash(a, b)
    rest = np.flatnonzero(level < 0)
    level[rest] = _by_letters(a.take(rest), b.take(rest))
    out[known] = level[back]
    return out


def _by_hash(a: _Chosen, b: _Chosen) -> np.ndarray:
    level = np.full(len(a), -1, dtype=np.int8)
    level[a.sorted_words == b.sorted_words] = ORDER
    same_letters = a.squashed == b.squashed
    level[same_letters] = MARKS
    marked = np.flatnonzero(same_letters & (a.canonical != b.canonical))
    level[marked[some_lost(a.spelling[marked], b.spelling[marked])]] = MARKS_LOST
    level[same_letters & (a.plain != b.plain)] = NO_MARKS
    # The closest level is written last and wins.
    same = a.canonical == b.canonical
    level[same | (a.spelled == b.spelled)] = VARIANT
    level[same & (a.folded == b.folded)] = EQUAL
    return level


def _contained(a: _Chosen, b: _Chosen) -> np.ndarray:
    """Tell pairs in which all words of the shorter name stand in the longer one."""
    longer = (a.word_count > b.word_count)[:, None]
    short, long = np.where(longer, b.words, a.words), np.where(longer, a.words, b.words)
    missing = np.zeros(len(short), dtype=bool)
    for column in range(MAX_WORDS):
        word = short[:, column]
        missing |= (word != 0) & ~(long == word[:, None]).any(axis=1)
    several = np.minimum(a.word_count, b.word_count) >= 2
    return ~missing & several & (a.word_count != b.word_count)


def _ends_agree(a: _Chosen, b: _Chosen) -> np.ndarray:
    several = (a.word_count > 1) & (b.word_count > 1)
    return several & (a.family == b.family) & (a.given == b.given)


def _another_word(a: _Chosen, b: _Chosen) -> np.ndarray:
    """Tell pairs that differ in one short word: two letters of Bảy and Năm make a brother."""
    differs = a.words != b.words
    shorter = np.minimum(a.word_length, b.word_length)
    short = (differs & (shorter < _LONG_WORD)).any(axis=1)
    return (a.word_count == b.word_count) & (differs.sum(axis=1) == 1) & short


def _abbreviated(a: _Chosen, b: _Chosen) -> np.ndarray:
    """Tell pairs whose words are equal but for those that one side shortened: Ng. V. An."""
    shortened = (a.abbreviated | b.abbreviated) & (a.first_letter == b.first_letter)
    fits = (shortened | (a.words == b.words)).all(axis=1)
    return fits & shortened.any(axis=1) & (a.word_count == b.word_count)


def _by_letters(a: _Chosen, b: _Chosen) -> np.ndarray:
    level = np.full(len(a), DIFFERS, dtype=np.int8)
    if not len(level):
        return level
    near = _likeness(a.letters, b.letters)
    level[near >= _SIMILAR] = SIMILAR
    turned = np.flatnonzero(near < _SIMILAR)
    level[turned[_alike_in_any_order(a.take(turned), b.take(turned))]] = SIMILAR
    level[_ends_agree(a, b)] = GIVEN
    close = np.flatnonzero(near >= _WORTH_COUNTING)
    if len(close):
        edits = process.cpdist(
            a.letters[close], b.letters[close], scorer=OSA.distance, score_cutoff=2, dtype=np.int32
        )
        level[close[(edits == 2) & ~_another_word(a, b)[close]]] = TWO_EDITS
        level[close[edits <= 1]] = ONE_EDIT
    level[_abbreviated(a, b)] = INITIALS
    level[_contained(a, b)] = MIDDLE
    return level


def _alike_in_any_order(a: _Chosen, b: _Chosen) -> np.ndarray:
    """Tell names of nearly the same letters, whatever the order of words: damaged twice."""
    alike: np.ndarray = np.bitwise_count(a.letter_set ^ b.letter_set) <= _FEW_LETTERS
    if len(a):
        words = process.cpdist(
            a.sorted_letters, b.sorted_letters, scorer=Indel.normalized_similarity, dtype=np.float32
        )
        alike |= words >= _SIMILAR_IN_ORDER
    return alike


def _likeness(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    if not len(a):
        return np.zeros(0, dtype=np.float32)
    return process.cpdist(a, b, scorer=JaroWinkler.similarity, dtype=np.float32)


def table_of(column: pd.Series) -> tuple[np.ndarray, NameTable]:
    """Return codes (−1 = missing) and the prepared distinct names of a column."""
    codes, names = distinct(column)
    return codes, NameTable.build(names)


def classify(left: pd.Series, right: pd.Series) -> np.ndarray:
    """Return the level (int8, index into `NAME_LEVELS`) of each pair of clean names."""
    left_codes, left_table = table_of(left)
    right_codes, right_table = table_of(right)
    return levels(left_table, left_codes, right_table, right_codes)
