"""Measure coursewright beside its peers, and write the tables into README.md.

python benchmarks/run.py            everything: about ten minutes on a quiet machine
python benchmarks/run.py --quick    a fifth of the data and fewer rounds, shown and not written: a minute
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generate import MODULES_OF_A_COURSE
from measure import Command, Costs, Failed, interleaved, own_memory, run_once
from tables import Aim, aims_table, costs_table, put_between_markers

HERE = Path(__file__).parent
PEERS = ("yamllint", "check-jsonschema", "ryl")
COLD = ("--no-cache", "--jobs", "1")
"""Nothing is known from before, and one process does it all: what the peers do, too."""
WARM = ("--jobs", "1")
CORES = 2


_AGAIN = "coursewright, again"


@dataclass(frozen=True, slots=True)
class Size:
    """How much data, and how often each command runs."""

    modules: int = 1_000
    courses: int = 1_000
    rounds: int = 5
    starts: int = 25

    @property
    def many(self) -> int:
        """The larger number of modules, to see how the time grows."""
        return self.modules * 10

    @property
    def in_courses(self) -> int:
        """How many modules the courses have together."""
        return self.courses * MODULES_OF_A_COURSE


QUICK = Size(modules=200, courses=100, rounds=2, starts=7)


@dataclass(frozen=True, slots=True)
class Results:
    """The costs of each group of commands; None is a tool that is not installed."""

    peers: dict[str, Costs | None]
    starts: dict[str, Costs | None]
    growth: dict[str, Costs | None]
    floor: float


def measure(size: Size, folder: Path) -> Results:
    """Make the data and run every group of commands on it."""
    ours = _tool("coursewright")
    if ours is None:
        raise SystemExit(
            "coursewright is not installed for this Python. In the checkout: pip install -e .[bench]"
        )
    _say(f"writing {size.modules + size.many + size.in_courses:,} modules")
    for name, option, count in (
        ("alone", "--modules", size.modules),
        ("many", "--modules", size.many),
        ("courses", "--courses", size.courses),
    ):
        subprocess.run(
            (sys.executable, str(HERE / "generate.py"), str(folder / name), option, str(count)),
            check=True,
            stdout=subprocess.DEVNULL,
        )
    one = min((folder / "alone").rglob("*.yaml"))

    _say(f"{size.modules:,} modules, all tools, {size.rounds} rounds")
    commands = {
        "coursewright": Command("coursewright", (ours, "lint", "alone", *COLD)),
        _AGAIN: Command(_AGAIN, (ours, "lint", "alone", *WARM)),
        **_peers(folder, ours),
    }
    found = interleaved([command for command in commands.values() if command], size.rounds, folder)
    peers = {name: found.get(name) for name in commands}

    _say(f"start-up, {size.starts} rounds")
    starts = interleaved(
        [
            Command('python -c "import typer"', (sys.executable, "-c", "import typer")),
            Command("coursewright --version", (ours, "--version")),
            Command("coursewright lint, one file", (ours, "lint", str(one), *COLD)),
        ],
        size.starts,
        folder,
    )

    _say(f"{size.modules:,} and {size.many:,} modules, {size.rounds} rounds")
    growth = interleaved(
        [
            Command(_alone(size.modules), (ours, "lint", "alone", *COLD)),
            Command(_alone(size.many), (ours, "lint", "many", *COLD)),
        ],
        size.rounds,
        folder,
    )
    _say(f"{size.in_courses:,} modules in {size.courses:,} courses, once")
    in_courses = Command(_in_courses(size), (ours, "lint", "courses", *COLD))
    growth[in_courses.name] = Costs((run_once(in_courses, folder),))
    shared = Command(_shared(size), (ours, "lint", "courses", "--no-cache", "--jobs", str(CORES)))
    growth[shared.name] = Costs((run_once(shared, folder),))
    return Results(peers, {**starts}, {**growth}, own_memory())


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


def _tool(name: str) -> str | None:
    """Find a command beside this Python, or else on the path."""
    beside = str(Path(sys.executable).parent)
    return shutil.which(name, path=os.pathsep.join((beside, os.environ.get("PATH", ""))))


def aims(size: Size, results: Results) -> list[Aim]:
    """Compare what was measured with what is aimed at."""
    lint, yamllint = results.peers["coursewright"], results.peers["yamllint"]
    typer, shown, one = results.starts.values()
    few, many, in_courses, shared = results.growth.values()
    again = results.peers[_AGAIN]
    return [
        Aim(f"{size.modules:,} modules: at most 0.10 of yamllint's CPU", 0.10, _ratio(lint, yamllint)),
        Aim("the same again: at most 0.01 of yamllint's CPU", 0.01, _ratio(again, yamllint)),
        Aim(
            f"{CORES} processes: at least 1.6 cores at work",
            1.6,
            shared.cores if shared else None,
            at_least=True,
        ),
        Aim("`--version`: at most 1.5 × `import typer`", 1.5, _ratio(shown, typer)),
        Aim("`lint` of one file: at most 2.5 × `import typer`", 2.5, _ratio(one, typer)),
        Aim(f"{size.modules:,} modules: at most 100 MB", 100, few.memory if few else None, " MB"),
        Aim(
            f"{size.in_courses:,} in courses: at most 200 MB",
            200,
            in_courses.memory if in_courses else None,
            " MB",
        ),
        Aim("ten times the modules: at most 11 × the CPU", 11, _ratio(many, few)),
    ]


def _ratio(one: Costs | None, other: Costs | None) -> float | None:
    return one.cpu / other.cpu if one is not None and other is not None else None


def page(size: Size, results: Results) -> str:
    """Write everything as Markdown."""
    parts = [
        f"Measured with {_versions()}, on {_machine()}.",
        aims_table(aims(size, results)),
        f"**The same {size.modules:,} files**",
        costs_table("", results.peers, "yamllint", results.floor),
        "**Start-up**",
        costs_table("", results.starts, 'python -c "import typer"', results.floor),
        "**Growth**",
        costs_table("coursewright lint", results.growth, _alone(size.modules), results.floor),
    ]
    return "\n\n".join(parts)


def _alone(count: int) -> str:
    return f"{count:,} modules"


def _shared(size: Size) -> str:
    return f"{_in_courses(size)}, {CORES} processes"


def _in_courses(size: Size) -> str:
    return f"{size.in_courses:,} in {size.courses:,} courses"


def _versions() -> str:
    shown = []
    for name in ("coursewright", *PEERS):
        try:
            shown.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            shown.append(f"{name} (not in this environment)")
    return ", ".join(shown)


def _machine() -> str:
    """Name the kind of machine, and nothing by which to find it."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores of {_processor()}, {platform.system()}, {python}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main() -> None:
    """Measure; write README.md, or with --quick only show the tables."""
    parser = argparse.ArgumentParser(description="Measure coursewright beside its peers.")
    parser.add_argument(
        "--quick", action="store_true", help="less data and fewer rounds; README.md stays as it is"
    )
    quick: bool = parser.parse_args().quick
    size = QUICK if quick else Size()
    with tempfile.TemporaryDirectory(prefix="coursewright-benchmarks-") as folder:
        try:
            results = page(size, measure(size, Path(folder)))
        except Failed as failure:
            raise SystemExit(str(failure)) from failure
    print(results)
    if not quick:
        readme = HERE / "README.md"
        readme.write_text(put_between_markers(readme.read_text("utf-8"), results), "utf-8")


if __name__ == "__main__":
    main()
