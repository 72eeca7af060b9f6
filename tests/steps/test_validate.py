"""`validate` on small invented lists: which rows get which findings, and which stay clean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from dancu_clean.findings import PARTIAL_COLUMNS, concat, partial
from dancu_clean.model import ColumnReading, Reading, Records
from dancu_clean.spec import load_catalog
from dancu_clean.steps.validate import validate

CATALOG = load_catalog()
AS_OF = date(2026, 11, 1)
PERSON = {
    "full_name": "Nguyễn Văn An",
    "birth_date": "1990-05-02",
    "sex": "Nam",
    "personal_id": "038090001234",
}


def records(
    dataset: str, rows: list[dict[str, str | None]], problems: pd.DataFrame | None = None
) -> Records:
    """Make records from clean values."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = {name: [row.get(name) for row in rows] for name in names}
    frame = pd.DataFrame(table).astype("str")
    frame["source_row"] = np.arange(len(frame)) + 2
    columns = tuple(ColumnReading(name, "A", name, 1.0, "name") for name in names)
    reading = Reading(
        "a.xlsx", Path("a.xlsx"), "S", "xlsx", None, dataset, 1.0, 1, columns, {}, len(frame)
    )
    raw = frame.drop(columns="source_row")
    repairs = pd.DataFrame(columns=["row", "field", "steps"])
    met = concat([]) if problems is None else problems
    return Records(CATALOG[dataset], reading, frame, raw, repairs, met)


def found(given: Records, severity: str | None = None) -> set[tuple[int, str, str | None]]:
    """Return (row, rule, field) of the findings about rows, as a set."""
    table = validate(given, AS_OF)
    table = table[table["row"] >= 0]
    if severity:
        table = table[table["severity"] == severity]
    fields = table["field"].astype(object).where(table["field"].notna(), None)
    return set(zip(table["row"], table["rule"], fields, strict=True))


def test_a_clean_list_has_no_findings() -> None:
    given = records("person_list", [PERSON])
    table = validate(given, AS_OF)
    assert list(table.columns) == list(PARTIAL_COLUMNS)
    assert table.empty


def test_findings_of_one_field_carry_value_and_proposal() -> None:
    given = records("person_list", [PERSON | {"full_name": "Nguyễn Văn An1"}])
    table = validate(given, AS_OF)
    columns = ["row", "rule", "field", "severity", "value", "proposed_value"]
    assert table[columns].values.tolist() == [
        [0, "name.symbols", "full_name", "error", "Nguyễn Văn An1", "Nguyễn Văn An"]
    ]


def test_rules_of_several_fields_make_one_finding_a_row() -> None:
    given = records("person_list", [PERSON, PERSON | {"sex": "Nữ", "personal_id": "038090005678"}])
    assert found(given) == {(1, "personal_id.sex_digit", "personal_id")}


def test_the_later_row_is_the_duplicate_and_names_the_first() -> None:
    given = records("person_list", [PERSON, PERSON | {"full_name": "NGUYEN VAN AN"}])
    table = validate(given, AS_OF)
    twin = table[table["rule"] == "duplicate.person"]
    assert twin[["row", "other"]].values.tolist() == [[1, "2"]]


def test_the_first_of_two_that_contradict_is_a_warning() -> None:
    card = {"health_card_no": "DN4666623456789", "valid_to": "2026-12-31"}
    other = {
        "full_name": "Lê Thị Hoa", "birth_date": "1985-01-02", "sex": "Nữ",
        "personal_id": "038185001234",
    }  # fmt: skip
    given = records("health_insurance", [PERSON | card, other | card])
    shared = validate(given, AS_OF).query("rule == 'unique.two_persons'")
    assert dict(zip(shared["row"], shared["severity"], strict=True)) == {0: "warning", 1: "error"}


def test_blanks_are_faults_only_where_the_list_must_have_the_value() -> None:
    adult = PERSON | {
        "marital_status": None, "spouse_name": None, "blood_type": None, "religion": None,
        "phone": None, "current_address": None, "household_no": None, "father_name": None,
        "mother_name": "Trần Thị Bé", "birth_registration_place": None,
    }  # fmt: skip
    child = adult | {"birth_date": "2020-03-04", "personal_id": "038220001234"}
    given = records("dc01", [adult, child])
    assert found(given) == {
        (0, "required.missing", "marital_status"),
        (0, "required.missing", "birth_registration_place"),
        (1, "required.missing", "birth_registration_place"),
    }


