"""Whose column is it: "của cha", "chủ hộ", "bên nữ" turn a field into another one.

Marks decide where there are any ("bố" is a father, "Bộ" a ministry); a heading without marks is
read by its bare letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dancu_clean.spec import Dataset
from dancu_clean.text.fold import fold

_WORDS: dict[str, tuple[str, ...]] = {
    "spouse": ("vợ chồng", "vợ hoặc chồng"),
    "representative": (
        "người đại diện hợp pháp", "người đại diện", "người giám hộ", "người nhận thay",
    ),
    "account": ("chủ tài khoản", "chủ tk"),
    "head": ("chủ hộ",),
    "declarer": ("người đi khai", "người đi đăng ký", "người khai", "người yêu cầu", "người nuôi"),
    "relative": ("thân nhân", "người thờ cúng", "người liên hệ", "người chăm sóc"),
    "husband": ("bên nam", "người chồng", "chồng"),
    "wife": ("bên nữ", "người vợ", "vợ"),
    "father": ("người cha", "cha", "bố"),
    "mother": ("người mẹ", "mẹ"),
}  # fmt: skip
_FIELDS = ("father", "mother", "spouse", "head", "representative")
_SHORT = {"full_name": "name", "personal_id": "id"}
_GLUE = {"cua", "của", "ve", "về", "nguoi", "người", "thong", "thông", "tin", "phan", "phần"}


def plain(text: str) -> str:
    """Return lower-case NFC words with their marks, punctuation as single spaces."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    return " ".join(re.sub(r"[^\w]+|_", " ", lowered).split())


def _patterns() -> dict[bool, list[tuple[str, re.Pattern[str]]]]:
    marked, bare = [], []
    for role, words in _WORDS.items():
        for word in words:
            marked.append((role, re.compile(rf"\b{word}\b")))
            bare.append((role, re.compile(rf"\b{fold(word).lower()}\b")))
    return {False: marked, True: bare}


_PATTERNS = _patterns()
# Bare "bo", "me", "vo" and "ba" are too short to say a role for certain, but refusing is safe.


@lru_cache(maxsize=4096)
def split_role(text: str) -> tuple[str | None, str]:
    """Return the role a heading speaks of (None: the person of the list) and the words left."""
    words = plain(text)
    role = None
    for name, pattern in _PATTERNS[words.isascii()]:
        if pattern.search(words):
            if role is None:
                role = name
            elif {role, name} == {"husband", "wife"}:
                role = "spouse"
            words = pattern.sub(" ", words)
    if role:
        words = " ".join(word for word in words.split() if word not in _GLUE)
    return role, words


def field_of_role(dataset: Dataset, role: str, base: str, main: str | None) -> str | None:
    """Return the field that holds `base` of the person in `role`, None when there is none.

    `main` is the role the list itself is about (heads in a list of households). In a marriage
    register the main person is the husband, the spouse fields are the wife's.
    """
    if role == main:
        return base
    if dataset.asserts == "marriage":
        if role == "husband":
            return base
        role = "spouse" if role == "wife" else role
    elif role in ("husband", "wife"):
        role = "spouse"
    if role not in _FIELDS:
        return None
    suffixes = [_SHORT.get(base, base)]
    if base in ("birth_date", "birth_year"):
        suffixes += ["birth_year" if base == "birth_date" else "birth_date"]
    for suffix in suffixes:
        if (name := f"{role}_{suffix}") in dataset.fields:
            return name
    return None
