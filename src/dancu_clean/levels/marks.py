"""Diacritics of pairs of spellings of the same letters, compared letter by letter."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np

# Every Latin letter with marks has a code below this.
_LATIN = 0x1F00
# The five tones and â ă ơ đ; any other mark shares the last bit.
_VIETNAMESE = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u0335"
_OTHER_MARK = 15


def some_lost(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Tell pairs of spellings of which one is the other with some of its marks left out."""
    if not len(left):
        return np.zeros(0, dtype=bool)
    a, b = _marks(left), _marks(right)
    width = min(a.shape[1], b.shape[1])
    a, b = a[:, :width], b[:, :width]
    lost: np.ndarray = ((a & ~b) == 0).all(axis=1) | ((b & ~a) == 0).all(axis=1)
    return lost


def _marks(spellings: np.ndarray) -> np.ndarray:
    """Return one set of marks (bits) per letter of each spelling."""
    marks, combining = _table()
    texts = spellings.astype(str)
    codes = texts.view(np.uint32).reshape(len(texts), -1)
    codes = np.where(codes < _LATIN, codes, 0)
    behind = combining[codes]
    # A tone stands behind its word: it belongs to the letter before it.
    letter = np.maximum(np.cumsum(~behind, axis=1) - 1, 0)
    out = np.zeros(codes.shape, dtype=np.uint16)
    row = np.broadcast_to(np.arange(len(texts))[:, None], codes.shape)
    np.bitwise_or.at(out, (row, letter), marks[codes])
    return out


@cache
def _table() -> tuple[np.ndarray, np.ndarray]:
    """Return per code point its marks as bits, and whether it is a mark itself."""
    marks = np.zeros(_LATIN, dtype=np.uint16)
    combining = np.zeros(_LATIN, dtype=bool)
    bits = {mark: bit for bit, mark in enumerate(_VIETNAMESE)}
    for code in range(0x80, _LATIN):
        # The bar of đ is a mark that Unicode does not take off.
        parts = unicodedata.normalize("NFD", chr(code).replace("đ", "d\u0335"))
        found = [part for part in parts if unicodedata.combining(part)]
        for part in found:
            marks[code] |= 1 << min(bits.setdefault(part, len(bits)), _OTHER_MARK)
        combining[code] = len(found) == len(parts)
    return marks, combining
