"""Correction slips (DC02 of 2015): what they ask to change, and on which ground."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.data import rows
from dancu_clean.findings import Hits
from dancu_clean.ids import old_id
from dancu_clean.ids import personal_id as numbers
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask, fold, joined, keys, where, where_all
from dancu_clean.rules.repeats import row_numbers

_LAW = "Thông tư 66/2015/TT-BCA điều 19"
_RESET = "Thông tư 59/2021/TT-BCA điều 6"
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DATE = re.compile(r"(?:\d{1,2}[-/. ])?(?:\d{1,2}[-/. ])?(?:1[89]|20)\d\d|\d{4}-\d{2}(?:-\d{2})?")
_FIGURES = re.compile(r"[\d\s./-]+")
_SHAPE = {"format", "length", "filler"}
_LISTS = {"people": "ethnic_groups", "religion": "religions", "marriage": "marital_status"}
_PREFIX = re.compile(r"^(?:DAN TOC|NGUOI|TON GIAO|DAO) ")
_EXTRACT = ("TRICH LUC", "KHAI TU", "BAO TU", "CHUNG TU", "BAN AN", "QUYET DINH")
# A word of the field's name → which kind of value it takes; the first that is found counts.
_FIELDS = (
    ("NHOM MAU", "text"), ("CHET", "death"), ("MAT TICH", "death"), ("KHAI TU", "death"),
    ("GIOI TINH", "sex"), ("NGAY CAP", "date"), ("NGAY", "birth"), ("NAM SINH", "birth"),
    ("NOI", "text"), ("DIA CHI", "text"), ("THUONG TRU", "text"), ("TAM TRU", "text"),
    ("QUE QUAN", "text"), ("NGUYEN QUAN", "text"), ("QUOC TICH", "text"),
    ("DAN TOC", "people"), ("TON GIAO", "religion"), ("HON NHAN", "marriage"), ("QUAN HE", "text"),
    ("DINH DANH", "number"), ("CCCD", "number"), ("CAN CUOC", "number"), ("DDCN", "number"),
    ("CMND", "cmnd"), ("HO KHAU", "text"), ("SO HO SO", "text"), ("DIEN THOAI", "text"),
    ("EMAIL", "text"), ("THU DIEN TU", "text"), ("TINH TRANG", "text"), ("HO TEN", "name"),
    ("HO VA TEN", "name"), ("CHU DEM", "name"), ("TEN", "name"), ("CHU HO", "name"),
    ("CHA", "name"), ("ME", "name"), ("VO", "name"), ("CHONG", "name"), ("DAI DIEN", "name"),
)  # fmt: skip
_CANONICAL = {
    "FULL NAME": "name", "BIRTH DATE": "birth", "SEX": "sex", "PERSONAL ID": "number",
    "DEATH DATE": "death", "OLD ID": "cmnd", "ETHNIC GROUP": "people", "RELIGION": "religion",
    "MARITAL STATUS": "marriage",
}  # fmt: skip


def kind(changed_field: str) -> str:
    """Return what kind of value a field of the population record takes; "" when unknown."""
    text = fold(changed_field)
    if text in _CANONICAL:
        return _CANONICAL[text]
    padded = f" {text} "
    return next((kind for word, kind in _FIELDS if f" {word} " in padded), "")


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@rule(
    "dc02.no_change", "sach", "error",
    title="Thông tin mới trùng thông tin đã có: {value}",
    title_en="The new value equals the old one: {value}",
    law=_LAW,
)  # fmt: skip
def no_change(new_value: pd.Series, old_value: pd.Series) -> pd.Series:
    """A slip that changes nothing; a changed mark is a change, case is not."""
    return where_all(
        [new_value, old_value], lambda new, old: bool(new) and _plain(new) == _plain(old)
    )


def _slip(
    changed_field: pd.Series,
    full_name: pd.Series,
    number: pd.Series | None,
    birth: pd.Series | None,
) -> pd.Series:
    """Return the key of person and field; the number, also where a repeat leaves it out."""
    person = joined([keys(full_name), birth], full_name.index)
    if number is not None:
        once = number.groupby(person).transform("nunique") == 1
        known = (
            number.groupby(person).transform("first").where(once & birth.notna())
            if birth is not None
            else number
        )
        person = number.fillna(known).fillna(person)
    return (person + "|" + keys(changed_field)).where(changed_field.notna() & full_name.notna())


def _beside(slip: pd.Series, new_value: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return the first row of the same person and field, and where its new value is another."""
    codes = pd.factorize(slip, use_na_sentinel=True)[0]
    position = np.arange(len(slip))
    heads = pd.Series(position).groupby(codes).transform("first").to_numpy()
    first = np.where((codes >= 0) & (heads != position), heads, -1)
    value = new_value.fillna("").map(_plain)
    theirs = value.take(np.maximum(first, 0)).to_numpy(dtype=object)
    return first, (first >= 0) & (value.to_numpy(dtype=object) != theirs)


