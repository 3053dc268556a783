"""Items and tests of QTI 2.1: one question a file, and the list of those of a quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.packing.xml import tree_bytes
from coursewright.exporters.qti.answering import answering, make, sets
from coursewright.exporters.qti.xhtml import QTI, body_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from coursewright.exporters.qti.answering import Answering
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["item", "test"]

_SCHEMA = {"xsi:schemaLocation": f"{QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"}
_ALWAYS = "general_fb"
"""The feedback that everybody sees."""


def item(question: QuizQuestion, title: str, html: str, words: tuple[str, str]) -> bytes:
    """Write a question with its prompt as HTML; `words` are those for true and false."""
    how = answering(question, words)
    steps = [*how.marking]
    if question.feedback:
        steps.append(sets("GENERAL", make("baseValue", _ALWAYS, baseType="identifier")))
    root = make(
        "assessmentItem",
        _SCHEMA,
        how.declaration,
        _outcome("SCORE", 0.0),
        _outcome("MAXSCORE", question.points),
        _shown("FEEDBACK", several=how.several) if how.told else None,
        _shown("GENERAL") if question.feedback else None,
        make("itemBody", body_of(html), how.interaction),
        make("responseProcessing", *steps) if steps else None,
        *_feedbacks(how, question.feedback),
        identifier=question.slug,
        title=title,
        adaptive=False,
        timeDependent=False,
    )
    return tree_bytes(root, pretty=False)


def test(identifier: str, title: str, items: Iterable[tuple[str, str]]) -> bytes:
    """Write a quiz as a list of its items: their identifiers and paths."""
    refs = (make("assessmentItemRef", identifier=name, href=path) for name, path in items)
    # A section that is seen is one more heading, and in Canvas a question without an answer.
    section = make("assessmentSection", *refs, identifier="section", title=title, visible=False)
    part = make(
        "testPart", section, identifier="part", navigationMode="nonlinear", submissionMode="simultaneous"
    )
    return tree_bytes(make("assessmentTest", _SCHEMA, part, identifier=identifier, title=title))


def _outcome(name: str, value: float) -> _Element:
    default = make("defaultValue", make("value", repr(value)))
    return make("outcomeDeclaration", default, identifier=name, cardinality="single", baseType="float")


def _shown(name: str, *, several: bool = False) -> _Element:
    """Declare the outcome that says which feedback is shown."""
    cardinality = "multiple" if several else "single"
    return make("outcomeDeclaration", identifier=name, cardinality=cardinality, baseType="identifier")


def _feedbacks(how: Answering, general: str) -> Iterator[_Element]:
    for name, text in how.told:
        yield make("modalFeedback", text, outcomeIdentifier="FEEDBACK", identifier=name, showHide="show")
    if general:
        yield make("modalFeedback", general, outcomeIdentifier="GENERAL", identifier=_ALWAYS, showHide="show")
