"""Workbooks that cannot be read, told in the user's words: damaged, locked, too large."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import ParseError

from dancu_clean.errors import SourceError
from dancu_clean.lang import t

# What the readers of zip, XML and binary records raise when the bytes are not as they should be.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, IndexError, NotImplementedError,
    RuntimeError, ValueError, struct.error, ParseError,
)  # fmt: skip
# An honest sheet shrinks to a tenth or a hundredth; these are hundreds of megabytes of nothing.
_BOMB_BYTES = 1 << 28
_BOMB_RATIO = 400


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Turn whatever a damaged workbook makes a reader raise into a SourceError."""
    try:
        yield
    except _DAMAGE as error:
        raise broken_workbook(path) from error
    except BaseException as error:
        # The panic of a Rust reader; its class has no importable name and no base but this.
        if type(error).__name__ != "PanicException":
            raise
        raise broken_workbook(path) from error


def refuse_bomb(archive: zipfile.ZipFile, path: Path) -> None:
    """Raise SourceError when a part unpacks to far more than any list of people needs."""
    for part in archive.infolist():
        if part.file_size > _BOMB_BYTES and part.file_size > _BOMB_RATIO * part.compress_size:
            raise too_large(path, part.filename, f"{part.file_size >> 20} MB")


def locked_workbook(path: Path) -> SourceError:
    """Return the error for a workbook that opens only with a password."""
    return SourceError(
        t(
            "Tệp Excel được bảo vệ bằng mật khẩu nên không đọc được.",
            "The workbook is protected by a password and cannot be read.",
        ),
        where=path.name,
        hint=t(
            "Mở tệp, bỏ mật khẩu (File › Info › Protect Workbook), lưu lại rồi chạy lại.",
            "Open it, remove the password (File › Info › Protect Workbook), save and run again.",
        ),
    )


def broken_workbook(path: Path) -> SourceError:
    """Return the error for a workbook whose inside is damaged or of another program."""
    return SourceError(
        t(
            "Tệp không phải là tệp Excel đọc được hoặc đã bị hỏng.",
            "The file is no readable Excel file, or it is damaged.",
        ),
        where=path.name,
        hint=t(
            "Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As) dạng .xlsx rồi chạy lại.",
            "Open it with Excel or LibreOffice, save it as .xlsx and run again.",
        ),
    )


def too_large(path: Path, part: str, reach: str) -> SourceError:
    """Return the error for a sheet that reaches to a far cell or unpacks to a huge size."""
    return SourceError(
        t(
            f"Trang tính “{part}” quá lớn để đọc (tới {reach}).",
            f"Sheet “{part}” is too large to be read (up to {reach}).",
        ),
        where=path.name,
        hint=t(
            "Thường do một ô lạc ở cuối trang: xóa các hàng, cột thừa, lưu lại rồi chạy lại.",
            "Mostly one stray cell is the cause: delete the rows and columns after the list.",
        ),
    )
