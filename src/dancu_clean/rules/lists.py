"""Faults of blanks and of whole lists, which `validate` finds from the schema itself."""

from __future__ import annotations

from dancu_clean.registry import declare

declare(
    "required.missing", "du", "error",
    title="Thiếu {label}",
    title_en="{label} is missing",
    doc="A field that this list must have is blank. Lawful blanks are never counted: the schema "
    "says from which age and under which condition a field is required. A CMND stands for the "
    "personal number, foreigners need none.",
    law="Luật Căn cước 26/2023/QH15 điều 9",
)  # fmt: skip
declare(
    "required.column", "du", "warning",
    title="Danh sách không có cột {label}",
    title_en="The list has no column {label}",
    doc="A field that this list must have has no column at all: said once for the list.",
)  # fmt: skip
declare(
    "list.stale", "song", "warning",
    title="Danh sách cũ hơn thời hạn cập nhật: lần cập nhật gần nhất {value}",
    title_en="The list is older than it may be: last updated {value}",
    doc="The latest date of updating or declaring in the list is older than `max_age_months`.",
)  # fmt: skip
declare(
    "list.few_rows", "du", "warning",
    title="Danh sách có {value} dòng, ít hơn dự kiến ({reference})",
    title_en="The list has {value} rows, fewer than expected ({reference})",
    doc="Fewer rows than `expect: min_rows`: perhaps an export was cut off.",
)  # fmt: skip
