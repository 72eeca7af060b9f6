"""Measure the rules: share of planted faults found, share of sound rows that get an error.

    python benchmarks/faults.py --people 20000 --rows 1200 --seed 1

A fault is found when a finding stands on its row with its criterion and field, or when the row
has the outcome that the fault should lead to.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent))
from linkage import run_line

PLAIN = {"exact", "variant"}


def _alternatives(text: object) -> set[str]:
    return set() if pd.isna(text) else {part for part in str(text).split("|") if part}  # type: ignore[call-overload]


def found(line: dict[str, Any], outcome: object, findings: list[tuple[str, str]]) -> bool:
    """Say whether one planted fault was found; `findings` are (criterion, field) of its row."""
    wanted = _alternatives(line["outcome"]) - PLAIN
    if wanted and outcome in wanted:
        return True
    criteria, fields = _alternatives(line["criterion"]), _alternatives(line["field"])
    return any(
        criterion in criteria and ("*" in fields or field in fields)
        for criterion, field in findings
    )


def score(truth: pd.DataFrame, records: pd.DataFrame, findings: pd.DataFrame) -> dict[str, Any]:
    """Return the shares and the missed kinds of one list."""
    own = findings.dropna(subset=["source_row"]).copy()
    own["source_row"] = own["source_row"].astype("int64")
    by_row: dict[int, list[tuple[str, str]]] = {}
    for row, criterion, name in zip(own["source_row"], own["criterion"], own["field"], strict=True):
        by_row.setdefault(int(row), []).append((str(criterion), str(name)))
    errors = own[own["severity"] == "error"]
    outcome = dict(zip(records["source_row"], records["outcome"], strict=True))
    silent = truth["criterion"].isna() & ~truth["outcome"].fillna("").isin(
        ["not_found", "ambiguous", "duplicate"]
    )
    sound = truth[silent & (truth["kind"] != "partner")]
    faults = truth[~silent & (truth["kind"] != "partner")].to_dict("records")
    hits = [
        found(line, outcome.get(line["source_row"]), by_row.get(line["source_row"], []))
        for line in faults
    ]
    kinds = pd.DataFrame({"kind": [line["kind"] for line in faults], "hit": hits})
    missed = kinds.groupby("kind")["hit"].mean()
    false = sound[sound["source_row"].isin(errors["source_row"])]
    rules = errors[errors["source_row"].isin(false["source_row"])]["rule"].value_counts()
    return {
        "rows": len(truth), "faults": len(faults), "kinds": kinds["kind"].nunique(),
        "found": float(kinds["hit"].mean()) if len(kinds) else 1.0,
        "sound": len(sound), "false_error": len(false) / max(1, len(sound)),
        "false_rules": {str(k): int(v) for k, v in rules.head(8).items()},
        "missed": {str(k): round(float(v), 2) for k, v in missed[missed < 1].items()},
        "wrong_links": _wrong_links(truth, records),
    }  # fmt: skip


def _wrong_links(truth: pd.DataFrame, records: pd.DataFrame) -> int:
    person = truth.merge(records[["source_row", "person_id", "linked"]], on="source_row",
    how="left",
                         suffixes=("", "_got"))  # fmt: skip
    wrong = person["linked"].astype("boolean").fillna(False).astype(bool)
    wrong &= person["person_id"] != person["person_id_got"]
    return int(wrong.sum())


def measure(people: int, rows: int, seed: int, keep: Path | None = None) -> dict[str, Any]:
    """Build all lists, run each by itself (as a clerk's folder would mix them) and score it."""
    from dancu_clean.sample import write_sample

    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = keep or Path(name)
        paths = write_sample(folder, people, seed, rows)
        for source in sorted((folder / "danh_sach").iterdir()):
            out = folder / "runs" / source.stem
            seconds, _ = run_line(source, paths[0], out, "--as", source.stem)
            truth = pd.read_csv(folder / "truth" / f"{source.stem}.csv", dtype="str")
            truth["source_row"] = truth["source_row"].astype("int64")
            records = pq.read_table(out / "records.parquet").to_pandas()
            findings = pq.read_table(out / "findings.parquet").to_pandas()
            findings = findings[findings["dataset"] == source.stem]
            result[source.stem] = score(truth, records, findings) | {"seconds": round(seconds, 1)}
    return result


def main() -> None:
    """Parse the arguments and print one block per list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--rows", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep data and runs in this folder")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = measure(args.people, args.rows, args.seed, args.keep)
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
        return
    for dataset, line in result.items():
        found_share, false_share = f"{line['found']:.3f}", f"{line['false_error']:.4f}"
        print(f"{dataset:24} found {found_share} of {line['faults']} ({line['kinds']} kinds)")
        print(f"    sound rows with an error {false_share} of {line['sound']}, "
              f"wrong links {line['wrong_links']}")  # fmt: skip
        if line["missed"]:
            print("    missed:", ", ".join(f"{k} {v}" for k, v in line["missed"].items()))
        if line["false_rules"]:
            print("    false: ", ", ".join(f"{k} ×{v}" for k, v in line["false_rules"].items()))


if __name__ == "__main__":
    main()
