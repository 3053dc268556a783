"""What those who teach read: what to look for in each piece of work, how to answer, when to say what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages.entry_marks import marked_for_staff
from coursewright.exporters.pages.loop import joined
from coursewright.exporters.pages.times import duration_text, moment_html
from coursewright.exporters.pages.writing import Desk, facts, items, person, section
from coursewright.exporters.prose.text import escaped, paragraphs
from coursewright.spec.model import Announcement, Assessment, FollowUpActivity, Reflection, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.pages.parts import Body
    from coursewright.exporters.prose.links import Links
    from coursewright.spec.element import Element
    from coursewright.spec.model import Feedback

__all__ = ["announcements_body", "evaluation_body", "instructor_log_body", "staff_body", "staff_rows"]


def staff_body(entry: Entry, edition: Edition, links: Links, *, level: int = 2, marked: bool = True) -> Body:
    """Return what those who teach need to know of an entry; empty where nothing is said.

    What to read and to look for, the sign to leave, which gap to answer and how, what to open with. An
    element around it says to programs which entry it is about, unless it is not to be `marked`.
    """
    desk = Desk(edition, links, level=level)
    body = desk.body(facts(staff_rows(entry, desk)))
    return body._replace(html=marked_for_staff(entry, body.html)) if marked else body


def staff_rows(entry: Entry, desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Yield the kinds, names and values (HTML) of what staff need to know of an entry."""
    match entry.element:
        case Task() as task:
            yield from _reading(task, desk)
            yield from _answering(entry, task.feedback, desk)
        case Assessment() as assessment:
            yield from _answering(entry, assessment.feedback, desk)
        case FollowUpActivity(opens_with=opens_with) if opens_with:
            yield "opens-with", desk.words("staff.opens_with"), escaped(opens_with)
        case Session():
            yield from _before(entry, desk)
        case Reflection() as reflection:
            if reflection.read_by is not None:
                yield "read-by", desk.words("staff.by"), escaped(person(reflection.read_by, desk.edition))
            if reflection.feeds is not None:
                yield "feeds", desk.words("staff.feeds"), escaped(reflection.feeds.text)


def _reading(task: Task, desk: Desk) -> Iterator[tuple[str, str, str]]:
    words, plan = desk.words, task.monitoring
    if plan is None:
        return
    yield "by", words("staff.by"), escaped(person(plan.by, desk.edition))
    read = [words(f"staff.evidence.{one}") for one in plan.evidence if f"staff.evidence.{one}" in words]
    yield "read", words("staff.read"), escaped(joined(read, words))
    yield "looks-for", words("staff.looks_for"), escaped(plan.looks_for or "")
    yield "signal", words("staff.signal"), escaped(plan.signal or "")
    if plan.answers:
        yield "answers", words("staff.answers"), escaped(words("staff.answers_yes"))
    yield "minutes", words("staff.reading_minutes"), _minutes(plan.minutes, desk)


def _answering(entry: Entry, plan: Feedback | None, desk: Desk) -> Iterator[tuple[str, str, str]]:
    words = desk.words
    if plan is not None:
        yield "addresses", words("staff.addresses"), escaped(plan.addresses or "")
        forms = [words(f"form.{one}") for one in plan.form if f"form.{one}" in words]
        yield "form", words("staff.form"), escaped(joined(forms, words))
        if plan.within is not None:
            yield "within", words("staff.within"), escaped(duration_text(plan.within, desk.edition))
    if entry.answered_in:
        yield "in", words("staff.answer_in"), ", ".join(desk.to(key) for key in entry.answered_in)
    elif entry.answered_at is not None:
        yield "by-time", words("staff.answer_by"), moment_html(entry.answered_at, desk.edition)
    if plan is not None:
        yield "minutes", words("staff.answer_minutes"), _minutes(plan.minutes, desk)


