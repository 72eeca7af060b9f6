"""The index of the four words: rule → criterion → field → dataset.

A rule's score is passing / assessed × 100; a criterion of a field is the mean of its rules, a
field the mean of its criteria, a dataset the mean of its fields, weighted by what was assessed
(Công văn 4856/BCA-TTDLQG, as restated in public).

Assessed are all records for a rule of completeness, else the records that hold a value in the
field. Remarks (severity `info`) do not fail a record.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dancu_clean.spec import Dataset, FieldSpec

_COMBO = ["dataset", "field", "rule"]
WHOLE = ""


def applied(
    records: pd.DataFrame,
    findings: pd.DataFrame,
    datasets: Mapping[str, Dataset],
    criteria: Mapping[str, str],
) -> pd.DataFrame:
    """List what was judged: `dataset, field, rule, criterion`, each once.

    Rules come from the schemas and from the findings. A field that is required or compared but
    has no rule of that criterion gets a stand-in, so that a faultless field counts as 100.
    """
    seen = findings[[*_COMBO, "criterion"]].fillna({"field": WHOLE}).drop_duplicates()
    rows = list(seen.itertuples(index=False, name=None))
    for name in sorted(set(records["dataset"].dropna())):
        if name in datasets:
            rows += _declared(name, datasets[name], criteria)
    frame = pd.DataFrame(rows, columns=[*_COMBO, "criterion"])
    frame = frame.drop_duplicates(_COMBO, ignore_index=True)
    stand_in = frame["rule"].str.startswith("(")
    real = frame.loc[~stand_in].set_index(["dataset", "field", "criterion"]).index
    covered = pd.MultiIndex.from_frame(frame[["dataset", "field", "criterion"]]).isin(real)
    return frame[~(stand_in & covered)].reset_index(drop=True)


def _declared(
    name: str, dataset: Dataset, criteria: Mapping[str, str]
) -> list[tuple[str, str, str, str]]:
    rows = [
        (name, spec.name, rule, criteria[rule])
        for spec in dataset.fields.values()
        for rule in spec.rules
        if rule in criteria
    ]
    for use in dataset.rules:
        if use.code in criteria:
            rows.append((name, next(iter(use.bind.values()), WHOLE), use.code, criteria[use.code]))
    for spec in dataset.fields.values():
        rows += [(name, spec.name, f"({kind})", kind) for kind in _stand_ins(spec)]
    return rows


def _stand_ins(spec: FieldSpec) -> list[str]:
    kinds = ["du"] if spec.required else []
    return kinds + (["dung"] if spec.compare != "none" else [])


def scores(
    records: pd.DataFrame, findings: pd.DataFrame, judged: pd.DataFrame, by: list[str]
) -> pd.DataFrame:
    """Score every judged rule in every group: its `assessed`, `failed` and `index`.

    `by` names columns of both tables (`[]` = all in one group). A list-level finding (no source
    row) counts as one more assessed object that failed.
    """
    group = [column for column in by if column != "dataset"]
    faults = findings[findings["severity"] != "info"].fillna(
        {"field": WHOLE, **dict.fromkeys(group, WHOLE)}
    )
    keys = [*group, *_COMBO]
    rowless = faults["source_row"].isna()
    place = ["source_file", "source_sheet", "source_row"]
    failed = faults[~rowless].drop_duplicates([*keys, *place]).groupby(keys).size()
    absent = faults[rowless].groupby(keys).size()
    table = _assessed(records, judged, group).set_index(keys)
    missing = absent.reindex(table.index).fillna(0)
    table["assessed"] = table["assessed"] + missing
    table["failed"] = failed.reindex(table.index).fillna(0) + missing
    table["failed"] = np.minimum(table["failed"], table["assessed"])
    table["index"] = 100 * (1 - table["failed"] / table["assessed"].where(table["assessed"] > 0))
    return table.reset_index()


def _assessed(records: pd.DataFrame, judged: pd.DataFrame, group: list[str]) -> pd.DataFrame:
    """Count, per group and judged rule, the records that the rule could judge."""
    keys = [*group, "dataset"]
    known = records[list(dict.fromkeys(keys))].fillna(WHOLE)
    sizes = known.groupby(keys).size().rename("size").reset_index()
    table = sizes.merge(judged, on="dataset")
    fields = sorted(set(judged["field"]) & set(records.columns) - set(keys))
    if fields:
        filled = records[fields].notna().groupby([known[key] for key in keys]).sum()
        counts = filled.reset_index().melt(keys, var_name="field", value_name="filled")
        table = table.merge(counts, on=[*keys, "field"], how="left")
    else:
        table["filled"] = np.nan
    whole = table["criterion"].eq("du") | table["filled"].isna()
    table["assessed"] = table["size"].where(whole, table["filled"]).astype(float)
    return table.drop(columns=["size", "filled"])


def roll_up(scored: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return, per `by` group, one column per criterion and `total`, all 0…100 or missing.

    Means are weighted by the objects assessed, so that two old cards in a list of thousands do
    not sink it; only the criteria of one field weigh the same.
    """
    scored = scored.assign(_all=WHOLE, _failed=scored["failed"], _assessed=scored["assessed"])
    by = by or ["_all"]
    field = list(dict.fromkeys([*by, "dataset", "field"]))
    cells = _share(scored, [*field, "criterion"])
    fields = cells.groupby(field).agg(index=("index", "mean"), weight=("_assessed", "max"))
    weighted = (fields["index"] * fields["weight"]).groupby(by).sum()
    total = (weighted / fields["weight"].groupby(by).sum()).rename("total")
    pivot = _share(scored, [*by, "criterion"])["index"].unstack("criterion")
    return pivot.join(total) if len(pivot) else pd.DataFrame({"total": total})


def _share(scored: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the passing share of what was assessed, per key; nothing assessed, no row."""
    sums = scored.groupby(keys)[["_failed", "_assessed"]].sum()
    sums = sums[sums["_assessed"] > 0]
    return sums.assign(index=100 * (1 - sums["_failed"] / sums["_assessed"]))
