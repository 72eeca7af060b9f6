"""How a command ends when it cannot do its work: one message, one exit code, no traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.exceptions import TyperException

from dancu_clean.errors import DancuError
from dancu_clean.lang import t

USAGE = 2
STOPPED = 130
FAULT = 70
_PARSER_SAYS = {
    "No such command": "Không có lệnh",
    "Got unexpected extra argument(s)": "Thừa tham số",
}


def render(error: DancuError) -> str:
    """Return code, sentence, place and hint of an error on at most two lines."""
    place = f" [{error.where}]" if error.where else ""
    hint = f"\n     → {error.hint}" if error.hint else ""
    return f"{error.code}: {error.message}{place}{hint}"


def as_dict(error: DancuError) -> dict[str, Any]:
    """Return the same for `--json`."""
    return {
        "code": error.code,
        "message": error.message,
        "where": error.where,
        "hint": error.hint,
        "exit_code": error.exit_code,
    }


def guarded(command: Callable[[], Any]) -> int:
    """Run a command and turn whatever stops it into the contracted exit code."""
    try:
        code = int(command() or 0)
        if code == STOPPED:  # the parser swallows Ctrl-C and answers with the code alone
            raise KeyboardInterrupt
        sys.stdout.flush()
        return code
    except DancuError as error:
        _say(render(error))
        return error.exit_code
    except TyperException as error:
        _say(_usage(error))
        return USAGE
    except (typer.Abort, KeyboardInterrupt):
        _say(t("Đã dừng theo yêu cầu.", "Stopped by the user."))
        return STOPPED
    except (BrokenPipeError, SystemExit):
        # Whoever read our results has seen enough (the parser says so by SystemExit); what is
        # left in the buffer must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  the last line of defence: exit code 70, no values
        _say(_fault(error))
        return FAULT


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _usage(error: TyperException) -> str:
    """Say in the user's language what the parser says in its own."""
    see = t(" Xem --help.", " See --help.")
    parameter = getattr(error, "param", None)
    name = ""
    if parameter is not None:
        is_option = parameter.param_type_name == "option"
        name = (
            parameter.opts[0] if is_option else str(parameter.metavar or parameter.name).rstrip(".")
        )
    kind, option = type(error).__name__, getattr(error, "option_name", "")
    if kind == "NoArgsIsHelpError":
        return error.format_message()
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None) or ()
        hint = t(" Có phải ", " Did you mean ") + " / ".join(near) + "?" if near else ""
        return t(f"E02: Không có tùy chọn {option}.", f"E02: No such option: {option}.") + hint
    if kind == "BadOptionUsage":
        return t(f"E02: Thiếu giá trị của {option}.", f"E02: {option} needs a value.") + see
    if kind == "MissingParameter":
        return t(f"E02: Thiếu {name}.", f"E02: Missing {name}.") + see
    if name:
        return t(f"E02: Giá trị của {name} không hợp lệ.", f"E02: Invalid value of {name}.") + see
    said = error.format_message()
    for start, words in _PARSER_SAYS.items():
        if said.startswith(start):
            # What follows in quotes is the user's own typing and, if any, the nearest command.
            said = t(words + said.removeprefix(start).replace("Did you mean", "Có phải"), said)
    return f"E02: {said}{see}"


def _fault(error: Exception) -> str:
    """Name the place in the program, never the value that was met there."""
    trace = error.__traceback__
    place = ""
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("dancu_clean"):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return t(
        f"E70: Lỗi trong chương trình ({type(error).__name__} tại {place}). "
        "Xin gửi dòng này cho người phát triển.",
        f"E70: A fault in the program ({type(error).__name__} at {place}). "
        "Please send this line to the developers.",
    )
