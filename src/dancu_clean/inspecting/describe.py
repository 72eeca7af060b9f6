"""A reading as data, ready for JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from dancu_clean.inspecting.masking import mask
from dancu_clean.model import ColumnReading, Records, Source
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import STEP_LABELS

_PREVIEW = 3


def describe(source: Source, records: Records | None = None) -> dict[str, Any]:
    """Return the whole reading of one table, ready for JSON; names and numbers are masked.

    `records`: the first rows of the table after cleaning, for what a run would make of them.
    """
    reading = source.reading
    fields = source.dataset.fields
    return {
        "file": reading.file,
        "sheet": reading.sheet,
        "container": reading.container,
        "encoding": reading.encoding,
        "dataset": reading.dataset,
        "dataset_title": source.dataset.title,
        "dataset_title_en": source.dataset.title_en,
        "dataset_confidence": reading.dataset_confidence,
        "header_row": reading.header_row,
        "first_row": int(source.source_row[0]) if reading.rows else None,
        "last_row": int(source.source_row[-1]) if reading.rows else None,
        "rows": reading.rows,
        "columns": [_column(column, fields) for column in reading.columns],
        "unknown_columns": [c.heading or c.letter for c in reading.columns if c.how == "unknown"],
        "skipped": dict(reading.skipped),
        "remarks": list(reading.remarks),
        "labels": {n: _label(n, fields) for n in map(str, (*source.raw.columns, *fields))},
        "seen": len(records.frame) if records else 0,
        "repairs": _repairs(records, fields) if records else [],
        "preview": _preview(source, records),
    }


def _column(column: ColumnReading, fields: Mapping[str, FieldSpec]) -> dict[str, Any]:
    spec = fields.get(column.field or "")
    return {
        "letter": column.letter,
        "heading": unicodedata.normalize("NFC", column.heading),
        "field": column.field,
        "label": spec.label if spec else None,
        "part_of": spec.part_of if spec else None,
        "part_of_label": _label(spec.part_of, fields) if spec and spec.part_of else None,
        "confidence": column.confidence,
        "how": column.how,
    }


def _label(name: str, fields: Mapping[str, FieldSpec]) -> str:
    return fields[name].label if name in fields else name


def _repairs(records: Records, fields: Mapping[str, FieldSpec]) -> list[dict[str, Any]]:
    """Return per field and step how many cells of the seen rows it changes, by field."""
    repairs = records.repairs
    steps = repairs.assign(step=repairs["steps"].str.split("+")).explode("step")
    counts = steps.groupby(["field", "step"], sort=False).size().reset_index(name="cells")
    order = list(fields)
    found = [
        {
            "field": str(one["field"]),
            "label": _label(str(one["field"]), fields),
            "step": str(one["step"]),
            "step_label": STEP_LABELS.get(str(one["step"]), str(one["step"])),
            "cells": int(one["cells"]),
        }
        for one in counts.to_dict("records")
    ]
    return sorted(found, key=lambda one: order.index(one["field"]) if one["field"] in order else 99)


def _preview(source: Source, records: Records | None) -> list[dict[str, Any]]:
    rows = []
    for at, row in enumerate(source.source_row[:_PREVIEW]):
        raw = source.raw.iloc[at].dropna()
        clean = records.frame.iloc[at].dropna().to_dict() if records else {}
        specs = source.dataset.fields
        rows.append(
            {
                "row": int(row),
                "values": {str(n): mask(str(v), specs.get(str(n))) for n, v in raw.items()},
                "clean": {
                    name: mask(str(clean[name]), spec)
                    for name, spec in specs.items()
                    if name in clean and str(clean[name]) != raw.get(name)
                },
            }
        )
    return rows
