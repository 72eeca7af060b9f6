"""A CSV file with some cells written anew: encoding, delimiter, quotes and line ends stay."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from dancu_clean.deciding.cells import New
from dancu_clean.deciding.sheet_xml import Place
from dancu_clean.formats.delimited import find_delimiter

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_BOM = "\ufeff"


def patch_text(path: Path, out: Path, cells: Mapping[Place, New], encoding: str) -> list[Place]:
    """Write `out` as `path` with these cells (record, column from 0); return those that stay.

    A cell stays where something else stands than the reader saw. Raises LookupError for an
    encoding that Python does not know.
    """
    data = path.read_bytes()
    text = data.decode(encoding)
    start = len(_BOM) if text.startswith(_BOM) else 0
    if text[start : start + 4].lower() == "sep=":
        start = text.index("\n") + 1
    delimiter = find_delimiter(text[start:])
    done: set[Place] = set()
    pieces, last = [], 0
    for place, (first, end) in _fields(text, start, delimiter):
        new = cells.get(place)
        if new is None:
            continue
        raw = text[first:end]
        if _plain(raw) == (new.old or "").strip():
            pieces += [text[last:first], _quoted(new.text, raw, delimiter)]
            last = end
            done.add(place)
    whole = "".join([*pieces, text[last:]])
    out.write_bytes(encoded(whole, encoding))
    return [place for place in cells if place not in done]


def _fields(text: str, start: int, delimiter: str) -> Iterator[tuple[Place, tuple[int, int]]]:
    """Yield the place and the span of every field, quotes included."""
    row = column = 0
    first, at, size, quoted = start, start, len(text), False
    while at < size:
        sign = text[at]
        if sign == '"' and (quoted or at == first):
            quoted = not quoted  # a doubled quote closes and opens again
        elif not quoted and sign == delimiter:
            yield (row, column), (first, at)
            column, first = column + 1, at + 1
        elif not quoted and sign in "\r\n":
            yield (row, column), (first, at)
            if text[at : at + 2] == "\r\n":
                at += 1
            row, column, first = row + 1, 0, at + 1
        at += 1
    if first < size:
        yield (row, column), (first, size)


def _plain(raw: str) -> str:
    if raw.startswith('"'):
        raw = raw[1:].removesuffix('"').replace('""', '"')
    return unicodedata.normalize("NFC", raw).strip()


def _quoted(text: str, raw: str, delimiter: str) -> str:
    needs = any(sign in text for sign in (delimiter, '"', "\r", "\n"))
    if raw.startswith('"') or needs:
        return '"' + text.replace('"', '""') + '"'
    return text


def encoded(text: str, encoding: str) -> bytes:
    """Return the bytes of a text, tones apart from letters where the code page needs it."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_apart(sign, encoding) for sign in text).encode(encoding)


def _apart(sign: str, encoding: str) -> str:
    """Take the tone off a letter that the code page knows only without it (windows-1258)."""
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", sign)
        letter = "".join(part for part in parts if part not in _TONES)
        tones = "".join(part for part in parts if part in _TONES)
        return unicodedata.normalize("NFC", letter) + tones
    return sign
