"""Amounts of money and plain numbers, with dots and commas as their column writes them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from dancu_clean.ids.digits import is_scientific
from dancu_clean.normalisers.base import column_normaliser, normaliser, start
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean

_GROUPED = re.compile(r"(-?\d{1,3}(?:([.,\s'])\d{3})(?:\2\d{3})*)(?:[.,](\d{1,2}))?")
# Thousands grouped by dots (or commas) before decimals, or twice and more.
_DOTS = re.compile(r"(-?\d{1,3}(?:\.\d{3})+),(\d+)|(-?\d{1,3}(?:\.\d{3}){2,})")
_COMMAS = re.compile(r"(-?\d{1,3}(?:,\d{3})+)\.(\d+)|(-?\d{1,3}(?:,\d{3}){2,})")
_WHOLE = re.compile(r"(-?\d+)(?:[.,]0*)?")
_FRACTION = re.compile(r"(-?\d+)[.,](\d+)")
_AROUND = re.compile(
    r"\s*(?:đồng|vnđ|vnd|đ|d|₫)?\.?\s*(?:/\s*(?:tháng|người|năm|hộ|kỳ|quý|lần))?\s*(?:\([^\d()]*\))?\s*$",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(tỷ|tỉ|triệu|tr|nghìn|ngàn|k)\s*"
    r"(?:(rưỡi|\d{1,3})\s*(triệu|tr|nghìn|ngàn|k)?)?",
    re.IGNORECASE,
)
_UNITS = {"t": 1_000_000_000, "tr": 1_000_000, "n": 1_000, "k": 1_000}
_UNIT_BEHIND = re.compile(
    r"\s*(?:%|khẩu|nhân khẩu|người|hộ|điểm|tuổi|tháng|năm|ha|m2|m²|km|kg|mũi|lần|đ)\.?$",
    re.IGNORECASE,
)


@normaliser("money")
def money(raw: str, spec: FieldSpec) -> Clean:
    """Whole đồng as digits; what is not an amount stays as written."""
    text, steps, done = start(raw, strict=True)
    if done:
        return done
    value = _amount(text) or _amount(_AROUND.sub("", text).strip())
    if value is None:
        return Clean(text, steps)
    return Clean(value, steps + ("separators",) * (value != text))


def _amount(text: str) -> str | None:
    if not text.isascii() and not _WORDED.fullmatch(text):
        return None
    if grouped := _GROUPED.fullmatch(text):
        whole = re.sub(r"[.,\s']", "", grouped[1])
        return whole if not (grouped[3] or "").strip("0") else f"{whole}.{grouped[3]}".rstrip("0")
    if whole_number := _WHOLE.fullmatch(text):
        return whole_number[1]
    if is_scientific(text):
        return _whole(float(text.replace(" ", "").replace(",", ".")))
    if fraction := _FRACTION.fullmatch(text):
        return f"{fraction[1]}.{fraction[2]}".rstrip("0")
    if worded := _WORDED.fullmatch(text):
        return _worded(worded)
    return None


def _worded(found: re.Match[str]) -> str | None:
    """Read "1,5 triệu", "1tr5", "1 triệu 500 nghìn", "1 triệu rưỡi"."""
    unit = _unit(found[2])
    total = float(found[1].replace(",", ".")) * unit
    more, smaller = found[3], found[4]
    if more == "rưỡi":
        total += unit / 2
    elif more and smaller:
        total += int(more) * _unit(smaller)
    elif more:
        total += int(more) * unit / 10 ** len(more)
    return _whole(total)


def _unit(word: str) -> int:
    low = word.lower()
    return _UNITS["tr"] if low.startswith("tr") else _UNITS[low[0]]


def _whole(amount: float) -> str | None:
    """Write an amount as digits; one that no float can hold is none."""
    return str(round(amount)) if math.isfinite(amount) else None


@normaliser("number")
def number(raw: str, spec: FieldSpec) -> Clean:
    """Write a number with a decimal point and no idle zeros; other text stays as written."""
    return _number(raw, comma=False)


@column_normaliser("number")
def numbers(values: Sequence[str], spec: FieldSpec) -> list[Clean]:
    """Clean a column of numbers; where commas part decimals, "1.250" is 1250."""
    comma = decimal_comma(values)
    return [_number(value, comma=comma) for value in values]


def decimal_comma(values: Sequence[str]) -> bool:
    """Tell whether a column writes decimals behind a comma and never behind a point."""
    comma = any(re.fullmatch(r"-?[\d.]*\d,(?:\d{1,2}|\d{4,})", value.strip()) for value in values)
    point = any(re.fullmatch(r"-?[\d,]*\d\.(?:\d{1,2}|\d{4,})", value.strip()) for value in values)
    return comma and not point


def _number(raw: str, *, comma: bool) -> Clean:
    text, steps, done = start(raw, strict=True)
    if done:
        return done
    bare = _UNIT_BEHIND.sub("", text)
    found = _decimal(bare, comma=comma)
    if found is None or not bare.isascii():
        return Clean(text, steps)
    whole, rest = found
    sign = "-" if whole.startswith("-") else ""
    value = sign + (whole.lstrip("-").lstrip("0") or "0")
    value += f".{rest.rstrip('0')}" if rest.strip("0") else ""
    return Clean(value, steps + ("decimal_zero",) * (value != text))


def _decimal(text: str, *, comma: bool) -> tuple[str, str] | None:
    """Part a number in its whole and its decimals."""
    for pattern, group in ((_DOTS, "."), (_COMMAS, ",")):
        if found := pattern.fullmatch(text):
            return (found[1] or found[3]).replace(group, ""), found[2] or ""
    if comma and (found := re.fullmatch(r"(-?\d{1,3})\.(\d{3})", text)):
        return found[1] + found[2], ""
    if found := re.fullmatch(r"(-?\d+)(?:[.,](\d+))?", text):
        return found[1], found[2] or ""
    return None
