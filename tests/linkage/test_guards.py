"""The cases in which a wrong link would be easiest: a table that a clerk could check."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from dancu_clean.columns import distinct, take
from dancu_clean.steps.match import Reference, match
from dancu_clean.text.address import parse_address

TABLE = pd.read_csv(Path(__file__).with_name("guards.csv"), dtype="str", encoding="utf-8")
CROWD = 3000


def _records(people: pd.DataFrame) -> SimpleNamespace:
    frame = people.reset_index(drop=True).astype("str")
    codes, texts = distinct(frame["permanent_address"])
    parsed = [parse_address(text) for text in texts]
    for part in ("hamlet", "commune", "commune_code", "province_code"):
        values = [getattr(address, part) for address in parsed]
        frame[f"_permanent_address_{part}"] = take(values, codes, frame.index)
    return SimpleNamespace(frame=frame, dataset=SimpleNamespace(accept=0.9, review=0.3))


def _crowd() -> pd.DataFrame:
    """Invent other people, so that names and dates have frequencies."""
    draw = np.random.default_rng(5)
    families = ["Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Vũ", "Hồ", "Bùi", "Ngô", "Mai"]
    given = ["An", "Bình", "Cường", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh"]
    names = [
        f"{draw.choice(families)} {draw.choice(['Văn', 'Thị', 'Ngọc'])} {draw.choice(given)}"
        for _ in range(CROWD)
    ]
    days = np.datetime64("1940-01-01") + draw.integers(0, 29_000, CROWD)
    hamlets = draw.integers(10, 60, CROWD)
    return pd.DataFrame(
        {
            "personal_id": [f"0660{number:08d}" for number in range(CROWD)],
            "full_name": names,
            "birth_date": days.astype(str),
            "sex": draw.choice(["Nam", "Nữ"], CROWD),
            "permanent_address": [f"Thôn {h}, xã Ea Kly, tỉnh Đắk Lắk" for h in hamlets],
        }
    )


@pytest.fixture(scope="module")
def decided() -> pd.DataFrame:
    people = pd.concat([TABLE[TABLE["side"] == "reference"], _crowd()], ignore_index=True)
    rows = TABLE[TABLE["side"] == "list"].reset_index(drop=True)
    best = match(_records(rows), Reference(_records(people))).best
    ids = np.append(people["personal_id"].to_numpy(dtype=object), None)
    return rows.assign(found=ids[best["person"]], accepted=best["linked"], score=best["score"])


@pytest.mark.parametrize("case", sorted(set(TABLE["case"])))
def test_guard(decided, case):
    for row in decided[decided["case"] == case].itertuples():
        assert row.accepted == (row.linked == "yes"), f"{row.why} (score {row.score})"
        if row.linked == "yes":
            assert row.found == row.person, row.why


def test_nobody_in_an_empty_reference():
    rows = _records(TABLE[TABLE["side"] == "list"])
    best = match(rows, Reference(_records(TABLE[:0]))).best
    assert (best["person"] == -1).all()
    assert not best["linked"].any()


def test_a_person_twice_in_the_reference_is_one_person():
    people = TABLE[TABLE["side"] == "reference"]
    twice = pd.concat([people, people, _crowd()], ignore_index=True)
    rows = TABLE[(TABLE["side"] == "list") & (TABLE["linked"] == "yes")]
    best = match(_records(rows), Reference(_records(twice))).best
    assert best["linked"].all()


def test_scores_do_not_depend_on_the_order_of_rows():
    people = _records(pd.concat([TABLE[TABLE["side"] == "reference"], _crowd()]))
    rows = TABLE[TABLE["side"] == "list"]
    forward = match(_records(rows), Reference(people)).best["score"].to_numpy()
    backward = match(_records(rows[::-1]), Reference(people)).best["score"].to_numpy()
    assert np.allclose(forward, backward[::-1], atol=1e-6)
