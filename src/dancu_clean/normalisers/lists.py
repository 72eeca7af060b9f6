"""Code lists, closed choices of a schema, sex, nationality and blood type."""

from __future__ import annotations

import re
from functools import cache

from dancu_clean.data import rows
from dancu_clean.normalisers.base import normaliser, start
from dancu_clean.spec import FieldSpec
from dancu_clean.text.clean import Clean, tidy
from dancu_clean.text.edits import one_edit
from dancu_clean.text.fold import squash
from dancu_clean.text.tone import place_tones

_NAME_COLUMNS = ("official_name", "label", "name", "meaning")
_UNKNOWN_LABEL = "Chưa có thông tin"
# "Cháu" alone is claimed by grandchild and nephew; the list says to read it as the first.
_FIRST_WINS = frozenset({"relationship_to_head"})
_PREFIX = re.compile(
    r"^(?:(?:dân tộc|dt|d\.tộc|tôn giáo|tg)(?:\s*[.:]\s*|\s+)|(?:người|đạo)\s+)", re.IGNORECASE
)
_BLOOD = re.compile(
    r"(?:NHOM)?(?:MAU)?(AB|A|B|O|0)(?:\(?RH\)?)?\(?(?:[+-]|DUONG|AM)?(?:TINH)?\)?(?:RH)?"
)
_VIETNAM = frozenset({
    "VN", "VNM", "VIETNAM", "VIET", "704", "CONGHOAXAHOICHUNGHIAVIETNAM", "VIETNAMESE",
    "CHXHCNVIETNAM", "CONGHOAXHCNVIETNAM", "CHXHCNVN", "QUOCTICHVIETNAM", "NGUOIVIETNAM", "VNAM",
    "NUOCVIETNAM",
})  # fmt: skip
_MALE = frozenset({
    "NAM", "TRAI", "ONG", "M", "MALE", "CONTRAI", "NAMGIOI", "GIOITINHNAM", "BETRAI", "DANONG",
    "ANH", "BOY", "MAN", "MR", "GIOINAM", "PHAINAM",
})  # fmt: skip
_FEMALE = frozenset({
    "NU", "GAI", "BA", "F", "FEMALE", "CONGAI", "NUGIOI", "GIOITINHNU", "BEGAI", "PHUNU", "DANBA",
    "CHI", "GIRL", "WOMAN", "MRS", "MS", "GIOINU", "PHAINU",
})  # fmt: skip
_NOT_TESTED = frozenset({"CHUAXN", "CHUAXETNGHIEM", "CHUAXACDINH", "CHUACOTHONGTIN", "CHUATHU"})
# "1-Nam", "2. Nữ": the word tells what the code means.
_SEX_CODE = re.compile(r"^0?[0-3]\s*[-–.:)=]*\s*(?=\D)")
# What an encoding leaves of a word is no blank: somebody wrote something here.
_LOST_WORD = re.compile(r"(?=.*[?\ufffd].*[?\ufffd])[?\ufffd\s]+")
MARKS = frozenset({"x", "✓", "✔", "v", "+", "*", "☑", "√"})


def _exact(text: str) -> str:
    """Return the key that keeps marks: case, spaces, hyphens, tone places do not count."""
    return re.sub(r"[\s.\-‐‑–'’‘`´ʼ]", "", place_tones(text.casefold()))


class _Index:
    """Writings of a list by two keys; with marks before without, official before variant."""

    def __init__(self, *, first_wins: bool = False) -> None:
        self.first_wins = first_wins
        self.levels: list[dict[str, str | None]] = [{}, {}, {}, {}]

    def add(self, writing: str, name: str, *, official: bool) -> None:
        keys = ((0 if official else 1, _exact(writing)), (2 if official else 3, squash(writing)))
        for level, key in keys:
            known = self.levels[level].setdefault(key, name)
            if known != name and not self.first_wins:
                self.levels[level][key] = None

    def near(self, text: str) -> str | None:
        """Return the only name with a writing one edit away: a proposal, never a repair."""
        key = squash(text)
        if len(key) < 4 or any(map(str.isdigit, key)):
            return None
        found = {
            name
            for table in self.levels[2:]
            for writing, name in table.items()
            if name and len(writing) > 3 and one_edit(key, writing)
        }
        return found.pop() if len(found) == 1 else None

    def find(self, text: str) -> str | None:
        exact, bare = _exact(text), squash(text)
        for level, table in enumerate(self.levels):
            name = table.get(exact if level < 2 else bare)
            if name and (exact if level < 2 else bare):
                return name
        return None


