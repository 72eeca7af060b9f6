"""Whether a whole cell was typed without its input method: evidence for `text.typing`."""

from __future__ import annotations

import re
from typing import NamedTuple

from dancu_clean.text.readings import families
from dancu_clean.text.syllable import is_bare, is_syllable
from dancu_clean.text.typing import Typed, typed

TOKEN = re.compile(r"[^\W_]+")
_MANY = 3


class Keyed(NamedTuple):
    """A cell as it was meant, its step, how many words were keys, and whether that is sure.

    Vowels written twice are no evidence: without any other key ("Lee Min Hoo") it is not `firm`.
    """

    text: str
    step: str
    words: int
    sure: bool
    firm: bool


def is_name(text: str) -> bool:
    """Tell whether a text is a family name and more Vietnamese words, nothing else."""
    words = text.split(" ")
    return len(words) > 1 and words[0].lower() in families() and not any(map(_strange, words))


def is_telling(keys: Typed) -> bool:
    """Tell whether one word alone is reason to look at its cell ("Max" is not)."""
    several = keys.keys > 1 or keys.foreign or keys.step == "doubled"
    return keys.firm and (several or keys.word.lower() in families())


def read_keys(text: str) -> Keyed | None:
    """Read a cell as keystrokes; None unless every word is Vietnamese then.

    A foreign word does not speak against it beside many keys that are no letters of ours.
    """
    words = TOKEN.findall(text)
    found = {word: keys for word in words if (keys := typed(word))}
    if not found:
        return None
    steps = [one.step for one in found.values()]
    step = max(set(steps), key=lambda name: (name == "vni_keys", steps.count(name), name))
    if step == "vni_keys":  # "Toong" beside VNI keys is no Telex
        found = {word: one for word, one in found.items() if one.step == step}
    strange = any(_strange(word) for word in words if word not in found)
    if strange and not (_proven(found) and len(found) > 1):
        return None
    read = TOKEN.sub(lambda word: found[word[0]].word if word[0] in found else word[0], text)
    firm = any(one.firm for one in found.values())
    return Keyed(read, step, len(found), firm and _sure(words, found), firm)


def _strange(word: str) -> bool:
    """Tell a word that is no Vietnamese syllable; what begins with a digit is a number."""
    if not word[:1].isalpha():
        return False
    return not (is_syllable(word) or (word.isascii() and is_bare(word)))


def _proven(found: dict[str, Typed]) -> bool:
    marks = found.values()
    return sum(one.keys for one in marks) >= _MANY and any(one.foreign for one in marks)


def _sure(words: list[str], found: dict[str, Typed]) -> bool:
    """Tell whether the keys prove themselves, by a family name in front or by their number."""
    marks = found.values()
    keys = sum(one.keys for one in marks)
    foreign = any(one.foreign for one in marks)
    first = found[words[0]].word if words[0] in found else words[0]
    named = first.lower() in families()
    if any(one.step == "vni_keys" for one in marks):
        return (keys > 1 and foreign) or (named and (foreign or len(found) > 1))
    doubled = any(one.step == "doubled" for one in marks)
    if named:
        return doubled or foreign or len(found) > 1 or any(one.keys > 1 for one in marks)
    return doubled or (keys >= _MANY and foreign)
