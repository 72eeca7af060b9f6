"""Dates as people write them → ISO text at the precision that is really known.

Forms and their meaning: names_and_text §5. Day comes before month always; only a whole
column may show that it is month-first (`looks_month_first`). Excel's serial numbers have five
digits here: four digits are a year. What the calendar does not have becomes its bare year and a
problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from dancu_clean.text.clean import tidy
from dancu_clean.text.fold import fold

FIRST_YEAR, LAST_YEAR = 1800, 2199
_EPOCH = date(1899, 12, 30)
_SERIALS = range(10_000, 73_051)
_TIME = re.compile(
    r"[T\s,]+\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?\s*(?:[AaPp][Mm]|SA|CH)?(?:\s*(?:Z|[+-]\d{2}:?\d{2}))?$"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_UNKNOWN = re.compile(r"[?xX.…_*\-–0\s]*")
_WORDS = re.compile(
    r"(?:(?:SINH )?(?:NGAY )?(\d{1,2}) )?(?:THANG|TH|T) ?(\d{1,2}) (?:NAM )?(\d{4})"
)
_YEAR_WORDS = re.compile(r"(?:SN|NS|SINH|SINH NAM|NAM SINH|NAM) ?(\d{4})")
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_ENGLISH = re.compile(
    rf"(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)})[A-Z]*(?: (\d{{1,2}}))? (\d{{4}}|\d{{2}})"
)
_INSIDE = re.compile(r"(?<!\w)\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}(?!\d)")
_DEFAULTS = {(1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (1900, 1, 0), (1, 1, 1)}


class Short(NamedTuple):
    """A date whose year has two digits and waits for its century."""

    day: int
    month: int
    year: int


class Date(NamedTuple):
    """ISO text and its precision (day, month, year), or None with the problem.

    `problem` is one of impossible, default, unreadable; `proposed` the likely date;
    `short` is set when the century is missing.
    """

    value: str | None = None
    precision: str | None = None
    steps: tuple[str, ...] = ()
    problem: str | None = None
    proposed: str | None = None
    note: str | None = None
    short: Short | None = None


_UNREADABLE = Date(problem="unreadable")


def parse_date(raw: str, *, month_first: bool = False) -> Date:
    """Read one date; never raises, never guesses between two readings."""
    text, steps = tidy(raw)
    body = _TIME.sub("", text)
    steps += ("time",) * (body != text)
    body = body.strip(" .,;'`")
    found = _read(body, month_first)
    if found.problem == "unreadable":
        found = _inside(body, month_first)
    return found._replace(steps=steps + found.steps) if steps else found


def _read(body: str, month_first: bool) -> Date:
    if simple := _SLASHED.fullmatch(body):
        return _dmy(int(simple[1]), int(simple[2]), int(simple[3]), month_first)
    if iso := _ISO.fullmatch(body):
        return _build(int(iso[1]), int(iso[2]), int(iso[3]))
    if body.isascii() and body.isdigit():
        return _digits(body)
    if re.fullmatch(r"\d{4,5}[.,]\d+", body):
        return _digits(re.split("[.,]", body)[0])
    return _separated(body, month_first) or _worded(body) or _UNREADABLE


def _dmy(day: int, month: int, year: int, month_first: bool) -> Date:
    if month_first and day and month:
        return _build(year, day, month, ("month_first",))
    return _build(year, month, day)


def _build(year: int, month: int, day: int, steps: tuple[str, ...] = ()) -> Date:
    """Make a date of its numbers; 0 = unknown."""
    if (year, month, day) in _DEFAULTS:
        return Date(steps=steps, problem="default")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Date(steps=steps, problem="impossible")
    if month > 12 or (month and day and not _exists(year, month, day)) or day > 31:
        swapped = f"{year}-{day:02}-{month:02}" if _exists(year, day, month) else None
        return Date(str(year), "year", steps, "impossible", swapped)
    if month and day:
        return Date(f"{year}-{month:02}-{day:02}", "day", steps)
    if month:
        return Date(f"{year}-{month:02}", "month", steps)
    return Date(str(year), "year", steps)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _digits(body: str) -> Date:
    size = len(body)
    if size in (12, 14) and _exists(int(body[:4]), int(body[4:6]) or 1, int(body[6:8]) or 1):
        return _build(int(body[:4]), int(body[4:6]), int(body[6:8]))
    if size == 4:
        return _build(int(body), 0, 0)
    if size == 5 and int(body) in _SERIALS:
        return Date((_EPOCH + timedelta(int(body))).isoformat(), "day", ("serial",))
    if size == 2:
        return Date(problem="two_digit_year", short=Short(0, 0, int(body)))
    if size in (6, 7, 8):
        return _compact(body)
    return _UNREADABLE


def _compact(body: str) -> Date:
    """Read 19850601, 01061985, 1061985 (zero lost), 198506, 061985, 010685."""
    if len(body) == 7:
        found = _build(int(body[3:]), int(body[1:3]), int(body[:1]))
        return found._replace(steps=("zeros_restored",)) if found.problem is None else _UNREADABLE
    if len(body) == 8:
        orders = ((body[:4], body[4:6], body[6:]), (body[4:], body[2:4], body[:2]))
    else:
        orders = ((body[:4], body[4:], "0"), (body[2:], body[:2], "0"))
    for year, month, day in orders:
        found = _build(int(year), int(month), int(day))
        if found.problem is None and 1850 <= int(year) <= 2100:
            return found
    if len(body) == 6:
        return _short(int(body[:2]), int(body[2:4]), int(body[4:]))
    return Date(problem="impossible")


def _short(day: int, month: int, year: int) -> Date:
    # 2000 is a leap year, so that no lawful day is refused before the century is known
    if month > 12 or (day and month and not _exists(2000, month, day)):
        return Date(problem="impossible")
    return Date(problem="two_digit_year", short=Short(day, month, year))


def _separated(body: str, month_first: bool) -> Date | None:
    """Read parts between one kind of separator; parts without digits are unknown."""
    separator = next((sign for sign in "/-. " if sign in body), None)
    if separator is None:
        return None
    parts = [part.strip() for part in body.split(separator)]
    if not all(part.isdigit() or _UNKNOWN.fullmatch(part) for part in parts):
        parts = re.findall(r"\d+", body) if re.fullmatch(r"[\d/.\-\s]+", body) else []
    if not 2 <= len(parts) <= 3:
        numbers = [part for part in parts if part.isdigit() and part.isascii()]
        return _build(int(numbers[0]), 0, 0) if _one_year(parts, numbers) else None
    numbers3 = [int(part) if part.isdigit() and part.isascii() else 0 for part in parts]
    if len(parts[0]) == 4 and numbers3[0] and (len(parts[-1]) <= 2):
        year, month, day = (*numbers3, 0)[:3]
        return _build(year, month, day)
    *before, year = numbers3
    month, day = before[-1], before[0] if len(before) == 2 else 0
    if max(len(part) for part in parts[:-1]) > 2 and max(before) > 31:
        return None
    if len(parts[-1]) == 4 and year:
        return _dmy(day, month, year, month_first and len(before) == 2)
    if len(parts[-1]) == 2 and parts[-1].isdigit() and len(parts) == 3:
        return _short(month, day, year) if month_first else _short(day, month, year)
    return Date(problem="impossible") if len(parts) == 3 and all(before) else None


def _one_year(parts: list[str], numbers: list[str]) -> bool:
    return len(numbers) == 1 and len(numbers[0]) == 4 and bool(parts) and parts[-1] == numbers[0]


def _worded(body: str) -> Date | None:
    words = fold(body.replace("-", " ").replace("'", " "))
    if found := _WORDS.fullmatch(words):
        return _build(int(found[3]), int(found[2]), int(found[1] or 0))
    if found := _YEAR_WORDS.fullmatch(words):
        return _build(int(found[1]), 0, 0)
    if found := _ENGLISH.fullmatch(words):
        month, day = _MONTHS.index(found[2]) + 1, int(found[1] or found[3] or 0)
        if len(found[4]) == 2:
            return _short(day, month, int(found[4]))
        return _build(int(found[4]), month, day)
    return None


def _inside(body: str, month_first: bool) -> Date:
    """Read the one date that stands among words; the words are the note."""
    inside = _INSIDE.findall(body)
    if len(inside) != 1:
        return _UNREADABLE
    found = _read(re.sub(r"\s", "", inside[0]), month_first)
    note = " ".join(body.replace(inside[0], " ").split()).strip("()[] ,;-")
    return found._replace(note=note or None, steps=("note_split", *found.steps))


def complete_year(short: Short, year: int) -> Date:
    """Give a two-digit year its century; the year must end in the same two digits."""
    return _build(year, short.month, short.day, ("two_digit_year",))


def looks_month_first(values: Iterable[str]) -> bool:
    """Tell a month-first column: second places above 12 are common, first ones never are.

    One single impossible date must not turn a column round, hence at least two and a tenth.
    """
    first = second = full = 0
    for value in values:
        if found := _SLASHED.match(value.strip()):
            full += 1
            first += int(found[1]) > 12
            second += int(found[2]) > 12
    return not first and second >= 2 and second * 10 >= full
