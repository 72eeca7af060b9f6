"""`bao_cao.xlsx`: the review desk, one module per group of sheets, written in this order."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dancu_clean.model import Report
from dancu_clean.report import (
    cover,
    figures,
    handover,
    howto,
    lists,
    reading,
    review,
    units,
)
from dancu_clean.report.desk import make_desk
from dancu_clean.report.sheet import Book

_TITLE = "Báo cáo làm sạch dữ liệu công dân"

SHEETS = (
    cover.write_cover,
    figures.write_summary,
    units.write_units,
    review.write_findings,
    review.write_persons,
    lists.write_repeated,
    lists.write_missing,
    lists.write_moves,
    handover.write_updates,
    handover.write_justice,
    lists.write_unreadable,
    reading.write_readings,
    reading.write_rules,
    howto.write_guide,
)


def write_workbook(report: Report, path: Path) -> None:
    """Write the workbook of a run; a sheet without rows is left out.

    The same report gives the same file. Raises OutputError when the disk refuses.
    """
    desk = make_desk(report)
    as_of = str(report.run.get("as_of") or "2000-01-01")[:10]
    footer = f"dancu-clean, ngày tính {as_of[8:10]}/{as_of[5:7]}/{as_of[:4]}"
    made, run = datetime.fromisoformat(as_of), str(report.run.get("run_id") or "")
    with Book(path, title=_TITLE, footer=footer, made=made, run=run) as book:
        for write in SHEETS:
            write(book, desk)
