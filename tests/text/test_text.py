"""Keys, tones, names, dates, notes and order: one row of a table, one case."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dancu_clean.normalisers.life import life_note
from dancu_clean.text.clean import tidy
from dancu_clean.text.fold import fold, squash
from dancu_clean.text.name import clean_name
from dancu_clean.text.tone import place_tones

HERE = Path(__file__).parent


def cases(name: str) -> list[object]:
    with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
        return [
            pytest.param(row, id=f"{name}-{number}")
            for number, row in enumerate(csv.DictReader(file), 2)
        ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nguyễn Văn Đức", "NGUYEN VAN DUC"),
        (unicodedata.normalize("NFD", "Nguyễn Văn Đức"), "NGUYEN VAN DUC"),
        ("Ðức ƀŏč", "DUC BOC"),
        ("H'Mrin Êban", "HMRIN EBAN"),
        ("Ê-đê", "EDE"),
        ("Bà Rịa - Vũng Tàu", "BA RIA VUNG TAU"),
        ("  ng. v.\u00a0an ", "NG V AN"),
        ("", ""),
    ],
)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_fold_is_ascii_and_stable(text: str) -> None:
    key = fold(text)
    assert key.isascii() and fold(key) == key == key.strip()
    assert squash(text) == key.replace(" ", "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hoà Thuý Khoẻ thuỷ THUỶ xoã", "Hòa Thúy Khỏe thủy THỦY xõa"),
        ("Qúy Qùa Quý Quỳnh Qúi", "Quý Quà Quý Quỳnh Quí"),
        ("Gìa gì gìn giếng Gióng Gìau", "Già gì gìn giếng Gióng Giàu"),
        ("Hòang Tòan Hùynh Lóan", "Hoàng Toàn Huỳnh Loán"),
        ("Muà Mứa Lựu Rựơu Kìêu Hòai Khuỷu", "Mùa Mứa Lựu Rượu Kiều Hoài Khuỷu"),
        ("Kdăm H'Blơ Ayŭn Knul Niê", "Kdăm H'Blơ Ayŭn Knul Niê"),
    ],
)
def test_tone_place(before: str, after: str) -> None:
    assert place_tones(before) == after
    assert place_tones(after) == after


def test_two_persons_on_two_lines_keep_a_sign_between_them() -> None:
    assert clean_name("Nguyễn Văn An\nTrần Thị Bé").text == "Nguyễn Văn An - Trần Thị Bé"


@settings(max_examples=300)
@given(st.lists(st.sampled_from(["Nguyễn", "THỊ", "hoà", "Đức", "An", "Tám", "H'Blơ"]), min_size=1))
def test_decomposed_names_are_the_same_names(words: list[str]) -> None:
    name = " ".join(words)
    assert clean_name(unicodedata.normalize("NFD", name)).text == clean_name(name).text


@pytest.mark.parametrize("row", cases("life_notes"))
def test_life_note(row: dict[str, str]) -> None:
    assert (life_note(row["note"]) or "") == row["state"]


def test_tidy_names_its_steps() -> None:
    assert tidy("Ｎguyễn\u200b  An\u00a0") == (
        "Nguyễn An", ("invisible", "full_width", "spaces"),
    )  # fmt: skip
