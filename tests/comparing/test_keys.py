"""One name, one row: over several files and sheets, whatever the order of rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from tests.report.invented import records

from dancu_clean.comparing.keys import finding_ids, with_own_keys
from dancu_clean.model import Records

DATASET = "health_insurance"


def table(file: str, sheet: str, keys: list[str]) -> Records:
    made = records(DATASET, file, len(keys))
    frame = made.frame.assign(record_key=pd.Series(keys, dtype="str"))
    return replace(made, frame=frame, reading=replace(made.reading, file=file, sheet=sheet))


def keys(*tables: Records) -> list[list[str]]:
    return [list(done.frame["record_key"]) for done in with_own_keys(tables)]


def test_a_key_alone_stays_as_it_is() -> None:
    assert keys(table("a", "1", ["k1", "k2"]), table("b", "1", ["k3"])) == [["k1", "k2"], ["k3"]]


def test_the_same_key_in_two_files_is_told_apart() -> None:
    first, second = keys(table("a", "1", ["k1", "k2"]), table("b", "1", ["k2", "k3"]))
    assert first == ["k1", "k2"]
    assert second[0].startswith("k2-") and second[1] == "k3"


def test_neither_the_order_of_files_nor_of_rows_plays_a_part() -> None:
    first, second = table("a", "1", ["k1", "k2"]), table("b", "1", ["k2", "k3"])
    usual = keys(first, second)
    assert keys(second, first) == usual[::-1]
    turned = table("b", "1", ["k4", "k3", "k2"])
    assert keys(first, turned)[1] == ["k4", usual[1][1], usual[1][0]]


def test_sheets_of_one_file_keep_their_keys_when_the_file_gets_a_new_name() -> None:
    monday = keys(table("tuan 1", "Thon 1", ["k1"]), table("tuan 1", "Thon 2", ["k1"]))
    next_monday = keys(table("tuan 2", "Thon 1", ["k1"]), table("tuan 2", "Thon 2", ["k1"]))
    assert monday == next_monday and monday[0] != monday[1]


def test_one_file_given_twice_is_counted_on() -> None:
    done = keys(*[table("a", "1", ["k1", "k1-2"])] * 3)
    names = [key for part in done for key in part]
    assert len(set(names)) == len(names)


def test_another_dataset_has_its_own_keys() -> None:
    other = records("social_assistance", "b", 1)
    other = replace(other, frame=other.frame.assign(record_key="k1"))
    assert keys(table("a", "1", ["k1"]), other) == [["k1"], ["k1"]]


def found(**columns: object) -> pd.DataFrame:
    usual: dict[str, object] = {
        "dataset": DATASET, "source_file": "a", "source_sheet": "1", "record_key": "k1",
        "person_id": np.nan, "rule": "sources.field", "field": "sex", "reference_value": np.nan,
        "value": "Nam", "message": "",
    }  # fmt: skip
    return pd.DataFrame(usual | columns).astype("str")


def test_equal_findings_keep_their_ids_when_the_rows_turn() -> None:
    table = found(message=["khác danh sách B", "khác danh sách C"])
    ids = list(finding_ids(table))
    assert len(set(ids)) == 2
    assert list(finding_ids(table[::-1].reset_index(drop=True))) == ids[::-1]


def test_a_finding_about_a_whole_list_belongs_to_its_file() -> None:
    table = found(source_file=["a", "b"], record_key=[np.nan, np.nan])
    ids = list(finding_ids(table))
    assert len(set(ids)) == 2
    more = found(source_file=["0", "a", "b"], record_key=[np.nan] * 3)
    assert list(finding_ids(more))[1:] == ids


def test_a_list_alone_may_get_a_new_name() -> None:
    monday, next_monday = (found(source_file=[name], record_key=[np.nan]) for name in "ab")
    assert list(finding_ids(monday)) == list(finding_ids(next_monday))
