"""A course that attacks: each text, file, id and name tries to run, to call out or to break a package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attacks import ATTACKS, FILES, IDS, WRITTEN

from coursewright.spec.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.model import Course

__all__ = ["hostile_course"]


class _Texts:
    """Gives out attacks in turn."""

    def __init__(self) -> None:
        self._at = 0

    def __call__(self, count: int = 3) -> str:
        found = [ATTACKS[(self._at + step * 7) % len(ATTACKS)] for step in range(count)]
        self._at += 1
        return " ".join(found)


def _questions(text: _Texts) -> list[dict[str, Any]]:
    return [
        {
            "prompt": text(),
            "type": "single",
            "feedback": text(),
            "options": [{"text": text(), "feedback": text(), "correct": at == 1} for at in range(3)],
        },
        {
            "prompt": text(),
            "type": "multiple",
            "options": [{"text": text(), "correct": at > 1} for at in range(4)],
        },
        {"prompt": text(), "type": "true-false", "answer": False, "feedback": text()},
        {"prompt": text(), "type": "short", "answer": [text(), text()]},
        {"prompt": text(), "type": "numeric", "answer": 7, "tolerance": 1, "feedback": text()},
        {
            "prompt": text(),
            "type": "matching",
            "pairs": [{"left": text(), "right": text()} for _ in range(3)],
        },
        {"prompt": text(), "type": "essay", "answer": text(), "feedback": text()},
    ]


def _task(text: _Texts, kind: str, number: int) -> dict[str, Any]:
    return {
        "id": f"t{number}",
        "title": text(),
        "kind": kind,
        "purpose": text(),
        "instructions": "\n\n".join(ATTACKS) if number < 2 else text(6),
        "due": "tue 17:00",
        "own_context": text(),
        "produces": text(),
        "done_when": text(),
        "support": text(),
        "materials": [
            {
                "title": text(),
                "kind": "reading",
                "url": 'https://example.org/?"><script>pwned(71)</script>',
                "licence": text(),
            }
        ],
        "criteria": [{"name": text(), "levels": [text(), text()], "points": 3}],
        "choices": [{"of": "topic", "options": [text(), text()]}, text()],
        "decision_points": [
            {
                "prompt": text(),
                "options": [{"option": text(), "consequence": text()} for _ in range(2)],
                "feedback": text(),
            }
        ],
        "replies": {"expected": 1, "protocol": text()},
        "monitoring": {"by": "tutor", "looks_for": text(), "signal": text()},
        "feedback": {"within": "2 days", "addresses": text(), "form": "written"},
        "reflection_prompts": [text()],
        **(
            {"questions": _questions(text), "graded": number % 2 == 0}
            if kind in {"quiz", "survey", "poll"}
            else {}
        ),
    }


def _module(text: _Texts) -> dict[str, Any]:
    kinds = (
        "case-study",
        "quiz",
        "quiz",
        "discussion",
        "wiki",
        "glossary",
        "poll",
        "survey",
        "project",
        "journal",
        "peer-review",
    )
    return {
        "module": "one",
        "title": text(),
        "description": text(6),
        "week": 1,
        "outcomes": [{"id": "o", "statement": text(), "why": text(), "skills": [text()]}],
        "materials": [
            {
                "id": f"m{at}",
                "title": text(),
                "kind": "page" if name.endswith(".md") else "other",
                "path": name,
                "alt": text(),
                "purpose": text(),
                "transcript": name,
                "captions": name,
                "alternative": name,
                "size": "9 MB",
                "licence": text(),
            }
            for at, name in enumerate(WRITTEN)
        ],
        "tasks": [
            *(_task(text, kind, at) for at, kind in enumerate(kinds)),
            *({"id": name, "title": text(), "instructions": text()} for name in IDS),
        ],
        "sessions": [
            {
                "id": "s",
                "title": text(),
                "starts": "thu 10:00",
                "duration": "50 min",
                "place": text(),
                "url": "javascript:pwned(72)",
                "agenda": [{"talk": text()}, {"other": text()}, {"feedback": "t0"}, {"activity": "f"}],
                "recording": text(),
                "alternative": text(),
            }
        ],
        "follow_up_activities": [
            {
                "id": "f",
                "title": text(),
                "kind": "debate",
                "session": "s",
                "opens_with": text(),
                "builds_on": "t0",
                "instructions": text(6),
            },
            {
                "id": "g",
                "title": text(),
                "kind": "debate",
                "builds_on": "t1",
                "opens_with": text(),
                "instructions": text(),
            },
        ],
        "reflection": {"prompts": [text(), text(), text()], "read_by": "tutor", "feeds": text()},
        "assessments": [
            {
                "id": "e",
                "title": text(),
                "kind": "exam",
                "weight": 100,
                "due": "week 2",
                "instructions": text(),
                "questions": _questions(text),
                "real_world": text(),
            },
            {
                "id": "r",
                "title": text(),
                "kind": "report",
                "formative": True,
                "options": [text()],
                "criteria": [text()],
            },
        ],
        "announcements": [{"at": "mon 08:00", "title": text(), "text": text(6)}],
        "evaluation": [{"measure": text(), "when": text(), "used_for": text()}],
    }


def _course(text: _Texts) -> dict[str, Any]:
    return {
        "course": "hostile",
        "title": text(),
        "description": text(6),
        "value": text(),
        "study_level": text(),
        "version": text(),
        "authors": [text()],
        "licence": text(),
        "language": "en",
        "audience": {"who": text(), "prior": [text()], "size": text()},
        "calendar": {
            "starts": "2026-09-07",
            "weeks": 3,
            "time_zone": "Europe/London",
            "timetable": [{"id": "slot", "day": "mon", "at": "10:00", "duration": "50 min", "place": text()}],
        },
        "team": [
            {"id": "tutor", "name": text(), "role": "tutor", "contact": "javascript:pwned(73)"},
            {"id": "two", "name": text(), "contact": text()},
        ],
        "support": {
            "channels": [text(), "javascript:pwned(74)"],
            "response_time": text(),
            "private_questions": text(),
            "technical_help": text(),
        },
        "policies": {
            "extensions": text(),
            "late_work": text(),
            "lurking": text(),
            "expectations": {"learners": [text()], "instructors": [text()]},
        },
        "ai": {"use": "planning", "text": text()},
        "tools": [{"id": "tool", "name": text(), "kind": "forum", "url": "javascript:pwned(75)"}],
        "outcomes": [{"id": "c", "statement": text(), "why": text()}],
        "modules": ["one.module.yaml"],
    }


def hostile_course(folder: Path) -> Course:
    """Write the course into a folder, with a file beside it that it reaches for, and load it."""
    home = folder / "course"
    home.mkdir()
    (folder / "outside.txt").write_text("OUTSIDE-SECRET")
    for name, content in FILES.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (home / "files" / "link.txt").symlink_to(folder / "outside.txt")
    (home / "linked").symlink_to(folder)
    text = _Texts()
    module = _module(text)
    # JSON is YAML: what it escapes comes back as it was.
    (home / "one.module.yaml").write_text(json.dumps(module).replace("\x7f", "\\u007f"))
    (home / "course.yaml").write_text(json.dumps(_course(text)).replace("\x7f", "\\u007f"))
    return load(home / "course.yaml")
