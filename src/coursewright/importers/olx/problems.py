"""Problems of Open edX: each response of one becomes a question, with the text that stands before it."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from coursewright.importers.olx.responses import RESPONSES, Answers, Asked, asked
from coursewright.importers.prose import markdown_of, plain_of
from coursewright.packages.reading.xml import local, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from coursewright.importers.draft import Data, Value

__all__ = ["Problem", "problem_of"]

_UNSEEN = frozenset({"script", "style", "answer", "customresponse-answer"})
_MARK = re.compile(r"\ue000\d+\ue001")


class Problem(NamedTuple):
    """What a problem asks."""

    questions: tuple[Data, ...]
    text: str
    """Markdown of what stands in it beside its questions."""
    unread: tuple[str, ...]
    """What of it is not there, or is there in another form: clauses."""
    to_keep: str
    """Its source, where a program marks it, which is never run; else empty."""


def problem_of(
    element: _Element, title: str, resolve: Callable[[str], str | None], *, ours: bool = False
) -> Problem:
    """Return the questions of a problem. `title` stands in for a prompt that says nothing.

    `ours` says that our own exporter wrote it: then a row of menus is one question of matching, and there
    is no text beside the questions.
    """
    body = copy.deepcopy(element)
    scripted = [one for one in body.iter("script", "answer") if (one.text or "").strip()]
    hints = _texts_of(body, "demandhint", "hint")
    responses = [one for one in body.iter() if local(one) in RESPONSES and not _is_within(one)]
    solutions = [_taken(one, "solution") for one in responses]
    rest = _taken(body, "solution")
    for one in list(body.iter(*_UNSEEN)):
        _drop(one)
    for one in list(body.iter("clarification")):
        _replace(one, f" ({text_of(one)})")
    found = [asked(one, resolve) for one in responses]
    for number, one in enumerate(responses):
        _replace(one, f"\ue000{number}\ue001")
    leads = _MARK.split(_inner(body))
    notes = [note for one in found for note in one.notes]
    if ours and len(found) > 1 and all(local(one) == "optionresponse" for one in responses):
        return Problem((_matching(found, _without(title, markdown_of(leads[0], resolve)), rest),), "", (), "")
    flat = [(at, one) for at, group in enumerate(found) for one in group.questions]
    questions = []
    for number, (at, this) in enumerate(flat):
        first = number == 0 or flat[number - 1][0] != at
        lead = markdown_of(leads[at], resolve) if first else ""
        question = _question(this, lead, title if len(flat) == 1 else "")
        said = [solutions[at]] if number + 1 == len(flat) or flat[number + 1][0] != at else []
        if number + 1 == len(flat):
            said = [*said, rest]
        _add_feedback(question, [*(hints if number == 0 else []), *filter(None, said)])
        questions.append(question)
    if hints and questions:
        notes.append("hints that learners ask for stand in the feedback")
    whole = leads[-1] if questions else " ".join(leads)
    text = markdown_of(whole, resolve)
    if not questions and rest:
        notes.append("its solution is in the notes")
    if scripted:
        notes.append("a program of its own makes or marks it, which is kept in the notes and never run")
    kept = etree.tostring(element, encoding="unicode") if scripted or (rest and not questions) else ""
    return Problem(tuple(questions), text, tuple(dict.fromkeys(notes)), kept)


def _without(title: str, lead: str) -> str:
    """Return a text without the title that our exporter writes below one that is longer than a line."""
    before, _, last = lead.rpartition("\n\n")
    return before.rstrip() if before and last.strip() == title else lead


def _matching(found: list[Answers], lead: str, feedback: str) -> Data:
    """Return menus as one question: the label of each is a left half, what is right in it the right one."""
    pairs: list[Value] = []
    for one in (each for group in found for each in group.questions):
        options = one.data.get("options")
        right = [
            option["text"]
            for option in (options if isinstance(options, list) else [])
            if isinstance(option, dict) and option.get("correct")
        ]
        pairs.append({"left": one.plain, "right": right[0] if right else ""})
    made: Data = {"prompt": lead, "type": "matching", "pairs": pairs}
    return {**made, "feedback": feedback} if feedback else made


def _question(one: Asked, lead: str, title: str) -> Data:
    """Return a question with its prompt first: what stands before it, its label, or the problem's title.

    A label that repeats the title beneath a longer text says nothing.
    """
    if lead and title and one.plain == title:
        one = one._replace(prompt="")
    prompt = "\n\n".join(filter(None, (lead, one.prompt))) or title
    return {"prompt": prompt, **one.data} if prompt else dict(one.data)


def _add_feedback(question: Data, said: list[str]) -> None:
    before = question.get("feedback")
    told = [before] if isinstance(before, str) else []
    if text := " ".join(dict.fromkeys([*told, *said])):
        question["feedback"] = text


def _is_within(element: _Element) -> bool:
    return any(local(one) in RESPONSES for one in element.iterancestors())


def _texts_of(body: _Element, around: str, tag: str) -> list[str]:
    texts = []
    for block in list(body.iter(around)):
        texts += [text for one in block.iter(tag) if (text := plain_of(_inner(one)))]
        _drop(block)
    return texts


def _taken(body: _Element, tag: str) -> str:
    """Take all elements of a name out of a body, and return what they say as plain text."""
    texts = []
    for one in list(body.iter(tag)):
        texts.append(plain_of(_explanation(one)))
        _drop(one)
    return " ".join(filter(None, texts))


def _explanation(solution: _Element) -> str:
    """Return the HTML of a solution, without the heading that Studio writes above each."""
    for one in list(solution.iter("p", "h3")):
        if text_of(one).rstrip(":") == "Explanation":
            _drop(one)
            break
    return _inner(solution)


def _inner(element: _Element) -> str:
    """Return what is inside an element, as HTML."""
    text = (element.text or "").replace("&", "&amp;").replace("<", "&lt;")
    return text + "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)


def _drop(element: _Element) -> None:
    _replace(element, "")


def _replace(element: _Element, text: str) -> None:
    """Put a text in the place of an element; what follows it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    text += element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(element)
