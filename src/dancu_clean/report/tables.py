"""The run folder's Parquet tables: one order, one type per column, equal bytes for equal rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

PLACE = ("dataset", "source_file", "source_sheet", "source_row", "record_key")
VERDICT = (
    "outcome",
    "person_id",
    "linked",
    "needs_review",
    "score",
    "second_person_id",
    "second_score",
    "province",
    "commune",
)
_INTEGERS = frozenset({"source_row", "rank"})
_BOOLEANS = frozenset({"linked", "needs_review"})
_FLOATS = frozenset({"score", "second_score"})
_DIGITS = 6


def contract_order(columns: Sequence[str], fields: Sequence[str]) -> list[str]:
    """Order the columns of `records`: contract, known fields with their precision, the rest.

    Internal columns (a leading `_`) are left out.
    """
    kept = [name for name in columns if not name.startswith("_")]
    known = [name for field in fields for name in (field, f"{field}_precision")]
    wanted = dict.fromkeys([*PLACE, *VERDICT, *known, *kept])
    return [name for name in wanted if name in set(kept)]


def to_arrow(frame: pd.DataFrame) -> pa.Table:
    """Turn a table of the report into Arrow: text, whole numbers, flags and rounded figures."""
    names = [str(name) for name in frame.columns if not str(name).startswith("_")]
    arrays = [_column(name, frame[name]) for name in names]
    return pa.Table.from_arrays(arrays, names=names)


def _column(name: str, values: pd.Series) -> pa.Array:
    if name in _INTEGERS:
        return pa.array(values.astype("Int64"), type=pa.int64(), from_pandas=True)
    if name in _BOOLEANS:
        return pa.array(values.astype("boolean"), type=pa.bool_(), from_pandas=True)
    if name in _FLOATS or (name.endswith("_weight") and values.dtype.kind == "f"):
        rounded = values.astype("float64").round(_DIGITS) + 0.0  # −0.0 becomes 0.0
        return pa.array(rounded, type=pa.float64(), from_pandas=True)
    array = pa.array(values.astype("str"), from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.cast(pa.string())


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write one Parquet file; no pandas notes and no time inside, so equal rows are equal bytes."""
    pq.write_table(
        to_arrow(frame),
        path,
        compression="zstd",
        compression_level=3,
        version="2.6",
        row_group_size=1 << 18,
        store_schema=False,
    )


def read_rows(path: Path, column: str, value: Any) -> pd.DataFrame:
    """Read the rows of one Parquet file whose `column` equals `value`."""
    table = pq.read_table(path, filters=[(column, "=", value)])
    frame: pd.DataFrame = table.to_pandas()
    return frame


def read_table(path: Path) -> pd.DataFrame:
    """Read one Parquet file as it was written: text columns, missing = NaN."""
    frame: pd.DataFrame = pq.read_table(path).to_pandas()
    return frame
