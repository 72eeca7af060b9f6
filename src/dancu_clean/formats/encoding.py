"""Bytes of a text file → text: byte-order marks, UTF-16, UTF-8, the Vietnamese code pages.

A file may mix them (lines pasted from an old list into a new one), so what is no UTF-8 is judged
line by line: a line with one broken byte is still UTF-8, a line in a code page is not.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

from dancu_clean.formats.grid import LOST
from dancu_clean.text.legacy import decode as decode_legacy
from dancu_clean.text.legacy import find_code_page

_HEAD = 1 << 16
_SAMPLE = 1 << 18
_PIECE = 1 << 20
_FALLBACK = "windows-1258"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SPACES = (9, 10, 12, 13, 26)


@dataclass(frozen=True)
class Decoded:
    """A file as UTF-8 bytes without mark and NUL; `lost` says that some bytes were no text.

    `recoded` are the records (positions) of a mixed file that were in the code page.
    """

    data: bytes
    encoding: str
    lost: bool = False
    recoded: tuple[int, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """Return the bytes as UTF-8 and the encoding they were in, None when they are no text."""
    name = find_unicode(data)
    if name is None:
        return _decode_pages(data) if _is_text(data) else None
    for mark, _ in _BOMS:
        data = data.removeprefix(mark)
    if name == "utf-8":
        return Decoded(_clean(data), name)
    text = data.decode(name, "replace")
    return Decoded(_clean(text.encode("utf-8")), name, LOST in text)


def find_unicode(data: bytes) -> str | None:
    """Return `utf-8`, `utf-16-le` or `utf-16-be`; None when the bytes are none of them."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name if name != "utf-8" or _is_utf8(data) else None
    head = data[:_HEAD]
    if (nuls := head.count(0)) > len(head) // 5:
        little = head[1::2].count(0) > nuls // 2
        return "utf-16-le" if little else "utf-16-be"
    return "utf-8" if _is_text(data) and _is_utf8(data) else None


def _is_text(data: bytes) -> bool:
    head = data[:_HEAD]
    controls = sum(head.count(code) for code in range(1, 32) if code not in _SPACES)
    return controls * 200 <= len(head)


def _is_utf8(data: bytes) -> bool:
    """Tell whether all is valid, piece by piece: a large file is not held twice."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _PIECE):
            decoder.decode(view[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _clean(data: bytes) -> bytes:
    data = data.rstrip(b"\x1a")
    return data.replace(b"\0", b"") if b"\0" in data else data


def _decode_pages(data: bytes) -> Decoded:
    data = _clean(data.removeprefix(codecs.BOM_UTF8))
    lines = data.splitlines(keepends=True)
    kinds = [_kind(line) for line in lines]
    old = [line for line, kind in zip(lines, kinds, strict=True) if kind == "old"]
    if not old:
        return Decoded(data.decode("utf-8", "replace").encode("utf-8"), "utf-8", lost=True)
    page = find_page(b"".join(old)[:_SAMPLE])
    if set(kinds) <= {"old", "ascii"}:
        text = decode_legacy(data, page)
        return Decoded(text.encode("utf-8"), page, LOST in text)
    text = "".join(
        decode_legacy(line, page) if kind == "old" else line.decode("utf-8", "replace")
        for line, kind in zip(lines, kinds, strict=True)
    )
    rows = _records(lines, kinds)
    return Decoded(text.encode("utf-8"), f"utf-8 + {page}", LOST in text, rows)


def _records(lines: Sequence[bytes], kinds: Sequence[str]) -> tuple[int, ...]:
    """Return the records that the old lines belong to; a break between quotes begins none."""
    found: dict[int, None] = {}
    record, is_open = -1, False
    for line, kind in zip(lines, kinds, strict=True):
        record += not is_open
        is_open ^= line.count(b'"') % 2 == 1
        if kind == "old":
            found[record] = None
    return tuple(found)


def _kind(line: bytes) -> str:
    """Return `ascii`, `utf-8` (perhaps with a broken byte) or `old`: in a code page."""
    if line.isascii():
        return "ascii"
    text = line.decode("utf-8", "replace")
    lost = text.count(LOST)
    letters = sum(char > "\x7f" for char in text) - lost
    return "utf-8" if letters >= lost else "old"


def find_page(data: bytes) -> str:
    """Return the code page of bytes that are no Unicode; windows-1258 where none convinces."""
    return find_code_page(data) or _FALLBACK
