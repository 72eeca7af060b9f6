"""Fonts, colours and formats of the workbook, by name."""

from __future__ import annotations

from typing import Any

FONT = "Times New Roman"
FONT_SIZE = 11
# Excel writes separators as its own country does; the mark of Vietnam binds other programs.
_VN = "[$-42A]"
INK, LINE = "#1F3864", "#BFC7D5"
HEAD, HEAD_DECISION = "#DCE4F0", "#FFF2CC"

# Tints that stay apart in grey print; the word always stands beside the colour.
TINTS: dict[str, dict[str, Any]] = {
    "red": {"bg_color": "#F8CBC6", "font_color": "#8B1A10", "bold": True},
    "amber": {"bg_color": "#FFE9A8", "font_color": "#6B4E00"},
    "blue": {"bg_color": "#E3EEF9", "font_color": "#1F4E79"},
    "green": {"bg_color": "#D7EBD3", "font_color": "#1E5B23"},
    "grey": {"bg_color": "#E7E6E6", "font_color": "#404040"},
}
STYLES: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "id": {"num_format": "@"},
    "centre": {"text_wrap": True, "align": "center"},
    "whole": {"num_format": f"{_VN}#,##0", "align": "center"},
    "count": {"num_format": f'{_VN}#,##0;{_VN}-#,##0;"–"', "align": "center"},
    "index": {"num_format": f"{_VN}0.0", "align": "center"},
    "percent": {"num_format": f'{_VN}0.0" %"', "align": "center"},
    "date": {"num_format": "dd/mm/yyyy", "align": "center"},
    "input": {"num_format": "@", "text_wrap": True},
    "title": {"bold": True, "font_size": 18, "font_color": INK, "align": "center"},
    "subtitle": {"font_size": 12, "align": "center", "text_wrap": True},
    "headline": {"bold": True, "font_size": 16, "font_color": INK},
    "heading": {"bold": True, "font_size": 13, "font_color": INK},
    "section": {"bold": True, "font_size": 13, "font_color": INK, "bottom": 1},
    "label": {"bold": True, "font_color": INK},
    "total": {"bold": True, "num_format": f"{_VN}#,##0", "align": "center", "bg_color": "#EEF2F8"},
    "note": {"italic": True, "text_wrap": True, "font_color": "#404040"},
    "hint": {"italic": True, "font_color": "#404040", "font_size": 10},
    "box": {"text_wrap": True, "border": 1, "border_color": LINE, "bg_color": "#FFF8E1"},
    "mark_left": {"bold": True, "underline": 1, "font_color": "#C00000"},
    "mark_right": {"bold": True, "underline": 1, "font_color": "#1E5B23"},
    "strong": {"bold": True},
    "plain": {},
    "grid": {"border": 1, "border_color": LINE, "valign": "vcenter"},
    "left": {"align": "left"},
    "head": {
        "bold": True, "font_color": INK, "bg_color": HEAD, "border": 1, "border_color": LINE,
        "text_wrap": True, "align": "center", "valign": "vcenter",
    },
    "head_decision": {
        "bold": True, "font_color": "#7F4F00", "bg_color": HEAD_DECISION, "border": 1,
        "border_color": LINE, "text_wrap": True, "align": "center", "valign": "vcenter",
    },
}  # fmt: skip
