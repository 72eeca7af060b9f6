"""How clerks write dates, numbers, sexes and addresses, right and wrong; one value at a time."""

from __future__ import annotations

from random import Random

from dancu_clean.sample.damage import fold

DATE_FORMS = ("{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{d:02}.{m:02}.{y}",
              "{d:02}/{m}/{y}")  # fmt: skip
_SHORT = (
    ("Thành phố ", "TP. "), ("Tổ dân phố ", "TDP "), ("Khu phố ", "KP "), ("Phường ", "P. "),
    ("Xã ", "X. "), ("Thị trấn ", "TT. "), ("Huyện ", "H. "), ("Thị xã ", "TX. "), ("Tỉnh ", "T. "),
)  # fmt: skip


def parts(iso: str) -> tuple[int, int, int]:
    """Split an ISO text; a bare year gives 1 for month and day."""
    numbers = [int(item) for item in iso.split("-")] + [1, 1]
    return numbers[0], numbers[1], numbers[2]


def write_date(iso: str, form: str) -> str:
    """Write an ISO date as a clerk does; a bare year stays one."""
    if len(iso) == 4:
        return iso
    year, month, day = parts(iso)
    return form.format(d=day, m=month, y=year)


def damage_date(iso: str, rng: Random, kind: str) -> str | None:
    """Return the wrong ISO text for one kind of fault; the same text where it cannot be made."""
    year, month, day = parts(iso)
    if kind == "missing":
        return None
    if kind == "year" or len(iso) == 4:
        return f"{year + (rng.choice([-1, 1]) if kind == 'other_year' else 0)}"
    if kind == "first":
        return f"{year}-01-01"
    if kind == "swapped" and day <= 12:
        return f"{year}-{day:02}-{month:02}"
    if kind == "other_year":
        return f"{year + rng.choice([-10, -2, -1, 1, 2, 10])}-{month:02}-{min(day, 28):02}"
    if kind == "month":
        return f"{year}-{1 + (month + rng.randrange(1, 11)) % 12:02}-{min(day, 28):02}"
    if kind in {"digit", "swapped"}:
        other = day % 10 + 10 * ((day // 10 + 1) % 3) if rng.random() < 0.5 else day + 1
        return f"{year}-{month:02}-{min(max(1, other), 28):02}"
    return iso


def wrong_digit(number: str, rng: Random, start: int = 6) -> str:
    """Change one digit from position `start` on (the structure stays right from 6 on)."""
    at = rng.randrange(start, len(number))
    other = rng.choice([digit for digit in "0123456789" if digit != number[at]])
    return number[:at] + other + number[at + 1 :]


def transposed(number: str, rng: Random) -> str:
    """Swap two neighbouring digits that differ, in the running part where possible."""
    fit = [n for n in range(6, len(number) - 1) if number[n] != number[n + 1]]
    if not fit:
        return wrong_digit(number, rng)
    at = rng.choice(fit)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def number_form(number: str, rng: Random, kind: str) -> str:
    """Write a right number in a way that can be repaired."""
    if kind == "zeros":
        return number.lstrip("0")
    if kind == "float":
        return f"{number.lstrip('0')}.0"
    if kind == "spaces":
        return f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}"
    if kind == "dots":
        return f"{number[:3]}.{number[3:6]}.{number[6:]}"
    if kind == "quote":
        return f"'{number}"
    return number + rng.choice(["\u00a0", "\u200b", " "])


def short_address(text: str, rng: Random) -> str:
    """Abbreviate the kinds of units, as far as a hand would."""
    for word, short in _SHORT:
        if rng.random() < 0.8:
            text = text.replace(word, short)
    return text


def write_address(new: str, old: str, rng: Random) -> str:
    """Write an address in one of the ways lists have it; the place stays the same."""
    kind = rng.random()
    if kind < 0.28:
        return new
    if kind < 0.43:
        return old
    base = old if rng.random() < 0.4 else new
    if kind < 0.65:
        return short_address(base, rng)
    if kind < 0.75:
        return fold(base)
    if kind < 0.9:
        units = base.split(", ")
        return ", ".join(units[: rng.choice([1, 2])])
    plain = base.replace("Xã ", "").replace("Tỉnh ", "").replace("Huyện ", "")
    return plain.replace(", ", " - ") if rng.random() < 0.5 else plain
