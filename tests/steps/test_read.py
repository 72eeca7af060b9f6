from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from dancu_clean.errors import SourceError, UsageError
from dancu_clean.model import Source
from dancu_clean.reading.paths import display_names
from dancu_clean.spec import Dataset, load_catalog
from dancu_clean.steps.read import ReadOptions, read_sources

Reader = Callable[..., list[Source]]
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD"]
PERSON = [1, "Nguyễn Văn An", "1/2/1980", "Nam", "001080001234"]


@pytest.fixture(scope="module")
def catalog() -> dict[str, Dataset]:
    return load_catalog()


@pytest.fixture
def read(catalog: dict[str, Dataset]) -> Reader:
    def reader(*paths: Path, **options: Any) -> list[Source]:
        sources, errors = read_sources(paths, catalog, ReadOptions(**options))
        assert not errors, [(error.message, error.where) for error in errors]
        return sources

    return reader


@pytest.fixture
def fail(catalog: dict[str, Dataset]) -> Callable[..., SourceError]:
    def reader(*paths: Path, **options: Any) -> SourceError:
        sources, errors = read_sources(paths, catalog, ReadOptions(**options))
        assert not sources
        (error,) = errors
        assert error.message and error.where and error.hint
        return error

    return reader


def write_xlsx(path: Path, rows: Sequence[Sequence[Any]], *merged: str) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(path)
    return path


