"""What may be shown of a cell: no whole name, no whole number."""

from __future__ import annotations

import re
import unicodedata

from dancu_clean.spec import FieldSpec

_DIGITS = re.compile(r"\d(?=[\d .]*\d{2})")
_LONG_NUMBER = re.compile(r"\d[\d .-]{4,}\d")
_CLEAR_TYPES = {"date", "sex", "code", "choice", "money", "number", "nationality", "admin_unit"}


def mask(value: str, spec: FieldSpec | None) -> str:
    """Hide a person's name and the inner digits of numbers; codes, dates and sums stay.

    A column that is not known may hold anything and is hidden like a name.
    """
    value = unicodedata.normalize("NFC", value)  # a mark on its own would end a word
    if spec is not None and spec.type in _CLEAR_TYPES:
        return value
    if spec is None or spec.type == "person_name" or spec.mask == "name":
        value = re.sub(r"[^\W\d_]{2,}", lambda word: word[0][0] + "•" * (len(word[0]) - 1), value)
    if spec is None or spec.mask == "number" or spec.type.endswith(("_id", "_no")):
        return _DIGITS.sub("•", value)
    return _LONG_NUMBER.sub(lambda found: _DIGITS.sub("•", found[0]), value)
