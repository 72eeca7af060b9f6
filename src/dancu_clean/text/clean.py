"""What every cell suffers first, and what a normaliser hands back.

Order of the cleaning of a value: invisible signs, full width, NFC, look-alike đ and spaces
(`tidy`), then placeholders (`text.placeholder`), then what the field's type asks for. The order
belongs to the normalisers, not to their callers.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

STEP_LABELS = {
    "nfc": "đưa về Unicode dựng sẵn",
    "tcvn3": "đổi từ bảng mã TCVN3 (ABC)",
    "vni": "đổi từ bảng mã VNI",
    "windows_1258": "đổi từ bảng mã Windows-1258",
    "utf8_misread": "đọc lại UTF-8 bị mở sai bảng mã",
    "loose_marks": "ghép dấu rời vào chữ",
    "lookalike": "thay chữ cái nước ngoài giống chữ Việt",
    "telex": "đọc phím gõ Telex còn sót",
    "vni_keys": "đọc phím gõ VNI còn sót",
    "doubled": "bỏ chữ cái gõ lặp",
    "invisible": "bỏ ký tự ẩn",
    "full_width": "đổi ký tự toàn khổ",
    "spaces": "bỏ khoảng trắng thừa",
    "lookalike_d": "sửa chữ đ giả",
    "tone_place": "đặt lại vị trí dấu thanh",
    "case": "viết hoa chữ đầu",
    "apostrophe": "thống nhất dấu nháy",
    "punctuation": "bỏ dấu câu thừa",
    "list_number": "bỏ số thứ tự trước tên",
    "title_split": "tách danh xưng",
    "note_split": "tách ghi chú",
    "placeholder": "bỏ giá trị giữ chỗ",
    "separators": "bỏ dấu phân cách",
    "label": "bỏ chữ ghi kèm số",
    "decimal_zero": "bỏ đuôi .0",
    "zeros_restored": "khôi phục số 0 ở đầu",
    "country_code": "đổi +84 về 0",
    "split_numbers": "tách hai số trong một ô",
    "moved_old_id": "chuyển sang ô CMND",
    "moved_personal_id": "chuyển sang ô số định danh",
    "written_date": "đưa về dạng ngày chuẩn",
    "serial": "đổi số ngày của Excel",
    "serial_1904": "tính số ngày từ năm 1904",
    "time": "bỏ phần giờ",
    "utc_day": "đổi giờ quốc tế sang ngày ở Việt Nam",
    "two_digit_year": "điền thế kỷ của năm",
    "month_first": "đổi tháng/ngày",
    "coding": "đổi mã thành chữ",
    "code_name": "đưa về tên trong danh mục",
    "mark": "đổi dấu x thành chữ",
    "letters": "sửa chữ gõ nhầm",
    "filled_down": "lấy từ ô gộp",
    "same_as_above": "điền như dòng trên",
    "from_group": "điền theo dòng nhóm",
    "near_unit": "đọc gần đúng tên đơn vị hành chính",
}


class Clean(NamedTuple):
    """What a normaliser makes of one value.

    `value` is null for nothing and for what cannot stand; `steps` names the repairs
    (keys of STEP_LABELS); `problem` is the code of a rule in `rules.reading`; `note` is
    what was written in the cell beside the value; `proposed` is a value for people to confirm.
    """

    value: str | None
    steps: tuple[str, ...] = ()
    problem: str | None = None
    note: str | None = None
    proposed: str | None = None


_CONTROLS = (*range(0, 9), *range(14, 28), *range(127, 133), *range(134, 160))
_FORMATS = (
    *(0xAD, 0x34F, 0x61C, 0x180E, 0xFE0E, 0xFE0F, 0xFEFF),
    *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)),
)
_INVISIBLE: dict[int, None] = dict.fromkeys(_CONTROLS + _FORMATS)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOOKALIKE_D = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})

_SPECIAL = re.compile(f"[{re.escape(''.join(map(chr, [*_INVISIBLE, *_FULL_WIDTH])))}ÐƉðɖ]")


def _unify(text: str, steps: list[str]) -> str:
    for step, table in (("invisible", _INVISIBLE), ("full_width", _FULL_WIDTH)):
        changed = text.translate(table)
        if changed != text:
            steps.append(step)
            text = changed
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        steps.append("nfc")
    text = composed.translate(_LOOKALIKE_D)
    if text != composed:
        steps.append("lookalike_d")
        text = unicodedata.normalize("NFC", text)
    return text


def tidy(text: str) -> tuple[str, tuple[str, ...]]:
    """Return NFC text with single spaces and no invisible signs, and the steps it took.

    Full-width forms become ASCII, U+00D0/U+0189 become Đ (names_and_text §2).
    """
    steps: list[str] = []
    if _SPECIAL.search(text) or not unicodedata.is_normalized("NFC", text):
        text = _unify(text, steps)
    single = " ".join(text.split())
    if single != text:
        steps.append("spaces")
    return single, tuple(steps)
