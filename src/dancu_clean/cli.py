"""The command line: parse, call, summarise, exit code. Work is imported late: help is quick."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dancu_clean import cli_desk, lang
from dancu_clean.lang import t

lang.choose(lang.detect(sys.argv[1:]))
_LANGUAGE = lang.chosen()

app = typer.Typer(
    name="dancu-clean",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=t(
        "Đối chiếu danh sách của các ngành với dữ liệu dân cư: đúng, đủ, sạch, sống.",
        "Check lists of people against the population reference: correct, complete, clean, alive.",
    ),
)

Sources = Annotated[
    list[Path],
    typer.Argument(
        metavar="SOURCE...",
        help=t(
            "Tệp hoặc thư mục danh sách, hoặc một tệp công việc .yaml.",
            "Files or folders of lists, or one job file (.yaml).",
        ),
    ),
]
ReferenceOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--reference", metavar="REF", help=t("Dữ liệu dân cư làm gốc.", "The population reference.")
    ),
]
Save = Annotated[
    Path | None,
    typer.Option(
        "--save",
        metavar="JOB.yaml",
        help=t(
            "Ghi cách đọc vào tệp công việc để lần sau đọc y như vậy.",
            "Write the reading down as a job file that repeats it.",
        ),
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help=t(
            "Thư mục kết quả (mặc định ket_qua/<ngày>-<số>).",
            "Run folder (default ket_qua/<date>-<nn>).",
        ),
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="DATASET",
        help=t(
            "Loại danh sách (mặc định: nhận theo tiêu đề cột).",
            "Kind of list (default: told from the headings).",
        ),
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=t("Ngày tính tuổi và hạn (mặc định hôm nay).", "Day of judgement (default today)."),
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="'HEADING=field'",
        help=t("Chỉ định cột cho một trường.", "Name the column of a field."),
    ),
]
Format = Annotated[
    str,
    typer.Option("--format", help=t("Dạng kết quả: xlsx, parquet.", "Outputs: xlsx, parquet.")),
]
Schemas = Annotated[
    Path | None,
    typer.Option(
        "--schemas",
        metavar="DIR",
        help=t("Thư mục lược đồ thêm vào.", "Folder of additional schemas."),
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help=t("In kết quả dạng JSON.", "Print the result as JSON."))
]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="error|warning|never",
        help=t("Mã thoát 1 khi có sai lệch từ mức này.", "Exit 1 on findings of this severity."),
    ),
]
Decisions = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        help=t("Tệp quyết định (cạnh các lần chạy).", "Decisions (beside the runs)."),
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help=t("Không in tiến độ.", "No talk on stderr."))]
Lang = Annotated[str, typer.Option("--lang", metavar="vi|en", help=t("Ngôn ngữ.", "Language."))]


@app.command(help=t("Đối chiếu danh sách với dữ liệu gốc.", "Check lists against a reference."))
def run(
    sources: Sources,
    reference: ReferenceOption = None,
    out: Out = None,
    as_dataset: As = None,
    as_of: AsOf = None,
    headings: Map = None,
    formats: Format = "xlsx,parquet",
    schemas: Schemas = None,
    json: Json = False,
    fail_on: FailOn = "never",
    decisions: Decisions = None,
    quiet: Quiet = False,
    language: Lang = _LANGUAGE,
) -> None:
    """Check lists against a reference and write the run folder."""
    from dancu_clean.commands import running

    _speak(language)
    options = running.Options(
        as_dataset, as_of, tuple(headings or ()), formats, schemas, json, fail_on, quiet, decisions
    )
    raise typer.Exit(running.run(sources, reference or [], out, options))


@app.command(help=t("Kiểm tra khi không có dữ liệu gốc.", "Check without a reference."))
def check(
    sources: Sources,
    out: Out = None,
    as_dataset: As = None,
    as_of: AsOf = None,
    headings: Map = None,
    formats: Format = "xlsx,parquet",
    schemas: Schemas = None,
    json: Json = False,
    fail_on: FailOn = "never",
    decisions: Decisions = None,
    quiet: Quiet = False,
    language: Lang = _LANGUAGE,
) -> None:
    """Do everything that needs no reference."""
    from dancu_clean.commands import running

    _speak(language)
    options = running.Options(
        as_dataset, as_of, tuple(headings or ()), formats, schemas, json, fail_on, quiet, decisions
    )
    raise typer.Exit(running.check(sources, out, options))


@app.command(help=t("Xem tệp được đọc thế nào.", "Show how files are read."))
def inspect(
    sources: Sources,
    as_dataset: As = None,
    headings: Map = None,
    schemas: Schemas = None,
    save: Save = None,
    json: Json = False,
    language: Lang = _LANGUAGE,
) -> None:
    """Show sheet, header row, columns and fields as the reader sees them."""
    from dancu_clean.commands import showing

    _speak(language)
    named = tuple(headings or ())
    raise typer.Exit(showing.inspect(sources, as_dataset, named, schemas, save, json))


@app.command(help=t("Vì sao: một bản ghi hoặc một sai lệch.", "Why: a record or a finding."))
def explain(
    run_folder: Annotated[Path, typer.Argument(metavar="RUN")],
    key: Annotated[str, typer.Argument(metavar="RECORD|FINDING")],
    json: Json = False,
    language: Lang = _LANGUAGE,
) -> None:
    """Say why a record was linked so, or why a finding was made."""
    from dancu_clean.commands import showing

    _speak(language)
    raise typer.Exit(showing.explain(run_folder, key, json))


@app.command(help=t("Danh mục luật kiểm tra.", "The catalogue of rules."))
def rules(
    code: Annotated[str | None, typer.Argument(metavar="CODE")] = None,
    json: Json = False,
    language: Lang = _LANGUAGE,
) -> None:
    """List the rules, or one rule with its legal basis."""
    from dancu_clean.commands import showing

    _speak(language)
    raise typer.Exit(showing.rules(code, json))


@app.command(help=t("Các loại danh sách và trường.", "Kinds of lists and their fields."))
def schemas(
    name: Annotated[str | None, typer.Argument(metavar="NAME")] = None,
    folder: Schemas = None,
    json: Json = False,
    language: Lang = _LANGUAGE,
) -> None:
    """List the datasets, or the fields of one."""
    from dancu_clean.commands import showing

    _speak(language)
    raise typer.Exit(showing.schemas(name, folder, json))


@app.command(help=t("Tạo dữ liệu mẫu (người không có thật).", "Make invented sample data."))
def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    people: Annotated[
        int, typer.Option("--people", min=1, help=t("Số người.", "Number of people."))
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", help=t("Số gieo.", "Seed."))] = 1,
    json: Json = False,
    quiet: Quiet = False,
    language: Lang = _LANGUAGE,
) -> None:
    """Write an invented reference and dirty lists with the truth beside them."""
    from dancu_clean.commands import sampling

    _speak(language)
    raise typer.Exit(sampling.sample(folder, people, seed, json, quiet))


def _version(asked: bool) -> None:
    if asked:
        from dancu_clean import __version__

        typer.echo(f"dancu-clean {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help=t("Phiên bản.", "Version.")
        ),
    ] = False,
) -> None:
    pass


def _speak(language: str) -> None:
    from dancu_clean.errors import UsageError

    if language not in lang.LANGUAGES:
        raise UsageError(
            t("Ngôn ngữ chỉ có vi hoặc en.", "The language is vi or en."),
            where=f"--lang {language}",
        )
    lang.choose(language)


cli_desk.register(app, _speak)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit code of the contract."""
    from dancu_clean.commands import failing

    return failing.guarded(lambda: app(arguments, standalone_mode=False))
