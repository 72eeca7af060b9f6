"""`sample`: invented people and dirty lists, with the truth beside them."""

from __future__ import annotations

import json as json_module
import sys
from pathlib import Path

from dancu_clean.errors import OutputError
from dancu_clean.lang import t
from dancu_clean.sample import write_sample


def sample(folder: Path, people: int, seed: int, json: bool, quiet: bool) -> int:
    """Write the sample into `folder`, which must be new or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(
            t("Thư mục đã có dữ liệu.", "The folder is not empty."),
            where=str(folder),
            hint=t("Chọn một thư mục mới.", "Choose a new folder."),
        )
    if not quiet:
        print(
            t("  · Đang tạo người và danh sách …", "  · Making people and lists …"), file=sys.stderr
        )
    try:
        paths = write_sample(folder, people, seed)
    except OSError as error:
        raise OutputError(
            t("Không ghi được dữ liệu mẫu.", "The sample cannot be written."),
            where=str(folder),
            hint=error.strerror or "",
        ) from None
    if json:
        print(json_module.dumps([str(path) for path in paths], ensure_ascii=False, indent=2))
    else:
        for path in paths:
            print(path)
    return 0
