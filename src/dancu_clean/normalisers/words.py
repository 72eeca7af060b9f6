"""Names, places and free text."""

from __future__ import annotations

from collections.abc import Sequence

from dancu_clean.normalisers.base import column_normaliser, normaliser, start
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean, tidy
from dancu_clean.text.name import clean_name, quick_name
from dancu_clean.text.name_parts import is_titled

# Names and hamlets, though programs write "na" and "nan" for nothing.
_REAL_WORDS = frozenset({"Na", "Nan"})
_STATED = frozenset({"không", "không có", "ko", "k"})


@normaliser("person_name")
def person_name(raw: str, spec: FieldSpec) -> Clean:
    """Keep a person's name as written; titles and notes go to the note."""
    return _person(raw, titled=False)


@column_normaliser("person_name")
def person_names(values: Sequence[str], spec: FieldSpec) -> list[Clean]:
    """Clean the distinct names of a column; one full of titles makes a doubtful word a title."""
    titled = is_titled(values)
    return [_person(value, titled=titled) for value in values]


def _person(raw: str, *, titled: bool) -> Clean:
    name = quick_name(raw)
    if name is None:
        _, _, done = start(raw)
        if done and raw.strip() not in _REAL_WORDS:
            return done
        name = clean_name(raw, titled=titled)
    return Clean(name.text, name.steps, "name.of_relative" if name.relative else None, name.note)


@normaliser("text")
def text(raw: str, spec: FieldSpec) -> Clean:
    """Tidy text; a lone mark or figure is kept."""
    value, steps, done = start(raw, strict=True)
    return done or Clean(value, steps)


@normaliser("stated")
def stated(raw: str, spec: FieldSpec) -> Clean:
    """Tidy text of a slip, where "Không" is what somebody wants to be written."""
    value, steps = tidy(raw)
    if value.casefold() in _STATED:
        return Clean(value, steps)
    return text(raw, spec)


@normaliser("hamlet")
@normaliser("admin_unit")
def unit(raw: str, spec: FieldSpec) -> Clean:
    """Tidy name of a hamlet or a higher unit as written; figures are values ("3" = thôn 3)."""
    value, steps, done = start(raw, strict=True)
    if done and raw.strip() not in _REAL_WORDS:
        return done
    value = value or raw.strip()
    bare = value.strip(" .,;")
    return Clean(bare or None, steps + ("punctuation",) * (bare != value))


@normaliser("email")
def email(raw: str, spec: FieldSpec) -> Clean:
    """Tidy address without spaces, in the letters in which it was written."""
    value, steps, done = start(raw)
    if done:
        return done
    bare = value.replace(" ", "").strip(".,;<>")
    return Clean(bare or None, steps + ("separators",) * (bare != value))
