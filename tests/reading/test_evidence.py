"""Columns that their values tell, and headings that their values contradict. Invented people."""

from __future__ import annotations

import pyarrow as pa
import pytest

from dancu_clean.formats.grid import Grid
from dancu_clean.reading.evidence import by_content, without_header
from dancu_clean.reading.headings import Heading, Vocabulary
from dancu_clean.reading.mapping import map_columns

VALUES: dict[str, list[str]] = {
    "counts": ["1", "2", "3", "4", "5", "6"],
    "names": ["Nguyễn Văn An", "Trần Thị Bé", "Lê Hữu Phước", "Phạm Thị Hoa", "Vũ Minh Đức",
              "H' Mrin Êban"],
    "births": ["01/02/1980", "12/3/1985", "1990", "05/06/1972", "7/7/2001", "1961"],
    "years": ["1980", "1985", "1990", "1972", "2001", "1961"],
    "numbers": ["001080001234", "066185004321", "038090001235", "079172004321", "075201000456",
                "066161000123"],
    "short_numbers": ["1080001234", "66185004321", "38090001235", "79172004321", "075201000456",
                      "66161000123"],
    "parents": ["001055001234", "066160004321", "038060001235", "079142004321", "075170000456",
                "066131000123"],
    "old_numbers": ["240917356", "013582047", "171234568", "225476912", "182233445", "245678123"],
    "phones": ["0912345678", "0387654321", "0905123456", "0977123456", "0868123456", "0333123456"],
    "cards": ["GD4666623456789", "TE1666620123456", "DN4010116483927", "HN2666623456781",
              "BT2666623456782", "GD4666623456783"],
    "insurance": ["6623456789", "6616483927", "7912345670", "6620123456", "6623456781",
                  "6623456782"],
    "sexes": ["Nam", "Nữ", "Nam", "Nữ", "Nam", "Nữ"],
    "peoples": ["Kinh", "Kinh", "Tày", "Ê-đê", "Kinh", "Ê-đê"],
    "addresses": ["Thôn 3, xã Ea Kao", "Buôn Tơng Jú, xã Ea Kao", "Tổ 4, phường Tân Lập",
                  "Thôn 1, xã Ea Kao", "Thôn 5, xã Hòa Thắng", "Buôn Cư Dluê, xã Hòa Thuận"],
    "communes": ["Xã Ea Kao", "Xã Ea Kao", "Phường Tân Lập", "Xã Ea Kao", "Xã Hòa Thắng",
                 "Xã Hòa Thuận"],
    "campaign": ["01/02/2021", "12/3/2021", "13/03/2021", "05/06/2021", "7/7/2021", "1/4/2021"],
    "codes": ["HS01", "HS02", "HS03", "HS04", "HS05", "HS06"],
    "amounts": ["1250000", "98000000", "1.160.000", "12500000", "", "850000"],
    "ticks": ["x", "x", "", "x", "x", "x"],
    "country_phones": ["84995464740", "84966203002", "84915269141", "84917112001", "84931790169",
                       "84988920363"],
    "members": ["NCT-001", "NCT-002", "NCT-003", "NCT-2004-00004", "NCT-005", "NCT-006"],
    "few": ["001080001234", "066185004321", "", "", "", ""],
}  # fmt: skip


def column(name: str) -> pa.ChunkedArray:
    cells = [cell or None for cell in VALUES[name]]
    return pa.chunked_array([pa.array(cells, pa.large_string())])


def test_column_is_told_by_its_values(
    silent_case: dict[str, str], words: dict[str, Vocabulary]
) -> None:
    headings = [Heading((text,) if text else ()) for text in silent_case["headings"].split(";")]
    columns = [column(name) for name in silent_case["columns"].split(";")]
    mapped = map_columns(headings, words["person_list"], {})
    found = by_content(mapped, columns, headings, words["person_list"])
    fields = [guess.field if guess else "-" for guess in found.taken]
    assert fields == silent_case["fields"].split(";"), silent_case["case"]
    assert ";".join(found.doubts) == silent_case["doubted"], silent_case["case"]
    told = [g for g, old in zip(found.taken, mapped.taken, strict=True) if g != old and g]
    assert all(guess.how == "by_content" and 0.8 < guess.confidence < 0.95 for guess in told)
    assert len(found.remarks) >= len(told) + len(found.doubts)


def test_the_user_has_the_last_word(words: dict[str, Vocabulary]) -> None:
    headings = [Heading(("Họ và tên",)), Heading(("Cột1",))]
    mapped = map_columns(headings, words["person_list"], {"B": "-"})
    found = by_content(mapped, [column("names"), column("numbers")], headings, words["person_list"])
    assert found.taken[1] is None


@pytest.mark.parametrize(
    ("heading", "values", "field"),
    [
        ("Số thẻ", "members", None),
        ("Số thẻ", "cards", "health_card_no"),
        ("Số thẻ", "insurance", "health_card_no"),
        ("Số thẻ BHYT", "members", "health_card_no"),
    ],
)
def test_a_shared_heading_needs_its_values(
    words: dict[str, Vocabulary], heading: str, values: str, field: str | None
) -> None:
    headings = [Heading(("Họ và tên",)), Heading((heading,))]
    mapped = map_columns(headings, words["health_insurance"], {})
    columns = [column("names"), column(values)]
    found = by_content(mapped, columns, headings, words["health_insurance"])
    assert (guess.field if (guess := found.taken[1]) else None) == field
    assert len(found.remarks) == (field is None)


def test_a_shared_heading_is_believed_when_the_user_says_so(words: dict[str, Vocabulary]) -> None:
    headings = [Heading(("Họ và tên",)), Heading(("Số thẻ",))]
    mapped = map_columns(headings, words["health_insurance"], {"B": "health_card_no"})
    columns = [column("names"), column("members")]
    found = by_content(mapped, columns, headings, words["health_insurance"])
    assert found.taken[1] == mapped.taken[1]


def test_a_sheet_without_header_begins_at_its_first_person() -> None:
    title = ["DANH SÁCH", *[""] * 5]
    rows = [title, *zip(*(VALUES[name] for name in ("counts", "names", "births")), strict=True)]
    cells = [[row[i] if i < len(row) else "" for row in rows] for i in range(3)]
    columns = tuple(
        pa.chunked_array([pa.array([cell or None for cell in line], pa.large_string())])
        for line in cells
    )
    header = without_header(Grid("Sheet1", "xlsx", columns), 0)
    assert header is not None
    assert (header.bottom, header.title) == (0, "DANH SÁCH")
    assert [heading.parts for heading in header.headings] == [("STT",), (), ()]


def test_a_sheet_of_something_else_is_not_read() -> None:
    columns = (column("names"), column("communes"))
    assert without_header(Grid("Sheet1", "xlsx", columns), 0) is None
    assert without_header(Grid("Sheet1", "xlsx", (column("numbers"), column("births"))), 0) is None
