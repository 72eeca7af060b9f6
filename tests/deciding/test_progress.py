"""Between two runs: every finding has one state, and the counts are those of its states."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
from tests.cli.conftest import AS_OF, Cli
from tests.deciding.conftest import Office, Open, make_office, pick

from dancu_clean.deciding.folder import Run
from dancu_clean.deciding.progress import STATES, measure
from dancu_clean.deciding.store import COLUMNS, read_decisions
from dancu_clean.report.tables import write_table


def table(*ids: str, **columns: object) -> pd.DataFrame:
    usual: dict[str, object] = {
        "dataset": "dc01", "criterion": "dung", "rule": "sex.differs", "commune": "Ea Wer",
        "severity": "error", "value": "Nam", "reference_value": "Nữ",
    }  # fmt: skip
    rows = [{"finding_id": one, **usual, **columns} for one in ids]
    return pd.DataFrame(rows, columns=["finding_id", *usual]).astype("str")


def run(folder: Path, findings: pd.DataFrame, decided: pd.DataFrame | None = None) -> Run:
    folder.mkdir()
    if decided is not None:
        write_table(decided, folder / "decided.parquet")
    records = pd.DataFrame({"dataset": ["dc01"]})
    return Run(folder, {}, records, findings)


def test_every_finding_has_one_state(tmp_path: Path) -> None:
    old = run(tmp_path / "1", table("fixed", "stays", "said"), table("back"))
    new = run(tmp_path / "2", table("stays", "back", "born"), table("said"))
    found = measure(old, new, read_decisions(tmp_path / "none"))
    assert {state: found.ids(state) for state in STATES} == {
        "fixed": ["fixed"], "remaining": ["stays"], "new": ["born"], "reopened": ["back"],
        "decided": ["said"],
    }  # fmt: skip
    assert found.counts() == {"": dict.fromkeys(STATES, 1)}
    assert found.counts("commune") == {"Ea Wer": dict.fromkeys(STATES, 1)}


def test_a_decision_about_another_value_is_reopened(tmp_path: Path) -> None:
    old = run(tmp_path / "1", table("a", "b"))
    new = run(tmp_path / "2", table("a", "b"))
    made = [
        dict.fromkeys(COLUMNS)
        | {"finding_id": key, "decision": "keep", "stood": stood, "reference": "Nữ"}
        for key, stood in (("a", "Nam"), ("b", "Nữ"))
    ]
    found = measure(old, new, pd.DataFrame(made).astype("str"))
    # "a" was decided after the new run: it is open there, and nothing changed behind it.
    assert (found.ids("remaining"), found.ids("reopened")) == (["a"], ["b"])


def test_a_list_that_was_not_looked_at_again_is_not_fixed(tmp_path: Path) -> None:
    old = run(tmp_path / "1", pd.concat([table("a"), table("b", dataset="dc02")]))
    old.records.loc[1, "dataset"] = "dc02"
    found = measure(old, run(tmp_path / "2", table()), read_decisions(tmp_path / "none"))
    assert found.ids("fixed") == ["a"] and found.absent == ("dc02",)


def test_remarks_are_told_by_id_but_not_counted(tmp_path: Path) -> None:
    old = run(tmp_path / "1", table("a", severity="info"))
    found = measure(old, run(tmp_path / "2", table()), read_decisions(tmp_path / "none"))
    assert found.ids("fixed") == ["a"] and found.counts() == {}


def test_a_week_of_work(tmp_path: Path, cli: Cli, desk: Open) -> None:
    """Run, decide, apply, put the corrected list in place, run again, ask what moved."""
    office: Office = make_office(tmp_path / "office")
    found = office.findings[office.findings["dataset"] == "health_insurance"]
    accepted, kept = pick(found, 2, field="birth_date")
    clerk = desk(run=office.run)
    clerk.decide(accepted, "Chấp nhận đề xuất")
    clerk.decide(kept, "Giữ nguyên")
    assert cli("apply", office.run, clerk.save(), "--write").code == 0
    results = office.run.with_name("tuan-1-sau-duyet") / "danh_sach"
    shutil.copy(results / "health_insurance.xlsx", office.lists / "health_insurance.xlsx")
    again = office.run.with_name("tuan-2")
    asked = ("run", office.lists, "--reference", office.reference, "--as-of", AS_OF)
    assert cli(*asked, "--out", again, "--quiet").code == 0

    done = cli("progress", office.run, again, "--json", "--out", tmp_path / "bao_cao")
    assert done.code == 0, done.err
    moved = json.loads(done.out)
    assert accepted in moved["fixed"] and kept in moved["decided"] and moved["new"] == []
    assert moved["counts"]["fixed"] == moved["by"]["dataset"]["health_insurance"]["fixed"]
    book = openpyxl.load_workbook(tmp_path / "bao_cao" / "tien_do.xlsx")
    assert book.sheetnames == ["Theo danh sách", "Theo tiêu chí", "Theo luật", "Theo đơn vị"]
    head = [cell.value for cell in book["Theo danh sách"][1]]
    assert head[1:] == ["Đã xử lý", "Còn lại", "Mới", "Mở lại", "Đã quyết định"]
