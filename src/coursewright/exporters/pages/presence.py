"""The survey at the end of a module: how present thinking, people and teaching were to those who learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.pages.writing import Desk, section
from coursewright.exporters.prose.text import escaped, paragraphs

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.pages.parts import Body
    from coursewright.exporters.prose.links import Links
    from coursewright.exporters.words.words import Words

__all__ = ["PresenceGroup", "answers", "presence_groups", "presence_survey_body"]

_GROUPS = ("cognitive", "social", "teaching")
_ITEMS = range(1, 5)
_ANSWERS = range(1, 6)


class PresenceGroup(NamedTuple):
    """Statements about one kind of presence of a community of inquiry."""

    kind: str
    """`cognitive`, `social` or `teaching`."""
    title: str
    statements: tuple[str, ...]


def presence_groups(words: Words) -> tuple[PresenceGroup, ...]:
    """Return the statements of the survey."""
    return tuple(
        PresenceGroup(
            kind, words(f"survey.{kind}"), tuple(words(f"survey.{kind}.{number}") for number in _ITEMS)
        )
        for kind in _GROUPS
    )


def answers(words: Words) -> tuple[str, ...]:
    """Return the five answers, from "not true for me" to "true for me"."""
    return tuple(words(f"survey.answer.{number}") for number in _ANSWERS)


def presence_survey_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return the survey to print, or to copy into a platform: tables to tick, and an open question."""
    desk, words = Desk(edition, links, level=level), edition.words
    told = answers(words)
    heads = "".join(f'<th scope="col">{escaped(one)}</th>' for one in told)
    boxes = '<td class="cw-box">☐</td>' * len(told)
    tables = [
        section(
            f"survey-{group.kind}",
            group.title,
            '<div class="cw-scroll" tabindex="0"><table class="cw-survey">'
            f'<thead><tr><th scope="col">{escaped(words("survey.statement"))}</th>{heads}</tr></thead><tbody>'
            + "".join(f'<tr><th scope="row">{escaped(one)}</th>{boxes}</tr>' for one in group.statements)
            + "</tbody></table></div>",
            level=level,
        )
        for group in presence_groups(words)
    ]
    return desk.body(
        paragraphs(words("survey.lead")),
        *tables,
        desk.section("survey-open", "survey.open", paragraphs(words("survey.open_question"))),
    )
