"""QTI 1.2: one file a quiz, with the types of question and the points that Canvas reads.

The manifest names them as text2qti and R/exams do, whose packages Canvas and Brightspace are known to take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.packing.member import Member
from coursewright.exporters.prose.prose import Prose, source_of
from coursewright.exporters.prose.render import Renderer
from coursewright.exporters.qti.files import Files, needs
from coursewright.exporters.qti.manifest import MANIFEST, Dialect, Resource, manifest
from coursewright.exporters.qti12.canvas import canvas_quiz
from coursewright.exporters.qti12.parts import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.questions.bank import Quiz
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["package", "remarks"]

_DIALECT = Dialect(
    "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
    "http://www.imsglobal.org/xsd/imscp_v1p1.xsd",
    "IMS Content",
    "1.1.3",
)
_ROOT = "$IMS-CC-FILEBASE$/"
"""What stands for the root of the package in addresses."""


def remarks(questions: Sequence[QuizQuestion]) -> Iterator[str]:
    """Yield what is otherwise than its author wrote it."""
    for question in questions:
        words = question.answers if question.type == "short" else ()
        if not (all(word.correct for word in words) and all(one.correct for one in question.numbers)):
            yield (
                f"question {question.number} is without the wrong answers that are expected, "
                "since Canvas takes every answer it finds there for a right one"
            )


def package(edition: Edition, quizzes: Sequence[Quiz]) -> Iterator[Member]:
    """Yield the quizzes, the files they show, and the manifest."""
    files = Files(_ROOT)
    words = edition.words("play.true"), edition.words("play.false")
    resources = []
    for quiz in quizzes:
        render = Renderer(edition.course, files)
        asked = [
            Asked(question, render.html(Prose(question.prompt, source_of(question.written, "prompt"))))
            for question in quiz.questions
        ]
        slug, path = quiz.entry.slug, f"{quiz.entry.slug}/{quiz.entry.slug}.xml"
        content = canvas_quiz(slug, quiz.entry.title, asked, words, opinion=False)
        if content is not None:
            resources.append(Resource(slug, "imsqti_xmlv1p2", path, needs(render.assets)))
            yield Member(path, content)
    yield from files.members()
    yield Member(MANIFEST, manifest(_DIALECT, f"m-{edition.id}", (*resources, *files.resources())))
