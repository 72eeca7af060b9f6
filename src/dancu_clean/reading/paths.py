"""What the user named → files: folders with all below them, patterns, nothing hidden or temporary.

A folder that holds the result of a run is no list; what else a folder holds and is not read,
`left_out` names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dancu_clean.errors import SourceError, nearest
from dancu_clean.formats.open import EXTENSIONS
from dancu_clean.lang import t

# Notes and settings lie about in folders under these endings; named alone they are read.
_IN_FOLDER = EXTENSIONS - {".txt", ".xml"}
_MEMOS = {".dbt", ".fpt"}
_OF_A_RUN = ("run.json", "records.parquet")


def expand(paths: Sequence[Path]) -> tuple[list[Path], list[SourceError]]:
    """Return the files in the order given (folders sorted) and an error per name without any."""
    files: dict[Path, None] = {}
    errors = []
    for path in paths:
        try:
            files.update(dict.fromkeys(_files(path)))
        except SourceError as error:
            errors.append(error)
    return list(files), errors


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = [file for file in _below(path) if _is_list(file)]
        if not found:
            raise SourceError(
                t("Thư mục không có danh sách nào.", "The folder holds no list."),
                where=str(path),
                hint=t(
                    "Cần ít nhất một tệp .xlsx, .xls, .ods, .csv, .tsv hoặc .parquet.",
                    "At least one .xlsx, .xls, .ods, .csv, .tsv or .parquet file is needed.",
                ),
            )
        return found
    if path.exists():
        return [path]
    if any(sign in path.name for sign in "*?["):
        found = sorted(file for file in path.parent.glob(path.name) if _is_visible(file))
        if found:
            return found
        raise SourceError(
            t("Không có tệp nào khớp mẫu tên này.", "No file matches this pattern."),
            where=str(path),
            hint=t("Kiểm tra lại thư mục và mẫu tên.", "Check the folder and the pattern."),
        )
    raise SourceError(
        t("Không thấy tệp.", "There is no such file."), where=str(path), hint=_neighbour(path)
    )


def left_out(paths: Sequence[Path]) -> list[Path]:
    """Return the visible files in the named folders, and below, that are taken for no lists."""
    return [
        file
        for path in paths
        if path.is_dir()
        for file in _below(path)
        if not _is_list(file) and file.suffix.lower() not in _MEMOS
    ]


def _below(folder: Path) -> Iterator[Path]:
    """Yield the visible files of a folder and then those of the folders in it, sorted."""
    entries = sorted(folder.iterdir())
    yield from filter(_is_visible, entries)
    for entry in entries:
        of_a_run = all((entry / name).exists() for name in _OF_A_RUN)
        if entry.is_dir() and not (of_a_run or entry.is_symlink() or entry.name.startswith(".")):
            yield from _below(entry)


def _is_visible(file: Path) -> bool:
    return file.is_file() and not file.name.startswith(("~$", ".", "._"))


def _is_list(file: Path) -> bool:
    return _is_visible(file) and file.suffix.lower() in _IN_FOLDER


def _neighbour(path: Path) -> str:
    if not path.parent.is_dir():
        return t(f"Thư mục “{path.parent}” cũng không có.", f"Nor is there a folder {path.parent}.")
    near = nearest(path.name, [file.name for file in path.parent.iterdir()])
    if near:
        return t(f"Có phải “{near}”?", f"Is it “{near}”?")
    return t("Kiểm tra lại đường dẫn và tên tệp.", "Check the path and the name.")


def display_names(files: Sequence[Path]) -> dict[Path, str]:
    """Return the name each file is reported under: its own, with its folders when not unique."""
    names: dict[Path, str] = {}
    rest, depth = list(files), 1
    while rest:
        ends = {file: "/".join(file.parts[-depth:]) for file in rest}
        number = Counter(ends.values())
        names |= ends
        rest = [file for file in rest if number[ends[file]] > 1 and len(file.parts) > depth]
        depth += 1
    return names
