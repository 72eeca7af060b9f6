"""Whose a number is, and when two addresses lie in different units."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tests.comparing.by_hand import records

import dancu_clean.rules.comparing  # noqa: F401
from dancu_clean.comparing.details import residences
from dancu_clean.comparing.identity import number_class
from dancu_clean.comparing.pairs import ALIAS, BLANK, BROKEN, OTHER, OWN, UNKNOWN, Pairs

_HOME = "permanent_address"


@pytest.mark.parametrize(
    ("number", "old_id", "owner", "expected"),
    [
        ("038090001234", None, 0, OWN),
        ("038090009999", None, 0, ALIAS),  # a cancelled number of the person
        ("172345678", None, -1, ALIAS),  # a CMND left in the column of numbers
        (None, "172345678", 0, ALIAS),
        (None, "172345679", -1, BLANK),
        (None, "172345679", 5, OTHER),
        (None, None, -1, BLANK),
        ("3809000123", None, -1, BROKEN),
        ("038090001235", None, -1, UNKNOWN),
        ("038090001235", "172345678", 0, UNKNOWN),  # the CMND is right, the number is not
        ("038090001235", None, 5, OTHER),
    ],
)
def test_whose_number(number: str | None, old_id: str | None, owner: int, expected: int) -> None:
    mine = records("person_list", pd.DataFrame({"personal_id": [number], "old_id": [old_id]}))
    known = {"personal_id": ["038090001234"], "old_id": ["172345678"]}
    people = records("population", pd.DataFrame(known | {"cancelled_id": ["038090009999"]}))
    pairs = Pairs(mine, people, np.array([0]), np.array([0]))
    assert list(number_class(pairs, np.array([owner]))) == [expected]


def _unit(text: str, **parts: str | None) -> dict[str, list[str | None]]:
    return {_HOME: [text]} | {f"_{_HOME}_{name}": [value] for name, value in parts.items()}


@pytest.mark.parametrize(
    ("mine", "known", "told"),
    [
        ({"commune_code": "1"}, {"commune_code": "1", "old": "1"}, False),
        ({"commune_code": "1"}, {"commune_code": "2"}, True),
        ({"province_code": "38"}, {"province_code": "66"}, True),
        ({"province_code": "38"}, {"province_code": "38"}, False),
        # Names tell nothing where one side is written in the units of before the merger.
        ({"commune": "Nga Yên", "old": "1"}, {"commune": "Nga Sơn"}, False),
        ({"commune": "Nga Yên", "old": "1"}, {"commune": "Nga Sơn", "old": "1"}, True),
        ({"commune": "NGA SON"}, {"commune": "Nga Sơn"}, False),
    ],
)
def test_address_in_another_unit(mine: dict[str, str], known: dict[str, str], told: bool) -> None:
    listed = records("person_list", pd.DataFrame(_unit("Thôn 1", **mine)))
    people = records("population", pd.DataFrame(_unit("Thôn Một", **known)))
    found = residences(Pairs(listed, people, np.array([0]), np.array([0])))
    assert (sum(len(part) for part in found) > 0) is told


def test_living_at_the_current_address_the_reference_knows_is_no_difference() -> None:
    listed = records("person_list", pd.DataFrame(_unit("A", commune_code="2")))
    known = _unit("B", commune_code="1")
    known |= {"current_address": ["C"], "_current_address_commune_code": ["2"]}
    people = records("population", pd.DataFrame(known))
    found = residences(Pairs(listed, people, np.array([0]), np.array([0])))
    assert sum(len(part) for part in found) == 0
