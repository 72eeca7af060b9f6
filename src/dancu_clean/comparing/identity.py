"""The four fields that decide who a person is: number, name, birth date and sex.

Only they move the outcome of a record. What is a writing variant and what a real difference
follows the practice of comparing lists with the population database: spelling habits are never
a fault, one wrong diacritic is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dancu_clean.comparing.pairs import (
    ALIAS,
    BLANK,
    BROKEN,
    DIFFERS,
    OTHER,
    OWN,
    PARTIAL,
    SAME,
    UNKNOWN,
    VARIANT,
    Codes,
    Flags,
    Pairs,
    column,
    flags,
)
from dancu_clean.levels import dates, names
from dancu_clean.model import Records

_NAME_RULES = {
    names.MARKS: "name_differs.marks",
    names.MARKS_LOST: "name_differs.marks",
    names.ONE_EDIT: "name_differs.letters",
    names.TWO_EDITS: "name_differs.letters",
    names.MIDDLE: "name_differs.middle",
    names.GIVEN: "name_differs.middle",
    names.SIMILAR: "name_differs.other",
    names.DIFFERS: "name_differs.other",
}
_DATE_RULES = {
    dates.SWAPPED: "date_differs.swapped",
    dates.ONE_DIGIT: "date_differs.digit",
    dates.SAME_YEAR: "date_differs.day",
    dates.OTHER_YEAR: "date_differs.year",
    dates.NEAR_YEAR: "date_differs.year",
    dates.DIFFERS: "date_differs.other",
}
_CLEAN_DATES = (dates.MISSING, dates.EQUAL)


@dataclass(frozen=True)
class Identity:
    """Per pair one code of each identifying field, and the findings on them.

    `proven`: the number or the whole date of birth is given and the person's own.
    """

    number: Codes
    name: Codes
    birth_date: Codes
    sex: Codes
    proven: Flags
    findings: list[pd.DataFrame]

    def alike(self) -> Flags:
        """Tell the pairs that agree in name, birth date and sex, writing variants aside."""
        out: Flags = (self.name <= VARIANT) & (self.birth_date <= PARTIAL) & (self.sex == SAME)
        return out


def number_owner(records: Records, reference: Records, owner: np.ndarray) -> np.ndarray:
    """Return the reference row that holds each record's own number, −1 for none.

    The twelve digits decide alone; a CMND beside them (which may be what `owner`, the match's
    holder, goes by) counts only where nobody, or more than one, has these digits.
    """
    known = column(reference.frame, "personal_id")
    known = known[known.notna() & ~known.duplicated(keep=False)]
    position = pd.Series(known.index.to_numpy(), index=known.to_numpy())
    own = column(records.frame, "personal_id")
    found = own.where(shaped(own)).map(position).fillna(-1).to_numpy(dtype=np.int64)
    return np.asarray(np.where(found >= 0, found, owner), dtype=np.int64)


def shaped(numbers: pd.Series) -> Flags:
    """Tell which values are twelve digits; missing is not."""
    return flags(numbers.str.fullmatch(r"\d{12}"))


def number_class(pairs: Pairs, owner: np.ndarray) -> np.ndarray:
    """Say per pair whose the number is; `owner` holds the reference row of its holder or −1."""
    left, old = pairs.left("personal_id"), pairs.left("old_id")
    right, known_old = pairs.right("personal_id"), pairs.right("old_id")
    given = left.notna().to_numpy()
    well_formed = shaped(left)
    own = given & (left == right).to_numpy(dtype=bool, copy=True)
    by_old = (old == known_old).to_numpy(dtype=bool, copy=True) & old.notna().to_numpy()
    former = given & (left == known_old).to_numpy(dtype=bool, copy=True)
    former |= given & (left == pairs.right("cancelled_id")).to_numpy(dtype=bool, copy=True)
    holder = owner == pairs.persons
    alias = former | (~given & (by_old | holder)) | (well_formed & holder & ~by_old)
    usable = well_formed | (~given & old.notna().to_numpy())
    other = usable & (owner >= 0) & ~holder
    nothing_to_compare = right.isna().to_numpy()
    return np.select(
        [own, alias, other, ~given, ~well_formed, nothing_to_compare],
        [OWN, ALIAS, OTHER, BLANK, BROKEN, OWN],
        UNKNOWN,
    ).astype(np.int8)


def _numbers(pairs: Pairs, code: np.ndarray, owner: np.ndarray) -> list[pd.DataFrame]:
    found = [pairs.find(code == UNKNOWN, "personal_id.differs", "personal_id", propose=True)]
    alias = pairs.find(code == ALIAS, "personal_id.alias", "personal_id", propose=True)
    blank = alias["value"].isna().to_numpy()
    old = pairs.select(code == ALIAS).left("old_id").to_numpy(dtype=object)
    alias["value"] = alias["value"].mask(blank, pd.Series(old, dtype="str"))
    found.append(alias)
    found.append(of_other(pairs, code == OTHER, owner))
    return found


def of_other(pairs: Pairs, mask: np.ndarray, owner: np.ndarray) -> pd.DataFrame:
    """Make findings for numbers of somebody else; the holder's name stands in `other`."""
    finding = pairs.find(mask, "personal_id.of_other", "personal_id", propose=True)
    holders = column(pairs.reference.frame, "full_name").take(owner[mask])
    finding["other"] = pd.Series(holders.to_numpy(dtype=object), dtype="str")
    return finding


