"""Step 5: records beside their persons → one outcome per record and the list's full findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dancu_clean.comparing import adjust, life, marriage
from dancu_clean.comparing.details import details
from dancu_clean.comparing.identity import Identity, identity, number_owner, of_other
from dancu_clean.comparing.outcomes import Situation, decide
from dancu_clean.comparing.pairs import OTHER, PARTIAL, SAME, VARIANT, Flags, Pairs, column, flags
from dancu_clean.comparing.relatives import dead_relatives, known_relatives
from dancu_clean.comparing.slips import stale_slips
from dancu_clean.comparing.spelling import cased_otherwise, spelled_otherwise
from dancu_clean.findings import concat, partial
from dancu_clean.levels import dates, names
from dancu_clean.model import Matches, Records, Verdict

# A person proposed for review counts as found from here on; below, people choose first.
_LIKELY = 0.8
_REWRITTEN = ("full_name", "personal_id", "old_id")
# Steps that say how a whole column was typed, not that this cell was written in another way.
_COLUMN_STEPS = ("placeholder", "moved_old_id", "moved_personal_id", "note_split")


@dataclass(frozen=True)
class _Judged:
    """Pairs and what was found on them; several people may be held against one record."""

    pairs: Pairs
    identity: Identity
    life: life.LifeState


def compare(
    records: Records,
    reference: Records,
    matches: Matches,
    validated: pd.DataFrame,
) -> Verdict:
    """Judge every record against the person it is linked to.

    `validated` are the partial findings made without the reference; the verdict holds them
    again, adjusted, with those of the comparison. Outcomes follow a fixed precedence
    (`comparing.outcomes`); life state and faults of further fields never hide the link.
    """
    owner = number_owner(records, reference, matches.best["id_owner"].to_numpy(dtype=np.int64))
    main = _judge(found_pairs(records, reference, matches), owner)
    judged, extra = [main], list[pd.DataFrame]()
    if records.dataset.asserts == "marriage":
        wives, extra = _wives(records, reference, main)
        judged.append(wives)
    repeats = repeated_links(records, main, matches)
    situation = _situation(records, matches, validated, judged, repeats)
    outcome = decide(situation)
    extra += [part for one in judged for part in (*one.identity.findings, *one.life.findings)]
    extra += [repeats, stale_slips(main.pairs), *details(main.pairs)]
    extra += _without_person(records, reference, matches, situation, outcome)
    extra += [life.own_deaths(records, situation.dead & situation.found)]
    extra += dead_relatives(records, reference)
    findings = _settle(judged, validated, extra, len(outcome))
    return Verdict(outcome, findings, _persons(matches, judged, situation))


def found_pairs(records: Records, reference: Records, matches: Matches) -> Pairs:
    """Return the records with the person they are held to be.

    Linked, or proposed for review, likely enough and of neither another name nor another date;
    where number and whole date of birth are the person's own, the name may be another.
    """
    best = matches.best
    person = best["person"].to_numpy(dtype=np.int64)
    linked = flags(best["linked"])
    likely = flags(best["needs_review"]) & flags(best["score"] >= _LIKELY)
    rows = np.flatnonzero((linked | likely) & ~flags(best["ambiguous"]) & (person >= 0))
    pairs = Pairs(records, reference, rows, person[rows])
    level = names.classify(pairs.left("full_name"), pairs.right("full_name"))
    born = dates.classify(pairs.left("birth_date"), pairs.right("birth_date"))
    alike = (level != names.DIFFERS) & (born != dates.DIFFERS)
    own = flags(pairs.left("personal_id") == pairs.right("personal_id"))
    alike |= own & (born == dates.EQUAL) & flags(pairs.left("birth_date").str.len() == 10)
    return pairs.select(linked[rows] | alike)


def _judge(pairs: Pairs, owner: np.ndarray) -> _Judged:
    return _Judged(pairs, identity(pairs, owner[pairs.rows]), life.life_state(pairs))


def _wives(
    records: Records, reference: Records, main: _Judged
) -> tuple[_Judged, list[pd.DataFrame]]:
    """Judge the other spouses; return them with the findings that concern both spouses."""
    owner = marriage.spouse_owner(records, reference)
    judged = _judge(marriage.spouses(records, reference, owner), owner)
    found = np.zeros(len(records.frame), dtype=bool)
    found[judged.pairs.rows] = True
    findings = [
        marriage.absent_spouses(records, found, owner),
        marriage.absent_partners(records, main.pairs.rows, judged.pairs.rows),
        *marriage.marital_state(main.pairs),
        *marriage.marital_state(judged.pairs),
    ]
    return judged, findings


def repeated_links(records: Records, main: _Judged, matches: Matches) -> pd.DataFrame:
    """Find later rows linked to the person of an earlier row of a list of persons.

    Only where the schema looks for repeated persons, and where the row agrees with the person
    well enough not to be a relative of like name.
    """
    pairs = main.pairs
    linked = matches.best["linked"].to_numpy(dtype=bool, copy=True)[pairs.rows]
    sure = linked & (main.identity.birth_date <= PARTIAL) & (main.identity.name <= VARIANT)
    sure &= main.identity.number != OTHER
    use = {use.code: use for use in records.dataset.rules}.get("duplicate.person")
    if use is None:
        sure[:] = False
    rows = pairs.rows[sure]
    first = pd.Series(rows).groupby(pairs.persons[sure]).transform("min").to_numpy(dtype=np.int64)
    later = first < rows
    if use is not None and "own_number" in use.bind:
        # Two cards or files of one person are two entries, judged by rules of their own.
        own = column(records.frame, use.bind["own_number"]).to_numpy(dtype=object)
        later &= (own[rows] == own[first]) | pd.isna(own[rows]) | pd.isna(own[first])
    lines = column(records.frame, "source_row").to_numpy(dtype=object)[first[later]]
    other = [f"dòng {line}" for line in lines]
    return partial(rows[later], "duplicate.linked", "full_name", other=other)


def _spread(size: int, rows: np.ndarray, values: np.ndarray, default: int | bool) -> np.ndarray:
    out = np.full(size, default, dtype=values.dtype)
    out[rows] = values
    return out


def _situation(
    records: Records,
    matches: Matches,
    validated: pd.DataFrame,
    judged: list[_Judged],
    repeats: pd.DataFrame,
) -> Situation:
    size = len(records.frame)
    found = np.zeros(size, dtype=bool)
    for one in judged:
        found[one.pairs.rows] = True
    repeated = adjust.repeated_rows(validated, size)
    repeated[repeats["row"].to_numpy(dtype=np.int64)] = True
    return Situation(
        found=found,
        ambiguous=flags(matches.best["ambiguous"]),
        lost=adjust.lost_cells(records, validated, found),
        foreign=_foreign(matches),
        broken=adjust.broken_numbers(records, validated),
        repeated=repeated,
        rewritten=_rewritten(records, judged),
        dead=_per_record(judged, lambda one: one.life.dead, size),
        gone=_per_record(judged, lambda one: one.life.gone, size),
        number=_per_record(judged, lambda one: one.identity.number, size),
        name=_per_record(judged, lambda one: one.identity.name, size),
        birth_date=_per_record(judged, lambda one: one.identity.birth_date, size),
        sex=_per_record(judged, lambda one: one.identity.sex, size),
    )


def _foreign(matches: Matches) -> Flags:
    """Tell numbers that have a holder who is none of the several people that may be meant."""
    best = matches.best
    among = (best["id_owner"] == best["person"]) | (best["id_owner"] == best["second"])
    return flags((best["id_owner"] >= 0) & ~(best["ambiguous"] & among))


def _per_record(
    judged: list[_Judged], what: Callable[[_Judged], np.ndarray], size: int
) -> np.ndarray:
    """Spread a value of pairs over the records; the main person's goes before the spouse's."""
    out = np.full(size, SAME, dtype=what(judged[0]).dtype)
    for one in reversed(judged):
        out[one.pairs.rows] = what(one)
    return out


def _rewritten(records: Records, judged: list[_Judged]) -> np.ndarray:
    """Tell records whose name or number is written in another way than it should or elsewhere."""
    out = rewritten(records)
    for one in judged:
        out[one.pairs.rows] |= spelled_otherwise(one.pairs)
    return out


def rewritten(records: Records) -> np.ndarray:
    """Tell records whose name or number had to be repaired, or stands in odd capitals."""
    out = np.zeros(len(records.frame), dtype=bool)
    repairs = records.repairs
    repairs = repairs[repairs["field"].isin(list(_REWRITTEN))]
    steps = repairs["steps"].str.split("+").explode()
    counted = ~steps.isin(list(_COLUMN_STEPS)).to_numpy(dtype=bool, copy=True)
    out[repairs["row"].loc[steps.index].to_numpy(dtype=np.int64)[counted]] = True
    return out | cased_otherwise(column(records.frame, "full_name"))


def _without_person(
    records: Records,
    reference: Records,
    matches: Matches,
    situation: Situation,
    outcome: pd.Series,
) -> list[pd.DataFrame]:
    """Make the findings of records without a found person."""
    unsure, lawful = flags(outcome == "ambiguous"), life.exempt(records)
    # Martyrs and benefits cut need no number that would tell them apart.
    found = [
        partial(np.flatnonzero(unsure & held), "person.ambiguous", "personal_id", severity=severity)
        for held, severity in ((~lawful, None), (lawful, "info"))
    ]
    foreign = np.flatnonzero(situation.foreign & ~situation.found & ~situation.lost)
    if len(foreign):
        owner = matches.best["id_owner"].to_numpy(dtype=np.int64)[foreign]
        pairs = Pairs(records, reference, foreign, owner)
        theirs = of_other(pairs, np.ones(len(foreign), dtype=bool), owner)
        # The holder's number is the record's own; there is nobody whose number to propose.
        theirs[["reference_value", "proposed_value"]] = np.nan
        found.append(theirs.astype({"reference_value": "str", "proposed_value": "str"}))
    if records.dataset.asserts == "birth":
        nobody = ["not_found", "id_malformed", "id_of_other"]
        born = outcome.isin(nobody).to_numpy(dtype=bool, copy=True) & ~situation.found
        found.append(partial(np.flatnonzero(born), "birth.no_population", "full_name"))
    return found


def _settle(
    judged: list[_Judged], validated: pd.DataFrame, extra: list[pd.DataFrame], size: int
) -> pd.DataFrame:
    main = judged[0]
    alike = _spread(size, main.pairs.rows, main.identity.alike(), False)
    told = adjust.soften(validated, alike)
    for other in judged[1:]:
        alike = _spread(size, other.pairs.rows, other.identity.alike(), False)
        told = adjust.soften(told, alike, tuple(other.pairs.names.values()))
    for field, known in known_relatives(main.pairs):
        told = adjust.soften(told, known, (field,))
    proven = main.identity.proven & (main.identity.name == VARIANT)
    told = adjust.quiet_marks(told, _spread(size, main.pairs.rows, proven, False))
    told, gaps = adjust.number_gaps(main.pairs, main.identity.number, told)
    # The other spouse first: what the marriage book says goes before the reference's spouse.
    for one in reversed(judged):
        told = adjust.propose(one.pairs, told, one.identity.number)
    new = adjust.drop_told(concat([*extra, gaps]), told)
    return concat([told, new])


def _persons(matches: Matches, judged: list[_Judged], situation: Situation) -> np.ndarray:
    """Return whom each record names: candidates stay proposed, holders of a number do not."""
    best = matches.best
    person = best["person"].to_numpy(dtype=np.int64).copy()
    holder = situation.foreign & ~situation.found & (person == best["id_owner"].to_numpy())
    person[holder] = -1
    for one in reversed(judged):
        person[one.pairs.rows] = one.pairs.persons
    return person
