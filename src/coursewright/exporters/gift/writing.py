"""One question in GIFT, as Moodle's importer reads it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.gift.limits import FEWEST_PAIRS, MOST_RIGHT
from coursewright.exporters.gift.signs import escaped, rich, words
from coursewright.exporters.prose.prose import Prose, source_of
from coursewright.exporters.questions.numbers import plain_number
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.exporters.prose.render import Renderer
    from coursewright.exporters.questions.model import Answer, QuizQuestion

__all__ = ["NO_FILE", "Written", "written"]

NO_FILE = "no-file"
"""The address that the prompts of this format have in the place of all files."""

_IMAGE = re.compile(rf'<img\b[^>]*?\bsrc="{NO_FILE}"[^>]*?\balt="([^"]*)"[^>]*>')
_LINK = re.compile(rf'<a\b[^>]*?\bhref="{NO_FILE}"[^>]*>(.*?)</a>', re.DOTALL)


class Written(NamedTuple):
    """A question in GIFT, and whether images and links to files in its prompt gave way to their words."""

    text: str
    had_files: bool


def written(question: QuizQuestion, render: Renderer, tags: Sequence[str] = ()) -> Written:
    """Write a question: a comment with its id and tags, its name, its prompt as HTML, and its answers."""
    prose = Prose(question.prompt, source_of(question.written, "prompt"))
    html = render.html(prose)
    prompt = _LINK.sub(r"\1", _IMAGE.sub(lambda image: f"[{image[1]}]" if image[1] else "", html))
    name = f"{question.number:02} {shortened(render.plain(prose))}"
    comment = " ".join(("//", f"[id:{question.slug}]", *(f"[tag:{tag}]" for tag in tags)))
    general = f"####{rich(render.inline(question.feedback))}" if question.feedback else ""
    answers = "\n\t".join((*_answers(question, render), *([general] if general else ())))
    block = f"{{\n\t{answers}\n}}" if "\n" in answers else f"{{{answers}}}"
    return Written(f"{comment}\n::{escaped(name)}::[html]{escaped(prompt)}{block}\n", prompt != html)


def _answers(question: QuizQuestion, render: Renderer) -> Iterator[str]:
    match question.type:
        case "single":
            yield from (
                _option("=" if answer.correct else "~", answer, render) for answer in question.answers
            )
        case "multiple":
            yield from _weighed(question.answers, render)
        case "true-false":
            yield _truth(question, render)
        case "short":
            for answer in question.answers:
                weight = "" if answer.correct else "%0%"
                yield f"={weight}{words(answer.text)}{_told(answer.feedback, render)}"
        case "numeric":
            yield from _numbers(question, render)
        case "matching":
            yield from _pairs(question, render)
        case "essay":
            return


def _option(sign: str, answer: Answer, render: Renderer) -> str:
    return f"{sign}{rich(render.inline(answer.text))}{_told(answer.feedback, render)}"


def _told(feedback: str, render: Renderer) -> str:
    return f"#{rich(render.inline(feedback))}" if feedback else ""


def _weighed(answers: Sequence[Answer], render: Renderer) -> Iterator[str]:
    """Right options share the marks; wrong ones take as much away together: ticking all earns none."""
    right = sum(answer.correct for answer in answers)
    wrong = min(len(answers) - right, MOST_RIGHT)
    for answer in answers:
        weight = _share(right) if answer.correct else f"-{_share(wrong)}"
        yield _option(f"~%{weight}%", answer, render)


def _share(count: int) -> str:
    """Return the share of one among so many, in per cent, with the five places that Moodle keeps."""
    return plain_number((Decimal(100) / count).quantize(Decimal("1.00000")))


def _truth(question: QuizQuestion, render: Renderer) -> str:
    """After the word come what the wrong answer is told, then what the right one is told."""
    right, wrong = sorted(question.answers, key=lambda answer: not answer.correct)
    told = [_told(answer.feedback, render) or "#" for answer in (wrong, right)]
    while told and told[-1] == "#":
        told.pop()
    return f"{'TRUE' if question.truth else 'FALSE'}{''.join(told)}"


def _numbers(question: QuizQuestion, render: Renderer) -> Iterator[str]:
    yield "#"
    for number in question.numbers:
        weight = "" if number.correct else "%0%"
        value = f"{plain_number(number.value)}:{plain_number(number.tolerance)}"
        yield f"={weight}{value}{_told(number.feedback, render)}"


def _pairs(question: QuizQuestion, render: Renderer) -> Iterator[str]:
    if len(question.pairs) >= FEWEST_PAIRS:
        for left, right in question.pairs:
            yield f"={rich(render.inline(left))} -> {escaped(right)}"
        return
    lefts = [pair.left for pair in question.pairs]
    rights = [pair.right for pair in question.pairs]
    yield f"={rich(render.inline(_paired(zip(lefts, rights, strict=True))))}"
    yield f"~{rich(render.inline(_paired(zip(lefts, reversed(rights), strict=True))))}"


def _paired(pairs: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{left} → {right}" for left, right in pairs)
