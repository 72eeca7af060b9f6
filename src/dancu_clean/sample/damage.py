"""What hands and programs do to names: each function takes one text and a random source.

Kinds follow what real lists show: marks lost or wrong, other tone placement, look-alike đ, i/y,
letters wrong, words dropped, added, swapped or joined, titles, notes, Telex residue.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

Damage = Callable[[str, Random], str]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031b"
_KEYS = {
    "a": "sqáà", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo",
    "k": "jl", "l": "k", "m": "n", "n": "mb", "o": "ip", "p": "o", "q": "w", "r": "et",
    "s": "ad", "t": "ry", "u": "yi", "v": "cb", "x": "zc", "y": "tu",
}  # fmt: skip
_DIALECT = (("Tr", "Ch"), ("S", "X"), ("X", "S"), ("L", "N"), ("Ch", "Tr"), ("Gi", "D"))
_FINALS = (("ng", "n"), ("n", "ng"), ("c", "t"), ("t", "c"))
_TELEX_TONE = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_TELEX_SHAPE = {"â": "aa", "ă": "aw", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}


def fold(text: str) -> str:
    """Drop all marks, đ included."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def keep_d_fold(text: str, rng: Random) -> str:
    """Drop all marks; now and then đ stays, as some converters leave it."""
    if rng.random() < 0.9:
        return fold(text)
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def decompose(text: str, _: Random) -> str:
    """Write the text as a Mac or a phone does (NFD)."""
    return unicodedata.normalize("NFD", text)


def move_tone(text: str, _: Random) -> str:
    """Put the tone of an open oa, oe, uy on the other vowel (Hòa ↔ Hoà); qu is left alone."""
    words = []
    for word in text.split(" "):
        spread = unicodedata.normalize("NFD", word)
        match = re.fullmatch(rf"(.*?)(?<![qQ])([oOuU])([{_TONES}]?)([aAeEyY])([{_TONES}]?)", spread)
        if match:
            head, first, tone, second, other = match.groups()
            pair = (first + second).lower()
            if pair in {"oa", "oe", "uy"} and (tone or other):
                spread = head + first + other + second + tone
        words.append(unicodedata.normalize("NFC", spread))
    return " ".join(words)


def swap_iy(text: str, rng: Random) -> str:
    """Write i for y or y for i at the end of an open syllable (Lý/Lí, Mỹ/Mĩ, Kỳ/Kì)."""
    words = text.split(" ")
    fit = [
        n for n, word in enumerate(words) if re.fullmatch(r"[HKLMTQhklmtq]u?[ýỳỷỹỵyíìỉĩịi]", word)
    ]
    if not fit:
        return text
    at = rng.choice(fit)
    words[at] = words[at].translate(str.maketrans("ýỳỷỹỵyíìỉĩịi", "íìỉĩịiýỳỷỹỵy"))
    return " ".join(words)


def lookalike_d(text: str, rng: Random) -> str:
    """Write Đ as U+00D0 or U+0189 and đ as ð, as old keyboard drivers do."""
    return text.replace("Đ", rng.choice("\u00d0\u0189")).replace("đ", "\u00f0")


def plain_d(text: str, _: Random) -> str:
    """Write d for đ."""
    return text.replace("Đ", "D").replace("đ", "d")


def wrong_mark(text: str, rng: Random) -> str:
    """Change the tone or the vowel mark of one syllable to another one."""
    spread = list(unicodedata.normalize("NFD", text))
    at = [n for n, letter in enumerate(spread) if letter in _TONES or letter in _SHAPES]
    if not at:
        return text
    place = rng.choice(at)
    if spread[place] in _TONES:
        spread[place] = rng.choice([tone for tone in _TONES if tone != spread[place]] + [""])
    else:
        spread[place] = ""
    return unicodedata.normalize("NFC", "".join(spread))


def one_letter(text: str, rng: Random) -> str:
    """Make one typing slip: neighbour key, letter left out, doubled or transposed."""
    at = [n for n, letter in enumerate(text) if letter.isalpha()]
    if len(at) < 4:
        return text
    place = rng.choice(at[1:])
    kind = rng.random()
    letter = text[place]
    if kind < 0.4:
        near = _KEYS.get(fold(letter).lower(), "aeion")
        new = rng.choice(near)
        return text[:place] + (new.upper() if letter.isupper() else new) + text[place + 1 :]
    if kind < 0.65:
        return text[:place] + text[place + 1 :]
    if kind < 0.85 or place + 1 >= len(text) or not text[place + 1].isalpha():
        return text[:place] + letter.lower() + text[place:]
    return text[:place] + text[place + 1] + letter + text[place + 2 :]


