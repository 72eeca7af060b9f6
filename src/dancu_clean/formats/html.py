"""A web page saved as .xls or .htm: its tables one below the other, as Excel shows them.

Text between the tables takes a row of its own. A table inside a table is laid out where it
stands. A tall or wide cell stands once, its reach is in `merged`.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from dancu_clean.formats.encoding import decode, find_unicode
from dancu_clean.formats.grid import Grid, name_losses
from dancu_clean.formats.placing import Placing

_START = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|table|body|style)\b",
                    re.IGNORECASE | re.DOTALL)  # fmt: skip
_MULTIPART = re.compile(rb"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*content-type:\s*multipart/related",
                        re.IGNORECASE)  # fmt: skip
_CHARSET = re.compile(rb"""<meta[^>]*charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SHEET = re.compile(r"<x:ExcelWorksheet>.*?<x:Name>([^<]*)</x:Name>", re.DOTALL)
_WESTERN = {"iso8859-1", "cp1252", "ascii", "utf-8"}
_SILENT = {"script", "style", "title", "xml"}
_BREAKS = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "pre", "hr"}
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+|#+")
_SPACES = re.compile(r"\s+")
_MOST_SPAN = 16_384


def is_html(head: bytes) -> bool:
    """Tell a page, or a web archive, by its first bytes."""
    head = head.removeprefix(codecs.BOM_UTF8)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    return bool(_START.match(head)) or bool(_MULTIPART.match(head))


def read_html(path: Path) -> list[Grid]:
    """Return a grid per page: one for a plain page, more for a web archive of a workbook."""
    data = path.read_bytes()
    if not _MULTIPART.match(data):
        return [_page(data, path.stem)]
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    pages = [part.get_payload(decode=True) for part in parts]
    tables = [page for page in pages if isinstance(page, bytes) and b"<table" in page.lower()]
    names = _SHEET.findall(" ".join(_decoded(page)[0] for page in pages if isinstance(page, bytes)))
    if len(names) != len(tables):
        names = [f"{path.stem} {number}" for number in range(1, len(tables) + 1)]
    return [_page(page, name) for page, name in zip(tables, names, strict=True)]


def _page(data: bytes, name: str) -> Grid:
    text, encoding = _decoded(data)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.grid(name, encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a page; what its bytes are counts before what it says of them."""
    stated = _CHARSET.search(data[:4096])
    try:
        name = codecs.lookup(stated[1].decode()).name if stated else "cp1252"
    except LookupError:
        name = "cp1252"
    if name in _WESTERN or find_unicode(data):
        found = decode(data)
        if found is not None:
            return found.data.decode("utf-8"), found.encoding
    return data.decode(name, "replace"), name


class _Reader(HTMLParser):
    """Fills a `Placing` as tags come: `_texts` is the open cell, or the text between tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._sheet = Placing()
        self._texts: list[str] = []
        self._cell: dict[str, str | None] | None = None
        self._silent = 0
        self._tables = 0

    def grid(self, name: str, encoding: str) -> Grid:
        """Return the page read so far."""
        self._end_cell()
        self._flush()
        return name_losses(replace(self._sheet.grid(name, "html"), encoding=encoding))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open rows and cells; a new one closes the last, as lax pages expect."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._end_cell()
            self._flush()
            self._tables += 1
        elif tag == "tr":
            self._end_cell()
            self._flush()
            self._sheet.next_row()
            if "display:none" in (dict(attrs).get("style") or "").replace(" ", "").lower():
                self._sheet.hidden_rows.add(self._sheet.row)
        elif tag in ("td", "th", "caption"):
            self._end_cell()
            self._texts = []
            self._cell = dict(attrs)
            if tag == "caption":
                self._sheet.next_row()
        elif tag in _BREAKS:
            self._break()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<br/>` as `<br>`; an empty `<td/>` is a cell."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close cells and tables."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th", "caption", "tr", "table"):
            self._end_cell()
            self._tables = max(0, self._tables - (tag == "table"))
        elif tag in _BREAKS and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        """Collect text."""
        if not self._silent and (self._cell is not None or not self._tables):
            self._texts.append(_SPACES.sub(" ", data))

    def _break(self) -> None:
        if self._cell is not None:
            self._texts.append("\n")
        else:
            self._flush()

    def _flush(self) -> None:
        """Give the text between tables a row."""
        if (text := _joined(self._texts)) and self._cell is None:
            self._sheet.next_row()
            self._sheet.add(text)
        self._texts = []

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        cell, self._cell = self._cell, None
        if self._sheet.row < 0:
            self._sheet.next_row()
        text, self._texts = _joined(self._texts), []
        number = cell.get("x:num")
        if number and _SCIENTIFIC.fullmatch(text):
            text = number
        across, down = _span(cell.get("colspan")), _span(cell.get("rowspan"))
        self._sheet.skip_covered()
        if down > 1:
            self._sheet.cover(across, down)
        self._sheet.add(text, across, down)


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return min(max(int(digits), 1), _MOST_SPAN) if digits.isdecimal() else 1


def _joined(texts: list[str]) -> str:
    lines = "".join(texts).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()
