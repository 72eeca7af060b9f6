"""Assemble what a run found into one frozen `Report`: tables in contract order, and figures."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pandas as pd

from dancu_clean import lang
from dancu_clean.columns import take
from dancu_clean.comparing.complete import Lang, complete
from dancu_clean.comparing.keys import finding_ids, with_own_keys
from dancu_clean.deciding.closing import Closed, close
from dancu_clean.findings import FINDING_COLUMNS, concat
from dancu_clean.model import Matches, Reading, Records, Report, Verdict
from dancu_clean.registry import RULES
from dancu_clean.report.repaired import repair_notes
from dancu_clean.report.summary import summarise
from dancu_clean.report.tables import PLACE, VERDICT, contract_order
from dancu_clean.spec import Dataset

Table = tuple[Records, Matches | None, Verdict]
_OWN = frozenset(VERDICT) - {"province", "commune"}
_ASKED_OF = ["record_key", "personal_id"]
_SHOWN = ("full_name", "birth_date", "sex", "life_status")
_ADDRESSES = ("permanent_address", "current_address", "temporary_address")
_WHOLE = ("cells", "header_row")
_LINK = (*PLACE, "rank", "person_id", "score")


def build_report(
    tables: Sequence[Table],
    reference: Records | None,
    run_info: Mapping[str, Any],
    catalog: Mapping[str, Dataset],
    decisions: pd.DataFrame | None = None,
) -> Report:
    """Word the findings of all lists, join their records and links, and count.

    `run_info` is what the caller knows of the run; readings, labels, the reference's size and a
    run id are added. What `decisions` settle is no finding any more.
    """
    language: Lang = "en" if lang.chosen() == "en" else "vi"
    lists = with_own_keys([source for source, _, _ in tables])
    tables = [
        (own, matches, verdict) for own, (_, matches, verdict) in zip(lists, tables, strict=True)
    ]
    parts = [
        complete(source, _with_repairs(source, verdict), matches, reference, language)
        for source, matches, verdict in tables
    ]
    findings = _concat(parts) if parts else pd.DataFrame(columns=list(FINDING_COLUMNS), dtype="str")
    # Only the whole run knows how many tables a dataset has, and what is said twice.
    findings["finding_id"] = finding_ids(findings)
    if decisions is None or not len(decisions):
        return assemble(tables, findings, reference, run_info, catalog)
    frames = _concat([source.frame.reindex(columns=_ASKED_OF) for source in lists])
    still_open, closed = close(findings, frames, decisions)
    report = assemble(tables, still_open, reference, run_info, catalog, closed)
    decided = _no_empty_sheet(closed.findings)
    return replace(report, decided=decided, decided_records=frozenset(closed.records))


def _with_repairs(source: Records, verdict: Verdict) -> Verdict:
    return replace(verdict, findings=concat([verdict.findings, repair_notes(source)]))


def assemble(
    tables: Sequence[Table],
    findings: pd.DataFrame,
    reference: Records | None,
    run_info: Mapping[str, Any],
    catalog: Mapping[str, Dataset],
    closed: Closed | None = None,
) -> Report:
    """Make the report of finished findings (FINDING_COLUMNS).

    Links carry, beside level and weight per field, what the reference says of the candidate
    (`reference_<field>`), so that a run explains itself.
    """
    people = _people(reference)
    records = _join_records([_records(table, people) for table in tables], catalog)
    if closed is not None:
        done = records["record_key"].isin(closed.records_done(findings))
        records["needs_review"] &= ~done
    links = _join_links([_links(table, people) for table in tables])
    read = [table[0] for table in tables] + ([] if reference is None else [reference])
    repairs = _concat([_repairs(source) for source in read])
    findings = _no_empty_sheet(findings[list(FINDING_COLUMNS)].reset_index(drop=True))
    used = {**catalog, **{source.dataset.name: source.dataset for source in read}}
    criteria = {code: rule.criterion for code, rule in RULES.items()}
    summary = summarise(records, findings, used, criteria)
    summary["repairs"] = _repair_counts(repairs)
    summary["decided"] = 0 if closed is None else len(closed.findings)
    readings = tuple(source.reading for source in read)
    run = {
        **run_info,
        "run_id": _run_id(records, findings, run_info),
        "readings": [_reading(reading) for reading in readings],
        "labels": _labels(used, {source.dataset.name for source in read}),
    }
    if reference is not None:
        files = sorted(set(reference.frame["source_file"].dropna()))
        known = {"files": files, "records": len(reference.frame)}
        run["reference"] = {**known, **run_info.get("reference", {})}
    frame = None if reference is None else reference.frame
    return Report(records, findings, links, repairs, readings, summary, run, frame)


def _no_empty_sheet(table: pd.DataFrame) -> pd.DataFrame:
    """Say "no sheet" in one way everywhere: places are compared between the tables."""
    sheet = table["source_sheet"].astype("str")
    return table.assign(source_sheet=sheet.mask(sheet == ""))


def _people(reference: Records | None) -> pd.DataFrame:
    """Return `person_id` and what a candidate is shown with, one row per reference position.

    Not everybody in the reference has a number; `reference_key` names each all the same.
    """
    if reference is None:
        return pd.DataFrame({"person_id": pd.Series(dtype="str")})
    frame = reference.frame
    blank = pd.Series(np.nan, index=frame.index, dtype="str")
    number, key = frame.get("personal_id", blank), frame["record_key"]
    out = pd.DataFrame({"person_id": number, "reference_key": key})
    for name in _SHOWN:
        out[f"reference_{name}"] = frame.get(name, blank)
    address = blank
    for name in _ADDRESSES:
        address = address.fillna(frame.get(name, blank))
    return out.assign(reference_address=address).reset_index(drop=True)


def _at(people: pd.DataFrame, positions: pd.Series, column: str) -> pd.Series:
    codes = positions.fillna(-1).to_numpy(dtype=np.int64)
    return take(list(people[column].astype(object)), codes, positions.index)


def _records(table: Table, people: pd.DataFrame) -> pd.DataFrame:
    """Return one list's records with their verdict and link."""
    source, matches, verdict = table
    frame = source.frame[[c for c in source.frame.columns if not str(c).startswith("_")]]
    # A column of the source that wears one of our names must not be lost under ours.
    frame = frame.rename(columns={name: f"{name} (cột gốc)" for name in _OWN})
    frame = _no_empty_sheet(frame.reset_index(drop=True))
    frame["outcome"] = verdict.outcome.astype("str").array
    if matches is None:
        blank = pd.Series(np.nan, index=frame.index)
        return frame.assign(
            person_id=blank.astype("str"), linked=False, needs_review=False, score=blank,
            second_person_id=blank.astype("str"), second_score=blank,
        )  # fmt: skip
    best = matches.best.reset_index(drop=True)
    person = best["person"] if verdict.person is None else pd.Series(verdict.person)
    proposed = (person >= 0) & (person == best["person"])
    return frame.assign(
        person_id=_at(people, person, "person_id"),
        linked=best["linked"].astype(bool),
        needs_review=best["needs_review"].astype(bool),
        score=best["score"].where(proposed),
        second_person_id=_at(people, best["second"], "person_id"),
        second_score=best["second_score"].where(best["second"] >= 0),
    )


