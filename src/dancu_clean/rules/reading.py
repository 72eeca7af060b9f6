"""Faults that the normalisers meet while they read a cell."""

from __future__ import annotations

from dancu_clean.registry import Criterion, Severity, declare

_TABLE: tuple[tuple[str, Criterion, Severity, str, str, str], ...] = (
    (
        "cell.lost", "sach", "error",
        "{label}: ô bị lỗi bảng tính, nội dung đã mất ({value})",
        "{label}: the cell holds a spreadsheet error, its content is lost ({value})",
        "#REF!, #VALUE! and their like: what stood there cannot be restored; ask the source.",
    ),
    (
        "personal_id.filler", "sach", "error",
        "{label}: số điền cho có, không phải số thật ({value})",
        "{label}: a filler, not a real number ({value})",
        "One digit repeated, a running sequence, or six zeros at the end.",
    ),
    (
        "personal_id.letters", "sach", "error",
        "{label}: có chữ cái lẫn trong dãy số ({value}); có thể là {proposed}",
        "{label}: letters among the digits ({value}); perhaps {proposed}",
        "O for 0, l for 1 and the like. The digits are a proposal, never put in by themselves.",
    ),
    (
        "personal_id.scientific", "sach", "error",
        "{label}: bảng tính đã làm mất chữ số ({value}), phải lấy lại từ nguồn",
        "{label}: the spreadsheet has thrown digits away ({value}); ask the source",
        "A number in E-notation has lost its last digits for ever.",
    ),
    (
        "personal_id.two_numbers", "sach", "error",
        "{label}: một ô ghi nhiều số khác nhau",
        "{label}: one cell holds several different numbers",
        "A number with its former CMND is split; two numbers of one kind are not.",
    ),
    (
        "personal_id.zeros_restored", "sach", "info",
        "{label}: đã khôi phục số 0 ở đầu bị bảng tính làm mất",
        "{label}: leading zeros lost in a spreadsheet were put back",
        "Done only where the digits then agree with the row's sex and year of birth.",
    ),
    (
        "personal_id.zeros_unverified", "sach", "info",
        "{label}: đã thêm số 0 ở đầu nhưng không có giới tính, năm sinh để kiểm tra",
        "{label}: leading zeros were put back with neither sex nor year of birth to prove it",
        "Province and century are plausible; nothing else in the row can confirm the number.",
    ),
    (
        "personal_id.written", "sach", "info",
        "{label}: số có dấu phân cách, chữ kèm theo hoặc đuôi .0, đã viết lại",
        "{label}: separators, words or a trailing .0 were removed from the number",
        "The digits are all there; only the writing was put right.",
    ),
    (
        "paper.written", "sach", "info",
        "{label}: số có dấu phân cách, chữ kèm theo hoặc đuôi .0, đã viết lại",
        "{label}: separators, words or a trailing .0 were removed from the number",
        "The digits are all there; only the writing was put right.",
    ),
    (
        "paper.filler", "sach", "error",
        "{label}: số điền cho có, không phải số thật ({value})",
        "{label}: a filler, not a real number ({value})",
        "One digit repeated or a running sequence.",
    ),
    (
        "paper.letters", "sach", "error",
        "{label}: có chữ cái lẫn trong dãy số ({value}); có thể là {proposed}",
        "{label}: letters among the digits ({value}); perhaps {proposed}",
        "O for 0, l for 1 and the like. The digits are a proposal, never put in by themselves.",
    ),
    (
        "paper.scientific", "sach", "error",
        "{label}: bảng tính đã làm mất chữ số ({value}), phải lấy lại từ nguồn",
        "{label}: the spreadsheet has thrown digits away ({value}); ask the source",
        "A number in E-notation has lost its last digits for ever.",
    ),
    (
        "paper.two_numbers", "sach", "warning",
        "{label}: một ô ghi nhiều số khác nhau",
        "{label}: one cell holds several different numbers",
        "Several cards, codes or accounts in one cell are split by hand.",
    ),
    (
        "paper.digits_lost", "sach", "warning",
        "{label}: từ chữ số thứ 16 toàn số 0, có thể bảng tính đã làm mất ({value})",
        "{label}: only zeros after the fifteenth digit, perhaps lost in a spreadsheet ({value})",
        "A spreadsheet keeps fifteen digits of a number.",
    ),
    (
        "paper.zeros_restored", "sach", "info",
        "{label}: đã khôi phục số 0 ở đầu bị bảng tính làm mất",
        "{label}: a leading zero lost in a spreadsheet was put back",
        "The column's meaning and the number's length decide (identifiers of 9, 10 or 15 signs).",
    ),
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
        "{label}: năm chỉ có hai chữ số ({value})",
        "{label}: the year has two digits only ({value})",
        "No personal number settles it: read by what is possible at all, or left open.",
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
        "date.month_first", "sach", "info",
        "{label}: cả cột ghi tháng trước ngày, đã đổi lại",
        "{label}: the whole column writes the month before the day; turned round",
        "The second place is often above 12 and the first never is.",
    ),
    (
        "sex.unreadable", "sach", "error",
        "{label}: không phải Nam hoặc Nữ ({value})",
        "{label}: neither Nam nor Nữ ({value})",
        "Also a code whose meaning the column does not tell, and 3 (not determined).",
    ),
    (
        "sex.coding_assumed", "sach", "warning",
        "{label}: cột mã 0/1 không kiểm tra được bằng số định danh, đã hiểu 1 là Nam, 0 là Nữ",
        "{label}: codes 0/1 could not be checked by personal numbers; read as 1 male, 0 female",
        "Systems disagree about 0. The fourth digit of personal numbers normally decides.",
    ),
    (
        "code.unknown", "sach", "warning",
        "{label}: không có trong danh mục ({value})",
        "{label}: not in the code list ({value})",
        "Names are compared without regard to writing; local names of peoples are known.",
    ),
    (
        "code.two_lists", "sach", "warning",
        "{label}: mã {value} chỉ hai dân tộc khác nhau trong hai danh mục chính thức; ghi rõ tên",
        "{label}: code {value} means different peoples in two official lists; write the name",
        "The list of 1979 and that of the census number the peoples differently: kept as written.",
    ),
    (
        "choice.unknown", "sach", "warning",
        "{label}: giá trị ngoài quy định ({value})",
        "{label}: not one of the agreed values ({value})",
        "The schema names the values and their usual writings.",
    ),
    (
        "phone.old_prefix", "song", "warning",
        "{label}: số 11 chữ số đã đổi đầu số từ 2018; nay là {proposed}",
        "{label}: an 11-digit number, changed in 2018; now {proposed}",
        "Mobile prefixes 012x, 016x, 018x, 0199 were moved between 15/09 and 14/11/2018.",
    ),
    (
        "registration_no.became_date", "sach", "warning",
        "{label}: bảng tính đã đổi số thành ngày ({value}); có thể là {proposed}",
        "{label}: a spreadsheet turned the number into a date ({value}); perhaps {proposed}",
        "3/2019 typed into a cell becomes 01/03/2019.",
    ),
)  # fmt: skip

_LAWS = {
    "personal_id": "Thông tư 59/2021/TT-BCA",
    "phone": "Quyết định 798/QĐ-BTTTT",
}

for _code, _criterion, _severity, _title, _title_en, _doc in _TABLE:
    declare(
        _code,
        _criterion,
        _severity,
        title=_title,
        title_en=_title_en,
        doc=_doc,
        law=_LAWS.get(_code.partition(".")[0], ""),
    )
