"""Step 1: files as they come → tables of text under field names. Nothing is cleaned here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dancu_clean.errors import SourceError, UsageError, nearest
from dancu_clean.formats.grid import Grid
from dancu_clean.formats.open import open_tables
from dancu_clean.lang import t
from dancu_clean.model import ColumnReading, Source
from dancu_clean.reading import failures
from dancu_clean.reading.failures import LostListError
from dancu_clean.reading.headings import Vocabulary, vocabulary
from dancu_clean.reading.paths import display_names, expand
from dancu_clean.reading.saved import SavedTable, wanted_sheets
from dancu_clean.reading.table import Names, read_tables, vocabularies_keys
from dancu_clean.spec import Dataset, common_fields
from dancu_clean.text.fold import squash


@dataclass(frozen=True)
class ReadOptions:
    """What the user said about the lists: dataset, headings → fields, readings written down."""

    dataset: str | None = None
    heading_map: Mapping[str, str] = field(default_factory=dict)
    saved: tuple[SavedTable, ...] = ()


def read_sources(
    paths: Sequence[Path], catalog: Mapping[str, Dataset], options: ReadOptions | None = None
) -> tuple[list[Source], list[SourceError]]:
    """Read every list that the paths lead to.

    Returns the tables and, for what could not be read, the errors: a bad file never stops the
    others, nor a list in which two columns claim one field the other lists of its file. Raises
    `UsageError` when `heading_map` names a field that no dataset has.
    """
    options = options or ReadOptions()
    words = _vocabularies(catalog, options)
    names = Names(
        words=words,
        known=vocabularies_keys(words, options.heading_map),
        chosen=options.heading_map,
        stated=options.dataset,
    )
    files, errors = expand(paths)
    shown = display_names(files)
    sources: list[Source] = []
    for path in files:
        try:
            saved = tuple(table for table in options.saved if table.path == path)
            found, lost = _read_file(path, shown[path], replace(names, saved=saved))
            sources += found
            errors += lost
        except SourceError as error:
            errors.append(error)
    if not errors:
        _check_chosen(options.heading_map, sources)
    return sources, errors


def _check_chosen(chosen: Mapping[str, str], sources: Sequence[Source]) -> None:
    """Refuse a heading that no list has: the user meant another one."""
    columns = [column for source in sources for column in source.reading.columns]
    keys = {squash(text) for column in columns for text in (column.heading, *_lines(column))}
    letters = {column.letter for column in columns}
    for text, name in chosen.items():
        if squash(text) in keys or text in letters:
            continue
        near = nearest(text, [column.heading for column in columns])
        raise UsageError(
            t(f"--map: không danh sách nào có cột “{text}”.", f"--map: no list has “{text}”."),
            where=f'--map "{text}={name}"',
            hint=_is_it(near, "inspect"),
        )


def _lines(column: ColumnReading) -> list[str]:
    return column.heading.split(" - ")


def _vocabularies(catalog: Mapping[str, Dataset], options: ReadOptions) -> dict[str, Vocabulary]:
    parts = {
        name: spec
        for dataset in catalog.values()
        for name, spec in dataset.fields.items()
        if spec.part_of
    }
    if options.dataset and options.dataset not in catalog:
        near = nearest(options.dataset, catalog)
        raise UsageError(
            t(
                f"Không có loại danh sách “{options.dataset}”.",
                f"There is no dataset “{options.dataset}”.",
            ),
            where="--as",
            hint=_is_it(near, "schemas"),
        )
    wanted = [catalog[options.dataset]] if options.dataset else list(catalog.values())
    every = {name for dataset in catalog.values() for name in dataset.fields}
    words = {dataset.name: vocabulary(dataset, parts, common_fields(), every) for dataset in wanted}
    fields = {name for found in words.values() for name in found.fields}
    for heading, name in options.heading_map.items():
        if name and name != "-" and name not in fields:
            near = nearest(name, fields)
            raise UsageError(
                t(f"--map: không có trường “{name}”.", f"--map: there is no field “{name}”."),
                where=f'--map "{heading}={name}"',
                hint=_is_it(near, "schemas"),
            )
    return words


def _is_it(near: str, command: str) -> str:
    if near:
        return t(f"Có phải “{near}”?", f"Is it “{near}”?")
    return t(f"Xem bằng: dancu-clean {command}.", f"See: dancu-clean {command}.")


def _read_file(path: Path, shown: str, names: Names) -> tuple[list[Source], list[LostListError]]:
    """Read the tables of a file; also the errors of the lists among them that were not read."""
    grids = open_tables(path)
    if not any(grid.height for grid in grids):
        raise SourceError(
            t("Tệp không có ô dữ liệu nào.", "The file has no filled cell."),
            where=shown,
            hint=t("Chép hoặc xuất lại tệp từ nguồn.", "Copy or export it again."),
        )
    sources: list[Source] = []
    problems: list[tuple[Grid, SourceError]] = []
    lower: list[SourceError] = []
    grids, remarks = wanted_sheets(names.saved, grids, shown)
    for grid in grids:
        try:
            found, left_out = read_tables(grid, path, shown, names)
        except SourceError as error:
            problems.append((grid, error))
        else:
            sources += found
            lower += left_out
    errors = [error for _, error in problems]
    if not sources:
        raise _worst(errors)
    lost = [error for error in (*errors, *lower) if isinstance(error, LostListError)]
    return [_with_remarks(sources[0], problems, remarks), *sources[1:]], lost


def _worst(errors: Sequence[SourceError]) -> SourceError:
    """Return the error that tells most: one about columns before "no header"."""
    silent = failures.no_header("").message
    return next((error for error in errors if error.message != silent), errors[0])


def _with_remarks(
    source: Source, problems: Sequence[tuple[Grid, SourceError]], more: Sequence[str]
) -> Source:
    remarks = tuple(
        t("Bỏ qua trang tính", "Sheet left out:") + f" “{grid.sheet}”: {error.message}"
        for grid, error in problems
    )
    reading = replace(source.reading, remarks=(*source.reading.remarks, *remarks, *more))
    return replace(source, reading=reading)
