"""Commands that only show, the sample, a dataset made up on the spot, help and languages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from tests.cli.conftest import AS_OF, Cli, Run, World, no_citizen, process, start

README = Path(__file__).parents[2] / "README.md"


def test_inspect_tells_how_a_list_is_read(cli: Cli, world: World) -> None:
    done = cli("inspect", world.lists / "dc01.xlsx")
    assert done.code == 0 and done.err == ""
    assert "dc01.xlsx" in done.out and "Tiêu đề ở dòng 6" in done.out
    assert "(personal_id)" in done.out and no_citizen(done.out)


def test_inspect_as_json(cli: Cli, world: World) -> None:
    tables = json.loads(cli("inspect", world.lists, "--json").out)["tables"]
    assert [table["dataset"] for table in tables] == [
        "dc01", "death_registration", "health_insurance",
    ]  # fmt: skip
    assert no_citizen(json.dumps(tables))


def test_explain_a_record(cli: Cli, first_run: Run) -> None:
    records = pd.read_parquet(first_run.folder / "records.parquet")
    key = records.loc[records["linked"], "record_key"].iloc[0]
    done = cli("explain", first_run.folder, key)
    assert done.code == 0, done.err
    assert "Họ và tên" in done.out
    assert json.loads(cli("explain", first_run.folder, key, "--json").out)


def test_explain_a_finding(cli: Cli, first_run: Run) -> None:
    findings = pd.read_parquet(first_run.folder / "findings.parquet")
    finding = findings[findings["severity"] == "error"].iloc[0]
    done = cli("explain", first_run.folder, finding["finding_id"])
    assert done.code == 0, done.err
    assert finding["rule"] in done.out


def test_explain_an_unknown_key(cli: Cli, first_run: Run) -> None:
    done = cli("explain", first_run.folder, "khong-co-khoa-nay")
    assert done.code == 2 and done.err.startswith("E02: ") and done.out == ""


def test_rules_list_and_one(cli: Cli) -> None:
    listed = cli("rules").out.splitlines()
    assert len(listed) > 100
    assert any(line.startswith("personal_id.sex_digit ") for line in listed)
    one = cli("rules", "personal_id.sex_digit").out
    assert "đúng · lỗi" in one and "Căn cứ: " in one
    assert len(one.splitlines()) == 3
    assert {"code", "criterion", "severity", "title", "law", "doc"} == set(
        json.loads(cli("rules", "personal_id.sex_digit", "--json").out)[0]
    )


def test_schemas_list_and_one(cli: Cli) -> None:
    listed = cli("schemas").out.splitlines()
    assert {"population", "dc01", "vaccination"} <= {line.split()[0] for line in listed}
    one = cli("schemas", "vaccination").out
    assert re.search(r"^  full_name +person_name +bắt buộc", one, re.MULTILINE)
    fields = json.loads(cli("schemas", "vaccination", "--json").out)[0]["fields"]
    assert {"field", "label", "type", "required", "headings", "rules"} == set(fields[0])


def test_sample_is_the_same_for_the_same_seed(cli: Cli, tmp_path: Path) -> None:
    for name in ("a", "b"):
        done = cli("sample", tmp_path / name, "--people", "60", "--seed", "3", "--json", "--quiet")
        assert done.code == 0 and done.err == ""
        paths = json.loads(done.out)
    assert len(paths) == 25 and all(Path(path).is_file() for path in paths)
    for path in (tmp_path / "a" / "truth").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / "truth" / path.name).read_bytes()


def test_a_new_dataset_is_a_file(cli: Cli, tmp_path: Path) -> None:
    """The README's own example, word for word, and a list that nobody has declared before."""
    text = README.read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(dataset: library_readers\n.*?)```", text, re.DOTALL)
    assert example is not None
    folder = tmp_path / "luoc_do"
    folder.mkdir()
    (folder / "library_readers.yaml").write_text(example[1], encoding="utf-8")
    assert "library_readers" in cli("schemas", "--schemas", folder).out
    rows = ["A1,Lê Văn Bốn,1/2/1990,001090001234", "A2,Lê Thị Năm,,001191001235",
            "A1,Lê Văn Sáu,3/4/1990,001090001236"]  # fmt: skip
    source = tmp_path / "ban_doc.csv"
    source.write_text(
        "\n".join(["Mã bạn đọc,Họ và tên,Ngày sinh,Số CCCD", *rows]), encoding="utf-8"
    )
    out = tmp_path / "lan"
    done = cli("check", source, "--schemas", folder, "--as-of", AS_OF, "--out", out,
               "--format", "parquet")  # fmt: skip
    assert done.code == 0, done.err
    records = pd.read_parquet(out / "records.parquet")
    assert set(records["dataset"]) == {"library_readers"}
    assert list(records["reader_no"]) == ["A1", "A2", "A1"]
    findings = pd.read_parquet(out / "findings.parquet")
    missing = findings[(findings["criterion"] == "du") & (findings["field"] == "birth_date")]
    assert list(missing["source_row"]) == [3]


@pytest.mark.parametrize(
    ("arguments", "variables", "said"),
    [
        ([], {}, "Đối chiếu danh sách"),
        (["--lang", "en"], {}, "Check lists"),
        ([], {"DANCU_LANG": "en"}, "Check lists"),
    ],
    ids=["vi", "option", "variable"],
)
def test_help_speaks_the_language(
    arguments: list[str], variables: dict[str, str], said: str
) -> None:
    done = process("run", "--help", *arguments, **variables)
    assert done.code == 0 and said in done.out and done.err == ""


def test_messages_speak_the_language(cli: Cli) -> None:
    done = cli("rules", "personal_id.leters", "--lang", "en")
    assert done.code == 2
    assert "There is no rule" in done.err and "Did you mean" in done.err and "\x1b" not in done.err


def test_a_closed_pipe_is_no_fault() -> None:
    running = start("rules")
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    said = running.stderr.read()
    running.wait(timeout=60)
    assert said == ""
    assert running.returncode == 0
    running.stderr.close()


def test_help_does_not_wait_for_the_tables() -> None:
    """What takes long to import comes with the work, not with the help."""
    program = (
        "import sys\nfrom dancu_clean.cli import main\nmain(['--help'])\n"
        "slow = {'pandas', 'pandera', 'pyarrow', 'numpy', 'yaml', 'rapidfuzz', 'xlsxwriter'}\n"
        "sys.exit(','.join(slow & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    for command in ("run", "check", "inspect", "explain", "rules", "schemas", "sample"):
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE)


def test_version(cli: Cli) -> None:
    from dancu_clean import __version__

    assert cli("--version").out.strip() == f"dancu-clean {__version__}"