def _join_records(parts: Sequence[pd.DataFrame], catalog: Mapping[str, Dataset]) -> pd.DataFrame:
    joined = _concat(parts)
    for name in ("province", "commune"):
        if name not in joined:
            joined[name] = pd.Series(np.nan, index=joined.index, dtype="str")
    fields = list(dict.fromkeys(name for spec in catalog.values() for name in spec.fields))
    return joined[contract_order(list(joined.columns), fields)]


def _links(table: Table, people: pd.DataFrame) -> pd.DataFrame:
    """Return one list's candidates under the places and keys of their records."""
    source, matches, _ = table
    if matches is None or not len(matches.candidates):
        return pd.DataFrame()
    found = matches.candidates.sort_values(["row", "rank"], kind="stable", ignore_index=True)
    rows = source.frame.iloc[found["row"].to_numpy()].reset_index(drop=True)
    out = _no_empty_sheet(rows[list(PLACE)]).assign(rank=found["rank"], score=found["score"])
    for name in people.columns:
        out[name] = _at(people, found["person"], name)
    kept = [c for c in found.columns if str(c).endswith(("_level", "_weight"))]
    return pd.concat([out, found[kept]], axis=1)


def _join_links(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    joined = _concat([part for part in parts if len(part)])
    if not len(joined.columns):
        joined = pd.DataFrame({name: pd.Series(dtype="str") for name in _LINK})
    rest = [name for name in joined.columns if name not in _LINK]
    return joined[[*_LINK, *rest]]


def _repairs(source: Records) -> pd.DataFrame:
    """Return one list's repairs under the places of their records."""
    rows = source.frame[list(PLACE)].iloc[source.repairs["row"].to_numpy()]
    return rows.reset_index(drop=True).assign(
        header_row=source.reading.header_row,
        field=source.repairs["field"].array,
        steps=source.repairs["steps"].array,
    )


def _repair_counts(repairs: pd.DataFrame) -> list[dict[str, Any]]:
    """Count repaired cells per table (a sheet may hold several), field and step."""
    if not len(repairs):
        return []
    keys = ["dataset", "source_file", "source_sheet", "header_row", "field", "steps"]
    counts = repairs.groupby(keys, dropna=False).size().rename("cells").reset_index()
    counts["step"] = counts["steps"].str.split("+")
    counts["source_sheet"] = counts["source_sheet"].fillna("")
    counts = counts.explode("step").drop(columns="steps")
    keys[-1] = "step"
    summed = counts.groupby(keys)["cells"].sum().reset_index()
    return [
        {str(name): int(value) if name in _WHOLE else value for name, value in row.items()}
        for row in summed.to_dict("records")
    ]


def _concat(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _reading(reading: Reading) -> dict[str, Any]:
    return {**asdict(reading), "path": str(reading.path)}


def _labels(datasets: Mapping[str, Dataset], used: set[str]) -> dict[str, Any]:
    """Return the Vietnamese names that the views need, so that they need no schema."""
    mine = {name: datasets[name] for name in sorted(used) if name in datasets}
    values: dict[str, dict[str, str]] = {}
    for dataset in mine.values():
        for spec in dataset.fields.values():
            shown = {word: forms[0] for word, forms in spec.values.items() if forms}
            if shown:
                values[spec.name] = {**shown, **values.get(spec.name, {})}
    return {
        "datasets": {name: dataset.title for name, dataset in mine.items()},
        "fields": {
            name: {spec.name: spec.label for spec in dataset.fields.values()}
            for name, dataset in mine.items()
        },
        "values": values,
        "parts": {
            name: {spec.name: spec.part_of for spec in dataset.fields.values() if spec.part_of}
            for name, dataset in mine.items()
        },
    }


def _run_id(records: pd.DataFrame, findings: pd.DataFrame, run_info: Mapping[str, Any]) -> str:
    """Return a name for this run's content: a workbook of another run can be refused by it."""
    digest = hashlib.sha256(str(run_info.get("as_of", "")).encode())
    for values in (records["record_key"], records["outcome"], findings["finding_id"]):
        digest.update(pd.util.hash_pandas_object(values, index=False).to_numpy().tobytes())
    return digest.hexdigest()[:16]
