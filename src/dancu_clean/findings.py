"""The findings table: its columns, and how a step makes rows for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

# What a step hands over: `row` is the position in the step's records, −1 for the whole list.
PARTIAL_COLUMNS = (
    "row",
    "rule",
    "field",
    "severity",
    "value",
    "reference_value",
    "proposed_value",
    "other",
    "person_id",
)

FINDING_COLUMNS = (
    "finding_id",
    "dataset",
    "source_file",
    "source_sheet",
    "source_row",
    "record_key",
    "person_id",
    "criterion",
    "rule",
    "severity",
    "field",
    "value_raw",
    "value",
    "reference_value",
    "proposed_value",
    "message",
    "province",
    "commune",
)


@dataclass(frozen=True)
class Hits:
    """A rule's answer when it can say more than yes or no; every series has the rows' index.

    Rows of `mild` are warnings though the rule is an error: the first of two rows that
    cannot both be right, or a fault that depends on what the list does not tell.
    """

    mask: pd.Series
    proposed: pd.Series | None = None
    other: pd.Series | None = None
    mild: pd.Series | None = None


@dataclass(frozen=True)
class Whole:
    """A rule's answer about the whole list: one finding without a row.

    `told` fills `{other}` of the rule's sentence; `rows` are the positions that it explains,
    so that faults which follow from it need not be told row by row.
    """

    found: bool
    told: str | None = None
    rows: np.ndarray | None = None


def partial(
    rows: np.ndarray,
    rule: str,
    field: str | None,
    *,
    severity: str | None = None,
    **columns: object,
) -> pd.DataFrame:
    """Make partial findings of one rule for the given row positions.

    `columns` may give `value`, `reference_value`, `proposed_value`, `other`, `person_id` as
    scalars or arrays of the length of `rows`. A missing `severity` means the catalogue's.
    """
    size = len(rows)
    given: dict[str, object] = {"rule": rule, "field": field, "severity": severity, **columns}
    if len(given) > 3 and (unknown := given.keys() - set(PARTIAL_COLUMNS)):
        raise TypeError(f"unknown finding columns: {sorted(unknown)}")
    table: dict[str, object] = {"row": np.asarray(rows, dtype=np.int64)}
    # Whole columns at once: adding them one by one costs more than all rules together.
    table |= {name: _text(given.get(name), size) for name in PARTIAL_COLUMNS[1:]}
    return pd.DataFrame(table, copy=False)


def _text(value: object, size: int) -> pd.api.extensions.ExtensionArray:
    """Return a text column of a scalar or of values by position; None is missing."""
    if isinstance(value, pd.Series):
        value = value.to_numpy(dtype=object)
    if not isinstance(value, np.ndarray):
        value = np.full(size, value, dtype=object)
    return pd.array(value, dtype="str")


def concat(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Join partial findings; an empty list gives an empty table with the right columns."""
    full = [part for part in parts if len(part)]
    if not full:
        return partial(np.empty(0, dtype=np.int64), "", None)
    return pd.concat(full, ignore_index=True)
