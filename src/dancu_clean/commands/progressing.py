"""`progress`: what moved between two runs, as a table, as JSON, as a workbook."""

from __future__ import annotations

import json as json_module
from datetime import datetime
from pathlib import Path
from typing import Any

from dancu_clean.commands.showing import CRITERIA
from dancu_clean.commands.table import aligned
from dancu_clean.deciding.folder import Run, open_run
from dancu_clean.deciding.progress import STATES, VIEWS, Progress, measure
from dancu_clean.deciding.store import FILE, read_decisions
from dancu_clean.errors import OutputError
from dancu_clean.lang import t
from dancu_clean.report.sheet import Book, Column, Filled
from dancu_clean.report.words import show_number

WORKBOOK = "tien_do.xlsx"
_SHEETS = {
    "dataset": "Theo danh sách",
    "criterion": "Theo tiêu chí",
    "rule": "Theo luật",
    "commune": "Theo đơn vị",
}
_WORDS = {
    "fixed": ("Đã xử lý", "fixed"),
    "remaining": ("Còn lại", "remaining"),
    "new": ("Mới", "new"),
    "reopened": ("Mở lại", "reopened"),
    "decided": ("Đã quyết định", "decided"),
}


def progress(
    old_folder: Path, new_folder: Path, out: Path | None, decisions: Path | None, json: bool
) -> int:
    """Compare two runs; returns 0."""
    old, new = open_run(old_folder), open_run(new_folder)
    store = decisions or new_folder.absolute().parent / FILE
    found = measure(old, new, read_decisions(store))
    written = _write(found, new, out) if out else None
    if json:
        shown = _as_dict(found) | {"written": str(written) if written else None}
        print(json_module.dumps(shown, ensure_ascii=False, indent=2))
        return 0
    print(_table(found, new))
    for name in found.absent:
        said = t("không có trong lần chạy sau, không tính", "is not in the new run: not counted")
        print(f"{new.labels.dataset(name) if name else name}: {said}.")
    if written:
        print(t("Tiến độ: ", "Progress: ") + str(written))
    return 0


def _as_dict(found: Progress) -> dict[str, Any]:
    return {
        **{state: found.ids(state) for state in STATES},
        "counts": found.counts().get("", dict.fromkeys(STATES, 0)),
        "by": {view: found.counts(view) for view in VIEWS},
        "absent": list(found.absent),
    }


def _name(view: str, value: str, run: Run) -> str:
    if view == "dataset":
        return run.labels.dataset(value)
    if view == "criterion":
        return CRITERIA.get(value, value)
    return value or t("(chưa rõ)", "(unknown)")


def _table(found: Progress, run: Run) -> str:
    """Return errors and warnings by list and in all, aligned."""
    heads = [t(*_WORDS[state]) for state in STATES]
    rows = [[t("Lỗi và cảnh báo", "Errors and warnings"), *heads]]
    for view in ("dataset", "commune"):
        rows += [
            [_name(view, name, run), *(show_number(row[state]) for state in STATES)]
            for name, row in found.counts(view).items()
        ]
        rows.append([""] * (len(STATES) + 1))
    total = found.counts().get("", dict.fromkeys(STATES, 0))
    rows.append([t("Tất cả", "All"), *(show_number(total[state]) for state in STATES)])
    return aligned(rows)


def _write(found: Progress, run: Run, out: Path) -> Path:
    path = out / WORKBOOK
    made = datetime.fromisoformat(str(run.info["as_of"])[:10])
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        with Book(path, title="Tiến độ", footer="dancu-clean, tiến độ", made=made, run="") as book:
            for view in VIEWS:
                counts = found.counts(view)
                columns: list[Filled] = [
                    (Column(_SHEETS[view], 44), [_name(view, name, run) for name in counts]),
                    *(
                        (
                            Column(_WORDS[state][0], 14, "count"),
                            [row[state] for row in counts.values()],
                        )
                        for state in STATES
                    ),
                ]
                book.table(_SHEETS[view], columns)
        path.chmod(0o600)
    except OSError as error:
        raise OutputError(
            t("Không ghi được tệp tiến độ.", "The progress cannot be written."), where=str(path)
        ) from error
    return path
