"""A prepared reference says the same as the extract it was made of, or nothing at all."""

import json
from dataclasses import fields

import numpy as np
import pytest

from dancu_clean.errors import SourceError
from dancu_clean.linkage import prepared
from dancu_clean.linkage.engine import Linker
from dancu_clean.linkage.features import Place, Side, prepare
from dancu_clean.sample.people import make_people

MADE_OF = {"dan_cu.parquet": "aa", "population.yaml": "bb"}


def _side(first: int, stop: int) -> Side:
    people = make_people(1500, 4).iloc[first:stop].reset_index(drop=True)
    for part in ("hamlet", "commune", "province"):
        people[f"_permanent_address_{part}"] = people[part]
    return prepare(people)


@pytest.fixture
def kept(tmp_path):
    side = _side(0, 200)
    prepared.save(tmp_path / "ref", side, MADE_OF)
    return tmp_path / "ref", side


def test_loaded_as_it_was_saved(kept):
    folder, side = kept
    loaded = prepared.load(folder, MADE_OF)
    assert loaded.size == side.size
    for name in ("number", "old_number", "birth", "sex", "ethnic"):
        assert np.array_equal(getattr(loaded, name), getattr(side, name))
    for ours, theirs in zip(side.places, loaded.places, strict=True):
        for part in fields(Place):
            assert np.array_equal(getattr(ours, part.name), getattr(theirs, part.name))
    for field in side.names:
        assert np.array_equal(loaded.names[field], side.names[field])
        assert loaded.tables.texts(field) == side.tables.texts(field)


def test_links_as_the_extract_does(tmp_path):
    side = _side(0, 1200)
    prepared.save(tmp_path, side, MADE_OF)
    rows = _side(900, 1500)
    for usual, loaded in zip(
        Linker(side).link(rows), Linker(prepared.load(tmp_path, MADE_OF)).link(rows), strict=True
    ):
        assert np.array_equal(usual.people, loaded.people)
        assert np.array_equal(usual.score, loaded.score)


def _another_version(folder):
    state = json.loads((folder / "prepared.json").read_text(encoding="utf-8"))
    text = json.dumps(state | {"version": "0.0.1"})
    (folder / "prepared.json").write_text(text, encoding="utf-8")


def _cut_short(folder):
    array = folder / "number.npy"
    array.write_bytes(array.read_bytes()[:-9])


@pytest.mark.parametrize(
    ("damage", "made_of", "word"),
    [
        (None, MADE_OF | {"dan_cu.parquet": "ac"}, "dan_cu.parquet"),
        (None, MADE_OF | {"population.yaml": "bc"}, "population.yaml"),
        (None, {"dan_cu.parquet": "aa"}, "population.yaml"),
        (_another_version, MADE_OF, "0.0.1"),
        (_cut_short, MADE_OF, "Không đọc được"),
        (lambda folder: (folder / "names.json").unlink(), MADE_OF, "Không đọc được"),
        (lambda folder: (folder / "prepared.json").unlink(), MADE_OF, "Không đọc được"),
        (lambda folder: (folder / "prepared.json").write_text("[]"), MADE_OF, "Không đọc được"),
    ],
    ids=["extract", "schema", "schema_unknown", "version", "cut", "no_names", "no_state", "odd"],
)
def test_refused(kept, damage, made_of, word):
    folder, _ = kept
    if damage:
        damage(folder)
    with pytest.raises(SourceError, match=word) as refused:
        prepared.load(folder, made_of)
    assert refused.value.hint
