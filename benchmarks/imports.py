"""The table of imports: packages of the stress course read back, beside checking it, and a reader."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from exports import limits, make_stress
from group import COLD, Group, Size, installed, tool
from measure import Command, interleaved, output_size

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = {
    "imscc": "stress.imscc",
    "imscc, canvas": "stress-canvas.imscc",
    "mbz": "stress.mbz",
    "olx": "stress.tar.gz",
}
MOST_CPU, MOST_MEMORY = 4, 200


def imports(size: Size, folder: Path) -> Group:
    """Import packages of one large course, and have olxcleaner read one of them."""
    modules, tasks, files = size.of_the_export
    make_stress(folder, f"{modules}x{tasks}x{files}")
    ours, cleaner = installed(), tool("edx-cleaner")
    _pack(ours, folder)
    lint = Command("coursewright lint", (ours, "lint", "stress", *COLD))
    made = [
        Command(
            f"coursewright import, {form}",
            (ours, "import", package, "-o", f"back-{package}", "--force"),
            writes=f"back-{package}",
        )
        for form, package in PACKAGES.items()
    ]
    peer = "olxcleaner, the same olx"
    read = [Command(peer, (cleaner, "-c", "unpacked/course/course.xml", "-f", "4"))] if cleaner else []
    sizes = {command.name: output_size(command, folder) for command in (lint, *read, *made)}
    found = interleaved([lint, *read, *made], size.rounds, folder)
    costs = {name: found.get(name) for name in (lint.name, peer, *(command.name for command in made))}
    aims = []
    for form in ("imscc, canvas", "mbz"):
        cost = found[f"coursewright import, {form}"]
        what = f"{modules} modules, {tasks} tasks from {form}"
        aims += limits(what, cost, MOST_CPU, MOST_MEMORY)
    title = f"Imports of {modules} modules, {tasks} tasks and {files} files"
    return Group(title, "", costs, (lint.name, peer), tuple(aims), sizes)


def _pack(ours: str, folder: Path) -> None:
    """Write the packages, in processes of their own."""
    for form, package in PACKAGES.items():
        flavour = ("--flavour", "canvas") if form.endswith("canvas") else ()
        words = ("export", "stress", "--format", form.partition(",")[0], *flavour, "-o", package)
        subprocess.run((ours, *words), check=True, cwd=folder, stderr=subprocess.DEVNULL)
    unpacked = folder / "unpacked"
    unpacked.mkdir(exist_ok=True)
    subprocess.run(("tar", "xzf", folder / PACKAGES["olx"], "-C", unpacked), check=True)
