"""Several processes: what travels between them, and how they end."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.runs.sweep import Outcome, sweep
from coursewright.lint.silence.baseline_file import BaselineError
from coursewright.spec.discover import Job
from coursewright.spec.errors import CoursewrightError, InternalError, UnreadableInputError, UsageError
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = Source(Path("/x"), "text")
JOBS = [Job(Path(f"/x/{number}.module.yaml")) for number in range(8)]


def names() -> Callable[[Job], Outcome]:
    return lambda job: Outcome({}, (), {}, today=job.file.name)


def unwilling() -> Callable[[Job], Outcome]:
    raise UsageError("There is no rule `X`.", "Did you mean `Y`?")


@pytest.mark.parametrize(
    "error",
    [
        UsageError("said", "hint"),
        UnreadableInputError("said", "hint", Path("/x")),
        InternalError(ValueError("said"), Path("/x")),
        BaselineError(SOURCE, SOURCE.span(0, 4), "said", "hint"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_error_travels_between_processes(error: CoursewrightError) -> None:
    there = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(there) is type(error)
    assert str(there) == str(error)
    assert vars(there).keys() == vars(error).keys()


@pytest.mark.slow
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes_may_start_in_any_way(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    context = multiprocessing.get_context(method)
    monkeypatch.setattr(multiprocessing, "get_context", lambda _method: context)
    assert [found.today for found in sweep(JOBS, names, processes=2)] == [job.file.name for job in JOBS]
    with pytest.raises(UsageError, match="There is no rule `X`"):
        list(sweep(JOBS, unwilling, processes=2))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no other list of processes to look into")
def test_nobody_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"m{number}.module.yaml").write_text(f"module: m{number}\ntasks: [{{id: t}}]\n")
    command = [sys.executable, "-m", "coursewright", "lint", "--no-cache", "--jobs", "2", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while len(_with(tmp_path)) < 3 and running.poll() is None:
            time.sleep(0.01)
        os.kill(running.pid, signal.SIGKILL)
    patience = time.monotonic() + 20
    while _with(tmp_path) and time.monotonic() < patience:
        time.sleep(0.05)
    assert _with(tmp_path) == []


def _with(folder: Path) -> list[str]:
    """Return the processes that were given a folder."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and os.fsencode(folder) in (process / "cmdline").read_bytes().split(
                b"\0"
            ):
                found.append(process.name)
        except OSError:
            continue
    return found
