"""Running the command line: in this process, in one of its own, and on a terminal of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from coursewright.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

PLAIN = {
    key: value for key, value in os.environ.items() if not key.startswith(("COVERAGE", "COLUMNS", "LINES"))
}
PLAIN = {
    key: value for key, value in PLAIN.items() if key not in {"NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH"}
}


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line of the report."""
        return self.out.rstrip("\n").rpartition("\n")[2]


@pytest.fixture
def coursewright(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Run the command line in this process, which is quick."""
    for name in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "COURSEWRIGHT_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)

    def run(*args: str | Path, stdin: bytes | None = None, cwd: Path | None = None) -> Outcome:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def process() -> Callable[..., Outcome]:
    """Run the command line in a process of its own, as people do."""

    def run(
        *args: str | Path,
        stdin: bytes = b"",
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "coursewright", *map(str, args)],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            env={**PLAIN, **(env or {})},
            timeout=60,
            check=False,
            **more,
        )
        return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture
def terminal() -> Callable[..., Outcome]:
    """Run the command line on a terminal so many columns wide; standard error goes there, too."""
    pty = pytest.importorskip("pty", reason="there are no such terminals on Windows")

    def run(
        *args: str | Path, columns: int = 80, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> Outcome:
        import fcntl
        import struct
        import termios

        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        started = subprocess.Popen(
            [sys.executable, "-m", "coursewright", *map(str, args)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=cwd,
            env={**PLAIN, "TERM": "xterm-256color", **(env or {})},
        )
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so where other systems return nothing
                break
            if not piece:
                break
            shown += piece
        os.close(ours)
        return Outcome(started.wait(timeout=60), shown.decode("utf-8").replace("\r\n", "\n"), "")

    return run
