"""What all numbers share: separators, fillers, letters typed for digits, spreadsheet damage."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s.,\-‐‑–—_'’‘`´\"“”*·|:;/\\]+")
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?E[+]?\d{1,3}", re.IGNORECASE)
_ALL_SHOWN = re.compile(r"(\d)[.,](\d+)E[+]?(\d{1,2})", re.IGNORECASE)
_DECIMAL = re.compile(r"(\d{7,})[.,]0{1,2}")
_LETTERS = str.maketrans("OoQDIilL|SsBZz", "00001111155822")
_SEQUENCE = "0123456789" * 3


def strip_separators(text: str) -> str:
    """Remove spaces, dots, dashes and quotes; letters become capitals."""
    return _SEPARATORS.sub("", text).upper()


def is_scientific(text: str) -> bool:
    """Tell a number whose digits a spreadsheet threw away (`3.809E+10`)."""
    return _SCIENTIFIC.fullmatch(text.replace(" ", "")) is not None


def written_out(text: str) -> str | None:
    """Return the digits of E-notation that still shows all of them (`3.8090001234E+10`)."""
    found = _ALL_SHOWN.fullmatch(text.replace(" ", ""))
    return found[1] + found[2] if found and len(found[2]) == int(found[3]) else None


def drop_decimal_zero(text: str) -> str:
    """Remove the `.0` which a float left behind (`38090001234.0`)."""
    found = _DECIMAL.fullmatch(text)
    return found.group(1) if found else text


def letters_to_digits(text: str) -> str:
    """Return the text with O→0, l/I→1, S→5, B→8, Z→2: a suggestion, never a repair."""
    return text.translate(_LETTERS)


def is_filler(number: str) -> bool:
    """Tell one digit repeated and running sequences (000000000, 123456789, 012345678912)."""
    if len(number) < 8 or not number.isdigit():
        return False
    if len(set(number)) == 1:
        return True
    return number in _SEQUENCE or number in {
        "012345678912", "123456789123", "012345678910", "123456789012", "001234567890",
        "000123456789",
    }  # fmt: skip


def is_ascii_digits(text: str) -> bool:
    """Tell a non-empty text of 0–9 only."""
    return text.isascii() and text.isdigit()
