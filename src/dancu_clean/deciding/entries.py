"""What a decision is about and what becomes of it: one entry per finding or record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from dancu_clean.deciding.choices import read_day
from dancu_clean.deciding.returned import Answer

Status = Literal[
    "applied", "kept", "to_verify", "already", "invalid", "conflicting", "stale"
]  # fmt: skip
# Where an accepted decision goes: a cell of the list, the population database, a mark, nowhere.
Target = Literal["list", "reference", "row", "none"]


@dataclass(frozen=True)
class Subject:
    """A finding, or a record whose person is in doubt (`finding_id` None), as the run has it."""

    key: str
    finding_id: str | None
    record_key: str | None
    dataset: str
    field: str | None
    rule: str | None
    source_file: str | None
    source_sheet: str | None
    source_row: int | None
    value: str | None
    value_raw: str | None
    reference_value: str | None
    proposed_value: str | None
    person_id: str | None
    message: str | None
    full_name: str | None


@dataclass(frozen=True)
class Entry:
    """One decision with its fate; `cell` is where to look when it was not taken."""

    subject: Subject | None
    answer: Answer
    choice: str | None
    status: Status
    target: Target = "none"
    value: str | None = None
    why: str = ""
    cell: str = ""

    @property
    def day(self) -> str | None:
        """Return the day of the decision as ISO text where it was readable."""
        return read_day(self.answer.when)

    def turned(self, status: Status, why: str, heading: str) -> Entry:
        """Return the entry with another fate, and the cell that is to blame."""
        return replace(self, status=status, why=why, cell=self.answer.cell(heading))
