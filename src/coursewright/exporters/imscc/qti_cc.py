"""Quizzes in the profile of QTI 1.2 that Common Cartridge allows, as Moodle and others read it.

The profile knows single and multiple choice, true or false, short answers and essays. A matching question
becomes one single choice a pair; a number without tolerance becomes a short answer; what nothing could mark
becomes an essay.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.exporters.imscc.titles import title_of
from coursewright.exporters.packing.xml import tree_bytes
from coursewright.exporters.qti12.parts import (
    CORRECT,
    GENERAL,
    QTI,
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
from coursewright.exporters.questions.numbers import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.imscc.versions import Version
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["Profile", "is_weight", "profile_of", "quiz"]

Profile: TypeAlias = Literal[
    "multiple_choice", "multiple_response", "true_false", "fib", "essay", "pairs", ""
]
_PROFILES: dict[str, Profile] = {
    "single": "multiple_choice",
    "multiple": "multiple_response",
    "true-false": "true_false",
    "short": "fib",
    "matching": "pairs",
    "essay": "essay",
}
_MOST_WEIGHT = 99
"""The highest weight of a question; the lowest is one."""


def is_weight(points: float) -> bool:
    """Whether the profile can say that a question is worth so many points."""
    return points == int(points) and 1 <= points <= _MOST_WEIGHT


def profile_of(question: QuizQuestion) -> Profile:
    """Return as what a question is asked: `pairs` is one choice a pair, empty that nobody could answer it."""
    if question.unaskable:
        return ""
    if question.unmarkable:
        return "essay"
    if question.type == "numeric":
        exact = all(not number.tolerance for number in question.numbers if number.correct)
        return "fib" if exact else "essay"
    return _PROFILES[question.type]


def quiz(
    version: Version,
    identifier: str,
    title: str,
    questions: Sequence[Asked],
    words: tuple[str, str],
    settings: Iterable[tuple[str, str]] = (),
) -> bytes | None:
    """Write an assessment; None where no question is left that somebody could answer.

    `words` are those for true and false; `settings` are `cc_maxattempts` and `qmd_timelimit`, with values.
    """
    items = [item for asked in questions for item in _items(asked, words)]
    if not items:
        return None
    root = make(
        "questestinterop",
        {"xsi:schemaLocation": version.schema_of(QTI, "qtiasiv1p2p1_v1p0")},
        make(
            "assessment",
            fields(
                (
                    ("cc_profile", "cc.exam.v0p1"),
                    ("qmd_assessmenttype", "Examination"),
                    ("qmd_scoretype", "Percentage"),
                    *settings,
                )
            ),
            make("section", *items, ident="root_section"),
            ident=identifier,
            title=title_of(title),
        ),
    )
    return tree_bytes(root)


def _items(asked: Asked, words: tuple[str, str]) -> Iterator[_Element]:
    question, profile = asked.question, profile_of(asked.question)
    match profile:
        case "multiple_choice" | "multiple_response":
            yield _choice(asked, several=profile == "multiple_response")
        case "true_false":
            yield _truth(asked, words)
        case "fib":
            yield _short(asked)
        case "essay":
            yield _essay(asked)
        case "pairs":
            for number, pair in enumerate(question.pairs, 1):
                yield _pair(asked, number, pair.left, pair.right)
        case _:
            return


def _choice(asked: Asked, *, several: bool) -> _Element:
    answers = asked.question.answers
    names = [f"answer-{number}" for number in range(1, len(answers) + 1)]
    labels = list(zip(names, (answer.text for answer in answers), strict=True))
    told = [(name, answer.feedback) for name, answer in zip(names, answers, strict=True) if answer.feedback]
    right = [name for name, answer in zip(names, answers, strict=True) if answer.correct]
    if several:
        # Moodle gives no score for an answer whose test does not say `case="Yes"`.
        tests = [
            equals(name, case="Yes") if name in right else make("not", equals(name, case="Yes"))
            for name in names
        ]
        conditions = [condition(make("and", *tests), score=CORRECT)]
        conditions += [condition(equals(name), feedbacks=[f"{name}-feedback"]) for name, _ in told]
    else:
        conditions = list(_one_by_one(names, right, told))
    return _item(
        asked,
        asked.question.slug,
        "multiple_response" if several else "multiple_choice",
        choices(labels, several=several),
        conditions,
        told,
    )


def _truth(asked: Asked, words: tuple[str, str]) -> _Element:
    # Moodle throws the whole import away if these two are called anything else.
    names = ("true", "false")
    answers = asked.question.answers
    told = [(name, answer.feedback) for name, answer in zip(names, answers, strict=True) if answer.feedback]
    right = ["true" if asked.question.truth else "false"]
    return _item(
        asked,
        asked.question.slug,
        "true_false",
        choices(list(zip(names, words, strict=True))),
        list(_one_by_one(names, right, told)),
        told,
    )


def _one_by_one(
    names: Iterable[str], right: Sequence[str], told: Iterable[tuple[str, str]]
) -> Iterator[_Element]:
    """Yield one condition an answer: of two about one answer, Moodle forgets the score of the first."""
    with_feedback = dict(told)
    for name in names:
        if name in right or name in with_feedback:
            score = CORRECT if name in right else None
            yield condition(
                equals(name), score=score, feedbacks=[f"{name}-feedback"] if name in with_feedback else []
            )


def _short(asked: Asked) -> _Element:
    question = asked.question
    accepted = list(question.accepted) or [
        form for number in question.numbers if number.correct for form in _spelt(plain_number(number.value))
    ]
    wrong = [(answer.text, answer.feedback) for answer in question.answers if not answer.correct]
    wrong += [
        (plain_number(number.value), number.feedback) for number in question.numbers if not number.correct
    ]
    told = [(f"answer-{number}", text, said) for number, (text, said) in enumerate(wrong, 1) if said and text]
    conditions = [condition(*(equals(text) for text in accepted), score=CORRECT)]
    conditions += [condition(equals(text), feedbacks=[f"{name}-feedback"]) for name, text, _ in told]
    feedbacks = [(name, said) for name, _, said in told]
    return _item(asked, question.slug, "fib", answer_field(), conditions, feedbacks)


def _spelt(number: str) -> tuple[str, ...]:
    """Return a number with a point and with a comma, for both are typed."""
    return (number, number.replace(".", ",")) if "." in number else (number,)


def _essay(asked: Asked) -> _Element:
    question = asked.question
    html = asked.html
    if question.type != "essay":
        # What there was to choose from is still worth reading.
        offered = [answer.text for answer in question.answers] if question.type != "short" else []
        html += "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in offered) + "</ul>" if offered else ""
    return _item(
        Asked(question, html),
        question.slug,
        "essay",
        answer_field(),
        [otherwise()],
        [],
        more=(("qmd_computerscored", "No"),),
    )


def _pair(asked: Asked, number: int, left: str, right: str) -> _Element:
    offered = list(dict.fromkeys(pair.right for pair in asked.question.pairs))
    names = [f"answer-{place}" for place in range(1, len(offered) + 1)]
    return _item(
        Asked(asked.question, f"{asked.html}<p><strong>{escape(left)}</strong></p>"),
        f"{asked.question.slug}-{number}",
        "multiple_choice",
        choices(list(zip(names, offered, strict=True))),
        [condition(equals(names[offered.index(right)]), score=CORRECT)],
        [],
        weighted=False,
    )


def _item(
    asked: Asked,
    identifier: str,
    profile: str,
    response: _Element,
    conditions: Iterable[_Element],
    told: Iterable[tuple[str, str]],
    *,
    more: Iterable[tuple[str, str]] = (),
    weighted: bool = True,
) -> _Element:
    question = asked.question
    metadata = [("cc_profile", f"cc.{profile}.v0p1"), *more]
    if weighted and is_weight(question.points):
        metadata.append(("cc_weighting", f"{question.points:g}"))
    general = [otherwise([GENERAL], goes_on=True)] if question.feedback else []
    return make(
        "item",
        make("itemmetadata", fields(metadata)),
        make("presentation", material(asked.html), response),
        make("resprocessing", outcome(), *general, *conditions),
        feedback(GENERAL, question.feedback) if question.feedback else None,
        *(feedback(f"{name}-feedback", said) for name, said in told),
        ident=identifier,
    )
