"""Dates, papers, life state and relations of invented people, consistent with each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dancu_clean.sample import households as hh
from dancu_clean.sample.households import Bools, Households
from dancu_clean.sample.names import DATA, Ints, Texts

Dates = npt.NDArray[np.datetime64]
_MOBILE = ("032", "033", "035", "038", "039", "070", "077", "079", "083", "085", "086", "088")


def blank(values: npt.NDArray[Any], keep: Bools) -> Texts:
    """Return the values as objects, None where `keep` is false."""
    out: Texts = values.astype(object)
    out[~keep] = None
    return out


def pick(rng: np.random.Generator, words: str, size: int, weights: str | None = None) -> Texts:
    """Draw from `;`-separated words; an empty word means missing."""
    options = np.array([word or None for word in words.split(";")], dtype=object)
    chances = None
    if weights:
        numbers = np.array([float(item) for item in weights.split(";")])
        chances = numbers / numbers.sum()
    out: Texts = options[rng.choice(len(options), size=size, p=chances)]
    return out


def digits(rng: np.random.Generator, count: int, size: int) -> Texts:
    """Draw numbers of `count` digits as text, the first ones may be zero."""
    values = rng.integers(0, 10**count, size)
    return np.char.zfill(values.astype(str), count).astype(object)


def unique_numbers(rng: np.random.Generator, prefix: Texts, count: int) -> Texts:
    """Append `count` random digits to each prefix so that no number comes twice."""
    out: Texts = prefix + digits(rng, count, len(prefix))
    while True:
        again = pd.Series(out).duplicated().to_numpy()
        if not again.any():
            return out
        out[again] = prefix[again] + digits(rng, count, int(again.sum()))


def birth_dates(
    rng: np.random.Generator, flat: pd.DataFrame, home: Households, as_of: np.datetime64
) -> tuple[Dates, Texts]:
    """Return birth days and their precision; the old often know the year only.

    22 % of those born before 1975 stand as 01/01, as registers that had to fill a day do.
    """
    year = flat["_year"].to_numpy()
    start = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    last = np.where(year >= hh.YEAR, 300, 365)
    cell = rng.integers(0, 365, (len(home.group), hh.ROLES))
    cell[home.twins, hh.CHILD + 1] = cell[home.twins, hh.CHILD]
    day = cell[flat["_household"], flat["_role"]] % last
    chance = rng.random(len(flat))
    only = np.where(year < 1940, 0.3, np.where(year < 1960, 0.14, np.where(year < 1975, 0.03, 0)))
    first = (year < 1975) & (chance > 1 - 0.22)
    day[(chance < only) | first] = 0
    birth = start + day
    return np.minimum(birth, as_of), np.where(chance < only, "year", "day").astype(object)


def birth_text(birth: Dates, precision: Texts) -> Texts:
    """Write ISO text at its precision."""
    text = birth.astype("datetime64[D]").astype(str).astype(object)
    years = birth.astype("datetime64[Y]").astype(str).astype(object)
    out: Texts = np.where(precision == "year", years, text)
    return out


def life_states(
    rng: np.random.Generator, flat: pd.DataFrame, as_of: np.datetime64
) -> dict[str, Any]:
    """Draw who is dead (with the day), missing, moved or struck off; some fell in the wars."""
    count = len(flat)
    age = hh.YEAR - flat["_year"].to_numpy()
    risk = np.select([age < 40, age < 60, age < 75, age < 85], [0.006, 0.02, 0.07, 0.16], 0.3)
    dead = (rng.random(count) < risk) & (flat["_role"].to_numpy() != hh.HEAD)
    birth = flat["_birth"].to_numpy().astype("datetime64[D]")
    span = (as_of - np.maximum(birth, np.datetime64("2014-01-01"))).astype(int)
    death = as_of - (rng.random(count) * np.maximum(span - 1, 1)).astype(int)
    year = flat["_year"].to_numpy()
    fallen = (flat["_role"].to_numpy() == hh.FATHER) & (year < 1954) & (rng.random(count) < 0.12)
    age_fallen = rng.integers(18, 26, count) * 365
    death = np.where(fallen, birth + age_fallen, death)
    dead |= fallen
    chance = rng.random(count)
    state = np.select(
        [dead, chance < 0.001, chance < 0.02, chance < 0.023],
        ["deceased", "missing", "moved", "deregistered"],
        "alive",
    ).astype(object)
    state[(flat["_role"].to_numpy() == hh.HEAD) & (state != "alive")] = "alive"
    iso = blank(death.astype("datetime64[D]").astype(str), state == "deceased")
    return {"life_status": state, "death_date": iso, "_death": death, "_fallen": fallen}


def _cmnd_prefixes() -> dict[str, str]:
    table = pd.read_csv(DATA / "provinces.csv", dtype="str")
    return dict(zip(table["code"], table["cmnd"], strict=True))


def _issue_dates(rng: np.random.Generator, flat: pd.DataFrame, age: Ints) -> Texts:
    count = len(flat)
    issued = np.datetime64("2021-03-01") + rng.integers(0, 1900, count)
    birth = flat["_birth"].to_numpy().astype("datetime64[D]")
    issued = np.maximum(issued, birth + int(14 * 365.25) + 30)
    has_card = (issued < np.datetime64("2026-11-01")) & (age >= 14)
    return blank(issued.astype("datetime64[D]").astype(str), has_card)


def papers(rng: np.random.Generator, flat: pd.DataFrame) -> dict[str, Any]:
    """Draw all numbers of papers; the personal number agrees with sex, year and registration.

    Structure: Thông tư 59/2021/TT-BCA. Old CMND only for those born before 2000.
    """
    count = len(flat)
    year, female = flat["_year"].to_numpy(), flat["_female"].to_numpy()
    fourth = np.where(year >= 2000, 2, 0) + female
    two = np.char.zfill((year % 100).astype(str), 2).astype(object)
    prefix: Texts = flat["_birth_code"].to_numpy(dtype=object) + fourth.astype(str).astype(object)
    personal = unique_numbers(rng, prefix + two, 6)
    prefixes = _cmnd_prefixes()
    home = flat["_home_code"].to_numpy(dtype=object)
    where = np.where(rng.random(count) < 0.8, home, flat["_birth_code"].to_numpy(dtype=object))
    cmnd = unique_numbers(rng, np.array([prefixes[code] for code in where], dtype=object), 7)
    had = (year <= 1999) & (rng.random(count) < np.where(year < 1990, 0.93, 0.6))
    social = unique_numbers(rng, np.array([code[1:] for code in home], dtype=object), 8)
    book = digits(rng, 9, int(flat["_household"].max()) + 1)[flat["_household"]]
    phone = pick(rng, ";".join(_MOBILE), count) + digits(rng, 7, count)
    age = hh.YEAR - year
    faith = pick(rng, "Không;Phật giáo;Công giáo;Tin lành;Cao Đài", count, "78;9;8;4;1")
    issued = _issue_dates(rng, flat, age)
    return {
        "personal_id": personal,
        "old_id": blank(cmnd, had),
        "social_insurance_no": social,
        "household_no": book,
        "phone": blank(phone, (age >= 16) & (rng.random(count) < 0.75)),
        "blood_type": pick(rng, ";O;A;B;AB", count, "85;7;4;3;1"),
        "religion": faith[flat["_household"] % count],
        "id_issue_date": issued,
        "health_card_no": _health_cards(rng, flat, social, age),
    }


def _health_cards(rng: np.random.Generator, flat: pd.DataFrame, social: Texts, age: Ints) -> Texts:
    count = len(flat)
    drawn = pick(rng, "GD;DN;DT;HN;CN;HC", count, "48;22;12;6;6;6")
    group = np.select([age < 6, age < 18, age < 22], ["TE", "HS", "SV"], drawn).astype(object)
    group[age >= 62] = pick(rng, "GD;HT;BT;CB;DT", int((age >= 62).sum()), "40;25;15;8;12")
    group[np.isin(group.astype(str), ["DN", "HC"]) & (age > 60)] = "GD"
    levels = {"TE": "1", "CB": "2", "DT": "2", "HN": "2", "BT": "2", "CN": "3", "HT": "3"}
    level = np.array([levels.get(code, "4") for code in group], dtype=object)
    province = np.array([code[1:] for code in flat["_home_code"]], dtype=object)
    card: Texts = group + level + province + social
    return card


def relations(flat: pd.DataFrame, head_female: Bools) -> dict[str, Any]:
    """Write the relation to the head of the household in the words of the official list."""
    role, female = flat["_role"].to_numpy(), flat["_female"].to_numpy()
    spouse = np.where(female, "Vợ", "Chồng")
    child = (role >= hh.CHILD) & (role < hh.CHILD + 5)
    words = np.select(
        [role == hh.HEAD, role == hh.SPOUSE, role == hh.FATHER, role == hh.MOTHER, child],
        ["Chủ hộ", spouse, "Cha đẻ", "Mẹ đẻ", "Con đẻ"],
        "Cháu nội/cháu ngoại",
    ).astype(object)
    words[role == hh.WIFE_OF_SON] = "Con dâu"
    words[role == hh.SIBLING] = "Em ruột"
    return {"relationship_to_head": words, "_head_female": head_female}


def marital(rng: np.random.Generator, flat: pd.DataFrame, as_of: np.datetime64) -> dict[str, Any]:
    """Draw marital status: children and single people are free, widows follow the dead."""
    spouse = flat["_spouse"].to_numpy()
    dead = flat["life_status"].to_numpy(dtype=object) == "deceased"
    widowed = (spouse >= 0) & dead[np.maximum(spouse, 0)]
    with_spouse = flat["spouse_name"].notna().to_numpy()
    adult = (hh.YEAR - flat["_year"].to_numpy()) >= 22
    parent = np.isin(flat["_role"], [hh.FATHER, hh.MOTHER]) & (spouse < 0)
    divorced = ~with_spouse & adult & (rng.random(len(flat)) < 0.08)
    state = np.select(
        [widowed | parent, with_spouse, divorced],
        ["Góa (vợ/chồng chết)", "Đang có vợ/chồng", "Đã ly hôn"],
        "Chưa kết hôn",
    ).astype(object)
    return {"marital_status": state}
