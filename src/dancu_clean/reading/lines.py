"""What a line of text in a sheet is when it is no record: a total, a title, a closing note.

All functions take words as `roles.plain` gives them: lower case, NFC, no punctuation. Marks
decide: "Tổng cộng" is a total, "Tống Công" a man.
"""

from __future__ import annotations

import re

from dancu_clean.text.fold import fold

_TOTAL = (
    r"(?:tổng cộng|tổng số|tổng hợp|cộng dồn|lũy kế|grand total)\b.*"
    r"|total|sum|(?:total|sum)\b.*\d.*"
    r"|(?:tổng|cộng)\b.*\d.*"
    r"|(?:tổng|cộng)(?: (?:toàn|xã|thôn|trang|cộng|số|danh|sách|chung|người|hộ|\d+|là|khẩu|đối"
    r"|tượng|trường|hợp|nhân|nguoi|ho|[ivx]+|[a-d]|phường|lớp|tiền|nam|nữ|buôn|tổ|ấp|bản|khu|nhóm"
    r"|mục|này|cả|dân|phố|huyện|tăng|giảm|mới|gia|hạn|điều|chỉnh))*"
)
_CERTAIN_TOTAL = r"(?:tổng cộng|tổng số|cộng (?:thôn|buôn|tổ|xã|trang))\b.*"
_SIGNERS = (
    r"người (?:lập|tổng hợp|kiểm tra|khai|báo cáo|duyệt|thực hiện|cung cấp|viết|nhận|điều tra"
    r"|rà soát|thống kê|đại diện|in|giao|phê duyệt)|lập (?:biểu|bảng|danh sách)|phê duyệt|lãnh đạo"
    r"|cán bộ (?:lập|tổng hợp|thống kê|tư pháp|phụ trách|điều tra|rà soát)|kế toán|thủ trưởng"
    r"|thủ quỹ|trưởng công an|chủ tịch|phó chủ tịch|hiệu trưởng|phó hiệu trưởng|giám đốc"
    r"|phó giám đốc|trưởng (?:phòng|thôn|ban|buôn|ấp|bản|xóm|khu|khóm|trạm)|buôn trưởng|tổ trưởng"
    r"|thôn trưởng|bí thư|công chức|giáo viên chủ nhiệm|gvcn|đại diện|điều tra viên|công an (?:xã"
    r"|phường|viên|thị trấn|huyện)"
)
_CLOSING = (
    r"xác nhận|ký ghi rõ|ký tên|ký và|đã ký|ký đóng dấu|ghi rõ họ tên|họ tên chữ ký"
    r"|nơi nhận|ghi chú|chú thích|chú ý|lưu ý|lưu vt|lưu vp|lưu văn thư|lưu hồ sơ|như trên"
    r"|ubnd|ủy ban nhân dân|uỷ ban nhân dân|ban tự quản|t ?m (?:ubnd|ủy ban|uỷ ban)"
    r"|k ?t (?:chủ tịch|trưởng|giám đốc|hiệu trưởng)|t ?l chủ tịch|tuq"
    r"|danh sách (?:này )?(?:có|gồm|trên)|ấn định|bằng chữ|số tiền bằng chữ|viết bằng chữ"
    r"|trang (?:số )?\d+(?: \d+| trên \d+| của \d+)?$|page \d+|hết$|nguồn (?:số liệu|dữ liệu)"
)
_FOOTER = rf"(?:{_SIGNERS}|{_CLOSING})\b.*|.*\bngày\b.*\btháng\b.*\bnăm\b.*"
_TITLE = (
    r"(?:cộng hòa xã hội|cộng hoà xã hội|độc lập tự do|danh sách"
    r"|bảng tổng hợp|bảng kê|phụ lục|biểu (?:số|mẫu|tổng)|mẫu (?:số|biểu)|kèm theo"
    r"|ban hành kèm|số liệu tính đến|thời điểm|đơn vị (?:tính|báo cáo|lập))\b.*"
    r"|(?:tháng|quý|năm|đợt|kỳ) \d.*"
)
# Men may be called so: Lưu, Lưu Ý, Lưu Văn Thư; without marks also Lưu Văn Thu, Chu Y.
_ALSO_NAMES = frozenset({"lưu", "lưu ý", "luu y", "chu y", "lưu văn thư", "luu van thu"})
_LONG = 12


def _both(pattern: str) -> dict[bool, re.Pattern[str]]:
    """Return the pattern as it stands, and for text written without marks at all."""
    bare = re.sub(r"[^\x00-\x7f]+", lambda found: fold(found[0]).lower(), pattern)
    return {False: re.compile(pattern), True: re.compile(bare)}


_TOTALS, _FOOTERS, _TITLES = _both(_TOTAL), _both(_FOOTER), _both(_TITLE)


def _matches(patterns: dict[bool, re.Pattern[str]], words: str) -> bool:
    # A single word without marks may be a name: "Luu", "Ket".
    bare = words.isascii() and " " in words
    return bool(patterns[False].fullmatch(words) or (bare and patterns[True].fullmatch(words)))


def is_total(words: str) -> bool:
    """Tell a sum: "Tổng cộng", "Cộng thôn 3: 25 người"."""
    return _matches(_TOTALS, words)


def is_certain_total(words: str) -> bool:
    """Tell a sum that no name can be, whatever stands beside it."""
    return bool(re.fullmatch(_CERTAIN_TOTAL, words))


def is_footer(text: str, words: str) -> bool:
    """Tell signatures, dates of signing, notes, page numbers, and sentences too long for a name."""
    if text.lstrip().startswith(("*", "(*")) and len(words) > 1:
        return True
    if words in _ALSO_NAMES and text.split()[-1][:1].isupper():
        # The line of the receivers and the notes have their signs.
        return text.strip() != text.strip(" -:;.,/")
    return _matches(_FOOTERS, words) or words.count(" ") >= _LONG


def is_title(words: str) -> bool:
    """Tell a line of the title block, which printed pages repeat."""
    return _matches(_TITLES, words)
