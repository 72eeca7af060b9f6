"""Faults of dates and sex that are met while a cell or its column is read (see `rules.reading`)."""

from __future__ import annotations

from dancu_clean.registry import Criterion, Severity

TABLE: tuple[tuple[str, Criterion, Severity, str, str, str], ...] = (
    (
        "date.impossible", "sach", "error",
        "{label}: ngày không có trong lịch ({value})",
        "{label}: the calendar does not have this date ({value})",
        "31/02, month 13, a year of three digits. The year is kept where it can be read.",
    ),
    (
        "date.unreadable", "sach", "error",
        "{label}: không đọc được là ngày tháng ({value})",
        "{label}: not readable as a date ({value})",
        "Words, letters for digits, two dates in one cell, a day and month without year.",
    ),
    (
        "date.two_digit_year", "sach", "warning",
        "{label}: năm chỉ có hai chữ số ({value}); đã hiểu là {proposed}",
        "{label}: the year has two digits only ({value}); read as {proposed}",
        "No personal number settles it: of the two centuries only one is possible at all.",
    ),
    (
        "date.two_digit_open", "sach", "warning",
        "{label}: năm chỉ có hai chữ số ({value}), chưa biết thế kỷ nào",
        "{label}: the year has two digits only ({value}), its century is not known",
        "No personal number settles it and both centuries are possible: left open.",
    ),
    (
        "date.two_digit_settled", "sach", "info",
        "{label}: năm chỉ có hai chữ số ({value}); thế kỷ lấy theo số định danh cùng dòng",
        "{label}: the year has two digits only ({value}); the row's number gives its century",
        "The personal number of the row ends its year of birth in the same two digits.",
    ),
    (
        "date.default", "sach", "warning",
        "{label}: ngày mặc định của phần mềm, không phải ngày thật ({value})",
        "{label}: a default date of software, not a real one ({value})",
        "30/12/1899, 01/01/1900, 01/01/0001: what programs write where there is nothing.",
    ),
    (
        "date.maybe_default", "sach", "info",
        "{label}: 01/01/1970 có thể là ngày mặc định của phần mềm, nên kiểm tra lại",
        "{label}: 01/01/1970 may be a default of software; worth a look",
        "Zero on the clock of many systems, and a true date too: kept as it stands.",
    ),
    (
        "date.letters", "sach", "error",
        "{label}: có chữ cái lẫn trong ngày ({value}); có thể là {proposed}",
        "{label}: letters among the figures of the date ({value}); perhaps {proposed}",
        "O for 0, l for 1 and the like. The date is a proposal, never put in by itself.",
    ),
    (
        "date.two_dates", "sach", "error",
        "{label}: một ô ghi hai ngày khác nhau ({value})",
        "{label}: one cell holds two different dates ({value})",
        "Which of the two is meant cannot be told from the cell.",
    ),
    (
        "date.age", "sach", "error",
        "{label}: ghi tuổi, không phải ngày tháng ({value})",
        "{label}: an age, not a date ({value})",
        "The day on which the age was true is not known, so no year is made of it.",
    ),
    (
        "date.approximate", "du", "info",
        "{label}: năm chỉ ghi ước chừng ({value})",
        "{label}: only an approximate year ({value})",
        "“khoảng 1950”, “~1950”, “1950?”: the year is kept with what was said about it.",
    ),
    (
        "date.lunar", "sach", "info",
        "{label}: ghi theo âm lịch, có thể lệch 20–50 ngày so với dương lịch ({value})",
        "{label}: by the lunar calendar, perhaps 20 to 50 days from the civil date ({value})",
        "The day is kept as declared; 30/02, which only the lunar calendar has, leaves its year.",
    ),
    (
        "date.month_first", "sach", "info",
        "{label}: cả cột ghi tháng trước ngày, đã đổi lại ({other})",
        "{label}: the whole column writes the month before the day; turned round ({other})",
        "The heading says so, or the second place is often above 12 and the first never is.",
    ),
    (
        "date.month_first_thin", "sach", "warning",
        "{label}: cả cột được đọc tháng trước ngày, chỉ vài ô chứng tỏ, cần kiểm tra ({other})",
        "{label}: the whole column was read month first because of a few cells; check ({other})",
        "A number above 12 stands in the second place of few rows, and in the first place of none.",
    ),
    (
        "date.serial_1904", "sach", "info",
        "{label}: số ngày của Excel tính từ năm 1904 (máy Mac), đã đổi theo ({other})",
        "{label}: Excel's day numbers count from 1904 (Mac); read so ({other})",
        "Counted from 1900 the years would be four off the personal numbers of the rows.",
    ),
    (
        "sex.unreadable", "sach", "error",
        "{label}: không phải Nam hoặc Nữ ({value})",
        "{label}: neither Nam nor Nữ ({value})",
        "Also a code whose meaning the column does not tell, and 3 (not determined).",
    ),
    (
        "sex.coding_assumed", "sach", "warning",
        "{label}: cột ghi mã, không có số định danh để kiểm tra; đã hiểu theo lệ chung ({other})",
        "{label}: codes that no personal numbers could check; read by custom ({other})",
        "Systems disagree about 0. The fourth digit of personal numbers normally decides.",
    ),
    (
        "sex.coding_learnt", "sach", "info",
        "{label}: cột ghi mã, đã hiểu theo các số định danh cùng danh sách ({other})",
        "{label}: codes, read by the personal numbers of the same list ({other})",
        "The fourth digit of the personal numbers beside the codes tells what they mean.",
    ),
)  # fmt: skip
