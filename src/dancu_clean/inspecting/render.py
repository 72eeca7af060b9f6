"""A reading as text, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dancu_clean.inspecting.words import HOW, SKIPPED, TEXT

_SURE = 0.95


def render(description: Mapping[str, Any], lang: str = "vi") -> str:
    """Return the reading as text, Vietnamese or English."""
    words = TEXT[lang]
    title = description["dataset_title_en" if lang == "en" else "dataset_title"]
    lines = [
        words["table"].format(
            place=_place(description, words),
            title=title or description["dataset"],
            dataset=description["dataset"],
            sure=_percent(description["dataset_confidence"], lang),
        ),
        words["rows" if description["header_row"] > 0 else "no_header"].format(
            header=description["header_row"],
            rows=_count(description["rows"], lang),
            first=description["first_row"],
            last=description["last_row"],
        ),
    ]
    if description["encoding"]:
        lines.append(words["encoding"].format(**description))
    if description["skipped"]:
        names = SKIPPED[lang]
        items = ", ".join(f"{n} {names.get(k, k)}" for k, n in description["skipped"].items())
        lines.append(words["skipped"].format(items=items))
    lines += ["", words["columns"], *_column_lines(description["columns"], words, lang)]
    if description["remarks"]:
        lines += ["", words["remarks"], *(f"  - {text}" for text in description["remarks"])]
    return "\n".join(
        [*lines, *_repair_lines(description, lang), *_preview_lines(description, lang)]
    )


def _repair_lines(description: Mapping[str, Any], lang: str) -> list[str]:
    """Return one line a field: what would be repaired, in how many cells."""
    words = TEXT[lang]
    told: dict[str, list[str]] = {}
    for one in description["repairs"]:
        name, step = (
            (one["field"], one["step"]) if lang == "en" else (one["label"], one["step_label"])
        )
        cells = words["cells"].format(count=_count(one["cells"], lang))
        told.setdefault(name, []).append(f"{step} ({cells})")
    if not told:
        return []
    whole = description["seen"] >= description["rows"]
    head = (
        words["repairs"]
        if whole
        else words["sampled"].format(seen=_count(description["seen"], lang))
    )
    return ["", head, *(f"  - {name}: {'; '.join(steps)}" for name, steps in told.items())]


def _place(description: Mapping[str, Any], words: Mapping[str, str]) -> str:
    if description["container"] in ("csv", "tsv", "parquet"):
        return str(description["file"])
    return words["sheet"].format(**description)


def _column_lines(
    columns: Sequence[Mapping[str, Any]], words: Mapping[str, str], lang: str
) -> list[str]:
    wide = min(40, max((len(column["heading"]) for column in columns), default=0))
    lines = []
    for column in columns:
        told = _told(column, words, lang)
        lines.append(f"  {column['letter']:>2}  {column['heading']:<{wide}}  → {told}")
    return lines


def _told(column: Mapping[str, Any], words: Mapping[str, str], lang: str) -> str:
    if column["how"] == "row_number":
        return words["number"]
    if column["field"] is None:
        return words["unknown"]
    notes = []
    if column["part_of"]:
        target = column["part_of" if lang == "en" else "part_of_label"]
        notes.append(words["part"].format(target=target))
    if column["how"] in HOW[lang]:
        notes.append(HOW[lang][column["how"]])
    if column["confidence"] < _SURE:
        notes.append(_percent(column["confidence"], lang))
    name = column["field"] if lang == "en" else f"{column['label']} ({column['field']})"
    return f"{name}, {', '.join(notes)}" if notes else name


def _preview_lines(description: Mapping[str, Any], lang: str) -> list[str]:
    words, preview = TEXT[lang], description["preview"]
    if not preview:
        return []
    labels = {} if lang == "en" else description["labels"]
    lines = ["", words["preview"].format(count=len(preview))]
    for row in preview:
        pairs = " | ".join(
            f"{labels.get(name, name)}: {_change(row['values'].get(name), row['clean'].get(name))}"
            for name in dict.fromkeys((*row["values"], *row["clean"]))
        )
        lines.append(f"  {words['row'].format(row=row['row'])}: {' '.join(pairs.split())}")
    return lines


def _change(raw: str | None, clean: str | None) -> str:
    """Return a cell, with an arrow to what cleaning makes of it when that is something else."""
    if clean is None or clean == raw:
        return raw or ""
    return f"{raw} → {clean}" if raw else f"→ {clean}"


def _percent(share: float, lang: str) -> str:
    return f"{share:.0%}" if lang == "en" else f"{share * 100:.0f} %"


def _count(number: int, lang: str) -> str:
    return f"{number:,}" if lang == "en" else f"{number:,}".replace(",", ".")
