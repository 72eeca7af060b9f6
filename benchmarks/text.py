"""Distinct values a second that `text.repair` takes per core: sound columns and broken ones.

`python -m benchmarks.text [N]`; names are made of the country's family names and communes.
"""

from __future__ import annotations

import sys
import time

from tests.text.encoders import DAMAGES

from dancu_clean.data import lines, rows
from dancu_clean.text.repair import repair
from dancu_clean.text.syllable import is_syllable


def main(size: int) -> None:
    """Print one line per kind of column."""
    families = [name for name in lines("family_names") if is_syllable(name)]
    given = [name for row in rows("units_new") if is_syllable(name := row["name"].split()[0])]
    count = len(families)
    names = [f"{families[n % count]} Văn {given[n // count % len(given)]}" for n in range(size)]
    columns = {
        "sound names": names,
        "sound addresses": [
            f"Thôn {n % 97}, xã {name}, tỉnh Đắk Lắk" for n, name in enumerate(names)
        ],
        "numbers": [f"{n:012d}" for n in range(size)],
    }
    columns |= {
        name: [damage(text) for text in names[: size // 5]] for name, damage in DAMAGES.items()
    }
    for label, texts in columns.items():
        values = list(dict.fromkeys(texts))
        started = time.process_time()
        found = repair(values)
        rate = len(values) / max(time.process_time() - started, 1e-6)
        print(
            f"{label:20} {len(values):>9,} values {rate:>12,.0f}/s {len(found.cells):>9,} repaired"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
