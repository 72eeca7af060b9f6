"""Health cards and codes of social insurance: against the row, the age and the day."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.ids import health_card
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask, where, where_all

_LAW = "Luật Bảo hiểm y tế; Nghị định 146/2018/NĐ-CP"
_LEADING = re.compile(r"([A-ZĐ]{2})\d?\b")
_WORKERS = ("DN", "HX", "CH", "NN", "TK", "HC", "XK", "QN", "CA", "CY")
_SCHOOL_AGE = 20


def _group(card: pd.Series) -> pd.Series:
    """Return the group letters of fifteen-sign cards."""
    return card.where(card.str.len() == 15).str.slice(0, 2)


@rule(
    "health_card_no.expired", "song", "warning",
    title="Thẻ đã hết hạn: {value}", title_en="The card has expired: {value}", law=_LAW,
)  # fmt: skip
def expired(valid_to: pd.Series, as_of: date) -> pd.Series:
    """The card ended before the day of judgement."""
    return as_mask(dates.last(valid_to) < np.datetime64(as_of, "D"), valid_to.index)


@rule(
    "health_card_no.child_aged_out", "song", "warning",
    title="Thẻ trẻ em (TE) nhưng đã quá 6 tuổi",
    title_en="A child's card (TE) at the age of 6 or more",
    law="Luật Bảo hiểm y tế; Nghị định 146/2018/NĐ-CP điều 13",
)  # fmt: skip
def child_aged_out(health_card_no: pd.Series, birth_date: pd.Series, as_of: date) -> pd.Series:
    """A TE card runs to 72 months; who turns 6 before school begins keeps it to 30 September."""
    birth = dates.last(birth_date)
    months = birth.astype("datetime64[M]")
    sixth = (months + 72).astype("datetime64[D]") + (birth - months.astype("datetime64[D]"))
    september = sixth.astype("datetime64[Y]").astype("datetime64[M]") + 8
    school = september.astype("datetime64[D]") + 29
    over = np.maximum(sixth, school) < np.datetime64(as_of, "D")
    return as_mask(over & (_group(health_card_no) == "TE").to_numpy(dtype=bool), birth_date.index)


@rule(
    "health_card_no.pupil_aged_out", "song", "warning",
    title="Thẻ học sinh (HS) nhưng đã quá tuổi học phổ thông",
    title_en="A pupil's card (HS) after school age",
    law=_LAW,
)  # fmt: skip
def pupil_aged_out(health_card_no: pd.Series, birth_date: pd.Series, as_of: date) -> pd.Series:
    """Pupils leave school at 18; two more years are allowed for late entry."""
    over = dates.youngest(birth_date, as_of) >= _SCHOOL_AGE
    pupil = (_group(health_card_no) == "HS").to_numpy(dtype=bool)
    return as_mask(over & pupil, birth_date.index)


@rule(
    "health_card_no.too_young_for_group", "dung", "warning",
    title="Nhóm thẻ không khớp tuổi",
    title_en="The card's group does not fit the age",
    law=_LAW,
)  # fmt: skip
def too_young_for_group(health_card_no: pd.Series, birth_date: pd.Series, as_of: date) -> pd.Series:
    """Nobody works under 15 or is retired under 40."""
    age, group = dates.oldest(birth_date, as_of), _group(health_card_no)
    worker = group.isin(_WORKERS).to_numpy(dtype=bool) & (age < 15)
    retired = (group == "HT").to_numpy(dtype=bool) & (age < 40)
    return as_mask(worker | retired, birth_date.index)


def _tail_differs(card: str, code: str) -> bool:
    found = health_card.parts(card) if card else None
    if found is None or len(found.code) != 10 or not re.fullmatch(r"[0-9]{10}", code):
        return False
    return found.code != code


@rule(
    "health_card_no.other_code", "dung", "error",
    title="Mười số cuối của thẻ BHYT khác mã số BHXH",
    title_en="The last ten digits of the card are not the code of social insurance",
    law="Quyết định 1666/QĐ-BHXH",
)  # fmt: skip
def other_code(health_card_no: pd.Series, code: pd.Series) -> pd.Series:
    """The card carries the holder's code of social insurance."""
    return where_all([health_card_no, code], _tail_differs)


def _group_differs(card: str, written: str) -> bool:
    found = _LEADING.match(written.strip().upper())
    if len(card) != 15 or not found or found[1] not in health_card.groups():
        return False
    return found[1] != card[:2]


@rule(
    "health_card_no.other_group", "dung", "warning",
    title="Mã đối tượng khác hai chữ đầu của thẻ",
    title_en="The object group is not that of the card's first two letters",
    law="Quyết định 1351/QĐ-BHXH",
)  # fmt: skip
def other_group(health_card_no: pd.Series, object_group: pd.Series) -> pd.Series:
    """Only where the group column holds one of the two-letter codes."""
    return where_all([health_card_no, object_group], _group_differs)


def _unknown_group(written: str) -> bool:
    found = _LEADING.fullmatch(written.strip().upper())
    return found is not None and found[1].replace("Đ", "D") not in health_card.groups()


@rule(
    "object_group.unknown", "sach", "warning",
    title="{label} không có trong danh mục mã đối tượng: {value}",
    title_en="{label} is not in the list of group codes: {value}",
    law="Quyết định 1351/QĐ-BHXH",
)  # fmt: skip
def unknown_group(object_group: pd.Series) -> pd.Series:
    """Two letters, perhaps with the level; groups in words are not judged."""
    return where(object_group, _unknown_group)


@rule(
    "first_care_place.shape", "sach", "warning",
    title="{label} không phải mã cơ sở 5 chữ số: {value}",
    title_en="{label} is not a five-digit code of a care place: {value}",
    law=_LAW,
)  # fmt: skip
def care_place_shape(first_care_place: pd.Series) -> pd.Series:
    """Two digits of the province and three of the place; names of places are not judged."""
    return where(
        first_care_place, lambda text: text.isascii() and text.isdigit() and len(text) != 5
    )


@rule(
    "social_insurance_no.other_number", "dung", "error",
    title="Mã số BHXH là số định danh nhưng khác số định danh trên cùng dòng",
    title_en="The code of social insurance is a personal number, but not that of the row",
    law="Luật Bảo hiểm xã hội 41/2024/QH15",
)  # fmt: skip
def other_number(number: pd.Series, personal_id: pd.Series) -> pd.Series:
    """Twelve digits in the column of codes are the person's own number."""
    long = (number.str.len() == 12) & (personal_id.str.len() == 12)
    return as_mask((long & (number != personal_id)).fillna(False), number.index)
