"""One table through `normalise`: what the row and the column add to single values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.normalisers.replay import FROM_OTHERS, replay

import dancu_clean.rules.reading  # noqa: F401  (registers the faults)
from dancu_clean.model import Reading, Records, Source
from dancu_clean.registry import RULES
from dancu_clean.spec import Dataset, FieldSpec
from dancu_clean.steps.normalise import normalise
from dancu_clean.text.clean import STEP_LABELS

TYPES = {
    "full_name": "person_name", "birth_date": "date", "sex": "sex", "personal_id": "personal_id",
    "old_id": "old_id", "father_id": "personal_id", "death_date": "date", "note": "text",
    "permanent_address": "address", "hamlet": "hamlet", "commune": "admin_unit",
    "district": "admin_unit", "province": "admin_unit", "benefit_from": "date",
    "ethnic_group": "code",
}  # fmt: skip


def dataset(**overrides: object) -> Dataset:
    fields = {
        name: FieldSpec(
            name, name, kind, normaliser=kind, codes="ethnic_groups" if kind == "code" else None
        )
        for name, kind in TYPES.items()
    }
    return Dataset("person_list", "t", "t", "s", "", fields, **overrides)  # type: ignore[arg-type]


def run(kind: Dataset | None = None, file: str = "a.xlsx", **columns: list[str]) -> Records:
    kind = kind or dataset()
    raw = pd.DataFrame(columns, dtype="str").replace("", np.nan).astype("str")
    reading = Reading(file, Path(file), "Sheet1", "xlsx", None, kind.name, 1.0, 1, (), {}, len(raw))
    return normalise(Source(kind, reading, raw, np.arange(2, len(raw) + 2)), date(2026, 11, 23))


def column(records: Records, name: str) -> list[str]:
    return records.frame[name].fillna("").tolist()


def faults(records: Records) -> set[tuple[int, str]]:
    return set(zip(records.problems["row"], records.problems["rule"], strict=True))


def test_zeros_come_back_only_where_sex_and_birth_year_agree() -> None:
    records = run(
        personal_id=["38090001234", "38090001234", "38090001234", "1185001234", "38290001234"],
        sex=["Nam", "Nữ", "", "Nữ", ""],
        birth_date=["01/06/1990", "01/06/1990", "", "1985", ""],
    )
    assert column(records, "personal_id") == [
        "038090001234", "38090001234", "038090001234", "001185001234", "38290001234",
    ]  # fmt: skip
    assert faults(records) == {
        (0, "personal_id.zeros_restored"),
        (1, "personal_id.zeros_contradicted"),
        (2, "personal_id.zeros_unverified"),
        (3, "personal_id.zeros_restored"),
        (4, "personal_id.zeros_doubtful"),
    }


def test_a_fathers_number_is_known_to_be_a_mans() -> None:
    records = run(father_id=["38090001234", "38190001234"])
    assert column(records, "father_id") == ["038090001234", "38190001234"]


def test_nine_digits_go_to_the_old_number_and_twelve_come_back() -> None:
    records = run(
        personal_id=["171234567", "038090001234 (cũ 171234567)", "", "066185004321"],
        old_id=["", "", "038090001234", "240917356"],
    )
    assert column(records, "personal_id") == [
        "", "038090001234", "038090001234", "066185004321",
    ]  # fmt: skip
    assert column(records, "old_id") == ["171234567", "171234567", "", "240917356"]


def test_a_personal_number_beside_a_cmnd_moves_to_its_own_blank_column() -> None:
    cells = ["171234567 / 038090001234", "038090001234 (cũ 171234567)", "171234567/240917356"]
    records = run(
        old_id=[*cells, "171234567 / 038090001234"], personal_id=["", "", "", "066185004321"]
    )
    assert column(records, "old_id") == ["171234567", "171234567", cells[2], cells[0]]
    assert column(records, "personal_id") == ["038090001234", "038090001234", "", "066185004321"]
    assert faults(records) == {(2, "paper.two_numbers"), (3, "paper.two_numbers")}
    assert records.repairs["steps"].tolist() == ["split_numbers+moved_personal_id"] * 2
    alone = run(old_id=cells[:1])
    assert column(alone, "personal_id") == ["038090001234"]


def test_a_province_that_nobody_named_is_not_filled() -> None:
    named = "Thôn 1, xã Ea Tu, TP Buôn Ma Thuột, Đắk Lắk"
    alone = ["Xã Hòa Thắng", "xã Ea Bông", "huyện Krông Ana", "Phường 1", "Xã Hòa Thắng, Lâm Đồng"]
    provinces = ["", "Đắk Lắk", "Đắk Lắk", "", "Lâm Đồng"]
    assert column(run(permanent_address=alone), "province") == provinces
    among = run(permanent_address=[*alone, *[named] * 9])
    assert column(among, "province")[:5] == provinces
    assert column(among, "_permanent_address_province_code")[0] == "66"


def test_numbers_that_cannot_be_used_are_null_and_named() -> None:
    records = run(personal_id=["000000000000", "3.809E+10", "#REF!", "chưa có", "03809000123O"])
    assert column(records, "personal_id") == ["", "", "", "", "03809000123O"]
    assert faults(records) == {
        (0, "personal_id.filler"), (1, "personal_id.scientific"), (2, "cell.lost"),
        (4, "personal_id.letters"),
    }  # fmt: skip
    letters = records.problems.set_index("rule").loc["personal_id.letters"]
    assert letters["proposed_value"] == "038090001230"


@pytest.mark.parametrize(("zero", "one"), [("Nữ", "Nam"), ("Nam", "Nữ")])
def test_the_coding_of_sex_is_learnt_from_the_numbers(zero: str, one: str) -> None:
    digit = {"Nam": "0", "Nữ": "1"}
    numbers = [f"038{digit[zero]}9000{n}234" for n in range(4)]
    numbers += [f"038{digit[one]}9000{n}234" for n in range(4)]
    records = run(sex=["0"] * 4 + ["1"] * 4 + ["1.0"], personal_id=[*numbers, ""])
    assert column(records, "sex") == [zero] * 4 + [one] * 5
    assert faults(records) == {(-1, "sex.coding_learnt")}


def test_sex_codes_without_numbers_follow_custom_and_say_so() -> None:
    assert column(run(sex=["1", "2", "0"]), "sex") == ["Nam", "Nữ", ""]
    records = run(sex=["1", "0"])
    assert column(records, "sex") == ["Nam", "Nữ"]
    assert faults(records) == {(-1, "sex.coding_assumed")}


def test_a_column_of_marks_means_women() -> None:
    assert column(run(sex=["x", "", "X"]), "sex") == ["Nữ", "Nam", "Nữ"]


def test_two_digit_years_are_settled_by_the_number_or_by_what_is_possible() -> None:
    records = run(
        birth_date=["01/06/20", "01/06/20", "01/06/85", "20"],
        personal_id=["038220001234", "", "", "038020001234"],
    )
    assert column(records, "birth_date") == ["2020-06-01", "", "1985-06-01", "1920"]
    assert faults(records) == {
        (0, "date.two_digit_settled"), (1, "date.two_digit_open"),
        (2, "date.two_digit_year"), (3, "date.two_digit_settled"),
    }  # fmt: skip


def test_dates_keep_their_precision_and_month_first_columns_are_turned() -> None:
    records = run(benefit_from=["06/2024", "T7/2024", "1/8/2024"], death_date=["", "2020", ""])
    assert column(records, "benefit_from_precision") == ["month", "month", "day"]
    assert column(records, "death_date_precision") == ["", "year", ""]
    turned = run(birth_date=["06/13/1985", "12/25/1990", "01/02/1990"])
    assert column(turned, "birth_date") == ["1985-06-13", "1990-12-25", "1990-01-02"]
    assert faults(turned) == {(-1, "date.month_first")}


def test_notes_beside_the_name_are_evidence_of_life() -> None:
    records = run(
        full_name=["Nguyễn Văn An (chết)", "Trần Thị Bé", "Lê Văn Tám", "Đỗ Văn Tư"],
        note=["", "đã chuyển đi", "vợ chết", ""],
    )
    assert column(records, "full_name")[0] == "Nguyễn Văn An"
    assert column(records, "_life_note") == ["deceased", "moved", "", ""]


def test_units_are_read_from_the_address_and_completed_by_the_lists_own_columns() -> None:
    records = run(
        permanent_address=["Thôn 3, xã Ea Kao, TP Buôn Ma Thuột, tỉnh Đắk Lắk", "Thôn 3", ""],
        commune=["", "phường Ea Kao", "phường Ea Kao"],
        province=["", "Đắk Lắk", "Đắk Lắk"],
        hamlet=["", "", "Thôn 5"],
    )
    codes = column(records, "_permanent_address_commune_code")
    assert codes[0] and len(set(codes)) == 1
    assert column(records, "_permanent_address_hamlet") == ["Thôn 3", "Thôn 3", "Thôn 5"]
    assert column(records, "_permanent_address_old")[0] == "1"
    assert column(records, "commune") == ["Ea Kao"] * 3
    assert column(records, "province") == ["Đắk Lắk"] * 3
    assert column(records, "permanent_address")[1] == "Thôn 3"


def test_a_key_outlives_sorting_the_list_and_renaming_the_file() -> None:
    people = {
        "full_name": ["Nguyễn Văn An", "Trần Thị Bé", "Nguyễn Văn An", "Lê Văn Tám"],
        "birth_date": ["1990", "1985", "1990", ""],
        "personal_id": ["", "066185004321", "", "066185004321"],
    }
    first = run(**people)
    turned = run(file="b.xlsx", **{name: values[::-1] for name, values in people.items()})
    keys = first.frame["record_key"]
    assert keys.is_unique and keys.str.fullmatch(r"[0-9a-f]{16}(-\d+)?").all()
    assert set(keys) == set(turned.frame["record_key"])
    assert keys[1] == turned.frame["record_key"][2]

    by_number = dataset(key=("personal_id",))
    keyed = run(by_number, **people).frame["record_key"]
    turned_keys = run(by_number, **{name: values[::-1] for name, values in people.items()}).frame[
        "record_key"
    ]
    assert keyed.is_unique and (keyed[1], keyed[3]) == (turned_keys[2], turned_keys[0])


def test_unknown_columns_stay_and_every_field_of_the_dataset_is_there() -> None:
    records = run(**{"full_name": ["NGUYỄN  VĂN AN"], "Cột lạ": [" giữ  nguyên "]})
    assert column(records, "Cột lạ") == [" giữ  nguyên "]
    assert set(TYPES) < set(records.frame)
    assert records.raw["full_name"].tolist() == ["NGUYỄN  VĂN AN"]
    (repair,) = records.repairs.to_dict("records")
    assert repair == {"row": 0, "field": "full_name", "steps": "spaces"}
    assert [str(kind) for kind in records.frame.dtypes.unique()] == ["str", "int64"]


def test_an_empty_table_passes() -> None:
    assert run(full_name=[], personal_id=[], birth_date=[], sex=[]).frame.empty


def test_writing_variants_make_no_findings() -> None:
    records = run(
        full_name=["Ðặng Thị Hoà", "H’BLƠ NIÊ", "John", "nguyễn văn an"],
        birth_date=["1/6/1985", "1985", "01.06.1985", "6/1985"],
        sex=["nữ", "NU", "nam", "Nam"],
        ethnic_group=["kinh", "Ê Đê", "", "H'Mông"],
        personal_id=["066185004321", "", "038 085 001 234", "038085001234.0"],
    )
    assert set(records.problems["severity"].fillna("")) == {""}
    assert {RULES[rule].severity for rule in records.problems["rule"]} == {"info"}


def test_cleaning_clean_records_changes_nothing() -> None:
    first = run(
        full_name=["ÔNG NGUYỄN VĂN HOÀ", "Bà Trần Thị Bé"],
        birth_date=["01/06/90", "31/02/1985"],
        personal_id=["38090001234", "171234567"],
        sex=["1", "nử"],
        ethnic_group=["K", "Ê Đê"],
        permanent_address=["Thôn 3, X. Ea Kao, BMT, Đăk Lăk", "Buôn  Alê A"],
    )
    again = run(**{name: column(first, name) for name in TYPES})
    for name in TYPES:
        assert column(again, name) == column(first, name)


def test_every_step_and_fault_has_words() -> None:
    records = run(full_name=["ÔNG NGUYỄN VĂN HOÀ (chết)"], personal_id=["38090001234"])
    steps = {step for steps in records.repairs["steps"] for step in steps.split("+")}
    assert steps <= set(STEP_LABELS)
    assert set(records.problems["rule"]) <= set(RULES)


def test_the_steps_taken_again_on_the_raw_cell_give_the_clean_one() -> None:
    cells: dict[str, list[str]] = {
        "full_name": [
            "  Nguyễn  Văn An ", "TrÇn ThÞ BÐ", "Leâ Thò Höôøng (chết)", "Nguyeenx Vawn Ddwcs",
            "Ông Nguyễn Văn Tám", "Nguyá»…n VÄƒn An", "Ｌê Văn\u200b Tư", "Ðỗ Văn Năm",
        ],
        "personal_id": [
            "038 085 001 234", "038085001234.0", "'066185004321", "CCCD: 066185004321", "",
            "38085001234", "", "",
        ],
        "birth_date": ["1/6/1985", "01.06.1985", "6/1985", "", "1985-06-01 00:00:00", "", "", ""],
        "ethnic_group": ["kinh", "Ê Đê", "Nuøng", "Tafy", "Mường", "", "", ""],
        "permanent_address": ["Thôn 3,  xã Ea Kao", "th«n 3, x· Ea Kao", *[""] * 6],
    }  # fmt: skip
    records = run(**cells)
    told = 0
    for row, field, steps in records.repairs.itertuples(index=False):
        named = steps.split("+")
        if FROM_OTHERS.isdisjoint(named):
            told += 1
            spec = records.dataset.fields[field]
            assert replay(records.raw[field][row], named, spec) == (
                records.frame[field][row] if records.frame[field].notna()[row] else None
            )
    assert told >= 15
    untold = records.frame["full_name"] != records.raw["full_name"]
    assert set(np.flatnonzero(untold)) <= set(
        records.repairs.loc[records.repairs["field"] == "full_name", "row"]
    )
