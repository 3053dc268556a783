"""QTI 2.1: an item a file, as Blackboard, TAO, OLAT and their like take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.packing.member import Member
from coursewright.exporters.prose.prose import Prose, source_of
from coursewright.exporters.prose.render import Renderer
from coursewright.exporters.qti.files import Files, needs
from coursewright.exporters.qti.items import item, test
from coursewright.exporters.qti.manifest import MANIFEST, Dialect, Resource, manifest
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.questions.bank import Quiz
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["package", "remarks"]

_DIALECT = Dialect(
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    "QTIv2.1 Package",
    "1.0.0",
)
_ITEMS, _TESTS = "items", "tests"


def remarks(questions: Sequence[QuizQuestion]) -> Iterator[str]:
    """Yield what is otherwise than its author wrote it."""
    for question in questions:
        words = question.answers if question.type == "short" else ()
        untold = [word for word in words if not (word.correct or word.feedback)]
        if untold or any(not (one.correct or one.feedback) for one in question.numbers):
            yield (
                f"question {question.number} is without the wrong answers that are expected and told "
                "nothing, since they are marked like any other"
            )


def package(edition: Edition, quizzes: Sequence[Quiz]) -> Iterator[Member]:
    """Yield the items and tests, the files they show, and the manifest."""
    files = Files("../")
    words = edition.words("play.true"), edition.words("play.false")
    tests, items = [], []
    for quiz in quizzes:
        listed = []
        for question in quiz.questions:
            render = Renderer(edition.course, files)
            prose = Prose(question.prompt, source_of(question.written, "prompt"))
            path = f"{_ITEMS}/{question.slug}.xml"
            title = shortened(render.plain(prose)) or quiz.entry.title
            yield Member(path, item(question, title, render.html(prose), words))
            items.append(Resource(question.slug, "imsqti_item_xmlv2p1", path, needs(render.assets)))
            listed.append((question.slug, f"../{path}"))
        path = f"{_TESTS}/{quiz.entry.slug}.xml"
        yield Member(path, test(quiz.entry.slug, quiz.entry.title, listed))
        tests.append(
            Resource(quiz.entry.slug, "imsqti_test_xmlv2p1", path, tuple(name for name, _ in listed))
        )
    yield from files.members()
    resources = (*tests, *items, *files.resources())
    yield Member(MANIFEST, manifest(_DIALECT, f"m-{edition.id}", resources))
