"""The two sheets in which people decide: `Sai lệch` (findings), `Đối sánh` (persons)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dancu_clean.report.desk import PLACE, Desk, Labels, cells, mapped, paired, whole
from dancu_clean.report.marks import mark_differences
from dancu_clean.report.sheet import Book, Cell, Column, Filled, Mark, decision_columns
from dancu_clean.report.words import (
    CRITERIA,
    GOOD_LEVELS,
    LEVELS,
    LIFE,
    OUTCOMES,
    SEVERITIES,
    score_words,
    show_number,
    show_value,
)

MAX_RICH = 20_000
SEVERITY_TINTS = {"Lỗi": "red", "Cảnh báo": "amber", "Lưu ý": "blue"}
OUTCOME_TINTS = {
    **dict.fromkeys([OUTCOMES[name] for name in ("exact", "variant", "year_only")], "green"),
    **dict.fromkeys([OUTCOMES[name] for name in ("found_without_id", "moved")], "blue"),
    **dict.fromkeys([OUTCOMES[name] for name in ("differs", "ambiguous", "duplicate")], "amber"),
    **dict.fromkeys([OUTCOMES[n] for n in ("id_of_other", "id_malformed", "deceased")], "red"),
    **dict.fromkeys([OUTCOMES[name] for name in ("not_found", "unreadable")], "grey"),
}
_REVIEW = ("id_of_other", "ambiguous", "differs", "id_malformed", "not_found")
_CANDIDATES = 3


def write_findings(book: Book, desk: Desk) -> None:
    """Write `Sai lệch`: one row a finding, the worst first, differing letters marked."""
    table, labels = desk.findings, desk.labels
    one_file = table["source_file"].nunique() <= 1
    one_sheet = table.groupby("source_file")["source_sheet"].nunique().max() <= 1
    left, right = _values(table, labels)
    columns: list[Filled] = [
        (Column("Mã sai lệch", 13, "id"), cells(table["finding_id"])),
        (Column("Tệp", 15, folded=one_file), cells(table["source_file"])),
        (Column("Trang tính", 9, folded=bool(one_sheet)), cells(table["source_sheet"])),
        (Column("Dòng", 6, "whole"), whole(table["source_row"])),
        (Column("Họ và tên", 19), cells(table["full_name"])),
        (Column("Số định danh", 14, "id"), cells(table["personal_id"])),
        (
            Column("Tiêu chí", 9, "centre"),
            mapped(table["criterion"], lambda text: CRITERIA.get(text, text)),
        ),
        (
            Column("Mức độ", 9.5, "centre", SEVERITY_TINTS),
            mapped(table["severity"], lambda text: SEVERITIES.get(text, text)),
        ),
        (Column("Trường", 16), field_labels(table, labels)),
        (Column("Giá trị trong danh sách", 18, "input"), left),
        (Column("Giá trị CSDL dân cư", 18, "input"), right),
        (Column("Đề xuất", 16, "input"), shown(table, "proposed_value", labels)),
        (Column("Nội dung, nguyên nhân", 32), cells(table["message"])),
        (Column("Xã", 14), cells(table["commune"])),
        *decision_columns(),
    ]
    book.table("Sai lệch", columns)


def field_labels(table: pd.DataFrame, labels: Labels) -> list[Cell]:
    """Return the label of each finding's field; a finding of the whole record has none."""
    return paired(
        table["dataset"],
        cells(table["field"]),
        lambda dataset, name: labels.field(dataset, name) if name else None,
    )


def shown(table: pd.DataFrame, column: str, labels: Labels) -> list[Cell]:
    """Return a column of values as people write them."""
    return paired(
        cells(table["field"]),
        cells(table[column]),
        lambda name, text: None if text is None else labels.value(name, text),
    )


def _values(table: pd.DataFrame, labels: Labels) -> tuple[list[Cell], list[Cell]]:
    """Return both sides' values; where a value differs from the reference, with marks.

    Beside a reference value stands the clean value, else the value as it was written.
    """
    compared = table["reference_value"].notna()
    ours = table["value_raw"].fillna(table["value"])
    ours = ours.where(~compared, table["value"].fillna(table["value_raw"]))
    left = shown(table.assign(_ours=ours), "_ours", labels)
    right = shown(table, "reference_value", labels)
    address = table["field"].fillna("").str.endswith("address")
    both = compared & table["value"].notna() & (ours != table["reference_value"]) & ~address
    for at in np.flatnonzero(both.to_numpy())[:MAX_RICH]:
        left[at], right[at] = mark_differences(str(left[at]), str(right[at]))
    return left, right


def write_persons(book: Book, desk: Desk) -> None:
    """Write `Đối sánh`: records whose person is in doubt, beside up to three candidates."""
    rows = _in_doubt(desk.records)
    columns: list[Filled] = [
        (Column("Mã bản ghi", 17, "id"), cells(rows["record_key"])),
        (
            Column("Kết quả", 12, "text", OUTCOME_TINTS),
            mapped(rows["outcome"], lambda text: OUTCOMES.get(text, text)),
        ),
        (
            Column("Tệp", 12, folded=rows["source_file"].nunique() <= 1),
            cells(rows["source_file"]),
        ),
        (Column("Dòng", 6, "whole"), whole(rows["source_row"])),
        (Column("Họ và tên", 17), cells(rows["full_name"])),
        (Column("Thông tin trong danh sách", 25), _own(rows)),
        (Column("Xã", 11), cells(rows["commune"])),
        (Column("Số định danh đề xuất", 14, "id"), cells(rows["person_id"])),
    ]
    for number, described in enumerate(_candidates(desk, rows), start=1):
        columns.append((Column(f"Người {number} trong CSDL dân cư", 27, "input"), described))
    book.table("Đối sánh", [*columns, *decision_columns()])


