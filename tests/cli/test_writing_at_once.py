"""Several who write at once: what one of them says it has written is there, and no other text is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.cli import locks
from coursewright.cli.fence import Fence
from coursewright.cli.interrupts import ends_in_order
from coursewright.cli.writing import NewText, write_all
from coursewright.spec.errors import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Callable

    Outcome = Any

NAMES = ("aaa", "bbb", "ccc", "ddd")
APPENDING = """
import sys
from pathlib import Path
from coursewright.cli.fence import Fence
from coursewright.cli.writing import NewText, write_all
from coursewright.spec.errors import CoursewrightError

path, fence = Path("list.yaml"), Fence()
for number in range(25):
    before = path.read_bytes().decode()
    line = f"- {sys.argv[1]} {number}\\n"
    try:
        write_all([NewText(path, before + line, before)], fence)
    except CoursewrightError as error:
        assert "has changed since it was read" in str(error), error
    else:
        print(line, end="")
"""


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.slow
def test_what_was_written_stays(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_bytes(b"")
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda name: run(tmp_path, "-c", APPENDING, name), NAMES))
    assert [one.stderr for one in done] == [""] * len(NAMES)
    said = [line for one in done for line in one.stdout.splitlines()]
    assert len(said) >= len(NAMES)
    assert sorted(path.read_text("utf-8").splitlines()) == sorted(said)
    assert [one.name for one in tmp_path.iterdir()] == ["list.yaml"]


@pytest.mark.slow
def test_each_insertion_that_is_told_is_there(tmp_path: Path) -> None:
    path = tmp_path / "m.module.yaml"
    path.write_text("module: m\ntitle: M\n", "utf-8")
    with ThreadPoolExecutor() as pool:
        done = list(
            pool.map(
                lambda name: run(tmp_path, "-m", "coursewright", "new", "outcome", f"{name} x", "-y"), NAMES
            )
        )
    told = [name for name, one in zip(NAMES, done, strict=True) if one.stdout.startswith("Wrote")]
    assert told
    text = path.read_text("utf-8")
    assert [name for name in NAMES if f"id: {name}-x" in text] == told
    for one in done:
        refused = one.stderr.endswith("has changed since it was read. Run the command again.\n")
        assert (one.returncode, refused) in {(0, False), (2, True)}


def saved_while_waiting(monkeypatch: pytest.MonkeyPatch, path: Path, data: bytes, at: int) -> None:
    """Let an editor save a file once so many files wait beside their places."""
    flush = os.fsync
    calls = iter(range(100))

    def fsync(handle: int) -> None:
        flush(handle)
        if next(calls) == at:
            path.write_bytes(data)

    monkeypatch.setattr(os, "fsync", fsync)


def test_what_an_editor_saves_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        Path(name).write_bytes(b"old")
    saved_while_waiting(monkeypatch, Path("b"), b"saved", 3)
    with pytest.raises(CoursewrightError, match=r"`b` has changed since it was read\. Run the command again"):
        write_all([NewText(Path(name), "new", "old") for name in ("a", "b")], Fence())
    assert [Path(name).read_bytes() for name in ("a", "b")] == [b"old", b"saved"]
    assert names_in(Path()) == ["a", "b"]


def test_a_new_file_replaces_none_that_came_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    saved_while_waiting(monkeypatch, Path("a"), b"saved", 0)
    with pytest.raises(CoursewrightError, match="`a` is there already, and was left as it is"):
        write_all([NewText(Path("a"), "new")], Fence())
    assert names_in(Path()) == ["a"]
    assert Path("a").read_bytes() == b"saved"


def test_no_save_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        Path(name).write_bytes(b"old")
    put = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "b":
            Path("a").write_bytes(b"saved")
            raise OSError(28, "No space left on device")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(CoursewrightError, match="no space left"):
        write_all([NewText(Path(name), "new", "old") for name in ("a", "b")], Fence())
    assert [Path(name).read_bytes() for name in ("a", "b")] == [b"saved", b"old"]


def test_nobody_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl", reason="Windows has no such locks")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(locks, "_PATIENCE", 0.1)
    handle = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(CoursewrightError, match="Another run has been writing in this folder"):
            write_all([NewText(Path("new") / "a", "new"), NewText(Path("b"), "new")], Fence())
    finally:
        os.close(handle)
    assert names_in(Path()) == []
    write_all([NewText(Path("b"), "new")], Fence())
    assert names_in(Path()) == ["b"]


@pytest.mark.skipif(
    os.name != "posix", reason="folders cannot be locked here, so nobody knows who is at work"
)
def test_what_a_killed_run_left_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".coursewright-write-7-0.new").write_bytes(b"old")
    (tmp_path / ".coursewright-7-0.new").write_bytes(b"a report that somebody may be writing")
    write_all([NewText(tmp_path / "a", "new")], Fence((tmp_path,)))
    assert names_in(tmp_path) == [".coursewright-7-0.new", "a"]


SIGNALS = [
    pytest.param(name, code, marks=pytest.mark.skipif(not hasattr(signal, name), reason=f"no {name} here"))
    for name, code in (("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", None))
]


def ended(action: Callable[[], object], code: int | None) -> None:
    """Do something that a signal ends, for which `code` is the exit code; None for Ctrl-C."""
    handlers = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    with pytest.raises(KeyboardInterrupt if code is None else SystemExit) as end, ends_in_order():
        action()
    assert getattr(end.value, "code", None) == code
    assert {one: signal.getsignal(one) for one in handlers} == handlers


@pytest.mark.parametrize(("name", "code"), SIGNALS)
def test_a_signal_between_two_files_takes_back_the_first(
    name: str, code: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("a", "b", "c")
    for one in names:
        Path(one).write_bytes(b"old")
    put = Path.replace

    def replace(self: Path, target: Path) -> Path:
        signal.raise_signal(getattr(signal, name))  # the second time, while all is taken back
        return put(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    files = [NewText(Path("new") / "n", "new"), *(NewText(Path(one), "new", "old") for one in names)]
    ended(lambda: write_all(files, Fence()), code)
    assert [Path(one).read_bytes() for one in names] == [b"old"] * 3
    assert names_in(Path()) == [*names]


@pytest.mark.parametrize(("name", "code"), SIGNALS)
def test_a_signal_while_tidying_leaves_nothing(
    name: str, code: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for one in ("a", "b"):
        Path(one).write_bytes(b"old")
    drop = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        signal.raise_signal(getattr(signal, name))
        drop(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    ended(lambda: write_all([NewText(Path(one), "new", "old") for one in ("a", "b")], Fence()), code)
    assert [Path(one).read_bytes() for one in ("a", "b")] == [b"new"] * 2
    assert names_in(Path()) == ["a", "b"]


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no SIGHUP here")
def test_what_is_ignored_stays_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Path.replace

    def replace(self: Path, target: Path) -> Path:
        signal.raise_signal(signal.SIGHUP)
        return put(self, target)

    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", replace)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with ends_in_order():
            write_all([NewText(tmp_path / name, "new", "old") for name in ("a", "b")], Fence((tmp_path,)))
    finally:
        signal.signal(signal.SIGHUP, before)
    assert [(tmp_path / name).read_bytes() for name in ("a", "b")] == [b"new"] * 2


ENDING = """
import os, signal, sys
from pathlib import Path

put, number, left = Path.replace, getattr(signal, sys.argv[1]), [int(sys.argv[2])]

def replace(self, target):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), number)
    return put(self, target)

Path.replace = replace
sys.argv[1:] = sys.argv[3:]
from coursewright.cli.main import run
run()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="there are no such signals here")
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_command_that_is_ended_leaves_all_as_it_was(name: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("course: c\ntitle: C\nmodules: ['*.module.yaml']\n", "utf-8")
    for number in range(9):
        text = f"module: m{number}\ntitel: M\n"
        (tmp_path / f"m{number}.module.yaml").write_text(text, "utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    fix = ("lint", "--no-cache", "--isolated", "--fix-only")
    done = run(tmp_path, "-c", ENDING, name, "5", *fix)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    report = run(tmp_path, "-c", ENDING, name, "1", "lint", "--no-cache", "--format", "json=report.json")
    assert report.returncode == code
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_only_the_first_thread_hears_of_signals(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(write_all, [NewText(tmp_path / "a", "new")], Fence((tmp_path,))).result()
    assert names_in(tmp_path) == ["a"]
