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
    PARTIAL_LEVELS,
    SEVERITIES,
    show_percent,
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
    left, right = _values(table, labels)
    against: list[Filled] = [
        (Column("Giá trị CSDL dân cư", 16, "input"), right),
    ]
    columns: list[Filled] = [
        (Column("Mã sai lệch", 14.5, "id"), cells(table["finding_id"])),
        (Column("Họ và tên", 18), cells(table["full_name"])),
        (Column("Số định danh", 13.5, "id"), cells(table["personal_id"])),
        (Column("Tệp", 14, folded=desk.one_file), cells(table["source_file"])),
        (Column("Trang tính", 9, folded=desk.one_sheet), cells(table["source_sheet"])),
        (Column("Dòng", 6, "whole"), whole(table["source_row"])),
        (
            Column("Tiêu chí", 9, "centre"),
            mapped(table["criterion"], lambda text: CRITERIA.get(text, text)),
        ),
        (
            Column("Mức độ", 9.5, "centre", SEVERITY_TINTS),
            mapped(table["severity"], lambda text: SEVERITIES.get(text, text)),
        ),
        (Column("Trường", 15), field_labels(table, labels)),
        (Column("Giá trị trong danh sách", 16, "input"), left),
        *(against if desk.compared else []),
        (Column("Đề xuất", 14.5, "input"), shown(table, "proposed_value", labels)),
        (Column("Nội dung, nguyên nhân", 33), cells(table["message"])),
        (Column("Xã", 11), cells(table["commune"])),
        *decision_columns(),
    ]
    severe = tuple(SEVERITIES[name] for name in ("error", "warning"))
    mixed = bool((table["severity"] == "info").any() and (table["severity"] != "info").any())
    kept = ("Mức độ", severe) if mixed else None  # remarks wait behind the filter
    book.table("Sai lệch", columns, frozen=2, kept=kept)


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
    rows = in_doubt(desk.records)
    rows = rows[~rows["record_key"].isin(desk.report.decided_records)].reset_index(drop=True)
    columns: list[Filled] = [
        (Column("Mã bản ghi", 18.5, "id"), cells(rows["record_key"])),
        (Column("Họ và tên", 18), cells(rows["full_name"])),
        (Column("Thông tin trong danh sách", 29), _own(rows)),
        (
            Column("Kết quả", 13, "text", OUTCOME_TINTS),
            mapped(rows["outcome"], lambda text: OUTCOMES.get(text, text)),
        ),
        (Column("Tệp", 14, folded=desk.one_file), cells(rows["source_file"])),
        (Column("Dòng", 6, "whole"), whole(rows["source_row"])),
        (Column("Xã", 11), cells(rows["commune"])),
        (Column("Số định danh đề xuất", 13.5, "id"), cells(rows["person_id"])),
    ]
    for number, described in enumerate(_candidates(desk, rows), start=1):
        width = 36 if number == 1 else 30
        columns.append((Column(f"Người {number} trong CSDL dân cư", width, "input"), described))
    book.table("Đối sánh", [*columns, *decision_columns()], frozen=2)


def _own(rows: pd.DataFrame) -> list[Cell]:
    """Return what the list itself says of each person, in lines."""
    names = ("birth_date", "sex", "personal_id", "address")
    if "old_id" in rows:
        rows = rows.assign(personal_id=rows["personal_id"].fillna(rows["old_id"]))
    return [
        "\n".join(
            line
            for line in (
                ", ".join(
                    part
                    for part in (
                        show_value("birth_date", born) if born else "không ghi ngày sinh",
                        sex,
                    )
                    if part
                ),
                f"Số: {number or 'không có'}",
                address,
            )
            if line
        )
        for born, sex, number, address in zip(*(cells(rows[name]) for name in names), strict=True)
    ]


def in_doubt(records: pd.DataFrame) -> pd.DataFrame:
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
    for name, after in (("full_name", "\n"), ("birth_date", ", ")):
        if theirs := text(link.get(f"reference_{name}")):
            marks += [*_compared(name, text(link.get(name)), theirs), Mark(None, after)]
    if sex := text(link.get("reference_sex")):
        marks.append(Mark(None, sex))
    life = text(link.get("reference_life_status"))
    if life and life != "alive":
        marks += [Mark(None, "\n"), Mark("mark_left", LIFE.get(life, life))]
    marks.append(Mark(None, "\n" + "\n".join(_facts(link, fields))))
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
    partly = [
        f"{_name(n)} ({LEVELS[level]})" for n, level in levels.items() if level in PARTIAL_LEVELS
    ]
    differ = [
        _name(n) + (f" ({LEVELS.get(level, level)})" if level != "differs" else "")
        for n, level in levels.items()
        if level and level not in GOOD_LEVELS | PARTIAL_LEVELS
    ]
    lines = [
        f"Số: {text(link.get('person_id')) or 'không có'}",
        text(link.get("reference_address")),
        f"Khả năng {show_percent(float(str(link['score'])))}",
        f"Khớp: {', '.join(agree)}" if agree else "",
        f"Khớp một phần: {'; '.join(partly)}" if partly else "",
        f"Khác: {'; '.join(differ)}" if differ else "",
    ]
    return [line for line in lines if line]


def _name(field: str) -> str:
    label = Labels().field("", field)
    return label[:1].lower() + label[1:]


def text(value: object) -> str:
    """Return a cell of a table as text; missing is empty."""
    return "" if value is None or value != value else str(value)
