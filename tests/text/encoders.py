"""The damage of the old days, made to order: Unicode text as old fonts and wrong tables show it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

TONES = "\u0300\u0301\u0303\u0309\u0323"
# TCVN 5712:1993 as the fonts of offices have it: letters by code, small ones only for tones.
_TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae"
        "\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb"
        "\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde"
        "\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee"
        "\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe",
        strict=True,
    )
)
_VNI_TONES = dict(zip(TONES, "øùõûï", strict=True))
_VNI_HAT_TONES = dict(zip(TONES, "àáãåä", strict=True))
_VNI_BREVE_TONES = dict(zip(TONES, "èéüúë", strict=True))
_VNI_WHOLE = {"đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "í": "í", "ì": "ì"}


def _split(char: str) -> tuple[str, str]:
    """Return a letter without its tone, and the tone."""
    parts = unicodedata.normalize("NFD", char)
    tone = "".join(part for part in parts if part in TONES)
    base = "".join(part for part in parts if part not in TONES)
    return unicodedata.normalize("NFC", base), tone


def tcvn3(text: str) -> str:
    """Show TCVN3 as Western letters; capitals with a tone become small."""
    return "".join(_TCVN3.get(c, _TCVN3.get(c.lower(), c)) if c > "\x7f" else c for c in text)


def _vni_letter(char: str) -> str:
    small = char.lower()
    if small in _VNI_WHOLE:
        found = _VNI_WHOLE[small]
    else:
        base, tone = _split(small)
        if base in "âêô":
            found = "aeo"["âêô".index(base)] + (_VNI_HAT_TONES[tone] if tone else "â")
        elif base == "ă":
            found = "a" + (_VNI_BREVE_TONES[tone] if tone else "ê")
        elif base in "ươ":
            found = "öô"["ươ".index(base)] + (_VNI_TONES[tone] if tone else "")
        else:
            found = base + (_VNI_TONES[tone] if tone else "")
    return found.upper() if char.isupper() else found


def vni(text: str) -> str:
    """Show VNI-Windows as Western letters."""
    return "".join(map(_vni_letter, text))


def windows_1258(text: str) -> bytes:
    """Return the bytes of Windows-1258, tones behind their letter where it has no whole one."""
    out = b""
    for char in text:
        try:
            out += char.encode("windows-1258")
        except UnicodeEncodeError:
            out += "".join(_split(char)).encode("windows-1258")
    return out


def shown(data: bytes, code_page: str) -> str:
    """Return what a program of a code page shows; bytes without a letter pass as controls."""
    return "".join(bytes([b]).decode(code_page, "ignore") or chr(b) for b in data)


def keys(text: str, letters: dict[str, str], tones: str) -> str:
    """Return the keys that would have typed a text, the tone at the end of each word."""
    out = []
    for word in text.split(" "):
        typed, last = "", ""
        for char in word:
            base, tone = _split(char)
            key = letters.get(base.lower(), base)
            typed += key[0].upper() + key[1:] if char.isupper() else key
            last += tones[TONES.index(tone)] if tone else ""
        out.append(typed + last)
    return " ".join(out)


TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI_KEYS = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}

DAMAGES: dict[str, Callable[[str], str]] = {
    "tcvn3": tcvn3,
    "tcvn3-capital-font": lambda text: tcvn3(text.lower()),
    "vni": vni,
    "1258-as-1252": lambda text: shown(windows_1258(text), "windows-1252"),
    "utf8-as-1252": lambda text: shown(text.encode(), "windows-1252"),
    "utf8-as-1258": lambda text: shown(text.encode(), "windows-1258"),
    "utf8-as-latin1": lambda text: text.encode().decode("latin-1"),
    "utf8-twice": lambda text: shown(
        shown(text.encode(), "windows-1252").encode(), "windows-1252"
    ),
    "telex": lambda text: keys(text, TELEX, "fsxrj"),
    "vni-keys": lambda text: keys(text, VNI_KEYS, "21435"),
}  # fmt: skip
