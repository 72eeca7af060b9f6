"""One outcome per record, by a fixed precedence: the first condition that holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dancu_clean.comparing.pairs import (
    ALIAS,
    BLANK,
    BROKEN,
    DIFFERS,
    OTHER,
    PARTIAL,
    UNKNOWN,
    VARIANT,
    Codes,
    Flags,
)


@dataclass(frozen=True)
class Situation:
    """Everything the outcome depends on, one value per record.

    `number`, `name`, `birth_date` and `sex` hold the codes of `comparing.pairs` and mean
    something only where `found`; the rest are booleans.
    """

    found: Flags
    ambiguous: Flags
    lost: Flags
    foreign: Flags
    broken: Flags
    repeated: Flags
    dead: Flags
    gone: Flags
    rewritten: Flags
    number: Codes
    name: Codes
    birth_date: Codes
    sex: Codes


def unreadable(s: Situation) -> Flags:
    """Tell where the cells that identify are lost."""
    return s.lost


def id_of_other(s: Situation) -> Flags:
    """Tell where the number is somebody else's and the other fields are not."""
    return np.where(s.found, np.isin(s.number, (OTHER,)), s.foreign)


def duplicate(s: Situation) -> Flags:
    """Tell where the same person stands in an earlier row."""
    return s.repeated


def deceased(s: Situation) -> Flags:
    """Tell who is dead or missing in the reference, where the list holds living people."""
    return s.found & s.dead


def moved(s: Situation) -> Flags:
    """Tell who moved away or was deregistered."""
    return s.found & s.gone


def ambiguous(s: Situation) -> Flags:
    """Tell where several persons fit and nothing tells them apart."""
    return s.ambiguous & ~s.found


def id_malformed(s: Situation) -> Flags:
    """Tell where no person fits and the number is broken."""
    return ~s.found & s.broken


def not_found(s: Situation) -> Flags:
    """Tell where no person fits."""
    return ~s.found


def found_without_id(s: Situation) -> Flags:
    """Tell who was found although the number is blank, a filler or broken."""
    return np.isin(s.number, (BLANK, BROKEN))


def differs(s: Situation) -> Flags:
    """Tell the right person with a number nobody has, another name, date or sex."""
    wrong: Flags = (s.name == DIFFERS) | (s.birth_date == DIFFERS) | (s.sex == DIFFERS)
    return wrong | np.isin(s.number, (UNKNOWN,))


def year_only(s: Situation) -> Flags:
    """Tell where birth dates agree as far as the less exact side goes."""
    return np.isin(s.birth_date, (PARTIAL,))


def variant(s: Situation) -> Flags:
    """Tell what is equal but for the way of writing, or a former number of the person."""
    return np.isin(s.name, (VARIANT,)) | np.isin(s.number, (ALIAS,)) | s.rewritten


PRECEDENCE: tuple[Callable[[Situation], Flags], ...] = (
    unreadable, id_of_other, duplicate, deceased, moved, ambiguous, id_malformed, not_found,
    found_without_id, differs, year_only, variant,
)  # fmt: skip
OUTCOMES = (*(condition.__name__ for condition in PRECEDENCE), "exact")


def decide(situation: Situation) -> pd.Series:
    """Return the outcome of every record."""
    codes = np.select(
        [condition(situation) for condition in PRECEDENCE],
        list(range(len(PRECEDENCE))),
        len(PRECEDENCE),
    )
    return pd.Series(np.array(OUTCOMES, dtype=object)[codes], dtype="str")
