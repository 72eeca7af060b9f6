"""The other spouse of a marriage book: looked up by number, else by name and date."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.comparing.identity import shaped
from dancu_clean.comparing.pairs import Pairs, column, flags
from dancu_clean.findings import partial
from dancu_clean.levels import dates, names
from dancu_clean.model import Records
from dancu_clean.text.fold import fold

SPOUSE = {
    "personal_id": "spouse_id",
    "old_id": "spouse_old_id",
    "full_name": "spouse_name",
    "birth_date": "spouse_birth_date",
    "sex": "spouse_sex",
    "ethnic_group": "spouse_ethnic_group",
    "nationality": "spouse_nationality",
}
_AGREEING = (
    names.EQUAL, names.VARIANT, names.NO_MARKS, names.MARKS_LOST, names.MARKS, names.ORDER,
    names.MIDDLE, names.INITIALS, names.ONE_EDIT, names.TWO_EDITS, names.GIVEN,
)  # fmt: skip


def _unique(keys: pd.Series) -> pd.Series:
    """Return key → position of the keys that occur once."""
    known = keys.dropna()
    known = known[~known.duplicated(keep=False)]
    return pd.Series(known.index.to_numpy(), index=known.to_numpy())


def _look_up(wanted: pd.Series, keys: pd.Series) -> np.ndarray:
    return wanted.map(_unique(keys)).fillna(-1).to_numpy(dtype=np.int64)


def _name_and_date(name: pd.Series, date: pd.Series) -> pd.Series:
    full = date.where(date.str.len() == 10)
    return map_distinct(name, fold).str.cat(full, "|")


def spouse_owner(records: Records, reference: Records) -> np.ndarray:
    """Return per record the reference row that holds the other spouse's number, −1 none."""
    owner = np.full(len(records.frame), -1, dtype=np.int64)
    for mine, known in (("spouse_old_id", "old_id"), ("spouse_id", "personal_id")):
        found = _look_up(column(records.frame, mine), column(reference.frame, known))
        owner = np.where(found >= 0, found, owner)
    return owner


def spouses(records: Records, reference: Records, owner: np.ndarray) -> Pairs:
    """Return the records whose other spouse is found, beside the person.

    A number counts only when the name agrees with it; else name and full date of birth must
    mean exactly one person of the reference.
    """
    frame, known = records.frame, reference.frame
    rows = np.arange(len(frame))
    by_number = Pairs(records, reference, rows[owner >= 0], owner[owner >= 0], SPOUSE)
    level = names.classify(by_number.left("full_name"), by_number.right("full_name"))
    person = np.full(len(frame), -1, dtype=np.int64)
    sure = np.isin(level, _AGREEING)
    person[by_number.rows[sure]] = by_number.persons[sure]
    by_name = _look_up(
        _name_and_date(column(frame, "spouse_name"), column(frame, "spouse_birth_date")),
        _name_and_date(column(known, "full_name"), column(known, "birth_date")),
    )
    person = np.where(person >= 0, person, by_name)
    return Pairs(records, reference, rows[person >= 0], person[person >= 0], SPOUSE)


def absent_spouses(records: Records, found: np.ndarray, owner: np.ndarray) -> pd.DataFrame:
    """Find spouses with a well-formed number whom the reference does not hold."""
    number = column(records.frame, "spouse_id")
    home = column(records.frame, "spouse_nationality").fillna("Việt Nam") == "Việt Nam"
    rows = np.flatnonzero(
        shaped(number) & home.to_numpy(dtype=bool, copy=True) & ~found & (owner < 0)
    )
    values = column(records.frame, "spouse_name").to_numpy(dtype=object)[rows]
    return partial(rows, "spouse.not_found", "spouse_name", value=values)


def absent_partners(records: Records, main: np.ndarray, other: np.ndarray) -> pd.DataFrame:
    """Find the first spouse of a marriage of which only the other (`other`) is a known person."""
    size = len(records.frame)
    known, spouse = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    known[main], spouse[other] = True, True
    home = column(records.frame, "nationality").fillna("Việt Nam") == "Việt Nam"
    rows = np.flatnonzero(spouse & ~known & flags(home))
    values = column(records.frame, "full_name").to_numpy(dtype=object)[rows]
    return partial(rows, "spouse.not_found", "full_name", value=values)


def marital_state(pairs: Pairs) -> list[pd.DataFrame]:
    """Find registered spouses whom the reference holds as unmarried, or as dead before."""
    single = (pairs.right("marital_status") == "Chưa kết hôn").to_numpy(dtype=bool, copy=True)
    field = "marital_status" if pairs.name("full_name") == "full_name" else "spouse_name"
    status = pairs.find(single, "marriage.status_not_updated", "marital_status", propose=False)
    status["field"] = field
    held = pairs.left("registration_date")
    died = pairs.right("death_date")
    after = dates.numbers(held) // 100 > dates.numbers(died) // 100
    late = after & held.notna().to_numpy() & died.notna().to_numpy()
    dead = pairs.find(late, "marriage.after_death", "registration_date")
    day = pairs.select(late).right("death_date").to_numpy(dtype=object)
    dead["other"] = pd.Series(day, dtype="str")
    dead["reference_value"] = None
    return [status, dead.astype({"reference_value": "str"})]
