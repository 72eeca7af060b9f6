"""Rows that name a repair: what was done to one value, or to a whole column of them.

Every repair is counted in `Cách đọc tệp`. A row of its own, a mere remark, is for repairs that
touch what a value says; putting spaces, case or a date's form right is not told cell by cell.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.findings import concat, partial
from dancu_clean.lang import t
from dancu_clean.model import Records
from dancu_clean.rules.whole import told_rows
from dancu_clean.text.clean import STEP_LABELS

# Writing only: the value says what it said before.
_QUIET = frozenset({
    "nfc", "invisible", "full_width", "spaces", "lookalike_d", "apostrophe", "punctuation",
    "tone_place", "case", "separators", "label", "decimal_zero", "placeholder", "code_name", "mark",
    "written_date", "time",
})  # fmt: skip
# Told of the whole column by a finding of their own.
_TOLD_OF_COLUMN = frozenset({"month_first", "serial_1904", "coding"})
# More rows than this are told once, with their number and the first of them.
_MOST_ROWS = 100


def repair_notes(records: Records) -> pd.DataFrame:
    """Return partial findings that name the repairs of one table.

    A cell about which its reading has made a finding already needs no second one.
    """
    repairs = records.repairs
    steps = map_distinct(repairs["steps"], _speaking)
    keep = steps.notna() & ~_known(repairs, records.problems)
    repairs = repairs[keep].assign(steps=steps[keep])
    parts = []
    for (field, named), rows in repairs.groupby(["field", "steps"])["row"]:
        words = ", ".join(_label(step) for step in str(named).split("+"))
        if len(rows) <= _MOST_ROWS:
            parts.append(partial(rows.to_numpy(), "repair.made", str(field), other=words))
            continue
        shown = told_rows(np.sort(rows.to_numpy()), records.frame["source_row"])
        whole = partial(np.array([-1]), "repair.column", str(field), other=f"{words}; {shown}")
        parts.append(whole)
    return concat(parts)


def _speaking(steps: str) -> str | None:
    """Return those of the steps that are told, None for none."""
    named = dict.fromkeys(steps.split("+"))
    return "+".join(step for step in named if step not in _QUIET | _TOLD_OF_COLUMN) or None


def _label(step: str) -> str:
    return t(STEP_LABELS.get(step, step), step.replace("_", " "))


def _known(repairs: pd.DataFrame, problems: pd.DataFrame) -> pd.Series:
    """Tell the repaired cells about which the reading made a finding already."""
    if not len(problems) or not len(repairs):
        return pd.Series(False, index=repairs.index)
    known = pd.MultiIndex.from_frame(problems[["row", "field"]].dropna())
    cells = pd.MultiIndex.from_frame(repairs[["row", "field"]])
    return pd.Series(cells.isin(known), index=repairs.index)
