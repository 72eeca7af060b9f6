"""`Cách đọc tệp` and `Luật`: how the run came to its figures."""

from __future__ import annotations

import pandas as pd

from dancu_clean.model import ColumnReading, Reading
from dancu_clean.registry import RULES
from dancu_clean.report.desk import Desk, cells, whole
from dancu_clean.report.review import SEVERITY_TINTS
from dancu_clean.report.sheet import Book, Cell, Column, Filled
from dancu_clean.report.words import CRITERIA, HOW, SEVERITIES, SKIPPED, show_number
from dancu_clean.text.clean import STEP_LABELS

_COLUMNS = (
    Column("Tệp", 20),
    Column("Trang tính", 12),
    Column("Đọc là danh sách", 22),
    Column("Dòng tiêu đề", 8, "whole"),
    Column("Mã chữ", 10, "centre"),
    Column("Số bản ghi", 9, "whole"),
    Column("Dòng bỏ qua, ghi nhận", 24),
    Column("Cột", 6, "centre"),
    Column("Tiêu đề trong tệp", 24),
    Column("Hiểu là trường", 22),
    Column("Độ chắc", 8, "centre"),
    Column("Cách nhận ra", 16),
    Column("Đã chuẩn hóa (số ô)", 32),
)


def write_readings(book: Book, desk: Desk) -> None:
    """Write `Cách đọc tệp`: what each column was taken for, and what was repaired on the way."""
    repairs = _repairs(desk)
    rows = [
        (*_table(desk, reading), *_column(desk, reading, column, repairs))
        for reading in desk.report.readings
        for column in reading.columns
    ]
    if rows:
        cells_of = [list(part) for part in zip(*rows, strict=True)]
        book.table("Cách đọc tệp", list(zip(_COLUMNS, cells_of, strict=True)))


def _table(desk: Desk, reading: Reading) -> tuple[Cell, ...]:
    skipped = [f"{SKIPPED.get(name, name)}: {n}" for name, n in reading.skipped.items() if n]
    remarks = [*(["bỏ qua " + ", ".join(skipped)] if skipped else []), *reading.remarks]
    return (
        reading.file,
        reading.sheet or None,
        f"{desk.labels.dataset(reading.dataset)} ({100 * reading.dataset_confidence:.0f} %)",
        reading.header_row,
        reading.encoding or reading.container,
        reading.rows,
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
        f"{100 * column.confidence:.0f} %" if label else None,
        HOW.get(column.how, column.how),
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
                _plain(rule.title),
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
        (Column("Mã quy tắc", 30, "id"), cells(table["code"])),
        (Column("Tiêu chí", 12, "centre"), cells(table["criterion"])),
        (Column("Mức độ", 11, "centre", SEVERITY_TINTS), cells(table["severity"])),
        (Column("Nội dung", 62), cells(table["title"])),
        (Column("Căn cứ pháp lý", 40), cells(table["law"])),
        (Column("Số sai lệch lần này", 12, "whole"), whole(table["count"])),
    ]
    book.table("Luật", columns)


_PLACES = {
    "{value}": "giá trị",
    "{reference}": "giá trị CSDL dân cư",
    "{proposed}": "đề xuất",
    "{other}": "bản ghi khác",
    "{label}": "tên trường",
}


def _plain(title: str) -> str:
    for mark, word in _PLACES.items():
        title = title.replace(mark, f"<{word}>")
    return title
