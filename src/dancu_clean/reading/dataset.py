"""Which dataset a list belongs to: by the headings it has, then by the words of its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dancu_clean.reading.headings import Heading, Vocabulary
from dancu_clean.reading.mapping import ColumnMap, map_columns
from dancu_clean.spec import Dataset
from dancu_clean.text.fold import fold

FALLBACK = "person_list"
_DETECT_WEIGHT = 2.0
_ABSENT_WEIGHT = 3.0
_TITLE_WEIGHT = 3.0
_ANYONE = {"personal_id", "full_name", "birth_date", "household_no"}
_NO_NAME = 3.0
_NO_SIGN = 4.0
_MOSTLY_ABSENT = 0.5
# Pairs of words that stand in the titles of all kinds of lists.
_COMMON = {
    "DANH SACH", "DANG KY", "SO DANG", "KY KHAI", "KY KET", "THONG TIN", "TIN DAN", "DU LIEU",
    "CAP NHAT", "NHAT CHINH", "THU THAP", "PHIEU THU", "PHIEU CAP", "Y TE", "DOI TUONG",
    "TUONG BAO", "THAM GIA", "GIA BAO", "SACH THAM", "SACH DOI", "SACH HO", "SACH NGUOI", "XA HOI",
    "NGUOI CO", "CONG VOI", "VOI CACH", "DAN CU", "DOI CHIEU", "CU NGUON", "NAM 2015", "LIST OF",
    "OF PEOPLE", "HO CAN", "NGHEO HO",
}  # fmt: skip
_SHORT = {"BHYT": "BAO HIEM Y TE", "BHXH": "BAO HIEM XA HOI", "BHTN": "BAO HIEM THAT NGHIEP",
          "BTXH": "BAO TRO XA HOI", "NCC": "NGUOI CO CONG"}  # fmt: skip
_SILENT = {
    "SO", "MA", "MA SO", "NGAY", "NAM", "NHOM", "DOI TUONG", "QUAN HE", "DIEN", "HO SO", "TU NGAY",
    "DEN NGAY", "CO GIA TRI DEN", "HAN SU DUNG", "NGAY HET HAN", "SO THE", "BHXH",
}  # fmt: skip


@dataclass(frozen=True)
class Detection:
    """The dataset that explains a list best, how sure, and the runner-up."""

    name: str
    confidence: float
    second: str
    margin: float


def detect(
    headings: Sequence[Heading],
    words: Mapping[str, Vocabulary],
    chosen: Mapping[str, str],
    empty: frozenset[int],
    title: str,
) -> Detection:
    """Return the dataset with the highest score.

    A heading that is understood counts 1, up to 3 when it is a `detect` field that few datasets
    have; `detect` fields that are absent count a little against it, and the words of its title
    in file name, sheet name or title rows speak for it. The general list wins what is common.
    """
    words = _possible(headings, words)
    weights = _weights([vocabulary.dataset for vocabulary in words.values()])
    columns = max(1, sum(bool(heading.parts) for heading in headings))
    own = _own_signs([vocabulary.dataset for vocabulary in words.values()])
    scores, shares = {}, {}
    titles = _title_scores([vocabulary.dataset for vocabulary in words.values()], title)
    for name, vocabulary in words.items():
        found = map_columns(headings, vocabulary, chosen, empty, fuzzy=False)
        told = _telling(headings, found, vocabulary)
        signed = bool(titles[name] or told & own[name])
        score = _score(vocabulary, found, weights, told, signed=signed)
        scores[name] = score + _TITLE_WEIGHT * titles[name]
        shares[name] = sum(guess is not None for guess in found.taken) / columns
    order = sorted(scores, key=lambda name: (-scores[name], name != FALLBACK, name))
    second = order[1] if len(order) > 1 else ""
    margin = scores[order[0]] - scores[second] if second else _TITLE_WEIGHT
    confidence = min(1.0, shares[order[0]]) * min(1.0, 0.6 + margin / 5)
    return Detection(order[0], round(confidence, 2), second, round(margin, 2))


def _possible(
    headings: Sequence[Heading], words: Mapping[str, Vocabulary]
) -> Mapping[str, Vocabulary]:
    """Leave out the datasets that never have one of these headings (BCG: no COVID-19 list)."""
    parts = [part.replace("-", " ") for heading in headings for part in heading.parts]
    seen = "|".join(f" {fold(part)} " for part in parts)
    kept = {
        name: vocabulary
        for name, vocabulary in words.items()
        if not any(f" {fold(word)} " in seen for word in vocabulary.dataset.never_with)
    }
    return kept or words


def _telling(headings: Sequence[Heading], found: ColumnMap, words: Vocabulary) -> set[str]:
    """Return the fields whose heading says what they are: "Số" and "Ngày" may be anything."""
    pairs = zip(headings, found.taken, strict=True)
    told = {g.field for heading, g in pairs if g and fold(heading.text) not in _SILENT}
    return {words.fields[name].part_of or name for name in told if name in words.fields}


def _own_signs(datasets: Sequence[Dataset]) -> dict[str, set[str]]:
    """Return the telling fields of each dataset that the general list does not have or key by."""
    general = next((set(d.fields) for d in datasets if d.name == FALLBACK), set())
    return {d.name: (set(d.detect) - general) | (set(d.key) - _ANYONE) for d in datasets}


def _score(
    words: Vocabulary,
    found: ColumnMap,
    weights: Mapping[str, float],
    told: set[str],
    *,
    signed: bool,
) -> float:
    """Score one dataset; `signed`: the list has a word or a field that only this kind has.

    `told`: the fields whose heading says what they are.

    Being on a special list is a statement (born, dead, paid), so without a sign of it most of
    the telling fields must be there.
    """
    dataset = words.dataset
    read = {words.fields[name].part_of or name for name in found.fields() if name in words.fields}
    fields = {name for name in read if name in dataset.fields}
    score = float(len(fields))
    names = ["full_name", *(["spouse_name"] if dataset.asserts == "marriage" else [])]
    score -= _NO_NAME * sum(name in dataset.fields and name not in fields for name in names)
    if dataset.name == FALLBACK:
        return score
    present = sum(weights[name] for name in dataset.detect if name in fields & told)
    total = sum(weights[name] for name in dataset.detect)
    absent = 1 - present / total if total else 1.0
    if not signed and absent > _MOSTLY_ABSENT:
        score -= _NO_SIGN
    return score + _DETECT_WEIGHT * present - _ABSENT_WEIGHT * absent


def _weights(datasets: Sequence[Dataset]) -> dict[str, float]:
    """Return how telling a field is: 1 when one dataset has it, near 0 when all do."""
    number = Counter(name for dataset in datasets for name in dataset.fields)
    return {name: 1 - (count - 1) / len(datasets) for name, count in number.items()}


def _title_scores(datasets: Sequence[Dataset], title: str) -> dict[str, float]:
    """Return per dataset the rarest pair of title words that the list's title has, 0 … 1."""
    found_words = fold(title.replace("_", " ")).split()
    text = f" {' '.join(_SHORT.get(word, word) for word in found_words)} "
    pairs = {d.name: _pairs(d.title) | _pairs(d.title_en) | _pairs(d.name) for d in datasets}
    number = Counter(pair for found in pairs.values() for pair in found)
    return {
        name: max((1 / number[pair] for pair in found if f" {pair} " in text), default=0.0)
        for name, found in pairs.items()
    }


def _pairs(text: str) -> set[str]:
    """Return the telling pairs of words, and the words that bear a number (DC01)."""
    words = fold(text.replace("_", " ")).split()
    numbered = {word for word in words if not word.isdigit() and not word.isalpha()}
    return numbered | {f"{a} {b}" for a, b in pairwise(words)} - _COMMON
