"""Where in a file a new part can go: the units, tasks and other things that take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.scaffold.insertion_holders import Holder, called_so, items, told, top_of, units_of
from coursewright.spec.errors import UsageError
from coursewright.spec.nodes import Absence, Node, Todo
from coursewright.spec.wording import capital, listed

if TYPE_CHECKING:
    from collections.abc import Sequence as List

    from coursewright.spec.documents import Document

KEYS = {
    "unit": "units",
    "task": "tasks",
    "decision-point": "decision_points",
    "follow-up": "follow_up_activities",
    "reflection": "reflection",
    "session": "sessions",
    "assessment": "assessments",
    "outcome": "outcomes",
}
"""The parts that can be put into a file, and the keys that take them."""

NOUNS = {part: part.replace("-", " ") for part in KEYS} | {"follow-up": "follow-up"}
"""What to call a part in a sentence."""

_OF_ONE = frozenset({"reflection"})
"""Parts of which there is one in each place."""
_BY_MODULE = frozenset({"assessment", "outcome"})
"""Parts that a module with units usually holds itself."""
_TAUGHT = ("tasks", "sessions", "follow_up_activities", "reflection", "materials", "announcements")


class Place(NamedTuple):
    """Where one part can go: under `key` of `owner`; `beside` is the task that it belongs to, if it does."""

    owner: Holder
    key: str
    beside: Holder | None = None

    @property
    def word(self) -> str:
        """What to type after `--at` for it."""
        return (self.beside or self.owner).word

    @property
    def label(self) -> str:
        """What to call it in a sentence."""
        return (self.beside or self.owner).label


def places(document: Document, part: str) -> list[Place]:
    """Return where a part would go by itself: several places where the author has to choose.

    Raises `UsageError` where the file has no room for it.
    """
    top = top_of(document)
    units = units_of(document)
    match part:
        case "unit":
            return [_unit_place(document, top, units)]
        case "decision-point" | "follow-up":
            return _at_tasks(document, part)
    key = KEYS[part]
    if not units and "units" in top.node.pairs and part not in _BY_MODULE:
        raise UsageError(
            f"{capital(top.label)} has no unit yet that a {NOUNS[part]} could go into.",
            "Make one first, with `coursewright new unit`.",
        )
    holders = units or [top]
    if (
        units
        and part in _BY_MODULE
        and (key in top.node.pairs or not any(key in one.node.pairs for one in units))
    ):
        holders = [top]
    found = [Place(one, key) for one in holders]
    if part not in _OF_ONE:
        return found
    free = [place for place in found if _is_free(place)]
    if not free:
        raise _taken(found[0]) if len(found) == 1 else _all_taken(found, part)
    return free


def places_at(document: Document, part: str, word: str) -> list[Place]:
    """Return where a part goes that belongs to the unit, task or module called `word`, by its id or title.

    Raises `UsageError` where nothing is called so, or it cannot take the part.
    """
    named = called_so(document, word)
    top = top_of(document)
    if part == "unit":
        if named.node is not top.node:
            raise UsageError(
                f"--at: {named.label} takes no unit.", "Leave `--at` away: units belong to the module."
            )
        return [_unit_place(document, top, units_of(document))]
    if part in {"decision-point", "follow-up"}:
        return _at_named(document, part, named)
    around = next(one for one in (top, *units_of(document)) if one.node is named.around)
    place = Place(around, KEYS[part])
    if part in _OF_ONE and not _is_free(place):
        raise _taken(place)
    return [place]


def is_one(part: str) -> bool:
    """Whether each place has one of a part, instead of a list."""
    return part in _OF_ONE


def _unit_place(document: Document, top: Holder, units: List[Holder]) -> Place:
    if document.kind == "course":
        raise UsageError(
            "A course file holds no units.",
            "Name a module with `--into`, or make one with `coursewright new module`.",
        )
    taught = [key for key in _TAUGHT if key in top.node.pairs]
    if not units and {"tasks", "sessions", "follow_up_activities"} & set(taught):
        raise UsageError(
            f"{capital(top.label)} has no units: what it holds counts as one.",
            f"First put {listed([f'`{key}`' for key in taught])} under a unit of `units:`.",
        )
    return Place(top, "units")


def _at_tasks(document: Document, part: str) -> list[Place]:
    tasks = list(items(document, "tasks"))
    if not tasks:
        raise UsageError(
            f"There is no task that a {NOUNS[part]} could belong to.",
            "Make one first, with `coursewright new task`.",
        )
    return [_at_task(document, part, one) for one in tasks]


def _at_named(document: Document, part: str, named: Holder) -> list[Place]:
    """Return the places of what belongs to a task: that task, or those of the unit that was named."""
    wanted = ("task", "follow-up activity") if part == "decision-point" else ("task",)
    if named.noun in wanted:
        return [_at_task(document, part, named)]
    inside = [one for one in items(document, "tasks") if one.around is named.node]
    if named.noun in {"unit", "module", "course"} and inside:
        return [_at_task(document, part, one) for one in inside]
    raise UsageError(
        f"--at: a {NOUNS[part]} belongs to a task, and {named.label} is none"
        f"{' and has none' if named.noun in {'unit', 'module', 'course'} else ''}.",
        told([one for one in items(document, "tasks") if one.word]),
    )


def _at_task(document: Document, part: str, task: Holder) -> Place:
    if part == "decision-point":
        return Place(task, KEYS[part])
    around = next(one for one in (top_of(document), *units_of(document)) if one.node is task.around)
    return Place(around, KEYS[part], beside=task)


def _is_free(place: Place) -> bool:
    value = place.owner.node.value(place.key)
    return value is None or isinstance(value, Todo)


def _taken(place: Place) -> UsageError:
    value = place.owner.node.value(place.key)
    noun = place.owner.label
    if isinstance(value, Absence):
        return UsageError(
            f"{capital(noun)} leaves its {place.key} out on purpose (line {_line(value)}).",
            "Take that line out first.",
        )
    where = f"line {_line(value)}" if value is not None else "the file"
    return UsageError(
        f"{capital(noun)} has a {place.key} already ({where}).",
        "To ask one more question, add a line to its `prompts`, such as `- apply: Where will you use this?`.",
    )


def _all_taken(found: List[Place], part: str) -> UsageError:
    return UsageError(
        f"Each of the {len(found)} units has a {part} already, or leaves it out on purpose.",
        "To ask one more question, add a line to the `prompts` of one.",
    )


def _line(node: Node) -> int:
    return node.span.start.line
