"""A form for one person, "label: value" from top to bottom, is no list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyarrow as pa

from dancu_clean.reading.headings import Heading
from dancu_clean.text.fold import squash

_LOOKED_AT = 12
_LABELS = 3
_OF_PERSON = frozenset({
    "HOVATEN", "HOTEN", "NGAYSINH", "NGAYTHANGNAMSINH", "NAMSINH", "GIOITINH", "DANTOC", "QUEQUAN",
    "SOCCCD", "CCCD", "SOCMND", "NOITHUONGTRU", "QUOCTICH",
})  # fmt: skip


def is_form(
    headings: Sequence[Heading], columns: Sequence[pa.ChunkedArray], known: Collection[str]
) -> bool:
    """Tell whether known headings stand under each other, below one of them."""
    for heading, column in zip(headings, columns, strict=True):
        if not heading.parts or squash(heading.parts[-1]) not in known:
            continue
        texts = [squash(text) for text in column.slice(0, _LOOKED_AT).to_pylist() if text]
        labels = {text for text in texts if text in known and len(text) > _LABELS}
        if len(labels) >= _LABELS and len(labels) * 2 > len(texts) and labels & _OF_PERSON:
            return True
    return False
