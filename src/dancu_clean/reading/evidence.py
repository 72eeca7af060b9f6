"""Columns against their values: silent headings are read by content, contradicted ones are said.

A heading that says something is never overruled. A column whose heading says nothing ("Cột1",
"Số", none) is taken for a field that is still free when its values leave no doubt, it is the only
such column and, where the row's personal number can prove it, that number agrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from dancu_clean.formats.grid import Grid, letter
from dancu_clean.lang import t
from dancu_clean.reading import claims, content
from dancu_clean.reading.header import Header
from dancu_clean.reading.headings import (
    STRIPPED,
    Guess,
    Heading,
    Vocabulary,
    guesses,
    is_row_number,
)
from dancu_clean.reading.mapping import ColumnMap
from dancu_clean.reading.roles import split_role
from dancu_clean.text.fold import fold

_SILENT = re.compile(
    r"(?:COT|COLUMN|COL|FIELD|F|TRUONG|UNNAMED|TEXT|THONG TIN|SO|MA|MA SO|ID|DU LIEU|GIA TRI|KHAC"
    r"|CHUA RO|KHONG TEN|DANH SACH)?(?: ?\d+)?|[A-Z]"
)
_FIELD = {
    "personal_id": "personal_id", "health_card_no": "health_card_no", "phone": "phone",
    "old_id": "old_id", "date": "birth_date", "year": "birth_date", "sex": "sex",
    "ethnic_group": "ethnic_group", "person_name": "full_name", "address": "permanent_address",
    "commune": "commune", "province": "province",
}  # fmt: skip
# Which kinds of value a type of field may hold; other types are not judged.
_FITTING = {
    "personal_id": {"personal_id", "old_id"},
    "old_id": {"personal_id", "old_id"},
    "person_name": {"person_name"},
    "date": {"date", "year"},
    "sex": {"sex"},
    "phone": {"phone"},
    "health_card_no": {"health_card_no", "personal_id"},
    "address": {"address", "commune", "province", "person_name"},
    "admin_unit": {"address", "commune", "province", "person_name"},
    "code": {"ethnic_group", "person_name"},
}
_TELLING = {"personal_id", "old_id", "date", "year", "health_card_no", "phone"}
# What an unknown heading may hold all the same: these values cannot be mistaken. Numbers must be
# proven by the row; names are looked for only where the list has none.
_UNMISTAKABLE = {
    "personal_id", "phone", "health_card_no", "sex", "ethnic_group", "person_name",
}  # fmt: skip
_OTHERS = re.compile(r"\b(?:NGUOI|GIAO VIEN|GVCN|CO QUAN|PHU HUYNH|THAN NHAN|CON|ANH|CHI|ONG|BA)\b")
_PROOF = 5
_YEARS_APART = 10


@dataclass(frozen=True)
class _Table:
    """The first cells of every column, read when first needed."""

    columns: Sequence[pa.ChunkedArray]

    def cells(self, column: int | None) -> list[str | None]:
        """Return the first cells of a column; blanks for a column that is not there."""
        height = min(content.SAMPLE, len(self.columns[0])) if self.columns else 0
        if column is None:
            return [None] * height
        return self.columns[column].slice(0, height).to_pylist()


def by_content(
    found: ColumnMap,
    columns: Sequence[pa.ChunkedArray],
    headings: Sequence[Heading],
    words: Vocabulary,
) -> ColumnMap:
    """Return the mapping with silent columns filled in, and with remarks and doubts."""
    table = _Table(columns)
    found = claims.without_empty_claims(found, table.cells, headings, words)
    found = _told_by_values(found, table, headings, words)
    if not any(heading.parts and not is_row_number(heading.parts[-1]) for heading in headings):
        loud = t(
            "Không có dòng tiêu đề: các cột được hiểu theo giá trị, phải kiểm tra từng cột",
            "There is no header: the columns were read by their values, check each of them",
        )
        found = replace(found, remarks=(loud, *found.remarks))
    for kind in content.KINDS:
        found = _fill(found, kind, table, headings, words)
    return found


def _told_by_values(
    found: ColumnMap, table: _Table, headings: Sequence[Heading], words: Vocabulary
) -> ColumnMap:
    """Say which headings their values contradict; an ambiguous "DT" goes by its values."""
    taken, remarks, doubts = list(found.taken), list(found.remarks), list(found.doubts)
    for column, guess in enumerate(found.taken):
        spec = words.fields.get(guess.field) if guess else None
        if guess is None or spec is None or spec.type not in _FITTING:
            continue
        kind = content.kind_of(table.cells(column))
        if kind is None or kind[0] in _FITTING[spec.type]:
            continue
        if content.are_all(spec.type, table.cells(column)):  # 84912345678 may be two numbers
            continue
        name = _FIELD[kind[0]]
        other = [g.field for g in guesses(headings[column], words, fuzzy=False)[1:]]
        stated = guess.how in ("chosen", "saved")
        if name in other and name not in found.fields() and not stated:
            taken[column] = Guess(name, STRIPPED, round(0.9 * kind[1], 2), "by_content")
            remarks.append(_taken(column, headings[column], name, kind, words))
            continue
        doubts.append(guess.field)
        remarks.append(_contradicted(column, headings[column], spec.label, kind, words))
    return replace(found, taken=tuple(taken), remarks=tuple(remarks), doubts=tuple(doubts))


def _contradicted(
    column: int, heading: Heading, label: str, kind: tuple[str, float], words: Vocabulary
) -> str:
    share = f"{100 * kind[1]:.0f} %"
    what = kind_label(kind[0])
    return t(
        f"Cột {letter(column)} “{heading.text}” có vẻ không phải “{label}”: {share} giá trị là "
        f"{what}; xem lại, nếu cần chỉ rõ bằng --map",
        f"Column {letter(column)} “{heading.text}” does not look like {label}: {share} of the "
        f"values are {what}; look again, or say so by --map",
    )


def kind_label(kind: str) -> str:
    """Return what the values of a kind are called."""
    return {
        "personal_id": t("số 12 chữ số đúng cấu trúc", "well-formed 12-digit numbers"),
        "health_card_no": t("mã thẻ BHYT", "health card numbers"),
        "phone": t("số điện thoại", "phone numbers"),
        "old_id": t("số 9 chữ số kiểu CMND", "9-digit numbers like a CMND"),
        "date": t("ngày tháng", "dates"),
        "year": t("năm", "years"),
        "sex": t("Nam/Nữ", "Nam/Nữ"),
        "ethnic_group": t("tên dân tộc", "ethnic groups"),
        "person_name": t("họ tên người", "names of people"),
        "address": t("địa chỉ", "addresses"),
        "commune": t("tên xã, phường", "communes"),
        "province": t("tên tỉnh, thành phố", "provinces"),
    }[kind]


def _fill(
    found: ColumnMap, kind: str, table: _Table, headings: Sequence[Heading], words: Vocabulary
) -> ColumnMap:
    """Give the one silent column of a kind to its field, when that is free."""
    name = _FIELD[kind]
    whole = {words.fields[f].part_of or f for f in found.fields() if f in words.fields}
    if name in whole or name not in words.fields:
        return found
    shares: dict[int, float] = {}
    for column, guess in enumerate(found.taken):
        if guess is not None or column in found.dropped or not _may_be(headings[column], kind):
            continue
        seen = content.kind_of(table.cells(column))
        if seen and seen[0] == kind and _proven(column, kind, found, table, headings):
            shares[column] = seen[1]
    if len(shares) != 1:
        return replace(found, remarks=(*found.remarks, *_several(name, shares, words)))
    ((column, share),) = shares.items()
    taken = list(found.taken)
    taken[column] = Guess(name, STRIPPED, round(0.9 * share, 2), "by_content")
    remark = _taken(column, headings[column], name, (kind, share), words)
    return replace(found, taken=tuple(taken), remarks=(*found.remarks, remark))


def _taken(
    column: int, heading: Heading, name: str, kind: tuple[str, float], words: Vocabulary
) -> str:
    place = f"{letter(column)} “{heading.text}”".removesuffix(" “”")
    share, drop = f"{100 * kind[1]:.0f} %", f'--map "{letter(column)}=-"'
    return t(
        f"Cột {place}: tên cột không cho biết rõ, được hiểu là “{words.fields[name].label}” vì "
        f"{share} giá trị là {kind_label(kind[0])}; nếu sai, bỏ bằng {drop}",
        f"Column {place}: the heading does not tell, taken for {name}: {share} of the values "
        f"are {kind_label(kind[0])}; if wrong, drop it by {drop}",
    )


def _may_be(heading: Heading, kind: str) -> bool:
    """Tell a heading that says nothing, or an unknown one that speaks of nobody else."""
    key = fold(heading.text)
    if _SILENT.fullmatch(key):
        return True
    others = split_role(heading.text)[0] is not None or _OTHERS.search(key) is not None
    return kind in _UNMISTAKABLE and not others


def _several(name: str, shares: dict[int, float], words: Vocabulary) -> list[str]:
    if len(shares) < 2:
        return []
    seen = ", ".join(map(letter, shares))
    return [
        t(
            f"Các cột {seen} đều có thể là “{words.fields[name].label}”, chưa dùng cột nào; "
            f'chọn bằng --map "{letter(min(shares))}={name}"',
            f"Columns {seen} may all be {name}, none was taken; "
            f'choose by --map "{letter(min(shares))}={name}"',
        )
    ]


def _proven(
    column: int, kind: str, found: ColumnMap, table: _Table, headings: Sequence[Heading]
) -> bool:
    """Tell whether the rest of the row bears a column out, where it can tell at all."""
    number = column if kind == "personal_id" else found.column("personal_id")
    births = [found.column(n) for n in ("birth_date", "birth_year")]
    birth = next((at for at in births if at is not None), None)
    sex = found.column("sex")
    if kind in ("date", "year"):
        birth, sex = column, None
    elif kind == "sex":
        birth, sex = None, column
    elif kind != "personal_id":
        return True
    share, seen = content.share_of_own(*map(table.cells, (number, birth, sex)))
    if seen >= _PROOF:
        return share >= content.OVERWHELMING
    silent = _SILENT.fullmatch(fold(headings[column].text)) is not None
    return silent and kind != "year" and (kind != "date" or _like_births(table.cells(column)))


def without_header(grid: Grid, start: int) -> Header | None:
    """Return an empty header above the first record of a sheet whose columns speak for themselves.

    One column of names and one more kind at least; a first column 1, 2, 3 is the running number.
    """
    table = _Table([column.slice(start) for column in grid.columns])
    cells = [table.cells(at) for at in range(len(table.columns))]
    kinds = [kind[0] if (kind := content.kind_of(column)) else "" for column in cells]
    if kinds.count("person_name") != 1 or not set(kinds) & _TELLING:
        return None
    name = cells[kinds.index("person_name")]
    is_name = content.KINDS["person_name"]
    first = start + next(i for i, cell in enumerate(name) if cell and is_name(cell.strip()))
    running = [i for i, column in enumerate(cells) if content.is_running(column)][:1]
    headings = tuple(Heading(("STT",) if i in running else ()) for i in range(len(cells)))
    title = " ".join(cell for row in grid.head(first)[start:] for cell in row if cell)
    return Header(first - 1, first - 1, headings, title)


def _like_births(cells: Sequence[str | None]) -> bool:
    """Tell dates of birth from dates of one campaign: they lie many years apart."""
    years = [year for value in content.sample(cells) if (year := content.birth_year(value))]
    return max(years) - min(years) >= _YEARS_APART
