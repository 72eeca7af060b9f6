"""Where the header is and what it says: one to three lines, joined, under any title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dancu_clean.formats.grid import Grid, Merge
from dancu_clean.reading.headings import Heading, is_row_number
from dancu_clean.reading.roles import plain, split_role
from dancu_clean.text.fold import squash
from dancu_clean.text.repair import readable

SEARCHED_ROWS = 100
_MAX_LINES = 3
NAMES = {"HOVATEN", "HOTEN", "FULLNAME", "HOCHUDEMVATEN", "HOCHUDEMTEN", "TEN", "HOVATENCHUHO"}
_FEW_LETTERS = 4
_ACROSS = 0.8
_SURE_HITS = 3
_MOSTLY = 0.6
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_LEAST = 0.01
_DATA = re.compile(r"\d[\d .]{5,}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[(\[]?\s*(?:\d{1,3}|[A-Z]|\d{1,2}\s*=.*)\s*[)\]]?")
_HINT = re.compile(
    r"\((?!\d+\))[^()]{2,}\)|bắt buộc|không bắt buộc|d{1,2}[/.-]m{1,2}[/.-]y{2,4}|text|số|chữ|ngày",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"(?:viết|ghi|nhập|điền|định dạng|chọn|nếu có|để trống|bỏ trống)\b.*"
    r"|\d{1,2}(?: hoặc \d{1,2})? (?:chữ )?số",
    re.IGNORECASE,
)
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


@dataclass(frozen=True)
class _Window:
    """One to three lines that may be a header, and how well they are known."""

    top: int
    bottom: int
    columns: Sequence[tuple[str, ...]]
    score: float

    @property
    def named(self) -> bool:
        """Tell whether a column is that of the person's name."""
        return any(squash(parts[-1]) in NAMES for parts in self.columns if parts)

    def hits(self, known: Collection[str]) -> int:
        """Return how many columns are known."""
        return sum(_is_known(parts, known) for parts in self.columns)

    @property
    def filled(self) -> int:
        """Return how many columns have a heading."""
        return sum(map(bool, self.columns))


def find_header(
    grid: Grid, known: Collection[str], start: int = 0, *, at: int | None = None
) -> Header | None:
    """Return the header under which most headings are known, None when there is none.

    `known` holds the `squash` keys of every declared heading, `start` is the position from which
    to look, `at` the row where the header must begin when that is known. A heading counts once,
    an unknown one speaks a little against the row; rows with dates or long numbers are no header.
    Of several tables in a sheet it is the first one's.
    """
    rows = _readable(grid.head(SEARCHED_ROWS, start))
    merged = [(m[0] - start, m[1], m[2] - start, m[3]) for m in grid.merged if m[0] >= start]
    windows = _windows(rows, merged, known)
    if at is not None:
        windows = [window for window in windows if window.top == at - start]
    if not windows:
        return None
    best = _first_table(max(windows, key=lambda window: window.score), windows, rows, known)
    top, bottom = best.top, _extend(rows, best.top, best.bottom, merged)
    told = bottom - 1 if bottom > best.bottom and _is_instruction(rows[bottom]) else bottom
    best = _Window(top, bottom, _join(rows, top, told, merged), best.score)
    hits = best.hits(known)
    if hits < 2 and hits < best.filled and not best.named:
        return None
    title = " ".join(cell for row in rows[:top] for cell in row if cell)
    spread = _spread_columns(top, bottom, merged)
    return Header(start + top, start + bottom, _headings(best.columns), title, spread)


