"""Step 4: which person of the reference each record means, how sure, and who else came near."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.levels.names import DIFFERS as NAME_DIFFERS
from dancu_clean.linkage import decide, features
from dancu_clean.linkage.comparison import LEVELS
from dancu_clean.linkage.engine import Linker, Pairs
from dancu_clean.model import Matches, Records

# Below this a person is not even worth a line among the candidates.
_WORTH_SHOWING = 1e-4
# Two people are alike to the data when the second is at least this likely beside the first.
_ALIKE = 0.2
_ALONE = 0.9
# Several people fit only where it is likely that one of them is meant.
_LIKELY_PRESENT = 0.5


class Reference:
    """A population reference ready for linkage."""

    def __init__(self, records: Records) -> None:
        """Prepare arrays, blocking keys and frequencies; `records` must not be empty."""
        self.records = records
        side = features.prepare(records.frame)
        # The same person twice in the extract must not compete with himself.
        self.positions = np.flatnonzero(~_repeated(side))
        self.linker = Linker(
            side if len(self.positions) == side.size else features.select(side, self.positions)
        )


def _repeated(side: features.Side) -> np.ndarray:
    names = np.append(side.tables["full_name"].squashed, 0)[side.names["full_name"]]
    same = pd.DataFrame({"number": side.number, "name": names, "birth": side.birth})
    return (same.duplicated() & (same["number"] > 0)).to_numpy()


def match(records: Records, reference: Reference) -> Matches:
    """Link one table to the reference.

    `best` has one row per record, `candidates` up to three per record (see `model.Matches`);
    positions are those of the reference's own frame.
    """
    side = features.prepare(records.frame)
    if side.size == 0 or len(reference.positions) == 0:
        return _nobody(side.size)
    decided, shown = [], []
    for pairs in reference.linker.link(side):
        ranked = decide.rank(pairs.rows, pairs.people, pairs.score, len(pairs.records))
        decided.append(_decide(pairs, ranked, records))
        shown.append(_candidates(pairs, ranked, reference.positions))
    best = pd.concat(decided).sort_index()
    best["id_owner"] = reference.linker.owners(side)
    for column in ("person", "second", "id_owner"):
        best[column] = _original(best[column].to_numpy(), reference.positions)
    candidates = pd.concat(shown).sort_values(["row", "rank"], ignore_index=True)
    return Matches(best, candidates)


def _original(people: np.ndarray, positions: np.ndarray) -> np.ndarray:
    return np.where(people >= 0, positions[people], -1)


def _nobody(size: int) -> Matches:
    best = pd.DataFrame(
        {
            "person": np.full(size, -1),
            "score": 0.0,
            "second": -1,
            "second_score": 0.0,
            "linked": False,
            "needs_review": False,
            "ambiguous": False,
            "id_owner": -1,
        }
    )
    return Matches(best, pd.DataFrame(columns=["row", "rank", "person", "score"]))


def _decide(pairs: Pairs, ranked: decide.Ranked, records: Records) -> pd.DataFrame:
    size = len(pairs.records)
    first, second = ranked.pair[:, 0], ranked.pair[:, 1]
    score, second_score = ranked.score[:, 0], ranked.score[:, 1]
    present = np.bincount(pairs.rows, weights=pairs.score, minlength=size)
    proven = np.append(decide.proven(pairs.levels), False)[first]
    people = np.append(pairs.people, -1)
    linked = (score >= records.dataset.accept) & proven
    linked &= ~decide.contested(pairs.rows, pairs.levels, first)
    proposed = linked | (present >= records.dataset.review)
    alike = ~linked & (present >= _LIKELY_PRESENT) & (score < _ALONE)
    alike &= second_score >= _ALIKE * score
    return pd.DataFrame(
        {
            "person": np.where(proposed, people[first], -1),
            "score": np.round(np.where(first >= 0, score, 0.0), 6),
            "second": np.where(second_score >= _WORTH_SHOWING, people[second], -1),
            "second_score": np.round(second_score, 6),
            "linked": linked,
            "needs_review": proposed & ~linked,
            "ambiguous": alike,
        },
        index=pairs.records,
    )


def _candidates(pairs: Pairs, ranked: decide.Ranked, positions: np.ndarray) -> pd.DataFrame:
    size = len(ranked.pair)
    rank = np.tile(np.arange(1, 4), size)
    chosen = ranked.pair.ravel()
    score = ranked.score.ravel()
    shown = (chosen >= 0) & ((score >= _WORTH_SHOWING) | (rank == 1))
    near = np.append(pairs.levels["full_name"] != NAME_DIFFERS, False)[chosen]
    shown &= near | (score >= _WORTH_SHOWING)
    picked = chosen[shown]
    columns: dict[str, object] = {
        "row": np.repeat(pairs.records, 3)[shown],
        "rank": rank[shown],
        "person": positions[pairs.people[picked]],
        "score": np.round(score[shown], 6),
    }
    for field, labels in LEVELS.items():
        columns[f"{field}_level"] = np.array(labels, dtype=object)[pairs.levels[field][picked]]
        columns[f"{field}_weight"] = np.round(pairs.bits[field][picked].astype(np.float64), 3)
    return pd.DataFrame(columns)
