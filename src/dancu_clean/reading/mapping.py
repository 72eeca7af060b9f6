"""Columns → fields of one dataset: the best reading of each heading, no field taken twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dancu_clean.formats.grid import letter
from dancu_clean.lang import t
from dancu_clean.reading.headings import (
    CERTAIN,
    MAPPED,
    ROW_NUMBER,
    Guess,
    Heading,
    Vocabulary,
    guesses,
    is_row_number,
)
from dancu_clean.reading.roles import split_role
from dancu_clean.text.fold import squash

IGNORED = ("", "-")
_SOFT = frozenset({"note", "id_issue_date", "id_issue_place"})
_IDENTIFYING = frozenset({"personal_id", "old_id", "full_name", "birth_date", "sex"})


@dataclass(frozen=True)
class Conflict:
    """Two or more columns that claim one field with the same right."""

    field: str
    columns: tuple[int, ...]


@dataclass(frozen=True)
class ColumnMap:
    """What every column was taken for (None = unknown or dropped).

    `dropped`: columns that are not to be read by their values either: the user's word, or another
    column of the same heading. `doubts`: fields whose column holds something else by its values.
    """

    taken: tuple[Guess | None, ...]
    conflicts: tuple[Conflict, ...]
    remarks: tuple[str, ...]
    dropped: frozenset[int] = frozenset()
    doubts: tuple[str, ...] = ()

    def fields(self) -> set[str]:
        """Return the fields that a column was found for."""
        return {guess.field for guess in self.taken if guess and guess.field != ROW_NUMBER}

    def column(self, name: str) -> int | None:
        """Return the position of the column taken for a field."""
        for position, guess in enumerate(self.taken):
            if guess and guess.field == name:
                return position
        return None


def map_columns(
    headings: Sequence[Heading],
    words: Vocabulary,
    chosen: Mapping[str, str],
    empty: frozenset[int] = frozenset(),
    *,
    fuzzy: bool = True,
) -> ColumnMap:
    """Give every column its field.

    `chosen` (heading or column letter → field) comes before all reading. A column without a
    single value gives way; a similar heading gives way to a declared one, with a remark; two
    equal claims are a conflict.
    """
    main = _main_role(headings, words)
    options = [_options(i, h, words, main, chosen, fuzzy) for i, h in enumerate(headings)]
    _choose_name_columns(headings, options)
    turn, lost, conflicts = _settle(options, empty, headings, words)
    taken = [row[at] if at < len(row) else None for row, at in zip(options, turn, strict=True)]
    remarks = [
        t(
            f"Cột {letter(column)} “{headings[column].text}” không dùng cho "
            f"“{_label(field, words)}” vì đã có cột khác đúng hơn",
            f"Column {letter(column)} “{headings[column].text}” is not taken for {field}: "
            "another column fits better",
        )
        for column, field in lost.items()
        if taken[column] is None and column not in empty
    ]
    refused = {i for i, h in enumerate(headings) if find_chosen(i, h, chosen) is not None}
    dropped = frozenset(refused | {i for i in lost if taken[i] is None} | empty)
    return ColumnMap(tuple(taken), tuple(conflicts), tuple(remarks), dropped)


def _settle(
    options: list[list[Guess]],
    empty: frozenset[int],
    headings: Sequence[Heading],
    words: Vocabulary,
) -> tuple[list[int], dict[int, str], list[Conflict]]:
    """Return each column's place in its options, the fields columns lost, and the conflicts."""
    turn = [0] * len(options)
    lost: dict[int, str] = {}
    conflicts: list[Conflict] = []
    while True:
        field, rivals = _next_contest(options, turn, {c.field for c in conflicts})
        if not rivals:
            return turn, lost, conflicts
        losers = _give_way(field, rivals, options, turn, empty, headings, words)
        if not losers:
            conflicts.append(Conflict(field, tuple(rivals)))
        for column in losers:
            turn[column] += 1
            lost[column] = field


def _label(field: str, words: Vocabulary) -> str:
    return words.fields[field].label if field in words.fields else field


def _options(
    column: int,
    heading: Heading,
    words: Vocabulary,
    main: str | None,
    chosen: Mapping[str, str],
    fuzzy: bool,
) -> list[Guess]:
    name = find_chosen(column, heading, chosen)
    if name is not None:
        return [] if name in IGNORED else [Guess(name, MAPPED, 1.0, "chosen")]
    if heading.parts and is_row_number(heading.parts[-1]):
        return [Guess(ROW_NUMBER, CERTAIN, 1.0, "exact")]
    found = guesses(heading, words, main, fuzzy=fuzzy)
    return [_of_main(guess, main, words) for guess in found] if main else found


