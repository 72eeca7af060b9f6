"""What stands in a cell beside a number: its label, date of issue, whose it is, another one."""

from __future__ import annotations

import re
from typing import NamedTuple

from dancu_clean.ids.digits import drop_decimal_zero, strip_separators

_LABEL = re.compile(
    r"(?<![^\W_])(?:(?:mã )?số|so|no|n°|nr|mã|thẻ|sổ|cmnd|cmtnd|cmt|cmtqđ|cccd|cc|đdcn|ddcn|"
    r"hộ chiếu|passport|hc|gttt|id|stk|tk|tài khoản|bhxh|bhyt|mst|sđt|đt|đtdđ|tel|điện thoại|"
    r"di động|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?|định danh(?: cá nhân)?|"
    r"cá nhân|cũ|mới)(?:[\s.:;]+|(?=\d)|(?=[)\],]|$))",
    re.IGNORECASE,
)
_GROUP = r"[OoQDIil|SsBZz]*\d[\dOoQDIil|SsBZz]*"
_NUMBER = re.compile(rf"(?<![^\W_]){_GROUP}(?:[ ._\-–'’*]{{1,2}}{_GROUP})*(?![^\W_])")
_DATE = re.compile(r"\d{1,2}[.\-]\d{1,2}[.\-](?:19|20)\d\d")
_GLUED = re.compile(r"(\d{12})(\d{9})|(\d{12})(\d{12})")
_EDGE = " .,;:?/|()[]{}-–—_'’‘`\"“”*&+=>→"
_ONLY_SIGNS = re.compile(r"[\d\s.,;\-–_'’‘`\"“”*/()\[\]]+")
_ALL_DATE = re.compile(r"\s*\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}\s*")
_JOINERS = re.compile(r"(?:\b(?:và|hoặc|đổi thành|thành|nay là|là)\b)", re.IGNORECASE)


class Cell(NamedTuple):
    """The numbers of a cell as written without separators, the words beside them, the steps."""

    numbers: tuple[str, ...]
    note: str | None
    steps: tuple[str, ...]


def read_cell(text: str, least: int) -> Cell:
    """Find the numbers of at least so many signs in a tidy text; letters stay where they are.

    A cell of nothing but digits and separators is one number, however it is grouped.
    """
    plain = _ONLY_SIGNS.fullmatch(text) is not None
    bare = text if plain else " ".join(_LABEL.sub(" ", text).split())
    steps = ("label",) * (bare != text)
    whole = _whole(bare)
    if whole is not None:
        number, more = whole
        return Cell((number,), None, steps + more)
    found: list[str] = []
    rest = bare
    for span in _NUMBER.finditer(bare):
        taken = [piece for piece in _pieces(span[0]) if _long(piece, least)]
        for piece in taken:
            found.append(strip_separators(piece) if _plain(piece) else piece)
            rest = rest.replace(piece, " ", 1)
    note = _JOINERS.sub(" ", " ".join(rest.split())).strip(_EDGE) if found else ""
    steps += ("note_split",) * bool(note) + ("separators",) * (
        " ".join(dict.fromkeys(found)) != bare and not note
    )
    return Cell(tuple(dict.fromkeys(found)), " ".join(note.split()) or None, steps)


def _whole(bare: str) -> tuple[str, tuple[str, ...]] | None:
    """Read a cell that is one number and signs around or inside it."""
    if not _ONLY_SIGNS.fullmatch(bare) or _ALL_DATE.fullmatch(bare):
        return None
    plain = bare.strip(_EDGE)
    number = drop_decimal_zero(plain)
    if number != plain:
        return number, ("decimal_zero",)
    compact = re.sub(r"\D", "", bare)
    if not 8 <= len(compact) <= 15 or _GLUED.fullmatch(compact):
        return None
    if len(compact) > 12 and re.search(r"\d{9}\D+\d", bare):
        return None
    return compact, ("separators",) * (compact != bare)


def _plain(piece: str) -> bool:
    return not any(char.isalpha() or char == "|" for char in piece)


def _long(piece: str, least: int) -> bool:
    compact = strip_separators(piece)
    digits = sum(map(str.isdigit, compact))
    return len(compact) >= least and digits >= 6 and not _DATE.fullmatch(piece)


def _pieces(span: str) -> list[str]:
    """Part two numbers that have only a space or a dash between them, or nothing."""
    for groups in (span.split(), re.split(r"[\s\-–.]+", span)):
        whole = all(len(strip_separators(group)) >= 8 for group in groups)
        if len(groups) > 1 and whole:
            return groups
    glued = _GLUED.fullmatch(span)
    return [group for group in glued.groups() if group] if glued else [span]
