"""A run folder opened again: what its decisions are about."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from typing import Any

import pandas as pd

from dancu_clean.errors import UsageError
from dancu_clean.lang import t
from dancu_clean.report.desk import Labels
from dancu_clean.report.review import in_doubt
from dancu_clean.report.tables import read_table

_TABLES = ("records.parquet", "findings.parquet")
ASKED = ("error", "warning")


@dataclass(frozen=True)
class Run:
    """One run: its folder, `run.json`, records and findings as in the contract."""

    folder: Path
    info: dict[str, Any]
    records: pd.DataFrame
    findings: pd.DataFrame

    @property
    def id(self) -> str:
        """Return the id that its workbook carries."""
        return str(self.info.get("run_id") or "")

    @cached_property
    def labels(self) -> Labels:
        """Return the Vietnamese names of this run's datasets and fields."""
        return Labels.of(self.info)

    def asked_findings(self) -> pd.DataFrame:
        """Return the findings that ask for a decision: errors and warnings."""
        return self.findings[self.findings["severity"].isin(ASKED)]

    def asked_records(self) -> pd.DataFrame:
        """Return the records whose person is to be chosen."""
        return in_doubt(self.records)

    def reading(self, file: str, sheet: str | None) -> dict[str, Any] | None:
        """Return how a table was read."""
        for reading in self.info.get("readings", []):
            if reading["file"] == file and (reading["sheet"] or None) == (sheet or None):
                return dict(reading)
        return None

    def source(self, file: str) -> Path | None:
        """Return where a list lies, None when it is there no more.

        A path as it was typed for the run counts from a folder above the run, or from here.
        """
        for reading in self.info.get("readings", []):
            if reading["file"] == file:
                bases = (Path(), *self.folder.absolute().parents)
                paths = (base / reading["path"] for base in bases)
                return next((path for path in paths if path.is_file()), None)
        return None

    def changed(self, files: Collection[str]) -> set[str]:
        """Return those of the lists whose bytes are not those of the run."""
        known = self.info.get("inputs", {})
        out = set()
        for file in files:
            path = self.source(file)
            if path is not None:
                with path.open("rb") as stream:
                    if file_digest(stream, "sha256").hexdigest() != known.get(file):
                        out.add(file)
        return out


def open_run(folder: Path) -> Run:
    """Open a run folder; raises UsageError for one without the tables."""
    if not (folder / "run.json").is_file() or not all((folder / n).is_file() for n in _TABLES):
        raise UsageError(
            t("Thư mục này không phải kết quả một lần chạy.", "This folder is not a run."),
            where=str(folder),
            hint=t(
                "Chỉ thư mục có run.json, records.parquet và findings.parquet.",
                "Name the folder that holds run.json, records.parquet and findings.parquet.",
            ),
        )
    info = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return Run(folder, info, *(read_table(folder / name) for name in _TABLES))
