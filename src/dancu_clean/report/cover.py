"""`Bìa`: what was checked, against what, by whom, and how to read the colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dancu_clean.report.desk import Desk
from dancu_clean.report.review import SEVERITY_TINTS
from dancu_clean.report.sheet import LINE_HEIGHT, Book, line_count
from dancu_clean.report.words import (
    BANDS,
    CRITERIA,
    CRITERIA_MEANING,
    SEVERITIES,
    show_number,
    show_value,
)

_LAST = 5
_ONE_PAGE = 25  # sources that still leave a readable page


def write_cover(book: Book, desk: Desk) -> None:
    """Write `Bìa`: what was checked, against what, by whom, and how to read the colours."""
    run = desk.report.run
    sheet = book.sheet("Bìa", landscape=False)
    for at, width in enumerate((34, 25, 15, 10, 9, 9)):
        sheet.set_column(at, at, width)
    row = _titles(book, sheet, run, compared=desk.compared)
    row = _facts(book, sheet, row, desk)
    row = _sources(book, sheet, row, desk)
    row = _legend(book, sheet, row)
    row = _closing(book, sheet, row)
    sheet.print_area(0, 0, row, _LAST)
    if len(desk.report.readings) <= _ONE_PAGE:
        sheet.fit_to_pages(1, 1)


_COMPARED = "Đối sánh danh sách với Cơ sở dữ liệu quốc gia về dân cư"
_ALONE = "Kiểm tra nội bộ danh sách, chưa đối sánh với dữ liệu dân cư"


def _line(book: Book, sheet: Any, row: int, text: str, *styles: str, height: float = 16) -> int:
    sheet.set_row(row, height)
    sheet.merge_range(row, 0, row, _LAST, "", book.format(*styles))
    book.put(sheet, row, 0, text, book.format(*styles))
    return row + 1


def _titles(book: Book, sheet: Any, run: Mapping[str, Any], *, compared: bool) -> int:
    row = _line(book, sheet, 1, "BÁO CÁO LÀM SẠCH DỮ LIỆU CÔNG DÂN", "title", height=30)
    usual = _COMPARED if compared else _ALONE
    scope = str(run.get("title") or usual)
    row = _line(book, sheet, row, scope, "subtitle", height=34 if len(scope) > 80 else 18)
    return row + 1


def _pair(book: Book, sheet: Any, row: int, label: str, value: str) -> int:
    sheet.set_row(row, LINE_HEIGHT * line_count(value, 68))
    book.put(sheet, row, 0, label, book.format("label"))
    sheet.merge_range(row, 1, row, _LAST, "", book.format("text"))
    book.put(sheet, row, 1, value, book.format("text"))
    return row + 1


def _facts(book: Book, sheet: Any, row: int, desk: Desk) -> int:
    run, summary = desk.report.run, desk.report.summary
    as_of = str(run.get("as_of") or "")
    facts = [
        ("Ngày tính", show_value(None, as_of)),
        ("Mục đích", str(run.get("purpose") or "")),
        ("Phạm vi", _scope(summary)),
        ("Dữ liệu đối chiếu", _reference(run)),
        ("Người thực hiện", str(run.get("by") or run.get("user") or "……………………………………")),
        ("Mã lần chạy", str(run.get("run_id") or "")),
        ("Phiên bản", f"dancu-clean {run.get('version') or ''}".strip()),
    ]
    for label, value in facts:
        if value:
            row = _pair(book, sheet, row, label, value)
    return row + 1


def _scope(summary: Mapping[str, Any]) -> str:
    places = [unit for unit in summary["communes"] if unit["commune"]]
    text = f"{show_number(summary['records'])} bản ghi, {show_number(summary['findings'])} sai lệch"
    if places:
        text += f", {show_number(len(places))} xã/phường"
    return text


def _reference(run: Mapping[str, Any]) -> str:
    found = run.get("reference")
    if not isinstance(found, dict) or not found:
        return "Không có (chỉ kiểm tra nội bộ danh sách)"
    files = found.get("files") or []
    names = ", ".join(str(name) for name in files[:3]) + (" …" if len(files) > 3 else "")
    text = f"{names} ({show_number(found.get('records') or 0)} người)".strip()
    if repeated := found.get("repeated_numbers"):
        text += f"; có {show_number(repeated)} số định danh ghi ở nhiều dòng, đề nghị kiểm tra"
    return text


def _sources(book: Book, sheet: Any, row: int, desk: Desk) -> int:
    row = _line(book, sheet, row, "Nguồn đã đọc", "section", height=20)
    heads = ("Danh sách", "Tệp", "Trang tính", "Số bản ghi", "Khớp", "Cần xem")
    sheet.set_row(row, 18)
    for at, head in enumerate(heads):
        book.put(sheet, row, at, head, book.format("head"))
    row += 1
    records = desk.records
    keys = [records["dataset"], records["source_file"], records["source_sheet"].fillna("")]
    good = records["outcome"].isin(["exact", "variant", "year_only"])
    review = records["needs_review"].fillna(False).astype(bool)
    table = pd.DataFrame({"n": 1, "good": good, "review": review}).groupby(keys).sum()
    for figures in table.reset_index(names=["dataset", "file", "page"]).to_dict("records"):
        dataset, file, page = (str(figures[name]) for name in ("dataset", "file", "page"))
        page = "" if page == file.rpartition(".")[0] else page  # a CSV has no sheet
        title = desk.labels.dataset(dataset)
        lines = max(line_count(title, 34), line_count(file, 25), line_count(page, 15))
        sheet.set_row(row, LINE_HEIGHT * lines)
        for at, text in enumerate((title, file, page)):
            book.put(sheet, row, at, text or None, book.format("text", "grid"))
        for at, name in enumerate(("n", "good", "review"), start=3):
            count = int(figures[name]) if name == "n" or desk.compared else None
            book.put(sheet, row, at, count, book.format("whole", "grid"))
        row += 1
    return _failed(book, sheet, row, desk) + 1


def _failed(book: Book, sheet: Any, row: int, desk: Desk) -> int:
    """Name the lists that could not be read: their people are in no figure of this book."""
    for failure in desk.report.run.get("failures") or []:
        text = f"Không đọc được, chưa tính: {failure['where']}. {failure['message']}"
        sheet.set_row(row, LINE_HEIGHT * line_count(text, 102))
        sheet.merge_range(row, 0, row, _LAST, "", book.format("text", "grid", "red"))
        book.put(sheet, row, 0, text, book.format("text", "grid", "red"))
        row += 1
    return row


def _legend(book: Book, sheet: Any, row: int) -> int:
    row = _line(book, sheet, row, "Bốn tiêu chí và các màu", "section", height=20)
    for name, label in CRITERIA.items():
        row = _pair(book, sheet, row, label, CRITERIA_MEANING[name])
    meanings = {
        "error": "Sai hoặc mất hiệu lực, phải xử lý.",
        "warning": "Có thể sai, cần người xem.",
        "info": "Đã tự chuẩn hóa hoặc chỉ để biết.",
    }
    for name, word in SEVERITIES.items():
        row = _pair(book, sheet, row, word, meanings[name])
        book.put(sheet, row - 1, 0, word, book.format("centre", SEVERITY_TINTS[word]))
    for name, tint in (("green", "green"), ("yellow", "amber"), ("red", "red")):
        row = _pair(book, sheet, row, "", f"Chỉ số {BANDS[name][0].lower()}{BANDS[name][1:]}.")
        word = {"green": "Xanh", "yellow": "Vàng", "red": "Đỏ"}[name]
        book.put(sheet, row - 1, 0, word, book.format("centre", tint))
    return row + 1


def _closing(book: Book, sheet: Any, row: int) -> int:
    note = (
        "Tài liệu có dữ liệu cá nhân của công dân. Chỉ người được giao việc mới được xem, không "
        "sao chép, không gửi qua thư điện tử hay mạng xã hội; xóa khi xong việc (Luật Bảo vệ dữ "
        "liệu cá nhân 91/2025/QH15)."
    )
    row = _line(book, sheet, row, note, "box", height=36) + 1
    signs = (("Người lập biểu", 0, 1), ("Thủ trưởng đơn vị", 3, _LAST))
    for text, first, last in signs:
        sheet.merge_range(row, first, row, last, "", book.format("label", "centre"))
        book.put(sheet, row, first, text, book.format("label", "centre"))
    for _, first, last in signs:
        below = "(Ký, ghi rõ họ tên)" if first == 0 else "(Ký, ghi rõ họ tên, đóng dấu)"
        sheet.merge_range(row + 1, first, row + 1, last, "", book.format("note", "centre"))
        book.put(sheet, row + 1, first, below, book.format("note", "centre"))
    return row + 5