@cache
def _codes(listing: str) -> _Index:
    """Index the list `data/<listing>.csv`, its variants and the additions of ours."""
    index = _Index(first_wins=listing in _FIRST_WINS)
    table = rows(listing)
    column = next(name for name in _NAME_COLUMNS if name in table[0])
    for row in table:
        name = row[column]
        index.add(name, name, official=True)
        for variant in row.get("common_variants", "").split(";"):
            if any(char.isalnum() for char in variant):
                index.add(variant.strip(), name, official=False)
        if _numbered(row, table):
            index.add(row["code"], name, official=False)
    for row in rows("code_variants"):
        if row["list"] == listing:
            index.add(row["variant"], row["name"], official=False)
    return index


def _numbered(row: dict[str, str], table: tuple[dict[str, str], ...]) -> bool:
    """Tell whether the row's number means the same in both lists of peoples (or is letters)."""
    code = row.get("code", "")
    if "gso_census_code" in row:
        return code == row["gso_census_code"] and row["confidence"] == "high"
    return code.isalpha()


@cache
def _numbers(listing: str) -> dict[str, str]:
    """Return what the numbers of QCVN 109 mean, where the list has them: not certain enough."""
    return {row["qcvn109_code"]: row["label"] for row in rows(listing) if row.get("qcvn109_code")}


def _fold_code(text: str) -> str:
    return text.zfill(2) if text.isdigit() and len(text) == 1 else text


@normaliser("code")
def code(raw: str, spec: FieldSpec) -> Clean:
    """Give the official name of the field's list; other values stay as written and are named."""
    text, steps = tidy(raw)
    listing = spec.codes or ""
    index = _codes(listing) if listing else None
    name = (index.find(text) or index.find(_fold_code(text))) if index and text else None
    if (
        name is None
        or name == _UNKNOWN_LABEL
        or (_is_nothing(raw) and not _is_value(text, listing))
    ):
        _, steps, done = start(raw)
        if done or name == _UNKNOWN_LABEL:
            return done or Clean(None, (*steps, "placeholder"))
    if name is None and index:
        name = index.find(_PREFIX.sub("", text)) or index.find(text.split("(")[0])
    if name is None and index:
        proposed = index.near(text) or _numbers(listing).get(text.lstrip("0"))
        return Clean(text, steps, _why_unknown(listing, text), proposed=proposed)
    return Clean(name or text, steps + ("code_name",) * (name not in (None, text)))


@cache
def _doubtful() -> frozenset[str]:
    """Return the numbers that mean one people in one official list and another in the other."""
    table = rows("ethnic_groups")
    first = {row["code"]: row["official_name"] for row in table}
    census = {row["gso_census_code"]: row["official_name"] for row in table}
    return frozenset(
        number for number in first if census.get(number, first[number]) != first[number]
    )


def _why_unknown(listing: str, text: str) -> str:
    two = listing == "ethnic_groups" and _fold_code(text) in _doubtful()
    return "code.two_lists" if two else "code.unknown"


def _is_nothing(raw: str) -> bool:
    return start(raw)[2] is not None


def _is_value(text: str, listing: str) -> bool:
    """Tell the words that stand for nothing elsewhere but are values of this list."""
    return listing == "religions" or (listing, text.upper()) == ("ethnic_groups", "K")


