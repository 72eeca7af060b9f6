"""The line: read → normalise → validate → match → compare → report."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dancu_clean import __version__, findings
from dancu_clean.comparing.alone import without_reference
from dancu_clean.deciding.store import read_decisions
from dancu_clean.errors import SourceError
from dancu_clean.lang import t
from dancu_clean.model import Matches, Reading, Records, Report, Source, Verdict
from dancu_clean.reading.paths import display_names, expand
from dancu_clean.reading.saved import SavedTable
from dancu_clean.spec import Dataset
from dancu_clean.steps.compare import compare
from dancu_clean.steps.cross import cross
from dancu_clean.steps.match import Reference, match
from dancu_clean.steps.normalise import normalise
from dancu_clean.steps.read import ReadOptions, read_sources
from dancu_clean.steps.report import build_report
from dancu_clean.steps.validate import validate


@dataclass(frozen=True)
class Job:
    """What is to be done: the lists, the reference (none for `check`), the day of judgement."""

    sources: tuple[Path, ...]
    reference: tuple[Path, ...]
    as_of: date
    catalog: Mapping[str, Dataset]
    dataset: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    saved: tuple[SavedTable, ...] = ()
    purpose: str = ""
    decisions: Path | None = None


Tell = Callable[[str], None]


@dataclass
class Clock:
    """Seconds and peak memory (MB) per step, told as they pass."""

    tell: Tell
    steps: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str, label: str) -> Iterator[None]:
        """Time one step."""
        self.tell(label)
        start = time.perf_counter()
        yield
        seconds = round(time.perf_counter() - start, 3)
        self.steps.append({"step": name, "seconds": seconds, "peak_mb": _peak_mb()})


def _peak_mb() -> int | None:
    """Return the most memory used so far, None where the system does not tell (Windows)."""
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run(job: Job, tell: Tell) -> tuple[Report, list[SourceError]]:
    """Check the job's lists against its reference; return the report and the lists that failed.

    Without a reference everything is done that needs none. Raises `SourceError` when no list or
    not the reference can be read.
    """
    clock = Clock(tell)
    decisions = read_decisions(job.decisions) if job.decisions else None
    with clock.step("read", t("Đọc danh sách", "Reading the lists")):
        sources, failures = _read(job)
    with clock.step("reference", t("Đọc dữ liệu gốc", "Reading the reference")):
        reference = _reference(job)
    with clock.step("normalise", t("Chuẩn hóa", "Normalising")):
        lists = [normalise(source, job.as_of) for source in sources]
    with clock.step("validate", t("Kiểm tra từng danh sách", "Validating each list")):
        validated = [validate(records, job.as_of) for records in lists]
    with clock.step("match", t("Tìm người trong dữ liệu gốc", "Matching with the reference")):
        matches = _match(lists, reference)
    with clock.step("compare", t("So sánh", "Comparing")):
        verdicts = _compare(job, lists, reference, matches, validated)
    with clock.step("report", t("Lập báo cáo", "Building the report")):
        tables = list(zip(lists, matches, verdicts, strict=True))
        info = _run_info(job, sources, failures, clock)
        if reference is not None:
            info["reference"] = {"repeated_numbers": _repeated_numbers(reference)}
        catalog = _with_found(job.catalog, lists)
        report = build_report(tables, reference, info, catalog, decisions)
    return report, failures


def look(job: Job, rows: int) -> tuple[list[tuple[Source, Records]], list[SourceError]]:
    """Read the job's lists and clean the first rows of each: what a run would make of them."""
    sources, failures = _read(job)
    return [(source, normalise(_first(source, rows), job.as_of)) for source in sources], failures


def _first(source: Source, rows: int) -> Source:
    return replace(
        source,
        raw=source.raw.head(rows),
        source_row=source.source_row[:rows],
        repairs=source.repairs[source.repairs["row"] < rows],
        problems=source.problems[source.problems["row"] < rows],
    )


def _with_found(catalog: Mapping[str, Dataset], lists: list[Records]) -> dict[str, Dataset]:
    """Return the datasets with the undeclared fields that the lists turned out to have."""
    known = dict(catalog)
    for records in lists:
        declared = known[records.dataset.name]
        fields = {**declared.fields, **records.dataset.fields}
        known[declared.name] = replace(declared, fields=fields)
    return known


