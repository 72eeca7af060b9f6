"""Where an accepted finding goes when it is the population database that is wrong."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from tests.report.invented import SPECS, make_report

from dancu_clean.deciding.decided import decided_in
from dancu_clean.deciding.folder import Run
from dancu_clean.deciding.handing import DC02, write_lists
from dancu_clean.deciding.plan import make_plan
from dancu_clean.deciding.returned import Answer, Returned
from dancu_clean.deciding.store import as_rows
from dancu_clean.formats.open import open_tables


def answer(key: str, choice: str) -> Answer:
    told = ("trích lục khai tử số 4", "Lê Mẫu", "23/11/2026", None)
    return Answer("a.xlsx", "Sai lệch", 2, key, True, choice, None, *told, {}, {})


def test_an_unregistered_death_is_proposed_to_the_population_database(tmp_path: Path) -> None:
    report = make_report(30)
    mine = report.findings["record_key"].notna() & report.findings["value"].notna()
    dead, bare = report.findings.loc[mine, "finding_id"].iloc[:2]
    findings = report.findings.set_index("finding_id", drop=False)
    findings.loc[dead, ["rule", "field"]] = ["life.death_not_updated", "life_status"]
    findings.loc[[dead, bare], "proposed_value"] = None
    run = Run(tmp_path, report.run, report.records, findings.reset_index(drop=True))

    answers = tuple(answer(key, "Chấp nhận đề xuất") for key in (dead, bare))
    book = Returned("a.xlsx", run.id, answers, 1)
    nothing = pd.DataFrame()
    plan = make_plan(run, [book], lambda typed: {}, lambda subject: False, nothing)
    assert [(one.status, one.target) for one in plan.entries] == [
        ("applied", "reference"), ("invalid", "none"),
    ]  # fmt: skip

    decided = decided_in(run, as_rows(plan.of("applied")), lambda subject: False)
    written = {path.name for path in write_lists(run, decided, SPECS, tmp_path)}
    assert DC02 in written
    (grid,) = open_tables(tmp_path / DC02)
    row = dict(zip(grid.head(1)[0], (column[1].as_py() for column in grid.columns), strict=True))
    assert (row["Thông tin đã có"], row["Thông tin mới"]) != (None, None)
    assert row["Thông tin mới"] == "Đã chết"
    assert row["Giấy tờ kèm theo"] == "trích lục khai tử số 4" and row["Mã sai lệch"] == dead