@rule(
    "dc02.conflicting_slips", "dung", "error",
    title="Hai phiếu sửa cùng một thông tin thành hai giá trị khác nhau; xem dòng {other}",
    title_en="Two slips change one field to different values; see row {other}",
    law=_LAW,
)  # fmt: skip
def conflicting(
    new_value: pd.Series,
    changed_field: pd.Series,
    full_name: pd.Series,
    source_row: pd.Series,
    personal_id: pd.Series | None = None,
    birth_date: pd.Series | None = None,
) -> Hits:
    """Both rows are named; the first as a warning."""
    first, other = _beside(_slip(changed_field, full_name, personal_id, birth_date), new_value)
    victims = np.zeros(len(other), dtype=bool)
    victims[first[other]] = True
    partner = np.where(other, first, -1)
    partner[first[other]] = np.flatnonzero(other)
    return Hits(
        as_mask(other | victims, full_name.index),
        other=row_numbers(source_row, partner),
        mild=as_mask(victims & ~other, full_name.index),
    )


@rule(
    "duplicate.slip", "sach", "error",
    title="Trùng phiếu với dòng {other}",
    title_en="The same slip as in row {other}",
)  # fmt: skip
def repeated(
    new_value: pd.Series,
    changed_field: pd.Series,
    full_name: pd.Series,
    source_row: pd.Series,
    personal_id: pd.Series | None = None,
    birth_date: pd.Series | None = None,
) -> Hits:
    """Person, field and new value were written before."""
    first, other = _beside(_slip(changed_field, full_name, personal_id, birth_date), new_value)
    first = np.where(other, -1, first)
    return Hits(as_mask(first >= 0, full_name.index), other=row_numbers(source_row, first))


@rule(
    "dc02.unknown_field", "sach", "warning",
    title="Không rõ phiếu đề nghị sửa thông tin nào: {value}",
    title_en="It is not clear which field the slip changes: {value}",
    law=_LAW,
)  # fmt: skip
def unknown_field(changed_field: pd.Series) -> pd.Series:
    """The words name no field of the population record."""
    return where(changed_field, lambda text: not kind(text))


def _iso(text: str) -> str | None:
    """Return a date of the calendar, d/m/y or ISO; month and year, or the year, are enough."""
    if not _DATE.fullmatch(text):
        return None
    parts = [int(part) for part in re.split(r"[-/. ]", text)]
    stated = parts if parts[0] > 31 else parts[::-1]
    year, month, day = stated + [1] * (3 - len(stated))
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat()[: 3 * len(stated) + 1]


def _no_paper(number: str) -> bool:
    return bool(_SHAPE.intersection(old_id.faults(number)) and numbers.faults(number))


@cache
def _writings(listing: str) -> frozenset[str]:
    """Return the folded writings of a code list: official names, variants, codes."""
    found: list[str] = []
    for row in rows(listing):
        found += [row.get(name, "") for name in ("official_name", "label", "code", "qcvn109_code")]
        found += row["common_variants"].split(";")
    found += [row["variant"] for row in rows("code_variants") if row["list"] == listing]
    return frozenset(fold(text).replace(" ", "") for text in found if fold(text))


