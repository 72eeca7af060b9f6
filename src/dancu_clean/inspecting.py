"""What the reader saw in one table, as data and as a colleague would tell it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from dancu_clean.model import ColumnReading, Source
from dancu_clean.spec import FieldSpec

_PREVIEW = 3
_SURE = 0.95
_DIGITS = re.compile(r"\d(?=[\d .]*\d{2})")
_LONG_NUMBER = re.compile(r"\d[\d .-]{4,}\d")
_CLEAR_TYPES = {"date", "sex", "code", "choice", "money", "number", "nationality", "admin_unit"}

_SKIPPED = {
    "vi": {
        "empty": "dòng trống",
        "numbering": "dòng đánh số cột (1) (2) (3)",
        "repeated_header": "dòng tiêu đề lặp lại",
        "total": "dòng cộng",
        "footer": "dòng chữ ký, ghi chú cuối",
        "group": "dòng nhóm (thôn, tổ, đơn vị)",
    },
    "en": {
        "empty": "blank",
        "numbering": "column numbers (1) (2) (3)",
        "repeated_header": "repeated header",
        "total": "totals",
        "footer": "signatures and closing notes",
        "group": "group headings (hamlet, unit)",
    },
}
_HOW = {
    "vi": {
        "folded": "khác chữ hoa, dấu hoặc khoảng trắng",
        "without_brackets": "bỏ phần trong ngoặc",
        "without_person": "bỏ chữ chỉ người",
        "by_role": "theo người được nói tới",
        "last_line": "theo dòng dưới của tiêu đề",
        "under_heading": "theo tiêu đề hai dòng",
        "similar": "tên gần giống, cần xem lại",
        "chosen": "do --map chỉ định",
    },
    "en": {
        "folded": "other case, marks or spaces",
        "without_brackets": "without the brackets",
        "without_person": "without the word for the person",
        "by_role": "by the person it speaks of",
        "last_line": "by the lower line of the header",
        "under_heading": "by the two-line header",
        "similar": "similar name, please look",
        "chosen": "as --map says",
    },
}
_TEXT = {
    "vi": {
        "table": "{place}: tôi hiểu đây là “{title}” ({dataset}, chắc {sure}).",
        "rows": "Tiêu đề ở dòng {header}; {rows} dòng dữ liệu, từ dòng {first} đến dòng {last}.",
        "sheet": "{file}, trang “{sheet}”",
        "encoding": "Mã chữ {encoding}, dạng {container}.",
        "columns": "Các cột:",
        "number": "số thứ tự, bỏ qua",
        "unknown": "chưa rõ là gì, giữ nguyên",
        "part": "ghép vào “{target}”",
        "skipped": "Không tính là bản ghi: {items}.",
        "remarks": "Cần để ý:",
        "preview": "Xem thử {count} dòng (tên và số đã che):",
        "row": "dòng {row}",
    },
    "en": {
        "table": "{place}: I take this for “{title}” ({dataset}, {sure} sure).",
        "rows": "The header is row {header}; {rows} data rows, from row {first} to row {last}.",
        "sheet": "{file}, sheet “{sheet}”",
        "encoding": "Encoding {encoding}, format {container}.",
        "columns": "Columns:",
        "number": "running number, left out",
        "unknown": "not known, kept as it is",
        "part": "goes into “{target}”",
        "skipped": "Not counted as records: {items}.",
        "remarks": "Please note:",
        "preview": "First {count} rows (names and numbers masked):",
        "row": "row {row}",
    },
}


def describe(source: Source) -> dict[str, Any]:
    """Return the whole reading of one table, ready for JSON; names and numbers are masked."""
    reading = source.reading
    fields = source.dataset.fields
    return {
        "file": reading.file,
        "sheet": reading.sheet,
        "container": reading.container,
        "encoding": reading.encoding,
        "dataset": reading.dataset,
        "dataset_title": source.dataset.title,
        "dataset_title_en": source.dataset.title_en,
        "dataset_confidence": reading.dataset_confidence,
        "header_row": reading.header_row,
        "first_row": int(source.source_row[0]) if reading.rows else None,
        "last_row": int(source.source_row[-1]) if reading.rows else None,
        "rows": reading.rows,
        "columns": [_column(column, fields) for column in reading.columns],
        "unknown_columns": [c.heading or c.letter for c in reading.columns if c.how == "unknown"],
        "skipped": dict(reading.skipped),
        "remarks": list(reading.remarks),
        "labels": {n: _label(n, fields) for n in map(str, source.raw.columns)},
        "preview": _preview(source),
    }


def _column(column: ColumnReading, fields: Mapping[str, FieldSpec]) -> dict[str, Any]:
    spec = fields.get(column.field or "")
    return {
        "letter": column.letter,
        "heading": unicodedata.normalize("NFC", column.heading),
        "field": column.field,
        "label": spec.label if spec else None,
        "part_of": spec.part_of if spec else None,
        "part_of_label": _label(spec.part_of, fields) if spec and spec.part_of else None,
        "confidence": column.confidence,
        "how": column.how,
    }


def _label(name: str, fields: Mapping[str, FieldSpec]) -> str:
    return fields[name].label if name in fields else name


def _preview(source: Source) -> list[dict[str, Any]]:
    rows = []
    for row, (_, values) in zip(
        source.source_row, source.raw.head(_PREVIEW).iterrows(), strict=False
    ):
        cells = {
            str(name): mask(str(value), source.dataset.fields.get(str(name)))
            for name, value in values.dropna().items()
        }
        rows.append({"row": int(row), "values": cells})
    return rows


def mask(value: str, spec: FieldSpec | None) -> str:
    """Hide a person's name and the inner digits of numbers; codes, dates and sums stay.

    A column that is not known may hold anything and is hidden like a name.
    """
    value = unicodedata.normalize("NFC", value)  # a mark on its own would end a word
    if spec is not None and spec.type in _CLEAR_TYPES:
        return value
    if spec is None or spec.type == "person_name" or spec.mask == "name":
        value = re.sub(r"[^\W\d_]{2,}", lambda word: word[0][0] + "•" * (len(word[0]) - 1), value)
    if spec is None or spec.mask == "number" or spec.type.endswith(("_id", "_no")):
        return _DIGITS.sub("•", value)
    return _LONG_NUMBER.sub(lambda found: _DIGITS.sub("•", found[0]), value)


def render(description: Mapping[str, Any], lang: str = "vi") -> str:
    """Return the reading as text, Vietnamese or English."""
    words = _TEXT[lang]
    title = description["dataset_title_en" if lang == "en" else "dataset_title"]
    lines = [
        words["table"].format(
            place=_place(description, words),
            title=title or description["dataset"],
            dataset=description["dataset"],
            sure=_percent(description["dataset_confidence"], lang),
        ),
        words["rows"].format(
            header=description["header_row"],
            rows=_count(description["rows"], lang),
            first=description["first_row"],
            last=description["last_row"],
        ),
    ]
    if description["encoding"]:
        lines.append(words["encoding"].format(**description))
    if description["skipped"]:
        names = _SKIPPED[lang]
        items = ", ".join(f"{n} {names.get(k, k)}" for k, n in description["skipped"].items())
        lines.append(words["skipped"].format(items=items))
    lines += ["", words["columns"], *_column_lines(description["columns"], words, lang)]
    if description["remarks"]:
        lines += ["", words["remarks"], *(f"  - {text}" for text in description["remarks"])]
    return "\n".join([*lines, *_preview_lines(description, lang)])


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
    if column["how"] in _HOW[lang]:
        notes.append(_HOW[lang][column["how"]])
    if column["confidence"] < _SURE:
        notes.append(_percent(column["confidence"], lang))
    name = column["field"] if lang == "en" else f"{column['label']} ({column['field']})"
    return f"{name}, {', '.join(notes)}" if notes else name


def _preview_lines(description: Mapping[str, Any], lang: str) -> list[str]:
    words, preview = _TEXT[lang], description["preview"]
    if not preview:
        return []
    labels = {} if lang == "en" else description["labels"]
    lines = ["", words["preview"].format(count=len(preview))]
    for row in preview:
        pairs = (f"{labels.get(name, name)}: {value}" for name, value in row["values"].items())
        lines.append(
            f"  {words['row'].format(row=row['row'])}: {' '.join(' | '.join(pairs).split())}"
        )
    return lines


def _percent(share: float, lang: str) -> str:
    return f"{share:.0%}" if lang == "en" else f"{share * 100:.0f} %"


def _count(number: int, lang: str) -> str:
    return f"{number:,}" if lang == "en" else f"{number:,}".replace(",", ".")
