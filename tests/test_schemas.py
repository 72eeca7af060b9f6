"""The built-in schemas: complete, unambiguous, and every rule bound to fields that exist."""

from __future__ import annotations

import inspect
from collections import defaultdict

import pytest

from dancu_clean.registry import RULES
from dancu_clean.spec import Dataset, load_catalog
from dancu_clean.text.fold import fold

CATALOG = load_catalog()
DATASETS = {
    "population", "dc01", "dc02", "birth_registration", "marriage_registration",
    "death_registration", "poor_households", "merit_persons", "social_assistance",
    "social_insurance", "health_insurance", "vaccination", "person_list",
}  # fmt: skip
# "DT" and "ĐT" differ by the stroke of đ only: the reader looks at the letters as written.
# "Đệm" below "Họ và tên" is one part, "Họ và tên đệm" in one line are two.
KNOWN_TWINS = {"DT", "HO VA TEN DEM"}
SPECIAL = {"as_of", "people", "source_row", "value", "raw_value"}

each_dataset = pytest.mark.parametrize("dataset", CATALOG.values(), ids=list(CATALOG))


def test_the_core_datasets_are_there() -> None:
    assert set(CATALOG) >= DATASETS


@each_dataset
def test_a_heading_means_one_field(dataset: Dataset) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for spec in dataset.fields.values():
        for heading in (*spec.headings, spec.label):
            owners[fold(heading)].add(spec.name)
    allowed = {fold("Họ và tên"), fold("Ngày sinh")}
    twins = {key for key, names in owners.items() if len(names) > 1} - KNOWN_TWINS - allowed
    assert not {key: owners[key] for key in twins}


@each_dataset
def test_rules_name_fields_of_the_dataset(dataset: Dataset) -> None:
    for use in dataset.rules:
        func = RULES[use.code].func
        if func is None:  # asked of list and reference together
            assert use.code.startswith("coverage."), use.code
            continue
        parameters = inspect.signature(func).parameters
        assert {*use.bind, *use.params} <= set(parameters), use.code
        for name, parameter in parameters.items():
            if name in SPECIAL or name in use.params:
                continue
            target = use.bind.get(name, name).removeprefix("raw_")
            internal = target.startswith("_")
            optional = parameter.default is not inspect.Parameter.empty
            assert internal or optional or target in dataset.fields, (use.code, target)
            assert name not in use.bind or internal or target in dataset.fields, (use.code, target)


@each_dataset
def test_conditions_name_fields_of_the_dataset(dataset: Dataset) -> None:
    for spec in dataset.fields.values():
        if spec.required is not None:
            for condition in (*spec.required.when, *spec.required.unless):
                assert condition.field in dataset.fields
    assert {condition.field for condition in dataset.not_living} <= set(dataset.fields)
    assert set(dataset.key) | set(dataset.detect) <= set(dataset.fields)


@each_dataset
def test_identity_can_be_told(dataset: Dataset) -> None:
    assert {"full_name", "birth_date", "personal_id"} <= set(dataset.fields)
    assert dataset.title and dataset.title_en and dataset.source


def test_every_rule_is_used_somewhere() -> None:
    used = {use.code for dataset in CATALOG.values() for use in dataset.rules}
    for dataset in CATALOG.values():
        used |= {code for spec in dataset.fields.values() for code in spec.rules}
    asked = {code for code in used if not code.startswith("coverage.")}
    assert {code for code, rule in RULES.items() if rule.func is not None} == asked
