"""Sheets to hand on: `Trùng lặp`, `Thiếu thông tin`, `Biến động`, `Không đọc được`."""

from __future__ import annotations

import pandas as pd

from dancu_clean.report.desk import PLACE, Desk, cells, dates, mapped, whole
from dancu_clean.report.review import OUTCOME_TINTS, SEVERITY_TINTS, field_labels, shown
from dancu_clean.report.sheet import Book, Column, Filled
from dancu_clean.report.words import OUTCOMES, SEVERITIES

# Rules whose finding names the other row of the list, and what such rows have in common.
_REPEATED = {
    "duplicate.person": "Cùng một người",
    "duplicate.linked": "Cùng một người",
    "unique.two_numbers": "Một người có hai số",
    "unique.two_persons": "Một số của hai người",
    "registration.two_persons": "Một số đăng ký của hai người",
    "health_card_no.two_active": "Một người có hai thẻ còn hạn",
    "account.several_beneficiaries": "Một tài khoản của nhiều người",
    "household.member_twice": "Một người trong hai hộ",
}
# What the reference, not the list, lacks: its field stands in the list and needs no filling in.
_NOT_BLANK = ("birth.no_population", "spouse.not_found")
_OTHER_ROW = r"(?:dòng|row) (\d+)"


def write_repeated(book: Book, desk: Desk) -> None:
    """Write `Trùng lặp`: records that stand for one person or share one number, in groups."""
    table = _groups(desk)
    shade = {group: "grey" for group in table["_group"].unique() if group % 2 == 0}
    columns: list[Filled] = [
        (Column("Nhóm", 7, "centre", shade), whole(table["_group"])),
        (Column("Vì sao cùng nhóm", 24), cells(table["_why"])),
        (
            Column("Kết quả", 17, "text", OUTCOME_TINTS),
            mapped(table["outcome"], lambda text: OUTCOMES.get(text, text)),
        ),
        (Column("Tệp", 18), cells(table["source_file"])),
        (Column("Trang tính", 12, folded=desk.one_sheet), cells(table["source_sheet"])),
        (Column("Dòng", 7, "whole"), whole(table["source_row"])),
        (Column("Họ và tên", 22), cells(table["full_name"])),
        (Column("Ngày sinh", 11, "centre"), dates(table["birth_date"])),
        (Column("Giới tính", 6.5, "centre"), cells(table["sex"])),
        (Column("Số định danh", 14.5, "id"), cells(table["personal_id"])),
        (Column("Nơi cư trú", 36), cells(table["address"])),
        (Column("Xã", 14), cells(table["commune"])),
        (Column("Mã bản ghi", 18.5, "id"), cells(table["record_key"])),
    ]
    book.table("Trùng lặp", columns)


def _groups(desk: Desk) -> pd.DataFrame:
    """Return the members of every group of repeated records, `_group` counted from 1."""
    records = desk.records.assign(source_row=desk.records["source_row"].astype("Int64"))
    pairs = _pairs(desk)
    rest = records.loc[records["outcome"] == "duplicate", PLACE].merge(
        pairs[PLACE].drop_duplicates().assign(_done=True), on=PLACE, how="left"
    )
    rest = rest.loc[rest["_done"].isna(), PLACE]
    table = pd.concat([pairs.merge(records, on=PLACE), _same_identity(records, rest)])
    keys = ["dataset", "_why", "_key"]
    table["_group"] = table.groupby(keys, sort=False).ngroup() + 1
    return table.sort_values(["_group", "source_file", "source_row"], kind="stable")


def _pairs(desk: Desk) -> pd.DataFrame:
    """Return the places of rows that findings join, `_why` and a `_key` per group.

    Both rows stand in one file and sheet; a group's key is its first row.
    """
    found = desk.findings
    found = found[found["rule"].isin(list(_REPEATED)) & found["source_row"].notna()]
    other = found["message"].str.extract(_OTHER_ROW, expand=False).astype("Int64")
    row = found["source_row"].astype("Int64")
    ends = found[PLACE].assign(_why=found["rule"].map(_REPEATED), _root=other.fillna(row))
    ends["_root"] = ends["_root"].where(ends["_root"] < row, row)
    heads = ends.assign(source_row=other.fillna(row))
    keys = [*PLACE[:-1], "_why"]
    both = pd.concat([ends, heads]).groupby([*keys, "source_row"], dropna=False, sort=False)
    members = both["_root"].min().reset_index()
    # A root may itself point further up (three rows of one person): follow it to the first.
    above = members.rename(columns={"source_row": "_root", "_root": "_first"})
    members = members.merge(above, on=[*keys, "_root"], how="left")
    first = members["_first"].fillna(members["_root"])
    place = members["source_file"].fillna("") + "|" + members["source_sheet"].fillna("")
    members["_key"] = place + "|" + first.astype("str")
    return members.drop(columns=["_root", "_first"])


def _same_identity(records: pd.DataFrame, marked: pd.DataFrame) -> pd.DataFrame:
    """Return repeats that no finding explains, with the records of the same person."""
    key = records["full_name"].str.casefold() + "|" + records["birth_date"].fillna("")
    linked = records["linked"].fillna(False).astype(bool)
    key = records["person_id"].where(linked).fillna(key)
    alone = records["source_file"].fillna("") + records["source_row"].astype("str")
    named = records.assign(_key=key.fillna(alone), _why="Cùng một người")
    keys = named.merge(marked, on=PLACE)[["dataset", "_key"]].drop_duplicates()
    return named.merge(keys, on=["dataset", "_key"])


