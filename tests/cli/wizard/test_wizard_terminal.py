"""`coursewright new` on a real terminal: keys go in, and a file or nothing at all comes out."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

pty = pytest.importorskip("pty", reason="there are no such terminals on Windows")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.scaffold.model import Template

pytestmark = pytest.mark.slow

ENTER, ESCAPE, QUIT, END_OF_INPUT = b"\r", b"\x1b", b"\x03", b"\x04"
WHOLE = (b"Can it hold?", ENTER, ENTER, b"decide", ENTER, ENTER, ENTER, b"n", ENTER)
_STEERING = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]")
_PATIENCE = 5.0
"""Seconds in which a key shows that it did something."""
_QUIET = 0.25
"""Seconds without output after which a page is drawn."""


class Terminal:
    """A command on a terminal of its own."""

    def __init__(self, folder: Path, *words: str, columns: int = 80, **env: str) -> None:
        import fcntl
        import struct
        import termios

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coursewright", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**os.environ, "TERM": "xterm-256color", **env},
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = b""
        self.until(b"quits")

    def until(self, text: bytes) -> None:
        deadline = time.monotonic() + 30
        while text not in self.shown and self._read(1.0):
            assert time.monotonic() < deadline, self.shown

    def press(self, *keys: bytes) -> None:
        """Press keys one after the other, each once the page before is drawn."""
        for key in keys:
            os.write(self._ours, key)
            self._read(_PATIENCE)  # what follows Escape too soon would make another key of it
            while self._read(_QUIET):
                pass

    def closed(self) -> int:
        """Return the exit code, once all that is shown has been read."""
        while self._read(10.0):
            pass
        os.close(self._ours)
        return self.process.wait(timeout=30)

    def _read(self, patience: float) -> bool:
        if not select.select([self._ours], [], [], patience)[0]:
            return self.process.poll() is None and patience >= 1.0
        try:
            piece = os.read(self._ours, 65536)
        except OSError:  # Linux says so where other systems return nothing
            return False
        self.shown += piece
        return bool(piece)

    @property
    def last(self) -> str:
        """What stands on the terminal once the full screen is gone."""
        return _STEERING.sub(b"", self.shown.rpartition(b"\x1b[?1049l")[2]).decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "course"
    made.mkdir()
    return made


@pytest.fixture
def words(template: Template) -> tuple[str, ...]:
    return "new", "module", "--template", str(template.folder)


def files(folder: Path) -> Iterator[str]:
    return (path.name for path in sorted(folder.rglob("*")))


def test_from_the_first_question_to_the_file(folder: Path, words: tuple[str, ...]) -> None:
    terminal = Terminal(folder, *words)
    terminal.press(*WHOLE, ENTER)
    assert terminal.closed() == 0
    assert list(files(folder)) == ["can-it-hold.module.yaml"]
    text = (folder / "can-it-hold.module.yaml").read_text(encoding="utf-8")
    assert "title: Can it hold?\nstatus: draft\noutcomes:\n  - decide\n" in text
    assert "can-it-hold.module.yaml" in terminal.last


def test_escape_goes_back_and_alt_does_not(folder: Path, words: tuple[str, ...]) -> None:
    terminal = Terminal(folder, *words, columns=60)
    terminal.press("Señal 漢字 😀".encode(), ENTER, b"c", ENTER, ESCAPE, ESCAPE, b" two", ENTER)
    terminal.press(b"\x1bb", ENTER, b"x\x1b[99~y", ENTER, ENTER, ENTER, ENTER, ENTER)
    assert terminal.closed() == 0
    (path,) = folder.iterdir()
    text = path.read_text(encoding="utf-8")
    assert "title: Señal 漢字 😀 two\n" in text
    assert "duration: 20 min\n" in text


@pytest.mark.parametrize(
    "keys",
    [
        (QUIT,),
        (b"half", QUIT),
        (b"A title", ENTER, END_OF_INPUT),
        (*WHOLE, QUIT, QUIT),
        (*WHOLE, b"3", ENTER, QUIT, END_OF_INPUT),
    ],
    ids=["at once", "while writing", "in a list", "in the review", "in the text"],
)
def test_leaving_writes_nothing(folder: Path, words: tuple[str, ...], keys: tuple[bytes, ...]) -> None:
    terminal = Terminal(folder, *words)
    terminal.press(*keys)
    assert terminal.closed() == 130
    assert terminal.last.strip() == "Nothing was written."
    assert list(files(folder)) == []


def test_a_signal_is_like_ctrl_c(folder: Path, words: tuple[str, ...]) -> None:
    terminal = Terminal(folder, *words)
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.closed() == 130
    assert terminal.last.strip() == "Nothing was written."


def test_bytes_that_are_no_letters_are_left_out(folder: Path, words: tuple[str, ...]) -> None:
    terminal = Terminal(folder, *words, LC_ALL="C")
    terminal.press(b"\xff\xfeBytes", ENTER, ENTER, ENTER, ENTER, ENTER, ENTER)
    assert terminal.closed() == 0
    assert list(files(folder)) == ["bytes.module.yaml"]


def test_a_terminal_that_knows_lines_only(folder: Path, words: tuple[str, ...]) -> None:
    terminal = Terminal(folder, *words, TERM="dumb")
    terminal.press(b"Lines\n", b"\n", b"\n", b"\n", b"\n", b"1\n")
    assert terminal.closed() == 0
    assert b"\x1b" not in terminal.shown
    assert list(files(folder)) == ["lines.module.yaml"]


def test_escape_leads_back_to_templates_and_kinds(folder: Path) -> None:
    terminal = Terminal(folder, "new")
    terminal.press(b"c", ENTER)
    assert b"Shall we start from this one?" in terminal.shown  # though there is only one
    terminal.press(ENTER)
    assert b"question 1 of" in terminal.shown
    terminal.shown = b""
    terminal.press(ESCAPE)
    assert b"Shall we start from this one?" in terminal.shown
    terminal.shown = b""
    terminal.press(ESCAPE)
    assert b"What would you like to make?" in terminal.shown
    terminal.press(ESCAPE, QUIT)
    assert terminal.closed() == 130


def test_new_by_itself_asks_what_to_make(folder: Path) -> None:
    terminal = Terminal(folder, "new")
    terminal.press(b"m", ENTER, b"2", ENTER, b"A title", ENTER, QUIT)
    assert terminal.closed() == 130
    assert b"What would you like to make?" in terminal.shown
    assert b"> 1 module: a week" in terminal.shown.replace(b">  1", b"> 1")
    assert b"Which of these comes closest?" in terminal.shown
    assert b"question 1 of" in terminal.shown
    assert list(files(folder)) == []
