"""Allowances, pensions and the accounts they are paid to: against age, ground and holder."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.findings import Hits
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask, fold, given, where, where_all

_SOCIAL_PENSION = date(2025, 7, 1)
_FINAL_Y = re.compile(r"(?<=[BCDGHKLMNPRSTVX])Y\b|(?<=QU)Y\b")
_GRADE = re.compile(r"\b(?:DAC BIET )?(?:NANG|NHE)\b")
_NOT_A_CHILD = ("CHA ME", "NGUOI NUOI", "NHAN NUOI", "CHAM SOC")
_AT_SCHOOL = ("DANG HOC", "HOC SINH", "SINH VIEN", "HOC VAN HOA", "DI HOC")


def _has(text: str, *words: str) -> bool:
    return any(word in text for word in words)


def _least_age(kind: str, poor: str, as_of: date) -> float:
    """Return the age an elderly allowance asks for on the day; NaN for other allowances."""
    text = fold(kind)
    if not _has(text, "CAO TUOI", "HUU TRI XA HOI", "HUU XA HOI", "DU 80", "DU 75", "80 TUOI"):
        return float("nan")
    needy = "NGHEO" in text or fold(poor) not in ("", "KHONG", "0")
    if _has(text, "HUU TRI XA HOI", "HUU XA HOI"):
        return 70 if needy else 75
    if needy:
        return 60
    return 75 if as_of >= _SOCIAL_PENSION else 80


@rule(
    "allowance.too_young", "dung", "error",
    title="Chưa đủ tuổi hưởng trợ cấp người cao tuổi, hưu trí xã hội",
    title_en="Too young for an allowance of the elderly or the social pension",
    law="Nghị định 20/2021/NĐ-CP điều 5; Nghị định 176/2025/NĐ-CP",
)  # fmt: skip
def allowance_too_young(
    benefit_type: pd.Series, birth_date: pd.Series, as_of: date, poverty: pd.Series | None = None
) -> pd.Series:
    """80 years, since 01/07/2025 75; 70 in poor households, 60 for the poor who live alone."""
    age = dates.oldest(birth_date, as_of)
    mask = pd.Series(False, index=birth_date.index)
    for least in (60, 70, 75, 80):
        asked = where_all(
            [benefit_type, poverty],
            lambda kind, poor, least=least: _least_age(kind, poor, as_of) == least,
        )
        mask |= asked & as_mask(age < least, birth_date.index)
    return mask


def _for_children(kind: str) -> bool:
    text = fold(kind)
    return _has(text, "TRE EM", "TRE MO COI", "MO COI", "BO ROI") and not _has(text, *_NOT_A_CHILD)


@rule(
    "allowance.child_too_old", "dung", "error",
    title="Quá tuổi hưởng trợ cấp trẻ em (16 tuổi, đang học 22 tuổi)",
    title_en="Too old for a child allowance (16, at school 22)",
    law="Nghị định 20/2021/NĐ-CP điều 5",
)  # fmt: skip
def child_too_old(
    benefit_type: pd.Series,
    birth_date: pd.Series,
    as_of: date,
    note: pd.Series | None = None,
) -> Hits:
    """Above 22 for certain; from 16 to 22 a warning, for the list need not say who studies."""
    age = dates.youngest(birth_date, as_of)
    child = where(benefit_type, _for_children)
    studies = where_all(
        [benefit_type, note], lambda *texts: _has(fold(" ".join(texts)), *_AT_SCHOOL)
    )
    grown, over = as_mask(age >= 16, child.index), as_mask(age >= 22, child.index)
    mask = child & (over | (grown & ~studies))
    return Hits(mask, mild=mask & ~over)


@rule(
    "disability_grade.missing", "du", "warning",
    title="Đối tượng khuyết tật nhưng thiếu mức độ khuyết tật",
    title_en="A disability allowance without the grade of disability",
    law="Luật Người khuyết tật 51/2010/QH12 điều 3",
)  # fmt: skip
def no_grade(*, disability_grade: pd.Series | None = None, benefit_type: pd.Series) -> pd.Series:
    """The grade decides the coefficient: its own column has it, or without one the type."""
    asked = where(benefit_type, lambda kind: "KHUYET TAT" in fold(kind))
    if disability_grade is None:
        return asked & ~where(benefit_type, lambda kind: bool(_GRADE.search(fold(kind))))
    return asked & disability_grade.isna()


def _key(name: str) -> str:
    """Return the key of a name: banks write neither marks nor reliable spaces, nor i for y."""
    return _FINAL_Y.sub("I", fold(name)).replace(" ", "")


def _other_holder(holder: str, name: str, relative: str, relation: str, kind: str) -> bool:
    if not holder or not name or _key(holder) in (_key(name), _key(relative)):
        return False
    declared = bool(relation) and not relative
    return not declared and not fold(kind).startswith("LIET S")


@rule(
    "account.other_holder", "dung", "error",
    title="Chủ tài khoản không phải người hưởng",
    title_en="The account holder is not the beneficiary",
    law="Chi trả an sinh xã hội qua tài khoản (Đề án 06)",
)  # fmt: skip
def other_holder(
    account_holder: pd.Series,
    full_name: pd.Series,
    relative_name: pd.Series | None = None,
    relation: pd.Series | None = None,
    kind: pd.Series | None = None,
) -> pd.Series:
    """Banks write names without marks; a declared relative or a martyr's payee is lawful."""
    return where_all([account_holder, full_name, relative_name, relation, kind], _other_holder)


