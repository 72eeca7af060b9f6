from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dancu_clean.formats import lines
from dancu_clean.formats.delimited import find_delimiter
from dancu_clean.formats.fields import is_regular, split
from dancu_clean.formats.open import open_tables

TEXT = (
    'Họ và tên;Địa chỉ;Ngày\r\nNguyễn Thị Hường;"Thôn 3, xã\r\nEa Kao";1/2/1980\r\n\r\nLê Lợi;;\r\n'
)
ROWS = [
    ["Họ và tên", "Địa chỉ", "Ngày"],
    ["Nguyễn Thị Hường", "Thôn 3, xã\r\nEa Kao", "1/2/1980"],
    ["", "", ""],
    ["Lê Lợi", "", ""],
]
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Encode as Windows does: tone marks apart, the other marks joined."""
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", char)
            base = unicodedata.normalize("NFC", "".join(c for c in marks if c not in TONES))
            out += (base + "".join(c for c in marks if c in TONES)).encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (windows_1258(TEXT), "windows-1258"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16 without bom", "windows-1258"],
)
def test_encoding(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "ds.csv"
    path.write_bytes(data)
    grid = open_tables(path)[0]
    assert grid.encoding == encoding
    assert grid.head(10) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "ds.txt"
    rows = [["Họ tên", "Địa chỉ"], ["Lê Lợi", '"Thôn 3, xã A; huyện B"'], ["Lê Lai", "Thôn 4"]]
    path.write_text("\n".join(["DANH SÁCH", *map(delimiter.join, rows)]), encoding="utf-8")
    assert open_tables(path)[0].head(5)[2] == ["Lê Lợi", "Thôn 3, xã A; huyện B"]


def test_line_that_names_the_delimiter_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text("sep=|\nHọ tên|Năm\nA,B;C|1990\n", encoding="utf-8")
    assert open_tables(path)[0].head(5) == [["Họ tên", "Năm"], ["A,B;C", "1990"]]


def test_long_and_short_rows_and_lost_bytes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_bytes("Họ tên,Năm\nLê Lợi,1990,thừa\nLê Lai\nTrần Th".encode() + b"\xff Hoa,1980\n")
    grid = open_tables(path)[0]
    assert grid.head(5) == [
        ["Họ tên", "Năm", ""],
        ["Lê Lợi", "1990", "thừa"],
        ["Lê Lai", "", ""],
        ["Trần Th� Hoa", "1980", ""],
    ]
    assert grid.remarks
    assert (grid.ragged, grid.undecoded) == ((1,), (3,))


def test_lines_of_an_old_list_are_named(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    lines = ["sep=,", "Họ tên,Địa chỉ", 'Lê Lợi,"Thôn 3\nxã Ea Kao"', "Lê Lai,Thôn 4"]
    path.write_bytes("\n".join(lines).encode() + b"\n" + windows_1258("Trần Thị Hường,Thôn 5"))
    (grid,) = open_tables(path)
    assert grid.encoding == "utf-8 + windows-1258"
    assert (grid.recoded, grid.undecoded) == ((3,), ())
    assert grid.head(9)[3] == ["Trần Thị Hường", "Thôn 5"]


def test_quote_that_never_closes_loses_no_row(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text('Họ tên,Năm\n"Lê Lợi,1990\n' + "Lê Lai,1980\n" * 100, encoding="utf-8")
    grid = open_tables(path)[0]
    assert grid.height == 102
    assert grid.head(3)[1:] == [['"Lê Lợi', "1990"], ["Lê Lai", "1980"]]
    assert grid.remarks


CELL = st.text(st.sampled_from('aô1 ",;\n\r\t='), max_size=6)
MANY = st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=8)


def filled(table: lines.Table) -> list[list[str | None]]:
    """Return the rows of a table without the blank cells at their ends."""
    rows = [
        list(row) for row in zip(*(column.to_pylist() for column in table.columns), strict=True)
    ]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return rows


@given(MANY, st.sampled_from(",;\t|"))
def test_what_csv_writes_is_split_as_it_was(rows: list[list[str]], delimiter: str) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    assert list(split(stream.getvalue(), delimiter)) == rows


@given(MANY, st.sampled_from(",;\t|"), st.integers(1, 5))
def test_both_ways_give_the_same_table(rows: list[list[str]], delimiter: str, width: int) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    data = stream.getvalue().encode()
    fast = lines._regular(data, delimiter, width) if is_regular(data, delimiter) else None
    if fast is not None:
        slow = lines._lenient(data, delimiter, width)
        assert filled(fast) == filled(slow)
        assert fast.ragged == slow.ragged


@given(st.text(st.sampled_from('aô1 ",\n\r='), max_size=40), st.integers(1, 4))
def test_both_ways_agree_on_any_text(text: str, width: int) -> None:
    data = text.encode()
    if data.strip() and is_regular(data, ","):
        fast = lines._regular(data, ",", width)
        if fast is not None:
            assert filled(fast) == filled(lines._lenient(data, ",", width))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Họ tên\tNăm\tĐịa chỉ\n" + "An\t1990\tThôn 3, xã A, huyện B\n" * 50, "\t"),
        ("Họ tên;Năm;Hệ số;Mức\n" + "An;1990;1,5;2,5\n" * 40 + "An;1990;1,5;2,5;x\n" * 20, ";"),
        ("DANH SÁCH, NĂM 2025, XÃ A\n" * 3 + "Họ tên;Năm\n" + "An, Bé;1990\n" * 9, ";"),
        ("Họ tên,Địa chỉ\n" + '"An","Thôn 3; xã A; huyện B"\n' * 9, ","),
        ("Họ tên|Năm\nAn|1990\n", "|"),
        ("Họ tên\nAn\nBé\n", ","),
    ],
    ids=["tab", "decimal comma", "title", "quoted", "pipe", "one column"],
)
def test_the_delimiter_is_that_of_the_heading(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


@pytest.mark.parametrize(
    ("text", "comma"),
    [
        ("Tên;Tiền\nAn;360.000\n", True),
        ("Tên\tHệ số\nAn\t1,5\n", True),
        ("Tên,Hệ số\nAn,1.5\n", False),
        ("Tên,Tiền\nAn,360000\n", None),
        ("Tên;Hệ số\nAn;1.5\n", False),
    ],
    ids=["semicolon", "seen", "point", "nothing", "semicolon but point"],
)
def test_decimal_comma_is_told(tmp_path: Path, text: str, comma: bool | None) -> None:
    path = tmp_path / "ds.csv"
    path.write_text(text, encoding="utf-8")
    assert open_tables(path)[0].decimal_comma is comma
