"""One page of a lesson, read: its front matter, its boxes, and what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.markup.addresses import definitions
from coursewright.importers.markup.blocks import Block, Trouble, written
from coursewright.importers.markup.details import with_details
from coursewright.importers.markup.divs import divs_of
from coursewright.importers.markup.durations import minutes_of
from coursewright.importers.markup.front import front_of, texts, word
from coursewright.importers.markup.kramdown import without_attributes, without_liquid
from coursewright.importers.markup.lines import without_comments
from coursewright.importers.markup.quotes import quotes_of
from coursewright.importers.markup.wording import plain, points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.source import Plain

__all__ = ["Episode", "episode_of"]

_BREAK = re.compile(
    r"(?:(?:coffee|tea|lunch|short|long|morning|afternoon)[ -])*(?:break|lunch)"
    r"|(?:kaffee|mittags)?pause|descanso",
    re.IGNORECASE,
)
_ADDRESSES = frozenset({"page.root", "site.baseurl", "relative_root_path", "site.root"})


class Episode(NamedTuple):
    """A page as it stands, with its lists as their items."""

    name: str
    front: Mapping[str, Plain]
    title: str
    body: Block
    objectives: list[str]
    questions: list[str]
    key_points: list[str]
    references: dict[str, str]
    """The lines that define its references, by label."""
    comments: list[str]
    troubles: list[Trouble]

    def minutes(self, key: str) -> float:
        """Return the minutes of `teaching`, `exercises` or `break`; 0 where none are said."""
        return minutes_of(word(self.front.get(key)))

    @property
    def is_break(self) -> bool:
        """Whether nothing happens in it but a break."""
        if self.minutes("teaching"):
            return False
        nothing_else = not self.minutes("exercises") and not self.objectives
        return _BREAK.fullmatch(self.title) is not None or (self.minutes("break") > 0 and nothing_else)


def episode_of(text: str, name: str, shared: Mapping[str, str], *, jekyll: bool) -> Episode:
    """Return a page, read. `shared` are lines that define references for all pages."""
    front = front_of(text, name)
    body, comments = without_comments(front.body)
    troubles = [Trouble(1, f"its front matter cannot be read: {front.trouble}")] if front.trouble else []
    if jekyll:
        values = {f"page.{key}": word(value) for key, value in front.data.items()}
        values |= dict.fromkeys(_ADDRESSES, "")
        whole = _plain(quotes_of(without_liquid(body, _tag, values), front.line))
    else:
        whole, faults = divs_of(body, front.line)
        troubles += faults
    return Episode(
        name,
        front.data,
        plain(word(front.data.get("title"))),
        with_details(whole),
        _items(whole, front.data, "objectives"),
        _items(whole, front.data, "questions"),
        _items(whole, front.data, "keypoints"),
        {**shared, **definitions(body)},
        comments,
        troubles,
    )


def _items(body: Block, front: Mapping[str, Plain], kind: str) -> list[str]:
    found = [one for box in body.inner(kind) for one in points(written(box, lambda _: ""))]
    return found or texts(front.get(kind))


def _tag(name: str, rest: str) -> str:
    return rest if name == "link" else ""


def _plain(block: Block) -> Block:
    """Return boxes without attribute lists. Their depth is bounded, as they were read."""
    block.parts = [
        without_attributes(part) if isinstance(part, str) else _plain(part) for part in block.parts
    ]
    return block