@cache
def _choices(values: tuple[tuple[str, tuple[str, ...]], ...]) -> _Index:
    index = _Index(first_wins=True)
    for name, writings in values:
        index.add(name, name, official=True)
        for writing in writings:
            index.add(writing, name, official=False)
    return index


@normaliser("choice")
def choice(raw: str, spec: FieldSpec) -> Clean:
    """Give the schema's word for a writing of it; other values stay as written and are named."""
    text, steps = tidy(raw)
    if not text:
        return Clean(None, steps)
    index = _choices(tuple((name, tuple(writings)) for name, writings in spec.values.items()))
    name = index.find(text) or index.find(re.split(r"[(\[;:]| - ", text)[0])
    if name:
        return Clean(name, steps + ("code_name",) * (name != text))
    _, steps, done = start(raw, strict=True)
    if done or not spec.values:
        return done or Clean(text, steps)
    coded = text.isdecimal() and not any(map(str.isdecimal, _writings(spec)))
    problem = "choice.code" if coded else "choice.unknown"
    return Clean(text, steps, problem, proposed=None if coded else index.near(text))


def _writings(spec: FieldSpec) -> str:
    return "".join(writing for writings in spec.values.values() for writing in writings)


@normaliser("nationality")
def nationality(raw: str, spec: FieldSpec) -> Clean:
    """Write "Việt Nam" for all its writings, else the country as written."""
    text, steps, done = start(raw)
    if done:
        return done
    key = squash(text)
    if key not in _VIETNAM and one_edit(key, "VIETNAM"):
        return Clean(text, steps, "code.unknown", proposed="Việt Nam")
    name = "Việt Nam" if key in _VIETNAM else text
    return Clean(name, steps + ("code_name",) * (name != text))


@normaliser("blood_type")
def blood_type(raw: str, spec: FieldSpec) -> Clean:
    """Give A, B, AB or O; the Rh sign is information beside it (Law 2014 art. 9 knows ABO only)."""
    text, steps = tidy(raw)
    key = re.sub(r"[\s.:]", "", text).upper()
    key = key.replace("Ô", "O").replace("Ó", "O").replace("−", "-").replace("–", "-")
    found = _BLOOD.fullmatch(_plain(key))
    if found is None:
        _, steps, done = start(raw)
        if squash(text) in _NOT_TESTED:
            done = Clean(None, (*steps, "placeholder"), note=text)
        return done or Clean(text, steps, "code.unknown")
    name = found[1].replace("0", "O")
    return Clean(name, steps + ("code_name",) * (name != text))


def _plain(key: str) -> str:
    table = str.maketrans({"Ư": "U", "Ơ": "O", "Á": "A", "Â": "A", "Í": "I", "Ó": "O", "Ì": "I"})
    return key.translate(table)


def sex_word(text: str) -> str | None:
    """Return Nam or Nữ for a word of sex; None for codes, marks and anything else."""
    key = squash(text) or {"♂": "M", "♀": "F"}.get(text.strip(), "")
    return "Nam" if key in _MALE else "Nữ" if key in _FEMALE else None


@normaliser("sex")
def sex(raw: str, spec: FieldSpec) -> Clean:
    """Nam or Nữ for words; codes and marks need the column (`steps.normalise`)."""
    text, steps = tidy(raw)
    word = sex_word(text) or sex_word(_SEX_CODE.sub("", text.split("(")[0]))
    if word:
        return Clean(word, steps + ("code_name",) * (word != text))
    _, steps, done = start(raw)
    near = _near_sex(squash(text))
    if done and not _LOST_WORD.fullmatch(text) and not near:
        return done
    return Clean(None, steps, "sex.unreadable", proposed=near)


def _near_sex(key: str) -> str | None:
    """Return the sex whose word is one edit away ("Nan", "Nma", "Nuu"): a proposal."""
    near = [name for name, word in (("Nam", "NAM"), ("Nữ", "NU")) if one_edit(key, word)]
    return near[0] if len(near) == 1 and len(key) > 1 and key[0] == "N" else None
