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

_WHOLE, _MADE = "(cả bảng)", "(không có cột riêng)"
_COLUMNS = (
    Column("Tệp", 22),
    Column("Trang tính", 13),
    Column("Cột", 7, "centre"),
    Column("Tiêu đề trong tệp", 25, "text", {_WHOLE: "blue"}),
    Column("Hiểu là", 25),
    Column("Cách nhận ra", 20),
    Column("Độ chắc", 8, "centre"),
    Column("Đã chuẩn hóa (số ô)", 38),
    Column("Ghi nhận", 62),
)
_Lines = dict[str, list[str]]


def write_readings(book: Book, desk: Desk) -> None:
    """Write `Cách đọc tệp`: how each table was read, each column taken, and what was repaired.

    A table has a row of its own, then its columns, then the fields that were made of several.
    """
    rows = [row for reading in desk.report.readings for row in _rows(desk, reading)]
    if rows:
        cells_of = [list(part) for part in zip(*rows, strict=True)]
        book.table("Cách đọc tệp", list(zip(_COLUMNS, cells_of, strict=True)), frozen=4)


def _rows(desk: Desk, reading: Reading) -> list[tuple[Cell, ...]]:
    repaired, told = _repairs(desk, reading), _told(desk, reading)
    place = (reading.file, reading.sheet or None)
    title = desk.labels.dataset(reading.dataset)
    sure = f"{100 * reading.dataset_confidence:.0f} %"
    head = (None, _WHOLE, title, "theo tên các cột", sure, None, "\n".join(_table(reading)))
    own = [column.field for column in reading.columns if column.field]
    made = [name for name in dict.fromkeys([*repaired, *told]) if name and name not in own]
    return [
        (*place, *cells)
        for cells in (
            head,
            *(_column(desk, reading, column, repaired, told) for column in reading.columns),
            *(_made(desk, reading, name, repaired, told) for name in made),
        )
    ]


def _table(reading: Reading) -> list[str]:
    """Return what holds for the whole table, one remark a line."""
    kind = f"tệp {reading.container}" + f", bảng mã {reading.encoding}" * bool(reading.encoding)
    heading = f"tiêu đề ở dòng {reading.header_row}" if reading.header_row else "không có tiêu đề"
    skipped = [f"{SKIPPED.get(name, name)}: {n}" for name, n in reading.skipped.items() if n]
    return [
        f"{show_number(reading.rows)} bản ghi; {heading}; {kind}",
        *(["Bỏ qua " + ", ".join(skipped)] if skipped else []),
        *reading.remarks,
    ]


def _column(
    desk: Desk, reading: Reading, column: ColumnReading, repaired: _Lines, told: _Lines
) -> tuple[Cell, ...]:
    name = column.field or ""
    label = desk.labels.field(reading.dataset, name) if name else None
    return (
        column.letter,
        column.heading or None,
        label or "(không dùng)",
        HOW.get(column.how, column.how),
        f"{100 * column.confidence:.0f} %" if label else None,
        "\n".join(repaired.get(name, ())) or None,
        "\n".join(told.get(name, ())) or None,
    )


def _made(
    desk: Desk, reading: Reading, name: str, repaired: _Lines, told: _Lines
) -> tuple[Cell, ...]:
    """Describe a field that no single column holds: a date of three columns, a number moved."""
    parts = desk.labels.parts.get(reading.dataset, {})
    letters = [c.letter for c in reading.columns if c.field and parts.get(c.field) == name]
    return (
        ", ".join(letters) or None,
        _MADE,
        desk.labels.field(reading.dataset, name),
        "ghép từ các cột" if letters else "lấy từ cột khác",
        None,
        "\n".join(repaired.get(name, ())) or None,
        "\n".join(told.get(name, ())) or None,
    )


def _repairs(desk: Desk, reading: Reading) -> _Lines:
    """Return per field how many cells each repair touched, the commonest first."""
    place = (reading.file, reading.sheet or "", reading.header_row)
    mine = [
        entry
        for entry in desk.report.summary.get("repairs", [])
        if (entry["source_file"], entry["source_sheet"], entry["header_row"]) == place
    ]
    out: _Lines = {}
    for entry in sorted(mine, key=lambda entry: -int(entry["cells"])):
        label = STEP_LABELS.get(entry["step"], entry["step"])
        out.setdefault(entry["field"], []).append(f"{label}: {show_number(entry['cells'])}")
    return out


def _told(desk: Desk, reading: Reading) -> _Lines:
    """Return per field what was found of the whole column."""
    table = desk.report.findings
    here = (table["source_file"] == reading.file) & table["source_row"].isna()
    here &= table["source_sheet"].fillna("") == (reading.sheet or "")
    here &= table["field"].notna() & table["person_id"].isna()
    out: _Lines = {}
    for name, message in table.loc[here, ["field", "message"]].itertuples(index=False):
        out.setdefault(str(name), []).append(str(message))
    return out


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
