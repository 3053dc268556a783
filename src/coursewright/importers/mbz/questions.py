"""What becomes of a question of the bank: a question of a plan, or a text that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.mbz.fields import said
from coursewright.importers.mbz.question_types import area_of, key_of
from coursewright.importers.questions import keys
from coursewright.importers.questions.model import Asked, Kept
from coursewright.packages.reading.xml import children, first
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from coursewright.importers.draft import Data
    from coursewright.importers.mbz.bank import Bank, BankQuestion
    from coursewright.importers.mbz.texts import Texts

__all__ = ["asked_of", "told_of"]

_TYPES = {
    "calculated": "a calculated question, whose numbers change from one learner to the next",
    "calculatedmulti": "a calculated question, whose numbers change from one learner to the next",
    "calculatedsimple": "a calculated question, whose numbers change from one learner to the next",
    "ddimageortext": "a question in which things are dragged onto an image",
    "ddmarker": "a question in which markers are dragged onto an image",
    "ddwtos": "a text with gaps to drag words into",
    "gapselect": "a text with gaps to choose words for",
    "missingtype": "a question of a type that Moodle itself did not know any more",
    "multianswer": "a text with questions in its gaps (Cloze)",
    "ordering": "a question in which things are put into order",
    "random": "a question drawn by chance",
    "randomsamatch": "pairs drawn by chance from short answers",
}
_TEXT = "it is a text between the questions, and asks nothing"
_COMBINED = (
    ("correctfeedback", "it was told to all who answer right"),
    ("partiallycorrectfeedback", "it was told to all who answer partly right"),
    ("incorrectfeedback", "it was told to all who answer wrong"),
)
_USUAL = frozenset(
    {
        "Your answer is correct.",
        "Your answer is partially correct.",
        "Your answer is incorrect.",
    }
)
"""What Moodle itself suggests to tell everybody."""


def asked_of(question: BankQuestion, points: Decimal | None, bank: Bank, texts: Texts) -> Asked:
    """Return what becomes of a question that is worth so many points; None for what is not said."""
    title = texts.line(said(question.row, "name"))
    prompt = texts.markdown(question.row, "questiontext", area_of(question, "questiontext"))
    name = f"question:{question.entry}"
    key = key_of(question, texts)
    if question.type == "description":
        return Asked(name, title or shortened(prompt), why=_TEXT, kept=(Kept(prompt, _TEXT),))
    if key is None:
        what = _TYPES.get(question.type, f"a question of the type `{question.type}`")
        kept = (Kept(told_of(question, bank, texts), f"it is {what}"),)
        return Asked(
            name, title or shortened(prompt), why=f"it is {what}, which a plan has no word for", kept=kept
        )
    feedback = texts.line(said(question.row, "generalfeedback"))
    extra: Data = {"x-moodle": {"tags": list(question.tags)}} if question.tags else {}
    made = keys.question(prompt or title, key.type, key.data, points=points, feedback=feedback, extra=extra)
    return Asked(name, title or shortened(prompt), (made,), key.partly, kept=tuple(_kept(question, texts)))


def _kept(question: BankQuestion, texts: Texts) -> Iterator[Kept]:
    options = next((one for one in children(question.plugin) if said(one, _COMBINED[0][0])), None)
    for column, why in _COMBINED:
        text = texts.markdown(options, column, area_of(question, column))
        if text and text not in _USUAL:
            yield Kept(text, why)
    for hint in children(first(question.row, "question_hints"), "question_hint"):
        if text := texts.markdown(hint, "hint", area_of(question, "hint", hint)):
            yield Kept(text, "it is a hint for another try")
    essay = first(question.plugin, "essay")
    if text := texts.markdown(essay, "graderinfo", area_of(question, "graderinfo")):
        yield Kept(text, "it is for those who mark the essay")
    if text := texts.markdown(essay, "responsetemplate", area_of(question, "responsetemplate")):
        yield Kept(text, "it is what learners find in the field for their answer")


def told_of(question: BankQuestion, bank: Bank, texts: Texts) -> str:
    """Return a question in Markdown, for people to read: its text, and what there is to answer."""
    prompt = texts.markdown(question.row, "questiontext", area_of(question, "questiontext"))
    lines = [line for line in _answers(question, texts) if line]
    for place, part in enumerate(bank.parts.get(question.number, ()), 1):
        said_so = (said(part.row, "questiontext"), *_answers(part, texts))
        lines.append(f"{place}: {'; '.join(line for line in said_so if line)}")
    listed = "\n".join(f"- {line}" for line in lines)
    return "\n\n".join(part for part in (prompt, listed) if part)


def _answers(question: BankQuestion, texts: Texts) -> Iterator[str]:
    for row in children(first(question.plugin, "answers"), "answer"):
        text = texts.line(said(row, "answertext"))
        yield f"{text} (right)" if said(row, "fraction").startswith("1.") else text
    for row in children(first(question.plugin, "matches"), "match"):
        left, right = texts.line(said(row, "questiontext")), texts.line(said(row, "answertext"))
        yield f"{left}: {right}" if left else right
    for row in children(first(question.plugin, "drags"), "drag"):
        yield texts.line(said(row, "label"))
