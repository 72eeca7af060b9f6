"""Who may import whom, who owns which package, and how large things may grow."""

from __future__ import annotations

import ast
import statistics
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "dancu_clean"

# A part imports only parts of the rows above its own; parts of one row do not know each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "lang", "registry", "findings", "columns", "data"),
    ("text", "nodes"),
    ("ids",),
    ("rules", "levels"),
    ("spec",),
    ("model",),
    ("formats", "normalisers", "linkage", "checking", "comparing"),
    ("reading", "report", "sample", "inspecting"),
    ("deciding",),
    ("steps",),
    ("pipeline",),
    ("commands",),
    ("cli_desk",),
    ("cli",),
    ("__main__",),
)
LEVEL = {part: level for level, row in enumerate(LAYERS) for part in row}

# Everything installed from elsewhere has its owner; numpy and pandas are the tables themselves.
OWNERS: dict[str, tuple[str, ...]] = {
    "numpy": ("",),
    "pandas": ("",),
    "pandera": ("steps.validate",),
    "pyarrow": ("formats", "reading", "report.tables", "sample.write"),
    "python_calamine": ("formats.excel",),
    "rapidfuzz": ("levels", "linkage", "reading"),
    "typer": ("cli", "cli_desk", "commands.failing"),
    "unidecode": ("text.fold",),
    "xlsxwriter": ("report.cells", "report.sheet", "sample.write"),
    "yaml": ("nodes",),
}
# These speak text and numbers only: no tables.
TABLELESS = ("errors", "lang", "registry", "data", "text", "ids", "nodes", "spec")

SILENT = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENCODING, tokenize.ENDMARKER,
}  # fmt: skip
MODULE_LINES = 250
FUNCTION_LINES_P90 = 30
PARAMETERS = 7


@cache
def sources() -> dict[str, tuple[Path, ast.Module]]:
    """Return every module of the package by its name inside the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = (path, ast.parse(path.read_text(encoding="utf-8")))
    return found


def modules() -> list[str]:
    return [name for name in sources() if name != "__init__"]


def imports(name: str) -> Iterator[str]:
    """Yield what a module imports, at whatever depth: late imports count too."""
    for node in ast.walk(sources()[name][1]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports are written in full"
            if node.module == "dancu_clean":
                yield from (f"dancu_clean.{alias.name}" for alias in node.names)
            else:
                yield str(node.module)


def inside(name: str) -> set[str]:
    """Return the modules of the package that a module imports."""
    paths = {path.removeprefix("dancu_clean.") for path in imports(name) if "dancu_clean." in path}
    return paths - {"__version__"}


def functions(name: str) -> list[ast.FunctionDef]:
    nodes = ast.walk(sources()[name][1])
    return [node for node in nodes if isinstance(node, ast.FunctionDef)]


@cache
def code_lines(name: str) -> frozenset[int]:
    """Return the numbers of the lines that hold code: no blank, no comment, no docstring."""
    path, tree = sources()[name]
    with path.open("rb") as file:
        tokens = [token for token in tokenize.tokenize(file.readline) if token.type not in SILENT]
    spans = [(token.start[0], token.end[0]) for token in tokens]
    lines = set(chain.from_iterable(range(first, last + 1) for first, last in spans))
    for node in ast.walk(tree):
        documented = isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        if documented and ast.get_docstring(node) is not None:
            text = node.body[0]
            lines -= set(range(text.lineno, (text.end_lineno or text.lineno) + 1))
    return frozenset(lines)


def test_every_part_has_a_layer() -> None:
    parts = {name.split(".")[0] for name in modules()}
    assert parts == set(LEVEL)
    assert not {"utils", "common", "helpers"} & {p for name in modules() for p in name.split(".")}


def test_imports_come_from_earlier_layers() -> None:
    upward = set()
    for name in modules():
        part = name.split(".")[0]
        others = {path.split(".")[0] for path in inside(name)} - {part}
        upward |= {(name, other) for other in others if LEVEL[other] >= LEVEL[part]}
    assert not upward


def test_steps_do_not_know_each_other() -> None:
    steps = [name for name in modules() if name.startswith("steps.")]
    assert len(steps) >= 6
    assert not {(n, path) for n in steps for path in inside(n) if path.startswith("steps")}


def test_only_the_pipeline_tells_the_line() -> None:
    told = {path for path in inside("pipeline") if path.startswith("steps.")}
    assert told == {name for name in modules() if name.startswith("steps.")}
    others = {name for name in modules() if LEVEL[name.split(".")[0]] > LEVEL["pipeline"]}
    several = {n for n in others if len({p for p in inside(n) if p.startswith("steps.")}) > 1}
    assert not several


def test_every_package_has_its_owner() -> None:
    strangers = set()
    for name in modules():
        for path in imports(name):
            top = path.split(".")[0]
            if top in sys.stdlib_module_names or top == "dancu_clean":
                continue
            owners = OWNERS.get(top, ())
            if not any(not owner or f"{name}.".startswith(f"{owner}.") for owner in owners):
                strangers.add((name, top))
            if name.split(".")[0] in TABLELESS and top in {"numpy", "pandas", "pyarrow"}:
                strangers.add((name, top))
    assert not strangers


def test_the_command_line_imports_late() -> None:
    """`--help` must not wait for pandas: at import, cli needs words and typer only."""
    top = [node for node in sources()["cli"][1].body if isinstance(node, ast.ImportFrom)]
    assert {node.module for node in top} <= {
        "__future__", "pathlib", "typing", "dancu_clean", "dancu_clean.lang",
    }  # fmt: skip


def test_modules_stay_small() -> None:
    sizes = {name: len(code_lines(name)) for name in modules()}
    assert not {name: size for name, size in sizes.items() if size > MODULE_LINES}
    assert statistics.median(sizes.values()) <= 100


def test_functions_stay_small() -> None:
    sizes = {}
    for name in modules():
        for node in functions(name):
            span = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            sizes[f"{name}.{node.name}"] = len(code_lines(name) & set(span))
    p90 = statistics.quantiles(sizes.values(), n=10)[-1]
    assert p90 <= FUNCTION_LINES_P90
    assert not {name: size for name, size in sizes.items() if size > 2 * FUNCTION_LINES_P90}


def test_functions_take_few_parameters() -> None:
    crowded = set()
    for name in modules():
        # A command has an option per parameter; a rule names every field that it reads.
        if name == "cli":
            continue
        for node in functions(name):
            taken = node.args
            count = len([*taken.posonlyargs, *taken.args, *taken.kwonlyargs])
            if count > PARAMETERS and not node.decorator_list:
                crowded.add((name, node.name, count))
    assert not crowded


def test_what_is_public_is_documented() -> None:
    silent = []
    for name in modules():
        module = sources()[name][1]
        if ast.get_docstring(module) is None:
            silent.append(name)
        for node in module.body:
            public = isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name[0] != "_"
            if public and ast.get_docstring(node) is None:
                silent.append(f"{name}.{node.name}")
    assert not silent


def test_steps_neither_print_nor_ask_for_the_day() -> None:
    """Talk belongs to the commands; the as-of date is passed in, never asked of the clock."""
    faults = set()
    for name in modules():
        if name.split(".")[0] in {"commands", "cli"}:
            continue
        for node in ast.walk(sources()[name][1]):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called == "print" or called.endswith((".today", ".now", "utcnow")):
                faults.add((name, called))
    assert not faults
