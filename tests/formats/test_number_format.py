from __future__ import annotations

import datetime as dt

import pytest

from dancu_clean.formats import number_format
from dancu_clean.formats.grid import cell_text


@pytest.mark.parametrize(
    ("code", "zeros"),
    [
        ("000000000000", 12),
        ('"Số "0000', 4),
        ("0000;[Red]-0000", 4),
        ("00\\ ", 2),
        ("[$-42A]000", 3),
        ("0", 0),
        ("0.00", 0),
        ("#,##0", 0),
        ("General", 0),
        ("@", 0),
        ("dd/mm/yyyy", 0),
        ("0%", 0),
        ("00-00", 0),
        ("", 0),
    ],
)
def test_zeros_in_front(code: str, zeros: int) -> None:
    assert number_format.zeros(code) == zeros


@pytest.mark.parametrize(
    ("code", "precision"),
    [
        ("yyyy", "year"),
        ('"Năm "yyyy', "year"),
        ("mmm-yy", "month"),
        ("mm/yyyy", "month"),
        ("[$-42A]mm/yyyy;@", "month"),
        ("dd/mm/yyyy", None),
        ("d-mmm", None),
        ("mm:ss", None),
        ("yyyy-mm-dd hh:mm", None),
        ("General", None),
        ("0000", None),
    ],
)
def test_how_much_of_a_date_is_shown(code: str, precision: str | None) -> None:
    assert number_format.precision(code) == precision


@pytest.mark.parametrize(
    ("day", "shown", "text"),
    [
        (dt.date(1985, 1, 1), "year", "1985"),
        (dt.date(1985, 6, 1), "month", "1985-06"),
        (dt.date(1985, 1, 1), "month", "1985-01"),
        (dt.date(1985, 6, 1), "year", None),
        (dt.date(1985, 6, 2), "month", None),
    ],
)
def test_a_hidden_part_that_says_more_is_kept(day: dt.date, shown: str, text: str | None) -> None:
    assert number_format.partial_date(day, shown) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "width", "text"),
    [
        (1080001234.0, 12, "001080001234"),
        (5, 2, "05"),
        (100, 2, None),
        (1.5, 4, None),
        (-1, 2, None),
    ],
)
def test_only_whole_numbers_get_zeros(value: float, width: int, text: str | None) -> None:
    assert number_format.padded(value, width) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (38090001234.0, "38090001234"),
        (0.1 + 0.2, "0.3"),
        (2.2999999999999998, "2.3"),
        (1e-05, "0.00001"),
        (12345678901234567890.0, "12345678901234600000"),
        (3.8090001234e10, "38090001234"),
        (-7.0, "-7"),
        (True, "TRUE"),
        (dt.time(7, 30), "07:30:00"),
        (dt.timedelta(hours=30, minutes=5), "30:05:00"),
        (dt.datetime(1985, 6, 1), "1985-06-01"),
        (None, ""),
    ],
)
def test_a_cell_as_text(value: object, text: str) -> None:
    assert cell_text(value) == text
