"""Which rows of one list are about the same person, without any reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from dancu_clean.rules.masks import keys, where_all

_ROUNDS = 6
Test = Callable[["People", "People"], np.ndarray]


@dataclass(frozen=True)
class People:
    """The columns that tell persons apart; a list need not have them all."""

    full_name: pd.Series
    birth_date: pd.Series | None = None
    personal_id: pd.Series | None = None
    old_id: pd.Series | None = None
    sex: pd.Series | None = None
    commune: pd.Series | None = None
    hamlet: pd.Series | None = None
    permanent_address: pd.Series | None = None
    father_name: pd.Series | None = None
    mother_name: pd.Series | None = None

    @cached_property
    def first_rows(self) -> np.ndarray:
        """Return `first_rows` of these people, found once for all rules that ask."""
        return first_rows(self)

    def at(self, rows: np.ndarray) -> People:
        """Return the people of the given rows, in that order, under a new index."""
        taken: dict[str, Any] = {}
        for name in (item.name for item in fields(self)):
            column = getattr(self, name)
            taken[name] = None if column is None else column.take(rows).reset_index(drop=True)
        return People(**taken)


def _agree(one: pd.Series | None, other: pd.Series | None) -> np.ndarray | bool:
    """Tell where two columns do not contradict each other; a blank contradicts nothing."""
    if one is None or other is None:
        return True
    return np.asarray((one == other) | one.isna() | other.isna(), dtype=bool)


def _equal(one: pd.Series | None, other: pd.Series | None) -> np.ndarray | bool:
    if one is None or other is None:
        return False
    return np.asarray((one == other) & one.notna(), dtype=bool)


def _folded(column: pd.Series | None) -> pd.Series | None:
    return None if column is None else keys(column)


def _same_dates(one: pd.Series | None, other: pd.Series | None) -> np.ndarray | bool:
    """Tell where birth dates agree as far as the less exact of the two goes."""
    if one is None or other is None:
        return True
    prefix = where_all([one, other], lambda a, b: a.startswith(b) or b.startswith(a))
    return prefix.to_numpy()


def _alike(one: str, other: str, birth: str, other_birth: str) -> bool:
    """Tell one person's name written twice: equal, or a slip where the birth date agrees."""
    if one == other:
        return True
    if not one or not other or not birth or birth != other_birth:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.8


def named_alike(one: People, other: People) -> np.ndarray:
    """Tell pairs whose names, and sex where known, are those of one person."""
    names = where_all(
        [keys(one.full_name), keys(other.full_name), one.birth_date, other.birth_date], _alike
    )
    return names.to_numpy() & _agree(one.sex, other.sex)


def _usable(numbers: pd.Series | None) -> pd.Series | None:
    """Return the numbers that are well-formed: a broken one is as good as none."""
    if numbers is None:
        return None
    return numbers.where(numbers.str.fullmatch(r"[0-9]{9}|[0-9]{12}").fillna(False).astype(bool))


def _same_place(one: People, other: People) -> np.ndarray | bool:
    return (
        _agree(_folded(one.commune), _folded(other.commune))
        & _agree(_folded(one.hamlet), _folded(other.hamlet))
        & _agree(_folded(one.father_name), _folded(other.father_name))
        & _agree(_folded(one.mother_name), _folded(other.mother_name))
    )


def _marks_agree(one: str, other: str) -> bool:
    """Tell names alike with their marks, or one of which has lost them all."""
    return one.lower() == other.lower() or one.isascii() or other.isascii()


def _by_person(one: People, other: People) -> np.ndarray:
    """Tell pairs of one name and full birth date that nothing else tells apart."""
    marks = where_all([one.full_name, other.full_name], _marks_agree).to_numpy()
    own, theirs = _usable(one.personal_id), _usable(other.personal_id)
    numbers = _agree(own, theirs) & _agree(_usable(one.old_id), _usable(other.old_id))
    address = _agree(_folded(one.permanent_address), _folded(other.permanent_address))
    place = _same_place(one, other) & (address | _equal(own, theirs) | _known(one.commune))
    return np.asarray(marks & numbers & place & _agree(one.sex, other.sex), dtype=bool)


def _known(column: pd.Series | None) -> np.ndarray | bool:
    return False if column is None else column.notna().to_numpy()


def _by_number(one: People, other: People) -> np.ndarray:
    """Tell pairs of one number whose names agree; children with a parent's number do not."""
    agree = named_alike(one, other) & _same_dates(one.birth_date, other.birth_date)
    same_name = (keys(one.full_name) == keys(other.full_name)).to_numpy(dtype=bool)
    return np.asarray(agree | (same_name & _agree(one.sex, other.sex)), dtype=bool)


def _anchor(people: People, group: pd.Series, test: Test) -> np.ndarray:
    """Return per row the first earlier row of its group that is the same person, else −1."""
    found = np.full(len(group), -1, dtype=np.int64)
    codes = pd.factorize(group, use_na_sentinel=True)[0]
    sizes = np.bincount(codes[codes >= 0], minlength=1)
    rows = np.flatnonzero((codes >= 0) & (sizes[codes] > 1))
    for _ in range(_ROUNDS):
        if not len(rows):
            break
        own = pd.Series(rows)
        heads = own.groupby(codes[rows]).transform("first").to_numpy()
        later = rows != heads
        rows, heads = rows[later], heads[later]
        same = test(people.at(rows), people.at(heads))
        found[rows[same]] = heads[same]
        rows = rows[~same]
    return found


def by_key(people: People, key: pd.Series) -> np.ndarray:
    """Return per row the first row with the same key and the same person, −1 for none."""
    return _anchor(people, key, _by_number)


def first_rows(people: People) -> np.ndarray:
    """Return per row the position of the first row about the same person, −1 for none.

    Same number and agreeing name; or same name and full birth date where numbers, sex,
    commune, hamlet and parents do not speak against it. Twins and namesakes stay apart.
    """
    found = np.full(len(people.full_name), -1, dtype=np.int64)
    for numbers in (_usable(people.personal_id), _usable(people.old_id)):
        if numbers is not None:
            anchor = _anchor(people, numbers, _by_number)
            found = np.where(found < 0, anchor, found)
    if people.birth_date is not None:
        full = people.birth_date.where(people.birth_date.str.len() == 10)
        repeated = full.duplicated(keep=False) & full.notna()
        key = keys(people.full_name.where(repeated)) + "|" + full
        anchor = _anchor(people, key, _by_person)
        found = np.where(found < 0, anchor, found)
    return found
