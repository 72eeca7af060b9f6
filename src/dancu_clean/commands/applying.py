"""`apply`: returned workbooks → what would be done with them, and with `--write` the doing."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dancu_clean.deciding.decided import decided_in
from dancu_clean.deciding.folder import Run, open_run
from dancu_clean.deciding.outcome import folder_of, write_outcome
from dancu_clean.deciding.plan import TAKEN, Plan, Read, Typed, make_plan
from dancu_clean.deciding.preview import as_counts, as_text
from dancu_clean.deciding.returned import Returned, read_returned
from dancu_clean.deciding.sources import Lists
from dancu_clean.deciding.store import FILE, append, in_force, read_decisions
from dancu_clean.deciding.values import read_typed
from dancu_clean.errors import UsageError
from dancu_clean.formats.grid import letter
from dancu_clean.lang import t
from dancu_clean.pipeline import check_rows
from dancu_clean.spec import load_catalog


def apply(
    folder: Path, workbooks: Sequence[Path], write: bool, decisions: Path | None, json: bool
) -> int:
    """Show what the workbooks would do to the run's lists, do it with `write`; returns 0."""
    run = open_run(folder)
    books = [_of_this_run(path, run) for path in workbooks]
    store = decisions or folder.absolute().parent / FILE
    lists = Lists(run)
    plan = _plan(run, books, lists, in_force(read_decisions(store)))
    written = _write(run, plan, lists, store) if write else None
    if json:
        shown: dict[str, Any] = {"run": str(folder), "written": written, **as_counts(plan)}
        print(json_module.dumps(shown, ensure_ascii=False, indent=2))
        return 0
    print(as_text(plan, [book.name for book in books]) + "\n")
    if written is None:
        said = "Mới xem trước, chưa ghi gì. Thêm --write để ghi."
        print(t(said, "A preview: nothing was written. Add --write to write."))
    else:
        print("\n".join(_told(written)))
    return 0


def _write(run: Run, plan: Plan, lists: Lists, store: Path) -> dict[str, Any]:
    """Remember the decisions that were taken, and write what follows from all of the run's."""
    added = append(store, plan.of(*TAKEN))
    decided = decided_in(run, in_force(read_decisions(store)), lists.moved)
    files, left = write_outcome(run, lists, decided, load_catalog())
    return {
        "decisions": str(store),
        "added": added,
        "folder": str(folder_of(run)),
        "files": [str(path.relative_to(folder_of(run))) for path in files],
        "left": [
            {"file": file, "sheet": sheet, "cell": f"{letter(column)}{row + 1}"}
            for file, sheet, row, column in left
        ],
    }


def _told(written: dict[str, Any]) -> list[str]:
    added = written["added"]
    lines = [
        t(f"Đã ghi {added} quyết định vào ", f"{added} decisions added to ") + written["decisions"],
        t("Kết quả sau duyệt: ", "Results: ") + written["folder"],
        *(f"  {name}" for name in written["files"]),
    ]
    if written["left"]:
        said = "Ô phải sửa bằng tay (có công thức, hoặc tệp gốc không còn như lúc chạy):"
        lines.append(t(said, "Cells to be changed by hand (a formula, or the list changed):"))
        lines += [f"  {one['file']}, {one['sheet']}, {one['cell']}" for one in written["left"]]
    return lines


def _of_this_run(path: Path, run: Run) -> Returned:
    """Read a workbook; raises UsageError when another run made it or nobody can decide in it."""
    book = read_returned(path)
    if book.run is not None and book.run != run.id:
        raise UsageError(
            t(
                "Sổ này thuộc một lần chạy khác, không áp dụng vào lần chạy này.",
                "This workbook belongs to another run.",
            ),
            where=path.name,
            hint=t(
                f"Sổ của lần chạy {book.run}; thư mục {run.folder.name} là {run.id}. "
                "Chọn đúng thư mục kết quả.",
                f"The workbook is of run {book.run}, the folder {run.folder.name} of {run.id}.",
            ),
        )
    if not book.sheets:
        raise UsageError(
            t("Sổ này không có cột “Quyết định”.", "The workbook has no column “Quyết định”."),
            where=path.name,
            hint=t(
                "Gửi lại tệp bao_cao.xlsx đã ghi quyết định, giữ nguyên tên các cột màu vàng.",
                "Send bao_cao.xlsx with the headings of its yellow columns as they were.",
            ),
        )
    for sheet in book.keyless:
        said = t("không còn cột mã, không đọc được quyết định", "has no column of keys")
        print(f"{book.name}, {sheet}: {said}.", file=sys.stderr)
    if book.run is None:
        said = t(
            "không còn dấu của lần chạy; chỉ nhận những dòng khớp mã và nội dung",
            "carries no mark of its run; only rows that fit by key and content are taken",
        )
        print(f"{book.name}: {said}.", file=sys.stderr)
    return book


def _plan(run: Run, books: Sequence[Returned], lists: Lists, earlier: pd.DataFrame) -> Plan:
    catalog = load_catalog()
    as_of = date.fromisoformat(str(run.info["as_of"])[:10])

    def read(typed: Sequence[Typed]) -> Mapping[Typed, Read]:
        return read_typed(typed, run, catalog, lambda spec, raw: check_rows(spec, raw, as_of))

    return make_plan(run, books, read, lists.moved, earlier)
