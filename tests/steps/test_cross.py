"""Lists of one run against each other: who is told, on which row, with which other source."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from tests.comparing.by_hand import matches, records

import dancu_clean.rules.comparing  # noqa: F401
from dancu_clean.findings import PARTIAL_COLUMNS, concat
from dancu_clean.model import Matches, Records, Verdict
from dancu_clean.steps.cross import cross

AS_OF = date(2026, 11, 23)
Table = tuple[Records, Matches | None, Verdict]

PEOPLE = records(
    "population",
    pd.DataFrame(
        {
            "personal_id": ["038090001234", "038185004321", "038048000111"],
            "full_name": ["Nguyễn Văn An", "Trần Thị Hằng", "Lê Văn Tám"],
            "birth_date": ["1990-06-01", "1985-03-12", "1948-01-01"],
            "sex": ["Nam", "Nữ", "Nam"],
        }
    ),
)


def table(name: str, *rows: dict[str, object]) -> Table:
    """Make a table; `person` of a row links it to that person of the reference."""
    frame = pd.DataFrame(list(rows))
    person = frame.pop("person") if "person" in frame else pd.Series([-1] * len(frame))
    links = matches(pd.DataFrame({"person": person}))
    outcome = pd.Series(["exact"] * len(frame), dtype="str")
    at = person.fillna(-1).to_numpy(dtype=np.int64)
    return records(name, frame), links, Verdict(outcome, concat([]), at)


def told(tables: list[Table], reference: Records | None = PEOPLE) -> list[tuple[int, int, str]]:
    found = cross(tables, reference, AS_OF)
    assert [list(part.columns) for part in found] == [list(PARTIAL_COLUMNS)] * len(tables)
    return [
        (number, int(row), str(rule))
        for number, part in enumerate(found)
        for row, rule in zip(part["row"], part["rule"], strict=True)
    ]


TAM = {"full_name": "Lê Văn Tám", "personal_id": "038048000111", "person": 2}


def test_registered_dead_and_still_paid_or_insured() -> None:
    book = table("death_registration", {**TAM, "death_date": "2026-05-05"})
    paid = table(
        "social_assistance",
        {**TAM, "benefit_status": "active"},
        {**TAM, "benefit_status": "stopped_death"},
        {"full_name": "Nguyễn Văn An", "person": 0},
    )
    plain = table("person_list", TAM)
    assert told([paid, book, plain]) == [
        (0, 0, "sources.dead_but_drawing"),
        (2, 0, "sources.life_state"),
    ]
    other = cross([paid, book], PEOPLE, AS_OF)[0]["other"]
    assert list(other) == ["«death_registration», death_registration.xlsx, dòng 2"]


def test_without_reference_number_and_name_must_agree() -> None:
    unlinked = {key: value for key, value in TAM.items() if key != "person"}
    book = table("death_registration", {**unlinked, "death_date": "2026-05-05"})
    paid = table(
        "social_assistance",
        {**unlinked, "full_name": "LE VAN TAM"},
        {**unlinked, "full_name": "Lê Văn Chín"},
    )
    assert told([paid, book], None) == [(0, 0, "sources.dead_but_drawing")]


def test_disagreement_is_told_on_the_row_the_reference_contradicts() -> None:
    right = {"full_name": "Trần Thị Hằng", "birth_date": "1985-03-12", "sex": "Nữ", "person": 1}
    first = table("person_list", {**right, "birth_date": "1985-03-13"}, {**right, "person": 0})
    second = table("vaccination", right)
    third = table("health_insurance", {**right, "full_name": "Trần Thị Hàng", "birth_date": "1985"})
    assert told([first, second, third]) == [
        (0, 0, "sources.field"),
        (2, 0, "sources.field"),
    ]
    part = cross([first, second, third], PEOPLE, AS_OF)[0]
    assert part["field"].tolist() == ["birth_date"]
    assert part["other"].str.endswith(": 12/03/1985").all()


def test_writing_variants_and_coarser_dates_do_not_disagree() -> None:
    right = {"full_name": "Trần Thị Hằng", "birth_date": "1985-03-12", "sex": "Nữ", "person": 1}
    other = {"full_name": "TRAN THI HANG", "birth_date": "1985", "sex": None, "person": 1}
    assert told([table("person_list", right), table("vaccination", other)]) == []


def test_marriage_against_marital_state_and_death() -> None:
    book = table(
        "marriage_registration",
        {
            "full_name": "Lê Văn Tám", "person": 2, "registration_date": "2026-07-01",
            "spouse_name": "Trần Thị Hằng", "spouse_id": "038185004321",
        },
        {"full_name": "Nguyễn Văn An", "person": 0, "marriage_state": "ended"},
    )  # fmt: skip
    forms = table(
        "dc01",
        {"full_name": "Trần Thị Hằng", "person": 1, "marital_status": "Chưa kết hôn"},
        {"full_name": "Nguyễn Văn An", "person": 0, "marital_status": "Chưa kết hôn"},
        {"full_name": "Lê Văn Tám", "person": 2, "marital_status": "Đang có vợ/chồng"},
    )
    dead = table("death_registration", {**TAM, "death_date": "2026-05-05"})
    assert told([book, forms]) == [(1, 0, "sources.marriage")]
    assert (0, 0, "marriage.after_death") in told([book, dead])


@pytest.mark.parametrize(
    ("group", "classification", "count"),
    [
        ("HN", "poor", 0), ("CN", "near_poor", 0), ("TE", "poor", 0), ("GD", "poor", 1),
        ("CN", "poor", 1), ("HN", "escaped", 1), ("GD", "escaped", 0), ("HN", None, 0),
        ("GD", None, 0),
    ],
)  # fmt: skip
def test_card_group_of_poor_households(group: str, classification: str | None, count: int) -> None:
    card = {"full_name": "Trần Thị Hằng", "health_card_no": f"{group}2380123456789"}
    cards = table("health_insurance", {**card, "person": 1, "commune": "Nga Sơn"})
    member = {"full_name": "Nguyễn Văn An", "classification": "poor", "person": 0}
    if classification:
        member = {"full_name": "Trần Thị Hằng", "classification": classification, "person": 1}
    poor = table("poor_households", {**member, "commune": "Nga Sơn"})
    assert told([cards, poor]) == [(0, 0, "sources.card_group")] * count


def test_card_of_a_poor_household_in_a_commune_whose_list_is_complete() -> None:
    rows = [
        {"full_name": f"Người Số {n}", "personal_id": f"03809000000{n}", "commune": "Nga Sơn"}
        for n in range(4)
    ]
    cards = table("health_insurance", *({**row, "health_card_no": "HN238"} for row in rows))
    poor = [{**row, "classification": "poor"} for row in rows]
    assert told([cards, table("poor_households", *poor[:3])]) == [(0, 3, "sources.card_group")]
    assert told([cards, table("poor_households", *poor[:1])]) == []


def test_social_pension_beside_a_pension() -> None:
    paid = table(
        "social_assistance",
        {**TAM, "benefit_type": "Trợ cấp hưu trí xã hội"},
        {"full_name": "Nguyễn Văn An", "person": 0, "benefit_type": "Người khuyết tật nặng"},
    )
    pension = table(
        "social_insurance",
        {**TAM, "benefit_type": "Hưu trí", "benefit_status": "active"},
        {"full_name": "Nguyễn Văn An", "person": 0, "benefit_amount": "3000000"},
    )
    assert told([paid, pension]) == [(0, 0, "sources.two_pensions")]


def test_nothing_to_cross() -> None:
    assert cross([], PEOPLE, AS_OF) == []
    empty = table("person_list", TAM)
    no_rows = (
        records("vaccination", empty[0].frame[["full_name"]].head(0)),
        None,
        Verdict(pd.Series(dtype="str"), concat([])),
    )
    assert told([empty, no_rows], None) == []


def test_dead_in_the_book_and_still_insured() -> None:
    book = table("death_registration", {**TAM, "death_date": "2026-05-05"})
    insured = table("social_insurance", TAM)
    object.__setattr__(insured[0].dataset, "sector", "social_insurance")
    assert told([insured, book]) == [(0, 0, "sources.dead_but_drawing")]


def test_a_pensioner_with_the_card_of_a_worker() -> None:
    pension = table("social_insurance", {**TAM, "pension_book_no": "38123"})
    cards = [{**TAM, "health_card_no": f"{group}4383623456789"} for group in ("DN", "HT")]
    assert told([table("health_insurance", cards[0]), pension]) == [
        (0, 0, "sources.card_of_worker")
    ]
    assert told([table("health_insurance", cards[1]), pension]) == []


def test_two_blood_types_of_one_person() -> None:
    first = table("person_list", {**TAM, "blood_type": "A"})
    second = table("dc01", {**TAM, "blood_type": "B"}, {"person": 0, "blood_type": None})
    assert told([first, second]) == [(1, 0, "sources.field")]
