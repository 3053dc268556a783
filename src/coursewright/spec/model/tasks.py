"""Tasks, and the parts that make them more than homework."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from coursewright.spec import parts as part
from coursewright.spec import prompts as p
from coursewright.spec import time_values as t
from coursewright.spec import values as v
from coursewright.spec.element import Element, Item, Ref, When, key

if TYPE_CHECKING:
    from coursewright.spec.durations import Duration
    from coursewright.spec.model.content import Prompt


class DecisionOption(Element):
    """One way to decide, and what comes of it."""

    noun: ClassVar[str] = "option"
    option: str | None = key(v.text)
    consequence: str | None = key(v.text)
    feedback: str | None = key(v.text)


class DecisionPoint(Element):
    """A place where students decide."""

    noun: ClassVar[str] = "decision point"
    prompt: str | None = key(v.text)
    options: tuple[DecisionOption, ...] = key(part.elements(lambda: DecisionOption, "option"), default=())
    open_ended: bool = key(v.flag, "open", default=False)
    feedback: str | None = key(v.text)


class Choice(Element):
    """Something students may choose for themselves."""

    noun: ClassVar[str] = "choice"
    text: str | None = key(v.text)
    of: str | None = key(v.word)
    options: tuple[str, ...] = key(part.many(v.text), default=())


class Criterion(Element):
    """Something that work is judged by; `levels` from the weakest to the strongest, `points` at most."""

    noun: ClassVar[str] = "criterion"
    name: str | None = key(v.text)
    levels: tuple[str, ...] = key(part.many(v.text), default=())
    points: float | None = key(v.amount)


class QuestionOption(Element):
    """One of the answers to choose from."""

    noun: ClassVar[str] = "option"
    text: str | None = key(v.text)
    correct: bool = key(v.flag, default=False)
    feedback: str | None = key(v.text)


class MatchingPair(Element):
    """Two things that belong together."""

    noun: ClassVar[str] = "pair"
    left: str | None = key(v.text)
    right: str | None = key(v.text)


class Question(Element):
    """A question with its key."""

    noun: ClassVar[str] = "question"
    prompt: str | None = key(v.text)
    type: str | None = key(v.word)
    options: tuple[QuestionOption, ...] = key(part.elements(lambda: QuestionOption, "text"), default=())
    pairs: tuple[MatchingPair, ...] = key(part.elements(lambda: MatchingPair), default=())
    answer: tuple[str, ...] = key(part.many(v.text), default=())
    tolerance: float | None = key(v.amount)
    points: float | None = key(v.amount)
    feedback: str | None = key(v.text)


class Replies(Element):
    """How students answer each other."""

    noun: ClassVar[str] = "replies"
    expected: int | None = key(v.whole)
    by: When | None = key(t.when)
    protocol: str | None = key(v.text)
    moderator: Ref | None = key(part.person)


class Monitoring(Element):
    """Who reads the work, and for what; `minutes` is staff time for the whole class."""

    noun: ClassVar[str] = "monitoring"
    by: Ref | None = key(part.person)
    looks_for: str | None = key(v.text)
    evidence: tuple[str, ...] = key(part.many(v.word), default=())
    signal: str | None = key(v.text)
    answers: bool | None = key(v.flag)
    minutes: float | None = key(v.amount)


class Feedback(Element):
    """What students hear back; `at` is a session or a time, `minutes` staff time for the whole class."""

    noun: ClassVar[str] = "feedback"
    addresses: str | None = key(v.text)
    at: Ref | When | None = key(t.session_or_time)
    within: Duration | None = key(t.duration)
    form: tuple[str, ...] = key(part.many(v.word), default=())
    minutes: float | None = key(v.amount)


class Task(Item):
    """What students do on their own time."""

    noun: ClassVar[str] = "task"
    kind: str | None = key(v.word)
    learning_type: str | None = key(v.word)
    purpose: str | None = key(v.text)
    outcomes: tuple[Ref, ...] = key(part.many(part.ref("Outcome")), default=())
    level: str | None = key(v.level)
    materials: tuple[Ref, ...] = key(part.many(part.ref_or_inline("Material")), default=())
    tool: Ref | None = key(part.ref("Tool"))
    functions: tuple[str, ...] = key(part.many(v.word), default=())
    grouping: str | None = key(v.grouping)
    instructions: str | v.LocalFile | None = key(v.instructions)
    duration: Duration | None = key(t.duration)
    release: When | None = key(t.when)
    due: When | None = key(t.when)
    week: t.Weeks | None = key(t.weeks)
    optional: bool = key(v.flag, default=False)
    graded_by_key: bool = key(v.flag, "graded", default=False)
    weight: float | None = key(v.percent)
    counts_towards: Ref | None = key(part.ref("Assessment"))
    pass_mark: float | None = key(v.percent)
    attempts: str | None = key(v.text)
    status: str | None = key(v.word)
    requires: tuple[Ref, ...] = key(part.many(part.ref("Task")), default=())
    builds_on: tuple[Ref, ...] = key(part.many(part.ref("Task")), default=())
    choices: tuple[Choice, ...] = key(part.elements(lambda: Choice, "text"), default=())
    decision_points: tuple[DecisionPoint, ...] = key(
        part.elements(lambda: DecisionPoint, "prompt"), default=()
    )
    own_context: str | None = key(v.text)
    produces: tuple[str, ...] = key(part.many(v.text), default=())
    done_when: tuple[str, ...] = key(part.many(v.text), default=())
    criteria: tuple[Criterion, ...] = key(part.elements(lambda: Criterion, "name"), default=())
    questions: tuple[Question, ...] = key(part.elements(lambda: Question), default=())
    replies: Replies | None = key(part.element(lambda: Replies))
    support: str | None = key(v.text)
    monitoring: Monitoring | None = key(part.element(lambda: Monitoring))
    feedback: Feedback | None = key(part.element(lambda: Feedback))
    follow_up: tuple[Ref, ...] = key(part.many(part.ref_or_inline("FollowUpActivity", "Task")), default=())
    reflection_prompts: tuple[Prompt, ...] = key(p.prompts, default=())
    ai_use: str | None = key(v.word)
    supervised: bool = key(v.flag, default=False)

    @property
    def graded(self) -> bool:
        """Whether it counts: it is called graded, or has a weight."""
        return self.graded_by_key or bool(self.weight)
