"""Dates in Vietnamese and English words: "ngày 1 tháng 6 năm 1985", "Thg 6 1985", "1-Jun-85"."""

from __future__ import annotations

import re

from dancu_clean.text.date import Date, build, short_date
from dancu_clean.text.fold import fold

_ENGLISH = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER",
    "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip
_NUMBERS = {
    "GIENG": 1, "MOT": 1, "HAI": 2, "BA": 3, "TU": 4, "BON": 4, "NAM": 5, "SAU": 6, "BAY": 7,
    "TAM": 8, "CHIN": 9, "MUOI": 10, "MUOI MOT": 11, "MUOI HAI": 12, "CHAP": 12,
}  # fmt: skip
_NAMED = re.compile(
    r"\bTHANG (MUOI MOT|MUOI HAI|GIENG|MOT|HAI|BA|TU|BON|SAU|BAY|TAM|CHIN|MUOI|CHAP"
    # "tháng năm 1985" without a day is a form whose month was left blank
    r"|NAM(?= NAM)|(?<=\d THANG )NAM)\b"
)
_WEEKDAY = re.compile(
    r"^(?:THU (?:HAI|BA|TU|NAM|SAU|BAY|[2-7])|CHU NHAT|CN"
    r"|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|MON|TUE|WED|THU|FRI|SAT|SUN) (?=\S)"
)
_LABEL = re.compile(r"^(?:NGAY THANG NAM SINH|(?:NGAY|NAM|N) ?SINH|SINH(?: VAO)?|S ?N|N ?S) (?=\S)")
_YEAR = r"(\d{4}|\d{2})"
_MONTH = r"(?:THANG|THG|TH|T) ?"
_DAY_MONTH_YEAR = re.compile(
    rf"(?:NGAY )?(?:MUNG |MONG )?(\d{{1,2}}) (?:{_MONTH})?(\d{{1,2}}) (?:NAM )?{_YEAR}"
)
_MONTH_YEAR = re.compile(rf"(?:NGAY )?{_MONTH}(\d{{1,2}}) (?:NAM )?{_YEAR}")
_ONLY_YEAR = re.compile(rf"(?:(?:NGAY )?THANG )?(?:NAM )?{_YEAR}")
_ENGLISH_DATE = re.compile(rf"(?:(\d{{1,2}}) )?([A-Z]{{3,9}}) (?:(\d{{1,2}}) )?{_YEAR}")
_YEAR_FIRST = re.compile(r"(\d{4}) ([A-Z]{3,9})(?: (\d{1,2}))?")


def read_words(body: str) -> Date | None:
    """Read a date that stands in words; None for anything else."""
    words = fold(re.sub(r"[-–—/'’.]", " ", body))
    bare = _LABEL.sub("", _WEEKDAY.sub("", words))
    bare = _NAMED.sub(lambda found: f"THANG {_NUMBERS[found[1]]}", bare)
    found = _read(bare)
    if found is None or (bare == words and bare.replace(" ", "").isdigit()):
        return None
    return found.after("written_date")


def _read(words: str) -> Date | None:
    if found := _DAY_MONTH_YEAR.fullmatch(words):
        return _date(int(found[1]), int(found[2]), found[3])
    if found := _MONTH_YEAR.fullmatch(words):
        return _date(0, int(found[1]), found[2])
    if found := _ONLY_YEAR.fullmatch(words):
        return _date(0, 0, found[1])
    if found := _ENGLISH_DATE.fullmatch(words):
        month = _month(found[2])
        if month and not (found[1] and found[3]):
            return _date(int(found[1] or found[3] or 0), month, found[4])
    if (found := _YEAR_FIRST.fullmatch(words)) and (month := _month(found[2])):
        return _date(int(found[3] or 0), month, found[1])
    return None


def _month(word: str) -> int:
    """Return the number of an English month, 0 for any other word."""
    names = [word in (name, name[:3], name[:4] * (name[0] == "S")) for name in _ENGLISH]
    return names.index(True) + 1 if True in names else 0


def _date(day: int, month: int, year: str) -> Date:
    if len(year) == 2:
        return short_date(day, month, int(year))
    return build(int(year), month, day)
