"""Partial findings → rows of the findings table: provenance, wording, a stable number."""

from __future__ import annotations

import string
from typing import Literal

import numpy as np
import pandas as pd

from dancu_clean.comparing.adjust import criterion, severity
from dancu_clean.comparing.keys import finding_ids
from dancu_clean.comparing.pairs import column
from dancu_clean.findings import FINDING_COLUMNS
from dancu_clean.model import Matches, Records, Verdict
from dancu_clean.registry import RULES

Lang = Literal["vi", "en"]
_PROVENANCE = (
    "dataset", "source_file", "source_sheet", "source_row", "record_key", "province", "commune",
)  # fmt: skip
# Whole numbers stand in their own columns; a sentence repeats only their end.
_NUMBER_TYPES = (
    "personal_id", "old_id", "social_insurance_no", "health_card_no", "tax_no", "bank_account",
    "phone",
)  # fmt: skip
_NOTHING = {"vi": "(trống)", "en": "(blank)"}
_WHOLE_LIST = {"vi": "Danh sách", "en": "The list"}
_SEVERITIES = ("error", "warning", "info")


def complete(
    records: Records,
    verdict: Verdict,
    matches: Matches | None,
    reference: Records | None,
    lang: Lang = "vi",
) -> pd.DataFrame:
    """Return the findings of one table with `findings.FINDING_COLUMNS`, sorted by row.

    A finding about the whole list has neither row nor key; one about a person of the reference
    who is missing from the list has the person. Without a reference both may be None.
    """
    parts = verdict.findings.reset_index(drop=True)
    rows = parts["row"].to_numpy(dtype=np.int64)
    out = _provenance(records, rows)
    out["person_id"] = parts["person_id"].fillna(_person_ids(rows, verdict, matches, reference))
    out["criterion"] = criterion(parts["rule"])
    out["severity"] = severity(parts)
    for name in ("rule", "field", "reference_value", "proposed_value"):
        out[name] = parts[name]
    out["value"] = parts["value"].fillna(_cells(records.frame, parts))
    out["value_raw"] = _cells(records.raw, parts)
    out["message"] = messages(parts.assign(value=out["value"]), records, lang)
    if reference is not None:
        out = _place_of_missing(out, rows, reference)
    out = _sorted(out)
    out["finding_id"] = finding_ids(out)
    return out[list(FINDING_COLUMNS)]


def _provenance(records: Records, rows: np.ndarray) -> pd.DataFrame:
    out = pd.DataFrame(index=range(len(rows)))
    for name in _PROVENANCE:
        out[name] = _of_rows(column(records.frame, name), rows)
    out["dataset"] = records.dataset.name
    out["source_file"] = out["source_file"].fillna(records.reading.file)
    out["source_sheet"] = out["source_sheet"].fillna(records.reading.sheet)
    out["source_row"] = pd.to_numeric(out["source_row"]).astype("Int64")
    return out


def _of_rows(values: pd.Series, rows: np.ndarray) -> pd.Series:
    if not len(values):
        return pd.Series(np.nan, index=range(len(rows)), dtype="str")
    taken = values.take(np.maximum(rows, 0)).reset_index(drop=True)
    return taken.mask(pd.Series(rows < 0))


def _cells(frame: pd.DataFrame, parts: pd.DataFrame) -> pd.Series:
    """Return the cell each finding speaks of, missing for a list or for no column."""
    out = np.full(len(parts), None, dtype=object)
    rows = parts["row"].to_numpy(dtype=np.int64)
    for field, where in parts.groupby("field").indices.items():
        if field in frame.columns:
            here = where[rows[where] >= 0]
            out[here] = frame[field].to_numpy(dtype=object)[rows[here]]
    return pd.Series(out, dtype="str")


