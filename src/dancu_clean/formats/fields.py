"""Lines of text → fields, lenient where a quote stands alone.

As RFC 4180, and beyond it: a quote inside a quoted field that no delimiter follows is a plain
sign (`"Nguyễn Văn "Tèo" An"`), and one that never closes is too, so that it swallows no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np

LINES_IN_FIELD = 50
_PIECE = 1 << 24
_QUOTE, _LINE_END = b'"\n'


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a quoted and of a plain field, each with what ends it."""
    sign = re.escape(delimiter)
    end = rf"({sign}|\r\n|\r|\n|\Z)"
    # A stray quote follows no delimiter (then it would open the next field) and precedes none.
    stray = rf'(?<![{sign}\r\n])"(?! *(?:{sign}|\r|\n|\Z))'
    quoted = re.compile(rf' *"((?:[^"]++|""|{stray})*+)" *{end}')
    return quoted, re.compile(rf"([^{sign}\r\n]*+){end}")


def split(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the records; a blank line is a record with one empty field."""
    quoted, plain = _patterns(delimiter)
    at, size = 0, len(text)
    row: list[str] = []
    while at < size or row:
        found = None
        if text.startswith(('"', " "), at):
            found = quoted.match(text, at)
        if found is not None and _breaks(found[1]) <= LINES_IN_FIELD:
            row.append(found[1].replace('""', '"'))
        else:
            found = plain.match(text, at)
            assert found is not None, "the pattern of a plain field matches anything"
            row.append(found[1])
        at = found.end()
        if found[2] != delimiter:
            yield row
            row = []


def is_regular(data: bytes, delimiter: str) -> bool:
    """Tell whether UTF-8 text keeps to RFC 4180, so that any reader splits it as `split` does.

    Quotes open and close in turn: one that opens follows a delimiter, one that closes precedes
    one, and `""` closes and opens at once.
    """
    if data.count(b'"') % 2:
        return False
    signs = np.frombuffer(data, dtype=np.uint8)
    bounds = np.isin(np.arange(256), [*delimiter.encode(), *b'\r\n"'])
    seen = 0
    for start in range(0, len(signs), _PIECE):
        at = np.flatnonzero(signs[start : start + _PIECE] == _QUOTE) + start
        opening = (np.arange(len(at)) + seen) % 2 == 0
        before = np.where(at > 0, signs[at - 1], _LINE_END)
        after = np.where(at + 1 < len(signs), signs[(at + 1) % len(signs)], _LINE_END)
        if not np.where(opening, bounds[before], bounds[after]).all():
            return False
        seen += len(at)
    return True


def _breaks(text: str) -> int:
    return max(text.count("\n"), text.count("\r"))
