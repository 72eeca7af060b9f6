"""Parquet: any column types → text; the column names count as row 1."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dancu_clean.errors import SourceError
from dancu_clean.formats.grid import TEXT, Grid, blank_to_null, text_array
from dancu_clean.lang import t


def read_parquet(path: Path) -> list[Grid]:
    """Return the one table of a Parquet file, names as its first row; raises SourceError."""
    try:
        table = pq.read_table(path, use_threads=False)
        columns = [_column(name, table.column(i)) for i, name in enumerate(table.column_names)]
    except (pa.ArrowException, OSError) as error:
        raise SourceError(
            t("Tệp Parquet bị hỏng hoặc không đọc được.", "The Parquet file cannot be read."),
            where=path.name,
            hint=t(
                "Xuất lại tệp từ hệ thống nguồn rồi chạy lại.",
                "Export the file again from its source and run again.",
            ),
        ) from error
    return [Grid(path.stem, "parquet", tuple(columns))]


def _column(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    chunks = [_text(chunk) for chunk in column.chunks]
    return pa.chunked_array([pa.array([name], TEXT), *chunks], type=TEXT)


def _text(chunk: pa.Array) -> pa.Array:
    kind = chunk.type
    if pa.types.is_dictionary(kind):
        return _text(chunk.dictionary_decode())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return blank_to_null(chunk.cast(TEXT))
    if pa.types.is_integer(kind) or pa.types.is_date(kind):
        return chunk.cast(pa.date32() if pa.types.is_date(kind) else kind).cast(TEXT)
    if pa.types.is_floating(kind):
        values = chunk.cast(pa.float64())
        chunk = pc.if_else(pc.is_nan(values), pa.scalar(None, pa.float64()), values)
    if pa.types.is_timestamp(kind):
        chunk = chunk.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    if pa.types.is_decimal(kind):
        return text_array([_decimal(value) for value in chunk.to_pylist()])
    return text_array(chunk.to_pylist())


def _decimal(value: object) -> str:
    text = "" if value is None else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
