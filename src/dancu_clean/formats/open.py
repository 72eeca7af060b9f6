"""Which format reads a file: its first bytes decide, never its extension."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dancu_clean.errors import SourceError
from dancu_clean.formats import ole
from dancu_clean.formats.damage import damage_told, locked_workbook, refuse_bomb
from dancu_clean.formats.dbf import is_dbf, read_dbf
from dancu_clean.formats.delimited import read_delimited
from dancu_clean.formats.excel import read_workbook
from dancu_clean.formats.grid import Grid
from dancu_clean.formats.html import is_html, read_html
from dancu_clean.formats.ods import read_ods
from dancu_clean.formats.parquet import read_parquet
from dancu_clean.formats.spreadsheetml import is_spreadsheetml, read_spreadsheetml
from dancu_clean.lang import t

EXTENSIONS = frozenset(
    {
        ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".dbf", ".parquet",
        ".htm", ".html", ".mht", ".mhtml", ".xml",
    }
)  # fmt: skip
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_TABLES = {
    b"%PDF": "PDF",
    b"\x89PNG": "ảnh PNG",
    b"\xff\xd8\xff": "ảnh JPEG",
    b"Rar!": "tệp nén RAR",
    b"7z\xbc\xaf": "tệp nén 7z",
    b"{\\rtf": "văn bản Word (RTF)",
}
_HEAD = 4096
_EXPORT = "Xuất danh sách ra .xlsx hoặc .csv rồi chạy lại."


def open_tables(path: Path) -> list[Grid]:
    """Return the sheets of a file that hold cells; raises SourceError with what to do."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
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
        kind = _zip_kind(path)
        return read_ods(path) if kind == "ods" else read_workbook(path, kind)
    if head.startswith(ole.MAGIC):
        if _ENCRYPTED in path.read_bytes():
            raise locked_workbook(path)
        return read_workbook(path, "xls")
    if is_spreadsheetml(head):
        return read_spreadsheetml(path)
    if is_html(head):
        return read_html(path)
    if is_dbf(head):
        return read_dbf(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower() == b"<?xml":
        raise SourceError(
            t(
                "Tệp XML không phải là bảng tính Excel.",
                "The XML file is no Excel spreadsheet.",
            ),
            where=path.name,
            hint=t(
                "Mở tệp bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi chạy lại.",
                "Open it with Excel, save it as .xlsx and run again.",
            ),
        )
    return read_delimited(path)


def _zip_kind(path: Path) -> str:
    with damage_told(path), zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        refuse_bomb(archive, path)
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
