"""The table of exports: the stress course in every form, beside checking it and a site of its prose."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from group import COLD, HERE, Group, Size, installed, tool
from measure import Command, interleaved, output_size
from tables import Aim

if TYPE_CHECKING:
    from pathlib import Path

    from measure import Costs

FORMS = ("site", "imscc", "mbz", "scorm12", "scorm2004", "olx", "ics", "gift", "qti", "epub", "guide")
AIMED = {"imscc": "a cartridge", "mbz": "a Moodle backup"}
MOST_CPU, MOST_MEMORY = 3, 150


def exports(size: Size, folder: Path) -> Group:
    """Export one large course in every form, and build a site of its prose with mkdocs."""
    modules, tasks, files = size.of_the_export
    make_stress(folder, f"{modules}x{tasks}x{files}")
    ours, mkdocs = installed(), tool("mkdocs")
    lint = Command("coursewright lint", (ours, "lint", "stress", *COLD))
    made = [
        Command(
            f"coursewright export, {form}",
            (ours, "export", "stress", "--format", form, "-o", f"out-{form}"),
            writes=f"out-{form}",
        )
        for form in FORMS
    ]
    peer = "mkdocs build, its prose"
    arguments = ("build", "--quiet", "--config-file", "plain/mkdocs.yml", "--site-dir", "../out-mkdocs")
    built = [Command(peer, (mkdocs, *arguments), writes="out-mkdocs")] if mkdocs else []
    sizes = {command.name: output_size(command, folder) for command in (lint, *built, *made)}
    found = interleaved([lint, *built, *made], size.rounds, folder)
    costs = {name: found.get(name) for name in (lint.name, peer, *(command.name for command in made))}
    aims = []
    for form, called in AIMED.items():
        cost = found[f"coursewright export, {form}"]
        what = f"{modules} modules, {tasks} tasks to {called}"
        aims += limits(what, cost, MOST_CPU, MOST_MEMORY)
    title = f"Exports of {modules} modules, {tasks} tasks and {files} files"
    return Group(title, "", costs, (lint.name, peer), tuple(aims), sizes)


def limits(what: str, cost: Costs, most_cpu: float, most_memory: float) -> list[Aim]:
    """Return the aims of one command: seconds of CPU and MB at most."""
    return [
        Aim(f"{what}: at most {most_cpu} s of CPU", most_cpu, cost.cpu, " s"),
        Aim(f"{what}: at most {most_memory} MB", most_memory, cost.memory, " MB"),
    ]


def make_stress(folder: Path, size: str) -> None:
    """Write the course and its prose in processes of their own."""
    if (folder / "stress").exists():
        return
    for script, *arguments in (
        ("stress.py", str(folder / "stress"), "--size", size),
        ("plain_pages.py", str(folder / "stress"), str(folder / "plain")),
    ):
        subprocess.run(
            (sys.executable, str(HERE / script), *arguments), check=True, stdout=subprocess.DEVNULL
        )
