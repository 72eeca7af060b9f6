"""What is decided is not asked again, and is asked again when a value behind it changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from tests.cli.conftest import AS_OF, Cli
from tests.deciding.conftest import Office, Open, make_office, pick
from tests.report.invented import make_report

from dancu_clean.deciding.closing import Closed, close
from dancu_clean.deciding.store import COLUMNS

SEVERE = ["error", "warning"]


def rerun(cli: Cli, office: Office, lists: Path, name: str) -> Office:
    out = office.run.with_name(name)
    done = cli(
        "run", lists, "--reference", office.reference, "--as-of", AS_OF, "--out", out, "--quiet"
    )
    assert done.code == 0, done.err
    return Office(lists, office.reference, out)


def test_decided_findings_are_closed_on_the_same_and_gone_on_the_corrected_lists(
    tmp_path: Path, cli: Cli, desk: Open
) -> None:
    office = make_office(tmp_path / "office")
    found = office.findings[office.findings["dataset"] == "health_insurance"]
    accepted, kept, waiting = pick(found, 3, field="birth_date")
    clerk = desk(run=office.run)
    signed = ("Giấy khai sinh", "Lê Mẫu", date(2026, 11, 23))
    for key, choice in (
        (accepted, "Chấp nhận đề xuất"), (kept, "Giữ nguyên"), (waiting, "Cần xác minh"),
    ):  # fmt: skip
        clerk.decide(key, choice, None, *signed)
    assert cli("apply", office.run, clerk.save(), "--write").code == 0

    again = rerun(cli, office, office.lists, "tuan-2")
    assert {accepted, kept} & set(again.findings.index) == set()
    assert waiting in again.findings.index
    decided = pd.read_parquet(again.run / "decided.parquet").set_index("finding_id")
    assert decided["decision"].to_dict() == {accepted: "accept", kept: "keep"}
    assert set(decided["who"]) == {"Lê Mẫu"} and set(decided["when"]) == {"2026-11-23"}
    assert json.loads((again.run / "summary.json").read_text("utf-8"))["decided"] == 2
    page = openpyxl.load_workbook(again.run / "bao_cao.xlsx")["Sai lệch"]
    assert {accepted, kept} & {row[0].value for row in page.iter_rows(max_col=1)} == set()

    corrected = office.run.with_name("tuan-1-sau-duyet") / "danh_sach"
    third = rerun(cli, office, corrected, "tuan-3")
    assert accepted not in third.findings.index
    closed = pd.read_parquet(third.run / "decided.parquet")["finding_id"]
    assert kept in set(closed) and accepted not in set(closed)


def finding(**columns: object) -> pd.DataFrame:
    usual: dict[str, object] = {
        "finding_id": "F1", "record_key": "k1", "rule": "sex.differs", "value": "Nam",
        "reference_value": "Nữ", "severity": "error",
    }  # fmt: skip
    return pd.DataFrame([usual | columns]).astype("str")


def decision(**columns: object) -> pd.DataFrame:
    usual: dict[str, object] = dict.fromkeys(COLUMNS) | {
        "finding_id": "F1", "record_key": "k1", "decision": "keep", "stood": "Nam",
        "reference": "Nữ",
    }  # fmt: skip
    return pd.DataFrame([usual | columns]).astype("str")


PEOPLE = pd.DataFrame({"record_key": ["k1"], "personal_id": [None]}).astype("str")


@pytest.mark.parametrize(
    ("now", "made", "closed"),
    [
        ({}, {}, True),
        ({"value": "Nữ"}, {}, False),
        ({"reference_value": "Nam"}, {}, False),
        ({}, {"decision": "verify"}, False),
        ({"finding_id": "F2"}, {}, False),
        ({"value": None}, {"stood": None}, True),
        ({"rule": "person.ambiguous"}, {"finding_id": None, "stood": None}, True),
        ({}, {"finding_id": None, "stood": None}, False),
        ({"rule": "person.ambiguous"}, {"finding_id": None, "stood": "038186001234"}, False),
    ],
    ids=["as it was", "other value", "other reference", "to verify", "other finding", "blank",
         "person chosen", "person chosen, other question", "number changed since"],
)  # fmt: skip
def test_when_a_decision_still_holds(
    now: dict[str, object], made: dict[str, object], closed: bool
) -> None:
    still_open, done = close(finding(**now), PEOPLE, decision(**made))
    assert (len(still_open), len(done.findings)) == ((0, 1) if closed else (1, 0))


def test_a_record_is_done_when_all_its_errors_and_warnings_are_decided() -> None:
    remark = finding(finding_id="F2", severity="info")
    warning = finding(finding_id="F3", severity="warning")
    for others, done in (([remark], {"k1"}), ([remark, warning], set())):
        table = pd.concat([finding(), *others], ignore_index=True)
        still_open, closed = close(table, PEOPLE, decision())
        assert closed.records_done(still_open) == done


def test_review_ends_with_the_last_decision() -> None:
    """Through the whole assembly: the flag of the one record changes, all others stay."""
    before = make_report(40, every=3)
    review = before.records.loc[before.records["needs_review"], "record_key"]
    severe = before.findings.loc[before.findings["severity"].isin(SEVERE), "record_key"]
    done, waiting = review[~review.isin(severe)].iloc[0], review[review.isin(severe)].iloc[0]
    closed = Closed(before.findings.iloc[:0], {done: "accept", waiting: "accept"})
    after = make_report(40, every=3, closed=closed).records
    changed = after["needs_review"] != before.records["needs_review"]
    assert list(after.loc[changed, "record_key"]) == [done]


def test_the_last_decision_counts() -> None:
    both = pd.concat([decision(), decision(decision="verify")], ignore_index=True)
    assert len(close(finding(), PEOPLE, both)[0]) == 1


def test_a_damaged_file_of_decisions_is_said(office: Office, cli: Cli, tmp_path: Path) -> None:
    broken = tmp_path / "decisions.parquet"
    broken.write_bytes(b"PAR1 no")
    done = cli("check", office.lists, "--out", tmp_path / "r", "--decisions", broken)
    assert done.code == 2 and "quyết định" in done.err
