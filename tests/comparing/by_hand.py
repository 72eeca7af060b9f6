"""Small invented tables in the shape the steps hand to each other."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd

from dancu_clean.findings import PARTIAL_COLUMNS, concat, partial
from dancu_clean.model import Matches, Reading, Records
from dancu_clean.spec import Condition, Dataset, FieldSpec, Required, RuleUse

_COMPARE = {
    "full_name": "strict", "birth_date": "strict", "sex": "strict", "personal_id": "strict",
    "ethnic_group": "soft", "marital_status": "soft", "native_place": "soft",
    "permanent_address": "soft", "current_address": "soft", "father_name": "soft",
    "mother_name": "soft", "spouse_name": "soft", "head_name": "soft", "religion": "soft",
}  # fmt: skip
_TYPES = {
    "full_name": "person_name", "father_name": "person_name", "mother_name": "person_name",
    "spouse_name": "person_name", "head_name": "person_name", "birth_date": "date",
    "death_date": "date", "registration_date": "date", "spouse_birth_date": "date",
    "personal_id": "personal_id", "spouse_id": "personal_id", "father_id": "personal_id",
    "old_id": "old_id", "native_place": "address", "permanent_address": "address",
    "current_address": "address", "health_card_no": "health_card_no", "sex": "sex",
}  # fmt: skip
_FIELDS = (*_COMPARE, *_TYPES, "benefit_status", "life_status", "benefit_type", "classification")


def _field(name: str) -> FieldSpec:
    return FieldSpec(
        name,
        f"[{name}]",
        _TYPES.get(name, "text"),
        compare=_COMPARE.get(name, "none"),  # type: ignore[arg-type]
        required=Required() if name == "personal_id" else None,
    )


def dataset(name: str) -> Dataset:
    """Make a dataset of the kind the name says: plain, money, card, death, birth, marriage."""
    kinds = {"social_assistance": "money", "merit_persons": "money", "health_insurance": "card"}
    asserts = {"death_registration": "death", "birth_registration": "birth"}
    asserts["marriage_registration"] = "marriage"
    not_living = (
        Condition("benefit_status", ("stopped", "stopped_death")),
        Condition("benefit_type", ("Liệt sĩ",)),
    )
    rules = () if name == "marriage_registration" else (RuleUse("duplicate.person"),)
    return Dataset(
        name, f"«{name}»", name, "test", "invented",
        {field: _field(field) for field in _FIELDS},
        asserts=asserts.get(name, "none"),  # type: ignore[arg-type]
        entitlement=kinds.get(name, "none"),  # type: ignore[arg-type]
        not_living=not_living, rules=rules,
    )  # fmt: skip


def reading(name: str) -> Reading:
    """Say that the table came from a file of the dataset's name."""
    return Reading(
        f"{name}.xlsx", Path(f"{name}.xlsx"), "Sheet1", "xlsx", None, name, 1.0, 1, (), {}, 0
    )


def records(name: str, frame: pd.DataFrame, *, with_rules: tuple[RuleUse, ...] = ()) -> Records:
    """Make records of a frame of text; a column `repairs` holds `field:step+step`."""
    frame = frame.reset_index(drop=True).astype("str")
    repairs = [
        (row, *entry.split(":"))
        for row, text in enumerate(frame.get("repairs", pd.Series(dtype=str)))
        if isinstance(text, str)
        for entry in text.split(";")
    ]
    full = frame.drop(columns="repairs", errors="ignore").assign(
        dataset=name, source_file=f"{name}.xlsx", source_sheet="Sheet1",
        source_row=np.arange(2, len(frame) + 2),
        record_key=[f"{name}-{row}" for row in range(len(frame))],
    )  # fmt: skip
    spec = dataset(name)
    if with_rules:
        spec = dataclasses.replace(spec, rules=(*spec.rules, *with_rules))
    return Records(
        spec, reading(name), full, frame,
        pd.DataFrame(repairs, columns=["row", "field", "steps"]), concat([]),
    )  # fmt: skip


def matches(best: pd.DataFrame) -> Matches:
    """Make links; every column but `person` has a sensible default."""
    size = len(best)
    person = pd.to_numeric(best["person"]).fillna(-1).astype(np.int64)
    out = pd.DataFrame({"person": person})
    score = pd.Series(np.where(person >= 0, 0.999, 0.0))
    out["score"] = best["score"].astype(float).fillna(score) if "score" in best else score
    out["second"] = np.full(size, -1)
    out["second_score"] = 0.0
    flagged = best["ambiguous"].notna() if "ambiguous" in best else pd.Series(False, range(size))
    out["ambiguous"] = flagged.to_numpy()
    out["linked"] = (out["score"] >= 0.99) & ~out["ambiguous"]
    out["needs_review"] = (person >= 0) & ~out["linked"]
    owner = (
        pd.to_numeric(best["id_owner"]).fillna(-1)
        if "id_owner" in best
        else pd.Series(-1, range(size))
    )
    out["id_owner"] = owner.astype(np.int64).to_numpy()
    return Matches(out, pd.DataFrame())


def validated(texts: pd.Series) -> pd.DataFrame:
    """Make findings of `rule@field` texts, several joined by `;`."""
    parts = [
        partial(np.array([row]), *entry.split("@"))
        for row, text in enumerate(texts)
        if isinstance(text, str)
        for entry in text.split(";")
    ]
    return concat(parts)[list(PARTIAL_COLUMNS)]
