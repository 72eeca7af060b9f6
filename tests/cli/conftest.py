"""A small invented world of files, and two ways to give the program a command line.

`process` starts a real process: for what only a process has (exit, streams, signals, hash seed).
`cli` calls the same entry point with the same arguments in this process: for the many short cases.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dancu_clean import lang
from dancu_clean.sample import write_sample

DATASETS = ("dc01", "death_registration", "health_insurance")
AS_OF = "2026-11-22"


@dataclass(frozen=True)
class Done:
    """What a command left: exit code and both streams."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class World:
    """Where the invented files lie."""

    lists: Path
    reference: Path
    truth: Path


Cli = Callable[..., Done]


def start(*arguments: object, **variables: str) -> subprocess.Popen[str]:
    """Start the program as users do."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DANCU_", "NO_COLOR"))}
    return subprocess.Popen(
        [sys.executable, "-m", "dancu_clean", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**kept, "PYTHONIOENCODING": "utf-8", **variables},
        # A suite run in the background ignores Ctrl-C, and so would every process it starts.
        preexec_fn=_hear_interrupts if os.name == "posix" else None,  # noqa: PLW1509  no threads
    )


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def process(*arguments: object, **variables: str) -> Done:
    """Run the program to its end."""
    running = start(*arguments, **variables)
    out, err = running.communicate(timeout=120)
    return Done(running.returncode, out, err)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Iterator[Cli]:
    """Give the entry point a command line, in this process."""
    from dancu_clean.cli import main

    def call(*arguments: object) -> Done:
        capsys.readouterr()
        lang.choose("vi")
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    yield call
    lang.choose("vi")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """About 200 people, three lists of them in two formats."""
    folder = tmp_path_factory.mktemp("world")
    write_sample(folder, 200, 5, rows=40, datasets=DATASETS)
    return World(folder / "danh_sach", folder / "dan_cu.xlsx", folder / "truth")


@dataclass(frozen=True)
class Run:
    """A run folder and what was said while it was made."""

    folder: Path
    done: Done


@pytest.fixture(scope="session")
def first_run(world: World, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The README's first command, as a process."""
    folder = tmp_path_factory.mktemp("runs") / "lan-1"
    done = process(
        "run", world.lists, "--reference", world.reference, "--as-of", AS_OF, "--out", folder,
        "--json", PYTHONHASHSEED="1",
    )  # fmt: skip
    return Run(folder, done)


@pytest.fixture(scope="session")
def second_run(world: World, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The same again: another hash seed, quietly, the date in Vietnamese, failing on errors."""
    folder = tmp_path_factory.mktemp("runs") / "lan-2"
    done = process(
        "run", world.lists, "--reference", world.reference, "--as-of", "22/11/2026",
        "--out", folder, "--quiet", "--fail-on", "error", PYTHONHASHSEED="2",
    )  # fmt: skip
    return Run(folder, done)


def no_citizen(text: str) -> bool:
    """Tell whether text is free of what looks like a paper's number."""
    return re.search(r"\d{9,}", text) is None
