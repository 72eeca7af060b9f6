"""The kernel: one side against a prepared reference, arrays in, arrays out.

A list runs in two passes. The first asks a few sharp keys and settles everybody whose name and
date agree to the letter with one person alone; the second asks all keys for the rest. Either
pass goes through the list in portions: memory grows with a portion's pairs, never the list's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dancu_clean.levels import dates, names
from dancu_clean.linkage import decide, keys, weights
from dancu_clean.linkage.blocking import Blocks, Entries, Keyring
from dancu_clean.linkage.comparison import LEVELS, NUMBER_LEVELS, compare, name_levels
from dancu_clean.linkage.features import Side, located, select
from dancu_clean.linkage.near import Neighbours
from dancu_clean.linkage.pruning import worth_a_name
from dancu_clean.linkage.rarity import NameShares, NameWeights
from dancu_clean.linkage.scoring import Frequencies, weigh

_ROUNDS = 4
# So many records of a list are enough to learn its weights from.
_LEARN_FROM = 12_000
_PORTION = 4_000
_SURE_NAME = (names.EQUAL, names.VARIANT, names.NO_MARKS)
_SURE = 0.9999
_NO_NUMBER_AGAINST = (NUMBER_LEVELS.index("missing"), NUMBER_LEVELS.index("equal"))
_NOBODY: Entries = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs of some records, which are `records` of the list.

    `rows` count positions in `records`, ascending; per pair the person, levels, bits and
    probability.
    """

    records: np.ndarray
    rows: np.ndarray
    people: np.ndarray
    levels: Mapping[str, np.ndarray]
    bits: Mapping[str, np.ndarray]
    score: np.ndarray

    def only(self, chosen: np.ndarray) -> Pairs:
        """Return the pairs of the records at these ascending positions of `records`."""
        position = np.full(len(self.records), -1, dtype=np.int64)
        position[chosen] = np.arange(len(chosen))
        kept = position[self.rows] >= 0
        return Pairs(
            self.records[chosen],
            position[self.rows[kept]],
            self.people[kept],
            {field: level[kept] for field, level in self.levels.items()},
            {field: bits[kept] for field, bits in self.bits.items()},
            self.score[kept],
        )


