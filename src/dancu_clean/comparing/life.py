"""Life state: who is dead, missing or gone in the reference and still in a list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dancu_clean.comparing.pairs import Flags, Pairs, column, flags
from dancu_clean.findings import partial
from dancu_clean.levels import dates
from dancu_clean.model import Records
from dancu_clean.rules.masks import holds

_DEAD = ("deceased", "missing")
_GONE = ("moved", "deregistered")
_SAME_DEATH = (
    dates.MISSING, dates.EQUAL, dates.MONTH, dates.YEAR_ONLY_LEFT, dates.YEAR_ONLY_RIGHT,
)  # fmt: skip


@dataclass(frozen=True)
class LifeState:
    """Per pair whether the record counts as one of a dead or of a moved person, and findings."""

    dead: Flags
    gone: Flags
    findings: list[pd.DataFrame]


def exempt(records: Records) -> Flags:
    """Tell records that may lawfully name a dead person: martyrs, benefits already stopped."""
    out = np.zeros(len(records.frame), dtype=bool)
    for condition in records.dataset.not_living:
        values = column(records.frame, condition.field)
        out |= flags(holds(values, condition.values))
    return out


def draws(records: Records) -> Flags:
    """Tell records on which money or a card depends and that are not stopped.

    In a list of another kind (insurance of workers and pensioners) the row itself shows it.
    """
    out: Flags = np.full(len(records.frame), records.dataset.entitlement != "none")
    for field in ("benefit_amount", "pension_book_no"):
        out |= column(records.frame, field).notna().to_numpy()
    out |= (column(records.frame, "benefit_status") == "active").to_numpy(dtype=bool, copy=True)
    return out & ~exempt(records)


def says_dead(records: Records) -> Flags:
    """Tell records that themselves say, by a note or a state, that the person died."""
    frame = records.frame
    noted = (column(frame, "_life_note") == "deceased") | column(frame, "life_status").isin(_DEAD)
    return noted.to_numpy(dtype=bool, copy=True)


def _says_gone(records: Records) -> Flags:
    frame = records.frame
    noted = (column(frame, "_life_note") == "moved") | column(frame, "life_status").isin(_GONE)
    return noted.to_numpy(dtype=bool, copy=True)


def dead_in_reference(pairs: Pairs) -> Flags:
    """Tell pairs whose person the reference holds as dead or missing."""
    stated: Flags = flags(pairs.right("life_status").isin(_DEAD))
    return stated | pairs.right("death_date").notna().to_numpy()


def _tells_life(reference: Records) -> bool:
    """Tell whether the reference speaks of life states at all: a blank then means alive."""
    fields = ("life_status", "death_date")
    return any(bool(column(reference.frame, field).notna().any()) for field in fields)


def _states(pairs: Pairs) -> tuple[Flags, Flags, Flags]:
    """Return (dead, gone, alive) of the reference's persons; unknown is none of them."""
    status = pairs.right("life_status")
    dead = dead_in_reference(pairs)
    gone = ~dead & status.isin(_GONE).to_numpy(dtype=bool, copy=True)
    alive = ~dead & ~gone & _tells_life(pairs.reference)
    return dead, gone, alive


def life_state(pairs: Pairs) -> LifeState:
    """Compare life states; a death register is judged the other way round.

    A martyr and a benefit cut because of death are records of dead persons too, and no fault.
    """
    if pairs.records.dataset.asserts == "death":
        return _register(pairs)
    dead, gone, alive = _states(pairs)
    lawful = exempt(pairs.records)[pairs.rows]
    drawing = draws(pairs.records)[pairs.rows]
    noted = says_dead(pairs.records)[pairs.rows] & ~lawful
    left = _says_gone(pairs.records)[pairs.rows] & ~lawful
    # A list that keeps life states of its own and agrees with the reference is up to date.
    knows = ~drawing & ("life_status" in pairs.records.frame.columns)
    late_dead = dead & ~lawful & ~(noted & knows)
    late_gone = gone & ~lawful & ~(left & knows)
    findings = [
        *_told(pairs, late_dead, "life.deceased", drawing),
        *_told(pairs, late_gone, "life.moved", drawing),
        pairs.find(noted & alive, "life.note_deceased", "life_status"),
        pairs.find(left & alive, "life.note_moved", "life_status"),
    ]
    return LifeState(dead, gone, findings)


def _told(pairs: Pairs, mask: Flags, rule: str, drawing: Flags) -> list[pd.DataFrame]:
    return [
        pairs.find(mask & held, rule, "life_status", severity=severity, propose=True)
        for held, severity in ((drawing, "error"), (~drawing, "warning"))
    ]


def _register(pairs: Pairs) -> LifeState:
    dead, _, alive = _states(pairs)
    none = np.zeros(len(pairs.rows), dtype=bool)
    level = dates.classify(pairs.left("death_date"), pairs.right("death_date"))
    findings = [
        pairs.find(alive, "life.death_not_updated", "life_status"),
        pairs.find(
            dead & ~np.isin(level, _SAME_DEATH), "death_date.differs", "death_date", propose=True
        ),
    ]
    return LifeState(none, none, findings)


def own_deaths(records: Records, known_dead: Flags) -> pd.DataFrame:
    """Find benefits still drawn whose own row has a death date, unless reported already."""
    dated = column(records.frame, "death_date").notna().to_numpy()
    told = dated & draws(records) & ~known_dead & (records.dataset.asserts != "death")
    rows = np.flatnonzero(told)
    values = column(records.frame, "death_date").to_numpy(dtype=object)[rows]
    return partial(rows, "life.own_death_date", "death_date", value=values)
