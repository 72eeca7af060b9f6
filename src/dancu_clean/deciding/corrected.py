"""Corrected lists: each source file again, in its own layout, with the decided cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dancu_clean.deciding.cells import New, as_written
from dancu_clean.deciding.decided import Decided
from dancu_clean.deciding.folder import Run
from dancu_clean.deciding.plain import write_plain
from dancu_clean.deciding.sheet_xml import Place, column_number
from dancu_clean.deciding.sources import Lists, cell_at
from dancu_clean.deciding.text_cells import patch_text
from dancu_clean.deciding.workbook_xml import patch_workbook
from dancu_clean.formats.grid import Grid
from dancu_clean.spec import Dataset
from dancu_clean.text.fold import squash

_EXAMPLES = 5000
_HEADING_LINES = 8
_DATE_PARTS = ("birth_day", "birth_month", "birth_year")
_NAME_PARTS = ("family_middle_name", "given_name")
Left = tuple[str, str, int, int]


class Correcting:
    """The lists of a run with the decisions that change cells of them."""

    def __init__(self, run: Run, lists: Lists, catalog: Mapping[str, Dataset]) -> None:
        """Take the run, its lists as they are now, and the datasets."""
        self._run, self._lists, self._catalog = run, lists, catalog
        self._seen: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
        self._added: dict[tuple[str, str], list[str]] = {}

    def write(self, decided: Sequence[Decided], out: Path) -> tuple[list[Path], list[Left]]:
        """Write the changed lists under `out`; return them, and the places that had to stay."""
        files: dict[str, dict[str, dict[Place, New]]] = {}
        for one in decided:
            if one.into_list and one.subject.source_file and one.subject.source_row:
                sheets = files.setdefault(one.subject.source_file, {})
                cells = sheets.setdefault(one.subject.source_sheet or "", {})
                cells.update(self._cells(one))
        written, left = [], []
        for file, sheets in files.items():
            path, stayed = self._write(file, sheets, out)
            written += [path] if path else []
            left += stayed
        return written, left

    def _write(
        self, file: str, sheets: dict[str, dict[Place, New]], out: Path
    ) -> tuple[Path | None, list[Left]]:
        source = self._run.source(file)
        everything = [(file, name, *at) for name, cells in sheets.items() for at in cells]
        if source is None or not any(sheets.values()):
            return None, everything
        target = out / file
        target.parent.mkdir(parents=True, exist_ok=True)
        reading = self._reading(file, next(iter(sheets)))
        container = str(reading.get("container"))
        if container in ("xlsx", "xlsm"):
            stayed = patch_workbook(source, target, sheets)
            return target, [(file, name, *at) for name, at in stayed]
        if container in ("csv", "tsv"):
            ((name, cells),) = sheets.items()
            places = patch_text(source, target, cells, _codec(source, reading))
            return target, [(file, name, *at) for at in places]
        target = target.with_name(f"{target.name}.xlsx")
        write_plain(self._lists.grids(file), target, sheets)
        return target, []

    def _reading(self, file: str, sheet: str) -> dict[str, Any]:
        return self._run.reading(file, sheet) or {"columns": []}

    def _cells(self, one: Decided) -> Iterator[tuple[Place, New]]:
        """Yield the cells that a decision changes, one or the parts of it."""
        subject, value = one.subject, str(one.value)
        file, sheet, name = str(subject.source_file), subject.source_sheet or "", str(subject.field)
        grid = self._lists.grid(file, sheet)
        if grid is None:
            return
        reading, row = self._reading(file, sheet), int(subject.source_row or 0)
        at = {column["field"]: column_number(column["letter"]) for column in reading["columns"]}
        parts = dict(_parts(name, value, at))
        if name in at:
            old = cell_at(grid, row, at[name])
            yield (row - 1, at[name]), self._new(one, old, at[name], grid)
        elif parts:
            for part, text in parts.items():
                yield (row - 1, at[part]), New(text, cell_at(grid, row, at[part]))
        else:
            # The list has no column for it: one is added behind the last.
            added = self._added.setdefault((file, sheet), [])
            if name not in added:
                added.append(name)
            column = len(grid.columns) + added.index(name)
            heading = self._run.labels.field(subject.dataset, name)
            yield (heading_row(reading, grid) - 1, column), New(heading, None)
            yield (row - 1, column), self._new(one, None, column, grid)

    def _new(self, one: Decided, old: str | None, column: int, grid: Grid) -> New:
        subject, name, value = one.subject, str(one.subject.field), str(one.value)
        dataset = self._catalog.get(subject.dataset)
        spec = dataset.fields.get(name) if dataset else None
        shown = self._run.labels.value(name, value)
        examples = self._examples(subject.source_file, subject.source_sheet, name, column, grid)
        return as_written(value, shown, spec.type if spec else "text", old, examples)

    def _examples(
        self, file: str | None, sheet: str | None, name: str, column: int, grid: Grid
    ) -> list[tuple[str, str]]:
        key = (file or "", sheet or "", name)
        if key not in self._seen:
            records = self._run.records
            here = records["source_file"].eq(key[0])
            here &= records["source_sheet"].fillna("").eq(key[1])
            mine = records[here].head(_EXAMPLES)
            known = name in mine and column < len(grid.columns)
            pairs = [
                (cell_at(grid, int(row), column), clean)
                for row, clean in (
                    zip(mine["source_row"], mine[name], strict=True) if known else ()
                )
            ]
            self._seen[key] = [
                (raw, clean) for raw, clean in pairs if raw is not None and isinstance(clean, str)
            ]
        return self._seen[key]


def heading_row(reading: Mapping[str, Any], grid: Grid) -> int:
    """Return the row, as Excel shows it, in which most of the columns' own headings stand.

    A heading may have several lines, and the reader names the first of them.
    """
    first = int(reading.get("header_row") or 1)
    last_lines = [
        (column_number(column["letter"]), squash(column["heading"].rpartition(" - ")[2]))
        for column in reading["columns"]
        if column["heading"]
    ]
    rows = range(first, first + _HEADING_LINES)
    hits = {
        row: sum(squash(cell_at(grid, row, at) or "") == text for at, text in last_lines)
        for row in rows
    }
    return max(rows, key=lambda row: (hits[row], -row))


def _parts(name: str, value: str, at: Mapping[Any, int]) -> Iterator[tuple[str, str]]:
    """Yield the part columns that a value spreads over, if the list has them."""
    if name == "birth_date" and set(_DATE_PARTS) <= set(at):
        year, _, rest = value.partition("-")
        month, _, day = rest.partition("-")
        yield from zip(_DATE_PARTS, (day.lstrip("0"), month.lstrip("0"), year), strict=True)
    elif name == "full_name" and set(_NAME_PARTS) <= set(at):
        family, _, given = value.rpartition(" ")
        yield from zip(_NAME_PARTS, (family, given), strict=True)


def _codec(source: Path, reading: Mapping[str, Any]) -> str:
    """Return the encoding with its byte-order mark, which the reader's name for it leaves out."""
    name = str(reading.get("encoding") or "utf-8")
    with source.open("rb") as stream:
        marked = stream.read(3) == b"\xef\xbb\xbf"
    return "utf-8-sig" if marked else name
