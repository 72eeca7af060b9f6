"""Rows of one household beside each other."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.findings import Hits
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.family import is_head, relations
from dancu_clean.rules.masks import as_mask, fold, given, keys, where_all
from dancu_clean.rules.numbers import structure
from dancu_clean.rules.repeats import row_numbers
from dancu_clean.rules.same_person import People

_OLDER = {"parent", "grandparent", "great_grandparent"}
_LIKE_CHILDREN = {"CON NUOI", "CON RIENG", "CON RIENG CUA VO CHONG"}
_FINAL_Y = re.compile(r"(?<=[BCDGHKLMNPRSTVX])Y\b|(?<=QU)Y\b")
_REVIEW_LAW = "Quyết định 24/2021/QĐ-TTg"


def household(household_no: pd.Series, commune: pd.Series | None) -> pd.Series:
    """Return the key of a household: numbers of two communes may be alike."""
    key = keys(household_no)
    return key if commune is None else key + "|" + keys(commune).fillna("")


@rule(
    "household.two_heads", "dung", "error",
    title="Một hộ có hai chủ hộ; xem dòng {other}",
    title_en="A household with two heads; see row {other}",
    law="Luật Cư trú 68/2020/QH14 điều 10",
)  # fmt: skip
def two_heads(
    relationship_to_head: pd.Series,
    household_no: pd.Series,
    people: People,
    source_row: pd.Series,
    commune: pd.Series | None = None,
) -> Hits:
    """One household, one head; the same person written twice is a duplicate and not this."""
    head = is_head(relationship_to_head) & household_no.notna()
    key = household(household_no, commune).where(head)
    first = _first(key)
    again = key.notna().to_numpy() & (first != np.arange(len(key))) & (people.first_rows < 0)
    victims = np.zeros(len(key), dtype=bool)
    victims[first[again]] = True
    partner = first.copy()
    partner[first[again]] = np.flatnonzero(again)
    partner[again] = first[again]
    return Hits(
        as_mask(again | victims, key.index),
        other=row_numbers(source_row, partner),
        mild=as_mask(victims & ~again, key.index),
    )


def _first(key: pd.Series) -> np.ndarray:
    codes = pd.factorize(key, use_na_sentinel=True)[0]
    position = np.arange(len(key))
    heads = pd.Series(position).groupby(codes).transform("first").to_numpy()
    return np.asarray(np.where(codes >= 0, heads, position), dtype=np.int64)


@rule(
    "household.no_head", "du", "warning",
    title="Hộ không có chủ hộ trong danh sách",
    title_en="No head of the household in the list",
)  # fmt: skip
def no_head(
    relationship_to_head: pd.Series,
    household_no: pd.Series,
    commune: pd.Series | None = None,
) -> pd.Series:
    """Said once per household, at its first row, where relations are written at all."""
    key = household(household_no, commune)
    head = is_head(relationship_to_head)
    stated = relationship_to_head.notna()
    with_head = head.groupby(key).transform("any").astype("boolean").fillna(True).astype(bool)
    stated_all = stated.groupby(key).transform("all").astype("boolean").fillna(False).astype(bool)
    return key.notna() & ~key.duplicated() & ~with_head & stated_all


@rule(
    "household.member_twice", "sach", "error",
    title="Một người có tên trong hai hộ; xem dòng {other}",
    title_en="One person in two households; see row {other}",
    law=_REVIEW_LAW,
)  # fmt: skip
def member_twice(household_no: pd.Series, people: People, source_row: pd.Series) -> Hits:
    """A person belongs to one household."""
    first = people.first_rows
    theirs = household_no.take(np.maximum(first, 0)).set_axis(household_no.index)
    other = (keys(household_no) != keys(theirs)) & household_no.notna() & theirs.notna()
    mask = (first >= 0) & other.to_numpy(dtype=bool)
    return Hits(as_mask(mask, household_no.index), other=row_numbers(source_row, first))


@rule(
    "household.two_classifications", "dung", "error",
    title="Một hộ vừa nghèo vừa cận nghèo trong một năm; xem dòng {other}",
    title_en="A household both poor and near-poor in one year; see row {other}",
    law=_REVIEW_LAW,
)  # fmt: skip
def two_classifications(
    classification: pd.Series,
    household_no: pd.Series,
    source_row: pd.Series,
    review_year: pd.Series | None = None,
    commune: pd.Series | None = None,
) -> Hits:
    """All members of a household share its class of the year."""
    key = household(household_no, commune)
    if review_year is not None:
        key = key + "|" + review_year.fillna("")
    first = _first(key)
    theirs = classification.take(first).set_axis(classification.index)
    again = (classification != theirs) & classification.notna() & theirs.notna() & key.notna()
    victims = np.zeros(len(key), dtype=bool)
    victims[first[again.to_numpy(dtype=bool)]] = True
    rows = row_numbers(source_row, np.where(again, first, -1))
    return Hits(
        again | victims, other=rows, mild=as_mask(victims & ~again.to_numpy(dtype=bool), key.index)
    )


@rule(
    "household.mark_conflict", "dung", "error",
    title="Đánh dấu cả hộ nghèo và hộ cận nghèo",
    title_en="Marked both as poor and as near-poor",
    law=_REVIEW_LAW,
)  # fmt: skip
def mark_conflict(raw_poor_mark: pd.Series, raw_near_poor_mark: pd.Series) -> pd.Series:
    """A household is in one class of the year."""
    return raw_poor_mark.notna() & raw_near_poor_mark.notna()


@rule(
    "household.size", "du", "warning",
    title="Số khẩu ghi {value} nhưng danh sách có {other} người",
    title_en="Household size says {value} but the list has {other} persons",
)  # fmt: skip
def size(
    household_size: pd.Series, household_no: pd.Series, commune: pd.Series | None = None
) -> Hits:
    """Asked only of lists that name the members; said once per household."""
    key = household(household_no, commune)
    members = key.groupby(key).transform("size").astype(float)
    stated = pd.to_numeric(household_size, errors="coerce")
    named = bool((members > 1).any())
    mask = key.notna() & ~key.duplicated() & stated.notna() & (stated != members) & named
    return Hits(mask.astype(bool), other=members.map("{:.0f}".format, na_action="ignore"))


@rule(
    "household.several_numbers", "sach", "warning",
    title="Các thành viên cùng chủ hộ ghi số hộ khác nhau; xem dòng {other}",
    title_en="Members under one head with different household numbers; see row {other}",
)  # fmt: skip
def several_numbers(household_no: pd.Series, head_id: pd.Series, source_row: pd.Series) -> Hits:
    """Members of one household share its number."""
    first = _first(head_id.where(household_no.notna()))
    theirs = household_no.take(first).set_axis(household_no.index)
    mask = head_id.notna() & household_no.notna() & (keys(household_no) != keys(theirs))
    return Hits(as_mask(mask, household_no.index), other=row_numbers(source_row, first))


@rule(
    "household.two_communes", "dung", "warning",
    title="Một số hộ ở hai xã khác nhau; xem dòng {other}",
    title_en="One household number in two communes; see row {other}",
)  # fmt: skip
def two_communes(household_no: pd.Series, commune_code: pd.Series, source_row: pd.Series) -> Hits:
    """Members of a household live in one commune; compared in the units of today."""
    first = _first(keys(household_no).where(household_no.notna() & commune_code.notna()))
    theirs = commune_code.take(first).set_axis(commune_code.index)
    mask = household_no.notna() & commune_code.notna() & (commune_code != theirs)
    return Hits(as_mask(mask, household_no.index), other=row_numbers(source_row, first))


def _head_years(
    relationship: pd.Series, birth_date: pd.Series, key: pd.Series | None, head_id: pd.Series | None
) -> np.ndarray:
    """Return the head's year of birth: from the head's own row, else from the head's number."""
    years = pd.Series(dates.year(birth_date), index=birth_date.index)
    found = np.full(len(years), np.nan)
    if key is not None:
        heads = years.where(is_head(relationship)).groupby(key).transform("first")
        found = heads.to_numpy(dtype=float)
    if head_id is not None:
        found = np.where(np.isnan(found), structure(head_id).year, found)
    return found


