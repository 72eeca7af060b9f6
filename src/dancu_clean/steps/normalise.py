"""Clean every value of one table, on distinct values; the raw text stays beside.

Order: broken text (old code pages, keystrokes), then names and plain fields, then dates (whose
short years the personal numbers complete), then sex (whose coding they teach), then the personal
numbers themselves (whose lost zeros sex and birth year confirm), then addresses, which own columns
of units complete. Each repair is named in `repairs`, each fault met on the way is a partial
finding in `problems`; nothing is printed, nothing raises.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.findings import concat
from dancu_clean.model import Records, Source, no_repairs
from dancu_clean.normalisers.column import Column, clean_column
from dancu_clean.normalisers.date_columns import Beside, clean_dates, counts_from_1904
from dancu_clean.normalisers.keys import record_keys
from dancu_clean.normalisers.life import life_note
from dancu_clean.normalisers.mending import mend
from dancu_clean.normalisers.places import clean_address, read_units, unit_tail
from dancu_clean.normalisers.rows import Papers, part_papers, settle_papers, years_of
from dancu_clean.normalisers.sexes import clean_sex, sex_legend
from dancu_clean.spec import Dataset, FieldSpec

_MAIN_ADDRESS = "permanent_address"
_RESIDENCES = (_MAIN_ADDRESS, "address", "current_address", "temporary_address")
_ROLE_SEX = {"father": "Nam", "mother": "Nữ"}


class _Work:
    """The table while it is being cleaned: columns by field, and what came up."""

    def __init__(self, source: Source, as_of: date) -> None:
        mended = mend(source.raw, source.dataset.fields)
        self.raw, self.dataset = mended.raw, source.dataset
        self.source_row, self.dates_1904 = source.source_row, source.reading.dates_1904
        self.headings = {
            column.field: column.heading for column in source.reading.columns if column.field
        }
        self.latest = as_of.year
        self.values: dict[str, pd.Series] = {}
        self.inner: dict[str, pd.Series] = {}
        self.repairs = [source.repairs, *mended.repairs]
        self.problems = [source.problems, *mended.problems]
        if "old_id" in self.raw and "personal_id" in self.dataset.fields:
            self._part_old_ids()
        self.papers = {
            spec.name: Papers.read(self.raw[spec.name]) for spec in self.of("personal_id")
        }

    def _part_old_ids(self) -> None:
        number = self.raw.get("personal_id", self.missing())
        old, number, rows = part_papers(self.raw["old_id"], number)
        if len(rows):
            self.raw = self.raw.assign(old_id=old, personal_id=number)
            self.repairs.append(_moved(rows, "split_numbers+moved_personal_id"))

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
            self.values.setdefault(f"{field}_note", column.notes)
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
    _clean_dates(work)
    _clean_sexes(work)
    _clean_papers(work)
    _clean_places(work)
    work.inner["_life_note"] = _life_notes(work)
    frame = _frame(source, work)
    return Records(
        source.dataset, source.reading, frame, source.raw, _joined(work.repairs),
        concat(work.problems),
    )  # fmt: skip


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Return one entry per cell, its steps in the order they were taken."""
    repairs = pd.concat([part for part in parts if len(part)] or [no_repairs()], ignore_index=True)
    twice = repairs.duplicated(["row", "field"], keep=False)
    if not twice.any():
        return repairs
    cells = repairs[twice].groupby(["row", "field"], sort=False)["steps"]
    return pd.concat([repairs[~twice], cells.agg("+".join).reset_index()], ignore_index=True)


def _clean_plain(work: _Work) -> None:
    special = {"sex", "date", "personal_id", "address"}
    for spec in work.dataset.fields.values():
        if spec.name in work.raw and spec.part_of is None and spec.normaliser not in special:
            work.add(spec.name, clean_column(work.raw[spec.name], spec))


def _clean_sexes(work: _Work) -> None:
    for spec in work.of("sex"):
        number = work.papers.get(_sibling(spec.name, "sex", "personal_id"))
        birth = work.values.get(_sibling(spec.name, "sex", "birth_date"))
        known = number.told_sex(years_of(birth)) if number else None
        legend = sex_legend(work.headings.get(spec.name, ""))
        work.add(spec.name, clean_sex(work.raw[spec.name], spec, known, legend))
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
    specs = [spec for spec in work.of("date") if spec.part_of is None]
    told = {spec.name: _told_years(work, spec.name) for spec in specs}
    mac = work.dates_1904 or any(
        counts_from_1904(work.raw[name], years) for name, years in told.items()
    )
    for name, years in told.items():
        heading = work.headings.get(name, "")
        beside = Beside(years, work.source_row, work.latest, mac, heading)
        work.add(name, clean_dates(work.raw[name], name, beside))


def _told_years(work: _Work, name: str) -> np.ndarray:
    """Return the year of birth that the number of the same person tells, 0 for other dates."""
    own = "birth_year" if name.endswith("birth_year") else "birth_date"
    number = None
    if name.endswith(own):
        number = work.papers.get(_sibling(name, own, "personal_id"))
    return number.told_year() if number else np.zeros(len(work.raw), dtype=np.int64)


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
        work.repairs.append(_moved(np.flatnonzero(moving.to_numpy()), "moved_personal_id"))


def _moved(rows: np.ndarray, steps: str) -> pd.DataFrame:
    """Return the repairs of CMND cells out of which a personal number was taken."""
    table = pd.DataFrame({"row": rows, "field": "old_id", "steps": steps})
    return table.astype({"field": "str", "steps": "str"})


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
    """Return what notes say of the person's own life; a father's death is not evidence."""
    found = work.missing()
    for name in ("full_name_note", "note"):
        if name in work.values:
            found = found.fillna(map_distinct(work.values[name], life_note))
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
            if f"{spec.name}_note" in work.values:
                names.append(f"{spec.name}_note")
    return list(dict.fromkeys([*names, "old_id", *work.values]))
