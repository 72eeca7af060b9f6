"""XML as a stream of events; document types and entities are refused, they have no place here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Protocol
from xml.parsers import expat

_PIECE = 1 << 20


class Handler(Protocol):
    """Receives the elements of a document under their names without prefix."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element; its attributes have no prefix either."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take some text of the present element."""


class XmlError(ValueError):
    """A document that is broken, or that declares entities."""


def read_xml(stream: IO[bytes], handler: Handler) -> None:
    """Send the elements of a document to the handler; raises XmlError."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _start(handler)
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = handler.text
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise XmlError("broken XML") from error


def _start(handler: Handler) -> Callable[[str, dict[str, str]], None]:
    names: dict[str, str] = {}

    def bare(name: str) -> str:
        return names.setdefault(name, name.rpartition(":")[2])

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.start(bare(name), {bare(key): value for key, value in attributes.items()})

    return start


def _refuse(*_: object) -> None:
    raise XmlError("a document type")
