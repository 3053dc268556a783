"""An entry as a unit of Open edX: its page, and the blocks in which learners do what it asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.edition.forms import votes_on
from coursewright.exporters.olx import blocks
from coursewright.exporters.olx.blocks import Asked
from coursewright.exporters.olx.dates import in_utc
from coursewright.exporters.olx.decisions import decision, playable
from coursewright.exporters.olx.polls import poll, survey
from coursewright.exporters.olx.problems import fits_in_a_problem, problem
from coursewright.exporters.olx.responses import open_response
from coursewright.exporters.pages import identity
from coursewright.exporters.pages.body import ALL, entry_body
from coursewright.exporters.pages.decisions import decision as told_decision
from coursewright.exporters.pages.questions import question as told_question
from coursewright.exporters.pages.staff_bodies import staff_body
from coursewright.exporters.pages.writing import Desk
from coursewright.exporters.questions.reading import questions_of
from coursewright.spec.model import Announcement, Assessment, Reflection, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.olx.blocks import Block
    from coursewright.exporters.olx.dates import Span
    from coursewright.exporters.olx.links import CourseLinks
    from coursewright.spec.model import DecisionPoint, Question

__all__ = ["Made", "attempts_of", "blocks_of"]

_MARKED = frozenset({"problem", "openassessment"})
_POINTS = 100
"""Of marks that are given elsewhere, so that a percentage can be typed in."""


class Made(NamedTuple):
    """The blocks of an entry, and which of its parts they are."""

    blocks: tuple[Block, ...]
    asked: frozenset[int] = frozenset()
    """The numbers of its questions that became blocks."""
    played: int = 0
    """How many decision points can be played or voted on."""
    tags: frozenset[str] = frozenset()
    """The kinds of its blocks."""


def blocks_of(
    entry: Entry, edition: Edition, links: CourseLinks, span: Span, *, marked: bool, category: str
) -> Made:
    """Return the blocks of an entry. `marked` says whether it counts, `category` where discussions stand."""
    done = list(_done(entry, edition, links, span, marked=marked, category=category))
    asked = frozenset(number for one in done for number in one.questions)
    plays = playable(entry)
    voted = votes_on(entry.element) if entry.form == "poll" and isinstance(entry.element, Task) else None
    made = [
        _page(entry, edition, links, asked),
        *(
            blocks.filed(decision(point, edition.words), f"{entry.slug}_{name}{_manner(point)}")
            for name, point in plays
            if voted is None or point.prompt != voted[0]
        ),
        *(one.block for one in done),
    ]
    if marked and not any(one.block.element.tag in _MARKED for one in done):
        made.append(blocks.marked_by_staff(f"{entry.slug}_marks", edition.words("olx.marks"), _POINTS))
    if edition.choices.for_staff and (told := _for_staff(entry, edition, links)):
        title = edition.words("olx.staff")
        made.append(blocks.html(f"{entry.slug}_staff", title, told, edition, for_staff=True))
    return Made(tuple(made), asked, len(plays), frozenset(str(block.element.tag) for block in made))


def attempts_of(entry: Entry) -> int | None:
    """Return how often the questions may be answered; None where that is not limited, or no number."""
    said = getattr(entry.element, "attempts", None) or ""
    return int(said) if re.fullmatch("[1-9][0-9]{0,3}", said) else None


def _page(entry: Entry, edition: Edition, links: CourseLinks, asked: frozenset[int]) -> Block:
    """Return what the entry says, without what its other blocks say."""
    played = {name for name, _ in playable(entry)}
    left_out = ({"decisions"} if played else set()) | ({"questions"} if asked else set())
    content = entry_body(entry, edition, links, ALL - left_out).html
    desk = Desk(edition, links)
    if played:
        rest = [one for one in identity.decisions(entry) if one[0] not in played]
        told = "\n".join(told_decision(point, name, desk) for name, point in rest)
        content += desk.section("decisions", "decisions.title", told)
    if asked:
        unasked = [one for at, one in enumerate(_questions_written(entry), 1) if at not in asked]
        told = "".join(told_question(one, "", desk) for one in unasked)
        content += desk.section("questions", "questions.title", f"<ol>{told}</ol>" if told else "")
    return blocks.html(f"{entry.slug}_text", entry.title, content, edition)


def _questions_written(entry: Entry) -> tuple[Question, ...]:
    return entry.element.questions if isinstance(entry.element, (Task, Assessment)) else ()


def _done(
    entry: Entry, edition: Edition, links: CourseLinks, span: Span, *, marked: bool, category: str
) -> Iterator[Asked]:
    """Yield the blocks in which learners do what there is to do."""
    match entry.form:
        case "discussion" | "wiki" | "glossary":
            yield Asked(blocks.discussion(f"{entry.slug}_discussion", entry.title, category))
        case "hand-in":
            yield Asked(_handed_in(entry, edition, span))
        case "quiz":
            yield from _quiz(entry, edition, links, span, marked=marked)
        case "poll":
            voted = poll(entry, edition.words)
            if voted is not None:
                yield voted
        case "survey":
            askable = [question for question in questions_of(entry) if not question.unaskable]
            yield from survey(f"{entry.slug}_survey", entry, askable)


def _handed_in(entry: Entry, edition: Edition, span: Span) -> Block:
    prompts: tuple[str, ...] = ()
    match entry.element:
        case Task(produces=produces) if produces:
            prompts = ("; ".join(produces),)
        case Reflection(prompts=asked):
            prompts = tuple(prompt.text for prompt in asked)
    prompts = prompts or (edition.words("olx.hand_in"),)
    return open_response(f"{entry.slug}_response", entry, prompts, edition, span)


def _quiz(entry: Entry, edition: Edition, links: CourseLinks, span: Span, *, marked: bool) -> Iterator[Asked]:
    desk, words, attempts = Desk(edition, links), edition.words, attempts_of(entry)
    # What counts is looked up when nobody can answer any more, as far as that is known.
    shown = ("finished" if in_utc(entry.due) is None else "past_due") if marked else "attempted"
    for question in questions_of(entry):
        if question.problem:
            continue
        name, title = f"{question.slug}_problem", words("olx.question", number=question.number)
        number = (question.number,)
        if question.type == "essay":
            asked = open_response(name, entry, (question.prompt,), edition, span, title, question.points)
            yield Asked(asked, number)
            continue
        prompt = desk.prose(question.written, "prompt")
        if not fits_in_a_problem(prompt):
            yield Asked(blocks.html(f"{question.slug}_text", title, prompt, edition), number)
            prompt = ""
        made = problem(question, prompt, words, shown=shown, attempts=attempts)
        yield Asked(blocks.filed(made, name), number)


def _manner(point: DecisionPoint) -> str:
    """Return the end of the name of a decision, which says what the block cannot.

    `_open` that other answers are taken too, `_unasked` that nobody has said what is asked.
    """
    return ("_open" if point.open_ended else "") + ("" if point.prompt else "_unasked")


def _for_staff(entry: Entry, edition: Edition, links: CourseLinks) -> str:
    """Return what only those who teach should see of an entry."""
    if isinstance(entry.element, Announcement):
        return Desk(edition, links).prose(entry.element, "text")
    return staff_body(entry, edition, links).html
