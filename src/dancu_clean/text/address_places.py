"""From the pieces of an address to province, district and commune: which piece is which."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from dancu_clean.text import admin_units as units
from dancu_clean.text.address_communes import (
    best_units,
    candidates,
    district_scopes,
    one_name,
    titled,
)
from dancu_clean.text.address_pieces import COMMUNE_KINDS, DISTRICT_KINDS, Piece, classify
from dancu_clean.text.admin_tables import District, Province, Unit, unit_key

_MAX_WORDS = 5


@dataclass(slots=True)
class Places:
    """What the pieces of an address say; `left` are the pieces that name no unit."""

    left: list[Piece]
    province: Province | None = None
    province_name: str | None = None
    districts: tuple[District, ...] = ()
    district_name: str | None = None
    commune_name: str | None = None
    found: tuple[Unit, ...] = ()
    old: bool = False
    near: bool = False
    pieces: list[Piece] = field(default_factory=list)


@lru_cache(maxsize=1 << 15)
def read_places(pieces: tuple[Piece, ...], home: str | None) -> Places:
    """Read the units named by the pieces, biggest last or biggest first.

    `home` is the province (2 digits) meant where none is written.
    """
    places = Places(left=list(pieces))
    _read_province(places)
    _drop_repeated_province(places)
    implied = places.province or (units.province_by_code(home) if home else None)
    _read_district(places, implied)
    if places.province is None and places.districts:
        provinces = {d.province for d in places.districts}
        implied = units.province_by_code(provinces.pop()) if len(provinces) == 1 else implied
    _read_commune(places, implied)
    return places


def _take(places: Places, index: int) -> Piece:
    return places.left.pop(index)


def _read_province(places: Places) -> None:
    left = places.left
    for index in range(len(left) - 1, -1, -1):
        if left[index].kind == "tỉnh":
            piece = _take(places, index)
            places.province = units.find_province(piece.name)
            places.province_name = places.province.name if places.province else titled(piece.name)
            return
    for index in dict.fromkeys((len(left) - 1, 0)) if left else ():
        province = _province_of(left[index], len(left))
        if province is not None:
            _take(places, index)
            places.province, places.province_name = province, province.name
            return
    if left and left[-1].kind != "street":
        _cut_province(places)


def _drop_repeated_province(places: Places) -> None:
    """Read "TP Huế, Thừa Thiên Huế": the city of before 2025, cut into two districts since."""
    if places.left:
        index = len(places.left) - 1
        piece = places.left[index]
        if piece.kind or places.province is None or places.province.old_code != "046":
            return
        if units.province_by_key(unit_key(piece.text)) is places.province:
            _take(places, index)
            places.district_name, places.old = places.province.name, True


def _province_of(piece: Piece, count: int) -> Province | None:
    """Return the province a piece without "tỉnh" names; "TP Hải Dương" is a district."""
    if piece.kind not in ("", "thành phố", "hamlet"):
        return None
    province = units.province_by_key(unit_key(piece.name if piece.kind else piece.text))
    if piece.kind == "hamlet":
        return units.province_by_key(unit_key(piece.text)) or (
            province if piece.text[:2].upper() == "T." else None
        )
    if province is None and count > 1 and not piece.kind and not _names_unit(piece):
        province = units.find_province(piece.name)
    if province and piece.kind and province.type == "tỉnh" and units.find_districts(piece.name):
        return None
    return province


def _names_unit(piece: Piece) -> bool:
    return units.is_unit_key(unit_key(piece.name))


def _cut_province(places: Places) -> None:
    """Take a province off the end of the last piece ("Ea Tu BMT Đắk Lắk")."""
    piece = places.left[-1]
    words = piece.text.split()
    if piece.kind in (*COMMUNE_KINDS, *DISTRICT_KINDS) and _names_unit(piece):
        return
    for count in range(min(_MAX_WORDS, len(words) - 1), 0, -1):
        key = unit_key("".join(words[-count:]))
        province = units.province_by_key(key)
        rest = classify(" ".join(words[:-count]))
        if province is not None and (count > 1 or len(key) > 2) and rest.name:
            places.left[-1] = rest
            places.province, places.province_name = province, province.name
            return


def _read_district(places: Places, implied: Province | None) -> None:
    left = places.left
    for index in range(len(left) - 1, -1, -1):
        piece = left[index]
        if piece.kind in DISTRICT_KINDS or piece.kind == "thành phố":
            districts = units.find_districts(piece.name, implied) or _near_district(piece, implied)
            same_kind = tuple(d for d in districts if d.type == piece.kind)
            places.districts = same_kind or districts
            places.district_name = one_name(districts, piece.name, piece.kind)
            places.old = True
            _take(places, index)
            return
    for index in range(len(left) - 1, max(-1, len(left) - 3), -1):
        if left[index].kind in ("", "hamlet", *COMMUNE_KINDS):
            _guess_district(places, index, implied)
        if places.districts or implied is not None:
            return


def _near_district(piece: Piece, implied: Province | None) -> tuple[District, ...]:
    if implied is None:
        return ()
    near = units.nearest(unit_key(piece.name), units.district_keys(implied.old_code))
    return units.find_districts(near, implied) if near else ()


def _guess_district(places: Places, index: int, implied: Province | None) -> None:
    """Take a piece, or its end, for a district where that is the only reading."""
    piece = places.left[index]
    whole = units.find_districts(piece.text, implied) if piece.kind in ("", "hamlet") else ()
    if whole and (implied is not None or len(whole) == 1):
        if not _is_commune_here(places, index, implied, whole):
            _set_district(places, whole, piece.text)
            _take(places, index)
        return
    if piece.kind and _names_unit(piece):
        return
    words = piece.text.split()
    for count in range(min(_MAX_WORDS, len(words) - 1), 0, -1):
        name = " ".join(words[-count:])
        districts = () if name.isdigit() else units.find_districts(name, implied)
        rest = classify(" ".join(words[:-count]))
        sure = implied is not None or len(unit_key(name)) > 5 or name.isupper()
        if len(districts) == 1 and sure and rest.name:
            _set_district(places, districts, name)
            places.left[index] = rest
            return


def _set_district(places: Places, districts: tuple[District, ...], written: str) -> None:
    places.districts, places.old = districts, True
    places.district_name = one_name(districts, written, "")


def _is_commune_here(
    places: Places, index: int, implied: Province | None, whole: tuple[District, ...]
) -> bool:
    """Tell whether a bare name that was a district is meant as today's commune."""
    piece, before = places.left[index], places.left[index - 1] if index else None
    if implied is None or before is None or before.kind != "hamlet":
        return False
    codes = {district.code for district in whole}
    if any(u.district_code in codes for u in units.old_units(unit_key(before.text))):
        return False
    return any(u.province == implied.new_code for u in units.new_units(unit_key(piece.text)))


