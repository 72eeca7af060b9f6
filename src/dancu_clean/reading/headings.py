"""One heading → the fields of a dataset it may stand for, with how sure that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from dancu_clean.reading.roles import field_of_role, plain, split_role
from dancu_clean.reading.shorthand import (
    bare,
    is_glued,
    is_short,
    marks_agree,
    stands_for,
    without_brackets,
    without_english,
    without_person,
)
from dancu_clean.spec import Dataset, FieldSpec
from dancu_clean.text.fold import fold, squash

FUZZY_FLOOR = 88.0
_SLIP_WORD, _LONG_WORD = 3, 6
_INITIALISM = 3
_GLUED = range(4, 11)
MAPPED, CERTAIN, STRIPPED, GUESSED = 9, 3, 2, 1
ROW_NUMBER = "row_number"
_STT = {"STT", "TT", "SOTT", "SOTHUTU", "THUTU", "NO", "SOTHUTUSTT", "TTSTT", "ORDER"}
_EITHER_OR = re.compile(r"\s*(?:/|\+|,|;|\s-\s|\bhoặc\b|\bhay\b|\bor\b)\s*", re.IGNORECASE)
_OR = re.compile(r"\s*(?:/|\bhoặc\b|\bhay\b)\s*", re.IGNORECASE)
# "Giới tính 1: Nam; 2: Nữ": what the codes stand for, on a line of its own in the cell.
_LEGEND = re.compile(r"\s+\d\s*[:=-]\s*[^\W\d]+(?:\s*[;,/]?\s*\d\s*[:=-]\s*[^\W\d]+)+[\s.;]*$")
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
    """All headings of one dataset: key → fields, by text, by bare letters, by bare words.

    `fields` are those of the dataset, the parts that compose them, and the fields of the
    catalogue that it does not declare; a heading of these last ones never takes one of its own.

    `spelled` has the headings as declared, by their bare letters; `reserved` the names of fields
    of any dataset, which an unknown column may not bear.
    """

    dataset: Dataset
    fields: Mapping[str, FieldSpec]
    written: Mapping[str, tuple[str, ...]] = field(repr=False)
    squashed: Mapping[str, tuple[str, ...]] = field(repr=False)
    folded: Mapping[str, tuple[str, ...]] = field(repr=False)
    spelled: Mapping[str, tuple[str, ...]] = field(repr=False)
    reserved: frozenset[str] = field(repr=False)


def vocabulary(
    dataset: Dataset,
    parts: Mapping[str, FieldSpec],
    common: Mapping[str, FieldSpec] | None = None,
    reserved: Iterable[str] = (),
) -> Vocabulary:
    """Collect the headings of a dataset, of its parts and of the `common` fields beside them."""
    fields = {**dataset.fields}
    for name, spec in parts.items():
        if spec.part_of in dataset.fields:
            fields.setdefault(name, spec)
    own = set(fields)
    fields = {**fields, **{n: spec for n, spec in (common or {}).items() if n not in own}}
    maps: tuple[dict[str, dict[str, None]], ...] = ({}, {}, {})
    spelled: dict[str, dict[str, None]] = {}
    for name, spec in fields.items():
        for text in (spec.label, *spec.headings, name):
            keys = (_written(text), squash(text), fold(text))
            others = [set(m.get(k, ())) - {name} for m, k in zip(maps, keys, strict=True)]
            if not keys[1] or (name not in own and any(others)):
                continue
            for found, key in zip(maps, keys, strict=True):
                found.setdefault(key, {})[name] = None
            spelled.setdefault(keys[1], {})[text] = None
    tables = [{key: tuple(names) for key, names in found.items()} for found in (*maps, spelled)]
    written, squashed, folded, texts = tables
    every = frozenset((*fields, *reserved))
    return Vocabulary(dataset, fields, written, squashed, folded, texts, every)


def with_common(words: Vocabulary, used: Iterable[str]) -> Vocabulary:
    """Return the vocabulary with a dataset that has the undeclared fields a list makes use of."""
    more = {name: words.fields[name] for name in used if name in words.fields}
    new = {n: s for n, s in more.items() if not s.part_of and n not in words.dataset.fields}
    if not new:
        return words
    return replace(words, dataset=replace(words.dataset, fields={**words.dataset.fields, **new}))


def _written(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def is_row_number(text: str) -> bool:
    """Tell whether a heading is that of the running number (STT, TT, No.)."""
    return squash(without_brackets(text)) in _STT or text.strip() in ("#", "№")


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
    found = [guess for text in _readings(heading.parts) for guess in _known(text, words)]
    if role in (None, main) and len(heading.parts) > 1:
        # "Giấy tờ tùy thân / CCCD / Số": the top line only groups the papers.
        texts = (heading.parts[-1], *_readings(heading.parts[1:][-2:]))
        found += [_last_line(guess) for text in texts for guess in _known(text, words)]
    if role:
        found += _by_role(heading.parts, role, words, main)
    if fuzzy and not found:
        found = _similar(heading.text, words)
    best: dict[str, Guess] = {}
    for guess in found:
        old = best.get(guess.field)
        if not old or (guess.tier, guess.confidence) > (old.tier, old.confidence):
            best[guess.field] = guess
    return sorted(best.values(), key=lambda guess: (-guess.tier, -guess.confidence))


def _readings(parts: tuple[str, ...]) -> list[str]:
    """Return the texts to look up: all lines, top to bottom and bottom to top."""
    return list(dict.fromkeys((" - ".join(parts), " ".join(parts), " ".join(reversed(parts)))))


def _last_line(guess: Guess) -> Guess:
    return Guess(guess.field, STRIPPED, min(guess.confidence, 0.92), "last_line")


def _known(text: str, words: Vocabulary) -> list[Guess]:
    if names := words.written.get(_written(text)):
        found = [Guess(name, CERTAIN, 1.0, "exact") for name in names]
        return found + _same_letters(text, names, words)
    if names := _squashed(text, words):
        return [Guess(name, CERTAIN, 0.97, "folded") for name in names]
    stripped = bare(_LEGEND.sub("", text))
    if split_role(stripped)[0] != split_role(text)[0]:
        return []
    if names := _squashed(stripped, words):
        return [Guess(name, STRIPPED, 0.93, "without_brackets") for name in names]
    key = fold(stripped)
    for short, how in (
        (without_person(key), "without_person"),
        (without_english(key), "bilingual"),
    ):
        if short != key and (names := words.squashed.get(squash(short))):
            return [Guess(name, STRIPPED, 0.9, how) for name in names]
    return _alternatives(stripped, words) or _abbreviated(key, text, words)


def _squashed(text: str, words: Vocabulary) -> tuple[str, ...]:
    """Return the fields declared under these letters, unless the marks make it another word."""
    key = squash(text)
    same = any(marks_agree(text, alias) for alias in words.spelled.get(key, ()))
    return words.squashed[key] if same else ()


def _same_letters(text: str, known: tuple[str, ...], words: Vocabulary) -> list[Guess]:
    """Return what else a short heading may be: "DT" is Dân tộc, or điện thoại without its mark."""
    key = squash(text)
    if len(key) > _INITIALISM or not text.isascii():
        return []
    others = [name for name in words.squashed[key] if name not in known]
    return [Guess(name, STRIPPED, 0.6, "folded") for name in others]


def _alternatives(text: str, words: Vocabulary) -> list[Guess]:
    """Read "Số định danh / CMND" and "HKTT/Địa chỉ": one column for several papers or words."""
    for separator in (_OR, _EITHER_OR):
        parts = [squash(part) for part in separator.split(text)]
        known = [words.squashed.get(part, ()) for part in parts if part not in _OTHER_PAPERS]
        if len(parts) < 2 or not known or not all(known):
            continue
        name = _one_of({name for fields in known for name in fields}, words)
        if name:
            return [Guess(name, STRIPPED, 0.92, "alternatives")]
    return []


def _one_of(names: set[str], words: Vocabulary) -> str | None:
    """Return the field that holds all of the named ones, None when they are several."""
    papers = {name for name in names if words.fields[name].type in ("personal_id", "old_id")}
    if papers == names:
        numbers = [name for name in papers if words.fields[name].type == "personal_id"]
        return numbers[0] if len(numbers) == 1 else None
    whole = {words.fields[name].part_of or name for name in names}
    return whole.pop() if len(whole) == 1 and "full_name" not in whole | {"sex"} else None


def _abbreviated(key: str, text: str, words: Vocabulary) -> list[Guess]:
    """Read "Ngày th. năm sinh" and "T.trạng HN" by the only field they can stand for."""
    short = key.split()
    glued = len(short) == 1 and len(key) in _GLUED and text.isascii()
    if not glued and not is_short(short):
        return []
    role = split_role(text)[0]
    names = {
        name
        for alias, fields in words.folded.items()
        if alias[0] == key[0] and (
            is_glued(key, alias.split()) if glued else stands_for(short, alias.split())
        ) and _same_role(alias, role)
        for name in fields
    }  # fmt: skip
    return [Guess(name, STRIPPED, 0.85, "abbreviated") for name in names] if len(names) == 1 else []


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
    key = fold(without_brackets(text))
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
    """Tell a slip of the pen from another word: "thọai" and "thoại", not "lương" and "hưởng".

    A slip keeps the first letter; two letters are too few for one.
    """
    words, others = key.split(), alias.split()
    if len(words) != len(others):
        return Levenshtein.distance(squash(key), squash(alias)) <= 1
    pairs = list(zip(words, others, strict=True))
    steps = [Levenshtein.distance(a, b) + 9 * (a[0] != b[0]) for a, b in pairs]
    limits = [
        0 if len(word) < _SLIP_WORD else 1 if len(word) < _LONG_WORD else 2 for word in others
    ]
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
