"""What the reference teaches about findings made without it.

A fault inside one list is judged again once the person is known: a number of odd structure is a
warning when everything else agrees, a blank gets the reference's value as its proposal, a
known former number is no gap.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.comparing.pairs import ALIAS, BLANK, BROKEN, Flags, Pairs, column, flags
from dancu_clean.findings import partial
from dancu_clean.model import Records
from dancu_clean.registry import RULES
from dancu_clean.spec import Required

NUMBERS = ("personal_id", "old_id")
_STRUCTURE_FIELDS = (*NUMBERS, "sex", "birth_date")
# Number rules that speak of two persons or two rows, not of the number's own digits.
_NOT_OF_ITSELF = (
    "consecutive", "old_paper", "registration_place", "of_relative", "of_representative",
    "missing", "two_persons", "twice", "owner",
)  # fmt: skip
_WRITTEN_AGAIN = (
    "unique.two_numbers", "health_card_no.two_active", "household.member_twice",
)  # fmt: skip
_UNIQUENESS = ("unique.", "duplicate.", "two_active", "member_twice", "repeated")


def criterion(rules: pd.Series) -> pd.Series:
    """Return the criterion of each rule code, missing for a code without entry."""
    known = {code: entry.criterion for code, entry in RULES.items()}
    return rules.map(known).astype("str")


def severity(findings: pd.DataFrame) -> pd.Series:
    """Return the severity of each finding: its own, else the catalogue's."""
    known = {code: entry.severity for code, entry in RULES.items()}
    return findings["severity"].fillna(findings["rule"].map(known).astype("str"))


def _contains(rules: pd.Series, words: tuple[str, ...]) -> Flags:
    return flags(rules.str.contains("|".join(words), regex=True))


def _of_records(findings: pd.DataFrame, mask: np.ndarray) -> Flags:
    """Spread a mask of records over their findings; a finding of the whole list gets false."""
    spread: Flags = np.append(mask, False)[findings["row"].to_numpy(dtype=np.int64)]
    return spread


def rows_of(findings: pd.DataFrame, mask: np.ndarray, size: int) -> Flags:
    """Spread a mask of findings over the records."""
    out = np.zeros(size, dtype=bool)
    rows = findings["row"].to_numpy(dtype=np.int64)[mask]
    out[rows[rows >= 0]] = True
    return out


def _about_number(findings: pd.DataFrame, fields: tuple[str, ...]) -> Flags:
    own = flags(findings["rule"].str.startswith(("personal_id.", "old_id.", "paper.")))
    return (
        own
        & flags(findings["field"].isin(list(fields)))
        & ~_contains(findings["rule"], _NOT_OF_ITSELF)
    )


def broken_numbers(records: Records, findings: pd.DataFrame) -> Flags:
    """Tell records whose number has a wrong shape, is a filler or contradicts its person."""
    fault = _about_number(findings, NUMBERS)
    fault &= flags(severity(findings) == "error")
    number = column(records.frame, "personal_id")
    odd = number.notna() & ~number.str.fullmatch(r"\d{12}").fillna(False).astype(bool)
    return rows_of(findings, fault, len(number)) | flags(odd)


def lost_cells(records: Records, findings: pd.DataFrame, found: np.ndarray) -> Flags:
    """Tell records that cannot be checked: name and number lost, or the name and nobody found."""
    size = len(records.frame)
    lost = _contains(findings["rule"], (r"\.lost$", r"\.undecodable$"))
    fields = findings["field"]
    name = rows_of(findings, lost & (fields == "full_name").to_numpy(dtype=bool, copy=True), size)
    number = rows_of(findings, lost & fields.isin(NUMBERS).to_numpy(dtype=bool, copy=True), size)
    blank_name = column(records.frame, "full_name").isna().to_numpy()
    has_number = np.zeros(size, dtype=bool)
    for field in NUMBERS:
        has_number |= column(records.frame, field).notna().to_numpy()
    nothing = blank_name & ~has_number
    out: Flags = (name & ~found) | ((name | number) & nothing) | (nothing & ~found)
    return out


def repeated_rows(findings: pd.DataFrame, size: int) -> Flags:
    """Tell rows that validate took for a repetition of an earlier row."""
    rules = flags(findings["rule"].str.startswith("duplicate."))
    rules |= flags(findings["rule"].isin(list(_WRITTEN_AGAIN)))
    # One card or code of two persons is đúng: the rows are different people.
    other = (criterion(findings["rule"]) == "dung").to_numpy(dtype=bool, copy=True)
    return rows_of(findings, rules & ~other, size)


def soften(
    findings: pd.DataFrame, alike: np.ndarray, fields: tuple[str, ...] = _STRUCTURE_FIELDS
) -> pd.DataFrame:
    """Make structure errors of the number warnings where the person is otherwise found equal.

    `alike` says it per record; `fields` are those of the person it was found for.
    """
    structure = _about_number(findings, fields)
    spouse = (findings["rule"] == "spouse.same_sex") & findings["field"].isin(list(fields))
    structure = (structure | flags(spouse)) & _of_records(findings, alike)
    structure &= flags(criterion(findings["rule"]) == "dung")
    structure &= flags(severity(findings) == "error")
    out = findings.copy()
    out["severity"] = out["severity"].mask(structure, "warning")
    return out


