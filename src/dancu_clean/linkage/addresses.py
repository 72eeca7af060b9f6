"""How two people's addresses agree: from the same hamlet down to another province."""

from __future__ import annotations

import numpy as np

from dancu_clean.linkage.features import Place, Side

ADDRESS_LEVELS = (
    "missing",
    "hamlet",  # same commune and hamlet
    "commune_only",  # same commune; one side has no hamlet
    "commune",  # same commune, another hamlet
    "hamlet_only",  # hamlets of one name; one side has no commune
    "province_only",  # same province; one side has no commune
    "province",  # same province, another commune
    "hamlet_other",  # another hamlet; one side has no commune
    "differs",
)
(
    MISSING, HAMLET, COMMUNE_ONLY, COMMUNE, HAMLET_ONLY, PROVINCE_ONLY, PROVINCE, HAMLET_OTHER,
    DIFFERS,
) = range(len(ADDRESS_LEVELS))  # fmt: skip


def _place_levels(left: Place, right: Place, rows: np.ndarray, people: np.ndarray) -> np.ndarray:
    def agree(part: str) -> tuple[np.ndarray, np.ndarray]:
        a, b = getattr(left, part)[rows], getattr(right, part)[people]
        known = (a != 0) & (b != 0)
        return known & (a == b), known

    same_province, province = agree("province")
    same_commune, commune = agree("commune")
    same_hamlet, hamlet = agree("hamlet")
    out = np.zeros(len(rows), dtype=np.int8)
    out[hamlet] = HAMLET_OTHER
    out[province | commune] = DIFFERS
    out[same_province] = PROVINCE
    out[same_province & ~commune] = PROVINCE_ONLY
    out[same_hamlet & ~commune & (same_province | ~province)] = HAMLET_ONLY
    out[same_commune] = COMMUNE
    out[same_commune & ~hamlet] = COMMUNE_ONLY
    out[same_commune & same_hamlet] = HAMLET
    out[agree("whole")[0]] = HAMLET
    return out


# From the strongest agreement to the weakest: what two people's several addresses say together.
_BEST = np.array([0, 8, 7, 6, 5, 4, 3, 2, 1])


def address_levels(left: Side, right: Side, rows: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Compare every address of the list with every one of the reference; the closest counts."""
    best = np.zeros(len(rows), dtype=np.int8)
    for mine in left.places:
        for theirs in right.places:
            level = _place_levels(mine, theirs, rows, people)
            better = _BEST[level] > _BEST[best]
            best[better] = level[better]
    return best
