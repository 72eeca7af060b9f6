"""Marks beside their letter and letters of another alphabet that only look like ours."""

from __future__ import annotations

import re
import unicodedata

from dancu_clean.text.tone import place_tone

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Marks as signs of their own; "'", "?" and "." are too common to be tones.
_LOOSE = dict(
    zip("`\u02cb\u00b4\u02ca~\u02dc", "\u0300\u0300\u0301\u0301\u0303\u0303", strict=True)
)
_HAS_LOOSE = re.compile(f"[{''.join(_LOOSE)}{_TONES}]")
_LOOSE_WORD = re.compile(
    rf"[^\W\d_][^\W\d_{''.join(_LOOSE)}{_TONES}]*[\w{''.join(_LOOSE)}{_TONES}]*"
)
_VOWEL = re.compile("[aăâeêioôơuưy]", re.IGNORECASE)
# Cyrillic and Greek letters of Latin shape; what PDF programs and keyboards put for ư ă đ.
_SHAPES = str.maketrans("АВЕКМНОРСТУХаеорсухіΑΒΕΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaeopcyxiABEHIKMNOPTYXo")
_STAND_INS = str.maketrans("ƣƢǎǍ₫", "ưƯăĂđ")
_MIXED = re.compile("(?=\\w*[A-Za-zÀ-ỹ])(?=\\w*[\u0370-\u04ff])\\w+")


def from_loose_marks(text: str) -> str | None:
    """Put tones that stand beside their vowel on it ("Nguyê~n"); None if there are none."""
    if not _HAS_LOOSE.search(text):
        return None
    return _LOOSE_WORD.sub(lambda found: _gathered(found[0]), text)


def _gathered(word: str) -> str:
    parts = unicodedata.normalize("NFD", "".join(_LOOSE.get(char, char) for char in word))
    tones = "".join(char for char in parts if char in _TONES)
    bare = unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES))
    vowel = _VOWEL.search(bare)
    if len(tones) != 1 or not vowel or len(bare) < 2:  # "Y`" is a first name
        return word
    marked = bare[: vowel.end()] + tones + bare[vowel.end() :]
    return place_tone(unicodedata.normalize("NFC", marked))


def from_lookalikes(text: str) -> str | None:
    """Write Cyrillic and Greek letters among Latin ones as Latin; None if there are none."""
    found = _MIXED.sub(lambda word: word[0].translate(_SHAPES), text).translate(_STAND_INS)
    return found if found != text else None
