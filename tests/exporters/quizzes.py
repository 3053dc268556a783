"""Quizzes for tests: made of plain data, and in the one form to which what is read back is compared."""

from __future__ import annotations

import re
import tempfile
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from editions import written
from hypothesis import strategies as st

from coursewright.exporters.prose.prose import Prose, source_of
from coursewright.exporters.prose.render import Renderer
from coursewright.exporters.questions.reading import questions_of

if TYPE_CHECKING:
    from decimal import Decimal

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.questions.model import QuizQuestion

HOSTILE = (
    *(
        "~",
        "= # {a}",
        "\\",
        "\\\\n",
        "a\\n",
        "[html]x",
        "[moodle] y",
        "%50%half",
        "%-100%",
        "####",
        "# a",
        "x#y#z",
    ),
    *(
        "{",
        "}",
        "=> ->",
        "a->b",
        "::t::",
        "//x",
        "$CATEGORY: x",
        "TRUE",
        "F",
        "*",
        "a*b\\*",
        "&amp;",
        "&lt;b&gt;",
    ),
    *(
        "<b>x</b>",
        "]]>",
        "<!-- -->",
        "'\"`",
        "%",
        "[",
        "\u2028",
        "é日本עא🌱",
        "1 = 2; 3 ~ 4",
        "\\:",
        "&&058;",
        "a\\",
    ),
)
"""Texts that mean something to one format or another."""


class Plain(NamedTuple):
    """A question, whatever it was read from. Texts are plain, but for the prompt, which is HTML."""

    id: str
    type: str
    html: str
    answers: tuple[tuple[str, bool, str], ...] = ()
    """Text, whether it is right, feedback."""
    numbers: tuple[tuple[Decimal, Decimal, bool, str], ...] = ()
    """Value, tolerance, whether it is right, feedback."""
    pairs: tuple[tuple[str, str], ...] = ()
    feedback: str = ""
    points: float = 1.0


class NoFiles:
    """Addresses files by their bare names."""

    def asset(self, asset: Asset) -> str:
        return asset.name

    def entry(self, key: str) -> str | None:  # noqa: ARG002
        return None


def quiz_edition(questions: list[dict[str, Any]], kind: str = "quiz", **choices: Any) -> Edition:
    """Return the edition of a module with one task that asks these questions."""
    task = {"id": "quiz", "title": "Look again", "kind": kind, "questions": questions}
    spec = {"module": "m", "title": "Seeing", "language": "en", "tasks": [task]}
    with tempfile.TemporaryDirectory() as folder:
        text = yaml.safe_dump(spec, allow_unicode=True, sort_keys=False)
        return written(Path(folder), {"m.module.yaml": text}, **choices)


def read(questions: list[dict[str, Any]], kind: str = "quiz") -> tuple[QuizQuestion, ...]:
    """Return these questions as quizzes take them."""
    return asked(quiz_edition(questions, kind))


def asked(edition: Edition) -> tuple[QuizQuestion, ...]:
    """Return all questions of an edition."""
    return tuple(question for entry in edition.entries for question in questions_of(entry))


def plain(question: QuizQuestion, edition: Edition) -> Plain:
    """Return what a writer should have written."""
    prose = Prose(question.prompt, source_of(question.written, "prompt"))
    return Plain(
        question.slug,
        question.type,
        Renderer(edition.course, NoFiles()).html(prose).strip(),
        tuple(question.answers),
        tuple(question.numbers),
        tuple((pair.left, pair.right) for pair in question.pairs),
        question.feedback,
        question.points,
    )


def hostile_questions() -> list[dict[str, Any]]:
    """Return a question of each type around each hostile text."""
    questions: list[dict[str, Any]] = []
    for said in HOSTILE:
        told = {"prompt": f"`{said}` or {said}?", "feedback": said}
        options: list[dict[str, Any]] = [
            {"text": said, "correct": True, "feedback": said},
            {"text": f"{said}!", "feedback": said},
        ]
        questions += [
            {**told, "type": "single", "options": options},
            {**told, "type": "multiple", "options": options},
            {**told, "type": "short", "options": [{"text": said, "correct": True, "feedback": said}, "x"]},
            {**told, "type": "true-false", "options": [{**options[0], "text": "true"}, "false"]},
            {
                **told,
                "type": "numeric",
                "options": [
                    {"text": "1.5", "correct": True, "feedback": said},
                    {"text": "-2", "feedback": said},
                ],
            },
            {
                **told,
                "type": "matching",
                "pairs": [
                    {"left": f"{said} {way}", "right": f"{way} {said}"} for way in ("up", "down", "on")
                ],
            },
            {**told, "type": "essay"},
        ]
    return questions


def words(html: str) -> str:
    """Return the words of HTML that holds no elements inside words."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


_SAID = (
    st.one_of(
        st.sampled_from(HOSTILE),
        st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=4).map(" ".join),
        st.text(
            st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=12
        ),
    )
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text not in {"", "~", "null"})
)


def _told(
    fields: dict[str, st.SearchStrategy[Any]], **more: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"prompt": _SAID, **fields}, optional={"feedback": _SAID, **more})


_OPTION = st.fixed_dictionaries({"text": _SAID}, optional={"correct": st.booleans(), "feedback": _SAID})
_NUMBER = st.decimals(-9999, 9999, places=3).map(lambda number: format(number, "f"))
_POINTS = st.sampled_from([0.5, 1, 2, 10])

QUESTIONS: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.one_of(
        _told(
            {"type": st.just("single"), "options": st.lists(_OPTION, min_size=2, max_size=4)}, points=_POINTS
        ),
        _told(
            {"type": st.just("multiple"), "options": st.lists(_OPTION, min_size=2, max_size=6)},
            points=_POINTS,
        ),
        _told({"type": st.just("true-false"), "answer": st.booleans()}),
        _told(
            {
                "type": st.just("true-false"),
                "options": st.tuples(_SAID, _SAID, st.booleans()).map(
                    lambda said: [
                        {"text": "True", "correct": said[2], "feedback": said[0]},
                        {"text": "False", "correct": not said[2], "feedback": said[1]},
                    ]
                ),
            }
        ),
        _told({"type": st.just("short"), "answer": st.lists(_SAID, min_size=1, max_size=3)}, points=_POINTS),
        _told(
            {"type": st.just("numeric"), "answer": st.lists(_NUMBER, min_size=1, max_size=3, unique=True)},
            tolerance=st.sampled_from([0, 0.5, 0.01, 3]),
        ),
        _told(
            {
                "type": st.just("matching"),
                "pairs": st.lists(
                    st.fixed_dictionaries({"left": _SAID, "right": _SAID}), min_size=2, max_size=5
                ),
            },
            points=_POINTS,
        ),
        _told({"type": st.just("essay")}),
    ),
    min_size=1,
    max_size=4,
)
"""Questions as their authors could have written them; not all of them can be marked."""
