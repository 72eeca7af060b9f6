"""Numbers of papers other than the personal number, and phones."""

from __future__ import annotations

import re
from collections.abc import Callable

from dancu_clean.ids import bank_account as bank
from dancu_clean.ids import health_card, old_id, phone, social_insurance, tax
from dancu_clean.ids.digits import is_scientific, letters_to_digits, strip_separators, written_out
from dancu_clean.normalisers.base import normaliser, start
from dancu_clean.normalisers.beside import Cell, read_cell
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean
from dancu_clean.text.placeholder import placeholder, why_missing

Faults = Callable[[str], tuple[str, ...]]

_LINES = re.compile(r"\s*[\r\n\v\f\u2028\u2029]+\s*")
_LETTERED = re.compile(r"[0-9OoQDIilL|SsBbZz]{8,}")
_REWRITTEN = frozenset({"separators", "label", "decimal_zero", "note_split"})
_CARD_LABEL = re.compile(r"^(?:(?:mã|số|thẻ|bhyt|bảo hiểm y tế)(?:[\s.:]+|(?=\d)))+", re.IGNORECASE)
_CARD = re.compile(
    r"(?<![A-Z0-9])[A-Z]{2}[\s.\-]?(?:[0-9OoIlSB][\s.\-]?){12,13}(?![0-9A-Z])", re.IGNORECASE
)
_CODE_BEHIND = re.compile(r"[\s/;,()\-]*(\d{10})[\s)]*")
# Two-digit province codes with a leading zero: Hà Nội, Hà Giang, Cao Bằng, Bắc Kạn, Tuyên Quang
_ZERO_PROVINCES = frozenset({"01", "02", "04", "06", "08"})
_ABROAD = re.compile(r"^\(?(?:\+|00)84\)?\s*(?:\(0\))?[\s.\-]*")


def _begin(raw: str) -> tuple[str, tuple[str, ...], Clean | None]:
    """Tidy a number's cell; E-notation has lost its digits, words say why there is none."""
    if raw.isdigit() and raw.isascii() and len(raw) > 2:
        return raw, (), None
    joined = _LINES.sub("; ", raw.strip())
    text, steps, done = start(joined)
    if done:
        return "", steps, done
    steps += ("spaces",) * (joined != raw and "spaces" not in steps)
    if is_scientific(text.lstrip("'")):
        return "", steps, Clean(None, steps, "paper.scientific", proposed=written_out(text))
    if why_missing(text):
        return "", steps, Clean(None, (*steps, "placeholder"), note=text)
    return text, steps, None


def _cell(text: str, least: int) -> Cell:
    """Find the numbers of a cell; one that has none is a single number as written."""
    if text.isdigit() and text.isascii():
        return Cell((text,), None, ())
    cell = read_cell(text, least)
    if cell.numbers:
        return cell
    compact = strip_separators(text)
    number = compact if any(map(str.isdigit, compact)) and compact.isascii() else text
    return Cell((number,), None, ("separators",) * (number != text))


def _judge(number: str, cell: Cell, steps: tuple[str, ...], faults: Faults) -> Clean:
    """Judge a number: fillers become null, letters get a proposal, the rest stays."""
    steps += cell.steps
    if not number or placeholder(number):
        return Clean(None, (*steps, "placeholder"))
    found = faults(number)
    if "filler" in found:
        return Clean(None, (*steps, "placeholder"), "paper.filler")
    if found and not number.isdigit() and _LETTERED.fullmatch(number):
        return _suggest(number, letters_to_digits(number), steps, faults)
    return Clean(number, steps, note=cell.note)


def _suggest(number: str, proposed: str, steps: tuple[str, ...], faults: Faults) -> Clean:
    if faults(proposed):
        return Clean(number, steps)
    return Clean(number, steps, "paper.letters", proposed=proposed)


def _paper(raw: str, faults: Faults, least: int = 8) -> Clean:
    text, steps, done = _begin(raw)
    if done:
        return done
    cell = _cell(text, least)
    if len(cell.numbers) > 1:
        return Clean(text, steps, "paper.two_numbers", cell.note)
    return _judge(cell.numbers[0], cell, steps, faults)


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
    found = _paper(raw, old_id.faults)
    if found.problem == "paper.two_numbers" and found.value:
        own = [number for number in _cell(found.value, 8).numbers if old_id.is_valid(number)]
        return found._replace(proposed=own[0] if len(own) == 1 else None)
    return _with_zeros(found, 9, lambda number: not old_id.faults(number))


