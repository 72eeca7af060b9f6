"""Numbers of papers: one small module each, all alike.

`compact(text)` removes separators, `faults(number)` names what is wrong with the shape
("length", "format", "component", "check", "filler"), `is_valid(number)` is true without faults,
`parts(number)` takes a number apart where its digits mean something. All are pure functions of
one text; nothing here knows today's date.
"""
