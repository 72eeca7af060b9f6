"""Which letters of two values differ, as rich text for both sides."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from dancu_clean.report.sheet import Mark

Pair = tuple[tuple[Mark, ...], tuple[Mark, ...]]
_MAX_LENGTH = 80
_ALIKE = 0.5


@lru_cache(maxsize=1 << 16)
def mark_differences(left: str, right: str) -> Pair:
    """Return both texts cut into plain and marked stretches.

    Values that have little in common, or are too long for a useful mark, come marked whole.
    """
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if max(len(left), len(right)) > _MAX_LENGTH or matcher.ratio() < _ALIKE:
        return (Mark("mark_left", left),), (Mark("mark_right", right),)
    ours: list[Mark] = []
    theirs: list[Mark] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        same = kind == "equal"
        ours.append(Mark(None if same else "mark_left", left[a:b]))
        theirs.append(Mark(None if same else "mark_right", right[c:d]))
    return tuple(m for m in ours if m.text), tuple(m for m in theirs if m.text)
