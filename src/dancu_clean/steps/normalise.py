"""Clean every value of one table, on distinct values; the raw text stays beside.

Order: names and plain fields, then sex (whose coding the whole personal numbers teach), then
dates (whose short years they complete), then the personal numbers themselves (whose lost zeros
sex and birth year confirm), then addresses, which own columns of units complete. Each repair is
named in `repairs`, each fault met on the way is a partial finding in `problems`; nothing
is printed, nothing raises.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.findings import concat
from dancu_clean.model import Records, Source
from dancu_clean.normalisers.column import Column, clean_column
from dancu_clean.normalisers.keys import record_keys
from dancu_clean.normalisers.life import life_note
from dancu_clean.normalisers.places import clean_address, read_units, unit_tail
from dancu_clean.normalisers.rows import Papers, clean_dates, settle_papers, years_of
from dancu_clean.normalisers.sexes import clean_sex
from dancu_clean.spec import Dataset, FieldSpec

_MAIN_ADDRESS = "permanent_address"
_RESIDENCES = (_MAIN_ADDRESS, "address", "current_address", "temporary_address")
_ROLE_SEX = {"father": "Nam", "mother": "Nữ"}


class _Work:
    """The table while it is being cleaned: columns by field, and what came up."""

    def __init__(self, source: Source, as_of: date) -> None:
        self.raw, self.dataset = source.raw, source.dataset
        self.latest = as_of.year
        self.values: dict[str, pd.Series] = {}
        self.inner: dict[str, pd.Series] = {}
        self.repairs: list[pd.DataFrame] = []
        self.problems: list[pd.DataFrame] = []
        self.papers = {
            spec.name: Papers.read(self.raw[spec.name]) for spec in self.of("personal_id")
        }

    def of(self, *kinds: str) -> list[FieldSpec]:
        """Return the dataset's fields of these normalisers that the table has."""
        return [
            spec for spec in self.dataset.fields.values()
            if spec.name in self.raw and spec.normaliser in kinds
        ]  # fmt: skip

    def add(self, field: str, column: Column) -> None:
        """Keep a cleaned column with its notes, precision, repairs and problems."""
        self.values[field] = column.values
        if column.precision is not None:
            self.values[f"{field}_precision"] = column.precision
        if column.notes is not None:
            self.inner[f"_{field}_note"] = column.notes
        column.repairs.insert(1, "field", pd.Series(field, index=column.repairs.index, dtype="str"))
        self.repairs.append(column.repairs)
        self.problems.append(column.problems)

    def missing(self) -> pd.Series:
        """Return a column without any value."""
        return pd.Series(np.nan, index=self.raw.index, dtype="str")


def normalise(source: Source, as_of: date) -> Records:
    """Return the records of one table: clean values beside the raw ones, keys, repairs, faults."""
    work = _Work(source, as_of)
    _clean_plain(work)
    _clean_sexes(work)
    _clean_dates(work)
    _clean_papers(work)
    _clean_places(work)
    work.inner["_life_note"] = _life_notes(work)
    frame = _frame(source, work)
    repairs = pd.concat(work.repairs, ignore_index=True) if work.repairs else _no_repairs()
    return Records(
        source.dataset, source.reading, frame, source.raw, repairs, concat(work.problems)
    )


def _clean_plain(work: _Work) -> None:
    special = {"sex", "date", "personal_id", "address"}
    for spec in work.dataset.fields.values():
        if spec.name in work.raw and spec.part_of is None and spec.normaliser not in special:
            work.add(spec.name, clean_column(work.raw[spec.name], spec))


def _clean_sexes(work: _Work) -> None:
    for spec in work.of("sex"):
        number = work.papers.get(_sibling(spec.name, "sex", "personal_id"))
        known = number.told_sex() if number else None
        work.add(spec.name, clean_sex(work.raw[spec.name], spec, known))
    if work.dataset.asserts == "marriage" and "sex" not in work.values:
        # The husband's columns are the main ones; the form has no column of sex.
        work.values["sex"] = pd.Series("Nam", index=work.raw.index, dtype="str")


def _sibling(name: str, own: str, other: str) -> str:
    """Return the field of the same person: father_birth_date → father_id."""
    role = name.removesuffix(own).removesuffix("_")
    if not role:
        return other
    short = {"personal_id": "id", "full_name": "name"}
    return f"{role}_{short.get(other, other)}"


def _clean_dates(work: _Work) -> None:
    for spec in work.of("date"):
        if spec.part_of is not None:
            continue
        own = "birth_year" if spec.name.endswith("birth_year") else "birth_date"
        number = None
        if spec.name.endswith(own):
            number = work.papers.get(_sibling(spec.name, own, "personal_id"))
        years = number.told_year() if number else None
        work.add(spec.name, clean_dates(work.raw[spec.name], spec.name, years, work.latest))


