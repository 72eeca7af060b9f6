"""Provinces, districts and communes before and after 01/07/2025 (Nghị quyết 202/2025/QH15).

Tables: `data/units_new.csv`, `data/units_old.csv` (source and licence: `data/UNITS.md`). A province
of before is known by the 3 digits of a personal number ("066"), one of today by 2 digits ("66"),
a commune by 5 digits. Names are found whatever their case, marks, spaces, apostrophes, i/y and
leading zeros; marks decide between names alike without them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeVar

from dancu_clean.text.admin_tables import District, Province, Unit, marks_key, tables, unit_key
from dancu_clean.text.edits import only_near

_T = TypeVar("_T", Unit, District)
_PROVINCE_WORDS = re.compile(
    r"^\s*(?:tỉnh|tinh|thành\s*phố|thanh\s*pho|t\.?\s*p(?=[\s.])|t(?=\.))[\s.]*", re.IGNORECASE
)
_DISTRICT_WORDS = re.compile(
    r"^\s*(?:huyện|huyen|quận|quan|thị\s*xã|thi\s*xa|thành\s*phố|thanh\s*pho|(?:t\.?\s*[px]|[hq])(?=[\s.\d]))[\s.]*",
    re.IGNORECASE,
)
# Provinces of 1975-2008 and what became of them (general knowledge, medium confidence).
_HISTORIC = {
    "Bắc Thái": "006 019",
    "Bình Trị Thiên": "044 045 046",
    "Cao Lạng": "004 020",
    "Cửu Long": "084 086",
    "Gia Lai - Kon Tum": "062 064",
    "Hà Bắc": "024 027",
    "Hà Nam Ninh": "035 036 037",
    "Hà Sơn Bình": "001 017",
    "Hà Tuyên": "002 008",
    "Hải Hưng": "030 033",
    "Hoàng Liên Sơn": "010 014 015",
    "Minh Hải": "095 096",
    "Nam Hà": "035 036",
    "Nghệ Tĩnh": "040 042",
    "Nghĩa Bình": "051 052",
    "Phú Khánh": "054 056",
    "Quảng Nam - Đà Nẵng": "048 049",
    "Sông Bé": "070 074",
    "Thuận Hải": "058 060",
    "Vĩnh Phú": "025 026",
    "Vũng Tàu - Côn Đảo": "077",
}
# Provinces that were larger before and gave a part away under another name.
_GAVE_AWAY = {"004": "006", "012": "011", "066": "067", "075": "077", "093": "092 094"}


def province_by_key(key: str) -> Province | None:
    """Return the province of a folded key, or None."""
    return tables().provinces.get(key)


def province_by_code(code: str) -> Province | None:
    """Return the province of a 3-digit (before) or 2-digit (today) code, or None."""
    return tables().province_by_code.get(code)


@lru_cache(maxsize=1 << 12)
def find_province(text: str) -> Province | None:
    """Return the province of a name with or without its type word; one wrong letter is allowed."""
    provinces = tables().provinces
    name = _PROVINCE_WORDS.sub("", text)
    for key in (unit_key(text), unit_key(name)):
        if key in provinces:
            return provinces[key]
    near = nearest(unit_key(name), tuple(provinces)) if len(unit_key(name)) >= 6 else None
    return provinces[near] if near else None


@lru_cache(maxsize=1 << 12)
def province_codes(text: str) -> tuple[str, ...]:
    """Return all 3-digit codes that the name of a province may mean, at any time since 1975."""
    historic = _historic().get(unit_key(_PROVINCE_WORDS.sub("", text)))
    if historic:
        return historic
    province = find_province(text)
    if province is None:
        return ()
    return tuple(sorted({*province.parts, *_GAVE_AWAY.get(province.old_code, "").split()}))


@lru_cache(maxsize=1)
def _historic() -> dict[str, tuple[str, ...]]:
    return {unit_key(k): tuple(v.split()) for k, v in _HISTORIC.items()}


@lru_cache(maxsize=1 << 14)
def find_districts(name: str, province: Province | None = None) -> tuple[District, ...]:
    """Return the districts of before with this name, within a province if one is given."""
    by_key = tables().districts
    found = by_key.get(unit_key(name)) or by_key.get(unit_key(_DISTRICT_WORDS.sub("", name)), [])
    if province is None:
        return by_marks(name, tuple(found))
    inside = tuple(d for d in found if d.province == province.old_code)
    return by_marks(name, inside or tuple(d for d in found if d.province in province.parts))


def by_marks(name: str, found: tuple[_T, ...]) -> tuple[_T, ...]:
    """Return of several units with one folded key those with the marks of `name`, else all."""
    if len(found) < 2 or name.isascii():
        return found
    wanted = marks_key(name)
    return tuple(unit for unit in found if marks_key(unit.name) == wanted) or found


@lru_cache(maxsize=1 << 14)
def find_commune(
    name: str, province_code: str | None = None, district: str | None = None
) -> tuple[Unit, ...]:
    """Return the communes with this name.

    A 2-digit province code asks for units of today, a 3-digit one for units of before, none
    for both; `district` (a name) keeps units of before inside districts of that name.
    """
    key = unit_key(name)
    found: list[Unit] = []
    if district is None and (province_code is None or len(province_code) == 2):
        found += tables().new.get(key, [])
    if province_code is None or len(province_code) == 3:
        found += tables().old.get(key, [])
    if province_code is not None:
        found = [unit for unit in found if unit.province == province_code]
    if district is not None:
        codes = {unit.code for unit in find_districts(district)}
        found = [unit for unit in found if unit.district_code in codes]
    return by_marks(name, tuple(found))


def old_units(key: str) -> list[Unit]:
    """Return the communes of before under a folded key."""
    return tables().old.get(key, [])


def new_units(key: str) -> list[Unit]:
    """Return the communes of today under a folded key."""
    return tables().new.get(key, [])


def former_units(key: str) -> list[Unit]:
    """Return communes of before which had taken in, before 2025, a commune of this folded key."""
    return tables().former.get(key, [])


def island(district_code: str) -> Unit | None:
    """Return the place of an island district, which had no communes and became a đặc khu."""
    return tables().islands.get(district_code)


def is_unit_key(key: str) -> bool:
    """Tell whether any province, district or commune, of before or today, has this folded key."""
    made = tables()
    named = (made.old, made.new, made.districts, made.provinces)
    return any(key in table for table in named)


def district_by_code(code: str) -> District | None:
    """Return the district of before of a 3-digit code, or None."""
    return tables().district_by_code.get(code)


@lru_cache(maxsize=128)
def communes_of(province_code: str) -> tuple[Unit, ...]:
    """Return all communes of a province: of today for 2 digits, of before for 3 digits."""
    source = tables().new if len(province_code) == 2 else tables().old
    found = [unit for units in source.values() for unit in units if unit.province == province_code]
    return tuple(sorted(found))


@lru_cache(maxsize=128)
def commune_keys(province_code: str) -> tuple[str, ...]:
    """Return the folded keys of the communes of a province (2 or 3 digits)."""
    return tuple(sorted({unit_key(unit.name) for unit in communes_of(province_code)}))


@lru_cache(maxsize=128)
def district_keys(province_code: str) -> tuple[str, ...]:
    """Return the folded keys of the districts of a province (3 digits)."""
    found = tables().district_by_code.values()
    return tuple(sorted({unit_key(d.name) for d in found if d.province == province_code}))


def nearest(key: str, keys: tuple[str, ...]) -> str | None:
    """Return the only key one edit away, or None; never for short keys or numbers."""
    if len(key) < 5 or any(char.isdigit() for char in key):
        return None
    return only_near(key, keys)
