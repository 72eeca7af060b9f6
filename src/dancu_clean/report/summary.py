"""The figures behind the report: what `summary.json` holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dancu_clean.report.index import WHOLE, applied, roll_up, scores
from dancu_clean.report.words import CRITERIA, FIELDS, OUTCOMES, SEVERITIES, band
from dancu_clean.spec import Dataset

_UNIT = ["province", "commune"]
_PLACE = ["dataset", "source_file", "source_sheet", "source_row"]


def summarise(
    records: pd.DataFrame,
    findings: pd.DataFrame,
    datasets: Mapping[str, Dataset],
    criteria: Mapping[str, str],
) -> dict[str, Any]:
    """Return the figures of a run; `criteria` maps every rule's code to its criterion.

    Indices are 0…100 with two decimals and a band (green, yellow, red), None where nothing
    was assessed. Lists are sorted, so that equal tables give equal figures.
    """
    judged = applied(records, findings, datasets, criteria)
    scored = scores(records, findings, judged, [])
    return {
        "records": len(records),
        "findings": len(findings),
        "outcomes": _counts(records["outcome"], OUTCOMES),
        "severities": _counts(findings["severity"], SEVERITIES),
        "index": _overall(records, findings, scored),
        "datasets": _datasets(records, findings, datasets, scored),
        "rules": _rules(findings, scored),
        "fields": _fields(findings, datasets, scored),
        "communes": _communes(records, findings, judged),
    }


def _counts(values: pd.Series, order: Mapping[str, str]) -> dict[str, int]:
    found = values.value_counts()
    return {name: int(found[name]) for name in order if name in found}


def _index(row: pd.Series) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in [*CRITERIA, "total"]:
        value = row.get(name)
        if value is not None and pd.notna(value):
            out[name] = {"index": round(float(value), 2), "band": band(round(float(value), 2))}
    return out


def _overall(records: pd.DataFrame, findings: pd.DataFrame, scored: pd.DataFrame) -> dict[str, Any]:
    rolled = roll_up(scored, [])
    out = _index(rolled.iloc[0]) if len(rolled) else {}
    real = findings[(findings["severity"] != "info") & findings["source_row"].notna()]
    for name in out:
        part = real if name == "total" else real[real["criterion"] == name]
        faulty = len(part.drop_duplicates(_PLACE))
        out[name]["faulty_records"] = faulty
        share = 100 * (1 - faulty / len(records)) if len(records) else 0.0
        out[name]["faultless_percent"] = round(share, 2)
    return out


def _datasets(
    records: pd.DataFrame,
    findings: pd.DataFrame,
    datasets: Mapping[str, Dataset],
    scored: pd.DataFrame,
) -> list[dict[str, Any]]:
    rolled = roll_up(scored, ["dataset"])
    out = []
    for name in sorted(set(records["dataset"]) | set(findings["dataset"].dropna())):
        mine, faults = records["dataset"] == name, findings["dataset"] == name
        out.append(
            {
                "dataset": name,
                "title": datasets[name].title if name in datasets else name,
                "records": int(mine.sum()),
                "findings": int(faults.sum()),
                "outcomes": _counts(records.loc[mine, "outcome"], OUTCOMES),
                "severities": _counts(findings.loc[faults, "severity"], SEVERITIES),
                "index": _index(rolled.loc[name]) if name in rolled.index else {},
            }
        )
    return out


def _rules(findings: pd.DataFrame, scored: pd.DataFrame) -> list[dict[str, Any]]:
    real = scored[~scored["rule"].str.startswith("(")]
    sums = real.groupby(["rule", "criterion"])[["assessed", "failed"]].sum()
    counts = findings.groupby("rule")["severity"].value_counts()
    out = []
    for row in sums.reset_index().to_dict("records"):
        rule, criterion = row["rule"], row["criterion"]
        index = round(100 * (1 - row["failed"] / row["assessed"]), 2) if row["assessed"] else None
        severities = {name: int(counts.get((rule, name), 0)) for name in SEVERITIES}
        out.append(
            {
                "rule": rule,
                "criterion": criterion,
                "findings": sum(severities.values()),
                "severities": {name: n for name, n in severities.items() if n},
                "assessed": int(row["assessed"]),
                "index": index,
                "band": band(index),
            }
        )
    return out


def _fields(
    findings: pd.DataFrame, datasets: Mapping[str, Dataset], scored: pd.DataFrame
) -> list[dict[str, Any]]:
    rolled = roll_up(scored, ["dataset", "field"])
    counts = findings.fillna({"field": WHOLE}).groupby(["dataset", "field"]).size()
    out = []
    for dataset, field in rolled.index:
        spec = datasets[dataset].fields.get(field) if dataset in datasets else None
        out.append(
            {
                "dataset": dataset,
                "field": field or None,
                "label": spec.label if spec else FIELDS.get(field, field or "Cả bản ghi"),
                "findings": int(counts.get((dataset, field), 0)),
                "index": _index(rolled.loc[(dataset, field)]),
            }
        )
    return out


def _communes(
    records: pd.DataFrame, findings: pd.DataFrame, judged: pd.DataFrame
) -> list[dict[str, Any]]:
    units = records[_UNIT].fillna(WHOLE)
    rolled = roll_up(scores(records, findings, judged, _UNIT), _UNIT)
    outcomes = records["outcome"].groupby([units[c] for c in _UNIT]).value_counts()
    severities = findings.fillna(dict.fromkeys(_UNIT, WHOLE)).groupby([*_UNIT, "severity"]).size()
    out = []
    sizes = units.groupby(_UNIT).size().reset_index()
    for province, commune, size in sizes.itertuples(index=False, name=None):
        unit = (province, commune)
        out.append(
            {
                "province": province or None,
                "commune": commune or None,
                "records": int(size),
                "outcomes": _pick(outcomes, unit, OUTCOMES),
                "severities": _pick(severities, unit, SEVERITIES),
                "index": _index(rolled.loc[unit]) if unit in rolled.index else {},
            }
        )
    return out


def _pick(counts: pd.Series, unit: Any, order: Mapping[str, str]) -> dict[str, int]:
    found = {name: int(counts.get((*unit, name), 0)) for name in order}
    return {name: count for name, count in found.items() if count}
