"""What a course says about itself: what it is worth, whom it is for, how it runs, what each may expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import as_written
from coursewright.exporters.edition.decisions import decision_points
from coursewright.exporters.pages import identity
from coursewright.exporters.pages.decisions import decision
from coursewright.exporters.pages.marks import attributes, introduced
from coursewright.exporters.pages.times import span_text
from coursewright.exporters.pages.writing import Desk, facts, items
from coursewright.exporters.prose.text import escaped, paragraphs
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.pages.parts import Body
    from coursewright.exporters.prose.links import Links
    from coursewright.spec.model import Content, DecisionPoint, Settings

__all__ = [
    "ai_body",
    "audience_rows",
    "expectations_body",
    "fit_body",
    "home",
    "how_it_runs_body",
    "sample_task",
    "skills_body",
    "support_body",
    "value_body",
    "value_part",
]


def home(edition: Edition) -> Content:
    """Return what speaks for the whole: the course, or the module where it is alone."""
    return as_written(edition.course)


def _settings(desk: Desk) -> Settings:
    return home(desk.edition).settings


def value_part(desk: Desk) -> str:
    """Return why the course is worth the time of those who take it."""
    value = _settings(desk).value
    return desk.section("value", "value.title", paragraphs(value)) if value else ""


def value_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return why the course is worth the time of those who take it."""
    desk = Desk(edition, links, level=level)
    return desk.body(value_part(desk))


def fit_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return what helps somebody judge whether the course is for them, with a sample to try.

    Whom it is for, what it builds on, how much time it takes, what one decides in it, and a real task of it.
    """
    desk = Desk(edition, links, level=level)
    return desk.body(
        value_part(desk),
        desk.section("audience", "fit.audience", facts(audience_rows(desk))),
        desk.section("decide", "fit.decide", _decided(desk)),
        _sample(desk),
    )


def audience_rows(desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Yield the kinds, names and values (HTML) of what one should know before one begins."""
    words, settings = desk.words, _settings(desk)
    audience, workload = settings.audience, settings.workload
    if audience is not None:
        yield "who", words("fit.who"), escaped(audience.who or "")
        prior = list(audience.prior)
        yield (
            "prior",
            words("fit.prior"),
            escaped(prior[0]) if len(prior) == 1 else items(map(escaped, prior)),
        )
        yield "size", words("fit.size"), escaped(audience.size or "")
    level = getattr(home(desk.edition).node, "value", lambda _key: None)("study_level")
    yield "study-level", words("fit.study_level"), escaped(getattr(level, "text", "") or "")
    if workload is not None and workload.hours_per_week is not None:
        hours = words("fit.hours_per_week", workload.hours_per_week, hours=f"{workload.hours_per_week:g}")
        yield "hours", words("fit.hours"), escaped(hours)
    elif workload is not None and workload.total_hours is not None:
        yield (
            "hours",
            words("fit.hours"),
            escaped(words("fit.total_hours", workload.total_hours, hours=f"{workload.total_hours:g}")),
        )
    if workload is not None and workload.credits is not None:
        yield "credits", words("fit.credits"), escaped(f"{workload.credits:g}")
    weeks = settings.calendar.weeks if settings.calendar is not None else None
    if weeks is not None:
        yield "weeks", words("fit.weeks"), escaped(words("time.weeks", weeks))
    if audience is not None and audience.bandwidth == "low":
        yield "bandwidth", words("fit.bandwidth"), escaped(words("fit.bandwidth_low"))


