"""Text that was read with the wrong table or left half-typed, repaired where that is certain.

Each cell is judged by its words (`text.readings`, `text.keystrokes`). The column is the witness
for doubtful cells: what most cells were written in holds for a short one too ("Sü" among TCVN3 is
Sỹ, alone it may be a foreign name), and for words that are sound in two readings ("Tã" is Tó).
A column of sound text costs one look at its distinct words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from dancu_clean.text.keystrokes import TOKEN, is_name, is_telling, read_keys
from dancu_clean.text.legacy import from_tcvn3, restore_capitals, western_bytes
from dancu_clean.text.mojibake import LOST, from_misread_utf8, has_lost_letters
from dancu_clean.text.readings import WAYS, broken_words, is_evident, known_words, read_piece
from dancu_clean.text.syllable import is_syllable
from dancu_clean.text.typing import TYPING_STEPS, Typed, typed


class Repaired(NamedTuple):
    """A cell's text, the steps that were taken, and the code of a rule if letters are lost."""

    text: str
    steps: tuple[str, ...] = ()
    problem: str | None = None


class Repairs(NamedTuple):
    """What became of a column: cells that changed or lost letters, by position.

    `votes` counts the sure cells per step; `doubtful` has the possible readings of cells that
    were left as they are and that the rest of the table may settle.
    """

    cells: dict[int, Repaired]
    votes: Counter[str]
    doubtful: dict[int, list[Repaired]]


class _Case(NamedTuple):
    """A possible reading of one cell. `sure`: true without the column's word."""

    step: str
    text: str
    sure: bool


# Broken words fewer than before, minus those left, and evidence.
_Score = tuple[int, int, int]
# In these a cell of sound words may still be another one.
_OLD_TABLES = ("tcvn3", "vni", "windows_1258")
# Letters that no Western program shows by mistake: the cell was written in Unicode.
_MODERN = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_SOUND = "sound"
# "An1" among namesakes, "A1" a class: a figure behind a word is no key of its own.
_NUMBERED = re.compile(r" \S*\d$|^\S\d$|\d[A-Z]")
_ASKS_WHOLE = re.compile("[\u0300-\u036fĂăĐđƠơƯư₫Ạ-ỹ]|[ÃĂ] ")
_FEW = 0.05
_ENOUGH, _MANY = 2, 50
NO_VOTES: Mapping[str, int] = {}


def repaired(texts: Sequence[str], votes: Mapping[str, int] = NO_VOTES) -> list[Repaired]:
    """Repair the distinct cells of one column; untouched text comes back with no steps.

    `votes` are sure cells per step in the other columns of the table: they settle what this
    column leaves in doubt.
    """
    found = repair(texts, votes).cells
    return [found.get(at) or Repaired(text) for at, text in enumerate(texts)]


def readings(text: str) -> list[Repaired]:
    """Return every way in which one text may have been meant, the likeliest first.

    Last come those for a text that is sound as it stands ("Meò" is Mẹ in Windows-1258).
    """
    pieces = text.split(" ")
    other = [_case(step, text, pieces)[1] for step in _OLD_TABLES if not text.isascii()]
    if keyed := read_keys(text):
        other.append(_Case(keyed.step, keyed.text, False))
    return [_done(case) for case in [*_cases(text, None), *other] if case.text != text]


def reread(step: str, text: str) -> str:
    """Take one recorded step again; a step that has nothing to say leaves the text."""
    if step in WAYS:
        return _done(_case(step, text, text.split(" "))[1]).text
    keyed = read_keys(text) if step in TYPING_STEPS else None
    return keyed.text if keyed else text


def readable(texts: Sequence[str]) -> list[str]:
    """Return the texts as they were meant, for headings, titles and group rows."""
    return [cell.text for cell in repaired(texts)]


def repair(texts: Sequence[str], votes: Mapping[str, int] = NO_VOTES) -> Repairs:
    """Repair the distinct cells of one column and say how sure it is; see `repaired`."""
    whole = " ".join(texts)
    wordless = whole.isascii() and whole.lower() == whole.upper()
    pieces = set() if wordless else set(whole.split(" "))
    cells: dict[int, Repaired] = {}
    own: Counter[str] = Counter()
    waiting = []
    leader = None
    for at in _having(texts, {piece for piece in pieces if _suspect(piece)}):
        if leader is None and len(cells) > _MANY:
            leader = _leader(own, _MANY)
        cases = _cases(texts[at], leader)
        if cases and cases[0].sure:
            own[cases[0].step] += 1
            cells[at] = _done(cases[0])
        else:
            waiting.append((at, cases))
    if own:
        own[_SOUND] = sum(_MODERN.search(text) is not None for text in texts)
        own[_SOUND] -= sum(_MODERN.search(texts[at]) is not None for at in cells)
    witness = _leader(own if own else votes, _ENOUGH)
    if witness in TYPING_STEPS:
        faint = _having(texts, {piece for piece in pieces if _typed_in(piece)})
        waiting += [(at, _faint(texts[at])) for at in faint if at not in cells]
    for at, cases in waiting:
        settled = next((case for case in cases if case.step == witness), None)
        cells.update({at: _done(settled)} if settled else _lost_only(at, texts[at]))
    repaired_at = {at for at, cell in cells.items() if cell.steps}
    left = {at: [*map(_done, cases)] for at, cases in waiting if cases and at not in repaired_at}
    if witness in _OLD_TABLES and own[_SOUND] <= _FEW * own[witness]:
        told = own[witness] + votes.get(witness, 0)
        if own[witness] and told > _ENOUGH:
            _follow(texts, cells, witness, told)
    return Repairs(cells, own, left)


