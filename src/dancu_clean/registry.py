"""The catalogue: every rule that can make a finding, registered once under its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Criterion = Literal["dung", "du", "sach", "song", "thong_nhat"]
Severity = Literal["error", "warning", "info"]
RuleFunc = Callable[..., Any]
F = TypeVar("F", bound=RuleFunc)


@dataclass(frozen=True)
class Rule:
    """One entry of the catalogue.

    `title` and `title_en` are the sentence a finding shows; they may hold `{value}`,
    `{reference}`, `{proposed}`, `{other}` and `{label}` (the field's Vietnamese label).
    `func` is None for faults that a step finds on its way (reading, comparing).
    """

    code: str
    criterion: Criterion
    severity: Severity
    title: str
    title_en: str
    law: str
    doc: str
    func: RuleFunc | None = None


RULES: dict[str, Rule] = {}


def _add(rule: Rule) -> None:
    if rule.code in RULES:
        raise ValueError(f"rule {rule.code} is registered twice")
    if not rule.doc.strip():
        raise ValueError(f"rule {rule.code} has no docstring")
    RULES[rule.code] = rule


def rule(
    code: str,
    criterion: Criterion,
    severity: Severity,
    *,
    title: str,
    title_en: str,
    law: str = "",
) -> Callable[[F], F]:
    """Register a function of columns under `code`.

    The function's parameter names are field names (rebound by `with:` in a schema), `value`
    for a rule of one field, and `as_of`, `dataset` where it needs them. It returns a boolean
    mask, true where the row is at fault, or `Hits` when it can propose a value.
    """

    def register(func: F) -> F:
        doc = (func.__doc__ or "").strip()
        _add(Rule(code, criterion, severity, title, title_en, law, doc, func))
        return func

    return register


def declare(
    code: str,
    criterion: Criterion,
    severity: Severity,
    *,
    title: str,
    title_en: str,
    doc: str,
    law: str = "",
) -> None:
    """Register a fault that a step finds itself and that has no mask function."""
    _add(Rule(code, criterion, severity, title, title_en, law, doc))
