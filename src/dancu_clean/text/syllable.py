"""The grammar of a Vietnamese syllable: onset, rime (glide, nucleus, coda) and tone.

It tells text that was read with the wrong table from text that is merely foreign, and never
judges a name: a word that is no syllable is left as written. The spelling of names is wider than
that of a dictionary: k before any vowel (Bắc Kạn), p as onset (Páo), y after any onset (Thy),
and the tone on any vowel (`text.tone` puts it in its place).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from dancu_clean.text.tone import place_tone

_ONSETS = frozenset({
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
})  # fmt: skip

# Nucleus with its glide → what may follow it; "-" is nothing.
_RIMES = {
    "a": "- c ch m n ng nh p t i o u y", "ă": "c m n ng p t", "â": "c m n ng p t u y",
    "e": "- c m n ng p t o", "ê": "- ch m n nh p t u", "i": "- ch m n nh p t u",
    "o": "- c m n ng p t i", "ô": "- c m n ng p t i", "ơ": "- m n p t i",
    "u": "- c m n ng p t i", "ư": "- c m n ng t i u", "y": "-", "oo": "c ng",
    "ia": "-", "iê": "c m n ng p t u", "yê": "m n ng t u", "ua": "-", "uô": "c m n ng t i",
    "ưa": "-", "ươ": "c m n ng p t i u",
    "oa": "- c ch i m n ng nh o p t y", "oă": "c m n ng t", "oe": "- n o t",
    "uâ": "n ng t y", "uê": "- ch n nh", "uơ": "- n", "uy": "- ch n nh p t u", "uya": "-",
    "uyê": "n t",
}  # fmt: skip
_AFTER_QU = {"y": "- ch n nh t", "ê": "- ch n nh t u", "ô": "c", "ơ": "- i n"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = "aeiouy\u0302\u0306\u031b"  # a hat, breve or horn may stand before the tone
_NEW_STYLE = re.compile("o[àáãảạèéẽẻẹ]$|u[ỳýỹỷỵ]$")
_STOPS = ("c", "ch", "p", "t")
_FRONT = "eêiy"


def _fits(onset: str, nucleus: str) -> bool:
    """Tell whether the letters of an onset may stand before a nucleus."""
    first = nucleus[0]
    if onset in ("gh", "ngh"):
        return first in "eêi"
    if onset in ("c", "ng"):
        return first not in _FRONT
    if onset == "g":
        return first not in "eêy" and nucleus != "ia"
    if onset == "gi":
        return first not in "iy"
    if onset == "qu":
        return first not in "uưo" and nucleus not in ("ia", "iê")
    if nucleus == "iê":
        return onset != ""
    if nucleus == "yê":
        return onset == ""
    return True


@cache
def _spellings() -> dict[str, bool]:
    """Return toneless syllable → whether a stop ends it (then only two tones are possible)."""
    found = {}
    for onset in _ONSETS:
        rimes = _RIMES | _AFTER_QU if onset == "qu" else _RIMES
        for nucleus, codas in rimes.items():
            if _fits(onset, nucleus):
                for coda in codas.split():
                    ending = "" if coda == "-" else coda
                    found[onset + nucleus + ending] = coda in _STOPS
    return found


@cache
def _bare_spellings() -> frozenset[str]:
    return frozenset(map(_unmarked, _spellings()))


def _unmarked(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(char for char in parts if char.isascii() or char == "đ").replace("đ", "d")


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Tell whether an NFC word, in any case, is one fully written Vietnamese syllable."""
    letters: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            if not letters or letters[-1] not in _VOWELS:  # ñ
                return False
            tone += char
        else:
            letters.append(char)
    stopped = _spellings().get(unicodedata.normalize("NFC", "".join(letters)))
    if stopped is None or len(tone) > 1:
        return False
    return not stopped or tone in ("\u0301", "\u0323")


def is_well_placed(word: str) -> bool:
    """Tell whether a word is a usual syllable, its tone where the old or new style puts it."""
    if not is_syllable(word) or "oo" in _unmarked(word.lower()):
        return False
    return place_tone(word) == word or _NEW_STYLE.search(word.lower()) is not None


def is_bare(word: str) -> bool:
    """Tell whether an ASCII word is a syllable whose marks were left away ("Nguyen")."""
    return word.lower() in _bare_spellings()