def test_a_married_person_needs_a_spouse() -> None:
    married = PERSON | {"marital_status": "Đang có vợ/chồng", "spouse_name": None}
    given = records("dc01", [married, married | {"spouse_name": "Trần Thị Bé"}])
    assert (0, "required.missing", "spouse_name") in found(given)
    assert (1, "required.missing", "spouse_name") not in found(given)


def test_a_missing_number_is_an_error_unless_there_is_another_paper() -> None:
    blank = PERSON | {"personal_id": None}
    rows = [
        blank,
        blank | {"full_name": "Lê Văn Tám", "old_id": "171234567"},
        blank | {"full_name": "John Smith", "nationality": "Hoa Kỳ"},
        blank | {"full_name": "Lê Thị Hoa", "birth_date": "2026-09-30", "sex": "Nữ"},
    ]
    given = records("social_assistance", rows)
    missing = {hit for hit in found(given, "error") if hit[1] == "required.missing"}
    assert missing == {(0, "required.missing", "personal_id")}
    assert (1, "personal_id.old_paper", "old_id") in found(given, "warning")


def test_a_martyr_needs_no_number_and_is_no_fault() -> None:
    martyr = {
        "file_no": "123", "full_name": "Nguyễn Văn Bình", "birth_date": "1945",
        "personal_id": None, "benefit_type": "Liệt sĩ chống Mỹ", "permanent_address": None,
        "death_date": "1968-02-01", "account_holder": "TRAN THI HOA", "benefit_status": "active",
    }  # fmt: skip
    soldier = martyr | {
        "file_no": "124", "full_name": "Lê Văn Tám", "benefit_type": "Thương binh",
        "death_date": None, "account_holder": None,
    }  # fmt: skip
    given = records("merit_persons", [martyr, soldier])
    assert {row for row, *_ in found(given)} == {1}
    assert (1, "required.missing", "personal_id") in found(given, "error")


def test_severity_may_be_changed_by_the_dataset() -> None:
    old = PERSON | {"birth_date": "1895", "personal_id": None}
    assert (0, "date.too_early", "birth_date") in found(records("person_list", [old]), "error")
    dead = old | {"death_date": "1970"}
    given = records("death_registration", [dead])
    assert (0, "date.too_early", "birth_date") in found(given, "warning")


def test_problems_of_the_normalisers_come_through_and_are_not_said_twice() -> None:
    row = PERSON | {"birth_date": None, "personal_id": "O38090001234"}
    problems = concat(
        [
            partial(np.array([0]), "date.impossible", "birth_date", severity="error"),
            partial(np.array([0]), "personal_id.letters", "personal_id", severity="error"),
        ]
    )
    given = records("person_list", [row], problems)
    assert found(given) == {
        (0, "date.impossible", "birth_date"),
        (0, "personal_id.letters", "personal_id"),
    }


def test_a_number_of_the_unborn_is_one_fault() -> None:
    given = records("person_list", [PERSON | {"personal_id": "066290001234"}])
    assert (0, "personal_id.century", "personal_id") in found(given)
    assert (0, "personal_id.birth_year", "personal_id") not in found(given)


def test_a_filler_is_broken_and_missing() -> None:
    problems = partial(np.array([0]), "personal_id.filler", "personal_id", severity="error")
    given = records("person_list", [PERSON | {"personal_id": None}], problems)
    assert found(given) == {
        (0, "personal_id.filler", "personal_id"),
        (0, "required.missing", "personal_id"),
    }


def _of_list(given: Records) -> set[tuple[str, str | None]]:
    table = validate(given, AS_OF)
    table = table[table["row"] == -1]
    return set(zip(table["rule"], table["field"].fillna(""), strict=True))


