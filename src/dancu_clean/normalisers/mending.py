"""Broken text of a whole table, put right before any type's own cleaning.

Each column is judged by itself first; what it leaves in doubt a list of values, the other columns
or the other cells of the row settle: a list that was typed in one old font was so throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct, take
from dancu_clean.findings import partial
from dancu_clean.normalisers.base import normaliser_of
from dancu_clean.rules.names import foreign
from dancu_clean.spec import FieldSpec
from dancu_clean.text.repair import Repaired, Repairs, readings, repair
from dancu_clean.text.typing import TYPING_STEPS

# Types whose ASCII text may hold keystrokes; of the others only marked letters can be broken.
_WORDS = frozenset({
    "person_name", "text", "stated", "hamlet", "admin_unit", "address", "choice", "code",
    "nationality", "sex",
})  # fmt: skip
# The list of their values proves a reading ("Tafy" is Tày).
_LISTED = frozenset({"choice", "code", "nationality", "sex"})


@dataclass
class Mended:
    """The table with sound text, the repairs (`row, field, steps`) and partial findings."""

    raw: pd.DataFrame
    repairs: list[pd.DataFrame]
    problems: list[pd.DataFrame]


def mend(raw: pd.DataFrame, fields: Mapping[str, FieldSpec]) -> Mended:
    """Repair the columns that are fields; unknown columns and sound ones stay as they are."""
    columns = {
        name: distinct(raw[name])
        for name in raw.columns
        if name in fields and _may_be_broken(raw[name], fields[name].normaliser)
    }
    found = {name: repair(values) for name, (_, values) in columns.items()}
    voting = any(repairs.votes for repairs in found.values())
    for name, (_, values) in columns.items():
        if found[name].doubtful or (voting and found[name].votes):
            others = sum((found[other].votes for other in found if other != name), Counter[str]())
            found[name] = repair(values, others)
        if fields[name].normaliser in _LISTED:
            _settle_by_list(values, fields[name], found[name].cells)
    _settle_by_row(columns, found)
    if "nationality" in columns:
        codes, values = columns["nationality"]
        told = take(_texts(values, found["nationality"].cells), codes, raw.index)
        for name, (codes, _) in columns.items():
            if fields[name].normaliser == "person_name":
                _spare_foreigners(codes, foreign(told).to_numpy(), found[name].cells)
    mended = Mended(raw, [], [])
    for name, (codes, values) in columns.items():
        if found[name].cells:
            _put(mended, name, codes, values, found[name].cells)
    return mended


def _texts(values: list[str], cells: dict[int, Repaired]) -> list[str]:
    return [cells[at].text if at in cells else value for at, value in enumerate(values)]


def _may_be_broken(column: pd.Series, normaliser: str) -> bool:
    if normaliser == "email" or not column.notna().any():
        return False
    return normaliser in _WORDS or not column.str.isascii().fillna(True).all()


def _settle_by_list(values: list[str], spec: FieldSpec, cells: dict[int, Repaired]) -> None:
    """Take a reading that the field's list of values knows where it does not know the cell."""
    clean = normaliser_of(spec)
    for at, value in enumerate(values):
        if at in cells or not clean(value, spec).problem:
            continue
        for reading in readings(value):
            answer = clean(reading.text, spec)
            exact = (answer.value or "").casefold() == reading.text.casefold()
            if answer.value and not answer.problem and (exact or not _is_typed(reading)):
                cells[at] = reading
                break


def _is_typed(reading: Repaired) -> bool:
    """Tell keystrokes: lists are compared without marks, so only the very word proves them."""
    return not TYPING_STEPS.isdisjoint(reading.steps)


def _settle_by_row(
    columns: Mapping[str, tuple[np.ndarray, list[str]]], found: Mapping[str, Repairs]
) -> None:
    """Read what a column leaves in doubt as the other cells of the same rows were."""
    if not any(repairs.doubtful for repairs in found.values()):
        return
    rows: dict[str, np.ndarray] = {}
    for name, (codes, values) in columns.items():
        for step in found[name].votes:
            sure = np.zeros(len(values) + 1, dtype=bool)
            sure[[at for at, cell in found[name].cells.items() if step in cell.steps]] = True
            rows[step] = rows.get(step, np.zeros(len(codes), dtype=bool)) | sure[codes]
    for name, (codes, _) in columns.items():
        for at, cases in found[name].doubtful.items():
            here = codes == at
            for case in cases:
                beside = rows.get(case.steps[0])
                if beside is not None and 2 * beside[here].sum() > here.sum():
                    found[name].cells[at] = case
                    break


def _spare_foreigners(codes: np.ndarray, abroad: np.ndarray, cells: dict[int, Repaired]) -> None:
    """Leave names that only foreigners bear: no grammar of ours judges them."""
    ours = set(codes[~abroad].tolist())
    spared = [at for at in cells if at not in ours and set(cells[at].steps) - {"utf8_misread"}]
    for at in spared:
        del cells[at]


def _put(
    mended: Mended, field: str, codes: np.ndarray, values: list[str], cells: dict[int, Repaired]
) -> None:
    texts = take(_texts(values, cells), codes, mended.raw.index)
    mended.raw = mended.raw.assign(**{field: texts})
    steps = np.array(
        ["+".join(cells[at].steps) if at in cells else "" for at in range(len(values))] + [""],
        dtype=object,
    )[codes]
    rows = np.flatnonzero(steps != "")
    if len(rows):
        table = {"row": rows, "field": field, "steps": pd.array(steps[rows], dtype="str")}
        mended.repairs.append(pd.DataFrame(table).astype({"field": "str"}))
    lost = np.array(
        [bool(at in cells and cells[at].problem) for at in range(len(values))] + [False]
    )
    rows = np.flatnonzero(lost[codes])
    if len(rows):
        written = np.array([*values, None], dtype=object)[codes[rows]]
        mended.problems.append(partial(rows, "text.lost", field, value=written))
