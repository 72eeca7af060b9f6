"""What makes the kernel fast must not change what it says."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dancu_clean.levels.name_table import NameTable
from dancu_clean.linkage import engine, keys
from dancu_clean.linkage.blocking import join
from dancu_clean.linkage.near import neighbours
from dancu_clean.sample import write_sample
from dancu_clean.spec import load_catalog
from dancu_clean.steps.match import Reference, match
from dancu_clean.steps.normalise import normalise
from dancu_clean.steps.read import ReadOptions, read_sources

AS_OF = date(2026, 11, 15)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    """Return a heavily damaged list and its reference, both cleaned."""
    folder = tmp_path_factory.mktemp("damaged")
    paths = write_sample(folder, 4000, 3, 500, profile="noid", reference_format="parquet")
    catalog = load_catalog()
    cleaned = []
    listed = folder / "danh_sach" / "person_list.csv"
    for path, dataset in ((listed, "person_list"), (paths[0], "population")):
        sources, _ = read_sources([path], catalog, ReadOptions(dataset=dataset))
        cleaned.append(normalise(sources[0], AS_OF))
    return cleaned[0], Reference(cleaned[1])


def _same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    assert (one["linked"] == other["linked"]).all()
    assert (one["needs_review"] == other["needs_review"]).all()
    assert (one["person"] == other["person"]).all()
    assert np.allclose(one["score"], other["score"], atol=2e-3)


def test_pairs_left_out_change_no_decision(damaged, monkeypatch):
    records, reference = damaged
    usual = match(records, reference).best
    monkeypatch.setattr(engine, "worth_a_name", lambda _a, _b, pairs, *_: np.arange(len(pairs[0])))
    _same(usual, match(records, reference).best)


def test_records_settled_early_stay_settled(damaged, monkeypatch):
    records, reference = damaged
    monkeypatch.setattr(engine, "_LEARN_FROM", 100)
    usual = match(records, reference).best
    monkeypatch.setattr(keys, "FIRST", keys.ALL)
    _same(usual, match(records, reference).best)


def test_portions_do_not_show(damaged, monkeypatch):
    records, reference = damaged
    usual = match(records, reference).best
    monkeypatch.setattr(engine, "_PORTION", 37)
    _same(usual, match(records, reference).best)


@pytest.mark.parametrize(
    ("ours", "theirs", "near"),
    [
        ("Nguyễn Văn Hùn", "Nguyễn Văn Hùng", True),
        ("Nguyễn Văn Hùnng", "Nguyễn Văn Hùng", True),
        ("Nguyễn Văn Hònh", "Nguyễn Văn Hùng", False),
        ("Nguyễn Văn Hồng", "Nguyễn Văn Hùng", True),
        ("Nguyễn Hoa", "Nguyễn Thị Hoa", True),
        ("Nguyễn Thị Thu Hoa", "Nguyễn Thị Hoa", True),
        ("H'Blơ Êban", "H'Blơ Êbang", True),
        ("Nguyễn Thị Hòa", "Nguyễn Thị Hoa", False),  # equal letters are found without this
        ("Lê Văn An", "Trần Thị Bình", False),
    ],
)
def test_near_names(ours, theirs, near):
    found, _ = neighbours(NameTable.build([ours]), NameTable.build([theirs]))
    assert bool(len(found)) == near


def test_join_finds_what_a_loop_finds():
    draw = np.random.default_rng(1)
    asked, held = draw.integers(0, 60, 300), draw.integers(0, 60, 200)
    rows, people = join((np.arange(300), asked), (np.arange(200), held), 4).all_pairs()
    few = np.bincount(held, minlength=60) <= 4
    expected = {
        (row, person)
        for row in range(300)
        for person in range(200)
        if asked[row] == held[person] != 0 and few[held[person]]
    }
    assert set(zip(rows.tolist(), people.tolist(), strict=True)) == expected
    assert len(rows) == len(expected)
