"""How a list that cannot be read is told: what was seen, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from dancu_clean.errors import SourceError
from dancu_clean.formats.grid import letter
from dancu_clean.lang import t
from dancu_clean.reading.headings import Heading, Vocabulary
from dancu_clean.reading.mapping import ColumnMap, Conflict
from dancu_clean.reading.roles import split_role
from dancu_clean.text.fold import fold

_NEAR = 60.0
_SHOWN = 12


class LostListError(SourceError):
    """A list of people that needs the user's word before it can be read.

    Other sheets of the file are read all the same; this one is told as a failure of the run.
    """


def no_header(where: str) -> SourceError:
    """Return the error for a sheet in which no row looks like a header."""
    return SourceError(
        t("Không tìm thấy dòng tiêu đề nào nhận ra được.", "No header row was recognised."),
        where=where,
        hint=t(
            "Danh sách cần một dòng tiêu đề có ít nhất cột “Họ và tên”, ví dụ: STT, Họ và tên, "
            'Ngày sinh, Số CCCD. Cột có tên lạ thì chỉ rõ bằng --map "TÊN CỘT=full_name".',
            "A list needs a header row with at least “Họ và tên”. Name a column with an unusual "
            'heading by --map "HEADING=full_name".',
        ),
    )


def is_form(where: str) -> SourceError:
    """Return the error for a sheet that is filled in for one person, label beside value."""
    return SourceError(
        t(
            "Trang này là phiếu của một người (nhãn và nội dung theo hàng dọc), không phải danh "
            "sách.",
            "This is a form for one person (label beside value), no list.",
        ),
        where=where,
        hint=t(
            "Nhập phiếu thành một dòng của danh sách có dòng tiêu đề rồi chạy lại.",
            "Enter the form as one row of a list with a header row and run again.",
        ),
    )


def header_only(where: str) -> SourceError:
    """Return the error for a list with a header and not one record."""
    return SourceError(
        t(
            "Danh sách chỉ có dòng tiêu đề, không có dòng dữ liệu nào.",
            "The list has a header and not one data row.",
        ),
        where=where,
        hint=t(
            "Kiểm tra có chép nhầm tệp mẫu không, hoặc xuất lại danh sách.",
            "See whether this is an empty form, or export the list again.",
        ),
    )


def two_columns(
    conflict: Conflict, headings: Sequence[Heading], words: Vocabulary, where: str
) -> LostListError:
    """Return the error for columns that claim one field with the same right."""
    seen = [_seen(c, headings) for c in conflict.columns]
    label = words.fields[conflict.field].label if conflict.field in words.fields else ""
    texts = [headings[c].text for c in conflict.columns]
    first = texts[0] if len(set(texts)) == len(texts) else letter(conflict.columns[0])
    return LostListError(
        t(
            f"{len(seen)} cột cùng được hiểu là “{label or conflict.field}”: {' và '.join(seen)}.",
            f"{len(seen)} columns are all taken for “{conflict.field}”: {' and '.join(seen)}.",
        ),
        where=where,
        hint=t(
            f'Chọn cột đúng, ví dụ --map "{first}={conflict.field}"; cột còn lại được giữ nguyên '
            "và không dùng để đối chiếu.",
            f'Choose one, for example --map "{first}={conflict.field}"; the other is kept as it is '
            "and not compared.",
        ),
    )


def _seen(column: int, headings: Sequence[Heading]) -> str:
    return f"“{headings[column].text}” ({t('cột', 'column')} {letter(column)})"


def missing_column(
    name: str, found: ColumnMap, headings: Sequence[Heading], words: Vocabulary, where: str
) -> SourceError:
    """Return the error for a list without a column it cannot do without."""
    label = words.fields[name].label
    free = [i for i, guess in enumerate(found.taken) if guess is None and headings[i].parts]
    near = nearest_column(name, free, headings, words)
    if near is not None:
        text = headings[near].text
        hint = t(
            f"Gần nhất là {_seen(near, headings)}; nếu đúng thì chạy lại với ",
            f"The nearest is {_seen(near, headings)}; if that is it, run again with ",
        )
        hint += f'--map "{text}={name}".'
    else:
        hint = (
            t("Chỉ rõ cột bằng ", "Name the column by ")
            + f'--map "{t("TÊN CỘT", "HEADING")}={name}".'
        )
        if free:
            seen = ", ".join(f"“{headings[i].text}”" for i in free[:_SHOWN])
            hint += t(f" Các cột lạ: {seen}.", f" Columns not known: {seen}.")
    message = t(
        f"Thiếu cột bắt buộc “{label}” ({name}).", f"The required column {name} is missing."
    )
    return SourceError(message, where=where, hint=hint)


def nearest_column(
    name: str, columns: Sequence[int], headings: Sequence[Heading], words: Vocabulary
) -> int | None:
    """Return the column whose heading looks most like one of the field's, None when none does."""
    spec = words.fields[name]
    aliases = [fold(text) for text in (spec.label, *spec.headings)]
    role = split_role(spec.label)[0]
    scores = {
        column: max(fuzz.ratio(fold(headings[column].text), alias) for alias in aliases)
        for column in columns
        if split_role(headings[column].text)[0] == role
    }
    best = max(scores, key=lambda column: scores[column], default=None)
    return best if best is not None and scores[best] >= _NEAR else None
