from __future__ import annotations

from dancu_clean.reading.headings import FUZZY_FLOOR, Heading, Vocabulary, guesses, is_row_number


def test_heading_is_read_as(headings_case: dict[str, str], words: dict[str, Vocabulary]) -> None:
    lines = tuple(" ".join(line.split()) for line in headings_case["heading"].split(" > "))
    found = guesses(Heading(lines), words[headings_case["dataset"]])
    assert (found[0].field if found else "") == headings_case["field"]


def test_similar_heading_is_less_sure_than_a_declared_one(words: dict[str, Vocabulary]) -> None:
    similar = guesses(Heading(("Họ và tênn",)), words["person_list"])[0]
    assert similar.how == "similar"
    assert FUZZY_FLOOR / 100 * 0.9 <= similar.confidence < 0.9


def test_running_number() -> None:
    assert all(map(is_row_number, ["STT", "TT", "Số TT", "S.T.T", "Số thứ tự", "No.", "#"]))
    assert not any(map(is_row_number, ["Số", "Thôn", "TTHN", ""]))
