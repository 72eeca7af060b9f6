"""Real names of administrative units for invented people: old three-level and new two-level.

`data/places.csv` keeps communes that went whole into one unit on 01/07/2025 (source: the MIT
licensed tables of vietnamadminunits 1.0.4); `home` rows are where people live, all rows serve
as native places.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from dancu_clean.sample.names import DATA, Ints, Texts

_HOME = ("066", "038", "075")
_VILLAGES = {
    "066": "Tân Lập;Hòa Bình;Quỳnh Ngọc;Ea Khít;Trung Hòa;Cao Thành;Kna;Tơng Jú;Kbu;Cư Êbur",
    "038": "Đồng Tâm;Yên Trung;Phú Sơn;Đại Thắng;Hồng Phong;Xuân Thành;Na Chừa;Chiềng Cồng",
    "075": "Tân Phú;Bình Lộc;Suối Tre;Bàu Sen;Thanh Thọ;Phú Lâm;Trung Hiếu;Cây Điệp",
}
# Share of ethnic groups among those who live there, in the order of names.GROUPS.
_MIX = {
    "066": (62, 16, 4, 2, 3, 2, 4, 4, 2, 1, 0, 0, 0),
    "038": (82, 0, 0, 0, 1.5, 6, 0, 0, 10, 0.5, 0, 0, 0),
    "075": (86, 0, 0, 0, 0, 0, 1.5, 1.5, 0.5, 0.5, 5, 3, 2),
}
_ORIGIN = {"hmong": ("011", "015", "038"), "thai": ("014", "038"), "tay": ("004", "020")}
_ORIGIN |= {"nung": ("020", "004"), "muong": ("017", "038"), "dao": ("002", "015")}


@dataclass(frozen=True)
class Places:
    """The table of units, the home communes in use and the hamlets of each."""

    table: pd.DataFrame
    home: Ints  # row of the table per hamlet in use
    hamlet: Texts  # name of the hamlet, same length

    def text(self, column: str, rows: Ints) -> Texts:
        """Return a column of the table for the given rows as an object array."""
        return self.table[column].to_numpy(dtype=object)[rows]

    def old(self, rows: Ints) -> Texts:
        """Write the unit in three levels, as before 01/07/2025."""
        parts = [self.text(name, rows) for name in ("old_commune", "old_district", "old_province")]
        joined: Texts = parts[0] + ", " + parts[1] + ", " + parts[2]
        return joined

    def new(self, rows: Ints) -> Texts:
        """Write the unit in two levels, as since 01/07/2025."""
        joined: Texts = self.text("new_commune", rows) + ", " + self.text("new_province", rows)
        return joined


@cache
def _table() -> pd.DataFrame:
    return pd.read_csv(DATA / "places.csv", dtype="str")


def _hamlets(code: str, commune: str) -> list[str]:
    names = _VILLAGES[code].split(";")
    if commune.startswith("Phường"):
        kind = "Khu phố" if code == "075" else "Tổ dân phố"
        return [f"{kind} {number}" for number in range(1, 9)]
    if code == "075":
        return [f"Ấp {n}" for n in range(1, 6)] + [f"Ấp {name}" for name in names[:4]]
    plain = "Buôn" if code == "066" else "Bản"
    return [f"Thôn {n}" for n in range(1, 7)] + [
        f"{plain if position > 5 else 'Thôn'} {name}" for position, name in enumerate(names)
    ]


def choose_places(rng: np.random.Generator, communes: int) -> Places:
    """Take `communes` neighbouring new communes, spread over the home provinces in turn."""
    table = _table()
    rows: list[int] = []
    provinces = _HOME if communes > 4 else _HOME[:1]
    for position, code in enumerate(provinces):
        here = table[(table["birth_code"] == code)]
        names = here["new_commune"].drop_duplicates().tolist()
        wanted = len(range(position, communes, len(provinces)))
        start = int(rng.integers(0, max(1, len(names) - wanted)))
        taken = names[start : start + wanted]
        rows += here.index[here["new_commune"].isin(taken)].tolist()
    home: list[int] = []
    hamlet: list[str] = []
    for row in rows:
        names = _hamlets(table["birth_code"][row], table["old_commune"][row])
        home += [row] * len(names)
        hamlet += names
    return Places(table, np.array(home, dtype=np.int64), np.array(hamlet, dtype=object))


def draw_group(rng: np.random.Generator, places: Places, site: Ints) -> Ints:
    """Draw an ethnic group per household; hamlets of one people keep together."""
    codes = places.text("birth_code", places.home)
    own = np.zeros(len(codes), dtype=np.int64)
    for code in np.unique(codes.astype(str)):
        mask = codes == code
        chances = np.array(_MIX[code]) / sum(_MIX[code])
        own[mask] = rng.choice(len(chances), size=int(mask.sum()), p=chances)
    buon = np.array([name.startswith("Buôn") for name in places.hamlet])
    own[buon] = rng.choice([1, 1, 1, 2, 3], size=int(buon.sum()))
    stranger = rng.random(len(site)) < 0.15
    return np.where(stranger, 0, own[site])


def draw_origin(rng: np.random.Generator, places: Places, site: Ints, keys: Texts) -> Ints:
    """Draw the native place (row of the table) of a household living at `site`.

    Thanh Hóa people are mostly local; the other two provinces took in settlers from everywhere.
    """
    table = places.table
    home = places.home[site]
    codes = table["birth_code"].to_numpy(dtype=object)
    settler = rng.random(len(site)) < np.where(codes[home] == "038", 0.04, 0.55)
    settler &= ~np.isin(keys.astype(str), ["ede", "mnong", "giarai"])
    out = np.where(settler, rng.integers(0, len(table), len(site)), home)
    for key, origins in _ORIGIN.items():
        mask = settler & (keys == key)
        out[mask] = rng.choice(np.flatnonzero(np.isin(codes.astype(str), origins)), int(mask.sum()))
    return out
