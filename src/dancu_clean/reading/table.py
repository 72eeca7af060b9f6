"""One sheet → its tables as `Source`s: header, dataset, columns, rows, cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from dancu_clean.errors import SourceError
from dancu_clean.formats.grid import Grid, letter
from dancu_clean.lang import t
from dancu_clean.model import ColumnReading, Reading, Source
from dancu_clean.reading import failures, remarks
from dancu_clean.reading.beside import split_beside
from dancu_clean.reading.cells import Cells
from dancu_clean.reading.columns import check_columns, layout_of, split_name
from dancu_clean.reading.dataset import Detection, detect
from dancu_clean.reading.evidence import by_content, without_header
from dancu_clean.reading.form import is_form
from dancu_clean.reading.groups import Group, group_fields, style_of
from dancu_clean.reading.header import Header, find_header
from dancu_clean.reading.headings import ROW_NUMBER, Guess, Heading, Vocabulary, with_common
from dancu_clean.reading.mapping import ColumnMap, map_columns
from dancu_clean.reading.rows import Rows, records
from dancu_clean.reading.saved import SavedTable, map_saved, next_saved, saved_at
from dancu_clean.text.fold import squash

_FLAT = ("csv", "tsv", "parquet", "dbf")
_TITLE_LINES = 3


@dataclass(frozen=True)
class Names:
    """The words of all datasets in question and what the user stated."""

    words: Mapping[str, Vocabulary]
    known: frozenset[str]
    chosen: Mapping[str, str]
    stated: str | None
    saved: tuple[SavedTable, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table of a sheet: where it stands and what its columns and rows were taken for."""

    grid: Grid
    header: Header
    columns: tuple[pa.ChunkedArray, ...]
    headings: tuple[Heading, ...]
    words: Vocabulary
    detection: Detection
    found: ColumnMap
    rows: Rows

    @property
    def start(self) -> int:
        """Return the position in the sheet of the table's first row."""
        return self.header.bottom + 1

    @property
    def first_row(self) -> int:
        """Return the number that Excel shows for that row."""
        return self.grid.first_row + self.start


def vocabularies_keys(words: Mapping[str, Vocabulary], chosen: Mapping[str, str]) -> frozenset[str]:
    """Return the `squash` keys of every heading that any dataset or --map declares."""
    keys = {key for vocabulary in words.values() for key in vocabulary.squashed}
    return frozenset(keys | {squash(text) for text in chosen if len(text) > 1})


def read_tables(
    grid: Grid, path: Path, shown: str, names: Names
) -> tuple[list[Source], list[SourceError]]:
    """Read every table of one sheet; raises `SourceError` when the first is no list of people.

    Returns the lists and the errors of lower tables, which are also remarks on the first.
    """
    tables: list[Table] = []
    left_out: list[SourceError] = []
    start = 0
    while start < grid.height:
        next_row = grid.first_row + start
        if tables and names.saved and not next_saved(names.saved, grid.sheet, next_row):
            break
        try:
            found = _find_tables(grid, start, path, shown, names)
        except SourceError as error:
            if not tables:
                raise
            left_out.append(error)
            break
        filled = [table for table in found if table.rows.keep.any()]
        if not filled and not tables:
            raise failures.header_only(_where(grid, shown, found[0].header))
        tables += filled
        start = max(table.start + table.rows.stop for table in found)
    sources = [_source(table, path, shown) for table in tables]
    return [_with_tables(sources[0], sources, left_out), *sources[1:]], left_out


def _with_tables(
    first: Source, sources: Sequence[Source], left_out: Sequence[SourceError]
) -> Source:
    """Remark on the first table that the sheet holds others."""
    told = [
        t("Bỏ qua bảng ở phần dưới:", "A lower table was left out:")
        + f" {error.where}: {error.message}"
        for error in left_out
    ]
    if len(sources) > 1:
        rows = remarks.list_rows([source.reading.header_row for source in sources])
        told.append(
            t(
                f"Trang tính có {len(sources)} bảng, đều được đọc; tiêu đề ở dòng {rows}",
                f"The sheet holds {len(sources)} tables, all read; headers in rows {rows}",
            )
        )
    reading = replace(first.reading, remarks=(*first.reading.remarks, *told))
    return replace(first, reading=reading)


def _where(grid: Grid, shown: str, header: Header | None = None) -> str:
    where = shown if grid.container in _FLAT else f"{shown}, trang “{grid.sheet}”"
    told = header is not None and header.top >= 0
    return f"{where}, dòng {grid.first_row + header.top}" if header and told else where


