"""The two native charts of `Tổng hợp`."""

from __future__ import annotations

from typing import Any

from dancu_clean.report.page import Page
from dancu_clean.report.words import CRITERIA

INDEX_ROWS = 11
_GROUP_COLOURS = (
    "#2E7D32", "#4FA3D1", "#F2B134", "#D9534F", "#B58900", "#8C8C8C", "#B39DDB", "#5D4037",
    "#80CBC4", "#D0D0D0",
)  # fmt: skip
_BAND_COLOURS = {"green": "#6AA84F", "yellow": "#E0A800", "red": "#C0392B", None: "#A6A6A6"}
_FONT = {"name": "Times New Roman", "size": 10}
_GRID = {"visible": True, "line": {"color": "#E0E0E0", "width": 0.5}}


def index_chart(page: Page, summary: dict[str, Any], first: int, rows: int) -> None:
    """Put the chart of the criteria under their table."""
    names = [name for name in [*CRITERIA, "total"] if name in summary["index"]]
    chart = page.book.chart({"type": "column"})
    colours = [_BAND_COLOURS[summary["index"][name]["band"]] for name in names]
    last = first + rows - 1
    for name, col, options in (
        ("Chỉ số", 1, {"points": [{"fill": {"color": colour}} for colour in colours]}),
        ("Bản ghi không lỗi (%)", 4, {"fill": {"color": "#8EA9DB"}}),
    ):
        chart.add_series(
            {
                "name": name,
                "categories": [page.name, first, 0, last, 0],
                "values": [page.name, first, col, last, col],
                "data_labels": {
                    "value": True, "num_format": "[$-42A]0.0", "font": {**_FONT, "size": 8},
                },
                "fill": {"color": "#6AA84F"},
                "gap": 60,
                **options,
            }
        )  # fmt: skip
    chart.set_y_axis({"min": 0, "max": 100, "num_font": _FONT, "major_gridlines": _GRID})
    chart.set_x_axis({"num_font": _FONT})
    chart.set_legend({"position": "bottom", "font": {**_FONT, "size": 9}})
    _place(page, chart, "Chỉ số và tỷ lệ bản ghi không lỗi", last + 1, (680, INDEX_ROWS * 20 - 6))


def outcome_chart(page: Page, lists: int, first: int) -> None:
    """Put the lists' outcomes side by side on a page of their own; every list needs its bar."""
    if not lists:
        return
    chart = page.book.chart({"type": "bar", "subtype": "percent_stacked"})
    last = first + lists - 1
    for at, colour in enumerate(_GROUP_COLOURS, start=2):
        chart.add_series(
            {
                "name": [page.name, first - 1, at],
                "categories": [page.name, first, 0, last, 0],
                "values": [page.name, first, at, last, at],
                "fill": {"color": colour},
                "gap": 40,
            }
        )
    chart.set_x_axis({"num_font": _FONT, "num_format": "0%", "major_gridlines": _GRID})
    chart.set_y_axis({"num_font": _FONT, "reverse": True, "label_position": "low"})
    chart.set_legend({"position": "bottom", "font": {**_FONT, "size": 9}})
    rows = max(10, 6 + lists)
    title = "Kết quả đối sánh của từng danh sách (% số bản ghi)"
    _place(page, chart, title, page.row, (1290, 20 * rows - 6))
    page.row += rows + 1


def _place(page: Page, chart: Any, title: str, row: int, size: tuple[int, int]) -> None:
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 12}, "overlay": False})
    chart.set_size({"width": size[0], "height": size[1]})
    chart.set_chartarea({"border": {"color": "#BFC7D5"}})
    page.sheet.insert_chart(row, 0, chart, {"x_offset": 4, "y_offset": 4})
