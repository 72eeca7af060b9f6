"""The unit tables in memory, and the keys under which spellings of one name meet."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dancu_clean.text.fold import fold

_ROMAN = {
    roman: str(number)
    for number, roman in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
        ],
        1,
    )
}
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
# Spellings seen in lists, by folded key; official names come from the tables.
_PROVINCE_ALIASES = {
    "001": "hn hanoi hatay",
    "006": "baccan",
    "031": "hp hphong",
    "038": "thoa",
    "046": "hue tthue tphue thuathien",
    "048": "dnang",
    "049": "qnam",
    "062": "congtum contum",
    "066": "dlak daclak daklac daclac dlac darlac",
    "067": "dacnong dnong",
    "077": "vungtau baria brvt",
    "079": "hcm tphcm saigon sg tpsg hochiminhcity",
    "082": "tiengian",
    "092": "tpct",
}
_DISTRICT_ALIASES = {
    "582": "phanrang thapcham prtc",
    "643": "bmt bmthuot banmethuot buonmethuot bmethuot",
    "718": "tdm",
}
_CITIES = {"001", "031", "046", "048", "079", "092"}


class Unit(NamedTuple):
    """A commune; `province` has 3 digits for a unit of before, 2 for one of today."""

    code: str
    name: str
    type: str
    province: str
    district_code: str
    new_codes: tuple[str, ...]
    old: bool


class District(NamedTuple):
    """A district of before 01/07/2025."""

    code: str
    name: str
    type: str
    province: str


class Province(NamedTuple):
    """A province as its name may be meant: before (`old_code`), today (`new_code`), or both.

    `kept` tells that the name still exists; `parts` are the 3-digit codes of all provinces
    which the name covers (those merged under it today, itself before).
    """

    name: str
    old_code: str
    new_code: str
    type: str
    kept: bool
    parts: tuple[str, ...]


class Tables(NamedTuple):
    """All lookups; units and districts by folded name unless the name says otherwise."""

    new: dict[str, list[Unit]]
    old: dict[str, list[Unit]]
    former: dict[str, list[Unit]]
    districts: dict[str, list[District]]
    district_by_code: dict[str, District]
    provinces: dict[str, Province]
    province_by_code: dict[str, Province]
    by_code: dict[str, Unit]
    islands: dict[str, Unit]


@lru_cache(maxsize=1)
def _letters() -> dict[int, str | None]:
    """Translate every letter and sign to its folded form; signs and spaces vanish."""
    table: dict[int, str | None] = {}
    ranges = (range(0x20, 0x250), range(0x2B0, 0x370), range(0x1E00, 0x1F00), range(0x2000, 0x2070))
    for code in (code for block in ranges for code in block):
        char = fold(chr(code)) if chr(code).isalpha() else chr(code)
        kept = "".join(letter for letter in char if letter.isascii() and letter.isalnum())
        table[code] = kept.lower().replace("y", "i") or None
    return table


@lru_cache(maxsize=1 << 16)
def unit_key(name: str) -> str:
    """Return the key under which spellings of one unit's name meet ("CƯ M'GAR" → "cumgar")."""
    if len(name) < 6 and name.lower() in _ROMAN:
        return _ROMAN[name.lower()]
    return _finish(unicodedata.normalize("NFC", name).translate(_letters()))


def _finish(key: str) -> str:
    if "0" in key:
        key = _ZEROS.sub("", key)
    return "dak" + key[3:] if key.startswith("dac") else key


@lru_cache(maxsize=1 << 15)
def marks_key(name: str) -> str:
    """Return the key that keeps marks and so tells "Tân Thạnh" from "Tân Thành"."""
    plain = unicodedata.normalize("NFD", name.lower().replace("y", "i"))
    return "".join(sorted(char for char in plain if char.isalnum() or unicodedata.combining(char)))


def _rows(name: str) -> list[list[str]]:
    text = (files("dancu_clean") / "data" / name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


def _keys(names: list[str]) -> list[str]:
    """Return the keys of many names in one pass."""
    table = dict(_letters()) | {0x0A: "\n"}
    keys = "\n".join(names).translate(table).split("\n")
    return [_ROMAN.get(name.lower()) or _finish(key) for name, key in zip(names, keys, strict=True)]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Read both files once per process (about 0.1 s)."""
    new_rows, old_rows = _rows("units_new.csv"), _rows("units_old.csv")
    made = Tables({}, {}, {}, {}, {}, {}, {}, {}, {})
    for row, key in zip(new_rows, _keys([row[1] for row in new_rows]), strict=True):
        unit = Unit(row[0], row[1], row[2], row[3], "", (row[0],), False)
        made.new.setdefault(key, []).append(unit)
        made.by_code[row[0]] = unit
    for row, key in zip(old_rows, _keys([row[6] for row in old_rows]), strict=True):
        _add_old(made, row, key)
    _add_provinces(made, {row[3]: row[4] for row in new_rows}, old_rows)
    return made


def _add_old(made: Tables, row: list[str], key: str) -> None:
    unit = Unit(row[5], row[6], row[7], row[0], row[2], tuple(row[8].split(";")), True)
    if row[2] not in made.district_by_code:
        _add_district(made, row)
    if key:
        made.old.setdefault(key, []).append(unit)
    else:
        made.islands[row[2]] = unit
    for former in filter(None, row[9].split(";")):
        made.former.setdefault(_finish(former.replace("y", "i")), []).append(unit)


def _add_district(made: Tables, row: list[str]) -> None:
    district = District(row[2], row[3], row[4], row[0])
    made.district_by_code[row[2]] = district
    keys = [key.replace("y", "i") for key in row[10].split(";") if key]
    for key in dict.fromkeys([unit_key(row[3]), *keys, *_DISTRICT_ALIASES.get(row[2], "").split()]):
        made.districts.setdefault(key, []).append(district)


def _add_provinces(made: Tables, new_names: dict[str, str], old_rows: list[list[str]]) -> None:
    names = {row[0]: row[1] for row in old_rows}
    moved = {row[0]: made.by_code[row[8].split(";")[0]].province for row in old_rows}
    for code, name in names.items():
        new = moved[code]
        # Thừa Thiên Huế became thành phố Huế on 01/01/2025: the same province.
        kept = new_names[new] == name or code == "046"
        parts = tuple(other for other in moved if moved[other] == new) if kept else (code,)
        kind = "thành phố" if code in _CITIES else "tỉnh"
        province = Province(new_names[new] if kept else name, code, new, kind, kept, parts)
        made.provinces[unit_key(name)] = made.province_by_code[code] = province
        if kept:
            made.province_by_code[new] = province
    for code, aliases in _PROVINCE_ALIASES.items():
        for alias in aliases.replace("y", "i").split():
            made.provinces.setdefault(_finish(alias), made.province_by_code[code])
