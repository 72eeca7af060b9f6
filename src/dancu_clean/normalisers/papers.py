"""The personal number: what a cell of mixed papers holds, and what the row must confirm."""

from __future__ import annotations

import re
from typing import NamedTuple

from dancu_clean.ids import old_id, personal_id
from dancu_clean.ids.digits import is_scientific, letters_to_digits, written_out
from dancu_clean.normalisers.base import normaliser, start
from dancu_clean.normalisers.beside import read_cell
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean
from dancu_clean.text.placeholder import why_missing

_LINES = re.compile(r"\s*[\r\n\v\f\u2028\u2029]+\s*")
_LETTERED = re.compile(r"(?=(?:.*\d){6})[0-9OQDIL|SBZ]{8,12}")
_PASSPORT = re.compile(r"(?<![^\W_])[A-Z]\d{7,8}(?![^\W_])")
_CANCELLED = re.compile(r"(\d{12})\W*(?:số )?(?:cũ|hủy|đã hủy|bị hủy)\W*\d{12}", re.IGNORECASE)


class Paper(NamedTuple):
    """What one cell holds: a number of twelve digits, a CMND beside or instead of it.

    `doubtful` is the number with its zeros put back, to be confirmed by sex and year of birth.
    """

    number: str | None = None
    old: str | None = None
    doubtful: str | None = None
    steps: tuple[str, ...] = ()
    problem: str | None = None
    note: str | None = None
    proposed: str | None = None


def read_paper(raw: str) -> Paper:
    """Read a cell of a personal number; never raises, restores nothing it cannot prove."""
    if raw.isdigit() and raw.isascii() and len(raw) > 2:
        return _judge(raw, ())
    joined = _LINES.sub("; ", raw.strip())
    text, steps, done = start(joined)
    steps += ("spaces",) * (joined != raw and "spaces" not in steps)
    if done:
        return Paper(steps=done.steps, problem=done.problem, note=done.note)
    if is_scientific(text.lstrip("'")):
        digits = written_out(text)
        whole = digits.zfill(12) if digits and len(digits) > 9 else digits
        return Paper(steps=steps, problem="personal_id.scientific", proposed=whole)
    if why_missing(text):
        return Paper(steps=(*steps, "placeholder"), note=text)
    cell = read_cell(text, 8)
    if not cell.numbers:
        return _passport(text, steps)
    steps += cell.steps
    if len(cell.numbers) == 1:
        return _judge(cell.numbers[0], steps)._replace(note=cell.note)
    return _split(cell.numbers, text, steps)._replace(note=cell.note)


def _passport(text: str, steps: tuple[str, ...]) -> Paper:
    """Keep what is no number of ours: a passport by itself, everything else as written."""
    found = _PASSPORT.search(text)
    if found is None or found[0] == text:
        return Paper(text, steps=steps)
    words = " ".join(text.replace(found[0], " ").split()).strip(" .,:;-()")
    return Paper(found[0], steps=(*steps, "label"), note=words or None)


def _split(numbers: tuple[str, ...], text: str, steps: tuple[str, ...]) -> Paper:
    """Tell a number with its CMND beside it from two numbers of one kind."""
    steps = tuple(step for step in steps if step not in ("separators", "label"))
    long = [number for number in numbers if len(number) > 9]
    short = [number for number in numbers if len(number) in (8, 9) and number.isdigit()]
    if len(long) == len(short) == 1 and len(numbers) == 2:
        old = short[0].zfill(9)
        found = _judge(long[0], (*steps, "split_numbers"))
        if len(short[0]) == 9 or not old_id.faults(old):
            return found._replace(old=None if "filler" in old_id.faults(old) else old)
    current = _CANCELLED.search(text)
    proposed = current[1] if current else None
    return Paper(text, steps=steps, problem="personal_id.two_numbers", proposed=proposed)


def _judge(number: str, steps: tuple[str, ...]) -> Paper:
    if not number.isdigit() or not number.isascii():
        return _lettered(number, steps)
    if personal_id.filler(number.zfill(12) if len(number) > 9 else number) or not int(number):
        return Paper(steps=(*steps, "placeholder"), problem="personal_id.filler")
    if len(number) == 9:
        return Paper(old=number, steps=steps)
    if len(number) == 8 and not old_id.faults("0" + number):
        restored = (*steps, "zeros_restored")
        return Paper(old="0" + number, steps=restored, problem="personal_id.zeros_unverified")
    if len(number) in (10, 11):
        return Paper(number, doubtful=number.zfill(12), steps=steps)
    return Paper(number, steps=steps)


def _lettered(number: str, steps: tuple[str, ...]) -> Paper:
    """Keep a number with letters as written and propose its digits, where they make one."""
    compact = personal_id.compact(number)
    if _LETTERED.fullmatch(compact) and not _PASSPORT.fullmatch(compact):
        proposed = letters_to_digits(number)
        proposed = personal_id.compact(proposed)
        domestic = personal_id.is_valid(proposed) and proposed[0] == "0"
        if domestic or old_id.is_valid(proposed):
            return Paper(number, steps=steps, problem="personal_id.letters", proposed=proposed)
        restored = proposed.zfill(12)
        if len(proposed) == 11 and personal_id.is_valid(restored):
            return Paper(number, steps=steps, problem="personal_id.letters", proposed=restored)
    return Paper(number, steps=steps)


def confirmed(doubtful: str, sex: str | None, year: int | None, latest: int) -> str | None:
    """Return how well the restored number is proved: "proved", "plausible" or None.

    Two zeros need the year of birth: ten digits are as often a number of insurance or tax.
    """
    if not personal_id.agrees(doubtful, sex, year, latest):
        return None
    if doubtful.startswith("00") and year is None:
        return None
    return "plausible" if sex is None and year is None else "proved"


@normaliser("personal_id")
def personal_id_number(raw: str, spec: FieldSpec) -> Clean:
    """Read the number alone; lost zeros and the place of a CMND are the step's affair."""
    paper = read_paper(raw)
    value = paper.number or paper.old
    return Clean(value, paper.steps, paper.problem, paper.note, paper.proposed)
