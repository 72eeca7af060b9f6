from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

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
        (TEXT.encode("utf-16"), "utf-16"),
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


def test_quote_that_never_closes_loses_no_row(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text('Họ tên,Năm\n"Lê Lợi,1990\n' + "Lê Lai,1980\n" * 100, encoding="utf-8")
    grid = open_tables(path)[0]
    assert grid.height == 102
    assert grid.head(3)[1:] == [['"Lê Lợi', "1990"], ["Lê Lai", "1980"]]
    assert grid.remarks
