"""Names of persons: one spelling, with titles and clerks' notes taken off and kept.

Nothing that belongs to the legal name is removed: saints' names, digits and signs stay and are
reported by the rules. Facts: names_and_text §1, §2, §4.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dancu_clean.data import lines
from dancu_clean.text.clean import tidy
from dancu_clean.text.fold import APOSTROPHES, fold
from dancu_clean.text.tone import place_tone

_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_PREFIX_SPACE = re.compile(r"\b([A-Za-zĐđ])' +(?=\w)")
_BRACKETS = re.compile(r"\s*[(\[{]([^()\[\]{}]*)(?:[)\]}]|$)\s*")
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[-–—]+\s+|\s*[,;:/]\s*")
_LINE_BREAK = re.compile(r"[ \t]*[\r\n\v\f\u2028\u2029]+\s*")
_EDGE = ' .,;:-–—_*/\\|+="“”?!'
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


# Words with which cells begin that hold no name at all: "Không có", "Chưa rõ", "Mất CMND".
_CAUTIOUS = frozenset({"KHONG", "KO", "CHUA", "MAT", "DANG", "HEN", "NHU", "TEST"})


class Name(NamedTuple):
    """A name (None when nothing is left), what stood beside it, and the repairs."""

    text: str | None
    note: str | None
    steps: tuple[str, ...]


@cache
def _families() -> frozenset[str]:
    return frozenset(fold(line) for line in lines("family_names"))


@cache
def _titles() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Return titles as casefolded words, by first word, longest first, with "needs a family"."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for line in lines("honorifics"):
        words = tuple(line.removesuffix("?").casefold().split())
        found.setdefault(words[0], []).append((words, line.endswith("?")))
    for group in found.values():
        group.sort(key=lambda entry: -len(entry[0]))
    return found


@cache
def _notes() -> frozenset[str]:
    words = [place_notes(line) for line in lines("name_notes")]
    return frozenset(words) | {fold(word).lower() for word in words if " " in word}


def place_notes(text: str) -> str:
    """Return the form in which notes are looked up: lower case, tones in place, edges bare."""
    return " ".join(place_tone(word) for word in text.casefold().strip(_EDGE).split())


def tokens(name: str) -> tuple[str, ...]:
    """Return the folded words of a clean name, title and note already gone."""
    return tuple(fold(name).split())


def strip_saint(name: str) -> str:
    """Return the name without the saint's name before it, for comparing only."""
    words = name.split()
    for count in (2, 1):
        if len(words) - count >= 2 and fold(" ".join(words[:count])) in _saints():
            return " ".join(words[count:])
    return name


@cache
def _saints() -> frozenset[str]:
    return frozenset(fold(line) for line in lines("saint_names"))


def clean_name(raw: str) -> Name:
    """Clean one name; idempotent on its own result, never raises.

    Two persons in one cell keep their sign between them (a line break becomes " - "), so that
    the rule `name.two_persons` sees them.
    """
    quick = quick_name(raw)
    if quick is not None:
        return quick
    broken = _LINE_BREAK.sub(" - ", raw.strip())
    text, steps = tidy(broken)
    if not text.isascii() or "'" in text or "`" in text:
        single = _PREFIX_SPACE.sub(r"\1'", _APOSTROPHE.sub("'", text))
        steps += ("apostrophe",) * (single != text)
        text = single
    text, notes, split = _split_tail(text, ()) if _PLAIN.fullmatch(text) else _split_notes(text)
    steps += ("note_split",) * split
    bare = text.strip(_EDGE)
    steps += ("punctuation",) * (bare != text)
    text, title = _split_title(bare)
    steps += ("title_split",) * bool(title)
    written = " ".join(map(_word, text.split()))
    steps += _spelling_steps(text, written)
    return Name(written or None, "; ".join(filter(None, (title, *notes))) or None, steps)


def quick_name(raw: str) -> Name | None:
    """Clean the usual name of two and more plain words by looking each word up."""
    words = raw.split(" ")
    if len(words) < 2 or words[0].casefold() in _titles():
        return None
    found: list[tuple[str, tuple[str, ...]]] = []
    for word in words:
        known = _plain_word(word)
        if known is None:
            return None
        found.append(known)
    written = " ".join([word for word, _ in found])
    if written == raw:
        return Name(raw, None, ())
    return Name(written, None, tuple(dict.fromkeys(step for _, steps in found for step in steps)))


