"""Random modules that can be read without a fault, with much to do, some of it timed."""

from __future__ import annotations

import random
from typing import Any

import yaml

KINDS = ["reading", "video", "discussion", "journal", "problem-set", "project", "quiz", "other", None]
DURATIONS = ["5 min", "30-45 min", "1 h", "2 h", "0 min", "2 days", "TODO", None, None, None]


class Planner:
    """Somebody who plans a module and leaves much unsaid."""

    def __init__(self, seed: int) -> None:
        self._any = random.Random(seed)  # noqa: S311 - for tests
        self._number = 0
        self._materials: list[str] = []
        self._sessions: list[str] = []

    def text(self) -> str:
        """Write a module."""
        return yaml.safe_dump(self.module(), sort_keys=False)

    def module(self) -> dict[str, Any]:
        """Make up a module, flat or with units, with weeks or without."""
        made: dict[str, Any] = {"module": "m", "title": "Random work"}
        if self._any.random() < 0.6:
            made["workload"] = {"hours_per_week": self._any.choice([1, 4]), "staff_hours_per_week": 2}
        if self._any.random() < 0.4:
            made["calendar"] = {"weeks": 6, "breaks": [3]}
        weeks = self._any.choice(["none", "some", "all"])
        made |= self._content()
        if self._any.random() < 0.8:
            made["units"] = [self._unit(weeks) for _ in range(self._any.randint(1, 4))]
        return made

    def _unit(self, weeks: str) -> dict[str, Any]:
        made: dict[str, Any] = {"id": self._name("u"), "title": "A unit"}
        if weeks == "all" or (weeks == "some" and self._any.random() < 0.5):
            made["week"] = self._any.choice(["0", "1", "2-4", "3", "5-6", "TODO"])
        if self._any.random() < 0.3:
            made["duration"] = self._any.choice(["3 h", "2-4 h", "1 week"])
        return made | self._content()

    def _content(self) -> dict[str, Any]:
        made = {
            "materials": [self._material() for _ in range(self._any.randint(0, 2))],
            "tasks": [self._task() for _ in range(self._any.randint(0, 4))],
            "sessions": [self._session() for _ in range(self._any.randint(0, 1))],
            "follow_up_activities": [self._follow_up() for _ in range(self._any.randint(0, 1))],
            "assessments": [self._assessment() for _ in range(self._any.randint(0, 1))],
        }
        return {key: items for key, items in made.items() if items}

    def _material(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "id": self._name("m"),
            "kind": self._any.choice(["reading", "video", "dataset"]),
        }
        self._materials.append(made["id"])
        made |= self._any.choice(
            [{"words": 900}, {"pages": 3}, {}, {"duration": "10 min"}, {"words": "TODO"}]
        )
        made |= self._any.choice([{}, {}, {"required": False}, {"required": "TODO"}])
        return made

    def _task(self) -> dict[str, Any]:
        made: dict[str, Any] = {"id": self._name("t")}
        self._said(made, "kind", KINDS)
        self._said(made, "duration", DURATIONS)
        self._said(made, "optional", [True, "TODO", None, None, None, None])
        self._said(made, "grouping", ["pairs", "individual", "TODO", None, None])
        self._said(made, "produces", ["200-300 words", "a sketch", None, None])
        self._said(made, "replies", [{"expected": 1}, None, None])
        self._said(made, "week", ["1", "2", None, None, None])
        self._said(made, "monitoring", [{"by": "tutor"}, {"minutes": 30}, {"by": "peer"}, None])
        self._said(made, "feedback", [{"minutes": 20}, {"form": "automatic"}, {"form": "written"}, None])
        held: list[Any] = self._any.sample(
            self._materials, min(len(self._materials), self._any.randint(0, 2))
        )
        if self._any.random() < 0.3:
            held.append(self._material())
        if held:
            made["materials"] = held
        if self._any.random() < 0.2:
            made["follow_up"] = self._follow_up()
        return made

    def _session(self) -> dict[str, Any]:
        made: dict[str, Any] = {"id": self._name("s")}
        self._said(made, "duration", ["50 min", "1-2 h", None])
        self._said(made, "optional", [True, None, None])
        if self._any.random() < 0.5:
            made["agenda"] = [{"talk": "News", "duration": "10 min"}, {"talk": "Questions"}]
        self._sessions.append(made["id"])
        return made

    def _follow_up(self) -> dict[str, Any]:
        made: dict[str, Any] = {"id": self._name("f"), "kind": "debate"}
        self._said(made, "duration", DURATIONS)
        self._said(made, "session", [*self._sessions[-1:], "TODO", None, None])
        return made

    def _assessment(self) -> dict[str, Any]:
        made: dict[str, Any] = {"id": self._name("a"), "kind": "report"}
        self._said(made, "duration", ["3-5 h", None])
        self._said(made, "due", ["week 2", None])
        self._said(made, "feedback", [{"minutes": 120}, {"form": "written"}, None])
        return made

    def _said(self, made: dict[str, Any], key: str, values: list[Any]) -> None:
        value = self._any.choice(values)
        if value is not None:
            made[key] = value

    def _name(self, letter: str) -> str:
        self._number += 1
        return f"{letter}{self._number}"
