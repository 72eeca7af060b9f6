"""Bad input: a clear message, its exit code, no traceback, no citizen, nothing half written."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from tests.cli.conftest import AS_OF, Cli, World, no_citizen, process, start

NAME, NUMBER = "Nguyễn Thị Bí Mật", "001190001234"
ROW = f"{NAME},01/02/1990,{NUMBER}"
LIST = f"Họ và tên,Ngày sinh,Số CCCD\n{ROW}\n"
REFERENCE = f"Họ và tên,Ngày sinh,Giới tính,Số ĐDCN\n{NAME},01/02/1990,Nữ,{NUMBER}\n"


def file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def no_cells(path: Path) -> Path:
    openpyxl.Workbook().save(path)
    return path


@dataclass(frozen=True)
class Case:
    """One bad input: what is typed (files are made in a folder), the exit code, what is said."""

    name: str
    arguments: Callable[[Path], list[object]]
    code: int
    said: tuple[str, ...]


def bad_list(name: str, make: Callable[[Path], object], *said: str, code: int = 3) -> Case:
    """Return a case whose list is bad and whose reference is good."""
    return Case(
        name, lambda d: ["run", make(d), "--reference", file(d / "goc.csv", REFERENCE)], code, said
    )


def bad_reference(name: str, make: Callable[[Path], object], *said: str) -> Case:
    """Return a case whose list is good and whose reference is bad."""
    return Case(name, lambda d: ["run", file(d / "ds.csv", LIST), "--reference", make(d)], 3,
                ("dữ liệu gốc", *said))  # fmt: skip


def bad_option(name: str, options: list[str], *said: str) -> Case:
    """Return a case that is well but for its options."""
    return Case(
        name,
        lambda d: [
            "run", file(d / "ds.csv", LIST), "--reference", file(d / "goc.csv", REFERENCE), *options
        ],
        2,
        said,
    )  # fmt: skip


CASES = [
    bad_list("missing file", lambda d: d / "khong_co.xlsx", "E03", "khong_co.xlsx"),
    bad_list("folder without lists", lambda d: file(d / "trong" / "anh.png", "x").parent, "trong"),
    bad_list("empty folder", lambda d: (d / "rong").mkdir() or d / "rong", "rong"),
    bad_list("empty csv", lambda d: file(d / "rong.csv", ""), "rong.csv"),
    bad_list("empty xlsx", lambda d: file(d / "rong.xlsx", ""), "rong.xlsx"),
    bad_list("no filled cell", lambda d: no_cells(d / "rong.xlsx"), "rong.xlsx", "không có ô"),
    bad_list("header only", lambda d: file(d / "mau.csv", LIST.splitlines()[0] + "\n"),
             "mau.csv", "chỉ có dòng tiêu đề"),
    bad_list("not an Excel file", lambda d: file(d / "gia.xlsx", "<html>" + LIST), "gia.xlsx"),
    bad_list("no header", lambda d: file(d / "thu.csv", "a,b,c\n1,2,3\n4,5,6\n"), "tiêu đề"),
    bad_list("missing column with a near heading",
             lambda d: file(d / "ds.csv", LIST.replace("Họ và tên", "Họ vaf tenn đầy đủ x")),
             "Thiếu cột bắt buộc", "full_name", "Họ vaf tenn đầy đủ x", "--map"),
    bad_list("two columns for one field",
             lambda d: file(d / "ds.csv", f"Họ và tên,Ngày sinh,Số CCCD,Số CCCD\n{ROW},{NUMBER}\n"),
             "2 cột", "Số CCCD", "cột C", "cột D", "--map"),
    bad_reference("missing reference", lambda d: d / "khong_co.xlsx", "khong_co.xlsx"),
    bad_reference("unreadable reference", lambda d: file(d / "goc.xlsx", "PK gì đó"), "goc.xlsx"),
    bad_reference("unknown reference", lambda d: file(d / "goc.csv", "a,b\n1,2\n"), "goc.csv"),
    bad_option("unknown dataset", ["--as", "health_insurence"], "“health_insurance”", "schemas"),
    bad_option("unknown format", ["--format", "xlxs"], "--format", "“xlsx”"),
    bad_option("unknown threshold", ["--fail-on", "eror"], "--fail-on", "“error”"),
    bad_option("unknown language", ["--lang", "fr"], "--lang fr"),
    bad_option("unknown option", ["--quite"], "--quite", "--quiet"),
    bad_option("impossible day", ["--as-of", "31/02/2026"], "--as-of 31/02/2026", "22/11/2026"),
    bad_option("map without a field", ["--map", "Số CCCD"], "--map", "="),
    bad_option("map to an unknown field", ["--map", "Số CCCD=personal_di"], "personal_id"),
    bad_option("map of an unknown heading", ["--map", "Số CCCDD=personal_id"], "“Số CCCD”"),
    bad_option("no such schemas", ["--schemas", "khong_co"], "khong_co"),
    Case("no reference given", lambda d: ["run", file(d / "ds.csv", LIST)], 2, ("--reference",)),
    Case("no list given", lambda d: ["check"], 2, ("Thiếu SOURCE.",)),
    Case("unknown command", lambda d: ["rnu"], 2, ("Không có lệnh 'rnu'", "Có phải 'run'?")),
    Case("too many arguments", lambda d: ["rules", "a", "b"], 2, ("Thừa tham số (b)",)),
    Case("option without value", lambda d: ["rules", "--lang"], 2, ("Thiếu giá trị của --lang",)),
    Case("unknown rule", lambda d: ["rules", "personal_id.leters"], 2, ("personal_id.letters",)),
    Case("unknown schema", lambda d: ["schemas", "dc1"], 2, ("“dc01”",)),
    Case("not a run", lambda d: ["explain", d, "x"], 2, ("run.json",)),
    Case("nobody in the sample", lambda d: ["sample", d / "x", "--people", "0"], 2, ("--people",)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_bad_input(case: Case, cli: Cli, tmp_path: Path) -> None:
    arguments = case.arguments(tmp_path)
    out = tmp_path / "ket_qua" / "lan"
    if arguments[0] in ("run", "check"):
        arguments += (
            ["--out", out, "--as-of", AS_OF] if "--as-of" not in arguments else ["--out", out]
        )
    done = cli(*arguments)
    assert done.code == case.code, done.err
    assert done.out == ""
    talk = [line for line in done.err.splitlines() if not line.startswith("  · ")]
    assert talk[0].startswith(f"E0{case.code}: ")
    assert all(words in done.err for words in case.said), done.err
    assert "Traceback" not in done.err
    assert NAME not in done.err and no_citizen(done.err)
    assert not out.parent.exists()


def test_a_bad_list_does_not_stop_the_others(cli: Cli, tmp_path: Path) -> None:
    file(tmp_path / "ds" / "tot.csv", LIST)
    file(tmp_path / "ds" / "hong.xlsx", "không phải Excel")
    out = tmp_path / "lan"
    done = cli("check", tmp_path / "ds", "--as-of", AS_OF, "--out", out)
    assert done.code == 5
    cover = openpyxl.load_workbook(out / "bao_cao.xlsx")["Bìa"]
    assert any("hong.xlsx" in str(row[0]) for row in cover.iter_rows(values_only=True))
    assert "hong.xlsx" in done.err and "tot.csv" in done.out
    assert list(pd.read_parquet(out / "records.parquet")["source_file"].unique()) == ["tot.csv"]


def a_run(folder: Path) -> Path:
    file(folder / "run.json", "{}")
    return folder


TARGETS: dict[str, Callable[[Path], Path]] = {
    "a run already": lambda d: a_run(d / "lan"),
    "not empty": lambda d: file(d / "lan" / "anh.png", "x").parent,
    "a file": lambda d: file(d / "lan", "x"),
    "under a file": lambda d: file(d / "tep", "x") / "lan",
    "deep under a file": lambda d: file(d / "tep", "x") / "a" / "b" / "lan",
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_a_bad_place_is_refused_before_the_work(
    target: Callable[[Path], Path], cli: Cli, tmp_path: Path
) -> None:
    out = target(tmp_path / "noi")
    before = sorted(tmp_path.rglob("*"))
    done = cli("check", file(tmp_path / "ds.csv", LIST), "--out", out)
    assert done.code == 4
    assert "E04" in done.err and str(out) in done.err and "--out" in done.err
    assert "Đọc danh sách" not in done.err
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "ds.csv"])


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_locked_place_is_refused_before_the_work(cli: Cli, tmp_path: Path) -> None:
    locked = tmp_path / "khoa"
    locked.mkdir(mode=0o500)
    done = cli("check", file(tmp_path / "ds.csv", LIST), "--out", locked / "lan")
    assert done.code == 4
    assert "Đọc danh sách" not in done.err


def test_a_sample_goes_to_an_empty_folder_only(cli: Cli, tmp_path: Path) -> None:
    file(tmp_path / "mau" / "cua_toi.txt", "x")
    done = cli("sample", tmp_path / "mau")
    assert done.code == 4 and "E04" in done.err


def test_a_disk_that_refuses_leaves_nothing(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dancu_clean.report.folder.write_workbook", full)
    done = cli(
        "check", file(tmp_path / "ds.csv", LIST), "--as-of", AS_OF, "--out", tmp_path / "lan"
    )
    assert done.code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["ds.csv"]


def test_repeated_numbers_of_the_reference_are_reported_and_harmless(
    cli: Cli, world: World, tmp_path: Path
) -> None:
    """Seven persons stand twice, three numbers are given to somebody else as well."""
    people = pd.read_excel(world.reference, dtype="str", engine="calamine")
    held = people[people["Số ĐDCN"].notna() & people["Tình trạng"].eq("Đang thường trú")]
    strangers = people.tail(3).assign(**{"Số ĐDCN": held["Số ĐDCN"].iloc[20:23].array})
    tables = {"sach": people, "lap": pd.concat([people, held.head(7), strangers])}
    seen = {}
    for name, table in tables.items():
        table.to_csv(tmp_path / f"{name}.csv", index=False)
        form = "xlsx,parquet" if name == "lap" else "parquet"
        seen[name] = cli("run", world.lists / "dc01.xlsx", "--reference", tmp_path / f"{name}.csv",
                         "--as-of", AS_OF, "--out", tmp_path / name, "--format", form)  # fmt: skip
        assert seen[name].code == 0, seen[name].err
    assert "10 số định danh" in seen["lap"].err and no_citizen(seen["lap"].err)
    assert "số định danh" not in seen["sach"].err
    run = pd.read_json(tmp_path / "lap" / "run.json", typ="series")
    assert run["reference"]["repeated_numbers"] == 10
    sheet = openpyxl.load_workbook(tmp_path / "lap" / "bao_cao.xlsx")["Cách đọc tệp"]
    assert any("10 số định danh" in str(c.value) for row in sheet.iter_rows() for c in row)
    clean, repeated = (pd.read_parquet(tmp_path / name / "records.parquet") for name in tables)
    assert len(repeated) == len(clean)
    links = pd.read_parquet(tmp_path / "lap" / "links.parquet")
    assert links.groupby("source_row").size().max() <= 3
    shared = set(strangers["Số ĐDCN"])
    plain = ~(clean["person_id"].isin(shared) | clean["personal_id"].isin(shared))
    plain &= ~clean["person_id"].isin(people["Số ĐDCN"].tail(3))
    columns = ["record_key", "outcome", "person_id", "linked"]
    assert clean.loc[plain, columns].equals(repeated.loc[plain, columns])


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")
def test_stopped_by_the_user(world: World, tmp_path: Path) -> None:
    running = start("run", world.lists, "--reference", world.reference, "--out", tmp_path / "lan")
    assert running.stderr is not None
    first = running.stderr.readline()
    running.send_signal(signal.SIGINT)
    _, rest = running.communicate(timeout=60)
    assert "Đọc danh sách" in first
    assert running.returncode == 130
    assert "Đã dừng" in rest and "Traceback" not in rest
    assert not list(tmp_path.iterdir())


def test_a_fault_of_the_program_names_its_place_and_nobody(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError(NAME)

    monkeypatch.setattr("dancu_clean.pipeline.normalise", broken)
    done = cli("check", file(tmp_path / "ds.csv", LIST), "--out", tmp_path / "lan")
    assert done.code == 70
    assert "E70" in done.err and "KeyError" in done.err and "dancu_clean.pipeline" in done.err
    assert NAME not in done.err and "Traceback" not in done.err
    assert not (tmp_path / "lan").exists()


def test_a_real_process_ends_with_the_code(tmp_path: Path) -> None:
    done = process("run", tmp_path / "x.xlsx", "--reference", tmp_path / "y.xlsx", "--lang", "en")
    assert (done.code, done.out) == (3, "")
    assert "E03: " in done.err and "Traceback" not in done.err
