from __future__ import annotations

import csv
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from dancu_clean.text import admin_units as units
from dancu_clean.text.address import Address, parse_address, province_codes_of_place
from dancu_clean.text.admin_tables import Unit, tables, unit_key
from dancu_clean.text.fold import fold

CASES = list(csv.DictReader((Path(__file__).parent / "addresses.csv").open(encoding="utf-8")))
OLD = [unit for found in tables().old.values() for unit in found]
NEW = list(tables().by_code.values())
SHORT = {"thành phố": "TP.", "thị xã": "TX.", "huyện": "H.", "quận": "Q.", "xã": "X.",
         "phường": "P.", "thị trấn": "TT. ", "đặc khu": "Đặc khu "}  # fmt: skip


def old_parts(unit: Unit) -> list[str]:
    district = units.district_by_code(unit.district_code)
    province = units.province_by_code(unit.province)
    assert district is not None and province is not None
    return [f"{unit.type} {unit.name}", f"{district.type} {district.name}", f"tỉnh {province.name}"]


def new_parts(unit: Unit) -> list[str]:
    province = units.province_by_code(unit.province)
    assert province is not None
    return [f"{unit.type} {unit.name}", f"tỉnh {province.name}"]


def shortened(part: str) -> str:
    word = next((word for word in SHORT if part.startswith(word + " ")), "")
    return SHORT[word] + part[len(word) + 1 :] if word else part


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_cases(case: dict[str, str]) -> None:
    address = parse_address(case["raw"])
    for name in ("detail", "hamlet", "commune", "district", "province", "commune_code"):
        assert getattr(address, name) == (case[name] or None), name
    assert address.province_code == (case["province_code"] or None)
    assert ";".join(address.commune_codes) == case["commune_codes"]
    assert address.old == bool(case["old"])


WRITINGS = {
    "full": lambda parts: ", ".join(["Thôn 3", *parts]),
    "no_commas": lambda parts: " ".join(["Thôn 3", *parts]),
    "no_marks": lambda parts: ", ".join(map(fold, ["Thôn 3", *parts])),
    "no_marks_no_commas": lambda parts: fold(" ".join(["Thôn 3", *parts])),
    "upper": lambda parts: ", ".join(["Thôn 3", *parts]).upper(),
    "reversed": lambda parts: ", ".join([*parts[::-1], "Thôn 3"]),
    "dashes": lambda parts: " - ".join(["Thôn 3", *parts]),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_every_commune_is_found_in_every_writing(writing: str) -> None:
    write = WRITINGS[writing]
    wrong = []
    for unit in [*OLD[::3], *NEW]:
        address = parse_address(write(old_parts(unit) if unit.old else new_parts(unit)))
        same = set(address.commune_codes) & set(unit.new_codes)
        if not same or address.old != unit.old or address.hamlet != "Thôn 3":
            wrong.append((unit, address))
    assert wrong == []


def test_abbreviated_type_words() -> None:
    skipped = ("5", "15")  # "X.5" is read as xóm 5
    wrong = [
        unit
        for unit in OLD[::3]
        if not set(parse_address(", ".join(map(shortened, old_parts(unit)))).commune_codes)
        & set(unit.new_codes)
        and not (unit.type == "xã" and unit.name in skipped)
    ]
    assert wrong == []


def test_counts_of_the_law() -> None:
    kinds = [unit.type for unit in NEW]
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    assert counts == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert len({unit.province for unit in NEW}) == 34
    assert len({unit.province for unit in OLD}) == 63
    assert len(OLD) == 10035
    assert len(tables().district_by_code) == 696
    assert {code for unit in OLD for code in unit.new_codes} <= {unit.code for unit in NEW}


@pytest.mark.parametrize(
    "raw",
    ["", " ", ",", "-", "()", "(", "xã", "TP.", "T.", "nt", ",,;", "\u200b", "1985", "x" * 99],
)  # fmt: skip
def test_rubbish_names_no_place(raw: str) -> None:
    address = parse_address(raw)
    assert (address.commune_codes, address.province_code) == ((), None)


def test_text_keeps_the_citizens_words() -> None:
    decomposed = unicodedata.normalize("NFD", "  Thôn 3,  xã Ea Tu , TP BMT ")
    address = parse_address(decomposed)
    assert address.text == "Thôn 3, xã Ea Tu , TP BMT"
    assert address.steps == ("nfc", "spaces")
    assert parse_address(address.text).commune_code == address.commune_code == "24163"


def test_reading_the_cleaned_text_again_changes_nothing() -> None:
    for case in CASES:
        once = parse_address(case["raw"])
        assert parse_address(once.text or "")._replace(steps=()) == once._replace(steps=())


def test_one_wrong_letter_is_forgiven_inside_the_province_only() -> None:
    near = parse_address("xã Hòa Thuậnn, TP Buôn Ma Thuột, Đắk Lắk")
    assert (near.commune, near.commune_code) == ("Hòa Thuận", "24163")
    assert "near_unit" in near.steps
    assert parse_address("xã Hòa Thuậnn").commune_codes == ()
    assert parse_address("Phường 31, Quận 5, TPHCM").commune_codes == ()


def test_home_province_finds_what_the_name_alone_does_not() -> None:
    assert parse_address("Thôn 3, xã Hòa Phú").commune_code is None
    assert parse_address("Thôn 3, xã Hòa Phú", home="66").commune_code == "24175"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Phú Yên", "054"),
        ("Đắk Lắk", "054 066 067"),
        ("UBND xã Ea Tu, TP BMT, tỉnh Đắk Lắk", "066"),
        ("Hà Tây", "001"),
        ("Hà Bắc", "024 027"),
        ("xã A, huyện B, Hà Sơn Bình", "001 017"),
        ("Quảng Nam - Đà Nẵng", "048 049"),
        ("Thừa Thiên Huế", "046"),
        ("Hoa Kỳ", ""),
        ("", ""),
    ],
)
def test_province_codes_of_place(text: str, codes: str) -> None:
    assert " ".join(province_codes_of_place(text)) == codes


@pytest.mark.parametrize(
    "spellings",
    ["Cư M'gar|CƯMGAR|cu m’gar|Cư  Mgar", "Phường 1|1|01|I", "Hoà Sơn|Hòa Sơn", "Mỹ Lý|Mĩ Lí"],
)
def test_spellings_share_a_key(spellings: str) -> None:
    names = [name.removeprefix("Phường ") for name in spellings.split("|")]
    assert all(unit_key(a) == unit_key(b) for a, b in pairwise(names))


def test_marks_decide_between_names_alike_without_them() -> None:
    found = units.find_commune("Sơn Hạ", "51")
    assert [unit.name for unit in found] == ["Sơn Hạ"]
    assert len(units.find_commune("son ha", "51")) == 2


def test_nothing_is_an_address_of_nothing() -> None:
    assert parse_address("") == Address(None)
