"""What Canvas says of a quiz beside its questions: its description, time limit and attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.questions.markup import markdown_words
from coursewright.importers.questions.numbers import decimal_in
from coursewright.packages.reading.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.prose import Resolve
    from coursewright.importers.questions.model import Quiz

__all__ = ["with_settings"]


def with_settings(quiz: Quiz, settings: _Element, resolve: Resolve) -> Quiz:
    """Return a quiz with what its settings say."""
    minutes = decimal_in(text_of(settings, "time_limit"))
    attempts = decimal_in(text_of(settings, "allowed_attempts"))
    description = markdown_words(text_of(settings, "description"), resolve)
    return quiz._replace(
        title=" ".join(text_of(settings, "title").split()) or quiz.title,
        description="\n\n".join(filter(None, (description, quiz.description))),
        minutes=float(minutes) if minutes is not None and minutes > 0 else quiz.minutes,
        attempts=_count(attempts) if attempts is not None else quiz.attempts,
    )


def _count(attempts: object) -> int | None:
    number = int(str(attempts).partition(".")[0])
    return number if number > 0 else None  # Canvas writes -1 for as many as one likes
