"""The marks of an entry: its facts in the words of the spec format, for programs that read its page back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.edition.scope import is_draft
from coursewright.exporters.pages import identity
from coursewright.exporters.pages.course_marks import facts_of_unit
from coursewright.exporters.pages.loop import fed_by
from coursewright.exporters.pages.marks import (
    attributes,
    is_called_by_its_id,
    is_listed,
    marked,
    reader,
    several,
    time,
    unit_of,
)
from coursewright.exporters.pages.times import duration_of
from coursewright.exporters.pages.writing import entry_of
from coursewright.exporters.questions.reading import questions_of
from coursewright.spec.model import (
    Announcement,
    Assessment,
    FollowUpActivity,
    Material,
    Reflection,
    Session,
    Task,
)

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.pages.marks import Fact
    from coursewright.exporters.questions.model import QuizQuestion
    from coursewright.spec.element import Element, Ref
    from coursewright.spec.model.tasks import Feedback, Monitoring, Replies

__all__ = ["facts_of", "in_plan", "marked_entry", "marked_for_staff"]


def marked_entry(entry: Entry, edition: Edition, html: str) -> str:
    """Return the page of an entry with its marks around it."""
    return marked(f"cw-entry cw-entry-{entry.kind}", facts_of(entry, edition), html)


def marked_for_staff(entry: Entry, html: str) -> str:
    """Return what staff read about an entry with its marks around it; empty where that is."""
    plans = {name: getattr(entry.element, name, None) for name in ("monitoring", "feedback")}
    minutes: dict[str, Fact] = {
        f"{name}.minutes": plan.minutes for name, plan in plans.items() if plan is not None
    }
    opens = bool(getattr(entry.element, "opens_with", None)) or None
    return marked("cw-for-staff", {"key": entry.key, "opens": opens, **minutes}, html) if html else ""


def in_plan(entry: Entry, edition: Edition) -> str:
    """Return the marks of an entry in the plan of its module: which it is, and of what has no page, all."""
    around = _of_unit(entry, edition)
    if entry.form == "file":
        alt = getattr(entry.element, "alt", None)
        return attributes({"item": entry.kind, **facts_of(entry, edition), "alt": alt, **around})
    known = {"key": entry.key, "name": _name(entry), "unit": _unit(entry, edition)}
    return attributes({"item": entry.kind, **known, **around})


def facts_of(entry: Entry, edition: Edition) -> dict[str, Fact]:
    """Return the facts of an entry: which it is and where it stands, and what its author says of it."""
    return {
        "key": entry.key,
        "name": _name(entry),
        "unit": _unit(entry, edition),
        "untitled": is_called_by_its_id(entry.element, entry.key) or None,
        "draft": is_draft(entry.element) or None,
        "asked": several(_asked(question) for question in questions_of(entry)),
        **_of_element(entry, edition),
    }


def _asked(question: QuizQuestion) -> str:
    """Return what platforms make up of a question where its author says nothing, and nothing of its key.

    That is its name, as what type it is declared, and its points.
    """
    said = (question.written.type, question.written.points)
    return ":".join((question.slug, *("" if one is None else str(one) for one in said)))


def _name(entry: Entry) -> str | None:
    """Return what files and identifiers are called after, where the key does not tell."""
    return entry.slug if entry.slug != entry.key.replace("/", "-") else None


def _of_unit(entry: Entry, edition: Edition) -> dict[str, Fact]:
    """Return the facts of the unit that an entry is the first to be listed of: it may have no page."""
    unit = unit_of(_unit(entry, edition), edition)
    if unit is None or entry is not next((one for one in unit.entries if is_listed(one)), None):
        return {}
    return {f"unit.{name}": fact for name, fact in facts_of_unit(unit).items() if name != "key"}


def _unit(entry: Entry, edition: Edition) -> str:
    part = unit_of(entry.unit, edition)
    return part.key if part is not None and part.unit is not None and not part.unit.implicit else ""


def _of_element(entry: Entry, edition: Edition) -> dict[str, Fact]:
    element = entry.element
    match element:
        case Task():
            return {**_of_work(entry), **_of_task(entry, element, edition)}
        case FollowUpActivity():
            return {
                **_of_work(entry),
                "due": time(entry.due),
                "session": entry.in_session,
                "focus": element.focus,
                "builds_on": several(_said_here(entry, edition)),
                "graded": element.graded or None,
            }
        case Assessment():
            return {**_of_work(entry), **_of_assessment(entry, element, edition)}
        case Session():
            return {
                "starts": time(entry.opens),
                "duration": _duration(entry),
                "week": str(element.week) if element.week is not None else None,
                "requires": several(entry.needs),
                "optional": entry.optional or None,
                "recording": element.recording if isinstance(element.recording, bool) else None,
            }
        case Reflection():
            return {
                "when": "weekly" if element.when == "weekly" else time(entry.due),
                "graded": element.graded or None,
                "weight": element.weight,
                "read_by": reader(element.read_by, edition),
                "feeds": _fed(element.feeds, edition),
                "for": "learners instructors" if element.audience == "everyone" else element.audience,
            }
        case Material():
            return _of_material(entry, element)
        case Announcement():
            return {"kind": element.kind, "at": time(entry.opens)}


def _of_work(entry: Entry) -> dict[str, Fact]:
    """Return what tasks, follow-ups and assessments have in common."""
    element: Element = entry.element
    decisions = [name for name, _ in identity.decisions(entry)]
    week = getattr(element, "week", None)
    return {
        "kind": getattr(element, "kind", None),
        "level": getattr(element, "level", None),
        "decisions": several(decisions) if len(decisions) > 1 else None,
        "outcomes": several(entry.outcomes),
        "grouping": getattr(element, "grouping", None),
        "duration": _duration(entry),
        "week": str(week) if week is not None else None,
        "weight": getattr(element, "weight", None),
        "pass_mark": getattr(element, "pass_mark", None),
        "attempts": getattr(element, "attempts", None),
        "ai_use": getattr(element, "ai_use", None),
        "supervised": True if getattr(element, "supervised", False) else None,
    }


def _of_task(entry: Entry, task: Task, edition: Edition) -> dict[str, Fact]:
    tool = task.tool.target if task.tool is not None else None
    return {
        "learning_type": task.learning_type,
        "functions": several(task.functions),
        "tool": getattr(tool, "id", None),
        "tool.kind": getattr(tool, "kind", None),
        "tool.functions": several(getattr(tool, "functions", ())),
        "materials": several(entry.materials),
        "release": time(entry.opens),
        "due": time(entry.due),
        "optional": entry.optional or None,
        "graded": task.graded_by_key or None,
        "counts_towards": entry.counts_towards,
        "requires": several(entry.needs),
        "builds_on": several(_said_here(entry, edition)),
        "follow_up": several(entry.leads_to),
        **_of_replies(entry, task.replies, edition),
        **_of_reading(task.monitoring, edition),
        **_of_answer(entry, task.feedback, edition),
    }


def _of_replies(entry: Entry, replies: Replies | None, edition: Edition) -> dict[str, Fact]:
    if replies is None:
        return {}
    known = f"replies.protocol.{replies.protocol}" in edition.words
    return {
        "replies.expected": replies.expected,
        "replies.by": time(entry.replies_by),
        "replies.protocol": replies.protocol if known else None,
        "replies.moderator": reader(replies.moderator, edition),
    }


def _of_reading(plan: Monitoring | None, edition: Edition) -> dict[str, Fact]:
    if plan is None:
        return {}
    return {
        "monitoring.by": reader(plan.by, edition),
        "monitoring.evidence": several(plan.evidence),
        "monitoring.answers": plan.answers,
    }


def _of_answer(entry: Entry, plan: Feedback | None, edition: Edition) -> dict[str, Fact]:
    if plan is None:
        return {}
    session = entry_of(getattr(plan.at, "target", None), edition)
    return {
        "feedback.form": several(plan.form),
        "feedback.session": session.key if session is not None else None,
        "feedback.at": time(entry.answered_at) if session is None else None,
        "feedback.within": str(plan.within) if plan.within is not None else None,
    }


def _of_assessment(entry: Entry, assessment: Assessment, edition: Edition) -> dict[str, Fact]:
    return {
        "due": time(entry.due),
        "formative": assessment.formative or None,
        "timed": assessment.timed or None,
        **_of_answer(entry, assessment.feedback, edition),
    }


def _of_material(entry: Entry, material: Material) -> dict[str, Fact]:
    return {
        "kind": material.kind,
        "required": None if material.required else False,
        "duration": _duration(entry),
        "pages": material.pages,
        "words": material.words,
        "difficulty": material.difficulty,
        "captions": material.captions if isinstance(material.captions, bool) else None,
        "transcript": material.transcript if isinstance(material.transcript, bool) else None,
        "chapters": material.chapters if isinstance(material.chapters, bool) else None,
        "decorative": material.decorative or None,
        "available_until": time(entry.due),
    }


def _duration(entry: Entry) -> str | None:
    found = duration_of(entry)
    return str(found) if found is not None else None


def _said_here(entry: Entry, edition: Edition) -> list[str]:
    """Return what an entry takes up, but for what says itself that this takes it up."""
    earlier = [edition.by_key[key] for key in entry.takes_up if key in edition.by_key]
    return [one.key for one in earlier if entry.key not in one.leads_to]


def _fed(feeds: Ref | None, edition: Edition) -> str:
    found = fed_by(feeds, edition)
    return found.key if found is not None else ""
