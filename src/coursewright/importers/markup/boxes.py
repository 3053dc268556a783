"""What boxes are for: which ask learners to do something, which are hidden from them; and their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.links import to_thing
from coursewright.importers.markup.addresses import resolved, with_definitions
from coursewright.importers.markup.blocks import Block, every, quoted, written
from coursewright.importers.markup.grids import drawn
from coursewright.importers.markup.marks import Marks
from coursewright.importers.markup.wording import plain, unnumbered
from coursewright.spec.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.markup.addresses import Resolve

__all__ = ["Roles", "Writer", "hidden_in", "loose_in", "sources_of", "tasks_in"]


class Roles(NamedTuple):
    """The kinds of boxes by what they are for; boxes of all other kinds are asides."""

    tasks: Mapping[str, str]
    """What learners do, with the word that stands before a link to it and names it where it has no title."""
    hidden: frozenset[str]
    """Not for learners, or not before they have tried."""
    apart: frozenset[str]
    """Boxes that have places of their own, or none."""
    flat: frozenset[str] = frozenset()
    """Boxes whose text is as good without them."""
    titles: Mapping[str, str] = {}
    """What asides are called that have no title, as far as they need one."""


def tasks_in(body: Block, roles: Roles) -> list[Block]:
    """Return the boxes that ask learners to do something, in their order, none within another."""
    return _outermost(body, frozenset(roles.tasks), roles.hidden)


def hidden_in(block: Block, roles: Roles) -> list[Block]:
    """Return the hidden boxes of a box or a text, also those within others, in their order."""
    return [box for box in every(block) if box.kind in roles.hidden]


def loose_in(body: Block, roles: Roles) -> list[Block]:
    """Return the hidden boxes of a text that belong to no task of it."""
    inside = {id(one) for box in tasks_in(body, roles) for one in every(box)}
    return [box for box in hidden_in(body, roles) if id(box) not in inside]


def _outermost(body: Block, wanted: frozenset[str], closed: frozenset[str]) -> list[Block]:
    found: list[Block] = []
    waiting = list(reversed(body.inner()))
    while waiting:
        box = waiting.pop()
        if box.kind in wanted:
            found.append(box)
        elif box.kind not in closed:
            waiting += reversed(box.inner())
    return found


def sources_of(page: str, boxes: list[Block]) -> dict[int, str]:
    """Return where each box comes from, by its line: the page and the words of its title."""
    marks = Marks()
    return {
        box.line: f"{page}#{marks.unused(slug(unnumbered(plain(box.title))) or slug(box.kind) or 'box')}"
        for box in boxes
    }


class Writer:
    """Writes the texts of one page. `tasks` are the sources of the boxes that are tasks, by their lines."""

    def __init__(
        self, roles: Roles, references: Mapping[str, str], resolve: Resolve, tasks: Mapping[int, str]
    ) -> None:
        self.roles = roles
        self._references = references
        self._resolve = resolve
        self._tasks = tasks

    def for_learners(self, block: Block) -> str:
        """Return the text of a box or a page without the hidden boxes in it, and those with their own place.

        Of a hidden box it is what that says itself.
        """
        return self.finished(written(block, self._shown))

    def whole(self, block: Block) -> str:
        """Return a text with everything in it."""
        return self.finished(written(block, self._everything))

    def finished(self, markdown: str) -> str:
        """Return Markdown with its addresses resolved, and with the definitions that it needs."""
        whole = drawn(with_definitions(markdown, self._references))
        return resolved(whole, self._resolve).strip("\n")

    def _shown(self, box: Block) -> str:
        if box.kind in self.roles.apart or box.kind in self.roles.hidden:
            return ""
        if box.line in self._tasks and box.kind in self.roles.tasks:
            word = self.roles.tasks[box.kind]
            named = box.title and plain(box.title).casefold() != word.casefold()
            link = f"[{box.title if named else word}]({to_thing(self._tasks[box.line])})"
            return f"**{word}: {link}**" if named else f"**{link}**"
        return self._aside(box, written(box, self._shown))

    def _everything(self, box: Block) -> str:
        return self._aside(box, written(box, self._everything))

    def _aside(self, box: Block, text: str) -> str:
        if box.kind in self.roles.flat:
            return text
        return quoted(text, box.title or self.roles.titles.get(box.kind, ""))
