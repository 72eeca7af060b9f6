"""The findings table: provenance, wording, order, numbers that stay."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from tests.comparing.by_hand import matches, records

import dancu_clean.rules.comparing  # noqa: F401
from dancu_clean.comparing.adjust import drop_told
from dancu_clean.comparing.complete import complete
from dancu_clean.comparing.keys import finding_ids
from dancu_clean.findings import FINDING_COLUMNS, concat, partial
from dancu_clean.model import Records, Verdict
from dancu_clean.registry import RULES

PEOPLE = records(
    "population",
    pd.DataFrame(
        {
            "personal_id": ["038090001234", "038185004321"],
            "full_name": ["Nguyễn Văn An", "Trần Thị Hằng"],
            "commune": ["Nga Sơn", "Hạc Thành"],
        }
    ),
)
LISTED = records(
    "person_list",
    pd.DataFrame(
        {
            "full_name": ["Trần Thị Hàng", "Nguyễn Văn An"],
            "birth_date": ["1985-03-12", "1990"],
            "personal_id": [None, "038090001235"],
            "commune": ["Nga Sơn", "Nga Sơn"],
        }
    ),
)
LINKS = matches(pd.DataFrame({"person": [1, 0]}))
PARTS = concat(
    [
        partial(np.array([1]), "birth_date.incomplete", "birth_date", reference_value="1990-06-01"),
        partial(np.array([-1]), "coverage.person_missing", None, person_id="038185004321",
                reference_value="Trần Thị Hằng"),
        partial(np.array([1]), "personal_id.differs", "personal_id",
                reference_value="038090001234", proposed_value="038090001234"),
        partial(np.array([0, 0]), "name_differs.marks", "full_name",
                reference_value="Trần Thị Hằng", severity="warning"),
    ]
)  # fmt: skip


def made(listed: Records = LISTED, parts: pd.DataFrame = PARTS, lang: str = "vi") -> pd.DataFrame:
    outcome = pd.Series(["differs"] * len(listed.frame), dtype="str")
    verdict = Verdict(outcome, parts, np.array([1, 0]))
    return complete(listed, verdict, LINKS, PEOPLE, lang)  # type: ignore[arg-type]


def test_columns_order_and_provenance() -> None:
    found = made()
    assert tuple(found.columns) == FINDING_COLUMNS
    assert found["rule"].tolist() == [
        "name_differs.marks", "name_differs.marks", "personal_id.differs",
        "birth_date.incomplete", "coverage.person_missing",
    ]  # fmt: skip
    assert found["source_row"].tolist()[:4] == [2, 2, 3, 3]
    assert found["severity"].tolist() == ["warning", "warning", "error", "warning", "warning"]
    assert found["criterion"].tolist() == ["dung", "dung", "dung", "du", "du"]
    assert found["person_id"].tolist()[0] == "038185004321"
    assert found["value_raw"].tolist()[3] == "1990"


def test_a_person_missing_from_the_list_has_no_row_but_a_place() -> None:
    last = made().iloc[-1]
    assert pd.isna(last["source_row"])
    assert pd.isna(last["record_key"])
    assert (last["person_id"], last["commune"]) == ("038185004321", "Hạc Thành")
    assert last["source_file"] == "person_list.xlsx"


def test_messages_speak_the_language_and_keep_numbers_short() -> None:
    messages = made()["message"].tolist()
    assert messages[0] == (
        "[full_name] sai dấu so với dữ liệu dân cư: Trần Thị Hàng – Trần Thị Hằng"
    )
    assert "01/06/1990" in messages[3]
    assert not re.search(r"\d{12}", " ".join(messages))
    assert made(lang="en")["message"][0].startswith("Full name has other diacritics")


def test_numbers_stay_when_rows_move_and_are_unique() -> None:
    found = made()
    assert found["finding_id"].is_unique
    assert found["finding_id"].str.fullmatch("F[0-9a-f]{16}").all()
    moved = PARTS.iloc[::-1].reset_index(drop=True)
    again = made(parts=moved)
    assert again["finding_id"].tolist() == found["finding_id"].tolist()
    joined = pd.concat([found, found.head(1)], ignore_index=True)
    assert finding_ids(joined).is_unique


def test_nothing_found_and_no_reference() -> None:
    verdict = Verdict(pd.Series(["exact", "exact"]), concat([]))
    found = complete(LISTED, verdict, None, None)
    assert tuple(found.columns) == FINDING_COLUMNS
    assert len(found) == 0
    parts = partial(np.array([0]), "field.differs", "ethnic_group")
    alone = complete(LISTED, Verdict(verdict.outcome, parts), None, None)
    assert alone["person_id"].isna().all()
    assert alone["message"].tolist() == ["[ethnic_group] khác dữ liệu dân cư: (trống) – (trống)"]


def test_every_sentence_of_the_catalogue_can_be_filled() -> None:
    codes = list(RULES)
    parts = concat([partial(np.array([0]), code, "full_name") for code in codes])
    for lang in ("vi", "en"):
        messages = made(parts=parts, lang=lang)["message"]
        assert not messages.str.contains(r"[{}]", regex=True).any()


def test_a_number_of_two_persons_does_not_hide_a_repeated_row() -> None:
    new = partial(np.array([1, 2]), "duplicate.linked", "full_name")
    told = concat(
        [
            partial(np.array([1]), "unique.two_persons", "personal_id"),
            partial(np.array([2]), "duplicate.person", "full_name"),
        ]
    )
    assert list(drop_told(new, told)["row"]) == [1]