def check_rows(dataset: Dataset, raw: pd.DataFrame, as_of: date) -> tuple[Records, pd.DataFrame]:
    """Clean and validate rows that stand in no file; return them with their partial findings."""
    reading = Reading("", Path(), "", "", None, dataset.name, 1.0, 0, (), {}, len(raw))
    records = normalise(Source(dataset, reading, raw, np.arange(len(raw))), as_of)
    return records, validate(records, as_of)


def _read(job: Job) -> tuple[list[Source], list[SourceError]]:
    options = ReadOptions(job.dataset, dict(job.headings), job.saved)
    sources, failures = read_sources(job.sources, job.catalog, options)
    if not sources:
        raise failures[0] if failures else _nothing_to_do(job.sources)
    return sources, failures


def _nothing_to_do(paths: Sequence[Path]) -> SourceError:
    return SourceError(
        t("Không có danh sách nào để đọc.", "There is no list to read."),
        where=", ".join(str(path) for path in paths),
    )


def _reference(job: Job) -> Records | None:
    """Read and clean the reference; several tables of it are joined to one."""
    if not job.reference:
        return None
    sources, failures = read_sources(
        job.reference, job.catalog, ReadOptions(dataset="population", heading_map={})
    )
    if failures or not sources:
        cause = failures[0] if failures else _nothing_to_do(job.reference)
        raise SourceError(
            t("Không đọc được dữ liệu gốc: ", "The reference cannot be read: ") + cause.message,
            where=cause.where,
            hint=cause.hint,
        )
    parts = [normalise(source, job.as_of) for source in sources]
    joined = parts[0]
    if len(parts) > 1:
        joined = replace(
            joined,
            frame=pd.concat([part.frame for part in parts], ignore_index=True),
            raw=pd.concat([part.raw for part in parts], ignore_index=True),
        )
    return _with_remark(joined, _repeated_numbers(joined))


def _repeated_numbers(reference: Records) -> int:
    """Return how many personal numbers of the reference stand in more than one row."""
    numbers = reference.frame["personal_id"].dropna()
    return int(numbers[numbers.duplicated()].nunique())


def _with_remark(reference: Records, repeated: int) -> Records:
    if not repeated:
        return reference
    remark = t(
        f"Dữ liệu gốc có {repeated} số định danh ghi ở nhiều dòng.",
        f"The reference has {repeated} personal numbers that stand in several rows.",
    )
    remarks = (*reference.reading.remarks, remark)
    return replace(reference, reading=replace(reference.reading, remarks=remarks))


def _match(lists: list[Records], reference: Records | None) -> list[Matches | None]:
    if reference is None:
        return [None] * len(lists)
    prepared = Reference(reference)
    return [match(records, prepared) for records in lists]


def _compare(
    job: Job,
    lists: list[Records],
    reference: Records | None,
    matches: list[Matches | None],
    validated: list[pd.DataFrame],
) -> list[Verdict]:
    """Judge each list against the reference, then the lists against each other."""
    verdicts = [
        without_reference(records, found)
        if reference is None or links is None
        else compare(records, reference, links, found)
        for records, links, found in zip(lists, matches, validated, strict=True)
    ]
    tables = list(zip(lists, matches, verdicts, strict=True))
    return [
        replace(verdict, findings=findings.concat([verdict.findings, more]))
        for verdict, more in zip(verdicts, cross(tables, reference, job.as_of), strict=True)
    ]


def _run_info(
    job: Job, sources: list[Source], failures: list[SourceError], clock: Clock
) -> dict[str, Any]:
    inputs = {source.reading.file: source.reading.path for source in sources}
    references = display_names(expand(job.reference)[0])
    used = {source.dataset.name for source in sources} | ({"population"} if references else set())
    return {
        "version": __version__,
        "python": sys.version.split()[0],
        "as_of": job.as_of.isoformat(),
        "purpose": job.purpose,
        "sources": [str(path) for path in job.sources],
        "dataset": job.dataset,
        "headings": dict(job.headings),
        "inputs": {name: _sha256(path) for name, path in sorted(inputs.items())},
        "decisions": _sha256(job.decisions) if job.decisions and job.decisions.exists() else None,
        "references": {name: _sha256(path) for path, name in references.items()},
        "schemas": {f"{name}.yaml": _sha256(job.catalog[name].path) for name in sorted(used)},
        "failures": [{"where": error.where, "message": error.message} for error in failures],
        "steps": clock.steps,
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
