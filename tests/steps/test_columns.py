"""What only a whole column can tell: one case of columns.yaml, one list of people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dancu_clean.comparing.complete import messages
from dancu_clean.model import ColumnReading, Reading, Records, Source
from dancu_clean.registry import RULES
from dancu_clean.spec import load_catalog
from dancu_clean.steps.normalise import normalise
from dancu_clean.steps.validate import validate

AS_OF = date(2026, 11, 23)
CASES = yaml.safe_load((Path(__file__).parent / "columns.yaml").read_text(encoding="utf-8"))
LIST = load_catalog()["person_list"]
# What these lists lack because they hold a few columns only.
BESIDE = ("required.column", "required.missing", "list.")


def _records(
    columns: dict[str, list[str | None]], headings: dict[str, str] | None = None
) -> Records:
    raw = pd.DataFrame(columns, dtype="str")
    read = tuple(
        ColumnReading(heading, "A", name, 1.0, "exact")
        for name, heading in (headings or {}).items()
    )
    reading = Reading("a.xlsx", Path("a.xlsx"), "Sheet1", "xlsx", None, LIST.name, 1.0, 1, read, {},
                      len(raw))  # fmt: skip
    return normalise(Source(LIST, reading, raw, np.arange(2, len(raw) + 2)), AS_OF)


def _values(records: Records, name: str) -> list[str | None]:
    return [None if pd.isna(value) else value for value in records.frame[name]]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_column(case: dict[str, Any]) -> None:
    records = _records(case["columns"], case.get("headings"))
    for name, values in case.get("expect", {}).items():
        assert _values(records, name) == values
    found = validate(records, AS_OF)
    found = found[~found["rule"].str.startswith(BESIDE)]
    whole = found[found["row"] == -1]
    told = sorted((whole["field"] + " " + whole["rule"]).tolist())
    assert told == case["whole"]
    level = found["severity"].fillna(found["rule"].map({c: r.severity for c, r in RULES.items()}))
    single = found[(found["row"] >= 0) & (level != "info")]
    rows: dict[int, list[str]] = {}
    for row, rule in zip(single["row"], single["rule"], strict=True):
        rows.setdefault(int(row) + 2, []).append(rule)
    wanted = {row: sorted(rules) for row, rules in case.get("rows", {}).items()}
    wanted = {row: [r for r in rules if not r.startswith(BESIDE)] for row, rules in wanted.items()}
    assert {row: sorted(rules) for row, rules in rows.items()} == {
        r: x for r, x in wanted.items() if x
    }
    for rule, words in case.get("told", {}).items():
        part = whole[whole["rule"] == rule].reset_index(drop=True)
        assert words in messages(part, records, "vi")[0]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cleaning_the_clean_columns_changes_nothing(case: dict[str, Any]) -> None:
    first = _records(case["columns"], case.get("headings"))
    again = _records({name: _values(first, name) for name in case["columns"]})
    for name in case["columns"]:
        assert _values(again, name) == _values(first, name)


CELLS = [
    "01/06/1985", "6/13/1985", "13/06/85", "1985", "31199", "9000", "1985-13-06", "1985-06-01",
    "khoảng 1950", "x", "0", "1", "2", "TRUE", "Nam", "nữ", "038085001234", "66185004321", "#REF!",
    "171234567", "31/02/1985", "Jun-85", "", " ", "O1/06/1985", "00/00/0000", "45 tuổi",
]  # fmt: skip
ROWS = st.lists(st.tuples(*[st.sampled_from(CELLS)] * 3), max_size=14)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_any_columns_are_read_and_twice_is_once(rows: list[tuple[str, str, str]]) -> None:
    names = ("birth_date", "sex", "personal_id")
    columns = [[row[at] or None for row in rows] for at in range(3)]
    first = _records(dict(zip(names, columns, strict=True)))
    validate(first, AS_OF)
    kept = {name: _values(first, name) for name in names}
    if "old_id" in first.frame:  # where a CMND went that stood in the wrong column
        kept["old_id"] = _values(first, "old_id")
    again = _records(kept)
    assert {name: _values(again, name) for name in kept} == kept


def test_as_many_columns_must_stay_as_must_change() -> None:
    untouched = sum(case["shelf"] == "untouched" for case in CASES)
    assert 3 * untouched >= len(CASES)
