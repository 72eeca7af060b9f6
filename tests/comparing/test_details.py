"""Relatives beside those that the reference names."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tests.comparing.by_hand import records

from dancu_clean.comparing.details import details
from dancu_clean.comparing.pairs import Pairs

KNOWN = pd.DataFrame(
    {
        "full_name": ["Đặng Văn Lâm"],
        "spouse_name": ["Lý Thị Mỹ"],
        "spouse_id": ["066183012567"],
    }
)
LISTED = KNOWN.assign(spouse_name="Võ Thị Thúy", spouse_id="049190009012")


@pytest.mark.parametrize(
    ("dataset", "proposed"),
    [("person_list", {"Lý Thị Mỹ"}), ("marriage_registration", set())],
)
def test_a_marriage_book_is_not_told_another_wife(dataset: str, proposed: set[str]) -> None:
    rows = np.array([0])
    pairs = Pairs(records(dataset, LISTED), records("population", KNOWN), rows, rows)
    found = pd.concat(details(pairs))
    told = found[found["rule"] == "relative.name_differs"]
    assert list(told["reference_value"]) == ["Lý Thị Mỹ"]
    assert set(told["proposed_value"].dropna()) == proposed


@pytest.mark.parametrize(("guessed", "told"), [(None, 1), ("1", 0)])
def test_a_guessed_province_makes_no_place_another(guessed: str | None, told: int) -> None:
    known = KNOWN.assign(native_place="Xã A, Hà Tĩnh", _native_place_province_code="42")
    listed = known.assign(
        native_place="Xã A", _native_place_province_code="66", _native_place_guessed=guessed
    )
    rows = np.array([0])
    found = pd.concat(details(Pairs(records("dc01", listed), records("dc01", known), rows, rows)))
    assert int((found["rule"] == "place.differs").sum()) == told


@pytest.mark.parametrize(("group", "told"), [("Tày", 1), ("04", 0)])
def test_a_number_of_two_peoples_differs_from_neither(group: str, told: int) -> None:
    known, listed = (KNOWN.assign(ethnic_group=name) for name in ("Hoa", group))
    rows = np.array([0])
    found = pd.concat(details(Pairs(records("dc01", listed), records("dc01", known), rows, rows)))
    assert int((found["rule"] == "field.differs").sum()) == told
