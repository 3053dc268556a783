"""Question without answer.

## What it says

A question that is checked has no right answer marked, or more than its type allows; it offers the same
option twice; or it never tells learners why the answer is right. The last only informs.

## Why

Students trust a quiz. One whose key is missing or doubled marks good answers wrong, and nobody is there to
put it right; that just one option is right is among the guidelines that Haladyna and colleagues drew from
textbooks and research. Van der Kleij and colleagues pooled 40 studies of feedback on a screen: an explanation
did far more for learning than being told right or wrong.

What each type needs: `single` and `true-false` one right answer, `multiple` at least one, `matching` pairs,
`numeric` an `answer`, and in a quiz `short` too. Surveys, polls and essays are left alone, and so are
questions outside a quiz none of which has a key: they ask for opinions, or somebody marks them by hand.
Whatever is still `TODO` is not spoken of. An explanation is `feedback` on the question or any of its
options. It is not asked of graded assessments other than quizzes, nor where the task is gone through in a
session or answered by a person, nor of a question whose key is not in order yet.

## Invalid

```yaml
module: planets
tasks:
  - id: giants
    kind: quiz
    questions:
      - prompt: Which of these is a gas giant?
        type: single
        options: [{text: Saturn, correct: true}, {text: Jupiter, correct: true}, Mars]
```

## Valid

```yaml
module: planets
tasks:
  - id: giants
    kind: quiz
    questions:
      - prompt: Which of these is a gas giant?
        type: single
        options: [{text: Saturn, correct: true}, Venus, Mars]
        feedback: Saturn is mostly hydrogen and helium; the other two have a surface to stand on.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.question_keys import is_checked, is_explained, repeated_option, right_answers
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import shortened, when_phrase
from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.spec.model import Question

META = Meta(
    code="TSK011",
    name="question-without-answer",
    statement="A quiz question has its key, distinct options and an explanation",
    severity=Severity.ERROR,
    minutes=5,
    evidence=Evidence.RESEARCH,
    sources=("Haladyna et al. 2002", "Van der Kleij et al. 2015"),
    why="a quiz marks on its own, so what is wrong in its key stays wrong for everyone",
)

_ONE = frozenset({"single", "true-false"})
_TOLD_WHY = "an explanation does more for learning than right or wrong (Van der Kleij et al. 2015, research)"
_KEYS = {
    "matching": "add `pairs:`, each with a `left` and the `right` that belongs to it",
    "numeric": "add `answer:` with the number, and a `tolerance:` if near is good enough",
    "short": "add `answer:` with the words that count as right, or write `type: essay` if somebody reads it",
    "multiple": "mark each right option with `correct: true`",
    "true-false": "add `answer: true` or `answer: false`",
}


def check(work: Task | Assessment, context: Context) -> Iterable[Problem]:
    """Report questions whose key, options or explanation are not in order."""
    return _problems(work, context) if work.questions and is_checked(work) else ()


def _problems(work: Task | Assessment, context: Context) -> Iterator[Problem]:
    to_explain = _should_explain(work, context)
    for number, question in enumerate(work.questions, 1):
        if (problem := _key_problem(question, number, work)) is not None:
            yield problem
        if (repeated := repeated_option(question)) is not None:
            message = f'{_name(question, number, work)} offers "{shortened(repeated)}" twice.'
            yield Problem(question, message, "reword one of the two, or delete it", key="options")
        if to_explain and problem is None and question.type != "essay" and not is_explained(question):
            fix = "add `feedback:` with the reason why the right answer is right"
            message = f"{_name(question, number, work)} does not say why its answer is right."
            yield Problem(question, message, fix, severity=Severity.INFO, why=_TOLD_WHY, minutes=2)


def _key_problem(question: Question, number: int, work: Task | Assessment) -> Problem | None:
    right = right_answers(question)
    if right == 0 and (work.kind == "quiz" or question.type != "short"):
        fix = _KEYS.get(question.type or "", "mark the right option with `correct: true`")
        lacks = "has no pairs to match" if question.type == "matching" else "has no right answer"
        return Problem(question, f"{_name(question, number, work)} {lacks}.", fix)
    if right is not None and right > 1 and question.type in _ONE:
        key = "options" if question.options else "answer"
        alone = question.type == "true-false"
        fix = "keep the one that is right" if alone else "keep one right answer, or write `type: multiple`"
        allowed = f"has {right} right answers, and its type `{question.type}` allows one"
        return Problem(question, f"{_name(question, number, work)} {allowed}.", fix, key=key)
    return None


def _should_explain(work: Task | Assessment, context: Context) -> bool:
    """Whether nobody but the question itself would explain its answer."""
    feedback = work.feedback
    if work.leaves_open("feedback") or work.leaves_out("feedback"):
        return False
    if feedback is not None and feedback.form != ("automatic",):
        return False
    if isinstance(work, Assessment):
        return work.kind == "quiz" or work.formative
    links = context.course.links
    return work not in links.answer_keys_in and work not in links.feedback_in


def _name(question: Question, number: int, work: Task | Assessment) -> str:
    name = f'Question "{shortened(question.prompt)}"' if question.prompt else f"Question {number}"
    return f"{name} of {work.label}{when_phrase(work)}"
