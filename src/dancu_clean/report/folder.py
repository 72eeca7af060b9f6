"""The run folder: it appears whole or not at all, and only its owner can read it."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from dancu_clean.errors import OutputError
from dancu_clean.model import Report
from dancu_clean.report.tables import write_table
from dancu_clean.report.workbook import write_workbook

WORKBOOK = "bao_cao.xlsx"
_HINT = "Chọn thư mục khác bằng --out, hoặc kiểm tra quyền ghi và dung lượng ổ đĩa."
_OWNER_DIR, _OWNER_FILE = 0o700, 0o600


def write_run(report: Report, out: Path, formats: Collection[str]) -> None:
    """Write all files of a run into `out`; `formats` may hold `parquet` and `xlsx`.

    The files are made in a hidden folder beside `out`, which is renamed at the end. Raises
    OutputError when `out` already holds something or the disk refuses.
    """
    check_target(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        try:
            _fill(report, work, formats)
            _lock(work)
            if out.exists():
                out.rmdir()
            work.rename(out)
        finally:
            if work.exists():
                shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            f"Không ghi được thư mục kết quả: {error.strerror or 'ổ đĩa từ chối'}.",
            where=str(out),
            hint=_HINT,
        ) from error


def check_target(out: Path) -> None:
    """Raise OutputError when `out` is a file or a folder that holds anything."""
    try:
        if not out.exists():
            return
        if not out.is_dir():
            message = "Nơi ghi kết quả là một tệp, không phải thư mục."
        elif (out / "run.json").exists():
            message = "Thư mục kết quả đã chứa một lần chạy khác."
        elif any(out.iterdir()):
            message = "Thư mục kết quả không rỗng."
        else:
            return
    except OSError as error:
        raise OutputError("Không mở được thư mục kết quả.", where=str(out), hint=_HINT) from error
    raise OutputError(message, where=str(out), hint="Chọn thư mục khác bằng --out.")


def _fill(report: Report, work: Path, formats: Collection[str]) -> None:
    if "parquet" in formats:
        write_table(report.records, work / "records.parquet")
        write_table(report.findings, work / "findings.parquet")
        write_table(report.links, work / "links.parquet")
    if "xlsx" in formats:
        write_workbook(report, work / WORKBOOK)
    _write_json(report.summary, work / "summary.json")
    _write_json(report.run, work / "run.json")


def _write_json(content: dict[str, Any], path: Path) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
    path.write_text(text + "\n", encoding="utf-8")


def _lock(work: Path) -> None:
    """Leave the folder to its owner alone: it holds citizens' data."""
    for path in work.iterdir():
        path.chmod(_OWNER_FILE)
    work.chmod(_OWNER_DIR)
