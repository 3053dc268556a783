"""What the tables have in common: how much data, what a table shows, and the commands that are measured."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generate import MODULES_OF_A_COURSE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from measure import Costs
    from tables import Aim

HERE = Path(__file__).parent
PEERS = ("yamllint", "check-jsonschema", "ryl", "mkdocs")
COLD = ("--no-cache", "--jobs", "1")
"""Nothing is known from before, and one process does it all: what the peers do, too."""
WARM = ("--jobs", "1")
CORES = 2
MB = 1e6


@dataclass(frozen=True, slots=True)
class Size:
    """How much data, and how often each command runs."""

    modules: int = 1_000
    courses: int = 1_000
    rounds: int = 5
    starts: int = 25
    of_the_course: tuple[int, int] = (15, 400)
    """The modules and tasks of the course that is drawn."""
    of_the_export: tuple[int, int, int] = (15, 400, 200)
    """The modules, tasks and files of the course that is exported."""

    @property
    def many(self) -> int:
        """The larger number of modules, to see how the time grows."""
        return self.modules * 10

    @property
    def in_courses(self) -> int:
        """How many modules the courses have together."""
        return self.courses * MODULES_OF_A_COURSE


QUICK = Size(modules=200, courses=100, rounds=2, starts=7, of_the_course=(3, 80), of_the_export=(5, 95, 70))


@dataclass(frozen=True, slots=True)
class Group:
    """What a table shows: commands with their costs, beside those they are compared with.

    Costs of None are those of a tool that is not installed. `sizes` has the bytes each command writes.
    """

    title: str
    first: str
    costs: Mapping[str, Costs | None]
    against: tuple[str, ...]
    aims: tuple[Aim, ...]
    sizes: Mapping[str, int] = field(default_factory=dict)


def data(folder: Path, option: str, amount: object) -> None:
    """Write data in a process of its own, so that its memory is not taken for that of a command."""
    if folder.exists():
        return
    subprocess.run(
        (sys.executable, str(HERE / "generate.py"), str(folder), option, str(amount)),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def installed() -> str:
    """Return our own command. Raises `SystemExit` where it is not installed."""
    found = tool("coursewright")
    if found is None:
        raise SystemExit(
            "coursewright is not installed for this Python. In the checkout: pip install -e .[bench]"
        )
    return found


def tool(name: str) -> str | None:
    """Find a command beside this Python, or else on the path."""
    beside = str(Path(sys.executable).parent)
    return shutil.which(name, path=os.pathsep.join((beside, os.environ.get("PATH", ""))))


def ratio(one: Costs | None, other: Costs | None) -> float | None:
    """Return how many times as much CPU one took; None where either is not installed."""
    return one.cpu / other.cpu if one is not None and other is not None else None
