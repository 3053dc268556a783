"""Write the stress course: all that an exporter can meet, in one course of files, always the same ones.

python benchmarks/stress.py FOLDER      15 modules, 400 tasks of all kinds, 200 files of material

It is the large course, with every kind of task and question, titles in several scripts, rubrics, gates,
breaks and a change of the clocks, and with local files whose names have spaces, quotes and letters beyond
ASCII.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from emit import emit
from large import large_course, modules
from specs import tables
from stress_files import files, pictures
from stress_questions import questions
from stress_tasks import Turns, enrich, rubric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emit import Table
    from subjects import Subject

SEED = 20261005
EXAM_EVERY = 5
"""Of so many modules one ends with an exam, the others with a check that does not count."""


class Size(NamedTuple):
    """How large the course is; a small one is as varied."""

    modules: int = 15
    tasks: int = 400
    materials: int = 200


def write_stress(folder: Path, size: Size = Size()) -> int:  # noqa: B008 - a NamedTuple cannot change
    """Write the course into a folder, which is made if need be; return how many files it has."""
    rng = Random(SEED)  # noqa: S311 - the same data each time is the point
    turns = Turns()
    written: dict[str, bytes] = {}
    names = []
    shares = _shares(size.materials, size.modules)
    weights = iter(_shares(100, 2 * size.modules + size.modules // EXAM_EVERY))
    for (frame, spec), share in zip(modules(size.modules, size.tasks, rng), shares, strict=True):
        names.append(f"modules/{frame.week:02}-{frame.subject.slug}.module.yaml")
        written |= _with_files(spec, frame.subject, share)
        for unit in tables(spec["units"]):
            enrich(unit, frame.subject, turns)
        _assess(spec, frame.subject, frame.week, weights)
        spec["title"] = turns.title(spec["title"])
        written |= _instructions(spec, frame.subject)
        written[names[-1]] = emit(spec).encode()
    written["course.yaml"] = emit(_course(names, rng)).encode()
    for path, content in written.items():
        to = folder / path
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(content)
    return len(written)


def _with_files(spec: Table, s: Subject, count: int) -> dict[str, bytes]:
    """Share files out over the units of a module; return their contents by their paths."""
    made = files(s, count)
    units = [*tables(spec["units"])]
    for place, unit in enumerate(units):
        unit["materials"] = [file.material for file in made[place :: len(units)]]
        first = next(tables(unit["tasks"]))
        first["materials"] = [str(file.material["id"]) for file in made[place :: len(units)][:2]]
    return {file.path: file.content for file in made} | pictures(s)


def _instructions(spec: Table, s: Subject) -> dict[str, bytes]:
    """Move the instructions of the cases into files of their own; return these."""
    moved: dict[str, bytes] = {}
    for unit in tables(spec["units"]):
        for task in tables(unit["tasks"]):
            if not str(task["id"]).startswith("rule-on-cases"):
                continue
            path = f"tasks/{s.slug} {unit['id']}.md"
            text = f"{task['instructions']}\n\n![A slope](<../materials/{s.slug}/img/figure 1.png>)\n"
            moved[path] = text.encode()
            task["instructions"] = {"file": f"../{path}"}
    return moved


def _assess(spec: Table, s: Subject, week: int, weights: Iterator[int]) -> None:
    """Give the assessments of a module rubrics and gates, and add a check that does not count, or an exam."""
    found = [*tables(spec["assessments"])]
    for assessment, points in zip(found, (5, 10), strict=True):
        assessment |= {"criteria": rubric(points), "pass_mark": "50%", "attempts": 1, "real_world": s.act}
        assessment["weight"] = f"{next(weights)}%"
    is_exam = week % EXAM_EVERY == 0
    last: Table = {
        "id": "check-of-the-week",
        "title": f"{s.title}: what stayed",
        "kind": "exam" if is_exam else "quiz",
        "outcomes": ["decide"],
        "due": f"week {week} sun 20:00",
        "duration": "20 min",
        "instructions": "Answer alone, without looking back.",
        "formative": not is_exam,
        "questions": questions(s, week + 4),
        "feedback": {"within": "1 h", "addresses": s.gap, "form": "automatic"},
    }
    if is_exam:
        last |= {"weight": f"{next(weights)}%", "timed": True, "supervised": True, "ai_use": "no-ai"}
        last["criteria"] = ["the questions are answered in your own words"]
    spec["assessments"] = [*found, last]


def _course(names: list[str], rng: Random) -> Table:
    """Return the course file: with breaks, a change of the clocks, tools, and what is for staff alone."""
    made = large_course(names, rng)
    return {
        **made,
        "title": "Stress: été, 東京, القاهرة, שלום & 🌱",
        "description": "All that an export can meet. See [the sheet](materials/) of any module.",
        "calendar": {
            "starts": "2026-09-21",
            "weeks": len(names) + 3,
            "breaks": ["2026-10-26..2026-10-30", "2026-11-11", "2026-12-21..2027-01-03"],
            "exam_weeks": 6,
            "time_zone": "Europe/London",
        },
        "tools": [
            {"id": "wiki", "name": "Class wiki", "kind": "wiki", "functions": ["hypertext"]},
            {"id": "glossary", "name": "Word list", "kind": "wiki", "functions": ["content-structuring"]},
            {"id": "ballot", "name": "Ballot", "kind": "poll", "functions": ["voting", "scaling"]},
            {
                "id": "margin",
                "name": "Margins",
                "kind": "annotation",
                "url": "https://example.org/margin?a=1&b=2",
            },
        ],
        "reflection": {
            "prompts": ["What would you teach otherwise next year?"],
            "when": "weekly",
            "read_by": "lead",
            "feeds": "The plan of the next year",
            "for": "instructors",
        },
        "evaluation": [
            {
                "measure": "How many rulings name who is affected",
                "evidence": "decision",
                "when": "each month",
                "used_for": "choosing the next cases",
            }
        ],
    }


def _shares(whole: int, count: int) -> list[int]:
    """Share a whole number out as evenly as it goes, the larger shares first."""
    least, over = divmod(whole, count)
    return [least + (place < over) for place in range(count)]


def main() -> None:
    """Write the course where the command line says."""
    parser = argparse.ArgumentParser(description="Write the stress course, the same one each time.")
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--size",
        type=lambda text: Size(*map(int, text.split("x"))),
        default=Size(),
        metavar="MODULESxTASKSxFILES",
        help="how large it is; without it, 15x400x200",
    )
    options = parser.parse_args()
    print(f"{write_stress(options.folder, options.size)} files")


if __name__ == "__main__":
    main()