def _find_tables(grid: Grid, start: int, path: Path, shown: str, names: Names) -> list[Table]:
    """Return the tables under the next header: one, or several side by side."""
    saved = next_saved(names.saved, grid.sheet, grid.first_row + start)
    at = saved.header_row - grid.first_row if saved and saved.header_row else None
    header = find_header(grid, names.known, start, at=at)
    if header is None and at is not None:
        header = find_header(grid, names.known, start)
    if header is None and not start:
        header = without_header(grid, start)
    if header is None:
        raise failures.no_header(_where(grid, shown))
    parts = split_beside(grid, header)
    return [_read_part(part, own, path, shown, names) for part, own in parts]


def _read_part(grid: Grid, header: Header, path: Path, shown: str, names: Names) -> Table:
    where = _where(grid, shown, header)
    columns = tuple(column.slice(header.bottom + 1) for column in grid.columns)
    empty = frozenset(i for i, column in enumerate(columns) if column.null_count == len(column))
    headings = split_name(header, columns, empty)
    if is_form(headings, columns, names.known):
        raise failures.is_form(where)
    row = grid.first_row + header.top
    saved = saved_at(names.saved, grid.sheet, row, headings)
    if saved and saved.dataset:
        names = replace(names, stated=names.stated or saved.dataset)
    detection = _dataset(headings, empty, grid, header, path, names)
    words = names.words[detection.name]
    if saved and saved.columns:
        found = map_saved(saved, row, headings, words, names.chosen, empty)
    else:
        found = map_columns(headings, words, names.chosen, empty)
    found = by_content(found, columns, headings, words)
    words = with_common(words, found.fields())
    check_columns(found, headings, words, where)
    rows = records(columns, layout_of(headings, found, names.known, grid, header.bottom + 1))
    rows = _with_title(rows, grid, header)
    words = with_common(words, {name for group in rows.groups for name in group.fields})
    return Table(grid, header, columns, headings, words, detection, found, rows)


def _with_title(rows: Rows, grid: Grid, header: Header) -> Rows:
    """Take "Thôn 1" over the header for a group row where "Thôn 2" stands over a later block."""
    later = {name for group in rows.groups for name in group.fields}
    if not later or header.top < 1:
        return rows
    above = max(0, header.top - _TITLE_LINES)
    for back, row in enumerate(reversed(grid.head(header.top - above, above)), start=1):
        texts = [cell for cell in row if cell]
        fields = group_fields(texts[0]) if len(texts) == 1 else {}
        if fields.keys() & later:
            title = Group(header.top - back - header.bottom - 1, fields, style_of(texts[0]))
            return replace(rows, groups=(title, *rows.groups))
    return rows


def _source(table: Table, path: Path, shown: str) -> Source:
    grid, rows = table.grid, table.rows
    cells = Cells.of(table.columns, table.found, table.headings, table.words, rows, grid.merged,
                     table.start)  # fmt: skip
    at = np.flatnonzero(rows.keep)
    first = table.first_row
    others = [first + position for position in rows.places.get("other", ())]
    reading = Reading(
        file=shown,
        path=path,
        sheet=grid.sheet,
        container=grid.container,
        encoding=grid.encoding,
        dataset=table.detection.name,
        dataset_confidence=table.detection.confidence,
        header_row=grid.first_row + table.header.top,
        columns=tuple(_column_readings(table)),
        skipped=rows.skipped,
        rows=len(cells.raw),
        dates_1904=grid.dates_1904,
        remarks=(
            *remarks.of_sheet(grid, at + table.start),
            *remarks.of_columns(table.detection, table.found, table.headings, table.words),
            *cells.remarks(first),
            *remarks.of_others(others),
            *remarks.of_absent(cells.raw, table.found, table.headings, table.words),
        ),
    )
    problems = cells.problems(grid, at + table.start, table.found.doubts)
    source_row = (at + first).astype(np.int64)
    return Source(table.words.dataset, reading, cells.raw, source_row, cells.repairs, problems)


def _dataset(
    headings: Sequence[Heading],
    empty: frozenset[int],
    grid: Grid,
    header: Header,
    path: Path,
    names: Names,
) -> Detection:
    if names.stated:
        return Detection(names.stated, 1.0, "", 0.0)
    title = f"{path.stem} | {grid.sheet} | {header.title}"
    return detect(headings, names.words, names.chosen, empty, title)


def _column_readings(table: Table) -> list[ColumnReading]:
    readings = []
    pairs: list[tuple[Heading, Guess | None]] = list(
        zip(table.headings, table.found.taken, strict=True)
    )
    for i, (heading, guess) in enumerate(pairs):
        if not heading.parts and table.columns[i].null_count == len(table.columns[i]):
            continue
        name = None if guess is None or guess.field == ROW_NUMBER else guess.field
        how = "unknown" if guess is None else guess.how
        how = ROW_NUMBER if guess and guess.field == ROW_NUMBER else how
        sure = guess.confidence if guess else 0.0
        readings.append(ColumnReading(heading.text, letter(i), name, sure, how))
    return readings
