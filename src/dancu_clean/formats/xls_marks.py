"""What calamine does not tell of an xls sheet, from its records, after [MS-XLS] (BIFF8).

Files of Excel 95 and older give nothing but their cells.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from dancu_clean.formats import number_format
from dancu_clean.formats.marks import Book, Marks
from dancu_clean.formats.ole import read_stream

_BOF, _EOF, _SHEET, _FORMAT, _XF, _DATE_MODE = 0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x22
_ROW, _COLUMNS, _FORMULA, _ERROR = 0x208, 0x7D, 0x06, 0x205
_NUMBER, _RK, _MANY_RK = 0x203, 0x27E, 0xBD
_BIFF8 = 0x600
_HIDDEN_ROW = 0x20
_MONTH_YEAR = 17
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_Record = tuple[int, int, int]


def read_xls_marks(path: Path) -> Book:
    """Return the marks of every sheet; none where the records cannot be followed."""
    try:
        data = read_stream(path.read_bytes(), ("Workbook",))
        return _book(data) if data else Book()
    except (ValueError, IndexError, struct.error):
        return Book()


def _records(data: bytes, at: int) -> Iterator[_Record]:
    """Yield type, position and size of the records of one substream."""
    unpack = struct.Struct("<HH").unpack_from
    while at + 4 <= len(data):
        kind, size = unpack(data, at)
        yield kind, at + 4, size
        if kind == _EOF:
            return
        at += 4 + size


def _book(data: bytes) -> Book:
    sheets: dict[str, int] = {}
    codes = {_MONTH_YEAR: "mmm-yy"}
    formats: list[int] = []
    dates_1904 = False
    for kind, at, size in _records(data, 0):
        if kind == _BOF and struct.unpack_from("<H", data, at)[0] != _BIFF8:
            return Book()
        if kind == _SHEET:
            sheets[_text(data, at + 6, "<B")] = struct.unpack_from("<I", data, at)[0]
        elif kind == _FORMAT:
            codes[struct.unpack_from("<H", data, at)[0]] = _text(data, at + 2, "<H")
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", data, at + 2)[0])
        elif kind == _DATE_MODE and size:
            dates_1904 = data[at] == 1
    wanted = {
        number: codes[code]
        for number, code in enumerate(formats)
        if number_format.matters(codes.get(code, ""))
    }
    return Book({name: _marks(data, at, wanted) for name, at in sheets.items()}, dates_1904)


def _text(data: bytes, at: int, length: str) -> str:
    count = struct.unpack_from(length, data, at)[0]
    at += struct.calcsize(length)
    if data[at] & 1:
        return data[at + 1 : at + 1 + 2 * count].decode("utf-16-le", "replace")
    return data[at + 1 : at + 1 + count].decode("latin-1")


def _marks(data: bytes, start: int, formats: Mapping[int, str]) -> Marks:
    marks = Marks()
    for kind, at, size in _records(data, start):
        if kind in (_NUMBER, _RK, _FORMULA) and formats:
            row, column, style = struct.unpack_from("<HHH", data, at)
            if style in formats:
                marks.formats[row, column] = formats[style]
        elif kind == _MANY_RK and formats:
            row, column = struct.unpack_from("<HH", data, at)
            for number in range((size - 6) // 6):
                style = struct.unpack_from("<H", data, at + 4 + 6 * number)[0]
                if style in formats:
                    marks.formats[row, column + number] = formats[style]
        elif kind == _ROW and data[at + 12] & _HIDDEN_ROW:
            marks.hidden_rows.add(struct.unpack_from("<H", data, at)[0])
        elif kind == _COLUMNS and data[at + 8] & 1:
            first, last = struct.unpack_from("<HH", data, at)
            marks.hidden_columns.update(range(first, min(last, 255) + 1))
        if kind in (_FORMULA, _ERROR) and (code := _error(data, kind, at)):
            marks.errors[struct.unpack_from("<HH", data, at)] = code
    return marks


def _error(data: bytes, kind: int, at: int) -> str | None:
    if kind == _ERROR:
        return _ERRORS.get(data[at + 6], "#N/A") if data[at + 7] else None
    is_error = data[at + 12 : at + 14] == b"\xff\xff" and data[at + 6] == 2
    return _ERRORS.get(data[at + 8], "#N/A") if is_error else None
