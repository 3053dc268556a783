"""What a rule is made of. A rule's file needs nothing else from this room.

A rule is a module with a `META` and one function, `check`. The annotation of its first parameter says which
elements it is given; it yields or returns a `Problem` for each fault it sees, and none where it cannot know.
Ours that are asked for each item of a course return them: a generator has to be started to say nothing.

The records here are named tuples: making as many dataclasses would take longer than checking a spec.
"""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from coursewright.lint.clock import Clock
from coursewright.lint.severity import Severity
from coursewright.spec.element import Element, Ref, When
from coursewright.spec.nodes import Mapping as Keys
from coursewright.spec.nodes import Node, Scalar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from coursewright.design.lexicons import Lexicons
    from coursewright.design.rates import Rates
    from coursewright.lint.silence.suppressions import Ignore
    from coursewright.lint.web_links import WebLinks
    from coursewright.spec.editing import TextEdit, Value
    from coursewright.spec.element import Scope
    from coursewright.spec.model import Course
    from coursewright.spec.moments import Moment
    from coursewright.spec.source import Source

__all__ = [
    "EVERY_MODEL",
    "LED",
    "SUPPORTED",
    "Change",
    "Clock",
    "Context",
    "Evidence",
    "Meta",
    "Option",
    "Problem",
    "Related",
    "Severity",
    "Spot",
    "SupportModel",
    "Switch",
    "Target",
    "adding",
    "adding_items",
    "changes",
]

SupportModel: TypeAlias = Literal["led", "prepared", "self-taught"]
EVERY_MODEL: frozenset[SupportModel] = frozenset({"led", "prepared", "self-taught"})
LED: frozenset[SupportModel] = frozenset({"led"})
SUPPORTED: frozenset[SupportModel] = frozenset({"led", "prepared"})

_NO_OPTIONS: Mapping[str, float | bool] = MappingProxyType({})


class Evidence(IntEnum):
    """What the advice rests on."""

    PRACTICE = 1
    RESEARCH = 2
    STANDARD = 3

    @property
    def grade(self) -> str:
        """The letter shown in tables."""
        return {"PRACTICE": "C", "RESEARCH": "B", "STANDARD": "A"}[self.name]

    @property
    def word(self) -> str:
        """The word shown beside a source."""
        return {"PRACTICE": "practitioner", "RESEARCH": "research", "STANDARD": "standard"}[self.name]


class Option(NamedTuple):
    """A threshold of a rule: its default, where that comes from, and the range it may take."""

    name: str
    default: float
    low: float
    high: float
    description: str


class Switch(NamedTuple):
    """Something about a rule that is on or off."""

    name: str
    default: bool
    description: str


class Meta(NamedTuple):
    """What there is to say about a rule beside its page.

    - `code` is for ever; `name` says the problem in kebab-case; `aliases` are names it once had. All select.
    - `statement` says in half a line what a design that meets the rule does.
    - `severity` is the highest its findings have; `minutes` is about what mending one takes.
    - `evidence` grades what the advice rests on; `sources` are labels of `rules/data/sources.yaml`; the
      first stands in findings.
    - `why` is the short reason under each finding, a clause in lower case; source and evidence follow it.
    - `since` is the version that brought the rule; `status` says whether it still runs on request only
      (`preview`) or is on its way out (`deprecated`).
    - `fix` says what kind of edits a finding carries where they can be placed: safe ones, which the author
      can only have meant, or others. What only the author knows becomes a TODO.
    - `missing` marks a rule about something not yet written: in a draft it only informs.
    - `essential` puts it into the smallest set of rules.
    - `models` are the support models in which it applies.
    - `on_purpose` is the key at which `{none: reason}` satisfies it.
    - `options` are its thresholds and switches.
    - `by_default` says whether it runs where nobody has asked for it.
    """

    code: str
    name: str
    statement: str
    severity: Severity
    minutes: int
    evidence: Evidence
    sources: tuple[str, ...]
    why: str
    aliases: tuple[str, ...] = ()
    since: str = "0.1.0"
    status: Literal["preview", "stable", "deprecated"] = "stable"
    fix: Literal["none", "safe", "unsafe"] = "none"
    missing: bool = False
    essential: bool = False
    models: frozenset[SupportModel] = EVERY_MODEL
    on_purpose: str = ""
    options: tuple[Option | Switch, ...] = ()
    by_default: bool = True

    @property
    def usual(self) -> bool:
        """Whether it runs where nobody has asked for more."""
        return self.by_default and self.status == "stable"

    @property
    def family(self) -> str:
        """The three letters that a family's codes share."""
        return self.code[:3]


class Spot(NamedTuple):
    """A stretch of a file that never became a node: offsets into its text."""

    source: Source
    start: int
    end: int


Target: TypeAlias = Element | Ref | When | Node | Spot


class Related(NamedTuple):
    """Another place that belongs to a problem, with a label of a few words."""

    at: Target
    label: str
    key: str = ""


