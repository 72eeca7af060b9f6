"""Which pairs are worth comparing name by name: those that may still win.

Comparing names costs most, so first come bounds: what a pair can weigh at most, from its other
fields and from what the names' hashes tell. A pair far below its row's sure best, or far below
“nobody in the reference”, changes no decision and no figure shown.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dancu_clean.levels.name_table import NameTable
from dancu_clean.linkage import decide
from dancu_clean.linkage.comparison import NUMBER_LEVELS
from dancu_clean.linkage.features import Side

# So many bits behind, a pair's probability is below a thousandth of a per cent.
_BEHIND = 17.0
# The most that a name says whose letters are apart by more than two, and by two at most.
_FAR, _SLACK = 4.0, 3.0
# Names of the same letters may still differ in their marks.
_SAME_LETTERS = 7.0
_TWO_EDITS = 4


def worth_a_name(
    left: Side,
    right: Side,
    pairs: tuple[np.ndarray, np.ndarray, np.ndarray],
    levels: Mapping[str, np.ndarray],
    bits: Mapping[str, np.ndarray],
    rare: np.ndarray,
) -> np.ndarray:
    """Return the positions of the pairs that may win; `pairs` are rows, records and people.

    `bits` are those of all fields but the name, `rare` what the person's name says at most.
    """
    rows, mine, people = pairs
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    ours, theirs = left.tables["full_name"], right.tables["full_name"]
    a, b = left.names["full_name"][mine], right.names["full_name"][people]
    other = np.sum(list(bits.values()), axis=0, dtype=np.float32)
    known = (a >= 0) & (b >= 0)
    same = known & (ours.squashed[a] == theirs.squashed[b])
    most = np.minimum(rare + _SLACK, 20.0)
    most = np.where(~same & _far(ours, a, theirs, b), _FAR, most)
    most[~known] = 0.0
    best = np.full(int(rows[-1]) + 1, decide.nobody(right.size))
    np.maximum.at(best, rows[same], (other + rare)[same] - _SAME_LETTERS)
    worth = other + most >= best[rows] - _BEHIND
    # Whose number it is matters whatever his name.
    held = np.zeros(len(best), dtype=bool)
    number = np.isin(levels["number"], (NUMBER_LEVELS.index("equal"), NUMBER_LEVELS.index("alias")))
    held[rows[number]] = True
    return np.flatnonzero(worth | held[rows])


def _far(ours: NameTable, a: np.ndarray, theirs: NameTable, b: np.ndarray) -> np.ndarray:
    """Tell names that are neither two edits apart, nor one within the other, nor shortened."""
    mine, other = ours.letter_set[a], theirs.letter_set[b]
    far: np.ndarray = np.bitwise_count(mine ^ other) > _TWO_EDITS
    here = np.flatnonzero(far)
    a, b, mine, other = a[here], b[here], mine[here], other[here]
    ends = (ours.family[a] == theirs.family[b]) & (ours.given[a] == theirs.given[b])
    within = ((mine & ~other) == 0) | ((other & ~mine) == 0)
    far[here[ends | within | ours.shortened[a] | theirs.shortened[b]]] = False
    return far
