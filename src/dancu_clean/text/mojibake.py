"""UTF-8 that a program read as Windows-1252, Windows-1258 or Latin-1, once or several times.

Bytes that no letter stands for are often dropped on the way. What they carried is not invented:
the place is held by U+FFFD and the cell is reported.
"""

from __future__ import annotations

import re

from dancu_clean.text.legacy import western_bytes

LOST = "\ufffd"
_GONE = re.compile(rf"{LOST}|[^\W\d_]\?(?!\w+=)[^\W\d_]|(?<![\w=/])\?{{1,2}}[^\W\d_]")
_MOST_ROUNDS = 3
# First bytes of the UTF-8 of Vietnamese letters and marks, as Western programs show them.
_LEAD = re.compile("[\u00c2-\u00c6\u00cc\u00e1\u00e2\u0102\u0300]")
_TORN = re.compile(b"(?:[\x00-\x7f\xff]|[\xc2-\xc6\xcc][\x80-\xbf]?|[\xe1\xe2][\x80-\xbf]{0,2})*")
_SPACED = re.compile("([\u00c3\u0102]) ")


def has_lost_letters(text: str) -> bool:
    """Tell whether a ? or U+FFFD stands where a letter was ("Nguy?n", "??ng"), not at an end."""
    return ("?" in text or LOST in text) and _GONE.search(text) is not None


def from_misread_utf8(text: str) -> str | None:
    """Return what the bytes of the text say in UTF-8; None when they are not UTF-8 at all.

    Dropped or replaced bytes leave U+FFFD in the result.
    """
    found = None
    for _ in range(_MOST_ROUNDS):
        once = _once(text)
        if once is None or once == text:
            break
        found = text = once
    return found


def _once(text: str) -> str | None:
    if not _LEAD.search(text):
        return None
    broken = None
    for code_page in ("windows-1252", "windows-1258"):
        data = _bytes(text, code_page)
        if data is None:
            continue
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            broken = broken or data
    return None if broken is None else _with_losses(broken)


def _bytes(text: str, code_page: str) -> bytes | None:
    # A no-break space that became a space was the second byte of "à"; 0xFF is never in UTF-8.
    spaced = _SPACED.sub("\\1\u00a0", text)
    pieces = [western_bytes(piece, code_page) for piece in spaced.split(LOST)]
    return None if None in pieces else b"\xff".join(filter(None, pieces))


def _with_losses(data: bytes) -> str | None:
    """Decode what is whole; None unless all else is a first byte that lost its second."""
    if not _TORN.fullmatch(data):
        return None
    text = data.decode("utf-8", "replace")
    whole = sum(not char.isascii() and char != LOST for char in text)
    return text if whole and text.count(LOST) <= 3 * whole else None