class Change(NamedTuple):
    """A change that would mend a problem: what stands `at` becomes `text`.

    A key or a value keeps the quotes it has, and `text` is what it is to say. Where that cannot be written in
    its place as it stands, because of an alias, an anchor or several lines, the finding carries no edit. A
    `Spot` may have no length, and `text` is put there as YAML. `safe` says that the author can only have
    meant this.
    """

    at: Scalar | Spot
    text: str
    safe: bool = False


def adding(element: Element, values: Mapping[str, Value], *, safe: bool = False) -> tuple[Change, ...]:
    """Return the changes that give an element keys that it lacks, in the style of its file.

    A value is a text, a number, a list or a mapping; what the author has to fill in is a text such as
    `TODO: what it is for`. A mapping goes into the one that is there. None where one of the keys has a value,
    and where the element is written in one word, or in several places.
    """
    from coursewright.spec.editing import add_keys, key_order  # noqa: PLC0415 - few findings can be mended so

    if not isinstance(element.node, Keys):
        return ()
    return changes(add_keys(element.node, values, key_order(type(element).__name__)), safe=safe)


def adding_items(
    element: Element, key: str, values: Sequence[Value], *, safe: bool = False
) -> tuple[Change, ...]:
    """Return the changes that append items to the list under a key; it is made where there is none yet."""
    from coursewright.spec.editing import add_items, key_order  # noqa: PLC0415 - few findings can be mended so

    if not isinstance(element.node, Keys):
        return ()
    return changes(add_items(element.node, key, values, key_order(type(element).__name__)), safe=safe)


def changes(edits: Sequence[TextEdit] | None, *, safe: bool = False) -> tuple[Change, ...]:
    """Return edits of texts as the changes of a problem; none where nothing could be added."""
    return tuple(Change(Spot(source, start, end), text, safe) for source, start, end, text in edits or ())


class Problem(NamedTuple):
    """One fault that a rule sees, in terms of the course: the engine finds lines and columns.

    It stands at the element `at`, or at its `key`. `fix` says how to mend it here; `severity`, `why` and
    `minutes` replace those of the rule for this one finding (a severity only downwards). `edits` would mend
    it, all together; they stay within the files of the course and apart from each other. `todo` is what its
    author has noted to write there, which reports list in full.
    """

    at: Target
    message: str
    fix: str = ""
    key: str = ""
    severity: Severity | None = None
    related: tuple[Related, ...] = ()
    why: str = ""
    minutes: int | None = None
    edits: tuple[Change, ...] = ()
    todo: str = ""


class Context(NamedTuple):
    """What a rule may ask beside its element.

    `options` are the rule's own. Without `lexicons` and `rates`, those that are shipped count; without
    `web`, nobody has asked for the network. `excluded` says which files a configuration passes over.
    `ignores` are the comments that silence rules, for the one rule that reads them, which runs last.
    """

    course: Course
    clock: Clock
    options: Mapping[str, float | bool] = _NO_OPTIONS
    lexicons: Lexicons | None = None
    rates: Rates | None = None
    web: WebLinks | None = None
    ignores: tuple[Ignore, ...] = ()
    default_model: SupportModel = "led"
    excluded: Callable[[Path], bool] | None = None

    @property
    def today(self) -> dt.date:
        """The day that counts as today."""
        return self.clock.today

    def model(self, element: Element) -> SupportModel:
        """Return the support model in force; absent reads as led, unless the configuration has another."""
        model: Any = element.scope.settings.support_model
        return model if model in EVERY_MODEL else self.default_model

    def status(self, element: Element) -> str | None:
        """Return the nearest status: the element's own, else that of its unit, module or course.

        A course that does not say is a draft while all its modules are.
        """
        status: str | None = getattr(element, "status", None) or element.scope.settings.status
        if status is None and element is self.course and self.course.modules:
            stages = {module.settings.status for module in self.course.modules}
            return stages.pop() if len(stages) == 1 else None
        return status

    def is_draft(self, element: Element) -> bool:
        """Whether the element is still being written; where the status around it is open, it may be."""
        status = self.status(element)
        return status == "draft" or (status is None and element.scope.settings.leaves_open("status"))

    def open_around(self, element: Element, *keys: str) -> bool:
        """Whether the unit, module or course around an element leaves one of the keys to be decided."""
        scope: Scope | None = element.scope
        while scope is not None:
            if scope.element is not None and scope.element.leaves_open(*keys):
                return True
            scope = scope.parent
        return False

    def moment(self, element: Element, key: str) -> Moment | None:
        """Return when something is, where that is known."""
        return self.course.timeline.moment(element, key)

    def option(self, name: str) -> float:
        """Return the value of one of the rule's thresholds."""
        return self.options[name]

    def switch(self, name: str) -> bool:
        """Return whether one of the rule's switches is on."""
        return bool(self.options[name])
