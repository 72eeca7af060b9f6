"""`inspect`, `explain`, `rules`, `schemas`: commands that only show."""

from __future__ import annotations

import json as json_module
import sys
from pathlib import Path
from typing import Any

from dancu_clean import lang
from dancu_clean.commands.failing import as_dict, render
from dancu_clean.commands.running import dataset_name, parse_headings
from dancu_clean.errors import UsageError, nearest
from dancu_clean.lang import t
from dancu_clean.registry import RULES, Rule
from dancu_clean.spec import Dataset, FieldSpec, load_catalog

SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}
CRITERIA = {"dung": "đúng", "du": "đủ", "sach": "sạch", "song": "sống", "thong_nhat": "thống nhất"}


def _print_json(value: Any) -> None:
    print(json_module.dumps(value, ensure_ascii=False, indent=2, default=str))


def inspect(
    sources: list[Path],
    dataset: str | None,
    headings: tuple[str, ...],
    schemas: Path | None,
    json: bool,
) -> int:
    """Show how every table of the sources is read; returns 0 or 5 when some cannot be."""
    from dancu_clean.inspecting import describe
    from dancu_clean.inspecting import render as render_reading
    from dancu_clean.steps.read import ReadOptions, read_sources

    catalog = load_catalog(schemas)
    options = ReadOptions(dataset_name(dataset, catalog), parse_headings(headings))
    tables, failures = read_sources(sources, catalog, options)
    if not tables and failures:
        raise failures[0]
    described = [describe(table) for table in tables]
    if json:
        _print_json({"tables": described, "failures": [as_dict(error) for error in failures]})
    else:
        print("\n\n".join(render_reading(one, lang.chosen()) for one in described))
    for error in failures:
        print(render(error), file=sys.stderr)
    return 5 if failures else 0


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
