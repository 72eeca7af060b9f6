"""The invented population keeps the rules that real numbers and families keep."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dancu_clean.sample import make_people


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    return make_people(6000, 5)


def test_same_seed_same_people(people: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(people, make_people(6000, 5))
    assert not people["personal_id"].equals(make_people(6000, 6)["personal_id"])


def test_number_agrees_with_sex_year_and_registration(people: pd.DataFrame) -> None:
    number = people["personal_id"]
    assert number.is_unique
    assert number.str.fullmatch(r"0\d{11}").all()
    assert (number.str[:3] == people["_birth_code"]).all()
    fourth = (people["sex"] == "Nữ").astype(int) + 2 * (people["_year"] >= 2000)
    assert (number.str[3].astype(int) == fourth).all()
    assert (number.str[4:6].astype(int) == people["_year"] % 100).all()


def test_old_cards_are_of_adults_only(people: pd.DataFrame) -> None:
    old = people["old_id"]
    assert old.dropna().str.fullmatch(r"\d{9}").all()
    assert old.dropna().is_unique
    assert old[people["_year"] > 1999].isna().all()


@pytest.mark.parametrize(("parent", "least"), [("father", 15), ("mother", 15)])
def test_parents_are_older_and_of_the_right_sex(
    people: pd.DataFrame, parent: str, least: int
) -> None:
    child = people[people[f"_{parent}"] >= 0]
    other = people.iloc[child[f"_{parent}"]].reset_index(drop=True)
    child = child.reset_index(drop=True)
    assert (child["_year"] - other["_year"]).min() >= least
    assert set(other["sex"]) == {"Nam" if parent == "father" else "Nữ"}
    assert (child[f"{parent}_name"] == other["full_name"]).all()
    assert (child[f"{parent}_id"] == other["personal_id"]).all()


def test_family_name_comes_from_the_father(people: pd.DataFrame) -> None:
    kinh = people[(people["ethnic_group"] == "Kinh") & people["father_name"].notna()]
    own = kinh["full_name"].str.split(" ").str[0]
    assert (own == kinh["father_name"].str.split(" ").str[0]).all()
    nguyen = own.value_counts(normalize=True)["Nguyễn"]
    assert 0.22 < nguyen < 0.4


def test_spouses_name_each_other(people: pd.DataFrame) -> None:
    married = people[people["_spouse"] >= 0]
    back = people["_spouse"].to_numpy()[married["_spouse"]]
    assert (back == married.index.to_numpy()).all()
    other = people.iloc[married["_spouse"]]
    assert (married["sex"].to_numpy() != other["sex"].to_numpy()).all()


def test_every_household_has_one_living_head(people: pd.DataFrame) -> None:
    head = people["relationship_to_head"] == "Chủ hộ"
    whole = people[people["_household"] < people["_household"].max()]
    assert (head[whole.index].groupby(whole["_household"]).sum() == 1).all()
    assert (people.loc[head, "life_status"] == "alive").all()


def test_deaths_follow_births_and_year_only_is_for_the_old(people: pd.DataFrame) -> None:
    dead = people[people["life_status"] == "deceased"]
    assert len(dead) > 50
    assert (dead["death_date"] > dead["birth_date"].str[:4]).all()
    assert (people["death_date"].notna() == (people["life_status"] == "deceased")).all()
    only = people[people["birth_date_precision"] == "year"]
    assert only["_year"].max() < 1975
    assert (only["birth_date"].str.len() == 4).all()


def test_namesakes_twins_and_minorities_are_there(people: pd.DataFrame) -> None:
    assert people.duplicated(["full_name", "_year", "commune"]).sum() > 10
    twins = people[people["_role"] >= 4].duplicated(["_household", "_mother", "birth_date"])
    assert twins.any()
    ede = people[people["ethnic_group"] == "Ê-đê"]
    first = ede["full_name"].str.split(r"[ ']", regex=True).str[0]
    assert np.array_equal(first == "Y", ede["sex"] == "Nam")
