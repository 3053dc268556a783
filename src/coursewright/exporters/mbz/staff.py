"""What only those who teach should see: a page for each module, in a section that is hidden from students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz.bench import HEADINGS
from coursewright.exporters.mbz.groups import together
from coursewright.exporters.mbz.modules.talking import posts_first
from coursewright.exporters.mbz.outline import measured_as_a_whole
from coursewright.exporters.pages.entry_marks import marked_for_staff
from coursewright.exporters.pages.times import moment_html
from coursewright.exporters.pages.writing import Desk, facts, items, section
from coursewright.exporters.prose.text import escaped
from coursewright.spec.model import Announcement, Assessment, FollowUpActivity, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.exporters.edition.model import Entry, ModulePart
    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.pages.body import Body
    from coursewright.spec.model import Evaluation, Feedback, Monitoring

__all__ = ["evaluation_body", "staff_body"]


def staff_body(module: ModulePart, bench: Bench) -> Body:
    """Return what staff need for a module: what to set up, look for, answer and announce."""
    desk = Desk(bench.edition, bench.links, level=HEADINGS)
    words = desk.words
    told = [_told(entry, desk) for entry in module.entries]
    evaluated = module.module.evaluation if module.module is not None else ()
    return desk.body(
        section("to-do", words("mbz.staff.to_do"), items(_to_do(module, bench, desk)), level=HEADINGS),
        *told,
        section("evaluation", words("mbz.staff.evaluation"), items(_measured(evaluated)), level=HEADINGS),
    )


def evaluation_body(bench: Bench) -> Body:
    """Return how it is known that the course as a whole worked."""
    desk = Desk(bench.edition, bench.links, level=HEADINGS)
    return desk.body(items(_measured(measured_as_a_whole(bench.edition))))


def _to_do(module: ModulePart, bench: Bench, desk: Desk) -> Iterator[str]:
    """Yield what no backup can do: begin forums that learners cannot begin, and put students into groups."""
    for entry in module.entries:
        activity = bench.outline.by_key.get(entry.key)
        if activity is None:
            continue
        if activity.kind == "forum" and posts_first(activity):
            yield f"{escaped(desk.words('mbz.staff.open_forum'))} {desk.to(entry.key)}"
        if (kind := together(entry)) is not None and _has_groups(activity):
            grouping = desk.words(f"mbz.{kind}")
            yield f"{escaped(desk.words('mbz.staff.fill_groups', grouping=grouping))} {desk.to(entry.key)}"


def _has_groups(activity: Activity) -> bool:
    return activity.kind in {"assign", "forum", "wiki", "glossary", "quiz", "choice", "feedback"}


def _told(entry: Entry, desk: Desk) -> str:
    element = entry.element
    match element:
        case Task():
            rows = [*_monitoring(element.monitoring, desk), *_feedback(element.feedback, desk)]
        case Assessment():
            rows = list(_feedback(element.feedback, desk))
        case FollowUpActivity():
            rows = [("opens-with", desk.words("mbz.staff.opens_with"), escaped(element.opens_with or ""))]
        case Announcement():
            when = moment_html(entry.opens, desk.edition) if entry.opens is not None else ""
            rows = [
                ("when", desk.words("mbz.staff.announce"), when),
                ("text", desk.words("mbz.staff.text"), desk.prose(element, "text")),
            ]
        case _:
            return ""
    told = marked_for_staff(entry, facts(rows))
    return section("staff-notes", entry.title, told, level=HEADINGS)


def _monitoring(plan: Monitoring | None, desk: Desk) -> Iterator[tuple[str, str, str]]:
    if plan is not None:
        yield "looks-for", desk.words("mbz.staff.looks_for"), escaped(plan.looks_for or "")
        yield "evidence", desk.words("mbz.staff.evidence"), escaped(", ".join(plan.evidence))
        yield "reading", desk.words("mbz.staff.reading"), _minutes(plan.minutes, desk)


def _feedback(plan: Feedback | None, desk: Desk) -> Iterator[tuple[str, str, str]]:
    if plan is not None:
        yield "addresses", desk.words("mbz.staff.addresses"), escaped(plan.addresses or "")
        yield "answering", desk.words("mbz.staff.answering"), _minutes(plan.minutes, desk)


def _minutes(minutes: float | None, desk: Desk) -> str:
    return escaped(desk.words("time.minutes", round(minutes))) if minutes else ""


def _measured(plans: Sequence[Evaluation]) -> Iterator[str]:
    for plan in plans:
        said = (plan.measure, ", ".join(plan.evidence), plan.when, plan.used_for)
        yield escaped(". ".join(text for text in said if text))
