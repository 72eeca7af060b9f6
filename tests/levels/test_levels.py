"""Every level of the ladders, as tables of pairs that people can judge."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dancu_clean.levels import dates, names

HERE = Path(__file__).parent


def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(HERE / name, dtype="str", keep_default_na=True)


@pytest.mark.parametrize(
    ("table", "classify", "levels"),
    [
        ("names.csv", names.classify, names.NAME_LEVELS),
        ("dates.csv", dates.classify, dates.DATE_LEVELS),
    ],
)
def test_each_pair_has_its_level(table, classify, levels):
    cases = _table(table)
    found = [levels[code] for code in classify(cases["left"], cases["right"])]
    wrong = cases.assign(found=found)[cases["level"] != found]
    assert wrong.empty, wrong.to_string()
    assert set(levels) == set(cases["level"]), "a level without a case"


_WORD = st.text("aáàảãạăâbcdđeêghiklmnoôơpqrstuưvxy", min_size=1, max_size=6)
_NAME = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_NAME, _NAME), min_size=1, max_size=20))
def test_name_levels_do_not_depend_on_sides(pairs):
    left = pd.Series([a for a, _ in pairs], dtype="str")
    right = pd.Series([b for _, b in pairs], dtype="str")
    there, back = names.classify(left, right), names.classify(right, left)
    assert (there == back).all()
    assert (names.classify(left, left) == names.EQUAL).all()


def test_names_beyond_the_alphabet_never_fail():
    odd = pd.Series(["", "'", "123", "…", "李 小龙", "O'Neil", "A" * 500, "a b c d e f g h i j"])
    assert len(names.classify(odd, odd[::-1].reset_index(drop=True))) == len(odd)
