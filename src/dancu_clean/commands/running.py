"""`run` and `check`: from arguments to a run folder, a summary and an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from dancu_clean.commands.asking import Asked, asked, say_left_out
from dancu_clean.commands.failing import as_dict, render
from dancu_clean.commands.table import summary_table
from dancu_clean.deciding.store import FILE
from dancu_clean.errors import DancuError, UsageError, nearest
from dancu_clean.lang import t
from dancu_clean.model import Report
from dancu_clean.pipeline import Job
from dancu_clean.pipeline import run as run_line
from dancu_clean.report.folder import check_target, write_run
from dancu_clean.spec import Dataset

FORMATS = ("xlsx", "parquet")
FAIL_ON = ("error", "warning", "never")
RUNS = Path("ket_qua")
_SURE_OF_KIND = 0.6


@dataclass(frozen=True)
class Options:
    """The shared options as typed."""

    dataset: str | None = None
    as_of: str | None = None
    headings: tuple[str, ...] = ()
    formats: str = "xlsx,parquet"
    schemas: Path | None = None
    json: bool = False
    fail_on: str = "never"
    quiet: bool = False
    decisions: Path | None = None


def check(sources: list[Path], out: Path | None, options: Options) -> int:
    """Do everything that needs no reference."""
    return _do(asked(sources, options.schemas), (), out, options)


def run(sources: list[Path], reference: list[Path], out: Path | None, options: Options) -> int:
    """Check lists against the reference that the command line or the job file names."""
    task = asked(sources, options.schemas)
    against = tuple(reference) or task.job.reference
    if not against:
        raise UsageError(
            t("Thiếu --reference.", "Missing --reference."),
            hint=t(
                "Chỉ rõ dữ liệu dân cư, hoặc dùng dancu-clean check khi không có.",
                "Name the population reference, or use dancu-clean check without one.",
            ),
        )
    return _do(task, against, out, options)


def _do(task: Asked, reference: tuple[Path, ...], out: Path | None, options: Options) -> int:
    """Do the job; returns 0, 1 (findings at `fail_on`) or 5 (some lists failed)."""
    formats = _words(options.formats, FORMATS, "--format")
    (fail_on,) = _words(options.fail_on, FAIL_ON, "--fail-on")
    job = Job(
        sources=task.job.sources,
        reference=reference,
        as_of=parse_day(options.as_of or task.job.as_of),
        catalog=task.catalog,
        dataset=dataset_name(options.dataset, task.catalog),
        headings=parse_headings(options.headings),
        saved=task.job.tables,
        purpose=task.job.purpose,
    )
    folder = out or task.job.out or _next_folder(job.as_of)
    check_target(folder)
    job = replace(job, decisions=options.decisions or folder.absolute().parent / FILE)
    report, failures = run_line(job, _talker(options.quiet))
    if not options.quiet:
        say_left_out(task)
    write_run(report, folder, formats)
    _show(report, folder, failures, options)
    if failures:
        return 5
    return int(_worst(report, fail_on))


def _talker(quiet: bool) -> Any:
    def tell(text: str) -> None:
        if not quiet:
            print(f"  · {text} …", file=sys.stderr, flush=True)

    return tell


def _words(text: str, allowed: tuple[str, ...], option: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    for word in words or ("",):
        if word not in allowed:
            near = nearest(word, allowed)
            raise UsageError(
                t(f"“{word}” không phải giá trị của {option}.", f"{option} has no “{word}”."),
                hint=t("Chọn: ", "Choose: ")
                + ", ".join(allowed)
                + (t(f". Có phải “{near}”?", f". Did you mean “{near}”?") if near else ""),
            )
    return words


def parse_day(text: str | None) -> date:
    """Read `--as-of` (yyyy-mm-dd or dd/mm/yyyy); today when it was not given."""
    if text is None:
        return date.today()
    parts = text.split("/")
    iso = "-".join(part.zfill(2) for part in reversed(parts)) if len(parts) == 3 else text
    try:
        return date.fromisoformat(iso)
    except ValueError:
        raise UsageError(
            t("Ngày không đọc được.", "The date cannot be read."),
            where=f"--as-of {text}",
            hint=t("Viết như 2026-11-22 hoặc 22/11/2026.", "Write 2026-11-22 or 22/11/2026."),
        ) from None


def dataset_name(name: str | None, catalog: dict[str, Dataset]) -> str | None:
    """Check the value of `--as`."""
    if name is None or name in catalog:
        return name
    near = nearest(name, catalog)
    raise UsageError(
        t(f"Không có loại danh sách “{name}”.", f"There is no dataset “{name}”."),
        where="--as",
        hint=(t(f"Có phải “{near}”? ", f"Did you mean “{near}”? ") if near else "")
        + t("Xem: dancu-clean schemas.", "See: dancu-clean schemas."),
    )


def parse_headings(texts: tuple[str, ...]) -> dict[str, str]:
    """Read every `--map "HEADING=field"`."""
    found = {}
    for text in texts:
        heading, sign, field = text.rpartition("=")
        if not sign or not heading.strip() or not field.strip():
            raise UsageError(
                t("--map cần dạng “TIÊU ĐỀ=trường”.", "--map takes “HEADING=field”."),
                hint='--map "Số giấy tờ=personal_id"',
            )
        found[heading.strip()] = field.strip()
    return found


def _next_folder(as_of: date) -> Path:
    number = 1
    while (RUNS / f"{as_of.isoformat()}-{number:02d}").exists():
        number += 1
    return RUNS / f"{as_of.isoformat()}-{number:02d}"


def _show(report: Report, folder: Path, failures: Sequence[DancuError], options: Options) -> None:
    if options.json:
        shown = {
            "run": str(folder),
            "summary": report.summary,
            "failures": [as_dict(error) for error in failures],
        }
        print(json.dumps(shown, ensure_ascii=False, indent=2, default=str))
    else:
        print(summary_table(report))
        book = folder / "bao_cao.xlsx"
        print(t("Báo cáo: ", "Report: ") + str(book if book.exists() else folder))
    for remark in (*_reference_remarks(report), *_doubtful_kinds(report), *_decided(report)):
        print(remark, file=sys.stderr)
    for error in failures:
        print(render(error), file=sys.stderr)


def _reference_remarks(report: Report) -> tuple[str, ...]:
    """Return what the user must know of the reference: its numbers that are not unique."""
    repeated = report.run.get("reference", {}).get("repeated_numbers", 0)
    if not repeated:
        return ()
    return (
        t(
            f"Lưu ý: dữ liệu gốc có {repeated} số định danh ghi ở nhiều dòng (xem trang "
            "“Cách đọc tệp”).",
            f"Note: {repeated} personal numbers of the reference stand in several rows.",
        ),
    )


def _doubtful_kinds(report: Report) -> list[str]:
    """Return a line for every list whose kind was told from few headings only."""
    doubtful = [one for one in report.readings if one.dataset_confidence < _SURE_OF_KIND]
    return [
        t(
            f"Lưu ý: chưa chắc {one.file} là “{one.dataset}”; nếu không đúng, chạy lại với --as.",
            f"Note: {one.file} may not be “{one.dataset}”; if it is not, run again with --as.",
        )
        for one in doubtful
    ]


def _decided(report: Report) -> tuple[str, ...]:
    """Return how many findings earlier decisions closed."""
    count = 0 if report.decided is None else len(report.decided)
    if not count:
        return ()
    said = t("sai lệch đã có quyết định từ trước, không hỏi lại", "findings were decided before")
    return (f"{count} {said}.",)


def _worst(report: Report, fail_on: str) -> bool:
    levels = {"never": (), "error": ("error",), "warning": ("error", "warning")}[fail_on]
    return bool(report.findings["severity"].isin(levels).any())
