"""A list against its own schema: the dataset becomes a pandera schema, its failures findings.

Rules of one field are checks of that field's column; rules of several fields or rows hang on a
column of row numbers, so that pandera reports one failure per row. Sole user of pandera.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.checking.checks import Check, column_checks, of_one_field, row_checks
from dancu_clean.checking.columns import Columns
from dancu_clean.findings import concat, partial
from dancu_clean.model import Records
from dancu_clean.rules import dates

_ROW = "_row_number"
_UPDATED = ("record_updated", "declared_date")
# What a fault of a whole column explains need not be told row by row.
_STRUCTURE = ("personal_id.birth_year", "personal_id.sex_digit")
_EXPLAINED = {"personal_id.column_shifted": _STRUCTURE, "birth_date.from_1904": _STRUCTURE}


def _asking(check: Check) -> Callable[[pd.Series], pd.Series]:
    def ask(data: pd.Series) -> pd.Series:
        return check.passes(data)

    return ask


def _run(checks: list[Check], columns: Columns) -> dict[int, np.ndarray]:
    """Let pandera ask every check; return the failing rows of each.

    The schema's checks are asked one by one: `schema.validate` makes a table of failures for
    each of them and joins it twice, which costs several times what the rules themselves do.
    """
    import pandera.pandas as pa

    frame = columns.records.frame
    hung: dict[str, list[pa.Check]] = {_ROW: []}
    for number, check in enumerate(checks):
        one_field = check.code == "required.missing" or of_one_field(check.code)
        place = check.column if one_field and check.column else _ROW
        hung.setdefault(place, []).append(
            # A plain function: pandera copies bound methods together with their object.
            pa.Check(_asking(check), ignore_na=False, name=str(number))
        )
    schema = pa.DataFrameSchema(
        {name: pa.Column(checks=found, nullable=True) for name, found in hung.items()}
    )
    rows = pd.Series(np.arange(len(frame)), name=_ROW)
    failed: dict[int, np.ndarray] = {}
    for name, column in schema.columns.items():
        data = rows if name == _ROW else frame[name]
        for asked in column.checks:
            passed = asked(data).check_output
            if not passed.all():
                failed[int(asked.name)] = np.flatnonzero(~passed.to_numpy(dtype=bool))
    return dict(sorted(failed.items()))


def _findings(check: Check, rows: np.ndarray, columns: Columns) -> pd.DataFrame:
    """Make the findings of one check for its failing rows."""
    hits = check.hits
    assert hits is not None
    severity = check.level
    given: dict[str, object] = {"severity": severity}
    if hits.mild is not None and severity == "error":
        mild = hits.mild.to_numpy(dtype=bool)[rows]
        given["severity"] = None
    values = columns.get(check.column) if check.column else None
    for name, series in (
        ("value", values), ("proposed_value", hits.proposed), ("other", hits.other),
    ):  # fmt: skip
        if series is not None:
            given[name] = series.to_numpy(dtype=object)[rows]
    made = partial(rows, check.code, check.column, **given)  # type: ignore[arg-type]
    if given["severity"] is None:
        made["severity"] = pd.Series(np.where(mild, "warning", "error"), dtype="str")
    return made


def _of_list(checks: list[Check], columns: Columns, as_of: date) -> list[pd.DataFrame]:
    """Make the findings about the whole list (row −1)."""
    dataset, row = columns.records.dataset, np.array([-1])
    found = [
        partial(row, check.code, check.column, severity=check.level, other=check.whole.told)
        for check in checks
        if check.whole is not None
    ]
    read = {column.field for column in columns.records.reading.columns}
    for spec in dataset.fields.values():
        if spec.required and spec.name not in read and columns.get(spec.name) is None:
            severity = "info" if spec.required.severity == "info" else "warning"
            found.append(partial(row, "required.column", spec.name, severity=severity))
    count = len(columns.records.frame)
    if count < dataset.min_rows:
        least = str(dataset.min_rows)
        few = partial(row, "list.few_rows", None, value=str(count), reference_value=least)
        found.append(few)
    updated = _last_update(columns)
    if dataset.max_age_months and updated is not None:
        age = dates.months_between(np.array([updated], dtype="datetime64[D]"), as_of)[0]
        if age > dataset.max_age_months:
            found.append(partial(row, "list.stale", None, value=str(updated)))
    return found


def _last_update(columns: Columns) -> np.datetime64 | None:
    days = [dates.last(column) for name in _UPDATED if (column := columns.get(name)) is not None]
    known = [day.max() for day in (found[~np.isnat(found)] for found in days) if len(day)]
    return max(known) if known else None


def _settled(findings: pd.DataFrame, problems: pd.DataFrame) -> pd.DataFrame:
    """Drop what a normaliser has already said of the same cell, and what was said twice."""
    findings = findings.drop_duplicates(["row", "rule", "field"])
    known = problems[(problems["severity"] != "info") & problems["field"].notna()]
    cells = known["row"].astype("str") + "|" + known["field"]
    filler = known["rule"].str.endswith(".filler").fillna(False).astype(bool)
    own = findings["row"].astype("str") + "|" + findings["field"].fillna("")
    shape = findings["rule"].str.endswith(".shape").fillna(False).astype(bool) & own.isin(cells)
    blank = (findings["rule"] == "required.missing") & own.isin(cells[~filler])
    # A number of somebody not born yet fits no year of birth either.
    unborn = own[findings["rule"] == "personal_id.century"]
    year = (findings["rule"] == "personal_id.birth_year") & own.isin(unborn)
    return findings[~(shape | blank | year)].reset_index(drop=True)


def _explained(findings: pd.DataFrame, checks: list[Check]) -> pd.Series:
    """Tell findings of single rows that a finding about the whole list accounts for."""
    told = pd.Series(False, index=findings.index)
    for check in checks:
        if check.whole is not None and check.whole.rows is not None:
            rules = findings["rule"].isin(_EXPLAINED.get(check.code, ()))
            told |= rules & findings["row"].isin(check.whole.rows)
    return told


def validate(records: Records, as_of: date) -> pd.DataFrame:
    """Return the partial findings of one list by itself, those of its normalisers included.

    Row −1 stands for the whole list. Ages and validity are judged on `as_of`. Raises nothing on
    faulty data; the records stay as they are.
    """
    columns = Columns(records, as_of)
    parts: list[pd.DataFrame] = []
    checks = [*column_checks(columns), *row_checks(columns)]
    if len(records.frame):
        failed = _run(checks, columns)
        parts += [_findings(checks[number], rows, columns) for number, rows in failed.items()]
    parts += _of_list(checks, columns, as_of)
    found = concat(parts)
    found = found[~_explained(found, checks)].reset_index(drop=True)
    own = _settled(found, records.problems)
    return concat([records.problems, own])
