"""`apply --write`: what is remembered, and the files that follow from it."""

from __future__ import annotations

import json
import stat
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from tests.cli.conftest import Cli, process
from tests.deciding.conftest import Office, Open, make_office, pick

from dancu_clean.deciding.corrected import heading_row
from dancu_clean.formats.open import open_tables
from dancu_clean.report.words import show_value


@pytest.fixture
def own(tmp_path: Path) -> Office:
    """An office of this test alone: `--write` leaves its traces."""
    return make_office(tmp_path / "office")


def cells(path: Path) -> dict[tuple[int, int], str]:
    (grid,) = open_tables(path)
    columns = [column.to_pylist() for column in grid.columns]
    return {
        (row, at): cell for at, column in enumerate(columns) for row, cell in enumerate(column)
        if cell is not None
    }  # fmt: skip


def test_from_the_workbook_to_the_corrected_list(own: Office, desk: Open, cli: Cli) -> None:
    found = own.findings
    (born,) = pick(found[found["dataset"] == "health_insurance"], field="birth_date")
    book = found[found["dataset"] == "death_registration"]
    (dead,) = pick(book[book[["value", "reference_value", "person_id"]].notna().all(axis=1)])
    clerk = desk(run=own.run)
    signed = ("Giấy khai sinh số 12", "Lê Mẫu", date(2026, 11, 23))
    clerk.decide(born, "Chấp nhận đề xuất", None, *signed)
    clerk.decide(dead, "Giữ nguyên", None, *signed)
    before = {path: path.read_bytes() for path in own.run.iterdir()}
    done = process("apply", own.run, clerk.save(), "--write")
    assert done.code == 0, done.err
    assert {path: path.read_bytes() for path in own.run.iterdir()} == before

    kept = pd.read_parquet(own.run.parent / "decisions.parquet").set_index("finding_id")
    assert kept["decision"].to_dict() == {born: "accept", dead: "keep"}
    row = kept.loc[born]
    assert (row["who"], row["when"], row["ground"]) == ("Lê Mẫu", "2026-11-23", signed[0])
    assert row["value"] == found.loc[born, "proposed_value"]
    assert stat.S_IMODE((own.run.parent / "decisions.parquet").stat().st_mode) == 0o600

    out = own.run.with_name("tuan-1-sau-duyet")
    old, new = (
        cells(folder / "health_insurance.xlsx") for folder in (own.lists, out / "danh_sach")
    )
    (changed,) = {at for at in old.keys() | new.keys() if old.get(at) != new.get(at)}
    assert changed[0] == found.loc[born, "source_row"] - 1
    year, month, day = found.loc[born, "proposed_value"].split("-")
    assert new[changed] == f"{day}/{month}/{year}"
    assert not (out / "danh_sach" / "death_registration.csv").exists()
    assert (out / "gui_tu_phap.xlsx").exists() and (out / "gui_bao_hiem_xa_hoi.xlsx").exists()
    proposals = cells(out / "de_nghi_dc02.xlsx")
    assert {"Họ và tên", "Thông tin đã có", "Thông tin mới", "Căn cứ"} <= set(proposals.values())
    theirs = show_value(found.loc[dead, "field"], found.loc[dead, "reference_value"])
    assert theirs in proposals.values() and signed[0] in proposals.values()


def test_a_second_workbook_adds_and_the_same_one_does_not(
    own: Office, desk: Open, cli: Cli
) -> None:
    first, second = pick(own.findings, 2, field="birth_date")
    books = []
    for name, key in (("a.xlsx", first), ("b.xlsx", second)):
        clerk = desk(name, own.run)
        clerk.decide(key, "Chấp nhận đề xuất", None, None, name)
        books.append(clerk.save())
    assert cli("apply", own.run, books[0], "--write").code == 0
    again = json.loads(cli("apply", own.run, *books, "--write", "--json").out)
    assert (again["already"], again["applied"], again["written"]["added"]) == (1, 1, 1)
    kept = pd.read_parquet(own.run.parent / "decisions.parquet")
    assert list(kept["finding_id"]) == [first, second]
    lists = own.run.with_name("tuan-1-sau-duyet") / "danh_sach"
    differing = [
        at
        for path in lists.iterdir()
        for at, text in cells(path).items()
        if cells(own.lists / path.name).get(at) != text
    ]
    assert len(differing) == 2


def test_another_reviewers_earlier_word_is_not_overruled(own: Office, desk: Open, cli: Cli) -> None:
    (key,) = pick(own.findings, field="birth_date")
    for name, choice in (("a.xlsx", "Giữ nguyên"), ("b.xlsx", "Chấp nhận đề xuất")):
        clerk = desk(name, own.run)
        clerk.decide(key, choice, None, None, name)
        shown = json.loads(cli("apply", own.run, clerk.save(), "--write", "--json").out)
    assert (shown["applied"], shown["conflicting"], shown["written"]["added"]) == (0, 1, 0)
    assert "a.xlsx" in shown["not_taken"][0]["why"]


def test_decisions_may_lie_elsewhere(own: Office, desk: Open, cli: Cli, tmp_path: Path) -> None:
    (key,) = pick(own.findings, field="birth_date")
    clerk = desk(run=own.run)
    clerk.decide(key, "Giữ nguyên")
    store = tmp_path / "so" / "quyet_dinh.parquet"
    assert cli("apply", own.run, clerk.save(), "--write", "--decisions", store).code == 0
    assert len(pd.read_parquet(store)) == 1
    assert not (own.run.parent / "decisions.parquet").exists()


def test_a_field_without_column_gets_one_beside_the_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("DANH SÁCH,,\n,,\nSTT,Họ và tên,Ngày sinh\n1,Trần Mẫu,1985\n", "utf-8")
    (grid,) = open_tables(path)
    columns = [
        {"letter": "B", "heading": "DANH SÁCH - Họ và tên", "field": "full_name"},
        {"letter": "C", "heading": "Ngày sinh", "field": "birth_date"},
    ]
    assert heading_row({"header_row": 1, "columns": columns}, grid) == 3
