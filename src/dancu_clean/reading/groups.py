"""Rows of one text over a group of people: "Thôn 3", "Hộ ông …", "Lớp 10A1" → fields.

The text holds for the rows below until the next text of the same or a higher rank: a new commune
ends the hamlet before it, a new hamlet ends the household.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

STEP = "from_group"
# Rank of a field: a text of one rank ends all of the ranks behind it.
_RANKS: tuple[tuple[str, ...], ...] = (
    ("province",), ("district",), ("commune",), ("school", "organisation"), ("hamlet", "grade"),
    ("class_name",), ("classification", "sex"), ("household_no", "head_name"),
)  # fmt: skip
_RANK = {name: rank for rank, names in enumerate(_RANKS) for name in names}
_CITIES = "hà nội|hồ chí minh|hải phòng|đà nẵng|cần thơ|huế"
_HAMLETS = (
    "thôn|xóm|ấp|bản|buôn|buôn làng|làng|bon|plei|khu phố|khu dân cư|khu|khóm|tổ dân phố"
    r"|tổ nhân dân|tổ(?= \d| số| [ivx]+\b| liên gia| tự quản)|tdp|kp|đội|cụm|phum|sóc"
)
_NO_UNIT = r"(?!trưởng|phó|viên|chức|hợp|sản xuất|vay|tịch|khẩu|chiếu|hội\b|đội\b)"
_SCHOOLS = (
    "thcs|thpt|th|tiểu học|mầm non|mẫu giáo|mn|mg|tt|pt|ptdt|ptdtnt|ptdtbt|phổ thông|trung học"
    "|trung cấp|cao đẳng|đại học|đh|cđ|liên cấp|dân lập|tư thục|quốc tế|dạy nghề|chuyên"
)
_NAME = r"(?P<value>[^\W\d_][^\d:;()]*)"
_TEXTS: tuple[tuple[str, str], ...] = (
    ("classification", r"(?P<value>hộ (?:mới )?(?:cận nghèo|thoát nghèo|thoát cận nghèo|nghèo))"),
    ("sex", r"(?P<value>nam|nữ)"),
    ("hamlet", rf"(?P<value>(?:{_HAMLETS}) {_NO_UNIT}\S.*)"),
    ("commune", rf"(?P<value>(?:xã|phường|thị trấn|đặc khu) {_NO_UNIT}\S.*)"),
    ("province", rf"(?P<value>tỉnh \S.*|(?:thành phố|tp\.?) (?:{_CITIES}))"),
    ("district", r"(?P<value>(?:huyện|quận|thị xã|thành phố|tp\.?) \S.*)"),
    ("school", rf"(?P<value>trường (?:{_SCHOOLS})\b.*)"),
    ("grade", r"khối (?:lớp )?(?P<value>\d\S*|lá|chồi|mầm)"),
    ("class_name", r"lớp (?P<value>\S.*)"),
    ("organisation", r"(?P<value>(?:chi hội|chi bộ|chi đoàn|trạm y tế|công ty|hợp tác xã) \S.*)"),
    ("organisation", r"(?:đơn vị|cơ quan) (?P<value>\S.*)"),
    ("household_no", r"(?:mã số hộ|mã hộ|(?:số )?(?:sổ )?hộ khẩu|sổ hộ|số hồ sơ cư trú|hộ)"
                     r"(?: gia đình)?(?: số)? (?P<value>[a-z]{0,4}[-.]?\d[\w./-]*)"),
    ("head_name", rf"(?:họ (?:và )?tên )?(?:chủ hộ|hộ gia đình|hộ|gia đình)(?: của)?"
                  rf"(?: (?:ông|bà|anh|chị|cụ))(?: \(?bà\)?)? {_NAME}"),
    ("head_name", rf"(?:họ (?:và )?tên )?chủ hộ {_NAME}"),
    ("head_name", r"(?:hộ gia đình|hộ|gia đình) (?P<value>(?-i:(?:[^\W\d_a-zà-ỹ][\w'’]*)"
                  r"(?: [^\W\d_a-zà-ỹ][\w'’]*)+))"),
)  # fmt: skip
_PATTERNS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _TEXTS]
_BARE = re.compile(
    r"(?:thon|xom|ap|ban|buon|to|to dan pho|khu pho|khu|khom|tdp|kp|doi) (?:so )?\d+\w?", re.I
)
_ORDINAL = re.compile(
    r"^\s*(?:(?:phần|mục) )?(?:[IVX]+|[A-Z]|\d{1,3}(?:\.\d{1,2})*)\s*(?:[.)/:]+|\s[-–]|-)\s*"
    r"|^\s*[IVX]+\s+(?=\w{2})|^\s*[*+•–-]+\s*",
)
_COUNT = re.compile(
    r"[\s:(–,;=-]+(?:tổng|gồm|có|cộng|số|tổng số|là|:|\s)*\d+\s*(?:người|hộ|khẩu|nhân khẩu|nk|em"
    r"|cháu|trường hợp|đối tượng|học sinh|hs|hội viên|thành viên|nhân|công dân)\b.*$",
    re.IGNORECASE,
)
_STYLE = re.compile(r"\s*(?:([IVX]+)|([A-Z])|(\d{1,3}(?:\.\d{1,2})*))(?:\s*[.)/:-]|\s|$)")
_EITHER = re.compile(r"\bông\s*[/(,-]\s*bà\b\s*\)?", re.IGNORECASE)
_PERSON = re.compile(
    r"(?i:(?:chủ hộ )?(?:(?:ông|bà|anh|chị|cụ) )?)"
    r"(?P<value>[^\W\d_a-zà-ỹ][\w'’]*(?: [^\W\d_a-zà-ỹ][\w'’]*)+)"
)
_PIECES = re.compile(r"\s*[,;–(]\s*|\s+-\s+|\)\s*")


@lru_cache(maxsize=4096)
def group_fields(text: str) -> Mapping[str, str]:
    """Return the fields that the text of a group row names; {} when it names none.

    "II. Thôn 3, xã Ea Kao: 25 người" gives hamlet and commune; numbering and counts go.
    """
    composed = _EITHER.sub("ông", unicodedata.normalize("NFC", text))
    bare = _COUNT.sub("", _ORDINAL.sub("", composed))
    found: dict[str, str] = {}
    for piece in _PIECES.split(bare):
        label, colon, rest = piece.partition(":")
        told = _named(piece)
        if colon:
            first, second = _named(label), _named(rest)
            told = first | second if first and second else told or first or second
        if "household_no" in found | told and not told.keys() - {"household_no"}:
            person = _PERSON.fullmatch(_tidy(rest if told else piece))
            told |= {"head_name": person["value"]} if person else {}
        found = told | found
    return found


def _tidy(text: str) -> str:
    return " ".join(text.replace(":", " ").split()).strip(" .*-")


def _named(text: str) -> dict[str, str]:
    words = _tidy(text)
    for name, pattern in _PATTERNS:
        if match := pattern.fullmatch(words):
            return {name: match["value"].strip()}
    return {"hamlet": words} if _BARE.fullmatch(words) else {}


@dataclass(frozen=True)
class Group:
    """A group row: its position in the table and the fields its text names ({} = none known).

    `style` is how it is numbered: "I", "A", "1", or "" when it is not.
    """

    position: int
    fields: Mapping[str, str]
    style: str = ""

    @property
    def divides(self) -> bool:
        """Tell whether a new group begins here, not only a remark between the rows."""
        return bool(self.fields or self.style)


def style_of(ordinal: str) -> str:
    """Return the style of an ordinal: "II." → "I", "B" → "A", "1.2" → "1", other texts → ""."""
    found = _STYLE.match(ordinal)
    return (
        next((s for s, hit in zip("IA1", found.groups(), strict=True) if hit), "") if found else ""
    )


def fill_groups(
    raw: pd.DataFrame, at: np.ndarray, groups: Sequence[Group], wanted: Sequence[str]
) -> dict[str, np.ndarray]:
    """Fill blank cells of `raw` in place from the group rows above; return the rows per field.

    `at` are the positions of the rows of `raw` in the table. Only fields in `wanted` are
    filled; a cell that says something itself is never touched.
    """
    states = _states(groups, wanted)
    last = np.searchsorted([group.position for group in groups], at) - 1
    filled: dict[str, np.ndarray] = {}
    for name, values in states.items():
        told = pd.Series([*values, None], dtype="str").iloc[last].set_axis(raw.index)
        own = raw[name] if name in raw else pd.Series(index=raw.index, dtype="str")
        fill = (own.isna() & told.notna()).to_numpy()
        if fill.any():
            raw[name] = own.where(~fill, told).astype("str")
            filled[name] = np.flatnonzero(fill)
    return filled


def _states(groups: Sequence[Group], wanted: Sequence[str]) -> dict[str, list[str | None]]:
    """Return per field what holds after each group row."""
    named = {name for group in groups for name in group.fields}
    states: dict[str, list[str | None]] = {name: [] for name in wanted if name in named}
    now: dict[str, Group] = {}
    for group in groups:
        rank = min((_RANK[name] for name in group.fields), default=len(_RANKS))
        now = {
            name: old for name, old in now.items() if _RANK[name] < rank and not _ends(group, old)
        }
        now |= dict.fromkeys(group.fields, group)
        for name, values in states.items():
            values.append(now[name].fields[name] if name in now else None)
    return states


def _ends(group: Group, old: Group) -> bool:
    """Tell whether a text that names no field ends an older group: it is numbered like that."""
    return not group.fields and group.style != "" and group.style == old.style
