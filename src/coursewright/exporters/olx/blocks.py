"""What a unit of Open edX is put together from: blocks that stand in it, and those in files of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.packing.member import Member
from coursewright.exporters.packing.xml import Maker, tree_bytes

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Edition

__all__ = ["MAKE", "Asked", "Block", "discussion", "filed", "html", "marked_by_staff"]

MAKE = Maker()


class Block(NamedTuple):
    """A block of a unit."""

    element: _Element
    """What stands in the unit: the block, or a pointer to its file."""
    members: tuple[Member, ...] = ()
    """Its files."""


class Asked(NamedTuple):
    """A block in which learners do something."""

    block: Block
    questions: tuple[int, ...] = ()
    """The numbers of the questions it asks."""


def filed(block: _Element, name: str) -> Block:
    """Return a block in a file of its own. `name` is unique in the course, whatever the kind of block."""
    member = Member(f"course/{block.tag}/{name}.xml", tree_bytes(block, pretty=False))
    return Block(MAKE(str(block.tag), url_name=name), (member,))


def html(name: str, title: str, content: str, edition: Edition, *, for_staff: bool = False) -> Block:
    """Return a page of HTML, which says its language: that of the platform may be another one."""
    block = filed(
        MAKE("html", filename=name, display_name=title, visible_to_staff_only=True if for_staff else None),
        name,
    )
    wrapped = f'<div class="cw" lang="{edition.language}" dir="{edition.direction}">\n{content}\n</div>\n'
    page = Member(f"course/html/{name}.html", wrapped.encode())
    return Block(block.element, (*block.members, page))


def discussion(name: str, title: str, category: str) -> Block:
    """Return a discussion. Studio reads it where it stands, never from a file."""
    return Block(
        MAKE(
            "discussion",
            url_name=name,
            discussion_id=name,
            discussion_category=category,
            discussion_target=title,
            display_name=title,
        )
    )


def marked_by_staff(name: str, title: str, points: float) -> Block:
    """Return a place for marks that are given elsewhere: for what the platform itself cannot mark."""
    return Block(MAKE("staffgradedxblock", url_name=name, display_name=title, weight=f"{points:g}"))
