"""One small function per type of value: a cell's text and its field → `Clean`.

A normaliser never raises and never guesses; it gives back what it cannot read and names the
fault. What needs the row or the column beside the value (lost zeros of a personal number, the
coding of sex, the century of a year) is finished by `steps.normalise`.
"""

from dancu_clean.normalisers import amounts, books, dates, lists, numbers, papers, places, words
from dancu_clean.normalisers.base import NORMALISERS, Normaliser, normaliser_of

__all__ = [
    "NORMALISERS", "Normaliser", "amounts", "books", "dates", "lists", "normaliser_of", "numbers",
    "papers", "places", "words",
]  # fmt: skip
