"""The columns of a list under the names by which rules ask for them."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import pandas as pd

from dancu_clean.model import Records
from dancu_clean.rules.same_person import People


class Columns:
    """The columns of a list under the names by which rules ask for them."""

    def __init__(self, records: Records, as_of: date) -> None:
        self.records, self.as_of = records, as_of
        self._cache: dict[str, pd.Series | None] = {}
        self._people: People | None = None

    def get(self, name: str) -> pd.Series | None:
        """Return a column as text, None when the list does not have it."""
        if name not in self._cache:
            self._cache[name] = self._find(name)
        return self._cache[name]

    def _find(self, name: str) -> pd.Series | None:
        bare = name.removeprefix("raw_")
        for table in (self.records.raw,) if bare != name else ():
            if bare in table.columns:
                return _text(table[bare])
        frame = self.records.frame
        if bare not in frame.columns:
            return None
        # The table of clean values has a column for every field of the dataset.
        absent = bare not in self.records.raw.columns and frame[bare].isna().all()
        return None if absent else _text(frame[bare])

    def people(self) -> People | None:
        """Return the columns that tell persons apart; None without names."""
        if self._people is None and self.get("full_name") is not None:
            found = {item.name: self.get(item.name) for item in fields(People)}
            self._people = People(**found)  # type: ignore[arg-type]
        return self._people

    def special(self, name: str) -> Any:
        """Return what is not a field: the day, the people, the row numbers."""
        if name == "people":
            return self.people()
        return self.as_of if name == "as_of" else self.get(name)


def _text(series: pd.Series) -> pd.Series:
    return series if isinstance(series.dtype, pd.StringDtype) else series.astype("str")
