"""`Cách đọc tệp` and `Luật`: how the run came to its figures."""

from __future__ import annotations

import pandas as pd

from dancu_clean.model import ColumnReading, Reading
from dancu_clean.registry import RULES
from dancu_clean.report.desk import Desk, cells, whole
from dancu_clean.report.review import SEVERITY_TINTS
from dancu_clean.report.sheet import Book, Cell, Column, Filled
from dancu_clean.report.titles import plain_title
from dancu_clean.report.words import CRITERIA, HOW, SEVERITIES, SKIPPED, show_number
from dancu_clean.text.clean import STEP_LABELS

_COLUMNS = (
    Column("Tệp", 22),
    Column("Trang tính", 13),
    Column("Cột", 6, "centre"),
    Column("Tiêu đề trong tệp", 24),
    Column("Hiểu là", 23),
    Column("Cách nhận ra", 17),
    Column("Độ chắc", 8, "centre"),
    Column("Đã chuẩn hóa (số ô)", 34),
    Column("Đọc là danh sách", 24),
    Column("Dòng tiêu đề", 8, "whole"),
    Column("Số bản ghi", 8, "whole"),
    Column("Loại tệp, bảng mã", 11, "centre"),
    Column("Dòng bỏ qua, ghi nhận", 28),
)


def write_readings(book: Book, desk: Desk) -> None:
    """Write `Cách đọc tệp`: what each column was taken for, and what was repaired on the way."""
    repairs = _repairs(desk)
    rows = [
        (
            reading.file,
            reading.sheet or None,
            *_column(desk, reading, column, repairs),
            # What holds for the whole table stands once: beside its first column.
            *(_table(desk, reading) if at == 0 else (None,) * 5),
        )
        for reading in desk.report.readings
        for at, column in enumerate(reading.columns)
    ]
    if rows:
        cells_of = [list(part) for part in zip(*rows, strict=True)]
        book.table("Cách đọc tệp", list(zip(_COLUMNS, cells_of, strict=True)), frozen=3)


def _table(desk: Desk, reading: Reading) -> tuple[Cell, ...]:
    skipped = [f"{SKIPPED.get(name, name)}: {n}" for name, n in reading.skipped.items() if n]
    remarks = [*(["bỏ qua " + ", ".join(skipped)] if skipped else []), *reading.remarks]
    kinds = [kind for kind in (reading.container, reading.encoding) if kind]
    return (
        f"{desk.labels.dataset(reading.dataset)} ({100 * reading.dataset_confidence:.0f} %)",
        reading.header_row,
        reading.rows,
        ", ".join(kinds),
        "; ".join(remarks) or None,
    )


def _column(
    desk: Desk,
    reading: Reading,
    column: ColumnReading,
    repairs: dict[tuple[str, str, str], str],
) -> tuple[Cell, ...]:
    label = desk.labels.field(reading.dataset, column.field) if column.field else None
    return (
        column.letter,
        column.heading or None,
        label or "(không dùng)",
        HOW.get(column.how, column.how),
        f"{100 * column.confidence:.0f} %" if label else None,
        repairs.get((reading.file, reading.sheet or "", column.field or "")),
    )


def _repairs(desk: Desk) -> dict[tuple[str, str, str], str]:
    out: dict[tuple[str, str, str], list[str]] = {}
    for entry in desk.report.summary.get("repairs", []):
        key = (entry["source_file"], entry["source_sheet"] or "", entry["field"])
        label = STEP_LABELS.get(entry["step"], entry["step"])
        out.setdefault(key, []).append(f"{label}: {show_number(entry['cells'])}")
    return {key: "; ".join(parts) for key, parts in out.items()}


def write_rules(book: Book, desk: Desk) -> None:
    """Write `Luật`: every rule of the catalogue with its ground and what it found in this run."""
    counts = {entry["rule"]: entry for entry in desk.report.summary["rules"]}
    seen = [code for code in counts if code not in RULES]
    order = list(CRITERIA)
    table = pd.DataFrame(
        [
            (
                rule.code,
                CRITERIA[rule.criterion],
                SEVERITIES[rule.severity],
                plain_title(rule.title, rule.code),
                rule.law or None,
                counts.get(rule.code, {}).get("findings", 0),
                order.index(rule.criterion),
            )
            for rule in RULES.values()
        ]
        + [(c, CRITERIA[counts[c]["criterion"]], None, None, None, counts[c]["findings"], 9)
           for c in seen],
        columns=["code", "criterion", "severity", "title", "law", "count", "order"],
    )  # fmt: skip
    table = table.sort_values(["count", "order", "code"], ascending=[False, True, True])
    columns: list[Filled] = [
        (Column("Nội dung kiểm tra", 58), cells(table["title"])),
        (Column("Tiêu chí", 11, "centre"), cells(table["criterion"])),
        (Column("Mức độ", 11, "centre", SEVERITY_TINTS), cells(table["severity"])),
        (Column("Căn cứ pháp lý", 38), cells(table["law"])),
        (Column("Số sai lệch lần này", 10, "count"), whole(table["count"])),
        (Column("Mã tra cứu", 27, "id"), cells(table["code"])),
    ]
    book.table("Luật", columns)
