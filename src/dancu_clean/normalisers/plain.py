"""Rows that need no cleaning, found by one pattern over the whole column.

A value that matches is returned unchanged and without remark by its normaliser (a property test
holds this); skipping it is what makes columns of distinct numbers fast.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

_RUN = "0123456789" * 3
# What `ids.digits.is_filler` calls a filler: a running sequence, or one digit repeated.
_SEQUENCES = [_RUN[start : start + size] for start in range(10) for size in range(8, 20)] + [
    "012345678912", "123456789123", "012345678910", "001234567890", "000123456789",
]  # fmt: skip
_REPEATED = "|".join(f"{digit}{{8,}}" for digit in range(10))
_EMPTY_PERSON = "|" + r"[0-9]{6}0{6}"
# normaliser → what is plain, from where its digits count, what else makes it a filler
_PLAIN = {
    "personal_id": (r"0[0-9]{11}", 0, _EMPTY_PERSON),
    "old_id": (r"[0-9]{9}", 0, ""),
    "social_insurance_no": (r"[0-9]{10}", 0, ""),
    "health_card_no": (r"[A-Z]{2}[1-5][0-9]{12}", 5, ""),
    "tax_no": (r"[0-9]{10}", 0, ""),
    "phone": (r"0[35789][0-9]{8}", 0, ""),
    "bank_account": (r"[0-9]{8,14}", 0, ""),
}


def plain_rows(raw: pd.Series, normaliser: str) -> np.ndarray:
    """Return where a column holds nothing to clean; all false for other normalisers."""
    if normaliser not in _PLAIN or not raw.notna().any():
        return np.zeros(len(raw), dtype=bool)
    pattern, start, more = _PLAIN[normaliser]
    number = raw.str.slice(start) if start else raw
    filler = number.str.fullmatch(_REPEATED + more) | number.isin(_SEQUENCES)
    plain = raw.str.fullmatch(pattern) & ~filler
    return plain.fillna(False).to_numpy(dtype=bool)
