"""What moved between two runs: every finding by its id, counted for the views that ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dancu_clean.deciding.closing import OPEN
from dancu_clean.deciding.folder import ASKED, Run
from dancu_clean.deciding.store import by_key, in_force
from dancu_clean.report.tables import read_table

STATES = ("fixed", "remaining", "new", "reopened", "decided")
VIEWS = ("dataset", "criterion", "rule", "commune")
_KEPT = ["finding_id", "severity", *VIEWS]


@dataclass(frozen=True)
class Progress:
    """One row per finding: id, `state`, severity and what it is counted by.

    `absent`: datasets of the old run that the new one did not look at; nothing is said of them.
    """

    findings: pd.DataFrame
    absent: tuple[str, ...]

    def ids(self, state: str) -> list[str]:
        """Return the ids of one state in their order."""
        return [
            str(one) for one in self.findings.loc[self.findings["state"] == state, "finding_id"]
        ]

    def counts(self, view: str | None = None) -> dict[str, dict[str, int]]:
        """Count errors and warnings by state, for each value of a view ("" = all or unknown)."""
        asked = self.findings[self.findings["severity"].isin(ASKED)]
        names = asked[view].fillna("") if view else pd.Series("", index=asked.index)
        table = pd.crosstab(names, asked["state"]).reindex(columns=list(STATES), fill_value=0)
        return {
            str(name): {state: int(row[state]) for state in STATES}
            for name, row in table.sort_index().to_dict("index").items()
        }


def measure(old: Run, new: Run, decisions: pd.DataFrame) -> Progress:
    """Compare two runs.

    fixed: was open and is found no more; decided: is still found, and somebody decided it;
    reopened: was decided, and what stood behind it changed.
    """
    absent = sorted(set(old.records["dataset"]) - set(new.records["dataset"]))
    before = old.findings[~old.findings["dataset"].isin(absent)]
    was_decided, decided = _decided(old), _decided(new)
    again = set(was_decided["finding_id"]) | _changed(new.findings, by_key(in_force(decisions)))
    known = set(before["finding_id"])
    now = new.findings["finding_id"]
    state = pd.Series("new", index=new.findings.index).mask(now.isin(known), "remaining")
    state = state.mask(now.isin(again), "reopened")
    gone = ~before["finding_id"].isin({*now, *decided["finding_id"]})
    parts = [
        before.loc[gone, _KEPT].assign(state="fixed"),
        new.findings[_KEPT].assign(state=state),
        decided[_KEPT].assign(state="decided"),
    ]
    return Progress(pd.concat(parts, ignore_index=True), tuple(absent))


def _decided(run: Run) -> pd.DataFrame:
    """Return the findings that a run found decided; an older run may have none."""
    path = run.folder / "decided.parquet"
    return read_table(path) if path.is_file() else run.findings.iloc[:0]


def _changed(
    findings: pd.DataFrame, known: Mapping[tuple[bool, str], Mapping[str, Any]]
) -> set[str]:
    """Return the open findings that were decided when something else stood there."""
    mine = findings[findings["finding_id"].isin([key for of_finding, key in known if of_finding])]
    plain = mine.astype(object).where(mine.notna(), None)
    out = set()
    for key, value, theirs in zip(
        plain["finding_id"], plain["value"], plain["reference_value"], strict=True
    ):
        row = known[True, str(key)]
        if row["decision"] != OPEN and (row["stood"], row["reference"]) != (value, theirs):
            out.add(str(key))
    return out
