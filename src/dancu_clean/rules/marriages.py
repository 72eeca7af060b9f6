"""The register of marriages: age, and who is married to whom."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.findings import Hits
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask, where
from dancu_clean.rules.repeats import entry_key, row_numbers, shared
from dancu_clean.rules.same_person import People

_LAW = "Luật Hôn nhân và gia đình 52/2014/QH13 điều 5, 8"
_NEW_AGE = np.datetime64("2015-01-01")


@rule(
    "marriage.under_age", "dung", "error",
    title="Chưa đủ tuổi kết hôn tại ngày đăng ký: {value}",
    title_en="Under the age of marriage on the day of registration: {value}",
    law=_LAW,
)  # fmt: skip
def under_age(birth_date: pd.Series, registration_date: pd.Series, minimum: int) -> pd.Series:
    """Full 20 years (men) and 18 (women); before 2015 it was enough to have entered that year."""
    when = dates.last(registration_date)
    least = np.where(when < _NEW_AGE, minimum - 1, minimum)
    return as_mask(dates.oldest(birth_date, when) < least, birth_date.index)


def _pair(
    full_name: pd.Series,
    birth_date: pd.Series | None,
    personal_id: pd.Series | None,
    sex: str,
) -> People:
    return People(
        full_name=full_name,
        birth_date=birth_date,
        personal_id=personal_id,
        sex=pd.Series(sex, index=full_name.index, dtype="str"),
    )


def _couples(
    full_name: pd.Series,
    spouse_name: pd.Series,
    birth_date: pd.Series | None,
    personal_id: pd.Series | None,
    spouse_birth_date: pd.Series | None,
    spouse_id: pd.Series | None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first row with the same husband, and that with the same wife; −1 for none."""
    husbands = _pair(full_name, birth_date, personal_id, "Nam")
    wives = _pair(spouse_name, spouse_birth_date, spouse_id, "Nữ")
    return husbands.first_rows, wives.first_rows


def _again(order: str) -> bool:
    digits = "".join(char for char in order if char.isdigit())
    return digits not in ("", "0", "1", "01")


@rule(
    "marriage.twice", "dung", "error",
    title="Một người kết hôn với hai người; xem dòng {other}",
    title_en="One person married to two; see row {other}",
    law=_LAW,
)  # fmt: skip
def twice(
    full_name: pd.Series,
    spouse_name: pd.Series,
    source_row: pd.Series,
    birth_date: pd.Series | None = None,
    personal_id: pd.Series | None = None,
    spouse_birth_date: pd.Series | None = None,
    spouse_id: pd.Series | None = None,
    marriage_state: pd.Series | None = None,
    marriage_order: pd.Series | None = None,
    spouse_marriage_order: pd.Series | None = None,
) -> Hits:
    """Without a note that a marriage has ended, or that this is a second one, one must be wrong."""
    husband, wife = _couples(
        full_name, spouse_name, birth_date, personal_id, spouse_birth_date, spouse_id
    )
    man = (husband >= 0) & (wife != husband)
    woman = (wife >= 0) & (wife != husband)
    if marriage_order is not None:
        man &= ~where(marriage_order, _again).to_numpy()
    if spouse_marriage_order is not None:
        woman &= ~where(spouse_marriage_order, _again).to_numpy()
    first = np.where(man, husband, np.where(woman, wife, -1))
    if marriage_state is not None:
        ended = (marriage_state == "ended").to_numpy(dtype=bool)
        first = np.where(ended | ended[np.maximum(first, 0)], -1, first)
    return Hits(as_mask(first >= 0, full_name.index), other=row_numbers(source_row, first))


@rule(
    "duplicate.marriage", "sach", "error",
    title="Trùng cặp vợ chồng với dòng {other}",
    title_en="The same couple as in row {other}",
)  # fmt: skip
def same_couple(
    full_name: pd.Series,
    spouse_name: pd.Series,
    source_row: pd.Series,
    birth_date: pd.Series | None = None,
    personal_id: pd.Series | None = None,
    spouse_birth_date: pd.Series | None = None,
    spouse_id: pd.Series | None = None,
) -> Hits:
    """The later row of two with one husband and one wife."""
    husband, wife = _couples(
        full_name, spouse_name, birth_date, personal_id, spouse_birth_date, spouse_id
    )
    first = np.where((husband >= 0) & (husband == wife), husband, -1)
    return Hits(as_mask(first >= 0, full_name.index), other=row_numbers(source_row, first))


@rule(
    "registration.two_couples", "dung", "error",
    title="Cùng số đăng ký, quyển, năm và nơi đăng ký cho hai cặp; xem dòng {other}",
    title_en="One entry of the register for two couples; see row {other}",
    law="Luật Hộ tịch 60/2014/QH13",
)  # fmt: skip
def entry_of_two_couples(
    registration_no: pd.Series,
    people: People,
    source_row: pd.Series,
    registration_date: pd.Series | None = None,
    registration_book: pd.Series | None = None,
    registration_place: pd.Series | None = None,
) -> Hits:
    """Place, book, number and year name one entry, and an entry one marriage."""
    key = entry_key(registration_no, registration_date, registration_book, registration_place)
    return shared(key, people, source_row)
