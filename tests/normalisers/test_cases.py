"""Cells on four shelves, `cases/*.csv`: names, numbers of papers, and everything else in words.

wild: written so in lists that offices sent (persons and numbers invented); untouched: true values
that must come back as they are, without any alarm; synthetic: made here; known_failures: what is
wanted and does not work yet (strict: a row that works moves to another shelf).
"""

from __future__ import annotations

import csv
import inspect
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import dancu_clean.rules  # noqa: F401  registers the catalogue
from dancu_clean.findings import Hits
from dancu_clean.normalisers.base import answers, normaliser_of
from dancu_clean.normalisers.papers import read_paper
from dancu_clean.registry import RULES
from dancu_clean.spec import FieldSpec, load_catalog

FOLDER = Path(__file__).parent / "cases"
SHELVES = {"wild", "untouched", "synthetic", "known_failures"}
STATES = {
    "active": ("Đang hưởng", "Tăng"),
    "stopped": ("Thôi hưởng",),
    "stopped_death": ("Cắt chết",),
}
# A field of each type, for the rules that run on it.
FIELDS = {
    "person_name": "full_name", "email": "email", "code:ethnic_groups": "ethnic_group",
    "code:religions": "religion", "code:relationship_to_head": "relationship_to_head",
    "code:marital_status": "marital_status",
}  # fmt: skip
Row = dict[str, str]


def cell(text: str) -> str:
    """Return the text of a case with its escapes for line breaks and invisible signs."""
    for sign in ("\n", "\u00a0", "\u200b"):
        text = text.replace(sign.encode("unicode_escape").decode(), sign)
        text = text.replace(f"\\u{ord(sign):04x}", sign)
    return text


@cache
def rows(name: str) -> tuple[Row, ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        found = tuple({"type": "person_name", **row} for row in csv.DictReader(file))
    return tuple({**row, "raw": cell(row["raw"])} for row in found)


def cases(name: str, *shelves: str) -> list[object]:
    failing = pytest.mark.xfail(strict=True)
    return [
        pytest.param(
            row,
            id=f"{row['shelf']}: {row['label']}",
            marks=failing if row["shelf"] == "known_failures" else (),
        )
        for row in rows(name)
        if row["shelf"] in (shelves or SHELVES)
    ]


def field(kind: str) -> FieldSpec:
    normaliser, _, listing = kind.partition(":")
    return FieldSpec(
        "f", "F", normaliser, codes=listing or None, values=STATES, normaliser=normaliser
    )


@pytest.mark.parametrize("row", cases("names"))
def test_name(row: Row) -> None:
    found = normaliser_of(field("person_name"))(row["raw"], field("person_name"))
    assert (found.value or "", found.note or "", found.problem or "") == (
        row["value"], row["note"], row["problem"],
    )  # fmt: skip


@pytest.mark.parametrize("row", cases("numbers"))
def test_number(row: Row) -> None:
    if row["type"] == "personal_id":
        paper = read_paper(row["raw"])
        got = (paper.number, paper.old, paper.problem, paper.proposed, paper.note)
    else:
        found = normaliser_of(field(row["type"]))(row["raw"], field(row["type"]))
        got = (found.value, None, found.problem, found.proposed, found.note)
    wanted = (row["value"], row["old"], row["problem"], row["proposed"], row["note"])
    assert tuple(part or "" for part in got) == wanted


@pytest.mark.parametrize("row", cases("words"))
def test_word(row: Row) -> None:
    spec = field(row["type"])
    found = normaliser_of(spec)(row["raw"], spec)
    got = (found.value, found.problem, found.proposed, found.note)
    wanted = (row["value"], row["problem"], row["proposed"], row["note"])
    assert tuple(part or "" for part in got) == wanted


@pytest.mark.parametrize(
    "row", [*cases("names", "untouched"), *cases("numbers", "untouched"),
            *cases("words", "untouched")],
)  # fmt: skip
def test_true_values_stay_and_raise_no_alarm(row: Row) -> None:
    spec = field(row["type"])
    (found,) = answers([row["raw"]], spec)
    assert found.value == unicodedata.normalize("NFC", row["raw"])
    assert (found.problem, found.note, found.proposed) == (None, None, None)
    known = load_catalog()["population"].fields.get(FIELDS.get(row["type"], row["type"]))
    assert [
        code for code in (known.rules if known else ()) if alarmed(code, found.value, row["raw"])
    ] == []


def alarmed(code: str, value: str, raw: str) -> bool:
    """Tell whether a rule finds an error or a warning in one value; rules of columns do not."""
    rule = RULES[code]
    assert rule.func is not None
    given = {"value": value, "raw_value": raw}
    wanted = inspect.signature(rule.func).parameters
    if rule.severity == "info" or not set(wanted) & set(given):
        return False
    columns = {name: pd.Series([given[name]], dtype="str") for name in wanted if name in given}
    needed = [name for name, part in wanted.items() if part.default is part.empty]
    if set(needed) - set(columns):
        return False
    answer = rule.func(**columns)
    mask = answer.mask if isinstance(answer, Hits) else answer
    return isinstance(mask, pd.Series) and bool(mask.any())


def test_titles_are_judged_by_their_column() -> None:
    titled = ["Ông Nguyễn Văn An", "Bà Trần Thị Bé", "Ông Lê Văn Tám", "Bà Lan", "Ông Cao Thắng"]
    spec = field("person_name")
    assert [found.value for found in answers(titled, spec)][3:] == ["Lan", "Cao Thắng"]
    untitled = ["Nguyễn Văn An", "Trần Thị Bé", "Lê Văn Tám", "Bà Lan", "Ông Cao Thắng"]
    assert [found.value for found in answers(untitled, spec)][3:] == ["Bà Lan", "Ông Cao Thắng"]


def test_a_column_cleaned_twice_is_cleaned_once() -> None:
    spec = field("person_name")
    once = [found.value for found in answers([row["raw"] for row in rows("names")], spec)]
    kept = [value for value in once if value]
    assert [found.value for found in answers(kept, spec)] == kept


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (["1.250", "12,5", "3"], ["1250", "12.5", "3"]),
        (["1.250", "12.5", "3"], ["1.25", "12.5", "3"]),
        (["1.250", "3"], ["1.25", "3"]),
    ],
)
def test_decimal_comma_is_told_by_the_column(values: list[str], read: list[str]) -> None:
    assert [found.value for found in answers(values, field("number"))] == read


def test_every_writing_of_the_lists_is_known() -> None:
    """All variants of the code lists lead to a name, but for those that two names claim."""
    from dancu_clean.data import rows as listed

    for name, column in (
        ("ethnic_groups", "official_name"), ("religions", "official_name"),
        ("relationship_to_head", "label"), ("marital_status", "label"),
    ):  # fmt: skip
        spec = field(f"code:{name}")
        owners = Counter(
            word.strip().casefold()
            for row in listed(name)
            for word in row["common_variants"].split(";")
        )
        for row in listed(name):
            for word in filter(None, row["common_variants"].split(";")):
                found = normaliser_of(spec)(word, spec)
                shared = owners[word.strip().casefold()] > 1
                assert found.problem is None or shared, f"{name} {row[column]}"


def test_shelves_are_named_and_the_untouched_are_many() -> None:
    count = {name: Counter(row["shelf"] for row in rows(name)) for name in ("names", "numbers")}
    for name, least in (("names", 150), ("numbers", 120)):
        assert set(count[name]) <= SHELVES
        assert sum(count[name].values()) >= least
    labels = Counter((row["type"], row["label"]) for row in (*rows("names"), *rows("numbers")))
    assert labels.most_common(1)[0][1] == 1
