"""dbf (dBASE, FoxPro): fields of fixed width in an encoding that is found out.

The field names count as row 1, deleted records are left out. Memos come from the .dbt or .fpt
beside the file; without it they are blank and a remark says so.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from dancu_clean.errors import SourceError
from dancu_clean.formats.encoding import Decoded, decode
from dancu_clean.formats.grid import LOST, TEXT, Grid, cell_text, name_losses, text_array
from dancu_clean.formats.memo import Memos
from dancu_clean.lang import t

_VERSIONS = frozenset(bytes.fromhex("02030405303132438387637b8b8ecbe5f5fb"))
_TYPES = b"CNFDLMGPBITYVWQ0@O+"
_HEADER, _FIELD = 32, 32
_DELETED = ord("*")
_JULIAN_OFFSET = 1_721_425  # of day 1 of datetime.date


@dataclass(frozen=True)
class _Field:
    name: bytes
    kind: str
    start: int
    width: int


def is_dbf(head: bytes) -> bool:
    """Tell a dbf file by its header: version, lengths, and the type of its first field."""
    if len(head) < _HEADER + _FIELD or head[0] not in _VERSIONS:
        return False
    header, record = struct.unpack_from("<HH", head, 8)
    name = head[_HEADER : _HEADER + 11].partition(b"\0")[0]
    kind = head[_HEADER + 11]
    return header > _HEADER + _FIELD and record > 1 and bool(name) and kind in _TYPES


def read_dbf(path: Path) -> list[Grid]:
    """Return the one table of a dbf file; raises SourceError."""
    data = path.read_bytes()
    count, header, width = struct.unpack_from("<IHH", data, 4)
    fields = _fields(data[:header])
    if not fields or fields[-1].start + fields[-1].width > width or len(data) < header:
        raise _broken(path)
    size = (len(data) - header) // width
    rows = np.frombuffer(data, np.uint8, max(size, 0) * width, min(header, len(data)))
    table = rows.reshape(-1, width)
    table = table[: int(np.argmax(table[:, 0] == 0x1A))] if (table[:, 0] == 0x1A).any() else table
    lacking = count - len(table)
    deleted = table[:, 0] == _DELETED
    table = table[~deleted]
    memos = Memos.beside(path)
    cells = [_cells(table, field, memos) for field in fields]
    found = _decoded([[field.name, *column] for field, column in zip(fields, cells, strict=True)])
    columns = [
        _column(texts, field.kind) for field, texts in zip(fields, found.columns, strict=True)
    ]
    lost = memos is None and any(field.kind == "M" for field in fields)
    remarks = _remarks(lacking, int(deleted.sum()), lost)
    return [name_losses(Grid(path.stem, "dbf", tuple(columns), found.encoding, remarks=remarks))]


def _fields(header: bytes) -> list[_Field]:
    fields, start = [], 1
    for at in range(_HEADER, len(header) - _FIELD + 1, _FIELD):
        block = header[at : at + _FIELD]
        if block[0] in b"\r\0":
            break
        kind = chr(block[11])
        width = block[16] + 256 * block[17] if kind == "C" else block[16]
        fields.append(_Field(block[:11].partition(b"\0")[0], kind, start, width))
        start += width
    return [field for field in fields if field.kind != "0"]


def _cells(table: np.ndarray, field: _Field, memos: Memos | None) -> list[bytes]:
    """Return the bytes of a column as text, binary kinds written out."""
    part = np.ascontiguousarray(table[:, field.start : field.start + field.width])
    cells: list[bytes] = [bytes(row) for row in part]
    if field.kind in _BINARY and field.width == _BINARY[field.kind][0]:
        return [_BINARY[field.kind][1](cell) for cell in cells]
    if field.kind == "M":
        return [memos.text(cell) if memos else b"" for cell in cells]
    return [cell.rstrip(b"\0").strip() for cell in cells]


def _moment(cell: bytes) -> bytes:
    day, milliseconds = struct.unpack("<II", cell)
    if not day:
        return b""
    try:
        date = dt.datetime.fromordinal(day - _JULIAN_OFFSET)
    except (ValueError, OverflowError):
        return b""
    return cell_text(date + dt.timedelta(milliseconds=milliseconds)).encode()


def _plain(code: str, divisor: int = 1) -> Callable[[bytes], bytes]:
    return lambda cell: cell_text(struct.unpack(code, cell)[0] / divisor).encode()


_BINARY: dict[str, tuple[int, Callable[[bytes], bytes]]] = {
    "I": (4, _plain("<i")),
    "+": (4, _plain("<i")),
    "B": (8, _plain("<d")),
    "O": (8, _plain("<d")),
    "Y": (8, _plain("<q", 10_000)),
    "T": (8, _moment),
    "@": (8, _moment),
}


@dataclass(frozen=True)
class _Decoded:
    columns: list[list[str]]
    encoding: str


def _decoded(columns: list[list[bytes]]) -> _Decoded:
    """Decode all cells together: one cell alone says too little of its encoding."""
    height = len(columns[0])
    lines = (cell.replace(b"\0", b" ").splitlines() for column in columns for cell in column)
    cells = [b" ".join(line) for line in lines]
    whole = decode(b"\n".join(cells)) or Decoded(b"\n" * (len(cells) - 1), "ascii", lost=True)
    # A width counted in bytes may have cut the last letter.
    texts = [text.rstrip(LOST) for text in whole.data.decode("utf-8").split("\n")]
    parts = [texts[at : at + height] for at in range(0, len(texts), height)]
    return _Decoded(parts, whole.encoding)


def _column(texts: list[str], kind: str) -> pa.ChunkedArray:
    name, *cells = texts
    if kind in _WRITERS:
        written = {cell: _WRITERS[kind](cell) for cell in set(cells)}
        cells = [written[cell] for cell in cells]
    return pa.chunked_array([text_array([name, *cells])], type=TEXT)


def _number(cell: str) -> str:
    if "." not in cell:
        return "" if cell.strip("*") == "" else cell
    try:
        return cell_text(float(cell))
    except ValueError:
        return cell


def _day(cell: str) -> str:
    compact = len(cell) == 8 and cell.isdecimal()
    return f"{cell[:4]}-{cell[4:6]}-{cell[6:]}" if compact and cell != "00000000" else ""


def _logical(cell: str) -> str:
    return {"T": "TRUE", "Y": "TRUE", "F": "FALSE", "N": "FALSE"}.get(cell.upper(), "")


_WRITERS: dict[str, Callable[[str], str]] = {
    "N": _number,
    "F": _number,
    "D": _day,
    "L": _logical,
}


def _remarks(lacking: int, deleted: int, lost: bool) -> tuple[str, ...]:
    remarks = []
    if lacking > 0:
        remarks.append(
            t(
                f"Tệp bị cắt ngắn: thiếu {lacking} bản ghi so với số ghi ở đầu tệp",
                f"The file is cut short: {lacking} records less than its header says",
            )
        )
    if deleted:
        remarks.append(
            t(
                f"{deleted} bản ghi đã đánh dấu xóa, không đọc",
                f"{deleted} records are marked as deleted and were not read",
            )
        )
    if lost:
        remarks.append(
            t(
                "Không thấy tệp .dbt/.fpt đi kèm nên các ô ghi chú dài (memo) để trống",
                "There is no .dbt/.fpt beside the file, so its memo cells are blank",
            )
        )
    return tuple(remarks)


def _broken(path: Path) -> SourceError:
    return SourceError(
        t("Tệp dbf bị hỏng hoặc không đọc được.", "The dbf file cannot be read."),
        where=path.name,
        hint=t(
            "Mở tệp bằng chương trình nguồn hoặc Excel, lưu lại dạng .xlsx rồi chạy lại.",
            "Open it with its own program or Excel, save it as .xlsx and run again.",
        ),
    )
