"""The circumstances of a course, a module or a unit: what its content inherits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from coursewright.spec import parts as part
from coursewright.spec import time_values as t
from coursewright.spec import values as v
from coursewright.spec.calendars import Calendar
from coursewright.spec.element import Element, Item, Ref, key

if TYPE_CHECKING:
    import datetime as dt

    from coursewright.spec.calendars import DatedBreak, NumberedBreak
    from coursewright.spec.durations import Duration


class Audience(Element):
    """Who takes the course, with what behind them."""

    noun: ClassVar[str] = "audience"
    who: str | None = key(v.text)
    prior: tuple[str, ...] = key(part.many(v.text), default=())
    size: str | None = key(v.text)
    time_zones: tuple[str, ...] = key(part.many(t.time_zone), default=())
    bandwidth: str | None = key(v.word)


class Slot(Item):
    """A weekly place in the timetable; `day` and `at` are kept as written."""

    noun: ClassVar[str] = "timetable slot"
    day: str | None = key(t.day)
    at: str | None = key(t.clock)
    duration: Duration | None = key(t.duration)
    place: str | None = key(v.text)


class CalendarPlan(Element):
    """The calendar as written; `calendar` computes with it."""

    noun: ClassVar[str] = "calendar"
    starts: dt.date | None = key(t.date)
    weeks: int | None = key(t.number_of_weeks)
    breaks: tuple[NumberedBreak | DatedBreak, ...] = key(part.many(t.pause), default=())
    exam_weeks: int | None = key(t.number_of_weeks)
    time_zone: str | None = key(t.time_zone)
    timetable: tuple[Slot, ...] = key(part.elements(lambda: Slot), default=())

    def calendar(self, starts: dt.date | None = None, *, own_start: bool = True) -> Calendar:
        """Return the calendar to compute with; `starts` stands in where there is no first day of its own.

        While a break is still open, nobody can say on which date a week begins.
        """
        known = {} if self.exam_weeks is None else {"exam_weeks": self.exam_weeks}
        first = None if self.leaves_open("breaks") else (self.starts if own_start else None) or starts
        return Calendar(starts=first, weeks=self.weeks, breaks=self.breaks, zone=self.time_zone, **known)


class Workload(Element):
    """The hours a course asks for; `credit_scheme` is a name or the hours of one credit."""

    noun: ClassVar[str] = "workload"
    hours_per_week: float | None = key(v.amount)
    total_hours: float | None = key(v.amount)
    credits: float | None = key(v.amount)
    credit_scheme: str | None = key(v.text)
    staff_hours_per_week: float | None = key(v.amount)


class Member(Item):
    """One of the people who teach."""

    noun: ClassVar[str] = "team member"
    name: str | None = key(v.text)
    role: str | None = key(v.word)
    contact: str | None = key(v.text)


class Support(Element):
    """Where learners find help, and how soon."""

    noun: ClassVar[str] = "support"
    channels: tuple[str, ...] = key(part.many(v.text), default=())
    response_time: str | None = key(v.text)
    private_questions: str | None = key(v.text)
    technical_help: str | None = key(v.text)


class Expectations(Element):
    """What learners and instructors can expect of each other."""

    noun: ClassVar[str] = "expectations"
    learners: tuple[str, ...] = key(part.many(v.text), default=())
    instructors: tuple[str, ...] = key(part.many(v.text), default=())


class Policies(Element):
    """What is agreed about deadlines, taking part and each other."""

    noun: ClassVar[str] = "policies"
    extensions: str | None = key(v.text)
    late_work: str | None = key(v.text)
    participation: str | None = key(v.text)
    participation_graded: bool | None = key(v.flag)
    lurking: str | None = key(v.text)
    expectations: Expectations | None = key(part.element(lambda: Expectations))


class AiStance(Element):
    """The stance on generative AI."""

    noun: ClassVar[str] = "AI stance"
    use: str | None = key(v.word)
    text: str | None = key(v.text)


class Tool(Item):
    """A piece of technology that tasks use."""

    noun: ClassVar[str] = "tool"
    name: str | None = key(v.text)
    kind: str | None = key(v.word)
    functions: tuple[str, ...] = key(part.many(v.word), default=())
    onboarding: Ref | None = key(part.ref("Task"))
    url: str | None = key(v.text)


class Evaluation(Element):
    """One way the team will learn whether the design worked."""

    noun: ClassVar[str] = "evaluation"
    measure: str | None = key(v.text)
    evidence: tuple[str, ...] = key(part.many(v.word), default=())
    when: str | None = key(v.text)
    used_for: str | None = key(v.text)


class Standard(Element):
    """The institution's own mapping."""

    noun: ClassVar[str] = "standard"
    scheme: str | None = key(v.text)
    id: str | None = key(v.text)
    met_by: tuple[str, ...] = key(part.many(v.text), default=())


class Settings(Element):
    """The inherited circumstances in force in one scope: its own keys laid over those around it."""

    noun: ClassVar[str] = "settings"
    language: str | None = key(v.text)
    languages: tuple[str, ...] = key(part.many(v.text), default=())
    licence: str | None = key(v.text)
    status: str | None = key(v.word)
    mode: str | None = key(v.word)
    pacing: str | None = key(v.word)
    support_model: str | None = key(v.word)
    value: str | None = key(v.text)
    audience: Audience | None = key(part.element(lambda: Audience, "who"))
    calendar: CalendarPlan | None = key(part.element(lambda: CalendarPlan))
    workload: Workload | None = key(part.element(lambda: Workload))
    team: tuple[Member, ...] = key(part.elements(lambda: Member), default=())
    support: Support | None = key(part.element(lambda: Support))
    policies: Policies | None = key(part.element(lambda: Policies))
    ai: AiStance | None = key(part.element(lambda: AiStance, "use"))
    tools: tuple[Tool, ...] = key(part.elements(lambda: Tool), default=())
