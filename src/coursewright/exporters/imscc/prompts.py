"""The prompts of a quiz as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.prose.prose import prose_of
from coursewright.exporters.prose.render import Renderer
from coursewright.exporters.qti12.parts import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.prose.links import Links
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["asked"]


def asked(
    questions: Iterable[QuizQuestion], edition: Edition, links: Links
) -> tuple[list[Asked], tuple[Asset, ...]]:
    """Return questions with their prompts, and the files that these need."""
    renderer = Renderer(edition.course, links)
    found = []
    for question in questions:
        prose = prose_of(question.written, "prompt", edition.course)
        found.append(Asked(question, renderer.html(prose, level=4) if prose is not None else ""))
    return found, tuple(dict.fromkeys(renderer.assets))
