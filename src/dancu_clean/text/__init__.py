"""Cleaning of one text: str → str or a small tuple, standard library and unidecode only.

Order of a value's way, fixed here: `clean.tidy` (invisible signs, full width, NFC, đ, spaces) →
`placeholder` → the type's own module (`name`, `date`, `address`). `fold` makes the keys by
which texts are compared, `tone` puts tone marks in one place, `sortkey` orders names.
"""
