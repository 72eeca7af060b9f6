"""A person beside parents, spouse, representative and head of household in one row."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from dancu_clean.data import lines, rows
from dancu_clean.findings import Hits
from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask, fold, given, keys, where, where_all
from dancu_clean.rules.names import foreign
from dancu_clean.rules.numbers import structure
from dancu_clean.rules.repeats import row_numbers

_MARRIAGE_LAW = "Luật Hôn nhân và gia đình 52/2014/QH13 điều 8"
_NOT_MARRIED = {"CHUA KET HON", "CHUA CO THONG TIN"}


def _parent_year(
    index: pd.Index, parent_birth: pd.Series | None, parent_id: pd.Series | None
) -> np.ndarray:
    """Return the parent's year of birth as written, else as the number says."""
    year = np.full(len(index), np.nan) if parent_birth is None else dates.year(parent_birth)
    if parent_id is None:
        return year
    return np.where(np.isnan(year), structure(parent_id).year, year)


@rule(
    "parent.too_young", "dung", "warning",
    title="Cha hoặc mẹ hơn con chưa đến 13 tuổi",
    title_en="A parent is less than 13 years older than the child",
)  # fmt: skip
def too_young(
    birth_date: pd.Series,
    parent_birth: pd.Series | None = None,
    parent_id: pd.Series | None = None,
) -> pd.Series:
    """By years; a parent's number that stands for the child's shows here too."""
    gap = dates.year(birth_date) - _parent_year(birth_date.index, parent_birth, parent_id)
    return as_mask(gap < 13, birth_date.index)


@rule(
    "mother.too_old", "dung", "warning",
    title="Mẹ hơn con trên 55 tuổi",
    title_en="The mother is more than 55 years older than the child",
)  # fmt: skip
def mother_too_old(
    birth_date: pd.Series,
    parent_birth: pd.Series | None = None,
    parent_id: pd.Series | None = None,
) -> pd.Series:
    """Possible but rare: one of the two years is probably wrong."""
    gap = dates.year(birth_date) - _parent_year(birth_date.index, parent_birth, parent_id)
    return as_mask(gap > 55, birth_date.index)


@rule(
    "father.too_old", "dung", "warning",
    title="Cha hơn con trên 80 tuổi",
    title_en="The father is more than 80 years older than the child",
)  # fmt: skip
def father_too_old(
    birth_date: pd.Series,
    parent_birth: pd.Series | None = None,
    parent_id: pd.Series | None = None,
) -> pd.Series:
    """One of the two years is probably wrong."""
    gap = dates.year(birth_date) - _parent_year(birth_date.index, parent_birth, parent_id)
    return as_mask(gap > 80, birth_date.index)


@rule(
    "parents.one_number", "dung", "error",
    title="Cha và mẹ cùng một số định danh",
    title_en="Father and mother have one number",
)  # fmt: skip
def one_number(father_id: pd.Series, mother_id: pd.Series) -> pd.Series:
    """Two persons never share a number."""
    return as_mask((father_id == mother_id) & father_id.notna(), father_id.index)


@rule(
    "parents.one_person", "dung", "error",
    title="Cha và mẹ ghi cùng một người",
    title_en="Father and mother are the same person",
)  # fmt: skip
def one_person(father_name: pd.Series, mother_name: pd.Series) -> pd.Series:
    """The same name, letter for letter, in both columns."""
    return as_mask((father_name == mother_name) & father_name.notna(), father_name.index)


@cache
def _family_names() -> frozenset[str]:
    return frozenset(fold(line) for line in lines("family_names"))


def _says_sex(word: str) -> bool:
    return len(word) == 1 or "'" in word or fold(word) in {"DIEU", "THI"}


def _foreign_family(child: str, father: str, mother: str) -> bool:
    if not (child and father and mother):
        return False
    first = child.split()[0]
    # Ê-đê, M'nông, Gia-rai … begin with a word for the sex; the family name stands elsewhere.
    if _says_sex(first) or (_says_sex(father.split()[0]) and _says_sex(mother.split()[0])):
        return False
    theirs = {*fold(father).split(), *fold(mother).split()}
    return fold(first) in _family_names() and fold(first) not in theirs


@rule(
    "parents.family_name", "dung", "warning",
    title="Họ của con không theo họ cha hoặc họ mẹ",
    title_en="The family name is neither the father's nor the mother's",
    law="Bộ luật Dân sự 91/2015/QH13 điều 26",
)  # fmt: skip
def family_name(full_name: pd.Series, father_name: pd.Series, mother_name: pd.Series) -> pd.Series:
    """Only where both parents are named; marks aside; custom of minorities is respected."""
    return where_all([full_name, father_name, mother_name], _foreign_family)


@rule(
    "ethnic_group.neither_parent", "dung", "warning",
    title="Dân tộc của con không theo cha hoặc mẹ: {value}",
    title_en="The ethnic group is neither the father's nor the mother's: {value}",
    law="Bộ luật Dân sự 91/2015/QH13 điều 29",
)  # fmt: skip
def group_of_neither(
    ethnic_group: pd.Series, father_group: pd.Series, mother_group: pd.Series
) -> pd.Series:
    """Only where both parents' groups are written."""
    known = ethnic_group.notna() & father_group.notna() & mother_group.notna()
    other = (ethnic_group != father_group) & (ethnic_group != mother_group)
    return as_mask(known & other, ethnic_group.index)


