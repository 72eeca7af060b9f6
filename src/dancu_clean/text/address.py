"""Addresses: from the citizen's own words to hamlet, commune, district, province and today's codes.

Before 01/07/2025 an address had three levels of units, since then two (Nghị quyết 202/2025/QH15);
both are read, with or without commas, marks, type words and missing parts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dancu_clean.text import admin_units as units
from dancu_clean.text.address_communes import titled
from dancu_clean.text.address_pieces import Piece, split_part, split_parts
from dancu_clean.text.address_places import Places, read_places
from dancu_clean.text.admin_tables import Province, unit_key
from dancu_clean.text.clean import tidy

_COUNTRY = re.compile(r"(?:^|[\s,;.–-]+)(?:việt\s*nam|viet\s*nam|vn)\s*$", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^)]*\)?")
_OLD_NOTE = re.compile(r"\((?:\w+ )?cũ\)|\(cu\)", re.IGNORECASE)
_EDGES = " ,;.-–—"
_LOW_KINDS = frozenset(("street", "hamlet", ""))
_MAX_CODES = 12
_ROMAN = re.compile(r"^[IVX]{1,5}$")


class Address(NamedTuple):
    """An address read. Names are official and carry no type word; codes are those of today.

    `commune_codes` holds every commune of today that the words may mean (more than one when the
    old unit was divided or the name is ambiguous); `commune_code` is set when there is only one.
    `old` tells that units of before 01/07/2025 are named; `text` keeps the citizen's words.
    `guessed` tells that no word names the province: only the commune or `home` points to it.
    """

    text: str | None
    detail: str | None = None
    hamlet: str | None = None
    commune: str | None = None
    district: str | None = None
    province: str | None = None
    commune_code: str | None = None
    province_code: str | None = None
    old: bool = False
    steps: tuple[str, ...] = ()
    commune_codes: tuple[str, ...] = ()
    guessed: bool = False


_NOTHING = Address(None)


def parse_address(raw: str, home: str | None = None) -> Address:
    """Read an address; never raises.

    `home` is the 2-digit code of the province meant where the address names none (the list's
    own province); it helps to find the commune and is not reported as written.
    """
    if not isinstance(raw, str):
        return _NOTHING
    tidied, steps = tidy(raw)
    text = tidied.strip(_EDGES)
    if text != tidied:
        steps = (*steps, "punctuation")
    if not text:
        return Address(None, steps=steps)
    words = _COUNTRY.sub("", text) if text[-1] in "mMnN" else text
    if "(" in words:
        words = _NOTE.sub(" ", words).strip(_EDGES)
    pieces: list[Piece] = []
    for part in split_parts(words):
        pieces += split_part(part)
    cut = _tail_start(pieces)
    places = read_places(tuple(pieces[cut:]), home)
    if cut and places.province is None:
        cut, places = 0, read_places(tuple(pieces), home)
    head = [*pieces[:cut], *places.left]
    hamlet, detail = _hamlet_and_detail(head)
    return _assemble(text, detail, hamlet, places, steps, home)


def _tail_start(pieces: list[Piece]) -> int:
    """Return where the last three pieces begin; all pieces if units stand elsewhere too."""
    cut = max(0, len(pieces) - 3)
    for piece in pieces[:cut]:
        if piece.kind not in _LOW_KINDS:
            return 0
    return cut


def _hamlet_and_detail(head: list[Piece]) -> tuple[str | None, str | None]:
    best = -1
    for index, piece in enumerate(head):
        if piece.rank and (best < 0 or piece.rank >= head[best].rank):
            best = index
    hamlet = _hamlet(head[best]) if best >= 0 else None
    detail = ", ".join(piece.text for index, piece in enumerate(head) if index != best)
    return hamlet, detail or None


@lru_cache(maxsize=1 << 15)
def _hamlet(piece: Piece) -> str:
    """Return a hamlet in one spelling: full type word, number without zeros, title case."""
    name = titled(piece.name) if len(piece.name) > 1 else piece.name.upper()
    if _ROMAN.match(piece.name):
        name = unit_key(piece.name) if unit_key(piece.name).isdigit() else piece.name
    elif name[:1].isdigit():
        name = name.lstrip("0").upper() if len(name) < 5 else name.lstrip("0")
    return f"{piece.label} {name}".strip()


def _assemble(
    text: str, detail: str | None, hamlet: str | None, places: Places, steps: tuple[str, ...],
    home: str | None,
) -> Address:  # fmt: skip
    codes = tuple(sorted({code for unit in places.found for code in unit.new_codes}))
    if len(codes) > _MAX_CODES:
        codes = ()
    province = places.province or _implied_province(places, home)
    code = province.new_code if province else (home if home and places.commune_name else None)
    old = places.old or bool(places.province and not places.province.kept)
    old = old or ("(" in text and _OLD_NOTE.search(text) is not None)
    return Address(
        text=text,
        detail=detail,
        hamlet=hamlet,
        commune=places.commune_name,
        district=places.district_name,
        province=places.province_name or (province.name if province else None),
        commune_code=codes[0] if len(codes) == 1 else None,
        province_code=code,
        old=old,
        steps=(*steps, "near_unit") if places.near and places.found else steps,
        commune_codes=codes,
        guessed=places.province is None
        and code is not None
        and not (places.districts and not home),
    )


def _implied_province(places: Places, home: str | None) -> Province | None:
    """Return the province told by district or commune alone, if only one is possible.

    A commune tells it where no other province has, or had, one of that name; `home` has
    already chosen among them.
    """
    owners = {district.province for district in places.districts}
    if not owners and places.found:
        same = places.found if home else units.find_commune(places.commune_name or "")
        owners = {unit.province for unit in (*places.found, *same)}
        if home:
            owners = {code for code in owners if len(code) == 2} or owners
    found = {units.province_by_code(code) for code in owners}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1 << 14)
def province_codes_of_place(text: str) -> tuple[str, ...]:
    """Return the 3-digit codes a personal number may carry for a birth registered at `text`.

    A province that has vanished gives its own code, one that took in others gives all of theirs
    (its name may be meant before or after 01/07/2025). Nothing readable gives ().
    Source: Thông tư 59/2021/TT-BCA, phụ lục; Nghị quyết 202/2025/QH15.
    """
    if not isinstance(text, str):
        return ()
    codes = units.province_codes(text.strip(_EDGES))
    if codes:
        return codes
    address = parse_address(text)
    named = units.find_province(address.province) if address.province else None
    if named is None or address.province is None:
        return units.province_codes(split_parts(text)[-1]) if split_parts(text) else ()
    districts = units.find_districts(address.district, named) if address.district else ()
    return tuple(sorted({d.province for d in districts})) or units.province_codes(address.province)
