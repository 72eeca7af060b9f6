"""Faults of the writing itself. What could be repaired is told as a repair, not here."""

from __future__ import annotations

from dancu_clean.registry import declare

declare(
    "text.lost", "du", "error",
    title="{label}: có chữ bị mất khi chuyển mã ({value}), phải lấy lại từ nguồn",
    title_en="{label}: letters were lost in a conversion ({value}); ask the source",
    doc="A ? or a replacement sign stands where a letter was. What it was is not invented.",
)  # fmt: skip
