"""How a table becomes sheets of the workbook; sole owner of XlsxWriter.

Cells hold citizens' text: nothing is ever taken for a formula, a link or a number. Rows are
streamed in order (constant memory), and what XlsxWriter refuses is never lost in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from dancu_clean.errors import OutputError
from dancu_clean.report.cells import TextSheet
from dancu_clean.report.styles import FONT, FONT_SIZE, LINE, STYLES, TINTS
from dancu_clean.report.words import DECISION_HEADINGS, DECISIONS

MAX_ROWS = 1_048_575
MAX_TEXT = 32_767
LINE_HEIGHT = 15.0
_MAX_LINES = 27
_LETTERS_PER_WIDTH = 1.13
CUT_MARK = " … (đã cắt bớt)"

_INLINE = frozenset({"mark_left", "mark_right", "strong", "plain"})


class Mark(NamedTuple):
    """One stretch of a rich text: its style (None = plain) and its letters."""

    style: str | None
    text: str


Cell = str | int | float | date | tuple[Mark, ...] | None


@dataclass(frozen=True)
class Column:
    """One column of a sheet; `tints` gives a colour name to some of its values."""

    heading: str
    width: float
    style: str = "text"
    tints: Mapping[Any, str] | None = None
    folded: bool = False


def line_count(value: str | tuple[Mark, ...], width: float) -> int:
    """Estimate the lines a text takes in a column: not every program fits rows to their text."""
    room = max(1, int(width * _LETTERS_PER_WIDTH))
    if isinstance(value, tuple):
        value = "".join(mark.text for mark in value)
    return sum(_broken(line, room) for line in value.split("\n"))


@lru_cache(maxsize=1 << 14)
def _broken(line: str, room: int) -> int:
    """Count the lines of one paragraph broken at words, a long word inside itself."""
    if len(line) <= room:
        return 1
    lines, used = 1, 0
    for word in line.split(" "):
        length = len(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0
        if length > room:
            lines += (length - 1) // room
            length = length % room or room
        used += length + bool(used)
    return lines


# A column with its cells, None for a column that people fill in (after all others).
Filled = tuple[Column, Sequence[Cell] | None]
Kept = tuple[str, tuple[str, ...]] | None
_HIDDEN = {"hidden": True}


def decision_columns() -> list[Filled]:
    """Return the six contracted columns in which people write their decision."""
    widths = (11.5, 13, 11, 10.5, 10.5, 10.5)
    styles = ("input", "input", "input", "input", "date", "input")
    return [
        (Column(heading, width, style), None)
        for heading, width, style in zip(DECISION_HEADINGS, widths, styles, strict=True)
    ]


class Book:
    """A workbook being written; `close` ends it. Use as a context manager."""

    def __init__(self, path: Path, *, title: str, footer: str, made: datetime, run: str) -> None:
        """Open `path`; temporary files of the rows stay in the same, private folder."""
        options = {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd/mm/yyyy",
            # Widths of columns count digits of this font: text and widths must agree.
            "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
        }
        self.path = path
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"title": title, "comments": footer, "created": made})
        self._book.set_custom_property("dancu_run", run)
        self._book.set_size(2400, 1300)
        self._formats: dict[tuple[str, ...], Any] = {}
        self._footer = footer

    def __enter__(self) -> Book:
        """Return the open book."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write the file, unless something broke."""
        if kind is None:
            self.close()
        else:
            self._book.fileclosed = True  # else its destructor writes into a folder that is gone

    def close(self) -> None:
        """Write the file; what the disk refuses is an OutputError."""
        try:
            self._book.close()
        except xlsxwriter.exceptions.XlsxWriterException as error:
            raise OutputError(
                "Không ghi được sổ Excel.",
                where=self.path.name,
                hint="Kiểm tra dung lượng ổ đĩa và quyền ghi.",
            ) from error

    def format(self, *styles: str) -> Any:
        """Return the cell format made of named styles and tints, later ones winning."""
        if styles not in self._formats:
            known = {**STYLES, **TINTS}
            marks = all(name in _INLINE for name in styles)
            base: dict[str, Any] = {"font_name": FONT, "font_size": FONT_SIZE}
            if not marks:
                base["valign"] = "top"
            for name in styles:
                base |= known[name]
            self._formats[styles] = self._book.add_format(base)
        return self._formats[styles]

    def chart(self, kind: dict[str, str]) -> Any:
        """Return a new native chart."""
        return self._book.add_chart(kind)

    def sheet(self, name: str, *, landscape: bool = True) -> Any:
        """Add an empty sheet that prints on A4 with page numbers."""
        sheet = self._book.add_worksheet(name, worksheet_class=TextSheet)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.55)
        sheet.set_header(f"&L&8{self._footer}&R&8{name}")
        sheet.set_footer("&L&8Tài liệu có dữ liệu cá nhân, không sao chép ra ngoài&R&8Trang &P/&N")
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        return sheet

    def table(
        self, name: str, filled: Sequence[Filled], *, frozen: int = 1, kept: Kept = None
    ) -> None:
        """Write one table over as many sheets as its rows need; none for a table without rows.

        The first `frozen` columns stay in sight. `kept` names a column and the values that the
        filter shows at first; the other rows are there, and hidden.
        """
        columns = [column for column, _ in filled]
        data = [cells for _, cells in filled if cells is not None]
        rows = len(data[0])
        for part, start in enumerate(range(0, rows, MAX_ROWS)):
            sheet = self.sheet(name if part == 0 else f"{name} ({part + 1})")
            stop = min(start + MAX_ROWS, rows)
            self._head(sheet, columns, stop - start)
            sheet.freeze_panes(1, frozen)
            hidden: Sequence[bool] = ()
            if kept is not None:
                at = [column.heading for column in columns].index(kept[0])
                sheet.filter_column_list(at, list(kept[1]))
                hidden = [value not in kept[1] for value in data[at]]
            self._body(sheet, columns, data, range(start, stop), hidden)

    def _head(self, sheet: Any, columns: Sequence[Column], rows: int) -> None:
        for at, column in enumerate(columns):
            options = {"level": 1, "hidden": True} if column.folded else {}
            sheet.set_column(at, at, column.width, self.format(column.style), options)
        lines = max(line_count(column.heading, 0.9 * column.width) for column in columns)
        sheet.set_row(0, LINE_HEIGHT * max(2, lines) + 3)
        asks = any(column.heading == DECISION_HEADINGS[0] for column in columns)
        for at, column in enumerate(columns):
            decision = asks and column.heading in DECISION_HEADINGS
            style = "head_decision" if decision else "head"
            sheet.write_string(0, at, column.heading, self.format(style))
            if column.heading == DECISION_HEADINGS[0]:
                sheet.data_validation(1, at, rows, at, _choice())
        sheet.autofilter(0, 0, rows, len(columns) - 1)
        sheet.repeat_rows(0)
        # Numbers of papers are text on purpose; Excel need not complain in every cell.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        line = self._book.add_format({"border": 1, "border_color": LINE})
        rule = {"type": "formula", "criteria": "=TRUE", "format": line}
        sheet.conditional_format(1, 0, rows, len(columns) - 1, rule)

    def _body(
        self,
        sheet: Any,
        columns: Sequence[Column],
        data: Sequence[Sequence[Cell]],
        span: range,
        hidden: Sequence[bool] = (),
    ) -> None:
        plain = [self.format(column.style) for column in columns]
        tinted = [
            {value: self.format(column.style, tint) for value, tint in (column.tints or {}).items()}
            for column in columns
        ]
        room = [
            int(column.width * _LETTERS_PER_WIDTH) if _wraps(column) else MAX_TEXT
            for column in columns
        ]
        breaks = [_wraps(column) for column in columns]
        write = sheet.write_text
        for row, at in enumerate(span, start=1):
            lines = 1
            for col, values in enumerate(data):
                value = values[at]
                if value is None:
                    continue
                form = tinted[col].get(value, plain[col]) if tinted[col] else plain[col]
                if isinstance(value, str):
                    if write(row, col, value, form):
                        self.put(sheet, row, col, value, form)
                    if len(value) > room[col] or (breaks[col] and "\n" in value):
                        lines = max(lines, line_count(value, columns[col].width))
                    continue
                self.put(sheet, row, col, value, form)
                if isinstance(value, tuple):
                    lines = max(lines, line_count(value, columns[col].width))
            if hidden and hidden[at]:
                sheet.set_row(row, LINE_HEIGHT * min(lines, _MAX_LINES), None, _HIDDEN)
            elif lines > 1:
                sheet.set_row(row, LINE_HEIGHT * min(lines, _MAX_LINES))

    def put(self, sheet: Any, row: int, col: int, value: Cell, form: Any) -> None:
        """Write one cell by its kind; text that is too long is cut and says so."""
        if isinstance(value, str):
            code = sheet.write_string(row, col, value, form)
            if code == -2:
                cut = value[: MAX_TEXT - len(CUT_MARK)] + CUT_MARK
                code = sheet.write_string(row, col, cut, form)
        elif isinstance(value, tuple):
            code = self._put_rich(sheet, row, col, value, form)
        elif isinstance(value, date):
            code = sheet.write_datetime(row, col, value, form)
        elif value is not None:
            code = sheet.write_number(row, col, value, form)
        else:
            code = sheet.write_blank(row, col, None, form)
        if code:
            raise OutputError(
                "Sổ Excel không nhận một ô dữ liệu.",
                where=f"{sheet.get_name()}, dòng {row + 1}, cột {col + 1}",
                hint="Dùng --format parquet cho danh sách quá lớn.",
            )

    def _put_rich(self, sheet: Any, row: int, col: int, marks: tuple[Mark, ...], form: Any) -> int:
        marks = tuple(mark for mark in marks if mark.text)
        whole = "".join(mark.text for mark in marks)
        if len(marks) < 2 or len(whole) > MAX_TEXT:
            if len(marks) == 1 and marks[0].style:
                form = self.format("text", marks[0].style)
            self.put(sheet, row, col, whole, form)
            return 0
        parts: list[Any] = []
        for mark in marks:
            if mark.style:
                parts.append(self.format(mark.style))
            elif parts:
                parts.append(self.format("plain"))
            parts.append(mark.text)
        return int(sheet.write_rich_string(row, col, *parts, form))


def _wraps(column: Column) -> bool:
    return bool(STYLES[column.style].get("text_wrap"))


def _choice() -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(DECISIONS),
        "error_title": "Quyết định",
        "error_message": "Chọn một quyết định trong danh sách.",
    }
