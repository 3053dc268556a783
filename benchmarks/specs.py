"""Made-up modules and courses, as plain data: what a teacher could have written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import parts
from subjects import SUBJECTS, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from emit import Table, Value

ZONES = ("Europe/London", "Europe/Berlin", "America/Toronto", "Asia/Seoul", "Australia/Sydney")


@dataclass(frozen=True, slots=True)
class Frame:
    """What is fixed before a module is written; `alone` is a module without a course file."""

    subject: Subject
    week: int
    alone: bool


def module(frame: Frame, rng: Random) -> Table:
    """Return one module: a blended week, an asynchronous week, or two units."""
    spec: Table = {
        "module": frame.subject.slug,
        "title": frame.subject.title,
        "description": parts.description(frame.subject, rng),
    }
    shape = rng.choices(("blended", "asynchronous", "units"), (60, 34, 6))[0]
    spec["mode"] = "asynchronous" if shape == "asynchronous" else "blended"
    if frame.alone:
        spec |= _context(frame, rng)
    spec["week"] = f"{frame.week}-{frame.week + 1}" if shape == "units" else frame.week
    spec["outcomes"] = parts.outcomes(frame.subject, rng)
    match shape:
        case "blended":
            spec |= _blended(frame, rng)
        case "asynchronous":
            spec |= _asynchronous(frame, rng)
        case _:
            spec |= _two_units(frame, rng)
    spec["assessments"] = parts.assessments(frame.subject, rng, frame.week)
    if rng.random() < 0.2:
        spec["announcements"] = [parts.announcement(frame.subject, rng, frame.week)]
    for item in items(spec, "tasks", "sessions", "follow_up_activities"):
        for key in [key for key in item if key in _LEFT_OUT_BY_MANY and rng.random() < 0.7]:
            if key != "own_context" or shape != "units":
                del item[key]
    return spec


_LEFT_OUT_BY_MANY = frozenset({"own_context", "choices", "opens_with", "alternative", "focus"})


def items(spec: Table, *kinds: str) -> Iterator[Table]:
    """Yield the items of some kinds, those of the units included."""
    for place in (spec, *tables(spec.get("units"))):
        for kind in kinds:
            yield from tables(place.get(kind))


def tables(value: Value | None) -> Iterator[Table]:
    """Yield the mappings of a list, if it is one."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def course(number: int, modules: list[str], rng: Random) -> Table:
    """Return a course file that lists its modules and says what holds in all of them."""
    return {
        "course": f"course-{number:04}",
        "title": rng.choice(("Judgement at work", "Deciding with others", "Foundations of practice")),
        "language": "en-GB",
        "mode": "blended",
        "pacing": "scheduled",
        "support_model": "led",
        "value": "Every week ends with something you decided, and somebody who answered.",
        "audience": {"who": "students in their first and second year", "size": 32},
        "calendar": {"starts": "2026-09-21", "weeks": len(modules) + 1, "time_zone": rng.choice(ZONES)},
        "workload": {"hours_per_week": 8},
        "team": [
            {"id": "lead", "name": "Dr Ada Moreno", "role": "instructor"},
            {"id": "tutor", "name": "Jun Park", "role": "tutor"},
        ],
        "support": {"channels": ["course forum", "weekly drop-in"], **_SUPPORT},
        "policies": _POLICIES,
        "ai": {"use": "planning", "text": "Use it to find objections; decide and write yourself."},
        "modules": [*modules],
    }


def _context(frame: Frame, rng: Random) -> Table:
    subject = frame.subject
    calendar: Table = {"time_zone": rng.choice(ZONES)}
    if rng.random() < 0.5:
        calendar = {"starts": "2026-09-21", "weeks": 14, **calendar}
    return {
        "language": "en",
        "support_model": "led",
        "value": f"Sooner or later you will {subject.act}. {rng.choice(_VALUES)}",
        "audience": {"who": subject.audience, "size": rng.randrange(12, 60)},
        "calendar": calendar,
        "support": {"channels": ["module forum"], **_SUPPORT},
        "policies": _POLICIES,
    }


_SUPPORT: Table = {
    "response_time": "24 h",
    "private_questions": "Leave a note without your name in the question box",
}
_POLICIES: Table = {
    "extensions": "Up to 48 hours if you ask first",
    "participation": "expected",
    "lurking": "Reading along counts until week 2; then post at least once",
    "expectations": {
        "learners": "Take a side before you read the others",
        "instructors": "We answer each first post within a day",
    },
}


_VALUES = (
    "This module lets you practise it where a mistake costs nothing.",
    "After this week you will have done it once, and heard what others would have done.",
    "Here you can be wrong in good company, and find out why.",
)


def _blended(frame: Frame, rng: Random) -> Table:
    s = frame.subject
    reading = parts.reading(s, rng, then="rule-on-cases")
    cases = parts.cases(s, rng, at="seminar", then="sit-together")
    tasks = (
        [reading, cases, parts.rehearsal(s, rng, at="seminar")]
        if rng.random() < 0.5
        else [reading, parts.quiz(s, rng, then="rule-on-cases"), cases]
    )
    brought = [str(task["id"]) for task in tasks if task["follow_up"] == "sit-together"]
    return {
        "tasks": [*tasks],
        "sessions": [parts.session(s, rng, "seminar", brought, "sit-together")],
        "follow_up_activities": [parts.activity(s, rng, "sit-together", session="seminar")],
        "reflection": parts.reflection(s, rng, feeds="seminar"),
    }


def _asynchronous(frame: Frame, rng: Random) -> Table:
    s = frame.subject
    return {
        "tasks": [
            parts.reading(s, rng, then="rule-on-cases"),
            parts.cases(s, rng, at="", then="second-look"),
            parts.discussion(s, rng, then="second-look"),
        ],
        "follow_up_activities": [parts.activity(s, rng, "second-look", session="")],
        "reflection": parts.reflection(s, rng, feeds="The questions that open next week"),
    }


def _two_units(frame: Frame, rng: Random) -> Table:
    s = frame.subject
    first: Table = {
        "id": "look-closely",
        "title": "Look closely",
        "week": frame.week,
        "overview": f"You meet {s.cases} and take a side before you hear the others.",
        "tasks": [
            parts.quiz(s, rng, then="rule-on-cases"),
            parts.cases(s, rng, at="seminar", then="sit-together"),
        ],
        "sessions": [parts.session(s, rng, "seminar", ["rule-on-cases"], "sit-together")],
        "follow_up_activities": [parts.activity(s, rng, "sit-together", session="seminar")],
        "reflection": parts.reflection(s, rng, feeds="rehearse"),
    }
    second: Table = {
        "id": "make-it",
        "title": "Make it",
        "week": frame.week + 1,
        "overview": f"You draft {s.make}, and mend it with a partner.",
        "tasks": [parts.rehearsal(s, rng, at="")],
        "follow_up_activities": [parts.activity(s, rng, "second-look", session="")],
        "reflection": parts.reflection(s, rng, feeds="The questions that open next week"),
    }
    return {"units": [first, second]}


def frames_alone(rng: Random) -> Frame:
    """Choose what a module without a course is about."""
    return Frame(rng.choice(SUBJECTS), rng.randrange(1, 12), alone=True)


def frames_of_course(count: int, rng: Random) -> list[Frame]:
    """Choose the modules of a course, at most one on each subject, one a week."""
    subjects = rng.sample(SUBJECTS, count)
    return [Frame(subject, week, alone=False) for week, subject in enumerate(subjects, 1)]
