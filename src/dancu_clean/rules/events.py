"""Order of dates: an event cannot come before what it presupposes."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.registry import rule
from dancu_clean.rules import dates
from dancu_clean.rules.masks import as_mask, where_all

_YEAR = re.compile(r"/\s*((?:19|20)\d\d)$")


@rule(
    "date.before_birth", "dung", "error",
    title="{label} trước ngày sinh: {value}",
    title_en="{label} is before the birth: {value}",
)  # fmt: skip
def before_birth(event: pd.Series, birth_date: pd.Series) -> pd.Series:
    """Nothing happens to a person before birth; undecided where a date is not exact enough."""
    return dates.before(event, birth_date)


@rule(
    "death_date.before_birth", "dung", "error",
    title="Ngày chết trước ngày sinh",
    title_en="Death before birth",
)  # fmt: skip
def death_before_birth(death_date: pd.Series, birth_date: pd.Series) -> pd.Series:
    """Death comes after birth."""
    return dates.before(death_date, birth_date)


@rule(
    "death_date.age_over_120", "dung", "warning",
    title="Tuổi khi chết trên 120",
    title_en="Older than 120 at death",
)  # fmt: skip
def age_over_120(death_date: pd.Series, birth_date: pd.Series) -> pd.Series:
    """One of the two years is probably wrong."""
    age = dates.youngest(birth_date, dates.first(death_date))
    return as_mask(age > 120, death_date.index)


@rule(
    "registration_date.before_event", "dung", "error",
    title="Ngày đăng ký trước ngày xảy ra sự kiện hoặc trước ngày sinh: {value}",
    title_en="Registered before the event or before the birth: {value}",
    law="Luật Hộ tịch 60/2014/QH13",
)  # fmt: skip
def registered_before(registration_date: pd.Series, event: pd.Series) -> pd.Series:
    """An event of civil status is registered on its day or later."""
    return dates.before(registration_date, event)


@rule(
    "registration_date.other_year", "dung", "warning",
    title="Năm trong số đăng ký hoặc quyển số khác năm của ngày đăng ký: {value}",
    title_en="The year in the entry or book number is not that of the registration date: {value}",
)  # fmt: skip
def other_year(
    registration_date: pd.Series,
    registration_no: pd.Series,
    registration_book: pd.Series | None = None,
) -> pd.Series:
    """Entry and book are numbered by year ("125/2019", "01/2019")."""

    def test(day: str, number: str, book: str) -> bool:
        found = (_YEAR.search(number), _YEAR.search(book))
        return bool(day) and any(year is not None and year[1] != day[:4] for year in found)

    return where_all([registration_date, registration_no, registration_book], test)


@rule(
    "period.reversed", "dung", "error",
    title="Ngày bắt đầu sau ngày kết thúc: {value}",
    title_en="The period ends before it begins: {value}",
)  # fmt: skip
def reversed_period(end: pd.Series, start: pd.Series) -> pd.Series:
    """A paper or benefit begins before it ends."""
    return dates.before(end, start)


@rule(
    "id_issue_date.before_14", "dung", "error",
    title="Ngày cấp giấy tờ trước khi đủ 14 tuổi: {value}",
    title_en="The paper was issued before the age of 14: {value}",
    law="Luật Căn cước công dân 59/2014/QH13 điều 19; Luật Căn cước 26/2023/QH15",
)  # fmt: skip
def issued_before_14(id_issue_date: pd.Series, birth_date: pd.Series) -> pd.Series:
    """Before 01/07/2024 no card or CMND was issued to a child under 14; since then it may be."""
    issued = dates.last(id_issue_date)
    mask = (dates.oldest(birth_date, issued) < 14) & (issued < np.datetime64("2024-07-01"))
    return as_mask(mask, birth_date.index) | dates.before(id_issue_date, birth_date)


@rule(
    "id_issue_date.is_birth_date", "dung", "warning",
    title="Ngày cấp giấy tờ trùng ngày sinh: dấu hiệu điền cho có",
    title_en="Date of issue equals the birth date: a sign of an invented value",
)  # fmt: skip
def issued_at_birth(id_issue_date: pd.Series, birth_date: pd.Series) -> pd.Series:
    """Some clean-up scripts fill a missing date of issue with the birth date."""
    mask = (id_issue_date == birth_date) & (id_issue_date.str.len() == 10)
    return as_mask(mask.fillna(False), birth_date.index)


@rule(
    "dose.interval", "dung", "error",
    title="Hai mũi tiêm cách nhau dưới 21 ngày hoặc sai thứ tự: {value}",
    title_en="Two doses less than 21 days apart or out of order: {value}",
    law="Hướng dẫn tiêm chủng COVID-19 của Bộ Y tế",
)  # fmt: skip
def dose_interval(later: pd.Series, earlier: pd.Series, days: int = 21) -> pd.Series:
    """The least interval of the vaccines used is three weeks."""
    gap = (dates.last(later) - dates.first(earlier)).astype(float)
    known = later.notna().to_numpy() & earlier.notna().to_numpy()
    exact = dates.is_full(later) & dates.is_full(earlier)
    return as_mask(known & exact & (gap < days), later.index) | dates.before(later, earlier)


@rule(
    "dose.skipped", "du", "warning",
    title="Có mũi tiêm sau nhưng thiếu ngày tiêm mũi trước",
    title_en="A later dose is recorded and the earlier one is not",
)  # fmt: skip
def dose_skipped(earlier: pd.Series, later: pd.Series) -> pd.Series:
    """Doses of one person are often split over several profiles."""
    return earlier.isna() & later.notna()


@rule(
    "dose.after_death", "dung", "error",
    title="Ngày tiêm sau ngày chết: {value}",
    title_en="Dose after death: {value}",
)  # fmt: skip
def dose_after_death(dose_date: pd.Series, death_date: pd.Series) -> pd.Series:
    """The dead are not vaccinated."""
    return dates.before(death_date, dose_date)


@rule(
    "dose.under_5", "dung", "error",
    title="Tiêm vắc xin COVID-19 khi chưa đủ 5 tuổi: {value}",
    title_en="COVID-19 vaccine given under the age of 5: {value}",
    law="Hướng dẫn tiêm chủng COVID-19 của Bộ Y tế",
)  # fmt: skip
def dose_under_5(dose_date: pd.Series, birth_date: pd.Series) -> pd.Series:
    """Children were vaccinated from the age of 5."""
    age = dates.oldest(birth_date, dates.last(dose_date))
    return as_mask((age < 5) & (age >= 0), dose_date.index)


@rule(
    "dose.before_campaign", "dung", "error",
    title="Ngày tiêm trước khi có vắc xin COVID-19: {value}",
    title_en="Dose before there was a vaccine: {value}",
)  # fmt: skip
def dose_before_campaign(dose_date: pd.Series) -> pd.Series:
    """First trials in the country began in December 2020, the campaign on 08/03/2021."""
    return as_mask(dates.last(dose_date) < np.datetime64("2020-12-01"), dose_date.index)


@rule(
    "review_year.stale", "song", "warning",
    title="Năm rà soát đã cũ hơn một năm: {value}",
    title_en="The review is more than a year old: {value}",
    law="Quyết định 24/2021/QĐ-TTg (rà soát hằng năm)",
)  # fmt: skip
def review_stale(review_year: pd.Series, as_of: date) -> pd.Series | bool:
    """Poor households are reviewed every year; said once when the whole list is old."""
    old = as_mask(as_of.year - dates.year(review_year) > 1, review_year.index)
    stated = review_year.notna()
    return True if bool(stated.any()) and bool(old[stated].all()) else old


@rule(
    "review_year.future", "dung", "error",
    title="Năm rà soát ở tương lai: {value}",
    title_en="The year of the review lies in the future: {value}",
    law="Quyết định 24/2021/QĐ-TTg (rà soát hằng năm)",
)  # fmt: skip
def review_future(review_year: pd.Series, as_of: date) -> pd.Series:
    """No review has been held in a year that has not begun."""
    return as_mask(dates.year(review_year) > as_of.year, review_year.index)
