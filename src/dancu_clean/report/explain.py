"""Why a record got its person and outcome, or a row its finding: one sentence per field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import dancu_clean.rules  # noqa: F401  the catalogue fills itself
from dancu_clean.errors import UsageError
from dancu_clean.registry import RULES
from dancu_clean.report.desk import Labels
from dancu_clean.report.tables import read_rows
from dancu_clean.report.titles import plain_title
from dancu_clean.report.weighing import Row, limit_of, lost, say, summed, weighed
from dancu_clean.report.words import (
    CRITERIA,
    FIELD_LEVELS,
    FIELDS,
    LEVELS,
    LEVELS_EN,
    LIFE,
    OUTCOMES,
    OUTCOMES_EN,
    SEVERITIES,
    score_words,
    show_percent,
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
            say(lang, "Lần chạy này không có bản ghi hay sai lệch nào mang mã đó.",
                 "This run has no record or finding of that key."),
            where=run_dir.name,
            hint=_HINT[lang if lang in _HINT else "vi"],
        )  # fmt: skip
    if len(records) > 1 and key not in {str(record["record_key"]) for record in records}:
        raise UsageError(
            say(lang, f"Có {len(records)} bản ghi ở dòng đó; hãy viết 'tên tệp:số dòng'.",
                 f"{len(records)} records stand in that row; write 'file:row'."),
            where=run_dir.name,
            hint=_HINT[lang if lang in _HINT else "vi"],
        )  # fmt: skip
    people = int((run.get("reference") or {}).get("records") or 0)
    record = _record(run_dir, records[0], labels, lang, people)
    if not record["candidates"] and run.get("reference"):
        record["lines"].insert(2, say(lang, *_NOBODY))
    return record


def render(reasons: dict[str, Any]) -> str:
    """Return an explanation as the text to print."""
    return "\n".join(reasons["lines"])


def _run(run_dir: Path, lang: str) -> dict[str, Any]:
    path = run_dir / "run.json"
    if not path.is_file() or not (run_dir / "records.parquet").is_file():
        raise UsageError(
            say(lang, "Thư mục này không phải kết quả một lần chạy.", "This folder is not a run."),
            where=str(run_dir),
            hint=say(lang, "Chỉ thư mục có run.json và records.parquet.",
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


def _same_place(rows: list[Row], record: Row) -> list[Row]:
    place = ("dataset", "source_file", "source_sheet", "source_row")
    return [row for row in rows if all(row[name] == record[name] for name in place)]


def _record(run_dir: Path, record: Row, labels: Labels, lang: str, people: int) -> dict[str, Any]:
    key = record["record_key"]
    links = _same_place(_rows(run_dir, "links", "record_key", key), record)
    links.sort(key=lambda link: int(link["rank"]))
    findings = _same_place(_rows(run_dir, "findings", "record_key", key), record)
    lines = [_where(record, labels, lang), _verdict(record, lang)]
    candidates = [_candidate(link, record, labels, lang) for link in links]
    for candidate in candidates:
        lines += ["", candidate["title"], *[f"  - {line}" for line in candidate["fields"]]]
    if candidates and people:
        lines += ["", limit_of(people, lang)]
    lines += lost(links, lang)
    if findings:
        lines += ["", say(lang, "Sai lệch của bản ghi:", "Findings of this record:")]
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
    sheet = f", {say(lang, 'trang tính', 'sheet')} {record['source_sheet']}"
    return (
        f"{labels.dataset(record['dataset'])}: {record['source_file']}"
        f"{sheet if record['source_sheet'] else ''}"
        f", {say(lang, 'dòng', 'row')} {record['source_row']}."
    )


def _verdict(record: Row, lang: str) -> str:
    outcome = (OUTCOMES_EN if lang == "en" else OUTCOMES).get(record["outcome"] or "")
    text = f"{say(lang, 'Kết quả', 'Outcome')}: {outcome or say(lang, 'chưa đối sánh', 'none')}"
    if record["person_id"] is None:
        return f"{text}."
    state = (
        say(lang, "đã nhận, không cần người xem", "accepted without review")
        if record["linked"]
        else say(lang, "cần người xem và quyết định", "to be reviewed and decided")
    )
    return f"{text}; {state}."


def _candidate(link: Row, record: Row, labels: Labels, lang: str) -> dict[str, Any]:
    percent = show_percent(float(link["score"]), lang)
    rank = int(link["rank"])
    person = link["person_id"] or say(lang, "chưa có", "none")
    likely = f" ({score_words(float(link['score']))})" if lang != "en" else ""
    title = say(
        lang,
        f"Người {rank} (số {person}): khả năng {percent}{likely}.",
        f"Person {rank} (number {person}): probability {percent}.",
    )
    life = link.get("reference_life_status")
    fields = []
    if life and life != "alive":
        fields.append(
            say(lang, f"Tình trạng trong dữ liệu dân cư: {LIFE.get(life, life)}.",
                 f"Life status in the reference: {life}.")
        )  # fmt: skip
    names = [name[: -len("_level")] for name in link if name.endswith("_level")]
    fields += [s for name in names if (s := _sentence(name, link, record, labels, lang))]
    fields.append(summed(link, lang))
    return {"rank": rank, "person_id": link["person_id"], "score": link["score"], "title": title,
            "fields": fields}  # fmt: skip


def _sentence(name: str, link: Row, record: Row, labels: Labels, lang: str) -> str | None:
    """Say what held for one field, both values, and how much it weighed."""
    level, weight = link[f"{name}_level"], link.get(f"{name}_weight")
    if level is None:
        return None
    label = name if lang == "en" else FIELDS.get(name, labels.field(record["dataset"], name))
    own = "personal_id" if name == "number" else name
    own = "permanent_address" if name == "address" else own
    ours = record.get(own)
    theirs = link["person_id"] if name == "number" else link.get(f"reference_{name}")
    pair = ""
    if ours and theirs and str(ours) != str(theirs):
        pair = f" ({labels.value(own, str(ours))} – {labels.value(own, str(theirs))})"
    words = _level(name, level, lang, ours=ours, theirs=theirs)
    return f"{label}: {words}{pair}{weighed(weight, lang)}."


def _level(name: str, level: str, lang: str, *, ours: Any, theirs: Any) -> str:
    """Say what held; of a blank, whose it is."""
    if lang == "en":
        return LEVELS_EN.get(level, level.replace("_", " "))
    if level == "missing" and name in ("number", "birth_date", "sex", "address"):
        if not ours and not theirs:
            return "hai bên để trống"
        if not (ours and theirs):
            return "CSDL dân cư để trống" if ours else "danh sách để trống"
    return FIELD_LEVELS.get((name, level)) or LEVELS.get(level) or "mức khác"


def _brief(row: Row, labels: Labels, lang: str) -> str:
    severity = row["severity"] if lang == "en" else SEVERITIES.get(row["severity"], row["severity"])
    return f"[{row['finding_id']}] {severity}: {row['message']}"


def _finding(run_dir: Path, row: Row, labels: Labels, lang: str) -> dict[str, Any]:
    rule = RULES.get(row["rule"])
    criterion = row["criterion"] if lang == "en" else CRITERIA.get(row["criterion"])
    lines = [_where(row, labels, lang) if row["source_row"] is not None else
             f"{labels.dataset(row['dataset'])}."]  # fmt: skip
    lines.append(f"{_brief(row, labels, lang)}.")
    lines.append(f"{say(lang, 'Tiêu chí', 'Criterion')}: {criterion}.")
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
            lines.append(f"{say(lang, vi, en)}{of}: {labels.value(field, str(row[name]))}.")
    if rule and lang == "en":
        lines.append(f"Rule {rule.code}: " + rule.doc.split("\n\n")[0].replace("\n", " "))
    else:
        title = f"{plain_title(rule.title, rule.code)} (mã tra cứu {rule.code})" if rule else ""
        lines.append(f"Quy tắc: {title or row['rule']}.")
    if rule and rule.law:
        lines.append(f"{say(lang, 'Căn cứ', 'Legal basis')}: {rule.law}.")
    return {"kind": "finding", "key": row["finding_id"], "finding": row, "lines": lines,
            "law": rule.law if rule else ""}  # fmt: skip
