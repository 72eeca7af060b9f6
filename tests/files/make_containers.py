# ruff: noqa: E501  markup and records read best in one line
"""Write `containers/`: one list of invented people in every container that offices use.

    python tests/files/make_containers.py

What LibreOffice writes is committed, not made again by the tests: a run needs `soffice`. The
expected tables are written by hand, never by this script.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from dancu_clean.text.legacy import _TCVN3, _VNI

HERE = Path(__file__).resolve().parent / "containers"
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Địa chỉ", "Ghi chú"]
# TCVN3 has no capital letters with tones: none begins a word here.
PEOPLE: list[list[Any]] = [
    [1, "Nguyễn Văn Đức", dt.date(1980, 2, 1), "Nam", "001080001234", "Thôn 3, xã Ea Kao", "Hộ nghèo"],
    [2, "Trần Thị Hường", dt.date(1985, 12, 31), "Nữ", "066185004321", "Số 5; tổ 2, phường Tân Lập", ""],
    [3, "Lê Hữu Phước", dt.date(2012, 6, 15), "Nam", "075212000456", "Thôn 1, xã Hòa Thắng", "Đi học\nxa nhà"],
    [4, "H'Blơ Niê", dt.date(1971, 3, 8), "Nữ", "066171000999", "Buôn Cư Êbur", 'gọi là "Mí Thu"'],
    [5, "Y Thăk Niê", dt.date(1969, 11, 20), "Nam", "066069000111", "", ""],
]  # fmt: skip
DAY = "%d/%m/%Y"


def texts(rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [[c.strftime(DAY) if isinstance(c, dt.date) else str(c) for c in row] for row in rows]


def table() -> list[list[str]]:
    return [HEADER, *texts(PEOPLE)]


def delimited(delimiter: str, end: str = "\r\n") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(table())
    return stream.getvalue()


def tcvn3(text: str) -> bytes:
    codes = {letter: code for code, letter in _TCVN3.items()}
    return b"".join(
        c.encode("ascii") if c.isascii() else bytes([codes[c]])
        for c in unicodedata.normalize("NFC", text)
    )


def vni(text: str) -> bytes:
    letters = {value: key for key, value in reversed(_VNI.items())}
    return "".join(letters.get(c, c) for c in unicodedata.normalize("NFC", text)).encode("cp1252")


def windows_1258(text: str) -> bytes:
    """Encode as Windows does: the five tone marks apart, the other marks joined."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", char)
            tones = [c for c in marks if c in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(c for c in marks if c not in tones))
            out += (base + "".join(tones)).encode("cp1258")
    return out


def write_text_files() -> None:
    semicolon, tab = delimited(";"), delimited("\t")
    files: dict[str, bytes] = {
        "list.csv": delimited(",", "\n").encode(),
        "list.bom.csv": semicolon.encode("utf-8-sig"),
        "list.utf16le.txt": b"\xff\xfe" + tab.encode("utf-16-le"),
        "list.utf16be.txt": b"\xfe\xff" + tab.encode("utf-16-be"),
        "list.utf16.csv": semicolon.encode("utf-16-le"),
        "list.windows-1258.csv": windows_1258(semicolon),
        "list.tcvn3.csv": tcvn3(delimited(",")),
        "list.vni.tsv": vni(tab),
        "list.nfd.csv": unicodedata.normalize("NFD", semicolon).encode(),
        "list.pipe.txt": delimited("|").encode(),
        "list.separator.csv": b"sep=;\r\n" + semicolon.encode("utf-8-sig")[3:],
        "list.carriage-return.csv": delimited(",", "\r").replace("\n", " ").encode(),
        "list.text.xls": delimited(",").encode("utf-8-sig"),
        "list.text.xlsx": semicolon.encode(),
    }
    for name, data in files.items():
        (HERE / name).write_bytes(data)


def write_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [HEADER, *PEOPLE]:
        sheet.append([cell if cell != "" else None for cell in row])
    for row in sheet.iter_rows(min_row=2, min_col=3, max_col=3):
        row[0].number_format = "dd/mm/yyyy"
    book.save(path)


