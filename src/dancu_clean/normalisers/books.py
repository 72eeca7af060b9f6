"""Numbers of civil-status books and of households: free shapes, dated by spreadsheets."""

from __future__ import annotations

import re

from dancu_clean.ids.digits import is_scientific
from dancu_clean.normalisers.base import normaliser, start
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean

_LABEL = re.compile(
    r"^(?:(?:mã )?số(?: sổ| hồ sơ| hộ)?|quyển(?: số)?|sổ(?: số)?)[\s.:]+(?=\d)", re.IGNORECASE
)
_ISO = re.compile(r"((?:19|20)\d{2})-(0[1-9]|1[0-2])(?:-(\d{2})(?:[T ]00:00(?::00)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})(?: 0?0:00(?::00)?(?: ?AM)?)?")
_NAMED = re.compile(r"([A-Z][a-z]{2})-(\d{2}|\d{4})|(\d{1,2})-([A-Z][a-z]{2})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@normaliser("registration_no")
def registration_no(raw: str, spec: FieldSpec) -> Clean:
    """Number/year of a civil-status book; what a spreadsheet made a date stays and is named."""
    text, steps, done = start(raw)
    if done:
        return done
    proposed = _was(text)
    if proposed:
        return Clean(text, steps, "registration_no.became_date", proposed=proposed)
    bare = re.sub(r"\s*/\s*", "/", _LABEL.sub("", text)).lstrip("'").removesuffix(".0").strip()
    return Clean(bare or None, steps + ("separators",) * (bare != text))


def _was(text: str) -> str | None:
    """Return what was probably typed where a spreadsheet shows a date; None for other text."""
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part or 1) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _NAMED.fullmatch(text):
        return _unnamed(*found.groups())
    else:
        return None
    return f"{month}/{year}" if day == 1 else f"{day}/{month}/{year}"


def _unnamed(
    month: str | None, year: str | None, day: str | None, behind: str | None
) -> str | None:
    """Turn "Mar-19" into 3/2019 and "19-Mar" into 19/3."""
    name = month or behind
    if name not in _MONTHS:
        return None
    number = _MONTHS.index(name) + 1
    if day:
        return f"{day}/{number}"
    return f"{number}/{year if year and len(year) == 4 else f'20{year}'}"


@normaliser("household_no")
def household_no(raw: str, spec: FieldSpec) -> Clean:
    """Tidy text: books and dossiers have free shapes (identifiers §6)."""
    text, steps, done = start(raw)
    if done:
        return done
    if is_scientific(text):
        return Clean(None, steps, "paper.scientific")
    bare = _LABEL.sub("", text).lstrip("'").removesuffix(".0").strip()
    return Clean(bare or None, steps + ("separators",) * (bare != text))
