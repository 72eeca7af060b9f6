"""The personal number: what a cell of mixed papers holds, and what the row must confirm."""

from __future__ import annotations

import re
from typing import NamedTuple

from dancu_clean.ids import old_id, personal_id
from dancu_clean.ids.digits import drop_decimal_zero, is_scientific, letters_to_digits
from dancu_clean.normalisers.base import normaliser, start
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean
from dancu_clean.text.placeholder import placeholder

_LABEL = re.compile(
    r"\b(?:số|cmnd|cmtnd|cmt|cccd|cc|đdcn|id|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?"
    r"|cũ|mới|định danh(?: cá nhân)?)\b[\s.:]*",
    re.IGNORECASE,
)
_LINES = re.compile(r"[\r\n\v\f\u2028\u2029]+")
_TWO = re.compile(r"(\d{12}|\d{9}) (\d{12}|\d{9})")
_BREAK = re.compile(r"[;/|,()\[\]&]|\s-\s|\bvà\b|\bhoặc\b|\bcũ\b|\bmới\b")
_LETTERED = re.compile(r"(?=(?:.*\d){6})[0-9OQDIL|SBZ]{8,12}")
_PASSPORT = re.compile(r"[A-Z]\d{7,8}")


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
    text, steps, done = start(_LINES.sub(";", raw.strip()))
    if done:
        return Paper(steps=done.steps, problem=done.problem, note=done.note)
    if is_scientific(text):
        return Paper(steps=steps, problem="personal_id.scientific")
    several = _several(text)
    if len(several) > 1:
        return _split(several, steps)
    bare = _LABEL.sub("", text).strip()
    whole = drop_decimal_zero(bare.lstrip("'"))
    steps += ("label",) * (bare != text) + ("decimal_zero",) * (whole != bare.lstrip("'"))
    number = several[0] if several and "(" in text else personal_id.compact(whole)
    steps += ("separators",) * (number != whole.upper() or bare[:1] == "'")
    return _judge(number, steps)


def _several(text: str) -> list[str]:
    if two := _TWO.fullmatch(text):
        return list(dict.fromkeys(two.groups()))
    pieces = [personal_id.compact(_LABEL.sub("", piece)) for piece in _BREAK.split(text)]
    return list(dict.fromkeys(p for p in pieces if sum(map(str.isdigit, p)) >= 8))


def _split(numbers: list[str], steps: tuple[str, ...]) -> Paper:
    """Tell a number with its CMND beside it from two numbers of one kind."""
    twelve = [number for number in numbers if len(number) == 12 and number.isdigit()]
    nine = [number for number in numbers if len(number) == 9 and number.isdigit()]
    if len(twelve) == 1 and len(nine) == 1 and len(numbers) == 2:
        found = _judge(twelve[0], (*steps, "split_numbers"))
        return found._replace(old=None if old_id.faults(nine[0]) == ("filler",) else nine[0])
    return Paper(";".join(numbers), steps=steps, problem="personal_id.two_numbers")


def _judge(number: str, steps: tuple[str, ...]) -> Paper:
    if not number or placeholder(number):
        return Paper(steps=(*steps, "placeholder"))
    if not number.isdigit() or not number.isascii():
        return _lettered(number, steps)
    if personal_id.filler(number.zfill(12) if len(number) > 9 else number):
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
    if not _LETTERED.fullmatch(number) or _PASSPORT.fullmatch(number):
        return Paper(number, steps=steps)
    proposed = letters_to_digits(number)
    if not (personal_id.is_valid(proposed) or old_id.is_valid(proposed)):
        return Paper(number, steps=steps)
    return Paper(number, steps=steps, problem="personal_id.letters", proposed=proposed)


def confirmed(doubtful: str, sex: str | None, year: int | None, latest: int) -> str | None:
    """Return how well the restored number is proved: "proved", "plausible" or None."""
    if not personal_id.agrees(doubtful, sex, year, latest):
        return None
    return "plausible" if sex is None and year is None else "proved"


@normaliser("personal_id")
def personal_id_number(raw: str, spec: FieldSpec) -> Clean:
    """Read the number alone; lost zeros and the place of a CMND are the step's affair."""
    paper = read_paper(raw)
    value = paper.number or paper.old
    return Clean(value, paper.steps, paper.problem, paper.note, paper.proposed)
