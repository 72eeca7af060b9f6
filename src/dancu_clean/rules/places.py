"""Addresses: how completely they name their units, and in the units of which time."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dancu_clean.registry import rule
from dancu_clean.rules.masks import given

_MERGER = date(2025, 7, 1)
_MANY = 20


@rule(
    "address.old_unit", "song", "info",
    title="{label} ghi theo đơn vị hành chính trước ngày 01/07/2025",
    title_en="{label} is written in the units of before 01/07/2025",
    law="Nghị quyết 202/2025/QH15",
)  # fmt: skip
def old_unit(address: pd.Series, old: pd.Series, as_of: date) -> pd.Series | bool:
    """A note only: papers need not be changed; said once where most of the list is so."""
    if as_of < _MERGER:
        return False
    mask = (old == "1").fillna(False).astype(bool) & address.notna()
    return True if 2 * int(mask.sum()) > int(address.notna().sum()) else mask


@rule(
    "address.no_province", "sach", "warning",
    title="{label} không ghi tỉnh, thành phố: {value}",
    title_en="{label} names no province: {value}",
    law="Thông tư 66/2015/TT-BCA điều 18 (cách ghi DC01)",
)  # fmt: skip
def no_province(
    address: pd.Series,
    commune: pd.Series,
    province: pd.Series | None = None,
    guessed: pd.Series | None = None,
) -> pd.Series | bool:
    """A commune with neither its province nor a district that only one province has.

    Said once where most of a list of 20 rows or more is written so.
    """
    told = given(province, address.index) & ~given(guessed, address.index)
    mask = address.notna() & commune.notna() & ~told
    count = int(mask.sum())
    return True if count >= _MANY and 2 * count > int(address.notna().sum()) else mask
