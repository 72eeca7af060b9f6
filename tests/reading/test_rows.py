from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from dancu_clean.reading.kinds import Layout
from dancu_clean.reading.rows import records

COLUMNS = ("stt", "name", "birth", "number", "address")
LAYOUT = Layout(
    headings=(("STT",), ("Họ và tên",), ("Ngày sinh",), ("Số CCCD",), ("Địa chỉ",)),
    row_numbers=(0,),
    names=(1,),
    numbers=(3,),
    births=(2,),
)


def read(rows: list[list[str]], layout: Layout = LAYOUT) -> tuple[list[bool], dict[str, int]]:
    columns = [
        pa.chunked_array([pa.array([cell or None for cell in cells], pa.large_string())])
        for cells in zip(*rows, strict=True)
    ]
    found = records(columns, layout)
    return found.keep.tolist(), found.skipped


def test_row_is(rows_case: dict[str, str]) -> None:
    keep, skipped = read([[rows_case[name] for name in COLUMNS]])
    kind = rows_case["kind"]
    assert (keep, skipped) == (([True], {}) if kind == "record" else ([False], {kind: 1}))


@pytest.mark.parametrize("name", ["Tổng", "Hết", "Nam", "Khu Văn An", "Hộ", "To Truong"])
@pytest.mark.parametrize("cell", ["Nữ", "nam", "0905 123 456"])
def test_a_name_beside_a_sex_or_a_telephone_is_a_person(name: str, cell: str) -> None:
    layout = replace(LAYOUT, sexes=(4,), phones=(4,))
    person = ["1", "Lê Lợi", "1980", "001080001234", ""]
    assert read([person, ["", name, "", "", cell]], layout)[0] == [True, True]
    # Also apart, below the end of a numbered list, where signers stand.
    assert read([person, [""] * 5, ["", name, "", "", cell]], layout)[0] == [True, False, True]
    assert read([person, ["", "Tổng cộng", "", "", cell]], layout)[0] == [True, False]


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


def other_header(*above: list[str]) -> tuple[list[bool], int]:
    """Return the kept rows and the stop for some rows, a list of counts, and a row of it."""
    known = replace(LAYOUT, known=frozenset({"STT", "THON", "SOHO", "HOVATEN", "NAM", "CHUHO"}))
    rows = [*above, ["STT", "Thôn", "Số hộ", "", ""], ["1", "Thôn 3", "12", "", ""]]
    columns = [
        pa.chunked_array([pa.array([cell or None for cell in cells], pa.large_string())])
        for cells in zip(*rows, strict=True)
    ]
    found = records(columns, known)
    return found.keep.tolist(), found.stop


def test_the_header_of_another_table_ends_this_one() -> None:
    person = ["1", "Lê Lợi", "1980", "", ""]
    assert other_header(person, [""] * 5) == ([True, False, False, False], 2)


def test_a_header_with_other_columns_is_not_this_ones_repeated() -> None:
    layout = replace(LAYOUT, known=frozenset({"STT", "HOVATEN", "NGAYSINH", "SOCCCD", "DIENTHOAI"}))
    person = ["1", "Lê Lợi", "1980", "001080001234", ""]
    other = [["STT", "Họ và tên", "Điện thoại", "", ""], ["1", "Lê Lai", "0905123456", "", ""]]
    assert read([person, *other], layout)[0] == [True, False, False]
    same = ["STT", "Họ và tên", "Ngày sinh", "", ""]
    assert read([person, same, person], layout)[0] == [True, False, True]


def test_values_that_are_headings_elsewhere_end_nothing() -> None:
    rows = (["1", "Lê Lợi", "1980", "", ""], [""] * 5, ["2", "", "", "Nam", "Chủ hộ"])
    assert other_header(*rows, [""] * 5) == ([True, False, True, False, False, False], 4)


def test_a_title_and_the_lone_texts_under_it_belong_to_the_repeated_header() -> None:
    rows = [
        ["1", "Lê Lợi", "1980", "001080001234", ""],
        ["", "Lê Lai", "", "", ""],
        ["", "DANH SÁCH HỘI VIÊN", "", "", ""],
        ["", "Lần thứ nhất", "", "", ""],
        ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Địa chỉ"],
        ["2", "Lê Thạch", "1990", "001090001234", ""],
    ]
    assert read(rows) == (
        [True, True, False, False, False, True], {"repeated_header": 1, "title": 2},
    )  # fmt: skip


def test_a_name_apart_below_a_numbered_list_is_a_signer() -> None:
    numbered = [[str(n), "Lê Lợi", "1980", "", ""] for n in (1, 2)]
    signer = ["", "Trần Bé", "", "", ""]
    assert read([*numbered, signer])[0] == [True, True, True]
    assert read([*numbered, [""] * 5, signer])[0] == [True, True, False, False]
    assert read([*numbered, [""] * 5, signer, numbered[0]])[0] == [True, True, False, True, True]
    unnumbered = [["", *row[1:]] for row in numbered]
    assert read([*unnumbered, [""] * 5, signer])[0] == [True, True, False, True]


def test_a_text_over_several_columns_is_no_name() -> None:
    layout = replace(LAYOUT, wide=frozenset({1}))
    rows = [["1", "Lê Lợi", "1980", "", ""], ["", "Đợt một", "", "", ""]]
    assert read(rows, layout)[1] == {"group": 1}
    assert read(rows)[0] == [True, True]


def test_a_second_line_under_a_merged_name_is_no_second_person() -> None:
    layout = replace(LAYOUT, continued=frozenset({1}))
    first = ["1", "Lê Lợi", "1980", "001080001234", "Thôn 3"]
    assert read([first, ["", "", "", "", "Thôn 4"]], layout) == ([True, False], {"other": 1})
    # Whoever has a number is somebody.
    assert read([first, ["", "", "", "001080001235", ""]], layout)[0] == [True, True]
