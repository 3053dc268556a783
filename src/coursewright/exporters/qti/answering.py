"""How a question of each type is answered and marked in QTI 2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.packing.xml import XSI, Maker
from coursewright.exporters.qti.xhtml import QTI
from coursewright.exporters.questions.numbers import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.questions.model import Number, QuizQuestion

__all__ = ["Answering", "answering", "make", "sets"]

make = Maker(QTI, {"xsi": XSI})


class Answering(NamedTuple):
    """The parts of an item that depend on its type."""

    declaration: _Element
    interaction: _Element
    marking: tuple[_Element, ...] = ()
    """Steps of the response processing that set SCORE and, where there is any, FEEDBACK."""
    told: tuple[tuple[str, str], ...] = ()
    """What those are told who gave an answer, by its identifier."""
    several: bool = False
    """Whether more than one of them may be told at once."""


def answering(question: QuizQuestion, words: tuple[str, str]) -> Answering:
    """Return how a question is answered; `words` are those for true and false."""
    match question.type:
        case "single" | "multiple":
            names = [f"answer-{number}" for number in range(1, len(question.answers) + 1)]
            return _choice(question, names, [answer.text for answer in question.answers])
        case "true-false":
            return _choice(question, ("true", "false"), words)
        case "short":
            return _short(question)
        case "numeric":
            return _numeric(question)
        case "matching":
            return _matching(question)
        case "essay":
            response = make("extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines=15)
            return Answering(_declared("string"), response)


def sets(variable: str, value: _Element) -> _Element:
    """Return the step that gives an outcome a value."""
    return make("setOutcomeValue", value, identifier=variable)


def _choice(question: QuizQuestion, names: Sequence[str], texts: Sequence[str]) -> Answering:
    several = question.type == "multiple"
    answers = list(zip(names, question.answers, strict=True))
    told = tuple((name, answer.feedback) for name, answer in answers if answer.feedback)
    marking = [
        _when(
            make("match", _variable(), make("correct", identifier="RESPONSE")),
            sets("SCORE", _float(question.points)),
        )
    ]
    if told:
        marking.append(sets("FEEDBACK", _variable()))
    return Answering(
        _declared(
            "identifier", _correct(name for name, answer in answers if answer.correct), several=several
        ),
        make(
            "choiceInteraction",
            *(make("simpleChoice", text, identifier=name) for name, text in zip(names, texts, strict=True)),
            responseIdentifier="RESPONSE",
            shuffle=False,
            maxChoices=0 if several else 1,
        ),
        tuple(marking),
        told,
        several,
    )


def _short(question: QuizQuestion) -> Answering:
    named = [(f"answer-{number}", answer) for number, answer in enumerate(question.answers, 1)]
    entries = (
        make("mapEntry", mapKey=text, mappedValue=repr(question.points), caseSensitive=False)
        for text in question.accepted
    )
    marking = [sets("SCORE", make("mapResponse", identifier="RESPONSE"))]
    marking += [
        _when(
            make("stringMatch", _variable(), _base("string", answer.text), caseSensitive=False),
            sets("FEEDBACK", _base("identifier", name)),
        )
        for name, answer in named
        if answer.feedback
    ]
    return Answering(
        _declared("string", _correct(question.accepted[:1]), make("mapping", *entries, defaultValue="0")),
        _field(),
        tuple(marking),
        tuple((name, answer.feedback) for name, answer in named if answer.feedback),
    )


def _numeric(question: QuizQuestion) -> Answering:
    named = [(f"answer-{place}", number) for place, number in enumerate(question.numbers, 1)]
    right = [number for number in question.numbers if number.correct]
    marking = tuple(
        _when(
            _near(number),
            sets("SCORE", _float(question.points)) if number.correct else None,
            sets("FEEDBACK", _base("identifier", name)) if number.feedback else None,
        )
        for name, number in named
        if number.correct or number.feedback
    )
    return Answering(
        _declared("float", _correct(plain_number(number.value) for number in right[:1])),
        _field(),
        marking,
        tuple((name, number.feedback) for name, number in named if number.feedback),
    )


def _near(number: Number) -> _Element:
    """Return the test whether somebody answered with a number, or one within its tolerance."""
    tolerance = plain_number(number.tolerance)
    return make(
        "equal",
        _variable(),
        _base("float", plain_number(number.value)),
        toleranceMode="absolute" if number.tolerance else "exact",
        tolerance=f"{tolerance} {tolerance}" if number.tolerance else None,
    )


def _matching(question: QuizQuestion) -> Answering:
    rights = list(dict.fromkeys(pair.right for pair in question.pairs))
    names = {right: f"right-{number}" for number, right in enumerate(rights, 1)}
    lefts = [(f"left-{number}", pair) for number, pair in enumerate(question.pairs, 1)]
    values = [f"{name} {names[pair.right]}" for name, pair in lefts]
    share = repr(question.points / len(values))
    entries = (make("mapEntry", mapKey=value, mappedValue=share) for value in values)
    return Answering(
        _declared(
            "directedPair",
            _correct(values),
            make("mapping", *entries, lowerBound="0", upperBound=repr(question.points), defaultValue="0"),
            several=True,
        ),
        make(
            "matchInteraction",
            make(
                "simpleMatchSet",
                *(
                    make("simpleAssociableChoice", pair.left, identifier=name, matchMax=1)
                    for name, pair in lefts
                ),
            ),
            make(
                "simpleMatchSet",
                *(
                    # Two things on the left may have one on the right.
                    make("simpleAssociableChoice", right, identifier=names[right], matchMax=len(lefts))
                    for right in rights
                ),
            ),
            responseIdentifier="RESPONSE",
            shuffle=True,
            maxAssociations=len(lefts),
        ),
        (sets("SCORE", make("mapResponse", identifier="RESPONSE")),),
    )


def _declared(kind: str, *content: _Element, several: bool = False) -> _Element:
    return make(
        "responseDeclaration",
        *content,
        identifier="RESPONSE",
        cardinality="multiple" if several else "single",
        baseType=kind,
    )


def _correct(values: Iterable[str]) -> _Element:
    return make("correctResponse", *(make("value", value) for value in values))


def _field() -> _Element:
    """Return a field of one line; it stands within a paragraph."""
    return make("p", make("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength=30))


def _when(test: _Element, *steps: _Element | None) -> _Element:
    return make("responseCondition", make("responseIf", test, *steps))


def _variable() -> _Element:
    return make("variable", identifier="RESPONSE")


def _base(kind: str, value: str) -> _Element:
    return make("baseValue", value, baseType=kind)


def _float(value: float) -> _Element:
    return _base("float", repr(value))
