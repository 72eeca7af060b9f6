"""Cells that say "the same as above": vertically merged ones, and "nt", "như trên", ditto marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import product

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dancu_clean.formats.grid import Merge

MERGED_STEP = "filled_down"
SAME_STEP = "same_as_above"
# What is one person's alone is never copied from another.
OWN_FIELDS = frozenset({
    "full_name", "other_name", "personal_id", "old_id", "birth_date", "health_card_no",
    "social_insurance_no", "tax_no", "licence_no", "registration_no",
})  # fmt: skip
_WIDE = 0.5


def _same_marks() -> Iterator[str]:
    """Yield every usual writing of "nt", "như trên" and the ditto marks."""
    words = ("nt", "n.t", "n.t.", "n/t", "như trên", "như tr", "như tr.", "nhu tren",
             "như hàng trên", "như dòng trên", "như ô trên", "giống trên", "ditto")  # fmt: skip
    frames = ("{}", "-{}-", "- {} -", "({})", '"{}"', "{}.", "-{}", "- {}", "“{}”")
    for frame, word in product(frames, words):
        for text in (word, word.upper(), word.capitalize()):
            yield frame.format(text)
            yield unicodedata.normalize("NFD", frame.format(text))
    for mark in ('"', "''", "”", "“", "″", "〃", "//", "’’", "``", '""', "´´", "〟"):
        yield from (frame.format(mark) for frame in ("{}", "-{}-", "- {} -", "({})"))
    for word in ("như trên", "Như trên"):
        # Read with the wrong table: UTF-8 as 1252 or 1258, and 1258 as 1252.
        for written, read in (("utf-8", "cp1252"), ("utf-8", "cp1258"), ("cp1258", "cp1252")):
            yield word.encode(written).decode(read)
    # The same words in the two legacy codes, TCVN3 and VNI.
    yield from ("nh\u00ad trªn", "Nh\u00ad trªn", "nhö treân", "Nhö treân")


_SAME = pa.array(sorted(set(_same_marks())), pa.string())


def fill_merged(
    columns: Sequence[pa.ChunkedArray],
    merged: Sequence[Merge],
    start: int,
    own: Collection[int] = (),
) -> tuple[list[pa.ChunkedArray], dict[int, np.ndarray]]:
    """Return the columns with a cell merged over several rows in each of them, and which cells.

    Positions in `merged` count from the sheet's first row, `start` is the table's first row. A
    block over half the width is a title, not a value. The columns in `own` hold what is one
    person's alone: they are left as they are.
    """
    tall: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, right in merged:
        narrow = right - left + 1 <= max(1, _WIDE * len(columns))
        if start <= top < bottom and narrow and left < len(columns) and left not in own:
            tall.setdefault(left, []).append((top - start, bottom - start))
    found, filled = list(columns), {}
    for at, spans in tall.items():
        cells = columns[at].to_pylist()
        mask = np.zeros(len(cells), dtype=bool)
        for top, bottom in spans:
            for row in range(top + 1, min(bottom + 1, len(cells))):
                if cells[row] is None and cells[top] is not None:
                    cells[row], mask[row] = cells[top], True
        found[at] = pa.chunked_array([cells], type=columns[at].type)
        filled[at] = mask
    return found, filled


def says_same(raw: pd.DataFrame, fields: Sequence[str]) -> dict[str, np.ndarray]:
    """Return per field the rows that say "nt"; fields without one are left out."""
    found = {name: np.flatnonzero(_is_same(raw[name])) for name in fields}
    return {name: rows for name, rows in found.items() if len(rows)}


def _is_same(values: pd.Series) -> np.ndarray:
    return np.asarray(pc.is_in(pa.array(values, pa.string(), from_pandas=True), _SAME))


def fill_same(
    raw: pd.DataFrame, fields: Sequence[str], begins: np.ndarray
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Fill "nt" in place from the row above; return the rows filled and those with nothing above.

    `begins` is true for a row that has no row above it in its group. A cell above that is blank
    gives nothing; what cannot be filled becomes blank.
    """
    filled, nothing = {}, {}
    block = np.cumsum(begins)
    rows = np.arange(len(raw))
    for name in fields:
        same = _is_same(raw[name])
        if not same.any():
            continue
        source = np.maximum.accumulate(np.where(same, -1, rows))
        held = same & (source >= 0) & (block[source] == block)
        held[held] = raw[name].notna().to_numpy()[source[held]]
        values = raw[name].where(~same)
        raw[name] = values.where(~held, raw[name].iloc[source].set_axis(raw.index)).astype("str")
        filled[name] = np.flatnonzero(held)
        nothing[name] = np.flatnonzero(same & ~held)
    return filled, nothing
