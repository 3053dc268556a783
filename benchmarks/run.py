"""Measure coursewright beside its peers, and write the tables into README.md.

python benchmarks/run.py                everything: about twelve minutes on a quiet machine
python benchmarks/run.py --only report  one table and its aims; the others stay as they are: half a minute
python benchmarks/run.py --quick        a fifth of the data and fewer rounds, shown and not written: a minute
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from group import HERE, PEERS, QUICK, Group, Size
from groups import GROUPS
from measure import Failed, own_memory
from tables import aims_table, costs_table, put_between_markers, with_aims

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

README = HERE / "README.md"


def measure(names: Iterable[str], size: Size, folder: Path) -> dict[str, Group]:
    """Run the groups of commands with these names, one after the other, on data made in a folder."""
    found = {}
    for name in names:
        print(f"{name}: {size.rounds} rounds", file=sys.stderr, flush=True)
        found[name] = GROUPS[name](size, folder)
    return found


def parts(groups: Mapping[str, Group], floor: float) -> dict[str, str]:
    """Write the parts of the page as Markdown, by the names of their markers."""
    return {
        "setting": f"Measured with {_versions()}, on {_machine()}.",
        "aims": aims_table([aim for group in groups.values() for aim in group.aims]),
        **{name: _part(group, floor) for name, group in groups.items()},
    }


def _part(group: Group, floor: float) -> str:
    table = costs_table(group.first, group.costs, group.against, floor, group.sizes)
    return f"**{group.title}**\n\n{table}"


def rewritten(page: str, groups: Mapping[str, Group], floor: float) -> str:
    """Put what was measured into the page; what was not measured stays as it is.

    A table measured alone says in what setting, where the others had another one.
    """
    new = parts(groups, floor)
    if set(groups) != set(GROUPS):
        setting = new.pop("setting")
        if setting not in page:
            new |= {name: f"{new[name]}\n\n{setting}" for name in groups}
        new["aims"] = with_aims(page, [aim for group in groups.values() for aim in group.aims])
    for name, part in new.items():
        page = put_between_markers(page, name, part)
    return page


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


def main() -> None:
    """Measure; write README.md, or with --quick only show the tables."""
    parser = argparse.ArgumentParser(description="Measure coursewright beside its peers.")
    parser.add_argument(
        "--quick", action="store_true", help="less data and fewer rounds; README.md stays as it is"
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=GROUPS,
        help="measure this table alone, and leave the others as they are; repeat it for several",
    )
    options = parser.parse_args()
    quick: bool = options.quick
    chosen: list[str] = [name for name in GROUPS if name in (options.only or GROUPS)]
    with tempfile.TemporaryDirectory(prefix="coursewright-benchmarks-") as folder:
        try:
            groups = measure(chosen, QUICK if quick else Size(), Path(folder))
        except Failed as failure:
            raise SystemExit(str(failure)) from failure
    floor = own_memory()
    print("\n\n".join(parts(groups, floor).values()))
    if not quick:
        README.write_text(rewritten(README.read_text("utf-8"), groups, floor), "utf-8")


if __name__ == "__main__":
    main()
