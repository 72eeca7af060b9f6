"""`Cách đọc tệp` and the rows that name a repair."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.report.invented import make_report, records

import dancu_clean.rules  # noqa: F401  the catalogue fills itself
from dancu_clean.findings import partial
from dancu_clean.model import ColumnReading, Records
from dancu_clean.report.repaired import repair_notes
from dancu_clean.report.workbook import write_workbook
from dancu_clean.text.clean import STEP_LABELS


def _rows(page: Worksheet) -> list[dict[str, object]]:
    heads, *rows = page.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def page(run_dir: Path) -> Worksheet:
    """The sheet of the invented run."""
    return openpyxl.load_workbook(run_dir / "bao_cao.xlsx")["Cách đọc tệp"]


def test_a_table_stands_before_its_columns(page: Worksheet) -> None:
    first, *columns = [row for row in _rows(page) if row["Tệp"] == _rows(page)[0]["Tệp"]]
    assert first["Tiêu đề trong tệp"] == "(cả bảng)"
    assert "120 bản ghi; tiêu đề ở dòng 5; tệp xlsx" in str(first["Ghi nhận"])
    assert "có ô gộp" in str(first["Ghi nhận"])
    assert [row["Cột"] for row in columns][:5] == ["A", "B", "C", "D", "E"]
    assert columns[2]["Hiểu là"] and columns[2]["Độ chắc"] == "97 %"


def test_repairs_are_counted_beside_their_column(page: Worksheet) -> None:
    names = [row for row in _rows(page) if row["Tiêu đề trong tệp"] == "Họ và tên"]
    assert STEP_LABELS["spaces"] in str(names[0]["Đã chuẩn hóa (số ô)"])


def test_a_field_of_several_columns_has_its_own_line(tmp_path: Path) -> None:
    report = make_report(12)
    reading = report.readings[0]
    columns = (
        *(column for column in reading.columns if column.field != "birth_date"),
        ColumnReading("Ngày", "F", "birth_day", 1.0, "exact"),
        ColumnReading("Tháng", "G", "birth_month", 1.0, "exact"),
    )
    place = {"dataset": reading.dataset, "source_file": reading.file,
             "source_sheet": reading.sheet, "header_row": reading.header_row}  # fmt: skip
    repairs = [{**place, "field": "birth_date", "step": "month_first", "cells": 7}]
    parts = {reading.dataset: {"birth_day": "birth_date", "birth_month": "birth_date"}}
    labels = {**report.run.get("labels", {}), "parts": parts}
    changed = replace(
        report,
        readings=(replace(reading, columns=columns),),
        summary={**report.summary, "repairs": repairs},
        run={**report.run, "labels": labels},
    )
    write_workbook(changed, tmp_path / "a.xlsx")
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Cách đọc tệp"]
    made = [row for row in _rows(page) if row["Tiêu đề trong tệp"] == "(không có cột riêng)"]
    assert [(row["Cột"], row["Đã chuẩn hóa (số ô)"]) for row in made] == [
        ("F, G", f"{STEP_LABELS['month_first']}: 7")
    ]


def _repaired(steps: list[str], problems: pd.DataFrame | None = None) -> Records:
    invented = records("health_insurance", "a.xlsx", len(steps))
    table = pd.DataFrame({"row": np.arange(len(steps)), "field": "full_name", "steps": steps})
    none = partial(np.empty(0, dtype=np.int64), "", None)
    return replace(
        invented,
        repairs=table.astype({"field": "str", "steps": "str"}),
        problems=none if problems is None else problems,
    )


def test_a_repair_of_what_a_value_says_has_its_row() -> None:
    notes = repair_notes(_repaired(["spaces+title_split", "spaces", "nfc+case", "note_split"]))
    assert list(zip(notes["row"], notes["rule"], notes["other"], strict=True)) == [
        (3, "repair.made", STEP_LABELS["note_split"]),
        (0, "repair.made", STEP_LABELS["title_split"]),
    ]


def test_a_cell_that_its_reading_spoke_of_has_no_second_row() -> None:
    told = partial(np.array([0]), "name.notes", "full_name")
    notes = repair_notes(_repaired(["title_split", "title_split"], told))
    assert list(notes["row"]) == [1]


def test_the_same_repair_of_very_many_cells_is_told_once() -> None:
    notes = repair_notes(_repaired(["title_split"] * 101))
    assert list(zip(notes["row"], notes["rule"], strict=True)) == [(-1, "repair.column")]
    assert "101 dòng: 6–106" in notes["other"][0]
    assert len(repair_notes(_repaired(["title_split"] * 100))) == 100


def test_writing_alone_is_not_told() -> None:
    assert not len(repair_notes(_repaired(["spaces", "nfc", "case", "punctuation", "time"])))
