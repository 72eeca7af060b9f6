"""A run over two invented lists, made once, and a clerk who decides in its workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from tests.cli.conftest import AS_OF, Cli, Done, cli, process

from dancu_clean.sample import write_sample

__all__ = ["Cli", "Done", "cli"]
HEADINGS = ("Quyết định", "Giá trị sửa tay", "Căn cứ", "Người duyệt", "Ngày duyệt", "Ghi chú")


@dataclass(frozen=True)
class Office:
    """The lists, the reference and the run folder."""

    lists: Path
    reference: Path
    run: Path

    @property
    def findings(self) -> pd.DataFrame:
        return pd.read_parquet(self.run / "findings.parquet").set_index("finding_id")


def make_office(folder: Path) -> Office:
    write_sample(folder, 400, 5, rows=250, datasets=("health_insurance", "death_registration"))
    office = Office(folder / "danh_sach", folder / "dan_cu.xlsx", folder / "ket_qua" / "tuan-1")
    done = process(
        "run", office.lists, "--reference", office.reference, "--as-of", AS_OF,
        "--out", office.run, "--quiet",
    )  # fmt: skip
    assert done.code == 0, done.err
    return office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose files no test changes."""
    return make_office(tmp_path_factory.mktemp("office"))


@dataclass
class Desk:
    """The workbook on a clerk's desk; every row is found by its key."""

    path: Path
    book: Any
    columns: Mapping[str, int] = field(default_factory=dict)

    def decide(self, key: str, *cells: object, sheet: str = "Sai lệch") -> str:
        """Write decision, value, ground … beside a key; return the address of the decision."""
        page = self.book[sheet]
        columns = {cell.value: cell.column for cell in page[1]}
        name = "Mã sai lệch" if sheet == "Sai lệch" else "Mã bản ghi"
        for row in range(2, page.max_row + 1):
            if page.cell(row, columns[name]).value == key:
                for heading, value in zip(HEADINGS, cells, strict=False):
                    page.cell(row, columns[heading], value)
                return str(page.cell(row, columns["Quyết định"]).coordinate)
        raise KeyError(key)

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


Open = Callable[..., Desk]


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Iterator[Open]:
    """Open a copy of the run's workbook, under a name of its own."""

    def start(name: str = "xa_a.xlsx", run: Path | None = None) -> Desk:
        return Desk(tmp_path / name, openpyxl.load_workbook((run or office.run) / "bao_cao.xlsx"))

    yield start


def pick(findings: pd.DataFrame, count: int = 1, **columns: object) -> list[str]:
    """Return ids of findings of these columns that have a proposal, each of another record."""
    found = findings[findings["proposed_value"].notna() & findings["record_key"].notna()]
    for name, value in columns.items():
        found = found[found[name].eq(value)]
    ids = list(found.drop_duplicates("record_key").index[:count])
    assert len(ids) == count, columns
    return [str(one) for one in ids]
