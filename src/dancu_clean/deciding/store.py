"""`decisions.parquet`: what was decided, by whom and why; rows are only ever added.

A decision holds for a finding (or, in `Đối sánh`, for a record) as long as what stood there
stands there: `stood` and `reference` are the two values people looked at. The last row of a key
counts. No run, no clock, no path of a machine is in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from dancu_clean.deciding.entries import Entry
from dancu_clean.errors import OutputError, UsageError
from dancu_clean.lang import t
from dancu_clean.report.tables import read_table, write_table

FILE = "decisions.parquet"
COLUMNS = (
    "finding_id",
    "record_key",
    "dataset",
    "field",
    "rule",
    "decision",
    "target",
    "value",
    "stood",
    "reference",
    "ground",
    "who",
    "when",
    "note",
)
KEY = ["finding_id", "record_key"]


def read_decisions(path: Path) -> pd.DataFrame:
    """Return all decisions in the order they were made; none where there is no file yet."""
    if not path.exists():
        return pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS})
    try:
        return read_table(path)[list(COLUMNS)].astype("str")
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(
            t("Đây không phải tệp quyết định.", "This is no file of decisions."),
            where=str(path),
            hint=t(
                "Tệp do dancu-clean apply --write ghi ra; lấy lại bản sao nếu đã hỏng.",
                "It is written by dancu-clean apply --write; take a copy if it is damaged.",
            ),
        ) from error


def in_force(decisions: pd.DataFrame) -> pd.DataFrame:
    """Return the last decision of every finding and of every record."""
    return decisions.drop_duplicates(KEY, keep="last").reset_index(drop=True)


def by_key(decisions: pd.DataFrame) -> dict[tuple[bool, str], dict[str, Any]]:
    """Return decisions under their key and its kind (is it a finding?); missing is None."""
    plain = decisions.astype(object).where(decisions.notna(), None)
    out = {}
    for row in plain.to_dict("records"):
        told = {str(name): value for name, value in row.items()}
        of_finding = told["finding_id"] is not None
        out[of_finding, str(told["finding_id" if of_finding else "record_key"])] = told
    return out


def as_rows(entries: Iterable[Entry]) -> pd.DataFrame:
    """Return entries as rows of the file."""
    rows = []
    for entry in entries:
        subject, answer = entry.subject, entry.answer
        if subject is None:
            continue
        rows.append(
            {
                "finding_id": subject.finding_id,
                "record_key": subject.record_key,
                "dataset": subject.dataset,
                "field": subject.field,
                "rule": subject.rule,
                "decision": entry.choice,
                "target": entry.target,
                "value": entry.value,
                "stood": subject.value,
                "reference": subject.reference_value,
                "ground": answer.ground,
                "who": answer.who,
                "when": entry.day,
                "note": answer.note,
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype("str")


def append(path: Path, entries: Iterable[Entry]) -> int:
    """Add the entries behind what is there; return their number. The file is replaced whole."""
    new = as_rows(entries)
    if not len(new):
        return 0
    rows = pd.concat([read_decisions(path), new], ignore_index=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_table(rows, beside)
        beside.chmod(0o600)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(
            t("Không ghi được tệp quyết định.", "The decisions cannot be written."),
            where=str(path),
            hint=t(
                "Kiểm tra quyền ghi hoặc dùng --decisions.",
                "See to the rights, or use --decisions.",
            ),
        ) from error
    return len(new)
