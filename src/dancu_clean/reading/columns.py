"""The columns of one table: a name over two of them, what must be there, which identify people."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyarrow as pa

from dancu_clean.formats.grid import Grid
from dancu_clean.reading import failures
from dancu_clean.reading.header import Header
from dancu_clean.reading.headings import ROW_NUMBER, Heading, Vocabulary
from dancu_clean.reading.kinds import Layout
from dancu_clean.reading.mapping import ColumnMap
from dancu_clean.text.fold import squash

_NAMES = ("full_name", "family_middle_name", "middle_name", "given_name")
_NUMBERS = ("personal_id", "old_id")
_BIRTHS = ("birth_date", "birth_year", "birth_year_male", "birth_year_female")
_WIDE = 3
# One heading over two cells: "Họ và" | "tên".
_HALVES = {("HOVA", "TEN"), ("HO", "VATEN")}


def split_name(
    header: Header, columns: Sequence[pa.ChunkedArray], empty: frozenset[int]
) -> tuple[Heading, ...]:
    """Give "Họ và tên" over two filled columns its two halves (family and given name)."""
    headings = list(header.headings)
    for i in range(1, len(headings)):
        left, here = headings[i - 1], headings[i]
        if left.parts and here.parts and _halves(left, here):
            headings[i - 1] = Heading((*left.parts, "Họ và chữ đệm"))
            headings[i] = Heading((*here.parts, "Tên riêng"))
            continue
        spread = i in header.spread or (not here.parts and _holds_words(columns[i]))
        if not spread or i in empty or not left.parts:
            continue
        if squash(left.parts[-1]) in ("HOVATEN", "HOTEN", "HOCHUDEMVATEN", "HOCHUDEMTEN"):
            headings[i - 1] = Heading((*left.parts, "Họ và chữ đệm"))
            headings[i] = Heading((*left.parts, "Tên riêng"))
        elif i in header.spread:
            headings[i] = Heading(())
    return tuple(headings)


def _halves(left: Heading, here: Heading) -> bool:
    """Tell whether two cells side by side are the beginning and the end of "Họ và tên"."""
    return (squash(left.parts[-1]), squash(here.parts[-1])) in _HALVES


def _holds_words(column: pa.ChunkedArray) -> bool:
    """Tell whether most rows hold one single word, as a column of given names does."""
    values = [value.strip() for value in column.slice(0, 500).to_pylist() if value]
    words = sum(value.isalpha() for value in values)
    return len(values) * 2 > min(500, len(column)) and words * 10 > len(values) * 9


def check_columns(
    found: ColumnMap, headings: Sequence[Heading], words: Vocabulary, where: str
) -> None:
    """Refuse two columns for one field and a list without names.

    A sheet of codes or counts may have two columns of one kind as well, but no people.
    """
    claimed = {*found.fields(), *(conflict.field for conflict in found.conflicts)}
    fields = {words.fields[name].part_of or name for name in claimed if name in words.fields}
    spec = words.dataset.fields.get("full_name")
    nameless = "full_name" not in fields and spec is not None
    numberless = not fields & set(_NUMBERS)
    if found.conflicts and not (nameless and numberless):
        raise failures.two_columns(found.conflicts[0], headings, words, where)
    if spec and nameless and (spec.required is not None or numberless):
        raise failures.missing_column("full_name", found, headings, words, where)


def layout_of(
    headings: Sequence[Heading], found: ColumnMap, known: Collection[str], grid: Grid, start: int
) -> Layout:
    """Return where the running number, names, numbers and births of a table stand.

    `start` is the position in the sheet of the table's first row.
    """

    def columns(names: Sequence[str]) -> tuple[int, ...]:
        return tuple(i for i, guess in enumerate(found.taken) if guess and guess.field in names)

    names = columns(_NAMES)
    return Layout(
        headings=tuple(heading.parts or ("",) for heading in headings),
        row_numbers=columns((ROW_NUMBER,)),
        names=names,
        numbers=columns(_NUMBERS),
        births=columns(_BIRTHS),
        sexes=columns(("sex",)),
        phones=columns(("phone",)),
        known=known,
        wide=_wide_rows(grid, start),
        continued=_continued_rows(grid, start, names),
    )


def _wide_rows(grid: Grid, start: int) -> frozenset[int]:
    """Return the rows of the table in which one cell is merged over several columns."""
    return frozenset(
        m[0] - start for m in grid.merged if m[0] >= start and m[3] - m[1] >= _WIDE - 1
    )


def _continued_rows(grid: Grid, start: int, names: Collection[int]) -> frozenset[int]:
    """Return the rows of the table into which the merged cell of a name reaches from above."""
    return frozenset(
        row - start
        for top, left, bottom, _ in grid.merged
        if top >= start and left in names
        for row in range(top + 1, bottom + 1)
    )
