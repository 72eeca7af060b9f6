"""What the report calls things: outcomes, criteria, severities, levels, in the reader's words."""

from __future__ import annotations

import re

OUTCOMES = {
    "exact": "Khớp hoàn toàn",
    "variant": "Khớp, khác cách viết",
    "year_only": "Khớp năm sinh",
    "found_without_id": "Thiếu số, tìm được theo thông tin khác",
    "differs": "Đúng người, sai lệch thông tin",
    "id_of_other": "Số định danh của người khác",
    "ambiguous": "Nhiều người có thể",
    "id_malformed": "Số sai định dạng, không tìm được",
    "not_found": "Không tìm thấy",
    "duplicate": "Trùng trong danh sách",
    "deceased": "Đã chết/mất tích",
    "moved": "Đã chuyển đi",
    "unreadable": "Không kiểm tra được",
}
OUTCOMES_EN = {
    "exact": "exact match",
    "variant": "match, written differently",
    "year_only": "match by birth year",
    "found_without_id": "no number, found by other fields",
    "differs": "right person, differing fields",
    "id_of_other": "number of somebody else",
    "ambiguous": "several possible persons",
    "id_malformed": "malformed number, not found",
    "not_found": "not found",
    "duplicate": "repeated in the list",
    "deceased": "deceased or missing",
    "moved": "moved away",
    "unreadable": "cannot be checked",
}
CRITERIA = {
    "dung": "Đúng",
    "du": "Đủ",
    "sach": "Sạch",
    "song": "Sống",
    "thong_nhat": "Thống nhất",
}
CRITERIA_MEANING = {
    "dung": "Thông tin đúng với Cơ sở dữ liệu quốc gia về dân cư, không tự mâu thuẫn.",
    "du": "Không bỏ trống trường bắt buộc, không bỏ sót người phải có trong danh sách.",
    "sach": "Không trùng lặp, đúng định dạng, đúng danh mục dùng chung.",
    "song": "Cập nhật theo biến động của công dân: khai tử, chuyển đi, giấy tờ hết hạn.",
    "thong_nhat": "Các danh sách của nhiều cơ quan nói giống nhau về cùng một người.",
}
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Lưu ý"}
SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}
BANDS = {
    "green": "Tốt (từ 90)",
    "yellow": "Cần rà soát (75 đến dưới 90)",
    "red": "Kém (dưới 75)",
}
DECISIONS = ("Chấp nhận đề xuất", "Giữ nguyên", "Sửa tay", "Không cùng người", "Cần xác minh")
DECISION_HEADINGS = (
    "Quyết định",
    "Giá trị sửa tay",
    "Căn cứ",
    "Người duyệt",
    "Ngày duyệt",
    "Ghi chú",
)
LIFE = {
    "alive": "Còn sống",
    "deceased": "Đã chết",
    "missing": "Mất tích",
    "moved": "Đã chuyển đi",
    "deregistered": "Đã xóa đăng ký thường trú",
}
FIELDS = {
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "personal_id": "Số định danh",
    "number": "Số định danh",
    "old_id": "Số CMND",
    "address": "Địa chỉ",
    "permanent_address": "Nơi thường trú",
    "ethnic_group": "Dân tộc",
    "parents": "Cha, mẹ, vợ/chồng",
    "father_name": "Họ tên cha",
    "mother_name": "Họ tên mẹ",
    "spouse_name": "Họ tên vợ/chồng",
    "household": "Hộ gia đình",
    "household_no": "Mã hộ",
    "phone": "Số điện thoại",
    "commune": "Xã/phường",
    "province": "Tỉnh/thành phố",
    "life_status": "Tình trạng",
    "marital_status": "Tình trạng hôn nhân",
    "death_date": "Ngày chết",
    "own_number": "Số riêng của danh sách",
}
LEVELS = {
    "missing": "một bên để trống",
    "equal": "trùng khớp",
    "variant": "chỉ khác cách viết",
    "no_marks": "một bên mất dấu",
    "marks": "khác dấu",
    "marks_lost": "một bên thiếu một số dấu",
    "iy": "khác i/y",
    "joined": "viết liền hoặc tách chữ",
    "middle": "thiếu hoặc thừa chữ đệm",
    "order": "khác thứ tự chữ",
    "one_edit": "khác một chữ cái",
    "two_edits": "khác hai chữ cái",
    "initials": "viết tắt",
    "given": "cùng họ và tên, khác chữ đệm",
    "similar": "gần giống",
    "near": "gần giống",
    "differs": "khác nhau",
    "day": "trùng ngày",
    "month": "trùng tháng và năm",
    "year": "trùng năm",
    "year_only_left": "danh sách chỉ ghi năm, năm trùng",
    "year_only_right": "CSDL dân cư chỉ có năm, năm trùng",
    "placeholder": "một bên ghi 01/01, năm trùng",
    "swapped": "đảo ngày và tháng",
    "one_digit": "khác một chữ số",
    "generation": "năm sinh cách nhau trên 12 năm",
    "two_digits": "khác hai chữ số",
    "transposed": "đảo hai chữ số liền nhau",
    "same_year": "trùng năm, khác ngày tháng",
    "other_year": "trùng ngày tháng, khác năm",
    "near_year": "năm chênh không quá hai",
    "alias": "trùng số giấy tờ cũ",
    "foreign": "số khác, không hợp với giới tính hoặc năm sinh của chính dòng này",
    "other": "số khác, hợp với giới tính và năm sinh của dòng này",
    "commune": "cùng xã/phường",
    "district": "cùng huyện/quận",
    "commune_only": "cùng xã/phường",
    "province": "cùng tỉnh, khác xã",
    "province_only": "cùng tỉnh/thành phố",
    "hamlet": "cùng thôn/tổ",
    "hamlet_only": "thôn/tổ cùng tên, một bên không ghi xã",
    "hamlet_other": "khác thôn/tổ, một bên không ghi xã",
}
HOW = {
    "exact": "đúng tên cột",
    "folded": "tên cột không dấu, không hoa thường",
    "without_brackets": "bỏ phần trong ngoặc",
    "without_person": "bỏ chữ chỉ người",
    "last_line": "dòng cuối của tiêu đề",
    "under_heading": "tiêu đề hai dòng",
    "by_role": "theo vai trò trong danh sách",
    "bilingual": "bỏ phần tiếng Anh",
    "abbreviated": "tên cột viết tắt",
    "alternatives": "một cột ghi nhiều loại",
    "by_content": "theo giá trị trong cột",
    "similar": "tên cột gần giống",
    "chosen": "người dùng chỉ định",
    "saved": "theo tệp công việc",
    "row_number": "cột số thứ tự, bỏ qua",
    "unknown": "không nhận ra, giữ nguyên",
}
SKIPPED = {
    "empty": "dòng trống",
    "total": "dòng tổng",
    "footer": "dòng ký tên cuối bảng",
    "repeated_header": "dòng tiêu đề lặp lại",
    "numbering": "dòng đánh số cột",
    "title": "dòng tên danh sách lặp lại",
    "group": "dòng tên nhóm",
    "other": "dòng chỉ có một ô lẻ",
}
# Where a level means something narrower in one field.
FIELD_LEVELS = {
    ("number", "near"): "gần giống, chỉ sai một, hai chữ số",
    ("number", "other"): "là số khác",
    ("sex", "differs"): "khác giới tính",
    ("address", "differs"): "khác tỉnh hoặc khác nơi",
}
LEVELS_EN = {level: level.replace("_", " ") for level in LEVELS}
GOOD_LEVELS = frozenset(
    {"equal", "variant", "missing", "iy", "alias", "day", "hamlet", "commune", "commune_only"}
)
PARTIAL_LEVELS = frozenset(
    {"no_marks", "month", "year_only_left", "year_only_right", "placeholder", "province_only"}
)
DATE_FIELDS = frozenset({"valid_from", "valid_to", "benefit_from", "record_updated"})

