"""The run folder: it appears whole or not at all, and only its owner can read it."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dancu_clean.errors import OutputError
from dancu_clean.lang import t
from dancu_clean.model import Report
from dancu_clean.report.tables import write_table
from dancu_clean.report.workbook import write_workbook

WORKBOOK = "bao_cao.xlsx"
_HINT = (
    "Chọn thư mục khác bằng --out, hoặc kiểm tra quyền ghi và dung lượng ổ đĩa.",
    "Choose another folder by --out, or see to the rights and the room on the disk.",
)
_SAID = {
    errno.ENOSPC: ("ổ đĩa đã đầy", "the disk is full"),
    errno.EDQUOT: ("ổ đĩa đã đầy", "the disk is full"),
    errno.EACCES: ("không có quyền ghi", "no right to write there"),
    errno.EPERM: ("không có quyền ghi", "no right to write there"),
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    errno.ENAMETOOLONG: ("tên thư mục quá dài", "the folder's name is too long"),
}
_OWNER_DIR, _OWNER_FILE = 0o700, 0o600


def write_run(report: Report, out: Path, formats: Collection[str]) -> None:
    """Write all files of a run into `out`; `formats` may hold `parquet` and `xlsx`.

    The files are made in a hidden folder beside `out`, which is renamed at the end. Raises
    OutputError when `out` already holds something or the disk refuses.
    """
    check_target(out)
    try:
        with _work_folder(out) as work:
            _fill(report, work, formats)
            _lock(work)
            if out.exists():
                out.rmdir()
            work.rename(out)
    except OSError as error:
        said = _SAID.get(error.errno or 0, ("ổ đĩa từ chối", "the disk refuses"))
        raise OutputError(
            t("Không ghi được thư mục kết quả: ", "The run folder cannot be written: ")
            + t(*said)
            + ".",
            where=str(out),
            hint=t(*_HINT),
        ) from error


@contextmanager
def _work_folder(out: Path) -> Iterator[Path]:
    """Make a hidden folder beside `out`; what is not renamed to `out` goes, parents too."""
    missing = [folder for folder in out.absolute().parents if not folder.exists()]
    work: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        yield work
    finally:
        if work is not None and work.exists():
            shutil.rmtree(work, ignore_errors=True)
        with suppress(OSError):  # a parent that holds something stays
            for folder in missing:
                folder.rmdir()


def check_target(out: Path) -> None:
    """Raise OutputError when `out` cannot become a run folder: asked before the work starts."""
    try:
        fault = _fault_of(out)
    except OSError:
        fault = t("Không mở được thư mục kết quả.", "The run folder cannot be opened.")
    if fault:
        raise OutputError(fault, where=str(out), hint=t(*_HINT))


def _fault_of(out: Path) -> str:
    """Return what stands against writing a run to `out`, or an empty text."""
    if out.is_dir():
        if (out / "run.json").exists():
            return t(
                "Thư mục kết quả đã chứa một lần chạy khác.", "The folder holds a run already."
            )
        if any(out.iterdir()):
            return t("Thư mục kết quả không rỗng.", "The run folder is not empty.")
    # The run is made beside `out`, so it is the folder above that must take it.
    above = next(folder for folder in out.absolute().parents if folder.exists())
    if (out.exists() and not out.is_dir()) or not above.is_dir():
        return t(
            "Nơi ghi kết quả là một tệp, không phải thư mục.", "The place is a file, no folder."
        )
    refused = t("Không có quyền ghi vào nơi để kết quả.", "The place may not be written to.")
    if not os.access(above, os.W_OK | os.X_OK):
        return refused
    try:
        with _work_folder(out):
            return ""
    except OSError as error:
        return t(*_SAID[error.errno]).capitalize() + "." if error.errno in _SAID else refused


def _fill(report: Report, work: Path, formats: Collection[str]) -> None:
    if "parquet" in formats:
        write_table(report.records, work / "records.parquet")
        write_table(report.findings, work / "findings.parquet")
        write_table(report.links, work / "links.parquet")
        if report.decided is not None:
            write_table(report.decided, work / "decided.parquet")
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
