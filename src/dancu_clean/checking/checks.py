"""Rules bound to the columns of a list: one check for each use of a rule."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dancu_clean.checking.blanks import blank
from dancu_clean.checking.columns import Columns
from dancu_clean.findings import Hits, Whole
from dancu_clean.registry import RULES
from dancu_clean.spec import FieldSpec, Required, RuleUse

_ONE_FIELD = {"value", "raw_value"}
_NOT_A_FIELD = {"as_of", "people", "source_row"}
Answer = Hits | Whole | pd.Series | bool


@dataclass
class Check:
    """One rule as it is used once: where it hangs, what it asks, and what it answered."""

    code: str
    column: str | None
    severity: str | None
    ask: Callable[[], Answer]
    hits: Hits | None = None
    whole: Whole | None = None

    @property
    def level(self) -> str:
        """Return the severity: the dataset's, else the catalogue's."""
        return self.severity or RULES[self.code].severity

    def passes(self, data: pd.Series) -> pd.Series:
        """Ask the rule and say which rows pass; an answer about the whole list fails no row."""
        answer = self.ask()
        if isinstance(answer, pd.Series):
            answer = Hits(answer)
        if not isinstance(answer, Hits):
            answer = answer if isinstance(answer, Whole) else Whole(answer)
            self.whole = answer if answer.found else None
            return pd.Series(True, index=data.index)
        self.hits = answer
        return ~answer.mask.astype(bool)


def _bind(use: RuleUse, own: str | None, columns: Columns) -> Callable[[], Answer] | None:
    """Return the rule with its columns put in; None when the list lacks one that it needs."""
    func = RULES[use.code].func
    if func is None:
        return None
    arguments: dict[str, Any] = {}
    for name, parameter in inspect.signature(func).parameters.items():
        if name in use.params:
            arguments[name] = use.params[name]
            continue
        if name in _NOT_A_FIELD:
            found = columns.special(name)
        else:
            found = columns.get(_target(name, own, use.bind))
        if found is None and parameter.default is inspect.Parameter.empty:
            return None
        if found is not None:
            arguments[name] = found
    return lambda: func(**arguments)


def _target(name: str, own: str | None, bind: Mapping[str, str]) -> str:
    if own is not None and name in _ONE_FIELD:
        return name.replace("value", own)
    return bind.get(name, name)


def _shown(use: RuleUse) -> str | None:
    """Return the field that a rule of several fields is about.

    It is the first that the rule names; the name of the person where it asks of persons first.
    """
    func = RULES[use.code].func
    for name in inspect.signature(func).parameters if func else ():
        if name == "people":
            return "full_name"
        if name not in _NOT_A_FIELD and name not in use.params:
            bound = use.bind.get(name, name).removeprefix("raw_")
            return None if bound.startswith("_") else bound
    return None


def of_one_field(code: str) -> bool:
    """Tell rules that ask about a single field."""
    func = RULES[code].func
    return func is not None and bool(_ONE_FIELD & set(inspect.signature(func).parameters))


def column_checks(columns: Columns) -> Iterator[Check]:
    """Yield the rules of single fields; a dataset may change their severity or parameters."""
    dataset = columns.records.dataset
    changed = {use.code: use for use in dataset.rules if of_one_field(use.code)}
    for spec in dataset.fields.values():
        if spec.part_of or columns.get(spec.name) is None:
            continue
        for code in dict.fromkeys((*spec.rules, *changed)):
            if code not in spec.rules:
                continue
            use = changed.get(code, RuleUse(code))
            ask = _bind(use, spec.name, columns)
            if ask is not None:
                yield Check(code, spec.name, use.severity, ask)
        if spec.required is not None:
            yield _blank_check(spec, spec.required, columns)


def row_checks(columns: Columns) -> Iterator[Check]:
    """Yield the rules over several fields or rows for which the list has the columns."""
    for use in columns.records.dataset.rules:
        ask = None if of_one_field(use.code) else _bind(use, None, columns)
        if ask is not None:
            yield Check(use.code, _shown(use), use.severity, ask)


def _blank_check(spec: FieldSpec, required: Required, columns: Columns) -> Check:
    return Check(
        "required.missing", spec.name, required.severity,
        lambda: blank(spec.name, required, columns),
    )  # fmt: skip
