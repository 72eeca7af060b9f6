"""Memo files of dbf tables (.dbt of dBASE III and IV, .fpt of FoxPro): long texts in blocks."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

_BLOCK = 512
_END = b"\x1a"
_DBASE4 = b"\xff\xff\x08\x00"


@dataclass(frozen=True)
class Memos:
    """A memo file in memory; `block` is the size in bytes that its numbers count."""

    data: bytes
    block: int
    foxpro: bool

    @classmethod
    def beside(cls, path: Path) -> Memos | None:
        """Return the memo file that lies beside a dbf file, None when there is none."""
        for file in path.parent.iterdir():
            kind = file.suffix.lower()
            if file.stem != path.stem or kind not in (".dbt", ".fpt") or not file.is_file():
                continue
            data = file.read_bytes()
            if kind == ".fpt" and len(data) >= 8:
                return cls(data, struct.unpack_from(">H", data, 6)[0] or _BLOCK, True)
            if kind == ".dbt" and len(data) >= 22:
                return cls(data, struct.unpack_from("<H", data, 20)[0] or _BLOCK, False)
        return None

    def text(self, cell: bytes) -> bytes:
        """Return the memo whose block a cell names, empty when it names none."""
        if len(cell) == 4:
            number = struct.unpack("<I", cell)[0]
        else:
            digits = cell.strip(b" \0")
            number = int(digits) if digits.isdigit() else 0
        at = number * self.block
        if not number or at + 8 > len(self.data):
            return b""
        if self.foxpro:
            size = struct.unpack_from(">I", self.data, at + 4)[0]
            return self.data[at + 8 : at + 8 + size]
        if self.data.startswith(_DBASE4, at):
            size = struct.unpack_from("<I", self.data, at + 4)[0]
            return self.data[at + 8 : at + size]
        return self.data[at : self.data.find(_END, at)]