def _day(number: int, *, first: bool = False) -> str:
    """Return a birth date like no other, or one on the first of January."""
    day = "01-01" if first else f"{number % 12 + 1:02d}-{number % 27 + 2:02d}"
    return f"{1940 + number}-{day}"


def test_faults_of_the_whole_list_have_no_row() -> None:
    rows = [
        {
            "full_name": "Lê Hoa", "birth_date": _day(n, first=n % 10 == 0),
            "record_updated": "2024-05-01",
        }
        for n in range(60)
    ]  # fmt: skip
    assert _of_list(records("person_list", rows)) == {
        ("birth_date.many_first_january", "birth_date"),
        ("list.stale", ""),
        ("required.column", "personal_id"),
        ("required.column", "sex"),
    }


def test_a_few_births_on_the_first_of_january_are_nothing() -> None:
    rows = [
        PERSON | {"full_name": "Lê Hoa", "birth_date": _day(n, first=n == 0)} for n in range(60)
    ]
    assert not _of_list(records("person_list", rows))


def test_an_empty_list_has_no_rows_at_fault() -> None:
    given = records("person_list", [PERSON])
    none = Records(
        given.dataset, given.reading, given.frame.iloc[:0], given.raw.iloc[:0], given.repairs,
        given.problems,
    )  # fmt: skip
    assert _of_list(none) == {("list.few_rows", "")}


def test_marriages_are_judged_by_both_spouses() -> None:
    couple = {
        "registration_no": "12/2020", "registration_date": "2020-06-01",
        "registration_place": "UBND xã Ea Kao", "full_name": "Nguyễn Văn An",
        "birth_date": "1990-05-02", "personal_id": "038090001234",
        "spouse_name": "Trần Thị Bé", "spouse_birth_date": "2003-05-02",
        "spouse_id": "038303001234",
    }  # fmt: skip
    man = couple | {
        "registration_no": "13/2020", "full_name": "Lê Văn Tám", "personal_id": "038191001234",
        "birth_date": "1991-05-02", "spouse_name": "Phạm Thị Nga",
        "spouse_birth_date": "1995-01-02", "spouse_id": "038195001234",
    }  # fmt: skip
    given = records("marriage_registration", [couple, man])
    assert found(given) == {
        (0, "marriage.under_age", "spouse_birth_date"),
        (1, "personal_id.not_male", "personal_id"),
    }


def test_a_number_of_two_is_the_fault_of_the_row_that_it_does_not_fit() -> None:
    child = PERSON | {"full_name": "Nguyễn Thị Lan", "birth_date": "2015-03-04", "sex": "Nữ"}
    table = validate(records("person_list", [child, PERSON]), AS_OF)
    shared = table[table["rule"] == "unique.two_persons"]
    assert dict(zip(shared["row"], shared["severity"], strict=True)) == {0: "error", 1: "warning"}


def test_numbers_parted_from_their_people_are_said_once_of_the_list() -> None:
    people = [
        PERSON | {"birth_date": _day(n), "personal_id": f"0380{(40 + n) % 100:02d}{n:06d}"}
        for n in range(1, 31)
    ]
    assert not _of_list(records("person_list", people))
    shifted = [row | {"personal_id": people[n - 1]["personal_id"]} for n, row in enumerate(people)]
    assert _of_list(records("person_list", shifted)) == {
        ("personal_id.column_shifted", "personal_id")
    }


def test_vaccinations_need_province_and_commune_of_every_row() -> None:
    home = PERSON | {"province": "Đắk Lắk", "commune": "Ea Kao"}
    given = records("vaccination", [home, home | {"province": None}, home | {"commune": None}])
    missing = {hit for hit in found(given) if hit[1] == "required.missing"}
    assert missing == {
        (1, "required.missing", "province"),
        (2, "required.missing", "commune"),
    }


def test_a_repeated_person_is_told_at_the_name_and_a_future_benefit_at_its_date() -> None:
    card = PERSON | {"health_card_no": "GD4383623456789"}
    rows = [card, card]
    assert (1, "duplicate.person", "full_name") in found(records("health_insurance", rows))
    paid = PERSON | {"benefit_from": "2031-01"}
    assert (0, "date.future", "benefit_from") in found(records("merit_persons", [paid]), "error")
