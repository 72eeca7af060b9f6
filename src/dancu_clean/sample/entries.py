"""What all books of civil status share: number, book, date of an entry."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dancu_clean.sample.lists import Context, Person, Row

_LAST = date(2026, 11, 14)


def later(iso: str, days: int) -> str:
    """Return the day `days` after a date, not after the sample's own day."""
    start = date.fromisoformat(iso if len(iso) == 10 else f"{iso}-06-15")
    return min(start + timedelta(days=days), _LAST).isoformat()


def entry(ctx: Context, registered: str) -> Row:
    """Return number, book and date of a new entry."""
    year = registered[:4]
    return {"registration_no": f"{ctx.number()}/{year}", "registration_book": f"01/{year}",
            "registration_date": registered}  # fmt: skip


def same_entry(row: Row, person: Person, ctx: Context) -> Any:
    """Write another person under the same number of the same book."""
    other = ctx.other()
    return dict(row) | {"_person": other["personal_id"],
                        "full_name": other["full_name"], "birth_date": other["birth_date"],
                        "personal_id": other["personal_id"], "sex": other["sex"],
                        "mother_name": other["mother_name"], "father_name": other["father_name"],
                        "father_id": None, "mother_id": None, "father_birth_year": None,
                        "mother_birth_year": None}  # fmt: skip
