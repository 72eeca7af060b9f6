"""What can be said of a record without a reference: only that it repeats or cannot be read."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.comparing import adjust
from dancu_clean.model import Records, Verdict


def without_reference(records: Records, validated: pd.DataFrame) -> Verdict:
    """Return the outcomes `unreadable` and `duplicate`; every other record has none yet."""
    size = len(records.frame)
    outcome = np.full(size, None, dtype=object)
    outcome[adjust.repeated_rows(validated, size)] = "duplicate"
    outcome[adjust.lost_cells(records, validated, np.zeros(size, dtype=bool))] = "unreadable"
    return Verdict(pd.Series(outcome, dtype="str"), validated)
