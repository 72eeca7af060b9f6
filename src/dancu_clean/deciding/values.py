"""Values written by hand, read as if they had stood in the list: same normalisers, same rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from dancu_clean.checking.checks import of_one_field
from dancu_clean.comparing.adjust import severity
from dancu_clean.deciding.folder import Run
from dancu_clean.deciding.plan import Read, Typed
from dancu_clean.lang import t
from dancu_clean.model import Records
from dancu_clean.registry import RULES
from dancu_clean.spec import Dataset

# Cleans and validates rows of a dataset: records and partial findings.
Check = Callable[[Dataset, pd.DataFrame], tuple[Records, pd.DataFrame]]
_VALUE = re.compile(r"\s*\(\{\w+\}\)")
_REST = re.compile(r"\{\w+\}")


def read_typed(
    typed: Sequence[Typed], run: Run, catalog: Mapping[str, Dataset], check: Check
) -> dict[Typed, Read]:
    """Return what each typed value becomes, or why it cannot stand.

    A value is judged beside the other fields of its record, which may prove lost zeros or the
    century of a year. Only errors of the field itself refuse it.
    """
    keys = {one.record_key for one in typed}
    records = run.records[run.records["record_key"].isin(keys)]
    records = records.drop_duplicates("record_key").set_index("record_key")
    out = {one: Read(one.text, "") for one in typed}
    by_dataset: dict[str, list[Typed]] = {}
    for one in typed:
        dataset = catalog.get(str(records["dataset"].get(one.record_key)))
        if dataset is not None and one.field in dataset.fields:
            by_dataset.setdefault(dataset.name, []).append(one)
    for name, mine in by_dataset.items():
        out |= _read(mine, records, catalog[name], check)
    return out


def _read(
    typed: Sequence[Typed], records: pd.DataFrame, dataset: Dataset, check: Check
) -> dict[Typed, Read]:
    names = [n for n, spec in dataset.fields.items() if n in records and spec.part_of is None]
    asked = {one.field for one in typed}
    raw = records.reindex([one.record_key for one in typed])[names].reset_index(drop=True)
    raw = raw.reindex(columns=list(dict.fromkeys([*names, *asked]))).astype("str")
    for row, one in enumerate(typed):
        raw.loc[row, one.field] = one.text
    cleaned, found = check(dataset, raw)
    found = found.assign(severity=severity(found))
    found = found[found["severity"] == "error"]
    faults: dict[tuple[int, str], str] = {}
    for row, field, rule in zip(found["row"], found["field"], found["rule"], strict=True):
        if RULES[str(rule)].func is None or of_one_field(str(rule)):
            faults.setdefault((int(row), str(field)), str(rule))
    out = {}
    for row, one in enumerate(typed):
        label = dataset.fields[one.field].label
        value = cleaned.frame[one.field].iloc[row]
        if rule := faults.get((row, one.field)):
            out[one] = Read(None, _say(rule, label))
        elif pd.isna(value):
            said = t(f"{label}: không đọc được giá trị này", f"{label}: cannot be read")
            out[one] = Read(None, said)
        else:
            out[one] = Read(str(value), "")
    return out


def _say(rule: str, label: str) -> str:
    """Return a rule's sentence without the value: what was typed stands in the cell."""
    title = t(RULES[rule].title, RULES[rule].title_en)
    return _REST.sub("…", _VALUE.sub("", title).replace("{label}", label))
