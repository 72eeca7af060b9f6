"""`apply` as a clerk uses it: what is taken, what is not and in which cell the reason stands."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.cli.conftest import Cli, no_citizen, process
from tests.deciding.conftest import Office, Open, make_office, pick


def counts(cli: Cli, run: Path, *books: Path) -> dict[str, Any]:
    done = cli("apply", run, *books, "--json")
    assert done.code == 0, done.err
    answer: dict[str, Any] = json.loads(done.out)
    return answer


def test_preview_of_a_few_decisions(office: Office, desk: Open) -> None:
    born, other, name = pick(office.findings, 2, field="birth_date") + pick(
        office.findings, 1, field="full_name"
    )
    clerk = desk()
    clerk.decide(born, "chap nhan de xuat", None, "Giấy khai sinh", "Lê Mẫu", date(2026, 11, 23))
    clerk.decide(other, "Sửa tay", date(1985, 6, 1), "Giấy khai sinh")
    clerk.decide(name, "Giữ nguyên")
    before = {path: path.read_bytes() for path in office.run.iterdir()}
    done = process("apply", office.run, clerk.save())
    assert done.code == 0, done.err
    assert "2  sẽ sửa" in done.out and "1  giữ nguyên" in done.out
    assert "chưa ghi gì" in done.out and no_citizen(done.out)
    assert {path: path.read_bytes() for path in office.run.iterdir()} == before


def test_rows_that_are_gone_are_undecided(office: Office, desk: Open, cli: Cli) -> None:
    asked = office.findings["severity"].isin(["error", "warning"]).sum()
    (born,) = pick(office.findings, field="birth_date")
    clerk = desk()
    page = clerk.book["Sai lệch"]
    clerk.decide(born, "Giữ nguyên")
    kept = [row for row in range(2, page.max_row + 1) if page.cell(row, 1).value == born]
    page.delete_rows(kept[0] + 1, 5)
    assert counts(cli, office.run, clerk.save())["undecided"] == asked - 1


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (("đồng ý",), "Quyết định"),
        (("Sửa tay",), "Giá trị sửa tay"),
        (("Sửa tay", "31/02/1985"), "Giá trị sửa tay"),
        (("Sửa tay", "chưa có"), "Giá trị sửa tay"),
        ((None, "01/06/1985"), "Quyết định"),
    ],
    ids=["other word", "no value", "no such day", "placeholder", "no decision"],
)
def test_an_invalid_decision_is_named_by_its_cell(
    office: Office, desk: Open, cli: Cli, cells: tuple[object, ...], column: str
) -> None:
    bad, good = pick(office.findings, 2, field="birth_date")
    clerk = desk()
    at = clerk.decide(bad, *cells)
    page = clerk.book["Sai lệch"]
    letter = next(cell.column_letter for cell in page[1] if cell.value == column)
    clerk.decide(good, "Chấp nhận đề xuất")
    shown = counts(cli, office.run, clerk.save())
    (fault,) = shown["not_taken"]
    assert fault["cell"] == letter + at.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert (fault["status"], fault["sheet"], fault["key"]) == ("invalid", "Sai lệch", bad)
    assert (shown["applied"], shown["invalid"]) == (1, 1)


def test_a_proposal_that_is_not_there_cannot_be_accepted(
    office: Office, desk: Open, cli: Cli
) -> None:
    findings = office.findings
    bare = findings[findings["proposed_value"].isna() & (findings["severity"] == "error")]
    bare = bare[~bare["rule"].str.startswith(("duplicate.", "life."))]
    clerk = desk()
    clerk.decide(str(bare.index[0]), "Chấp nhận đề xuất")
    assert counts(cli, office.run, clerk.save())["invalid"] == 1


def test_a_number_that_lost_its_zero_is_read_as_in_the_list(
    office: Office, desk: Open, cli: Cli
) -> None:
    found = office.findings
    found = found[found["proposed_value"].str.match(r"0[1-9]\d{10}").fillna(False)]
    found = found[found["field"] == "personal_id"]
    clerk = desk()
    clerk.decide(str(found.index[0]), "Sửa tay", int(found["proposed_value"].iloc[0]))
    assert counts(cli, office.run, clerk.save())["applied"] == 1


def test_sorted_rows_moved_columns_and_a_title_above_do_no_harm(
    office: Office, desk: Open, cli: Cli
) -> None:
    keys = pick(office.findings, 2, field="birth_date")
    clerk = desk()
    for key in keys:
        clerk.decide(key, "Chấp nhận đề xuất")
    page = clerk.book["Sai lệch"]
    head, *rows = [list(row) for row in page.iter_rows(values_only=True)]
    turned = [head[::-1], *[row[::-1] for row in reversed(rows)]]
    other = clerk.book.create_sheet("Sai lệch (2)")
    for line in [["Công an xã"], [], *turned]:
        other.append(line)
    clerk.book.remove(page)
    shown = counts(cli, office.run, clerk.save())
    assert (shown["applied"], shown["not_taken"]) == (2, [])


def test_exchanged_keys_are_said_and_not_applied(office: Office, desk: Open, cli: Cli) -> None:
    first, second = pick(office.findings, 2, field="birth_date")
    clerk = desk()
    clerk.decide(first, "Chấp nhận đề xuất")
    clerk.decide(second, "Giữ nguyên")
    for row in clerk.book["Sai lệch"].iter_rows(min_row=2, max_col=1):
        swapped = {first: second, second: first}
        row[0].value = swapped.get(row[0].value, row[0].value)
    shown = counts(cli, office.run, clerk.save())
    assert (shown["applied"], shown["kept"], shown["conflicting"]) == (0, 0, 2)


def test_two_reviewers_who_disagree_and_two_who_agree(office: Office, desk: Open, cli: Cli) -> None:
    argued, agreed = pick(office.findings, 2, field="birth_date")
    books = []
    for name, choice in (("a.xlsx", "Chấp nhận đề xuất"), ("b.xlsx", "Giữ nguyên")):
        clerk = desk(name)
        clerk.decide(argued, choice, None, None, name)
        clerk.decide(agreed, "Giữ nguyên")
        books.append(clerk.save())
    shown = counts(cli, office.run, *books)
    assert (shown["applied"], shown["kept"], shown["conflicting"]) == (0, 1, 2)
    assert {fault["workbook"] for fault in shown["not_taken"]} == {"a.xlsx", "b.xlsx"}


def test_a_workbook_of_another_run_is_refused(office: Office, desk: Open, cli: Cli) -> None:
    clerk = desk()
    for prop in clerk.book.custom_doc_props.props:
        prop.value = "0" * 16
    done = cli("apply", office.run, clerk.save())
    assert done.code == 2 and "lần chạy khác" in done.err and done.out == ""


def test_what_is_no_report_and_what_is_no_run(office: Office, cli: Cli, tmp_path: Path) -> None:
    assert cli("apply", office.run, office.lists / "health_insurance.xlsx").code == 2
    assert cli("apply", tmp_path, office.run / "bao_cao.xlsx").code == 2
    assert cli("apply", office.run, tmp_path / "khong_co.xlsx").code == 3


def test_a_value_that_changed_since_is_stale(tmp_path: Path, cli: Cli, desk: Open) -> None:
    office = make_office(tmp_path / "office")
    found = office.findings[office.findings["dataset"] == "health_insurance"]
    changed, same = pick(found, 2, field="birth_date")
    clerk = desk(run=office.run)
    for key in (changed, same):
        clerk.decide(key, "Chấp nhận đề xuất")
    path = office.lists / "health_insurance.xlsx"
    shutil.copy(path, tmp_path / "old.xlsx")
    book = openpyxl.load_workbook(path)
    heading = next(
        cell for row in book.active.iter_rows(max_row=15) for cell in row
        if str(cell.value).casefold().startswith("ngày") and "sinh" in str(cell.value).casefold()
    )  # fmt: skip
    book.active.cell(int(found.loc[changed, "source_row"]), heading.column, "02/03/1971")
    book.save(path)
    shown = counts(cli, office.run, clerk.save())
    assert (shown["applied"], shown["stale"]) == (1, 1)
    assert shown["not_taken"][0]["key"] == changed
