"""A rule's sentence for people who look at no single finding."""

from __future__ import annotations

import re

# What a rule without a field of its own is about, by the first word of its code.
THINGS = {
    "name": "họ tên",
    "name_differs": "họ tên",
    "date": "ngày tháng",
    "date_differs": "ngày sinh",
    "personal_id": "số định danh",
    "old_id": "số CMND",
    "paper": "số giấy tờ",
    "sex": "giới tính",
    "health_card_no": "mã thẻ BHYT",
    "social_insurance_no": "mã số BHXH",
    "tax_no": "mã số thuế",
    "bank_account": "số tài khoản",
    "phone": "số điện thoại",
    "email": "thư điện tử",
    "money": "giá trị",
    "number": "giá trị",
    "address": "nơi cư trú",
    "place": "địa danh",
    "registration_no": "số đăng ký",
    "relative": "thông tin người thân",
    "priority_group": "nhóm ưu tiên",
    "unique": "số riêng của danh sách",
}
_PLAIN = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"(dân cư|danh sách này) ghi: \{\w+\}(?: \(\{other\}\))?$", r"\1 ghi khác"),
        (r" ghi: \{\w+\}$", " ghi …"),
        (
            r"(?:trùng|Trùng) (phiếu|người|cặp vợ chồng) với dòng \{other\}",
            r"Trùng \1 với dòng khác",
        ),
        (r"[,;] (?:xem dòng|có thể là|nay là) \{\w+\}", ""),
        (r" \(\{\w+\}\)", ""),
        (r": \{\w+\}(?: – \{\w+\})?", ""),
        (r"\{\w+\}", "…"),
    )
)


def plain_title(title: str, code: str) -> str:
    """Return a rule's sentence without the places where a finding puts its values.

    "{label} sai dấu so với dữ liệu dân cư: {value} – {reference}" becomes
    "Họ tên sai dấu so với dữ liệu dân cư".
    """
    thing = THINGS.get(code.partition(".")[0], "thông tin")
    title = title.replace("{label}", thing)
    for pattern, words in _PLAIN:
        title = pattern.sub(words, title)
    return title[:1].upper() + title[1:]
