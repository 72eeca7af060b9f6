"""Every rule against its table of cases; all persons and numbers are invented."""

from __future__ import annotations

import csv
import inspect
from collections import Counter
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import dancu_clean.rules  # noqa: F401  registers the catalogue
from dancu_clean.findings import Hits, Whole
from dancu_clean.registry import RULES
from dancu_clean.rules.masks import where_all
from dancu_clean.rules.same_person import People

AS_OF = date(2026, 11, 1)
# Rules about a whole column are tested in tests/steps/test_columns.py.
WHOLE = {
    "birth_date.consecutive", "birth_date.from_1904", "birth_date.many_first_january",
    "birth_date.many_one_day", "date.locale_mixed", "personal_id.column_shifted",
}  # fmt: skip


def _cases() -> list[dict[str, str]]:
    with (Path(__file__).parent / "cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CASES = _cases()


def _columns(text: str) -> dict[str, pd.Series]:
    pairs = [part.partition("=")[::2] for part in text.split(";")]
    parts = [(name.strip(), value.split("¦")) for name, value in pairs]
    return {
        name: pd.Series([value or None for value in values], dtype="str") for name, values in parts
    }


def ask(code: str, columns: dict[str, pd.Series]) -> str:
    """Return the rule's answer as a text of 0 and 1, or `list` for the whole list."""
    func = RULES[code].func
    assert func is not None
    rows = len(next(iter(columns.values())))
    given: dict[str, Any] = {}
    for name, parameter in inspect.signature(func).parameters.items():
        if name == "as_of":
            stated = columns.get("as_of")
            given[name] = date.fromisoformat(stated[0]) if stated is not None else AS_OF
        elif name == "people":
            known = {item.name: columns.get(item.name) for item in fields(People)}
            given[name] = People(**known)  # type: ignore[arg-type]
        elif name == "source_row":
            given[name] = pd.Series(range(2, rows + 2))
        elif parameter.annotation == "int":
            if name in columns:
                given[name] = int(columns[name][0])
        elif name in columns:
            given[name] = columns[name]
        elif name.removeprefix("raw_") in columns:
            given[name] = columns[name.removeprefix("raw_")]
    answer = func(**given)
    if isinstance(answer, Hits):
        answer = answer.mask
    if isinstance(answer, Whole):
        answer = answer.found
    if not isinstance(answer, pd.Series):
        return "list" if answer else "0" * rows
    return "".join("1" if fault else "0" for fault in answer)


@pytest.mark.parametrize("case", CASES, ids=[f"{c['rule']}: {c['label']}" for c in CASES])
def test_rule_answers_as_the_table_says(case: dict[str, str]) -> None:
    assert ask(case["rule"], _columns(case["columns"])) == case["faults"]


def test_every_rule_has_cases_and_no_more_bad_than_good_ones() -> None:
    good: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for case in CASES:
        (bad if "1" in case["faults"] or case["faults"] == "list" else good)[case["rule"]] += 1
    codes = {code for code, rule in RULES.items() if rule.func is not None} - WHOLE
    assert not {code for code in codes if not good[code] or not bad[code]}
    assert sum(good.values()) >= sum(bad.values())


@pytest.mark.parametrize("code", sorted(c for c, r in RULES.items() if r.func is not None))
def test_rule_never_raises_on_strange_values(code: str) -> None:
    func = RULES[code].func
    assert func is not None
    strange = ["", "x", "#REF!", "0000-00-00", "9999", "Nguyễn\x00", "12" * 40, "¼", "٣", None]
    names = [n for n in inspect.signature(func).parameters if n not in ("as_of", "people", "days")]
    columns = {name: pd.Series(strange, dtype="str") for name in (*names, "full_name")}
    columns.pop("source_row", None)
    columns.pop("minimum", None)
    if "minimum" in names:
        columns["minimum"] = pd.Series(["18"] * len(strange), dtype="str")
    assert ask(code, columns)


def test_every_rule_says_its_fault_in_two_languages() -> None:
    for rule in RULES.values():
        assert rule.title and rule.title_en and rule.doc and "." in rule.code


def test_a_control_sign_in_a_raw_cell_stops_no_rule() -> None:
    one, other = pd.Series(["a\x1fb", "a", None], dtype="str"), pd.Series(["a"] * 3, dtype="str")
    assert list(where_all([one, other], lambda a, b: a == b)) == [False, True, False]
