"""What one suspect row of a sheet is: numbering, a repeated header, a total, a group, a record.

Marks decide: "Tổng cộng" is a total, "Tống Công" a man, "Tổ 3" a group, "Tô Văn An" a man.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dancu_clean.reading.groups import group_fields
from dancu_clean.reading.headings import is_row_number
from dancu_clean.reading.lines import is_certain_total, is_footer, is_title, is_total
from dancu_clean.reading.roles import plain
from dancu_clean.text.fold import squash

KINDS = ("empty", "numbering", "repeated_header", "title", "total", "footer", "group", "other")
THIN = 2
_COUNT_DIGITS = 6
_HEADINGS_OF_LIST = 3
_NUMBERING = re.compile(r"[(\[]?\s*(?:cột )?(\d{1,2}[a-z]?|[A-Z])\s*(?:=.*)?[)\]]?", re.IGNORECASE)
_ORDINAL = re.compile(r"\d*|[ivx]+|[a-h]")
# Headings that are also what a cell may say.
_VALUES = frozenset({"NAM", "NU", "CHUHO", "CHA", "ME", "BO", "VO", "CHONG", "HONGHEO", "TO",
                     "HOCANNGHEO", "THUONGTRU", "TAMTRU", "DAIDIEN"})  # fmt: skip
_SECTION = re.compile(
    r"(?:người|trẻ|đối tượng|nhóm|diện|học sinh|sinh viên|cán bộ|hội viên|đoàn viên|đảng viên|các"
    r"|thương binh|bệnh binh|thân nhân|gia đình|bà mẹ|hộ|loại|phần|mục|số|trường hợp)\b.*"
    # A man may be called "Tăng Văn An".
    r"|(?:tăng|giảm|chuyển|mới)(?: (?:mới|thêm|trong|so|do|đi|đến|khỏi|vào|về|từ|cơ học|tự nhiên"
    r"|sinh|tháng|quý|năm)\b.*)?"
)
# What stands over a section even with a number before it; the small letters tell it from a name.
_PART = re.compile(
    r"(?:tăng mới|gia hạn|hưu trí|cán bộ|công chức|viên chức|điều chỉnh|báo (?:tăng|giảm)"
    r"|chuyển (?:đi|đến)|cấp (?:mới|lại|đổi)|người (?:có công|cao tuổi|khuyết tật|nghèo|lao động)"
    r"|trẻ em|học sinh|sinh viên|hội viên|đảng viên|thân nhân|đối tượng)\b.*"
)
_SUB_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.?")
_SURE_HAMLET = re.compile(r"(?:thôn|buôn|xóm|ấp|tổ|khu phố|khu dân cư|tdp|bon|plei)\b")
_SMALL = re.compile(r"[\d.,]{1,11}(?: \w+)?")
_SEX = re.compile(r"nam|nữ|nu", re.IGNORECASE)
_SHORT_DATE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d\d")
_PHONE = re.compile(r"\D{0,3}(?:84|0)?(?:[ .-]?\d){9}\D{0,3}")


@dataclass(frozen=True)
class Layout:
    """Which columns identify a person; positions in the table.

    `known` are the `squash` keys of all headings, by which another table's header is seen;
    `wide` the rows in which one merged cell reaches over several columns, `continued` those
    into which the merged cell of a name reaches from above.
    """

    headings: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    names: tuple[int, ...]
    numbers: tuple[int, ...]
    births: tuple[int, ...]
    sexes: tuple[int, ...] = ()
    phones: tuple[int, ...] = ()
    known: Collection[str] = field(default=frozenset(), repr=False)
    wide: frozenset[int] = frozenset()
    continued: frozenset[int] = frozenset()

    @cached_property
    def keys(self) -> tuple[frozenset[str], ...]:
        """Return the `squash` keys of the lines of every heading."""
        return tuple(frozenset(map(squash, parts)) for parts in self.headings)


def kind_of(cells: list[str], layout: Layout, *, wide: bool) -> str:
    """Return what the row is: one of KINDS, "thin" for few texts, "" for a record."""
    texts = [cell for cell in cells if cell]
    if not any(map(str.isalnum, "".join(texts))):
        return "empty"
    if _repeats_header(cells, layout):
        return "repeated_header"
    if _is_numbering(cells, texts, layout):
        return "numbering"
    certain, thin = numbered(cells, layout), is_thin(cells)
    personal = is_personal(cells, layout)
    lines = [(text, plain(text)) for text in _line_texts(cells, layout)]
    sum_of = is_certain_total if certain or personal else is_total
    if any(sum_of(words) for _, words in lines[:2]):
        return "total"
    if not certain and _is_sum(cells, lines, layout):
        return "total"
    if personal:
        return ""
    if thin and not certain:
        if any(is_footer(text, words) for text, words in lines):
            return "footer"
        if any(is_title(words) for _, words in lines):
            return "title"
    if group := _group_kind(cells, layout, wide=wide):
        return group
    return "thin" if thin else ""


def _is_sum(cells: list[str], lines: list[tuple[str, str]], layout: Layout) -> bool:
    """Tell "Cộng …" beside nothing but counts, none of which is a year of birth."""
    text = lines[0][0] if lines else ""
    counts = [(i, cell) for i, cell in enumerate(cells) if cell and cell != text]
    return (
        bool(text)
        and lines[0][1].startswith("cộng ")
        and bool(counts)
        and all(
            cell.isdigit() and len(cell) <= _COUNT_DIGITS and i not in layout.births
            for i, cell in counts
        )
    )


def is_personal(cells: Sequence[str], layout: Layout) -> bool:
    """Tell whether a name stands beside a sex, a short date of birth or a telephone number."""
    kinds = ((layout.sexes, _SEX), (layout.births, _SHORT_DATE), (layout.phones, _PHONE))
    return any(cells[i] for i in layout.names) and any(
        pattern.fullmatch(cells[i].strip()) for places, pattern in kinds for i in places
    )


def is_thin(cells: Sequence[str]) -> bool:
    """Tell whether a row has three filled cells or fewer."""
    return sum(map(bool, cells)) <= THIN + 1


def _line_texts(cells: list[str], layout: Layout) -> list[str]:
    """Return the texts that may say what the row is: beside a name only what stands before it."""
    names = [i for i in layout.names if cells[i]]
    until = names[-1] + 1 if names else len(cells)
    return [cell for cell in cells[:until] if cell and not _ORDINAL.fullmatch(plain(cell))]


def _group_kind(cells: list[str], layout: Layout, *, wide: bool) -> str:
    """Return "group" for a text over the rows below, "other" for a lone cell that says nothing."""
    own = [cell for i, cell in enumerate(cells) if cell and not _is_running(i, cell, layout)]
    text = group_text(cells, layout)
    first = next(i for i, cell in enumerate(cells) if cell)
    ahead = first <= min(layout.names, default=len(cells))
    others = [cell for cell in own if cell != text and not _is_ordinal(cell)]
    if text and (len(own) <= THIN or all(_SMALL.fullmatch(cell.strip()) for cell in others)):
        told = group_fields(text)
        words = [cell for cell in others if not _SMALL.fullmatch(cell.strip())]
        if "hamlet" in told and _sooner_person(text, cells, words, layout):
            told = {}
        # Beyond the name a lone text may be the second line of somebody's address.
        ordinal = _has_ordinal(cells, text, layout)
        if told and (wide or ordinal or (ahead and told.keys() != {"sex"})):
            return "group"
    if others:
        return ""
    if not any(cells[i] for i in layout.names):
        return "group" if (wide or ahead) and any(map(str.isalpha, text)) else "other"
    section = _SECTION.fullmatch(plain(text)) and not numbered(cells, layout)
    return "group" if text and (wide or section or _is_part(text)) else ""


def _is_part(text: str) -> bool:
    """Tell the heading of a part of the list; "Tăng Mới" may be a man, as "Tăng" alone may."""
    later = text.split()[1:]
    small = bool(later) and not any(word[:1].isupper() for word in later)
    return bool(_PART.fullmatch(plain(text))) and (small or (text.isupper() and bool(later)))


def _has_ordinal(cells: Sequence[str], text: str, layout: Layout) -> bool:
    """Tell whether an ordinal that is no running number stands before the text."""
    before = cells[: cells.index(text)]
    return any(cell and not _is_running(i, cell, layout) for i, cell in enumerate(before))


def _sooner_person(text: str, cells: list[str], others: Sequence[str], layout: Layout) -> bool:
    """Tell whether a row with a number or other words is a person called "Khu …", no hamlet."""
    sure = any(map(str.isdigit, text)) or _SURE_HAMLET.match(plain(text))
    dated = any(cells[i] for i in (*layout.births, *layout.numbers))
    return (numbered(cells, layout) or dated or bool(others)) and not sure


def _is_running(column: int, cell: str, layout: Layout) -> bool:
    return column in layout.row_numbers and cell.strip(" .)").isdigit()


def _is_ordinal(text: str) -> bool:
    """Tell "II", "3.", "a)" and "1.2" from words."""
    return bool(_ORDINAL.fullmatch(plain(text)) or _SUB_NUMBER.fullmatch(text.strip()))


def group_text(cells: Sequence[str], layout: Layout) -> str:
    """Return the first text of a row that is no ordinal: "II" | "Thôn 3" → "Thôn 3"."""
    texts = [cell for cell in cells if cell]
    return next((text for text in texts if not _is_ordinal(text)), "")


def is_header(cells: list[str], layout: Layout, *, apart: bool) -> bool:
    """Tell the header of another table: known headings, and no person's name among them.

    `apart`: the row above is no record, which must be so for a table without a column of names.
    """
    texts = [cell for cell in cells if cell]
    keys = [squash(text) for text in texts]
    hits = len({key for key in keys if key in layout.known} - _VALUES)
    if hits < 2 or hits * 2 < len(texts) or any(text.strip().isdigit() for text in texts):
        return False
    if not all(squash(cells[i]) in layout.known for i in layout.names if cells[i]):
        return False
    named = any(key.startswith(("HOVATEN", "HOTEN", "HOCHUDEM")) for key in keys)
    return hits + any(map(is_row_number, texts)) >= _HEADINGS_OF_LIST if named else apart


def _repeats_header(cells: list[str], layout: Layout) -> bool:
    names = [squash(cells[i]) for i in layout.names if cells[i]]
    if names and not any(name in layout.keys[i] for name in names for i in layout.names):
        return False
    same = sum(bool(c) and squash(c) in key for c, key in zip(cells, layout.keys, strict=True))
    return same >= 2 and same * 2 >= sum(bool(cell) for cell in cells)


def has_other_headings(cells: Sequence[str], layout: Layout) -> bool:
    """Tell whether a known heading stands where this table has another one."""
    pairs = [(squash(c), key) for c, key in zip(cells, layout.keys, strict=True) if c]
    return any(word in layout.known and word not in {*key, *_VALUES} for word, key in pairs)


def _is_numbering(cells: list[str], texts: list[str], layout: Layout) -> bool:
    if len(texts) < min(3, len(cells)):
        return False
    if not all(_NUMBERING.fullmatch(cells[i].strip()) for i in layout.names if cells[i]):
        return False
    marks = sum(bool(_NUMBERING.fullmatch(text.strip())) for text in texts)
    return marks * 4 >= len(texts) * 3


def numbered(cells: Sequence[str], layout: Layout) -> bool:
    """Tell whether a thin row may be a record: a running number beside a name."""
    stt = any(_is_running(i, cells[i], layout) for i in layout.row_numbers)
    return stt and any(cells[i] for i in layout.names)


def is_certain(cells: Sequence[str], layout: Layout) -> bool:
    """Tell whether a thin row is a record wherever it stands, no signer below the list."""
    return numbered(cells, layout) or is_personal(cells, layout)
