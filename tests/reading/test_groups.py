from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.reading.groups import Group, fill_groups, group_fields, style_of

WANTED = ("commune", "hamlet", "household_no", "head_name", "class_name")


def test_text_names_fields(groups_case: dict[str, str]) -> None:
    found = group_fields(groups_case["text"])
    assert ";".join(f"{name}={found[name]}" for name in sorted(found)) == groups_case["fields"]


def groups(*texts: tuple[int, str]) -> list[Group]:
    return [Group(at, group_fields(text), style_of(text)) for at, text in texts]


def filled(raw: pd.DataFrame, at: list[int], *texts: tuple[int, str]) -> dict[str, list[int]]:
    found = fill_groups(raw, np.array(at), groups(*texts), WANTED)
    return {name: rows.tolist() for name, rows in found.items()}


def people(number: int) -> pd.DataFrame:
    return pd.DataFrame({"full_name": ["A"] * number}, dtype="str")


def test_a_higher_group_ends_the_lower_ones() -> None:
    raw = people(4)
    texts = ((0, "A. Xã Ea Kao"), (1, "I. Thôn 1"), (2, "Hộ ông Lê Văn An"), (5, "B. Xã Ea Tam"))
    filled(raw, [3, 4, 6, 7], *texts)
    assert raw["commune"].tolist() == ["Xã Ea Kao"] * 2 + ["Xã Ea Tam"] * 2
    assert raw["hamlet"].fillna("").tolist() == ["Thôn 1", "Thôn 1", "", ""]
    assert raw["head_name"].fillna("").tolist() == ["Lê Văn An", "Lê Văn An", "", ""]


def test_a_new_hamlet_keeps_the_commune_and_ends_the_household() -> None:
    raw = people(2)
    filled(raw, [3, 5], (0, "Xã Ea Kao"), (1, "Thôn 1"), (2, "Mã hộ: H01"), (4, "Thôn 2"))
    assert raw["commune"].tolist() == ["Xã Ea Kao"] * 2
    assert raw["household_no"].fillna("").tolist() == ["H01", ""]


def test_what_a_cell_says_is_never_touched() -> None:
    raw = people(3).assign(hamlet=pd.Series(["Thôn 9", None, None], dtype="str"))
    assert filled(raw, [1, 2, 4], (0, "Thôn 3"), (3, "Thôn 4")) == {"hamlet": [1, 2]}
    assert raw["hamlet"].tolist() == ["Thôn 9", "Thôn 3", "Thôn 4"]


def test_rows_before_the_first_group_stay_blank() -> None:
    raw = people(2)
    assert filled(raw, [0, 2], (1, "Thôn 3")) == {"hamlet": [1]}


def test_an_unknown_group_of_the_same_numbering_ends_the_known_one() -> None:
    raw = people(3)
    texts = ((0, "I. Thôn 3"), (2, "- Ghi theo giấy khai sinh"), (4, "II. Người khuyết tật"))
    filled(raw, [1, 3, 5], *texts)
    assert raw["hamlet"].fillna("").tolist() == ["Thôn 3", "Thôn 3", ""]


def test_a_field_that_the_list_cannot_hold_is_left_out() -> None:
    raw = people(1)
    assert fill_groups(raw, np.array([1]), groups((0, "Thôn 3")), ("commune",)) == {}
    assert list(raw) == ["full_name"]
