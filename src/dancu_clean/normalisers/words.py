"""Names, places and free text."""

from __future__ import annotations

from dancu_clean.normalisers.base import normaliser, start
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean, tidy
from dancu_clean.text.name import clean_name, quick_name
from dancu_clean.text.tone import place_tones

_STATED = frozenset({"không", "không có", "ko", "k"})


@normaliser("person_name")
def person_name(raw: str, spec: FieldSpec) -> Clean:
    """One spelling of a person's name; titles and notes go to the note."""
    name = quick_name(raw)
    if name is None:
        _, _, done = start(raw)
        if done:
            return done
        name = clean_name(raw)
    return Clean(name.text, name.steps, note=name.note)


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
def hamlet(raw: str, spec: FieldSpec) -> Clean:
    """Tidy text with tones in place; figures are values ("3" = thôn 3)."""
    value, steps, done = start(raw, strict=True)
    if done:
        return done
    bare = value.strip(" .,;")
    placed = place_tones(bare)
    steps += ("punctuation",) * (bare != value) + ("tone_place",) * (placed != bare)
    return Clean(placed or None, steps)


@normaliser("admin_unit")
def admin_unit(raw: str, spec: FieldSpec) -> Clean:
    """Tidy name of an administrative unit; shouted names get capitals only in front."""
    found = hamlet(raw, spec)
    if found.value is None or not found.value.isupper() or len(found.value) < 4:
        return found
    lowered = " ".join(word[:1] + word[1:].lower() for word in found.value.split())
    return found._replace(value=lowered, steps=(*found.steps, "case"))


@normaliser("email")
def email(raw: str, spec: FieldSpec) -> Clean:
    """Tidy address in lower case without spaces."""
    value, steps, done = start(raw)
    if done:
        return done
    bare = value.replace(" ", "").strip(".,;<>")
    return Clean(bare.lower() or None, steps + ("separators",) * (bare != value))


@normaliser("household_no")
def household_no(raw: str, spec: FieldSpec) -> Clean:
    """Tidy text in capitals: books and dossiers have free shapes (identifiers §6)."""
    value, steps, done = start(raw)
    if done:
        return done
    bare = value.lstrip("'").removesuffix(".0").strip()
    return Clean(bare.upper() or None, steps + ("separators",) * (bare != value))
