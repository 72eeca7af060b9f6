"""Numbers of papers other than the personal number, phones, money and plain numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from dancu_clean.ids import bank_account as bank
from dancu_clean.ids import health_card, old_id, phone, social_insurance, tax
from dancu_clean.ids.digits import drop_decimal_zero, is_scientific, letters_to_digits
from dancu_clean.normalisers.base import normaliser, start
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean
from dancu_clean.text.placeholder import placeholder

Faults = Callable[[str], tuple[str, ...]]

_LINES = re.compile(r"[\r\n\v\f\u2028\u2029]+")
_SEVERAL = re.compile(r"\s*(?:[;/|]|,|\s-\s|\bvà\b|&|\bhoặc\b)\s*")
_LABEL = re.compile(
    r"^(?:số|mã|thẻ|cmnd|cmtnd|cccd|đdcn|bhxh|bhyt|mst|stk|đt|sđt|tel|cũ|mới)[\s.:]+", re.IGNORECASE
)
_LETTERED = re.compile(r"[0-9OQDIL|SBZ]{8,}")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_WITH_TIME = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) 0?0:00(?::00)?(?: ?AM)?")
_REWRITTEN = frozenset({"separators", "label", "decimal_zero"})
_MONTH_YEAR = re.compile(r"[A-Z][a-z]{2}-\d{2}|\d{1,2}-[A-Z][a-z]{2}")
_GROUPED = re.compile(r"(-?\d{1,3}(?:([.,\s])\d{3})(?:\2\d{3})*)(?:[.,]0{1,2})?")
# Two-digit province codes with a leading zero: Hà Nội, Hà Giang, Cao Bằng, Bắc Kạn, Tuyên Quang
_ZERO_PROVINCES = frozenset({"01", "02", "04", "06", "08"})
_CURRENCY = re.compile(r"\s*(?:đồng|vnđ|vnd|đ|d)\.?(?:/tháng)?$", re.IGNORECASE)
_WORD_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(triệu|tr|nghìn|ngàn|k)", re.IGNORECASE)


def _begin(raw: str) -> tuple[str, tuple[str, ...], Clean | None]:
    """Tidy a number's cell: labels, apostrophes and `.0` go; E-notation has lost its digits."""
    if raw.isdigit() and raw.isascii() and len(raw) > 2:
        return raw, (), None
    text, steps, done = start(_LINES.sub(";", raw.strip()))
    if done:
        return "", steps, done
    if is_scientific(text):
        return "", steps, Clean(None, steps, "paper.scientific")
    unlabelled = _LABEL.sub("", text)
    whole = drop_decimal_zero(unlabelled)
    steps += ("label",) * (unlabelled != text) + ("decimal_zero",) * (whole != unlabelled)
    return whole, steps, None


def _finish(number: str, before: str, steps: tuple[str, ...], faults: Faults) -> Clean:
    """Judge a compact number: fillers become null, letters get a proposal, the rest stays."""
    if number != before.upper():
        steps += ("separators",)
    if not number or placeholder(number):
        return Clean(None, (*steps, "placeholder"))
    found = faults(number)
    if "filler" in found:
        return Clean(None, (*steps, "placeholder"), "paper.filler")
    if found and not number.isdigit() and _LETTERED.fullmatch(number):
        return _suggest(number, letters_to_digits(number), steps, faults)
    return Clean(number, steps)


def _suggest(number: str, proposed: str, steps: tuple[str, ...], faults: Faults) -> Clean:
    if faults(proposed):
        return Clean(number, steps)
    return Clean(number, steps, "paper.letters", proposed=proposed)


def _several(text: str, compact: Callable[[str], str], least: int) -> list[str]:
    """Return the distinct numbers of at least so many signs when a cell holds several."""
    if text.isalnum():
        return []
    pieces = [compact(_LABEL.sub("", piece)) for piece in _SEVERAL.split(text)]
    return list(dict.fromkeys(piece for piece in pieces if len(piece) >= least))


def _paper(raw: str, compact: Callable[[str], str], faults: Faults, least: int = 8) -> Clean:
    text, steps, done = _begin(raw)
    if done:
        return done
    numbers = _several(text, compact, least)
    if len(numbers) > 1:
        return Clean(";".join(numbers), steps, "paper.two_numbers")
    return _finish(compact(text), text, steps, faults)


def _with_zeros(found: Clean, length: int, fits: Callable[[str], bool]) -> Clean:
    """Give one lost zero back where the number then has its structure."""
    if found.value is None or found.problem or not found.value.isdigit():
        return found
    restored = "0" + found.value
    if len(restored) == length and fits(restored):
        return found._replace(value=restored, steps=(*found.steps, "zeros_restored"))
    return found


@normaliser("old_id")
def old_id_number(raw: str, spec: FieldSpec) -> Clean:
    """Nine digits; eight get their zero back (provinces 01–09)."""
    found = _paper(raw, old_id.compact, old_id.faults)
    return _with_zeros(found, 9, lambda number: not old_id.faults(number))


@normaliser("social_insurance_no")
def social_insurance_no(raw: str, spec: FieldSpec) -> Clean:
    """Ten digits (or the personal number); the heading decides, so nine digits lost a zero."""
    found = _paper(raw, social_insurance.compact, social_insurance.faults)
    found = _with_zeros(found, 10, _insured)
    if found.value and not found.problem and _REWRITTEN.intersection(found.steps):
        return found._replace(problem="paper.written")
    return found


