"""CPU seconds and peak memory of a command, as the kernel counted them for that process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_BYTES_OF_MAXRSS = 1 if sys.platform == "darwin" else 1024


class Failed(Exception):  # noqa: N818 - it is the command that failed
    """A command ended in a way that makes its figures meaningless."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run: its name in the tables, its arguments, and the exit codes that mean it did its work.

    `writes` is the file or folder it makes, if it writes to one.
    """

    name: str
    arguments: tuple[str, ...]
    fine: frozenset[int] = frozenset({0, 1})
    writes: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took.

    User and system time in seconds, peak resident memory in MB (10^6 bytes), and seconds on the clock.
    """

    cpu: float
    memory: float
    clock: float = 0.0


@dataclass(frozen=True, slots=True)
class Costs:
    """What several runs of one command took."""

    runs: tuple[Cost, ...]

    @property
    def cpu(self) -> float:
        """The median of the CPU seconds."""
        return median(run.cpu for run in self.runs)

    @property
    def cpu_range(self) -> tuple[float, float]:
        """The least and the most CPU seconds."""
        times = [run.cpu for run in self.runs]
        return min(times), max(times)

    @property
    def cores(self) -> float:
        """How many cores were at work, on average over the run: the median."""
        return median(run.cpu / run.clock for run in self.runs)

    @property
    def memory(self) -> float:
        """The highest of the peaks."""
        return max(run.memory for run in self.runs)


def interleaved(commands: Sequence[Command], rounds: int, folder: Path) -> dict[str, Costs]:
    """Run each command once to warm up, then all of them in turn, so that a noisy minute hits all alike."""
    for command in commands:
        run_once(command, folder)
    found: dict[str, list[Cost]] = {command.name: [] for command in commands}
    for _ in range(rounds):
        for command in commands:
            found[command.name].append(run_once(command, folder))
    return {name: Costs(tuple(runs)) for name, runs in found.items()}


def run_once(command: Command, folder: Path) -> Cost:
    """Run a command in a folder, its output thrown away. Raise `Failed` on an unexpected exit code."""
    return _run(command, folder, subprocess.DEVNULL)


def output_size(command: Command, folder: Path) -> int:
    """Run a command in a folder; return how many bytes it writes: what it makes, else its output."""
    with tempfile.TemporaryFile() as output:
        _run(command, folder, output.fileno())
        if command.writes:
            made = folder / command.writes
            files = made.rglob("*") if made.is_dir() else (made,)
            return sum(file.stat().st_size for file in files if file.is_file())
        return os.fstat(output.fileno()).st_size


def _run(command: Command, folder: Path, output: int) -> Cost:
    with tempfile.TemporaryFile() as complaints:
        start = time.monotonic()
        process = subprocess.Popen(
            command.arguments,
            cwd=folder,
            env=_environment(os.environ, folder),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=complaints,
        )
        _, status, usage = os.wait4(process.pid, 0)
        clock = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in command.fine:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace").strip()[-500:]
            raise Failed(f"{command.name} ended with exit code {process.returncode}. {said}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _BYTES_OF_MAXRSS / 1e6, clock)


def own_memory() -> float:
    """Return the peak memory of this process in MB: a child starts as its copy, so none shows less."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES_OF_MAXRSS / 1e6


def _environment(given: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Let Python keep its compiled files as it does by default, and give no tool a reason for colours.

    What coursewright keeps for the next run stands in the folder, and goes with it.
    """
    kept = {name: value for name, value in given.items() if name not in _UNWANTED}
    return {**kept, "NO_COLOR": "1", "COURSEWRIGHT_CACHE_DIR": str(folder / "cache")}


_UNWANTED = frozenset(
    {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "FORCE_COLOR", "PYTHONPROFILEIMPORTTIME"}
)
