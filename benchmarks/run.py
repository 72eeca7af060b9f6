"""Measure everything and rewrite the tables of benchmarks/README.md.

    python benchmarks/run.py [--quick]

`--quick` takes a tenth of the size, to see that the measuring works; it does not write.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import faults

import linkage
import reading

README = Path(__file__).resolve().parent / "README.md"
PACKAGES = ("dancu-clean", "pandas", "numpy", "pyarrow", "rapidfuzz", "xlsxwriter")


def machine() -> str:
    """Return one line on what the figures were measured with."""
    names = []
    for name in PACKAGES:
        try:
            names.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    python = platform.python_version()
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {python}; " + ", ".join(names)


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return a Markdown table."""
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def linkage_table(people: int, rows: int) -> str:
    """Measure both profiles with two seeds each."""
    out = []
    for profile in ("ids75", "noid"):
        for seed in (1, 2):
            r = linkage.measure(people, rows, profile, seed)
            out.append([
                profile, seed, f"{r['f1']:.4f}", f"{r['precision']:.4f}", f"{r['recall']:.4f}",
                f"{r['review']:.3f}", f"{r['among_candidates']:.4f}",
                f"{r['strangers_accepted']} / {r['strangers']}", r["seconds"], r["memory_mb"],
            ])  # fmt: skip
    head = ["profile", "seed", "F1", "precision", "recall", "in review", "right among candidates",
            "strangers accepted", "seconds", "MB"]  # fmt: skip
    return f"{people:,} people, {rows:,} rows, workbook and Parquet written.\n\n" + table(head, out)


def faults_table(people: int, rows: int) -> str:
    """Measure every core dataset with one seed."""
    result = faults.measure(people, rows, 1)
    out = [
        [name, r["rows"], r["faults"], r["kinds"], f"{r['found']:.3f}", r["sound"],
         f"{r['false_error']:.4f}", ", ".join(r["missed"]) or "–"]
        for name, r in result.items()
    ]  # fmt: skip
    head = ["dataset", "rows", "faults", "kinds", "found", "sound rows", "of these with an error",
            "kinds not always found"]  # fmt: skip
    return table(head, out)


def reading_table(rows: int, records: int) -> str:
    """Measure a workbook and a CSV beside pandas."""
    return table(reading.HEAD, reading.measured(rows, records))


def start_table() -> str:
    """Measure how long `--help` and a million invented people take."""
    env = os.environ | {"PYTHONPATH": str(linkage.ROOT / "src")}
    seconds = []
    for _ in range(5):
        begin = time.perf_counter()
        command = [sys.executable, "-m", "dancu_clean", "--help"]
        subprocess.run(command, env=env, capture_output=True, check=True)
        seconds.append(time.perf_counter() - begin)
    return table(
        ["what", "seconds"], [["`dancu-clean --help`", f"{statistics.median(seconds):.2f}"]]
    )


def write(sections: dict[str, str]) -> None:
    """Put each text between its markers in the README."""
    text = README.read_text(encoding="utf-8")
    for name, body in sections.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)"
        text, count = re.subn(pattern, rf"\g<1>{body}\n\g<2>", text, flags=re.S)
        if not count:
            raise SystemExit(f"no marker {name} in {README.name}")
    README.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    size = (10_000, 2_000) if args.quick else (100_000, 20_000)
    sections = {
        "machine": machine(),
        "linkage": linkage_table(*size),
        "faults": faults_table(5_000 if args.quick else 20_000, 600),
        "reading": reading_table(*((10_000, 100_000) if args.quick else (100_000, 1_000_000))),
        "start": start_table(),
    }
    for name, body in sections.items():
        print(f"## {name}\n\n{body}\n")
    if not args.quick:
        write(sections)


if __name__ == "__main__":
    main()
