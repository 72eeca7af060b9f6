"""`python -m dancu_clean` and the console command."""

from __future__ import annotations

import sys


def start() -> None:
    """Run the command line and end with its exit code."""
    from dancu_clean.cli import main

    sys.exit(main())


if __name__ == "__main__":
    start()