@lru_cache(maxsize=65536)
def _plain_word(word: str) -> tuple[str, tuple[str, ...]] | None:
    """Return a word in its spelling, None when it can open a note or holds more than letters."""
    usual = word.isalpha() and tidy(word) == (word, ())
    if not usual or word.casefold() in _tail_notes() or fold(word) in _CAUTIOUS:
        return None
    written = _word(word)
    return written, _spelling_steps(word, written)


def _spelling_steps(before: str, after: str) -> tuple[str, ...]:
    if before == after:
        return ()
    cased = before.casefold() == after.casefold()
    return (
        ("case",)
        if cased
        else ("tone_place",) + ("case",) * (" ".join(map(place_tone, before.split())) != after)
    )


@lru_cache(maxsize=65536)
def _word(word: str) -> str:
    """Write one word: tone in place, and a capital first where the case says nothing."""
    return "".join(map(_segment, re.split(r"(['\-.])", place_tone(word))))


def _segment(part: str) -> str:
    letters = "".join(filter(str.isalpha, part))
    shouted = len(letters) > 1 and letters.isupper()
    if not (shouted or letters.islower()) or not part[0].isalpha():
        return part
    return _upper(part[0]) + "".join(map(_lower, part[1:]))


def _upper(char: str) -> str:
    up = char.upper()
    return up if len(up) == 1 else char


def _lower(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


Parts = tuple[str, tuple[str, ...], bool]


def _split_notes(text: str) -> Parts:
    """Take bracketed and trailing notes off; returns text, notes, and whether one was found."""
    notes = tuple(part.strip() for part in _BRACKETS.findall(text))
    found = bool(notes)
    if notes:
        text = " ".join(_BRACKETS.sub(" ", text).split())
    cut = None
    for cut in _DASH.finditer(text):
        tail = place_notes(text[cut.end() :])
        if _is_note(tail):
            return text[: cut.start()], (*notes, text[cut.end() :].strip(_EDGE)), True
    if cut is None:
        text, notes, tailed = _split_tail(text, notes)
        found |= tailed
    return text, notes, found


def _is_note(tail: str) -> bool:
    if tail in _notes():
        return True
    words = tail.split()
    known = len(words) > 1 and any(" ".join(words[:n]) in _notes() for n in (3, 2))
    return known or words[:1] == ["chết"]


def _split_tail(text: str, notes: tuple[str, ...]) -> Parts:
    """Take off a note of two or three words that follows a name without any sign."""
    words = text.split()
    for start in range(2, len(words) - 1):
        if words[start].casefold() not in _tail_notes():
            continue
        followers = _tail_notes()[words[start].casefold()]
        if words[start + 1].casefold() in followers:
            return " ".join(words[:start]), (*notes, " ".join(words[start:])), True
    return text, notes, False


@cache
def _tail_notes() -> dict[str, frozenset[str]]:
    """Return first word → second words of the notes that are known without a sign."""
    found: dict[str, set[str]] = {}
    for note in _notes():
        if " " in note and not note.isascii():
            first, second = note.split()[:2]
            found.setdefault(first, set()).add(second)
    return {first: frozenset(seconds) for first, seconds in found.items()}


def _split_title(text: str) -> tuple[str, str]:
    """Return the name and the words of address before it ("" when none)."""
    words = text.split()
    taken = 0
    while len(words) - taken > 1:
        count = _title_length(words[taken:])
        if not count:
            break
        taken += count
    return (" ".join(words[taken:]), " ".join(words[:taken])) if taken else (text, "")


def _title_length(words: list[str]) -> int:
    first = words[0].casefold()
    dotted = first.rstrip(".") if "." in first else first
    for title, needs_family in _titles().get(first, _titles().get(dotted, [])):
        count = len(title)
        rest = words[count:]
        head = " ".join(words[:count]).casefold()
        if not rest or head.rstrip(".") != " ".join(title).rstrip("."):
            continue
        if needs_family and not _opens_name(rest):
            continue
        return count
    return 0


def _opens_name(rest: list[str]) -> bool:
    """Tell whether the words after a doubtful title make a whole name of their own."""
    last_is_middle = fold(rest[-1]) in ("VAN", "THI")
    return (
        len(rest) >= 2
        and not last_is_middle
        and (fold(rest[0].partition("'")[0]) in _families() - {"VAN"})
    )
