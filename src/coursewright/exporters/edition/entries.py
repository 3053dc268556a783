"""Entries of an edition: made one by one, then linked with each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coursewright.design.analyses.steps import steps_of
from coursewright.design.weeks import week_of_time
from coursewright.exporters.edition.forms import form_of
from coursewright.exporters.edition.model import Entry, EntryKind
from coursewright.exporters.edition.names import mark, slug, spelt_out
from coursewright.spec.element import Item
from coursewright.spec.model import (
    Announcement,
    Assessment,
    FollowUpActivity,
    Material,
    Reflection,
    Session,
    Task,
)
from coursewright.spec.timeline import week_of
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coursewright.exporters.edition.model import EntryElement, ModulePart
    from coursewright.exporters.edition.names import Names
    from coursewright.exporters.words.words import Words
    from coursewright.spec.element import Element, Ref, Scope
    from coursewright.spec.model import Course, Outcome, Unit
    from coursewright.spec.moments import Moment

__all__ = ["Entries"]

_KINDS: dict[type[Element], EntryKind] = {
    Material: "material",
    Task: "task",
    Session: "session",
    FollowUpActivity: "follow-up",
    Reflection: "reflection",
    Assessment: "assessment",
    Announcement: "announcement",
}
_OPENS = {"Task": "release", "Session": "starts", "Announcement": "at"}
_ENDS = {
    "Task": "due",
    "FollowUpActivity": "due",
    "Assessment": "due",
    "Reflection": "when",
    "Material": "available_until",
}


class Entries:
    """Makes the entries of one edition and knows which element became which."""

    def __init__(self, course: Course, words: Words, names: Names) -> None:
        self._course = course
        self._words = words
        self._names = names
        self._keys: dict[Element, str] = {}
        self._taken_up_by: dict[Element, list[Task]] = {}
        for task, later in course.links.follow_ups.items():
            for one in later:
                self._taken_up_by.setdefault(one, []).append(task)

    def week_of(self, element: EntryElement) -> int | None:
        """Return the week of an element: of its step where that is one, else the first that is said."""
        timed = None if isinstance(element, Material) else week_of_time(element, self._course)
        if isinstance(element, Task | Session | FollowUpActivity):
            number = steps_of(self._course).of(element).number
            if number is not None:
                return number
        if timed is not None:
            return timed
        around = week_of(element)
        return around.first if around is not None else None

    def make(
        self, element: EntryElement, module: str, unit_key: str, unit: Unit | None, week: int | None
    ) -> Entry:
        """Make an entry that is not linked yet."""
        key = self._names.key(self._key(element, module, unit_key, unit))
        self._keys[element] = key
        moment, name = self._course.timeline.moment, type(element).__name__
        return Entry(
            key=key,
            slug=self._names.slug(key),
            kind=_KINDS[type(element)],
            form=form_of(element),
            element=element,
            title=self._title(element),
            module=module,
            unit=unit_key,
            week=week,
            opens=moment(element, _OPENS[name]) if name in _OPENS else None,
            due=moment(element, _ENDS[name]) if name in _ENDS else None,
            ends=self._course.timeline.ends(element) if isinstance(element, Session) else None,
            replies_by=moment(element, "replies.by") if isinstance(element, Task) else None,
            answered_at=self._answered(element),
            optional=bool(getattr(element, "optional", False)),
            graded=_counts(element),
            staff_only=isinstance(element, Reflection) and element.audience == "instructors",
        )

    def linked(self, modules: Sequence[ModulePart], cards: Mapping[Outcome, str]) -> tuple[ModulePart, ...]:
        """Return the modules with entries that know each other; links to what is left out are dropped."""
        served = _Served(cards)
        made = [self._linked(entry, served) for module in modules for entry in module.entries]
        needed: dict[str, list[str]] = {}
        for entry in made:
            for key in entry.needs:
                needed.setdefault(key, []).append(entry.key)
        by_key = {entry.key: replace(entry, needed_by=tuple(needed.get(entry.key, ()))) for entry in made}
        return tuple(
            replace(
                module,
                units=tuple(
                    replace(unit, entries=tuple(by_key[entry.key] for entry in unit.entries))
                    for unit in module.units
                ),
            )
            for module in modules
        )

    def _linked(self, entry: Entry, served: _Served) -> Entry:
        element, links = entry.element, self._course.links
        entry = replace(entry, outcomes=served.by(element))
        match element:
            case Task():
                taken_up = links.follow_ups.get(element, ())
                sessions = [*links.feedback_in.get(element, ()), *links.answer_keys_in.get(element, ())]
                return replace(
                    entry,
                    materials=self._known(ref.target for ref in element.materials),
                    needs=self._known(ref.target for ref in element.requires),
                    takes_up=self._known([*_targets(element.builds_on), *self._taken_up_by.get(element, ())]),
                    leads_to=self._known(taken_up),
                    answered_in=self._known(sessions),
                    counts_towards=next(iter(self._known(_targets((element.counts_towards,)))), ""),
                )
            case FollowUpActivity():
                takes = self._known([*self._taken_up_by.get(element, ()), *_targets(element.builds_on)])
                return replace(
                    entry,
                    takes_up=takes,
                    needs=takes,
                    in_session=next(iter(self._known([links.session_of.get(element)])), ""),
                )
            case Session():
                return replace(entry, needs=self._known(_targets(element.requires)))
        return entry

    def _known(self, elements: Iterable[Element | None]) -> tuple[str, ...]:
        keys = (self._keys.get(one) for one in elements if one is not None)
        return tuple(dict.fromkeys(key for key in keys if key is not None))

    def _answered(self, element: EntryElement) -> Moment | None:
        if not isinstance(element, Task | Assessment) or element.feedback is None:
            return None
        at = self._course.timeline.moment(element, "feedback.at")
        target = getattr(element.feedback.at, "target", None)
        return at or (self._course.timeline.moment(target, "starts") if isinstance(target, Session) else None)

    def _key(self, element: EntryElement, module: str, unit_key: str, unit: Unit | None) -> str:
        if isinstance(element, Item) and element.id:
            return f"{module}/{element.id}"
        if isinstance(element, Reflection):
            within = unit is not None and not unit.implicit
            return f"{unit_key if within else module}/reflection"
        kind = _KINDS[type(element)]
        if element.title:
            return f"{module}/{slug(element.title)[:40].rstrip('-')}"
        if isinstance(element, Announcement) and element.text:
            return f"{module}/{kind}-{mark(element.text)}"  # whose words are not to be read before their day
        return f"{module}/{kind}"

    def _title(self, element: EntryElement) -> str:
        if isinstance(element, Item):
            if element.title:
                return element.title
            if element.id:
                return spelt_out(element.id)
        if isinstance(element, Announcement) and element.text:
            return shortened(element.text)
        return self._words(f"name.{_KINDS[type(element)]}")


def _targets(refs: Iterable[Ref | None]) -> list[Element]:
    return [ref.target for ref in refs if ref is not None and ref.target is not None]


def _counts(element: EntryElement) -> bool:
    match element:
        case Task() | Assessment():
            return element.graded
        case FollowUpActivity() | Reflection():
            return element.graded or bool(element.weight)
    return False


class _Served:
    """Which outcome cards an element serves."""

    def __init__(self, cards: Mapping[Outcome, str]) -> None:
        self._cards = cards
        self._without_id: dict[Scope, list[str]] = {}
        for outcome, key in cards.items():
            if outcome.id is None:
                self._without_id.setdefault(outcome.scope, []).append(key)

    def by(self, element: EntryElement) -> tuple[str, ...]:
        """Return the keys of the cards that an element names; without any, those without an id around it."""
        named = getattr(element, "outcomes", ())
        if named:
            keys = (self._cards.get(ref.target) for ref in named if ref.target is not None)
            return tuple(dict.fromkeys(key for key in keys if key is not None))
        if not isinstance(element, Task | Assessment) or not element.lacks("outcomes"):
            return ()
        return tuple(self._without_id.get(element.scope, ()))
