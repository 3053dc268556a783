"""The tables: what each runs and on which data, and the aims that are read off it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from exports import exports
from group import COLD, CORES, MB, WARM, Group, Size, data, installed, ratio, tool
from imports import imports
from measure import Command, Costs, interleaved, output_size, run_once
from tables import Aim

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def peers(size: Size, folder: Path) -> Group:
    """Lint the same files with every tool."""
    data(folder / "alone", "--modules", size.modules)
    ours = installed()
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
                ratio(costs[cold], yamllint),
            ),
            Aim("the same again: at most 0.01 of yamllint's CPU", 0.01, ratio(costs[again], yamllint)),
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
    tools = {name: tool(name) for name in arguments}
    return {name: Command(name, (tool, *arguments[name])) if tool else None for name, tool in tools.items()}


def starts(size: Size, folder: Path) -> Group:
    """Start and do next to nothing."""
    data(folder / "alone", "--modules", size.modules)
    one = min((folder / "alone").rglob("*.yaml"))
    ours = installed()
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
            Aim("`--version`: at most 1.5 × `import typer`", 1.5, ratio(costs[shown], costs[typer])),
            Aim("`lint` of one file: at most 2.5 × `import typer`", 2.5, ratio(costs[lint], costs[typer])),
        ),
    )


def growth(size: Size, folder: Path) -> Group:
    """Lint more and more; the largest once, for its memory and for the cores at work."""
    data(folder / "alone", "--modules", size.modules)
    data(folder / "many", "--modules", size.many)
    data(folder / "courses", "--courses", size.courses)
    ours = installed()
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
            Aim("ten times the modules: at most 11 × the CPU", 11, ratio(costs[many], costs[few])),
        ),
    )


def report(size: Size, folder: Path) -> Group:
    """Draw one large course in every way, and compare it with what became of it."""
    count, tasks = size.of_the_course
    data(folder / "large", "--course", f"{count}x{tasks}")
    ours = installed()
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
    "exports": exports,
    "imports": imports,
}
"""By the name that `--only` takes, in the order of the page."""
