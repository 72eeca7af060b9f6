"""The personal number: shape, structure, and structure against the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct, map_distinct
from dancu_clean.data import rows
from dancu_clean.findings import Hits
from dancu_clean.ids import personal_id
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask, contains, given, where_suspect
from dancu_clean.rules.names import foreign

_TT59 = "Thông tư 59/2021/TT-BCA; Nghị định 70/2024/NĐ-CP"
_LETTERS = str.maketrans("OoQDIlSBZ", "000011582")
# Numbers that may be fillers: six zeros at the end, or digits repeated or counted at the start.
_COUNTED = ["012", "123", "234", "345", "456", "567", "678", "789", "98", "87"]
_STARTS = (*(3 * digit for digit in "0123456789"), *_COUNTED)
_FILLER_LIKE = "|".join(["0{6}$", *(f"^{start}" for start in _STARTS)])
_PASSPORT = r"^(?=.*[0-9]{5})[A-Z0-9]{6,10}$"
_OUR_PASSPORT = r"^[A-Z][0-9]{7,8}$"
_SHAPE = {"format", "length", "filler"}


@dataclass(frozen=True)
class Structure:
    """What digits 1–6 say, per row; NaN where the number has not twelve digits."""

    province: np.ndarray
    female: np.ndarray
    year: np.ndarray


def structure(numbers: pd.Series) -> Structure:
    """Take the twelve-digit numbers of a column apart."""
    codes, starts = distinct(starts_of(numbers))
    value = np.array([*map(float, starts), np.nan])[codes]
    century = value // 100 % 10
    return Structure(
        province=value // 1000,
        female=century % 2,
        year=1900 + century // 2 * 100 + value % 100,
    )


def starts_of(numbers: pd.Series) -> pd.Series:
    """Return digits 1–6 of twelve-digit numbers, missing for others: there are few of them."""
    shaped = numbers.str.fullmatch(r"[0-9]{12}").fillna(False).astype(bool)
    return numbers.str.slice(0, 6).where(shaped)


def _letters_to_digits(number: str) -> str | None:
    found = number.translate(_LETTERS)
    return found if found != number and personal_id.is_valid(found) else None


@rule(
    "personal_id.shape", "sach", "error",
    title="{label} không đủ 12 chữ số hoặc là số điền cho có",
    title_en="{label} has not 12 digits or is a filler",
    law=_TT59,
)  # fmt: skip
def shape(value: pd.Series, nationality: pd.Series | None = None) -> Hits:
    """A personal number has exactly 12 digits and is not a filler such as 012345678912.

    A foreigner has a passport instead: letters and digits as its country writes them. A passport
    of ours in the place of the number is a true paper, but not this one: a warning.
    """
    suspect = value.notna() & ~contains(value, r"^[0-9]{12}$") | contains(value, _FILLER_LIKE)
    broken = where_suspect(value, suspect, lambda n: bool(_SHAPE & set(personal_id.faults(n))))
    if nationality is not None:
        broken &= ~(foreign(nationality) & contains(value, _PASSPORT))
    proposed = map_distinct(value.where(broken), _letters_to_digits)
    return Hits(broken, proposed=proposed, mild=broken & contains(value, _OUR_PASSPORT))


@rule(
    "personal_id.province", "dung", "error",
    title="Ba chữ số đầu của {label} không phải mã tỉnh hoặc mã nước",
    title_en="Digits 1–3 of {label} are no code of a province or country",
    law=_TT59,
)  # fmt: skip
def province(value: pd.Series) -> pd.Series:
    """Digits 1–3 are one of the 63 codes of birth registration, or 100 and above for a country."""
    domestic = {int(code) for code in personal_id.provinces()}
    code = pd.Series(structure(value).province, index=value.index)
    return (code < 100) & ~code.isin(domestic)


@rule(
    "personal_id.century", "dung", "error",
    title="Chữ số thứ 4–6 của {label} cho năm sinh ở tương lai",
    title_en="Digits 4–6 of {label} give a year of birth in the future",
    law=_TT59,
)  # fmt: skip
def century(value: pd.Series, as_of: date) -> pd.Series:
    """Nobody is born after the day of judgement."""
    return as_mask(structure(value).year > as_of.year, value.index)


@rule(
    "personal_id.sex_digit", "dung", "error",
    title="Chữ số thứ 4 của số định danh không khớp giới tính",
    title_en="Digit 4 of the personal number does not fit the sex",
    law=_TT59,
)  # fmt: skip
def sex_digit(personal_id: pd.Series, sex: pd.Series) -> pd.Series:
    """Digit 4 is even for men and odd for women; number, sex or an old cancelled number is wrong.

    Becomes a warning when the person is otherwise found equal in the reference.
    """
    female = structure(personal_id).female
    wrong = ((female == 1) & (sex == "Nam")) | ((female == 0) & (sex == "Nữ"))
    return as_mask(wrong, personal_id.index)


@rule(
    "personal_id.birth_year", "dung", "error",
    title="Chữ số thứ 4–6 của số định danh không khớp năm sinh",
    title_en="Digits 4–6 of the personal number do not fit the year of birth",
    law=_TT59,
)  # fmt: skip
def birth_year(personal_id: pd.Series, birth_date: pd.Series) -> pd.Series:
    """Digit 4 gives the century and digits 5–6 the year; never corrected from the number.

    Becomes a warning when the person is otherwise found equal in the reference.
    """
    said, year = structure(personal_id).year, dates.year(birth_date)
    return as_mask(~np.isnan(said) & ~np.isnan(year) & (said != year), personal_id.index)


@cache
def _province_codes() -> tuple[dict[int, str], dict[str, int]]:
    today = {int(row["personal_id_code"]): row["new_province_code"] for row in rows("provinces_63")}
    former = {row["name"]: int(row["personal_id_code"]) for row in rows("provinces_63")}
    return today, former


@rule(
    "personal_id.registration_place", "dung", "error",
    title="Ba chữ số đầu của số định danh không khớp tỉnh đăng ký khai sinh",
    title_en="Digits 1–3 of the personal number are not the province of birth registration",
    law=_TT59,
)  # fmt: skip
def registration_place(
    personal_id: pd.Series,
    place_code: pd.Series,
    place_name: pd.Series | None = None,
    place_old: pd.Series | None = None,
    place_guessed: pd.Series | None = None,
) -> pd.Series:
    """Digits 1–3 name the province of birth REGISTRATION, by the 63 codes of before 01/07/2025.

    A place written in units of today fits every province that was merged into it. Other
    addresses of the person say nothing about the number, nor does a place without its province.
    """
    today, former = _province_codes()
    number = pd.Series(structure(personal_id).province, index=personal_id.index)
    expected = number.map(today)
    wrong = expected.notna() & place_code.notna() & (expected != place_code)
    if place_name is not None and place_old is not None:
        exact = place_name.where(place_old == "1").map(former)
        wrong |= expected.notna() & exact.notna() & (exact != number)
    wrong &= ~given(place_guessed, personal_id.index)
    return as_mask(wrong, personal_id.index)


@rule(
    "personal_id.not_male", "dung", "error",
    title="{label} là số của nữ giới", title_en="{label} is a number of a woman", law=_TT59,
)  # fmt: skip
def not_male(number: pd.Series) -> pd.Series:
    """The number of a father or husband has an even digit 4."""
    return as_mask(structure(number).female == 1, number.index)


@rule(
    "personal_id.not_female", "dung", "error",
    title="{label} là số của nam giới", title_en="{label} is a number of a man", law=_TT59,
)  # fmt: skip
def not_female(number: pd.Series) -> pd.Series:
    """The number of a mother or wife has an odd digit 4."""
    return as_mask(structure(number).female == 0, number.index)


@rule(
    "personal_id.of_relative", "dung", "error",
    title="Số định danh trùng với số của người thân trên cùng dòng",
    title_en="The personal number is also that of a relative in the same row",
)  # fmt: skip
def of_relative(personal_id: pd.Series, relative_id: pd.Series) -> pd.Series:
    """A person and their parent, spouse, guardian or payee never share a number."""
    return as_mask((personal_id == relative_id) & personal_id.notna(), personal_id.index)


@rule(
    "personal_id.old_paper", "song", "warning",
    title="Còn dùng số CMND 9 số làm giấy tờ hiện tại; CMND hết giá trị sau 31/12/2024",
    title_en="A 9-digit CMND stands as the current paper; it ended on 31/12/2024",
    law="Luật Căn cước 26/2023/QH15 điều 46",
)  # fmt: skip
def old_paper(old_id: pd.Series, as_of: date, personal_id: pd.Series | None = None) -> pd.Series:
    """A CMND beside a personal number is only a key; alone it is a paper that has ended."""
    if as_of <= date(2024, 12, 31):
        return pd.Series(False, index=old_id.index)
    return old_id.notna() & ~given(personal_id, old_id.index)