def quiet_marks(findings: pd.DataFrame, known: np.ndarray) -> pd.DataFrame:
    """Make a name without diacritics a note where number or date prove the person (`known`)."""
    bare = (findings["rule"] == "name.no_marks") & (findings["field"] == "full_name")
    mask = flags(bare) & _of_records(findings, known)
    out = findings.copy()
    out["severity"] = out["severity"].mask(mask, "info")
    return out


def _missing(findings: pd.DataFrame, field: str) -> Flags:
    blank = findings["rule"].str.endswith((".missing", ".filler", ".blank"))
    return flags(blank & (findings["field"] == field))


def number_gaps(
    pairs: Pairs, code: np.ndarray, findings: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the findings with known former numbers as notes, and new ones for silent blanks.

    `code` is the number's class per pair. A blank that validate reported keeps its own finding,
    which `propose` fills; one that it did not report was lawful and becomes a note.
    """
    size = len(pairs.records.frame)
    alias = np.zeros(size, dtype=bool)
    alias[pairs.rows[code == ALIAS]] = True
    missing = _missing(findings, "personal_id")
    drop = missing & ~_contains(findings["rule"], ("filler",)) & _of_records(findings, alias)
    reported = rows_of(findings, missing, size)
    silent = (code == BLANK) & ~reported[pairs.rows]
    spec = pairs.records.dataset.fields.get("personal_id")
    always = spec is not None and spec.required == Required()
    new = pairs.find(
        silent,
        "personal_id.missing_found",
        "personal_id",
        severity="warning" if always else "info",
        propose=True,
    )
    return findings[~drop].reset_index(drop=True), new


def propose(pairs: Pairs, findings: pd.DataFrame, number: np.ndarray) -> pd.DataFrame:
    """Give the reference's value to findings of blanks and of unreadable values.

    Only where validate has no proposal of its own. Numbers are filled where the person's own
    number is blank or broken (`number`, class per pair).
    """
    size = len(pairs.records.frame)
    position = np.full(size, -1, dtype=np.int64)
    position[pairs.rows] = np.arange(len(pairs.rows))
    rows = findings["row"].to_numpy(dtype=np.int64)
    at = np.append(position, -1)[rows]
    repairable = flags(criterion(findings["rule"]).isin(["du", "sach"]))
    repairable &= ~_contains(findings["rule"], _UNIQUENESS)
    repairable &= (at >= 0) & findings["proposed_value"].isna().to_numpy()
    out = findings.copy()
    known_as = {pairs.name(field): field for field in (*pairs.names, *_plain_fields(pairs))}
    for mine in findings.loc[repairable, "field"].dropna().unique():
        if mine not in known_as:
            continue
        field = known_as[mine]
        chosen = np.flatnonzero(repairable & flags(findings["field"] == mine))
        if field == "personal_id":
            chosen = chosen[np.isin(number[at[chosen]], (BLANK, BROKEN))]
        known = pairs.right(field).take(at[chosen]).to_numpy(dtype=object)
        # What was repaired to the reference's own value needs no proposal.
        news = known != pairs.left(field).take(at[chosen]).to_numpy(dtype=object)
        for name in ("reference_value", "proposed_value"):
            out.loc[chosen[news], name] = known[news]
    return out


def _plain_fields(pairs: Pairs) -> list[str]:
    """Return the reference's fields when the pairs are the records' main persons."""
    return [] if pairs.names else [str(name) for name in pairs.reference.frame.columns]


def drop_told(new: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Drop new findings that validate made already: an abbreviation, a date that is a year."""
    repeats = {
        "full_name.abbreviated_found": ("abbreviated",),
        "name_differs.no_marks": ("no_marks",),
        "birth_date.incomplete": ("^date", "^birth_date", "invalid"),
        "life.own_death_date": ("after_death",),
        "duplicate.linked": _UNIQUENESS,
    }
    keep = np.ones(len(new), dtype=bool)
    for rule, words in repeats.items():
        same = _contains(told["rule"], words)
        # One number of two persons (đúng) does not say that this row repeats another.
        if rule == "duplicate.linked":
            same &= (criterion(told["rule"]) == "sach").to_numpy(dtype=bool, copy=True)
        if rule == "birth_date.incomplete":
            same &= (criterion(told["rule"]) == "sach").to_numpy(dtype=bool, copy=True)
        if rule.startswith(("full_name", "birth_date", "name_differs")):
            same &= told["field"].isin(["full_name", "birth_date"]).to_numpy(dtype=bool, copy=True)
        rows = told.loc[same, "row"]
        keep &= ~((new["rule"] == rule) & new["row"].isin(rows)).to_numpy(dtype=bool, copy=True)
    return new[keep].reset_index(drop=True)


def empty() -> pd.DataFrame:
    """Return a table of no findings."""
    return partial(np.empty(0, dtype=np.int64), "", None)
