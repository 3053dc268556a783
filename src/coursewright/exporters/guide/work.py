"""A piece of work as those who teach see it: when it is there, what to look for in it, and how to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages.loop import joined
from coursewright.exporters.pages.times import duration_text, moment_text
from coursewright.exporters.pages.writing import person
from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry

__all__ = ["answer_rows", "read_rows"]


def read_rows(entry: Entry, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield names and values of what to read: by whom, by when, for what, and the sign to leave."""
    words, work = edition.words, entry.element
    if entry.due is not None:
        yield words("facts.due"), moment_text(entry.due, edition)
    if isinstance(work, Assessment):
        criteria = [one.name for one in work.criteria if one.name]
        if criteria:
            yield words("criteria.title"), "; ".join(criteria)
        return
    plan = work.monitoring if isinstance(work, Task) else None
    if plan is None:
        return
    evidence = [words(f"staff.evidence.{one}") for one in plan.evidence if f"staff.evidence.{one}" in words]
    minutes = "" if plan.minutes is None else words("time.minutes", round(plan.minutes))
    rows = (
        (words("staff.by"), person(plan.by, edition)),
        (words("staff.read"), joined(evidence, words)),
        (words("staff.looks_for"), plan.looks_for or ""),
        (words("staff.signal"), plan.signal or ""),
        (words("staff.answers"), words("staff.answers_yes") if plan.answers else ""),
        (words("staff.reading_minutes"), minutes),
    )
    yield from (row for row in rows if row[1])


def answer_rows(entry: Entry, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield names and values of how to answer: which gap, in which form, where and by when."""
    words, plan = edition.words, getattr(entry.element, "feedback", None)
    if plan is not None and plan.addresses:
        yield words("staff.addresses"), plan.addresses
    if plan is not None and plan.form:
        yield words("staff.form"), joined([words(f"form.{one}") for one in plan.form], words)
    sessions = [_session(edition.by_key[key], edition) for key in entry.answered_in if key in edition.by_key]
    if sessions:
        yield words("staff.answer_in"), ", ".join(sessions)
    elif entry.answered_at is not None:
        yield words("staff.answer_by"), moment_text(entry.answered_at, edition)
    elif plan is not None and plan.within is not None:
        yield words("staff.within"), duration_text(plan.within, edition)
    if plan is not None and plan.minutes is not None:
        yield words("staff.answer_minutes"), words("time.minutes", round(plan.minutes))
    later = [edition.by_key[key].title for key in entry.leads_to if key in edition.by_key]
    if later:
        yield words("guide.leads_to"), ", ".join(later)


def _session(entry: Entry, edition: Edition) -> str:
    """Return the title of a session, with its time where that is known: the work is read by then."""
    return entry.title if entry.opens is None else f"{entry.title} ({moment_text(entry.opens, edition)})"
