"""One heading → the fields of a dataset it may stand for, with how sure that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from dancu_clean.reading.roles import field_of_role, plain, split_role
from dancu_clean.spec import Dataset, FieldSpec
from dancu_clean.text.fold import fold, squash

FUZZY_FLOOR = 88.0
_LONG_WORD = 6
MAPPED, CERTAIN, STRIPPED, GUESSED = 9, 3, 2, 1
ROW_NUMBER = "row_number"
_STT = {"STT", "TT", "SOTT", "SOTHUTU", "THUTU", "NO", "SOTHUTUSTT", "TTSTT", "ORDER"}
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\*")
_NUMBERING = re.compile(r"^\s*[(\[]?\d{1,2}[)\].:]*\s+(?=\D)")
_PERSON = re.compile(
    r"\b(?:cua|doi tuong|hoi vien|hoc sinh|sinh vien|cong dan|benh nhan|nguoi benh|nguoi huong"
    r"|nguoi dan|nguoi lao dong|thanh vien|nhan khau|khach hang|nguoi tiem|nguoi chet"
    r"|nguoi duoc cap|nguoi tham gia|nguoi duoc khai sinh|nguoi co cong|nguoi co ten|can bo"
    r"|doan vien|dang vien|tre em|tre|chau|nguoi nop thue|thue bao|chu the|chu so huu)\b"
)
_EITHER_OR = re.compile(r"\s*(?:/|\+|,|;|\bhoặc\b|\bhay\b|\bor\b)\s*", re.IGNORECASE)
_OTHER_PAPERS = {"HC", "HOCHIEU", "SOHOCHIEU", "GIAYTOKHAC", "GIAYTOTUYTHAN", "GTTT", "PASSPORT"}
_CHILDREN = {"nam", "nữ", "nu", "năm", "ngày", "ngay", "tháng", "thang", "năm sinh", "nam sinh"}
_DATE_LINE = {"ngày": "birth_day", "ngay": "birth_day", "tháng": "birth_month",
              "thang": "birth_month"}  # fmt: skip
_YEARS = {"năm", "nam", "năm sinh", "nam sinh"}
_BIRTH = {"birth_date", "birth_year", "birth_year_male", "birth_year_female"}


@dataclass(frozen=True)
class Heading:
    """A column's heading, top line first, and the last lines of its neighbours."""

    parts: tuple[str, ...]
    siblings: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return " - ".join(self.parts)


@dataclass(frozen=True)
class Guess:
    """A field a heading may stand for. `tier`: exact 3, without additions 2, similar 1."""

    field: str
    tier: int
    confidence: float
    how: str


@dataclass(frozen=True)
class Vocabulary:
    """All headings of one dataset: as written, and by bare letters."""

    dataset: Dataset
    fields: Mapping[str, FieldSpec]
    written: Mapping[str, tuple[str, ...]] = field(repr=False)
    squashed: Mapping[str, tuple[str, ...]] = field(repr=False)
    folded: Mapping[str, tuple[str, ...]] = field(repr=False)


def vocabulary(dataset: Dataset, parts: Mapping[str, FieldSpec]) -> Vocabulary:
    """Collect the headings of a dataset and of the part columns that compose its fields."""
    fields = {**dataset.fields}
    for name, spec in parts.items():
        if spec.part_of in dataset.fields:
            fields.setdefault(name, spec)
    maps: tuple[dict[str, list[str]], ...] = ({}, {}, {})
    for name, spec in fields.items():
        for text in (spec.label, *spec.headings, name):
            for found, key in zip(maps, (_written(text), squash(text), fold(text)), strict=True):
                if key and name not in (names := found.setdefault(key, [])):
                    names.append(name)
    tables = [{key: tuple(names) for key, names in found.items()} for found in maps]
    return Vocabulary(dataset, fields, *tables)