def _decided(desk: Desk) -> str:
    """Return some questions that students decide in the course, from all over it."""
    found = [
        point.prompt
        for entry in desk.edition.entries
        for point in decision_points(entry.element)[:1]
        if point.prompt
    ]
    if not found:
        return ""
    step = max(1, len(found) // 5)
    return paragraphs(desk.words("fit.decide_lead")) + items(map(escaped, found[::step][:5]))


def sample_task(edition: Edition) -> tuple[Entry, str, DecisionPoint] | None:
    """Return the task that shows best what the course is like, with a decision in it and its name.

    That is one whose decision has the most options with consequences, the earliest of several; a task that
    counts is none.
    """
    best: tuple[int, Entry, str, DecisionPoint] | None = None
    for entry in edition.entries:
        if not isinstance(entry.element, Task) or entry.graded or entry.element.kind == "onboarding":
            continue
        for name, point in identity.decisions(entry):
            worth = sum(1 for option in point.options if option.consequence)
            if worth and (best is None or worth > best[0]):
                best = (worth, entry, name, point)
    return best[1:] if best is not None else None


def _sample(desk: Desk) -> str:
    """Return a task to try before one begins."""
    found = sample_task(desk.edition)
    if found is None:
        return ""
    entry, name, point = found
    task = entry.element
    assert isinstance(task, Task)  # noqa: S101 - `sample_task` looks at no others
    purpose = paragraphs(task.purpose) if task.purpose else ""
    lead = paragraphs(desk.words("fit.sample_lead"))
    lower = Desk(desk.edition, desk.links, level=desk.level)
    shown = decision(point, f"{name}-sample", lower)
    return desk.section("sample", "fit.sample", f"{lead}<p>{desk.to(entry.key)}</p>{purpose}{shown}")


def expectations_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return what those who learn and those who teach expect of each other."""
    desk = Desk(edition, links, level=level)
    agreed = _settings(desk).policies
    both = agreed.expectations if agreed is not None else None
    if both is None:
        return desk.body()
    return desk.body(
        paragraphs(desk.words("expectations.lead")),
        desk.section("expect-learners", "expectations.learners", items(map(escaped, both.learners))),
        desk.section("expect-instructors", "expectations.instructors", items(map(escaped, both.instructors))),
    )


def how_it_runs_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return how the course runs: in whose time, at whose pace, who looks after it, and what is agreed."""
    desk = Desk(edition, links, level=level)
    settings, words = _settings(desk), desk.words
    said = (("mode", settings.mode), ("model", settings.support_model), ("pacing", settings.pacing))
    ways = [words(f"runs.{name}.{value}") for name, value in said if value]
    goes_away = any(entry.kind == "material" and entry.due is not None for entry in edition.entries)
    ways.append(words("runs.available_until" if goes_away else "runs.available"))
    agreed = settings.policies
    rows = []
    if agreed is not None:
        participation = agreed.participation or ""
        key = f"runs.participation.{participation}"
        known = participation and key in words
        taking_part = escaped(words(key)) if known else _in_span("own-words", escaped(participation))
        if agreed.participation_graded is not None:
            graded = words(
                "runs.participation_graded" if agreed.participation_graded else "runs.participation_ungraded"
            )
            taking_part = f"{taking_part} {escaped(graded)}".strip()
        rows = [
            ("extensions", words("policies.extensions"), escaped(agreed.extensions or "")),
            ("late", words("policies.late_work"), escaped(agreed.late_work or "")),
            ("participation", words("policies.participation"), taking_part),
            ("lurking", words("policies.lurking"), escaped(agreed.lurking or "")),
        ]
    return desk.body(
        desk.section("runs", "runs.title", items(map(escaped, ways))),
        desk.section("policies", "policies.title", facts(rows)),
        _timetable(desk),
    )


def _timetable(desk: Desk) -> str:
    """Return the weekly slots of the timetable."""
    plan = _settings(desk).calendar
    if plan is None or not plan.timetable:
        return ""
    from coursewright.spec.times import parse_day  # noqa: PLC0415 - most courses have no timetable

    found = []
    for slot in plan.timetable:
        if slot.day is None:
            continue
        day = desk.words(f"time.weekday.{parse_day(slot.day) + 1}")
        found.append(" · ".join(escaped(part) for part in (day, slot.at or "", slot.place or "") if part))
    return desk.section("timetable", "runs.timetable", items(found))


def support_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return who teaches, where to ask (also without an audience), and how soon an answer comes."""
    desk = Desk(edition, links, level=level)
    words, settings = desk.words, _settings(desk)
    team = []
    for member in introduced(edition):
        role = words(f"role.name.{member.role}") if member.role else ""
        contact = desk.web(member.contact) if member.contact else ""
        name, contact = (
            _in_span("name", escaped(member.name or member.title or "")),
            _in_span("contact", contact),
        )
        told = " · ".join(part for part in (name, escaped(role), contact) if part)
        marks = attributes({"id": member.id, "role": member.role})
        team.append(f"<li{marks}>{told}</li>" if told else "")
    help_rows = []
    plan = settings.support
    if plan is not None:
        channels = [desk.web(channel) for channel in plan.channels]
        help_rows = [
            ("channels", words("support.channels"), channels[0] if len(channels) == 1 else items(channels)),
            (
                "response",
                words("support.response_time"),
                escaped(span_text(plan.response_time or "", edition)),
            ),
            ("private", words("support.private"), escaped(plan.private_questions or "")),
            ("technical", words("support.technical"), escaped(plan.technical_help or "")),
        ]
    return desk.body(
        desk.section("team", "support.team", f"<ul>{found}</ul>" if (found := "".join(team)) else ""),
        desk.section("support", "support.title", facts(help_rows)),
    )


def _in_span(kind: str, html: str) -> str:
    return f'<span class="cw-{kind}">{html}</span>' if html else ""


def skills_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return the skills that the course builds, each with what it is good for and where it is practised."""
    desk = Desk(edition, links, level=level)
    found: dict[str, list[str]] = {}
    for card in edition.outcomes:
        for skill in card.outcome.skills:
            found.setdefault(skill, []).append(card.outcome.why or card.statement)
    rows = [
        ("skill", skill, "".join(paragraphs(why) for why in dict.fromkeys(whys)))
        for skill, whys in found.items()
    ]
    return desk.body(desk.section("skills", "skills.title", facts(rows)))


def ai_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return the stance of the course on generative AI."""
    desk = Desk(edition, links, level=level)
    stance = _settings(desk).ai
    if stance is None:
        return desk.body()
    said = f'<p class="cw-unsaid">{escaped(desk.words(f"ai.{stance.use}"))}</p>' if stance.use else ""
    return desk.body(desk.section("ai", "ai.title", said + (paragraphs(stance.text) if stance.text else "")))
