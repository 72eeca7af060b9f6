"""What a command is asked to do: the command line, completed by a job file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dancu_clean.errors import UsageError
from dancu_clean.lang import t
from dancu_clean.reading.jobfile import JobFile, is_job_file, read_job
from dancu_clean.reading.paths import left_out
from dancu_clean.spec import Dataset, load_catalog

_SHOWN = 8


@dataclass(frozen=True)
class Asked:
    """The kinds of lists that are known, and what the job file adds to the command line."""

    catalog: dict[str, Dataset]
    job: JobFile


def say_left_out(task: Asked) -> None:
    """Name the files in the folders that are taken for no lists."""
    names = [path.name for path in left_out(task.job.sources)]
    if names:
        shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        print(t(f"Không đọc: {shown}", f"Not read: {shown}"), file=sys.stderr)


def asked(sources: Sequence[Path], schemas: Path | None) -> Asked:
    """Read the job file where one is named; it stands alone in place of the sources."""
    files = [path for path in sources if is_job_file(path)]
    if not files:
        return Asked(load_catalog(schemas), JobFile(tuple(sources)))
    if len(sources) > 1:
        raise UsageError(
            t(
                "Tệp công việc phải đứng một mình, các danh sách đã ghi trong đó.",
                "A job file stands alone: the lists are named in it.",
            ),
            where=str(files[0]),
            hint=t("Ghi thêm danh sách vào khóa `sources`.", "Add the lists to its `sources`."),
        )
    catalog = load_catalog(schemas or read_job(files[0]).schemas)
    fields = {name for dataset in catalog.values() for name in dataset.fields}
    return Asked(catalog, read_job(files[0], catalog, fields))
