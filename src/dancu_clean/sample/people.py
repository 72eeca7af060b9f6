"""The invented population: one row per person with every field of a reference extract."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dancu_clean.sample import households as hh
from dancu_clean.sample.attributes import (
    birth_dates,
    birth_text,
    life_states,
    marital,
    papers,
    relations,
)
from dancu_clean.sample.households import Households, full_names, make_households
from dancu_clean.sample.names import ETHNIC, KEYS, Ints, Texts
from dancu_clean.sample.places import Places, choose_places, draw_group, draw_origin

AS_OF = np.datetime64("2026-11-15", "D")
PEOPLE_PER_HOUSEHOLD = 3.3
KEY_NAMES = np.array(KEYS, dtype=object)


def _namesakes(rng: np.random.Generator, home: Households, commune: Ints) -> None:
    """Give some neighbours of one family name, sex and year the same middle and given name."""
    row, role = np.nonzero(home.present)
    keys = (commune[row], home.family[row, role], home.female[row, role], home.year[row, role])
    order = np.lexsort(keys[::-1])
    same = np.ones(max(0, len(order) - 1), dtype=bool)
    for key in keys:
        same &= key[order][1:] == key[order][:-1]
    same &= row[order][1:] != row[order][:-1]
    same &= rng.random(len(same)) < 0.012
    left, right = order[:-1][same], order[1:][same]
    for part in (home.middle, home.given):
        part[row[right], role[right]] = part[row[left], role[left]]


def _flatten(home: Households, people: int) -> tuple[Ints, Ints, Ints]:
    """Return household and role of each kept person, and the person's row per cell (−1)."""
    row, role = np.nonzero(home.present)
    row, role = row[:people], role[:people]
    index = np.full(home.present.shape, -1, dtype=np.int64)
    index[row, role] = np.arange(len(row))
    return row, role, index


def _kin(home: Households, index: Ints, row: Ints, role: Ints) -> dict[str, tuple[Ints, Ints]]:
    """Return per relation the role number and the person's row (−1: not in the reference)."""
    out = {}
    none = np.full(len(row), -1, dtype=np.int64)
    spouse = none.copy()
    pairs = ((hh.HEAD, hh.SPOUSE), (hh.FATHER, hh.MOTHER))
    for one, two in pairs:
        spouse[role == one], spouse[role == two] = two, one
    spouse[(role == hh.HEAD) & ~home.married[row]] = -1
    wife = home.present[row, hh.WIFE_OF_SON]
    spouse[role == hh.WIFE_OF_SON] = hh.CHILD
    spouse[(role == hh.CHILD) & wife] = hh.WIFE_OF_SON
    roles = {
        "father": home.father[row, role],
        "mother": home.mother[row, role],
        "spouse": spouse,
        "head": np.zeros(len(row), dtype=np.int64),
    }
    for name, kin in roles.items():
        at = np.where(kin >= 0, index[row, np.maximum(kin, 0)], -1)
        out[name] = (kin, at)
    return out


def _registration(rng: np.random.Generator, places: Places, flat: pd.DataFrame) -> Ints:
    """Draw the unit where the birth was registered (row of the table of places)."""
    home, origin = flat["_site_place"].to_numpy(), flat["_origin"].to_numpy()
    year = flat["_year"].to_numpy()
    local = rng.random(len(flat)) < np.where(year >= 1995, 0.93, np.where(year >= 1975, 0.6, 0.35))
    married_in = np.isin(flat["_role"], [hh.SPOUSE, hh.WIFE_OF_SON]) & (rng.random(len(flat)) < 0.2)
    other = rng.integers(0, len(places.table), len(flat))
    return np.where(married_in, other, np.where(local, home, origin))


