"""What can break a run: one sentence, one hint, one exit code; never a citizen's value."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class DancuError(Exception):
    """A run that cannot go on.

    `message` is one sentence in the user's language, `where` names file, sheet, row or column
    as Excel shows them, `hint` says what to do.
    """

    exit_code = 70
    code = "E70"

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        """Keep the three parts apart so that text and JSON views can both be made."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint


class UsageError(DancuError):
    """A wrong option, dataset name or combination of arguments."""

    exit_code = 2
    code = "E02"


class SpecError(UsageError):
    """A schema that cannot be used: unknown key, unknown name, wrong kind of value."""


class SourceError(DancuError):
    """An input that cannot be read as a list of people."""

    exit_code = 3
    code = "E03"


class OutputError(DancuError):
    """A place where the result cannot be written."""

    exit_code = 4
    code = "E04"


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the valid word that looks most like `word`, or an empty text."""
    found = difflib.get_close_matches(word, list(words), n=1, cutoff=0.5)
    return found[0] if found else ""
