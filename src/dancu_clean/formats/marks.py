"""What calamine does not tell of a workbook: filled by `xlsx_marks` and `xls_marks`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Position = tuple[int, int]


@dataclass
class Marks:
    """Marks of one sheet, positions (row, column) from 0.

    `errors`: text of error cells (#REF!, #N/A); `formats`: number formats that show more or less
    than the value (see `number_format`). `rows` and `columns`: how far the sheet reaches.
    """

    errors: dict[Position, str] = field(default_factory=dict)
    formats: dict[Position, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    rows: int = 0
    columns: int = 26


@dataclass(frozen=True)
class Book:
    """Marks by sheet name, and what holds for the whole workbook."""

    sheets: Mapping[str, Marks] = field(default_factory=dict)
    dates_1904: bool = False
