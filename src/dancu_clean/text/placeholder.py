"""Cell values that mean "nothing here" (data/placeholders.csv), and cells that lost theirs."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import Literal

from dancu_clean.data import rows

Kind = Literal["error", "reason", "nothing"]

# These stand for nothing only where the field cannot hold them as a value.
_MAYBE_VALUE = frozenset({"x", "0", "00", "k", "*", "."})
_LONGEST = 24
_TOO_NARROW = re.compile(r"#{3,}")  # what a column that is too narrow leaves of a number
_SOMETHING = re.compile(r"[^\W_]")
_OWN_MODULE = ("filler", "template", "default")
# "Chưa làm CCCD", "đang xin cấp lại", "dưới 14 tuổi", "trẻ em": why there is no number.
_REASON = re.compile(
    r"(?:chưa|không|ko|k|mất|bị|đã mất|đang|hẹn|chờ|trẻ|dưới|còn nhỏ|nhỏ tuổi|quên|thất lạc|hỏng|"
    r"cháy|xin|làm|sơ sinh|miễn|chua|khong|mat|dang) .*|trẻ em|còn nhỏ|nhỏ tuổi|sơ sinh|thất lạc|"
    r"quên"
)


@cache
def _kinds() -> dict[str, Kind]:
    """Return casefolded placeholder → kind; fillers, examples and dates have owners elsewhere."""
    found: dict[str, Kind] = {"không xác định": "nothing", "chưa có thông tin": "nothing"}
    for row in rows("placeholders"):
        if row["meaning"].startswith(_OWN_MODULE):
            continue
        kind: Kind = "reason" if row["meaning"].startswith("missing with reason") else "nothing"
        for word in next(csv.reader([row["values"]], delimiter=";", quoting=csv.QUOTE_NONE)):
            if not (word.isdigit() and len(word) > 2):  # long zeros are fillers of a number
                found[word.strip().casefold()] = kind
    found['"'] = "nothing"
    found.pop("", None)
    return found


def placeholder(text: str, *, strict: bool = False) -> Kind | None:
    """Tell whether tidy text stands for nothing, and how.

    "error": the cell's content is lost (`#REF!`); "reason": missing, and the words say why
    ("Mất CMND"); None: a value. `strict` leaves "x", "0", "k" alone.
    """
    word = text.casefold()
    if word[:1] == "#" and (
        word.rstrip("!?").lstrip("#") in _ERRORS or _TOO_NARROW.fullmatch(word)
    ):
        return "error"
    if strict and word in _MAYBE_VALUE:
        return None
    if len(word) > _LONGEST:
        return None
    if not _SOMETHING.search(word):
        return "nothing"
    return _kinds().get(word) or _kinds().get(word.strip(" .,-()[]"))


def why_missing(text: str) -> bool:
    """Tell words that say why a number is missing ("đang làm CCCD"); no digits to speak of."""
    few = sum(map(str.isdigit, text)) < 5
    return few and _REASON.fullmatch(text.casefold().strip(" .,-()[]")) is not None


_ERRORS = frozenset({
    "ref", "value", "name", "div/0", "num", "null", "spill", "calc", "getting_data",
    "giá trị", "tên", "error",
})  # fmt: skip
