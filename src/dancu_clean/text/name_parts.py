"""What clerks write around a name: list numbers, titles, notes, nicknames, other people.

A word leaves the name only where what stays is a name by itself: "Ông Nguyễn Văn An" loses its
title, Ông Văn Tám keeps his family name. Words are known from data/honorifics.txt and
data/name_notes.txt; what they do not know stays in the name and is reported by the rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dancu_clean.data import lines
from dancu_clean.text.fold import fold
from dancu_clean.text.tone import place_tone

EDGE = ' \t.,;:-–—_*/\\|+=•●▪■►✓→“”«»„"‘’!~^'
_NOTE_EDGE = EDGE + "?"
_NUMBER = re.compile(r"(?:\(\d{1,4}\)|\d{1,4}\s*[.)/:\-–]+|[a-zđ]\)|\d{1,4}(?=\s))\s*(?=[^\W\d])")
_BRACKETS = re.compile(r"\s*[(\[{]([^()\[\]{}]*)(?:[)\]}]|$)\s*")
_QUOTED = re.compile(r"\s*[\"“”„«]([^\"“”„«»]+)[\"“”»]\s*")
_SIGN = re.compile(r"\s+[-–—]+\s*|\s*[-–—]+\s+|\s*[,;:/]\s*|(?<=[^\W\d_])[-–—](?=[^\W\d_]+ )|\s*†")
_DEGREES = re.compile(
    r"(?:(?:PGS|GS|TSKH|TS|Th\.?S|BS|DS|KTS|KS|LS|CN|YS|ĐD|KTV|NHS|CK\s?[I12]{1,2}|NGƯT|NGND|TTƯT|"
    r"TTND|NSƯT|NSND)(?:\.\s*|\s+|:\s*|(?=CK)))+(?=[^\W\d])",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[\d\s./-]{4,}")
_RELATIVE = re.compile(
    r"(con(?: trai| gái| út)?|vợ|chồng|cháu|mẹ|cha|bố|em|cb)\.? (?:của )?"
    r"((?:ông|bà|anh|chị|cụ|chú|bác|cô|thầy|liệt s[ĩỹ]) )?",
    re.IGNORECASE,
)
# Without "ông", "bà" … behind them the others are words of address themselves.
_ALONE = ("con", "vợ", "chồng", "cb")
_MIDDLE = ("VAN", "THI")
_HALVES = ("văn", "thị")
_VOWELS = frozenset("AEIOUY")
_DEAD = "CHẾT"
_JOINERS = ("và", "cùng", "với", "&", "+")
_SAMPLE = 1000
# Family names that are hardly ever middle or given names: "Ông Lê Tám" holds a whole name.
_SURE = frozenset({
    "nguyễn", "trần", "lê", "phạm", "huỳnh", "phan", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô",
    "trương", "đinh", "trịnh", "tạ", "lưu", "quách", "tống", "đoàn", "đàm", "vương", "nông", "lò",
    "sùng", "giàng", "mùa", "thào", "vàng", "điểu", "h", "y", "ksor", "siu", "rcom", "rmah", "niê",
    "mlô",
})  # fmt: skip
# Small words that are notes by themselves; "anh", "em", "mới" may be a sloppy given name.
_ALWAYS_NOTES = frozenset({"chết", "mất", "vợ", "chồng", "vắng", "tức", "độc"})
_NAMELESS = frozenset({"vô", "không", "chưa", "trẻ", "sơ"})  # "Vô danh", "Chưa đặt tên"
_KIN = frozenset({"con", "vợ", "chồng", "cháu", "mẹ", "cha", "bố", "em", "cb"})


class Parts(NamedTuple):
    """A name without what stood around it, and that, in order."""

    name: str
    notes: tuple[str, ...]


@cache
def _families() -> frozenset[str]:
    """Return the first words of names: small, with their marks, and also without any."""
    found = {place_tone(line.casefold()) for line in lines("family_names")}
    return frozenset(found | {fold(line).lower() for line in lines("family_names")})


def is_family(word: str) -> bool:
    """Tell a word with which names begin; marks count where it has any (Đinh is, Đình is not)."""
    return place_tone(word.casefold()) in _families()


@cache
def titles() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Return titles as casefolded words, by first word, longest first, with "needs a family"."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for line in lines("honorifics"):
        words = tuple(line.removesuffix("?").casefold().split())
        found.setdefault(words[0], []).append((words, line.endswith("?")))
    for group in found.values():
        group.sort(key=lambda entry: -len(entry[0]))
    return found


@cache
def _notes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the notes, and those of them that more words may follow."""
    open_ended: set[str] = set()
    closed: set[str] = set()
    for line in lines("name_notes"):
        phrase = place_notes(line.removesuffix("…"))
        forms = {phrase, fold(phrase).lower()} if " " in phrase else {phrase}
        (open_ended if line.endswith("…") else closed).update(forms)
    return frozenset(closed | open_ended), frozenset(open_ended)


