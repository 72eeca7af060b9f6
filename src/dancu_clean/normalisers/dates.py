"""Dates one by one; what needs the row or the column is settled in `normalisers.date_columns`."""

from __future__ import annotations

import re

from dancu_clean.ids.digits import letters_to_digits
from dancu_clean.normalisers.base import normaliser, start
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean
from dancu_clean.text.date import VIETNAMESE, Custom, Date, read_figures
from dancu_clean.text.date_notes import parse_date

# By far most cells: nothing to tidy, no placeholder, no note.
_PLAIN = re.compile(
    r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[12][0-9]{3}|[12][0-9]{3}(?:-[0-9]{2}-[0-9]{2})?"
)
# Excel writes # over the whole width of a column that is too narrow for its dates.
_TOO_NARROW = re.compile(r"\s*#{3,}\s*")
_LETTERED = re.compile(r"(?=(?:\D*\d){3})[0-9ODIlioSsBZz/.\- ]+")


@normaliser("date")
def date(raw: str, spec: FieldSpec) -> Clean:
    """ISO text at its precision; impossible dates leave their year, unreadable ones nothing."""
    return as_clean(read_date(raw))


def read_date(raw: str, custom: Custom = VIETNAMESE) -> Date:
    """Read one cell; placeholders give an empty date, lost cells the problem "lost"."""
    if _PLAIN.fullmatch(raw):
        return read_figures(raw, custom)
    done = start(raw)[2]
    if _TOO_NARROW.fullmatch(raw) or (done and done.problem):
        return Date(problem="lost")
    if done:
        return Date(steps=done.steps, note=done.note)
    found = parse_date(raw, custom)
    if found.problem == "unreadable" and _LETTERED.fullmatch(raw):
        guess = parse_date(letters_to_digits(raw), custom)
        if guess.value and guess.problem != "impossible" and "serial" not in guess.steps:
            return found._replace(problem="letters", proposed=guess.value)
    return found


def as_clean(found: Date) -> Clean:
    """Turn a date into what the line works with."""
    problem = "cell.lost" if found.problem == "lost" else found.problem
    if problem and "." not in problem:
        problem = f"date.{problem}"
    return Clean(found.value, found.steps, problem, found.note, found.proposed)