def write_csv(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def table(source: Source) -> list[dict[str, str]]:
    return [row.dropna().to_dict() for _, row in source.raw.iterrows()]


def fields(source: Source) -> dict[str, str | None]:
    return {column.heading: column.field for column in source.reading.columns}


def test_list_of_a_commune_is_read_like_a_clerk_reads_it(tmp_path: Path, read: Reader) -> None:
    rows: list[list[Any]] = [
        ["UBND XÃ EA KAO", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH HỘ NGHÈO NĂM 2025"],
        [],
        [
            "STT",
            "Mã hộ",
            "Họ và tên",
            "Ngày sinh",
            None,
            "Số\nCCCD",
            "Quan hệ với chủ hộ",
            "Cột lạ",
        ],
        [None, None, None, "Nam", "Nữ"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        ["Thôn 3"],
        [1, "H01", "Nguyễn Văn An", "1/2/1980", None, 38090001234, "Chủ hộ", "x"],
        [2, "H01", "Trần Thị Bé", None, 1985, "066185001234", "Vợ"],
        ["II", "Thôn 4"],
        [3, "H02", "#REF!", None, None, "#REF!"],
        ["Tổng cộng", None, None, None, None, 3],
        [None, None, None, None, None, None, "Ea Kao, ngày 1 tháng 2 năm 2025"],
        [None, None, "Người lập biểu", None, None, None, "CHỦ TỊCH"],
        [],
        [None, None, "Lê Thị Ký", None, None, None, "Trần Văn Duyệt"],
    ]
    merged = ("A2:H2", "D4:E4", "A4:A5", "B4:B5", "C4:C5", "F4:F5", "G4:G5", "H4:H5")
    (source,) = read(write_xlsx(tmp_path / "ds.xlsx", rows, *merged))
    assert source.dataset.name == "poor_households"
    assert source.reading.header_row == 4
    assert source.source_row.tolist() == [8, 9, 11]
    assert source.reading.skipped == {
        "empty": 1, "numbering": 1, "total": 1, "footer": 3, "group": 2,
    }  # fmt: skip
    assert table(source) == [
        {
            "household_no": "H01", "full_name": "Nguyễn Văn An", "personal_id": "38090001234",
            "relationship_to_head": "Chủ hộ", "Cột lạ": "x", "birth_date": "1/2/1980", "sex": "Nam",
            "hamlet": "Thôn 3",
        },
        {
            "household_no": "H01", "full_name": "Trần Thị Bé", "personal_id": "066185001234",
            "relationship_to_head": "Vợ", "birth_date": "1985", "sex": "Nữ", "hamlet": "Thôn 3",
        },
        {
            "household_no": "H02", "full_name": "#REF!", "personal_id": "#REF!",
            "hamlet": "Thôn 4",
        },
    ]  # fmt: skip


def test_raw_keeps_the_contract(tmp_path: Path, read: Reader) -> None:
    (source,) = read(write_csv(tmp_path / "ds.csv", [HEADER, PERSON, ["", "Lê Lợi", "", " ", ""]]))
    assert all(str(kind) == "str" for kind in source.raw.dtypes)
    assert isinstance(source.raw.index, pd.RangeIndex)
    assert source.raw.loc[1].isna().to_dict() == {
        "full_name": False, "birth_date": True, "sex": True, "personal_id": True,
    }  # fmt: skip
    assert source.source_row.tolist() == [2, 3]


def test_source_row_of_csv_counts_records(tmp_path: Path, read: Reader) -> None:
    rows = [["DANH SÁCH"], [], HEADER, ["1", "Nguyễn\nVăn An", "1980", "Nam", ""], [], PERSON]
    (source,) = read(write_csv(tmp_path / "ds.csv", rows))
    assert (source.reading.header_row, source.source_row.tolist()) == (3, [4, 6])


def test_parquet_counts_the_names_as_first_row(tmp_path: Path, read: Reader) -> None:
    frame = pd.DataFrame({"full_name": ["An", "Bé"], "birth_date": ["1980", None]})
    frame.to_parquet(tmp_path / "ds.parquet")
    (source,) = read(tmp_path / "ds.parquet")
    assert source.source_row.tolist() == [2, 3]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (["Họ đệm", "Tên"], ["Nguyễn Văn", "An"], {"full_name": "Nguyễn Văn An"}),
        (["TT", "Tên"], ["1", "Y Thăk"], {"full_name": "Y Thăk"}),
        (["Họ tên", "Ngày", "Tháng", "Năm"], ["A B", "1", "2", "1980"],
         {"full_name": "A B", "birth_date": "1/2/1980"}),
        (["Họ tên", "Ngày sinh", "Năm sinh"], ["A B", "", "1980"],
         {"full_name": "A B", "birth_date": "1980"}),
        (["Họ tên", "Nữ (x)"], ["A B", "x"], {"full_name": "A B", "sex": "Nữ"}),
        (["Họ tên", "Nữ"], ["A B", ""], {"full_name": "A B", "sex": "Nam"}),
        (["Họ tên", "Nam", "Nữ"], ["A B", "", "X"], {"full_name": "A B", "sex": "Nữ"}),
        (["Họ tên", "Nam", "Nữ"], ["A B", "1980", ""],
         {"full_name": "A B", "birth_date": "1980", "sex": "Nam"}),
        (["Họ tên chủ hộ", "CCCD chủ hộ"], ["A B", "001080001234"],
         {"full_name": "A B", "personal_id": "001080001234"}),
        (["Họ tên", "Họ tên chủ hộ"], ["A B", "C D"], {"full_name": "A B", "head_name": "C D"}),
        (["Họ và tên", "Ngày cấp", "Ngày cấp"], ["A B", "1/1/2020", "2/2/2020"],
         {"full_name": "A B", "id_issue_date": "1/1/2020", "Ngày cấp": "2/2/2020"}),
        (["Họ tên", "Số CMND", "Ngày cấp", "Số CCCD", "Ngày cấp"], ["A B", "1", "2", "3", "4"],
         {"full_name": "A B", "old_id": "1", "Ngày cấp": "2", "personal_id": "3",
          "id_issue_date": "4"}),
        (["Họ tên", "Hộ khẩu thường trú", "Địa chỉ"], ["A B", "Thôn 3", "Thôn 4"],
         {"full_name": "A B", "permanent_address": "Thôn 3", "Địa chỉ": "Thôn 4"}),
        (["Họ tên", "Nơi thường trú (sau 01/07/2025)"], ["A B", "Thôn 3"],
         {"full_name": "A B", "permanent_address": "Thôn 3"}),
    ],
    ids=str,
)  # fmt: skip
def test_columns_become_fields(
    tmp_path: Path, read: Reader, header: list[str], row: list[str], expected: dict[str, str]
) -> None:
    other = ["C D" if cell == "A B" else "" for cell in row]
    (source,) = read(write_csv(tmp_path / "ds.csv", [header, row, other]), dataset="person_list")
    assert table(source)[0] == expected


def test_name_over_two_columns_is_joined(tmp_path: Path, read: Reader) -> None:
    rows = [["STT", "Họ và tên", None, "Năm sinh"], [1, "Nguyễn Văn", "An", 1980]]
    (source,) = read(write_xlsx(tmp_path / "a.xlsx", rows, "B1:C1"))
    assert table(source) == [{"full_name": "Nguyễn Văn An", "birth_date": "1980"}]
    rows = [["STT", "Họ và tên", "", "Năm sinh"], ["1", "Nguyễn Văn", "An", "1980"]]
    (source,) = read(write_csv(tmp_path / "b.csv", rows))
    assert table(source) == [{"full_name": "Nguyễn Văn An", "birth_date": "1980"}]


def test_two_persons_in_a_row_are_kept_apart(tmp_path: Path, read: Reader) -> None:
    rows = [
        ["Số", "Ngày ĐK", "Bên nam", None, "Bên nữ", None],
        [None, None, "Họ tên", "Ngày sinh", "Họ tên", "Ngày sinh"],
        ["1", "1/1/2020", "Lê Lợi", "1990", "Trần Bé", "1991"],
    ]
    expected = {
        "registration_no": "1", "registration_date": "1/1/2020", "full_name": "Lê Lợi",
        "birth_date": "1990", "spouse_name": "Trần Bé", "spouse_birth_date": "1991",
    }  # fmt: skip
    for path in (
        write_xlsx(tmp_path / "a.xlsx", rows, "C1:D1", "E1:F1", "A1:A2", "B1:B2"),
        write_csv(tmp_path / "b.csv", rows),
    ):
        (source,) = read(path)
        assert source.dataset.name == "marriage_registration"
        assert table(source) == [expected]


def test_every_sheet_with_a_list_is_a_table(tmp_path: Path, read: Reader) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Bìa"
    book.active["A1"] = "Báo cáo"
    for name in ("Thôn 1", "Thôn 2"):
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(PERSON)
    book["Thôn 2"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = read(tmp_path / "a.xlsx")
    assert [source.reading.sheet for source in (first, second)] == ["Thôn 1", "Thôn 2"]
    assert "Bìa" in " ".join(first.reading.remarks)
    assert "ẩn" in " ".join(second.reading.remarks)


def test_folder_and_pattern(tmp_path: Path, read: Reader) -> None:
    for name in ("b.csv", "a.csv", "~$c.csv", ".d.csv", "readme.md"):
        write_csv(tmp_path / name, [HEADER, PERSON])
    assert [source.reading.file for source in read(tmp_path)] == ["a.csv", "b.csv"]
    assert [source.reading.file for source in read(tmp_path / "b*.csv")] == ["b.csv"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path, read: Reader) -> None:
    paths = []
    for folder in ("thon1/nop", "thon2/nop"):
        (tmp_path / folder).mkdir(parents=True)
        paths.append(write_csv(tmp_path / folder / "ds.csv", [HEADER, PERSON]))
    paths.append(write_csv(tmp_path / "khac.csv", [HEADER, PERSON]))
    shown = display_names(paths)
    assert list(shown.values()) == ["thon1/nop/ds.csv", "thon2/nop/ds.csv", "khac.csv"]
    assert list(shown) == paths


def test_many_columns_of_its_own_hide_no_header(tmp_path: Path, read: Reader) -> None:
    more = [f"attr_{n}" for n in range(60)]
    path = write_csv(tmp_path / "ds.csv", [[*HEADER, *more], [*PERSON, *("x" for _ in more)]])
    (source,) = read(path)
    assert source.reading.rows == 1
    assert {"full_name", "personal_id", "attr_59"} <= set(source.raw.columns)


def test_a_heading_with_an_underscore_is_kept(tmp_path: Path, read: Reader) -> None:
    path = write_csv(tmp_path / "ds.csv", [[*HEADER, "_ma_noi_bo"], [*PERSON, "7"]])
    (source,) = read(path)
    assert list(source.raw["ma_noi_bo (cột F)"]) == ["7"]


def test_heading_map_comes_first(tmp_path: Path, read: Reader) -> None:
    path = write_csv(
        tmp_path / "ds.csv",
        [["Người", "Số CCCD", "Số định danh", "Họ tên"], ["An", "1", "2", "x"]],
    )
    chosen = {"người": "full_name", "Số định danh": "personal_id", "D": "-"}
    (source,) = read(path, heading_map=chosen, dataset="person_list")
    assert table(source) == [{"full_name": "An", "Số CCCD": "1", "personal_id": "2", "Họ tên": "x"}]


def test_heading_map_with_a_wrong_word_is_refused(
    tmp_path: Path, catalog: dict[str, Dataset]
) -> None:
    path = write_csv(tmp_path / "ds.csv", [HEADER, PERSON])
    for chosen, near in (
        ({"Số CCCD": "personal_di"}, "personal_id"),
        ({"Số CCD": "note"}, "Số CCCD"),
    ):
        with pytest.raises(UsageError) as caught:
            read_sources([path], catalog, ReadOptions(heading_map=chosen))
        assert near in caught.value.hint


def test_empty_second_column_gives_way(tmp_path: Path, read: Reader) -> None:
    rows = [["Họ tên", "Số CCCD", "Số định danh"], ["An", "001080001234", ""]]
    (source,) = read(write_csv(tmp_path / "ds.csv", rows))
    assert fields(source)["Số CCCD"] == "personal_id"
    assert fields(source)["Số định danh"] is None


def test_similar_heading_gives_way_with_a_remark(tmp_path: Path, read: Reader) -> None:
    rows = [["Họ và tên", "Họ và tên (tiếng dân tộc)"], ["An", "Ân"]]
    (source,) = read(write_csv(tmp_path / "ds.csv", rows))
    assert fields(source)["Họ và tên (tiếng dân tộc)"] is None
    assert "cột B" in " ".join(source.reading.remarks).replace("Cột", "cột")


def test_decomposed_headings(tmp_path: Path, read: Reader) -> None:
    rows = [[unicodedata.normalize("NFD", text) for text in HEADER], PERSON]
    (source,) = read(write_csv(tmp_path / "ds.csv", rows))
    assert list(source.raw.columns) == ["full_name", "birth_date", "sex", "personal_id"]


def test_list_below_a_thousand_blank_cells(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "ds.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("DS")
        sheet.write_row(9, 3, HEADER)
        sheet.write_row(10, 3, PERSON)
    (source,) = read(path)
    assert (source.reading.header_row, source.source_row.tolist()) == (10, [11])
    assert [column.letter for column in source.reading.columns] == list("DEFGH")


@pytest.mark.parametrize(
    ("rows", "said", "hint"),
    [
        ([HEADER], "chỉ có dòng tiêu đề", "tệp mẫu"),
        ([["a", "b"], ["1", "2"]], "dòng tiêu đề", "--map"),
        ([["Tên họ NV", "Ngày sinh", "Số CCCD"], ["An", "1980", "1"]], "Họ và tên", "Tên họ NV"),
        (
            [["Họ và tên", "Số CCCD", "Số định danh"], ["An", "001080001234", "2"]],
            "“Số CCCD” (cột B) và “Số định danh” (cột C)",
            "--map",
        ),
        ([["Họ và tên", "Họ và tên"], ["An", "Bé"]], "(cột A)", '--map "A=full_name"'),
    ],
    ids=["header only", "no header", "no name", "two columns", "same heading twice"],
)
def test_list_that_cannot_be_read(
    tmp_path: Path, fail: Callable[..., SourceError], rows: list[list[str]], said: str, hint: str
) -> None:
    error = fail(write_csv(tmp_path / "ds.csv", rows))
    assert said in error.message
    assert hint in error.hint
    assert "ds.csv" in error.where
    assert "001080001234" not in error.message + error.hint


def test_missing_file_and_empty_folder(tmp_path: Path, fail: Callable[..., SourceError]) -> None:
    write_csv(tmp_path / "danh_sach.csv", [HEADER])
    assert "danh_sach.csv" in fail(tmp_path / "danh_sahc.csv").hint
    (tmp_path / "rong").mkdir()
    assert "không có danh sách" in fail(tmp_path / "rong").message


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, catalog: dict[str, Dataset]) -> None:
    good = write_csv(tmp_path / "a.csv", [HEADER, PERSON])
    (tmp_path / "b.csv").write_bytes(b"")
    sources, errors = read_sources([good, tmp_path / "b.csv", tmp_path / "c.csv"], catalog)
    assert [source.reading.file for source in sources] == ["a.csv"]
    assert len(errors) == 2


def test_a_cell_merged_over_a_household_holds_for_every_member(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Mã hộ", "Họ và tên", "Ngày sinh", "Số CCCD"])
    page.append(["H01", "Lê Văn Bốn", "1/2/1990", "001090001234"])
    page.append([None, "Lê Thị Năm", "3/4/2012", "001312001234"])
    page.append([None, "Lê Văn Sáu", "5/6/2014", "001214001234"])
    page.merge_cells("A2:A3")
    book.save(tmp_path / "ho.xlsx")
    sources, errors = read_sources([tmp_path / "ho.xlsx"], load_catalog())
    assert not errors
    assert sources[0].raw["household_no"].fillna("").tolist() == ["H01", "H01", ""]


TWO_NUMBERS = ["STT", "Họ và tên", "Số CCCD", "Số CCCD"]
TWICE = [1, "Trần Thị Bé", "001185001234", "001185001235"]


def write_sheets(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def test_two_columns_for_one_field_in_one_sheet_of_several_are_told_as_a_failure(
    tmp_path: Path, catalog: dict[str, Dataset]
) -> None:
    path = write_sheets(tmp_path / "a.xlsx", A=[HEADER, PERSON], B=[TWO_NUMBERS, TWICE])
    sources, errors = read_sources([path], catalog)
    assert [source.reading.sheet for source in sources] == ["A"]
    (error,) = errors
    assert "“B”" in error.where and "C" in error.message and "D" in error.message
    assert any("“B”" in remark for remark in sources[0].reading.remarks)


def test_two_columns_for_one_field_in_a_lower_table_are_told_as_a_failure(
    tmp_path: Path, catalog: dict[str, Dataset]
) -> None:
    rows = [HEADER, PERSON, [], TWO_NUMBERS, TWICE]
    sources, errors = read_sources([write_xlsx(tmp_path / "a.xlsx", rows)], catalog)
    assert [len(source.raw) for source in sources] == [1]
    assert [error.where.endswith("4") for error in errors] == [True]


def test_two_columns_of_one_kind_in_a_sheet_without_people_are_a_remark(
    tmp_path: Path, read: Reader
) -> None:
    codes = [["Tỉnh", "Tỉnh", "Huyện", "Xã"], ["66", "Đắk Lắk", "643", "24133"]]
    (source,) = read(write_sheets(tmp_path / "a.xlsx", A=[HEADER, PERSON], B=codes))
    assert any("“B”" in remark for remark in source.reading.remarks)
