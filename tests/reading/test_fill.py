from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from dancu_clean.reading.fill import fill_merged, fill_same, says_same


def column(*cells: str | None) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(cells, pa.large_string())])


def same(
    *cells: str | None, begins: tuple[int, ...] = (0,)
) -> tuple[list[str], list[int], list[int]]:
    """Return the cells after filling, the rows filled and the rows with nothing above."""
    raw = pd.DataFrame({"hamlet": pd.Series(cells, dtype="str")})
    marks = np.isin(np.arange(len(raw)), begins)
    filled, nothing = fill_same(raw, ["hamlet"], marks)
    done = [found.get("hamlet", np.array([])).tolist() for found in (filled, nothing)]
    return raw["hamlet"].fillna("").tolist(), done[0], done[1]


def test_mark_means_the_row_above(same_case: dict[str, str]) -> None:
    cells, filled, _ = same("Thôn 3", same_case["text"])
    assert (cells[1] == "Thôn 3", filled == [1]) == ((same_case["same"] == "yes"),) * 2
    assert same_case["same"] == "yes" or cells[1] == same_case["text"]


def test_marks_follow_marks() -> None:
    assert same("Thôn 3", "nt", '"', "Thôn 4", "nt")[0] == ["Thôn 3"] * 3 + ["Thôn 4"] * 2


def test_the_first_row_has_nothing_above() -> None:
    assert same("nt", "Thôn 3", "nt") == (["", "Thôn 3", "Thôn 3"], [2], [0])


def test_the_first_row_of_a_group_has_nothing_above() -> None:
    assert same("Thôn 3", "nt", begins=(0, 1)) == (["Thôn 3", ""], [], [1])


def test_a_blank_above_is_nothing() -> None:
    assert same("Thôn 3", None, "nt") == (["Thôn 3", "", ""], [], [2])


def test_cells_merged_downwards_stand_in_each_row() -> None:
    columns = [column("H1", None, None, "H3"), column("a", "b", "c", "d")]
    found, filled = fill_merged(columns, [(5, 0, 6, 0)], start=5)
    assert found[0].to_pylist() == ["H1", "H1", None, "H3"]
    assert filled[0].tolist() == [False, True, False, False]
    assert list(filled) == [0]


def test_a_block_over_the_whole_width_is_a_title() -> None:
    columns = [column("Thôn 3", None), column(None, None), column(None, None)]
    found, filled = fill_merged(columns, [(0, 0, 1, 2)], start=0)
    assert (found[0].to_pylist(), filled) == (["Thôn 3", None], {})


def test_cells_merged_in_the_header_are_none_of_the_rows() -> None:
    columns = [column("A", None), column("b", "c")]
    found, _ = fill_merged(columns, [(2, 0, 4, 0)], start=5)
    assert found[0].to_pylist() == ["A", None]


def test_what_is_one_persons_own_is_not_filled_down() -> None:
    columns = [column("H1", None), column("Lê Lai", None), column("Thôn 3", "b"), column("c", "d")]
    merged = [(5, 0, 6, 0), (5, 1, 6, 1)]
    found, filled = fill_merged(columns, merged, start=5, own=[1])
    assert [cells.to_pylist() for cells in found[:2]] == [["H1", "H1"], ["Lê Lai", None]]
    assert list(filled) == [0]


def test_marks_where_nothing_is_taken_from_above_are_told() -> None:
    raw = pd.DataFrame({"birth_date": ["1980", "nt", None], "full_name": ["A", "B", "C"]})
    found = says_same(raw.astype("str"), ["birth_date", "full_name"])
    assert {name: rows.tolist() for name, rows in found.items()} == {"birth_date": [1]}
