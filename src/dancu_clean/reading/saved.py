"""A reading that was written down: it is repeated exactly, and what has changed since is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dancu_clean.errors import SourceError
from dancu_clean.formats.grid import Grid, letter
from dancu_clean.lang import t
from dancu_clean.reading.headings import Heading, Vocabulary
from dancu_clean.reading.mapping import ColumnMap, map_columns
from dancu_clean.text.fold import squash

HOW = "saved"


@dataclass(frozen=True)
class SavedColumn:
    """One column of a saved reading; `field` is "-" for a column that is only kept."""

    letter: str
    heading: str
    field: str


@dataclass(frozen=True)
class SavedTable:
    """One table of a file as it was read before; None or () where nothing was written down."""

    path: Path
    sheet: str | None = None
    dataset: str | None = None
    header_row: int | None = None
    columns: tuple[SavedColumn, ...] = ()

    def holds(self, sheet: str) -> bool:
        """Tell whether this is about a sheet."""
        return self.sheet in (None, sheet)


def next_saved(saved: Sequence[SavedTable], sheet: str, row: int) -> SavedTable | None:
    """Return the first saved table of a sheet whose header stands at or below a row."""
    here = [table for table in saved if table.holds(sheet)]
    below = [table for table in here if table.header_row is None or table.header_row >= row]
    return min(below, key=lambda table: table.header_row or 0, default=None)


def saved_at(
    saved: Sequence[SavedTable], sheet: str, row: int, headings: Sequence[Heading]
) -> SavedTable | None:
    """Return the saved table whose header stands in a row, of several the one with most headings.

    A header that moved is that of the next saved table of the sheet.
    """
    here = [table for table in saved if table.holds(sheet) and table.header_row == row]
    here = here or [table for table in (next_saved(saved, sheet, 0),) if table is not None]
    return max(here, key=lambda table: len(_find_columns(table, headings)[0]), default=None)


def map_saved(
    saved: SavedTable,
    row: int,
    headings: Sequence[Heading],
    words: Vocabulary,
    chosen: Mapping[str, str],
    empty: frozenset[int],
) -> ColumnMap:
    """Give the columns their saved fields; `chosen` (--map) comes before, new columns are read.

    `row` is where the header stands now.
    """
    places, remarks = _find_columns(saved, headings)
    if saved.header_row not in (None, row):
        told = t(
            f"Tiêu đề nay ở dòng {row}, khi lưu cách đọc ở dòng {saved.header_row}",
            f"The header is row {row} now, it was row {saved.header_row} when saved",
        )
        remarks.insert(0, told)
    kept = {letter(at): column.field for at, column in places.items()}
    found = map_columns(headings, words, {**kept, **chosen}, empty)
    taken = [
        replace(guess, how=HOW) if guess and at in places and guess.how == "chosen" else guess
        for at, guess in enumerate(found.taken)
    ]
    return replace(found, taken=tuple(taken), remarks=(*found.remarks, *remarks))


def _find_columns(
    saved: SavedTable, headings: Sequence[Heading]
) -> tuple[dict[int, SavedColumn], list[str]]:
    """Return where each saved column stands now, and what moved, went or came."""
    texts = [squash(heading.text) for heading in headings]
    names = [letter(at) for at in range(len(headings))]
    places: dict[int, SavedColumn] = {}
    away = []
    for column in saved.columns:
        at = names.index(column.letter) if column.letter in names else None
        if at is not None and texts[at] == squash(column.heading):
            places[at] = column
        else:
            away.append(column)
    remarks = [_look_for(column, texts, places) for column in away]
    new = [at for at, text in enumerate(texts) if text and at not in places]
    remarks += [
        t(
            f"Cột {letter(at)} “{headings[at].text}” chưa có khi lưu cách đọc",
            f"Column {letter(at)} “{headings[at].text}” was not there when the reading was saved",
        )
        for at in new
    ]
    return places, remarks


def _look_for(column: SavedColumn, texts: Sequence[str], places: dict[int, SavedColumn]) -> str:
    """Put a column that is not in its place where its heading stands now; say what happened."""
    key = squash(column.heading)
    now = [at for at, text in enumerate(texts) if key and text == key and at not in places]
    if len(now) == 1:
        places[now[0]] = column
        return t(
            f"Cột “{column.heading}” trước ở {column.letter}, nay ở {letter(now[0])}",
            f"Column “{column.heading}” stood at {column.letter}, now at {letter(now[0])}",
        )
    return t(
        f"Không còn cột {column.letter} “{column.heading}” ({column.field}) như khi lưu cách đọc",
        f"Column {column.letter} “{column.heading}” ({column.field}) is not there as it was saved",
    )


def wanted_sheets(
    saved: Sequence[SavedTable], grids: Sequence[Grid], where: str
) -> tuple[list[Grid], list[str]]:
    """Return the sheets that a saved reading names, and a remark on those it does not.

    Raises `SourceError` when one of them is no longer there.
    """
    if not saved or any(table.sheet is None for table in saved):
        return list(grids), []
    sheets = {grid.sheet for grid in grids}
    for table in saved:
        if table.sheet not in sheets:
            raise SourceError(
                t(
                    f"Tệp không còn trang “{table.sheet}” như khi lưu cách đọc.",
                    f"The file has no sheet “{table.sheet}” as it had when the reading was saved.",
                ),
                where=where,
                hint=t("Sửa khóa `sheet` trong tệp công việc.", "Mend `sheet` in the job file."),
            )
    named = {table.sheet for table in saved}
    left = [grid.sheet for grid in grids if grid.sheet not in named and grid.height]
    remark = t("Không có trong tệp công việc, không đọc: trang ", "Not in the job file, not read: ")
    return [grid for grid in grids if grid.sheet in named], [
        remark + ", ".join(f"“{sheet}”" for sheet in left)
    ] if left else []
