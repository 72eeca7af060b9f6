"""`inspect`, `explain`, `rules`, `schemas`: commands that only show."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dancu_clean import lang
from dancu_clean.commands.asking import asked, say_left_out
from dancu_clean.commands.failing import as_dict, render
from dancu_clean.commands.running import dataset_name, parse_headings
from dancu_clean.errors import OutputError, UsageError, nearest
from dancu_clean.lang import t
from dancu_clean.model import Reading
from dancu_clean.reading.jobfile import is_job_file, job_text
from dancu_clean.registry import RULES, Rule
from dancu_clean.spec import Dataset, FieldSpec, load_catalog

_CLEANED_ROWS = 2000
SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}
CRITERIA = {"dung": "đúng", "du": "đủ", "sach": "sạch", "song": "sống", "thong_nhat": "thống nhất"}


def _print_json(value: Any) -> None:
    print(json_module.dumps(value, ensure_ascii=False, indent=2, default=str))


def inspect(
    sources: list[Path],
    dataset: str | None,
    headings: tuple[str, ...],
    schemas: Path | None,
    save: Path | None,
    json: bool,
) -> int:
    """Show how every table of the sources is read; returns 0 or 5 when some cannot be."""
    from dancu_clean.inspecting import describe
    from dancu_clean.inspecting import render as render_reading
    from dancu_clean.pipeline import Job, look

    task = asked(sources, schemas)
    _check_save(save)
    job = Job(
        sources=task.job.sources,
        reference=(),
        as_of=date.today(),
        catalog=task.catalog,
        dataset=dataset_name(dataset, task.catalog),
        headings=parse_headings(headings),
        saved=task.job.tables,
    )
    tables, failures = look(job, _CLEANED_ROWS)
    say_left_out(task)
    described = [describe(source, records) for source, records in tables]
    if save is not None:
        _save(save, [source.reading for source, _ in tables], schemas or task.job.schemas)
    if json:
        _print_json({"tables": described, "failures": [as_dict(error) for error in failures]})
    else:
        print("\n\n".join(render_reading(one, lang.chosen()) for one in described))
    for error in failures:
        print(render(error), file=sys.stderr)
    return 5 if failures else 0


def _check_save(path: Path | None) -> None:
    if path is None:
        return
    if not is_job_file(path):
        raise UsageError(
            t("Tệp công việc cần đuôi .yaml.", "A job file ends in .yaml."),
            where=f"--save {path}",
        )
    if path.exists():
        raise OutputError(
            t("Tệp công việc đã có, không ghi đè.", "The job file is there already."),
            where=str(path),
            hint=t("Chọn tên khác hoặc xóa tệp cũ.", "Choose another name or delete it."),
        )


def _save(path: Path, readings: Sequence[Reading], schemas: Path | None) -> None:
    """Write the readings down as a job file that repeats them."""
    text = job_text(readings, path.parent, schemas)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            t("Không ghi được tệp công việc.", "The job file cannot be written."), where=str(path)
        ) from error
    said = t(
        f"Đã ghi cách đọc vào {path}. Lần sau: dancu-clean run {path} --reference DAN_CU",
        f"The reading is written to {path}. Next time: dancu-clean run {path} --reference REF",
    )
    print(said, file=sys.stderr)


def explain(run_folder: Path, key: str, json: bool) -> int:
    """Say why: one sentence per field, from the very numbers of the decision."""
    from dancu_clean.report.explain import explain as explain_key
    from dancu_clean.report.explain import render as render_reasons

    load_catalog()
    reasons = explain_key(run_folder, key, lang.chosen())
    if json:
        _print_json(reasons)
    else:
        print(render_reasons(reasons))
    return 0


def _rule_dict(rule: Rule) -> dict[str, str]:
    return {
        "code": rule.code,
        "criterion": rule.criterion,
        "severity": rule.severity,
        "title": t(rule.title, rule.title_en),
        "law": rule.law,
        "doc": rule.doc,
    }


def rules(code: str | None, json: bool) -> int:
    """List the catalogue, or one rule in full."""
    load_catalog()
    if code is not None and code not in RULES:
        near = nearest(code, RULES)
        raise UsageError(
            t(f"Không có luật “{code}”.", f"There is no rule “{code}”."),
            hint=t(f"Có phải “{near}”?", f"Did you mean “{near}”?") if near else "",
        )
    chosen = [RULES[code]] if code else [RULES[name] for name in sorted(RULES)]
    if json:
        _print_json([_rule_dict(rule) for rule in chosen])
    elif code:
        rule = chosen[0]
        print(f"{rule.code} · {CRITERIA[rule.criterion]} · {_severity(rule)}")
        print(t(rule.title, rule.title_en))
        if lang.chosen() == "en":
            print(rule.doc)
        if rule.law:
            print(t("Căn cứ: ", "Legal basis: ") + rule.law)
    else:
        for rule in chosen:
            title = t(rule.title, rule.title_en)
            print(f"{rule.code:<34} {CRITERIA[rule.criterion]:<10} {_severity(rule):<8} {title}")
    return 0


def _severity(rule: Rule) -> str:
    return t(SEVERITIES[rule.severity], rule.severity)


def _field_dict(spec: FieldSpec) -> dict[str, Any]:
    return {
        "field": spec.name,
        "label": spec.label,
        "type": spec.type,
        "required": spec.required is not None,
        "headings": list(spec.headings),
        "rules": list(spec.rules),
    }


def _dataset_dict(dataset: Dataset) -> dict[str, Any]:
    return {
        "dataset": dataset.name,
        "title": t(dataset.title, dataset.title_en or dataset.title),
        "sector": dataset.sector,
        "key": list(dataset.key),
        "fields": [_field_dict(spec) for spec in dataset.fields.values() if not spec.part_of],
    }


def schemas(name: str | None, folder: Path | None, json: bool) -> int:
    """List the datasets, or the fields of one."""
    catalog = load_catalog(folder)
    dataset_name(name, catalog)
    if json:
        chosen = [catalog[name]] if name else list(catalog.values())
        _print_json([_dataset_dict(dataset) for dataset in chosen])
    elif name is None:
        for dataset in catalog.values():
            print(f"{dataset.name:<24} {t(dataset.title, dataset.title_en or dataset.title)}")
    else:
        dataset = catalog[name]
        print(f"{dataset.name} · {t(dataset.title, dataset.title_en or dataset.title)}")
        for spec in dataset.fields.values():
            if not spec.part_of:
                need = t("bắt buộc", "required") if spec.required else ""
                print(f"  {spec.name:<28} {spec.type:<18} {need:<9} {spec.label}")
    return 0