def write_xlsxwriter(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        day = book.add_format({"num_format": "[$-42A]dd/mm/yyyy;@"})
        zeros = book.add_format({"num_format": "000000000000"})
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(PEOPLE, 1):
            sheet.write_row(number, 0, row)
            sheet.write_datetime(number, 2, row[2], day)
            sheet.write_number(number, 4, int(row[4]), zeros)
        sheet.write_rich_string(1, 1, "Nguyễn ", bold, "Văn ", "Đức")
        sheet.write_formula(2, 3, '=IF(1=1,"Nữ","")', None, "Nữ")


def write_parquet() -> None:
    columns = dict(zip(HEADER, zip(*PEOPLE, strict=True), strict=True))
    pq.write_table(
        pa.table({name: list(cells) for name, cells in columns.items()}), HERE / "list.parquet"
    )


# As the exports of web applications and Google Sheets write: strings in the cells, no dimension or
# a wrong one, no row numbers taken for granted, every element with a prefix.
def write_bare_xlsx(path: Path, prefix: str = "", dimension: str = "") -> None:
    def tag(name: str) -> str:
        return f"{prefix}{name}"

    rows = []
    for number, row in enumerate(table(), 1):
        cells = "".join(
            f'<{tag("c")} r="{chr(65 + at)}{number}" t="inlineStr"><{tag("is")}>'
            f'<{tag("t")} xml:space="preserve">{escape(text)}</{tag("t")}></{tag("is")}></{tag("c")}>'
            for at, text in enumerate(row)
            if text
        )
        rows.append(f'<{tag("row")} r="{number}">{cells}</{tag("row")}>')
    space = f'xmlns{":" + prefix[:-1] if prefix else ""}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
        f'Id="rId3" Type="{office}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<{tag("workbook")} {space} {relation}><{tag("sheets")}>'
        f'<{tag("sheet")} name="Trang tính1" sheetId="1" r:id="rId3"/></{tag("sheets")}></{tag("workbook")}>',
        "xl/worksheets/sheet1.xml": f'<{tag("worksheet")} {space}>{dimension}<{tag("sheetData")}>'
        f'{"".join(rows)}</{tag("sheetData")}></{tag("worksheet")}>',
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>\n' + text)


# xlsb, after [MS-XLSB]: only what a reader needs, strings in the cells.
def record(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(body), b""
    while size > 127:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return number + length + bytes([size]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def write_xlsb(path: Path) -> None:
    rows = b""
    for number, row in enumerate([HEADER, *PEOPLE]):
        rows += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        for at, cell in enumerate(row):
            place = struct.pack("<II", at, 0)
            if isinstance(cell, int):
                rows += record(5, place + struct.pack("<d", cell))
            elif cell:
                text = cell.strftime(DAY) if isinstance(cell, dt.date) else cell
                rows += record(6, place + wide(text))
    reach = record(148, struct.pack("<IIII", 0, len(PEOPLE), 0, len(HEADER) - 1))
    sheet = record(129) + reach + record(145) + rows + record(146) + record(130)
    bundle = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Danh sách"))
    book = record(131) + record(143) + bundle + record(144) + record(132)
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.ms-excel"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.bin" ContentType="{kind}.sheet.binary.macroEnabled.main"/>'
        f'<Override PartName="/xl/worksheets/sheet1.bin" ContentType="{kind}.worksheet"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
        f'Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        "xl/workbook.bin": book,
        "xl/worksheets/sheet1.bin": sheet,
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


FIELDS = (("STT", "N", 5), ("HOTEN", "C", 30), ("NGAYSINH", "D", 8), ("GIOITINH", "C", 5),
          ("SO_CCCD", "C", 12), ("DIACHI", "C", 60), ("GHICHU", "C", 40))  # fmt: skip


def write_dbf(path: Path, encode: Any, memo: bool = False) -> None:
    """Write dBASE III; the third person stands twice, once marked as deleted."""
    fields = [
        (n, "M" if memo and n == "GHICHU" else k, 10 if memo and n == "GHICHU" else w)
        for n, k, w in FIELDS
    ]
    width = 1 + sum(w for *_, w in fields)
    rows = [(b" ", row) for row in PEOPLE]
    rows.insert(2, (b"*", PEOPLE[2]))
    out = struct.pack(
        "<BBBBIHH20x", 0x83 if memo else 3, 126, 1, 15, len(rows), 33 + 32 * len(fields), width
    )
    for name, kind, size in fields:
        out += struct.pack("<11sc4xBB14x", name.encode(), kind.encode(), size, 0)
    out += b"\r"
    blocks = [b"\0" * 512]
    for mark, row in rows:
        out += mark
        for (_, kind, size), cell in zip(fields, row, strict=True):
            if kind == "M":
                number = str(len(blocks)) if cell else ""
                blocks += [encode(cell).ljust(510, b"\x1a") + b"\x1a\x1a"] if cell else []
                out += number.rjust(size).encode()
            elif kind == "D":
                out += cell.strftime("%Y%m%d").encode()
            elif kind == "N":
                out += str(cell).rjust(size).encode()
            else:
                out += encode(str(cell).replace("\n", " ")).ljust(size)[:size]
    path.write_bytes(out + b"\x1a")
    if memo:
        path.with_suffix(".dbt").write_bytes(b"".join(blocks))


def html(head: str) -> str:
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(c).replace(chr(10), '<br>')}</td>" for c in row) + "</tr>\n"
        for row in table()
    )
    return (f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>{head}<style>td {{ mso-number-format:"\\@"; }}'
            f"</style></head><body><table border=1>{body}</table></body></html>")  # fmt: skip


def write_pages() -> None:
    page = html('<meta http-equiv="Content-Type" content="text/html; charset=utf-8">')
    (HERE / "list.page.xls").write_bytes(page.encode())
    old = html('<meta http-equiv=Content-Type content="text/html; charset=windows-1252">')
    (HERE / "list.page-tcvn3.xls").write_bytes(tcvn3(old))
    marked = "".join(c if c.isascii() else f"&#{ord(c)};" for c in page)
    (HERE / "list.entities.htm").write_bytes(marked.encode())
    boundary = "----=_NextPart_01"
    sheet = quoted(page)
    (HERE / "list.archive.mht").write_bytes(
        f'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="{boundary}"\r\n\r\n'
        f"--{boundary}\r\nContent-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f'Content-Type: text/html; charset="utf-8"\r\n\r\n{sheet}\r\n--{boundary}--\r\n'.encode()
    )


def quoted(text: str) -> str:
    import quopri

    return quopri.encodestring(text.encode()).decode()


def write_spreadsheetml(path: Path) -> None:
    rows = []
    for row in [HEADER, *PEOPLE]:
        cells = []
        for at, cell in enumerate(row, 1):
            if cell == "":
                continue
            kind, text, style = "String", escape(str(cell)).replace("\n", "&#10;"), ""
            if isinstance(cell, int):
                kind = "Number"
            if isinstance(cell, dt.date):
                kind, text, style = "DateTime", f"{cell}T00:00:00.000", ' ss:StyleID="s1"'
            cells.append(
                f'<Cell ss:Index="{at}"{style}><Data ss:Type="{kind}">{text}</Data></Cell>'
            )
        rows.append(f"<Row>{''.join(cells)}</Row>")
    path.write_text(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="dd/mm/yyyy"/></Style></Styles>'
        f'<Worksheet ss:Name="DS"><Table>{"".join(rows)}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )  # fmt: skip


def libreoffice(source: Path, target: str, name: str, options: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            target + options,
            "--outdir",
            folder,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True)
        made = Path(folder) / f"{source.stem}.{target}"
        shutil.copy(made, HERE / name)


CELL_HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Mã số BHXH", "Mức hưởng",
               "Giờ đến", "Thời gian", "Có mặt", "Tra cứu", "Điểm"]  # fmt: skip
# Each birth date with the number format that shows it.
CELL_ROWS: list[tuple[list[Any], str]] = [
    ([1, "Nguyễn Văn Đức", dt.date(1980, 2, 1), "Nam", 1080001234, 116483927, 360000,
      dt.time(7, 30), dt.timedelta(hours=30), True, "#N/A", 7.5], "dd/mm/yyyy"),
    ([2, "Trần Thị Hường", dt.date(1985, 1, 1), "Nữ", 66185004321, 6623456789, 1500000.0,
      dt.time(13, 5, 9), dt.timedelta(minutes=5), False, "#REF!", 8], "yyyy"),
    ([3, "Lê Hữu Phước", dt.date(1985, 6, 1), "Nam", 66085000456, 6623450000, 0.1 + 0.2,
      None, None, None, "=1/0", 0.25], "mmm-yy"),
    ([4, "Lê Thị Bưởi", dt.date(1985, 6, 15), "Nữ", 66185000457, 6623450001, 540000,
      None, None, None, None, 1e-05], "yyyy"),
    ([5, "Phan Văn Cam", dt.date(1985, 6, 1), "Nam", 66085000458, 6623450002, 540000,
      None, None, None, '="Tổ "&2', 1], "dd/mm/yyyy"),
    ([6, "Vũ Thị Dừa", "01/06/1985", "Nữ", "066185000459", "6623450003", "540.000",
      None, None, None, "=1+1", 12345678901234567890], "General"),
]  # fmt: skip


def write_cells(path: Path, mac: bool = False) -> None:
    """Write every kind of cell: formats with zeros, parts of dates, errors, a hidden row."""
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Thôn 3"
    sheet.append(["DANH SÁCH CHI TRẢ"])
    sheet.merge_cells("A1:L1")
    sheet.append(CELL_HEADER)
    for number, (row, code) in enumerate(CELL_ROWS, 3):
        sheet.append(row)
        sheet.cell(number, 3).number_format = code
        sheet.cell(number, 5).number_format = "000000000000"
        sheet.cell(number, 6).number_format = '"BH "0000000000'
        sheet.cell(number, 7).number_format = "#,##0"
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["L"].hidden = True
    book.create_chartsheet("Biểu đồ")
    hidden = book.create_sheet("Thôn 4")
    hidden.append(CELL_HEADER[:5])
    hidden.append([1, "Đỗ Văn Ổi", "01/01/1990", "Nam", "066090000001"])
    hidden.sheet_state = "veryHidden"
    book.save(path)


def write_odd_text() -> None:
    """Write text files with what goes wrong in them."""
    head = "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Địa chỉ,Ghi chú\n"
    first, last = PEOPLE[0], "5,Y Thăk Niê,20/11/1969,Nam,066069000111,,"
    plain = f"1,{first[1]},01/02/1980,Nam,001080001234,Thôn 3,\n"
    files: dict[str, bytes] = {
        # A cell too many, a cell too few, a blank line, no line end.
        "ragged.csv": (
            head + plain + "2,Trần Thị Hường,31/12/1985,Nữ,066185004321,Tổ 2, phường Tân Lập,x\n"
            "3,Lê Hữu Phước,15/06/2012,Nam,075212000456\n\n" + last
        ).encode(),
        # Quotes inside, one that never closes, zeros kept by a formula, line breaks in a cell.
        "quotes.csv": (
            head + '1,Nguyễn Văn "Tèo" Đức,01/02/1980,Nam,="001080001234","Thôn 3",\n'
            '2,"Trần Thị "Bé" Hường",31/12/1985,Nữ,066185004321,Thôn 4,"a\nb\nc"\n'
            '3,Lê Hữu Phước,15/06/2012,Nam,075212000456,Thôn 5,"dở dang\n'
            '4,"H\'Blơ Niê",08/03/1971,Nữ,066171000999,"Buôn Cư Êbur","gọi là ""Mí Thu"""\n' + last
        ).encode(),
        # Lines of an old list pasted into a new one, and a broken byte.
        "mixed.csv": b"\n".join([
            head.rstrip().encode(), plain.rstrip().encode(),
            windows_1258("2,Trần Thị Hường,31/12/1985,Nữ,066185004321,Phường Tân Lập,"),
            windows_1258("3,Lê Hữu Phước,15/06/2012,Nam,075212000456,Thôn 5,"),
            "4,Phan Văn Cường,08/03/1971,Nam,066071000999,Buôn Cư Êbur,Tr".encode() + b"\xe1\xba.",
            last.encode(),
        ]),
        # A title of another width, commas in every address, a decimal comma.
        "title.csv": (
            "UBND XÃ EA KAO, TP BUÔN MA THUỘT\r\nDANH SÁCH, NĂM 2025\r\n\r\n"
            "STT;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Địa chỉ;Mức hưởng;Hệ số\r\n"
            "1;Nguyễn Văn Đức;01/02/1980;Nam;001080001234;Thôn 3, xã Ea Kao, Đắk Lắk;360.000;1,5\r\n"
            "2;Trần Thị Hường;31/12/1985;Nữ;066185004321;Thôn 4, xã Ea Kao, Đắk Lắk;540.000;2,0\r\n"
        ).encode(),
        # As a DOS program leaves it: NUL bytes and the sign for the end of a file.
        "dos.csv": (head + plain + last).encode().replace(b"Nam", b"Nam\0") + b"\r\n\x1a",
    }  # fmt: skip
    for name, data in files.items():
        (HERE / name).write_bytes(data)


def write_page_with_spans(path: Path) -> None:
    """Write what web applications export: a title, a header of two rows, tall cells, a layout."""
    path.write_text(
        """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Xuất</title>
<style>td { color: red }</style><script>var a = "<table><tr><td>x</td></tr></table>";</script></head>
<body><h3>DANH SÁCH HỘ NGHÈO</h3><p>Năm&nbsp;2025</p>
<table border="1"><thead>
<tr><th rowspan=2>STT<th rowspan=2>Mã hộ<th rowspan=2>Họ&nbsp;và tên<th colspan="2">Ngày sinh</th>
<th rowspan="2">Số CCCD</tr>
<tr><th>Nam</th><th>Nữ</th></tr></thead>
<tbody><tr><td>1</td><td rowspan="2">H01</td><td><b>Nguyễn</b>
   Văn <i>Đức</i></td><td>01/02/1980</td><td></td><td style='mso-number-format:"\\@"'>001080001234</td></tr>
<tr style="display: none"><td>2</td><td>Tr&#7847;n Th&#7883; H&#432;&#7901;ng</td><td>&nbsp;</td><td>1985</td>
<td x:num="66185004321">6.62E+10</td></tr>
<!-- <tr><td>9</td></tr> -->
<tr><td>3<td>H02<td>Lê Hữu Phước<td>15/06/2012<td><td>075212000456
</tbody></table><p>Người lập biểu</p></body></html>
""",
        encoding="utf-8",
    )


def write_refused() -> None:
    """Write what must be refused with a reason: damaged, dangerous or of another kind."""
    whole = (HERE / "list.openpyxl.xlsx").read_bytes()
    old = (HERE / "list.libreoffice.xls").read_bytes()
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    files = {
        "cut.refused.xlsx": whole[: len(whole) // 2],
        "cut.refused.xls": old[:700],
        "entities.refused.xls": (
            f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'
            '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell>'
            "<Data>&l8;</Data></Cell></Row></Table></Worksheet></Workbook>"
        ).encode(),
        "cut.refused.dbf": (HERE / "list.tcvn3.dbf").read_bytes()[:200],
        "cut.refused.parquet": (HERE / "list.parquet").read_bytes()[:900],
        "other.refused.xml": b'<?xml version="1.0"?><note>x</note>',
        "blank.refused.csv": b"\r\n \r\n",
    }  # fmt: skip
    for name, data in files.items():
        (HERE / name).write_bytes(data)
    far = openpyxl.Workbook()
    far.active.append(HEADER)
    far.active.append([c for c in PEOPLE[0] if c != ""])
    far.active["XFD1048576"] = " x"
    far.save(HERE / "far.refused.xlsx")


def main() -> None:
    """Write all files."""
    HERE.mkdir(exist_ok=True)
    write_text_files()
    write_openpyxl(HERE / "list.openpyxl.xlsx")
    shutil.copy(HERE / "list.openpyxl.xlsx", HERE / "list.workbook.csv")
    write_xlsxwriter(HERE / "list.xlsxwriter.xlsx")
    write_bare_xlsx(HERE / "list.bare.xlsx")
    write_bare_xlsx(HERE / "list.prefixed.xlsx", prefix="x:", dimension='<x:dimension ref="A1"/>')
    write_xlsb(HERE / "list.binary.xlsb")
    write_parquet()
    write_dbf(HERE / "list.tcvn3.dbf", tcvn3)
    write_dbf(HERE / "list.vni.dbf", vni)
    write_dbf(HERE / "list-memo.dbf", str.encode, memo=True)
    write_pages()
    write_spreadsheetml(HERE / "list.xml.xls")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "list.xlsx"
        write_xlsxwriter(source)
        for target in ("xlsx", "xls", "ods", "html"):
            libreoffice(source, target, f"list.libreoffice.{target}")
        libreoffice(
            source,
            "csv",
            "list.libreoffice.csv",
            ":Text - txt - csv (StarCalc):59,34,76,1,,0,false,true",
        )
        shutil.copy(HERE / "list.libreoffice.xls", HERE / "list.binary.xlsx")
        source = Path(folder) / "cells.xlsx"
        write_cells(source)
        for target in ("xlsx", "xls", "ods"):
            libreoffice(source, target, f"cells.libreoffice.{target}")
        write_cells(source, mac=True)
        libreoffice(source, "xlsx", "cells.mac.xlsx")
        libreoffice(source, "xls", "cells.mac.xls")
    write_odd_text()
    write_page_with_spans(HERE / "spans.xls")
    write_refused()


if __name__ == "__main__":
    main()
