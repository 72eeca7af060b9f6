from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dancu_clean.reading.headings import Vocabulary, vocabulary
from dancu_clean.spec import Dataset, load_catalog

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def catalog() -> dict[str, Dataset]:
    return load_catalog()


@pytest.fixture(scope="session")
def words(catalog: dict[str, Dataset]) -> dict[str, Vocabulary]:
    return {name: vocabulary(dataset, {}) for name, dataset in catalog.items()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Turn the table beside the test into its cases: parameter `<table>_case`."""
    for name in metafunc.fixturenames:
        if name.endswith("_case"):
            path = HERE / f"{name.removesuffix('_case')}.csv"
            with path.open(encoding="utf-8", newline="") as stream:
                cases = list(csv.DictReader(stream))
            metafunc.parametrize(name, cases, ids=[f"line {i + 2}" for i in range(len(cases))])
