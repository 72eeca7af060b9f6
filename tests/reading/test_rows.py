from __future__ import annotations

import pyarrow as pa

from dancu_clean.reading.rows import Layout, records

COLUMNS = ("stt", "name", "birth", "number", "address")
LAYOUT = Layout(
    headings=(("STT",), ("Họ và tên",), ("Ngày sinh",), ("Số CCCD",), ("Địa chỉ",)),
    row_numbers=(0,),
    names=(1,),
    numbers=(3,),
    births=(2,),
)


def read(rows: list[list[str]]) -> tuple[list[bool], dict[str, int]]:
    columns = [
        pa.chunked_array([pa.array([cell or None for cell in cells], pa.large_string())])
        for cells in zip(*rows, strict=True)
    ]
    keep, skipped = records(columns, LAYOUT)
    return keep.tolist(), skipped


def test_row_is(rows_case: dict[str, str]) -> None:
    keep, skipped = read([[rows_case[name] for name in COLUMNS]])
    kind = rows_case["kind"]
    assert (keep, skipped) == (([True], {}) if kind == "record" else ([False], {kind: 1}))


def test_signers_below_the_signatures_are_no_records() -> None:
    rows = [
        ["1", "Lê Lợi", "1980", "001080001234", ""],
        ["", "Người lập biểu", "", "", "Chủ tịch"],
        ["", "", "", "", ""],
        ["", "Trần Bé", "", "", "Lê Hai"],
    ]
    assert read(rows) == ([True, False, False, False], {"empty": 1, "footer": 2})


def test_records_after_the_signatures_of_a_page_are_kept() -> None:
    rows = [
        ["", "Người lập biểu", "", "", ""],
        ["", "Trần Bé", "", "", ""],
        ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Địa chỉ"],
        ["2", "Lê Lai", "", "", ""],
        ["", "Lê Lợi", "1980", "", "Thôn 3"],
        ["", "Lê Thạch", "", "", ""],
    ]
    assert read(rows)[0] == [False, False, False, True, True, True]
