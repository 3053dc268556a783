"""Write the specs that the benchmarks read: always the same ones, since the dice have a fixed seed.

python benchmarks/generate.py FOLDER --modules 1000      modules that stand alone, a hundred to a folder
python benchmarks/generate.py FOLDER --courses 1000      course files, each with twenty modules
python benchmarks/generate.py FOLDER --course 15x400     one course of fifteen modules and 400 tasks, and its
                                                         next year: the folders `first` and `revised`
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from emit import emit
from faults import spoil
from large import large_course, modules
from revision import revised
from specs import course, frames_alone, frames_of_course, module

SEED = 20260921
MODULES_OF_A_COURSE = 20


def write_modules(folder: Path, count: int) -> int:
    """Write modules that belong to no course; return how many bytes they have."""
    rng = Random(SEED)  # noqa: S311 - the same data each time is the point
    size = 0
    for number in range(count):
        frame = frames_alone(rng)
        spec = module(frame, rng)
        spoil(spec, rng)
        shelf = folder / f"{number // 100:03}"
        shelf.mkdir(parents=True, exist_ok=True)
        size += _write(shelf / f"{number:05}-{frame.subject.slug}.module.yaml", emit(spec))
    return size


def write_courses(folder: Path, count: int, size_of_each: int = MODULES_OF_A_COURSE) -> int:
    """Write courses with their modules; return how many bytes they have."""
    rng = Random(SEED)  # noqa: S311
    size = 0
    for number in range(count):
        home = folder / f"course-{number:04}"
        (home / "modules").mkdir(parents=True, exist_ok=True)
        names = []
        for frame in frames_of_course(size_of_each, rng):
            spec = module(frame, rng)
            spoil(spec, rng)
            names.append(f"modules/{frame.week:02}-{frame.subject.slug}.module.yaml")
            size += _write(home / names[-1], emit(spec))
        size += _write(home / "course.yaml", emit(course(number, names, rng)))
    return size


def write_large_course(folder: Path, count: int, tasks: int) -> int:
    """Write a course of so many modules and tasks, and what became of it; return how many bytes both have."""
    rng = Random(SEED)  # noqa: S311
    years = folder / "first", folder / "revised"
    for year in years:
        (year / "modules").mkdir(parents=True, exist_ok=True)
    names = []
    size = 0
    for frame, spec in modules(count, tasks, rng):
        spoil(spec, rng)
        names.append(f"modules/{frame.week:02}-{frame.subject.slug}.module.yaml")
        for year, state in zip(years, (spec, revised(spec, rng)), strict=True):
            size += _write(year / names[-1], emit(state))
    plan = emit(large_course(names, rng))
    return size + sum(_write(year / "course.yaml", plan) for year in years)


def _write(path: Path, text: str) -> int:
    return path.write_bytes(text.encode())


def _modules_and_tasks(text: str) -> tuple[int, int]:
    """Read 15x400."""
    count, _, tasks = text.partition("x")
    return int(count), int(tasks)


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Write made-up specs, the same ones each time.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--modules", type=int, default=0, metavar="N", help="modules without a course")
    parser.add_argument("--courses", type=int, default=0, metavar="N", help="courses of twenty modules")
    parser.add_argument(
        "--course",
        type=_modules_and_tasks,
        metavar="MODULESxTASKS",
        help="one course of so many modules and tasks, as it was and as it is: 15x400",
    )
    options = parser.parse_args()
    size = write_modules(options.folder, options.modules) + write_courses(options.folder, options.courses)
    files = options.modules + options.courses * (MODULES_OF_A_COURSE + 1)
    if options.course:
        count, tasks = options.course
        size += write_large_course(options.folder, count, tasks)
        files += 2 * (count + 1)
    print(f"{files} files, {size / 1e6:.1f} MB, {size / max(files, 1) / 1000:.2f} KB each")


if __name__ == "__main__":
    main()
