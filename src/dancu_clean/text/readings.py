"""The ways in which one piece of text may have been meant, and what speaks for each.

A piece is what stands between two spaces. It speaks for a way when marked words that were no
Vietnamese syllables become some, and against it when a syllable is destroyed. Words that are no
syllables in any reading (minority and foreign names) say nothing and stay as they are, unless
their signs cannot be letters at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from dancu_clean.data import lines
from dancu_clean.text.clean import tidy
from dancu_clean.text.legacy import from_1258, from_tcvn3, from_vni, is_foreign_to
from dancu_clean.text.mojibake import LOST, from_misread_utf8
from dancu_clean.text.signs import from_lookalikes, from_loose_marks
from dancu_clean.text.syllable import is_syllable, is_well_placed

_RUN = re.compile("[A-Za-z`~\x80-\U0010ffff]+")
# Signs that stand beside words without being part of them.
_BENIGN = re.compile("[\u00a0\u2000-\u206f\u3000\ufeff\u00ab\u00bb\\s]+")
# Western signs that are letters in TCVN3 and stand inside words only there.
_SYMBOL = re.compile(
    "[\u00a1-\u00a6\u00a7-\u00a9\u00ac\u00ad\u00b6\u00b8\u00b9\u00bc-\u00bf\u00d7\u00f7]"
    "|\u00ae(?=\\w)|(?<=[A-Za-z])[\u00b5\u00b7]|(?<=\\w)[\u00aa\u00ab\u00bb](?=\\w)"
)
# Of the marks of VNI these two follow a vowel in no other writing.
_PAIR = re.compile("[aeiouyôö][øå]", re.IGNORECASE)
_SIGN = re.compile("[\u00a1-\u00bf\u00d7\u00f7]")
# "XÃ”" is a word before a closing quote, though its bytes are a letter of UTF-8.
_QUOTED = re.compile("[^\u0080-\U0010ffff]*[ÂÃĂ][\u2010-\u2026\u2122]+[^\\w]*")
_LETTERS = re.compile("[\x00-\x7fÀ-ÄÆ-ÖØ-öø-žƀƠơƯưẠ-ỹ]+")
_CAPITAL_INSIDE = re.compile("[a-z][\u00c0-\u00de]")
_VIETNAMESE = re.compile("[\x00-\x7fÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]+")
_LONG = 5
_JOINING = frozenset({"văn", "thị"})


# Name of the step → function that reads a text so; None where it cannot be that.
WAYS: dict[str, Callable[[str], str | None]] = {
    "utf8_misread": from_misread_utf8,
    "tcvn3": from_tcvn3,
    "vni": from_vni,
    "windows_1258": from_1258,
    "loose_marks": from_loose_marks,
    "lookalike": from_lookalikes,
}


class Piece(NamedTuple):
    """A piece read one way: its text, broken words fewer than before, those left, evidence.

    The text is the piece itself where the way has nothing to say; `bold` is what it is if the
    cell is known to be written so.
    """

    text: str
    gain: int
    broken: int
    weight: int
    bold: str


def broken_words(text: str) -> int:
    """Count the marked words that are no syllables."""
    return sum(not _sound(run) for run in _RUN.findall(text))


def _sound(run: str) -> bool:
    if (run.isascii() and run.isalpha()) or is_syllable(run):
        return True
    pieces = [piece for piece in _BENIGN.split(tidy(run)[0]) if piece]
    return all(is_syllable(piece) for piece in pieces)


def _left(text: str) -> int:
    """Count the words of a decoded text that are no syllables; lost letters may stand for any."""
    return sum(
        not (run.isascii() or is_well_placed(run) or LOST in run) for run in _RUN.findall(text)
    )


@lru_cache(maxsize=1 << 16)
def read_piece(step: str, piece: str) -> Piece:
    """Read one piece one way."""
    nothing = Piece(piece, 0, 0, 0, piece)
    if piece.isascii() and "~" not in piece and "`" not in piece:
        return nothing
    before = broken_words(piece)
    if step in ("tcvn3", "vni") and is_foreign_to(step, piece):
        return nothing._replace(gain=-1, broken=before)
    text = WAYS[step](piece)
    if text is None or text == piece:
        return nothing._replace(broken=before)
    left = _left(text)
    if step == "utf8_misread":  # two or three signs for one letter: each marked word is broken
        before = sum(not run.isascii() for run in _RUN.findall(piece))
        left = 0 if _LETTERS.fullmatch(text) else left
    bold = text if left <= before and _VIETNAMESE.fullmatch(text) else piece
    if left < before or not left:
        return Piece(text, before - left, left, _weight(step, piece, text), text)
    return Piece(piece, min(before - left, 0), before, 0, bold)


def is_evident(step: str, piece: str) -> bool:
    """Tell whether a word that is no syllable either way ("Ml«") is likely to be meant so."""
    if step == "tcvn3":
        return bool(_SIGN.search(piece) or _CAPITAL_INSIDE.search(piece))
    return step != "vni" or len(read_piece(step, piece).bold) < len(piece)


def _weight(step: str, before: str, after: str) -> int:
    """Return 2 and more where the reading speaks for itself, 1 where it might be chance."""
    if step == "loose_marks":
        return 1 if before[:-1].isascii() and before[:-1].isalpha() else 2
    if step == "utf8_misread":
        return 1 if _QUOTED.fullmatch(before) else 2
    if step == "lookalike":
        return 2
    if step == "vni" and sum(a != b for a, b in zip(before, after, strict=False)) < 2:
        return 1  # one letter for one ("Ñan")
    words = _RUN.findall(after)
    known = any(len(word) > 2 and word.lower() in families() for word in words)
    telling = {"tcvn3": _SYMBOL, "vni": _PAIR}.get(step)
    clear = (telling and telling.search(before)) or any(len(word) >= _LONG for word in words)
    return 1 + bool(clear or known) + known


def known_words(text: str) -> int:
    """Count the words that open or join Vietnamese names."""
    return sum(word.lower() in families() | _JOINING for word in _RUN.findall(text))


@cache
def families() -> frozenset[str]:
    """Return family names of one Vietnamese syllable that are no mere letter or call."""
    names = {line.lower() for line in lines("family_names")}
    return frozenset(name for name in names if len(name) > 1 and is_syllable(name))
