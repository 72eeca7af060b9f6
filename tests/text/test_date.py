"""Dates as whole cells: one row of the table, one case; "untouched" ones take no step at all."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dancu_clean.rules.reading  # noqa: F401  (registers the faults)
from dancu_clean.normalisers.dates import as_clean, read_date
from dancu_clean.registry import RULES
from dancu_clean.text.clean import STEP_LABELS
from dancu_clean.text.date import Short, complete_year

SHELVES = ("wild", "untouched", "synthetic", "known_failures")


def _cases() -> list[object]:
    with (Path(__file__).parent / "dates.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        pytest.param(
            row,
            id=f"{row['shelf']}: {row['label']}",
            marks=[pytest.mark.xfail(strict=True)] if row["shelf"] == "known_failures" else [],
        )
        for row in rows
    ]


CASES = _cases()


def _cell(text: str) -> str:
    """Return the cell that the table writes with \\u escapes."""
    if "\\" not in text:
        return text
    return text.encode("unicode_escape").replace(b"\\\\", b"\\").decode("unicode_escape")


@pytest.mark.parametrize("row", CASES)
def test_date(row: dict[str, str]) -> None:
    found = read_date(_cell(row["raw"]))
    assert (
        found.value or "", found.precision or "", found.problem or "", found.proposed or "",
        found.note or "",
    ) == (row["value"], row["precision"], row["problem"], row["proposed"], row["note"])  # fmt: skip
    assert row["shelf"] in SHELVES
    if row["shelf"] == "untouched":
        assert not found.steps


WAYS = ("{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d}.{m}.{y}", "{y}-{m:02}-{d:02}", "{y}{m:02}{d:02}")


@given(st.dates(date(1900, 1, 2), date(2099, 12, 31)), st.sampled_from(WAYS))
def test_every_day_of_two_centuries_is_read_in_every_writing(day: date, way: str) -> None:
    found = read_date(way.format(d=day.day, m=day.month, y=day.year))
    assert (found.value, found.precision) == (day.isoformat(), "day")


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)))
def test_every_serial_is_its_day(day: date) -> None:
    assert read_date(str((day - date(1899, 12, 30)).days)).value == day.isoformat()


@given(st.integers(1900, 2026))
def test_a_bare_year_is_never_a_serial(year: int) -> None:
    assert (read_date(str(year)).value, read_date(f"{year}.0").value) == (str(year), str(year))


PIECES = [
    "01", "6", "1985", "85", "/", "-", ".", " ", "ngày", "tháng", "năm", "âm lịch", "(", ")", "~",
    "Jun", "T6", "khoảng", "00:00:00", "AM", "Z", "T", "31199", "không rõ", "O1", "tuổi", "??",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=20), st.lists(st.sampled_from(PIECES), max_size=7).map("".join)))
def test_anything_is_answered_in_known_words_and_twice_is_once(raw: str) -> None:
    found = as_clean(read_date(raw))
    assert set(found.steps) <= set(STEP_LABELS)
    assert found.problem is None or found.problem in RULES
    assert found.value is None or read_date(found.value).value == found.value
    assert found.proposed is None or read_date(found.proposed).value == found.proposed


def test_century_completes_a_short_year() -> None:
    assert complete_year(Short(1, 6, 85), 1985).value == "1985-06-01"
    assert complete_year(Short(29, 2, 85), 1985).problem == "impossible"
