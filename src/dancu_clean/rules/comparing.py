"""Faults that show only beside the population reference or beside another source."""

from __future__ import annotations

from dancu_clean.registry import Criterion, Severity, declare
from dancu_clean.rules.living import LIVING

_CCCD = "Luật Căn cước 26/2023/QH15"

_TABLE: tuple[tuple[str, Criterion, Severity, str, str, str], ...] = (
    # --- the person's number -------------------------------------------------------------
    (
        "personal_id.missing_found", "du", "warning",
        "Thiếu số định danh; tìm được người theo thông tin khác, đề nghị bổ sung",
        "Personal number missing; the person was found by other information",
        "The number is blank or a filler and the person was found without it.",
    ),
    (
        "personal_id.differs", "dung", "error",
        "Số định danh khác dữ liệu dân cư và không ai mang số này",
        "Personal number differs from the population data and nobody holds it",
        "The person was found; the well-formed number of the list belongs to nobody.",
    ),
    (
        "personal_id.of_other", "dung", "error",
        "Số định danh là của người khác trong dữ liệu dân cư: {other}",
        "The number belongs to somebody else in the population data: {other}",
        "The holder of the number in the reference is not the person of the other fields.",
    ),
    (
        "personal_id.alias", "du", "info",
        "Đang dùng số CMND hoặc số định danh cũ của đúng người; có thể thay bằng số hiện tại",
        "A known former number of the same person is used; the current number is proposed",
        "A CMND or cancelled number that the reference knows for this person: a note only.",
    ),
    (
        "person.ambiguous", "du", "warning",
        "Nhiều người trong dữ liệu dân cư cùng khớp; cần số định danh để phân biệt",
        "Several persons of the population data fit; a number is needed to tell them apart",
        "Two or more persons fit and no field of the list tells them apart.",
    ),
    # --- name ------------------------------------------------------------------------------
    (
        "name_differs.marks", "dung", "error",
        "{label} sai dấu so với dữ liệu dân cư: {value} – {reference}",
        "{label} has other diacritics than the population data: {value} – {reference}",
        "Same letters, other tone or vowel marks: the commonest real error of names.",
    ),
    (
        "name_differs.letters", "dung", "error",
        "{label} sai chữ so với dữ liệu dân cư: {value} – {reference}",
        "{label} differs by a letter or two: {value} – {reference}",
        "One or two letters more, fewer or other than in the reference.",
    ),
    (
        "name_differs.middle", "dung", "error",
        "{label} thiếu hoặc thừa chữ đệm: {value} – {reference}",
        "{label} lacks or adds a middle word: {value} – {reference}",
        "A middle word (Thị, Văn, …) stands on one side only; the legal name differs.",
    ),
    (
        "name_differs.order", "dung", "error",
        "{label} đảo thứ tự chữ: {value} – {reference}",
        "{label} has its words in another order: {value} – {reference}",
        "The same words in another order; a note only when number and birth date agree.",
    ),
    (
        "name_differs.other", "dung", "error",
        "{label} khác dữ liệu dân cư: {value} – {reference}",
        "{label} is another than in the population data: {value} – {reference}",
        "Another name; the number or the other fields say that it is the same person.",
    ),
    (
        "name_differs.no_marks", "sach", "warning",
        "{label} viết không dấu; đề nghị viết theo dữ liệu dân cư: {reference}",
        "{label} is written without diacritics; proposed: {reference}",
        "All marks lost; a note only when the number or the full birth date agrees.",
    ),
    (
        "full_name.abbreviated_found", "du", "warning",
        "Họ tên viết tắt; đề nghị viết đủ: {reference}",
        "The name is abbreviated; in full: {reference}",
        "Initials instead of words; the person was found and the full name is proposed.",
    ),
    # --- birth date, sex, other fields ------------------------------------------------------
    (
        "birth_date.incomplete", "du", "warning",
        "Chỉ có năm (hoặc tháng) sinh; dữ liệu dân cư có đủ ngày sinh: {reference}",
        "Only the year (or month) of birth; the population data has the full date: {reference}",
        "The list is less exact than the reference and does not contradict it.",
    ),
    (
        "birth_date.reference_incomplete", "du", "info",
        "Dữ liệu dân cư chỉ có {reference}; danh sách có ngày sinh đầy đủ hơn",
        "The population data has only {reference}; the list is more exact",
        "A completion candidate for the population database, not a fault of the list.",
    ),
    (
        "birth_date.reference_placeholder", "dung", "warning",
        "Dữ liệu dân cư ghi 01/01, có thể chỉ biết năm sinh; cần xác minh ngày sinh",
        "The population data says 1 January, perhaps a stand-in; verify the date",
        "Year-only births are stored as 1 January by many systems.",
    ),
    (
        "date_differs.swapped", "dung", "error",
        "{label} đảo ngày và tháng: {value} – {reference}",
        "{label} has day and month swapped: {value} – {reference}",
        "Day and month change places against the reference.",
    ),
    (
        "date_differs.digit", "dung", "error",
        "{label} sai một chữ số: {value} – {reference}",
        "{label} differs by one digit: {value} – {reference}",
        "One digit of the date is another.",
    ),
    (
        "date_differs.placeholder", "dung", "error",
        "{label} ghi 01/01 trong khi dữ liệu dân cư có ngày đầy đủ: {reference}",
        "{label} says 1 January where the population data has a full date: {reference}",
        "1 January written for an unknown day; the reference knows the day.",
    ),
    (
        "date_differs.day", "dung", "error",
        "{label} khác ngày, tháng: {value} – {reference}",
        "{label} has another day or month: {value} – {reference}",
        "The year agrees; day or month do not.",
    ),
    (
        "date_differs.year", "dung", "error",
        "{label} khác năm: {value} – {reference}",
        "{label} has another year: {value} – {reference}",
        "The year differs; day and month agree or are not known.",
    ),
    (
        "date_differs.other", "dung", "error",
        "{label} khác dữ liệu dân cư: {value} – {reference}",
        "{label} differs from the population data: {value} – {reference}",
        "Another date altogether.",
    ),
    (
        "sex.differs", "dung", "error",
        "Giới tính khác dữ liệu dân cư: {value} – {reference}",
        "Sex differs from the population data: {value} – {reference}",
        "The list says the other sex than the reference.",
    ),
    (
        "field.differs", "dung", "warning",
        "{label} khác dữ liệu dân cư: {value} – {reference}",
        "{label} differs from the population data: {value} – {reference}",
        "A further field of the person differs; it never changes the outcome.",
    ),
    (
        "relative.name_differs", "dung", "warning",
        "{label} khác dữ liệu dân cư: {value} – {reference}",
        "{label} differs from the population data: {value} – {reference}",
        "The name of a parent, spouse, head or representative is really another one.",
    ),
    (
        "relative.id_differs", "dung", "warning",
        "{label} khác dữ liệu dân cư",
        "{label} differs from the population data",
        "The number of a parent, spouse, head or representative differs.",
    ),
    (
        "address.differs", "song", "warning",
        "{label} thuộc đơn vị khác với nơi cư trú trong dữ liệu dân cư: {reference}",
        "{label} lies in another unit than the residence in the population data: {reference}",
        "Compared by today's commune with every residence the reference knows; never an error.",
    ),
    (
        "place.differs", "dung", "warning",
        "{label} khác dữ liệu dân cư: {reference}",
        "{label} differs from the population data: {reference}",
        "Place of origin, birth or registration in another commune or province.",
    ),
    (
        "duplicate.linked", "sach", "error",
        "Người này đã có ở dòng khác của danh sách ({other})",
        "This person stands already in another row of the list ({other})",
        "Two rows of a list of persons are linked to one person; the later row is the repeat.",
    ),
)  # fmt: skip

_LAW: dict[str, str] = {
    "personal_id.alias": _CCCD + "; Nghị định 70/2024/NĐ-CP điều 12",
    "personal_id.differs": _CCCD,
    "coverage.child_without_card": "Luật Bảo hiểm y tế",
    "coverage.birth_missing": "Luật Hộ tịch 60/2014/QH13",
    "coverage.death_missing": "Luật Hộ tịch 60/2014/QH13",
    "sources.card_of_worker": "Luật Bảo hiểm y tế điều 12, 13",
    "sources.two_pensions": "Luật Bảo hiểm xã hội 2024",
    "address.differs": "Luật Cư trú 2020",
}

for _code, _criterion, _severity, _title, _title_en, _doc in _TABLE + LIVING:
    declare(
        _code, _criterion, _severity,
        title=_title, title_en=_title_en, doc=_doc, law=_LAW.get(_code, ""),
    )  # fmt: skip
