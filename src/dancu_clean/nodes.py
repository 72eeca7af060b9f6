"""YAML values that know their file and line; sole owner of YAML."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from dancu_clean.errors import SpecError, nearest
from dancu_clean.lang import t

# The loader in C reads the built-in schemas in a fifth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return the hint that names the nearest valid word, "" when none is near."""
    near = nearest(word, words)
    return t(f"Có phải “{near}”?", f"Did you mean “{near}”?") if near else ""


class Node:
    """A YAML value that knows its file and line, so that every complaint can say where."""

    def __init__(self, path: Path, node: yaml.Node) -> None:
        self.path = path
        self.node = node

    def fail(self, message: str, hint: str = "") -> SpecError:
        """Return the complaint about this very place; the caller raises it."""
        line = self.node.start_mark.line + 1
        where = f"{self.path.name}, " + t(f"dòng {line}", f"line {line}")
        return SpecError(message, where=where, hint=hint)

    def items(self, allowed: Iterable[str] | None = None) -> dict[str, Node]:
        """Return a mapping's values; unknown and repeated keys are refused."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fail(
                t("Chỗ này phải là các cặp `khóa: giá trị`.", "`key: value` pairs go here.")
            )
        found: dict[str, Node] = {}
        for key, value in self.node.value:
            name = Node(self.path, key).text()
            if name in found:
                raise Node(self.path, key).fail(
                    t(f"Khóa “{name}” viết hai lần.", f"Key “{name}” stands twice.")
                )
            if allowed is not None and name not in allowed:
                raise Node(self.path, key).fail(
                    t(f"Khóa “{name}” không dùng được ở đây.", f"There is no key “{name}” here."),
                    did_you_mean(name, allowed),
                )
            found[name] = Node(self.path, value)
        return found

    def list(self) -> list[Node]:
        """Return the items of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fail(
                t("Chỗ này phải là một danh sách `[...]`.", "A list `[...]` goes here.")
            )
        return [Node(self.path, child) for child in self.node.value]

    def is_scalar(self) -> bool:
        """Tell whether this is one value, neither list nor mapping."""
        return isinstance(self.node, yaml.ScalarNode)

    def is_text(self) -> bool:
        """Tell whether YAML takes this for text: `01` and `no` are not."""
        return self.is_scalar() and self.node.tag.endswith(":str")

    def text(self) -> str:
        """Return text; a number or yes/no without quotes is refused."""
        if not self.is_text():
            raise self.fail(
                t(
                    "Chỗ này phải là chữ; mã số và `no`, `yes` cần đặt trong dấu nháy.",
                    "Text goes here; codes and `no`, `yes` need quotes.",
                )
            )
        return str(self.node.value)

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(child.text() for child in self.list())

    def scalar(self) -> Any:
        """Return the value as YAML understands it."""
        return yaml.SafeLoader("").construct_object(self.node, deep=True)

    def number(self) -> float:
        """Return a number."""
        value = self.scalar()
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(t("Chỗ này phải là một số.", "A number goes here."))
        return value

    def word(self, allowed: Iterable[str]) -> str:
        """Return text that must be one of `allowed`."""
        word = self.text()
        if word not in allowed:
            raise self.fail(
                t(f"“{word}” không phải giá trị hợp lệ.", f"“{word}” is not a valid value."),
                did_you_mean(word, allowed),
            )
        return word


def open_yaml(path: Path) -> Node:
    """Read a file; raises `SpecError` when it is not YAML, empty or cannot be opened."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = ", " + t(f"dòng {mark.line + 1}", f"line {mark.line + 1}") if mark else ""
        message = t("Tệp không phải YAML đúng.", "The file is not valid YAML.")
        raise SpecError(message, where=f"{path.name}{line}") from None
    except (OSError, UnicodeDecodeError):
        message = t("Không đọc được tệp YAML.", "The YAML file cannot be read.")
        raise SpecError(message, where=path.name) from None
    if node is None:
        raise SpecError(t("Tệp YAML rỗng.", "The YAML file is empty."), where=path.name)
    return Node(path, node)


def dump_yaml(value: Any) -> str:
    """Return a value as YAML in the order given; mappings of plain values on one line each."""
    return str(
        yaml.safe_dump(
            value, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200
        )
    )
