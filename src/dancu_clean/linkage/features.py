"""One side of a linkage as arrays: prepared once, compared many times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct
from dancu_clean.levels import dates
from dancu_clean.levels.name_table import NameTable, hashes
from dancu_clean.text.fold import fold

NAME_FIELDS = ("full_name", "father_name", "mother_name", "spouse_name")
# The address of a list may stand under any of these; the first one filled is used.
ADDRESS_FIELDS = ("permanent_address", "current_address", "temporary_address")


@dataclass(frozen=True)
class Place:
    """An address as hashes: commune and province of today, hamlet, all words; 0 = unknown.

    `commune` is the code; `named` is the commune's name, known even where the code is not.
    """

    province: np.ndarray
    commune: np.ndarray
    named: np.ndarray
    hamlet: np.ndarray
    whole: np.ndarray


class Tables(dict[str, NameTable]):
    """Distinct names per field, prepared when first asked for.

    A reference holds the names of parents of everybody; most lists have none to compare.
    """

    def __init__(self, texts: dict[str, list[str]]) -> None:
        """Keep the distinct clean names of each field."""
        super().__init__()
        self._texts = texts

    def texts(self, field: str) -> list[str]:
        """Return the distinct names of a field, in the order of their codes."""
        return self._texts[field]

    def __missing__(self, field: str) -> NameTable:
        """Prepare the names of a field."""
        self[field] = NameTable.build(self._texts[field])
        return self[field]


@dataclass(frozen=True)
class Side:
    """n people as arrays.

    `number` and `old_number` are integers (−1 = none), `birth` is yyyymmdd with 00 for unknown
    parts (0 = none), `sex` 0 Nam, 1 Nữ, −1 unknown, `ethnic` a hash (0 = unknown). `names` holds
    codes per name field into `tables`.
    """

    size: int
    number: np.ndarray
    old_number: np.ndarray
    birth: np.ndarray
    sex: np.ndarray
    ethnic: np.ndarray
    names: dict[str, np.ndarray]
    tables: Tables
    places: tuple[Place, ...]


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    if name in frame.columns:
        return frame[name]
    return pd.Series(pd.NA, index=frame.index, dtype="str")


def _hash(column: pd.Series, key: Callable[[str], str] = fold) -> np.ndarray:
    codes, values = distinct(column)
    pool = np.zeros(len(values) + 1, dtype=np.int64)
    if values:
        pool[:-1] = hashes([key(value) for value in values])
    return pool[codes]


def whole_numbers(column: pd.Series, lengths: tuple[int, ...]) -> np.ndarray:
    """Return well-formed numbers as integers, −1 for everything else."""
    codes, values = distinct(column)
    pool = np.full(len(values) + 1, -1, dtype=np.int64)
    for position, value in enumerate(values):
        if len(value) in lengths and value.isascii() and value.isdigit():
            pool[position] = int(value)
    return pool[codes]


def _sex(column: pd.Series) -> np.ndarray:
    return column.map({"Nam": 0, "Nữ": 1}).fillna(-1).to_numpy(dtype=np.int8)


def _squash(text: str) -> str:
    return fold(text).replace(" ", "")


def _place(frame: pd.DataFrame, field: str) -> Place:
    return Place(
        province=_hash(_column(frame, f"_{field}_province_code"), str),
        commune=_hash(_column(frame, f"_{field}_commune_code"), str),
        named=_hash(_column(frame, f"_{field}_commune"), _squash),
        hamlet=_hash(_column(frame, f"_{field}_hamlet"), _squash),
        whole=_hash(_column(frame, field), _squash),
    )


def prepare(frame: pd.DataFrame) -> Side:
    """Turn cleaned records (see `model.Records.frame`) into arrays."""
    names, texts = {}, {}
    for field in NAME_FIELDS:
        names[field], texts[field] = distinct(_column(frame, field))
    return Side(
        size=len(frame),
        # Ten or eleven digits are a number without its zeros: as evidence it is as good.
        number=whole_numbers(_column(frame, "personal_id"), (10, 11, 12)),
        old_number=whole_numbers(_column(frame, "old_id"), (9, 12)),
        birth=dates.numbers(_column(frame, "birth_date")),
        sex=_sex(_column(frame, "sex")),
        ethnic=_hash(_column(frame, "ethnic_group")),
        names=names,
        tables=Tables(texts),
        places=tuple(_place(frame, field) for field in ADDRESS_FIELDS if field in frame.columns),
    )


def select(side: Side, rows: np.ndarray) -> Side:
    """Return the people at these positions as a side of their own."""
    changed: dict[str, object] = {"size": len(rows)}
    for name in ("number", "old_number", "birth", "sex", "ethnic"):
        changed[name] = getattr(side, name)[rows]
    changed["names"] = {field: codes[rows] for field, codes in side.names.items()}
    changed["places"] = tuple(
        Place(**{f.name: getattr(place, f.name)[rows] for f in fields(place)})
        for place in side.places
    )
    return replace(side, **changed)  # type: ignore[arg-type]


def located(side: Side, reference: Side) -> Side:
    """Fill in communes known by name alone where the reference has one commune of that name."""
    codes: dict[int, int] = {}
    for place in reference.places:
        first = np.unique(place.named ^ place.commune, return_index=True)[1]
        for name, code in zip(
            place.named[first].tolist(), place.commune[first].tolist(), strict=True
        ):
            if name and code:
                codes[name] = code if codes.get(name, code) == code else 0
    return replace(side, places=tuple(_located(place, codes) for place in side.places))


def _located(place: Place, codes: dict[int, int]) -> Place:
    unknown = (place.commune == 0) & (place.named != 0)
    names, back = np.unique(place.named[unknown], return_inverse=True)
    commune = place.commune.copy()
    # A name that the reference does not know is still another commune than any of its own.
    commune[unknown] = np.array([codes.get(n, n) for n in names.tolist()], dtype=np.int64)[back]
    return replace(place, commune=commune)
