"""Equal names in another writing: what makes a `variant` of an exact match."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct
from dancu_clean.comparing.pairs import Flags, Pairs, flags


def spelled_otherwise(pairs: Pairs) -> Flags:
    """Tell pairs whose names are not the same letters, case aside: Hoà and Hòa, H’Lan and H'Lan."""
    left = pairs.left("full_name").str.casefold()
    right = pairs.right("full_name").str.casefold()
    return flags(left.notna() & right.notna() & (left != right))


def cased_otherwise(names: pd.Series) -> Flags:
    """Tell names in capitals or small letters where most of the column is written as names are.

    A column that is all in capitals, as form DC01 wants it, is not written in another way.
    """
    codes, values = distinct(names)
    odd = np.array([*map(_odd_case, values), False], dtype=bool)[codes]
    return odd if 2 * int(odd.sum()) < len(names) else np.zeros(len(names), dtype=bool)


def _odd_case(name: str) -> bool:
    return any(word[:1].islower() or (len(word) > 1 and word.isupper()) for word in name.split())
