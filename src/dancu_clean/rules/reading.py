"""Faults that the normalisers meet while they read a cell."""

from __future__ import annotations

from dancu_clean.registry import Criterion, Severity, declare
from dancu_clean.rules import reading_dates

_TABLE: tuple[tuple[str, Criterion, Severity, str, str, str], ...] = (
    (
        "column.contradicted", "sach", "warning",
        "{label}: tên cột và giá trị trong cột không hợp nhau, xem trang “Cách đọc tệp”",
        "{label}: the heading and the values of the column do not fit, see how the file was read",
        "Nine in ten values are of another kind: phone numbers under “Số CCCD”, dates under names.",
    ),
    *reading_dates.TABLE,
    (
        "repair.made", "sach", "info",
        "{label}: đã chuẩn hóa ({other}); nay là {value}",
        "{label}: put right ({other}); now {value}",
        "Names the steps that turned the cell into the value; spaces, case and the like are only "
        "counted.",
    ),
    (
        "repair.column", "sach", "info",
        "{label}: nhiều ô đã được chuẩn hóa ({other})",
        "{label}: many cells were put right ({other})",
        "The same repair in more than a hundred cells of a column is told once.",
    ),
    (
        "cell.lost", "sach", "error",
        "{label}: ô bị lỗi bảng tính, nội dung đã mất ({value})",
        "{label}: the cell holds a spreadsheet error, its content is lost ({value})",
        "#REF!, #VALUE! and their like: what stood there cannot be restored; ask the source.",
    ),
    (
        "name.of_relative", "sach", "warning",
        "{label} ghi theo người thân, không có tên của chính người này ({value})",
        "{label} names a relative, not the person ({value})",
        "\"Con bà …\", \"Vợ ông …\", \"CB …\": whose row it is must be asked.",
    ),
    (
        "cell.nothing_above", "sach", "warning",
        "{label}: ghi “nt” hoặc “như trên” nhưng dòng trên không có gì để lấy",
        "{label}: says “same as above”, and there is nothing above to take",
        "The first row of a list or group, a blank cell above, or a name, number or date of birth, "
        "which is never taken from another person. The value stays blank.",
    ),
    (
        "row.ragged", "sach", "warning",
        "Dòng có nhiều ô hơn tiêu đề, có thể bị lệch cột từ chỗ thừa dấu phân cách",
        "The row has more cells than the header; perhaps shifted by a separator too many",
        "A separator inside a value that was not quoted. No cell was thrown away.",
    ),
    (
        "row.undecoded", "sach", "warning",
        "Dòng có ký tự bị hỏng, không giải mã được",
        "The row has bytes that could not be decoded",
        "The bytes belong to no known encoding; what was lost is shown by �.",
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
        "personal_id.zeros_contradicted", "sach", "error",
        "{label}: thiếu chữ số ({value}); nếu thêm số 0 ở đầu thì không khớp giới tính "
        "hoặc năm sinh cùng dòng",
        "{label}: digits are missing ({value}); zeros in front contradict sex or year of birth",
        "A broken number: with zeros in front it is a proposal only, another digit may be lost.",
    ),
    (
        "personal_id.zeros_doubtful", "sach", "error",
        "{label}: chỉ có 10 chữ số ({value}); có thể là {proposed} hoặc mã BHXH, mã số thuế",
        "{label}: ten digits only ({value}); perhaps {proposed}, or a number of insurance or tax",
        "Two zeros are put back only where the year of birth in the row proves them.",
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
        "choice.code", "sach", "info",
        "{label}: ghi bằng mã {value}, chưa rõ theo bảng mã nào; giữ nguyên",
        "{label}: written as code {value} of an unknown table; kept as it is",
        "Taxpayers are 00, 01, 03 … in their own register; the schema names words only.",
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