def _having(texts: Sequence[str], pieces: set[str]) -> list[int]:
    """Return the positions of the texts that hold one of the pieces."""
    if not pieces:
        return []
    return [at for at, text in enumerate(texts) if not pieces.isdisjoint(text.split(" "))]


def _leader(votes: Mapping[str, int], least: int) -> str | None:
    """Return what most cells say, None if they are too few or disagree."""
    if not votes:
        return None
    step = max(votes, key=lambda name: votes[name])
    return step if votes[step] >= least and 2 * votes[step] > sum(votes.values()) else None


def _follow(texts: Sequence[str], cells: dict[int, Repaired], step: str, votes: int) -> None:
    """Read sound-looking cells too where the whole column was written in one old table.

    Not where a letter is not in the table, nor, in a short column, where more known words speak
    for the text as it is.
    """
    for at, raw in enumerate(texts):
        if at in cells or raw.isascii() or _MODERN.search(raw):
            continue
        reads = [(piece, read_piece(step, piece)) for piece in raw.split(" ")]
        if any(read.gain < 0 for _, read in reads):
            continue
        evident = any(read.bold != piece and is_evident(step, piece) for piece, read in reads)
        text = " ".join(read.bold for _, read in reads)
        if text == raw or (any(read.broken for _, read in reads) and not evident):
            continue
        if votes > _MANY or known_words(text) >= known_words(raw):
            cells[at] = _done(_Case(step, text, True))


def _done(case: _Case) -> Repaired:
    problem = "text.lost" if has_lost_letters(case.text) else None
    text = restore_capitals(case.text) if case.step == "tcvn3" else case.text
    return Repaired(text, (case.step,), problem)


def _lost_only(at: int, text: str) -> dict[int, Repaired]:
    return {at: Repaired(text, (), "text.lost")} if has_lost_letters(text) else {}


@lru_cache(maxsize=1 << 16)
def _suspect(piece: str) -> bool:
    """Tell whether a piece between spaces may need a repair; cheap for sound words."""
    if is_syllable(piece):
        return False
    if has_lost_letters(piece) or any(is_telling(keys) for keys in _typed_in(piece)):
        return True
    if piece.isascii() and "~" not in piece and "`" not in piece:
        return False
    if broken_words(piece) or read_piece("utf8_misread", piece).gain:
        return any(read_piece(step, piece).gain > 0 for step in WAYS)
    return False


def _typed_in(piece: str) -> list[Typed]:
    return [keys for word in TOKEN.findall(piece) if (keys := typed(word))]


def _cases(text: str, leader: str | None) -> list[_Case]:
    """Return the readings of a cell, best first; only the leader's if it leaves no doubt."""
    found: list[tuple[_Score, _Case]] = []
    if not text.isascii() or "~" in text or "`" in text:
        pieces = text.split(" ")
        if leader in WAYS:
            (gain, broken, _), case = _case(leader, text, pieces)
            if case.sure and gain > 0 and not broken:
                return [case]
        found = [entry for step in WAYS if (entry := _case(step, text, pieces))[0][0] > 0]
        found.sort(key=lambda entry: entry[0], reverse=True)
    cases = [case for _, case in found]
    if len(found) > 1 and _as_good(*found[:2]):
        cases = [case._replace(sure=False) for case in cases]
    return cases + _keyed(text)


def _as_good(best: tuple[_Score, _Case], second: tuple[_Score, _Case]) -> bool:
    """Tell whether another reading explains a cell as well ("Tröng": Trưng or Trửng)."""
    (*explained, weight), case = best
    (*others, less), other = second
    return explained == others and weight <= less + 1 and case.text != other.text


def _keyed(text: str) -> list[_Case]:
    keyed = read_keys(text)
    return [_Case(keyed.step, keyed.text, keyed.sure)] if keyed and keyed.firm else []


def _faint(text: str) -> list[_Case]:
    """Read a cell that only a column of keystrokes can prove ("Tams")."""
    keyed = read_keys(text) if text.isascii() else None
    if keyed is None or not keyed.firm or (keyed.words < _ENOUGH and _NUMBERED.search(text)):
        return []
    return [_Case(keyed.step, keyed.text, keyed.sure)]


def _case(step: str, text: str, pieces: list[str]) -> tuple[_Score, _Case]:
    """Read a whole cell one way, and score it."""
    gain = broken = weight = 0
    reads = []
    for piece in pieces:
        read = read_piece(step, piece)
        reads.append(read)
        gain += read.gain
        broken += read.broken
        weight += read.weight if read.gain > 0 else 0
    whole = " ".join([read.bold if read.broken else read.text for read in reads])
    sure = weight >= _ENOUGH or (gain > 0 and is_name(whole))
    if sure and (_ASKS_WHOLE.search(text) or LOST in whole):
        whole = _whole(step, text, broken) or whole
    return (gain, -broken, weight), _Case(step, whole, sure)


def _whole(step: str, text: str, broken: int) -> str | None:
    """Read what only a whole cell shows; None where that is nothing."""
    if step == "utf8_misread":  # a space may be the second half of "à"
        return from_misread_utf8(text)
    if step == "tcvn3":  # a Vietnamese Windows showed the bytes
        data = western_bytes(text, "windows-1258")
        read = None if data is None else from_tcvn3(data.decode("latin-1"))
        return read if read and broken_words(read) <= broken else None
    return None