@cache
def _starts() -> frozenset[str]:
    """Return the first words of notes that are known without a sign before them."""
    return frozenset(note.split()[0] for note in _notes()[0])


def place_notes(text: str) -> str:
    """Return the form in which notes are looked up: lower case, tones in place, edges bare."""
    return " ".join(place_tone(word) for word in text.casefold().strip(_NOTE_EDGE).split())


@lru_cache(maxsize=65536)
def may_open(word: str) -> bool:
    """Tell whether a first word needs a second look: a title, a degree, a relative, no name."""
    low = word.casefold()
    return low in titles() or low in _KIN or low in _NAMELESS or not _VOWELS & set(fold(low))


@lru_cache(maxsize=65536)
def may_note(word: str) -> bool:
    """Tell whether a later word can open a note."""
    return place_notes(word) in _starts()


def may_hold_note(words: list[str]) -> bool:
    """Tell whether a name of plain words needs a second look for a note behind it."""
    for place, word in enumerate(words[2:], 2):
        if not may_note(word):
            continue
        if word.islower() or _opens_phrase(words[place : place + 2]) or _is_death(words, place):
            return True
    return False


def _is_death(words: list[str], place: int) -> bool:
    """Tell CHẾT in capitals behind a whole name; as third word it may be a given name."""
    if words[place] != _DEAD:
        return False
    return place > 2 or any(any(map(str.islower, word)) for word in words[:place])


def _opens_phrase(words: list[str]) -> bool:
    return " ".join(map(place_notes, words)) in _openings()


@cache
def _openings() -> frozenset[str]:
    """Return the first two words of the notes that have two or more."""
    return frozenset(" ".join(note.split()[:2]) for note in _notes()[0] if " " in note)


def without_number(text: str) -> str:
    """Drop the number, letter or bullet of a list before a name ("1. ", "a) ", "• ")."""
    bare = text.lstrip(EDGE)
    found = _NUMBER.match(bare)
    return bare[found.end() :] if found and len(bare[found.end() :].split()) > 1 else text


def split_brackets(text: str) -> Parts:
    """Take off what stands in brackets or quotation marks, unless nothing stands outside."""
    notes: list[str] = []
    for pattern in (_BRACKETS, _QUOTED):
        outside = " ".join(pattern.sub(" ", text).split())
        if outside.strip(EDGE) and outside != text:
            notes += [note.strip(EDGE) or note for note in pattern.findall(text)]
            text = outside
    return Parts(text.strip("()[]{}"), tuple(note for note in notes if note.strip()))


def split_tail(text: str) -> Parts:
    """Take off a note behind a name, after a sign or without one."""
    for cut in _SIGN.finditer(text):
        head, tail = text[: cut.start()], text[cut.end() :]
        if not tail.strip(EDGE) and "†" in cut[0]:
            return Parts(head, ("†",))
        if _is_note(head, tail.strip(EDGE), tight=cut[0] in "-–—"):
            return Parts(head, (tail.strip(EDGE),))
    words = text.split()
    for start in range(2, len(words)):
        if not may_note(words[start]) or not _is_bare_note(words, start):
            continue
        joined = words[start - 1].casefold() in _JOINERS
        if joined and len(words) - start > 2:
            break  # two persons: "… và vợ là bà Trần Thị Bé"
        return Parts(" ".join(words[: start - joined]), (" ".join(words[start - joined :]),))
    return Parts(text, ())


def _is_note(head: str, tail: str, *, tight: bool) -> bool:
    before = head.split()
    if not before or not tail or _half(before):
        return False
    if tight:
        return _known(tail.split()) and tail.islower()
    if len(before) == 1:  # a family name before a comma is no whole name: "Nguyen, Ba Minh"
        return place_notes(tail) in _notes()[0]
    if _known(tail.split()) or _FIGURES.fullmatch(tail):
        return True
    return tail.islower() and not head.islower() and tail[0].isalpha()


def _half(words: list[str]) -> bool:
    """Tell words that are no whole name yet: they end in Văn or Thị.

    Vân, Vạn and Thi are names; where no word has marks, they are behind another Văn or Thị.
    """
    if words[-1].casefold() in _HALVES:
        return True
    after_middle = len(words) > 2 and fold(words[-2]) in _MIDDLE
    return fold(words[-1]) in _MIDDLE and "".join(words).isascii() and not after_middle