def _readable(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows with text of legacy fonts decoded, so that headings are known."""
    cells = {cell for row in rows for cell in row if not cell.isascii()}
    if not cells:
        return rows
    texts = sorted(cells)
    decoded = dict(zip(texts, readable(texts), strict=True))
    return [[decoded.get(cell, cell) for cell in row] for row in rows]


def _windows(rows: _Rows, merged: Sequence[Merge], known: Collection[str]) -> list[_Window]:
    """Return every run of lines that may be a header; where scores are equal the shorter first."""
    fit = [_can_be_header(row) for row in rows]
    found = []
    for lines in range(1, _MAX_LINES + 1):
        for top in range(len(rows) - lines + 1):
            bottom = top + lines - 1
            if fit[top] and all(map(_can_continue, rows[top + 1 : bottom + 1])):
                columns = _join(rows, top, bottom, merged)
                if lines > 1 and _is_title(rows[top], columns, known):
                    continue
                score = round(_score(columns, known), 6)
                if score > 0:
                    found.append(_Window(top, bottom, columns, score))
    return found


def _is_title(
    line: Sequence[str], columns: Sequence[tuple[str, ...]], known: Collection[str]
) -> bool:
    """Tell whether the top line is one text over one heading, and no heading itself."""
    places = [i for i, cell in enumerate(line) if cell]
    if len(places) > 1 or len(columns[places[0]]) < 2:
        return False
    parts = columns[places[0]]
    over = sum(other[:1] == parts[:1] for other in columns)
    return over == 1 and squash(parts[0]) not in known


def _first_table(
    best: _Window, windows: Sequence[_Window], rows: _Rows, known: Collection[str]
) -> _Window:
    """Return the header of a table that stands, with people in it, above the best header."""
    for window in sorted(windows, key=lambda window: window.top):
        if window.top >= best.top:
            return best
        hits = window.hits(known)
        people = any(map(_is_person, rows[window.bottom + 1 : best.top]))
        if window.named and hits >= 2 and hits >= _MOSTLY * window.filled and people:
            near = [w for w in windows if abs(w.top - window.top) < _MAX_LINES]
            return max(near, key=lambda window: window.score)
    return best


def _is_person(row: Sequence[str]) -> bool:
    """Tell whether a row has a running number, a date, a long number or a year among others."""
    filled = [cell for cell in row if cell]
    if len(filled) > 2 and filled[0].isdigit() and not _numbered(filled):
        return True
    return len(filled) > 1 and any(_is_data(cell) or _YEAR.fullmatch(cell) for cell in filled)


def _spread_columns(top: int, bottom: int, merged: Sequence[Merge]) -> frozenset[int]:
    """Return the columns that have no heading of their own: a merged cell reaches over them."""
    reach = [m for m in merged if top <= m[0] <= m[2] <= bottom and m[2] == bottom]
    return frozenset(column for m in reach for column in range(m[1] + 1, m[3] + 1))


def _can_be_header(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell]
    if not cells or (len(cells) > 1 and cells[0].strip(" .)").isdigit()):
        return False
    return not any(map(_is_data, cells)) and not _numbered(cells)


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
    closed: set[tuple[int, int]] = set()
    for first, left, _, right in merged:
        if not top <= first <= bottom or right - left + 1 >= _ACROSS * len(block[0]):
            continue
        line = block[first - top]
        for column in range(left + 1, min(right + 1, len(line))):
            line[column] = line[left]
        # A merged parent ends where its cell ends.
        closed.add((first - top, right + 1))
    _spread(block, closed)
    columns = []
    for cells in zip(*block, strict=True):
        parts = [" ".join(cell.split()) for cell in cells if cell.strip()]
        columns.append(tuple(dict.fromkeys(parts)))
    return columns


def _spread(block: list[list[str]], closed: Collection[tuple[int, int]]) -> None:
    """Fill a parent line to the right where only the children have text (no merge known)."""
    for depth, line in enumerate(block[:-1]):
        if sum(bool(cell) for cell in line) < 2:
            continue
        below = [any(row[i] for row in block[depth + 1 :]) for i in range(len(line))]
        for column in range(1, len(line)):
            ends = (depth, column) in closed
            if not line[column] and below[column] and below[column - 1] and not ends:
                line[column] = line[column - 1]


def _score(columns: Sequence[tuple[str, ...]], known: Collection[str]) -> float:
    score, hits = 0.0, 0
    parents = Counter(parts[:-1] for parts in columns if len(parts) > 1)
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
            # A title over one column is no parent of it.
            score += 1.05 if parents[parts[:-1]] > 1 and _needs_parent(parts) else 1.0
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
    hint = _is_hint(row) or _is_instruction(row)
    if hint and all(rows[bottom][i] for i, cell in enumerate(row) if cell):
        return following
    texts = [i for i, cell in enumerate(row) if cell]
    parents = [not rows[bottom][i] for i in texts]
    alone = not row[0] and len(texts) >= 2 and any(parents) and _can_be_header(row)
    under = all(i and (rows[bottom][i] or rows[bottom][i - 1]) for i in texts)
    return following if alone and under and _is_gap(rows[bottom], texts) else bottom


def _is_hint(row: Sequence[str]) -> bool:
    """Tell a line that says how to write: "(dd/mm/yyyy)", "(12 số)", "bắt buộc"."""
    cells = [cell for cell in row if cell]
    return bool(cells) and all(_HINT.fullmatch(" ".join(cell.split())) for cell in cells)


def _is_instruction(row: Sequence[str]) -> bool:
    """Tell a line that says in words how to fill each column, which is no part of its heading."""
    cells = [" ".join(cell.split()) for cell in row if cell]
    said = [bool(_INSTRUCTION.fullmatch(cell)) for cell in cells]
    return (
        len(cells) > 1
        and any(said)
        and all(ok or _HINT.fullmatch(cell) for ok, cell in zip(said, cells, strict=True))
    )


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
