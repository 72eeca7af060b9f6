"""The people of several lists under one key, so that lists can be held against each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.comparing import marriage
from dancu_clean.comparing.identity import shaped
from dancu_clean.comparing.pairs import column
from dancu_clean.findings import PARTIAL_COLUMNS, partial
from dancu_clean.model import Matches, Records, Verdict
from dancu_clean.text.fold import fold

_UNSURE = ("unreadable", "id_of_other", "ambiguous")


@dataclass(frozen=True)
class Table:
    """One list of the run with what is known of its records."""

    records: Records
    matches: Matches | None
    verdict: Verdict


@dataclass(frozen=True)
class People:
    """All lists of a run. `rows`: `table, row, key, person, role`, one per person named.

    `key` is equal for one person; it is the person of the reference where the link is sure,
    else number and name together. `role` is `main`, or `spouse` in a marriage book.
    """

    tables: list[Table]
    reference: Records | None
    rows: pd.DataFrame

    def where(self, mask: Callable[[Table], np.ndarray | bool], role: str = "main") -> pd.DataFrame:
        """Return the people whose record satisfies a mask given per table."""
        keep = np.zeros(len(self.rows), dtype=bool)
        for number, table in enumerate(self.tables):
            here = np.flatnonzero(self.rows["table"].to_numpy() == number)
            flags = np.broadcast_to(mask(table), len(table.records.frame))
            keep[here] = flags[self.rows["row"].to_numpy()[here]]
        chosen = keep & (self.rows["role"] == role).to_numpy(dtype=bool)
        return self.rows[chosen]

    def values(self, people: pd.DataFrame, field: str) -> np.ndarray:
        """Return a field of these people as objects, missing where their list has none."""
        out = np.full(len(people), None, dtype=object)
        numbers, rows = people["table"].to_numpy(), people["row"].to_numpy()
        for number in np.unique(numbers):
            here = numbers == number
            cells = column(self.tables[number].records.frame, field)
            out[here] = cells.to_numpy(dtype=object)[rows[here]]
        return out

    def text(self, people: pd.DataFrame, field: str) -> pd.Series:
        """Return a field of these people as a text column."""
        return pd.Series(self.values(people, field), dtype="str")

    def describe(self, people: pd.DataFrame) -> np.ndarray:
        """Name list, file and row of these people, as a finding shows its other source."""
        lines = self.values(people, "source_row")
        files = self.values(people, "source_file")
        titles = np.array([table.records.dataset.title for table in self.tables], dtype=object)
        named = titles[people["table"].to_numpy()] if len(people) else lines
        return np.array(
            [f"{a}, {b}, dòng {c}" for a, b, c in zip(named, files, lines, strict=True)],
            dtype=object,
        )

    def find(
        self,
        people: pd.DataFrame,
        rule: str,
        field: str | None,
        other: np.ndarray,
        *,
        show: bool = True,
    ) -> pd.DataFrame:
        """Make findings on these people's records; `table` says whose rows they are."""
        values = self.values(people, field) if field is not None and show else None
        found = partial(people["row"].to_numpy(), rule, field, value=values, other=other)
        return found.assign(table=people["table"].to_numpy())

    def join(self, left: pd.DataFrame, right: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return, row by row, people of the left and the first of the right with their key."""
        first = right.drop_duplicates("key")
        at = pd.Series(np.arange(len(first)), index=first["key"].to_numpy())
        position = left["key"].map(at).fillna(-1).to_numpy(dtype=np.int64)
        met = position >= 0
        return left[met].reset_index(drop=True), first.iloc[position[met]].reset_index(drop=True)


def _sure(table: Table) -> np.ndarray:
    if table.matches is None or table.verdict.person is None:
        return np.full(len(table.records.frame), -1, dtype=np.int64)
    linked = table.matches.best["linked"].to_numpy(dtype=bool)
    unsure = table.verdict.outcome.isin(_UNSURE).to_numpy(dtype=bool)
    return np.where(linked & ~unsure, table.verdict.person, -1)


def _named(table: Table) -> pd.Series:
    frame = table.records.frame
    number = column(frame, "personal_id")
    usable = shaped(number) & ~table.verdict.outcome.isin(_UNSURE).to_numpy(dtype=bool)
    return number.where(usable).str.cat(map_distinct(column(frame, "full_name"), fold), "|")


def _rows(number: int, table: Table, reference: Records | None) -> pd.DataFrame:
    size = len(table.records.frame)
    main = pd.DataFrame({"table": number, "row": np.arange(size), "role": "main"})
    main["person"], main["name"] = _sure(table), _named(table).to_numpy(dtype=object)
    if reference is None or table.records.dataset.asserts != "marriage":
        return main
    owner = marriage.spouse_owner(table.records, reference)
    wives = marriage.spouses(table.records, reference, owner)
    other = pd.DataFrame({"table": number, "row": wives.rows, "role": "spouse"})
    return pd.concat([main, other.assign(person=wives.persons, name=None)], ignore_index=True)


def gather(tables: list[Table], reference: Records | None) -> People:
    """Put the people of all tables under common keys; who has neither link nor number is left."""
    rows = pd.concat([_rows(*pair, reference) for pair in enumerate(tables)], ignore_index=True)
    codes, _ = pd.factorize(rows["name"], use_na_sentinel=True)
    person = rows["person"].to_numpy(dtype=np.int64)
    beyond = 0 if reference is None else len(reference.frame)
    rows["key"] = np.where(person >= 0, person, np.where(codes >= 0, codes + beyond, -1))
    return People(tables, reference, rows[rows["key"] >= 0].reset_index(drop=True))


def split(findings: list[pd.DataFrame], tables: int) -> list[pd.DataFrame]:
    """Give every table its own findings, each told once."""
    joined = pd.concat(findings, ignore_index=True)
    joined = joined.drop_duplicates(["table", "row", "rule", "field"])
    return [
        joined.loc[joined["table"] == number, list(PARTIAL_COLUMNS)].reset_index(drop=True)
        for number in range(tables)
    ]
