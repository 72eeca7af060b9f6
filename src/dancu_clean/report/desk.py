"""What the sheets share: labels of this run, texts of cells, findings beside their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from dancu_clean.model import Report
from dancu_clean.report.sheet import Cell
from dancu_clean.report.words import FIELDS, SEVERITY_ORDER, show_value

PLACE = ["dataset", "source_file", "source_sheet", "source_row"]
PERSON = ["full_name", "personal_id", "birth_date", "sex"]
ADDRESSES = ("permanent_address", "current_address", "address")


@dataclass(frozen=True)
class Labels:
    """Vietnamese names of datasets, fields and canonical words, as the schemas give them.

    `parts`: per dataset the fields that are columns of another one (birth_day → birth_date).
    """

    datasets: dict[str, str] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, run: dict[str, Any]) -> Labels:
        """Take the labels that the run carries; a run without any has none."""
        kept = run.get("labels", {})
        return cls(*(kept.get(name, {}) for name in ("datasets", "fields", "values", "parts")))

    def dataset(self, name: str) -> str:
        """Return the title of a dataset."""
        return self.datasets.get(name, name)

    def field(self, dataset: str, name: str) -> str:
        """Return the label of a field in a dataset."""
        return self.fields.get(dataset, {}).get(name) or FIELDS.get(name, name)

    def value(self, name: str | None, text: str) -> str:
        """Return a clean value as people write it."""
        found = self.values.get(name or "", {}).get(text)
        return found or show_value(name, text)


@dataclass(frozen=True)
class Desk:
    """The tables that the sheets are views of, made once."""

    report: Report
    labels: Labels
    findings: pd.DataFrame
    records: pd.DataFrame
    compared: bool
    one_file: bool
    one_sheet: bool


def make_desk(report: Report) -> Desk:
    """Put each finding beside its record's person, worst first, then as the files run."""
    records = _with_address(report.records)
    person = records[[*PLACE, *PERSON, "address", "outcome"]]
    findings = report.findings.rename(columns={"person_id": "finding_person_id"})
    findings = findings.assign(source_row=findings["source_row"].astype("Int64"))
    joined = findings.merge(
        person.assign(source_row=person["source_row"].astype("Int64")).drop_duplicates(PLACE),
        on=PLACE,
        how="left",
    )
    joined["_rank"] = joined["severity"].map(SEVERITY_ORDER)
    order = ["_rank", "dataset", "source_file", "source_sheet", "source_row", "rule", "field"]
    joined = joined.sort_values(order, kind="stable", na_position="last", ignore_index=True)
    sheets = records.groupby("source_file")["source_sheet"].nunique()
    return Desk(
        report=report,
        labels=Labels.of(report.run),
        findings=joined,
        records=records,
        compared=bool(report.run.get("reference")),
        one_file=len(sheets) <= 1,
        one_sheet=bool((sheets <= 1).all()),
    )


def _with_address(records: pd.DataFrame) -> pd.DataFrame:
    missing = {
        name: pd.Series(np.nan, index=records.index, dtype="str")
        for name in PERSON
        if name not in records
    }
    out = records.assign(**missing)
    address = pd.Series(np.nan, index=records.index, dtype="str")
    for name in ADDRESSES:
        if name in records:
            address = address.fillna(records[name])
    return out.assign(address=address)


def cells(values: pd.Series) -> list[Cell]:
    """Return a column's values as cells; missing ones are None."""
    kept = values.astype(object)
    return list(kept.where(values.notna(), None))


def whole(values: pd.Series) -> list[Cell]:
    """Return row numbers as cells."""
    return [None if pd.isna(value) else int(value) for value in values]


def mapped(values: pd.Series, func: Callable[[str], str]) -> list[Cell]:
    """Return cells made by `func` from each distinct text once; missing ones are None."""
    codes, distinct = pd.factorize(values, use_na_sentinel=True)
    pool: list[Cell] = [func(str(value)) for value in distinct]
    pool.append(None)
    return [pool[code] for code in codes]


def dates(values: pd.Series, name: str = "birth_date") -> list[Cell]:
    """Return ISO dates as dd/mm/yyyy cells."""
    return mapped(values, lambda text: show_value(name, text))


def paired(
    first: Iterable[Any], second: Iterable[Any], func: Callable[[Any, Any], Cell]
) -> list[Cell]:
    """Return cells made by `func` from each distinct pair once."""
    known: dict[tuple[Any, Any], Cell] = {}
    out: list[Cell] = []
    for pair in zip(first, second, strict=True):
        if pair not in known:
            known[pair] = func(*pair)
        out.append(known[pair])
    return out