@rule(
    "representative.missing", "du", "error",
    title="Trẻ dưới 14 tuổi không ghi cha, mẹ hoặc người đại diện",
    title_en="A child under 14 without parents or representative",
    law="Thông tư 66/2015/TT-BCA (mục 14 của DC01)",
)  # fmt: skip
def no_representative(
    representative_name: pd.Series,
    birth_date: pd.Series,
    as_of: date,
    father_name: pd.Series | None = None,
    mother_name: pd.Series | None = None,
) -> pd.Series:
    """An unknown father is lawful; nobody at all is not."""
    index = birth_date.index
    child = as_mask(dates.oldest(birth_date, as_of) < 14, index)
    named = representative_name.notna() | given(father_name, index) | given(mother_name, index)
    return child & ~named


@rule(
    "representative.under_age", "dung", "error",
    title="Người đại diện chưa đủ 18 tuổi (theo số định danh)",
    title_en="The representative is under 18 (by the number)",
    law="Bộ luật Dân sự 91/2015/QH13 điều 136",
)  # fmt: skip
def young_representative(representative_id: pd.Series, as_of: date) -> pd.Series:
    """A representative is of age."""
    return as_mask(as_of.year - structure(representative_id).year < 18, representative_id.index)


@rule(
    "spouse.same_sex", "dung", "error",
    title="Số định danh của vợ/chồng cùng giới tính với người khai",
    title_en="The spouse's number is of the same sex as the person",
    law=_MARRIAGE_LAW,
)  # fmt: skip
def same_sex(spouse_id: pd.Series, sex: pd.Series) -> pd.Series:
    """Digit 4 of the spouse's number against the person's sex."""
    female = structure(spouse_id).female
    wrong = ((female == 1) & (sex == "Nữ")) | ((female == 0) & (sex == "Nam"))
    return as_mask(wrong, spouse_id.index)


@rule(
    "spouse.not_mutual", "dung", "warning",
    title="Vợ/chồng ghi trên dòng này lại ghi vợ/chồng là người khác; xem dòng {other}",
    title_en="The spouse named here names somebody else as spouse; see row {other}",
    law=_MARRIAGE_LAW,
)  # fmt: skip
def not_mutual(spouse_id: pd.Series, personal_id: pd.Series, source_row: pd.Series) -> Hits:
    """The spouse has a row of their own, whose spouse has another number than this person."""
    known = personal_id.notna() & ~personal_id.duplicated(keep=False)
    rows = pd.Series(np.flatnonzero(known), index=personal_id[known].to_numpy())
    partner = spouse_id.map(rows).fillna(-1).to_numpy(dtype=np.int64)
    theirs = spouse_id.take(np.maximum(partner, 0)).set_axis(spouse_id.index)
    other = (partner >= 0) & (theirs.notna() & personal_id.notna()).to_numpy()
    mask = other & (theirs != personal_id).to_numpy(dtype=bool)
    return Hits(as_mask(mask, spouse_id.index), other=row_numbers(source_row, partner))


@rule(
    "nationality.foreign_only", "dung", "error",
    title="Chỉ có quốc tịch nước ngoài ({value}): không thuộc đối tượng lập phiếu DC01",
    title_en="Foreign nationality only ({value}): not a subject of form DC01",
    law="Luật Căn cước 26/2023/QH15; Thông tư 66/2015/TT-BCA (mục 9 của DC01)",
)  # fmt: skip
def foreign_only(nationality: pd.Series) -> pd.Series:
    """DC01 is for citizens; who has Vietnamese nationality beside another one is one."""
    return where(nationality, lambda text: not _citizen(text)) & foreign(nationality)


def _citizen(nationality: str) -> bool:
    return "VIETNAM" in fold(nationality).replace(" ", "")


@rule(
    "marital_status.under_age", "dung", "error",
    title="Chưa đủ tuổi kết hôn nhưng ghi: {value}",
    title_en="Under the age of marriage, yet: {value}",
    law=_MARRIAGE_LAW,
)  # fmt: skip
def married_too_young(
    marital_status: pd.Series, birth_date: pd.Series, sex: pd.Series, as_of: date
) -> pd.Series:
    """Under 18 (women) and 20 (men) there is no marriage, divorce or widowhood."""
    status = keys(marital_status)
    least = np.where(sex == "Nam", 20, 18)
    young = dates.oldest(birth_date, as_of) < least
    return as_mask(young & status.notna() & ~status.isin(_NOT_MARRIED), birth_date.index)


@cache
def relations() -> dict[str, tuple[str, str]]:
    """Return (group, implied sex) of every word for a relation, by its key."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("relationship_to_head"):
        sex = {"M": "Nam", "F": "Nữ"}.get(row["implied_sex"], "")
        for word in (row["label"], *row["common_variants"].split(";")):
            if word.strip():
                found.setdefault(fold(word), (row["group"], sex))
    return found


def is_head(relationship: pd.Series) -> pd.Series:
    """Tell heads of household."""
    groups = {word for word, (group, _) in relations().items() if group == "self"}
    return keys(relationship).isin(groups)


def _other_sex(sex: str, relation: str, written: str) -> bool:
    implied = relations().get(fold(relation), ("", ""))[1]
    words = fold(written).split()
    if words[-1:] == ["GAI"]:
        implied = "Nữ"
    elif words[-1:] == ["TRAI"]:
        implied = "Nam"
    return bool(sex and implied) and sex != implied


@rule(
    "relationship.sex", "dung", "error",
    title="Quan hệ với chủ hộ không khớp giới tính: {value}",
    title_en="The relation to the head does not fit the sex: {value}",
)  # fmt: skip
def relation_sex(
    relationship_to_head: pd.Series, sex: pd.Series, raw_relationship_to_head: pd.Series
) -> pd.Series:
    """Vợ, mẹ, con dâu … are women; chồng, cha, con rể … are men."""
    return where_all([sex, relationship_to_head, raw_relationship_to_head], _other_sex)
