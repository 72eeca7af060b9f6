"""An address cut into pieces: where a part ends, and the kind of place its first word tells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dancu_clean.text.admin_tables import unit_key
from dancu_clean.text.admin_units import find_province, is_unit_key, province_by_key

COMMUNE_KINDS = ("xã", "phường", "thị trấn", "đặc khu")
DISTRICT_KINDS = ("huyện", "quận", "thị xã")
_UNIT_KINDS = (*COMMUNE_KINDS, *DISTRICT_KINDS, "thành phố", "tỉnh")


class Piece(NamedTuple):
    """A piece of an address: its words, the kind its type word announces ("" if none), its name.

    Kinds: those of units ("xã", "tỉnh"…), "thành phố" (of either level), "hamlet", "street", "".
    `label` is the full type word of a hamlet; `rank` 2 for a hamlet, 1 for a part of one, else 0.
    """

    text: str
    kind: str
    name: str
    label: str = ""
    rank: int = 0


# Type words at the head of a piece: with marks, without, short. The second counts only in a
# text without any marks: "Phương Mai" is no "phường".
_UNITS = [
    ("tỉnh", r"tỉnh", r"tinh", ""),
    ("thành phố", r"thành\s*phố|thành\s*phô", r"thanh\s*pho", r"t\.?\s?p(?=[\s.]|[A-ZĐ]{2}|$)"),
    ("thị xã", r"thị\s*xã", r"thi\s*xa", r"t\.?\s?x(?=[\s.])"),
    ("thị trấn", r"thị\s*trấn", r"thi\s*tran", r"t\.?\s?t(?=[\s.])"),
    ("huyện", r"huyện", r"huyen", r"h(?=\.\s?\w|\s(?!['’]))"),
    ("quận", r"quận", r"quan", r"q(?=[\s.]|\d)"),
    ("phường", r"phường", r"phuong", r"[pf](?=[\s.]|\d)"),
    ("xã", r"xã", r"xa", r"x(?=[\s.])"),
    ("đặc khu", r"đặc\s*khu", r"dac\s*khu", r"đ\.?k(?=[\s.])"),
]
_HAMLETS = [
    (
        "Tổ dân phố",
        2,
        r"tổ\s*dân\s*phố",
        r"to\s*dan\s*pho",
        r"t[oổ]\s*d\.?p(?=[\s.\d])|t\.?d\.?p(?=[\s.\d])",
    ),
    ("Khu phố", 2, r"khu\s*phố", r"khu\s*pho", r"k\.?p(?=[\s.\d])"),
    ("Khu vực", 2, r"khu\s*vực", r"khu\s*vuc", r"kv(?=[\s.\d])"),
    ("Khối phố", 2, r"khối\s*phố", r"khoi\s*pho", ""),
    ("Khối", 2, r"khối", r"khoi", ""),
    ("Tiểu khu", 2, r"tiểu\s*khu", r"tieu\s*khu", r"tk(?=[\s.\d])"),
    ("Khu dân cư", 1, r"khu\s*dân\s*cư", r"khu\s*dan\s*cu", r"kdc(?=[\s.\d])"),
    ("Thôn", 2, r"thôn", r"thon", r"th(?=\.|\s\d)|t(?=\.?\s?\d)|t(?=\.)"),
    ("Buôn", 2, r"buôn", r"buon", r"b(?=\.)"),
    ("Bản", 2, r"bản", r"ban", ""),
    ("Ấp", 2, r"ấp", r"ap", ""),
    ("Khóm", 2, r"khóm", r"khom", ""),
    ("Xóm", 2, r"xóm", r"xom", ""),
    ("Làng", 2, r"làng", r"lang", ""),
    ("Plei", 2, r"pl[eâ]i|plây|pley", r"pl[ea][iy]|pley", ""),
    ("Bon", 2, r"bon", r"bon", ""),
    ("Sóc", 2, r"sóc", r"soc", ""),
    ("Phum", 2, r"phum", r"phum", ""),
    ("Đội", 1, r"đội", r"doi", ""),
    ("Cụm", 1, r"cụm", r"cum", ""),
    ("Liên gia", 1, r"liên\s*gia", r"lien\s*gia", ""),
    ("Khu", 1, r"khu", r"khu", r"k(?=\.?\d)"),
    ("Tổ", 1, r"tổ", r"to", ""),
]
_TAIL = r"[\s.:]*"


def _heads(marked: str, plain: str, short: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a type word for a piece with marks and for one without."""
    end = r"(?=[\s.:\d]|$)"
    more = f"|{short}" if short else ""
    return (
        re.compile(rf"(?:(?:{marked}){end}{more}){_TAIL}", re.IGNORECASE),
        re.compile(rf"(?:(?:{plain}){end}{more}){_TAIL}", re.IGNORECASE),
    )


