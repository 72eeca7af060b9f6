"""Vietnamese keystrokes that were never turned into letters: Telex, VNI keys, half-typed words.

"Nguyeenx" and "Nguye64n" are Nguyễn; "Hươngg" and "Thịj" have a key too many. A word is only
ever read here when it is no syllable as it stands and is one afterwards; whether the cell really
was typed so is for `text.repair` to judge.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from dancu_clean.text.syllable import is_bare, is_syllable
from dancu_clean.text.tone import place_tone

TYPING_STEPS = frozenset({"telex", "vni_keys", "doubled"})
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TELEX_TONES = dict(zip("sfrxj", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_TONES = dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"o": "ơ", "u": "ư", "a": "ă"}
_VOWELS = "aăâeêioôơuưy"
_HALF_HORNED = re.compile("ưo|(?<!q)uơ(?=[cmnpti])")
_KEYED_O = re.compile("oo(?:ng|c)$", re.IGNORECASE)  # Coong is rarely more than Công
_VNI_WORD = re.compile(r"[^\W\d_]+(?:[1-9][^\W\d_]*)+")


class Typed(NamedTuple):
    """A word as it was meant, its step, and how many keys say so.

    `foreign` tells that one of them is no Vietnamese letter (f j w, a digit inside the word);
    `firm` that there is more than a vowel written twice ("Lee" is a name elsewhere).
    """

    word: str
    step: str
    keys: int
    foreign: bool
    firm: bool


@lru_cache(maxsize=1 << 16)
def typed(word: str) -> Typed | None:
    """Return what a word was meant to be, None when it is a word already or no residue."""
    bare = word.isascii() and is_bare(word) and not _KEYED_O.search(word)
    if bare or (is_syllable(word) and not word.isascii()):
        return None
    if any(char.isdigit() for char in word):
        return _vni_keys(word) if _VNI_WORD.fullmatch(word) else None
    return _telex(word) or _doubled(word)


def _telex(word: str) -> Typed | None:
    letters, tone = _open(word)
    out: list[str] = []
    keys, used = 0, set()
    for char in letters:
        if char in _TELEX_TONES and any(c in _VOWELS for c in out):
            if tone not in ("", _TELEX_TONES[char]):
                return None
            if char in used:  # a key struck twice is a letter: "Tess" is no more than one key
                continue
            tone = _TELEX_TONES[char]
        elif char == "w":
            _horn(out, "oua")
        elif out and out[-1] == char and char in "aeod":
            out[-1] = "đ" if char == "d" else _HATS[char]
        else:
            out.append(char)
            continue
        keys += 1
        used.add(char)
    found = _close(word, out, tone, "telex", keys)
    return found and found._replace(foreign=bool(used & set("fjw")), firm=not used <= set("aeo"))


def _vni_keys(word: str) -> Typed | None:
    letters, tone = _open(word)
    out: list[str] = []
    keys = 0
    for char in letters:
        if not char.isdigit():
            out.append(char)
            continue
        keys += 1
        if char in _VNI_TONES:
            if tone:
                return None
            tone = _VNI_TONES[char]
        elif not _apply(char, out):
            return None
    found = _close(word, out, tone, "vni_keys", keys)
    return found and found._replace(foreign=not word[-1].isdigit())


def _apply(digit: str, out: list[str]) -> bool:
    """Put the mark of a VNI key on its letter; false when there is none."""
    if digit == "9":
        found = [at for at, char in enumerate(out) if char == "d"]
        if found:
            out[found[-1]] = "đ"
        return bool(found)
    if digit == "6":
        found = [at for at, char in enumerate(out) if char in _HATS]
        if found:
            out[found[-1]] = _HATS[out[found[-1]]]
        return bool(found)
    return _horn(out, "a" if digit == "8" else "ou", alone=False)


def _horn(out: list[str], bases: str, *, alone: bool = True) -> bool:
    """Put horn or breve on the vowels written last; a lone Telex w is ư itself."""
    found = [at for at, char in enumerate(out) if char in bases]
    if not found:
        if alone:
            out.append("ư")
        return alone
    at = found[-1]
    if out[at] == "o" and at and out[at - 1] == "u":
        out[at - 1] = "ư"
    elif out[at] == "a" and at and out[at - 1] == "u" and alone:
        at -= 1  # "muaw" is mưa
    out[at] = _HORNS[out[at]]
    return True


def _open(word: str) -> tuple[str, str]:
    """Return the small letters of a word without its tone, and the tone."""
    parts = unicodedata.normalize("NFD", word.lower())
    tone = "".join(char for char in parts if char in _TONES)
    bare = "".join(char for char in parts if char not in _TONES)
    return unicodedata.normalize("NFC", bare), tone


def _close(word: str, out: list[str], tone: str, step: str, keys: int) -> Typed | None:
    """Join letters and tone to a syllable in the case of the word, None if it is none."""
    letters = _HALF_HORNED.sub("ươ", "".join(out))
    at = next((at for at, char in enumerate(letters) if char in _VOWELS), -1)
    if not keys or at < 0 or len(tone) > 1:
        return None
    marked = unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])
    found = place_tone(marked)
    if not is_syllable(found):
        return None
    return Typed(_cased(found, word), step, keys, foreign=False, firm=True)


def _cased(found: str, word: str) -> str:
    if word.isupper() and len(found) > 1:
        return found.upper()
    return found[0].upper() + found[1:] if word[0].isupper() else found


def _doubled(word: str) -> Typed | None:
    """Take off a last consonant that was typed twice, where the word has marks already.

    Vowels written twice are spelling in some languages (A Lêê).
    """
    last = word[-1].lower()
    if word.isascii() or len(word) < 4 or last != word[-2].lower() or last in _VOWELS:
        return None
    return Typed(word[:-1], "doubled", 1, False, True) if is_syllable(word[:-1]) else None
