"""Invented names by ethnic group, sex and birth cohort, as arrays of word numbers.

Frequencies are rounded from what is commonly reported for Vietnamese family names; the words
stand in `data/names.csv` (part, group, sex, cohort, `word*weight` joined by `;`).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]

DATA = Path(__file__).parent / "data"

# Key in names.csv and the official name of the ethnic group (decision 121-TCTK/PPCĐ).
GROUPS: tuple[tuple[str, str], ...] = (
    ("kinh", "Kinh"),
    ("ede", "Ê-đê"),
    ("mnong", "Mnông"),
    ("giarai", "Gia-rai"),
    ("hmong", "HMông"),
    ("thai", "Thái"),
    ("tay", "Tày"),
    ("nung", "Nùng"),
    ("muong", "Mường"),
    ("dao", "Dao"),
    ("hoa", "Hoa"),
    ("khmer", "Khơ-me"),
    ("cham", "Chăm"),
)
ETHNIC = np.array([official for _, official in GROUPS], dtype=object)
KEYS = tuple(key for key, _ in GROUPS)
MATRILINEAL = np.array([key in {"ede", "mnong", "giarai"} for key in KEYS])
FAMILY_LAST = np.array([key in {"ede", "mnong"} for key in KEYS])

_PREFIXES: dict[tuple[str, str], tuple[tuple[str, float], ...]] = {
    ("ede", "M"): (("Y ", 1.0),),
    ("ede", "F"): (("H'", 0.55), ("H' ", 0.1), ("H ", 0.35)),
    ("mnong", "M"): (("Y ", 0.5), ("Điểu ", 0.5)),
    ("mnong", "F"): (("H'", 0.5), ("Thị ", 0.5)),
    ("giarai", "M"): (("", 1.0),),
    ("giarai", "F"): (("", 1.0),),
}


@dataclass(frozen=True)
class Vocabulary:
    """All words once; `tables` gives word numbers and chances per part, group, sex, cohort."""

    words: Texts
    tables: dict[tuple[str, str, str, int], tuple[Ints, npt.NDArray[np.float64]]]


def _spread(sex: str, cohort: str) -> list[tuple[str, int]]:
    sexes = ("M", "F") if sex == "any" else (sex,)
    cohorts = (1, 2, 3) if cohort == "any" else (int(cohort),)
    return [(one, number) for one in sexes for number in cohorts]


def _weighted(text: str, end: str) -> list[tuple[str, float]]:
    pairs = [item.partition("*")[::2] for item in text.split(";")]
    return [(word + end if word else "", float(weight or 1)) for word, weight in pairs]


@cache
def vocabulary() -> Vocabulary:
    """Read names.csv once; a group without words of its own takes those of its neighbours."""
    raw: dict[tuple[str, str, str, int], list[tuple[str, float]]] = {}
    with (DATA / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            end = " " if row["part"] == "middle" else ""
            for sex, cohort in _spread(row["sex"], row["cohort"]):
                key = (row["part"], row["group"], sex, cohort)
                raw[key] = _weighted(row["words"], end)
    for (group, sex), prefixes in _PREFIXES.items():
        for cohort in (1, 2, 3):
            raw["middle", group, sex, cohort] = list(prefixes)
    words = sorted({word for pairs in raw.values() for word, _ in pairs})
    number = {word: position for position, word in enumerate(words)}
    tables = {}
    for key, pairs in raw.items():
        weights = np.array([weight for _, weight in pairs])
        codes = np.array([number[word] for word, _ in pairs], dtype=np.int64)
        tables[key] = (codes, weights / weights.sum())
    return Vocabulary(np.array(words, dtype=object), tables)


def _table(part: str, group: str, sex: str, cohort: int) -> tuple[Ints, npt.NDArray[np.float64]]:
    tables = vocabulary().tables
    for other in (group, "minority", "kinh"):
        found = tables.get((part, other, sex, cohort))
        if found is not None:
            return found
    raise KeyError(part)


def draw(
    rng: np.random.Generator, part: str, group: Ints, female: npt.NDArray[np.bool_], year: Ints
) -> Ints:
    """Draw word numbers for one part of the name; `year` is the year of birth."""
    cohort = 1 + (year >= 1960).astype(np.int64) + (year >= 1990)
    key = (group * 2 + female) * 4 + cohort
    out = np.zeros(key.shape, dtype=np.int64)
    for value in np.unique(key):
        mask = key == value
        sex = "F" if (value // 4) % 2 else "M"
        words, chances = _table(part, KEYS[value // 8], sex, int(value % 4))
        out[mask] = rng.choice(words, size=int(mask.sum()), p=chances)
    return out


def compose(family: Ints, middle: Ints, given: Ints, group: Ints) -> Texts:
    """Join word numbers to full names in the order of the group (family last for Ê-đê)."""
    words = vocabulary().words
    last = FAMILY_LAST[group]
    prefix_only = np.isin(words[middle].astype(str), ["Điểu ", "Thị "]) & last
    out: Texts = words[family] + " " + words[middle] + words[given]
    out[last] = words[middle[last]] + words[given[last]] + " " + words[family[last]]
    out[prefix_only] = words[middle[prefix_only]] + words[given[prefix_only]]
    return out