def _clean_papers(work: _Work) -> None:
    for name, papers in work.papers.items():
        sex, birth = _known_of(work, name)
        settled = settle_papers(papers, name, sex, years_of(birth), work.latest)
        work.add(name, settled.column)
        companion = "old_id" if name == "personal_id" else name.removesuffix("_id") + "_old_id"
        if companion in work.values:
            work.values[companion] = work.values[companion].fillna(settled.old)
        elif settled.old.notna().any():
            work.values[companion] = settled.old
    if "old_id" in work.values:
        _exchange(work)


def _exchange(work: _Work) -> None:
    """Move twelve digits out of the CMND column where the personal number is blank or the same."""
    old, number = work.values["old_id"], work.values.get("personal_id", work.missing())
    twelve = old.str.fullmatch(r"0\d{11}").fillna(False).astype(bool)
    moving = twelve & (number.isna() | (number == old))
    if moving.any():
        work.values["personal_id"] = number.where(~moving, old)
        work.values["old_id"] = old.where(~moving)
        rows = np.flatnonzero(moving.to_numpy())
        moved = pd.DataFrame({"row": rows, "field": "old_id", "steps": "moved_personal_id"})
        work.repairs.append(moved.astype({"field": "str", "steps": "str"}))


def _known_of(work: _Work, name: str) -> tuple[pd.Series | None, pd.Series | None]:
    """Return sex and birth date of the person whose number a column holds, None if unknown."""
    if name == "personal_id":
        return work.values.get("sex"), work.values.get("birth_date")
    role = name.removesuffix("_id")
    birth = work.values.get(f"{role}_birth_date", work.values.get(f"{role}_birth_year"))
    sex = work.values.get(f"{role}_sex")
    word = "Nữ" if role == "spouse" and work.dataset.asserts == "marriage" else _ROLE_SEX.get(role)
    if sex is None and word:
        sex = pd.Series(word, index=work.raw.index, dtype="str")
    return sex, birth


def _clean_places(work: _Work) -> None:
    tail = unit_tail(pd.DataFrame(work.values, index=work.raw.index))
    for spec in work.of("address"):
        column, units = clean_address(
            work.raw[spec.name], spec.name, tail if spec.name == _MAIN_ADDRESS else None
        )
        work.add(spec.name, column)
        work.inner |= {f"_{spec.name}_{part}": units[part] for part in units}
    if tail is not None and f"_{_MAIN_ADDRESS}_commune" not in work.inner:
        units = read_units(tail)
        work.inner |= {f"_{_MAIN_ADDRESS}_{part}": units[part] for part in units}
    for part in ("province", "commune"):
        work.inner[f"_{part}_plain"] = _first_known(work, part)


def _first_known(work: _Work, part: str) -> pd.Series:
    """Return a unit's plain name from the residence, else as the list's own column has it."""
    found = work.missing()
    for field in _RESIDENCES:
        found = found.fillna(work.inner.get(f"_{field}_{part}", found))
    return found.fillna(work.values.get(part, found))


def _life_notes(work: _Work) -> pd.Series:
    found = work.missing()
    notes = [work.values[name] for name in work.values if name == "note" or name.endswith("_note")]
    for texts in [work.inner.get("_full_name_note"), *notes]:
        if texts is not None:
            found = found.fillna(map_distinct(texts, life_note))
    return found


def _frame(source: Source, work: _Work) -> pd.DataFrame:
    index, reading = source.raw.index, source.reading
    columns: dict[str, pd.Series] = {
        "dataset": pd.Series(source.dataset.name, index=index, dtype="str"),
        "source_file": pd.Series(reading.file, index=index, dtype="str"),
        "source_sheet": pd.Series(reading.sheet, index=index, dtype="str"),
        "source_row": pd.Series(source.source_row, index=index, dtype="int64"),
    }
    for name in _field_order(source.dataset, work):
        columns[name] = work.values.get(name, work.missing())
    plain = {part: work.inner.pop(f"_{part}_plain") for part in ("province", "commune")}
    keys = record_keys(pd.DataFrame(columns, index=index), source.raw, source.dataset)
    columns |= plain
    unknown = [str(name) for name in source.raw if name not in source.dataset.fields]
    columns |= {name: source.raw[name] for name in unknown if name not in columns}
    ordered = {name: columns.pop(name) for name in tuple(columns)[:4]}
    return pd.DataFrame(ordered | {"record_key": keys} | columns | work.inner, index=index)


def _field_order(dataset: Dataset, work: _Work) -> list[str]:
    names: list[str] = []
    for spec in dataset.fields.values():
        if spec.part_of is None:
            names.append(spec.name)
            if spec.normaliser == "date":
                names.append(f"{spec.name}_precision")
    return list(dict.fromkeys([*names, "old_id", *work.values]))


def _no_repairs() -> pd.DataFrame:
    empty = pd.DataFrame({"row": np.empty(0, dtype=np.int64), "field": [], "steps": []})
    return empty.astype({"field": "str", "steps": "str"})
