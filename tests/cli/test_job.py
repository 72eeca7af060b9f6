"""A reading that is saved and repeated: `inspect --save job.yaml`, then `check job.yaml`."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from tests.cli.conftest import AS_OF, Cli, World, no_citizen, process

HEADER = ["TT", "Họ và tên", "Ngày th. năm sinh", "GT", "Cột1", "Ghi thêm"]
PEOPLE = [
    ["1", "Nguyễn Văn An", "01/02/1980", "Nam", "001080001234", "x"],
    ["2", "Trần Thị Bé", "12/3/1985", "Nữ", "066185004321", None],
    ["3", "Lê Hữu Phước", "1990", "Nam", "038090001235", None],
    ["4", "Phạm Thị Hoa", "05/06/1972", "Nữ", "079172004321", None],
    ["5", "Vũ Minh Đức", "7/7/2001", "Nam", "075201000456", None],
]


def write(path: Path, header: list[str], rows: list[list[str | None]], title: str = "") -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Thôn 3"
    for row in ([title], [None], header, *rows) if title else (header, *rows):
        book.active.append(row)
    book.create_sheet("Ghi chú").append(["Không có danh sách ở đây"])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "ds" / "thon3.xlsx", HEADER, PEOPLE, "DANH SÁCH THÔN 3")
    return tmp_path


def reading(cli: Cli, job: Path) -> dict[str, object]:
    done = cli("inspect", job, "--json")
    assert done.code == 0, done.err
    (table,) = json.loads(done.out)["tables"]
    return table


def test_a_saved_reading_is_repeated_by_a_process(folder: Path) -> None:
    job = folder / "viec" / "job.yaml"
    job.parent.mkdir()
    saved = process("inspect", folder / "ds" / "thon3.xlsx", "--save", job)
    assert saved.code == 0
    assert "job.yaml" in saved.err
    assert "../ds/thon3.xlsx" in job.read_text(encoding="utf-8")
    assert no_citizen(job.read_text(encoding="utf-8"))
    runs = {}
    for name, source in (("first", folder / "ds" / "thon3.xlsx"), ("again", job)):
        done = process("check", source, "--out", folder / name, "--as-of", AS_OF)
        assert done.code == 0, done.err
        runs[name] = (folder / name / "records.parquet").read_bytes()
    assert runs["first"] == runs["again"]
    assert "personal_id" in pd.read_parquet(folder / "again" / "records.parquet").dropna(axis=1)


def test_run_takes_reference_day_place_and_purpose_from_the_job(
    world: World, cli: Cli, tmp_path: Path
) -> None:
    job = tmp_path / "job.yaml"
    job.write_text(
        f"sources: ['{world.lists}']\nreference: '{world.reference}'\nas_of: 2026-11-22\n"
        "out: ket-qua\npurpose: Rà soát tháng 11\n",
        encoding="utf-8",
    )
    done = cli("run", job, "--quiet")
    assert done.code == 0, done.err
    told = json.loads((tmp_path / "ket-qua" / "run.json").read_text(encoding="utf-8"))
    assert (told["as_of"], told["purpose"]) == (AS_OF, "Rà soát tháng 11")
    assert told["references"]


def test_the_command_line_comes_first(folder: Path, cli: Cli) -> None:
    job = folder / "job.yaml"
    job.write_text("sources: [ds]\nas_of: 2020-01-01\nout: a\n", encoding="utf-8")
    assert cli("check", job, "--as-of", AS_OF, "--out", folder / "b", "--quiet").code == 0
    assert not (folder / "a").exists()
    told = json.loads((folder / "b" / "run.json").read_text(encoding="utf-8"))
    assert told["as_of"] == AS_OF


def test_what_changed_since_is_said(folder: Path, cli: Cli) -> None:
    job = folder / "job.yaml"
    assert cli("inspect", folder / "ds" / "thon3.xlsx", "--save", job).code == 0
    header = ["Họ và tên", "TT", "Ngày th. năm sinh", "GT", "Cột mới", "Cột1"]
    rows = [[p[1], p[0], p[2], p[3], "y", p[4]] for p in PEOPLE]
    write(folder / "ds" / "thon3.xlsx", header, rows)
    table = reading(cli, job)
    columns = {c["heading"]: (c["letter"], c["field"], c["how"]) for c in table["columns"]}
    assert columns["Cột1"] == ("F", "personal_id", "saved")
    assert columns["Họ và tên"] == ("A", "full_name", "saved")
    said = " ".join(table["remarks"])
    assert "Tiêu đề nay ở dòng 1, khi lưu cách đọc ở dòng 3" in said
    assert "Cột “Cột1” trước ở E, nay ở F" in said
    assert "Không còn cột F “Ghi thêm”" in said
    assert "Cột E “Cột mới” chưa có khi lưu cách đọc" in said


def test_map_comes_before_the_saved_reading(folder: Path, cli: Cli) -> None:
    job = folder / "job.yaml"
    assert cli("inspect", folder / "ds" / "thon3.xlsx", "--save", job).code == 0
    done = cli("inspect", job, "--json", "--map", "Cột1=-", "--map", "Ghi thêm=note")
    fields = {c["heading"]: c["field"] for c in json.loads(done.out)["tables"][0]["columns"]}
    assert (fields["Cột1"], fields["Ghi thêm"]) == (None, "note")


BAD = {
    "unknown key": ("sources: [ds]\nrefrence: x\n", "dòng 2", "reference"),
    "unknown key of a table": ("sources:\n- {file: ds, sheets: a}\n", "dòng 2", "sheet"),
    "unknown field": (
        "sources:\n- file: ds/thon3.xlsx\n  columns:\n    A: {heading: TT, field: ful_name}\n",
        "dòng 4", "full_name",
    ),
    "unknown dataset": ("sources:\n- {file: ds, dataset: person_lst}\n", "dòng 2", "person_list"),
    "no sources": ("reference: x\n", "dòng 1", "sources"),
    "not yaml": ("sources: [ds\n", "job.yaml", "YAML"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "where", "said"), BAD.values(), ids=BAD)
def test_a_bad_job_file_is_refused_with_its_line(
    folder: Path, cli: Cli, text: str, where: str, said: str
) -> None:
    job = folder / "job.yaml"
    job.write_text(text, encoding="utf-8")
    done = cli("check", job, "--out", folder / "out")
    assert done.code == 2
    assert "E02" in done.err and where in done.err and said in done.err
    assert not (folder / "out").exists()


def test_a_sheet_that_is_gone_fails_its_file(folder: Path, cli: Cli) -> None:
    job = folder / "job.yaml"
    job.write_text("sources:\n- {file: ds/thon3.xlsx, sheet: Thôn 4}\n", encoding="utf-8")
    done = cli("check", job, "--out", folder / "out")
    assert done.code == 3
    assert "Thôn 4" in done.err


def test_a_job_file_stands_alone_and_is_not_overwritten(folder: Path, cli: Cli) -> None:
    job = folder / "job.yaml"
    source = folder / "ds" / "thon3.xlsx"
    assert cli("inspect", source, "--save", job).code == 0
    assert cli("check", job, source, "--out", folder / "out").code == 2
    assert cli("inspect", source, "--save", job).code == 4
    assert cli("inspect", source, "--save", folder / "job.txt").code == 2


def test_run_without_any_reference_is_a_usage_error(folder: Path, cli: Cli) -> None:
    job = folder / "job.yaml"
    job.write_text("sources: [ds]\n", encoding="utf-8")
    done = cli("run", job)
    assert done.code == 2
    assert "--reference" in done.err
