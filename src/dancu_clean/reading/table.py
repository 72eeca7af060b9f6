"""One sheet → one `Source`: header, dataset, columns, rows, composed fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from dancu_clean.formats.grid import Grid, letter
from dancu_clean.lang import t
from dancu_clean.model import ColumnReading, Reading, Source
from dancu_clean.reading import failures
from dancu_clean.reading.compose import compose
from dancu_clean.reading.dataset import FALLBACK, Detection, detect
from dancu_clean.reading.header import Header, find_header
from dancu_clean.reading.headings import ROW_NUMBER, Guess, Heading, Vocabulary
from dancu_clean.reading.mapping import ColumnMap, map_columns
from dancu_clean.reading.rows import Layout, records, text_frame
from dancu_clean.text.fold import squash

_CLOSE = 0.5
_RESERVED = frozenset(
    {
        "dataset", "source_file", "source_sheet", "source_row", "record_key", "outcome",
        "person_id", "linked", "needs_review", "score", "second_person_id", "second_score", "row",
    }
)  # fmt: skip
_NAMES = ("full_name", "family_middle_name", "given_name")
_NUMBERS = ("personal_id", "old_id")
_BIRTHS = ("birth_date", "birth_year", "birth_year_male", "birth_year_female")


@dataclass(frozen=True)
class Names:
    """The words of all datasets in question and what the user stated."""

    words: Mapping[str, Vocabulary]
    known: frozenset[str]
    chosen: Mapping[str, str]
    stated: str | None


def vocabularies_keys(words: Mapping[str, Vocabulary], chosen: Mapping[str, str]) -> frozenset[str]:
    """Return the `squash` keys of every heading that any dataset or --map declares."""
    keys = {key for vocabulary in words.values() for key in vocabulary.squashed}
    return frozenset(keys | {squash(text) for text in chosen if len(text) > 1})


def read_table(grid: Grid, path: Path, shown: str, names: Names) -> Source:
    """Read one sheet; raises `SourceError` when it is no list of people."""
    flat = grid.container in ("csv", "tsv", "parquet")
    where = shown if flat else f"{shown}, trang “{grid.sheet}”"
    header = find_header(grid, names.known)
    if header is None:
        raise failures.no_header(where)
    where = f"{where}, dòng {grid.first_row + header.top}"
    columns = _body(grid, header)
    empty = frozenset(i for i, column in enumerate(columns) if column.null_count == len(column))
    headings = _split_name(header, columns, empty)
    detection = _dataset(headings, empty, grid, header, path, names)
    words = names.words[detection.name]
    found = map_columns(headings, words, names.chosen, empty)
    _check_columns(found, headings, words, where)
    keep, skipped = records(columns, _layout(headings, found))
    if not keep.any():
        raise failures.header_only(where)
    raw = _raw(columns, keep, headings, found, words)
    reading = Reading(
        file=shown,
        path=path,
        sheet=grid.sheet,
        container=grid.container,
        encoding=grid.encoding,
        dataset=detection.name,
        dataset_confidence=detection.confidence,
        header_row=grid.first_row + header.top,
        columns=tuple(_column_readings(headings, found, empty)),
        skipped=skipped,
        rows=len(raw),
        remarks=(
            *grid.remarks,
            *_remarks(grid, detection, found, headings, words),
            *_absent(raw, found, headings, words),
        ),
    )
    source_row = np.flatnonzero(keep) + grid.first_row + header.bottom + 1
    return Source(words.dataset, reading, raw, source_row.astype(np.int64))


def _body(grid: Grid, header: Header) -> list[pa.ChunkedArray]:
    """Return the columns below the header; a cell merged over several rows stands in each."""
    start = header.bottom + 1
    columns = [column.slice(start) for column in grid.columns]
    tall: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, right in grid.merged:
        if start <= top < bottom and left == right < len(columns):
            tall.setdefault(left, []).append((top - start, bottom - start))
    for at, spans in tall.items():
        cells = columns[at].to_pylist()
        for top, bottom in spans:
            for row in range(top + 1, min(bottom + 1, len(cells))):
                cells[row] = cells[row] or cells[top]
        columns[at] = pa.chunked_array([cells], type=columns[at].type)
    return columns


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


def _split_name(
    header: Header, columns: Sequence[pa.ChunkedArray], empty: frozenset[int]
) -> tuple[Heading, ...]:
    """Give "Họ và tên" over two filled columns its two halves (family and given name)."""
    headings = list(header.headings)
    for i in range(1, len(headings)):
        left, here = headings[i - 1], headings[i]
        spread = i in header.spread or (not here.parts and _holds_words(columns[i]))
        if not spread or i in empty or not left.parts:
            continue
        if squash(left.parts[-1]) in ("HOVATEN", "HOTEN", "HOCHUDEMVATEN", "HOCHUDEMTEN"):
            headings[i - 1] = Heading((*left.parts, "Họ và chữ đệm"))
            headings[i] = Heading((*left.parts, "Tên riêng"))
        elif i in header.spread:
            headings[i] = Heading(())
    return tuple(headings)


def _holds_words(column: pa.ChunkedArray) -> bool:
    """Tell whether most rows hold one single word, as a column of given names does."""
    values = [value.strip() for value in column.slice(0, 500).to_pylist() if value]
    words = sum(value.isalpha() for value in values)
    return len(values) * 2 > min(500, len(column)) and words * 10 > len(values) * 9


def _check_columns(
    found: ColumnMap, headings: Sequence[Heading], words: Vocabulary, where: str
) -> None:
    """Refuse two columns for one field and a list without names."""
    if found.conflicts:
        raise failures.two_columns(found.conflicts[0], headings, words, where)
    fields = {words.fields[name].part_of or name for name in found.fields() if name in words.fields}
    spec = words.dataset.fields.get("full_name")
    if "full_name" in fields or spec is None:
        return
    if spec.required is not None or not fields & set(_NUMBERS):
        raise failures.missing_column("full_name", found, headings, words, where)


def _layout(headings: Sequence[Heading], found: ColumnMap) -> Layout:
    def columns(names: Sequence[str]) -> tuple[int, ...]:
        return tuple(i for i, guess in enumerate(found.taken) if guess and guess.field in names)

    return Layout(
        headings=tuple(heading.parts or ("",) for heading in headings),
        row_numbers=columns((ROW_NUMBER,)),
        names=columns(_NAMES),
        numbers=columns(_NUMBERS),
        births=columns(_BIRTHS),
    )


def _raw(
    columns: Sequence[pa.ChunkedArray],
    keep: np.ndarray,
    headings: Sequence[Heading],
    found: ColumnMap,
    words: Vocabulary,
) -> pd.DataFrame:
    """Return fields under their names, unknown columns under their headings, parts composed."""
    used = [i for i in range(len(columns)) if _is_used(columns[i], headings[i], found.taken[i])]
    names = _column_names(used, headings, found, words)
    table = text_frame([columns[i] for i in used], names, keep)
    parts = [name for name in names if name in words.fields and words.fields[name].part_of]
    if not parts:
        return table
    made = compose(table[parts], table)
    table = table.drop(columns=parts)
    for name in made.columns:
        if name in words.dataset.fields:
            table[name] = made[name]
    return table


def _is_used(column: pa.ChunkedArray, heading: Heading, guess: Guess | None) -> bool:
    if guess is not None:
        return guess.field != ROW_NUMBER
    return bool(heading.parts) or column.null_count < len(column)


def _column_names(
    used: Sequence[int], headings: Sequence[Heading], found: ColumnMap, words: Vocabulary
) -> list[str]:
    taken = {guess.field for guess in found.taken if guess}
    names: list[str] = []
    for i in used:
        guess = found.taken[i]
        name = guess.field if guess else headings[i].text or f"Cột {letter(i)}"
        clash = name in names or name in _RESERVED or name.endswith("_precision")
        if not guess and (clash or name in taken or name in words.fields or name[0] == "_"):
            # An underscore in front is for our own columns, which are not written.
            name = f"{name.lstrip('_')} (cột {letter(i)})".strip()
        names.append(name)
    return names


def _column_readings(
    headings: Sequence[Heading], found: ColumnMap, empty: frozenset[int]
) -> list[ColumnReading]:
    readings = []
    for i, (heading, guess) in enumerate(zip(headings, found.taken, strict=True)):
        if not heading.parts and i in empty:
            continue
        name = None if guess is None or guess.field == ROW_NUMBER else guess.field
        how = "unknown" if guess is None else guess.how
        how = ROW_NUMBER if guess and guess.field == ROW_NUMBER else how
        sure = guess.confidence if guess else 0.0
        readings.append(ColumnReading(heading.text, letter(i), name, sure, how))
    return readings


def _remarks(
    grid: Grid,
    detection: Detection,
    found: ColumnMap,
    headings: Sequence[Heading],
    words: Vocabulary,
) -> list[str]:
    remarks = list(found.remarks)
    if grid.hidden:
        remarks.append(
            t(
                f"Trang tính “{grid.sheet}” đang ẩn, vẫn được đọc",
                f"Sheet “{grid.sheet}” is hidden and was read all the same",
            )
        )
    if detection.second and detection.margin < _CLOSE and detection.name != FALLBACK:
        remarks.append(
            t(
                f"Chưa chắc là “{words.dataset.title}” (có thể là {detection.second}); "
                "nếu sai, chỉ rõ bằng --as",
                f"Not sure that this is {detection.name} (perhaps {detection.second}); "
                "if wrong, say so by --as",
            )
        )
    remarks += [
        t(
            f"Cột {letter(i)} “{headings[i].text}” được hiểu là "
            f"“{words.fields[guess.field].label}” vì tên gần giống; nếu sai, bỏ bằng ",
            f"Column {letter(i)} “{headings[i].text}” was taken for {guess.field}, a similar name; "
            "if wrong, drop it by ",
        )
        + f'--map "{headings[i].text}=-"'
        for i, guess in enumerate(found.taken)
        if guess and guess.how == "similar"
    ]
    return remarks


def _absent(
    raw: pd.DataFrame, found: ColumnMap, headings: Sequence[Heading], words: Vocabulary
) -> list[str]:
    """Name the required columns that the list does not have, and what looks like them."""
    free = [i for i, guess in enumerate(found.taken) if guess is None and headings[i].parts]
    remarks = []
    for name, spec in words.dataset.fields.items():
        if spec.required is None or spec.required.severity != "error" or name in raw:
            continue
        near = failures.nearest_column(name, free, headings, words)
        seen = ""
        if near is not None:
            text = f"“{headings[near].text}” ({letter(near)})"
            seen = t(f"; gần nhất là cột {text}", f"; the nearest is {text}")
        remarks.append(t(f"Không có cột “{spec.label}” ({name})", f"No column {name}") + seen)
    return remarks
