"""From a course and what was asked for to an edition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coursewright.design.contents import as_written
from coursewright.exporters.edition.entries import Entries
from coursewright.exporters.edition.model import Edition, Entry, ModulePart, OutcomeCard, UnitPart
from coursewright.exporters.edition.names import Names, slug, spelt_out
from coursewright.exporters.edition.order import in_teaching_order
from coursewright.exporters.edition.outcomes import Cards
from coursewright.exporters.edition.scope import (
    chosen_modules,
    reason_against,
    reason_against_part,
    refuse_nothing,
)
from coursewright.exporters.words.words import words_in
from coursewright.spec.model import Task, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.exporters.choices import Choices
    from coursewright.exporters.edition.model import EntryElement
    from coursewright.exporters.edition.scope import LeftOut
    from coursewright.exporters.words.words import Words
    from coursewright.spec.element import Element
    from coursewright.spec.model import Content, Course, Module
    from coursewright.spec.times import Weeks

__all__ = ["edition_of"]

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm"})


def edition_of(course: Course, choices: Choices) -> Edition:
    """Return the edition of a course that was asked for.

    Raises `UsageError` for a module or week that the course does not have, and where nothing is left.
    """
    return _Builder(course, choices).edition()


class _Builder:
    """Holds what grows while an edition is made: names, entries, cards, and what is left out."""

    def __init__(self, course: Course, choices: Choices) -> None:
        self._course = course
        self._choices = choices
        home = as_written(course)
        self._home: Content = home
        self._language = choices.language or home.settings.language or "en"
        self._words: Words = words_in(self._language)
        self._names = Names()
        self._entries = Entries(course, self._words, self._names)
        self._cards = Cards(self._names)
        self._left: list[LeftOut] = []

    def edition(self) -> Edition:
        chosen, self._left = chosen_modules(self._course, self._choices)
        before, after = self._of_course()
        modules = [self._module(module) for module in chosen]
        parts = [part for part in (before, *modules, after) if part is not None and self._goes_along(part)]
        if not any(part.entries for part in parts):
            refuse_nothing(self._left, self._choices)
        linked = self._entries.linked(parts, self._cards.key_of())
        cards = self._cards.placed(linked)
        title = self._home.title or self._home.id or self._words("course")
        return Edition(
            course=self._course,
            choices=self._choices,
            id=slug(self._home.id or title),
            title=title,
            language=self._language,
            direction="rtl" if _is_right_to_left(self._language) else "ltr",
            words=self._words,
            modules=tuple(_with_cards(part, cards) for part in linked),
            outcomes=tuple(cards.values()),
            by_key={entry.key: entry for part in linked for entry in part.entries},
            cards=cards,
            left_out=tuple(self._left),
        )

    def _of_course(self) -> tuple[ModulePart | None, ModulePart | None]:
        """Return what belongs to the course as a whole: what comes before the modules, and what behind."""
        course = self._course
        if course.implicit or self._choices.module:
            return None, None
        self._cards.add(course.outcomes, "course")
        items = in_teaching_order(course, course)
        last = max((at for at, one in enumerate(items) if _is_onboarding(one)), default=-1) + 1
        parts: list[ModulePart | None] = []
        for key, title, some in (
            ("start", self._words("part.start"), items[:last]),
            ("course", self._words("part.course"), items[last:]),
        ):
            entries = self._made(some, "course", None) if some else ()
            if not entries:
                parts.append(None)
                continue
            name = self._names.key(f"course-{key}" if key == "start" else key)
            unit = UnitPart(f"{name}/all", self._names.slug(f"{name}-all"), "", entries)
            parts.append(ModulePart(name, self._names.slug(name), title, (unit,)))
        return parts[0], parts[1]

    def _module(self, module: Module) -> ModulePart:
        key = self._names.key(module.id or slug(module.title or module.source.path.stem))
        name = self._names.slug(key)
        self._cards.add(module.outcomes, key)
        title = module.title or spelt_out(module.id) or self._words("module")
        planned = [(unit, in_teaching_order(unit, self._course)) for unit in module.units]
        told = {one for unit, items in planned if unit.implicit for one in items}
        beside = [one for one in in_teaching_order(module, self._course) if one not in told]
        closing = [
            one for one in beside if module.flat or one in module.assessments or one is module.reflection
        ]
        units = [
            *self._beside([one for one in beside if one not in closing], key, "all"),
            *(
                self._unit(unit, items, key, number, alone=module.flat and len(planned) == 1)
                for number, (unit, items) in enumerate(planned, 1)
            ),
            *self._beside(closing, key, "end"),
        ]
        for unit in units:
            if not self._goes_along(unit):
                self._cards.drop(unit.outcomes)
        made = ModulePart(
            key=key,
            slug=name,
            title=title,
            units=tuple(unit for unit in units if self._goes_along(unit)),
            module=module,
            week=_range(module.week),
            outcomes=self._cards.of(key),
            needs=tuple(
                ref.target.id for ref in module.prerequisites if ref.target is not None and ref.target.id
            ),
        )
        if not self._goes_along(made):
            self._cards.drop(made.outcomes)
        return made

    def _goes_along(self, part: ModulePart | UnitPart) -> bool:
        """Whether a part belongs into the edition: one without entries may be a draft, or of another week."""
        if part.entries:
            return True
        place = part.module if isinstance(part, ModulePart) else part.unit
        told = part.outcomes or (isinstance(part, UnitPart) and part.overview)
        return bool(told) and (place is None or not reason_against_part(place, part.week, self._choices))

    def _unit(
        self, unit: Unit, items: Sequence[EntryElement], module: str, number: int, *, alone: bool
    ) -> UnitPart:
        key = self._names.key(
            f"{module}/{unit.id or f'unit-{number}'}"
            if not unit.implicit
            else f"{module}/week-{_week(unit, number)}"
        )
        name = self._names.slug(key)
        if not unit.implicit:
            self._cards.add(unit.outcomes, key, above=module)
        title = "" if alone and unit.implicit else self._unit_title(unit, number)
        return UnitPart(
            key=key,
            slug=name,
            title=title,
            entries=self._made(items, module, unit, unit_key=key),
            unit=unit,
            overview=(unit.overview or unit.description or "") if not unit.implicit else "",
            week=_range(unit.week),
            outcomes=() if unit.implicit else self._cards.written_in(key),
        )

    def _unit_title(self, unit: Unit, number: int) -> str:
        if not unit.implicit and (unit.title or unit.id):
            return unit.title or spelt_out(unit.id)
        week = _range(unit.week)
        return self._words("unit.week", week=week[0]) if week else self._words("unit.number", number=number)

    def _beside(self, items: Sequence[EntryElement], module: str, name: str) -> Iterable[UnitPart]:
        if not items:
            return
        key = self._names.key(f"{module}/{name}")
        entries = self._made(items, module, None, unit_key=key)
        if entries:
            yield UnitPart(key, self._names.slug(key), "", entries)

    def _made(
        self, items: Iterable[EntryElement], module: str, unit: Unit | None, unit_key: str = ""
    ) -> tuple[Entry, ...]:
        """Make the entries of what is not left out."""
        made = []
        for element in items:
            week = self._entries.week_of(element)
            why = reason_against(element, week, self._choices)
            if why:
                self._left.append((element.label if hasattr(element, "label") else element.noun, why))
                continue
            made.append(self._entries.make(element, module, unit_key or f"{module}/all", unit, week))
        return tuple(made)


def _with_cards(part: ModulePart, cards: dict[str, OutcomeCard]) -> ModulePart:
    """Return a part whose cards know where they are practised."""
    units = tuple(
        replace(unit, outcomes=tuple(cards[one.key] for one in unit.outcomes)) for unit in part.units
    )
    return replace(part, units=units, outcomes=tuple(cards[one.key] for one in part.outcomes))


def _is_onboarding(element: Element) -> bool:
    return isinstance(element, Task) and element.kind == "onboarding"


def _range(week: Weeks | None) -> tuple[int, int] | None:
    return (week.first, week.last) if week is not None else None


def _week(unit: Unit, number: int) -> int:
    return unit.week.first if unit.week is not None else number


def _is_right_to_left(tag: str) -> bool:
    parts = tag.lower().split("-")
    scripts = [one for one in parts[1:] if len(one) == 4 and one.isalpha()]
    return scripts[0] in _RIGHT_TO_LEFT_SCRIPTS if scripts else parts[0] in _RIGHT_TO_LEFT
