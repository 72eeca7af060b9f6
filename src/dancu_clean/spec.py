"""`schemas/*.yaml` → frozen dataclasses.

A dataset file says only what is particular to it: labels, headings and types of the common
fields come from `data/fields.yaml`, what a type brings with it from `data/types.yaml`.
An unknown key or name is a `SpecError` with file, line and the nearest valid word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from dancu_clean.errors import UsageError
from dancu_clean.lang import t
from dancu_clean.nodes import Node, did_you_mean, open_yaml
from dancu_clean.registry import RULES

_PACKAGE = Path(__file__).parent
DATA = _PACKAGE / "data"
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True)
class Condition:
    """True for a row whose `field` (after cleaning) is one of `values`."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Required:
    """When a blank is a fault: always, from/up to an age in years, or under a condition."""

    from_age: int | None = None
    to_age: int | None = None
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    severity: str = "error"


@dataclass(frozen=True)
class RuleUse:
    """A rule as one dataset uses it: `bind` maps the function's parameters to fields."""

    code: str
    bind: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)
    severity: str | None = None


@dataclass(frozen=True)
class FieldSpec:
    """One field of a dataset with everything its type and the field catalogue bring."""

    name: str
    label: str
    type: str
    headings: tuple[str, ...] = ()
    required: Required | None = None
    codes: str | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    normaliser: str = "text"
    rules: tuple[str, ...] = ()
    compare: Literal["strict", "soft", "none"] = "none"
    mask: str = "none"
    part_of: str | None = None


@dataclass(frozen=True)
class Dataset:
    """One kind of list, as its YAML file declares it.

    `never_with`: words of headings that no list of this kind has, though others like it do.
    """

    name: str
    title: str
    title_en: str
    sector: str
    source: str
    fields: Mapping[str, FieldSpec]
    key: tuple[str, ...] = ()
    detect: tuple[str, ...] = ()
    never_with: tuple[str, ...] = ()
    asserts: Literal["none", "birth", "death", "marriage"] = "none"
    entitlement: Literal["none", "money", "card"] = "none"
    not_living: tuple[Condition, ...] = ()
    rules: tuple[RuleUse, ...] = ()
    accept: float = 0.90
    review: float = 0.30
    min_rows: int = 1
    max_age_months: int | None = None
    path: Path = Path()


_DATASET_KEYS = {
    "dataset", "title", "title_en", "sector", "source", "fields", "key", "detect", "never_with",
    "asserts",
    "entitlement", "not_living", "rules", "match", "expect",
}  # fmt: skip
_FIELD_KEYS = {
    "label", "type", "headings", "required", "codes", "values", "rules", "compare", "mask",
    "part_of",
}  # fmt: skip
_TYPE_KEYS = {"normaliser", "rules", "compare", "mask"}
_REQUIRED_KEYS = {"from_age", "to_age", "when", "unless", "severity"}
_RULE_KEYS = {"rule", "with", "params", "severity"}


def _conditions(node: Node) -> tuple[Condition, ...]:
    return tuple(Condition(name, values.texts()) for name, values in node.items().items())


def _required(node: Node) -> Required | None:
    if node.is_scalar():
        value = node.scalar()
        if not isinstance(value, bool):
            raise node.fail(
                t(
                    "`required` là true, false hoặc một điều kiện.",
                    "`required` is true, false or a condition.",
                )
            )
        return Required() if value else None
    keys = node.items(_REQUIRED_KEYS)
    return Required(
        from_age=int(keys["from_age"].number()) if "from_age" in keys else None,
        to_age=int(keys["to_age"].number()) if "to_age" in keys else None,
        when=_conditions(keys["when"]) if "when" in keys else (),
        unless=_conditions(keys["unless"]) if "unless" in keys else (),
        severity=keys["severity"].word(SEVERITIES) if "severity" in keys else "error",
    )


def _rule_use(node: Node) -> RuleUse:
    if node.is_text():
        return RuleUse(node.text())
    keys = node.items(_RULE_KEYS)
    if "rule" not in keys:
        raise node.fail(t("Mục này thiếu khóa `rule`.", "This item has no key `rule`."))
    bind = keys["with"].items() if "with" in keys else {}
    params = keys["params"].items() if "params" in keys else {}
    return RuleUse(
        keys["rule"].text(),
        {name: value.text() for name, value in bind.items()},
        {name: value.scalar() for name, value in params.items()},
        keys["severity"].word(SEVERITIES) if "severity" in keys else None,
    )


_READERS: dict[str, Any] = {
    "label": Node.text,
    "type": Node.text,
    "headings": Node.texts,
    "required": _required,
    "codes": Node.text,
    "values": lambda node: {name: words.texts() for name, words in node.items().items()},
    "rules": Node.texts,
    "compare": lambda node: node.word(("strict", "soft", "none")),
    "mask": Node.text,
    "part_of": Node.text,
    "normaliser": Node.text,
}


def _plain(node: Node, keys: set[str]) -> dict[str, Any]:
    return {name: _READERS[name](value) for name, value in node.items(keys).items()}


@cache
def _catalogue(name: str) -> dict[str, dict[str, Any]]:
    """Read `data/fields.yaml` or `data/types.yaml` once."""
    keys = _FIELD_KEYS if name == "fields" else _TYPE_KEYS
    node = open_yaml(DATA / f"{name}.yaml")
    return {key: _plain(value, keys) for key, value in node.items().items()}


