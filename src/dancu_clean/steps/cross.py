"""Step 5b: the lists of one run against each other: two sources about one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from dancu_clean.columns import map_distinct
from dancu_clean.comparing import life
from dancu_clean.comparing.coverage import coverage
from dancu_clean.comparing.pairs import Flags, column, flags
from dancu_clean.comparing.sources import People, Table, gather, split
from dancu_clean.findings import concat
from dancu_clean.levels import dates, names
from dancu_clean.model import Matches, Records, Verdict
from dancu_clean.text.fold import fold

# A slip about a person (correction, death notice) does not claim that the person lives.
_SLIPS = ("dc02",)
_NAMES_ALIKE = (
    names.MISSING, names.EQUAL, names.VARIANT, names.NO_MARKS, names.ORDER, names.INITIALS,
)  # fmt: skip
_DATES_ALIKE = (
    dates.MISSING, dates.EQUAL, dates.MONTH, dates.YEAR_ONLY_LEFT, dates.YEAR_ONLY_RIGHT,
)  # fmt: skip
_COMPARED = ("full_name", "birth_date", "sex", "ethnic_group", "blood_type")
_WORKERS = ("DN", "HX", "CH", "NN", "TK", "HC", "XK")
_POOR, _NEAR_POOR = "HN", "CN"
_GROUP_OF = {"poor": _POOR, "near_poor": _NEAR_POOR}
# Groups that a member of a poor household holds only by mistake: the card costs money.
_LOWER_GROUPS = ("GD", "HS", "SV", "GB")
# A commune's list counts as complete when it names this part of the holders of such cards.
_COVERED = 0.6
_SINGLE = "Chưa kết hôn"


def cross(
    tables: Sequence[tuple[Records, Matches | None, Verdict]],
    reference: Records | None,
    as_of: date,
) -> list[pd.DataFrame]:
    """Return partial findings per table, in the order of `tables`.

    People are the same when both records are linked to one person of the reference, or have one
    twelve-digit number and agreeing names. Each finding names its other source in `other`.
    Who is missing from a dataset is said here too, for its lists count together.
    """
    if len(tables) == 0:
        return []
    people = gather([Table(*table) for table in tables], reference)
    found = [
        *deaths(people, as_of),
        *marriages(people),
        *card_groups(people),
        two_pensions(people),
        worker_cards(people),
        *(disagreements(people, field) for field in _COMPARED),
    ]
    own = split(found, len(tables))
    if reference is None:
        return own
    absent = coverage([(records, matches) for records, matches, _ in tables], reference, as_of)
    return [concat([mine, more]) for mine, more in zip(own, absent, strict=True)]


def _book(table: Table, what: str) -> bool:
    return table.records.dataset.asserts == what


def _bare(table: Table) -> Flags:
    """Tell records of ordinary lists that hold their person as living."""
    plain = table.records.dataset.asserts == "none" and table.records.dataset.name not in _SLIPS
    return plain & ~life.exempt(table.records) & ~life.says_dead(table.records)


def _paid_or_insured(table: Table) -> Flags:
    insured = table.records.dataset.sector == "social_insurance"
    return life.draws(table.records) | (insured & ~life.exempt(table.records))


def deaths(people: People, as_of: date) -> list[pd.DataFrame]:
    """Hold the death books against benefits, cards and the other lists."""
    book = people.where(lambda table: _book(table, "death"))
    died = dates.numbers(people.text(book, "death_date"))
    today = as_of.year * 10000 + as_of.month * 100 + as_of.day
    book = book[died <= today]
    drawing = people.where(lambda table: _paid_or_insured(table) & _bare(table))
    others = people.where(lambda table: _bare(table) & ~_paid_or_insured(table))
    found = []
    for listed, rule in (
        (drawing, "sources.dead_but_drawing"),
        (others, "sources.life_state"),
    ):
        here, there = people.join(listed, book)
        found.append(people.find(here, rule, None, people.describe(there)))
    return found


def _in_force(table: Table) -> Flags:
    state = column(table.records.frame, "marriage_state")
    return flags(state != "ended") & _book(table, "marriage")


def marriages(people: People) -> list[pd.DataFrame]:
    """Hold the marriage books against marital states of other lists and against deaths."""
    spouses = pd.concat([people.where(_in_force, role) for role in ("main", "spouse")])
    unmarried = people.where(
        lambda table: flags(column(table.records.frame, "marital_status") == _SINGLE)
    )
    here, there = people.join(unmarried, spouses)
    found = [people.find(here, "sources.marriage", "marital_status", people.describe(there))]
    book = people.where(lambda table: _book(table, "death"))
    here, there = people.join(spouses, book)
    held = dates.numbers(people.text(here, "registration_date"))
    died = dates.numbers(people.text(there, "death_date"))
    # By month: a book may know no more, and a day's slip is not a marriage after death.
    late = (held > 0) & (died % 10000 >= 100) & (held // 100 > died // 100)
    here, there = here[late], there[late]
    found.append(
        people.find(here, "marriage.after_death", "registration_date", people.describe(there))
    )
    return found


def _group(table: Table) -> pd.Series:
    frame = table.records.frame
    letters = column(frame, "health_card_no").str.extract(r"^([A-Z]{2})", expand=False)
    return letters.fillna(column(frame, "object_group").str.extract(r"^([A-Z]{2})$", expand=False))


def _is_poor_list(table: Table) -> bool:
    return "classification" in table.records.frame.columns


def card_groups(people: People) -> list[pd.DataFrame]:
    """Hold health-card groups HN and CN against the lists of poor households.

    A member with a card of another household's kind, and a card of such a group whose holder no
    list names although the lists cover the commune.
    """
    cards = people.where(
        lambda table: flags(_group(table).notna()) & (table.records.dataset.entitlement == "card")
    )
    members = people.where(_is_poor_list)
    if not len(cards) or not len(members):
        return []
    groups = _spread(people, cards, _group)
    here, there = people.join(cards, members)
    held = groups.reindex(_index(here)).to_numpy(dtype=object)
    due = people.text(there, "classification").map(_GROUP_OF).to_numpy(dtype=object)
    wrong = pd.notna(due) & (held != due) & np.isin(held.astype(str), (*_LOWER_GROUPS, "HN", "CN"))
    # Out of poverty, or never in a list: the group is no longer theirs.
    wrong |= pd.isna(due) & np.isin(held.astype(str), (_POOR, _NEAR_POOR))
    found = [
        people.find(
            here[wrong], "sources.card_group", "health_card_no", people.describe(there[wrong])
        )
    ]
    poor = cards[groups.isin([_POOR, _NEAR_POOR]).to_numpy()]
    return [*found, _strangers(people, poor, members)]


def _strangers(people: People, poor: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Find holders of a poor household's card whom the lists of their commune do not name."""
    listed = poor["key"].isin(members["key"]).to_numpy()
    commune = people.text(poor, "commune").to_numpy(dtype=object)
    share = pd.Series(listed).groupby(commune).transform("mean").to_numpy()
    covered = ~listed & (share >= _COVERED) & pd.notna(commune)
    source = people.tables[int(members["table"].iloc[0])].records.dataset.title
    other = np.full(int(covered.sum()), source, dtype=object)
    return people.find(poor[covered], "sources.card_group", "health_card_no", other)


