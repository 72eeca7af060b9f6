"""From the keys in a workbook to the findings and records of the run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dancu_clean.deciding.entries import Subject
from dancu_clean.deciding.folder import Run
from dancu_clean.deciding.returned import Answer
from dancu_clean.text.fold import squash

_PLACE = ["dataset", "source_file", "source_sheet", "source_row"]
_CUT = 120


Key = tuple[bool, str]


def subjects(run: Run, keys: Iterable[Key]) -> dict[Key, Subject]:
    """Return what keys stand for; a key is told with its kind (is it a finding?)."""
    asked = set(keys)
    findings = run.findings[run.findings["finding_id"].isin([k for kind, k in asked if kind])]
    records = run.records[run.records["record_key"].isin([k for kind, k in asked if not kind])]
    names = run.records.drop_duplicates("record_key").set_index("record_key")["full_name"]
    findings = findings.assign(full_name=findings["record_key"].map(names))
    # The question of a doubtful record is who it is: its field is the number.
    records = records.assign(
        finding_id=None, field="personal_id", rule=None, value_raw=None,
        value=records.get("personal_id"),
        reference_value=None, proposed_value=records["person_id"], message=None,
    )  # fmt: skip
    found = {}
    for kind, table, name in ((True, findings, "finding_id"), (False, records, "record_key")):
        for row in table.to_dict("records"):
            found[kind, str(row[name])] = _subject(str(row[name]), row)
    return found


def _subject(key: str, row: dict[Any, Any]) -> Subject:
    told: dict[str, Any] = {name: _text(row.get(name)) for name in Subject.__annotations__}
    at = row.get("source_row")
    return Subject(**told | {"key": key, "source_row": None if pd.isna(at) else int(at)})


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def belongs(answer: Answer, subject: Subject, run: Run) -> bool:
    """Tell whether the row around a key is the row the key was written for.

    File, sheet, row, field and message decide where the sheet still has them; the name only
    where it has no row number, as people correct names in place.
    """
    label = run.labels.field(subject.dataset, subject.field) if subject.field else None
    own = {
        "Tệp": subject.source_file,
        "Trang tính": subject.source_sheet,
        "Dòng": None if subject.source_row is None else str(subject.source_row),
        "Trường": label if answer.of_finding else None,
        "Nội dung, nguyên nhân": subject.message,
    }
    if "Dòng" not in answer.shown:
        own["Họ và tên"] = subject.full_name
    return all(
        said is None or name not in answer.shown or _same(answer.shown[name], said)
        for name, said in own.items()
    )


def _same(shown: str, own: str) -> bool:
    return squash(shown)[:_CUT] == squash(own)[:_CUT]
