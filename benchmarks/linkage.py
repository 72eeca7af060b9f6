"""Measure linkage: a whole `dancu-clean run` on damaged lists whose truth is known.

python benchmarks/linkage.py --people 100000 --rows 20000 --profile noid --seed 1
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2026-11-15"
sys.path.insert(0, str(ROOT / "src"))


def run_line(source: Path, reference: Path, out: Path, *extra: str) -> tuple[float, float]:
    """Run `dancu-clean run` as a process; returns seconds and the peak memory in MB."""
    command = [sys.executable, "-m", "dancu_clean", "run", str(source), "--reference",
               str(reference), "--out", str(out), "--as-of", AS_OF, "--quiet", *extra]  # fmt: skip
    paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    with tempfile.TemporaryFile("w+") as talk:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=env, stdout=talk, stderr=talk)
        # wait4 gives the memory of this one child; getrusage the largest of all so far.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        talk.seek(0)
        if process.returncode not in (0, 1):
            raise SystemExit(f"run failed with {process.returncode}:\n{talk.read()[-3000:]}")
    return seconds, usage.ru_maxrss / 1024


def score(records: pd.DataFrame, links: pd.DataFrame, truth: pd.DataFrame) -> dict[str, Any]:
    """Compare links with the truth; both have `source_row`, the truth `person_id` or missing."""
    table = truth.merge(records, on="source_row", how="left", suffixes=("_true", ""))
    known = table["person_id_true"].notna()
    linked = table["linked"].astype("boolean").fillna(False).astype(bool)
    right = linked & known & (table["person_id"] == table["person_id_true"])
    precision = right.sum() / max(1, linked.sum())
    recall = right.sum() / max(1, known.sum())
    review = table["needs_review"].astype("boolean").fillna(False).astype(bool) & ~linked
    return {
        "rows": len(table),
        "read": int(table["record_key"].notna().sum()),
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "precision": precision,
        "recall": recall,
        "review": review.mean(),
        "right_on_top": (known & (table["person_id"] == table["person_id_true"])).sum()
        / known.sum(),
        "among_candidates": _among(links, table, known),
        "wrong_links": int((linked & ~right).sum()),
        "strangers": int((~known).sum()),
        "strangers_accepted": int((linked & ~known).sum()),
    }


def _among(links: pd.DataFrame, table: pd.DataFrame, known: pd.Series) -> float:
    number = next((n for n in ("candidate_id", "person_id") if n in links), None)
    if number is None or "record_key" not in links:
        return float("nan")
    pairs = pd.MultiIndex.from_frame(links[["record_key", number]].astype("str"))
    wanted = pd.MultiIndex.from_frame(
        table.loc[known, ["record_key", "person_id_true"]].astype("str")
    )
    return float(wanted.isin(pairs).mean())


def measure(
    people: int, rows: int, profile: str, seed: int, keep: Path | None = None
) -> dict[str, Any]:
    """Build the data in a temporary folder (or `keep`), run the line once and score it."""
    from dancu_clean.sample import write_sample

    with tempfile.TemporaryDirectory() as name:
        folder = keep or Path(name)
        paths = write_sample(
            folder,
            people,
            seed,
            rows,
            profile=profile,
            reference_format="parquet",  # type: ignore[arg-type]
        )
        out = folder / "run"
        seconds, memory = run_line(folder / "danh_sach" / "person_list.csv", paths[0], out,
                                   "--as", "person_list")  # fmt: skip
        truth = pd.read_csv(paths[2], dtype={"person_id": "str"})[["source_row", "person_id"]]
        records = pq.read_table(out / "records.parquet").to_pandas()
        links = pq.read_table(out / "links.parquet").to_pandas()
    columns = ["source_row", "record_key", "person_id", "linked", "needs_review"]
    result = score(records[columns], links, truth)
    return {"profile": profile, "people": people, "seed": seed, **result,
            "seconds": round(seconds, 1), "memory_mb": round(memory)}  # fmt: skip


def main() -> None:
    """Parse the arguments and print one line per figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--profile", choices=["ids75", "noid"], default="noid")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep data and run in this folder")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = measure(args.people, args.rows, args.profile, args.seed, args.keep)
    if args.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:20} {value:.5f}" if isinstance(value, float) else f"{name:20} {value}")


if __name__ == "__main__":
    main()
