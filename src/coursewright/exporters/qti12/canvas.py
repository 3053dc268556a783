"""Quizzes as Canvas keeps them: every type of question, points, and the feedback of each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.packing.xml import tree_bytes
from coursewright.exporters.qti12.parts import (
    CORRECT,
    GENERAL,
    QTI,
    RESPONSE,
    Asked,
    answer_field,
    choices,
    condition,
    equals,
    feedback,
    fields,
    make,
    material,
    otherwise,
    outcome,
)
from coursewright.exporters.qti12.parts import (
    words as text,
)
from coursewright.exporters.questions.numbers import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.questions.model import Number, QuizQuestion

__all__ = ["canvas_quiz", "points_of", "type_of"]

_SCHEMA = f"{QTI} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"
_TYPES = {
    "single": "multiple_choice_question",
    "multiple": "multiple_answers_question",
    "true-false": "true_false_question",
    "short": "short_answer_question",
    "numeric": "numerical_question",
    "matching": "matching_question",
    "essay": "essay_question",
}


def type_of(question: QuizQuestion, *, opinion: bool) -> str:
    """Return what Canvas calls a type; empty where nobody could answer the question.

    Without a key it becomes an essay, but in a survey (`opinion`), where nothing is marked.
    """
    if question.unaskable:
        return ""
    if question.unmarkable and (not opinion or question.type in {"short", "numeric"}):
        return "essay_question"
    return _TYPES[question.type]


def points_of(questions: Iterable[QuizQuestion], *, opinion: bool = False) -> float:
    """Return what all questions that can be asked are worth."""
    return sum(question.points for question in questions if type_of(question, opinion=opinion))


def canvas_quiz(
    identifier: str, title: str, questions: Sequence[Asked], words: tuple[str, str], *, opinion: bool
) -> bytes | None:
    """Write the quiz of `non_cc_assessments`; None where no question is left that somebody could answer."""
    items = [
        _item(asked, kind, words) for asked in questions if (kind := type_of(asked.question, opinion=opinion))
    ]
    if not items:
        return None
    root = make(
        "questestinterop",
        {"xsi:schemaLocation": _SCHEMA},
        make("assessment", make("section", *items, ident="root_section"), ident=identifier, title=title),
    )
    return tree_bytes(root)


def _item(asked: Asked, kind: str, words: tuple[str, str]) -> _Element:
    question = asked.question
    responses, conditions, told = _answers(question, kind, words)
    general = [otherwise([GENERAL], goes_on=True)] if question.feedback else []
    return make(
        "item",
        make(
            "itemmetadata",
            fields((("question_type", kind), ("points_possible", f"{question.points:g}"))),
        ),
        make("presentation", material(asked.html), *responses),
        make("resprocessing", outcome(), *general, *conditions),
        feedback(GENERAL, question.feedback) if question.feedback else None,
        *(feedback(f"{name}_fb", said) for name, said in told),
        ident=question.slug,
    )


def _answers(
    question: QuizQuestion, kind: str, words: tuple[str, str]
) -> tuple[Sequence[_Element], Sequence[_Element], Sequence[tuple[str, str]]]:
    """Return the fields to answer in, what happens with the answers, and the feedback of each."""
    match kind:
        case "multiple_choice_question" | "multiple_answers_question":
            return _choice(question, [answer.text for answer in question.answers])
        case "true_false_question":
            return _choice(question, words)
        case "short_answer_question":
            return _short(question)
        case "numerical_question":
            return [answer_field("Decimal")], *_numbers(question.numbers)
        case "matching_question":
            return *_matching(question), []
        case _:
            return [answer_field()], [otherwise()], []


def _choice(
    question: QuizQuestion, texts: Sequence[str]
) -> tuple[Sequence[_Element], Sequence[_Element], Sequence[tuple[str, str]]]:
    names = [f"a{number}" for number in range(1, len(texts) + 1)]
    answers = list(zip(names, question.answers, strict=True))
    told = [(name, answer.feedback) for name, answer in answers if answer.feedback]
    conditions = [condition(equals(name), feedbacks=[f"{name}_fb"], goes_on=True) for name, _ in told]
    right = [equals(name) for name, answer in answers if answer.correct]
    several = question.type == "multiple"
    if several and right:
        wrong = [make("not", equals(name)) for name, answer in answers if not answer.correct]
        conditions.append(condition(make("and", *right, *wrong), score=CORRECT))
    elif right:
        conditions.append(condition(*right[:1], score=CORRECT))
    labels = list(zip(names, texts, strict=True))
    return [choices(labels, several=several)], conditions, told


def _short(
    question: QuizQuestion,
) -> tuple[Sequence[_Element], Sequence[_Element], Sequence[tuple[str, str]]]:
    # Canvas takes every answer it finds for a right one, so those that are wrong are not there.
    right = [answer for answer in question.answers if answer.correct]
    named = [(f"a{number}", answer) for number, answer in enumerate(right, 1)]
    told = [(name, answer.feedback) for name, answer in named if answer.feedback]
    conditions = [
        condition(equals(answer.text), feedbacks=[f"{name}_fb"], goes_on=True)
        for name, answer in named
        if answer.feedback
    ]
    conditions.append(condition(*(equals(text) for text in question.accepted), score=CORRECT))
    return [answer_field()], conditions, told


def _numbers(numbers: Sequence[Number]) -> tuple[Sequence[_Element], Sequence[tuple[str, str]]]:
    conditions, told = [], []
    right = [number for number in numbers if number.correct]  # as with words, what is there is right
    for place, number in enumerate(right, 1):
        name = f"a{place}"
        if number.feedback:
            told.append((name, number.feedback))
        shown = [f"{name}_fb"] if number.feedback else []
        conditions.append(condition(_within(number), score=CORRECT, feedbacks=shown))
    return conditions, told


def _within(number: Number) -> _Element:
    """Return the test for a number: exactly, or as far beside it as its tolerance."""
    low, high = number.value - number.tolerance, number.value + number.tolerance
    return make(
        "or",
        equals(plain_number(number.value)),
        make(
            "and",
            make("vargte", plain_number(low), respident=RESPONSE),
            make("varlte", plain_number(high), respident=RESPONSE),
        ),
    )


def _matching(question: QuizQuestion) -> tuple[Sequence[_Element], Sequence[_Element]]:
    rights = list(dict.fromkeys(pair.right for pair in question.pairs))
    # Canvas knows what is to be found by the first number in its name.
    names = {right: f"m{number}" for number, right in enumerate(rights, 1)}
    share = f"{100 / len(question.pairs):.2f}"
    fields_, conditions = [], []
    for number, pair in enumerate(question.pairs, 1):
        field = f"response_{number}"
        labels = (make("response_label", _plain(right), ident=names[right]) for right in rights)
        fields_.append(make("response_lid", text(pair.left), make("render_choice", *labels), ident=field))
        conditions.append(
            make(
                "respcondition",
                make("conditionvar", make("varequal", names[pair.right], respident=field)),
                make("setvar", share, varname="SCORE", action="Add"),
            )
        )
    return fields_, conditions


def _plain(right: str) -> _Element:
    """Return what is to be found for a pair: Canvas shows it as it is written."""
    return make("material", make("mattext", right, texttype="text/plain"))
