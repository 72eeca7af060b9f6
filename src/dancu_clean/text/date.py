"""Dates as people write them → ISO text at the precision that is really known.

Forms and their meaning: names_and_text §5. Day comes before month always; only a whole column
may show another custom (`text.date_column`). Excel's serial numbers have five digits here: four
digits are a year. What the calendar does not have becomes its bare year and a problem. Dates in
words are read by `text.date_words`, notes beside a date by `text.date_notes`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1800, 2199
_LIKELY_YEARS = range(1850, 2101)
_EPOCH = date(1899, 12, 30)
_DAYS_1904 = 1462
_SERIALS = range(10_000, 73_051)
_SMALL_SERIALS = range(LAST_YEAR + 1, 10_000)
_SIGN = r"\s*[/.\-\\|,;_–—−‐‑⁄∕ ]{1,2}\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{4}}|\d{{2}})", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{1,2}})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.,\-– ]\s*(\d{4})", re.ASCII)
# Above 31 it is no day: "6/85" is a month and a year, "1/6" may be a day and a month.
_MONTH_SHORT = re.compile(r"(0?[1-9]|1[0-2])\s*[/.\-]\s*(3[2-9]|[4-9]\d)", re.ASCII)
_ONE_SIGN = re.compile(r"\d{2}[/.\-]\d{6}|\d{4}[/.\-]\d{4}", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})(?:\s*[/\-–]\s*(\d{1,2})|\.(\d\d))", re.ASCII)
_FRACTION = re.compile(r"(\d+)[.,](\d+)", re.ASCII)
_THOUSANDS = re.compile(r"([12])[.,](\d{3})", re.ASCII)
_TIME = re.compile(
    r"(?:T|[\s,]+)(\d{1,2})(?::\d{2}){1,2}(?:[.,]\d+)?\s*(?:AM|PM|SA|CH)?"
    r"\s*(?:GMT|UTC)?(Z|[+-]\d{2}:?(?:\d{2})?)?(?:\s*\([\w ]*\))?$",
    re.ASCII | re.IGNORECASE,
)
_TIME_BEFORE = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\s+(?=\S)", re.ASCII)
_ONLY_TIME = re.compile(r"(?:0{1,2}|12):00(?::00)?(?:\s*(?:AM|SA))?", re.IGNORECASE)
# From 16:00 in Greenwich it is the next day here: +8 until 1975 in the south, +7 since.
_NEXT_DAY_FROM = 16
_UTC = {"Z", "z", "+00", "+0000", "+00:00"}
_NO_DATE = re.compile(r"[0/.\-_…:,\s]*")
_UNKNOWN = re.compile(r"[?xX.…_*\-–0\s]*")
_UNKNOWN_WORDS = {"không rõ", "không nhớ", "không", "ko", "k", "kr", "chưa rõ", "kxđ", "không biết"}
# What programs write where there is nothing: Excel, SQL Server, .NET, "for ever".
_DEFAULTS = {
    (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (1900, 1, 0), (1753, 1, 1), (1, 1, 1),
    (9999, 12, 31),
}  # fmt: skip
_UNIX_ZERO = "1970-01-01"


class Custom(NamedTuple):
    """How a whole column writes its dates, where it differs from day/month/year.

    `serials`: numbers of four digits that are no year are serials too; `from_1904`: serials
    count from 1904 (old Excel for Mac).
    """

    month_first: bool = False
    year_day_month: bool = False
    serials: bool = False
    from_1904: bool = False


VIETNAMESE = Custom()


class Short(NamedTuple):
    """A date whose year has two digits and waits for its century."""

    day: int
    month: int
    year: int


class Date(NamedTuple):
    """ISO text and its precision (day, month, year), or None with the problem.

    `problem` is one of impossible, default, maybe_default, unreadable, two_digit_open,
    two_dates, approximate, lunar, age; `proposed` the likely date; `short` is set when the
    century is missing.
    """

    value: str | None = None
    precision: str | None = None
    steps: tuple[str, ...] = ()
    problem: str | None = None
    proposed: str | None = None
    note: str | None = None
    short: Short | None = None

    def after(self, *steps: str) -> Date:
        """Return the same with steps that were taken before."""
        return self._replace(steps=(*steps, *self.steps)) if steps else self


UNREADABLE = Date(problem="unreadable")


def read_figures(body: str, custom: Custom = VIETNAMESE) -> Date:
    """Read a date written in figures; UNREADABLE for words and anything else."""
    if found := _DAY_FIRST.fullmatch(body):
        return _day_first(int(found[1]), int(found[2]), found[3], custom)
    if found := _YEAR_FIRST.fullmatch(body):
        year, second, third = (int(part) for part in found.groups())
        if custom.year_day_month and second and third:
            return build(year, third, second).after("month_first")
        return build(year, second, third)
    if body.isascii() and body.isdigit():
        return _digits(body, custom)
    if found := _FRACTION.fullmatch(body):
        with_fraction = _fraction(found[1], found[2], body, custom)
        if with_fraction is not None:
            return with_fraction
    if found := _MONTH_YEAR.fullmatch(body):
        return build(int(found[2]), int(found[1]), 0)
    if found := _YEAR_MONTH.fullmatch(body):
        return build(int(found[1]), int(found[2] or found[3]), 0)
    if found := _MONTH_SHORT.fullmatch(body):
        return short_date(0, int(found[1]), int(found[2]))
    return _with_unknown(body, custom) or _one_sign(body) or UNREADABLE


def split_time(body: str) -> tuple[str, tuple[str, ...], bool]:
    """Cut the time of day off; tell the step, and whether the day here is the next one."""
    if ":" not in body:
        return body, (), False
    if found := _TIME.search(body):
        utc = found[2] in _UTC and int(found[1]) >= _NEXT_DAY_FROM
        return body[: found.start()], ("time",), utc
    if found := _TIME_BEFORE.match(body):
        return body[found.end() :], ("time",), False
    return body, (), False


def stands_for_nothing(body: str) -> Date | None:
    """Return the answer for zeros and signs alone, and for midnight without a day."""
    if _ONLY_TIME.fullmatch(body):
        return Date(problem="default")
    if _NO_DATE.fullmatch(body):
        return Date(steps=("placeholder",))
    return None


def next_day(found: Date) -> Date:
    """Return the day after a full date, as its UTC time asks for."""
    if found.precision != "day" or found.value is None:
        return found
    day = date.fromisoformat(found.value) + timedelta(1)
    return found._replace(value=day.isoformat()).after("utc_day")


def build(year: int, month: int, day: int) -> Date:
    """Make a date of its numbers; 0 = unknown."""
    if (year, month, day) in _DEFAULTS:
        return Date(problem="default")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Date(problem="impossible")
    if month > 12 or (month and day and not _exists(year, month, day)) or day > 31:
        swapped = f"{year}-{day:02}-{month:02}" if _exists(year, day, month) else None
        return Date(str(year), "year", (), "impossible", swapped)
    if month and day:
        value = f"{year}-{month:02}-{day:02}"
        return Date(value, "day", (), "maybe_default" if value == _UNIX_ZERO else None)
    if month:
        return Date(f"{year}-{month:02}", "month")
    return Date(str(year), "year")


def short_date(day: int, month: int, year: int) -> Date:
    """Make a date of a two-digit year; 0 = unknown."""
    # 2000 is a leap year, so that no lawful day is refused before the century is known
    if month > 12 or day > 31 or (day and month and not _exists(2000, month, day)):
        return Date(problem="impossible")
    return Date(problem="two_digit_open", short=Short(day, month, year))


def complete_year(short: Short, year: int) -> Date:
    """Give a two-digit year its century; the year must end in the same two digits."""
    return build(year, short.month, short.day).after("two_digit_year")


def _day_first(first: int, second: int, year: str, custom: Custom) -> Date:
    turned = custom.month_first and first and second
    day, month = (second, first) if turned else (first, second)
    short = len(year) == 2
    found = short_date(day, month, int(year)) if short else build(int(year), month, day)
    return found.after("month_first") if turned else found


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _serial(number: int, custom: Custom) -> Date:
    days = number + _DAYS_1904 * custom.from_1904
    steps = ("serial", "serial_1904") if custom.from_1904 else ("serial",)
    return Date((_EPOCH + timedelta(days)).isoformat(), "day", steps)


def _digits(body: str, custom: Custom) -> Date:
    size, number = len(body), int(body)
    if size in (12, 14) and _exists(int(body[:4]), int(body[4:6]) or 1, int(body[6:8]) or 1):
        return build(int(body[:4]), int(body[4:6]), int(body[6:8])).after("written_date")
    if size == 4 and number in _SMALL_SERIALS:
        serial = _serial(number, custom)
        return serial if custom.serials else Date(problem="impossible", proposed=serial.value)
    if size == 4:
        return build(number, 0, 0)
    if size == 5 and number in _SERIALS:
        return _serial(number, custom)
    if size == 2:
        return short_date(0, 0, number)
    if size in (6, 7, 8):
        return _compact(body).after("written_date")
    return UNREADABLE


def _compact(body: str) -> Date:
    """Read 19850601, 01061985, 1061985 (zero lost), 198506, 061985, 010685."""
    if len(body) == 7:
        found = build(int(body[3:]), int(body[1:3]), int(body[:1]))
        return found.after("zeros_restored") if found.problem is None else UNREADABLE
    if len(body) == 8:
        orders = ((body[:4], body[4:6], body[6:]), (body[4:], body[2:4], body[:2]))
    else:
        orders = ((body[:4], body[4:], "0"), (body[2:], body[:2], "0"))
    read = [build(*map(int, order)) for order in orders if int(order[0]) in _LIKELY_YEARS]
    for found in read:
        if found.problem in (None, "maybe_default"):
            return found
    if len(body) == 6:
        return short_date(int(body[:2]), int(body[2:4]), int(body[4:]))
    return read[-1] if read else Date(problem="impossible")


def _one_sign(body: str) -> Date | None:
    """Read 01/061985 and 0106/1985, in which one sign was forgotten."""
    if not _ONE_SIGN.fullmatch(body) or (body[:4].isdigit() and int(body[:4]) in _LIKELY_YEARS):
        return None
    found = _compact(re.sub(r"\D", "", body))
    return found.after("written_date") if found.problem is None else None


def _fraction(whole: str, rest: str, body: str, custom: Custom) -> Date | None:
    """Read 1985.0, 31199.0, 31199.5 (a serial with its time), 1.985 (thousands)."""
    if len(whole) == 5 and int(whole) in _SERIALS:
        step = "time" if rest.strip("0") else "decimal_zero"
        return _serial(int(whole), custom).after(step)
    if len(whole) >= 4 and not rest.strip("0"):
        return _digits(whole, custom).after("decimal_zero")
    if found := _THOUSANDS.fullmatch(body):
        year = int(found[1] + found[2])
        return build(year, 0, 0).after("separators") if year in _LIKELY_YEARS else None
    return None


def _with_unknown(body: str, custom: Custom) -> Date | None:
    """Read parts between one kind of separator; parts without digits are unknown."""
    separator = next((sign for sign in "/-. " if sign in body), None)
    if separator is None:
        return None
    parts = [part.strip() for part in body.split(separator)]
    *before, last = parts
    if not (last.isascii() and last.isdigit() and len(last) == 4 and int(last)):
        return Date(problem="impossible") if _odd_year(parts) else None
    if not all(_is_part(part) for part in before):
        return None
    numbers = [int(part) if part.isdigit() else 0 for part in before]
    if len(numbers) > 2 or max(numbers, default=0) > 31:
        return None if any(numbers) else build(int(last), 0, 0).after("placeholder")
    if len(numbers) == 2:
        return _day_first(numbers[0], numbers[1], last, custom).after("placeholder")
    return build(int(last), numbers[0], 0).after("placeholder")


def _is_part(part: str) -> bool:
    if part.isascii() and part.isdigit():
        return len(part) <= 2 or not int(part)
    return _UNKNOWN.fullmatch(part) is not None or part.casefold() in _UNKNOWN_WORDS


def _odd_year(parts: list[str]) -> bool:
    """Tell a day and month before a year of one, three, five or more digits."""
    digits = all(part.isascii() and part.isdigit() for part in parts)
    return digits and len(parts) == 3 and max(len(parts[0]), len(parts[1])) <= 2
