"""The column of sex: words, codes learnt from the numbers beside them, marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct
from dancu_clean.findings import concat, partial
from dancu_clean.ids.digits import drop_decimal_zero
from dancu_clean.lang import t
from dancu_clean.normalisers.base import normaliser_of
from dancu_clean.normalisers.column import Column, spread
from dancu_clean.normalisers.lists import MARKS
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean, tidy

_LEAST_ROWS = 3
_CLEAR = 0.8
_CODES = {"0": "0", "1": "1", "2": "2", "01": "1", "02": "2", "true": "TRUE", "false": "FALSE"}
# What is usual where no number can tell: 0 is "no information" beside a 2 (QCVN 109).
_USUAL = {"1": "Nam", "2": "Nữ", "0": "Nữ", "TRUE": "Nam", "FALSE": "Nữ"}
_DISPUTED = {"0", "TRUE", "FALSE"}
_WORD = r"(nam|nữ|nu)\b"
_CODE_WORD = re.compile(rf"([012])\s*(?:là|[-–:=.])\s*{_WORD}", re.IGNORECASE)
_WORD_CODE = re.compile(rf"\b{_WORD}\s*(?:là|[-–:=.(])\s*([012])\b", re.IGNORECASE)
_OTHER = {"Nam": "Nữ", "Nữ": "Nam"}


class Vote(NamedTuple):
    """How many numbers beside a code tell a sex, and which one they agree on (None: neither)."""

    rows: int
    sex: str | None


class Coding(NamedTuple):
    """What each code of a column means (None: nothing is known), and what says so.

    `ground` is a column-wide code of `rules.reading`, None where the meaning is beyond doubt.
    """

    meaning: dict[str, str | None]
    votes: int = 0
    ground: str | None = None


def sex_legend(heading: str) -> dict[str, str]:
    """Return the coding that a heading states: "Giới tính (0-Nam; 1-Nữ)", "(1 = Nữ)"."""
    found: dict[str, str] = dict(_CODE_WORD.findall(heading))
    found = found or {code: word for word, code in _WORD_CODE.findall(heading)}
    told = {code: "Nam" if word.casefold() == "nam" else "Nữ" for code, word in found.items()}
    if len(told) == 1 and not told.keys() & {"2"}:
        (code, sex), other = next(iter(told.items())), {"0": "1", "1": "0"}
        told[other[code]] = _OTHER[sex]
    return told


def clean_sex(
    raw: pd.Series,
    spec: FieldSpec,
    known: pd.Series | None,
    legend: Mapping[str, str] | None = None,
) -> Column:
    """Clean a column of sex; `known` is the sex that each row's number tells (or missing).

    `legend` is the coding that the heading states; only many numbers can contradict it.
    """
    codes, values = distinct(raw)
    plain = [_plain(value) for value in values]
    if values and all(text.casefold() in MARKS for text in plain):
        return _marks(raw, codes, values, spec, known)
    coding = learn_coding(plain, codes, known, legend or {})
    func = normaliser_of(spec)
    answers = [
        Clean(coding.meaning[text], ("coding",))
        if text in coding.meaning
        else func(value, spec)
        for value, text in zip(values, plain, strict=True)
    ]  # fmt: skip
    column = spread(raw, codes, answers, spec.name)
    if coding.ground:
        remark = partial(np.array([-1]), coding.ground, spec.name, other=_told(coding))
        column.problems = concat([column.problems, remark])
    return column


def _plain(value: str) -> str:
    text = tidy(value)[0].lstrip("'")
    text = text[:-2] if text.endswith((".0", ",0")) else drop_decimal_zero(text)
    return _CODES.get(text.casefold(), text)


def _told(coding: Coding) -> str:
    nothing = t("không rõ", "unknown")
    meaning = ", ".join(
        f"{code} = {sex or nothing}" for code, sex in sorted(coding.meaning.items())
    )
    if not coding.votes:
        return meaning
    return meaning + t(f"; {coding.votes} số", f"; {coding.votes} numbers")


def _marks(
    raw: pd.Series,
    codes: np.ndarray,
    values: list[str],
    spec: FieldSpec,
    known: pd.Series | None,
) -> Column:
    """Read a column of marks: a mark is Nữ, a blank is Nam (form D03-TS), or as numbers tell."""
    word = _vote(codes >= 0, known).sex or "Nữ"
    answers = [Clean(word, ("mark",))] * len(values) + [Clean(_OTHER[word], ("mark",))]
    return spread(raw, np.where(codes < 0, len(values), codes), answers, spec.name)


def learn_coding(
    plain: list[str],
    codes: np.ndarray,
    known: pd.Series | None,
    legend: Mapping[str, str],
) -> Coding:
    """Return what 0, 1, 2, TRUE and FALSE mean in this column.

    Rows whose personal number tells the sex vote. A code on which many rows disagree means
    nothing; one without votes is the opposite of the only other one. Where nothing votes, custom
    decides.
    """
    present = [text for text in dict.fromkeys(plain) if text in _USUAL]
    if not present:
        return Coding({})
    votes = {
        text: _vote(np.array([value == text for value in plain] + [False])[codes], known)
        for text in present
    }
    if {"1", "2"} <= set(present):
        votes = {text: _against_custom(text, vote) for text, vote in votes.items()}
    told = {text: vote.sex for text, vote in votes.items() if vote.sex}
    if legend and all(_stands(votes[text], legend.get(text)) for text in present):
        return Coding({text: legend[text] for text in present if text in legend})
    if len(present) == 2 and len(set(told.values())) < len(told):
        # Both codes for one sex: the usual meaning stands, the other code says nothing.
        told = {text: sex for text, sex in told.items() if sex == _USUAL[text]}
    elif len(told) == 1 and len(present) == 2:
        (sex,), (other,) = told.values(), set(present) - set(told)
        if votes[other].rows < 2 * _LEAST_ROWS:
            told[other] = _OTHER[sex]
    counted = sum(vote.rows for vote in votes.values())
    meaning = {
        text: told.get(text) or (_usual(text, present) if _silent(votes[text], told) else None)
        for text in present
    }
    # Only 0 may stand for no information; any other code without a meaning is unreadable.
    meaning = {text: sex for text, sex in meaning.items() if sex or text == "0"}
    return Coding(meaning, counted if told else 0, _ground(present, told))


def _vote(rows: np.ndarray, known: pd.Series | None) -> Vote:
    if known is None:
        return Vote(0, None)
    votes = known[rows].dropna()
    share = float((votes == "Nam").mean()) if len(votes) >= _LEAST_ROWS else 0.5
    return Vote(len(votes), "Nam" if share >= _CLEAR else "Nữ" if share <= 1 - _CLEAR else None)


def _stands(vote: Vote, stated: str | None) -> bool:
    """Tell whether what the heading states of a code is not voted down."""
    return vote.rows < 2 * _LEAST_ROWS or vote.sex in (None, stated)


def _against_custom(text: str, vote: Vote) -> Vote:
    """Let only many numbers overturn 1 and 2, which all systems agree about, and none the 0."""
    believed = text != "0" and (vote.sex in (None, _USUAL[text]) or vote.rows >= 2 * _LEAST_ROWS)
    return vote if believed else Vote(0, None)


def _silent(vote: Vote, told: dict[str, str]) -> bool:
    """Tell a code about which the numbers say nothing at all, neither for nor against."""
    return vote.rows < 2 * _LEAST_ROWS and not (told and vote.rows >= _LEAST_ROWS)


def _usual(text: str, present: list[str]) -> str | None:
    return None if text == "0" and "2" in present else _USUAL[text]


def _ground(present: list[str], told: dict[str, str]) -> str | None:
    unusual = any(sex != _USUAL[text] for text, sex in told.items())
    disputed = bool(_DISPUTED & set(present)) and "2" not in present
    if told:
        return "sex.coding_learnt" if unusual or disputed else None
    return "sex.coding_assumed" if disputed else None
