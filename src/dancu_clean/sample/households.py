"""Households as arrays of shape (households, roles): who is there, born when, child of whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dancu_clean.sample.names import MATRILINEAL, Ints, compose, draw

Bools = npt.NDArray[np.bool_]

HEAD, SPOUSE, FATHER, MOTHER, CHILD, WIFE_OF_SON, GRANDCHILD, SIBLING = 0, 1, 2, 3, 4, 9, 10, 12
# People of the second group never live in the household; they exist as parents of others.
OUTSIDE = range(13, 21)
ROLES = 21
YEAR = 2026


@dataclass
class Households:
    """Year of birth, sex, name words, presence and parents of every role."""

    group: Ints
    year: Ints
    female: Bools
    present: Bools
    married: Bools  # per household: head and spouse
    twins: Bools  # per household: children 1 and 2
    family: Ints
    middle: Ints
    given: Ints
    father: Ints  # role number, −1 where nobody is known
    mother: Ints


def _years(rng: np.random.Generator, count: int, female_head: Bools) -> Ints:
    year = np.zeros((count, ROLES), dtype=np.int64)
    age = np.clip(rng.normal(50, 15, count), 23, 94).astype(np.int64)
    year[:, HEAD] = YEAR - age
    gap = np.clip(rng.normal(2.5, 3, count), -6, 12).astype(np.int64)
    year[:, SPOUSE] = np.minimum(year[:, HEAD] + np.where(female_head, -gap, gap), YEAR - 21)
    year[:, MOTHER] = year[:, HEAD] - rng.integers(18, 38, count)
    year[:, FATHER] = year[:, MOTHER] - rng.integers(-2, 7, count)
    mother = np.where(female_head, year[:, HEAD], year[:, SPOUSE])
    younger = np.maximum(year[:, HEAD], year[:, SPOUSE])
    born = np.maximum(mother + rng.integers(19, 31, count), younger + 19)
    for child in range(5):
        year[:, CHILD + child] = born
        born = born + rng.integers(1, 6, count)
    year[:, WIFE_OF_SON] = year[:, CHILD] + rng.integers(-2, 6, count)
    young = np.maximum(year[:, CHILD], year[:, WIFE_OF_SON]) + rng.integers(20, 27, count)
    year[:, GRANDCHILD] = young
    year[:, GRANDCHILD + 1] = young + rng.integers(1, 6, count)
    year[:, SIBLING] = year[:, HEAD] + rng.integers(2, 8, count)
    for role, child in zip(OUTSIDE, (1, 1, 9, 9, 2, 2, 3, 3), strict=True):
        year[:, role] = year[:, child] - rng.integers(20, 36, count)
    return year


def _sexes(rng: np.random.Generator, count: int, female_head: Bools) -> Bools:
    female = rng.random((count, ROLES)) < 0.485
    female[:, HEAD], female[:, SPOUSE] = female_head, ~female_head
    female[:, FATHER], female[:, MOTHER], female[:, WIFE_OF_SON] = False, True, True
    female[:, 13::2], female[:, 14::2] = False, True
    return female


def _presence(rng: np.random.Generator, home: Households) -> Bools:
    count = len(home.group)
    age = YEAR - home.year
    here = np.zeros((count, ROLES), dtype=bool)
    chance = rng.random((count, ROLES))
    here[:, HEAD] = True
    here[:, SPOUSE] = home.married
    alive = age[:, [FATHER, MOTHER]] < 98
    here[:, [FATHER, MOTHER]] = (chance[:, [FATHER, MOTHER]] < 0.17) & alive
    size = np.where(home.year[:, HEAD] < 1965, 4, 3) - rng.integers(0, 3, count)
    mother = np.where(home.female[:, HEAD], home.year[:, HEAD], home.year[:, SPOUSE])
    for child in range(5):
        role = CHILD + child
        stays = chance[:, role] < np.where(age[:, role] < 20, 0.97, 0.3)
        fertile = (home.year[:, role] <= YEAR) & (home.year[:, role] - mother <= 45)
        here[:, role] = home.married & (child < size) & stays & fertile
    bride = here[:, CHILD] & ~home.female[:, CHILD] & (home.year[:, WIFE_OF_SON] <= YEAR - 20)
    here[:, WIFE_OF_SON] = bride & (age[:, CHILD] > 22) & (chance[:, WIFE_OF_SON] < 0.6)
    for role in (GRANDCHILD, GRANDCHILD + 1):
        here[:, role] = (
            here[:, WIFE_OF_SON] & (home.year[:, role] <= YEAR) & (chance[:, role] < 0.7)
        )
    late = home.year[:, SIBLING] - home.year[:, MOTHER] <= 45
    here[:, SIBLING] = late & (chance[:, SIBLING] < 0.06)
    return here


def _parents(home: Households) -> None:
    head_is_mother = home.female[:, HEAD]
    home.father[:, [HEAD, SIBLING]], home.mother[:, [HEAD, SIBLING]] = FATHER, MOTHER
    for role, outside in ((SPOUSE, 13), (WIFE_OF_SON, 15), (FATHER, 17), (MOTHER, 19)):
        home.father[:, role], home.mother[:, role] = outside, outside + 1
    for role in range(CHILD, CHILD + 5):
        home.father[:, role] = np.where(head_is_mother, SPOUSE, HEAD)
        home.mother[:, role] = np.where(head_is_mother, HEAD, SPOUSE)
    home.father[:, GRANDCHILD : GRANDCHILD + 2] = CHILD
    home.mother[:, GRANDCHILD : GRANDCHILD + 2] = WIFE_OF_SON


def _names(rng: np.random.Generator, home: Households) -> None:
    group = np.repeat(home.group[:, None], ROLES, axis=1)
    home.middle = draw(rng, "middle", group, home.female, home.year)
    home.given = draw(rng, "given", group, home.female, home.year)
    home.family = draw(rng, "family", group, home.female, home.year)
    order = [FATHER, MOTHER, HEAD, SIBLING, SPOUSE, *range(CHILD, CHILD + 5), 9, 10, 11]
    rows = np.arange(len(home.group))
    for role in order:
        from_mother = MATRILINEAL[home.group]
        parent = np.where(from_mother, home.mother[:, role], home.father[:, role])
        home.family[:, role] = home.family[rows, parent]
    # Siblings of one name are rare in life: draw the given name again for those.
    for role in range(CHILD + 1, CHILD + 5):
        same = (home.given[:, CHILD:role] == home.given[:, [role]]).any(axis=1)
        fresh = draw(rng, "given", group[:, role], home.female[:, role], home.year[:, role])
        home.given[:, role] = np.where(same, fresh, home.given[:, role])
    alike = home.twins & (home.female[:, CHILD] == home.female[:, CHILD + 1])
    home.middle[alike, CHILD + 1] = home.middle[alike, CHILD]
    named_after = ~home.female[:, CHILD] & ~home.female[:, HEAD] & (rng.random(len(rows)) < 0.004)
    for part in (home.middle, home.given):
        part[named_after, CHILD] = part[named_after, HEAD]


def make_households(rng: np.random.Generator, group: Ints) -> Households:
    """Draw one household per entry of `group` (ethnic group number)."""
    count = len(group)
    female_head = rng.random(count) < np.where(np.isin(group, [1, 2, 3]), 0.45, 0.24)
    year = _years(rng, count, female_head)
    twins = rng.random(count) < 0.015
    year[twins, CHILD + 1] = year[twins, CHILD]
    empty = np.full((count, ROLES), -1, dtype=np.int64)
    home = Households(
        group=group,
        year=year,
        female=_sexes(rng, count, female_head),
        present=np.zeros((count, ROLES), dtype=bool),
        married=rng.random(count) < 0.88,
        twins=twins,
        family=empty,
        middle=empty,
        given=empty,
        father=empty.copy(),
        mother=empty.copy(),
    )
    home.present = _presence(rng, home)
    _parents(home)
    _names(rng, home)
    return home


def full_names(home: Households, rows: Ints, roles: Ints) -> npt.NDArray[np.object_]:
    """Write the names of the given cells; role −1 gives None."""
    known = roles >= 0
    at = np.where(known, roles, 0)
    text = compose(
        home.family[rows, at], home.middle[rows, at], home.given[rows, at], home.group[rows]
    )
    text[~known] = None
    return text
