"""Questions as students see them: without their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages import identity
from coursewright.exporters.pages.criteria import points_text
from coursewright.exporters.pages.marks import attributes
from coursewright.exporters.pages.writing import items
from coursewright.exporters.prose.text import escaped
from coursewright.exporters.questions.meaning import type_meant

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.pages.writing import Desk
    from coursewright.spec.model import Question

__all__ = ["question", "questions"]


def questions(entry: Entry, desk: Desk) -> str:
    """Return the questions of an entry in their order.

    Those that do not count have a name that stays, so that a script can keep the answer. It is made of the
    key, too, so that the others have none: with few answers to try, it would give the right one away.
    """
    found = "".join(
        question(one, "" if entry.graded else name, desk) for name, one in identity.questions(entry)
    )
    return desk.section(
        "questions", "questions.title", f'<ol class="cw-question-list">{found}</ol>' if found else ""
    )


def question(one: Question, name: str, desk: Desk) -> str:
    """Return one question as an item of a list; `name` may be empty."""
    words = desk.words
    named = f' data-cw-question="{name}"' if name else ""
    named += attributes({"type": one.type, "points": one.points})
    kind = type_meant(one)
    prompt = desk.prose(one, "prompt")
    how = escaped(words(f"questions.how.{kind}"))
    if one.points is not None:
        how += " " + escaped(words("questions.points", one.points, points=points_text(one.points)))
    return (
        f'<li class="cw-question cw-question-{kind}"{named}>'
        f'<div class="cw-question-prompt">{prompt}</div><p class="cw-how">{how}</p>'
        f"{_answers(one, kind, desk)}</li>"
    )


def _answers(one: Question, kind: str, desk: Desk) -> str:
    match kind:
        case "single" | "multiple":
            return items((escaped(option.text or "") for option in one.options), "question-options")
        case "true-false":
            told = [option.text for option in one.options if option.text]
            both = told or [desk.words("questions.true"), desk.words("questions.false")]
            kind = "question-options" if told else "question-options cw-unsaid"
            return items((escaped(text) for text in both), kind)
        case "matching":
            left = items((escaped(pair.left or "") for pair in one.pairs), "question-left")
            order = identity.right_sides(one)
            return left + items((escaped(one.pairs[at].right or "") for at in order), "question-right")
    return ""
