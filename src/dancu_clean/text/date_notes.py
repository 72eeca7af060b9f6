"""One cell with a date and what was written beside it: notes, doubts, the lunar calendar.

`parse_date` is the way in: it tidies the cell, cuts the time of day off, and asks figures
(`text.date`), words (`text.date_words`) and the notes in turn.
"""

from __future__ import annotations

import re

from dancu_clean.text.clean import tidy
from dancu_clean.text.date import (
    UNREADABLE,
    VIETNAMESE,
    Custom,
    Date,
    next_day,
    read_figures,
    split_time,
    stands_for_nothing,
)
from dancu_clean.text.date_words import read_words
from dancu_clean.text.fold import fold

_EDGES = " .,;'`\"“”/\\"
_SHORT_YEAR = re.compile(r"['’](?=\d\d$)")
_BRACKETS = re.compile(r"(.+?)\s*[(\[]([^()\[\]]*)[)\]]\s*")
_CALENDAR = re.compile(r"(.+?)[\s,]+((?:âm|dương) lịch|[âa]\.?l|[dđ]\.?l|tuổi \w+)", re.IGNORECASE)
_BEFORE, _BEHIND = r"(?<![\w/.\-])", r"(?![\w/\-]|\.\d)"
_FULL = re.compile(
    rf"{_BEFORE}(?:\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d{{4}}"
    rf"|\d{{4}}[/.-]\d{{1,2}}[/.-]\d{{1,2}}){_BEHIND}",
    re.ASCII,
)
_MONTH = re.compile(rf"{_BEFORE}\d{{1,2}}[/.-]\d{{4}}{_BEHIND}", re.ASCII)
_YEAR = re.compile(r"(?<![\w.])(?:1[89]|20)\d\d(?![\w]|\.\d)", re.ASCII)
_AGE = re.compile(r"(?:KHOANG )?\d{1,3} ?(?:T|TUOI|THANG TUOI|TH TUOI|TU?OI)")
# "chưa cấp", "không thời hạn", "đang làm lại": no date, and the words say why.
_NO_DATE = re.compile(r"(?:CHUA|KHONG|KO|MAT|DANG|THAT LAC|BO TRONG|VO THOI HAN|CON SONG)\b[A-Z ]*")
_BOUND = re.compile(r"\b(?:TRUOC|SAU|DEN|TU|THAP NIEN|NHUNG NAM)\b")
_ABOUT = re.compile(r"\b(?:KHOANG|CHUNG|UOC|AP CHUNG|TAM)\b|^K$")
_DOUBT_SIGNS = re.compile(r"[(\[]?[~≈±?]+[)\]]?")
_LUNAR = re.compile(r"\b(?:AM LICH|AL|A L|AM)\b")
_LABELS = re.compile(
    r"(?:(?:THU (?:\d|HAI|BA|TU|NAM|SAU|BAY)|CHU NHAT|CN)? ?)?"
    r"(?:NGAY THANG NAM SINH|NGAY SINH|SINH NGAY|NAM SINH|SINH NAM|SINH|NGAY|NS|SN|NAM|DOB|THANG)?"
)


def parse_date(raw: str, custom: Custom = VIETNAMESE) -> Date:
    """Read one cell; never raises, never guesses between two readings."""
    text, steps = tidy(raw)
    if nothing := stands_for_nothing(text):
        return nothing.after(*steps)
    body, time, tomorrow = split_time(text)
    bare = _SHORT_YEAR.sub("", body.strip(_EDGES))
    steps += time + ("punctuation",) * (bare != body.strip())
    found = _read(bare, custom)
    if found.problem == "unreadable":
        found = _beside(bare, custom)
    return (next_day(found) if tomorrow else found).after(*steps)


def _read(body: str, custom: Custom) -> Date:
    found = read_figures(body, custom)
    if found.problem != "unreadable" or _DOUBT_SIGNS.search(body):
        return found
    return read_words(body) or UNREADABLE


def _beside(body: str, custom: Custom) -> Date:
    """Read a date that is not alone in its cell."""
    key = fold(body)
    if _AGE.fullmatch(key):
        return Date(problem="age")
    if _NO_DATE.fullmatch(key):
        return Date(steps=("placeholder",), note=body)
    if unsure := _DOUBT_SIGNS.search(body):
        found = _read((body[: unsure.start()] + body[unsure.end() :]).strip(_EDGES), custom)
        return _doubtful(found, "approximate") if found.value else UNREADABLE
    for pattern in (_BRACKETS, _CALENDAR):
        if parts := pattern.fullmatch(body):
            found = _read(parts[1].strip(_EDGES), custom)
            if found.problem != "unreadable":
                return _noted(found, parts[2])
    for pattern in (_FULL, _MONTH, _YEAR):
        if inside := pattern.findall(body):
            return _chosen(body, inside, custom)
    return UNREADABLE


def _chosen(body: str, inside: list[str], custom: Custom) -> Date:
    """Return the one date among words; two different ones are a problem."""
    read = {re.sub(r"\s", "", text): text for text in inside}
    found = [_read(text, custom) for text in read]
    if len({one.value for one in found}) > 1:
        return Date(problem="two_dates")
    note = body
    for text in inside:
        note = note.replace(text, " ", 1)
    if len(inside) > 1 and not any(char.isalnum() for char in note):
        note = ""
    key = fold(note)
    other = found[0].precision != "day" and re.search(r"\d", note) and not _AGE.fullmatch(key)
    if _BOUND.search(key) or other:
        return UNREADABLE
    return _noted(found[0], note)


def _noted(found: Date, note: str) -> Date:
    note = " ".join(note.split()).strip("()[] ,;:.-")
    key = fold(note)
    if _LABELS.fullmatch(key):
        return found.after("label") if key else found
    note = re.sub(r"(?i)[\s,]+ngày$", "", note)
    found = found._replace(note=note).after("note_split")
    if _LUNAR.search(key) and found.value:
        # The lunar February has thirty days.
        return found._replace(problem="lunar", proposed=None)
    return _doubtful(found, "approximate") if _ABOUT.search(key) else found


def _doubtful(found: Date, problem: str) -> Date:
    return found._replace(problem=found.problem or problem)