def _index(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[["table", "row"]])


def _spread(people: People, rows: pd.DataFrame, of: object) -> pd.Series:
    parts = {
        number: of(people.tables[number])  # type: ignore[operator]
        for number in rows["table"].unique()
    }
    values = np.empty(len(rows), dtype=object)
    for number, part in parts.items():
        here = (rows["table"] == number).to_numpy()
        values[here] = part.to_numpy(dtype=object)[rows["row"].to_numpy()[here]]
    return pd.Series(values, index=_index(rows), dtype="str")


def _kind(table: Table, words: tuple[str, ...]) -> Flags:
    kind = map_distinct(column(table.records.frame, "benefit_type"), fold)
    pattern = "|".join(words)
    return flags(kind.str.contains(pattern, regex=True))


def _social_pension(table: Table) -> Flags:
    social = _kind(table, ("HUU TRI XA HOI", "TRO CAP HUU TRI"))
    return social & life.draws(table.records)


def _pension(table: Table) -> Flags:
    frame = table.records.frame
    pension = column(frame, "pension_book_no").notna().to_numpy()
    pension = pension | (_kind(table, ("LUONG HUU", r"^HUU TRI", r"\bHUU\b")))
    social = _kind(table, ("XA HOI", "TRO CAP"))
    return pension & ~social & life.draws(table.records)


def two_pensions(people: People) -> pd.DataFrame:
    """Find people who draw the social pension although they have a pension."""
    here, there = people.join(people.where(_social_pension), people.where(_pension))
    return people.find(here, "sources.two_pensions", "benefit_type", people.describe(there))


def worker_cards(people: People) -> pd.DataFrame:
    """Find people whose health card is a worker's although they draw a pension."""
    cards = people.where(
        lambda table: (
            flags(_group(table).isin(_WORKERS)) & (table.records.dataset.entitlement == "card")
        )
    )
    here, there = people.join(cards, people.where(_pension))
    return people.find(here, "sources.card_of_worker", "health_card_no", people.describe(there))


def _conflict(field: str, left: pd.Series, right: pd.Series) -> Flags:
    if field == "full_name":
        return ~np.isin(names.classify(left, right), _NAMES_ALIKE)
    if field == "birth_date":
        return ~np.isin(dates.classify(left, right), _DATES_ALIKE)
    both = left.notna() & right.notna()
    return (both & (left != right)).to_numpy(dtype=bool)


def _against_reference(people: People, rows: pd.DataFrame, field: str) -> np.ndarray:
    """Tell rows whose value is not the reference's; false where nobody is linked."""
    out = np.zeros(len(rows), dtype=bool)
    if people.reference is None:
        return out
    person = rows["person"].to_numpy(dtype=np.int64)
    linked = np.flatnonzero(person >= 0)
    known = column(people.reference.frame, field).take(person[linked]).reset_index(drop=True)
    mine = people.text(rows, field).take(linked).reset_index(drop=True)
    out[linked] = _conflict(field, mine, known)
    return out


def disagreements(people: People, field: str) -> pd.DataFrame:
    """Find people whom two lists describe differently; told on the side that looks wrong.

    That is the side the reference contradicts, else the later list.
    """
    rows = people.where(lambda table: field in table.records.frame.columns)
    rows = rows[people.text(rows, field).notna().to_numpy()]
    one_each = rows.drop_duplicates(["key", "table"])
    later = one_each[one_each.duplicated("key")]
    later, first = people.join(later, one_each)
    differ = _conflict(field, people.text(later, field), people.text(first, field))
    later, first = later[differ], first[differ]
    swap = _against_reference(people, first, field) & ~_against_reference(people, later, field)
    found = []
    for told, source in ((later[~swap], first[~swap]), (first[swap], later[swap])):
        said = people.text(source, field).to_numpy(dtype=object)
        if field == "birth_date":
            said = np.array(["/".join(reversed(text.split("-"))) for text in said], dtype=object)
        other = people.describe(source)
        other = np.array([f"{a}: {b}" for a, b in zip(other, said, strict=True)], dtype=object)
        found.append(people.find(told, "sources.field", field, other))
    return pd.concat(found, ignore_index=True)
