"""The questions of a course as one GIFT file, a category for each quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.gift.limits import refusal, remarks
from coursewright.exporters.gift.signs import category
from coursewright.exporters.gift.writing import written
from coursewright.exporters.packing.member import Member
from coursewright.exporters.prose.render import Renderer
from coursewright.exporters.questions.account import note_bank
from coursewright.exporters.questions.bank import no_questions, quizzes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.questions.bank import Quiz

__all__ = ["members"]


class _NoFiles:
    """A text file has no files beside it: images give way to their words, links to their names."""

    def asset(self, asset: Asset) -> str:
        """Return the name of a file, so that whoever puts it on the platform can mend the link."""
        return asset.name

    def entry(self, key: str) -> str | None:  # noqa: ARG002
        """Return None: a bank has no pages."""
        return None


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield one file. Raises `UsageError` where no question can be marked, for an empty bank helps nobody."""
    step("Collecting the questions")
    quizzes, absent = quizzes_of(edition, refusal)
    if not quizzes:
        raise no_questions(edition)
    render = Renderer(edition.course, _NoFiles())
    noted: dict[str, tuple[str, ...]] = {}
    blocks = []
    for quiz in quizzes:
        block, with_images = _block(quiz, render, edition)
        blocks.append(block)
        noted[quiz.entry.key] = tuple(remarks(quiz.questions, with_images))
    note_bank(
        edition,
        ledger,
        quizzes,
        absent,
        as_what="its questions alone, as a category of the question bank",
        kept={"outcomes": "as tags of its questions"},
        remarks=noted,
    )
    yield Member(f"{edition.id}.gift.txt", "\n".join(blocks).encode())


def _block(quiz: Quiz, render: Renderer, edition: Edition) -> tuple[str, list[int]]:
    """Return a quiz in GIFT, and the numbers of the questions whose images it could not take along."""
    tags = [edition.cards[key].slug for key in quiz.entry.outcomes if key in edition.cards]
    lines = [f"$CATEGORY: {category(*quiz.path, quiz.entry.title)}\n"]
    with_images = []
    for question in quiz.questions:
        text, had_images = written(question, render, tags)
        lines.append(text)
        if had_images:
            with_images.append(question.number)
    return "\n".join(lines), with_images