def write_missing(book: Book, desk: Desk) -> None:
    """Write `Thiếu thông tin`: a list for home visits, what is missing and room to fill it in."""
    found = _to_do(desk, "du")
    label = pd.Series(field_labels(found, desk.labels), index=found.index, dtype="str")
    own = found["source_row"].notna()
    found = found.assign(_own=own, _named=own & ~found["rule"].isin(_NOT_BLANK))
    found["_what"] = label.where(found["_named"]).fillna(found["message"])
    found["_once"] = found["source_row"].astype("str").where(found["_own"], found["finding_id"])
    keys = ["dataset", "source_file", "source_sheet", "_once"]
    # Findings come worst first: the first of a record has its severity.
    table = found.drop_duplicates(keys).reset_index(drop=True)
    what = found.drop_duplicates([*keys, "_what"]).groupby(keys, sort=False, dropna=False)["_what"]
    table["_what"] = what.agg("; ".join).array
    # A list for home visits: who lives together stands together.
    table = table.sort_values(["commune", "address"], kind="stable", ignore_index=True)
    columns: list[Filled] = [
        (Column("Xã", 14), cells(table["commune"])),
        (Column("Nơi cư trú", 34), cells(table["address"])),
        (Column("Họ và tên", 20), cells(table["full_name"])),
        (Column("Ngày sinh", 10.5, "centre"), dates(table["birth_date"])),
        (Column("Số định danh", 13.5, "id"), cells(table["personal_id"])),
        (Column("Thông tin còn thiếu", 30), cells(table["_what"])),
        (
            Column("Mức độ", 9.5, "centre", SEVERITY_TINTS),
            mapped(table["severity"], lambda text: SEVERITIES.get(text, text)),
        ),
        (Column("Bổ sung (ghi tay)", 24, "input"), [None] * len(table)),
        (Column("Danh sách", 25), mapped(table["dataset"], desk.labels.dataset)),
        (Column("Tệp", 18, folded=desk.one_file), cells(table["source_file"])),
        (Column("Trang tính", 11, folded=desk.one_sheet), cells(table["source_sheet"])),
        (Column("Dòng", 6, "whole"), whole(table["source_row"])),
    ]
    book.table("Thiếu thông tin", columns)


def _to_do(desk: Desk, criterion: str) -> pd.DataFrame:
    """Return the errors and warnings of a criterion; remarks ask nothing of anybody."""
    found = desk.findings
    return found[(found["criterion"] == criterion) & (found["severity"] != "info")]


def write_moves(book: Book, desk: Desk) -> None:
    """Write `Biến động`: deaths, moves, papers out of date, with what the reference says."""
    table = _to_do(desk, "song")
    theirs = shown(table, "reference_value", desk.labels)
    against: list[Filled] = [(Column("Giá trị CSDL dân cư", 24, "input"), theirs)]
    columns: list[Filled] = [
        (Column("Mã sai lệch", 14.5, "id"), cells(table["finding_id"])),
        (Column("Họ và tên", 20), cells(table["full_name"])),
        (Column("Ngày sinh", 10.5, "centre"), dates(table["birth_date"])),
        (Column("Số định danh", 13.5, "id"), cells(table["personal_id"])),
        (Column("Xã", 12), cells(table["commune"])),
        (
            Column("Mức độ", 9.5, "centre", SEVERITY_TINTS),
            mapped(table["severity"], lambda text: SEVERITIES.get(text, text)),
        ),
        (Column("Nội dung", 44), cells(table["message"])),
        (Column("Trường", 14), field_labels(table, desk.labels)),
        (
            Column("Giá trị trong danh sách", 24, "input"),
            shown(table.assign(_v=table["value_raw"].fillna(table["value"])), "_v", desk.labels),
        ),
        *(against if desk.compared else []),
        (Column("Danh sách", 26), mapped(table["dataset"], desk.labels.dataset)),
        (Column("Tệp", 21, folded=desk.one_file), cells(table["source_file"])),
        (Column("Dòng", 6, "whole"), whole(table["source_row"])),
    ]
    book.table("Biến động", columns, frozen=2)


def write_unreadable(book: Book, desk: Desk) -> None:
    """Write `Không đọc được`: records whose identifying cells are lost."""
    table = desk.records[desk.records["outcome"] == "unreadable"]
    why = desk.findings.drop_duplicates(PLACE)[[*PLACE, "message", "value_raw"]]
    table = table.assign(source_row=table["source_row"].astype("Int64")).merge(
        why, on=PLACE, how="left"
    )
    columns: list[Filled] = [
        (Column("Mã bản ghi", 18.5, "id"), cells(table["record_key"])),
        (Column("Danh sách", 24), mapped(table["dataset"], desk.labels.dataset)),
        (Column("Tệp", 22), cells(table["source_file"])),
        (Column("Trang tính", 14, folded=desk.one_sheet), cells(table["source_sheet"])),
        (Column("Dòng", 8, "whole"), whole(table["source_row"])),
        (Column("Họ và tên", 24), cells(table["full_name"])),
        (Column("Số định danh", 15, "id"), cells(table["personal_id"])),
        (Column("Giá trị đọc được", 24, "input"), cells(table["value_raw"])),
        (Column("Nguyên nhân", 40), cells(table["message"])),
    ]
    book.table("Không đọc được", columns)
