"""The column of sex: words, codes learnt from the numbers beside them, marks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct
from dancu_clean.findings import concat, partial
from dancu_clean.ids.digits import drop_decimal_zero
from dancu_clean.normalisers.base import normaliser_of
from dancu_clean.normalisers.column import Column, spread
from dancu_clean.normalisers.lists import MARKS
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean, tidy

_LEAST_ROWS = 3
_CLEAR = 0.8
_CODES = ("0", "1", "2")


def clean_sex(raw: pd.Series, spec: FieldSpec, known: pd.Series | None) -> Column:
    """Clean a column of sex; `known` is the sex that each row's number tells (or missing)."""
    codes, values = distinct(raw)
    plain = [_plain(value) for value in values]
    if values and all(text.casefold() in MARKS for text in plain):
        return _marks(raw, codes, values, spec)
    coding, assumed = learn_coding(plain, codes, known)
    func = normaliser_of(spec)
    answers = [
        Clean(coding[text], ("coding",)) if text in coding else func(value, spec)
        for value, text in zip(values, plain, strict=True)
    ]
    column = spread(raw, codes, answers, spec.name)
    if assumed:
        warning = partial(np.array([-1]), "sex.coding_assumed", spec.name)
        column.problems = concat([column.problems, warning])
    return column


def _plain(value: str) -> str:
    text = tidy(value)[0].lstrip("'")
    return text[:-2] if text.endswith((".0", ",0")) else drop_decimal_zero(text)


def _marks(raw: pd.Series, codes: np.ndarray, values: list[str], spec: FieldSpec) -> Column:
    """Read a column "Nữ (đánh dấu x)": a mark is Nữ, a blank is Nam (form D03-TS)."""
    answers = [Clean("Nữ", ("mark",))] * len(values) + [Clean("Nam", ("mark",))]
    return spread(raw, np.where(codes < 0, len(values), codes), answers, spec.name)


def learn_coding(
    plain: list[str], codes: np.ndarray, known: pd.Series | None
) -> tuple[dict[str, str | None], bool]:
    """Return what 0, 1, 2 mean in this column, and whether nothing but custom says so.

    Rows whose personal number tells the sex vote; without enough of them 1 is Nam, 2 is Nữ and
    0 is Nữ unless 2 is used (then "no information", QCVN 109).
    """
    present = [text for text in dict.fromkeys(plain) if text in _CODES]
    if not present:
        return {}, False
    learnt = {text: _vote(text, plain, codes, known) for text in present}
    told = {text: sex for text, sex in learnt.items() if sex}
    if told and len(present) == 2:
        other = {"Nam": "Nữ", "Nữ": "Nam"}
        first, second = present
        told.setdefault(first, other[told[second]] if second in told else "")
        told.setdefault(second, other[told[first]])
    custom: dict[str, str | None] = {"1": "Nam", "2": "Nữ", "0": None if "2" in present else "Nữ"}
    coding = {text: told.get(text) or custom[text] for text in present}
    return coding, not told and "0" in present and "2" not in present


def _vote(text: str, plain: list[str], codes: np.ndarray, known: pd.Series | None) -> str | None:
    if known is None:
        return None
    hit = np.array([value == text for value in plain] + [False])[codes]
    votes = known[hit].dropna()
    share = float((votes == "Nam").mean()) if len(votes) >= _LEAST_ROWS else 0.5
    return "Nam" if share >= _CLEAR else "Nữ" if share <= 1 - _CLEAR else None
