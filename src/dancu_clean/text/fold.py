"""Comparison keys of Vietnamese text: letters only, no marks, upper case."""

from __future__ import annotations

import unicodedata

from unidecode import unidecode

APOSTROPHES = "'`´‘’‛ʹʼʻˈ′＇"
_DROPPED = APOSTROPHES + "-‐‑\u00ad\u200b\u200c\u200d\u2060\ufeff"


def _base(char: str) -> str:
    """Return the capital ASCII letters of one character, "" for a mark, " " for the rest."""
    if unicodedata.combining(char):
        return ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
    plain = plain or unidecode(char)
    return "".join(c if c.isalnum() else " " for c in plain.upper()) or " "


def _table() -> dict[int, str]:
    """Tell what each character of the Latin, combining and punctuation blocks becomes."""
    blocks = ((0, 0x250), (0x2B0, 0x370), (0x1E00, 0x1F00), (0x2000, 0x2070), (0xFF01, 0xFF5F))
    table = {code: _base(chr(code)) for start, end in blocks for code in range(start, end)}
    table.update(dict.fromkeys(map(ord, _DROPPED), ""))
    return table


_TABLE = _table()


def fold(text: str) -> str:
    """Return the key of a text: ASCII capitals and digits, single spaces.

    Marks go, đ becomes D; apostrophes and hyphens are dropped without leaving a space
    ("H'Mrin" and "HMrin", "Ê-đê" and "Êđê" are one); other signs become a space.
    """
    if text.isalnum() and text.isascii():
        return text.upper()
    key = text.translate(_TABLE)
    if not key.isascii():
        key = unidecode(key).translate(_TABLE)
    return " ".join(key.split())


def squash(text: str) -> str:
    """Return `fold` without spaces: joined and split writing have one key."""
    return fold(text).replace(" ", "")
