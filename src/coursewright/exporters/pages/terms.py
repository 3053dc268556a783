"""On which terms work is done: when, how long, with whom, what comes first, what counts, and AI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.ai_use import ai_level
from coursewright.exporters.pages.times import duration_of, duration_text, moment_html
from coursewright.exporters.pages.writing import facts, items
from coursewright.exporters.prose.text import escaped, paragraphs
from coursewright.spec.model import Assessment, FollowUpActivity, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.pages.writing import Desk
    from coursewright.spec.model import Session

__all__ = ["ai", "needs", "outcomes", "policies", "support", "terms"]


def terms(
    entry: Entry, work: Task | FollowUpActivity | Assessment | Session, parts: frozenset[str], desk: Desk
) -> str:
    """Return the facts of a piece of work as a description list."""
    return facts(_rows(entry, work, parts, desk))


def _rows(
    entry: Entry, work: Task | FollowUpActivity | Assessment | Session, parts: frozenset[str], desk: Desk
) -> Iterator[tuple[str, str, str]]:
    words, edition = desk.words, desk.edition
    if "time" in parts:
        if entry.opens is not None:
            key = "facts.starts" if entry.kind == "session" else "facts.opens"
            yield "opens", words(key), moment_html(entry.opens, edition)
        if entry.due is not None:
            yield "due", words("facts.due"), moment_html(entry.due, edition)
        if (length := duration_of(entry)) is not None:
            yield "duration", words("facts.duration"), escaped(duration_text(length, edition))
        if entry.replies_by is not None:
            yield "replies-by", words("facts.replies_by"), moment_html(entry.replies_by, edition)
    if entry.in_session:
        yield "session", words("facts.session"), desk.to(entry.in_session)
    if "grouping" in parts and (grouping := getattr(work, "grouping", None)):
        yield "grouping", words("facts.grouping"), escaped(words(f"grouping.{grouping}"))
    if (
        "grouping" in parts
        and isinstance(work, Task)
        and work.tool is not None
        and work.tool.target is not None
    ):
        tool = work.tool.target
        name = tool.name or tool.title or tool.id or ""
        yield "tool", words("facts.tool"), desk.web(tool.url, name) if tool.url else escaped(name)
    yield "needs", words("facts.needs"), ", ".join(map(desk.to, needs(entry, parts)))
    if entry.optional:
        yield "optional", words("facts.optional"), escaped(words("facts.optional_yes"))
    if "weight" in parts:
        yield from _weight(entry, work, desk)


def needs(entry: Entry, parts: frozenset[str]) -> tuple[str, ...]:
    """Return the keys of what the terms say is to be done first; a follow-up says what it builds on."""
    return entry.needs if "needs" in parts and entry.kind != "follow-up" else ()


def _weight(
    entry: Entry, work: Task | FollowUpActivity | Assessment | Session, desk: Desk
) -> Iterator[tuple[str, str, str]]:
    words = desk.words
    weight = getattr(work, "weight", None)
    if weight:
        yield "weight", words("facts.weight"), escaped(words("facts.percent", number=f"{weight:g}"))
    elif entry.graded:
        yield "weight", words("facts.weight"), escaped(words("facts.graded"))
    if entry.counts_towards:
        yield "counts", words("facts.counts_towards"), desk.to(entry.counts_towards)
    if isinstance(work, Task | Assessment):
        if work.pass_mark is not None:
            share = words("facts.percent", number=f"{work.pass_mark:g}")
            yield "pass-mark", words("facts.pass_mark"), escaped(share)
        yield "attempts", words("facts.attempts"), escaped(work.attempts or "")


def support(work: Task | FollowUpActivity | Assessment, desk: Desk) -> str:
    """Return where help is: with the task itself, and how to ask without an audience."""
    own = paragraphs(work.support) if isinstance(work, Task) and work.support else ""
    around = work.scope.settings.support
    rows = []
    if around is not None and around.private_questions:
        rows.append(("private", desk.words("support.private"), escaped(around.private_questions)))
    return desk.section("support", "support.title", own + facts(rows))


def ai(work: Task | FollowUpActivity | Assessment, desk: Desk) -> str:
    """Return what part generative AI may play, where the work says so or counts."""
    if not isinstance(work, Task | Assessment) or not (work.ai_use or work.graded):
        return ""
    level = ai_level(work)
    said = paragraphs(desk.words(f"ai.{level}")) if level else ""
    stance = work.scope.settings.ai
    if stance is not None and stance.text and (work.ai_use is None or work.ai_use == stance.use):
        said += paragraphs(stance.text)
    if said and work.supervised:
        said += paragraphs(desk.words("ai.supervised"))
    return desk.section("ai", "ai.title", said)


def policies(entry: Entry, work: Task | FollowUpActivity | Assessment, desk: Desk) -> str:
    """Return what is agreed about deadlines and taking part, as far as it concerns the work."""
    agreed = work.scope.settings.policies
    if agreed is None:
        return ""
    rows: list[tuple[str, str, str]] = []
    if entry.due is not None:
        rows.append(("extensions", desk.words("policies.extensions"), escaped(agreed.extensions or "")))
        rows.append(("late", desk.words("policies.late_work"), escaped(agreed.late_work or "")))
    if isinstance(work, Task) and work.replies is not None and agreed.lurking:
        rows.append(("lurking", desk.words("policies.lurking"), escaped(agreed.lurking)))
    return desk.section("policies", "policies.title", facts(rows))


def outcomes(entry: Entry, desk: Desk) -> str:
    """Return what the work practises or shows, as statements."""
    cards = [desk.edition.cards[key] for key in entry.outcomes if key in desk.edition.cards]
    return desk.section("outcomes", "outcomes.here", items(escaped(card.statement) for card in cards))
