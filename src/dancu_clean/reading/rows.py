"""Rows of a sheet that are no records: totals, numbering, repeated headers, groups, signatures.

A row that holds a person's number or date of birth is never dropped, and neither is one that
has a name which is not a known word of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dancu_clean.reading.roles import plain
from dancu_clean.text.fold import squash

KINDS = ("empty", "numbering", "repeated_header", "total", "footer", "group")
_THIN = 2
# Marks decide: "Tổng cộng" is a total, "Tống Công" a man, "Tổ 3" a group, "Tô Văn An" a man.
_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng hợp|tong cong|tong so)\b.*|(?:tổng|cộng)\b.*\d.*"
    r"|(?:tổng|cộng|cong)(?: (?:toàn|xã|thôn|trang|cộng|số|danh|sách|chung|người|hộ|\d+|là|khẩu|đối"
    r"|tượng|trường|hợp|nhân|nguoi|ho|[ivx]+|[a-d]|phường|lớp|tiền|nam|nữ))*"
)
_UNITS = (
    "thôn|xóm|ấp|bản|buôn|làng|khu phố|khu dân cư|khu|khóm|tổ dân phố|tổ|tdp|kp|đội|cụm|phum|sóc"
    "|xã|phường|thị trấn|huyện|quận|tỉnh|trường|lớp|khối|chi hội|chi bộ|đơn vị|hộ ông|hộ bà|hộ"
)
_GROUP = re.compile(
    rf"(?:(?:[ivx]+|[a-d]) )?(?:{_UNITS})\b.*"
    r"|(?:thon|xom|ap|ban|buon|to|khu pho|khu|khom|tdp|kp|lop|khoi|ho|doi) (?:so )?\d+\w?"
)
_FOOTER = re.compile(
    r"(?:người (?:lập|tổng hợp|kiểm tra|khai|báo cáo)|nguoi lap|cán bộ (?:lập|tổng hợp|thống kê)"
    r"|kế toán|thủ trưởng|thủ quỹ|trưởng công an|chủ tịch|phó chủ tịch|hiệu trưởng|giám đốc"
    r"|trưởng (?:phòng|thôn|ban)|công chức|xác nhận|ký ghi rõ|ký tên|ký và|đã ký|ky ghi ro"
    r"|nơi nhận|ghi chú|lưu ý|lưu vt|lưu vp|lưu văn thư|lưu hồ sơ|lưu$|như trên|ubnd"
    r"|ủy ban nhân dân"
    r"|t ?m (?:ubnd|ủy ban|uỷ ban)|k ?t (?:chủ tịch|trưởng|giám đốc)|t ?l chủ tịch|tuq"
    r"|danh sách (?:này )?(?:có|gồm|trên)|ấn định|bằng chữ|số tiền bằng chữ)\b.*"
    r"|.*\bngày\b.*\btháng\b.*\bnăm\b.*"
)
_NUMBERING = re.compile(r"[(\[]?\s*(\d{1,2}[a-z]?|[A-Z])\s*(?:=.*)?[)\]]?")
_ORDINAL = re.compile(r"\d*|[ivx]+|[a-h]")
# The same two patterns run in Arrow's engine over whole columns.
_NUMBER_OF_PERSON = r"[0-9](?:[^0-9]*[0-9]){7}"
_YEAR_OF_BIRTH = r"^(?:[^a-zA-Z]{0,11}[^0-9a-zA-Z])?(?:18|19|20)[0-9]{2}(?:[^0-9]|$)"


@dataclass(frozen=True)
class Layout:
    """Which columns identify a person; positions in the table."""

    headings: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    names: tuple[int, ...]
    numbers: tuple[int, ...]
    births: tuple[int, ...]

    @cached_property
    def keys(self) -> tuple[frozenset[str], ...]:
        """Return the `squash` keys of the lines of every heading."""
        return tuple(frozenset(map(squash, parts)) for parts in self.headings)


def records(
    columns: Sequence[pa.ChunkedArray], layout: Layout
) -> tuple[np.ndarray, dict[str, int]]:
    """Return the mask of rows that are records and how many of each other kind there were."""
    filled = _filled(columns)
    count = _own_cells(columns, filled, layout)
    keep = count > 0
    skipped = {"empty": int((~keep).sum())}
    suspect = keep & ~_has_person(columns, layout)
    surely_before = np.cumsum(keep & ~suspect)
    suspects = np.flatnonzero(suspect)
    table = [column.take(pa.array(suspects)).to_pylist() for column in columns]
    footer = -1
    for position, cells in zip(suspects, zip(*table, strict=True), strict=True):
        kind = _kind([cell or "" for cell in cells], layout)
        if kind == "footer":
            footer = int(surely_before[position])
        elif kind == "thin":
            signer = footer == surely_before[position] and not _numbered(cells, layout)
            kind = "footer" if signer else ""
        if not kind:
            footer = -1
            continue
        keep[position] = False
        skipped[kind] = skipped.get(kind, 0) + 1
    return keep, {kind: skipped[kind] for kind in KINDS if skipped.get(kind)}


def _own_cells(
    columns: Sequence[pa.ChunkedArray], filled: np.ndarray, layout: Layout
) -> np.ndarray:
    """Count the filled cells of every row; a running number is none, a text in its place is."""
    counted = filled.copy()
    for position in layout.row_numbers:
        number = pc.match_substring_regex(columns[position], r"^\s*\d*[.)]?\s*$")
        counted[:, position] &= ~np.asarray(pc.fill_null(number, True))
    result: np.ndarray = counted.sum(axis=1)
    return result


def _filled(columns: Sequence[pa.ChunkedArray]) -> np.ndarray:
    return np.column_stack([np.asarray(pc.is_valid(column)) for column in columns])


def _has_person(columns: Sequence[pa.ChunkedArray], layout: Layout) -> np.ndarray:
    """Return the rows that hold a number of eight digits or more, or a year of birth."""
    found = np.zeros(len(columns[0]), dtype=bool)
    for positions, pattern in (
        (layout.numbers, _NUMBER_OF_PERSON),
        (layout.births, _YEAR_OF_BIRTH),
    ):
        for position in positions:
            matches = pc.match_substring_regex(columns[position], pattern)
            found |= np.asarray(pc.fill_null(matches, False))
    return found


def _kind(cells: list[str], layout: Layout) -> str:
    """Return what the row is: one of KINDS, "thin" for a lone text, "" for a record."""
    texts = [cell for cell in cells if cell]
    if _repeats_header(cells, layout):
        return "repeated_header"
    if _is_numbering(cells, texts, layout):
        return "numbering"
    words = [plain(text) for text in texts[:3]]
    named = any(cells[i] for i in layout.names)
    first = next((word for word in words if not _ORDINAL.fullmatch(word)), "")
    if any(_TOTAL.fullmatch(word) for word in words[:2]):
        return "total"
    if len(texts) <= _THIN + 1 and any(_FOOTER.fullmatch(word) for word in words):
        return "footer"
    own = sum(bool(cell) for i, cell in enumerate(cells) if i not in layout.row_numbers)
    if own <= _THIN and _GROUP.fullmatch(first):
        return "group"
    if own <= 1 and not named and any(map(str.isalpha, first)):
        return "group"
    return "thin" if len(texts) <= _THIN + 1 else ""


def _repeats_header(cells: list[str], layout: Layout) -> bool:
    names = [squash(cells[i]) for i in layout.names if cells[i]]
    if names and not any(name in layout.keys[i] for name in names for i in layout.names):
        return False
    same = sum(bool(c) and squash(c) in key for c, key in zip(cells, layout.keys, strict=True))
    return same >= 2 and same * 2 >= sum(bool(cell) for cell in cells)


def _is_numbering(cells: list[str], texts: list[str], layout: Layout) -> bool:
    if len(texts) < min(3, len(cells)):
        return False
    if not all(_NUMBERING.fullmatch(cells[i].strip()) for i in layout.names if cells[i]):
        return False
    marks = sum(bool(_NUMBERING.fullmatch(text.strip())) for text in texts)
    return marks * 4 >= len(texts) * 3


def _numbered(cells: Sequence[str | None], layout: Layout) -> bool:
    """Tell whether a thin row is a record: a running number beside a name."""
    stt = any((cells[i] or "").strip().isdigit() for i in layout.row_numbers)
    return stt and any(cells[i] for i in layout.names)


def text_frame(
    columns: Sequence[pa.ChunkedArray], names: Sequence[str], keep: np.ndarray
) -> pd.DataFrame:
    """Return the kept rows as pandas text columns with a RangeIndex."""
    mask = pa.array(keep)
    whole = bool(keep.all())
    series = {
        name: pd.Series(column if whole else column.filter(mask), dtype="str")
        for name, column in zip(names, columns, strict=True)
    }
    return pd.DataFrame(series, index=pd.RangeIndex(int(keep.sum())))
