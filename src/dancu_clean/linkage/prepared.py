"""A reference made ready once and kept on disk, to be loaded in a second.

A folder with one `.npy` file per array (mapped into memory when loaded), the distinct names, and
`prepared.json`, which says from what and by which version it was made. A reference made by another
version, from another extract or with another schema is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from dancu_clean import __version__
from dancu_clean.errors import SourceError
from dancu_clean.lang import t
from dancu_clean.levels.name_table import NameTable
from dancu_clean.linkage.features import Place, Side, Tables

# Changes whenever arrays or their meaning change, even within one version of the program.
LAYOUT = 1
_STATE = "prepared.json"
_NAMES = "names.json"
_PEOPLE = ("number", "old_number", "birth", "sex", "ethnic")
_NAME = "full_name"


def sha256(path: Path) -> str:
    """Return the hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def save(folder: Path, side: Side, made_of: Mapping[str, str]) -> None:
    """Keep a reference; `made_of` names what it was made of (extract, schema) with each hash."""
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / _STATE
    # Without its description a folder is no prepared reference: a broken run leaves none.
    state.unlink(missing_ok=True)
    for name in _PEOPLE:
        _write(folder, name, getattr(side, name))
    for field, codes in side.names.items():
        _write(folder, f"codes.{field}", codes)
    for number, place in enumerate(side.places):
        for part in fields(Place):
            _write(folder, f"place.{number}.{part.name}", getattr(place, part.name))
    for part in fields(NameTable):
        _write(folder, f"table.{part.name}", getattr(side.tables[_NAME], part.name))
    names = {field: side.tables.texts(field) for field in side.names}
    (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
    described = {
        "layout": LAYOUT,
        "version": __version__,
        "made_of": dict(made_of),
        "people": side.size,
        "addresses": len(side.places),
    }
    state.write_text(json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8")


def load(folder: Path, made_of: Mapping[str, str]) -> Side:
    """Return the reference kept in `folder`; raises `SourceError` unless it is made of the same."""
    state = _json(folder, _STATE)
    _refuse_stale(folder, state, made_of)
    people: dict[str, Any] = {name: _read(folder, name) for name in _PEOPLE}
    names = _json(folder, _NAMES)
    tables = Tables(names)
    tables[_NAME] = NameTable(
        **{part.name: _read(folder, f"table.{part.name}") for part in fields(NameTable)}
    )
    return Side(
        size=state["people"],
        names={field: _read(folder, f"codes.{field}") for field in names},
        tables=tables,
        places=tuple(
            Place(**{p.name: _read(folder, f"place.{n}.{p.name}") for p in fields(Place)})
            for n in range(state["addresses"])
        ),
        **people,
    )


def _write(folder: Path, name: str, array: np.ndarray) -> None:
    # Texts are kept at fixed width, because an array of objects is code when it is loaded.
    plain = array.astype(np.str_) if array.dtype == object else array
    np.save(folder / f"{name}.npy", plain, allow_pickle=False)


def _read(folder: Path, name: str) -> np.ndarray:
    try:
        found: np.ndarray = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise _broken(folder) from error
    return found.astype(object) if found.dtype.kind == "U" else found


def _json(folder: Path, name: str) -> dict[str, Any]:
    try:
        found = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _broken(folder) from error
    if not isinstance(found, dict):
        raise _broken(folder)
    return found


def _refuse_stale(folder: Path, state: Mapping[str, Any], made_of: Mapping[str, str]) -> None:
    if state.get("layout") != LAYOUT or state.get("version") != __version__:
        raise _refusal(
            folder,
            f"Dữ liệu gốc chuẩn bị sẵn thuộc phiên bản {state.get('version')}, "
            f"chương trình đang dùng là {__version__}.",
            f"The prepared reference was made by version {state.get('version')}; "
            f"this is {__version__}.",
        )
    kept = state.get("made_of", {})
    changed = sorted(name for name in {*kept, *made_of} if kept.get(name) != made_of.get(name))
    if changed:
        raise _refusal(
            folder,
            f"Dữ liệu gốc chuẩn bị sẵn đã cũ: {', '.join(changed)} đã thay đổi.",
            f"The prepared reference is stale: {', '.join(changed)} changed.",
        )


def _broken(folder: Path) -> SourceError:
    return _refusal(
        folder,
        "Không đọc được dữ liệu gốc chuẩn bị sẵn.",
        "The prepared reference cannot be read.",
    )


def _refusal(folder: Path, vi: str, en: str) -> SourceError:
    return SourceError(
        t(vi, en),
        where=str(folder),
        hint=t("Chuẩn bị lại dữ liệu gốc.", "Prepare the reference again."),
    )
