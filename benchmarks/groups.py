"""The tables: what each runs and on which data, and the aims that are read off it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generate import MODULES_OF_A_COURSE
from measure import Command, Costs, interleaved, output_size, run_once
from tables import Aim

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HERE = Path(__file__).parent
PEERS = ("yamllint", "check-jsonschema", "ryl")
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

    @property
    def many(self) -> int:
        """The larger number of modules, to see how the time grows."""
        return self.modules * 10

    @property
    def in_courses(self) -> int:
        """How many modules the courses have together."""
        return self.courses * MODULES_OF_A_COURSE


QUICK = Size(modules=200, courses=100, rounds=2, starts=7, of_the_course=(3, 80))


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


def peers(size: Size, folder: Path) -> Group:
    """Lint the same files with every tool."""
    _data(folder / "alone", "--modules", size.modules)
    ours = _ours()
    cold, again = "coursewright", "coursewright, again"
    commands = {
        cold: Command(cold, (ours, "lint", "alone", *COLD)),
        again: Command(again, (ours, "lint", "alone", *WARM)),
        **_peers(folder, ours),
    }
    found = interleaved([command for command in commands.values() if command], size.rounds, folder)
    costs = {name: found.get(name) for name in commands}
    yamllint = costs["yamllint"]
    return Group(
        f"The same {size.modules:,} files",
        "",
        costs,
        ("yamllint",),
        (
            Aim(
                f"{size.modules:,} modules: at most 0.10 of yamllint's CPU",
                0.10,
                _ratio(costs[cold], yamllint),
            ),
            Aim("the same again: at most 0.01 of yamllint's CPU", 0.01, _ratio(costs[again], yamllint)),
        ),
    )


def _peers(folder: Path, ours: str) -> dict[str, Command | None]:
    """Return how each peer is called on the same files, none from a cache; None where it is not installed."""
    schema = folder / "module.schema.json"
    with schema.open("wb") as file:
        subprocess.run((ours, "schema", "module"), check=True, stdout=file)
    files = sorted(str(path.relative_to(folder)) for path in (folder / "alone").rglob("*.yaml"))
    arguments = {
        "yamllint": ("alone",),
        "check-jsonschema": ("--schemafile", schema.name, *files),
        "ryl": ("check", "--no-cache", "-d", "extends: default", "alone"),
    }
    tools = {name: _tool(name) for name in PEERS}
    return {name: Command(name, (tool, *arguments[name])) if tool else None for name, tool in tools.items()}


def starts(size: Size, folder: Path) -> Group:
    """Start and do next to nothing."""
    _data(folder / "alone", "--modules", size.modules)
    one = min((folder / "alone").rglob("*.yaml"))
    ours = _ours()
    typer, shown, lint = 'python -c "import typer"', "coursewright --version", "coursewright lint, one file"
    costs = interleaved(
        [
            Command(typer, (sys.executable, "-c", "import typer")),
            Command(shown, (ours, "--version")),
            Command(lint, (ours, "lint", str(one), *COLD)),
        ],
        size.starts,
        folder,
    )
    return Group(
        "Start-up",
        "",
        costs,
        (typer,),
        (
            Aim("`--version`: at most 1.5 × `import typer`", 1.5, _ratio(costs[shown], costs[typer])),
            Aim("`lint` of one file: at most 2.5 × `import typer`", 2.5, _ratio(costs[lint], costs[typer])),
        ),
    )


def growth(size: Size, folder: Path) -> Group:
    """Lint more and more; the largest once, for its memory and for the cores at work."""
    _data(folder / "alone", "--modules", size.modules)
    _data(folder / "many", "--modules", size.many)
    _data(folder / "courses", "--courses", size.courses)
    ours = _ours()
    few, many = f"{size.modules:,} modules", f"{size.many:,} modules"
    in_courses = f"{size.in_courses:,} in {size.courses:,} courses"
    shared = f"{in_courses}, {CORES} processes"
    costs = interleaved(
        [
            Command(few, (ours, "lint", "alone", *COLD)),
            Command(many, (ours, "lint", "many", *COLD)),
        ],
        size.rounds,
        folder,
    )
    for command in (
        Command(in_courses, (ours, "lint", "courses", *COLD)),
        Command(shared, (ours, "lint", "courses", "--no-cache", "--jobs", str(CORES))),
    ):
        costs[command.name] = Costs((run_once(command, folder),))
    return Group(
        "Growth",
        "coursewright lint",
        costs,
        (few,),
        (
            Aim(
                f"{CORES} processes: at least 1.6 cores at work",
                1.6,
                costs[shared].cores,
                at_least=True,
            ),
            Aim(f"{few}: at most 100 MB", 100, costs[few].memory, " MB"),
            Aim(f"{size.in_courses:,} in courses: at most 200 MB", 200, costs[in_courses].memory, " MB"),
            Aim("ten times the modules: at most 11 × the CPU", 11, _ratio(costs[many], costs[few])),
        ),
    )


def report(size: Size, folder: Path) -> Group:
    """Draw one large course in every way, and compare it with what became of it."""
    count, tasks = size.of_the_course
    _data(folder / "large", "--course", f"{count}x{tasks}")
    ours = _ours()
    first, revised = "large/first", "large/revised"
    floor = Command(
        'python -c "import jinja2, rich, yaml"', (sys.executable, "-c", "import jinja2, rich, yaml")
    )
    lint = Command("coursewright lint", (ours, "lint", first, *COLD))
    page = Command(
        "coursewright report, HTML", (ours, "report", first, "-o", "page.html"), writes="page.html"
    )
    drawn = [
        page,
        Command(
            "coursewright report, JSON",
            (ours, "report", first, "--format", "json", "-o", "page.json"),
            writes="page.json",
        ),
        Command("coursewright show overview", (ours, "show", "overview", first)),
        Command("coursewright diff, a year on", (ours, "diff", first, revised)),
    ]
    sizes = {command.name: output_size(command, folder) for command in (lint, *drawn)}
    costs = interleaved([floor, lint, *drawn], size.rounds, folder)
    return Group(
        f"The design report of {count} modules and {tasks} tasks",
        "",
        costs,
        (floor.name, lint.name),
        (
            Aim(f"{count} modules, {tasks} tasks to HTML: at most 2 s of CPU", 2, costs[page.name].cpu, " s"),
            Aim("the page of it: at most 3 MB", 3, sizes[page.name] / MB, " MB"),
        ),
        sizes,
    )


GROUPS: dict[str, Callable[[Size, Path], Group]] = {
    "peers": peers,
    "start-up": starts,
    "growth": growth,
    "report": report,
}
"""By the name that `--only` takes, in the order of the page."""


def _data(folder: Path, option: str, amount: object) -> None:
    """Write data in a process of its own, so that its memory is not taken for that of a command."""
    if folder.exists():
        return
    subprocess.run(
        (sys.executable, str(HERE / "generate.py"), str(folder), option, str(amount)),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _ours() -> str:
    found = _tool("coursewright")
    if found is None:
        raise SystemExit(
            "coursewright is not installed for this Python. In the checkout: pip install -e .[bench]"
        )
    return found


def _tool(name: str) -> str | None:
    """Find a command beside this Python, or else on the path."""
    beside = str(Path(sys.executable).parent)
    return shutil.which(name, path=os.pathsep.join((beside, os.environ.get("PATH", ""))))


def _ratio(one: Costs | None, other: Costs | None) -> float | None:
    return one.cpu / other.cpu if one is not None and other is not None else None
