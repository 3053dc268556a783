"""From the questions of a task or an assessment to questions that a quiz can ask, or why it cannot."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.question_keys import is_checked
from coursewright.exporters.questions.meaning import TRUTH, type_meant
from coursewright.exporters.questions.model import Answer, Number, Pair, QuizQuestion
from coursewright.exporters.questions.numbers import number_in
from coursewright.spec.model import Assessment, Task
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.questions.model import QuestionType
    from coursewright.spec.model import Question

__all__ = ["question_meant", "questions_of"]

_OF_OPINION = frozenset({"poll", "survey"})


def questions_of(entry: Entry) -> tuple[QuizQuestion, ...]:
    """Return the questions of an entry in their order; none where it is of a kind that asks none."""
    element = entry.element
    if not isinstance(element, (Task, Assessment)):
        return ()
    # Nobody marks a short answer without a key but whoever reads it: elsewhere that is an essay.
    read_by_hand = element.kind not in _OF_OPINION and not is_checked(element)
    names: set[str] = set()
    found = []
    for number, written in enumerate(element.questions, 1):
        slug = _slug(entry.slug, written.prompt or "", names)
        found.append(question_meant(written, slug, number, read_by_hand=read_by_hand))
    return tuple(found)


class _Key(NamedTuple):
    """What there is to answer with."""

    answers: tuple[Answer, ...] = ()
    numbers: tuple[Number, ...] = ()
    pairs: tuple[Pair, ...] = ()
    unaskable: str = ""
    unmarkable: str = ""


def question_meant(
    written: Question, slug: str = "", number: int = 1, *, read_by_hand: bool = False
) -> QuizQuestion:
    """Return what a question means; `read_by_hand` says whether people read what has no key."""
    meant = type_meant(written)
    key = _key(written, meant)
    if meant == "short" and read_by_hand and not key.answers and not key.unaskable:
        meant, key = "essay", _Key()
    return QuizQuestion(
        written,
        slug,
        number,
        meant,
        (written.prompt or "").strip(),
        1.0 if written.points is None else written.points,
        key.answers,
        key.numbers,
        key.pairs,
        (written.feedback or "").strip(),
        _left_open(written) or key.unaskable,
        key.unmarkable,
    )


def _slug(of_entry: str, prompt: str, names: set[str]) -> str:
    """Name a question by its prompt; a second one with the same prompt gets another name."""
    salt = 0
    while True:
        text = f"{prompt}\0{salt}" if salt else prompt
        name = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
        if name not in names:
            names.add(name)
            return f"{of_entry}-q-{name}"
        salt += 1


def _left_open(written: Question) -> str:
    """Say what of a question has to be there before anybody can answer it, and is not."""
    for name in ("prompt", "type", "options", "pairs", "answer", "tolerance"):
        if written.leaves_open(name):
            return f"its {name} {'are' if name.endswith('s') else 'is'} still open"
    return "" if (written.prompt or "").strip() else "it has no prompt"


def _key(written: Question, meant: QuestionType) -> _Key:
    match meant:
        case "single" | "multiple":
            return _options(written, meant)
        case "true-false":
            return _truth(written)
        case "short":
            return _words(written)
        case "numeric":
            return _numbers(written)
        case "matching":
            return _pairs(written)
        case "essay":
            return _Key()


def _options(written: Question, meant: QuestionType) -> _Key:
    if not written.options:
        return _Key(unaskable="it has no options to choose from")
    if fault := _option_fault(written):
        return _Key(unaskable=fault)
    texts = [_one_line(option.text) for option in written.options]
    right = {at for at, option in enumerate(written.options) if option.correct}
    folded = [text.casefold() for text in texts]
    unknown = ""
    for answer in written.answer:
        if (said := _one_line(answer).casefold()) in folded:
            right.add(folded.index(said))
        else:
            unknown = f'no option reads "{shortened(answer)}", which its answer names'
    answers = tuple(
        Answer(text, at in right, (option.feedback or "").strip())
        for at, (text, option) in enumerate(zip(texts, written.options, strict=True))
    )
    return _Key(answers, unmarkable=unknown or _undecided(written) or _wrong_count(meant, len(right)))


def _wrong_count(meant: QuestionType, right: int) -> str:
    if not right:
        return "no option is marked as right"
    if meant == "single" and right > 1:
        return f"{right} options are marked as right, and its type allows one"
    return ""


def _truth(written: Question) -> _Key:
    told = {_one_line(option.text).casefold(): (option.feedback or "").strip() for option in written.options}
    right = {TRUTH[_one_line(option.text).casefold()] for option in written.options if option.correct}
    fault = ""
    for answer in written.answer:
        truth = TRUTH.get(_one_line(answer).casefold())
        if truth is None:
            fault = f'its answer "{shortened(answer)}" is neither true nor false'
        else:
            right.add(truth)
    if not fault:
        fault = (
            "" if len(right) == 1 else "both answers are right" if right else "no answer is marked as right"
        )
    answers = tuple(Answer(name, right == {name == "true"}, told.get(name, "")) for name in ("true", "false"))
    return _Key(answers, unmarkable=_undecided(written) or fault)


def _words(written: Question) -> _Key:
    if fault := _option_fault(written):
        return _Key(unaskable=fault)
    answers = _expected(written)
    missing = "" if any(answer.correct for answer in answers) else "no answer is given that counts as right"
    return _Key(answers, unmarkable=_undecided(written) or missing)


def _numbers(written: Question) -> _Key:
    if fault := _option_fault(written):
        return _Key(unaskable=fault)
    tolerance = Decimal(repr(written.tolerance or 0.0))
    numbers = []
    unread = ""
    for answer in _expected(written):
        value = number_in(answer.text)
        if value is None:
            unread = f'its answer "{shortened(answer.text)}" is no number'
        else:
            numbers.append(Number(value, tolerance, answer.correct, answer.feedback))
    missing = "" if any(number.correct for number in numbers) else "no number is given that counts as right"
    return _Key(numbers=tuple(numbers), unmarkable=_undecided(written) or unread or missing)


def _expected(written: Question) -> tuple[Answer, ...]:
    """Return the answers in words: those of `answer`, then options, which here are answers too; each once."""
    found = {text: Answer(text, correct=True) for answer in written.answer if (text := _one_line(answer))}
    for option in written.options:
        text = _one_line(option.text)
        correct = option.correct or text in found
        found[text] = Answer(text, correct, (option.feedback or "").strip())
    return tuple(found.values())


def _pairs(written: Question) -> _Key:
    pairs = tuple(Pair(_one_line(pair.left), _one_line(pair.right)) for pair in written.pairs)
    if not pairs:
        return _Key(unaskable="it has no pairs to match")
    if any(not (pair.left and pair.right) for pair in pairs):
        return _Key(unaskable="one of its pairs lacks a half")
    if len(pairs) == 1:
        return _Key(unaskable="a single pair leaves nothing to match")
    if len({pair.left for pair in pairs}) < len(pairs):
        return _Key(unaskable="two of its pairs have one left half")
    if len({pair.right for pair in pairs}) == 1:
        return _Key(unaskable="all its pairs have one right half")
    return _Key(pairs=pairs)


def _option_fault(written: Question) -> str:
    return (
        "" if all(_one_line(option.text) for option in written.options) else "one of its options has no text"
    )


def _undecided(written: Question) -> str:
    for option in written.options:
        if option.leaves_open("correct"):
            return f'whether "{shortened(option.text or "")}" is right is still open'
    return ""


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
