"""Decisions of earlier runs: what is decided is not asked again while its values stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from dancu_clean.deciding.store import by_key, in_force

OPEN = "verify"
# What the choice of a person answers, beside the record itself.
_WHO = ("person.ambiguous",)
_ASKED = ("error", "warning")


@dataclass(frozen=True)
class Closed:
    """Findings that need no more work (with `decision`, `who`, `when`), and decided records."""

    findings: pd.DataFrame
    records: Mapping[str, str] = field(default_factory=dict)

    def records_done(self, still_open: pd.DataFrame) -> set[str]:
        """Return the keys of records of which nothing is left to decide."""
        asked = still_open.loc[still_open["severity"].isin(_ASKED), "record_key"]
        return {*self.findings["record_key"].dropna(), *self.records} - set(asked.dropna())


def close(
    findings: pd.DataFrame, records: pd.DataFrame, decisions: pd.DataFrame
) -> tuple[pd.DataFrame, Closed]:
    """Split the findings of a run into open and decided ones.

    A decision holds while list and reference say what they said when it was made; one that
    asks for verification closes nothing.
    """
    known = by_key(in_force(decisions))
    chosen = _records(records, known)
    taken = []
    for key, record, rule, value, theirs in zip(
        *(findings[name].astype(object).where(findings[name].notna(), None) for name in _COMPARED),
        strict=True,
    ):
        row = known.get((True, str(key)))
        holds = row is not None and (row["stood"], row["reference"]) == (value, theirs)
        taken.append(
            (row["decision"], row["who"], row["when"])
            if row is not None and holds and row["decision"] != OPEN
            else (chosen[record], None, None)
            if record in chosen and rule in _WHO
            else None
        )
    done = pd.Series([one is not None for one in taken], index=findings.index, dtype=bool)
    told = [one for one in taken if one is not None]
    closed = findings[done].reset_index(drop=True)
    for at, name in enumerate(("decision", "who", "when")):
        closed[name] = pd.Series([one[at] for one in told], dtype="str")
    return findings[~done].reset_index(drop=True), Closed(closed, chosen)


_COMPARED = ("finding_id", "record_key", "rule", "value", "reference_value")


def _records(
    records: pd.DataFrame, known: Mapping[tuple[bool, str], Mapping[str, str | None]]
) -> dict[str, str]:
    """Return the decision about each record whose number still is what it was."""
    asked = {key: row for (of_finding, key), row in known.items() if not of_finding}
    mine = records[records["record_key"].isin(list(asked))]
    numbers = mine.get("personal_id", pd.Series(index=mine.index, dtype="str"))
    out = {}
    for key, number in zip(mine["record_key"], numbers, strict=True):
        row = asked[str(key)]
        if row["stood"] == (None if pd.isna(number) else number) and row["decision"] != OPEN:
            out[str(key)] = str(row["decision"])
    return out
