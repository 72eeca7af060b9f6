"""One invented run, written once for the whole folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.report.invented import make_report

from dancu_clean.model import Report
from dancu_clean.report.folder import write_run


@pytest.fixture(scope="session")
def report() -> Report:
    """The invented run in memory."""
    return make_report(120)


@pytest.fixture(scope="session")
def run_dir(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented run on disk."""
    out = tmp_path_factory.mktemp("runs") / "2026-11-23-01"
    write_run(report, out, {"xlsx", "parquet"})
    return out
