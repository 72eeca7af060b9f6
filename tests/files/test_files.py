"""Whole files, read and cleaned, against tables of what a clerk sees in them.

A case is a file `<area>/<name>.<anything>` with `<area>/<name>.expected.csv` beside it (UTF-8,
comma). `<name>` ends at the first dot, so one table serves one list saved in many ways:
`plain.xlsx`, `plain.xls`, `plain.tcvn3.csv` are all held against `plain.expected.csv`.

Columns of the expected table: `source_sheet` (may be left out: a CSV has none of its own),
`source_row` (as Excel shows it), then any field or unknown heading of `records.parquet`, as it
stands after cleaning; a blank cell means "no value". Columns that are not named are not compared.
One row per record, in the order of the file; so a row too many or too few fails. Two columns
have a meaning of their own: `problems` are the rules that the reading found broken in the row,
`field:rule` (`rule` alone for the whole row), sorted and joined by a space; `dataset` is the kind
of the list.

A file named `<name>.refused.<ending>` has no table: it must be refused with a reason and a hint.
The people are invented.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dancu_clean.model import Records
from dancu_clean.spec import Dataset, load_catalog
from dancu_clean.steps.normalise import normalise
from dancu_clean.steps.read import read_sources

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 22)
Row = dict[str, str]


def expected_of(path: Path) -> Path:
    return path.with_name(path.name.split(".")[0] + ".expected.csv")


def files() -> list[Path]:
    """Return every file that an expected table or the word "refused" makes a case.

    Memo files belong to the dbf beside them.
    """
    found = sorted(path for path in HERE.glob("*/*") if path.is_file())
    return [
        path for path in found
        if path.suffix not in (".dbt", ".fpt") and path != expected_of(path)
        and (expected_of(path).exists() or is_refused(path))
    ]  # fmt: skip


def is_refused(path: Path) -> bool:
    return "refused" in path.name.split(".")[1:]


def label(path: Path) -> str:
    return path.relative_to(HERE).as_posix()


@cache
def catalog() -> dict[str, Dataset]:
    return load_catalog()


def read_expected(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def cells(records: Records, columns: list[str]) -> Iterator[Row]:
    """Yield the records as text under the names of the expected table."""
    told: dict[int, set[str]] = {}
    for row, field, rule in records.problems[["row", "field", "rule"]].itertuples(index=False):
        told.setdefault(row, set()).add(f"{field}:{rule}" if isinstance(field, str) else rule)
    for position, row in enumerate(records.frame.to_dict("records")):
        row["problems"] = " ".join(sorted(told.get(position, ())))
        yield {name: text(row.get(name)) for name in columns}


def differences(found: list[Row], expected: list[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Yield source row, column, what was read and what should have been."""
    for got, wanted in zip(found, expected, strict=False):
        for column, value in wanted.items():
            if got[column] != value:
                yield wanted["source_row"], column, got[column], value


def text(value: Any) -> str:
    return "" if value is None or value != value else str(value)


@pytest.mark.parametrize("path", [p for p in files() if not is_refused(p)], ids=label)
def test_file_is_read_cell_by_cell(path: Path) -> None:
    expected = read_expected(expected_of(path))
    sources, errors = read_sources([path], catalog())
    assert not errors, [(error.message, error.where, error.hint) for error in errors]
    tables = [normalise(source, AS_OF) for source in sources]
    found = [row for table in tables for row in cells(table, list(expected[0]))]
    assert not list(differences(found, expected))
    assert len(found) == len(expected), [row["source_row"] for row in found]


@pytest.mark.parametrize("path", [p for p in files() if is_refused(p)], ids=label)
def test_file_is_refused_with_a_reason(path: Path) -> None:
    sources, errors = read_sources([path], catalog())
    assert not sources
    assert all(error.message and error.hint for error in errors)


def test_every_table_has_its_file() -> None:
    tables = set(HERE.glob("*/*.expected.csv"))
    assert tables == {expected_of(path) for path in files() if not is_refused(path)}
