"""What a command comes to: an exit code and at most one paragraph of complaint, never a traceback."""

from __future__ import annotations

import os
import sys
from functools import wraps
from typing import TYPE_CHECKING, NoReturn, ParamSpec

import typer

from coursewright.cli.interrupts import ends_in_order
from coursewright.cli.terminal import abandon_output, tell, tell_error

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")

CANNOT = 2
"""The exit code where something could not be done."""


def guarded(command: Callable[P, int]) -> Callable[P, NoReturn]:
    """Make a command that returns an exit code one that Typer can run and nothing can throw off course."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> NoReturn:
        with ends_in_order():
            raise typer.Exit(_outcome(lambda: command(*args, **kwargs)))

    return run


def _outcome(work: Callable[[], int]) -> int:
    from coursewright.spec.errors import CoursewrightError, InternalError  # noqa: PLC0415 - help needs none of it

    try:
        code = work()
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_output()  # whoever read along has seen enough
    except CoursewrightError as error:
        tell_error(error)
    except OSError as error:
        tell(_refusal(error))
        abandon_output()
    except Exception as error:
        if os.environ.get("COURSEWRIGHT_TRACEBACK"):
            raise
        tell(str(InternalError(error)))
    else:
        return code
    return CANNOT


def _refusal(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return (
        f"{error.filename}: {reason}."
        if error.filename
        else f"Something could not be read or written: {reason}."
    )
