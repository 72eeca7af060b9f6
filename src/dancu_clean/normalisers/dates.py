"""Dates; the century of a two-digit year and month-first columns are settled by the step."""

from __future__ import annotations

import re

from dancu_clean.ids.digits import letters_to_digits
from dancu_clean.normalisers.base import normaliser, start
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean
from dancu_clean.text.date import Date, parse_date

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_LIFE = 110
_OLDEST_PAPER = 1945
_VALID_AHEAD = 30


@normaliser("date")
def date(raw: str, spec: FieldSpec) -> Clean:
    """ISO text at its precision; impossible dates leave their year, unreadable ones nothing."""
    return as_clean(read_date(raw))


def read_date(raw: str, *, month_first: bool = False) -> Date:
    """Read one cell; placeholders give an empty date, lost cells the problem "lost"."""
    done = None if _ISO.fullmatch(raw) else start(raw)[2]
    if done:
        problem = "lost" if done.problem else None
        return Date(steps=done.steps, problem=problem, note=done.note)
    found = parse_date(raw, month_first=month_first)
    if found.problem != "unreadable":
        return found
    guess = parse_date(letters_to_digits(raw), month_first=month_first)
    return found._replace(proposed=guess.value)


def as_clean(found: Date) -> Clean:
    """Turn a date into what the line works with."""
    problem = "cell.lost" if found.problem == "lost" else found.problem
    if problem and "." not in problem:
        problem = f"date.{problem}"
    return Clean(found.value, found.steps, problem, found.note, found.proposed)


def likely_years(short: int, latest: int, *, birth: bool) -> list[int]:
    """Return the full years a two-digit year can mean: within a life, or a paper's time."""
    years = (1900 + short, 2000 + short)
    if birth:
        return [year for year in years if latest - _LONGEST_LIFE <= year <= latest]
    return [year for year in years if _OLDEST_PAPER <= year <= latest + _VALID_AHEAD]
