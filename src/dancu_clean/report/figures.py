"""The sheets of figures: `Tổng hợp` with its charts, `Theo đơn vị`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dancu_clean.report.desk import Desk
from dancu_clean.report.sheet import LINE_HEIGHT, Book, Cell, Column, Filled, line_count
from dancu_clean.report.words import CRITERIA, OUTCOMES, SEVERITIES

BAND_TINTS = {"green": "green", "yellow": "amber", "red": "red"}
_BAND_COLOURS = {"green": "#6AA84F", "yellow": "#E0A800", "red": "#C0392B", None: "#A6A6A6"}
_OUTCOME_COLOURS = {
    "exact": "#2E7D32",
    "variant": "#7CB342",
    "year_only": "#C5E1A5",
    "found_without_id": "#4FA3D1",
    "differs": "#F2B134",
    "id_of_other": "#D9534F",
    "ambiguous": "#F4D58D",
    "id_malformed": "#A94442",
    "not_found": "#8C8C8C",
    "duplicate": "#B39DDB",
    "deceased": "#5D4037",
    "moved": "#80CBC4",
    "unreadable": "#D0D0D0",
}
_BAND_WORDS = {"green": "Tốt", "yellow": "Cần rà soát", "red": "Kém"}
_FIELDS_SHOWN = 40
_FONT = {"name": "Times New Roman", "size": 10}


class _Page:
    """A free page written from top to bottom."""

    def __init__(self, book: Book, name: str, widths: Sequence[float]) -> None:
        self.book, self.name, self.row = book, name, 0
        self.sheet = book.sheet(name)
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, width)

    def line(self, *values: Cell, style: str = "text", height: float | None = None) -> None:
        if height:
            self.sheet.set_row(self.row, height)
        for at, value in enumerate(values):
            if value is not None:
                self.book.put(self.sheet, self.row, at, value, self.book.format(style))
        self.row += 1

    def fit(self, text: str, width: float) -> None:
        """Make the row that comes next high enough for a text."""
        self.sheet.set_row(self.row, LINE_HEIGHT * line_count(text, width))

    def styled(self, values: Sequence[tuple[Cell, tuple[str, ...]]]) -> None:
        for at, (value, styles) in enumerate(values):
            form = self.book.format(*styles, "grid")
            self.book.put(self.sheet, self.row, at, value, form)
        self.row += 1


def write_summary(book: Book, desk: Desk) -> None:
    """Write `Tổng hợp`: the four words, outcomes per dataset, fields and rules, two charts."""
    summary = desk.report.summary
    datasets = summary["datasets"]
    page = _Page(book, "Tổng hợp", [36, 32, *[14] * max(6, len(datasets) + 1)])
    page.line("TỔNG HỢP KẾT QUẢ LÀM SẠCH DỮ LIỆU", style="headline", height=24)
    first = _criteria(page, summary)
    page.line(_HOW, style="hint")
    chart_at = page.row
    page.row += _chart_rows(len(datasets)) + 1
    table = _outcomes(page, datasets, summary)
    _charts(page, summary, chart_at, first, table, len(datasets))
    _fields(page, summary)
    _rules(page, summary)


_HOW = (
    "Chỉ số = số đạt / số đã kiểm tra × 100, bình quân theo quy tắc, tiêu chí, trường. Xanh: từ "
    "90; vàng: từ 75; đỏ: dưới 75. Riêng số định danh phải đạt 100 (Công văn 4856/BCA-TTDLQG)."
)


def _criteria(page: _Page, summary: dict[str, Any]) -> int:
    page.line("1. Chỉ số theo bốn tiêu chí", style="section")
    heads = (
        "Tiêu chí",
        "Chỉ số (0–100)",
        "Đánh giá",
        "Bản ghi có lỗi, cảnh báo",
        "Bản ghi sạch (%)",
    )
    page.line(*heads, style="head", height=33)
    first = page.row
    for name, label in [*CRITERIA.items(), ("total", "Chung")]:
        found = summary["index"].get(name)
        if not found:
            continue
        tint = BAND_TINTS[found["band"]]
        page.styled(
            [
                (label, ("label",)),
                (found["index"], ("index", tint)),
                (_BAND_WORDS[found["band"]], ("centre", tint)),
                (found["faulty_records"], ("whole",)),
                (found["faultless_percent"], ("percent",)),
            ]
        )
    return first


def _outcomes(page: _Page, datasets: list[dict[str, Any]], summary: dict[str, Any]) -> int:
    page.line("2. Kết quả đối sánh của từng danh sách (số bản ghi)", style="section")
    heads = ["Kết quả", "Tất cả", "Tỷ lệ (%)", *[entry["title"] for entry in datasets]]
    page.line(*heads, style="head", height=15 * max(2, *(line_count(h, 13) for h in heads[1:])))
    first = page.row
    total = summary["records"] or 1
    for name, count in summary["outcomes"].items():
        cells: list[tuple[Cell, tuple[str, ...]]] = [
            (OUTCOMES[name], ("text",)),
            (count, ("whole",)),
            (round(100 * count / total, 2), ("percent",)),
        ]
        cells += [(entry["outcomes"].get(name, 0), ("count",)) for entry in datasets]
        page.styled(cells)
    totals = [summary["records"], None, *[entry["records"] for entry in datasets]]
    page.styled(
        [("Tổng số bản ghi", ("total", "left")), *[(value, ("total",)) for value in totals]]
    )
    page.row += 1
    return first


def _charts(
    page: _Page, summary: dict[str, Any], at: int, first: int, table: int, datasets: int
) -> None:
    rows = [name for name in [*CRITERIA, "total"] if name in summary["index"]]
    if rows:
        chart = page.book.chart({"type": "column"})
        colours = [_BAND_COLOURS[summary["index"][name]["band"]] for name in rows]
        last = first + len(rows) - 1
        chart.add_series(
            {
                "name": "Chỉ số",
                "categories": [page.name, first, 0, last, 0],
                "values": [page.name, first, 1, last, 1],
                "points": [{"fill": {"color": colour}} for colour in colours],
                "data_labels": {"value": True, "num_format": "0.0", "font": _FONT},
                "gap": 60,
            }
        )
        chart.set_y_axis({"min": 0, "max": 100, "num_font": _FONT, "major_gridlines": _GRID})
        chart.set_x_axis({"num_font": _FONT})
        chart.set_legend({"none": True})
        _place(page, chart, "Chỉ số theo tiêu chí", at, (0, 420), datasets)
    if summary["outcomes"] and datasets:
        chart = page.book.chart({"type": "bar", "subtype": "percent_stacked"})
        for row, name in enumerate(summary["outcomes"]):
            chart.add_series(
                {
                    "name": [page.name, table + row, 0],
                    "categories": [page.name, table - 1, 3, table - 1, 2 + datasets],
                    "values": [page.name, table + row, 3, table + row, 2 + datasets],
                    "fill": {"color": _OUTCOME_COLOURS[name]},
                    "gap": 40,
                }
            )
        chart.set_x_axis({"num_font": _FONT, "num_format": "0%", "major_gridlines": _GRID})
        chart.set_y_axis({"num_font": _FONT, "reverse": True})
        chart.set_legend({"position": "right", "font": {**_FONT, "size": 8}})
        _place(page, chart, "Kết quả đối sánh theo danh sách", at, (430, 640), datasets)


_GRID = {"visible": True, "line": {"color": "#E0E0E0", "width": 0.5}}


def _chart_rows(datasets: int) -> int:
    """Return how many rows of the page the charts cover: every list needs its own bar."""
    return max(13, 5 + datasets + datasets // 2)


def _place(
    page: _Page, chart: Any, title: str, row: int, across: tuple[int, int], datasets: int
) -> None:
    """Put a chart at a row; `across` is its left edge and its width in pixels."""
    left, width = across
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 12}, "overlay": False})
    chart.set_size({"width": width, "height": 20 * _chart_rows(datasets) - 2})
    chart.set_chartarea({"border": {"color": "#BFC7D5"}})
    page.sheet.insert_chart(row, 0, chart, {"x_offset": 4 + left, "y_offset": 4})


def _fields(page: _Page, summary: dict[str, Any]) -> None:
    title = f"3. Theo trường thông tin (tối đa {_FIELDS_SHOWN} trường nhiều sai lệch nhất)"
    page.line(title, style="section")
    heads = ("Trường", "Danh sách", "Số sai lệch", "Chỉ số", *[CRITERIA[c] for c in _SHORT])
    page.line(*heads, style="head", height=33)
    titles = {entry["dataset"]: entry["title"] for entry in summary["datasets"]}
    faulty = [entry for entry in summary["fields"] if entry["findings"]]
    faulty.sort(key=lambda e: (-e["findings"], e["dataset"], e["label"]))
    for entry in faulty[:_FIELDS_SHOWN]:
        page.fit(titles.get(entry["dataset"], entry["dataset"]), 32)
        page.styled(
            [
                (entry["label"], ("text",)),
                (titles.get(entry["dataset"], entry["dataset"]), ("text",)),
                (entry["findings"], ("whole",)),
                *[_figure(entry["index"].get(name)) for name in ("total", *_SHORT)],
            ]
        )
    page.row += 1


_SHORT = ("dung", "du", "sach", "song")


def _figure(found: dict[str, Any] | None) -> tuple[Cell, tuple[str, ...]]:
    if not found:
        return None, ("index",)
    return found["index"], ("index", BAND_TINTS[found["band"]])


def _rules(page: _Page, summary: dict[str, Any]) -> None:
    page.line(
        "4. Theo quy tắc kiểm tra (quy tắc có sai lệch; giải thích ở trang Luật)", style="section"
    )
    heads = ("Quy tắc", "Tiêu chí", "Số sai lệch", *SEVERITIES.values(), "Tỷ lệ đạt (%)")
    page.line(*heads, style="head", height=33)
    faulty = [entry for entry in summary["rules"] if entry["findings"]]
    for entry in sorted(faulty, key=lambda e: (-e["findings"], e["rule"])):
        tint = BAND_TINTS.get(entry["band"] or "", "grey")
        page.styled(
            [
                (entry["rule"], ("text",)),
                (CRITERIA[entry["criterion"]], ("centre",)),
                (entry["findings"], ("whole",)),
                *[(entry["severities"].get(name), ("whole",)) for name in SEVERITIES],
                (entry["index"], ("index", tint)),
            ]
        )


_UNIT_GROUPS = (
    ("Khớp", ("exact", "variant", "year_only")),
    ("Thiếu số, tìm được", ("found_without_id",)),
    ("Sai lệch thông tin", ("differs",)),
    ("Số của người khác", ("id_of_other",)),
    ("Nhiều người có thể", ("ambiguous",)),
    ("Không tìm thấy", ("not_found", "id_malformed")),
    ("Trùng", ("duplicate",)),
    ("Đã chết, mất tích", ("deceased",)),
    ("Chuyển đi", ("moved",)),
    ("Không kiểm tra được", ("unreadable",)),
)


def write_units(book: Book, desk: Desk) -> None:
    """Write `Theo đơn vị`: one row a commune, with outcomes, faults and the four indices."""
    units = desk.report.summary["communes"]
    columns: list[Filled] = [
        (Column("Xã/phường", 22), [unit["commune"] or "(không rõ xã)" for unit in units]),
        (Column("Tỉnh/thành phố", 18), [unit["province"] for unit in units]),
        (Column("Số bản ghi", 8.5, "whole"), [unit["records"] for unit in units]),
    ]
    for title, names in _UNIT_GROUPS:
        counts: list[Cell] = [sum(unit["outcomes"].get(n, 0) for n in names) for unit in units]
        columns.append((Column(title, 8.5, "count"), counts))
    for name, title in (("error", "Lỗi"), ("warning", "Cảnh báo")):
        faults: list[Cell] = [unit["severities"].get(name, 0) for unit in units]
        columns.append((Column(title, 8.5, "count"), faults))
    for name, title in [*[(name, CRITERIA[name]) for name in _SHORT], ("total", "Chung")]:
        column = Column(f"Chỉ số {title}", 8.5, "index", _tints(units, name))
        columns.append((column, [_value(unit, name) for unit in units]))
    book.table("Theo đơn vị", columns)


def _value(unit: dict[str, Any], name: str) -> Cell:
    found = unit["index"].get(name)
    return None if not found else float(found["index"])


def _tints(units: list[dict[str, Any]], name: str) -> dict[Any, str]:
    found = [unit["index"][name] for unit in units if name in unit["index"]]
    return {float(entry["index"]): BAND_TINTS[entry["band"]] for entry in found}