@rule(
    "work.too_young", "dung", "error",
    title="Đóng bảo hiểm xã hội khi chưa đủ 15 tuổi",
    title_en="Pays social insurance under the age of 15",
    law="Bộ luật Lao động 45/2019/QH14 điều 3",
)  # fmt: skip
def work_too_young(
    birth_date: pd.Series,
    as_of: date,
    paid_from: pd.Series | None = None,
    wage: pd.Series | None = None,
) -> pd.Series:
    """Asked of rows that say since when or on which wage they pay."""
    index = birth_date.index
    mask = as_mask(dates.oldest(birth_date, as_of) < 15, index) & given(wage, index)
    if paid_from is None:
        return mask
    return mask | as_mask(dates.oldest(birth_date, dates.last(paid_from)) < 15, index)


def _retirement_months(year: np.ndarray, male: np.ndarray) -> np.ndarray:
    """Return the legal age of retirement in months, by the year of retirement."""
    steps = np.maximum(year - 2020, 0)
    men = np.minimum(60 * 12 + 3 * steps, 62 * 12)
    women = np.minimum(55 * 12 + 4 * steps, 60 * 12)
    return np.asarray(np.where(male, men, women))


@rule(
    "retirement.too_young", "dung", "warning",
    title="Nghỉ hưu trước tuổi quy định mà không ghi căn cứ",
    title_en="Retired before the legal age without a stated ground",
    law="Bộ luật Lao động 45/2019/QH14 điều 169; Nghị định 135/2020/NĐ-CP",
)  # fmt: skip
def retired_too_young(
    benefit_from: pd.Series,
    birth_date: pd.Series,
    sex: pd.Series,
    benefit_type: pd.Series | None = None,
    pension_book_no: pd.Series | None = None,
    early_ground: pd.Series | None = None,
) -> pd.Series:
    """60 and 55 before 2021, then 3 and 4 months more a year, to 62 in 2028 and 60 in 2035."""
    index = birth_date.index
    when = dates.last(benefit_from)
    age = dates.months_between(dates.first(birth_date), when)
    least = _retirement_months(dates.year(benefit_from), (sex == "Nam").to_numpy(dtype=bool))
    pension = given(pension_book_no, index)
    if benefit_type is not None:
        pension |= where(benefit_type, lambda kind: "HUU" in fold(kind))
    mask = as_mask(age < least, index) & pension & sex.notna()
    return mask & ~given(early_ground, index)