@normaliser("social_insurance_no")
def social_insurance_no(raw: str, spec: FieldSpec) -> Clean:
    """Ten digits (or the personal number); the heading decides, so nine digits lost a zero."""
    found = _paper(raw, social_insurance.faults)
    found = _with_zeros(found, 10, _insured)
    if found.value and not found.problem and _REWRITTEN.intersection(found.steps):
        return found._replace(problem="paper.written")
    return found


def _insured(number: str) -> bool:
    return number[:2] in _ZERO_PROVINCES and not social_insurance.faults(number)


@normaliser("health_card_no")
def health_card_no(raw: str, spec: FieldSpec) -> Clean:
    """Fifteen signs or the number of social insurance; fourteen lost a zero of the number."""
    text, steps, done = _begin(raw)
    if done:
        return done
    bare = _CARD_LABEL.sub("", text)
    steps += ("label",) * (bare != text)
    cards = [*_CARD.finditer(bare)]
    if not cards:
        found = _with_zeros(_paper(bare, health_card.faults), 10, _insured)
        return found._replace(steps=(*steps, *found.steps))
    if len({strip_separators(card[0]) for card in cards}) > 1:
        return Clean(text, steps, "paper.two_numbers")
    number = strip_separators(cards[0][0])
    behind = bare[cards[0].end() :]
    same = _CODE_BEHIND.fullmatch(behind)
    if same and not number.endswith(same[1]):
        return Clean(text, steps, "paper.two_numbers")
    rest = " ".join((bare[: cards[0].start()] + behind).split()).strip(" .,;:/()-")
    note = text if same else rest or None
    steps += ("note_split",) * bool(note) + ("separators",) * (number != bare and not note)
    return _card(number, steps, note)


def _card(number: str, steps: tuple[str, ...], note: str | None) -> Clean:
    """Judge one card: letters among its digits get a proposal, a lost zero comes back."""
    if "filler" in health_card.faults(number):
        return Clean(None, (*steps, "placeholder"), "paper.filler", note)
    if len(number) == 15 and not number[2:].isdigit():
        mended = number[:2] + letters_to_digits(number[2:])
        return _suggest(number, mended, steps, health_card.faults)._replace(note=note)
    longer = number[:5] + "0" + number[5:]
    if len(number) == 14 and not health_card.faults(longer):
        return Clean(longer, (*steps, "zeros_restored"), note=note)
    return Clean(number, steps, note=note)


@normaliser("tax_no")
def tax_no(raw: str, spec: FieldSpec) -> Clean:
    """Ten, twelve or thirteen digits; a lost zero comes back when the check digit agrees."""
    found = _paper(raw, tax.faults)
    return _with_zeros(found, 10, lambda number: not tax.faults(number))


@normaliser("phone")
def phone_number(raw: str, spec: FieldSpec) -> Clean:
    """Digits with their first 0; of several numbers the first is the value, all are the note."""
    text, steps, done = _begin(raw)
    if done:
        return done
    home = _ABROAD.sub("0", text)
    cell = _cell(home, 8)
    numbers = list(dict.fromkeys(map(phone.compact, cell.numbers)))
    note = text if len(numbers) > 1 else cell.note
    steps += ("country_code",) * (home != text) + cell.steps
    steps += ("note_split",) * (len(numbers) > 1 and "note_split" not in steps)
    steps += ("country_code",) * (len(numbers[0]) != len(cell.numbers[0]))
    steps += ("separators",) * (numbers[0] != text and not steps)
    found = _zero_of_phone(Clean(numbers[0], steps, note=note))
    number = found.value or ""
    faults = phone.faults(number)
    if "filler" in faults:
        return found._replace(value=None, problem="paper.filler")
    if "format" in faults and _LETTERED.fullmatch(number):
        return _suggest(number, letters_to_digits(number), steps, phone.faults)
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
    found = _paper(raw, bank.faults, least=6)
    if found.value and not found.problem and bank.digits_lost(found.value):
        return found._replace(problem="paper.digits_lost")
    return found
