"""Faults of the person block that every list shares (number, name, birth date, sex, life state).

What should be found follows the project's verdict conventions: outcome, criterion, field.
"""

from __future__ import annotations

from typing import Any

from dancu_clean.sample import damage as d
from dancu_clean.sample.cells import damage_date, parts, transposed, wrong_digit
from dancu_clean.sample.lists import SKIP, Context, Fault, Person, Raw, Row


def _full(person: Person) -> bool:
    return len(person["birth_date"]) == 10


def _letters(row: Row, _: Person, ctx: Context) -> Any:
    number = str(row["personal_id"])
    return Raw(
        number[:-3] + number[-3:].replace("0", "O") if "0" in number[-3:] else f"O{number[1:]}"
    )


def _relative(_: Row, person: Person, ctx: Context) -> Any:
    for relation in ("mother", "father", "spouse"):
        kin = ctx.kin(person, relation)
        if kin and kin["_known"] and kin["full_name"] != person["full_name"]:
            return kin["personal_id"]
    return SKIP


def _stranger(_: Row, person: Person, ctx: Context) -> Any:
    other = ctx.other()
    same = other["_household"] == person["_household"]
    return SKIP if same or other["_i"] == person["_i"] else other["personal_id"]


def _bad_province(row: Row, *_: Any) -> Any:
    return "099" + row["personal_id"][3:]


def _sex(row: Row, *_: Any) -> Any:
    return "Nữ" if row["sex"] == "Nam" else "Nam"


def _date(kind: str) -> Any:
    def change(_: Row, person: Person, ctx: Context) -> Any:
        if not _full(person) or person["birth_date"][5:] == "01-01":
            return SKIP
        wrong = damage_date(person["birth_date"], ctx.rng, kind)
        if wrong == person["birth_date"] or (wrong or "9999") > "2026-11":
            return SKIP
        return wrong

    return change


def _two_digit_year(_: Row, person: Person, ctx: Context) -> Any:
    if not _full(person):
        return SKIP
    year, month, day = parts(person["birth_date"])
    return Raw(f"{day:02}/{month:02}/{year % 100:02}")


def _impossible(_: Row, person: Person, ctx: Context) -> Any:
    year = person["birth_date"][:4]
    return Raw(ctx.rng.choice([f"31/02/{year}", f"32/01/{year}", f"31/04/{year}", f"30/02/{year}"]))


def _mark(_: Row, person: Person, ctx: Context) -> Any:
    words = person["full_name"].split(" ")
    if person["ethnic_group"] != "Kinh" or len(words) < 2:
        return SKIP
    new = d.wrong_mark(words[-1], ctx.rng)
    if new == words[-1] or d.fold(new) == new:
        return SKIP
    return " ".join([*words[:-1], new])


def _given(_: Row, person: Person, ctx: Context) -> Any:
    words = person["full_name"].split(" ")
    new = ctx.rng.choice(["Thắng", "Loan", "Phước", "Duyên", "Bích", "Khải", "Toản", "Nguyệt"])
    if len(words) < 3 or d.fold(new)[:2] == d.fold(words[-1])[:2]:
        return SKIP
    return " ".join([*words[:-1], new])


def _middle(_: Row, person: Person, ctx: Context) -> Any:
    words = person["full_name"].split(" ")
    if person["ethnic_group"] in {"Ê-đê", "Gia-rai", "Mnông"} or len(words) > 4:
        return SKIP
    if len(words) > 2 and words[1] in {"Thị", "Văn"}:
        return " ".join([words[0], *words[2:]])
    if len(words) != 2:
        return SKIP
    return " ".join([words[0], "Thị" if person["sex"] == "Nữ" else "Văn", words[1]])


def _abbreviated(_: Row, person: Person, ctx: Context) -> Any:
    words = person["full_name"].split(" ")
    if person["ethnic_group"] != "Kinh" or len(words) < 3:
        return SKIP
    return Raw(" ".join([words[0][:2] + ".", *(w[0] + "." for w in words[1:-1]), words[-1]]))


def _two_people(_: Row, person: Person, ctx: Context) -> Any:
    return Raw(f"{person['full_name']} - {ctx.other()['full_name']}")


def _mojibake(_: Row, person: Person, ctx: Context) -> Any:
    name = str(person["full_name"])
    if name.isascii():
        return SKIP
    return Raw("".join("?" if not c.isascii() else c for c in name))


def _lost(*_: Any) -> Any:
    return {"full_name": Raw("#REF!"), "personal_id": Raw("#REF!")}


def _malformed_stranger(row: Row, *_: Any) -> Any:
    return Raw(row["personal_id"][:-2])


def _twice(row: Row, *_: Any) -> Any:
    return dict(row)


def _twice_otherwise(row: Row, person: Person, ctx: Context) -> Any:
    if not _full(person):
        return SKIP
    return {"full_name": Raw(str(row["full_name"]).upper()), "personal_id": None}


def _namesake(row: Row, person: Person, ctx: Context) -> Any:
    hidden = {name: None for name in row if name in {
        "permanent_address", "hamlet", "phone", "health_card_no", "social_insurance_no", "old_id",
        "household_no", "father_name", "mother_name", "spouse_name", "head_name", "head_id",
        "father_id", "mother_id", "spouse_id", "native_place", "birth_registration_place",
    }}  # fmt: skip
    year = person["birth_date"][:4]
    return hidden | {"personal_id": None, "birth_date": Raw(year)}


def _future(*_: Any) -> Any:
    return "2028-03-15"


def _number(how: Any) -> Any:
    def change(row: Row, _: Person, ctx: Context) -> Any:
        number = row.get("personal_id")
        return SKIP if not number else how(number, ctx.rng)

    return change


