"""`python -m dancu_clean.sample FOLDER`: write the small sample that travels with the project."""

from __future__ import annotations

import sys
from pathlib import Path

from dancu_clean.sample.write import write_sample

PEOPLE, SEED, ROWS = 600, 2026, 110


def write_small(out: Path) -> list[Path]:
    """Write the sample of `sample_data/`: always the same people and lists."""
    return write_sample(out, PEOPLE, SEED, ROWS)


if __name__ == "__main__":
    write_small(Path(sys.argv[1] if len(sys.argv) > 1 else "sample_data"))
