"""Part columns → one field: họ đệm + tên, ngày/tháng/năm, năm sinh Nam|Nữ, dấu x dưới "Nữ"."""

from __future__ import annotations

import pandas as pd

_MARK = r"(?i)^\s*(?:x|v|\+|1|1\.0|✓|✔|true|nữ|nu|có)\s*$"
_ZERO = r"(?i)^\s*(?:0|không|false|-)\s*$"
# A year of two digits is a birth, "1" a mark.
_DATED = r"[2-9]\d|\d[1-9]|\d\d\d"
_NAME_PARTS = ("family_middle_name", "middle_name", "given_name")
_DAY_PARTS = ("birth_day", "birth_month", "birth_year")
_CLASSES = (("poor_mark", "Hộ nghèo"), ("near_poor_mark", "Hộ cận nghèo"))
BY_SEX = (("birth_year_male", "male_mark", "Nam"), ("birth_year_female", "female_mark", "Nữ"))


def compose(parts: pd.DataFrame, raw: pd.DataFrame) -> pd.DataFrame:
    """Return the composed columns (`full_name`, `birth_date`, `sex`, `classification`).

    `parts` holds part columns under their names, `raw` the fields that a column of its own
    already gives: these win, and composed values only fill their blanks.
    """
    made: dict[str, pd.Series] = {}
    parts = _settle_by_sex(parts)
    if set(_NAME_PARTS) & set(parts):
        made["full_name"] = _joined(parts, _NAME_PARTS, " ")
    if set(_DAY_PARTS) & set(parts):
        made["birth_date"] = _date(parts)
    for year, mark, word in BY_SEX:
        if year in parts:
            _fill(made, "birth_date", parts[year])
            _fill_sex(made, _word(parts[year].notna(), word))
        if mark in parts:
            _fill_sex(made, _from_mark(parts, mark, word))
    for mark, word in _CLASSES:
        if mark in parts:
            marked = parts[mark].str.match(_MARK).fillna(False).astype(bool)
            _fill(made, "classification", _word(marked, word))
    for name, values in made.items():
        if name in raw:
            made[name] = raw[name].where(raw[name].notna(), values)
    return pd.DataFrame(made, index=parts.index, dtype="str")


def _settle_by_sex(parts: pd.DataFrame) -> pd.DataFrame:
    """Let the values tell years under Nam|Nữ from crosses under Nam|Nữ."""
    names = {}
    for year, mark, _ in BY_SEX:
        for name, other, want_year in ((year, mark, False), (mark, year, True)):
            if name in parts and other not in parts:
                values = parts[name].dropna()
                dated = float(values.str.contains(_DATED, regex=True).mean()) if len(values) else 0
                if (want_year and dated > 0.5) or (not want_year and len(values) and not dated):
                    names[name] = other
    return parts.rename(columns=names)


def _fill(made: dict[str, pd.Series], name: str, values: pd.Series) -> None:
    made[name] = made[name].where(made[name].notna(), values) if name in made else values


def _fill_sex(made: dict[str, pd.Series], values: pd.Series) -> None:
    """Fill blanks; a row under both "Nam" and "Nữ" says both, which is for people to settle."""
    if "sex" in made:
        both = made["sex"].notna() & values.notna() & (made["sex"] != values)
        made["sex"] = made["sex"].where(~both, made["sex"] + "; " + values)
    _fill(made, "sex", values)


def _word(mask: pd.Series, word: str) -> pd.Series:
    return pd.Series([word], dtype="str").repeat(len(mask)).set_axis(mask.index).where(mask)


def _joined(parts: pd.DataFrame, names: tuple[str, ...], glue: str) -> pd.Series:
    found = [parts[name] for name in names if name in parts]
    whole = found[0]
    for other in found[1:]:
        both = whole.str.rstrip() + glue + other.str.lstrip()
        whole = both.where(both.notna(), whole.where(whole.notna(), other))
    return whole


def _date(parts: pd.DataFrame) -> pd.Series:
    """Return 'd/m/yyyy', 'm/yyyy' or 'yyyy', by what is there."""
    day, month, year = (
        parts[name] if name in parts else pd.Series(index=parts.index, dtype="str")
        for name in _DAY_PARTS
    )
    text = year
    with_month = month + "/" + year
    text = with_month.where(with_month.notna(), text)
    whole = day + "/" + with_month
    return whole.where(whole.notna(), text)


def _from_mark(parts: pd.DataFrame, mark: str, word: str) -> pd.Series:
    """Return the sex of marked rows; with one mark column a blank means the other sex."""
    values = parts[mark]
    marked = values.str.match(_MARK).fillna(False).astype(bool)
    denied = values.isna() | values.str.match(_ZERO).fillna(False).astype(bool)
    sex = values.where(~marked, _word(marked, word)).where(~denied)
    other_mark = "male_mark" if mark == "female_mark" else "female_mark"
    if other_mark in parts:
        return sex
    return sex.where(~denied, _word(denied, "Nam" if word == "Nữ" else "Nữ"))