class Linker:
    """A reference made ready: its arrays, blocking keys and frequencies."""

    def __init__(self, side: Side) -> None:
        """Prepare the reference; the side must have at least one person."""
        self.side = side
        self._keys = Keyring(side)
        self._frequencies = Frequencies(side)
        self._names = NameShares(side)

    def link(self, side: Side) -> Iterator[Pairs]:
        """Find, compare and weigh the candidates of every record of `side`, in portions."""
        run = _Run(self.side, self._keys, (self._frequencies, self._names),
                   located(side, self.side))  # fmt: skip
        everybody = np.arange(side.size)
        learnt_from = run.learn(everybody[:: max(1, side.size // _LEARN_FROM)])
        if side.size < 2 * _LEARN_FROM:
            # Everybody's candidates are already at hand.
            yield from learnt_from
            return
        left = []
        for pairs in run.portions(everybody, keys.FIRST):
            settled = _settled(pairs)
            left.append(pairs.records[~settled])
            yield pairs.only(np.flatnonzero(settled))
        yield from run.portions(np.concatenate(left), keys.ALL)

    def owners(self, side: Side) -> np.ndarray:
        """Return who holds each record's number in the reference (−1 = nobody)."""
        owner = np.full(side.size, self.side.size, dtype=np.int64)
        for blocks in self._keys.same_number(side):
            rows, people = blocks.all_pairs()
            np.minimum.at(owner, rows, people)
        return np.where(owner < self.side.size, owner, -1)


class _Run:
    """One list on its way through a reference."""

    def __init__(
        self, people: Side, keyring: Keyring, counts: tuple[Frequencies, NameShares], side: Side
    ) -> None:
        self._people = people
        self._keys = keyring
        self._side = side
        ours, theirs = side.tables["full_name"], people.tables["full_name"]
        self._near = Neighbours(ours, theirs)
        self._frequencies = counts[0]
        self._names = NameWeights(counts[1], ours, theirs)
        self._weights = weights.shipped()

    def learn(self, records: np.ndarray) -> list[Pairs]:
        """Learn m from some records of the list, the shipped weights as prior; return their pairs.

        The pairs are weighed by what was learnt.
        """
        portions = list(self.portions(records, keys.ALL))
        for _ in range(_ROUNDS):
            seen = weights.Seen()
            for pairs in portions:
                seen.add(pairs.levels, pairs.score)
            self._weights = weights.learn(self._weights, seen)
            portions = [self._weighed(pairs) for pairs in portions]
        return portions

    def portions(self, records: np.ndarray, wanted: Sequence[keys.Key]) -> Iterator[Pairs]:
        """Ask these keys for some records of the list and weigh whoever comes up."""
        blocks = self._blocks(select(self._side, records), wanted)
        for start in range(0, len(records), _PORTION):
            stop = min(start + _PORTION, len(records))
            found = [block.pairs(start, stop) for block in blocks]
            rows, people = _distinct(found, self._people.size)
            yield self._weighed(self._compared(records[start:stop], rows - start, people))

    def _blocks(self, some: Side, wanted: Sequence[keys.Key]) -> list[Blocks]:
        parts = [keys.Parts(some, place) for place in some.places] or [keys.Parts(some)]
        near = _NOBODY
        if any("near" in key for key in wanted):
            near = self._near.of(some.names["full_name"])
        numbers = self._keys.same_number(some)
        if near is not _NOBODY:
            numbers += self._keys.near_number(some)
        return numbers + [self._keys.blocks(parts, near, key) for key in wanted]

    def _compared(self, records: np.ndarray, rows: np.ndarray, people: np.ndarray) -> Pairs:
        """Compare all fields but the name, then the names of whoever may still win."""
        mine = records[rows]
        levels = compare(self._side, self._people, mine, people)
        bits = weigh(levels, self._weights, self._frequencies, people)
        rare = self._names.rarity(self._people.names["full_name"][people])
        kept = worth_a_name(self._side, self._people, (rows, mine, people), levels, bits, rare)
        rows, mine, people = rows[kept], mine[kept], people[kept]
        levels = {field: level[kept] for field, level in levels.items()}
        levels["full_name"] = name_levels(self._side, self._people, mine, people)
        return Pairs(records, rows, people, levels, {}, np.zeros(len(rows)))

    def _weighed(self, pairs: Pairs) -> Pairs:
        levels, people = pairs.levels, pairs.people
        bits = weigh(levels, self._weights, self._frequencies, people)
        mine = self._side.names["full_name"][pairs.records[pairs.rows]]
        theirs = self._people.names["full_name"][people]
        bits["full_name"] = self._names.weigh(
            levels["full_name"], self._weights["full_name"], mine, theirs
        )
        copied = decide.copied(pairs.rows, levels, len(pairs.records))
        bits["number"] = np.where(copied, np.float32(0), bits["number"])
        total = np.asarray(np.sum(list(bits.values()), axis=0, dtype=np.float64))
        score = decide.posterior(pairs.rows, total, len(pairs.records), self._people.size)
        return replace(pairs, bits={field: bits[field] for field in LEVELS}, score=score)


def _distinct(
    found: list[tuple[np.ndarray, np.ndarray]], people: int
) -> tuple[np.ndarray, np.ndarray]:
    """Join the pairs of several keys, each pair once, sorted by row."""
    joined = np.sort(np.concatenate([rows * people + whom for rows, whom in found]))
    first = np.ones(len(joined), dtype=bool)
    first[1:] = joined[1:] != joined[:-1]
    joined = joined[first]
    return joined // people, joined % people


def _settled(pairs: Pairs) -> np.ndarray:
    """Tell the records that no further candidate can change.

    Name and date agree to the letter, or number, name and date agree beside each other: whoever
    could contest that has the very name or number, and is found by the first keys.
    """
    number, name = pairs.levels["number"], pairs.levels["full_name"]
    date = pairs.levels["birth_date"]
    exact = np.isin(name, _SURE_NAME) & (date == dates.EQUAL) & np.isin(number, _NO_NUMBER_AGAINST)
    same_number = number == NUMBER_LEVELS.index("equal")
    backed = same_number & np.isin(name, decide.NAME_AGREES) & np.isin(date, decide.DATE_AGREES)
    settled = np.zeros(len(pairs.records), dtype=bool)
    settled[pairs.rows[(exact | backed) & (pairs.score >= _SURE)]] = True
    return settled