def _before(entry: Entry, desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Yield what to have read before a session, and what it opens with."""
    told = [other for other in desk.edition.entries if entry.key in other.answered_in]
    gaps = []
    for other in told:
        plan = getattr(other.element, "feedback", None)
        gap = plan.addresses if plan is not None else None
        gaps.append(desk.to(other.key) + (f": {escaped(gap)}" if gap else ""))
    yield "feedback", desk.words("staff.session_feedback"), items(gaps)
    within = [other for other in desk.edition.entries if other.in_session == entry.key]
    opening = [
        f"{desk.to(other.key)}: {escaped(other.element.opens_with)}"
        for other in within
        if isinstance(other.element, FollowUpActivity) and other.element.opens_with
    ]
    yield "opens-with", desk.words("staff.opens_with"), items(opening)


def _minutes(minutes: float | None, desk: Desk) -> str:
    return "" if minutes is None else escaped(desk.words("time.minutes", round(minutes)))


def announcements_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return the announcements as a schedule: when to say what to everybody."""
    desk = Desk(edition, links, level=level)
    found = []
    for entry in edition.entries:
        if not isinstance(entry.element, Announcement):
            continue
        when = f"<p>{moment_html(entry.opens, edition)}</p>" if entry.opens is not None else ""
        kind = f"announcement.kind.{entry.element.kind}"
        heading = edition.words(kind) if entry.element.kind and kind in edition.words else entry.title
        text = desk.prose(entry.element, "text", level=level + 1)
        found.append(section("announcement", heading, when + text, level=level))
    return desk.body(*found)


def evaluation_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return how the team will know whether the design worked, and what it does with the answer."""
    desk = Desk(edition, links, level=level)
    places: list[tuple[str, Element]] = [] if edition.course.implicit else [("", edition.course)]
    places += [(part.title, part.module) for part in edition.modules if part.module is not None]
    found = []
    for title, place in places:
        table = _evaluations(place, desk)
        found.append(section("evaluation", title, table, level=level) if title else table)
    return desk.body(*found)


def _evaluations(place: Element, desk: Desk) -> str:
    words, rows = desk.words, []
    for one in getattr(place, "evaluation", ()):
        kinds = [words(f"evidence.{kind}") for kind in one.evidence if f"evidence.{kind}" in words]
        cells = (joined(kinds, words), one.when or "", one.used_for or "")
        rows.append(
            f'<tr><th scope="row">{escaped(one.measure or "")}</th>'
            + "".join(f"<td>{escaped(cell)}</td>" for cell in cells)
            + "</tr>"
        )
    if not rows:
        return ""
    names = ("evaluation.measure", "evaluation.evidence", "evaluation.when", "evaluation.used_for")
    heads = "".join(f'<th scope="col">{escaped(words(name))}</th>' for name in names)
    return (
        f'<div class="cw-scroll" tabindex="0"><table class="cw-evaluation"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def instructor_log_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return a log to reflect in while teaching: the team's own prompts, then three for each module."""
    desk = Desk(edition, links, level=level)
    own = "".join(
        _log(entry.title, (prompt.text for prompt in entry.element.prompts), entry.key, desk)
        for entry in edition.entries
        if entry.staff_only and isinstance(entry.element, Reflection)
    )
    usual = [edition.words(f"log.prompt.{number}") for number in (1, 2, 3)]
    modules = "".join(
        _log(part.title, usual, part.key, desk) for part in edition.modules if part.module is not None
    )
    return desk.body(paragraphs(edition.words("log.lead")), own, modules)


def _log(title: str, prompts: Iterable[str], key: str, desk: Desk) -> str:
    found = "".join(
        f'<li data-cw-prompt="log-{escaped(key)}-{number}">{escaped(text)}</li>'
        for number, text in enumerate(prompts, 1)
    )
    return section(
        "log", title, f'<ol class="cw-prompt-list">{found}</ol>' if found else "", level=desk.level
    )
