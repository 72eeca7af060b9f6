from __future__ import annotations

import datetime as dt
import decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dancu_clean.formats.open import open_tables


def test_any_type_becomes_text(tmp_path: Path) -> None:
    path = tmp_path / "ds.parquet"
    columns = {
        "id": pa.array([1080001234, None], pa.int64()),
        "float": pa.array([1971.0, float("nan")]),
        "day": pa.array([dt.date(1990, 2, 1), None]),
        "stamp": pa.array([dt.datetime(1990, 2, 1), dt.datetime(1990, 2, 1, 5, 6)]),
        "flag": pa.array([True, None]),
        "name": pa.array(["An", " "]).dictionary_encode(),
        "sum": pa.array([decimal.Decimal("360000.00"), decimal.Decimal("1.50")]),
    }
    pq.write_table(pa.table(columns), path)
    grid = open_tables(path)[0]
    assert grid.head(5) == [
        list(columns),
        ["1080001234", "1971", "1990-02-01", "1990-02-01", "TRUE", "An", "360000"],
        ["", "", "", "1990-02-01 05:06:00", "", "", "1.5"],
    ]
