"""The run folder: whole or not at all, private, the same bytes for the same run."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.report.invented import make_report

from dancu_clean.errors import OutputError
from dancu_clean.model import Report
from dancu_clean.report import folder
from dancu_clean.report.folder import write_run
from dancu_clean.report.tables import PLACE, VERDICT

FILES = {"bao_cao.xlsx", "findings.parquet", "links.parquet", "records.parquet", "run.json",
         "summary.json"}  # fmt: skip


def test_all_files_are_there_and_only_the_owner_reads_them(run_dir: Path) -> None:
    assert {path.name for path in run_dir.iterdir()} == FILES
    assert stat.S_IMODE(run_dir.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in run_dir.iterdir()} == {0o600}


def test_equal_runs_give_equal_bytes(run_dir: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    write_run(make_report(120), again, {"xlsx", "parquet"})
    for name in sorted(FILES):
        assert (again / name).read_bytes() == (run_dir / name).read_bytes(), name


def test_records_have_the_contracted_columns_and_types(run_dir: Path, report: Report) -> None:
    schema = pq.read_schema(run_dir / "records.parquet")
    assert tuple(schema.names[:14]) == (*PLACE, *VERDICT)
    assert schema.names[-1] == "Ghi chú thêm"
    assert not [name for name in schema.names if name.startswith("_")]
    assert schema.metadata is None
    kinds = {"source_row": pa.int64(), "linked": pa.bool_(), "needs_review": pa.bool_(),
             "score": pa.float64(), "second_score": pa.float64()}  # fmt: skip
    for name in schema.names:
        assert schema.field(name).type == kinds.get(name, pa.string()), name
    table = pq.read_table(run_dir / "records.parquet").to_pandas()
    assert len(table) == len(report.records) == 240
    assert table["score"].dropna().isin([0.51, 0.999123]).all()
    assert table.loc[table["outcome"] == "not_found", "person_id"].isna().all()


def test_links_say_level_weight_and_who(run_dir: Path) -> None:
    table = pq.read_table(run_dir / "links.parquet").to_pandas()
    assert set(table["rank"]) == {1, 2, 3}
    assert table["full_name_weight"].dtype == float
    assert table[["reference_key", "full_name_level", "reference_full_name"]].notna().all(axis=None)


def test_json_files_are_plain(run_dir: Path) -> None:
    run = json.loads((run_dir / "run.json").read_text(encoding="utf-8"))
    assert run["readings"][0]["columns"][1]["field"] == "full_name"
    assert run["labels"]["fields"]["health_insurance"]["sex"] == "Giới tính"
    assert run["reference"] == {"files": ["dan_cu.xlsx"], "records": 130}
    summary = json.loads((run_dir / "summary.json").read_text(encoding="utf-8"))
    assert sum(summary["outcomes"].values()) == summary["records"] == 240


@pytest.mark.parametrize("kind", ["run", "other", "file"])
def test_what_is_there_is_never_overwritten(kind: str, report: Report, tmp_path: Path) -> None:
    out = tmp_path / "out"
    if kind == "file":
        out.write_text("x")
    else:
        out.mkdir()
        (out / ("run.json" if kind == "run" else "thu.txt")).write_text("{}")
    with pytest.raises(OutputError) as caught:
        write_run(report, out, {"parquet"})
    assert caught.value.exit_code == 4
    assert caught.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_filled(report: Report, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write_run(report, out, {"parquet"})
    assert {path.name for path in out.iterdir()} == FILES - {"bao_cao.xlsx"}


@pytest.mark.parametrize("part", ["write_workbook", "write_table", "_write_json"])
def test_nothing_stays_behind_when_the_disk_refuses(
    part: str, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, part, refuse)
    with pytest.raises(OutputError):
        write_run(report, tmp_path / "runs" / "one", {"xlsx", "parquet"})
    assert not list(tmp_path.iterdir())


def test_a_parent_that_is_a_file_is_an_output_error(report: Report, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    with pytest.raises(OutputError):
        write_run(report, tmp_path / "tep" / "run", {"parquet"})


@pytest.mark.parametrize("kind", ["under a file", "no rights", "no such place"])
def test_a_place_that_cannot_be_written_is_refused_before_the_work(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tep").write_text("x")
    out = tmp_path / "a" / "b" / "run"
    if kind == "under a file":
        out = tmp_path / "tep" / "a" / "run"
    elif kind == "no rights":
        monkeypatch.setattr(folder.os, "access", lambda *_: False)
    else:

        def refuse(*_: object, **__: object) -> str:
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr(folder.tempfile, "mkdtemp", refuse)
    with pytest.raises(OutputError) as caught:
        folder.check_target(out)
    assert "file" not in caught.value.message.lower()
    assert [path.name for path in tmp_path.iterdir()] == ["tep"]


def test_asking_leaves_nothing_behind(tmp_path: Path) -> None:
    folder.check_target(tmp_path / "a" / "b" / "run")
    assert not list(tmp_path.iterdir())
