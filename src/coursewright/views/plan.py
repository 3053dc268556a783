"""What views are made from: a course, what linting found in it, and the part of it that is looked at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.steps import steps_of
from coursewright.design.contents import as_written
from coursewright.design.rates import Rates, shipped_rates
from coursewright.lint.place import place
from coursewright.spec.errors import UsageError
from coursewright.spec.model import (
    Assessment,
    FollowUpActivity,
    Material,
    Module,
    Outcome,
    Session,
    Task,
    Unit,
)
from coursewright.spec.wording import closest
from coursewright.views.charts import Label
from coursewright.views.model import Cell, Spot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from coursewright.design.analyses.steps import Step, Steps
    from coursewright.design.lexicons import Lexicons
    from coursewright.lint.api import SupportModel
    from coursewright.lint.findings import CourseReport, Mark
    from coursewright.lint.policy import Policy
    from coursewright.spec.element import Element, Item
    from coursewright.spec.model import Course
    from coursewright.spec.source import Position, Source
    from coursewright.views.model import Tone, Value, View

__all__ = ["Focus", "Plan"]


_UNASKED = Spot(-1, 0)


class Focus(NamedTuple):
    """The part that is looked at: a module by its id, the weeks from the first to the last; empty for all."""

    module: str = ""
    weeks: tuple[int, int] | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not self.module and self.weeks is None


class _Stretch(NamedTuple):
    """From which line and column to which an item goes, and its step."""

    first: Position
    end: Position
    step: Step


class Plan:
    """A course to be looked at, and what linting found in it; None where nobody asked the rules.

    `policy` is what the configuration of the course says; without one, what is shipped counts.
    Raises `UsageError` for a focus on a module that the course does not have.
    """

    def __init__(
        self,
        course: Course,
        report: CourseReport | None = None,
        focus: Focus | None = None,
        policy: Policy | None = None,
    ) -> None:
        self.course = course
        self.policy = policy
        self.report = report
        self.focus = focus or Focus()
        self.made: dict[str, View] = {}
        self._spots: dict[tuple[int, str], Spot | None] = {}
        for source in course.sources:
            source.learn_paths()
        self._files = {source: number for number, source in enumerate(course.sources)}
        if self.focus.module and not self.modules:
            known = [module.id for module in course.modules if module.id]
            near = closest(self.focus.module, known)
            raise UsageError(
                f"The course has no module `{self.focus.module}`.",
                f"Did you mean `{near}`?" if near else "Its modules are " + ", ".join(known[:12]) + ".",
            )

    @cached_property
    def rates(self) -> Rates:
        """How fast students read, write and watch."""
        return (self.policy.rates if self.policy is not None else None) or shipped_rates()

    @cached_property
    def asked(self) -> AbstractSet[str] | None:
        """The codes of the rules that ran; None where nobody knows."""
        if self.policy is None:
            return None
        return frozenset(rule.meta.code for rule in self.policy.rules)

    @property
    def lexicons(self) -> Lexicons | None:
        """The words that outcomes are read with; None for those that are shipped."""
        return self.policy.lexicons if self.policy is not None else None

    @property
    def default_model(self) -> SupportModel:
        """The support model of whatever does not say its own."""
        return self.policy.default_model if self.policy is not None else "led"

    def supports(self, element: Element) -> bool:
        """Whether somebody made or runs a course for learners here: not where they teach themselves.

        False where that is open.
        """
        settings = element.scope.settings
        model = settings.support_model or self.default_model
        return model != "self-taught" and not settings.leaves_open("support_model")

    def limit(self, code: str, option: str, default: float) -> float:
        """Return the value of one of the thresholds of a rule, as the configuration has it."""
        said = self.policy.options(code) if self.policy is not None else {}
        return float(said.get(option, default))

    @property
    def title(self) -> str:
        """What the course, or the module that stands alone, is called."""
        head = as_written(self.course)
        return head.title or head.id or self.course.path.stem

    @property
    def part(self) -> str:
        """Which part is looked at, in words; empty for everything."""
        parts = [f"module {self.focus.module}"] if self.focus.module else []
        if self.focus.weeks is not None:
            first, last = self.focus.weeks
            parts.append(f"week {first}" if first == last else f"weeks {first} to {last}")
        return ", ".join(parts)

    @cached_property
    def modules(self) -> Sequence[Module]:
        """The modules that are looked at."""
        wanted = self.focus.module
        return [one for one in self.course.modules if not wanted or one.id == wanted]

    @cached_property
    def all_steps(self) -> Steps:
        """All steps of the course."""
        return steps_of(self.course)

    @cached_property
    def steps(self) -> Sequence[Step]:
        """The teaching steps that are looked at."""
        return [step for step in self.all_steps.teaching if self.shows_step(step)]

    @cached_property
    def has_long_modules(self) -> bool:
        """Whether some module has several teaching steps."""
        modules = [step.module for step in self.all_steps.teaching]
        return len(set(modules)) < len(modules)

    def shows(self, item: Element) -> bool:
        """Whether an item belongs to the part that is looked at."""
        return self.focus.is_everything or self.shows_step(self.all_steps.of(item))

    def shows_step(self, step: Step) -> bool:
        """Whether a step belongs to the part that is looked at."""
        if self.focus.module and (step.module is None or step.module.id != self.focus.module):
            return False
        if self.focus.weeks is None:
            return True
        first, last = self.focus.weeks
        return step.number is not None and first <= step.number <= last

    def shows_mark(self, mark: Mark) -> bool:
        """Whether a place belongs to the part that is looked at: by the smallest item around it."""
        if self.focus.is_everything:
            return True
        start = mark.span.start
        around = [one for one in self._items.get(mark.source, ()) if one.first <= start < one.end]
        if not around:
            return False
        return self.shows_step(max(around, key=lambda one: one.first).step)

    @cached_property
    def _items(self) -> dict[Source, list[_Stretch]]:
        """The stretches of the files that items and units take, with the steps that these belong to."""
        found: dict[Source, list[_Stretch]] = {}
        steps = self.all_steps
        for kind in (Module, Unit, Task, Session, FollowUpActivity, Assessment, Outcome, Material):
            for item in self.course.every(kind):
                step = steps.of_place(item) if isinstance(item, Module | Unit) else steps.of(item)
                first, end = item.node.span
                found.setdefault(item.node.source, []).append(_Stretch(first, end, step))
        return found

    def spot(self, element: Element, key: str = "") -> Spot | None:
        """Return where an element, or one of its keys, is written."""
        known = self._spots.get((id(element), key), _UNASKED)
        if known is not _UNASKED:
            return known
        mark, _ = place(element, key)
        spot = self._spots[id(element), key] = self.spot_of(mark)
        return spot

    def spot_of(self, mark: Mark) -> Spot | None:
        """Return a place of a finding as a spot; None outside the files of the course."""
        file = self._files.get(mark.source)
        return Spot(file, mark.span.start.line, mark.node) if file is not None else None

    def language(self, element: Element) -> str:
        """Return the language in which an element is written, as a BCP 47 tag; empty where nobody says."""
        return element.scope.settings.language or ""

    def label(self, item: Item) -> Label:
        """Return what to call an item in a chart: its title or its id, else what it is."""
        said = getattr(item, "statement", None) or item.title or item.id
        if not said:
            return Label(f"{item.noun} without a title", self.spot(item))
        return Label(said, self.spot(item), quoted=True, language=self.language(item))

    def cell(self, item: Item, tone: Tone = "", value: Value = "") -> Cell:
        """Return what to call an item in a table."""
        label = self.label(item)
        return Cell(label.text, value, label.spot, tone, label.quoted, label.language)

    def text(self, element: Element, said: str, key: str = "", tone: Tone = "") -> Cell:
        """Return a text of the spec as a cell that points to where it is written."""
        return Cell(said, "", self.spot(element, key), tone, quoted=True, language=self.language(element))

    def step_name(self, step: Step) -> str:
        """Return what to call a step in a list of all modules: `Week 3`, or of several `Consent: week 3`."""
        module = step.module
        if module is None or len(self.course.modules) == 1:
            return step.name
        return f"{module.title or module.id or module.source.path.stem}: {step.name.lower()}"
