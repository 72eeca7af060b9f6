"""Values of one field: dates, phones, amounts."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.ids import phone
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask, where

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*\s*%?")
_RATE = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)\s*%?")
_GROUP = re.compile(r"(?:[Nn]hóm\s*)?0*(\d{1,6})(?:[.,]0)?")
_PHONES = re.compile(r"\s*[;,/|\n]\s*|\s+-\s+")


@rule(
    "date.future", "dung", "error",
    title="{label} ở tương lai so với ngày xét: {value}",
    title_en="{label} lies after the day of judgement: {value}",
)  # fmt: skip
def future(value: pd.Series, as_of: date) -> pd.Series:
    """What has happened happened before the as-of date."""
    return as_mask(dates.first(value) > np.datetime64(as_of, "D"), value.index)


@rule(
    "date.too_early", "dung", "error",
    title="{label} trước năm 1900: {value}",
    title_en="{label} is before 1900: {value}",
)  # fmt: skip
def too_early(value: pd.Series) -> pd.Series:
    """No living person and no running paper is older than 1900."""
    return as_mask(dates.year(value) < 1900, value.index)


@rule(
    "birth_date.too_old", "dung", "warning",
    title="Tuổi trên 110: {value}",
    title_en="Older than 110 years: {value}",
)  # fmt: skip
def too_old(
    birth_date: pd.Series,
    as_of: date,
    death_date: pd.Series | None = None,
    life_status: pd.Series | None = None,
) -> pd.Series:
    """Few people pass 110: check the year, unless the list says that the person is dead."""
    mask = as_mask(dates.youngest(birth_date, as_of) > 110, birth_date.index)
    mask &= ~as_mask(dates.year(birth_date) < 1900, birth_date.index)
    if death_date is not None:
        mask &= death_date.isna()
    if life_status is not None:
        mask &= ~life_status.isin(["deceased", "missing"])
    return mask


def _phones_bad(text: str) -> bool:
    return any(phone.faults(phone.compact(part)) for part in _PHONES.split(text) if part)


@rule(
    "phone.shape", "sach", "warning",
    title="{label} không đúng dạng",
    title_en="{label} is malformed",
    law="Quyết định 798/QĐ-BTTTT năm 2018",
)  # fmt: skip
def phone_shape(value: pd.Series) -> pd.Series:
    """Ten digits with a prefix in use, or a landline; several numbers in a cell are lawful."""
    return where(value, _phones_bad)


@rule(
    "priority_group.unknown", "sach", "warning",
    title="{label} không phải mã từ 1 đến 16: {value}",
    title_en="{label} is not one of the codes 1 to 16: {value}",
    law="Nghị quyết 21/NQ-CP năm 2021; Công văn 4198/BYT-DP năm 2021",
)  # fmt: skip
def group_unknown(value: pd.Series) -> pd.Series:
    """Groups are numbered 1–16; a group given in words is not judged."""
    return where(value, _no_group)


def _no_group(text: str) -> bool:
    found = _GROUP.fullmatch(text)
    if found is None:
        return not any(char.isalpha() for char in text)
    return not 1 <= int(found[1]) <= 16


@rule(
    "injury_rate.range", "sach", "warning",
    title="{label} không nằm trong khoảng 1–100 %: {value}",
    title_en="{label} is not between 1 and 100 per cent: {value}",
    law="Pháp lệnh 02/2020/UBTVQH14",
)  # fmt: skip
def rate_range(value: pd.Series) -> pd.Series:
    """A rate is a percentage, or a fraction as spreadsheets keep it; words are not judged."""
    return where(value, _no_rate)


def _no_rate(text: str) -> bool:
    found = _RATE.fullmatch(text)
    return found is not None and not 0 < float(found[1].replace(",", ".")) <= 100


@rule(
    "email.shape", "sach", "warning",
    title="{label} không đúng dạng",
    title_en="{label} is malformed",
)  # fmt: skip
def email_shape(value: pd.Series) -> pd.Series:
    """Something, an @, and a domain with a dot."""
    return where(value, lambda text: not _EMAIL.fullmatch(text))


@rule(
    "money.shape", "sach", "warning",
    title="{label} không phải số tiền: {value}",
    title_en="{label} is not an amount: {value}",
)  # fmt: skip
def money_shape(value: pd.Series) -> pd.Series:
    """An amount in đồng is digits only after cleaning."""
    return where(value, lambda text: not (text.isascii() and text.isdigit()))


@rule(
    "number.shape", "sach", "warning",
    title="{label} không phải số: {value}",
    title_en="{label} is not a number: {value}",
)  # fmt: skip
def number_shape(value: pd.Series) -> pd.Series:
    """Digits, perhaps with a decimal comma or point."""
    return where(value, lambda text: not _NUMBER.fullmatch(text))
