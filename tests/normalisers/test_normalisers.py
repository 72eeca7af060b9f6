"""Every normaliser: never raises, changes nothing the second time, names its steps and faults."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dancu_clean.rules.reading  # noqa: F401  (registers the faults)
from dancu_clean.normalisers import NORMALISERS
from dancu_clean.normalisers.base import normaliser_of
from dancu_clean.normalisers.plain import plain_rows
from dancu_clean.registry import RULES
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import STEP_LABELS

HERE = Path(__file__).parent
LISTS = ("ethnic_groups", "religions", "relationship_to_head", "marital_status")
STATES = {
    "active": ("Đang hưởng", "Tăng"),
    "stopped": ("Thôi hưởng",),
    "stopped_death": ("Cắt chết",),
}


def field(name: str) -> FieldSpec:
    normaliser, _, listing = name.partition(":")
    return FieldSpec(
        "f", "F", normaliser, codes=listing or None, values=STATES, normaliser=normaliser
    )


FIELDS = [field(name) for name in NORMALISERS if name != "code"]
FIELDS += [field(f"code:{listing}") for listing in LISTS]


def label(spec: FieldSpec) -> str:
    return f"{spec.normaliser}-{spec.codes or ''}"


with (HERE / "values.csv").open(encoding="utf-8") as file:
    CASES = [
        pytest.param(row, id=f"{row['normaliser']}-{number}")
        for number, row in enumerate(csv.DictReader(file), 2)
    ]


@pytest.mark.parametrize("row", CASES)
def test_value(row: dict[str, str]) -> None:
    spec = field(row["normaliser"])
    raw = (
        row["raw"].encode().decode("unicode_escape").encode("latin-1").decode()
        if "\\" in row["raw"]
        else row["raw"]
    )
    found = normaliser_of(spec)(raw, spec)
    assert (found.value or "", found.problem or "", found.proposed or "", found.note or "") == (
        row["value"], row["problem"], row["proposed"], row["note"],
    )  # fmt: skip


SIGNS = "nguyễnvănanHOÀĐđÐð0123456789OlSB/.-,;:()' \u00a0\u200b\u00ad\n’`x#REF!E+ăơưỳũứ１２Ý♀"
WORDS = [
    "Ông", "Bà", "(chết)", " - ", "đã chết", "chủ hộ", "Nguyễn", "H'", "01/06/", "1985", "31/02/",
    "038090001234", "171234567", "cũ", "CMND", "+84", "0912345678", "Đang hưởng", "Kinh", "không",
    "K", "GD466", "6623456789", "triệu", "đ", "Thôn 3", "xã Ea Kao", ", ", "Jun-85", "NGUYỄN",
    "hoà", "thuý",
]  # fmt: skip
texts = st.one_of(
    st.text(alphabet=SIGNS, max_size=24),
    st.lists(
        st.one_of(st.sampled_from(WORDS), st.text(alphabet=SIGNS, max_size=4)), max_size=6
    ).map(" ".join),
    st.text(max_size=12),
)


@pytest.mark.parametrize("spec", FIELDS, ids=label)
@settings(max_examples=150, deadline=None)
@given(raw=texts)
def test_twice_is_once_and_nothing_raises(spec: FieldSpec, raw: str) -> None:
    func = normaliser_of(spec)
    once = func(raw, spec)
    assert set(once.steps) <= set(STEP_LABELS)
    assert once.problem is None or once.problem in RULES
    if once.value is not None:
        assert once.value and once.value == once.value.strip()
        assert unicodedata.is_normalized("NFC", once.value)
        assert func(once.value, spec).value == once.value


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("personal_id", r"0[0-9]{11}|0{3}[0-9]{3}0{6}"),
        ("old_id", r"[0-9]{9}|0{9}|123456789"),
        ("social_insurance_no", r"[0-9]{10}|1{10}|0123456789"),
        ("health_card_no", r"[A-Z]{2}[1-5][0-9]{12}|GD4660123456789"),
        ("tax_no", r"[0-9]{10}"),
        ("phone", r"0[3-9][0-9]{8}|0999999999"),
        ("bank_account", r"[0-9]{8,14}|12345678"),
    ],
)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_what_is_skipped_as_plain_needs_no_cleaning(
    name: str, shape: str, data: st.DataObject
) -> None:
    raw = data.draw(st.from_regex(shape, fullmatch=True))
    spec = field(name)
    found = normaliser_of(spec)(raw, spec)
    untouched = (found.value, found.steps, found.problem, found.note) == (raw, (), None, None)
    assert untouched or not plain_rows(pd.Series([raw, np.nan], dtype="str"), name)[0]
