"""What else a new part asks for in its file: that others name it, so that it hangs together with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.scaffold.insertion import Addition
from coursewright.scaffold.insertion_facts import written_at
from coursewright.spec.model import Assessment, FollowUpActivity, Session, Task
from coursewright.spec.nodes import Mapping, Todo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table

    from coursewright.scaffold.insertion_places import Place
    from coursewright.spec.documents import Document
    from coursewright.spec.element import Item
    from coursewright.spec.model import Course

_NOUNS: dict[type[Item], str] = {
    Task: "task",
    Session: "session",
    Assessment: "assessment",
    FollowUpActivity: "follow-up activity",
}


class Links:
    """The additions by which a file names a new part, each at the end that does not say it already."""

    def __init__(self, document: Document, course: Course, place: Place) -> None:
        self._document = document
        self._course = course
        self._place = place

    def of(self, part: str, name: str, values: Table[str, Any]) -> list[Addition]:
        """Return the additions that a part with the id `name` and these answers asks for."""
        match part:
            case "outcome":
                return [
                    *self._served(name, values.get("practised_in"), Task),
                    *self._served(name, values.get("shown_in"), Assessment),
                ]
            case "follow-up":
                return [
                    *self._taken_up(name),
                    *self._required(values.get("session"), _list(values.get("builds_on"))),
                ]
            case "task":
                follow_ups = self._named(FollowUpActivity, _list(values.get("follow_up")))
                sessions = {self._course.links.session_of.get(one) for one in follow_ups}
                return [
                    addition
                    for session in sessions
                    if session is not None
                    for addition in self._required(session.id, [name])
                ]
        return []

    def _served(self, outcome: str, work: Any, kind: type[Item]) -> Iterator[Addition]:
        """Yield what names an outcome in the tasks that practise it, or in the work that shows it."""
        for one in self._named(kind, _list(work)):
            yield Addition(self._node(one), _NOUNS[kind], "outcomes", outcome)

    def _taken_up(self, activity: str) -> Iterator[Addition]:
        """Yield what fills in the follow-up of a task, where that is still open."""
        task = self._place.beside
        if task is not None and isinstance(task.node.value("follow_up"), Todo):
            yield Addition(task.node, "task", "follow_up", activity, listed=False)

    def _required(self, session: str | None, tasks: list[str]) -> Iterator[Addition]:
        """Yield what makes a session require tasks that are taken up in it."""
        for one in self._named(Session, _list(session)):
            assert isinstance(one, Session)  # noqa: S101 - it was asked for by its class
            known = {ref.text for ref in one.requires}
            for task in tasks:
                if task not in known and not (one.leaves_open("requires") and known):
                    yield Addition(self._node(one), "session", "requires", task)

    def _named(self, kind: type[Any], ids: list[str]) -> list[Any]:
        """Return the items of this file that have one of the ids."""
        source = self._document.source
        return [
            one
            for one in self._course.every(kind)
            if one.id in ids and isinstance(node := written_at(one), Mapping) and node.source is source
        ]

    @staticmethod
    def _node(item: Item) -> Mapping:
        node = written_at(item)
        assert isinstance(node, Mapping)  # noqa: S101 - what has an id was written with keys
        return node


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
