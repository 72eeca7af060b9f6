"""OLE compound files (the container of .xls): one stream out of them, after [MS-CFB]."""

from __future__ import annotations

import struct

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
SECTOR = 512
_SHIFTS = (9, 12)
_END = 0xFFFFFFFA  # and above: no sector follows
_ENTRY = 128
_HEADER_SECTORS = 109


def read_stream(data: bytes, names: tuple[str, ...]) -> bytes | None:
    """Return the first stream of one of the names, None when the file has none.

    Raises `ValueError` or `struct.error` for a damaged file.
    """
    size = _sector_size(data)
    table = _table(data, size)
    directory = _chain(data, table, struct.unpack_from("<I", data, 0x30)[0], size, size)
    small = None
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        first, total = struct.unpack_from("<II", directory, at + 116)
        if small is None:  # the first entry holds the stream of small sectors
            small = _chain(data, table, first, size, size) if first < _END else b""
        if name not in names:
            continue
        if total > len(data):
            raise ValueError("a stream larger than its file")
        if total >= struct.unpack_from("<I", data, 0x38)[0]:
            return _chain(data, table, first, size, size)[:total]
        start = struct.unpack_from("<I", data, 0x3C)[0]
        links = _chain(data, table, start, size, size) if start < _END else b""
        width = 1 << struct.unpack_from("<H", data, 0x20)[0]
        return _chain(small, _numbers(links), first, width, 0)[:total]
    return None


def _sector_size(data: bytes) -> int:
    """Return the size of a sector; raises ValueError for a header that cannot be true."""
    shift = struct.unpack_from("<H", data, 0x1E)[0]
    if not data.startswith(MAGIC) or shift not in _SHIFTS:
        raise ValueError("no OLE file")
    most = len(data) >> shift
    counts = [struct.unpack_from("<I", data, at)[0] for at in (0x28, 0x2C, 0x40, 0x48)]
    if max(counts) > most + 1:
        raise ValueError("more sectors than the file has")
    return 1 << int(shift)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Return the table that tells which sector follows which."""
    sectors = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", data, 0x4C))
    more, count = struct.unpack_from("<II", data, 0x44)
    for _ in range(min(count, len(data) // size)):
        *block, more = _numbers(data[(more + 1) * size : (more + 2) * size])
        sectors += block
    used = [sector for sector in sectors if sector < _END]
    return _numbers(b"".join(data[(s + 1) * size : (s + 2) * size] for s in used))


def _chain(data: bytes, table: tuple[int, ...], sector: int, size: int, offset: int) -> bytes:
    pieces: list[bytes] = []
    while sector < _END:
        if sector >= len(table) or len(pieces) > len(table):
            raise ValueError("a broken chain of sectors")
        pieces.append(data[offset + sector * size : offset + (sector + 1) * size])
        sector = table[sector]
    return b"".join(pieces)
