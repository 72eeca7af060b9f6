"""How two names of persons agree, told apart the way Vietnamese clerks do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from dancu_clean.columns import distinct
from dancu_clean.text.fold import fold

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

_MAX_WORDS = 8
_SIMILAR = 0.90
_WORTH_COUNTING = 0.80
_LONG_WORD = 5
# A, H, K, U and Y are words of minority names; any other single letter is an abbreviation.
_INITIALS = frozenset("BCDGLMNPQRSTVX")
_TONES = {0x300, 0x301, 0x303, 0x309, 0x323}
_MINORITY = {0x303, 0x306, 0x30C}
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnprstvx])y\b|(?<=qu)y\b")
_FOREIGN_LETTER = re.compile(r"[ŭĕĭŏƀčñ]")
_NOT_LETTER = re.compile(r"[\W\d_]+")


def _strip(text: str, marks: set[int]) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if ord(c) not in marks)


def _tone_last(word: str) -> str:
    """Write the word's tone behind it, so that its place does not matter: hoà, hòa → hoa\u0300."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters if ord(c) in _TONES)
    return unicodedata.normalize("NFC", _strip(word, _TONES)) + tones


class _Word(NamedTuple):
    folded: str
    canonical: str
    spelled: str
    short: bool


@lru_cache(maxsize=200_000)
def _word(word: str) -> _Word:
    """Prepare one word: names have few distinct ones, so this is done once for thousands."""
    folded = fold(word)
    canonical = "".join(map(_canonical, _NOT_LETTER.sub(" ", word.replace("'", "")).split()))
    spelled = _FINAL_Y.sub("i", canonical)
    short = word.endswith((".", "~")) or (len(word) == 1 and folded in _INITIALS)
    return _Word(folded, canonical, spelled, short)


def _canonical(word: str) -> str:
    """Give one spelling to all writing variants of a word, marks kept."""
    plain = _tone_last(word.casefold())
    if _FOREIGN_LETTER.search(plain):
        plain = _strip(plain.replace("ƀ", "b"), _MINORITY)
    return plain


@dataclass(frozen=True)
class NameTable:
    """Everything levels need of n distinct clean names: arrays of n hashes, flags and words.

    Each side of a comparison has its own table, so that a reference is prepared once.
    """

    letters: np.ndarray
    spelling: np.ndarray
    folded: np.ndarray
    squashed: np.ndarray
    canonical: np.ndarray
    spelled: np.ndarray
    sorted_words: np.ndarray
    plain: np.ndarray
    words: np.ndarray
    first_letter: np.ndarray
    abbreviated: np.ndarray
    word_length: np.ndarray
    word_count: np.ndarray

    @classmethod
    def build(cls, names: Sequence[str]) -> NameTable:
        """Prepare distinct clean names (NFC, single spaces)."""
        parts = [name.split() for name in names]
        known = {word: _word(word) for word in set(chain.from_iterable(parts))}
        folded_of, canonical_of, spelled_of = (
            {word: getattr(found, form) for word, found in known.items()}.__getitem__
            for form in ("folded", "canonical", "spelled")
        )
        # A folded word may be empty ("…") or several words ("Nguyễn.Văn").
        split = [" ".join(map(folded_of, words)).split() for words in parts]
        folded = [" ".join(words) for words in split]
        split = [words[:_MAX_WORDS] for words in split]
        canonical = ["".join(map(canonical_of, words)) for words in parts]
        spelled = ["".join(map(spelled_of, words)) for words in parts]
        count = np.array([len(words) for words in split], dtype=np.int64)
        row = np.repeat(np.arange(len(names)), count)
        column = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        codes, found = pd.factorize(np.array([*chain.from_iterable(split)], dtype=object))
        distinct_words: list[str] = found.tolist()
        words = np.zeros((len(names), _MAX_WORDS), dtype=np.int64)
        length = np.zeros((len(names), _MAX_WORDS), dtype=np.int8)
        first = np.zeros((len(names), _MAX_WORDS), dtype=np.int32)
        words[row, column] = hashes(distinct_words)[codes]
        length[row, column] = _each(distinct_words, lambda text: min(len(text), 99))[codes]
        first[row, column] = _each(distinct_words, lambda text: ord(text[0]))[codes]
        short = _short_words(parts, known)
        squashed = ["".join(words) for words in split]
        return cls(
            letters=np.array(squashed, dtype=object),
            spelling=np.array(canonical, dtype=object),
            folded=hashes(folded),
            squashed=hashes(squashed),
            canonical=hashes(canonical),
            spelled=hashes(spelled),
            sorted_words=hashes([" ".join(sorted(parts)) for parts in split]),
            plain=np.array([name.isascii() for name in names], dtype=bool),
            words=words,
            first_letter=first,
            abbreviated=short,
            word_length=length,
            word_count=count.astype(np.int8),
        )

    def take(self, codes: np.ndarray) -> NameTable:
        """Return the rows of these codes, in this order."""
        return NameTable(**{f.name: getattr(self, f.name)[codes] for f in fields(self)})


def _each(texts: Sequence[str], tell: Callable[[str], int]) -> np.ndarray:
    return np.array([tell(text) for text in texts], dtype=np.int64)


