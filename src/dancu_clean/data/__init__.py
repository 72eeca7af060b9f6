"""Code lists and word lists that travel with the package, each read once when first asked for."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `<name>.csv` as dictionaries of text; sources are in README.md."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of `<name>.txt` without remarks (#) and blanks."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    found = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in found if line)
