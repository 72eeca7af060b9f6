"""How two dates of birth agree, digit by digit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dancu_clean.columns import distinct

DATE_LEVELS = (
    "missing",
    "equal",
    "month",  # same month, one side has no day
    "year_only_left",  # same year, the list knows no more
    "year_only_right",  # same year, the reference knows no more
    "swapped",  # day and month changed places
    "one_digit",  # one digit of ddmmyyyy differs, or two neighbours changed places
    "placeholder",  # same year, one side 01/01
    "same_year",
    "other_year",  # same day and month
    "near_year",  # years at most two apart, where one side knows only the year
    "differs",
)
(
    MISSING, EQUAL, MONTH, YEAR_ONLY_LEFT, YEAR_ONLY_RIGHT, SWAPPED, ONE_DIGIT, PLACEHOLDER,
    SAME_YEAR, OTHER_YEAR, NEAR_YEAR, DIFFERS,
) = range(len(DATE_LEVELS))  # fmt: skip

_UNITS = np.array([10**power for power in range(8)], dtype=np.int64)


def numbers(dates: pd.Series) -> np.ndarray:
    """Return dates as integers yyyymmdd; unknown month and day are 00, missing is 0."""
    codes, values = distinct(dates)
    pool = np.zeros(len(values) + 1, dtype=np.int64)
    for position, value in enumerate(values):
        digits = value.replace("-", "")
        if digits.isdigit() and len(digits) in (4, 6, 8):
            pool[position] = int(digits.ljust(8, "0"))
    return pool[codes]


def _one_digit(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    digits_a = a[:, None] // _UNITS % 10
    digits_b = b[:, None] // _UNITS % 10
    wrong = digits_a != digits_b
    count = wrong.sum(axis=1)
    # Two wrong digits side by side that hold each other's value were typed in the wrong order.
    turned = (digits_a[:, :-1] == digits_b[:, 1:]) & (digits_a[:, 1:] == digits_b[:, :-1])
    turned &= wrong[:, :-1] & wrong[:, 1:]
    return (count == 1) | ((count == 2) & turned.any(axis=1))


def levels(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the level (int8) of pairs of dates as `numbers` makes them."""
    out = np.full(len(left), DIFFERS, dtype=np.int8)
    year_l, year_r = left // 10000, right // 10000
    month_l, month_r = left // 100 % 100, right // 100 % 100
    day_l, day_r = left % 100, right % 100
    full = (day_l > 0) & (day_r > 0)
    same_year = year_l == year_r
    known = (month_l > 0) & (month_r > 0)
    out[~full & (np.abs(year_l - year_r) <= 2)] = NEAR_YEAR
    out[full & (left % 10000 == right % 10000)] = OTHER_YEAR
    out[same_year & known] = SAME_YEAR
    rest = np.flatnonzero(full & (left != right))
    out[rest[_one_digit(left[rest], right[rest])]] = ONE_DIGIT
    out[full & same_year & (day_l == month_r) & (month_l == day_r)] = SWAPPED
    first_l, first_r = left % 10000 == 101, right % 10000 == 101
    # Where both sides say 01/01, both know no more than the year.
    years = np.abs(year_l - year_r)
    out[first_l & first_r] = DIFFERS
    out[first_l & first_r & (years <= 2)] = NEAR_YEAR
    out[full & same_year & (first_l | first_r)] = PLACEHOLDER
    out[same_year & (month_r == 0)] = YEAR_ONLY_RIGHT
    out[same_year & (month_l == 0)] = YEAR_ONLY_LEFT
    out[same_year & known & (month_l == month_r) & ~full] = MONTH
    out[left == right] = EQUAL
    out[(left == 0) | (right == 0)] = MISSING
    return out


def classify(left: pd.Series, right: pd.Series) -> np.ndarray:
    """Return the level (int8, index into `DATE_LEVELS`) of each pair of ISO dates."""
    return levels(numbers(left), numbers(right))
