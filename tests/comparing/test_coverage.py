"""Who is missing from a list, by the ages, communes and years that the list covers."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from tests.comparing.by_hand import matches, records

from dancu_clean.comparing.coverage import coverage
from dancu_clean.spec import RuleUse

AS_OF = date(2026, 11, 23)


def test_children_without_card_only_in_covered_communes() -> None:
    size = 8
    people = records(
        "population",
        pd.DataFrame(
            {
                "personal_id": [f"03822200000{n}" for n in range(size)],
                "full_name": [f"Trẻ Số {n}" for n in range(size)],
                "birth_date": ["2022-05-05"] * 6 + ["2019-05-05", "2022"],
                "life_status": ["alive"] * 4 + ["deceased", "alive", "alive", "alive"],
                "commune": ["Nga Sơn"] * 5 + ["Hạc Thành", "Nga Sơn", "Nga Sơn"],
                "province": ["Thanh Hóa"] * size,
            }
        ),
    )
    use = RuleUse("coverage.child_without_card", params={"below_age": 6, "share": 0.3})
    listed = records(
        "health_insurance",
        people.frame[["personal_id", "full_name", "birth_date"]].head(2),
        with_rules=(use,),
    )
    best = matches(pd.DataFrame({"person": [0, 1], "id_owner": [0, 1]}))
    (found,) = coverage([(listed, best)], people, AS_OF)
    absent = found[found["rule"] == "coverage.child_without_card"]
    assert list(absent["person_id"]) == ["038222000002", "038222000003", "038222000007"]
    assert (absent["row"] == -1).all()


@pytest.mark.parametrize(
    ("event", "code", "absent"),
    [("birth_date", "coverage.birth_missing", 5), ("death_date", "coverage.death_missing", 6)],
)
def test_a_register_covers_a_commune_and_a_year(event: str, code: str, absent: int) -> None:
    years = [2020] * 6 + [2019] * 2
    events = pd.Series([f"{year}-05-0{n + 1}" for n, year in enumerate(years)])
    dead = event == "death_date"
    if dead:  # the seventh died in the year that the register covers
        events[6] = "2020-07-07"
    people = records(
        "population",
        pd.DataFrame(
            {
                "personal_id": [f"03822000000{n}" for n in range(8)],
                "full_name": [f"Người Số {n}" for n in range(8)],
                "birth_date": ["1950"] * 8 if dead else events,
                "death_date": events if dead else [None] * 8,
                "commune": ["Nga Sơn"] * 8,
                "province": ["Thanh Hóa"] * 8,
            }
        ),
    )
    use = RuleUse(code, params={"event": event, "share": 0.7, "least": 5})
    size = absent
    listed = records(
        "death_registration" if dead else "birth_registration",
        people.frame[["personal_id", "full_name", "birth_date", "death_date"]].head(size),
        with_rules=(use,),
    )
    best = matches(pd.DataFrame({"person": range(size), "id_owner": range(size)}))
    (found,) = coverage([(listed, best)], people, AS_OF)
    missing = found[found["rule"] == code]
    assert list(missing["person_id"]) == [f"03822000000{absent}"]


def test_files_of_one_dataset_count_together() -> None:
    people = records(
        "population",
        pd.DataFrame(
            {
                "personal_id": [f"03822200000{n}" for n in range(5)],
                "full_name": [f"Trẻ Số {n}" for n in range(5)],
                "birth_date": ["2022-05-05"] * 5,
                "commune": ["Nga Sơn"] * 5,
                "province": ["Thanh Hóa"] * 5,
            }
        ),
    )
    use = RuleUse("coverage.child_without_card", params={"below_age": 6, "share": 0.3})
    hamlets = [
        (
            records("health_insurance", people.frame.iloc[part], with_rules=(use,)),
            matches(pd.DataFrame({"person": part, "id_owner": part})),
        )
        for part in ([0, 1], [2, 3])
    ]
    one, other = coverage(hamlets, people, AS_OF)
    assert list(one["person_id"]) == ["038222000004"]
    assert other.empty
