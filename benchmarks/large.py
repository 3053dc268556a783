"""One large course, as plain data: a module a week, each of several units, with so many tasks in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import parts
from specs import Frame, course
from subjects import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from emit import Table, Value
    from subjects import Subject

TASKS_OF_A_UNIT = 5
"""At most: one of each kind that `_tasks` writes."""
UNITS_TO_A_SESSION = 3
"""The first of so many units meets; students do the others in their own time."""
PLACES = (
    *("Leeds", "Kraków", "Toronto", "São Paulo", "Mombasa", "Zürich", "Cardiff", "東京"),
    *("Lisbon", "Αθήνα", "Reykjavík", "Delhi", "القاهرة", "Malmö"),
)
"""Where the cases of a unit are from; with it, no two tasks of a module have the same title."""


def modules(count: int, tasks: int, rng: Random) -> Iterator[tuple[Frame, Table]]:
    """Yield modules that have so many tasks together. Raise `ValueError` unless each can have one."""
    if not 1 <= count <= min(tasks, len(SUBJECTS)):
        raise ValueError(f"A large course has 1 to {len(SUBJECTS)} modules, each with a task or more.")
    subjects = rng.sample(SUBJECTS, count)
    for week, (subject, share) in enumerate(zip(subjects, _shares(tasks, count), strict=True), 1):
        frame = Frame(subject, week, alone=False)
        yield frame, _module(frame, share, rng)


def large_course(names: list[str], rng: Random) -> Table:
    """Return the course file: the weeks are full, and the students have time for them."""
    return {**course(0, names, rng), "workload": {"hours_per_week": 30}}


def _module(frame: Frame, tasks: int, rng: Random) -> Table:
    subject = frame.subject
    shares = _shares(tasks, -(-tasks // TASKS_OF_A_UNIT))
    places = rng.sample(PLACES, len(shares))
    return {
        "module": subject.slug,
        "title": subject.title,
        "description": parts.description(subject, rng),
        "mode": "blended",
        "week": frame.week,
        "outcomes": parts.outcomes(subject, rng),
        "units": [
            _unit(frame, number, place, share, rng)
            for number, (place, share) in enumerate(zip(places, shares, strict=True), 1)
        ],
        "assessments": parts.assessments(subject, rng, frame.week),
        "announcements": [parts.announcement(subject, rng, frame.week)],
    }


def _unit(frame: Frame, number: int, place: str, tasks: int, rng: Random) -> Table:
    subject = frame.subject
    meets = number % UNITS_TO_A_SESSION == 1
    at = "seminar" if meets else ""
    written = _tasks(subject, tasks, rng, at)
    led_to = {str(task["follow_up"]) for task in written}
    unit: Table = {"tasks": [*written]}
    if meets:
        brought = [str(task["id"]) for task in written if task["follow_up"] == "sit-together"]
        unit["sessions"] = [parts.session(subject, rng, "seminar", brought, "sit-together")]
    unit["follow_up_activities"] = [
        parts.activity(subject, rng, name, session)
        for name, session in (("sit-together", "seminar"), ("second-look", ""))
        if name in led_to
    ]
    unit["reflection"] = parts.reflection(subject, rng, feeds=at or "The questions that open next week")
    for item in (one for kind in unit.values() if isinstance(kind, list) for one in kind):
        if isinstance(item, dict):
            item["title"] = f"{item['title']} ({place})"
    return {
        "id": f"unit-{number}",
        "title": f"{place}: {subject.cases}",
        "week": frame.week,
        "overview": f"You meet {subject.cases} from {place}, and take a side before you hear the others.",
        **_numbered(unit, number),
    }


def _tasks(s: Subject, count: int, rng: Random, at: str) -> list[Table]:
    """Return so many tasks in the order of their days; the cases, to which others lead, are always one."""
    first = parts.reading(s, rng, then="rule-on-cases")
    cases = parts.cases(s, rng, at=at, then="sit-together" if at else "second-look")
    others = (
        parts.quiz(s, rng, then="rule-on-cases"),
        parts.rehearsal(s, rng, at=at),
        parts.discussion(s, rng, then="second-look"),
    )
    match count:
        case 1:
            return [cases]
        case 2:
            return [first, cases]
        case _:
            quiz, *later = others[: count - 2]
            return [first, quiz, cases, *later]


_IDS = frozenset(
    {"read-ahead", "check-yourself", "rule-on-cases", "rehearse", "compare-notes"}
    | {"seminar", "sit-together", "second-look"}
)


def _numbered(table: Table, number: int) -> Table:
    """Return the table with a number behind each id and each reference to one: a module has an id once."""

    def again(value: Value) -> Value:
        match value:
            case dict():
                return {key: again(one) for key, one in value.items()}
            case list():
                return [again(one) for one in value]
            case str() if value in _IDS:
                return f"{value}-{number}"
            case _:
                return value

    return {key: again(value) for key, value in table.items()}


def _shares(whole: int, count: int) -> list[int]:
    """Share a whole number out as evenly as it goes, the larger shares first."""
    least, over = divmod(whole, count)
    return [least + (place < over) for place in range(count)]
