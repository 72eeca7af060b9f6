"""What a dirty list is: its people, its look on paper, and the faults that can be planted."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pandas as pd

from dancu_clean.sample.names import DATA

Person = dict[str, Any]
Row = dict[str, Any]
Change = Callable[[Row, Person, "Context"], Any]


class Raw(str):
    """A value that goes to the file exactly as it stands."""


class Skip:
    """The answer of a fault that cannot be made on this row."""


SKIP = Skip()


@dataclass(frozen=True)
class Fault:
    """One kind of fault: `change` gives the new value of `field`, or a dict of new values.

    `criterion`, `field` and `outcome` are what should be found; alternatives joined by `|`,
    `*` for any field. `pool` names the people it is made of. `again` writes the row a second
    time and changes that one. A kind without criterion and outcome must stay clean, `times`
    says how much oftener than the others it comes.
    """

    kind: str
    field: str
    criterion: str
    outcome: str
    change: Change
    pool: str = "alive"
    again: bool = False
    times: int = 1


@dataclass(frozen=True)
class ListSpec:
    """One dirty list: how it looks on paper, who is in it, and what can be wrong with it."""

    dataset: str
    title: str
    build: Callable[[Person, Context], Row]
    eligible: Callable[[pd.DataFrame], pd.Series]
    faults: tuple[Fault, ...]
    container: str = "xlsx"
    date_form: str = "{d:02}/{m:02}/{y}"
    sex: Mapping[str, str] = field(default_factory=lambda: {"Nam": "Nam", "Nữ": "Nữ"})
    capitals: bool = False
    base: str = "alive"
    households: bool = False

    @property
    def headings(self) -> Mapping[str, str]:
        """Field → heading of this list, in the order of its columns."""
        return headings()[self.dataset]


@cache
def headings() -> dict[str, dict[str, str]]:
    """Read the headings that the lists wear (`data/headings.csv`)."""
    out: dict[str, dict[str, str]] = {}
    with (DATA / "headings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            out.setdefault(row["dataset"], {})[row["field"]] = row["heading"]
    return out


@dataclass
class Context:
    """What a fault may look up: the people, a random source, the list's own table so far."""

    people: pd.DataFrame
    columns: dict[str, np.ndarray]
    reference: np.ndarray
    rng: Random
    serial: int = 0
    memory: dict[str, str] = field(default_factory=dict)

    @classmethod
    def make(cls, people: pd.DataFrame, reference: np.ndarray, seed: int) -> Context:
        """Keep the columns as object arrays with None for missing."""
        columns = {}
        for name in people.columns:
            text = people[name].astype(object)
            columns[name] = text.where(people[name].notna(), None).to_numpy(dtype=object)
        return cls(people, columns, reference, Random(seed))

    def again(self, seed: int) -> Context:
        """Return a fresh context for the next list of the same people."""
        return Context(self.people, self.columns, self.reference, Random(seed))

    def person(self, row: int) -> Person:
        """Return one person as a dict; `_i` is the row, `_known` whether in the reference."""
        found = {name: values[row] for name, values in self.columns.items()}
        found["_i"], found["_known"] = row, bool(self.reference[row])
        return found

    def kin(self, person: Person, relation: str) -> Person | None:
        """Return father, mother, spouse or head where they are in the table."""
        row = person[f"_{relation}"]
        return self.person(int(row)) if row >= 0 else None

    def other(self) -> Person:
        """Return somebody else of the reference."""
        while True:
            row = self.rng.randrange(len(self.reference))
            if self.reference[row]:
                return self.person(row)

    def of_earlier(self, row: Row, name: str) -> Any:
        """Return the value an earlier row had in `name`; the first time it is only kept."""
        if name not in self.memory:
            self.memory[name] = row[name]
            return SKIP
        return self.memory[name]

    def number(self) -> int:
        """Return the next running number of the list (books, decisions, dossiers)."""
        self.serial += 1
        return self.serial
