"""The cells of one table's records: fields under their names, filled, composed, and traced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from dancu_clean.findings import concat, partial
from dancu_clean.formats.grid import Grid, Merge, letter
from dancu_clean.model import no_repairs
from dancu_clean.reading import groups, remarks
from dancu_clean.reading.compose import compose
from dancu_clean.reading.fill import (
    MERGED_STEP,
    OWN_FIELDS,
    SAME_STEP,
    fill_merged,
    fill_same,
    says_same,
)
from dancu_clean.reading.headings import ROW_NUMBER, Guess, Heading, Vocabulary
from dancu_clean.reading.mapping import ColumnMap
from dancu_clean.reading.rows import Rows, text_frame

_RESERVED = frozenset(
    {
        "dataset", "source_file", "source_sheet", "source_row", "record_key", "outcome",
        "person_id", "linked", "needs_review", "score", "second_person_id", "second_score", "row",
    }
)  # fmt: skip
_COMPOSED = {"full_name", "birth_date", "sex"}
_Filled = dict[str, np.ndarray]


@dataclass(frozen=True)
class Cells:
    """`raw` as in `Source`; which rows of it the table itself filled, by field and step.

    `nothing` are the rows whose "nt" had nothing above it.
    """

    raw: pd.DataFrame
    words: Vocabulary
    rows: Rows
    merged: _Filled
    same: _Filled
    grouped: _Filled
    nothing: _Filled

    @classmethod
    def of(
        cls,
        columns: Sequence[pa.ChunkedArray],
        found: ColumnMap,
        headings: Sequence[Heading],
        words: Vocabulary,
        rows: Rows,
        merges: Sequence[Merge] = (),
        start: int = 0,
    ) -> Cells:
        """Fill, name and compose the records' cells; `start` is the table's first row."""
        columns, tall = fill_merged(columns, merges, start, _own_columns(found, words))
        names = _column_names(columns, headings, found, words)
        raw = text_frame([columns[i] for i in names], list(names.values()), rows.keep)
        merged = {names[i]: np.flatnonzero(tall[i][rows.keep]) for i in tall if i in names}
        raw = _composed(raw, words)
        at = np.flatnonzero(rows.keep)
        wanted = [name for name in words.dataset.fields if name not in OWN_FIELDS]
        same, nothing = fill_same(raw, [n for n in wanted if n in raw], _begins(at, rows))
        grouped = groups.fill_groups(raw, at, rows.groups, wanted) if rows.groups else {}
        nothing = {n: np.setdiff1d(where, grouped.get(n, [])) for n, where in nothing.items()}
        # Nobody's own name or number is taken from the row above: "nt" there says nothing.
        nothing |= says_same(raw, [name for name in OWN_FIELDS if name in raw])
        return cls(raw, words, rows, _of_fields(merged, words), same, grouped, nothing)

    @property
    def repairs(self) -> pd.DataFrame:
        """Return `row, field, steps` of every cell that was filled."""
        steps = ((MERGED_STEP, self.merged), (SAME_STEP, self.same), (groups.STEP, self.grouped))
        parts = [
            pd.DataFrame({"row": rows, "field": name, "steps": step})
            for step, filled in steps
            for name, rows in filled.items()
            if len(rows)
        ]
        if not parts:
            return no_repairs()
        return pd.concat(parts, ignore_index=True).astype({"field": "str", "steps": "str"})

    def problems(
        self, grid: Grid, positions: np.ndarray, doubts: Sequence[str] = ()
    ) -> pd.DataFrame:
        """Return partial findings about rows, cells and whole columns.

        `positions` are the rows in the sheet, `doubts` the fields whose column says otherwise.
        """
        whole = np.array([-1])
        parts = [partial(whole, "column.contradicted", name) for name in doubts]
        parts += [
            partial(rows, "cell.nothing_above", name)
            for name, rows in self.nothing.items()
            if len(rows)
        ]
        for rule, bad in (("row.ragged", grid.ragged), ("row.undecoded", grid.undecoded)):
            rows = np.flatnonzero(np.isin(positions, bad)) if bad else np.empty(0, dtype=np.int64)
            if len(rows):
                parts.append(partial(rows, rule, None))
        return concat(parts)

    def remarks(self, first: int) -> list[str]:
        """Return what was filled, in words; `first` is the row number of the table's first row."""
        labels = {name: spec.label for name, spec in self.words.fields.items()}
        counts = [{n: len(rows) for n, rows in f.items()} for f in (self.merged, self.same)]
        grouped = {name: len(rows) for name, rows in self.grouped.items()}
        told = remarks.of_groups(self.rows.groups, grouped, self.words, first)
        return told + remarks.of_filled(counts[0], counts[1], labels)


def _own_columns(found: ColumnMap, words: Vocabulary) -> list[int]:
    """Return the columns of what is one person's alone, and of its parts."""
    fields = {i: guess.field for i, guess in enumerate(found.taken) if guess}
    specs = {i: words.fields.get(name) for i, name in fields.items()}
    return [
        i for i, name in fields.items()
        if name in OWN_FIELDS or ((spec := specs[i]) and spec.part_of in OWN_FIELDS)
    ]  # fmt: skip


def _begins(at: np.ndarray, rows: Rows) -> np.ndarray:
    """Return which records have none above them in their group."""
    group = np.searchsorted([group.position for group in rows.groups if group.divides], at)
    begins: np.ndarray = np.diff(group, prepend=-1) != 0
    return begins


def _of_fields(filled: _Filled, words: Vocabulary) -> _Filled:
    """Return the filled rows under the fields that part columns compose."""
    found: _Filled = {}
    for name, rows in filled.items():
        spec = words.fields.get(name)
        field = spec.part_of or name if spec else name
        found[field] = np.union1d(found.get(field, np.empty(0, dtype=np.int64)), rows)
    return found


def _composed(raw: pd.DataFrame, words: Vocabulary) -> pd.DataFrame:
    parts = [name for name in map(str, raw) if name in words.fields and words.fields[name].part_of]
    if not parts:
        return raw
    made = compose(raw[parts], raw)
    # A cross under "Hộ nghèo" is kept beside: two crosses in a row contradict each other.
    raw = raw.drop(columns=[name for name in parts if words.fields[name].part_of in _COMPOSED])
    for name in made.columns:
        if name in words.dataset.fields:
            raw[name] = made[name]
    return raw


def _is_used(column: pa.ChunkedArray, heading: Heading, guess: Guess | None) -> bool:
    if guess is not None:
        return guess.field != ROW_NUMBER
    return bool(heading.parts) or column.null_count < len(column)


def _column_names(
    columns: Sequence[pa.ChunkedArray],
    headings: Sequence[Heading],
    found: ColumnMap,
    words: Vocabulary,
) -> dict[int, str]:
    """Return the name of every column that is kept: its field, else its heading."""
    taken = {guess.field for guess in found.taken if guess}
    names: dict[int, str] = {}
    for i, guess in enumerate(found.taken):
        if not _is_used(columns[i], headings[i], guess):
            continue
        name = guess.field if guess else headings[i].text or f"Cột {letter(i)}"
        clash = name in names.values() or name in _RESERVED or name.endswith("_precision")
        if not guess and (clash or name in taken or name in words.reserved or name[0] == "_"):
            # An underscore in front is for our own columns, which are not written.
            name = f"{name.lstrip('_')} (cột {letter(i)})".strip()
        names[i] = name
    return names
