"""Broken text: four shelves of cases, and every name of the country through every damage."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.text.encoders import DAMAGES, tcvn3, vni, windows_1258

from dancu_clean.data import lines, rows
from dancu_clean.text.clean import STEP_LABELS
from dancu_clean.text.legacy import decode, find_code_page
from dancu_clean.text.repair import readable, repair, repaired, reread
from dancu_clean.text.syllable import is_bare, is_syllable, is_well_placed
from dancu_clean.text.tone import place_tones

SHELVES = Path(__file__).parent / "cases"
MIDDLE = ("Văn", "Thị", "Hữu", "Ngọc")
GIVEN = (
    "An", "Ánh", "Bảo", "Bình", "Cường", "Diễm", "Dũng", "Đào", "Đức", "Giang", "Hạnh", "Hiếu",
    "Hoàng", "Hường", "Khánh", "Kiều", "Lộc", "Luyến", "Mẫn", "Nghĩa", "Oanh", "Phước", "Quyết",
    "Sỹ", "Tấn", "Thảo", "Thủy", "Trưởng", "Tuấn", "Uyên", "Vượng", "Xuyến", "Ý", "Yến",
)  # fmt: skip


def shelf(name: str) -> list[object]:
    with (SHELVES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["label"]) for row in csv.DictReader(file)]


def plain(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize("row", shelf("wild"))
def test_wild(row: dict[str, str]) -> None:
    (found,) = repaired([plain(row["raw"])])
    assert (found.text, "+".join(found.steps), found.problem or "") == (
        plain(row["text"]), row["steps"], row["problem"],
    )  # fmt: skip
    assert set(found.steps) <= set(STEP_LABELS)


@pytest.mark.parametrize("row", shelf("untouched"))
def test_untouched(row: dict[str, str]) -> None:
    assert repaired([row["text"]]) == [(row["text"], (), None)]


def test_untouched_in_a_column_with_a_few_broken_cells() -> None:
    texts = [row.values[0]["text"] for row in shelf("untouched")]  # type: ignore[attr-defined]
    names = ["Nguyễn Văn Đức", "Trần Thị Hường", "Lê Hữu Phước"]
    for name, damage in DAMAGES.items():
        found = readable([*map(damage, names), *texts])
        assert found[3:] == texts, name


@pytest.mark.parametrize("row", shelf("columns"))
def test_column(row: dict[str, str]) -> None:
    assert readable(row["raw"].split("¦")) == row["text"].split("¦")


@pytest.mark.parametrize("row", shelf("known_failures"))
@pytest.mark.xfail(strict=True)
def test_known_failure(row: dict[str, str]) -> None:
    assert readable([row["raw"]]) == [row["text"]]


def places() -> list[str]:
    return list(dict.fromkeys(f"{row['type']} {row['name']}" for row in rows("units_new")))


def names() -> list[str]:
    families = [line for line in lines("family_names") if is_well_placed(line) and len(line) > 1]
    return [
        f"{family} {MIDDLE[n % len(MIDDLE)]} {GIVEN[n % len(GIVEN)]}"
        for n, family in enumerate(families)
    ]


def same(text: str) -> str:
    return place_tones(text.lower())


@pytest.mark.parametrize("damage", DAMAGES)
def test_names_come_back(damage: str) -> None:
    whole = names()
    found = readable([DAMAGES[damage](name) for name in whole])
    assert [same(text) for text in found] == [same(name) for name in whole]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_step_taken_again_on_the_raw_text_gives_the_repaired_one(damage: str) -> None:
    raw = [DAMAGES[damage](name) for name in [*names(), *places()]]
    found = repair(raw).cells
    assert len(found) > len(names())
    for at, cell in found.items():
        (step,) = cell.steps
        assert reread(step, raw[at]) == cell.text


@pytest.mark.parametrize("damage", [name for name in DAMAGES if "keys" not in name])
def test_places_come_back(damage: str) -> None:
    """Words of minority languages that are keys or sound either way are the few exceptions."""
    whole = places()
    found = readable([DAMAGES[damage](place) for place in whole])
    wrong = [name for name, text in zip(whole, found, strict=True) if same(text) != same(name)]
    assert len(wrong) <= {"telex": 160}.get(damage, 3)


def test_sound_names_and_places_are_not_touched() -> None:
    towns = [*dict.fromkeys(row["name"] for row in rows("units_old")), *places(), *names()]
    assert repair(towns).cells == {}


def test_other_columns_settle_what_one_leaves_in_doubt() -> None:
    assert readable(["Nam", "Sü"]) == ["Nam", "Sü"]
    assert [cell.text for cell in repaired(["Nam", "Sü"], {"tcvn3": 40})] == ["Nam", "Sỹ"]
    assert [cell.text for cell in repaired(["Nam", "Sü"], {"tcvn3": 4, "sound": 40})] == [
        "Nam", "Sü",
    ]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(names()), st.sampled_from(sorted(DAMAGES))),
        min_size=1,
        max_size=8,
    )
)
def test_repairing_twice_is_once(cells: list[tuple[str, str]]) -> None:
    texts = list(dict.fromkeys(DAMAGES[damage](name) for name, damage in cells))
    once = readable(texts)
    assert readable(once) == once


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=5))
def test_nothing_raises(texts: list[str]) -> None:
    assert len(repaired(texts)) == len(texts)


LIST = "Họ và tên;Ngày sinh;Giới tính\r\n" + "".join(
    f"{name};{n % 28 + 1}/6/1985;{'Nam' if n % 2 else 'Nữ'}\r\n" for n, name in enumerate(names())
)


@pytest.mark.parametrize("size", [3, 100])
@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("windows-1258", windows_1258(LIST)),
        ("tcvn3", tcvn3(LIST).encode("latin-1")),
        ("vni", vni(LIST).encode("windows-1252")),
    ],
    ids=["windows-1258", "tcvn3", "vni"],
)
def test_code_page_of_bytes(page: str, data: bytes, size: int) -> None:
    head = b"\r\n".join(data.split(b"\r\n")[:size])
    assert find_code_page(head) == page
    whole = "\r\n".join(LIST.split("\r\n")[:size])
    assert decode(head, page).lower() == whole.lower()


@pytest.mark.parametrize(
    "text",
    ["Muñoz;Peña\r\nMüller;Núñez", "NGUYEN VAN AN;Muñoz", "Nguyen Van An;1985", "Åse;Bjørn;Çelik"],
    ids=["Spanish", "one foreign name", "ASCII", "Nordic"],
)
def test_western_bytes_are_no_old_vietnamese(text: str) -> None:
    assert find_code_page(text.encode("windows-1252")) is None


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("nguyễn", True), ("Khuỷu", True), ("QUÝ", True), ("gì", True), ("giếng", True),
        ("Páo", True), ("Kạn", True), ("Quới", True), ("yến", True), ("ngã", True),
        ("mat", True), ("mạt", True), ("Đắk", False), ("màt", False), ("nguyôn", False),
        ("ăn", True), ("ă", False), ("Niê", False), ("ñan", False), ("cên", False),
    ],
    ids=lambda value: None,
)  # fmt: skip
def test_syllable(word: str, right: bool) -> None:
    assert (is_syllable(word) or (word.isascii() and is_bare(word))) is right


def test_every_decomposed_name_is_a_syllable_too() -> None:
    words = {word for name in names() for word in name.split()}
    assert all(is_syllable(unicodedata.normalize("NFD", word)) for word in words)
