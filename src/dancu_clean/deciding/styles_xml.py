"""Formats of a workbook with one colour added: a decided cell keeps its own and gets a ground."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FILLS = re.compile(rb"<((?:\w+:)?)fills\b[^>]*>(.*?)</(?:\w+:)?fills>", re.DOTALL)
_FORMATS = re.compile(rb"<((?:\w+:)?)cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<(?:\w+:)?xf\b(?:[^>]*/>|[^>]*>.*?</(?:\w+:)?xf>)", re.DOTALL)
_FILL = re.compile(rb"<(?:\w+:)?fill\b(?:[^>]*/>|[^>]*>.*?</(?:\w+:)?fill>)", re.DOTALL)
_TAG = re.compile(rb"<(?:\w+:)?xf\b[^>]*?(/?)>")
_OWN = re.compile(rb"\s(?:fillId|applyFill)=(?:\"[^\"]*\"|'[^']*')")
COLOUR = "FFFFF2CC"


def marked(data: bytes, styles: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """Return the formats with a coloured twin of each style, and the twins' numbers."""
    fills, formats = _FILLS.search(data), _FORMATS.search(data)
    if fills is None or formats is None:
        return data, {style: style for style in styles}
    known = _FORMAT.findall(formats[2])
    fill = len(_FILL.findall(fills[2]))
    twins: dict[int, int] = {}
    made: list[bytes] = []
    for style in sorted(set(styles)):
        if style < len(known):
            twins[style] = len(known) + len(made)
            made.append(_coloured(known[style], fill))
    p = fills[1].decode()
    ground = (
        f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{COLOUR}"/>'
        f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
    ).encode()
    out = _with(data, formats, b"cellXfs", len(known) + len(made), b"".join(made))
    fills = _FILLS.search(out)
    assert fills is not None
    return _with(out, fills, b"fills", fill + 1, ground), twins


def _coloured(form: bytes, fill: int) -> bytes:
    tag = _TAG.match(form)
    assert tag is not None
    plain = _OWN.sub(b"", tag[0])
    end = 2 if tag[1] else 1
    return (
        plain[:-end] + f' fillId="{fill}" applyFill="1"'.encode() + plain[-end:] + form[tag.end() :]
    )


def _with(data: bytes, found: re.Match[bytes], name: bytes, count: int, more: bytes) -> bytes:
    p = found[1]
    head = b'<%s%s count="%d">' % (p, name, count)
    tail = b"</%s%s>" % (p, name)
    return data[: found.start()] + head + found[2] + more + tail + data[found.end() :]
