"""Which format reads a file: its first bytes decide, never its extension."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dancu_clean.errors import SourceError
from dancu_clean.formats.delimited import read_delimited
from dancu_clean.formats.excel import broken_workbook, locked_workbook, read_workbook
from dancu_clean.formats.grid import Grid
from dancu_clean.formats.parquet import read_parquet
from dancu_clean.lang import t

EXTENSIONS = frozenset(
    {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".parquet"}
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_NOT_TABLES = {
    b"%PDF": "PDF",
    b"\x89PNG": "ảnh PNG",
    b"\xff\xd8\xff": "ảnh JPEG",
    b"Rar!": "tệp nén RAR",
    b"7z\xbc\xaf": "tệp nén 7z",
    b"{\\rtf": "văn bản Word (RTF)",
}
_EXPORT = "Xuất danh sách ra .xlsx hoặc .csv rồi chạy lại."


def open_tables(path: Path) -> list[Grid]:
    """Return the sheets of a file that hold cells; raises SourceError with what to do."""
    try:
        with path.open("rb") as stream:
            head = stream.read(2048)
        return _open(path, head)
    except OSError as error:
        raise SourceError(
            t("Không mở được tệp.", "The file cannot be opened."),
            where=str(path),
            hint=t(
                "Kiểm tra quyền đọc và đóng tệp nếu đang mở trong chương trình khác.",
                "Check the permission and close the file if another program has it open.",
            ),
        ) from error


def _open(path: Path, head: bytes) -> list[Grid]:
    if not head:
        raise SourceError(
            t("Tệp rỗng, không có dữ liệu (0 byte).", "The file is empty (0 bytes)."),
            where=path.name,
            hint=t("Chép hoặc xuất lại tệp từ nguồn.", "Copy or export it again."),
        )
    for magic, kind in _NOT_TABLES.items():
        if head.startswith(magic):
            raise SourceError(
                f"Tệp là {kind}, không phải danh sách.", where=path.name, hint=_EXPORT
            )
    if head.startswith(b"PAR1"):
        return read_parquet(path)
    if head.startswith(b"PK"):
        return read_workbook(path, _zip_kind(path))
    if head.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes():
            raise locked_workbook(path)
        return read_workbook(path, "xls")
    if (
        head.lstrip(b"\xef\xbb\xbf \t\r\n")[:9]
        .lower()
        .startswith((b"<html", b"<!doctype", b"<?xml"))
    ):
        raise SourceError(
            t(
                "Tệp là trang HTML hoặc XML, không phải bảng tính.",
                "The file is an HTML or XML page, no spreadsheet.",
            ),
            where=path.name,
            hint=t(
                "Mở tệp bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi chạy lại.",
                "Open it with Excel, save it as .xlsx and run again.",
            ),
        )
    return read_delimited(path)


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, EOFError) as error:
        raise broken_workbook(path) from error
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/vbaProject.bin" in names:
        return "xlsm"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    kind = "văn bản Word" if "word/document.xml" in names else "tệp nén ZIP"
    raise SourceError(f"Tệp là {kind}, không phải bảng tính.", where=path.name, hint=_EXPORT)