def _dates(pairs: Pairs) -> tuple[np.ndarray, list[pd.DataFrame]]:
    left, right = pairs.left("birth_date"), pairs.right("birth_date")
    level = dates.classify(left, right)
    coarser = left.str.len().fillna(0).to_numpy() < right.str.len().fillna(0).to_numpy()
    less = (level == dates.YEAR_ONLY_LEFT) | ((level == dates.MONTH) & coarser)
    more = (level == dates.YEAR_ONLY_RIGHT) | ((level == dates.MONTH) & ~coarser)
    stand_in = level == dates.PLACEHOLDER
    reference_first = stand_in & right.str.endswith("-01-01").fillna(False).to_numpy(
        dtype=bool, copy=True
    )
    list_first = stand_in & ~reference_first
    found = [
        pairs.find(less, "birth_date.incomplete", "birth_date", propose=True),
        pairs.find(more, "birth_date.reference_incomplete", "birth_date"),
        pairs.find(reference_first, "birth_date.reference_placeholder", "birth_date"),
        pairs.find(list_first, "date_differs.placeholder", "birth_date", propose=True),
    ]
    found += [
        pairs.find(level == held, rule, "birth_date", propose=True)
        for held, rule in _DATE_RULES.items()
    ]
    code = np.select(
        [np.isin(level, _CLEAN_DATES), less | more | reference_first], [SAME, PARTIAL], DIFFERS
    )
    return code.astype(np.int8), found


def _names(
    pairs: Pairs, own_number: np.ndarray, same_date: np.ndarray
) -> tuple[np.ndarray, list[pd.DataFrame]]:
    level = names.classify(pairs.left("full_name"), pairs.right("full_name"))
    certain = own_number & same_date
    no_marks, order = level == names.NO_MARKS, level == names.ORDER
    known = own_number | same_date
    found = [
        pairs.find(
            no_marks & held, "name_differs.no_marks", "full_name", severity=severity, propose=True
        )
        for held, severity in ((known, "info"), (~known, "warning"))
    ]
    found += [
        pairs.find(order & held, "name_differs.order", "full_name", severity=severity, propose=True)
        for held, severity in ((certain, "info"), (~certain, "error"))
    ]
    initials = level == names.INITIALS
    found.append(pairs.find(initials, "full_name.abbreviated_found", "full_name", propose=True))
    found += [
        pairs.find(level == held, rule, "full_name", propose=True)
        for held, rule in _NAME_RULES.items()
    ]
    return _name_class(level, certain), found


def _name_class(level: np.ndarray, certain: np.ndarray) -> Codes:
    """Return whether names are one, one in another writing, or two."""
    writing = np.isin(level, (names.VARIANT, names.NO_MARKS, names.INITIALS))
    writing |= (level == names.ORDER) & certain
    same = np.isin(level, (names.MISSING, names.EQUAL))
    return np.select([same, writing], [SAME, VARIANT], DIFFERS).astype(np.int8)


def _sex(pairs: Pairs) -> tuple[np.ndarray, list[pd.DataFrame]]:
    left, right = pairs.left("sex"), pairs.right("sex")
    both = (left.notna() & right.notna()).to_numpy()
    differs = both & (left != right).to_numpy(dtype=bool, copy=True)
    code = np.where(differs, DIFFERS, SAME).astype(np.int8)
    return code, [pairs.find(differs, "sex.differs", "sex", propose=True)]


def identity(pairs: Pairs, owner: np.ndarray) -> Identity:
    """Compare number, name, birth date and sex of every pair."""
    number = number_class(pairs, owner)
    birth_date, date_findings = _dates(pairs)
    sex, sex_findings = _sex(pairs)
    own = np.isin(number, (OWN, ALIAS)) & pairs.right("personal_id").notna().to_numpy()
    both = pairs.left("birth_date").notna() & pairs.right("birth_date").notna()
    same_date = (birth_date == SAME) & both.to_numpy()
    name, name_findings = _names(pairs, own, same_date)
    findings = _numbers(pairs, number, owner) + name_findings + date_findings + sex_findings
    return Identity(number, name, birth_date, sex, own | same_date, findings)
