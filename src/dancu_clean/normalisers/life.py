"""What notes say of a person's life: dead, moved away (evidence for sống, never a verdict)."""

from __future__ import annotations

import re

from dancu_clean.text.clean import tidy
from dancu_clean.text.tone import place_tones

_KIN = (
    r"(?:vợ|chồng|cha|bố|ba|mẹ|má|con|cháu|anh|chị|em|ông|bà|thân nhân|người thân|chủ hộ|"
    r"người nuôi dưỡng)"
)
_RELATIVE = re.compile(
    rf"\b{_KIN}\s+(?:(?:đẻ|ruột|nuôi|trai|gái|nội|ngoại|mẹ|chồng|vợ)\s+)?(?:(?:đã|bị|mới|đều)\s+)*$"
)
_DEAD = re.compile(
    r"†|(?<!\w)(?:chết|từ trần|qua đời|tử vong|khai tử|báo tử|tạ thế|"
    r"đã mất(?!\s+(?:cmnd|cccd|căn cước|thẻ|sổ|giấy|hồ sơ|tích|sức|việc|liên lạc|thông tin|số|"
    r"khả năng))|mất (?:ngày|năm|tháng|lúc|do bệnh|vì)|mất \d|mất$)"
)
_MOVED = re.compile(
    r"(?<!\w)(?:chuyển đi|chuyển khẩu|chuyển hộ khẩu|cắt khẩu|cắt hộ khẩu|cắt chuyển|"
    r"xóa thường trú|chuyển nơi ở|"
    r"chuyển (?:sang|qua|vào|ra|lên|xuống) (?:xã|phường|huyện|tỉnh|thị trấn|thành phố|nơi khác)|"
    r"đã chuyển(?! (?:khoản|tiền|trường|tuyến|công tác|lớp|sang|đổi|đến|về|sinh hoạt|hồ sơ))|"
    r"xóa hộ khẩu|xóa khẩu|xóa đăng ký thường trú|đi khỏi địa phương|chuyển nơi cư trú|"
    r"chuyển nơi khác|chuyển tỉnh|chuyển xã|chuyển huyện|không còn ở địa phương|"
    r"chuyển nơi thường trú)(?!\w)"
)
_DENIED = re.compile(r"\b(?:chưa|không|chẳng)\s+(?:bị\s+)?$|không rõ (?:còn )?sống (?:hay )?$")
# "con ông Tám đã chết": a clause that begins with a relative speaks of one of the two.
_OF_RELATIVE = re.compile(rf"(?:^|[;,.(]\s*){_KIN}\s[^;,.]*$")
_NOT_THEIR_OWN = (_RELATIVE, _DENIED, _OF_RELATIVE)
_BARE_DEAD = re.compile(r"^(?:da )?(?:chet|tu tran|qua doi)(?: |$)|(?:^| )da (?:chet|mat)$")
_BARE_MOVED = re.compile(r"(?:^| )(?:da )?chuyen (?:di|khau)(?: |$)")


def life_note(text: str) -> str | None:
    """Return "deceased" or "moved" when a note says so of the person, else None.

    "chồng chết", "mất CMND", "chưa chết", "chuyển trường" say nothing of it.
    """
    words = place_tones(tidy(text)[0].casefold()).strip(" .,;:()[]-")
    if words.isascii():
        return (
            "deceased"
            if _BARE_DEAD.search(words)
            else ("moved" if _BARE_MOVED.search(words) else None)
        )
    for state, told in (("deceased", _DEAD), ("moved", _MOVED)):
        for found in told.finditer(words):
            before = words[: found.start()]
            if not any(pattern.search(before) for pattern in _NOT_THEIR_OWN):
                return state
    return None
