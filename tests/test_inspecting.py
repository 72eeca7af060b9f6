from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from dancu_clean.inspecting import describe, mask, render
from dancu_clean.model import Source
from dancu_clean.pipeline import Job, look
from dancu_clean.spec import FieldSpec, load_catalog
from dancu_clean.steps.read import read_sources

TEXT = """DANH SÁCH CÁN BỘ
STT,Họ đệm,Tên,Năm sinh,CCCD,Cột lạ
1,Nguyễn Văn,An,1980,001080001234,Lê Bí Mật
2,Trần Thị,Bé,1985,066185001234,
Tổng cộng: 2 người
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    path = tmp_path_factory.mktemp("inspect") / "can_bo.csv"
    path.write_text(TEXT, encoding="utf-8")
    sources, errors = read_sources([path], load_catalog())
    assert not errors
    return sources[0]


def test_description_is_json_without_citizens(source: Source) -> None:
    description = describe(source)
    text = json.dumps(description, ensure_ascii=False)
    assert description["dataset"] == "person_list"
    assert (description["header_row"], description["first_row"], description["last_row"]) == (
        2,
        3,
        4,
    )
    assert description["unknown_columns"] == ["Cột lạ"]
    assert description["preview"][0]["values"]["birth_date"] == "1980"
    assert not any(secret in text for secret in ("Nguyễn", "Trần", "080001", "185001", "Mật"))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", ["can_bo.csv: tôi hiểu đây là", "Tiêu đề ở dòng 2; 2 dòng dữ liệu", "1 dòng cộng",
                "ghép vào “Họ và tên”", "chưa rõ là gì"]),
        ("en", ["can_bo.csv: I take this for", "The header is row 2; 2 data rows", "1 totals",
                "goes into “full_name”", "not known"]),
    ],
    ids=["vi", "en"],
)  # fmt: skip
def test_rendering_says_what_was_done(source: Source, lang: str, said: list[str]) -> None:
    text = render(describe(source), lang)
    assert all(part in text for part in said)
    assert "Nguyễn" not in text


def test_what_a_run_would_repair_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    rows = "".join(f"Lê Văn Tám,1/6/1985,Nam,380850012{n}\n" for n in range(30, 36))
    path.write_text(f"Họ và tên,Ngày sinh,Giới tính,Cột1\n{rows}", encoding="utf-8")
    job = Job((path,), (), date(2026, 11, 22), load_catalog())
    ((source, records),), _ = look(job, 5)
    description = describe(source, records)
    assert description["seen"] == 5
    repaired = {(one["field"], one["step"]): one["cells"] for one in description["repairs"]}
    assert repaired[("personal_id", "zeros_restored")] == 5
    first = description["preview"][0]
    assert first["clean"]["birth_date"] == "1985-06-01"
    text = render(description)
    assert "Khi chạy tôi sẽ sửa (xem 5 dòng đầu):" in text
    assert "khôi phục số 0 ở đầu (5 ô)" in text
    assert "Ngày sinh: 1/6/1985 → 1985-06-01" in text
    assert "theo giá trị trong cột, cần xem lại" in text
    assert "38085001" not in text


def test_mask() -> None:
    name = FieldSpec("full_name", "Họ và tên", "person_name", mask="name")
    number = FieldSpec("personal_id", "Số định danh cá nhân", "personal_id", mask="number")
    place = FieldSpec("permanent_address", "Nơi thường trú", "address", mask="address")
    assert mask("Nguyễn Thị Bé", name) == "N••••• T•• B•"
    assert mask(unicodedata.normalize("NFD", "Nguyễn Thị Bé"), name) == "N••••• T•• B•"
    assert mask("001080001234", number) == "••••••••••34"
    assert mask("Số 12 thôn 3, ĐT 0905123456", place) == "Số 12 thôn 3, ĐT ••••••••56"
    assert mask("Bí mật 123456", None) == "B• m•• ••••56"
