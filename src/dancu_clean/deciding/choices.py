"""The five decisions as people type them, and the code each is kept under."""

from __future__ import annotations

from dancu_clean.report.words import DECISIONS
from dancu_clean.text.date_notes import parse_date
from dancu_clean.text.fold import squash

CODES = ("accept", "keep", "by_hand", "not_same", "verify")
LABELS = dict(zip(CODES, DECISIONS, strict=True))
_KEYS = {squash(label): code for code, label in LABELS.items()}
# A beginning is enough from the second word on: "Không" or "Sửa" alone could mean anything.
_SHORT = {
    "CHAPNHAN": "accept",
    "GIUNGUYEN": "keep",
    "SUATAY": "by_hand",
    "KHONGCUNG": "not_same",
    "CANXAC": "verify",
}


def read_choice(text: str) -> str | None:
    """Return the code of a decision, whatever its case, marks and spaces; None if it is none."""
    key = squash(text)
    if key in _KEYS:
        return _KEYS[key]
    for start, code in _SHORT.items():
        if key.startswith(start) and squash(LABELS[code]).startswith(key):
            return code
    return None


def read_day(text: str | None) -> str | None:
    """Return a day as ISO text; what is no date stays as it was typed."""
    if text is None:
        return None
    return parse_date(text.split(" ")[0]).value or text
