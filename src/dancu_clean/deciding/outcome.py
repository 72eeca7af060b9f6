"""`<run>-sau-duyet/`: everything that follows from the decisions about a run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from dancu_clean.deciding.corrected import Correcting, Left
from dancu_clean.deciding.decided import Decided
from dancu_clean.deciding.folder import Run
from dancu_clean.deciding.handing import write_lists
from dancu_clean.deciding.sources import Lists
from dancu_clean.errors import OutputError
from dancu_clean.lang import t
from dancu_clean.spec import Dataset

SUFFIX = "-sau-duyet"
CORRECTED = "danh_sach"


def folder_of(run: Run) -> Path:
    """Return the folder beside the run into which the results go."""
    folder = run.folder.absolute()
    return folder.with_name(folder.name + SUFFIX)


def write_outcome(
    run: Run, lists: Lists, decided: Sequence[Decided], catalog: Mapping[str, Dataset]
) -> tuple[list[Path], list[Left]]:
    """Write corrected lists and the lists to hand over; return the files and what had to stay.

    They are made aside and put in place at the end; a file of an earlier `apply` of this run is
    replaced, what others put there stays.
    """
    out = folder_of(run)
    try:
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        try:
            corrected, left = Correcting(run, lists, catalog).write(decided, work / CORRECTED)
            files = [*corrected, *write_lists(run, decided, catalog, work)]
            return _put(files, work, out), left
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            t("Không ghi được kết quả sau duyệt.", "The results cannot be written."),
            where=str(out),
            hint=t(
                "Đóng tệp nếu đang mở; kiểm tra quyền ghi và dung lượng ổ đĩa.",
                "Close what is open; see to the rights and the room on the disk.",
            ),
        ) from error


def _put(files: Sequence[Path], work: Path, out: Path) -> list[Path]:
    placed = []
    for file in files:
        target = out / file.relative_to(work)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.chmod(0o600)
        file.replace(target)
        placed.append(target)
    if placed:
        out.chmod(0o700)
    return placed
