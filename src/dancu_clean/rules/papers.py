"""Numbers of papers other than the personal number: CMND, codes, cards, tax, accounts."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.findings import Hits
from dancu_clean.ids import bank_account, health_card, old_id, social_insurance, tax
from dancu_clean.ids.digits import strip_separators
from dancu_clean.registry import rule
from dancu_clean.rules.masks import where, where_all

_SHAPE = {"format", "length", "filler"}


def _broken(series: pd.Series, faults: Callable[[str], tuple[str, ...]]) -> pd.Series:
    return where(series, lambda number: bool(_SHAPE.intersection(faults(number))))


def _with_zero(
    value: pd.Series, mask: pd.Series, length: int, valid: Callable[[str], bool]
) -> Hits:
    """Propose the number with its leading zero where that makes it valid."""

    def repair(number: str) -> str | None:
        return f"0{number}" if len(number) == length and valid(f"0{number}") else None

    return Hits(mask, proposed=map_distinct(value.where(mask), repair))


@rule(
    "old_id.shape", "sach", "error",
    title="{label} không đủ 9 chữ số hoặc là số điền cho có",
    title_en="{label} has not 9 digits or is a filler",
)  # fmt: skip
def old_id_shape(value: pd.Series) -> Hits:
    """A CMND has exactly 9 digits; eight digits are one that lost its leading zero."""
    return _with_zero(value, _broken(value, old_id.faults), 8, old_id.is_valid)


@rule(
    "old_id.prefix", "sach", "warning",
    title="Hai chữ số đầu của {label} không thuộc tỉnh nào",
    title_en="The first two digits of {label} belong to no province",
)  # fmt: skip
def old_id_prefix(value: pd.Series) -> pd.Series:
    """CMND prefixes run from 01 to 38; 9x is almost surely a phone number without its zero."""
    return where(value, lambda number: old_id.faults(number) == ("component",))


@rule(
    "social_insurance_no.shape", "sach", "error",
    title="{label} không đúng 10 chữ số (hoặc 12 chữ số của số định danh)",
    title_en="{label} has neither 10 digits nor the 12 of a personal number",
    law="Quyết định 1666/QĐ-BHXH; Luật Bảo hiểm xã hội 41/2024/QH15",
)  # fmt: skip
def social_insurance_shape(value: pd.Series) -> Hits:
    """10 digits, or since 01/07/2025 the personal number; nine digits are one without its zero."""
    mask = where(value, lambda number: not social_insurance.is_valid(number))
    return _with_zero(value, mask, 9, social_insurance.is_valid)


@rule(
    "health_card_no.shape", "sach", "error",
    title="{label} không đúng dạng: 15 ký tự (hoặc 10 chữ số)",
    title_en="{label} is not written as 15 signs or 10 digits",
    law="Quyết định 1351/QĐ-BHXH; Quyết định 1666/QĐ-BHXH",
)  # fmt: skip
def health_card_shape(value: pd.Series) -> pd.Series:
    """Two letters, a level 1–5, province and code (15 signs), or the 10 digits of the code."""
    return _broken(value, health_card.faults)


@rule(
    "health_card_no.group", "sach", "warning",
    title="Mã nhóm trên {label} không có trong danh mục",
    title_en="The group letters of {label} are not in the code list",
)  # fmt: skip
def health_card_group(value: pd.Series) -> pd.Series:
    """Groups change from time to time: an unknown one is only a warning."""
    return where(value, lambda number: "component" in health_card.faults(number))


@rule(
    "tax_no.shape", "sach", "error",
    title="{label} không đúng 10 chữ số (hoặc 12 chữ số của số định danh)",
    title_en="{label} has neither 10 digits nor the 12 of a personal number",
    law="Thông tư 86/2024/TT-BTC",
)  # fmt: skip
def tax_shape(value: pd.Series) -> pd.Series:
    """10 digits (13 with a branch), or since 01/07/2025 the personal number."""
    return where(value, lambda number: tax.faults(number) not in ((), ("check",)))


@rule(
    "tax_no.check_digit", "sach", "error",
    title="Chữ số kiểm tra của {label} không đúng",
    title_en="The check digit of {label} is wrong",
)  # fmt: skip
def tax_check(value: pd.Series) -> pd.Series:
    """The tenth digit follows from the first nine; never asked of a 12-digit number."""
    return where(value, lambda number: tax.faults(number) == ("check",))


@rule(
    "tax_no.branch", "dung", "warning",
    title="{label} có 13 chữ số: mã của đơn vị phụ thuộc, không phải của cá nhân",
    title_en="{label} has 13 digits: that of a branch, not of a person",
)  # fmt: skip
def tax_branch(value: pd.Series) -> pd.Series:
    """Organisations and business households have branches; a natural person has none."""
    return where(value, lambda number: len(number) == 13 and not tax.faults(number))


@rule(
    "bank_account.shape", "sach", "error",
    title="{label} không đúng dạng hoặc đã mất chữ số",
    title_en="{label} is malformed or has lost digits",
)  # fmt: skip
def account_shape(value: pd.Series) -> pd.Series:
    """6–19 signs; zeros after the fifteenth digit are what a spreadsheet leaves of a number."""
    return where(
        value, lambda number: bool(bank_account.faults(number)) or bank_account.digits_lost(number)
    )


def _zero_put_back(number: str, cell: str) -> bool:
    read = strip_separators(cell).upper()
    if not number or len(read) + 1 != len(number):
        return False
    return number in (f"0{read}", f"{read[:5]}0{read[5:]}")


@rule(
    "paper.zero_lost", "sach", "info",
    title="{label} mất số 0 ở đầu dãy số, đã thêm lại: {value}",
    title_en="{label} had lost a leading zero, which was put back: {value}",
)  # fmt: skip
def zero_lost(value: pd.Series, raw_value: pd.Series) -> pd.Series:
    """A spreadsheet drops leading zeros; on a card it is the zero of the ten-digit code."""
    return where_all([value, raw_value], _zero_put_back)
