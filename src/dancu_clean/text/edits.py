"""One slip of the keyboard: a letter too many, too few, another, or two of them swapped."""

from __future__ import annotations

from collections.abc import Iterable


def one_edit(left: str, right: str) -> bool:
    """Tell texts that differ by one edit at most; two neighbours swapped are one edit."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    short = min(len(left), len(right))
    while start < short and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])
    return a[1:] == b if len(a) > len(b) else a == b[1:]


def only_near(key: str, others: Iterable[str]) -> str | None:
    """Return the only text one edit away, None when there is none or several."""
    near = {other for other in others if one_edit(key, other)}
    return near.pop() if len(near) == 1 else None
