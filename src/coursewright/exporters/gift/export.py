"""The questions of a course as one GIFT file, a category for each quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.gift.limits import refusal, remarks
from coursewright.exporters.gift.signs import category
from coursewright.exporters.gift.writing import NO_FILE, written
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
    """A text file has no files beside it: images and links give way to their words."""

    def asset(self, asset: Asset) -> str:  # noqa: ARG002
        """Return the address that stands for every file."""
        return NO_FILE

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
        block, with_files = _block(quiz, render, edition)
        blocks.append(block)
        noted[quiz.entry.key] = tuple(remarks(quiz.questions, with_files))
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
    """Return a quiz in GIFT, and the numbers of the questions whose files it could not take along."""
    tags = [edition.cards[key].slug for key in quiz.entry.outcomes if key in edition.cards]
    lines = [f"$CATEGORY: {category(*quiz.path, quiz.entry.title)}\n"]
    with_files = []
    for question in quiz.questions:
        text, had_files = written(question, render, tags)
        lines.append(text)
        if had_files:
            with_files.append(question.number)
    return "\n".join(lines), with_files
