"""What an item of QTI 2 or 3 becomes.

| in the package | in the plan |
|---|---|
| choices, one or several | `single`, `multiple`; `true-false` where the choices are these words |
| a word to type | `short`; case, patterns and parts of words that count are told |
| a number to type | `numeric` with one tolerance; answers with another are told |
| a longer text | `essay`; a model answer is kept |
| a match of two sets, pairs, words for gaps | `matching`; what belongs to nothing goes to `x-qti` |
| an order | `matching` of places and things |
| words to mark in a text | `single` or `multiple` |
| several words to type, several menus | one question each; the points are shared out |
| a slider | `numeric` |
| a file | a question without a type |
| random numbers | `numeric` or `short` without a key |
| places on images, drawings, media, what others invented | left out; the prompt is kept |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.questions.keys import question
from coursewright.importers.questions.markup import line_of_words, markdown_words
from coursewright.importers.questions.model import Asked, Kept
from coursewright.importers.questions.parts import MOST_PARTS, shared, split_prompt
from coursewright.importers.questions.qti2_answers import Answers, Context, answers_of
from coursewright.importers.questions.qti2_body import body_of
from coursewright.importers.questions.qti2_declared import declared_of, points_of
from coursewright.importers.questions.qti2_marking import branches_of
from coursewright.importers.questions.qti2_names import attribute, inside, named, one_of
from coursewright.importers.questions.qti2_told import told_of
from coursewright.spec.wording import listed, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from coursewright.importers.prose import Resolve
    from coursewright.importers.questions.qti2_declared import Declared
    from coursewright.importers.questions.qti2_told import Told

__all__ = ["asked_of_qti2"]

_LONE_GAP = re.compile(r"(?:\\?\n)+…$")
"""A gap that stands below the prompt: the field to answer in."""


def asked_of_qti2(item: _Element, number: int, resolve: Resolve) -> Asked:
    """Return what became of an item of QTI 2 or 3; `number` is its place among the items, from 1."""
    body = body_of(item)
    name = attribute(item, "identifier") or str(number)
    prompt = _LONE_GAP.sub("", markdown_words(body.html, resolve))
    title = attribute(item, "title") or shortened(line_of_words(body.html)) or f"question {number}"
    kept = [Kept(markdown_words(one, resolve), "it is for those who mark") for one in body.for_staff]
    declared = declared_of(item)
    branches = branches_of(one_of(item, "responseProcessing"))
    random = any(True for _ in inside(item, "templateDeclaration"))
    told = told_of(item, branches, _right(declared))
    adaptive = attribute(item, "adaptive") == "true"
    if adaptive:
        told = told.without_a_place()
    context = Context(declared, branches, told, random)
    found = [answers_of(one, context) for one in body.interactions[: MOST_PARTS + 1]]
    if why := _refused(prompt, body.interactions, found):
        text = [Kept(prompt, why)] if prompt else []
        what = "question" if body.interactions else "text between questions"
        return Asked(name, title, why=why, kept=(*text, *kept), what=what)
    answers = [one for one in found if one is not None]
    share = shared(points_of(item), len(answers))
    questions = tuple(
        question(
            split_prompt(prompt, "", at, len(answers)),
            one.kind,
            one.key,
            points=share,
            feedback=context.told.everybody,
            extra=one.extra,
        )
        for at, one in enumerate(answers, 1)
    )
    changes, more = _also_told(context.told, answers)
    partly = [clause for one in answers for clause in one.partly] + changes
    if len(questions) > 1:
        partly.append(f"its {len(questions)} gaps or fields are a question each, and share its points")
    if random:
        partly.append("it is made anew for each learner, so it has no answer of its own")
    if adaptive:
        partly.append("it changes with the answers that are given, which a plan has no word for")
    kept += [Kept(text, "a model answer") for one in answers for text in one.models]
    return Asked(name, title, questions, tuple(dict.fromkeys(partly)), kept=(*kept, *more))


def _right(declared: Mapping[str, Declared]) -> list[str]:
    return [value for one in declared.values() for value in one.right]


def _refused(prompt: str, interactions: Sequence[_Element], found: Sequence[Answers | None]) -> str:
    if not interactions:
        return "it is a text, and asks nothing"
    if len(found) > MOST_PARTS:
        return f"it asks for more than {MOST_PARTS} things"
    if not any(found):
        names = sorted({named(one).removesuffix("Interaction") for one in interactions})
        return f"a plan has no type for this question ({listed(names)})"
    return "" if prompt else "it has no prompt"


def _also_told(told: Told, answers: Sequence[Answers]) -> tuple[list[str], tuple[Kept, ...]]:
    placed = len(answers) == 1 and answers[0].says_right_and_wrong
    kept = [Kept(text, "feedback that a plan has no place for") for text in told.elsewhere]
    if not placed:
        kept += [
            Kept(text, f"what those are told whose answer is {who}; a plan has it for options alone")
            for text, who in ((told.right, "right"), (told.wrong, "wrong"))
            if text
        ]
    changes = ["some of its feedback is in the notes"] if kept else []
    if placed and (told.right or told.wrong):
        changes.append("what all right or all wrong answers are told stands with each option")
    return changes, tuple(kept)