@normaliser("health_card_no")
def health_card_no(raw: str, spec: FieldSpec) -> Clean:
    """Fifteen signs or the number of social insurance; fourteen lost a zero of the number."""
    text, steps, done = _begin(raw)
    if done:
        return done
    numbers = _several(text, health_card.compact, 8)
    if len(numbers) == 2 and numbers[0].endswith(numbers[1]):
        note = text
        return Clean(numbers[0], (*steps, "note_split"), note=note)
    if len(numbers) > 1:
        return Clean(";".join(numbers), steps, "paper.two_numbers")
    found = _finish(health_card.compact(text), text, steps, health_card.faults)
    number = found.value or ""
    if len(number) == 15 and number[:2].isalpha() and not number[2:].isdigit():
        return _suggest(
            number, number[:2] + letters_to_digits(number[2:]), found.steps, health_card.faults
        )
    longer = number[:5] + "0" + number[5:]
    if len(number) == 14 and not health_card.faults(longer):
        return found._replace(value=longer, steps=(*found.steps, "zeros_restored"), problem=None)
    return _with_zeros(found, 10, _insured)


def _insured(number: str) -> bool:
    return number[:2] in _ZERO_PROVINCES and not social_insurance.faults(number)


@normaliser("tax_no")
def tax_no(raw: str, spec: FieldSpec) -> Clean:
    """Ten, twelve or thirteen digits; a lost zero comes back when the check digit agrees."""
    found = _paper(raw, tax.compact, tax.faults)
    return _with_zeros(found, 10, lambda number: not tax.faults(number))


@normaliser("phone")
def phone_number(raw: str, spec: FieldSpec) -> Clean:
    """Digits with their first 0; of several numbers the first is the value, all are the note."""
    text, steps, done = _begin(raw)
    if done:
        return done
    numbers = _several(text, phone.compact, 9)
    number = numbers[0] if numbers else phone.compact(text)
    note = text if len(numbers) > 1 else None
    steps += ("note_split",) * (note is not None)
    steps += ("separators",) * (note is None and number != text)
    found = _zero_of_phone(Clean(number, steps, note=note))
    number = found.value or ""
    if "filler" in phone.faults(number):
        return found._replace(value=None, problem="paper.filler")
    proposed = phone.convert_old(number)
    return found._replace(problem="phone.old_prefix", proposed=proposed) if proposed else found


def _zero_of_phone(found: Clean) -> Clean:
    number = found.value or ""
    if number[:1] == "0" or not number.isdigit() or len(number) not in (9, 10):
        return found
    restored = "0" + number
    if phone.faults(restored):
        return found
    return found._replace(value=restored, steps=(*found.steps, "zeros_restored"))


@normaliser("bank_account")
def bank_account(raw: str, spec: FieldSpec) -> Clean:
    """Digits or letters without separators; zeros after the fifteenth digit mean lost digits."""
    found = _paper(raw, bank.compact, bank.faults, least=6)
    if found.value and not found.problem and bank.digits_lost(found.value):
        return found._replace(problem="paper.digits_lost")
    return found


def _became_date(text: str, steps: tuple[str, ...], year: int, month: int, day: int) -> Clean:
    proposed = f"{month}/{year}" if day == 1 else f"{day}/{month}/{year}"
    return Clean(text, steps, "registration_no.became_date", proposed=proposed)


@normaliser("registration_no")
def registration_no(raw: str, spec: FieldSpec) -> Clean:
    """Number/year of a civil-status book; what a spreadsheet made a date stays and is named."""
    text, steps, done = start(raw)
    if done:
        return done
    if found := _ISO.fullmatch(text):
        return _became_date(text, steps, *map(int, found.groups()))
    if found := _WITH_TIME.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _became_date(text, steps, year, month, day)
    if _MONTH_YEAR.fullmatch(text):
        return Clean(text, steps, "registration_no.became_date")
    bare = re.sub(r"\s*/\s*", "/", _LABEL.sub("", text)).lstrip("'").removesuffix(".0").strip()
    return Clean(bare or None, steps + ("separators",) * (bare != text))


@normaliser("money")
def money(raw: str, spec: FieldSpec) -> Clean:
    """Whole đồng as digits; what is not an amount stays as written."""
    text, steps, done = start(raw, strict=True)
    if done:
        return done
    bare = _CURRENCY.sub("", text).strip()
    value = _amount(bare)
    if value is None:
        return Clean(text, steps)
    return Clean(value, steps + ("separators",) * (value != text))


def _amount(text: str) -> str | None:
    if grouped := _GROUPED.fullmatch(text):
        return re.sub(r"[.,\s]", "", grouped[1])
    if whole := re.fullmatch(r"(-?\d+)(?:[.,]0*)?", text):
        return whole[1]
    if is_scientific(text):
        return _whole(float(text.replace(",", ".")))
    if worded := _WORD_AMOUNT.fullmatch(text):
        unit = 1_000_000 if worded[2].lower().startswith("tr") else 1_000
        return _whole(float(worded[1].replace(",", ".")) * unit)
    return None


def _whole(amount: float) -> str | None:
    """Write an amount as digits; one that no float can hold is none."""
    return str(round(amount)) if math.isfinite(amount) else None


@normaliser("number")
def number(raw: str, spec: FieldSpec) -> Clean:
    """Write a number with a decimal point and no trailing zeros; other text stays as written."""
    text, steps, done = start(raw, strict=True)
    if done:
        return done
    found = re.fullmatch(r"(-?\d+)(?:[.,](\d+))?\s*%?", text)
    if not found or not text.isascii():
        return Clean(text, steps)
    rest = (found[2] or "").rstrip("0")
    value = f"{found[1]}.{rest}" if rest else found[1]
    return Clean(value, steps + ("decimal_zero",) * (value != text))
