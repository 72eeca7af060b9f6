"""A cleaned column: answers about distinct values spread over the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct, take
from dancu_clean.findings import concat, partial
from dancu_clean.normalisers.base import answers
from dancu_clean.normalisers.plain import plain_rows
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean


@dataclass
class Column:
    """Values of one field after cleaning; `notes` is None where no cell had one.

    `repairs` has `row` and `steps`; `problems` are partial findings; `precision` is for dates.
    """

    values: pd.Series
    notes: pd.Series | None
    repairs: pd.DataFrame
    problems: pd.DataFrame
    precision: pd.Series | None = None


def spread(raw: pd.Series, codes: np.ndarray, found: Sequence[Clean], field: str) -> Column:
    """Give each row the answer to its distinct value; `codes` −1 = no value."""
    notes = [answer.note for answer in found]
    return Column(
        values=take([answer.value for answer in found], codes, raw.index),
        notes=take(notes, codes, raw.index) if any(notes) else None,
        repairs=_repairs(codes, found),
        problems=_problems(raw, codes, found, field),
    )


def _repairs(codes: np.ndarray, found: Sequence[Clean]) -> pd.DataFrame:
    steps = np.array(["+".join(dict.fromkeys(a.steps)) for a in found] + [""], dtype=object)
    rows = np.flatnonzero((steps != "")[codes])
    return pd.DataFrame({"row": rows, "steps": pd.Series(steps[codes[rows]], dtype="str")})


@cache
def _no_problems() -> pd.DataFrame:
    return concat([])


def _problems(
    raw: pd.Series, codes: np.ndarray, found: Sequence[Clean], field: str
) -> pd.DataFrame:
    kinds: dict[str, list[int]] = {}
    for number, answer in enumerate(found):
        if answer.problem:
            kinds.setdefault(answer.problem, []).append(number)
    if not kinds:
        return _no_problems()
    parts = []
    for problem, numbers in kinds.items():
        hit = np.zeros(len(found) + 1, dtype=bool)
        hit[numbers] = True
        rows = np.flatnonzero(hit[codes])
        proposed = np.array([answer.proposed for answer in found], dtype=object)[codes[rows]]
        parts.append(
            partial(rows, problem, field, value=raw.to_numpy()[rows], proposed_value=proposed)
        )
    return concat(parts)


def clean_column(raw: pd.Series, spec: FieldSpec) -> Column:
    """Clean a column whose values speak for themselves."""
    plain = plain_rows(raw, spec.normaliser)
    codes, values = distinct(raw.where(~plain))
    column = spread(raw, codes, answers(values, spec), spec.name)
    column.values = column.values.where(~plain, raw)
    return column


def combine(codes: np.ndarray, context: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return codes of distinct pairs, and each pair's value code and context.

    `context` is a small non-negative integer per row; rows without value stay −1.
    """
    width = int(context.max(initial=0)) + 1
    joined = np.where(codes < 0, -1, codes * width + context)
    pairs, inverse = np.unique(joined, return_inverse=True)
    if len(pairs) and pairs[0] < 0:
        inverse, pairs = inverse - 1, pairs[1:]
    return inverse.astype(np.int64), pairs // width, pairs % width