def _of_main(guess: Guess, main: str, words: Vocabulary) -> Guess:
    """Return the list's own field for one of the role that the whole list is about."""
    base = guess.field.removeprefix(f"{main}_")
    name = {"name": "full_name", "id": "personal_id"}.get(base, base)
    own = guess.field != base and name in words.fields
    return replace(guess, field=name, how="by_role") if own else guess


def find_chosen(column: int, heading: Heading, chosen: Mapping[str, str]) -> str | None:
    """Return the field that --map gives this column, by heading or by column letter."""
    if heading.parts:
        keys = {squash(heading.text), squash(" ".join(heading.parts)), squash(heading.parts[-1])}
        for text, name in chosen.items():
            if squash(text) in keys:
                return name
    return next((name for text, name in chosen.items() if text == letter(column)), None)


def _main_role(headings: Sequence[Heading], words: Vocabulary) -> str | None:
    """Return "head" when the only name in the list is that of the head of household."""
    roles = set()
    for heading in headings:
        if {"full_name", "given_name", "head_name"} & {
            guess.field for guess in guesses(heading, words, fuzzy=False)
        }:
            roles.add(split_role(heading.text)[0])
    return "head" if "head" in roles and None not in roles else None


def _choose_name_columns(headings: Sequence[Heading], options: list[list[Guess]]) -> None:
    """Settle "Tên" (whole or given name) and "Họ tên chủ hộ" (the person or the head)."""
    names = [i for i, row in enumerate(options) if any(g.field == "full_name" for g in row)]
    heads = [i for i in names if split_role(headings[i].text)[0] == "head"]
    plain_names = [i for i in names if i not in heads]
    split = any(g.field == "family_middle_name" for row in options for g in row[:1])
    for i, row in enumerate(options):
        fields = {guess.field for guess in row}
        if i in heads and fields >= {"full_name", "head_name"}:
            drop = "full_name" if plain_names else "head_name"
            options[i] = [guess for guess in row if guess.field != drop]
        elif fields >= {"full_name", "given_name"}:
            drop = "full_name" if split else "given_name"
            options[i] = [guess for guess in row if guess.field != drop]
    if split:
        return
    for i, row in enumerate(options):
        if row and row[0].field == "given_name" and not plain_names and not heads:
            options[i] = [replace(row[0], field="full_name"), *row[1:]]
            return


def _next_contest(
    options: list[list[Guess]], turn: list[int], settled: set[str]
) -> tuple[str, list[int]]:
    claims: dict[str, list[int]] = {}
    for column, row in enumerate(options):
        if turn[column] < len(row) and row[turn[column]].field != ROW_NUMBER:
            claims.setdefault(row[turn[column]].field, []).append(column)
    for field, columns in claims.items():
        if len(columns) > 1 and field not in settled:
            return field, columns
    return "", []


def _give_way(
    field: str,
    rivals: list[int],
    options: list[list[Guess]],
    turn: list[int],
    empty: frozenset[int],
    headings: Sequence[Heading],
    words: Vocabulary,
) -> list[int]:
    """Return the columns that lose the field; [] when nobody can be told to."""
    if (bare := [c for c in rivals if c in empty]) and len(bare) < len(rivals):
        return bare
    if len(bare) == len(rivals):
        return rivals[1:]
    tiers = {column: options[column][turn[column]].tier for column in rivals}
    top = max(tiers.values())
    if weaker := [column for column in rivals if tiers[column] < top]:
        return weaker
    others = {row[at].field for row, at in zip(options, turn, strict=True) if at < len(row)}
    for column in reversed(rivals):
        row, at = options[column], turn[column] + 1
        if at < len(row) and row[at].field not in others:
            return [column]
    taken = [row[at].field if at < len(row) else "" for row, at in zip(options, turn, strict=True)]
    return _lower_ranked(field, rivals, taken, headings, words)


def _lower_ranked(
    field: str,
    rivals: list[int],
    taken: Sequence[str],
    headings: Sequence[Heading],
    words: Vocabulary,
) -> list[int]:
    """Keep the heading that is declared first; [] for identifying fields and equal headings.

    Date and place of issue belong to the paper before them: the personal number's win.
    """
    if field in _SOFT:
        number = next((i for i, name in enumerate(taken) if name == "personal_id"), -1)
        return sorted(rivals, key=lambda c: (c < number, c))[1:]
    if field in _IDENTIFYING or field in words.dataset.key or field not in words.fields:
        return []
    spec = words.fields[field]
    order = [squash(text) for text in (spec.label, *spec.headings)]
    keys = {column: squash(headings[column].parts[-1]) for column in rivals}
    if len(set(keys.values())) < len(rivals):
        return []
    ranked = sorted(rivals, key=lambda c: order.index(keys[c]) if keys[c] in order else len(order))
    return ranked[1:]
