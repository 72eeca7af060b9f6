"""`apply`: returned workbooks → what would be done with them, and with `--write` the doing."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dancu_clean.deciding.folder import Run, open_run
from dancu_clean.deciding.plan import Plan, Read, Typed, make_plan
from dancu_clean.deciding.preview import as_counts, as_text
from dancu_clean.deciding.returned import Returned, read_returned
from dancu_clean.deciding.sources import Lists
from dancu_clean.deciding.values import read_typed
from dancu_clean.errors import UsageError
from dancu_clean.lang import t
from dancu_clean.pipeline import check_rows
from dancu_clean.spec import load_catalog


def apply(folder: Path, workbooks: Sequence[Path], json: bool) -> int:
    """Show what the workbooks would do to the run's lists; returns 0."""
    run = open_run(folder)
    books = [_of_this_run(path, run) for path in workbooks]
    plan = _plan(run, books)
    shown: dict[str, Any] = {"run": str(folder), "written": None, **as_counts(plan)}
    if json:
        print(json_module.dumps(shown, ensure_ascii=False, indent=2))
        return 0
    print(as_text(plan, [book.name for book in books]))
    print("\n" + t("Mới xem trước, chưa ghi gì.", "A preview: nothing was written."))
    return 0


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


def _plan(run: Run, books: Sequence[Returned]) -> Plan:
    catalog = load_catalog()
    as_of = date.fromisoformat(str(run.info["as_of"])[:10])

    def read(typed: Sequence[Typed]) -> Mapping[Typed, Read]:
        return read_typed(typed, run, catalog, lambda spec, raw: check_rows(spec, raw, as_of))

    return make_plan(run, books, read, Lists(run).moved)
