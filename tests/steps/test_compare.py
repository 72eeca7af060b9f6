"""Each situation of the verdict table, one record each: outcome and findings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.comparing.by_hand import matches, records, validated

import dancu_clean.rules.comparing  # noqa: F401
from dancu_clean.findings import PARTIAL_COLUMNS, partial
from dancu_clean.registry import RULES, Rule
from dancu_clean.steps.compare import compare

HERE = Path(__file__).parent
REFERENCE = pd.read_csv(HERE / "compare_reference.csv", dtype="str")
CASES = pd.read_csv(HERE / "compare_cases.csv", dtype="str", na_values=[""])
BEST = ["person", "score", "ambiguous", "id_owner"]
# Stand-ins for rules of other modules, so that each case stands for itself.
_FOREIGN = {
    "required.missing": "du", "personal_id.shape": "sach", "personal_id.birth_year": "dung",
    "personal_id.sex_digit": "dung", "cell.lost": "sach", "duplicate.person": "sach",
    "name.no_marks": "sach", "name.abbreviated": "du",
}  # fmt: skip


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    for code, criterion in _FOREIGN.items():
        severity = "warning" if code.startswith("name.") else "error"
        entry = Rule(code, criterion, severity, code, code, "", "stand-in")
        monkeypatch.setitem(RULES, code, entry)


def told(findings: pd.DataFrame) -> list[str]:
    severities = findings["severity"].fillna(
        findings["rule"].map({code: entry.severity for code, entry in RULES.items()})
    )
    proposed = (">" + findings["proposed_value"]).fillna("")
    return sorted(findings["rule"] + "@" + findings["field"] + ":" + severities + proposed)


@pytest.mark.parametrize("case", CASES.to_dict("records"), ids=CASES["case"])
def test_outcome_and_findings(case: dict[str, str]) -> None:
    row = pd.DataFrame([case], dtype="str")
    fields = row.drop(columns=["case", "dataset", "validated", "outcome", "findings", *BEST])
    people = records("population", REFERENCE.drop(columns="position"))
    found = compare(
        records(case["dataset"], fields), people, matches(row), validated(row["validated"])
    )
    assert list(found.outcome) == [case["outcome"]]
    expected = case["findings"] if isinstance(case["findings"], str) else ""
    expected_codes = sorted(expected.split(";")) if expected else []
    shown = [
        # A proposal that a case does not state is not part of the case.
        text if text in expected_codes else text.split(">")[0]
        for text in told(found.findings)
    ]
    assert shown == expected_codes
    assert list(found.findings.columns) == list(PARTIAL_COLUMNS)


def test_whole_table_at_once_gives_the_same_outcomes() -> None:
    plain = CASES[CASES["dataset"] == "person_list"].reset_index(drop=True)
    fields = plain.drop(columns=["case", "dataset", "validated", "outcome", "findings", *BEST])
    people = records("population", REFERENCE.drop(columns="position"))
    # Without the schema's duplicate rule: the cases name the same people again and again.
    listed = records("person_list", fields)
    object.__setattr__(listed.dataset, "rules", ())
    found = compare(listed, people, matches(plain), validated(plain["validated"]))
    assert list(found.outcome) == list(plain["outcome"])


def test_a_holder_of_the_number_is_not_the_person() -> None:
    row = CASES[CASES["case"] == "number of a stranger and nobody fits"].assign(
        person="3", score="0.4"
    )
    fields = row[["personal_id", "full_name", "birth_date", "sex"]]
    people = records("population", REFERENCE.drop(columns="position"))
    found = compare(records("person_list", fields), people, matches(row), validated([]))
    assert found.person is not None
    assert list(found.outcome) == ["id_of_other"]
    assert list(found.person) == [-1]


def test_later_row_of_one_person_is_the_repeat() -> None:
    rows = pd.concat([CASES[CASES["case"] == "equal"]] * 3, ignore_index=True)
    rows.loc[1, "full_name"] = "Nguyen Van An"
    rows.loc[2, "full_name"] = "Nguyễn Thị An"
    fields = rows[["personal_id", "full_name", "birth_date", "sex"]]
    people = records("population", REFERENCE.drop(columns="position"))
    found = compare(records("person_list", fields), people, matches(rows), validated([]))
    # The third row may be a relative under a wrong number: not called a repeat.
    assert list(found.outcome) == ["exact", "duplicate", "differs"]
    repeat = found.findings[found.findings["rule"] == "duplicate.linked"]
    assert list(repeat["row"]) == [1]
    assert list(repeat["other"]) == ["dòng 2"]


def test_marriage_with_only_the_wife_in_the_reference() -> None:
    fields = pd.DataFrame(
        {
            "personal_id": ["001080000009", "038090001234"],
            "full_name": ["Vũ Văn Không", "Nguyễn Văn An"],
            "birth_date": ["1980-01-05", "1990-06-01"],
            "sex": ["Nam", "Nam"],
            "spouse_id": ["038185004321", "001185000009"],
            "spouse_name": ["Trần Thị Hằng", "Vũ Thị Không"],
            "spouse_birth_date": ["1985-03-13", "1985-03-12"],
            "registration_date": ["2024-01-01", "2024-01-01"],
        },
        dtype="str",
    )
    people = records("population", REFERENCE.drop(columns="position"))
    best = matches(pd.DataFrame({"person": [-1, 0], "id_owner": [-1, 0]}))
    found = compare(records("marriage_registration", fields), people, best, validated([]))
    assert list(found.outcome) == ["differs", "exact"]
    assert found.person is not None
    assert list(found.person) == [1, 0]
    assert told(found.findings) == [
        "date_differs.digit@spouse_birth_date:error>1985-03-12",
        "marriage.status_not_updated@spouse_name:warning",
        "spouse.not_found@full_name:warning",
        "spouse.not_found@spouse_name:warning",
    ]


def test_empty_table() -> None:
    people = records("population", REFERENCE.drop(columns="position"))
    listed = records("person_list", CASES.head(0)[["personal_id", "full_name", "birth_date"]])
    found = compare(listed, people, matches(pd.DataFrame({"person": []})), validated([]))
    assert len(found.outcome) == 0
    assert len(found.findings) == 0
    assert found.person is not None
    assert found.person.dtype == np.int64


def test_slip_whose_old_value_is_not_in_the_reference() -> None:
    fields = pd.DataFrame(
        {
            "personal_id": ["038090001234"] * 5,
            "full_name": ["Nguyễn Văn An"] * 5,
            "changed_field": [
                "[full_name]",
                "[full_name]",
                "[birth_date]",
                "[birth_date]",
                "[sex]",
            ],
            "old_value": ["NGUYỄN VĂN AN", "Nguyễn Văn Ân", "1/6/1990", "02/06/1990", None],
        },
        dtype="str",
    )
    people = records("population", REFERENCE.drop(columns="position"))
    best = matches(pd.DataFrame({"person": [0] * 5, "id_owner": [0] * 5}))
    found = compare(records("marriage_registration", fields), people, best, validated([]))
    stale = found.findings[found.findings["rule"] == "dc02.stale_old_value"]
    assert list(stale["row"]) == [1, 3]
    assert list(stale["reference_value"]) == ["Nguyễn Văn An", "1990-06-01"]


def test_a_relative_whom_the_reference_knows_has_a_doubtful_number_only() -> None:
    """038070000222 is a man's number that the reference holds for Phạm Thị Lý."""
    fields = pd.DataFrame(
        {
            "personal_id": ["038095000333"] * 3,
            "full_name": ["Lê Minh Tuấn"] * 3,
            "birth_date": ["1995-07-15"] * 3,
            "sex": ["Nam"] * 3,
            "mother_name": ["Phạm Thị Lí", "Lê Thị Hoa", "Phạm Thị Lý"],
            "mother_id": ["038070000222", "038070000222", "038070000223"],
        },
        dtype="str",
    )
    people = records("population", REFERENCE.drop(columns="position"))
    listed = records("birth_registration", fields)
    best = matches(pd.DataFrame({"person": [5] * 3, "id_owner": [5] * 3}))
    said = partial(np.arange(3), "personal_id.not_female", "mother_id")
    found = compare(listed, people, best, said).findings
    doubt = found[found["rule"] == "personal_id.not_female"]
    assert doubt["severity"].fillna("error").tolist() == ["warning", "error", "error"]


