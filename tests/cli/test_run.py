"""`run`: the folder that it leaves, and what it says."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from tests.cli.conftest import AS_OF, DATASETS, Cli, Run, World, no_citizen

OUTCOMES = {
    "exact", "variant", "year_only", "found_without_id", "ambiguous", "differs", "id_of_other",
    "id_malformed", "not_found", "duplicate", "deceased", "moved", "unreadable",
}  # fmt: skip
FILES = {
    "bao_cao.xlsx", "records.parquet", "findings.parquet", "links.parquet", "summary.json",
    "run.json",
}  # fmt: skip
PLACE = ["dataset", "source_file", "source_sheet", "source_row", "record_key"]
VERDICT = [
    "outcome", "person_id", "linked", "needs_review", "score", "second_person_id", "second_score",
    "province", "commune",
]  # fmt: skip
FINDING = [
    "finding_id", "dataset", "source_file", "source_sheet", "source_row", "record_key",
    "person_id", "criterion", "rule", "severity", "field", "value_raw", "value",
    "reference_value", "proposed_value", "message", "province", "commune",
]  # fmt: skip
SHEETS = {"Bìa", "Tổng hợp", "Theo đơn vị", "Sai lệch", "Cách đọc tệp", "Luật", "Hướng dẫn"}
DECISION = ["Quyết định", "Giá trị sửa tay", "Căn cứ", "Người duyệt", "Ngày duyệt", "Ghi chú"]


@pytest.fixture(scope="module")
def records(first_run: Run) -> pd.DataFrame:
    return pd.read_parquet(first_run.folder / "records.parquet")


@pytest.fixture(scope="module")
def findings(first_run: Run) -> pd.DataFrame:
    return pd.read_parquet(first_run.folder / "findings.parquet")


def test_it_ends_well_and_leaves_the_contracted_files(first_run: Run) -> None:
    assert first_run.done.code == 0, first_run.done.err
    assert {path.name for path in first_run.folder.iterdir()} >= FILES
    assert not [path for path in first_run.folder.parent.iterdir() if path.name.startswith(".")]


def test_json_on_stdout_talk_on_stderr(first_run: Run) -> None:
    said = json.loads(first_run.done.out)
    assert Path(said["run"]) == first_run.folder
    assert said["failures"] == []
    assert {"dung", "du", "sach", "song"} <= set(
        json.dumps(said["summary"]).replace('"', " ").split()
    )
    assert "Đọc danh sách" in first_run.done.err
    assert "\x1b" not in first_run.done.out + first_run.done.err
    assert no_citizen(first_run.done.err)


def test_quiet_repetition_with_a_threshold(second_run: Run) -> None:
    assert second_run.done.code == 1
    assert second_run.done.err == ""
    table, last = second_run.done.out.rstrip().rsplit("\n", 1)
    assert all(f"{dataset}." in table for dataset in DATASETS)
    assert last.endswith(str(second_run.folder / "bao_cao.xlsx"))


def test_the_same_inputs_give_the_same_bytes(first_run: Run, second_run: Run) -> None:
    for name in ("records", "findings", "links"):
        first, second = (r.folder / f"{name}.parquet" for r in (first_run, second_run))
        assert first.read_bytes() == second.read_bytes(), name
    first, second = (
        json.loads((r.folder / "run.json").read_text()) for r in (first_run, second_run)
    )
    assert first["run_id"] == second["run_id"]


def test_every_record_once_under_the_row_excel_shows(records: pd.DataFrame, world: World) -> None:
    for dataset in DATASETS:
        truth = pd.read_csv(world.truth / f"{dataset}.csv", dtype={"person_id": "str"})
        mine = records[records["dataset"] == dataset]
        assert list(mine["source_row"]) == list(truth["source_row"])
    assert len(records) == sum(records["dataset"].isin(DATASETS))
    assert records["record_key"].notna().all()


def test_records_carry_the_contracted_columns(records: pd.DataFrame) -> None:
    assert list(records.columns[: len(PLACE)]) == PLACE
    assert set(VERDICT) <= set(records.columns)
    assert not [name for name in records.columns if name.startswith("_")]
    assert set(records["outcome"]) <= OUTCOMES
    assert records["linked"].dtype == bool and records["needs_review"].dtype == bool
    assert pd.api.types.is_integer_dtype(records["source_row"])
    assert records["score"].dropna().between(0, 1).all()
    assert not (records["linked"] & records["needs_review"]).any()
    assert records.loc[records["linked"], "person_id"].notna().all()
    assert set(records["sex"].dropna()) <= {"Nam", "Nữ"}
    assert records["birth_date"].dropna().str.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?").all()
    assert set(records["birth_date_precision"].dropna()) <= {"day", "month", "year"}


def test_most_clean_rows_find_their_person(records: pd.DataFrame, world: World) -> None:
    truth = pd.concat(
        pd.read_csv(world.truth / f"{name}.csv", dtype="str").assign(dataset=name)
        for name in DATASETS
    )
    truth["source_row"] = truth["source_row"].astype(int)
    both = records.merge(truth, on=["dataset", "source_row"], suffixes=("", "_true"))
    clean = both[both["kind"] == "clean"]
    assert (clean["person_id"] == clean["person_id_true"]).mean() > 0.98


def test_findings_carry_the_contracted_columns(
    findings: pd.DataFrame, records: pd.DataFrame
) -> None:
    assert list(findings.columns) == FINDING
    assert findings["finding_id"].is_unique
    assert set(findings["criterion"]) <= {"dung", "du", "sach", "song", "thong_nhat"}
    assert set(findings["severity"]) <= {"error", "warning", "info"}
    assert set(findings["record_key"].dropna()) <= set(records["record_key"])
    assert findings["message"].str.len().gt(0).all()


def test_links_name_candidates_with_levels_and_weights(first_run: Run) -> None:
    links = pd.read_parquet(first_run.folder / "links.parquet")
    assert {
        "record_key",
        "rank",
        "person_id",
        "score",
        "full_name_level",
        "full_name_weight",
    } <= set(links.columns)
    assert links.groupby(["source_file", "source_row"]).size().max() <= 3


def test_run_json_tells_how_it_came_about(first_run: Run) -> None:
    run = json.loads((first_run.folder / "run.json").read_text(encoding="utf-8"))
    assert run["as_of"] == AS_OF
    assert all(len(digest) == 64 for part in ("inputs", "references", "schemas")
               for digest in run[part].values())  # fmt: skip
    assert {"read", "normalise", "validate", "match", "compare"} <= {
        s["step"] for s in run["steps"]
    }
    assert run["reference"]["repeated_numbers"] == 0
    assert {reading["dataset"] for reading in run["readings"]} == {*DATASETS, "population"}


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_only_the_owner_can_read_it(first_run: Run) -> None:
    assert first_run.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in first_run.folder.iterdir()} == {0o600}


def test_the_workbook_opens_elsewhere_and_asks_for_decisions(first_run: Run) -> None:
    book = openpyxl.load_workbook(first_run.folder / "bao_cao.xlsx")
    assert set(book.sheetnames) >= SHEETS
    header = next(
        [str(cell.value) for cell in row]
        for row in book["Sai lệch"].iter_rows(max_row=10)
        if any(cell.value == "Mã sai lệch" for cell in row)
    )
    assert set(DECISION) <= set(header)
    assert book["Sai lệch"].freeze_panes is not None


def shuffled(path: Path, out: Path) -> None:
    """Write the list with its data rows in another order."""
    if path.suffix == ".csv":
        head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
        random.Random(7).shuffle(rows)
        out.write_text("\n".join([head, *rows]), encoding="utf-8-sig")
        return
    book = openpyxl.load_workbook(path)
    rows = [row for row in book.active.iter_rows(min_row=7) if str(row[0].value or "").isdigit()]
    values = [[cell.value for cell in row] for row in rows]
    random.Random(7).shuffle(values)
    for row, new in zip(rows, values, strict=True):
        for cell, value in zip(row, new, strict=True):
            cell.value = value
    book.save(out)


def test_keys_survive_sorting(
    cli: Cli, world: World, tmp_path: Path, records: pd.DataFrame, findings: pd.DataFrame
) -> None:
    (tmp_path / "danh_sach").mkdir()
    for path in world.lists.iterdir():
        shuffled(path, tmp_path / "danh_sach" / path.name)
    out = tmp_path / "lan"
    done = cli("run", tmp_path / "danh_sach", "--reference", world.reference, "--as-of", AS_OF,
               "--out", out, "--format", "parquet")  # fmt: skip
    assert done.code == 0, done.err
    assert not (out / "bao_cao.xlsx").exists()
    again = pd.read_parquet(out / "records.parquet")
    assert list(again["source_row"]) == list(records["source_row"])
    assert list(again["record_key"]) != list(records["record_key"])
    columns = ["dataset", "record_key", "outcome", "person_id"]
    before, after = (set(map(tuple, f[columns].fillna("").to_numpy())) for f in (records, again))
    assert before == after
    assert set(pd.read_parquet(out / "findings.parquet")["finding_id"]) == set(
        findings["finding_id"]
    )


def test_check_needs_no_reference(cli: Cli, world: World, tmp_path: Path) -> None:
    out = tmp_path / "kiem-tra"
    done = cli("check", world.lists / "dc01.xlsx", "--as-of", AS_OF, "--out", out, "--json",
               "--format", "parquet")  # fmt: skip
    assert done.code == 0, done.err
    assert json.loads(done.out)["failures"] == []
    records = pd.read_parquet(out / "records.parquet")
    assert records["person_id"].isna().all() and not records["linked"].any()
    # Nothing was looked up, so nothing is said of a record but that it repeats or cannot be read.
    assert set(records["outcome"].dropna()) <= {"duplicate", "unreadable"}
    assert len(pd.read_parquet(out / "findings.parquet"))


def test_without_out_runs_are_numbered(
    cli: Cli, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(world.lists / "death_registration.csv", "so_khai_tu.csv")
    for number in ("01", "02"):
        arguments = ("so_khai_tu.csv", "--as-of", AS_OF, "--format", "parquet", "--quiet")
        assert cli("check", *arguments).code == 0
        assert (tmp_path / "ket_qua" / f"{AS_OF}-{number}" / "records.parquet").is_file()


def test_as_and_map_say_what_a_list_is(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "la.csv"
    path.write_text("Họ và tên,Sinh,Giấy tờ gì đó\nLê Văn Bốn,1/2/1990,001090001234\n")
    out = tmp_path / "lan"
    done = cli(
        "check", path, "--as", "health_insurance", "--map", "Giấy tờ gì đó=personal_id",
        "--map", "Sinh=birth_date", "--as-of", AS_OF, "--out", out, "--format", "parquet",
    )  # fmt: skip
    assert done.code == 0, done.err
    record = pd.read_parquet(out / "records.parquet").iloc[0]
    assert (record["dataset"], record["personal_id"]) == ("health_insurance", "001090001234")
    assert record["birth_date"] == "1990-02-01"


def test_sheets_of_one_file_are_told_apart(cli: Cli, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Thôn 1", "Thôn 2"):
        page = book.create_sheet(name)
        page.append(["Họ và tên", "Ngày sinh", "Số CCCD"])
        page.append(["Lê Văn Bốn", "1/2/1990", "001090001234"])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "ds.xlsx")
    done = cli("check", tmp_path / "ds.xlsx", "--as-of", AS_OF, "--out", tmp_path / "lan")
    assert "ds.xlsx, Thôn 1 " in done.out and "ds.xlsx, Thôn 2 " in done.out


def test_formula_like_names_stay_text(cli: Cli, world: World, tmp_path: Path) -> None:
    names = ["=1+1", "=cmd|' /C calc'!A0", "+84 Nam", "-Lê Văn", "@SUM(A1)", "http://a.vn/x"]
    path = tmp_path / "cong_thuc.csv"
    lines = [f'"{name}",0{i + 1}/01/1990,00109000{i}234' for i, name in enumerate(names)]
    path.write_text("\n".join(["Họ và tên,Ngày sinh,Số CCCD", *lines]), encoding="utf-8")
    out = tmp_path / "lan"
    done = cli("run", path, "--reference", world.reference, "--as-of", AS_OF, "--out", out)
    assert done.code == 0, done.err
    assert not any(name in done.err for name in names)
    book = openpyxl.load_workbook(out / "bao_cao.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = {str(cell.value) for cell in cells if cell.data_type == "s"}
    assert any("1+1" in text for text in texts)
    assert not [c.value for c in cells if c.data_type == "f" and "SUM(A1" in str(c.value)]
    assert not [c.value for c in cells if c.data_type == "f" and str(c.value) in names]
    assert not [
        cell.hyperlink for cell in cells if cell.hyperlink and "a.vn" in str(cell.hyperlink)
    ]
