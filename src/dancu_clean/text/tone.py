"""Tone marks in one place: the old printed style of the police (Hòa, Thúy, Khỏe, Quý, Già).

Only words that are one Vietnamese syllable with one tone are touched: minority and foreign
words stay as written. The mark stands on the letter that has a hat or horn (the last of them),
else on the last vowel before a final consonant, else on the first of two or the middle of three
vowels; the u of "qu" and the i of "gi" are no vowels.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(
    r"(ngh|gi(?=[aăâeêoôơuư])|qu(?=[aăâeêiơoôy])|ng|nh|gh|kh|ph|th|tr|ch|[bcdđghklmnprstvx]|)"
    r"([aăâeêioôơuưy]{1,3})(ch|nh|ng|[cmnpt]|)"
)
_MARKED = "ăâêôơư"


def _tone_index(letters: str) -> int | None:
    """Return where the tone belongs in a toneless syllable, None for anything else."""
    found = _SYLLABLE.fullmatch(letters)
    if found is None:
        return None
    start, nucleus, final = len(found[1]), found[2], found[3]
    marked = [index for index, char in enumerate(nucleus) if char in _MARKED]
    if marked:
        return start + marked[-1]
    if final:
        return start + len(nucleus) - 1
    return start + (len(nucleus) == 3)


@lru_cache(maxsize=65536)
def place_tone(word: str) -> str:
    """Return one NFC word with its tone mark where the old style puts it."""
    if word.isascii():
        return word
    bare: list[str] = []
    tone = ""
    for char in word:
        parts = unicodedata.normalize("NFD", char)
        mark = "".join(c for c in parts if c in _TONES)
        tone += mark
        letter = "".join(c for c in parts if c not in _TONES) if mark else char
        bare.append(unicodedata.normalize("NFC", letter))
    index = _tone_index("".join(bare).lower()) if len(tone) == 1 else None
    if index is None:
        return word
    bare[index] += tone
    return unicodedata.normalize("NFC", "".join(bare))


def place_tones(text: str) -> str:
    """Return NFC text with the tone of each word in its place; idempotent."""
    return " ".join(map(place_tone, text.split(" ")))
