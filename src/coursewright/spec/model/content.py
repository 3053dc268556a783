"""What a course is made of beside its tasks: outcomes, materials, sessions, assessments and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from coursewright.spec import parts as part
from coursewright.spec import prompts as p
from coursewright.spec import time_values as t
from coursewright.spec import values as v
from coursewright.spec.element import Element, Item, Ref, When, key

if TYPE_CHECKING:
    from coursewright.spec.durations import Duration
    from coursewright.spec.model.tasks import Choice, Criterion, DecisionPoint, Feedback, Question


def _choice() -> type[Element]:
    from coursewright.spec.model.tasks import Choice  # noqa: PLC0415 - tasks and content hold each other

    return Choice


def _criterion() -> type[Element]:
    from coursewright.spec.model.tasks import Criterion  # noqa: PLC0415

    return Criterion


def _decision_point() -> type[Element]:
    from coursewright.spec.model.tasks import DecisionPoint  # noqa: PLC0415

    return DecisionPoint


def _feedback() -> type[Element]:
    from coursewright.spec.model.tasks import Feedback  # noqa: PLC0415

    return Feedback


def _question() -> type[Element]:
    from coursewright.spec.model.tasks import Question  # noqa: PLC0415

    return Question


class Outcome(Item):
    """What students will do, and why it matters."""

    noun: ClassVar[str] = "outcome"
    statement: str | None = key(v.text)
    why: str | None = key(v.text)
    level: str | None = key(v.level)
    kind: str | None = key(v.word)
    skills: tuple[str, ...] = key(part.many(v.text), default=())
    supports: tuple[Ref, ...] = key(part.many(part.ref_in_course("Outcome")), default=())
    assessed_elsewhere: str | None = key(v.text)

    @property
    def label(self) -> str:
        """Call it by its statement."""
        return f'outcome "{self.statement or self.title or self.id or ""}"'


class Material(Item):
    """Something to read, watch, hear or use; lengths in words, pages or time."""

    noun: ClassVar[str] = "material"
    kind: str | None = key(v.word)
    path: str | None = key(v.text)
    url: str | None = key(v.text)
    required: bool = key(v.flag, default=True)
    purpose: str | None = key(v.text)
    duration: Duration | None = key(t.duration)
    pages: float | None = key(v.number)
    words: float | None = key(v.number)
    difficulty: str | None = key(v.word)
    captions: str | bool | None = key(v.flag_or_text)
    transcript: str | bool | None = key(v.flag_or_text)
    chapters: str | bool | None = key(v.chapters)
    alt: str | None = key(v.text)
    decorative: bool = key(v.flag, default=False)
    licence: str | None = key(v.text)
    size: str | None = key(v.text)
    alternative: str | None = key(v.text)
    available_until: When | None = key(t.when)


class FollowUpActivity(Item):
    """What takes tasks up again, with higher-order thinking."""

    noun: ClassVar[str] = "follow-up activity"
    kind: str | None = key(v.word)
    session: Ref | None = key(part.ref("Session"))
    due: When | None = key(t.when)
    opens_with: str | None = key(v.text)
    builds_on: tuple[Ref, ...] = key(part.many(part.ref("Task", "FollowUpActivity")), default=())
    instructions: str | v.LocalFile | None = key(v.instructions)
    outcomes: tuple[Ref, ...] = key(part.many(part.ref("Outcome")), default=())
    level: str | None = key(v.level)
    duration: Duration | None = key(t.duration)
    choices: tuple[Choice, ...] = key(part.elements(_choice, "text"), default=())
    decision_points: tuple[DecisionPoint, ...] = key(part.elements(_decision_point, "prompt"), default=())
    own_context: str | None = key(v.text)
    graded: bool = key(v.flag, default=False)
    weight: float | None = key(v.percent)
    criteria: tuple[Criterion, ...] = key(part.elements(_criterion, "name"), default=())
    focus: str | None = key(v.word)
    week: t.Weeks | None = key(t.weeks)


class AgendaItem(Element):
    """One point of a session's agenda: exactly one of its first five keys is given."""

    noun: ClassVar[str] = "agenda item"
    feedback: Ref | None = key(part.ref("Task"))
    activity: Ref | None = key(part.ref("FollowUpActivity"))
    answer_key: Ref | None = key(part.ref("Task"))
    talk: str | None = key(v.text)
    other: str | None = key(v.text)
    duration: Duration | None = key(t.duration)


class Session(Item):
    """A synchronous meeting."""

    noun: ClassVar[str] = "session"
    starts: When | None = key(t.when)
    duration: Duration | None = key(t.duration)
    slot: Ref | None = key(part.ref("Slot"))
    time_zone: str | None = key(t.time_zone)
    place: str | None = key(v.text)
    url: str | None = key(v.text)
    requires: tuple[Ref, ...] = key(part.many(part.ref("Task")), default=())
    agenda: tuple[AgendaItem, ...] = key(part.elements(lambda: AgendaItem), default=())
    optional: bool = key(v.flag, default=False)
    recording: str | bool | None = key(v.flag_or_text)
    alternative: str | None = key(v.text)
    week: t.Weeks | None = key(t.weeks)


class Prompt(Element):
    """A question to reflect on; `role` is `learned`, `questions` or `apply` where it is known."""

    noun: ClassVar[str] = "prompt"
    text: str = ""
    role: str | None = None


class Reflection(Element):
    """A regular pause to look back.

    `when` is a time, or the word `weekly`; `audience` is `learners`, `instructors` or `everyone`.
    """

    noun: ClassVar[str] = "reflection"
    prompts: tuple[Prompt, ...] = key(p.prompts, default=())
    when: When | str | None = key(t.when_or_weekly)
    graded: bool = key(v.flag, default=False)
    weight: float | None = key(v.percent)
    read_by: Ref | None = key(part.person)
    feeds: Ref | None = key(part.ref("Item", optional=True))
    audience: str | None = key(v.whom, "for")


class Assessment(Item):
    """Work that shows an outcome; `weight` in per cent."""

    noun: ClassVar[str] = "assessment"
    kind: str | None = key(v.word)
    outcomes: tuple[Ref, ...] = key(part.many(part.ref("Outcome")), default=())
    level: str | None = key(v.level)
    weight: float | None = key(v.percent)
    due: When | None = key(t.when)
    duration: Duration | None = key(t.duration)
    grouping: str | None = key(v.grouping)
    instructions: str | v.LocalFile | None = key(v.instructions)
    criteria: tuple[Criterion, ...] = key(part.elements(_criterion, "name"), default=())
    options: tuple[str, ...] = key(part.many(v.text), default=())
    formative: bool = key(v.flag, default=False)
    real_world: str | None = key(v.text)
    timed: bool = key(v.flag, default=False)
    supervised: bool = key(v.flag, default=False)
    ai_use: str | None = key(v.word)
    questions: tuple[Question, ...] = key(part.elements(_question), default=())
    pass_mark: float | None = key(v.percent)
    attempts: str | None = key(v.text)
    feedback: Feedback | None = key(part.element(_feedback))
    status: str | None = key(v.word)

    @property
    def graded(self) -> bool:
        """Whether it counts: it does unless it is called formative."""
        return not self.formative


class Announcement(Item):
    """The instructor's scheduled word to everyone."""

    noun: ClassVar[str] = "announcement"
    at: When | None = key(t.when)
    text: str | None = key(v.text)
    kind: str | None = key(v.word)
