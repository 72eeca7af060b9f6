"""The recorded steps taken once more: from the raw cell to its clean value.

A reader of a report can so convince himself that nothing but the named steps was done. Steps that
take something from other cells (a century, a coding, the row above) cannot be taken from the cell
alone; they are named in `FROM_OTHERS`.
"""

from __future__ import annotations

from collections.abc import Sequence

from dancu_clean.normalisers.base import normaliser_of
from dancu_clean.spec import FieldSpec
from dancu_clean.text.readings import WAYS
from dancu_clean.text.repair import reread
from dancu_clean.text.typing import TYPING_STEPS

FROM_OTHERS = frozenset({
    "two_digit_year", "month_first", "serial_1904", "coding", "mark", "filled_down",
    "same_as_above", "from_group", "moved_old_id", "moved_personal_id", "near_unit",
})  # fmt: skip
_ID_DIGITS = 12


def replay(raw: str, steps: Sequence[str], spec: FieldSpec) -> str | None:
    """Return the clean value to which the steps lead; no steps, no change.

    Broken text is read anew step by step; what the field's type did follows as one. Raises
    ValueError for a step in `FROM_OTHERS`, and for steps that the cell does not ask for.
    """
    if others := FROM_OTHERS.intersection(steps):
        raise ValueError(f"not to be told from the cell alone: {sorted(others)}")
    text = raw
    for step in steps:
        if step in WAYS or step in TYPING_STEPS:
            text = reread(step, text)
    rest = [step for step in steps if step not in WAYS and step not in TYPING_STEPS]
    if not rest:
        return text
    clean = normaliser_of(spec)(text, spec)
    done, value = set(clean.steps), clean.value
    if "zeros_restored" in rest and "zeros_restored" not in done and value is not None:
        done, value = done | {"zeros_restored"}, value.zfill(_ID_DIGITS)
    if set(rest) != done:
        raise ValueError(f"steps {sorted(rest)} recorded, {sorted(done)} taken")
    return value