def _written(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def is_row_number(text: str) -> bool:
    """Tell whether a heading is that of the running number (STT, TT, No.)."""
    return squash(_BRACKETS.sub(" ", text)) in _STT or text.strip() in ("#", "№")


def guesses(
    heading: Heading, words: Vocabulary, main: str | None = None, *, fuzzy: bool = True
) -> list[Guess]:
    """Return the fields a heading may stand for, the surest first; [] when it is unknown."""
    if not heading.parts:
        return []
    special = _under_birth_or_sex(heading, words)
    if special:
        return [special]
    role, _ = split_role(" ".join(heading.parts))
    own = role in (None, main)
    found = [guess for text in _readings(heading.parts) for guess in _known(text, words)]
    if own and len(heading.parts) > 1:
        found += [_last_line(guess) for guess in _known(heading.parts[-1], words)]
    if role:
        found += _by_role(heading.parts, role, words, main)
    if fuzzy and not found:
        found = _similar(heading.text, words)
    best: dict[str, Guess] = {}
    for guess in found:
        old = best.get(guess.field)
        if old is None or (guess.tier, guess.confidence) > (old.tier, old.confidence):
            best[guess.field] = guess
    return sorted(best.values(), key=lambda guess: (-guess.tier, -guess.confidence))


def _readings(parts: tuple[str, ...]) -> list[str]:
    """Return the texts to look up: all lines, top to bottom and bottom to top."""
    return list(dict.fromkeys((" ".join(parts), " ".join(reversed(parts)))))


def _last_line(guess: Guess) -> Guess:
    return Guess(guess.field, STRIPPED, min(guess.confidence, 0.92), "last_line")


def _known(text: str, words: Vocabulary) -> list[Guess]:
    if names := words.written.get(_written(text)):
        return [Guess(name, CERTAIN, 1.0, "exact") for name in names]
    if names := words.squashed.get(squash(text)):
        return [Guess(name, CERTAIN, 0.97, "folded") for name in names]
    bare = _NUMBERING.sub("", _BRACKETS.sub(" ", text)).strip(" .:;,-*")
    if split_role(bare)[0] != split_role(text)[0]:
        return []
    if names := words.squashed.get(squash(bare)):
        return [Guess(name, STRIPPED, 0.93, "without_brackets") for name in names]
    short = _PERSON.sub(" ", fold(bare).lower())
    if short.startswith("ma "):  # a code of pupils or patients is a key of their own system
        return []
    if names := words.squashed.get(squash(short)):
        return [Guess(name, STRIPPED, 0.9, "without_person") for name in names]
    return _alternatives(bare, words)


def _alternatives(text: str, words: Vocabulary) -> list[Guess]:
    """Read "Số định danh / CMND": one column for several papers of one person."""
    parts = [squash(part) for part in _EITHER_OR.split(text)]
    known = [words.squashed.get(part, ()) for part in parts if part not in _OTHER_PAPERS]
    if len(parts) < 2 or not known or not all(known):
        return []
    names = {name for fields in known for name in fields}
    papers = {name for name in names if words.fields[name].type in ("personal_id", "old_id")}
    numbers = sorted(name for name in papers if words.fields[name].type == "personal_id")
    if papers != names or len(numbers) != 1:
        return []
    return [Guess(numbers[0], STRIPPED, 0.92, "alternatives")]


def _by_role(parts: tuple[str, ...], role: str, words: Vocabulary, main: str | None) -> list[Guess]:
    found = []
    for text in (" ".join(parts), " ".join(reversed(parts))):
        _, rest = split_role(text)
        for guess in _known(rest, words) if rest else []:
            name = field_of_role(words.dataset, role, guess.field, main)
            if name and name in words.fields:
                found.append(Guess(name, STRIPPED, 0.9, "by_role"))
    return found


def _similar(text: str, words: Vocabulary) -> list[Guess]:
    key = fold(_BRACKETS.sub(" ", text))
    if len(key) < 6:
        return []
    hits = process.extract(key, words.folded.keys(), scorer=fuzz.ratio, limit=4)
    digits, role = re.findall(r"\d+", key), split_role(text)[0]
    found: dict[str, float] = {}
    for alias, score, _ in hits:
        same = re.findall(r"\d+", alias) == digits and _same_role(alias, role)
        if score >= FUZZY_FLOOR and same and _is_slip(key, alias):
            for name in words.folded[alias]:
                found[name] = max(found.get(name, 0.0), score)
    if len(found) != 1:
        return []
    ((name, score),) = found.items()
    return [Guess(name, GUESSED, round(score / 100 * 0.9, 2), "similar")]


def _is_slip(key: str, alias: str) -> bool:
    """Tell a slip of the pen from another word: "Hội viên" and "Học viên", not "Diện" and "Tên"."""
    words, others = key.split(), alias.split()
    if len(words) != len(others):
        return Levenshtein.distance(squash(key), squash(alias)) <= 1
    steps = [Levenshtein.distance(a, b) for a, b in zip(words, others, strict=True)]
    limits = [1 if len(word) < _LONG_WORD else 2 for word in others]
    return all(s <= n for s, n in zip(steps, limits, strict=True)) and sum(steps) * 8 <= len(key)


def _same_role(alias: str, role: str | None) -> bool:
    return split_role(alias)[0] == role


def _under_birth_or_sex(heading: Heading, words: Vocabulary) -> Guess | None:
    """Read "Nam | Nữ" and "Ngày | Tháng | Năm" below a birth or sex heading."""
    last = plain(heading.parts[-1])
    above = " ".join(heading.parts[:-1])
    if last not in _CHILDREN or split_role(above)[0]:
        return None
    parents = {
        guess.field for text in (above, *heading.parts[-2:-1]) for guess in _known(text, words)
    }
    name = _child_field(last, parents, heading.siblings)
    if name is None or name not in words.fields:
        return None
    return Guess(name, CERTAIN, 0.98, "under_heading" if above else "exact")


def _is_date_line(last: str, siblings: frozenset[str]) -> bool:
    """Tell whether "Ngày | Tháng | Năm" stand side by side without a heading above."""
    line = siblings | {last}
    return bool(line & {"ngày", "ngay"}) and bool(line & {"tháng", "thang"}) and bool(line & _YEARS)


def _child_field(last: str, parents: set[str], siblings: frozenset[str]) -> str | None:
    year = last == "năm" or (last == "nam" and siblings & {"thang", "tháng"})
    if parents & _BIRTH:
        if year:
            return "birth_year"
        return {
            "nam": "birth_year_male", "nữ": "birth_year_female", "nu": "birth_year_female",
            "ngày": "birth_day", "ngay": "birth_day", "tháng": "birth_month",
            "thang": "birth_month", "năm sinh": "birth_year",
        }.get(last)  # fmt: skip
    if not parents and _is_date_line(last, siblings):
        return _DATE_LINE.get(last, "birth_year")
    if "sex" in parents or (not parents and siblings & {"nam", "nữ", "nu"} and not year):
        return {"nam": "male_mark", "nữ": "female_mark", "nu": "female_mark"}.get(last)
    return None
