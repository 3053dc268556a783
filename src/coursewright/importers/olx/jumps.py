"""Links from place to place in a course, which name a block: to the thing that the block has become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Text
from coursewright.importers.links import rewritten, to_file, to_thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.importers.draft import CourseDraft, Data, Value
    from coursewright.importers.olx.blocks import Block

__all__ = ["settle_jumps"]


def settle_jumps(draft: CourseDraft, course: Block, places: dict[str, str]) -> None:
    """Rewrite the links in all texts of a draft, in place; what names no block leads to `block:NAME` still.

    `places` says of some blocks, by their names, what they have become.
    """
    known = {one.source for one in (*draft.every_item(), *draft.holders()) if one is not draft}
    becomes = dict(places)
    _gather(course, known, becomes)

    def thing(source: str) -> str:
        return to_thing(becomes.get(source.removeprefix("block:"), source))

    for one in (*draft.holders(), *draft.every_item()):
        one.data = _settled(one.data, thing)


def _gather(course: Block, known: set[str], becomes: dict[str, str]) -> None:
    """Find for each block the thing that it is, or the first thing in it, or the thing that it is in."""
    waiting: list[tuple[Block, str]] = [(course, "")]
    while waiting:
        block, around = waiting.pop()
        own = (block.source, f"{block.source}/text", f"{block.source}/problems")
        found = next((one for one in own if one in known), "")
        if not found:
            found = next((part.source for part in block.parts if part.source in known), around)
        if found:
            becomes.setdefault(block.name, found)
        waiting += [(part, found) for part in block.parts]


def _settled(data: Data, thing: Callable[[str], str]) -> Data:
    return {key: _value(value, thing) for key, value in data.items()}


def _value(value: Value, thing: Callable[[str], str]) -> Value:
    match value:
        case Text(markdown):
            return Text(rewritten(markdown, to_file, thing))
        case str():
            return rewritten(value, to_file, thing)
        case dict():
            return {key: _value(one, thing) for key, one in value.items()}
        case list():
            return [_value(one, thing) for one in value]
    return value