_DAY = re.compile(r"(\d{4})-(0\d|1[0-2])-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def show_value(field: str | None, text: str) -> str:
    """Return a clean value as a Vietnamese reader writes it (dates as dd/mm/yyyy)."""
    day = _DAY.fullmatch(text)
    if day:
        return f"{day[3]}/{day[2]}/{day[1]}"
    month = _MONTH.fullmatch(text)
    if month and field and (field.endswith("_date") or field in DATE_FIELDS):
        return f"{month[2]}/{month[1]}"
    if field == "life_status":
        return LIFE.get(text, text)
    return text


def show_number(value: float, digits: int = 0) -> str:
    """Return a number with Vietnamese separators: 1.234,5."""
    text = f"{value:,.{digits}f}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def show_percent(score: float, lang: str = "vi") -> str:
    """Return a probability as a percentage, without ever claiming certainty: 97,5 %."""
    english = lang == "en"
    if score > 0.999:
        return "over 99.9%" if english else "trên 99,9 %"
    if score < 0.001:
        return "under 0.1%" if english else "dưới 0,1 %"
    return f"{100 * score:.1f}%" if english else f"{show_number(100 * score, 1)} %"


def score_words(score: float) -> str:
    """Return how sure the program is that a proposed person is the right one, in words."""
    if score >= 0.99:
        return "gần như chắc chắn"
    if score >= 0.9:
        return "rất có thể"
    if score >= 0.6:
        return "có thể"
    if score >= 0.3:
        return "chưa rõ"
    return "khó có thể"


def band(index: float | None) -> str | None:
    """Return the colour of an index: green from 90, yellow from 75, red below (CV 4856)."""
    if index is None:
        return None
    if index >= 90:
        return "green"
    return "yellow" if index >= 75 else "red"