def test_a_dead_head_or_spouse_is_told_where_the_marriage_is_in_force() -> None:
    fields = pd.DataFrame(
        {
            "personal_id": ["038185004321", "038185004321", "038048000111"],
            "full_name": ["Trần Thị Hằng", "Trần Thị Hằng", "Lê Văn Tám"],
            "marital_status": ["Đang có vợ/chồng", "Góa", None],
            "spouse_name": ["Lê Văn Tám", "Lê Văn Tám", None],
            "spouse_id": ["038048000111", "038048000111", None],
            "head_name": ["Nguyễn Văn An", "Lê Văn Bảy", "Lê Văn Tám"],
            "head_id": ["038090001234", "038048000111", "038048000111"],
        },
        dtype="str",
    )
    people = records("population", REFERENCE.drop(columns="position"))
    found = compare(
        records("person_list", fields), people, matches(pd.DataFrame({"person": [1, 1, 3]})),
        validated([]),
    ).findings  # fmt: skip
    dead = found[found["rule"] == "relative.deceased"]
    assert list(zip(dead["row"], dead["field"], strict=True)) == [(0, "spouse_name")]


def test_a_reference_without_life_states_calls_nobody_alive() -> None:
    people = records(
        "population", REFERENCE.drop(columns=["position", "life_status", "death_date"])
    )
    book = records(
        "death_registration",
        pd.DataFrame(
            {
                "personal_id": ["038090001234"],
                "full_name": ["Nguyễn Văn An"],
                "birth_date": ["1990-06-01"],
                "death_date": ["2025-01-01"],
            },
            dtype="str",
        ),
    )
    found = compare(book, people, matches(pd.DataFrame({"person": [0]})), validated([]))
    assert list(found.outcome) == ["exact"]
    assert "life.death_not_updated" not in set(found.findings["rule"])
