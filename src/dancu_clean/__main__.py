"""`python -m dancu_clean` and the console command."""

from __future__ import annotations

import gc
import sys


def start() -> None:
    """Run the command line and end with its exit code."""
    # A command lives for seconds and holds millions of small texts, none of them in a cycle:
    # looking for cycles among them would take a fifth of its time.
    gc.disable()
    from dancu_clean.cli import main

    sys.exit(main())


if __name__ == "__main__":
    start()
