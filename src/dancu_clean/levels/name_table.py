"""Distinct names as arrays: what their comparison needs, computed once per name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd

from dancu_clean.text.fold import fold

MAX_WORDS = 8
_TAIL = 6
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
    sorted_letters: np.ndarray
    plain: np.ndarray
    words: np.ndarray
    first_letter: np.ndarray
    abbreviated: np.ndarray
    word_length: np.ndarray
    word_count: np.ndarray
    letter_set: np.ndarray
    tail: np.ndarray
    family: np.ndarray
    given: np.ndarray
    shortened: np.ndarray

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
        split = [words[:MAX_WORDS] for words in split]
        canonical = ["".join(map(canonical_of, words)) for words in parts]
        spelled = ["".join(map(spelled_of, words)) for words in parts]
        count = np.array([len(words) for words in split], dtype=np.int64)
        row = np.repeat(np.arange(len(names)), count)
        column = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        codes, found = pd.factorize(np.array([*chain.from_iterable(split)], dtype=object))
        distinct_words: list[str] = found.tolist()
        words = np.zeros((len(names), MAX_WORDS), dtype=np.int64)
        length = np.zeros((len(names), MAX_WORDS), dtype=np.int8)
        first = np.zeros((len(names), MAX_WORDS), dtype=np.int32)
        words[row, column] = hashes(distinct_words)[codes]
        length[row, column] = _each(distinct_words, lambda text: min(len(text), 99))[codes]
        first[row, column] = _each(distinct_words, lambda text: ord(text[0]))[codes]
        short = _short_words(parts, known)
        squashed = ["".join(words) for words in split]
        in_order = [sorted(words) for words in split]
        return cls(
            letters=np.array(squashed, dtype=object),
            spelling=np.array(canonical, dtype=object),
            folded=hashes(folded),
            squashed=hashes(squashed),
            canonical=hashes(canonical),
            spelled=hashes(spelled),
            sorted_words=hashes([" ".join(words) for words in in_order]),
            sorted_letters=np.array(["".join(words) for words in in_order], dtype=object),
            plain=np.array([name.isascii() for name in names], dtype=bool),
            words=words,
            first_letter=first,
            abbreviated=short,
            word_length=length,
            word_count=count.astype(np.int8),
            letter_set=_letter_sets(squashed),
            tail=hashes([text[-_TAIL:] for text in squashed]),
            family=words[:, 0],
            given=words[np.arange(len(words)), np.maximum(count - 1, 0)],
            shortened=np.asarray(short.any(axis=1)),
        )


def _letter_sets(texts: Sequence[str]) -> np.ndarray:
    """Return 52 bits per text: which of A–Z stand in it (low half), which of them twice.

    One edit changes at most two bits, so names that differ in more than four are not within two.
    """
    count = np.array([len(text) for text in texts], dtype=np.int64)
    letters = np.frombuffer("".join(texts).encode("ascii", "replace"), dtype=np.uint8)
    at = letters.astype(np.int64) - ord("A")
    row = np.repeat(np.arange(len(texts)), count)
    known = (at >= 0) & (at < 26)
    seen = np.bincount(row[known] * 26 + at[known], minlength=26 * len(texts))
    seen = seen.reshape(len(texts), 26)
    bits = np.int64(1) << np.arange(26, dtype=np.int64)
    once: np.ndarray = (seen >= 1) @ bits | ((seen >= 2) @ bits) << 26
    return once


def _each(texts: Sequence[str], tell: Callable[[str], int]) -> np.ndarray:
    return np.array([tell(text) for text in texts], dtype=np.int64)


def _short_words(parts: list[list[str]], known: dict[str, _Word]) -> np.ndarray:
    """Tell which words of each name are abbreviations."""
    short = np.zeros((len(parts), MAX_WORDS), dtype=bool)
    shortened = {word for word, found in known.items() if found.short}
    for row, words in enumerate(parts):
        if not shortened.isdisjoint(words):
            flags = [known[word].short for word in words if known[word].folded][:MAX_WORDS]
            short[row, : len(flags)] = flags
    return short


def hashes(texts: Sequence[str]) -> np.ndarray:
    """Return a fixed 64-bit hash of each text: equal texts on both sides have equal hashes."""
    pool = np.array(texts, dtype=object)
    return pd.util.hash_array(pool, categorize=False).view(np.int64)
