"""Cleaning of one text: str → str or a small tuple, standard library and unidecode only.

Order of a value's way, fixed here: `repair` (old code pages, misread UTF-8, keystrokes; by column,
and first, for U+00AD is a letter of TCVN3) → `clean.tidy` (invisible signs, full width, NFC, đ,
spaces) → `placeholder` → the type's own module (`name`, `date`, `address`). `fold` makes the keys
by which texts are compared, `tone` puts tone marks in one place.
"""
