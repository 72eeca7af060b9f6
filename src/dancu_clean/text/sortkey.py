"""Vietnamese order: by given name, then family and middle names; a ă â … and tones as in TCVN."""

from __future__ import annotations

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_RANK = {letter: chr(0x61 + index) for index, letter in enumerate(_LETTERS)}


def sort_key(text: str) -> tuple[str, str]:
    """Return letters first, tones second: the order of a Vietnamese dictionary."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text).casefold():
        parts = unicodedata.normalize("NFD", char)
        tone = next((str(_TONES.index(c) + 1) for c in parts if c in _TONES), "0")
        bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        letters.append(_RANK.get(bare, bare))
        tones.append(tone)
    return "".join(letters), "".join(tones)


def name_sort_key(name: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the key by which lists of people are sorted: given name, then the words before."""
    before, _, given = name.rpartition(" ")
    return sort_key(given), sort_key(before)
