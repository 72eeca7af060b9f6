"""Records beside the persons they are held to be: the one view every comparison works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from dancu_clean.findings import concat, partial
from dancu_clean.model import Records

Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]

# How one identifying field of a pair agrees; a pair's fields have one code each.
SAME, VARIANT, PARTIAL, DIFFERS = range(4)
# What the number of a record is: the person's own, a former one of the person, blank,
# not a number, nobody's, somebody else's.
OWN, ALIAS, BLANK, BROKEN, UNKNOWN, OTHER = range(6)


def flags(values: pd.Series) -> Flags:
    """Return a boolean column as an array of its own that may be changed; missing is false."""
    return np.array(values.fillna(False), dtype=np.bool_)


def column(frame: pd.DataFrame, name: str) -> pd.Series:
    """Return a column of the frame, all missing where the frame does not have it."""
    if name in frame.columns:
        return frame[name]
    return pd.Series(np.nan, index=frame.index, dtype="str")


_NOTHING = concat([])


@dataclass(frozen=True)
class Pairs:
    """`rows` of the records and, in the same order, `persons` of the reference.

    `names` maps a field of the reference to the record's field where they differ, as for the
    wife in a marriage book; a field mapped to "" is not compared.
    """

    records: Records
    reference: Records
    rows: np.ndarray
    persons: np.ndarray
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, field_name: str) -> str:
        """Return the record's name of a reference field."""
        return self.names.get(field_name, field_name)

    def left(self, field_name: str) -> pd.Series:
        """Return the record's values, one per pair."""
        values = column(self.records.frame, self.name(field_name))
        return values.take(self.rows).reset_index(drop=True)

    def right(self, field_name: str) -> pd.Series:
        """Return the reference's values, one per pair."""
        return column(self.reference.frame, field_name).take(self.persons).reset_index(drop=True)

    def shared(self, field_name: str) -> bool:
        """Tell whether both sides have the field at all."""
        mine = self.records.frame.columns
        return self.name(field_name) in mine and field_name in self.reference.frame.columns

    def select(self, mask: np.ndarray) -> Pairs:
        """Keep the pairs where the mask holds."""
        return Pairs(self.records, self.reference, self.rows[mask], self.persons[mask], self.names)

    def find(
        self,
        mask: np.ndarray,
        rule: str,
        field_name: str,
        *,
        severity: str | None = None,
        propose: bool = False,
    ) -> pd.DataFrame:
        """Make findings on the masked pairs with both values, the reference's as the proposal."""
        if not mask.any():
            return _NOTHING.copy()
        chosen = self.select(mask)
        known = chosen.right(field_name).to_numpy(dtype=object)
        return partial(
            chosen.rows,
            rule,
            self.name(field_name),
            severity=severity,
            value=chosen.left(field_name).to_numpy(dtype=object),
            reference_value=known,
            proposed_value=known if propose else None,
        )
