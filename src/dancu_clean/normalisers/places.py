"""Addresses and columns of administrative units, read into today's units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct, take
from dancu_clean.normalisers.base import normaliser, start
from dancu_clean.normalisers.column import Column, spread
from dancu_clean.spec import FieldSpec
from dancu_clean.text.address import Address, parse_address
from dancu_clean.text.clean import Clean

PARTS = (
    "hamlet", "commune", "district", "province", "commune_code", "province_code", "old", "guessed",
)  # fmt: skip
UNIT_COLUMNS = ("hamlet", "commune", "district", "province")
_MAJORITY = 0.5

_parse = lru_cache(maxsize=1 << 16)(parse_address)


@normaliser("address")
def address(raw: str, spec: FieldSpec) -> Clean:
    """Keep the citizen's words, tidied; units are read beside them, never written into them."""
    return _cleaned(raw)


def clean_address(
    raw: pd.Series, field: str, tail: pd.Series | None
) -> tuple[Column, pd.DataFrame]:
    """Clean a column of addresses and read its units (columns of PARTS, rows as `raw`).

    `tail` is what the list's own unit columns say ("xã, huyện, tỉnh"); it completes an address
    that names no commune and stands alone where the address is blank.
    """
    codes, values = distinct(raw)
    answers = [_cleaned(value) for value in values]
    column = spread(raw, codes, answers, field)
    return column, _units(column.values, tail)


def _cleaned(value: str) -> Clean:
    _, _, done = start(value)
    if done:
        return done
    found = _parse(value)
    return Clean(found.text, found.steps)


def _units(texts: pd.Series, tail: pd.Series | None) -> pd.DataFrame:
    whole = texts if tail is None else _completed(texts, tail)
    codes, values = distinct(whole)
    found = [_parse(value) for value in values]
    home = _home(found, codes)
    if home:
        # The list's own province helps to find a commune; that nobody wrote it stays visible.
        found = [
            parse_address(value, home)._replace(province=None) if unit.province is None else unit
            for value, unit in zip(values, found, strict=True)
        ]
    return unit_frame(found, codes, texts.index)


def _completed(texts: pd.Series, tail: pd.Series) -> pd.Series:
    """Put the tail behind addresses that do not name a commune with its province themselves."""
    codes, values = distinct(texts)
    enough = np.array([_complete(_parse(value)) for value in values] + [False])[codes]
    joined = texts.str.cat(tail, sep=", ").fillna(texts).fillna(tail)
    return joined.where(~enough, texts).astype("str")


def _complete(found: Address) -> bool:
    return found.commune is not None and found.province is not None


def _home(found: list[Address], codes: np.ndarray) -> str | None:
    """Return the province in which most rows of the list live, None when there is none."""
    counts = np.bincount(codes[codes >= 0], minlength=len(found))
    votes: Counter[str] = Counter()
    for unit, count in zip(found, counts, strict=True):
        if unit.province_code:
            votes[unit.province_code] += int(count)
    top = votes.most_common(1)
    return top[0][0] if top and top[0][1] > _MAJORITY * votes.total() else None


def unit_frame(found: list[Address], codes: np.ndarray, index: pd.Index) -> pd.DataFrame:
    """Return the parts of addresses per row."""
    readers: dict[str, Callable[[Address], str | None]] = {
        "hamlet": lambda unit: unit.hamlet,
        "commune": lambda unit: unit.commune,
        "district": lambda unit: unit.district,
        "province": lambda unit: unit.province,
        "commune_code": lambda unit: unit.commune_code,
        "province_code": lambda unit: unit.province_code,
        "old": lambda unit: "1" if unit.old else None,
        "guessed": lambda unit: "1" if unit.guessed else None,
    }
    columns = {
        name: take([read(unit) for unit in found], codes, index) for name, read in readers.items()
    }
    return pd.DataFrame(columns, index=index)


def unit_tail(frame: pd.DataFrame) -> pd.Series | None:
    """Join the list's own columns hamlet, commune, district, province to one text per row."""
    present = [name for name in UNIT_COLUMNS if name in frame and frame[name].notna().any()]
    if not {"commune", "province", "district"} & set(present):
        return None
    tail = pd.Series("", index=frame.index, dtype="str")
    for name in present:
        part = frame[name].fillna("")
        tail = tail + part.where(part == "", part + ", ")
    tail = tail.str.rstrip(", ")
    return tail.where(tail != "").astype("str")


def read_units(texts: pd.Series) -> pd.DataFrame:
    """Read units of texts that name nothing but units."""
    return _units(texts, None)