def _field(name: str, node: Node) -> FieldSpec:
    common = _catalogue("fields").get(name, {})
    empty = node.is_scalar() and node.scalar() is None
    own = {} if empty else _plain(node, _FIELD_KEYS)
    merged = {**common, **own}
    merged["headings"] = own.get("headings", ()) + common.get("headings", ())
    for key in ("label", "type"):
        if key not in merged:
            raise node.fail(
                t(
                    f"Trường “{name}” không có trong danh mục trường và thiếu `{key}`.",
                    f"Field “{name}” is not in the catalogue and has no `{key}`.",
                ),
                did_you_mean(name, _catalogue("fields")),
            )
    types = _catalogue("types")
    if merged["type"] not in types:
        kind = merged["type"]
        raise node.fail(
            t(f"Không có kiểu “{kind}”.", f"There is no type “{kind}”."), did_you_mean(kind, types)
        )
    typed = types[merged["type"]]
    rules = typed.get("rules", ()) + own.get("rules", common.get("rules", ()))
    return FieldSpec(name=name, **{**typed, **merged, "rules": rules})


@cache
def common_fields() -> Mapping[str, FieldSpec]:
    """Return the fields of the catalogue for lists whose schema does not declare them.

    Their values are cleaned and checked by their type; nothing is required of them and they are
    not compared with the reference.
    """
    types = _catalogue("types")
    found = {}
    for name, common in _catalogue("fields").items():
        if "part_of" not in common:
            typed = types[common["type"]]
            rules = typed.get("rules", ()) + common.get("rules", ())
            merged = {**typed, **common, "rules": rules, "compare": "none"}
            found[name] = FieldSpec(name=name, **merged)
    return found


def _match(node: Node | None) -> dict[str, Any]:
    if node is None:
        return {}
    keys = node.items(("accept", "review"))
    return {name: float(value.number()) for name, value in keys.items()}


def _expect(node: Node | None) -> dict[str, Any]:
    if node is None:
        return {}
    keys = node.items(("min_rows", "max_age_months"))
    return {name: int(value.number()) for name, value in keys.items()}


def _check_names(dataset: Dataset, node: Node, keys: Mapping[str, Node]) -> None:
    """Refuse names of fields that the dataset does not have, and rules nobody registered."""
    for group in ("key", "detect"):
        for child in keys[group].list() if group in keys else ():
            child.word(dataset.fields)
    for child in keys["rules"].list() if "rules" in keys else ():
        use = _rule_use(child)
        if use.code not in RULES:
            raise child.fail(
                t(f"Không có luật “{use.code}”.", f"There is no rule “{use.code}”."),
                did_you_mean(use.code, RULES),
            )
    for field_spec in dataset.fields.values():
        for code in field_spec.rules:
            if code not in RULES:
                raise node.fail(
                    t(
                        f"Trường “{field_spec.name}” dùng luật lạ “{code}”.",
                        f"Field “{field_spec.name}” uses an unknown rule “{code}”.",
                    )
                )


def load_dataset(path: Path) -> Dataset:
    """Read one dataset file; raises `SpecError` with file, line and the nearest valid word."""
    node = open_yaml(path)
    keys = node.items(_DATASET_KEYS)
    for name in ("dataset", "title", "fields"):
        if name not in keys:
            raise node.fail(t(f"Lược đồ thiếu khóa `{name}`.", f"The schema has no key `{name}`."))
    texts: dict[str, Any] = {
        name: keys[name].text() if name in keys else ""
        for name in ("title", "title_en", "sector", "source")
    }
    words: dict[str, Any] = {
        name: keys[name].word(allowed)
        for name, allowed in (
            ("asserts", ("none", "birth", "death", "marriage")),
            ("entitlement", ("none", "money", "card")),
        )
        if name in keys
    }
    fields = {name: _field(name, child) for name, child in keys["fields"].items().items()}
    dataset = Dataset(
        name=keys["dataset"].text(),
        fields=fields,
        key=keys["key"].texts() if "key" in keys else (),
        detect=keys["detect"].texts() if "detect" in keys else (),
        never_with=keys["never_with"].texts() if "never_with" in keys else (),
        not_living=_conditions(keys["not_living"]) if "not_living" in keys else (),
        rules=tuple(_rule_use(child) for child in keys["rules"].list()) if "rules" in keys else (),
        path=path,
        **texts,
        **words,
        **_match(keys.get("match")),
        **_expect(keys.get("expect")),
    )
    _check_names(dataset, node, keys)
    return dataset


def builtin_folder() -> Path:
    """Return where the built-in schemas are: inside the wheel, or beside `src` in a checkout."""
    inside = _PACKAGE / "schemas"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "schemas"


def load_catalog(extra: Path | None = None) -> dict[str, Dataset]:
    """Read all built-in datasets, and those of `extra`, which may replace a built-in one."""
    import dancu_clean.rules  # noqa: F401  registers the catalogue

    if extra is not None and not extra.is_dir():
        message = t("Không thấy thư mục lược đồ.", "The folder of schemas is not there.")
        raise UsageError(message, where=str(extra))
    catalog: dict[str, Dataset] = {}
    for folder in (builtin_folder(), *([extra] if extra else ())):
        for path in sorted(folder.glob("*.yaml")):
            dataset = load_dataset(path)
            catalog[dataset.name] = dataset
    return catalog
