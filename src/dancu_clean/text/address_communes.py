"""Which commune a name means, given the district and province around it."""

from __future__ import annotations

from dancu_clean.text import admin_units as units
from dancu_clean.text.address_pieces import Piece
from dancu_clean.text.admin_tables import District, Province, Unit, marks_key, unit_key


def candidates(
    piece: Piece, districts: tuple[District, ...], implied: Province | None, allow_near: bool
) -> tuple[tuple[Unit, ...], bool]:
    """Return the communes a piece may mean, and whether a letter had to be forgiven."""
    key = unit_key(piece.name)
    if key.isdigit() and not piece.kind:
        return (), False
    for scopes in (district_scopes(key, districts), _province_scopes(key, districts, implied)):
        found = best_units(piece, scopes)
        if found:
            return found, False
    return (_near_commune(piece, districts, implied), True) if allow_near else ((), False)


def best_units(piece: Piece, scopes: list[list[Unit]]) -> tuple[Unit, ...]:
    """Return the units of the first scope that agree best: marks and type, one, or the letters."""
    exact = not piece.name.isascii()
    wanted = marks_key(piece.name) if exact else ""
    for by_marks in (True, False) if exact else (False,):
        for typed in (True, False) if piece.kind else (False,):
            for scope in scopes:
                found = tuple(
                    unit
                    for unit in scope
                    if (not typed or unit.type == piece.kind)
                    and (not by_marks or marks_key(unit.name) == wanted)
                )
                if found:
                    return found
    return ()


def district_scopes(key: str, districts: tuple[District, ...]) -> list[list[Unit]]:
    """Return communes of the districts under a key: of that name, and formerly of that name."""
    codes = {district.code for district in districts}
    both = (units.old_units(key), units.former_units(key))
    return [[unit for unit in some if unit.district_code in codes] for some in both]


def _province_scopes(
    key: str, districts: tuple[District, ...], implied: Province | None
) -> list[list[Unit]]:
    """Return lists of units under a key in the order in which they are believed."""
    old, new, former = units.old_units(key), units.new_units(key), units.former_units(key)
    if implied is None:
        return [] if districts else [new + old]
    today = [unit for unit in new if unit.province == implied.new_code]
    before = [unit for unit in old if unit.province == implied.old_code]
    merged = [unit for unit in old if unit.province in implied.parts]
    renamed = [unit for unit in former if unit.province == implied.old_code]
    first = [today, before] if implied.kept else [before, renamed, today]
    return [*first, renamed, merged]


def _near_commune(
    piece: Piece, districts: tuple[District, ...], implied: Province | None
) -> tuple[Unit, ...]:
    if implied is None:
        return ()
    keys = units.commune_keys(implied.old_code)
    if implied.kept and not districts:
        keys = tuple({*keys, *units.commune_keys(implied.new_code)})
    near = units.nearest(unit_key(piece.name), keys)
    if near is None:
        return ()
    scopes = district_scopes(near, districts) + _province_scopes(near, districts, implied)
    return next((tuple(scope) for scope in scopes if scope), ())


def one_name(found: tuple[Unit, ...] | tuple[District, ...], written: str, kind: str) -> str:
    """Return the official name if all agree, else the written one; numbers keep their type."""
    name = found[0].name if len({unit.name for unit in found}) == 1 else titled(written)
    if not name.isdigit():
        return name
    kind = found[0].type if found else kind
    return f"{kind[:1].upper()}{kind[1:]} {int(name)}".strip()


def titled(name: str) -> str:
    """Return a name in title case if it was all capitals or all small; Roman numbers stay."""
    if set(name.upper()) <= set("IVX"):
        return name.upper()
    if name.isupper() or name.islower():
        return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())
    return name