def _own(rows: pd.DataFrame) -> list[Cell]:
    """Return what the list itself says of each person, in lines."""
    names = ("birth_date", "sex", "personal_id", "address")
    return [
        "\n".join(
            line
            for line in (
                show_value("birth_date", born) if born else "không ghi ngày sinh",
                sex,
                f"Số: {number or 'không có'}",
                address,
            )
            if line
        )
        for born, sex, number, address in zip(*(cells(rows[name]) for name in names), strict=True)
    ]


def _in_doubt(records: pd.DataFrame) -> pd.DataFrame:
    """Return the records to look at: those in doubt first, those not found last."""
    outcome = records["outcome"].fillna("")
    doubtful = outcome.isin(["ambiguous", "id_of_other", "id_malformed", "not_found"])
    wanted = records[doubtful | records["needs_review"].fillna(False).astype(bool)]
    rank = wanted["outcome"].map({name: at for at, name in enumerate(_REVIEW)}).fillna(2)
    order = ["_rank", "dataset", "source_file", "source_sheet", "source_row"]
    return wanted.assign(_rank=rank).sort_values(order, kind="stable", ignore_index=True)


def _candidates(desk: Desk, rows: pd.DataFrame) -> list[list[Cell]]:
    """Return, per rank, each record's candidate described in one cell."""
    links = desk.report.links
    if not len(links) or not len(rows):
        return []
    out: list[list[Cell]] = [[None] * len(rows) for _ in range(_CANDIDATES)]
    at = rows[[*PLACE, "full_name", "birth_date"]].assign(_at=np.arange(len(rows)))
    joined = links.merge(at.drop_duplicates(PLACE), on=PLACE)
    fields = [name[: -len("_level")] for name in links.columns if name.endswith("_level")]
    for link in joined.to_dict("records"):
        rank = int(link["rank"]) - 1
        if 0 <= rank < _CANDIDATES:
            out[rank][int(link["_at"])] = _describe(link, fields, rich=len(rows) <= MAX_RICH)
    return [column for column in out if any(cell is not None for cell in column)]


def _describe(link: dict[Any, Any], fields: list[str], *, rich: bool) -> Cell:
    """Describe one candidate in lines: who it is, how likely, what agrees and what differs."""
    marks: list[Mark] = []
    for name in ("full_name", "birth_date"):
        if theirs := text(link.get(f"reference_{name}")):
            marks += [*_compared(name, text(link.get(name)), theirs), Mark(None, "\n")]
    life = text(link.get("reference_life_status"))
    if life and life != "alive":
        marks += [Mark("mark_left", LIFE.get(life, life)), Mark(None, "\n")]
    marks.append(Mark(None, "\n".join(_facts(link, fields))))
    if not rich:
        return "".join(mark.text for mark in marks)
    merged: list[Mark] = []
    for mark in marks:
        if merged and merged[-1].style == mark.style:
            merged[-1] = Mark(mark.style, merged[-1].text + mark.text)
        elif mark.text:
            merged.append(mark)
    return tuple(merged)


def _compared(name: str, ours: str, theirs: str) -> list[Mark]:
    """Return a candidate's value with the letters marked that the list writes otherwise."""
    shown_value = show_value(name, theirs)
    if not ours or ours.casefold() == theirs.casefold():
        return [Mark("strong" if name == "full_name" else None, shown_value)]
    marked = mark_differences(show_value(name, ours), shown_value)[1]
    return [Mark("mark_left" if mark.style else None, mark.text) for mark in marked]


def _facts(link: dict[Any, Any], fields: list[str]) -> list[str]:
    levels = {name: text(link.get(f"{name}_level")) for name in fields}
    agree = [_name(n) for n, level in levels.items() if level in GOOD_LEVELS - {"missing"}]
    differ = [
        f"{_name(n)} {LEVELS.get(level, level)}"
        for n, level in levels.items()
        if level and level not in GOOD_LEVELS
    ]
    score = float(str(link["score"]))
    lines = [
        text(link.get("reference_sex")),
        f"Số: {text(link.get('person_id')) or 'không có'}",
        text(link.get("reference_address")),
        f"Khả năng {show_number(100 * score)} %, {score_words(score)}",
        f"Khớp: {', '.join(agree)}" if agree else "",
        f"Khác: {'; '.join(differ)}" if differ else "",
    ]
    return [line for line in lines if line]


def _name(field: str) -> str:
    label = Labels().field("", field)
    return label[:1].lower() + label[1:]


def text(value: object) -> str:
    """Return a cell of a table as text; missing is empty."""
    return "" if value is None or value != value else str(value)