def _short_words(parts: list[list[str]], known: dict[str, _Word]) -> np.ndarray:
    """Tell which words of each name are abbreviations."""
    short = np.zeros((len(parts), _MAX_WORDS), dtype=bool)
    shortened = {word for word, found in known.items() if found.short}
    for row, words in enumerate(parts):
        if not shortened.isdisjoint(words):
            flags = [known[word].short for word in words if known[word].folded][:_MAX_WORDS]
            short[row, : len(flags)] = flags
    return short


def hashes(texts: Sequence[str]) -> np.ndarray:
    """Return a fixed 64-bit hash of each text: equal texts on both sides have equal hashes."""
    pool = np.array(texts, dtype=object)
    return pd.util.hash_array(pool, categorize=False).view(np.int64)


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
    a, b = left.take(pairs // width), right.take(pairs % width)
    level = _by_hash(a, b)
    rest = np.flatnonzero(level < 0)
    level[rest] = _by_letters(a.take(rest), b.take(rest))
    out[known] = level[back]
    return out


def _by_hash(a: NameTable, b: NameTable) -> np.ndarray:
    level = np.full(len(a.folded), -1, dtype=np.int8)
    level[a.sorted_words == b.sorted_words] = ORDER
    same_letters = a.squashed == b.squashed
    level[same_letters] = MARKS
    marked = np.flatnonzero(same_letters & (a.canonical != b.canonical))
    lost = [_some_lost(a.spelling[row], b.spelling[row]) for row in marked]
    level[marked[np.array(lost, dtype=bool)]] = MARKS_LOST
    level[same_letters & (a.plain != b.plain)] = NO_MARKS
    # The closest level is written last and wins.
    same = a.canonical == b.canonical
    level[same | (a.spelled == b.spelled)] = VARIANT
    level[same & (a.folded == b.folded)] = EQUAL
    return level


def _letters_and_marks(spelling: str) -> list[set[str]]:
    letters: list[set[str]] = []
    for char in unicodedata.normalize("NFD", spelling.replace("đ", "d\u0335")):
        if unicodedata.combining(char):
            letters[-1].add(char)
        else:
            letters.append(set())
    return letters


def _some_lost(left: str, right: str) -> bool:
    """Tell whether one spelling is the other with some of its marks left out."""
    pairs = list(zip(_letters_and_marks(left), _letters_and_marks(right), strict=False))
    return all(a <= b for a, b in pairs) or all(b <= a for a, b in pairs)


def _contained(a: NameTable, b: NameTable) -> np.ndarray:
    """Tell pairs in which all words of the shorter name stand in the longer one."""
    longer = (a.word_count > b.word_count)[:, None]
    short, long = np.where(longer, b.words, a.words), np.where(longer, a.words, b.words)
    missing = np.zeros(len(short), dtype=bool)
    for column in range(_MAX_WORDS):
        word = short[:, column]
        missing |= (word != 0) & ~(long == word[:, None]).any(axis=1)
    several = np.minimum(a.word_count, b.word_count) >= 2
    return ~missing & several & (a.word_count != b.word_count)


def _ends_agree(a: NameTable, b: NameTable) -> np.ndarray:
    rows = np.arange(len(a.folded))
    last_a = a.words[rows, np.maximum(a.word_count - 1, 0)]
    last_b = b.words[rows, np.maximum(b.word_count - 1, 0)]
    several = (a.word_count > 1) & (b.word_count > 1)
    return several & (a.words[:, 0] == b.words[:, 0]) & (last_a == last_b)


def _another_word(a: NameTable, b: NameTable) -> np.ndarray:
    """Tell pairs that differ in one short word: two letters of Bảy and Năm make a brother."""
    differs = a.words != b.words
    shorter = np.minimum(a.word_length, b.word_length)
    short = (differs & (shorter < _LONG_WORD)).any(axis=1)
    return (a.word_count == b.word_count) & (differs.sum(axis=1) == 1) & short


def _abbreviated(a: NameTable, b: NameTable) -> np.ndarray:
    """Tell pairs whose words are equal but for those that one side shortened: Ng. V. An."""
    shortened = (a.abbreviated | b.abbreviated) & (a.first_letter == b.first_letter)
    fits = (shortened | (a.words == b.words)).all(axis=1)
    return fits & shortened.any(axis=1) & (a.word_count == b.word_count)


def _by_letters(a: NameTable, b: NameTable) -> np.ndarray:
    level = np.full(len(a.folded), DIFFERS, dtype=np.int8)
    if not len(level):
        return level
    near = process.cpdist(a.letters, b.letters, scorer=JaroWinkler.similarity, dtype=np.float32)
    level[near >= _SIMILAR] = SIMILAR
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


def table_of(column: pd.Series) -> tuple[np.ndarray, NameTable]:
    """Return codes (−1 = missing) and the prepared distinct names of a column."""
    codes, names = distinct(column)
    return codes, NameTable.build(names)


def classify(left: pd.Series, right: pd.Series) -> np.ndarray:
    """Return the level (int8, index into `NAME_LEVELS`) of each pair of clean names."""
    left_codes, left_table = table_of(left)
    right_codes, right_table = table_of(right)
    return levels(left_table, left_codes, right_table, right_codes)