def _cmnd(_: Row, person: Person, ctx: Context) -> Any:
    return person["old_id"] or SKIP


ID, NAME, BIRTH = "personal_id", "full_name", "birth_date"

COMMON: tuple[Fault, ...] = (
    Fault("id_missing", ID, "du", "found_without_id", lambda *_: None),
    Fault("id_placeholder", ID, "du", "found_without_id", lambda *_: Raw("Mất CMND")),
    Fault("id_filler", ID, "du|sach", "found_without_id", lambda *_: Raw("123456789")),
    Fault("id_letters", ID, "sach", "found_without_id", _letters),
    Fault("id_exponent", ID, "sach|du", "found_without_id",
          _number(lambda n, _: Raw(f"{int(n):.3E}".replace(".", ",")))),
    Fault("id_two_numbers", ID, "sach", "", _number(lambda n, _: Raw(f"{n} (cũ 171234567)"))),
    Fault("id_too_long", ID, "sach", "found_without_id", _number(lambda n, _: Raw(n + n[-1]))),
    Fault("zeros_lost", ID, "sach", "variant", _number(lambda n, _: Raw(n.lstrip("0")))),
    Fault("id_digit", ID, "dung", "differs", _number(wrong_digit)),
    Fault("id_transposed", ID, "dung", "differs", _number(transposed)),
    Fault("id_province", ID, "dung|sach", "differs", _bad_province),
    Fault("id_of_relative", ID, "dung", "id_of_other", _relative),
    Fault("id_of_stranger", ID, "dung", "id_of_other", _stranger),
    Fault("cmnd_as_paper", "personal_id|old_id", "song", "", _cmnd),
    Fault("name_mark", NAME, "dung", "differs", _mark),
    Fault("name_given", NAME, "dung", "differs", _given),
    Fault("name_middle", NAME, "dung", "differs", _middle),
    Fault("name_abbreviated", NAME, "du", "", _abbreviated),
    Fault("name_digit", NAME, "sach", "", lambda r, *_: Raw(f"{r['full_name']}1")),
    Fault("name_two_people", NAME, "sach", "", _two_people),
    Fault("name_mojibake", NAME, "sach|du", "", _mojibake),
    Fault("name_missing", NAME, "du", "", lambda *_: None),
    Fault("cells_lost", "full_name|personal_id", "sach|du", "unreadable", _lost),
    Fault("birth_missing", BIRTH, "du", "", lambda *_: None),
    Fault("birth_year_only", BIRTH, "du", "year_only", _date("year")),
    Fault("birth_swapped", BIRTH, "dung", "differs", _date("swapped")),
    Fault("birth_digit", BIRTH, "dung", "differs", _date("digit")),
    Fault("birth_other_year", "birth_date|personal_id", "dung", "differs", _date("other_year")),
    Fault("birth_impossible", BIRTH, "sach", "", _impossible),
    Fault("birth_short_year", BIRTH, "sach", "", _two_digit_year),
    Fault("birth_future", "birth_date|personal_id", "dung", "", _future),
    Fault("sex_wrong", "sex|personal_id", "dung", "differs", _sex),
    Fault("sex_unreadable", "sex", "sach", "", lambda *_: Raw("Khác")),
    Fault("row_twice", "*", "sach", "duplicate", _twice, again=True),
    Fault("person_twice", "*", "sach", "duplicate", _twice_otherwise, again=True),
    Fault("stranger", "*", "", "not_found", lambda *_: {}, pool="stranger"),
    Fault("stranger_malformed", ID, "sach", "id_malformed", _malformed_stranger, pool="stranger"),
    Fault("namesakes", ID, "du", "ambiguous", _namesake, pool="namesake"),
    Fault("dead", "*", "song", "deceased", lambda *_: {}, pool="dead"),
    Fault("missing_person", "*", "song", "deceased", lambda *_: {}, pool="missing"),
    Fault("moved", "*", "song", "moved", lambda *_: {}, pool="moved"),
)  # fmt: skip


def phone_faults() -> tuple[Fault, ...]:
    """Return the faults of a telephone column."""
    return (
        Fault("phone_old", "phone", "song", "", lambda *_: Raw("01695678945")),
        Fault("phone_malformed", "phone", "sach", "", lambda *_: Raw("09123")),
        Fault("phone_letters", "phone", "sach", "", lambda *_: Raw("0912abc345")),
    )


def address_faults(field: str = "permanent_address") -> tuple[Fault, ...]:
    """Return the faults of an address column; disagreement is never an error."""

    def moved(_: Row, person: Person, ctx: Context) -> Any:
        other = ctx.other()
        homes = (person["permanent_address"], person["current_address"])
        if any(other["commune"] in home for home in homes):
            return SKIP
        return other["permanent_address"]

    return (Fault("address_other", field, "song|dung", "", moved),)


def code_faults(field: str, unknown: str, differing: bool = False) -> tuple[Fault, ...]:
    """Return the faults of a column with a code list."""
    found = [Fault(f"{field}_unknown", field, "sach", "", lambda *_: Raw(unknown))]
    if differing:

        def other(row: Row, *_: Any) -> Any:
            return "Mường" if row[field] != "Mường" else "Tày"

        found.append(Fault(f"{field}_differs", field, "dung|thong_nhat", "", other))
    return tuple(found)


def without(faults: tuple[Fault, ...], *kinds: str) -> tuple[Fault, ...]:
    """Return the faults but for some kinds that make no sense in a list."""
    return tuple(fault for fault in faults if fault.kind not in kinds)
