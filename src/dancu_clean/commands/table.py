"""The table at the end of a run: one line a list, outcomes and the four words."""

from __future__ import annotations

from dancu_clean.lang import t
from dancu_clean.model import Report

_RIGHT = ("exact", "variant", "year_only")


def summary_table(report: Report) -> str:
    """Return records, agreeing, differing, not found and errors of each list as aligned text."""
    head = [
        t("Danh sách", "List"),
        t("bản ghi", "records"),
        t("khớp", "agree"),
        t("sai lệch", "differ"),
        t("cần xem", "review"),
        t("không thấy", "not found"),
        t("chết/đi", "dead/moved"),
        t("lỗi", "errors"),
        t("cảnh báo", "warnings"),
    ]
    records, findings = report.records, report.findings
    rows = []
    sheets = records.groupby("source_file")["source_sheet"].nunique().to_dict()
    for (file, sheet), part in records.groupby(["source_file", "source_sheet"], dropna=False):
        here = findings["source_file"].eq(str(file)) & findings["source_sheet"].fillna("").eq(
            sheet if isinstance(sheet, str) else ""
        )
        outcome = part["outcome"]
        severity = findings.loc[here, "severity"]
        rows.append(
            [
                f"{file}, {sheet}" if sheets[file] > 1 else str(file),
                _count(len(part)),
                _count(outcome.isin(_RIGHT).sum()),
                _count(outcome.isin(["differs", "found_without_id", "id_of_other"]).sum()),
                _count(part["needs_review"].sum()),
                _count(outcome.isin(["not_found", "id_malformed"]).sum()),
                _count(outcome.isin(["deceased", "moved"]).sum()),
                _count(severity.eq("error").sum()),
                _count(severity.eq("warning").sum()),
            ]
        )
    return aligned([head, *rows])


def _count(number: float) -> str:
    return f"{int(number):,}".replace(",", ".")


def aligned(rows: list[list[str]]) -> str:
    """Return rows as lines, the first column to the left, the first row underlined."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])
