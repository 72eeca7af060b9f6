from __future__ import annotations

from dancu_clean.reading.headings import (
    FUZZY_FLOOR,
    Heading,
    Vocabulary,
    guesses,
    is_row_number,
    vocabulary,
    with_common,
)
from dancu_clean.spec import Dataset, common_fields


def test_heading_is_read_as(headings_case: dict[str, str], words: dict[str, Vocabulary]) -> None:
    lines = tuple(" ".join(line.split()) for line in headings_case["heading"].split(" > "))
    if is_row_number(lines[-1]):
        read = "row_number"
    else:
        found = guesses(Heading(lines), words[headings_case["dataset"]])
        read = found[0].field if found else "untouched"
    assert read == headings_case["field"]


def test_similar_heading_is_less_sure_than_a_declared_one(words: dict[str, Vocabulary]) -> None:
    similar = guesses(Heading(("Họ và tênn",)), words["person_list"])[0]
    assert similar.how == "similar"
    assert FUZZY_FLOOR / 100 * 0.9 <= similar.confidence < 0.9


def test_sureness_follows_the_way_a_heading_was_understood(words: dict[str, Vocabulary]) -> None:
    texts = ("Họ và tên", "Ho va ten", "Họ và tên (ghi rõ)", "Họ và tên / Full name", "T.trạng HN")
    found = [guesses(Heading((text,)), words["person_list"])[0] for text in texts]
    hows = ["exact", "folded", "without_brackets", "bilingual", "abbreviated"]
    assert [guess.how for guess in found] == hows
    sureness = [guess.confidence for guess in found]
    assert sureness == sorted(set(sureness), reverse=True)


def test_running_number() -> None:
    assert all(map(is_row_number, ["STT", "TT", "Số TT", "S.T.T", "Số thứ tự", "No.", "#"]))
    assert not any(map(is_row_number, ["Số", "Thôn", "TTHN", ""]))


def test_a_list_may_hold_any_field_of_the_catalogue(catalog: dict[str, Dataset]) -> None:
    words = vocabulary(catalog["person_list"], {}, common_fields())
    texts = ("GT_THE_TU", "Mức hưởng", "Chủ tài khoản", "Số GPLX", "Trạng thái")
    found = [guesses(Heading((text,)), words)[0].field for text in texts]
    assert found == ["valid_from", "benefit_amount", "account_holder", "licence_no", "life_status"]
    used = with_common(words, found).dataset.fields
    assert {"valid_from", "licence_no"} <= set(used)
    assert "valid_from" not in catalog["person_list"].fields
    assert used["valid_from"].compare == "none"
