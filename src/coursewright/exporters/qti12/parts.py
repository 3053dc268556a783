"""What quizzes of plain cartridges and of Canvas are made of alike: QTI 1.2, piece by piece."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.packing.xml import XSI, Maker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.questions.model import QuizQuestion

__all__ = [
    "CORRECT",
    "GENERAL",
    "QTI",
    "RESPONSE",
    "Asked",
    "answer_field",
    "choices",
    "condition",
    "equals",
    "feedback",
    "fields",
    "make",
    "material",
    "otherwise",
    "outcome",
    "shows",
    "words",
]

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
RESPONSE = "response1"
"""What Canvas calls it; a plain `response` is read as another vendor's."""
GENERAL = "general_fb"
"""Canvas finds it by `general_`; no other name of feedback may hold `correct`, `wrong` or `all`."""
CORRECT = "100"
"""The score of a right answer, in per cent."""

_MARKUP = frozenset("<>&")

make = Maker(QTI, {"xsi": XSI})


class Asked(NamedTuple):
    """A question with its prompt as HTML."""

    question: QuizQuestion
    html: str


def fields(entries: Iterable[tuple[str, str]]) -> _Element:
    """Return metadata: labels with their values."""
    return make(
        "qtimetadata",
        *(
            make("qtimetadatafield", make("fieldlabel", label), make("fieldentry", entry))
            for label, entry in entries
        ),
    )


def material(html: str) -> _Element:
    """Return a piece of HTML, which becomes escaped text."""
    return make("material", make("mattext", html, texttype="text/html"))


def words(text: str) -> _Element:
    """Return a plain text: as HTML where it has signs of markup, which Moodle reads as such in any case."""
    if _MARKUP.isdisjoint(text):
        return make("material", make("mattext", text, texttype="text/plain"))
    return material(escape(text, quote=False))


def choices(labels: Sequence[tuple[str, str]], *, several: bool = False) -> _Element:
    """Return answers to choose from: their identifiers and texts."""
    return make(
        "response_lid",
        make("render_choice", *(make("response_label", words(text), ident=name) for name, text in labels)),
        ident=RESPONSE,
        rcardinality="Multiple" if several else "Single",
    )


def answer_field(kind: str | None = None) -> _Element:
    """Return a field to answer in; `kind` is `Decimal` where a number is wanted."""
    return make(
        "response_str",
        make("render_fib", make("response_label", ident="answer", rshuffle="No"), fibtype=kind),
        ident=RESPONSE,
        rcardinality="Single",
    )


def outcome() -> _Element:
    """Return the variable that holds the score."""
    return make("outcomes", make("decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue="100"))


def equals(value: str, *, case: str | None = None) -> _Element:
    """Return the test whether somebody answered with a value, or chose what it names."""
    return make("varequal", value, respident=RESPONSE, case=case)


def condition(
    *tests: _Element, score: str | None = None, feedbacks: Iterable[str] = (), goes_on: bool = False
) -> _Element:
    """Return what happens where tests hold."""
    return make(
        "respcondition",
        make("conditionvar", *tests),
        make("setvar", score, varname="SCORE", action="Set") if score is not None else None,
        *(shows(name) for name in feedbacks),
        {"continue": "Yes" if goes_on else "No"},
    )


def shows(name: str) -> _Element:
    """Return the order to show a feedback."""
    return make("displayfeedback", feedbacktype="Response", linkrefid=name)


def otherwise(feedbacks: Iterable[str] = (), *, goes_on: bool = False) -> _Element:
    """Return what happens in any case."""
    return condition(make("other"), feedbacks=feedbacks, goes_on=goes_on)


def feedback(name: str, text: str) -> _Element:
    """Return a feedback, in plain text."""
    return make("itemfeedback", make("flow_mat", words(text)), ident=name)
