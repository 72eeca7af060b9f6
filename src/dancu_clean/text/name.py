"""Names of persons, as written, with titles and clerks' notes taken off and kept.

Nothing that belongs to the legal name is changed: case, the place of tone marks, apostrophes,
saints' names stay (keys for comparing come from `text.fold`); digits and signs stay and are
reported by the rules. Order: spaces and signs, list number, brackets, notes behind, title before,
words that were joined or cut. Facts: names_and_text §1, §2, §4.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dancu_clean.text.clean import tidy
from dancu_clean.text.fold import APOSTROPHES, fold
from dancu_clean.text.name_parts import (
    EDGE,
    is_family,
    may_hold_note,
    may_note,
    may_open,
    names_relative,
    split_brackets,
    split_tail,
    split_title,
    without_number,
)

_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_LINE_BREAK = re.compile(r"[ \t]*[\r\n\v\f\u2028\u2029]+\s*")
_CUT_WORD = re.compile(r"\b(Ngh?|Nh|Th|Tr|Ch|Ph|Kh|Gh|[BCDĐGLNPSTVX]) (?=[^\W\d_])", re.IGNORECASE)
# A question mark by itself is a clerk's doubt; behind a letter it may stand for a lost one.
_DOUBT = re.compile(r"\s+\?+$|^\?+\s+")
# Quotation marks stay at the edges until they are known not to hold a nickname.
_QUOTES = {ord(sign): None for sign in '“”„«»"'}
_VOWELS = frozenset("AEIOUY")

# Words with which cells begin that hold no name at all: "Không có", "Chưa rõ", "Mất CMND".
_CAUTIOUS = frozenset({"KHONG", "KO", "CHUA", "MAT", "DANG", "HEN", "NHU", "TEST"})
_NAMELESS = frozenset({
    "VO DANH", "KHONG TEN", "KHONG RO TEN", "CHUA RO TEN", "CHUA DAT TEN", "CHUA CO TEN",
    "CHUA BIET TEN", "CHUA XAC DINH TEN", "CHUA XAC DINH DANH TINH", "TRE SO SINH", "SO SINH",
    "BE TRAI", "BE GAI", "LIET SI VO DANH", "LIET SI CHUA BIET TEN", "TRE BI BO ROI",
})  # fmt: skip


class Name(NamedTuple):
    """A name (None when nothing is left), what stood beside it, and the repairs.

    `relative`: the cell names the person by somebody else ("Con bà Nguyễn Thị Lan").
    """

    text: str | None
    note: str | None
    steps: tuple[str, ...]
    relative: bool = False


def clean_name(raw: str, *, titled: bool = False) -> Name:
    """Clean one name; never raises. `titled`: the column is full of words of address.

    Two persons in one cell keep their sign between them (a line break becomes " - "), so that
    the rule `name.two_persons` sees them.
    """
    quick = quick_name(raw) or _quick_titled(raw, titled=titled)
    if quick is not None:
        return quick
    joined = _joined_lines(raw)
    text, steps = tidy(joined)
    steps += ("spaces",) * (joined != raw and "spaces" not in steps)
    if fold(text) in _NAMELESS:
        return Name(None, text, (*steps, "placeholder"))
    text, more = _plain_signs(text)
    steps += more
    if names_relative(text):
        return Name(text, None, steps, relative=True)
    outside, inner = split_brackets(text)
    steps += ("punctuation",) * (outside.strip(EDGE) != text and not inner)
    text, behind = split_tail(outside.strip(EDGE))
    steps += ("note_split",) * bool(inner or behind)
    bare = text.strip(EDGE)
    steps += ("punctuation",) * (bare != text)
    text, before = split_title(bare, titled=titled)
    steps += ("title_split",) * bool(before)
    written = _whole_words(text)
    steps += ("spaces",) * (written != text)
    return Name(written or None, "; ".join((*before, *inner, *behind)) or None, steps)


def _joined_lines(raw: str) -> str:
    """Join the lines of a cell: one name that was wrapped, or two persons with a sign between."""
    pieces = [piece for piece in _LINE_BREAK.split(raw.strip()) if piece]
    if len(pieces) < 2:
        return raw
    whole = all(len(p.split()) > 1 and is_family(p.split()[0]) for p in pieces)
    noted = any(not piece[:1].isalpha() or ":" in piece for piece in pieces[1:])
    small = any(piece.islower() for piece in pieces[1:]) and not pieces[0].islower()
    return (" - " if whole or noted or small else " ").join(pieces)


def _plain_signs(text: str) -> tuple[str, tuple[str, ...]]:
    """Drop the apostrophe that marks text, the number of a list, and the marks at the edges."""
    unlisted = without_number(_DOUBT.sub("", text.lstrip("'")))
    steps = ("list_number",) * (unlisted[:1] != text.lstrip("'")[:1])
    edged = unlisted.strip(EDGE.translate(_QUOTES))
    return edged, steps + ("punctuation",) * (edged != text and not steps)


def quick_name(raw: str) -> Name | None:
    """Return the usual name of two and more plain words, each looked up; None for all others."""
    words = raw.split(" ")
    if len(words) < 2:
        return None
    kinds = [*map(_kind, words)]
    if kinds[0] in ("title", None) or None in kinds:
        return None
    if ("note" in kinds or "title" in kinds) and may_hold_note(words):
        return None
    return Name(raw, None, ())


@lru_cache(maxsize=65536)
def _kind(word: str) -> str | None:
    """Tell a plain word, one that opens a title or a note, and None: holds more than letters."""
    usual = word.isalpha() and tidy(word) == (word, ()) and not _APOSTROPHE.search(word)
    if not usual or fold(word) in _CAUTIOUS or _cut(word) or len(_humps(word)) > 1:
        return None
    return "title" if may_open(word) else "note" if may_note(word) else "plain"


def _quick_titled(raw: str, *, titled: bool) -> Name | None:
    """Take the title off a cell of plain words; None for all others."""
    first, _, rest = raw.partition(" ")
    if _kind(first) != "title" or None in map(_kind, rest.split(" ")) or names_relative(raw):
        return None
    parts = split_title(raw, titled=titled)
    left = quick_name(parts.name) if parts.notes else None
    return left and Name(left.text, "; ".join(parts.notes), ("title_split",))


def _cut(word: str) -> bool:
    """Tell a word without a vowel: cut off by a space ("Th ị"), or an abbreviation ("CH")."""
    return len(word) > 1 and not _VOWELS & set(fold(word))


def _humps(word: str) -> list[str]:
    """Return the names that were joined in one word: NguyễnVăn → Nguyễn, Văn."""
    if word[1:].islower() or word.isupper():
        return [word]
    starts = [n for n, char in enumerate(word) if n and char.isupper() and word[n - 1].islower()]
    pieces = [word[i:j] for i, j in zip([0, *starts], [*starts, len(word)], strict=True)]
    sure = not pieces[0].isascii() or len(pieces) > 2
    known = sure and is_family(pieces[0])
    return pieces if known and all(len(piece) > 1 for piece in pieces) else [word]


def _whole_words(text: str) -> str:
    """Part names written in one word and join a word that a space has cut."""
    text = " ".join(" ".join(_humps(word)) for word in text.split())
    return _CUT_WORD.sub(_join_cut, text)


def _join_cut(found: re.Match[str]) -> str:
    follower = found.string[found.end() : found.end() + 1]
    marked = follower.islower() and not follower.isascii() and fold(follower) in _VOWELS
    return found[1] if marked else found[0]
