"""The table of normalisers and what all of them do first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps

from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean, tidy
from dancu_clean.text.placeholder import placeholder

Normaliser = Callable[[str, FieldSpec], Clean]
ColumnNormaliser = Callable[[Sequence[str], FieldSpec], list[Clean]]

_MOST_ROUNDS = 5

NORMALISERS: dict[str, Normaliser] = {}
COLUMN_NORMALISERS: dict[str, ColumnNormaliser] = {}


def normaliser(name: str) -> Callable[[Normaliser], Normaliser]:
    """Register a function under the name by which `data/types.yaml` calls it."""

    def register(func: Normaliser) -> Normaliser:
        if name in NORMALISERS:
            raise ValueError(f"normaliser {name} is registered twice")
        NORMALISERS[name] = _settled(func)
        return func

    return register


def column_normaliser(name: str) -> Callable[[ColumnNormaliser], ColumnNormaliser]:
    """Register a function that cleans the distinct values of a column together.

    For types in which a value needs those beside it; the one-value form is registered too.
    """

    def register(func: ColumnNormaliser) -> ColumnNormaliser:
        COLUMN_NORMALISERS[name] = func
        return func

    return register


def answers(values: Sequence[str], spec: FieldSpec) -> list[Clean]:
    """Clean the distinct values of one column."""
    whole = COLUMN_NORMALISERS.get(spec.normaliser)
    if whole:
        return whole(values, spec)
    one = normaliser_of(spec)
    return [one(value, spec) for value in values]


def _settled(func: Normaliser) -> Normaliser:
    """Repeat a normaliser until nothing changes, so that cleaning a clean list is a no-op."""

    @wraps(func)
    def run(raw: str, spec: FieldSpec) -> Clean:
        found = func(raw, spec)
        for _ in range(_MOST_ROUNDS):
            if found.value is None or found.value == raw:
                break
            raw = found.value
            found = _joined(found, func(raw, spec))
        return found

    return run


def _joined(first: Clean, second: Clean) -> Clean:
    if second.value == first.value:
        return first
    return Clean(
        second.value,
        first.steps + second.steps,
        second.problem or first.problem,
        "; ".join(filter(None, (first.note, second.note))) or None,
        second.proposed or first.proposed,
    )


def normaliser_of(spec: FieldSpec) -> Normaliser:
    """Return the field's normaliser, the one for plain text where the name is unknown."""
    return NORMALISERS.get(spec.normaliser) or NORMALISERS["text"]


def start(raw: str, *, strict: bool = False) -> tuple[str, tuple[str, ...], Clean | None]:
    """Tidy a cell; the third part is the final answer when the cell stands for nothing.

    `strict` keeps "x", "0" and "k", which are values in some fields.
    """
    text, steps = tidy(raw)
    if not text:
        return "", steps, Clean(None, steps)
    kind = placeholder(text, strict=strict)
    if kind == "error":
        return "", steps, Clean(None, (*steps, "placeholder"), "cell.lost")
    if kind:
        note = text if kind == "reason" else None
        return "", steps, Clean(None, (*steps, "placeholder"), note=note)
    return text, steps, None