def _known(words: list[str]) -> bool:
    """Tell whether words are a note, or begin with one that may go on."""
    whole, open_ended = _notes()
    place = [place_notes(word) for word in words]
    if " ".join(place) in whole:
        return True
    return any(" ".join(place[:count]) in open_ended for count in range(1, min(5, len(place))))


def _is_bare_note(words: list[str], start: int) -> bool:
    """Tell a note without a sign: a phrase, or a small word among capitalised ones."""
    tail = words[start:]
    if _half(words[:start]) or not _known(tail):
        return False
    if _is_death(words, start):
        return True
    place = [place_notes(word) for word in tail]
    if not _VOWELS & set(fold(tail[0])):
        return True
    before = [word for word in words[:start] if word not in _JOINERS]
    small = tail[0].islower() and not any(map(str.islower, before))
    if small and (place[0] in _ALWAYS_NOTES or (tail[1:2] and not tail[1].islower())):
        return True
    whole, open_ended = _notes()
    phrases = [" ".join(place[:count]) for count in range(2, min(5, len(place)))]
    found = [phrase for phrase in phrases if phrase in open_ended]
    found += [" ".join(place)] if len(place) > 1 and " ".join(place) in whole else []
    return any(not phrase.isascii() for phrase in found)


def split_title(text: str, *, titled: bool) -> Parts:
    """Take words of address off the front; `titled`: the column is full of them."""
    taken: list[str] = []
    while True:
        label, sign, rest = text.partition(":")
        if sign and _is_label(label, rest):
            taken.append(label.strip(EDGE))
            text = rest.strip(EDGE)
            continue
        words = text.split()
        degree = _DEGREES.match(text)
        if degree and len(text[degree.end() :].split()) > 1:
            taken.append(text[: degree.end()].strip())
            text = text[degree.end() :].strip(EDGE)
            continue
        count = _title_length(words, titled=titled)
        if not count:
            return Parts(text, tuple(taken))
        taken.append(" ".join(words[:count]).rstrip(":,"))
        text = " ".join(words[count:]).strip(EDGE)


def _is_label(label: str, rest: str) -> bool:
    """Tell "Vợ: Trần Thị Bé" from a name with a stray colon."""
    words = label.split()
    return bool(words) and len(words) <= 5 and not _opens_name(words) and _opens_name(rest.split())


def _title_length(words: list[str], *, titled: bool) -> int:
    first = words[0].casefold() if words else ""
    for title, doubtful in titles().get(first, titles().get(first.rstrip(".:"), [])):
        count = len(title)
        rest = words[count:]
        head = " ".join(words[:count]).casefold()
        if head.rstrip(".:,") != " ".join(title).rstrip(".") or not rest or _half(rest):
            continue
        if title[-1].endswith(".") and len(title[0]) == 2 and not head.endswith((".", ":")):
            continue
        if _may_leave(rest, doubtful=doubtful, lone=count == 1 and "." not in head, titled=titled):
            return count
    return 0


def _may_leave(rest: list[str], *, doubtful: bool, lone: bool, titled: bool) -> bool:
    if titled or "'" in rest[0]:
        return True
    if doubtful:
        return _opens_name(rest) or _DEGREES.match(" ".join(rest)) is not None
    return len(rest) > 1 and not (lone and fold(rest[0]) in _MIDDLE)


def _opens_name(rest: list[str]) -> bool:
    """Tell whether words make a whole name of their own."""
    if len(rest) < 2 or _half(rest):
        return False
    first = rest[0].partition("'")[0]
    if place_tone(first.casefold()) in _SURE:
        return True
    return len(rest) > 2 and is_family(first) and fold(first) not in _MIDDLE


def is_titled(names: Sequence[str]) -> bool:
    """Tell a column in which a fifth of the names begin with a word of address for certain."""
    sample = names[:_SAMPLE]
    opened = [name for name in sample if may_open(name.partition(" ")[0])]
    if len(sample) < 5 or len(opened) * 5 < len(sample):
        return False
    known = sum(bool(split_title(name, titled=False).notes) for name in opened)
    return known * 5 >= len(sample)


def names_relative(text: str) -> bool:
    """Tell a cell that names the person by somebody else ("Con bà Nguyễn Thị Lan", "CB …")."""
    found = _RELATIVE.match(text)
    if found is None:
        return False
    rest = text[found.end() :].split()
    if found[2]:
        return bool(rest) and fold(rest[0]) not in _MIDDLE
    return found[1].casefold().startswith(_ALONE) and len(rest) > 2 and _opens_name(rest)
