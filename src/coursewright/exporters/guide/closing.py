"""What belongs to the whole run: the log of those who teach, the presence survey and the evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.guide.outline import Chapter, Heading, Points, Table, Text
from coursewright.exporters.pages.course_bodies import home
from coursewright.exporters.pages.loop import joined
from coursewright.exporters.pages.presence import answers, presence_groups
from coursewright.spec.model import Reflection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.guide.outline import Block

__all__ = ["closing_chapters"]


def closing_chapters(edition: Edition) -> Iterator[Chapter]:
    """Yield the chapters that follow the weeks."""
    words = edition.words
    yield Chapter(words("log.title"), tuple(_log(edition)))
    yield Chapter(words("survey.title"), tuple(_survey(edition)))
    rows = tuple(_evaluations(edition))
    if rows:
        head = ("evaluation.measure", "evaluation.evidence", "evaluation.when", "evaluation.used_for")
        yield Chapter(words("evaluation.title"), (Table(tuple(words(name) for name in head), rows),))


def _log(edition: Edition) -> Iterator[Block]:
    words = edition.words
    yield Text(words("log.lead"))
    yield Points(tuple(words(f"log.prompt.{number}") for number in (1, 2, 3)))
    for entry in edition.entries:
        if isinstance(entry.element, Reflection) and entry.element.audience in {"instructors", "everyone"}:
            yield Heading(entry.title)
            yield Points(tuple(prompt.text for prompt in entry.element.prompts))


def _survey(edition: Edition) -> Iterator[Block]:
    words = edition.words
    yield Text(words("survey.lead"))
    head = answers(words)
    for group in presence_groups(words):
        yield Heading(group.title)
        boxes = ("☐",) * len(head)
        yield Table((words("survey.statement"), *head), tuple((one, *boxes) for one in group.statements))
    yield Heading(words("survey.open"))
    yield Text(words("survey.open_question"))


def _evaluations(edition: Edition) -> Iterator[tuple[str, ...]]:
    words = edition.words
    places = dict.fromkeys(
        [home(edition), *(part.module for part in edition.modules if part.module is not None)]
    )
    for place in places:
        for one in getattr(place, "evaluation", ()):
            kinds = [words(f"evidence.{kind}") for kind in one.evidence if f"evidence.{kind}" in words]
            yield one.measure or "", joined(kinds, words), one.when or "", one.used_for or ""
