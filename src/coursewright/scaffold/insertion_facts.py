"""What a file says already that a new part can follow: ids to refer to, and answers that need no asking."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coursewright.scaffold.answers import REFERABLE, Known
from coursewright.spec.calendars import NumberedBreak
from coursewright.spec.model import (
    Course,
    Module,
    Task,
    Unit,
)
from coursewright.spec.nodes import Mapping, Merged, Scalar
from coursewright.spec.slugs import is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.scaffold.insertion_places import Place
    from coursewright.scaffold.model import Question, Template
    from coursewright.spec.element import Element
    from coursewright.spec.model import Settings
    from coursewright.spec.nodes import Node

_KINDS = {
    "outcomes": "Outcome",
    "tasks": "Task",
    "sessions": "Session",
    "units": "Unit",
    "assessments": "Assessment",
    "follow_up_activities": "FollowUpActivity",
}
_NAMED = (*_KINDS.values(), "Material", "Announcement")
"""The classes whose ids share a namespace."""
_ENDINGS = ("-task", "-again")
"""What a unit puts behind its id to name what is in it."""
_WHOLE = 100
_ROLES = ("tutor", "instructor", "assistant")
_IN_A_WEEK = re.compile(r"week\s+\d+(?=\s|$)", re.IGNORECASE)
_OF_A_LEARNER = re.compile(r"day\s+\d", re.IGNORECASE)
_OF_A_WEEK = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\s+\d\d:\d\d)?", re.IGNORECASE)


class Facts:
    """A course around the place that a part goes to, asked for what the part can take from it."""

    def __init__(self, course: Course, place: Place, part: str) -> None:
        self._course = course
        self._part = part
        self._home = _holder(course, place)
        self._settings: Settings = self._home.scope.settings
        top = self._home.scope.up("module") or self._home.scope
        self._homes = {top, course.scope}
        self._beside = _task(course, place.beside.node) if place.beside is not None else None

    def known(self) -> Known:
        """Return what the file has that a new part may name, and what it settles."""
        settings = self._settings
        items: dict[str, dict[str, str]] = {key: self._items(kind) for key, kind in _KINDS.items()}
        items["team"] = {one.id: one.name or "" for one in settings.team if one.id}
        if self._part == "task":  # a later task can take one up as well
            items["follow_up_activities"] |= items["tasks"]
        assert set(items) == set(REFERABLE)  # noqa: S101 - what is not here could be anything
        taken = {one.id for kind in _NAMED for one in self._every(kind) if one.id}
        stems = {one.removesuffix(end) for one in taken for end in _ENDINGS if one.endswith(end)}
        settled = {
            "language": settings.language or "en",
            "mode": settings.mode or "blended",
            "zoned": "yes" if settings.calendar is not None and settings.calendar.time_zone else "no",
        }
        ids = frozenset(taken | stems if self._part == "unit" else taken)
        return Known(items, ids, (settings.support_model or "led") == "led", settled)

    def suited(self, template: Template) -> Template:
        """Return a template whose defaults are what the file does itself; what it lacks is not asked for."""
        known = self.known()
        questions = tuple(self._suited(one, known) for one in template.questions)
        return replace(template, questions=questions)

    def _suited(self, question: Question, known: Known) -> Question:
        if question.type in {"reference", "references"} and not known.items[question.of]:
            return question._replace(when="false", required=False)
        if question.id == "practised_in":
            return question._replace(required=True)
        if question.id == "reader":
            return self._reader(question)
        usual = self._usual(question, known)
        return question._replace(default=usual) if usual else question

    def _usual(self, question: Question, known: Known) -> str:
        """Return the default that the file suggests; empty where it suggests none."""
        match self._part, question.id:
            case ("task" | "unit", "due"):
                tasks = self._every("Task")
                near = [one.due for one in tasks if one.scope is self._home.scope]
                return self._time(near, [one.due for one in tasks])
            case "session", "starts":
                return self._time([], [one.starts for one in self._every("Session")])
            case "session", "duration":
                return self._last(one.duration for one in self._every("Session"))
            case "reflection", "when":
                return self._time([], [one.when for one in self._every("Reflection")])
            case "unit", "week":
                return self._next_week()
            case "assessment", "weight":
                return self._left_of_the_mark()
            case "assessment", "ai_use":
                use = self._settings.ai.use if self._settings.ai else None
                return use if use is not None and use in question.options else ""
            case "follow-up", "outcomes" if self._beside is not None:
                return " ".join(
                    ref.text for ref in self._beside.outcomes if ref.text in known.items["outcomes"]
                )
            case _, "outcomes" if len(known.items["outcomes"]) == 1:
                return next(iter(known.items["outcomes"]))
        return ""

    def _items(self, kind: str) -> dict[str, str]:
        """Return the items of a class that can be named here, those of the same unit first."""
        ordered = sorted(self._every(kind), key=lambda one: one.scope is not self._home.scope)
        return {one.id: one.title or getattr(one, "statement", None) or "" for one in ordered if one.id}

    def _every(self, kind: str) -> list[Any]:
        """Return the items of a class that can be named here."""
        return [one for one in self._course.elements.get(kind, ()) if self._is_here(one)]

    def _is_here(self, element: Element) -> bool:
        return (element.scope.up("module") or element.scope) in self._homes or element.scope in self._homes

    def _time(self, near: Sequence[object], everywhere: Sequence[object]) -> str:
        """Return a time as the file writes its own: as that of the unit's last item, or in its week.

        Empty where the file writes dates, or times that count from something else.
        """
        week = self._week() if self._part != "unit" else "{{ week }}" if self._next_week() else None
        for text in map(_written, reversed(near)):
            if _IN_A_WEEK.match(text) or _OF_A_LEARNER.match(text):
                return text
            if _OF_A_WEEK.fullmatch(text) and week is not None:
                return text
        for text in map(_written, reversed(everywhere)):
            if _OF_A_WEEK.fullmatch(text) and week is not None:
                return text
            if _IN_A_WEEK.match(text) and week is not None:
                return _IN_A_WEEK.sub(f"week {week}", text, count=1)
        return ""

    def _week(self) -> int | None:
        """Return the week of the place."""
        week = self._home.week if isinstance(self._home, Unit | Module) else None
        return week.last if week is not None else None

    def _next_week(self) -> str:
        if not isinstance(self._home, Module):
            return ""
        weeks = [unit.week.last for unit in self._home.units if unit.week is not None and not unit.implicit]
        if not weeks:
            return ""
        calendar = self._settings.calendar
        free = {one.week for one in calendar.breaks if isinstance(one, NumberedBreak)} if calendar else set()
        week = max(weeks) + 1
        while week in free:
            week += 1
        return str(week)

    def _left_of_the_mark(self) -> str:
        kinds = ("Assessment", "Task", "FollowUpActivity", "Reflection")
        items: list[Any] = [one for kind in kinds for one in self._course.elements.get(kind, ())]
        weights = [one.weight for one in items]
        left = _WHOLE - sum(weight for weight in weights if weight)
        return f"{left:g}" if 0 < left < _WHOLE else "0"

    def _reader(self, question: Question) -> Question:
        """Return the question who reads, with the people of the team to choose from."""
        team = {one.id: one for one in self._settings.team if one.id and is_id(one.id)}
        people = {key: ", ".join(filter(None, (one.name or key, one.role))) for key, one in team.items()}
        held = {one.role for one in self._settings.team}
        options = people | {key: label for key, label in question.options.items() if key not in held}
        refs: Iterator[object] = (
            (one.read_by for one in self._every("Reflection"))
            if self._part == "reflection"
            else (task.monitoring.by for task in self._every("Task") if task.monitoring is not None)
        )
        usual = Counter(text for ref in refs if (text := getattr(ref, "text", "")) in options)
        by_role = {one.role: key for key, one in reversed(team.items())}
        first = next((by_role[role] for role in _ROLES if role in by_role), None)
        default = usual.most_common(1)[0][0] if usual else first or question.default
        if default not in options:
            default = next(iter(options))
        return question._replace(options=options, default=default)

    def _last(self, values: Iterable[object]) -> str:
        texts = [text for text in map(str, (value for value in values if value is not None)) if text]
        return texts[-1] if texts else ""


def written_at(element: Element) -> Node:
    """Return where an element stands in its file, defaults left aside."""
    node = element.node
    return node.origin if isinstance(node, Merged) else node


def _holder(course: Course, place: Place) -> Course | Module | Unit:
    """Return the course, module or unit that a place is in."""
    node = place.owner.around
    for module in course.modules:
        for unit in module.units:
            if not unit.implicit and _is(unit, node):
                return unit
        if _is(module, node):
            return module
    return course


def _task(course: Course, node: Mapping) -> Task | None:
    return next((one for one in course.every(Task) if _is(one, node)), None)


def _is(element: Element, node: Mapping) -> bool:
    return written_at(element) is node


def _written(when: object) -> str:
    node = getattr(when, "node", None)
    return " ".join(node.text.split()) if isinstance(node, Scalar) else when if isinstance(when, str) else ""
