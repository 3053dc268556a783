"""The page of an entry: everything that it says to students, in the order in which they need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages import terms
from coursewright.exporters.pages.criteria import criteria
from coursewright.exporters.pages.decisions import choices, decisions, prompts
from coursewright.exporters.pages.entry_marks import marked_entry
from coursewright.exporters.pages.loop import bare, fed_by, loop_steps
from coursewright.exporters.pages.materials import material_list, material_parts
from coursewright.exporters.pages.parts import ALL
from coursewright.exporters.pages.questions import questions
from coursewright.exporters.pages.sessions import session_parts
from coursewright.exporters.pages.times import moment_html
from coursewright.exporters.pages.writing import Desk, facts, items, lines
from coursewright.exporters.prose.text import escaped, paragraphs
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
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.pages.parts import Body
    from coursewright.exporters.prose.links import Links
    from coursewright.exporters.words.words import Words
    from coursewright.spec.model.tasks import Replies

__all__ = ["entry_body", "loop_part"]

_HERE = "\N{OBJECT REPLACEMENT CHARACTER}"


def entry_body(
    entry: Entry,
    edition: Edition,
    links: Links,
    parts: frozenset[str] = ALL,
    *,
    level: int = 2,
    marked: bool = True,
) -> Body:
    """Return what an entry says to students, without its title.

    `parts` are those wanted, as `body.ALL` names them; `level` is that of the headings. Keys of questions,
    what staff look for, and the words of announcements are never in it, whoever the edition is for. An
    element around it says to programs which entry it is, and its facts, unless it is not to be `marked`.
    """
    desk = Desk(edition, links, level=level)
    body = desk.body(*_parts(entry, parts, desk))
    return body._replace(html=marked_entry(entry, edition, body.html)) if marked else body


def _parts(entry: Entry, parts: frozenset[str], desk: Desk) -> Iterator[str]:
    match entry.element:
        case Task() as task:
            yield from _of_task(entry, task, parts, desk)
        case FollowUpActivity() as activity:
            yield from _of_activity(entry, activity, parts, desk)
        case Assessment() as assessment:
            yield from _of_assessment(entry, assessment, parts, desk)
        case Session() as session:
            yield terms.terms(entry, session, parts, desk)
            yield from session_parts(session, parts, desk)
            yield _takes_up(entry, parts, desk)
        case Reflection():
            yield from _of_reflection(entry, parts, desk)
        case Material() as material:
            yield from material_parts(entry, material, parts, desk)
        case Announcement():
            if entry.opens is not None and "time" in parts:
                when = moment_html(entry.opens, desk.edition)
                yield f'<p class="cw-coming">{escaped(desk.words("announcement.coming"))} {when}</p>'


def _of_task(entry: Entry, task: Task, parts: frozenset[str], desk: Desk) -> Iterator[str]:
    if "purpose" in parts and task.purpose:
        yield f'<div class="cw-purpose">{paragraphs(task.purpose)}</div>'
    yield terms.terms(entry, task, parts, desk)
    yield _takes_up(entry, parts, desk)
    if "materials" in parts and entry.materials:
        yield desk.section("materials", "task.materials", material_list(entry.materials, desk))
    if "instructions" in parts:
        yield desk.section("instructions", "task.instructions", desk.prose(task, "instructions"))
    yield from _deciding(entry, task, parts, desk)
    if "produces" in parts and task.produces:
        yield desk.section("produces", "task.produces", lines(task.produces))
    if "done_when" in parts and task.done_when:
        yield desk.section("done-when", "task.done_when", lines(task.done_when))
    if "criteria" in parts:
        yield criteria(task.criteria, desk)
    if "questions" in parts:
        yield questions(entry, desk)
    if "replies" in parts and task.replies is not None:
        yield desk.section("replies", "replies.title", _replies(entry, task.replies, desk))
    if "prompts" in parts:
        yield prompts(entry, desk)
    if "support" in parts:
        yield terms.support(task, desk)
    yield from _closing(entry, task, parts, desk)


def _of_activity(
    entry: Entry, activity: FollowUpActivity, parts: frozenset[str], desk: Desk
) -> Iterator[str]:
    yield terms.terms(entry, activity, parts, desk)
    yield _takes_up(entry, parts, desk)
    if "instructions" in parts:
        yield desk.section("instructions", "task.instructions", desk.prose(activity, "instructions"))
    yield from _deciding(entry, activity, parts, desk)
    if "criteria" in parts:
        yield criteria(activity.criteria, desk)
    yield from _closing(entry, activity, parts, desk)


def _of_assessment(entry: Entry, assessment: Assessment, parts: frozenset[str], desk: Desk) -> Iterator[str]:
    if "real_world" in parts and assessment.real_world:
        yield f'<div class="cw-purpose cw-real-world">{paragraphs(assessment.real_world)}</div>'
    yield terms.terms(entry, assessment, parts, desk)
    if "instructions" in parts:
        yield desk.section("instructions", "task.instructions", desk.prose(assessment, "instructions"))
    if "choices" in parts and assessment.options:
        options = paragraphs(desk.words("assessment.options_lead")) + items(map(escaped, assessment.options))
        yield desk.section("choices", "assessment.options", options)
    if "criteria" in parts:
        yield criteria(assessment.criteria, desk)
    if "questions" in parts and assessment.questions:
        # Those of what counts are nobody's to see before it is sat.
        later = paragraphs(desk.words("questions.later"))
        yield desk.section("questions", "questions.title", later) if entry.graded else questions(entry, desk)
    yield from _closing(entry, assessment, parts, desk)


def _of_reflection(entry: Entry, parts: frozenset[str], desk: Desk) -> Iterator[str]:
    if "time" in parts and entry.due is not None:
        yield facts([("due", desk.words("facts.due"), moment_html(entry.due, desk.edition))])
    elif "time" in parts and getattr(entry.element, "when", None) == "weekly":
        yield f'<p class="cw-when">{escaped(desk.words("reflection.weekly"))}</p>'
    if "prompts" in parts:
        yield prompts(entry, desk, "reflection.prompts")
    if "loop" in parts:
        yield loop_part(entry, desk)


def _deciding(
    entry: Entry, work: Task | FollowUpActivity, parts: frozenset[str], desk: Desk
) -> Iterator[str]:
    """Yield what students decide and choose, and what ties the work to their own life."""
    if "choices" in parts:
        yield choices(work.choices, desk)
    if "decisions" in parts:
        yield decisions(entry, desk)
    if "own_context" in parts and work.own_context:
        yield desk.section("own-context", "task.own_context", paragraphs(work.own_context))


def _closing(
    entry: Entry, work: Task | FollowUpActivity | Assessment, parts: frozenset[str], desk: Desk
) -> Iterator[str]:
    if "loop" in parts:
        yield loop_part(entry, desk)
    if "outcomes" in parts:
        yield terms.outcomes(entry, desk)
    if "ai" in parts:
        yield terms.ai(work, desk)
    if "policies" in parts:
        yield terms.policies(entry, work, desk)


def loop_part(entry: Entry, desk: Desk) -> str:
    """Return what happens with the work, with links to what comes of it."""
    quoted = _quoted(entry, desk)
    said = "".join(
        f'<li class="cw-loop-{step}">{_told(sentence, quoted, desk.words)}</li>'
        for step, sentence in loop_steps(entry, desk.edition)
    )
    told = f'<ul class="cw-loop-steps">{said}</ul>' if said else ""
    onward = dict.fromkeys([*entry.leads_to, *entry.answered_in, *entry.needed_by])
    links = items((desk.to(key) for key in onward if key in desk.edition.by_key), "next")
    if links:
        links = f'<p class="cw-next-lead">{escaped(desk.words("loop.onward"))}</p>{links}'
    return desk.section(
        "loop", "loop.title" if entry.kind != "follow-up" else "loop.title_follow_up", told + links
    )


def _quoted(entry: Entry, desk: Desk) -> tuple[str, str, str]:
    """Return what the author says within a sentence about the loop: its key, the name for it, the text."""
    match entry.element:
        case Task(monitoring=plan) if plan is not None and plan.signal:
            return "loop.signal", "signal", bare(plan.signal)
        case Reflection(feeds=feeds) if feeds is not None and fed_by(feeds, desk.edition) is None:
            return "loop.reflection.used", "use", bare(feeds.text)
    return "", "", ""


def _told(sentence: str, quoted: tuple[str, str, str], words: Words) -> str:
    """Return a sentence with what its author says in an element of its own."""
    key, kind, text = quoted
    if not key or sentence != words(key, None, **{kind: text}):
        return escaped(sentence)
    before, _, after = words(key, None, **{kind: _HERE}).partition(_HERE)
    return f'{escaped(before)}<span class="cw-{kind}">{escaped(text)}</span>{escaped(after)}'


def _takes_up(entry: Entry, parts: frozenset[str], desk: Desk) -> str:
    """Return the links back to what a follow-up builds on, but for what is to be done first by its terms."""
    if "loop" not in parts or not entry.takes_up:
        return ""
    named = terms.needs(entry, parts)
    before = (key for key in entry.takes_up if key in desk.edition.by_key and key not in named)
    links = items(map(desk.to, before), "before")
    return f'<div class="cw-takes-up"><p>{escaped(desk.words("loop.back"))}</p>{links}</div>' if links else ""


def _replies(entry: Entry, replies: Replies, desk: Desk) -> str:
    """Return how students answer each other."""
    words = desk.words
    key = f"replies.protocol.{replies.protocol}"
    protocol = escaped(words(key)) if key in words else ""
    if not protocol and replies.protocol:
        protocol = f'<span class="cw-protocol">{escaped(replies.protocol)}</span>'
    said = [protocol] if replies.protocol == "post-first" else []
    if replies.expected:
        said.append(escaped(words("replies.expected", replies.expected)))
    if entry.replies_by is not None:
        said.append(f"{escaped(words('replies.by'))} {moment_html(entry.replies_by, desk.edition)}")
    if protocol and protocol not in said:
        said.append(protocol)
    if replies.moderator is not None and replies.moderator.text == "student":
        said.append(escaped(words("replies.student_moderator")))
    return items(said)
