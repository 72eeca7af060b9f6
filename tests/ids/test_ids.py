"""Every module of numbers reads alike: valid examples have no fault, the others name theirs."""

from __future__ import annotations

import csv
from importlib import import_module
from pathlib import Path

import pytest

from dancu_clean.ids import health_card, personal_id, phone

HERE = Path(__file__).parent

with (HERE / "numbers.csv").open(encoding="utf-8") as file:
    CASES = [
        pytest.param(row, id=f"{row['module']}-{number}")
        for number, row in enumerate(csv.DictReader(file), 2)
    ]


@pytest.mark.parametrize("row", CASES)
def test_number(row: dict[str, str]) -> None:
    module = import_module(f"dancu_clean.ids.{row['module']}")
    assert "+".join(module.faults(row["number"])) == row["faults"]
    assert module.is_valid(row["number"]) is (row["faults"] == "")
    assert module.compact(f" {row['number']} ") == row["number"].replace("/", "")


def test_parts_of_a_personal_number() -> None:
    assert personal_id.parts("075212000456") == ("075", "Nam", 2012)
    assert personal_id.parts("048305000789") == ("048", "Nữ", 2005)
    assert personal_id.parts("38090001234") is None


@pytest.mark.parametrize(
    ("sex", "year", "agrees"),
    [("Nam", 1990, True), (None, 1990, True), ("Nam", None, True), (None, None, True),
     ("Nữ", 1990, False), ("Nam", 1991, False)],
)  # fmt: skip
def test_structure_agrees_with_what_is_known(
    sex: str | None, year: int | None, agrees: bool
) -> None:
    assert personal_id.agrees("038090001234", sex, year, 2026) is agrees


def test_a_birth_in_the_future_never_agrees() -> None:
    assert not personal_id.agrees("038290001234", None, None, 2026)


def test_health_card_parts() -> None:
    assert health_card.parts("GD4666623456789") == ("GD", "4", "66", "6623456789")
    assert health_card.parts("6623456789") == (None, None, None, "6623456789")


def test_old_mobile_number_is_converted_by_its_prefix() -> None:
    assert phone.convert_old("01695678945") == "0395678945"
    assert phone.convert_old("0912345678") is None
    assert phone.compact("+84 912 345 678") == phone.compact("84912345678") == "0912345678"
