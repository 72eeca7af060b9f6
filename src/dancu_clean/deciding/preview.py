"""What a plan comes to, as counts and as a colleague would say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dancu_clean.deciding.entries import Entry, Status
from dancu_clean.deciding.plan import Plan
from dancu_clean.lang import t
from dancu_clean.report.words import show_number

_MOST = 40


def _lines() -> tuple[tuple[Status, str], ...]:
    return (
        ("applied", t("sẽ sửa hoặc ghi nhận", "to be applied")),
        ("kept", t("giữ nguyên", "kept as they are")),
        ("to_verify", t("còn phải xác minh", "still to be verified")),
        ("already", t("đã ghi nhận từ trước", "known from before")),
        ("invalid", t("chưa dùng được", "not usable")),
        ("conflicting", t("mâu thuẫn nhau", "conflicting")),
        ("stale", t("danh sách đã đổi", "list changed since")),
    )


def _heads() -> tuple[tuple[Status, str], ...]:
    return (
        ("invalid", t("Chưa dùng được, xin sửa ở ô:", "Not usable, please mend the cell:")),
        ("conflicting", t("Mâu thuẫn, chưa áp dụng:", "Conflicting, not applied:")),
        ("stale", t("Danh sách đã đổi, chưa áp dụng:", "The list changed, not applied:")),
    )


def as_counts(plan: Plan) -> dict[str, Any]:
    """Return the counts for `--json`, and every entry that was not taken with its cell."""
    counts: dict[str, Any] = {status: len(plan.of(status)) for status, _ in _lines()}
    counts["undecided"] = plan.undecided
    counts["undecided_records"] = plan.undecided_records
    counts["not_taken"] = [
        {
            "status": entry.status,
            "workbook": entry.answer.workbook,
            "sheet": entry.answer.sheet,
            "cell": entry.cell,
            "key": entry.answer.key,
            "why": entry.why,
        }
        for entry in plan.of("invalid", "conflicting", "stale")
    ]
    return counts


def as_text(plan: Plan, books: Sequence[str]) -> str:
    """Return the preview: figures first, then what somebody has to look at again, by cell."""
    names = ", ".join(books)
    count = show_number(len(plan.entries))
    lines = [t(f"{names}: {count} quyết định.", f"{names}: {count} decisions."), ""]
    for status, label in _lines():
        if number := len(plan.of(status)):
            lines.append(f"{show_number(number):>9}  {label}")
    lines.append(f"{show_number(plan.undecided):>9}  " + t("sai lệch chưa ai quyết định",
                                                          "findings undecided"))  # fmt: skip
    if plan.undecided_records:
        said = t("người ở trang Đối sánh chưa chọn", "persons of Đối sánh undecided")
        lines.append(f"{show_number(plan.undecided_records):>9}  {said}")
    for status, head in _heads():
        if found := plan.of(status):
            lines += ["", head, *(_line(entry) for entry in found[:_MOST])]
            if (more := len(found) - _MOST) > 0:
                lines.append(t(f"  … và {more} ô nữa (xem --json).", f"  … and {more} more."))
    return "\n".join(lines)


def _line(entry: Entry) -> str:
    answer = entry.answer
    return f"  {answer.workbook}, {answer.sheet}, {entry.cell}: {entry.why}."
