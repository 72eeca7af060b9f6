"""The commands of the review desk, `apply` and `progress`: their arguments, in the user's language.

Types of arguments are read when `register` adds the commands, after the language was chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from dancu_clean import lang
from dancu_clean.lang import t


def register(app: typer.Typer, speak: Callable[[str], None]) -> None:
    """Add the commands; `speak` checks and sets the language."""
    spoken = lang.chosen()

    @app.command(help=t("Đọc các quyết định ghi trong sổ.", "Read decisions from workbooks."))
    def apply(
        run_folder: Annotated[Path, typer.Argument(metavar="RUN")],
        workbooks: Annotated[list[Path], typer.Argument(metavar="WORKBOOK...")],
        write: Annotated[bool, _flag("--write", "Ghi thật, không chỉ xem.", "Write it.")] = False,
        decisions: Annotated[Path | None, _decisions()] = None,
        json: Annotated[bool, _flag("--json", "In dạng JSON.", "Print JSON.")] = False,
        language: Annotated[str, typer.Option("--lang", metavar="vi|en")] = spoken,
    ) -> None:
        """Show what the decisions in returned workbooks would do; with `--write` do it."""
        from dancu_clean.commands import applying

        speak(language)
        raise typer.Exit(applying.apply(run_folder, workbooks, write, decisions, json))

    @app.command(help=t("Tiến độ giữa hai lần chạy.", "What moved between two runs."))
    def progress(
        old: Annotated[Path, typer.Argument(metavar="RUN_OLD")],
        new: Annotated[Path, typer.Argument(metavar="RUN_NEW")],
        out: Annotated[Path | None, _folder()] = None,
        decisions: Annotated[Path | None, _decisions()] = None,
        json: Annotated[bool, _flag("--json", "In dạng JSON.", "Print JSON.")] = False,
        language: Annotated[str, typer.Option("--lang", metavar="vi|en")] = spoken,
    ) -> None:
        """Count what was fixed, remains, is new, was re-opened or decided."""
        from dancu_clean.commands import progressing

        speak(language)
        raise typer.Exit(progressing.progress(old, new, out, decisions, json))


def _flag(name: str, vi: str, en: str) -> typer.models.OptionInfo:
    return typer.Option(name, help=t(vi, en))


def _folder() -> typer.models.OptionInfo:
    return typer.Option(
        "--out", metavar="DIR", help=t("Ghi tien_do.xlsx vào đây.", "Write tien_do.xlsx there.")
    )


def _decisions() -> typer.models.OptionInfo:
    said = t("Tệp quyết định (mặc định cạnh các lần chạy).", "Decisions (default: by the runs).")
    return typer.Option("--decisions", metavar="FILE", help=said)