def drop_middle(text: str, rng: Random) -> str:
    """Leave out one of the middle words."""
    words = text.split(" ")
    if len(words) < 3:
        return text
    del words[rng.randrange(1, len(words) - 1)]
    return " ".join(words)


def add_middle(text: str, rng: Random) -> str:
    """Add a middle word that is not in the birth certificate."""
    words = text.split(" ")
    new = rng.choice(["Thị", "Văn", "Ngọc", "Thanh", "Kim"])
    words.insert(1, new)
    return " ".join(words)


def reorder(text: str, rng: Random) -> str:
    """Put the given name first, as sorting by two columns does."""
    words = text.split(" ")
    if len(words) < 2:
        return text
    if rng.random() < 0.7:
        return " ".join([words[-1], *words[:-1]])
    return " ".join([*words[1:], words[0]])


def join_words(text: str, rng: Random) -> str:
    """Lose one space, or cut a word in two."""
    spaces = [n for n, letter in enumerate(text) if letter == " "]
    if spaces and rng.random() < 0.75:
        at = rng.choice(spaces)
        return text[:at] + text[at + 1 :]
    at = rng.randrange(1, len(text))
    return text[:at] + " " + text[at:]


def title(text: str, rng: Random) -> str:
    """Put a form of address before the name."""
    return f"{rng.choice(['Ông', 'Bà', 'Cụ', 'Anh', 'Chị', 'Ô.', 'Em'])} {text}"


def note(text: str, rng: Random) -> str:
    """Put a remark after the name, as lists without a column for it do."""
    return f"{text} {rng.choice(['- chủ hộ', '(chủ hộ)', '(con)', '(vợ)', '(Tèo)', '*'])}"


def abbreviate(text: str, rng: Random) -> str:
    """Shorten the family name and the middle words to initials."""
    words = text.split(" ")
    if len(words) < 3:
        return text
    family = {"Nguyễn": "Ng.", "Phạm": "Ph.", "Trần": "Tr."}.get(words[0], words[0])
    if rng.random() < 0.5:
        family = words[0]
    return " ".join([family, *(f"{word[0]}." for word in words[1:-1]), words[-1]])


def dialect(text: str, rng: Random) -> str:
    """Write the given name as it is heard (Trâm/Châm, Xuân/Suân, Khang/Khan)."""
    words = text.split(" ")
    last = words[-1]
    heard = [new + last[len(old) :] for old, new in _DIALECT if last.startswith(old)]
    heard += [last[: -len(old)] + new for old, new in _FINALS if last.endswith(old)]
    if heard:
        words[-1] = rng.choice(heard)
    return " ".join(words)


def telex(text: str, rng: Random) -> str:
    """Leave one word as typed on a keyboard without Vietnamese (Nguyeenx)."""
    words = text.split(" ")
    at = rng.randrange(len(words))
    spread = unicodedata.normalize("NFD", words[at])
    tone = "".join(_TELEX_TONE[c] for c in spread if c in _TELEX_TONE)
    bare = unicodedata.normalize("NFC", "".join(c for c in spread if c not in _TELEX_TONE))
    for letter, keys in _TELEX_SHAPE.items():
        bare = bare.replace(letter, keys).replace(letter.upper(), keys.title())
    words[at] = bare + tone
    return " ".join(words)


def apostrophe(text: str, rng: Random) -> str:
    """Write the apostrophe of H'Blơ in another way, or lose it."""
    return text.replace("'", rng.choice(["\u2019", "\u2018", "\u00b4", "`", "' ", " ", ""]))


def spaces(text: str, rng: Random) -> str:
    """Add spaces nobody sees: double, at the ends, non-breaking, zero-width."""
    kind = rng.randrange(4)
    if kind == 0:
        return text.replace(" ", "  ", 1)
    if kind == 1:
        return f" {text} "
    return text.replace(" ", "\u00a0", 1) if kind == 2 else text + "\u200b"


def upper(text: str, _: Random) -> str:
    """Write in capitals."""
    return text.upper()


def lower(text: str, _: Random) -> str:
    """Write in small letters."""
    return text.lower()


def apply(text: str, rng: Random, chances: tuple[tuple[Damage, float], ...]) -> str:
    """Apply each damage with its own chance, in order: several may meet in one name."""
    for damage, chance in chances:
        if rng.random() < chance:
            text = damage(text, rng) or text
    return text
