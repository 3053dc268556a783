"""What belongs to what: links that authors may write from either end, as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from coursewright.spec.element import Element, Ref
from coursewright.spec.model.content import FollowUpActivity, Outcome, Session
from coursewright.spec.model.structure import Module
from coursewright.spec.model.tasks import Task
from coursewright.spec.references import report_self_reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.build import Reading

K = TypeVar("K", bound=Element)
V = TypeVar("V", bound=Element)


class Links:
    """The union of what both ends of each link say; every table is read-only after construction.

    `follow_ups`: task → the follow-up activities and later tasks that take it up.
    `builds_on`: follow-up activity → the tasks it takes up.
    `session_of`: follow-up activity → the session it happens in.
    `feedback_in`: task → the sessions in which feedback on it is planned.
    `answer_keys_in`: task → the sessions that go through its answers one by one.
    `required_by`: task → the sessions that need it.
    """

    __slots__ = ("answer_keys_in", "builds_on", "feedback_in", "follow_ups", "required_by", "session_of")

    def __init__(self) -> None:
        self.follow_ups: dict[Task, list[FollowUpActivity | Task]] = {}
        self.builds_on: dict[FollowUpActivity, list[Task]] = {}
        self.session_of: dict[FollowUpActivity, Session] = {}
        self.feedback_in: dict[Task, list[Session]] = {}
        self.answer_keys_in: dict[Task, list[Session]] = {}
        self.required_by: dict[Task, list[Session]] = {}


def link(reading: Reading) -> Links:
    """Collect the links of a course whose references are resolved; what names itself is reported."""
    links = Links()
    for element in reading.elements.get("Task", ()):
        assert isinstance(element, Task)  # noqa: S101 - the table is kept by class
        _link_task(links, element, reading)
    for element in reading.elements.get("FollowUpActivity", ()):
        assert isinstance(element, FollowUpActivity)  # noqa: S101
        _link_activity(links, element, reading)
    for element in reading.elements.get("Session", ()):
        assert isinstance(element, Session)  # noqa: S101
        _link_session(links, element)
    for element in reading.elements.get("Outcome", ()):
        assert isinstance(element, Outcome)  # noqa: S101
        _others(element, element.supports, reading)
    for element in reading.elements.get("Module", ()):
        assert isinstance(element, Module)  # noqa: S101
        _others(element, element.prerequisites, reading)
    return links


def _link_task(links: Links, task: Task, reading: Reading) -> None:
    for follow_up in _others(task, task.follow_up, reading):
        _take_up(links, task, follow_up)
    for earlier in _others(task, task.builds_on, reading):
        _take_up(links, earlier, task)
    _others(task, task.requires, reading)
    at = task.feedback.at if task.feedback is not None else None
    if isinstance(at, Ref) and at.target is not None:
        _add(links.feedback_in, task, at.target)


def _link_activity(links: Links, activity: FollowUpActivity, reading: Reading) -> None:
    for earlier in _others(activity, activity.builds_on, reading):
        if isinstance(earlier, Task):
            _take_up(links, earlier, activity)
    if activity.session is not None and activity.session.target is not None:
        links.session_of[activity] = activity.session.target


def _link_session(links: Links, session: Session) -> None:
    for ref in session.requires:
        if ref.target is not None:
            _add(links.required_by, ref.target, session)
    for item in session.agenda:
        if item.feedback is not None and item.feedback.target is not None:
            _add(links.feedback_in, item.feedback.target, session)
        if item.answer_key is not None and item.answer_key.target is not None:
            _add(links.answer_keys_in, item.answer_key.target, session)
        if item.activity is not None and item.activity.target is not None:
            links.session_of.setdefault(item.activity.target, session)


def _take_up(links: Links, task: Task, follow_up: FollowUpActivity | Task) -> None:
    _add(links.follow_ups, task, follow_up)
    if isinstance(follow_up, FollowUpActivity):
        _add(links.builds_on, follow_up, task)


def _add(table: dict[K, list[V]], key: K, value: V) -> None:
    values = table.setdefault(key, [])
    if value not in values:
        values.append(value)


def _others(item: Element, refs: Iterable[Ref], reading: Reading) -> list[Any]:
    """Return what references of an item mean; one that means the item itself is reported and dropped."""
    found = []
    for ref in refs:
        if ref.target is item:
            report_self_reference(reading, ref)
        elif ref.target is not None:
            found.append(ref.target)
    return found
