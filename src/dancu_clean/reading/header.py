"""Where the header is and what it says: one to three lines, joined, under any title."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dancu_clean.formats.grid import Grid, Merge
from dancu_clean.reading.headings import Heading, is_row_number
from dancu_clean.reading.roles import plain, split_role
from dancu_clean.text.fold import squash

SEARCHED_ROWS = 100
_MAX_LINES = 3
_NAMES = {"HOVATEN", "HOTEN", "FULLNAME"}
_FEW_LETTERS = 4
_ACROSS = 0.8
_SURE_HITS = 3
_LEAST = 0.01
_DATA = re.compile(r"\d[\d .]{5,}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[(\[]?\s*(?:\d{1,3}|[A-Z]|\d{1,2}\s*=.*)\s*[)\]]?")
_BRACKETS = re.compile(r"\([^()]*\)|\*")
_CHILDREN = {"nam", "nữ", "nu", "năm", "ngày", "ngay", "tháng", "thang"}
_Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Header:
    """Header rows `top … bottom` (positions in the sheet) and one heading per column."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    title: str
    spread: frozenset[int] = frozenset()


def find_header(grid: Grid, known: Collection[str]) -> Header | None:
    """Return the header under which most headings are known, None when there is none.

    `known` holds the `squash` keys of every declared heading. A heading counts once, an unknown
    one speaks a little against the row; rows with dates or long numbers are no header.
    """
    rows = grid.head(SEARCHED_ROWS)
    best: tuple[float, int, int] | None = None
    fit = [_can_be_header(row) for row in rows]
    for lines in range(1, _MAX_LINES + 1):
        for top in range(len(rows) - lines + 1):
            bottom = top + lines - 1
            if not fit[top] or not all(map(_can_continue, rows[top + 1 : bottom + 1])):
                continue
            score = _score(_join(rows, top, bottom, grid.merged), known)
            if score > 0 and (best is None or score > best[0] + 1e-9):
                best = (score, top, bottom)
    if best is None:
        return None
    top, bottom = best[1], _extend(rows, best[1], best[2], grid.merged)
    headings = _headings(_join(rows, top, bottom, grid.merged))
    hits = sum(_is_known(heading.parts, known) for heading in headings)
    filled = sum(bool(heading.parts) for heading in headings)
    named = any(squash(heading.parts[-1]) in _NAMES for heading in headings if heading.parts)
    if hits < 2 and hits < filled and not named:
        return None
    title = " ".join(cell for row in rows[:top] for cell in row if cell)
    return Header(top, bottom, headings, title, _spread_columns(top, bottom, grid.merged))


def _spread_columns(top: int, bottom: int, merged: Sequence[Merge]) -> frozenset[int]:
    """Return the columns that have no heading of their own: a merged cell reaches over them."""
    reach = [m for m in merged if top <= m[0] <= m[2] <= bottom and m[2] == bottom]
    return frozenset(column for m in reach for column in range(m[1] + 1, m[3] + 1))


def _can_be_header(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell]
    return bool(cells) and not any(map(_is_data, cells)) and not _numbered(cells)


def _is_data(cell: str) -> bool:
    """Tell a date or long number from a heading that only mentions one."""
    return bool(_DATA.search(cell)) and sum(map(str.isalpha, cell)) < _FEW_LETTERS


def _can_continue(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell]
    return not cells or _can_be_header(row)


def _numbered(cells: Sequence[str]) -> bool:
    return sum(bool(_NUMBER.fullmatch(cell.strip())) for cell in cells) * 2 > len(cells)


def _join(rows: _Rows, top: int, bottom: int, merged: Sequence[Merge]) -> list[tuple[str, ...]]:
    """Return the lines over every column, a parent cell spread over its children."""
    block = [list(rows[number]) for number in range(top, bottom + 1)]
    inside = [merge for merge in merged if merge[0] >= top and merge[0] <= bottom]
    for first, left, _, right in inside:
        if right - left + 1 >= _ACROSS * len(block[0]):
            continue
        line = block[first - top]
        for column in range(left + 1, min(right + 1, len(line))):
            line[column] = line[left]
    if not inside:
        _spread(block)
    columns = []
    for cells in zip(*block, strict=True):
        parts = [" ".join(cell.split()) for cell in cells if cell.strip()]
        columns.append(tuple(dict.fromkeys(parts)))
    return columns


def _spread(block: list[list[str]]) -> None:
    """Fill a parent line to the right where only the children have text (no merge known)."""
    for depth, line in enumerate(block[:-1]):
        if sum(bool(cell) for cell in line) < 2:
            continue
        below = [any(row[i] for row in block[depth + 1 :]) for i in range(len(line))]
        for column in range(1, len(line)):
            if not line[column] and below[column] and below[column - 1]:
                line[column] = line[column - 1]


def _score(columns: Sequence[tuple[str, ...]], known: Collection[str]) -> float:
    score, hits = 0.0, 0
    seen: set[tuple[str, ...]] = set()
    for parts in columns:
        if not parts:
            continue
        if not _is_known(parts, known):
            score -= 0.15
        elif parts in seen:
            score += 0.4
        else:
            hits += 1
            score += 1.05 if len(parts) > 1 and _needs_parent(parts) else 1.0
        seen.add(parts)
    # An export may have a hundred columns of its own beside those of the person.
    return max(score, _LEAST * hits) if hits >= _SURE_HITS else score


def _needs_parent(parts: tuple[str, ...]) -> bool:
    return bool(split_role(" ".join(parts[:-1]))[0]) or plain(parts[-1]) in _CHILDREN


def _is_known(parts: tuple[str, ...], known: Collection[str]) -> bool:
    if not parts:
        return False
    if is_row_number(parts[-1]) or plain(parts[-1]) in _CHILDREN:
        return True
    texts = {" ".join(parts), " ".join(reversed(parts)), parts[-1]}
    texts |= {_BRACKETS.sub(" ", text) for text in texts}
    return any(squash(text) in known for text in texts if text.strip())


def _extend(rows: _Rows, top: int, bottom: int, merged: Sequence[Merge]) -> int:
    """Take in the lines below that merged cells or parents without children belong to."""
    reach = [m[2] for m in merged if top <= m[0] <= bottom and m[2] > bottom]
    if reach and max(reach) < len(rows) and max(reach) - top < _MAX_LINES + 1:
        return max(reach)
    following = bottom + 1
    if following >= len(rows) or bottom - top + 1 >= _MAX_LINES:
        return bottom
    row = rows[following]
    texts = [i for i, cell in enumerate(row) if cell]
    parents = [not rows[bottom][i] for i in texts]
    alone = not row[0] and len(texts) >= 2 and any(parents) and _can_be_header(row)
    under = all(i and (rows[bottom][i] or rows[bottom][i - 1]) for i in texts)
    return following if alone and under and _is_gap(rows[bottom], texts) else bottom


def _is_gap(header: Sequence[str], texts: Sequence[int]) -> bool:
    """Tell whether the texts fill one or few runs that begin under a heading, not a record."""
    return sum(bool(cell) for cell in header) > len(texts) and not header[texts[-1]]


def _headings(columns: Sequence[tuple[str, ...]]) -> tuple[Heading, ...]:
    found = []
    for i, parts in enumerate(columns):
        around = columns[max(0, i - 2) : i + 3]
        near = {plain(other[-1]) for other in around if other and other[:-1] == parts[:-1]}
        found.append(Heading(parts, frozenset(near - {plain(parts[-1])} if parts else ())))
    return tuple(found)
