"""Job files: sources with their reading, reference, day and place of a run, as YAML.

    sources:
      - danh_sach                      # a file, a folder or a pattern, read as usual
      - file: hoc_sinh.xlsx            # or one table, read as written here
        sheet: Lớp 6A
        dataset: person_list
        header_row: 4
        columns:
          B: {heading: Họ và tên, field: full_name}
    reference: dan_cu.xlsx
    as_of: "2026-11-22"
    out: ket_qua/lan-1
    purpose: Rà soát tháng 11

Paths count from the folder of the job file. Everything but `sources` may be left out, and what
the command line says comes first.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dancu_clean.lang import t
from dancu_clean.model import Reading
from dancu_clean.nodes import Node, did_you_mean, dump_yaml, open_yaml
from dancu_clean.reading.headings import ROW_NUMBER
from dancu_clean.reading.saved import SavedColumn, SavedTable

SUFFIXES = (".yaml", ".yml")
_KEYS = ("sources", "reference", "as_of", "out", "purpose", "schemas")
_TABLE_KEYS = ("file", "sheet", "dataset", "header_row", "columns")
_COLUMN_KEYS = ("heading", "field")
_KEPT = "-"


@dataclass(frozen=True)
class JobFile:
    """What a job file says; None or () where it says nothing."""

    sources: tuple[Path, ...]
    tables: tuple[SavedTable, ...] = ()
    reference: tuple[Path, ...] = ()
    as_of: str | None = None
    out: Path | None = None
    purpose: str = ""
    schemas: Path | None = None


def is_job_file(path: Path) -> bool:
    """Tell a job file by its name."""
    return path.suffix.lower() in SUFFIXES


def read_job(path: Path, datasets: Collection[str] = (), fields: Collection[str] = ()) -> JobFile:
    """Read a job file; an unknown key, dataset or field is refused with its line.

    Without `datasets` and `fields` names are taken as they stand.
    """
    whole = open_yaml(path)
    keys = whole.items(_KEYS)
    if "sources" not in keys:
        raise whole.fail(
            t("Tệp công việc thiếu khóa `sources`.", "The job file has no key `sources`.")
        )
    folder = path.parent
    sources, tables = [], []
    for node in _listed(keys["sources"]):
        if node.is_text():
            sources.append(folder / node.text())
            continue
        table = _table(node, folder, datasets, fields)
        sources.append(table.path)
        tables.append(table)
    return JobFile(
        sources=tuple(dict.fromkeys(sources)),
        tables=tuple(tables),
        reference=tuple(folder / n.text() for n in _listed(keys.get("reference"))),
        as_of=str(keys["as_of"].scalar()) if "as_of" in keys else None,
        out=folder / keys["out"].text() if "out" in keys else None,
        purpose=keys["purpose"].text() if "purpose" in keys else "",
        schemas=folder / keys["schemas"].text() if "schemas" in keys else None,
    )


def _listed(node: Node | None) -> list[Node]:
    """Return the items of a list, or the one value that stands for a list of one."""
    if node is None:
        return []
    return [node] if node.is_scalar() else node.list()


def _table(
    node: Node, folder: Path, datasets: Collection[str], fields: Collection[str]
) -> SavedTable:
    keys = node.items(_TABLE_KEYS)
    if "file" not in keys:
        raise node.fail(t("Mục này thiếu khóa `file`.", "This item has no key `file`."))
    columns = keys["columns"].items() if "columns" in keys else {}
    return SavedTable(
        path=folder / keys["file"].text(),
        sheet=keys["sheet"].text() if "sheet" in keys else None,
        dataset=_name(keys["dataset"], datasets) if "dataset" in keys else None,
        header_row=int(keys["header_row"].number()) if "header_row" in keys else None,
        columns=tuple(_column(name, child, fields) for name, child in columns.items()),
    )


def _column(name: str, node: Node, fields: Collection[str]) -> SavedColumn:
    keys = node.items(_COLUMN_KEYS)
    for key in _COLUMN_KEYS:
        if key not in keys:
            raise node.fail(t(f"Cột {name} thiếu khóa `{key}`.", f"{name} has no key `{key}`."))
    chosen = keys["field"].text()
    allowed = {*fields, ROW_NUMBER, _KEPT} if fields else {chosen}
    if chosen not in allowed:
        raise keys["field"].fail(
            t(f"Không có trường “{chosen}”.", f"There is no field “{chosen}”."),
            did_you_mean(chosen, allowed),
        )
    return SavedColumn(name.upper(), keys["heading"].text(), chosen)


def _name(node: Node, datasets: Collection[str]) -> str:
    return node.word(datasets) if datasets else node.text()


def job_text(readings: Sequence[Reading], folder: Path, schemas: Path | None) -> str:
    """Return the job file that repeats these readings, to be written into `folder`."""
    job: dict[str, Any] = {"sources": [_table_value(reading, folder) for reading in readings]}
    if schemas is not None:
        job["schemas"] = _relative(schemas, folder)
    return dump_yaml(job)


def _table_value(reading: Reading, folder: Path) -> dict[str, Any]:
    value: dict[str, Any] = {"file": _relative(reading.path, folder)}
    if reading.sheet:
        value["sheet"] = reading.sheet
    return value | {
        "dataset": reading.dataset,
        "header_row": reading.header_row,
        "columns": {
            column.letter: {
                "heading": column.heading,
                "field": ROW_NUMBER if column.how == ROW_NUMBER else column.field or _KEPT,
            }
            for column in reading.columns
        },
    }


def _relative(path: Path, folder: Path) -> str:
    """Return a path from the folder of the job file, in the form that holds on every system."""
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