def _listed(listing: str, text: str) -> bool:
    """Tell a value of a code list, in any writing, with or without a note in brackets."""
    forms = (fold(text), _PREFIX.sub("", fold(text)), fold(text.split("(")[0]))
    return any(form.replace(" ", "") in _writings(listing) for form in forms)


def _invalid(changed_field: str, new: str) -> bool:
    if not new:
        return False
    match kind(changed_field):
        case "sex":
            return _plain(new) not in ("nam", "nữ")
        case "birth" | "date":
            return _iso(new.strip()) is None
        case "death":
            return bool(_FIGURES.fullmatch(new.strip())) and _iso(new.strip()) is None
        case "cmnd":
            return _no_paper(old_id.compact(new))
        case "people" | "religion" | "marriage" as coded:
            return not _listed(_LISTS[coded], new)
        case "number":
            return bool(numbers.faults(numbers.compact(new)))
        case "name":
            return any(char.isdigit() for char in new)
    return False


@rule(
    "dc02.invalid_new_value", "sach", "error",
    title="Thông tin mới không hợp lệ với mục cần sửa: {value}",
    title_en="The new value is not valid for its field: {value}",
    law=_LAW,
)  # fmt: skip
def invalid_new_value(new_value: pd.Series, changed_field: pd.Series) -> pd.Series:
    """The new value keeps the rules of the field on DC01."""
    return where_all([changed_field, new_value], _invalid)


@rule(
    "dc02.impossible_date", "dung", "error",
    title="Ngày sinh hoặc ngày chết mới không thể có: {value}",
    title_en="The new date of birth or death is not possible: {value}",
    law=_LAW,
)  # fmt: skip
def impossible_date(
    new_value: pd.Series,
    changed_field: pd.Series,
    as_of: date,
    birth_date: pd.Series | None = None,
) -> pd.Series:
    """Nobody is born or dies after the day of judgement, or dies before birth."""
    field = map_distinct(changed_field, kind)
    stated = map_distinct(new_value, lambda text: _iso(text.strip()))
    wrong = dates.first(stated) > np.datetime64(as_of, "D")
    wrong &= field.isin(["birth", "death"]).to_numpy(dtype=bool)
    if birth_date is not None:
        died = (field == "death").fillna(False).to_numpy(dtype=bool)
        wrong |= died & dates.before(stated, birth_date).to_numpy(dtype=bool)
    return as_mask(wrong, new_value.index)


def _needs_reset(changed_field: str, old: str, new: str) -> bool:
    if not (old and new):
        return False
    match kind(changed_field):
        case "sex":
            return fold(old) != fold(new)
        case "birth":
            years = _YEAR.search(old), _YEAR.search(new)
            return bool(years[0] and years[1] and years[0][0] != years[1][0])
    return False


@rule(
    "dc02.number_to_reset", "dung", "warning",
    title="Sửa giới tính hoặc năm sinh: phải hủy và xác lập lại số định danh",
    title_en="A change of sex or year of birth: the personal number must be set up again",
    law=_RESET,
)  # fmt: skip
def number_to_reset(
    new_value: pd.Series, changed_field: pd.Series, old_value: pd.Series
) -> pd.Series:
    """Digits 4–6 are fixed by sex and year; the change needs a paper of civil status."""
    return where_all([changed_field, old_value, new_value], _needs_reset)


def _no_extract(changed_field: str, new: str, ground: str) -> bool:
    text = fold(new)
    dead = kind(changed_field) == "death" or any(w in text for w in ("DA CHET", "MAT TICH"))
    return dead and not any(word in fold(ground) for word in _EXTRACT)


@rule(
    "dc02.death_without_extract", "du", "error",
    title="Cập nhật chết, mất tích nhưng không có trích lục khai tử hoặc quyết định",
    title_en="A death or disappearance without an extract or a court decision",
    law="Luật Hộ tịch 60/2014/QH13 điều 34",
)  # fmt: skip
def death_without_extract(
    ground_paper: pd.Series, changed_field: pd.Series, new_value: pd.Series
) -> pd.Series:
    """The ground of a death is the extract of the register."""
    return where_all([changed_field, new_value, ground_paper], _no_extract)
