"""CSV and TSV as Excel or other programs save them: encoding and delimiter are found out.

A record is one row as Excel shows it: a line break inside quotes does not count.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa

from dancu_clean.errors import SourceError
from dancu_clean.formats.grid import CHUNK, ColumnBuilder, Grid
from dancu_clean.lang import t

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 200
_SAMPLE_CHARACTERS = 400_000
_LINES_IN_CELL = 50
_LONGEST_CELL = 1 << 20
_LEGACY = "windows-1258"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_delimited(path: Path) -> list[Grid]:
    """Return the one table of a text file; raises SourceError when it is no text."""
    data = path.read_bytes()
    encoding = find_encoding(data)
    if encoding is None:
        raise SourceError(
            t(
                "Nội dung tệp không phải là bảng tính cũng không phải văn bản CSV.",
                "The content is neither a spreadsheet nor CSV text.",
            ),
            where=path.name,
            hint=t(
                "Kiểm tra lại tệp; chương trình đọc .xlsx, .xls, .ods, .csv, .tsv và .parquet.",
                "Check the file; .xlsx, .xls, .ods, .csv, .tsv and .parquet can be read.",
            ),
        )
    text, remarks = _decode(data, encoding)
    del data
    delimiter = ""
    if text[:4].lower() == "sep=":
        line, _, text = text.partition("\n")
        delimiter = line[4:].strip("\r\n") or "\t"
    delimiter = delimiter[:1] or find_delimiter(text)
    container = "tsv" if delimiter == "\t" else "csv"
    columns, more = _parse(text, delimiter, path)
    encoding = encoding.removesuffix("-sig")
    return [Grid(path.stem, container, columns, encoding, remarks=remarks + more)]


def find_encoding(data: bytes) -> str | None:
    """Return the encoding of the bytes, None when they are no text.

    Order: byte-order mark, NUL pattern of UTF-16, strict UTF-8, UTF-8 with a few broken bytes,
    and the Windows code page of Vietnamese.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    head = data[:65536]
    if (nuls := head.count(0)) > len(head) // 5:
        return "utf-16-le" if head[1::2].count(0) > nuls // 2 else "utf-16-be"
    controls = sum(head.count(code) for code in range(32) if code not in (9, 10, 12, 13, 26))
    if controls > len(head) // 200:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        loose = data.decode("utf-8", "replace")
        letters = sum(1 for char in loose[:_SAMPLE_CHARACTERS] if char > "\x7f")
        lost = loose[:_SAMPLE_CHARACTERS].count("�")
        return "utf-8" if lost * 5 < letters else _LEGACY
    return "utf-8"


def _decode(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace").replace("\x00", "")
    if encoding == _LEGACY:
        text = unicodedata.normalize("NFC", text)
    lost = text.count("�")
    remark = t(
        f"{lost} ký tự không giải mã được, giữ chỗ bằng dấu thay thế",
        f"{lost} characters could not be decoded and are held by a replacement sign",
    )
    return text, (remark,) if lost else ()


def find_delimiter(text: str) -> str:
    """Return the delimiter under which most records have the same number of fields."""
    sample = text[:_SAMPLE_CHARACTERS]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        try:
            records = list(
                islice(csv.reader(io.StringIO(sample), delimiter=delimiter), _SAMPLE_ROWS)
            )
        except csv.Error:
            continue
        widths = Counter(len(record) for record in records if any(record))
        widths.pop(1, None)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        score = count + min(width, 50) / 100
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _parse(
    text: str, delimiter: str, path: Path, *, quotes: bool = True
) -> tuple[tuple[pa.ChunkedArray, ...], tuple[str, ...]]:
    """Return the columns; quotes that never close are taken as plain signs, with a remark."""
    builder = ColumnBuilder()
    stream = io.StringIO(text, newline="")
    if quotes:
        reader = csv.reader(stream, delimiter=delimiter)
    else:
        reader = csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    csv.field_size_limit(_LONGEST_CELL)
    seen = 0
    try:
        while chunk := list(islice(reader, CHUNK)):
            more = reader.line_num - seen - len(chunk) > _LINES_IN_CELL
            if quotes and more and _swallowed(chunk):
                return _parse(text, delimiter, path, quotes=False)
            seen = reader.line_num
            builder.add(chunk)
    except csv.Error as error:
        if quotes:
            return _parse(text, delimiter, path, quotes=False)
        raise SourceError(
            t(
                "Tệp CSV có một ô quá dài, không đọc được.",
                "The CSV file has a cell that is too long to be read.",
            ),
            where=f"{path.name}, {t('quanh dòng', 'near line')} {reader.line_num}",
            hint=t(
                "Sửa dòng đó hoặc lưu lại tệp dạng .xlsx.",
                "Correct that line or save the file as .xlsx.",
            ),
        ) from error
    remark = t(
        "Có dấu nháy kép không đóng; dấu nháy được đọc như chữ thường để không mất dòng nào",
        "A double quote is never closed; quotes were read as plain signs so that no row is lost",
    )
    return builder.columns(), () if quotes else (remark,)


def _swallowed(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether one cell holds so many lines that an open quote must have eaten them."""
    return any(cell.count("\n") > _LINES_IN_CELL for row in rows for cell in row)