def _read_commune(places: Places, implied: Province | None) -> None:
    left = places.left
    for index in range(len(left) - 1, -1, -1):
        if left[index].kind in COMMUNE_KINDS:
            _set_commune(places, _take(places, index), implied)
            return
    for index in range(len(left) - 1, max(-1, len(left) - 3), -1):
        piece = left[index]
        if piece.kind == "street":
            continue
        bare = piece if piece.kind == "" else Piece(piece.text, "", piece.text)
        found, near = candidates(bare, places.districts, implied, piece.kind == "")
        if found:
            _take(places, index)
            _fill_commune(places, bare, found, near)
            return
    if left and left[-1].kind in ("", "hamlet") and places.districts:
        _cut_commune(places)
    if not places.found:
        _fill_island(places)


def _cut_commune(places: Places) -> None:
    """Take a commune of the district off the end of the last piece ("Buôn Kô Tam Ea Tu")."""
    piece = places.left[-1]
    words = piece.text.split()
    for count in range(min(_MAX_WORDS, len(words) - 1), 0, -1):
        bare = Piece("", "", " ".join(words[-count:]))
        rest = classify(" ".join(words[:-count]))
        found = best_units(bare, district_scopes(unit_key(bare.name), places.districts)[:1])
        if found and rest.name:
            places.left[-1] = rest
            _fill_commune(places, bare, found, False)
            return


def _fill_island(places: Places) -> None:
    islands = [units.island(district.code) for district in places.districts]
    places.found = tuple(unit for unit in islands if unit is not None)


def _set_commune(places: Places, piece: Piece, implied: Province | None) -> None:
    """Fill the commune from a piece with a type word; words behind its name go back to `left`."""
    found, near = candidates(piece, places.districts, implied, True)
    words = piece.name.split()
    for count in range(len(words) - 1, 0, -1):
        if found:
            break
        shorter = piece._replace(name=" ".join(words[:count]))
        found, near = candidates(shorter, places.districts, implied, False)
        if found:
            places.left.append(Piece(" ".join(words[count:]), "", ""))
            piece = shorter
    _fill_commune(places, piece, found, near)


def _fill_commune(places: Places, piece: Piece, found: tuple[Unit, ...], near: bool) -> None:
    places.found, places.near = found, near
    former = (
        bool(found) and not near and unit_key(piece.name) not in {unit_key(u.name) for u in found}
    )
    places.commune_name = titled(piece.name) if former else one_name(found, piece.name, piece.kind)
    if found and all(unit.old for unit in found) and (places.province or len(found) == 1):
        places.old = True
        _narrow_districts(places)


def _narrow_districts(places: Places) -> None:
    codes = {unit.district_code for unit in places.found}
    inside = tuple(district for district in places.districts if district.code in codes)
    if inside:
        places.districts = inside
