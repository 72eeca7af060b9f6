"""Broken text of whole tables: what one column cannot decide, the list, row or table does."""

from __future__ import annotations

import pandas as pd

from dancu_clean.normalisers.mending import Mended, mend
from dancu_clean.spec import FieldSpec

FIELDS = {
    "full_name": FieldSpec("full_name", "Họ và tên", "person_name", normaliser="person_name"),
    "sex": FieldSpec("sex", "Giới tính", "sex", normaliser="sex"),
    "ethnic_group": FieldSpec(
        "ethnic_group", "Dân tộc", "code", codes="ethnic_groups", normaliser="code"
    ),
    "religion": FieldSpec("religion", "Tôn giáo", "code", codes="religions", normaliser="code"),
    "nationality": FieldSpec("nationality", "Quốc tịch", "nationality", normaliser="nationality"),
    "hamlet": FieldSpec("hamlet", "Thôn", "hamlet", normaliser="hamlet"),
    "phone": FieldSpec("phone", "Điện thoại", "phone", normaliser="phone"),
}


def table(**columns: list[str | None]) -> Mended:
    return mend(pd.DataFrame(columns, dtype="str"), FIELDS)


def cells(mended: Mended, name: str) -> list[str]:
    return mended.raw[name].fillna("").tolist()


def test_a_sound_table_is_handed_back_itself() -> None:
    raw = pd.DataFrame({"full_name": ["Trần Thị Bé", None], "phone": ["0912345678"] * 2})
    mended = mend(raw.astype("str"), FIELDS)
    assert not mended.repairs and not mended.problems
    pd.testing.assert_frame_equal(mended.raw, raw.astype("str"))


def test_repairs_name_row_field_and_step() -> None:
    mended = table(full_name=["TrÇn ThÞ BÐ", "Lê Văn Tám", "TrÇn ThÞ BÐ", None])
    assert cells(mended, "full_name") == ["Trần Thị Bé", "Lê Văn Tám", "Trần Thị Bé", ""]
    (repairs,) = mended.repairs
    assert repairs.to_dict("list") == {
        "row": [0, 2], "field": ["full_name"] * 2, "steps": ["tcvn3"] * 2,
    }  # fmt: skip


def test_lost_letters_are_reported_with_what_is_written() -> None:
    mended = table(full_name=["Tr?n Th? B?", "Lê Văn Tám"])
    assert cells(mended, "full_name")[0] == "Tr?n Th? B?"
    (problems,) = mended.problems
    assert problems[["row", "rule", "field", "value"]].to_numpy().tolist() == [
        [0, "text.lost", "full_name", "Tr?n Th? B?"]
    ]


def test_a_list_of_values_proves_a_reading() -> None:
    mended = table(ethnic_group=["Tafy", "Nuøng", "Muwowngf", "Nïng", "£-®ª", "Bana", "Max"])
    assert cells(mended, "ethnic_group") == ["Tày", "Nùng", "Mường", "Nùng", "Ê-đê", "Bana", "Max"]
    assert cells(table(religion=["Khoong", "Phật giáo"]), "religion")[0] == "Không"
    assert cells(table(sex=["Nam", "Nöõ", "N÷", "NÆ°Ìƒ"]), "sex")[1:3] == ["Nữ", "Nữ"]


def test_the_row_settles_a_doubtful_cell_where_fonts_are_mixed() -> None:
    mended = table(
        full_name=["Nguyeãn Vaên Ñöùc", "NguyÔn V¨n §øc", "Trần Thị Bưởi", "Đỗ Văn Lưu"],
        hamlet=["Toâ", "Sü", "Hồ", "Lü"],
    )
    assert cells(mended, "hamlet") == ["Tô", "Sỹ", "Hồ", "Lü"]


def test_unknown_columns_stay_and_numbers_are_no_keys() -> None:
    mended = table(
        full_name=["Nguyeenx Vawn Ddwcs"] * 2, phone=["0912345678", "A1"], strange=["Nguyeenx"] * 2
    )
    assert cells(mended, "strange") == ["Nguyeenx"] * 2
    assert cells(mended, "phone") == ["0912345678", "A1"]
    assert cells(mended, "full_name") == ["Nguyễn Văn Đức"] * 2


def test_names_of_foreigners_are_left_alone() -> None:
    names = ["Nguyeenx Vawn Ddwcs", "Traanf Thij Hoa", "Mars Lowf"]
    mended = table(full_name=names, nationality=["ViÖt Nam", None, "Hà Lan"])
    assert cells(mended, "full_name") == ["Nguyễn Văn Đức", "Trần Thị Hoa", "Mars Lowf"]