def _addresses(
    rng: np.random.Generator, places: Places, flat: pd.DataFrame, registered: Ints
) -> dict[str, Texts]:
    site, home = flat["_site"].to_numpy(), flat["_site_place"].to_numpy()
    year, origin = flat["_year"].to_numpy(), flat["_origin"].to_numpy()
    hamlet = places.hamlet[site]
    permanent = hamlet + ", " + places.new(home)
    moved = rng.integers(0, len(places.home), len(flat))
    elsewhere = places.hamlet[moved] + ", " + places.new(places.home[moved])
    away = rng.random(len(flat)) < 0.08
    since_reform = flat["_birth"].to_numpy() >= np.datetime64("2025-07-01")
    native = np.where(year >= 2026, places.new(origin), places.old(origin))
    return {
        "birth_registration_place": np.where(
            since_reform, places.new(registered), places.old(registered)
        ),
        "native_place": native,
        "permanent_address": permanent,
        "current_address": np.where(away, elsewhere, permanent),
        "hamlet": hamlet,
        "commune": places.text("new_commune", home),
        "province": places.text("new_province", home),
        "_old_address": hamlet + ", " + places.old(home),
        "_birth_code": places.text("birth_code", registered),
        "_home_code": places.text("birth_code", home),
    }


def _skeleton(rng: np.random.Generator, people: int) -> tuple[Places, Households, Ints, Ints]:
    places = choose_places(rng, int(np.clip(people // 3000, 3, 120)))
    count = int(people / PEOPLE_PER_HOUSEHOLD * 1.4) + 8
    site = np.sort(rng.integers(0, len(places.home), count))
    group = draw_group(rng, places, site)
    home = make_households(rng, group)
    _, commune = np.unique(places.text("new_commune", places.home).astype(str), return_inverse=True)
    _namesakes(rng, home, commune[site])
    # The wanted number of people is a random choice of households, not the first communes.
    order = rng.permutation(count)
    enough = int(np.searchsorted(np.cumsum(home.present[order].sum(axis=1)), people)) + 1
    kept = np.sort(order[:enough])
    for name in ("present", "year", "female", "family", "middle", "given", "father", "mother"):
        setattr(home, name, getattr(home, name)[kept])
    for name in ("group", "married", "twins"):
        setattr(home, name, getattr(home, name)[kept])
    origin = draw_origin(rng, places, site[kept], KEY_NAMES[home.group])
    return places, home, site[kept], origin


def _frame(
    home: Households, places: Places, site: Ints, origin: Ints, row: Ints, role: Ints
) -> pd.DataFrame:
    flat = pd.DataFrame({"_household": row, "_role": role})
    flat["_site"], flat["_origin"] = site[row], origin[row]
    flat["_site_place"] = places.home[site[row]]
    flat["_year"] = home.year[row, role]
    flat["_female"] = home.female[row, role]
    flat["_group"] = home.group[row]
    flat["_family"] = home.family[row, role]
    return flat


def make_people(people: int, seed: int) -> pd.DataFrame:
    """Return `people` invented persons; columns are canonical field names as text.

    Columns that begin with `_` are for the makers of lists: `_household`, `_role`, row numbers
    of kin (−1: not in the table), `_birth` and `_death` (datetime64[D]), old-unit address.
    Same arguments, same table.
    """
    rng = np.random.default_rng([seed, people, 1])
    places, home, site, origin = _skeleton(rng, people)
    row, role, index = _flatten(home, people)
    flat = _frame(home, places, site, origin, row, role)
    kin = _kin(home, index, row, role)
    for name, (_, at) in kin.items():
        flat[f"_{name}"] = at
    birth, precision = birth_dates(rng, flat, home, AS_OF)
    flat["_birth"], flat["birth_date_precision"] = birth, precision
    fields: dict[str, Any] = {"full_name": full_names(home, row, role)}
    fields["birth_date"] = birth_text(birth, precision)
    fields["sex"] = np.where(flat["_female"], "Nữ", "Nam")
    fields["ethnic_group"] = ETHNIC[flat["_group"]]
    fields["nationality"] = "Việt Nam"
    registered = _registration(rng, places, flat)
    fields |= _addresses(rng, places, flat, registered)
    flat = flat.assign(**fields)
    for name, (kin_role, _) in kin.items():
        flat[f"{name}_name"] = full_names(home, row, kin_role)
    flat = flat.assign(**life_states(rng, flat, AS_OF))
    flat = flat.assign(**papers(rng, flat))
    flat = flat.assign(**relations(flat, home.female[:, hh.HEAD][row]))
    flat = flat.assign(**marital(rng, flat, AS_OF))
    for name, (_, at) in kin.items():
        numbers = flat["personal_id"].to_numpy(dtype=object)[at]
        flat[f"{name}_id"] = pd.Series(numbers).mask(at < 0)
    text = [name for name in flat.columns if not name.startswith("_")]
    return flat.astype(dict.fromkeys(text, "str"))
