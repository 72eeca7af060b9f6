"""What the steps hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dancu_clean.findings import concat
from dancu_clean.spec import Dataset


def no_repairs() -> pd.DataFrame:
    """Return an empty table of repairs: `row, field, steps`."""
    empty = pd.DataFrame({"row": np.empty(0, dtype=np.int64), "field": [], "steps": []})
    return empty.astype({"field": "str", "steps": "str"})


@dataclass(frozen=True)
class ColumnReading:
    """What the reader took one column for. `field` is None for a column it does not know."""

    heading: str
    letter: str
    field: str | None
    confidence: float
    how: str


@dataclass(frozen=True)
class Reading:
    """How one table of one file was read; rows and letters as Excel shows them.

    `dates_1904`: the workbook says that its serial numbers of days count from 1904.
    """

    file: str
    path: Path
    sheet: str
    container: str
    encoding: str | None
    dataset: str
    dataset_confidence: float
    header_row: int
    columns: tuple[ColumnReading, ...]
    skipped: dict[str, int]
    rows: int
    remarks: tuple[str, ...] = ()
    dates_1904: bool = False


@dataclass(frozen=True)
class Source:
    """One table as text under field names, before any cleaning.

    `raw` has a RangeIndex and pandas `str` columns (missing = NaN, never ""): known columns
    under their field name, unknown ones under their heading. Date cells are ISO text. Blank
    cells that the table itself fills (merged cells, "nt", group rows) are filled; `repairs`
    (`row, field, steps`, as in `Records`) names them, `problems` are partial findings.
    """

    dataset: Dataset
    reading: Reading
    raw: pd.DataFrame
    source_row: np.ndarray
    repairs: pd.DataFrame = field(default_factory=no_repairs)
    problems: pd.DataFrame = field(default_factory=lambda: concat([]))


@dataclass(frozen=True)
class Records:
    """One table after cleaning. All frames with a `row` column count positions in `frame`.

    `frame`: `dataset, source_file, source_sheet, source_row, record_key`, the fields after
    cleaning, `<date field>_precision`, `province`, `commune`, unknown columns untouched, and
    internal columns that begin with `_` (never written). `raw`: the fields as read.
    `repairs`: `row, field, steps` (names joined by `+`). `problems`: partial findings that the
    normalisers met on their way.
    """

    dataset: Dataset
    reading: Reading
    frame: pd.DataFrame
    raw: pd.DataFrame
    repairs: pd.DataFrame
    problems: pd.DataFrame


@dataclass(frozen=True)
class Matches:
    """Links of one `Records` to the reference, see `steps/match.py` for the columns.

    `best`: one row per record: `person` (reference row, −1 none), `score`, `second`,
    `second_score`, `linked`, `needs_review`, `ambiguous`, `id_owner` (reference row that holds
    the record's number, −1 none). `candidates`: up to three rows per record with score and,
    per field, `<field>_level` and `<field>_weight`.
    """

    best: pd.DataFrame
    candidates: pd.DataFrame


@dataclass(frozen=True)
class Verdict:
    """What compare says of one `Records`: `outcome` per record and partial findings.

    `person`: the reference row of the person each record is about, −1 none. It is the best
    candidate but for numbers of somebody else and for a marriage of which only the wife is known.
    """

    outcome: pd.Series
    findings: pd.DataFrame
    person: np.ndarray | None = None


@dataclass(frozen=True)
class Report:
    """Everything a run found; Excel, Parquet and JSON are views of it.

    `decided`: the findings that earlier decisions closed, with `decision`, `who`, `when` (None
    where there was no decision to read); `decided_records`: the records whose person was chosen.
    """

    records: pd.DataFrame
    findings: pd.DataFrame
    links: pd.DataFrame
    repairs: pd.DataFrame
    readings: tuple[Reading, ...]
    summary: dict[str, Any]
    run: dict[str, Any]
    reference: pd.DataFrame | None = field(default=None)
    decided: pd.DataFrame | None = field(default=None)
    decided_records: frozenset[str] = frozenset()
