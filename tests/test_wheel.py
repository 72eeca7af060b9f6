"""The wheel alone is enough: schemas, code lists and commands work far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dancu_clean import __version__

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build with the environment's own hatchling: no isolation, no network."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    program = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", program, folder], cwd=ROOT, check=True, capture_output=True
    )
    (path,) = folder.glob("*.whl")
    return path


def test_it_carries_what_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    inside = {
        name.removeprefix("dancu_clean/") for name in names if name.startswith("dancu_clean/")
    }
    for path in (ROOT / "schemas").glob("*.yaml"):
        assert f"schemas/{path.name}" in inside
    for path in (ROOT / "src" / "dancu_clean").rglob("*.*"):
        if "__pycache__" not in path.parts:
            assert str(path.relative_to(ROOT / "src" / "dancu_clean").as_posix()) in inside
    assert "data/UNITS.md" in inside
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "sample_data/"))]


def test_it_works_alone(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(place)
    variables = {**os.environ, "PYTHONPATH": str(place), "PYTHONIOENCODING": "utf-8"}
    asked = (
        "import dancu_clean, sys; print(dancu_clean.__file__)\nfrom dancu_clean.cli import main\n"
    )
    program = asked + "sys.exit(main(['schemas']) or main(['rules', 'personal_id.sex_digit']))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        check=False, cwd=tmp_path, env=variables, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert Path(lines[0]).is_relative_to(place)
    assert {line.split()[0] for line in lines[1:] if line} >= {"population", "person_list"}
    assert __version__ in wheel.name