_HEADS = [(kind, *_heads(marked, plain, short)) for kind, marked, plain, short in _UNITS]
_HAMLET_HEADS = [(label, rank, *_heads(m, p, short)) for label, rank, m, p, short in _HAMLETS]
_STREET = re.compile(
    r"(?:\d|số\s|so\s\d|sn\b|đường\b|duong\s|phố\s|ngõ\b|ngo\s\d|ngách\b|ngach\s|hẻm\b|hem\s|kiệt\b|kiet\s\d|"
    r"quốc\s*lộ|quoc\s*lo|ql\s?\d|tỉnh\s*lộ|tinh\s*lo|tl\s?\d|km\s?\d|chung\s*cư|căn\s*hộ|lô\s|block\b|tầng\b|đ\.)",
    re.I,
)
# A new piece begins inside a part at these words.
_INSIDE_MARKED = re.compile(
    r"(?:(?<=\s)|^)(?:thị\s+xã|thị\s+trấn|thành\s+phố|tổ\s+dân\s+phố|khu\s+phố|đặc\s+khu|tỉnh(?!\s+lộ)|huyện|quận|phường|xã|thôn|"
    r"buôn|ấp|khóm|xóm|khối|tổ(?=\s+\d)|tdp(?=[\s.\d])|kp(?=[\s.\d])|t\.?p(?=\.|\s)|t\.?x(?=\.|\s)|tt(?=\.|\s)|[qhxpt]\.(?=\s?\w)|[pqf]\.?\s?(?=\d+\b)|"
    r"[qhxp](?=\s[A-ZĐÂÊÔƯ]))",
    re.I,
)
_INSIDE_PLAIN = re.compile(
    r"(?:(?<=\s)|^)(?:thi\s+xa|thi\s+tran|thanh\s+pho|to\s+dan\s+pho|khu\s+pho|dac\s+khu|tinh(?!\s+lo)|huyen|quan|phuong|xa|thon|"
    r"buon|ap|khom|xom|to(?=\s+\d)|tdp(?=[\s.\d])|kp(?=[\s.\d])|t\.?p(?=\.|\s)|t\.?x(?=\.|\s)|tt(?=\.|\s)|[qhxpt]\.(?=\s?\w)|[pqf]\.?\s?(?=\d+\b))"
    r"(?![A-Z]*[a-zA-Z])",
    re.I,
)
_SEPARATOR = re.compile(
    r"[,;|]|\s[-–—]+|[-–—]+\s|\s/|/\s|(?<=[^\W\d_][^\W\d_])[-–—/](?=[^\W\d_][^\W\d_.])|"
    r"(?<=[^\W\d_][^\W\d_])[-–—](?=[XHTPQ]\.)"
)
_SEPARATORS = frozenset("-–—;|/")
_ONE_NAME = re.compile(
    r"(bà rịa|ba ria|br|tt|phan rang|prang|thừa thiên|thua thien|văn miếu|chân mây|lâm viên|"
    r"xuân hương|cam ly|xuân trường|lang biang)"
    r"\s*[-–—]\s*(?=vũng|vung|vt|hu|tháp|thap|tc|quốc|quoc|lăng|đà lạt|da lat)",
    re.I,
)
_TWO_WORDS = re.compile(
    r"(?:th[iịàa]\w*|tổ\s+dân|to\s+dan|khu|đặc|dac)\s+(?:xã|xa|tr[aấ]n|ph[oố]|khu)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"([^\d\s]+(?:\s[^\d\s]+){0,2}\s?\d+[A-Za-z]?)\s+([^\W\d_].{2,})")
_NOTE = re.compile(r"\s*\([^)]*\)?\s*")


def split_parts(text: str) -> list[str]:
    """Cut a tidy address at commas, semicolons and dashes; names that hold a dash stay whole."""
    if _SEPARATORS.isdisjoint(text):
        return text.split(",")
    if "-" in text or "–" in text or "—" in text:
        text = _ONE_NAME.sub(r"\1 ", text)
    return _SEPARATOR.split(text)


@lru_cache(maxsize=1 << 16)
def split_part(part: str) -> tuple[Piece, ...]:
    """Cut one part where a type word begins inside it ("Thôn 3 xã Ea Tu" → two pieces)."""
    part = part.strip(" .")
    whole = classify(part) if part else None
    if whole is not None and whole.kind in _UNIT_KINDS and is_unit_key(unit_key(whole.name)):
        return (whole,)
    pattern = _INSIDE_PLAIN if part.isascii() else _INSIDE_MARKED
    start, texts = 0, []
    for found in pattern.finditer(part):
        if found.start() <= start or _holds_together(part, start, found.start()):
            continue
        texts.append(part[start : found.start()].strip(" ."))
        start = found.start()
    texts.append(part[start:].strip(" ."))
    pieces: list[Piece] = []
    for text in filter(None, texts):
        numbered = _NUMBERED.fullmatch(text)
        split = numbered is not None and classify(numbered[1]).kind == "hamlet"
        pieces += map(classify, (numbered[1], numbered[2]) if numbered and split else (text,))
    return tuple(pieces)


def _holds_together(part: str, start: int, cut: int) -> bool:
    """Tell whether the word at `cut` belongs to a name ("xa Tam Quan", "TP Buon Ho")."""
    before, after = part[start:cut].split(), part[cut:].split()
    if classify(" ".join(before)).name == "":
        return True
    if before[-1][-1:].isdigit() or _TWO_WORDS.match(part, cut) or _announces(after):
        return False
    return any(
        is_unit_key(unit_key("".join(before[-b:] + after[:a])))
        for b in range(1, min(2, len(before)) + 1)
        for a in range(1, min(2, len(after)) + 1)
    )


def _announces(words: list[str]) -> bool:
    """Tell whether "tỉnh" is followed by the name of a province."""
    return unit_key(words[0]) == "tinh" and any(
        province_by_key(unit_key("".join(words[1:count])))
        for count in range(2, min(5, len(words)) + 1)
    )


@lru_cache(maxsize=1 << 16)
def classify(text: str) -> Piece:
    """Read the type word at the head of a piece."""
    bare = _NOTE.sub(" ", text).strip(" .") or text
    if bare[0].isdigit():
        return Piece(text, "street", bare)
    if province_by_key(unit_key(bare)) or (
        bare[:2].upper() in ("T.", "TT") and find_province(bare)
    ):
        return Piece(text, "", bare)
    if _STREET.match(bare) and not is_unit_key(unit_key(bare)):
        return Piece(text, "street", bare)
    plain = bare.isascii()
    for kind, marked, unmarked in _HEADS:
        found = (unmarked if plain else marked).match(bare)
        if found:
            return _unit(text, kind, bare, bare[found.end() :])
    for label, rank, marked, unmarked in _HAMLET_HEADS:
        found = (unmarked if plain else marked).match(bare)
        if found:
            return Piece(text, "hamlet", bare[found.end() :].strip(), label, rank)
    return Piece(text, "", bare)


def _unit(text: str, kind: str, bare: str, name: str) -> Piece:
    name = name.strip(" .")
    if bare[:2] == "Xa" and is_unit_key(unit_key(bare)):
        return Piece(text, "", bare)
    if kind == "xã" and bare[1:2] in ". " and name[:2].strip().isdigit():
        return Piece(text, "hamlet", name, "Xóm", 2)
    return Piece(text, kind, name)
