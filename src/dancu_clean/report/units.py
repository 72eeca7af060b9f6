"""`Theo đơn vị`: one row a commune, with outcomes, faults and the four indices."""

from __future__ import annotations

from typing import Any

from dancu_clean.report.desk import Desk
from dancu_clean.report.figures import BAND_TINTS, SHORT, shown_groups
from dancu_clean.report.sheet import Book, Cell, Column, Filled
from dancu_clean.report.words import CRITERIA


def write_units(book: Book, desk: Desk) -> None:
    """Write `Theo đơn vị`: one row a commune, with outcomes, faults and the four indices."""
    # Records without a commune stand last: they are nobody's work.
    units = sorted(desk.report.summary["communes"], key=lambda unit: not unit["commune"])
    columns: list[Filled] = [
        (Column("Xã/phường", 22), [unit["commune"] or "(không rõ xã)" for unit in units]),
        (Column("Tỉnh/thành phố", 18), [unit["province"] for unit in units]),
        (Column("Số bản ghi", 8.5, "whole"), [unit["records"] for unit in units]),
    ]
    for title, names in shown_groups(desk):
        counts: list[Cell] = [sum(unit["outcomes"].get(n, 0) for n in names) for unit in units]
        columns.append((Column(title, 8.5, "count"), counts))
    for name, title in (("error", "Lỗi"), ("warning", "Cảnh báo")):
        faults: list[Cell] = [unit["severities"].get(name, 0) for unit in units]
        columns.append((Column(title, 8.5, "count"), faults))
    for name, title in [*[(name, CRITERIA[name]) for name in SHORT], ("total", "Chung")]:
        column = Column(f"Chỉ số {title}", 8.5, "index", _tints(units, name))
        columns.append((column, [_value(unit, name) for unit in units]))
    book.table("Theo đơn vị", columns)


def _value(unit: dict[str, Any], name: str) -> Cell:
    found = unit["index"].get(name)
    return None if not found else float(found["index"])


def _tints(units: list[dict[str, Any]], name: str) -> dict[Any, str]:
    found = [unit["index"][name] for unit in units if name in unit["index"]]
    return {float(entry["index"]): BAND_TINTS[entry["band"]] for entry in found}
