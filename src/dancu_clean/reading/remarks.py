"""What a colleague would say about the reading of one table: plain sentences, rows by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from dancu_clean.formats.grid import Grid, letter
from dancu_clean.lang import t
from dancu_clean.reading import failures
from dancu_clean.reading.dataset import FALLBACK, Detection
from dancu_clean.reading.groups import Group
from dancu_clean.reading.headings import Heading, Vocabulary
from dancu_clean.reading.mapping import ColumnMap

_CLOSE = 0.5
_SHOWN = 8


def list_rows(rows: Sequence[int]) -> str:
    """Return row numbers as a clerk reads them: "8, 20, 31", long lists cut off."""
    shown = ", ".join(map(str, rows[:_SHOWN]))
    more = len(rows) - _SHOWN
    return shown + (t(f" và {more} dòng nữa", f" and {more} more") if more > 0 else "")


def of_sheet(grid: Grid, rows: np.ndarray) -> list[str]:
    """Tell what is hidden; `rows` are the positions in the sheet of the records."""
    remarks = list(grid.remarks)
    if grid.hidden:
        remarks.append(
            t(
                f"Trang tính “{grid.sheet}” đang ẩn, vẫn được đọc",
                f"Sheet “{grid.sheet}” is hidden and was read all the same",
            )
        )
    hidden = sorted(grid.first_row + row for row in grid.hidden_rows if np.any(rows == row))
    if hidden:
        remarks.append(
            t(
                f"{len(hidden)} dòng đang ẩn (do lọc hoặc ẩn tay) vẫn là bản ghi: dòng ",
                f"{len(hidden)} hidden rows were read as records: row ",
            )
            + list_rows(hidden)
        )
    if grid.recoded:
        numbers = [grid.first_row + row for row in grid.recoded]
        remarks.append(
            t(
                f"{len(numbers)} dòng viết bằng bảng mã cũ trong tệp UTF-8, đã giải mã: dòng ",
                f"{len(numbers)} lines of an old code page in a UTF-8 file were decoded: row ",
            )
            + list_rows(numbers)
        )
    columns = sorted(at for at in grid.hidden_columns if at < len(grid.columns))
    if any(grid.columns[at].null_count < len(grid.columns[at]) for at in columns):
        letters = ", ".join(map(letter, columns[:_SHOWN]))
        remarks.append(
            t(f"Cột đang ẩn vẫn được đọc: {letters}", f"Hidden columns were read: {letters}")
        )
    return remarks


def of_groups(
    groups: Sequence[Group], filled: Mapping[str, int], words: Vocabulary, first: int
) -> list[str]:
    """Tell which group rows there were and what they filled; `first` is the row of position 0."""
    remarks = []
    for name, cells in filled.items():
        rows = [first + group.position for group in groups if name in group.fields]
        label = words.fields[name].label
        remarks.append(
            t(
                f"{len(rows)} dòng nhóm đã điền vào cột “{label}” của {cells} bản ghi: dòng ",
                f"{len(rows)} group rows filled {name} of {cells} records: row ",
            )
            + list_rows(rows)
        )
    rest = [g for g in groups if not g.fields.keys() & filled.keys()]
    if rest:
        remarks.append(
            t(
                f"{len(rest)} dòng nhóm không dùng để điền cột nào: dòng ",
                f"{len(rest)} group rows filled no column: row ",
            )
            + list_rows([first + group.position for group in rest])
        )
    return remarks


def of_filled(
    merged: Mapping[str, int], same: Mapping[str, int], labels: Mapping[str, str]
) -> list[str]:
    """Tell how many cells were filled from merged cells and from "nt"."""
    remarks = []
    for counts, vi, en in (
        (merged, "Ô gộp được điền xuống các dòng dưới", "Merged cells were filled down"),
        (same, "Ô ghi “nt”, “như trên” được điền như dòng trên", "“Same as above” was filled"),
    ):
        parts = [f"{labels.get(name, name)}: {n}" for name, n in counts.items() if n]
        if parts:
            remarks.append(t(vi, en) + " (" + ", ".join(parts) + ")")
    return remarks


def of_others(rows: Sequence[int]) -> list[str]:
    """Name the rows of one lone cell that were left out."""
    if not rows:
        return []
    text = t(
        f"{len(rows)} dòng chỉ có một ô lẻ, không có tên và số, không phải bản ghi: dòng ",
        f"{len(rows)} rows hold one lone cell, neither name nor number: row ",
    )
    return [text + list_rows(rows)]


def of_columns(
    detection: Detection, found: ColumnMap, headings: Sequence[Heading], words: Vocabulary
) -> list[str]:
    """Tell doubts about the kind of list and about columns."""
    remarks = list(found.remarks)
    if detection.second and detection.margin < _CLOSE and detection.name != FALLBACK:
        remarks.append(
            t(
                f"Chưa chắc là “{words.dataset.title}” (có thể là {detection.second}); "
                "nếu sai, chỉ rõ bằng --as",
                f"Not sure that this is {detection.name} (perhaps {detection.second}); "
                "if wrong, say so by --as",
            )
        )
    remarks += [
        t(
            f"Cột {letter(i)} “{headings[i].text}” được hiểu là "
            f"“{words.fields[guess.field].label}” vì tên gần giống; nếu sai, bỏ bằng ",
            f"Column {letter(i)} “{headings[i].text}” was taken for {guess.field}, a similar name; "
            "if wrong, drop it by ",
        )
        + f'--map "{headings[i].text}=-"'
        for i, guess in enumerate(found.taken)
        if guess and guess.how == "similar"
    ]
    return remarks


def of_absent(
    raw: pd.DataFrame, found: ColumnMap, headings: Sequence[Heading], words: Vocabulary
) -> list[str]:
    """Name the required columns that the list does not have, and what looks like them."""
    free = [i for i, guess in enumerate(found.taken) if guess is None and headings[i].parts]
    remarks = []
    for name, spec in words.dataset.fields.items():
        if spec.required is None or spec.required.severity != "error" or name in raw:
            continue
        near = failures.nearest_column(name, free, headings, words)
        seen = ""
        if near is not None:
            text = f"“{headings[near].text}” ({letter(near)})"
            seen = t(f"; gần nhất là cột {text}", f"; the nearest is {text}")
        remarks.append(t(f"Không có cột “{spec.label}” ({name})", f"No column {name}") + seen)
    return remarks
