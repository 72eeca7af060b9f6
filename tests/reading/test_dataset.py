from __future__ import annotations

import csv

from dancu_clean.reading.dataset import detect
from dancu_clean.reading.headings import Heading, Vocabulary


def test_dataset_is_detected(datasets_case: dict[str, str], words: dict[str, Vocabulary]) -> None:
    texts = next(csv.reader([datasets_case["headings"]], delimiter=";"))
    headings = [Heading((text,)) for text in texts]
    found = detect(headings, words, {}, frozenset(), datasets_case["title"])
    assert found.name == datasets_case["dataset"]
