"""Decisions of this and earlier workbooks that hold for the lists of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dancu_clean.deciding.entries import Subject
from dancu_clean.deciding.folder import Run
from dancu_clean.deciding.store import by_key
from dancu_clean.deciding.subjects import subjects


@dataclass(frozen=True)
class Decided:
    """A question of the run with the decision in force; `value` is the clean value to write."""

    subject: Subject
    choice: str
    target: str
    value: str | None
    ground: str | None
    who: str | None
    when: str | None
    note: str | None

    @property
    def into_list(self) -> bool:
        """Tell whether a cell of the list changes."""
        return self.target == "list" and self.value is not None


def decided_in(
    run: Run, decisions: pd.DataFrame, moved: Callable[[Subject], bool]
) -> list[Decided]:
    """Return what is decided about this run, in the order of its lists.

    A decision about another value than the run found, or than stands in the list now, is none.
    """
    rows = by_key(decisions)
    known = subjects(run, rows)
    out = []
    for key, row in rows.items():
        subject = known.get(key)
        if subject is None or (row["stood"], row["reference"]) != (
            subject.value,
            subject.reference_value,
        ):
            continue
        if not moved(subject):
            told = (row[name] for name in ("value", "ground", "who", "when", "note"))
            out.append(Decided(subject, row["decision"], row["target"], *told))
    return sorted(out, key=_order)


def _order(one: Decided) -> tuple[str, str, str, int, str]:
    subject = one.subject
    place = (subject.dataset, subject.source_file or "", subject.source_sheet or "")
    return (*place, subject.source_row or 0, subject.key)
