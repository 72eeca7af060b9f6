"""What the documents promise is there, and nothing of the machine they were written on."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
import typer

from dancu_clean import __version__, errors
from dancu_clean.cli import app
from dancu_clean.commands import failing

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.vi.md")
# Endings of files in which no text of ours can hide.
BINARY = {".xlsx", ".parquet", ".png", ".ods", ".xls", ".xlsb", ".dbf", ".dbt"}
# Assembled here so that this file does not find itself.
TRACES = [re.compile(pattern) for pattern in (
    r"/" + r"work/|/ho" + r"me/\w|/ro" + r"ot/|/tm" + r"p/\w|/Us" + r"ers/\w|[A-Z]:\\Us" + r"ers",
    r"(?<!no-emit-)index" + r"-url|(?<!no-emit-)trusted" + r"-host|--find" + r"-links",
    r"https?://(?:localhost|127\.|10\.|192\.168\.)",
)]  # fmt: skip


@cache
def commands() -> dict[str, set[str]]:
    """Return every command with its options."""
    group = typer.main.get_command(app)
    context = typer.Context(group)
    found = {}
    for name in group.list_commands(context):  # type: ignore[attr-defined]
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        found[name] = {text for parameter in command.params for text in parameter.opts}
    return found


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_named_commands_exist(name: str) -> None:
    told = re.findall(r"dancu-clean ([a-z]+)", text(name))
    assert told
    assert set(told) <= set(commands())


def test_the_readme_names_every_command() -> None:
    assert set(re.findall(r"dancu-clean ([a-z]+)", text("README.md"))) == set(commands())


@pytest.mark.parametrize("name", READMES)
def test_options_stand_with_their_command(name: str) -> None:
    everywhere = set().union(*commands().values())
    for line in re.findall(r"dancu-clean [^\n`·]*", text(name)):
        command = line.split()[1]
        assert set(re.findall(r"--[a-z-]+", line.split("#")[0])) <= commands()[command], line
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text(name))) <= everywhere


def test_exit_codes_are_those_of_the_program() -> None:
    table = re.findall(r"^\| (\d+) \| (.+?) \|$", text("README.md"), re.MULTILINE)
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    raised = {kind.exit_code for kind in kinds if issubclass(kind, errors.DancuError)}
    raised |= {failing.USAGE, failing.STOPPED, failing.FAULT}
    assert [int(code) for code, _ in table] == [0, 1, 2, 3, 4, 5, 70, 130]
    assert raised | {0, 1, 5} == {int(code) for code, _ in table}


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    for name in READMES:
        assert set(re.findall(r"`?make ([a-z]+)`?(?:\s+#|`)", text(name))) <= targets


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text(name))
    assert not [link for link in links if not (ROOT / link).exists()]


def test_the_vietnamese_page_names_the_outcomes_as_the_workbook_does() -> None:
    from dancu_clean.report.words import OUTCOMES

    page = " ".join(text("README.vi.md").split()).casefold()
    assert not [label for label in OUTCOMES.values() if label.casefold() not in page]


def test_the_changelog_knows_this_version() -> None:
    assert re.search(rf"^## {re.escape(__version__)}\b", text("CHANGELOG.md"), re.MULTILINE)


def test_the_licence_is_there() -> None:
    assert "Apache License" in text("LICENSE") and "Version 2.0" in text("LICENSE")
    assert 'license = "Apache-2.0"' in text("pyproject.toml")


def tracked() -> list[Path]:
    """Return what belongs to the project: what git knows or would take, else what lies here."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return [path for name in ("src", "schemas", "tests") for path in (ROOT / name).rglob("*.*")]
    names = done.stdout.decode("utf-8").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_trace_of_a_machine() -> None:
    found = []
    for path in tracked():
        if path.suffix in BINARY or "__pycache__" in path.parts:
            continue
        content = path.read_text(encoding="utf-8", errors="replace")
        for pattern in TRACES:
            found += [(path.name, hit[0]) for hit in [pattern.search(content)] if hit]
    assert not found
