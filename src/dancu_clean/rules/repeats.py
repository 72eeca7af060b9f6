"""Rows that say the same twice, and numbers that two persons or two cards share."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.findings import Hits
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask, keys
from dancu_clean.rules.numbers import structure
from dancu_clean.rules.same_person import People, by_key


def row_numbers(source_row: pd.Series, first: np.ndarray) -> pd.Series:
    """Return the row, as Excel shows it, of the first row each repeats."""
    rows = source_row.astype("str").to_numpy(dtype=object)
    text = np.where(first >= 0, rows[np.maximum(first, 0)], None)
    return pd.Series(text, index=source_row.index, dtype="str")


def _others(own: pd.Series, first: np.ndarray) -> np.ndarray:
    """Tell rows whose own value differs from that of the first row; a blank does not."""
    theirs = own.take(np.maximum(first, 0)).set_axis(own.index)
    return ((own != theirs) & own.notna() & theirs.notna()).to_numpy(dtype=bool)


@rule(
    "duplicate.person", "sach", "error",
    title="Trùng người với dòng {other}",
    title_en="The same person as in row {other}",
)  # fmt: skip
def person(people: People, source_row: pd.Series, own_number: pd.Series | None = None) -> Hits:
    """The later row of two about one person; rows with different own numbers are two entries."""
    first = people.first_rows
    mask = first >= 0
    if own_number is not None:
        mask &= ~_others(own_number, first)
    return Hits(as_mask(mask, source_row.index), other=row_numbers(source_row, first))


@rule(
    "unique.two_numbers", "sach", "error",
    title="Một người có hai {label}: {value}; xem dòng {other}",
    title_en="One person has two numbers ({label}): {value}; see row {other}",
)  # fmt: skip
def two_numbers(number: pd.Series, people: People, source_row: pd.Series) -> Hits:
    """Codes, dossiers and cards of one person are to be merged."""
    first = people.first_rows
    mask = (first >= 0) & _others(number, first)
    return Hits(as_mask(mask, number.index), other=row_numbers(source_row, first))


@rule(
    "unique.two_persons", "dung", "error",
    title="{label} dùng cho hai người khác nhau; xem dòng {other}",
    title_en="{label} is used for two different persons; see row {other}",
)  # fmt: skip
def two_persons(number: pd.Series, people: People, source_row: pd.Series) -> Hits:
    """Both rows are named, one as a warning, for only one of them need be wrong.

    It is the first row, unless a personal number shows by its structure whose it is not.
    """
    return shared(number, people, source_row, _not_own(number, people))


def _not_own(number: pd.Series, people: People) -> np.ndarray:
    """Tell rows whose sex or year of birth the structure of the number contradicts."""
    found = structure(number)
    wrong = np.zeros(len(number), dtype=bool)
    if people.birth_date is not None:
        year = dates.year(people.birth_date)
        wrong |= ~np.isnan(found.year) & ~np.isnan(year) & (found.year != year)
    if people.sex is not None:
        female = (people.sex == "Nữ").to_numpy(dtype=bool)
        male = (people.sex == "Nam").to_numpy(dtype=bool)
        wrong |= (female & (found.female == 0)) | (male & (found.female == 1))
    return wrong


def shared(
    key: pd.Series, people: People, source_row: pd.Series, doubt: np.ndarray | None = None
) -> Hits:
    """Find one key on rows of different persons; the first, or the undoubted one, is mild."""
    repeated = (key.duplicated(keep=False) & key.notna()).to_numpy(dtype=bool)
    first = _first_of_key(key)
    again = repeated & (first != np.arange(len(key))) & (by_key(people, key) < 0)
    victims = np.zeros(len(key), dtype=bool)
    victims[first[again]] = True
    partner = first.copy()
    partner[first[again]] = np.flatnonzero(again)
    partner[again] = first[again]
    mild = victims & ~again
    if doubt is not None:
        mild = ~doubt & (mild | doubt[partner])
    return Hits(
        as_mask(again | victims, key.index),
        other=row_numbers(source_row, partner),
        mild=as_mask(mild, key.index),
    )


def _first_of_key(key: pd.Series) -> np.ndarray:
    codes = pd.factorize(key, use_na_sentinel=True)[0]
    position = np.arange(len(key))
    heads = pd.Series(position).groupby(codes).transform("first").to_numpy()
    return np.asarray(np.where(codes >= 0, heads, position), dtype=np.int64)


def entry_key(
    registration_no: pd.Series,
    registration_date: pd.Series | None,
    registration_book: pd.Series | None,
    registration_place: pd.Series | None,
) -> pd.Series:
    """Return the key of an entry of a register: number, year, book and place."""
    key = keys(registration_no)
    if registration_date is not None:
        key = key + "|" + registration_date.str.slice(0, 4).fillna("")
    for column in (registration_book, registration_place):
        if column is not None:
            key = key + "|" + keys(column).fillna("")
    return key


@rule(
    "registration.two_persons", "dung", "error",
    title="Cùng số đăng ký, quyển, năm và nơi đăng ký cho hai người; xem dòng {other}",
    title_en="One entry of the register for two persons; see row {other}",
    law="Luật Hộ tịch 60/2014/QH13",
)  # fmt: skip
def entry_of_two(
    registration_no: pd.Series,
    people: People,
    source_row: pd.Series,
    registration_date: pd.Series | None = None,
    registration_book: pd.Series | None = None,
    registration_place: pd.Series | None = None,
) -> Hits:
    """Place, book, number and year name one entry, and an entry one person."""
    key = entry_key(registration_no, registration_date, registration_book, registration_place)
    return shared(key, people, source_row)


@rule(
    "health_card_no.two_active", "sach", "error",
    title="Một người có hai thẻ BHYT cùng thời hạn; xem dòng {other}",
    title_en="One person has two health cards at the same time; see row {other}",
    law="Luật Bảo hiểm y tế điều 13",
)  # fmt: skip
def two_active_cards(
    health_card_no: pd.Series,
    people: People,
    source_row: pd.Series,
    valid_from: pd.Series | None = None,
    valid_to: pd.Series | None = None,
) -> Hits:
    """Two cards one after the other are a renewal; two whose periods overlap are one too many."""
    first = people.first_rows
    mask = (first >= 0) & _others(health_card_no, first)
    if valid_from is not None and valid_to is not None:
        head = np.maximum(first, 0)
        begin, end = dates.first(valid_from), dates.last(valid_to)
        mask &= ~((end < begin[head]) | (end[head] < begin))
    return Hits(as_mask(mask, health_card_no.index), other=row_numbers(source_row, first))


@rule(
    "account.several_beneficiaries", "sach", "warning",
    title="Một số tài khoản nhận cho nhiều người; xem dòng {other}",
    title_en="One account for several beneficiaries; see row {other}",
)  # fmt: skip
def one_account(
    bank_account: pd.Series,
    people: People,
    source_row: pd.Series,
    bank_name: pd.Series | None = None,
) -> Hits:
    """Bank and number together are one account."""
    key = bank_account if bank_name is None else bank_account + "|" + keys(bank_name).fillna("")
    return shared(key, people, source_row)
