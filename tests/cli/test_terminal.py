"""What the command line knows of its terminal, and how it ends when something stops it."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
import typer

from coursewright.__main__ import main
from coursewright.cli.guard import guarded
from coursewright.cli.lint.progress import Progress
from coursewright.cli.terminal import abandon_output, columns, speak_utf8, tell
from coursewright.cli.words import rule_words
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def screen_for(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Let both streams be one terminal of 50 columns."""
    made = Terminal()
    monkeypatch.setattr(sys, "stdout", made)
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("TERM", "xterm")
    return made


def test_the_width_is_the_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    screen_for(monkeypatch)
    assert columns() == 50


def test_the_width_of_a_file_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert columns() == 100


def test_complaints_are_wrapped_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_for(monkeypatch)
    tell("Something that takes a good many words to say was not possible here.")
    assert screen.getvalue() == (
        "coursewright: Something that takes a good many\nwords to say was not possible here.\n"
    )


def test_streams_speak_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    ascii_only = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", ascii_only)
    monkeypatch.setattr(sys, "stderr", None)
    speak_utf8()
    sys.stdout.write("déjà \ud800")
    sys.stdout.flush()
    assert ascii_only.buffer.getvalue() == "déjà \\ud800".encode()
    sys.stderr.write("into the void")
    sys.stderr.close()


def test_a_stream_that_is_no_file_needs_no_abandoning(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_for(monkeypatch)
    abandon_output()
    assert sys.stdout is screen


def outcome(work: Callable[[], int]) -> int:
    with pytest.raises(typer.Exit) as done:
        guarded(work)()
    code: int = done.value.exit_code
    return code


def raising(error: BaseException) -> Callable[[], int]:
    def work() -> int:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BrokenPipeError(32, "Broken pipe"), ""),
        (UsageError("That is no rule.", "Try another."), "coursewright: That is no rule. Try another.\n"),
        (OSError(28, "No space left on device"), "read or written: no space left on device.\n"),
        (PermissionError(13, "Permission denied", "/x"), "coursewright: /x: permission denied.\n"),
        (OSError("odd"), "coursewright: Something could not be read or written: odd.\n"),
        (MemoryError(), "Something went wrong in the tool itself (MemoryError). Set"),
        (RecursionError("maximum depth"), "(RecursionError: maximum depth)"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_stops_a_command_is_told_in_a_paragraph(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COURSEWRIGHT_TRACEBACK", raising=False)
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", shown)
    assert outcome(raising(error)) == 2
    assert said in shown.getvalue()
    assert shown.getvalue().count("\n") == bool(said)


def test_a_command_that_ends_well_says_how() -> None:
    assert [outcome(lambda code=code: code) for code in (0, 1, 2)] == [0, 1, 2]  # type: ignore[misc]


def test_an_interrupted_command_is_no_fault_of_the_tool() -> None:
    with pytest.raises(KeyboardInterrupt):
        guarded(raising(KeyboardInterrupt()))()


def test_main(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["coursewright", "--version"])
    with pytest.raises(SystemExit) as done:
        main()
    assert done.value.code == 0
    assert capsys.readouterr().out.startswith("coursewright ")


def test_words_offered_to_the_shell() -> None:
    offered = dict(rule_words("FUP001,no-fol"))
    assert offered == {"FUP001,no-follow-up": "Every asynchronous task is taken up again"}
    assert {word for word, _ in rule_words("fup00")} >= {"FUP001", "FUP002"}
    assert len(rule_words("")) > 60


def patient(monkeypatch: pytest.MonkeyPatch, times: list[float]) -> None:
    monkeypatch.setattr("coursewright.cli.status_line.time.monotonic", lambda: times.pop(0))


def test_progress_shows_after_a_moment_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_for(monkeypatch)
    patient(monkeypatch, [0.0, 0.5, 1.5, 1.5, 1.55, 2.0, 2.0])
    with Progress(1500) as progress:
        progress.step()
        assert screen.getvalue() == ""
        progress.step()
        assert screen.getvalue() == "\r2 of 1,500 courses and modules checked"
        progress.step()
        progress.step()
        assert screen.getvalue().endswith("\r4 of 1,500 courses and modules checked")
    assert screen.getvalue().endswith("\r\x1b[K")


def test_progress_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_for(monkeypatch)
    patient(monkeypatch, [0.0, 2.0, 2.0])
    progress = Progress(2)
    progress.clear()
    assert screen.getvalue() == ""
    progress.step()
    progress.clear()
    progress.clear()
    assert screen.getvalue().count("\x1b[K") == 1


def test_progress_is_for_terminals_and_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_for(monkeypatch)
    patient(monkeypatch, [0.0, 0.0])
    Progress(1).step()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    Progress(100).step()
    assert screen.getvalue() == ""


def test_no_progress_on_a_dumb_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_for(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    patient(monkeypatch, [0.0])
    Progress(100).step()
    assert screen.getvalue() == ""