@rule(
    "relationship.age", "dung", "warning",
    title="Quan hệ với chủ hộ không khớp tuổi của hai người: {value}",
    title_en="The relation to the head does not fit the ages of the two: {value}",
)  # fmt: skip
def relation_age(
    relationship_to_head: pd.Series,
    birth_date: pd.Series,
    household_no: pd.Series | None = None,
    head_id: pd.Series | None = None,
    commune: pd.Series | None = None,
) -> pd.Series:
    """Parents are 13 years older than the head, children 13 younger; siblings stand in order."""
    key = None if household_no is None else household(household_no, commune)
    year = dates.year(birth_date)
    head = _head_years(relationship_to_head, birth_date, key, head_id)
    word = keys(relationship_to_head)
    group = word.map({name: pair[0] for name, pair in relations().items()})
    child = (group == "child") & ~word.isin(_LIKE_CHILDREN)
    elder = word.str.startswith(("ANH", "CHI")).fillna(False).astype(bool)
    wrong = group.isin(_OLDER) & (year > head - 13)
    wrong |= child & (year < head + 13)
    wrong |= (group == "sibling") & np.where(elder, year > head, year < head)
    return as_mask(wrong, birth_date.index)


def _head_fault(relation: str, name: str, number: str, head_number: str) -> bool:
    if not relation:
        return False
    same_number = number == head_number if number and head_number else None
    same_name = name == "same" if name else None
    if relation == "self":
        return same_number is False or (same_number is None and same_name is False)
    return same_number is True


@rule(
    "relationship.head", "dung", "warning",
    title="Quan hệ ghi {value} nhưng họ tên hoặc số của chủ hộ không khớp",
    title_en="The relation says {value} but name or number of the head do not fit",
)  # fmt: skip
def head_is_self(
    relationship_to_head: pd.Series,
    full_name: pd.Series,
    head_name: pd.Series | None = None,
    personal_id: pd.Series | None = None,
    head_id: pd.Series | None = None,
) -> pd.Series:
    """The head's own row says "Chủ hộ" and names the head; nobody else holds the head's number."""
    word = keys(relationship_to_head)
    kind = word.map({name: pair[0] for name, pair in relations().items()}).fillna("")
    if not (given(head_name, word.index) | given(head_id, word.index)).any():
        return pd.Series(False, index=word.index)
    same = None if head_name is None else _one_name(full_name, head_name)
    return where_all([kind.astype("str"), same, personal_id, head_id], _head_fault)


def _sound(name: str) -> str:
    """Return a name's letters without marks and spaces, Lý and Lí alike."""
    return _FINAL_Y.sub("I", fold(name)).replace(" ", "")


def _one_name(full_name: pd.Series, head_name: pd.Series) -> pd.Series:
    """Say whether two names are one but for writing: `same`, `other`, or missing."""
    one, other = (map_distinct(names, _sound) for names in (full_name, head_name))
    told = pd.Series(np.where(one == other, "same", "other"), index=full_name.index, dtype="str")
    return told.where(full_name.notna() & head_name.notna())