def _person_ids(
    rows: np.ndarray, verdict: Verdict, matches: Matches | None, reference: Records | None
) -> pd.Series:
    if reference is None or matches is None:
        return pd.Series(np.nan, index=range(len(rows)), dtype="str")
    people = verdict.person
    if people is None:
        people = matches.best["person"].to_numpy(dtype=np.int64)
    return _of_rows(column(reference.frame, "personal_id"), _people_of(rows, people))


def _people_of(rows: np.ndarray, people: np.ndarray) -> np.ndarray:
    if not len(people):
        return np.full(len(rows), -1)
    return np.where(rows >= 0, people[np.maximum(rows, 0)], -1)


def _place_of_missing(out: pd.DataFrame, rows: np.ndarray, reference: Records) -> pd.DataFrame:
    """Give persons missing from the list the province and commune of the reference."""
    absent = pd.Series(rows < 0, index=out.index) & out["person_id"].notna()
    if not absent.any():
        return out
    known = reference.frame.drop_duplicates("personal_id").set_index("personal_id")
    for name in ("province", "commune"):
        if name in known.columns:
            out.loc[absent, name] = out.loc[absent, "person_id"].map(known[name])
    return out


def _sorted(out: pd.DataFrame) -> pd.DataFrame:
    order = out["severity"].map({name: rank for rank, name in enumerate(_SEVERITIES)})
    keys = out.assign(_severity=order)[
        ["source_file", "source_sheet", "source_row", "_severity", "rule", "field", "person_id"]
    ]
    keys = keys.sort_values(list(keys.columns), kind="stable", na_position="last")
    return out.loc[keys.index].reset_index(drop=True)


def _label(records: Records, field: object, lang: Lang) -> str:
    if not isinstance(field, str):
        return _WHOLE_LIST[lang]
    spec = records.dataset.fields.get(field)
    if lang == "en" or spec is None:
        return field.replace("_", " ").capitalize() if lang == "en" else field
    return spec.label


def _shown(values: pd.Series, short: pd.Series, lang: Lang) -> pd.Series:
    ends = ("…" + values.str[-4:]).where(short & (values.str.len() > 6), values)
    days = ends.str.replace(r"^(\d{4})-(0\d|1[0-2])-(\d\d)$", r"\3/\2/\1", regex=True)
    return days.str.replace(r"^(\d{4})-(\d\d)$", r"\2/\1", regex=True).fillna(_NOTHING[lang])


def _short(parts: pd.DataFrame, records: Records) -> pd.Series:
    kinds = {name: spec.type in _NUMBER_TYPES for name, spec in records.dataset.fields.items()}
    return parts["field"].map(kinds).fillna(parts["field"].eq("personal_id")).astype(bool)


def messages(parts: pd.DataFrame, records: Records, lang: Lang) -> pd.Series:
    """Return one sentence per finding from the catalogue's titles."""
    short = _short(parts, records)
    labels = {field: _label(records, field, lang) for field in parts["field"].dropna().unique()}
    words = {
        "label": parts["field"].map(labels).astype("str").fillna(_WHOLE_LIST[lang]),
        "value": _shown(parts["value"], short, lang),
        "reference": _shown(parts["reference_value"], short, lang),
        "proposed": _shown(parts["proposed_value"], short, lang),
        "other": parts["other"].fillna(_NOTHING[lang]),
    }
    out = np.full(len(parts), "", dtype=object)
    for rule, where in parts.groupby("rule").indices.items():
        entry = RULES.get(str(rule))
        title = str(rule) if entry is None else entry.title if lang == "vi" else entry.title_en
        out[where] = _filled(title, words, np.asarray(where))
    return pd.Series(out, index=parts.index, dtype="str")


def _filled(title: str, words: dict[str, pd.Series], where: np.ndarray) -> np.ndarray:
    text = np.full(len(where), "", dtype=object)
    for literal, name, _, _ in string.Formatter().parse(title):
        text = text + literal
        if name is not None:
            text = text + words[name].to_numpy(dtype=object)[where]
    return text
