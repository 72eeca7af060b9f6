"""Vietnamese by default, English on request: both texts stand side by side where they are said."""

from __future__ import annotations

import os
from collections.abc import Sequence

LANGUAGES = ("vi", "en")
_chosen = "vi"


def choose(language: str) -> None:
    """Set the language of everything said from now on."""
    global _chosen  # noqa: PLW0603  one process speaks one language
    _chosen = language


def chosen() -> str:
    """Return `vi` or `en`."""
    return _chosen


def detect(arguments: Sequence[str]) -> str:
    """Return the language asked for by `--lang` or DANCU_LANG, before any option is parsed."""
    asked = os.environ.get("DANCU_LANG", "vi")
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGUAGES else "vi"


def t(vi: str, en: str) -> str:
    """Return the text in the chosen language."""
    return en if _chosen == "en" else vi
