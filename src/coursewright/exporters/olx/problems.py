"""Questions as problems of Open edX (CAPA), with their keys and what is said to each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from coursewright.exporters.olx.blocks import MAKE
from coursewright.exporters.packing.xml import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.exporters.questions.model import Answer, QuizQuestion
    from coursewright.exporters.words.words import Words

__all__ = ["fits_in_a_problem", "problem"]


def fits_in_a_problem(html: str) -> bool:
    """Tell whether a prompt may stand in a problem: `math` is an element of CAPA's own, and not MathML."""
    return "<math" not in html


def problem(
    question: QuizQuestion, prompt: str, words: Words, *, shown: str, attempts: int | None
) -> _Element:
    """Return the problem of a question that a quiz can ask and mark.

    `prompt` is HTML that is also XML; empty where it stands above the problem. `shown` says when the answer
    may be looked up, as the platform calls it; `attempts` are those allowed.
    """
    lead, label = _label(prompt, words("olx.question", number=question.number))
    made = MAKE(
        "problem",
        display_name=words("olx.question", number=question.number),
        weight=f"{question.points:g}" if question.written.points is not None else "1.0",
        max_attempts=attempts,
        showanswer=shown,
        markdown="null",
    )
    made.extend(lead)
    made.extend(_responses(question, label))
    if question.feedback:
        explained = MAKE("div", MAKE("p", question.feedback), {"class": "detailed-solution"})
        made.append(MAKE("solution", explained))
    return made


def _label(prompt: str, stand_in: str) -> tuple[list[_Element], _Element]:
    """Return what stands above the answers, and the label that is read with them.

    A label holds a line. A longer prompt stands above, and the label says which question it is.
    """
    blocks = list(etree.fromstring(f"<div>{prompt}</div>")) if prompt else []
    if len(blocks) == 1 and blocks[0].tag == "p":
        blocks[0].tag = "label"
        return [], blocks[0]
    return blocks, MAKE("label", stand_in)


def _responses(question: QuizQuestion, label: _Element) -> list[_Element]:
    match question.type:
        case "single" | "true-false":
            choices = MAKE("choicegroup", *map(_choice, question.answers), type="MultipleChoice")
            return [MAKE("multiplechoiceresponse", label, choices)]
        case "multiple":
            return [MAKE("choiceresponse", label, MAKE("checkboxgroup", *map(_box, question.answers)))]
        case "numeric":
            return [_numeric(question, label)]
        case "matching":
            return [_as_text(label), *_matching(question)]
    return [_short(question, label)]


def _as_text(label: _Element) -> _Element:
    """Return a label as a paragraph, for a problem of several parts that each have one."""
    label.tag = "p"
    return label


def _choice(answer: Answer) -> _Element:
    hint = MAKE("choicehint", answer.feedback) if answer.feedback else None
    return MAKE("choice", answer.text, hint, correct=answer.correct)


def _box(answer: Answer) -> _Element:
    hint = MAKE("choicehint", answer.feedback, selected=True) if answer.feedback else None
    return MAKE("choice", answer.text, hint, correct=answer.correct)


def _short(question: QuizQuestion, label: _Element) -> _Element:
    right = [answer for answer in question.answers if answer.correct]
    wrong = [answer for answer in question.answers if not answer.correct]
    first, others = right[0], right[1:]
    return MAKE(
        "stringresponse",
        label,
        MAKE("correcthint", first.feedback) if first.feedback else None,
        *(
            MAKE("additional_answer", _hint("correcthint", one.feedback), answer=_attribute(one.text))
            for one in others
        ),
        *(
            MAKE("stringequalhint", one.feedback, answer=_attribute(one.text))
            for one in wrong
            if one.feedback
        ),
        MAKE("textline", size=20),
        answer=_attribute(first.text),
        type="ci",
    )


def _numeric(question: QuizQuestion, label: _Element) -> _Element:
    right = [number for number in question.numbers if number.correct]
    first, others = right[0], right[1:]
    # One of zero is said as well: else the platform takes a number that is a little beside it.
    said = first.tolerance or question.written.tolerance is not None
    tolerance = MAKE("responseparam", type="tolerance", default=f"{first.tolerance:f}") if said else None
    return MAKE(
        "numericalresponse",
        label,
        tolerance,
        MAKE("correcthint", first.feedback) if first.feedback else None,
        *(
            MAKE("additional_answer", _hint("correcthint", one.feedback), answer=f"{one.value:f}")
            for one in others
        ),
        MAKE("formulaequationinput"),
        answer=f"{first.value:f}",
    )


def _matching(question: QuizQuestion) -> list[_Element]:
    """Return a menu of all right halves for each left half, in an order that tells nothing."""
    offered = sorted({pair.right for pair in question.pairs})
    return [
        MAKE(
            "optionresponse",
            MAKE("label", pair.left),
            MAKE(
                "optioninput", *(MAKE("option", text, correct=_truth(text == pair.right)) for text in offered)
            ),
        )
        for pair in question.pairs
    ]


def _truth(value: bool) -> str:
    return "True" if value else "False"


def _hint(tag: str, text: str) -> _Element | None:
    return MAKE(tag, text) if text else None


def _attribute(text: str) -> str:
    """Return an answer as one line: XML makes spaces of line ends in attributes anyway."""
    return " ".join(clean(text).split())
