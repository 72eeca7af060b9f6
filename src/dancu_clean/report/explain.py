"""Why a record got its person and outcome, or a row its finding: one sentence per field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from dancu_clean.errors import UsageError
from dancu_clean.registry import RULES
from dancu_clean.report.desk import Labels
from dancu_clean.report.tables import read_rows
from dancu_clean.report.words import (
    CRITERIA,
    FIELDS,
    LEVELS,
    LEVELS_EN,
    LIFE,
    OUTCOMES,
    OUTCOMES_EN,
    SEVERITIES,
    score_words,
    show_number,
)

_HINT = {
    "vi": "Chép từ cột 'Mã bản ghi' hoặc 'Mã sai lệch' của báo cáo, hoặc viết 'tên tệp:số dòng'.",
    "en": "Copy a key from 'Mã bản ghi' or 'Mã sai lệch' of the report, or write 'file:row'.",
}
_NOBODY = (
    "Không có ai trong dữ liệu dân cư đủ giống để đề xuất.",
    "Nobody in the reference is near enough to be proposed.",
)
_RAW = "Trong danh sách ghi"
Row = dict[str, Any]


def explain(run_dir: Path, key: str, lang: str = "vi") -> dict[str, Any]:
    """Explain a record or a finding of a run.

    `key` is a record key, a finding id, `file:row` or a row number as Excel shows it. Returns
    `kind`, `key`, `lines` (sentences to print) and the parts they were made of. Raises
    UsageError for a folder that is no run, and for a key that names nothing or too much.
    """
    run = _run(run_dir, lang)
    labels = Labels.of(run)
    found = _rows(run_dir, "findings", "finding_id", key)
    if found:
        return _finding(run_dir, found[0], labels, lang)
    records = _records(run_dir, key)
    if not records:
        raise UsageError(
            _say(lang, "Lần chạy này không có bản ghi hay sai lệch nào mang mã đó.",
                 "This run has no record or finding of that key."),
            where=run_dir.name,
            hint=_HINT[lang if lang in _HINT else "vi"],
        )  # fmt: skip
    if len(records) > 1 and key not in {str(record["record_key"]) for record in records}:
        raise UsageError(
            _say(lang, f"Có {len(records)} bản ghi ở dòng đó; hãy viết 'tên tệp:số dòng'.",
                 f"{len(records)} records stand in that row; write 'file:row'."),
            where=run_dir.name,
            hint=_HINT[lang if lang in _HINT else "vi"],
        )  # fmt: skip
    record = _record(run_dir, records[0], labels, lang)
    if not record["candidates"] and run.get("reference"):
        record["lines"].insert(2, _say(lang, *_NOBODY))
    return record


def render(reasons: dict[str, Any]) -> str:
    """Return an explanation as the text to print."""
    return "\n".join(reasons["lines"])


def _run(run_dir: Path, lang: str) -> dict[str, Any]:
    path = run_dir / "run.json"
    if not path.is_file() or not (run_dir / "records.parquet").is_file():
        raise UsageError(
            _say(lang, "Thư mục này không phải kết quả một lần chạy.", "This folder is not a run."),
            where=str(run_dir),
            hint=_say(lang, "Chỉ thư mục có run.json và records.parquet.",
                      "Name the folder that holds run.json and records.parquet."),
        )  # fmt: skip
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _rows(run_dir: Path, table: str, column: str, value: Any) -> list[Row]:
    frame = read_rows(run_dir / f"{table}.parquet", column, value)
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def _records(run_dir: Path, key: str) -> list[Row]:
    """Find records by key, by `file:row`, or by row."""
    found = _rows(run_dir, "records", "record_key", key)
    file, _, row = key.rpartition(":")
    if not found and row.strip().isdigit() and len(row) < 10:
        found = _rows(run_dir, "records", "source_row", int(row))
        if file:
            found = [record for record in found if record["source_file"] == file]
    return found


def _say(lang: str, vi: str, en: str) -> str:
    return en if lang == "en" else vi


def _same_place(rows: list[Row], record: Row) -> list[Row]:
    place = ("dataset", "source_file", "source_sheet", "source_row")
    return [row for row in rows if all(row[name] == record[name] for name in place)]


def _record(run_dir: Path, record: Row, labels: Labels, lang: str) -> dict[str, Any]:
    key = record["record_key"]
    links = _same_place(_rows(run_dir, "links", "record_key", key), record)
    links.sort(key=lambda link: int(link["rank"]))
    findings = _same_place(_rows(run_dir, "findings", "record_key", key), record)
    lines = [_where(record, labels, lang), _verdict(record, lang)]
    candidates = [_candidate(link, record, labels, lang) for link in links]
    for candidate in candidates:
        lines += ["", candidate["title"], *[f"  - {line}" for line in candidate["fields"]]]
    lines += _lost(links, lang)
    if findings:
        lines += ["", _say(lang, "Sai lệch của bản ghi:", "Findings of this record:")]
        lines += [f"  - {_brief(row, labels, lang)}" for row in findings]
    return {
        "kind": "record",
        "key": key,
        "outcome": record["outcome"],
        "person_id": record["person_id"],
        "linked": record["linked"],
        "score": record["score"],
        "candidates": candidates,
        "findings": [row["finding_id"] for row in findings],
        "lines": lines,
    }


def _where(record: Row, labels: Labels, lang: str) -> str:
    sheet = f", {_say(lang, 'trang tính', 'sheet')} {record['source_sheet']}"
    return (
        f"{labels.dataset(record['dataset'])}: {record['source_file']}"
        f"{sheet if record['source_sheet'] else ''}"
        f", {_say(lang, 'dòng', 'row')} {record['source_row']}."
    )


def _verdict(record: Row, lang: str) -> str:
    outcome = (OUTCOMES_EN if lang == "en" else OUTCOMES).get(record["outcome"] or "")
    text = f"{_say(lang, 'Kết quả', 'Outcome')}: {outcome or _say(lang, 'chưa đối sánh', 'none')}"
    if record["person_id"] is None:
        return f"{text}."
    state = (
        _say(lang, "đã nhận, không cần người xem", "accepted without review")
        if record["linked"]
        else _say(lang, "cần người xem và quyết định", "to be reviewed and decided")
    )
    return f"{text}; {state}."


def _candidate(link: Row, record: Row, labels: Labels, lang: str) -> dict[str, Any]:
    percent = show_number(100 * float(link["score"]), 1)
    rank = int(link["rank"])
    person = link["person_id"] or _say(lang, "chưa có", "none")
    likely = f" ({score_words(float(link['score']))})" if lang != "en" else ""
    title = _say(
        lang,
        f"Người {rank} (số {person}): khả năng {percent} %{likely}.",
        f"Person {rank} (number {person}): probability {percent} %.",
    )
    life = link.get("reference_life_status")
    fields = []
    if life and life != "alive":
        fields.append(
            _say(lang, f"Tình trạng trong dữ liệu dân cư: {LIFE.get(life, life)}.",
                 f"Life status in the reference: {life}.")
        )  # fmt: skip
    names = [name[: -len("_level")] for name in link if name.endswith("_level")]
    fields += [s for name in names if (s := _sentence(name, link, record, labels, lang))]
    return {"rank": rank, "person_id": link["person_id"], "score": link["score"], "title": title,
            "fields": fields}  # fmt: skip


def _sentence(name: str, link: Row, record: Row, labels: Labels, lang: str) -> str | None:
    """Say what held for one field, both values, and how much it weighed."""
    level, weight = link[f"{name}_level"], link.get(f"{name}_weight")
    if level is None:
        return None
    label = name if lang == "en" else FIELDS.get(name, labels.field(record["dataset"], name))
    words = (LEVELS_EN if lang == "en" else LEVELS).get(level, level.replace("_", " "))
    own = "personal_id" if name == "number" else name
    own = "permanent_address" if name == "address" else own
    ours = record.get(own)
    theirs = link["person_id"] if name == "number" else link.get(f"reference_{name}")
    pair = ""
    if ours and theirs and level != "equal":
        pair = f" ({labels.value(own, str(ours))} – {labels.value(own, str(theirs))})"
    return f"{label}: {words}{pair}{_weighed(weight, lang)}."


def _weighed(weight: Any, lang: str) -> str:
    if weight is None or pd.isna(weight):
        return ""
    value = float(weight)
    if abs(value) < 0.05:
        return _say(lang, ", không nói lên điều gì", ", says nothing")
    figure = show_number(abs(value), 1) if lang != "en" else f"{abs(value):.1f}"
    if value > 0:
        return _say(lang, f", ủng hộ (+{figure})", f", speaks for (+{figure})")
    return _say(lang, f", chống lại (−{figure})", f", speaks against (−{figure})")


def _lost(links: list[Row], lang: str) -> list[str]:
    """Say why the candidates behind the first one lost: the field that told them apart most."""
    lines = []
    weights = [name for name in (links[0] if links else {}) if name.endswith("_weight")]
    for link in links[1:]:
        gaps = {
            name[: -len("_weight")]: float(links[0][name] or 0) - float(link[name] or 0)
            for name in weights
        }
        worst = max(gaps, key=lambda name: gaps[name], default=None)
        rank = int(link["rank"])
        if worst is None or gaps[worst] < 0.05:
            lines.append(
                _say(lang, f"Người {rank} khớp ngang người 1: danh sách thiếu thông tin để chọn.",
                     f"Person {rank} fits as well as person 1: the list cannot tell them apart.")
            )  # fmt: skip
            continue
        label = worst if lang == "en" else FIELDS.get(worst, worst).lower()
        gap = show_number(gaps[worst], 1) if lang != "en" else f"{gaps[worst]:.1f}"
        lines.append(
            _say(lang, f"Người {rank} kém người 1 nhiều nhất ở {label} (kém {gap}).",
                 f"Person {rank} falls behind person 1 most in {label} (by {gap}).")
        )  # fmt: skip
    return ["", *lines] if lines else []


def _brief(row: Row, labels: Labels, lang: str) -> str:
    severity = row["severity"] if lang == "en" else SEVERITIES.get(row["severity"], row["severity"])
    return f"[{row['finding_id']}] {severity}: {row['message']}"


def _finding(run_dir: Path, row: Row, labels: Labels, lang: str) -> dict[str, Any]:
    rule = RULES.get(row["rule"])
    criterion = row["criterion"] if lang == "en" else CRITERIA.get(row["criterion"])
    lines = [_where(row, labels, lang) if row["source_row"] is not None else
             f"{labels.dataset(row['dataset'])}."]  # fmt: skip
    lines.append(f"{_brief(row, labels, lang)} ({criterion}).")
    field = row["field"]
    values = (
        ("value_raw", _RAW, "As written in the list"),
        ("value", "Sau chuẩn hóa", "After cleaning"),
        ("reference_value", "Cơ sở dữ liệu dân cư", "Population reference"),
        ("proposed_value", "Đề xuất", "Proposed"),
    )
    for name, vi, en in values:
        if row[name] is not None:
            of = f" ({labels.field(row['dataset'], field)})" if field and vi == _RAW else ""
            lines.append(f"{_say(lang, vi, en)}{of}: {labels.value(field, str(row[name]))}.")
    lines.append(f"{_say(lang, 'Quy tắc', 'Rule')} {row['rule']}.")
    if rule:
        lines.append(rule.doc.split("\n\n")[0].replace("\n", " ") if lang == "en" else rule.title)
    if rule and rule.law:
        lines.append(f"{_say(lang, 'Căn cứ', 'Legal basis')}: {rule.law}.")
    return {"kind": "finding", "key": row["finding_id"], "finding": row, "lines": lines,
            "law": rule.law if rule else ""}  # fmt: skip
