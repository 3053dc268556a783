"""Blocks that learners see once they have done something: tasks in them require what comes first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import Ref
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.importers.account import Account
    from coursewright.importers.draft import Item
    from coursewright.importers.olx.blocks import Block

__all__ = ["Conditional", "Conditions"]

_METHODS = ("correct", "attempted", "submitted", "completed")
"""What learners have to have done with a block."""
_NAME = re.compile(r"[^\s,;\"'\[\]]+")
_LAST = re.compile(r"[^/@]+\Z")


@dataclass(slots=True)
class Conditional:
    """A block with a condition, and what came of it."""

    block: Block
    title: str
    items: list[Item] = field(default_factory=list)
    problems: int = 0
    """How many problems stand in it; they are part of the quiz of their unit."""
    rest: bool = False
    """Whether anything in it came in that cannot wait for a task."""


class _Task(NamedTuple):
    source: str
    is_part: bool
    """Whether a block is one problem of several in it."""


class Conditions:
    """Gathers blocks with conditions, and what those that they name have become."""

    def __init__(self) -> None:
        self._found: dict[str, Conditional] = {}
        self._tasks: dict[str, _Task] = {}

    def among(self, frames: Sequence[Block], title: str) -> list[Conditional]:
        """Return those of the blocks around another that have a condition."""
        return [
            self._found.setdefault(one.source, Conditional(one, one.title or title))
            for one in frames
            if one.tag == "conditional"
        ]

    def became(self, names: Sequence[str], source: str) -> None:
        """Say of blocks, by their names, of which task they are."""
        self._tasks |= dict.fromkeys(names, _Task(source, len(names) > 1))

    def settle(self, account: Account) -> None:
        """Let the tasks in each block require what its condition names; note what cannot be said so."""
        for one in self._found.values():
            named = _named(one.block)
            wanted = dict.fromkeys(self._tasks[name] for name in named if name in self._tasks)
            own = {item.source for item in one.items}
            is_known = bool(named) and all(name in self._tasks for name in named)
            if not is_known or not own or any(task.source in own for task in wanted):
                account.left_out("condition", one.block.source, one.title, _OPEN)
                continue
            for item in one.items:
                known = item.data.get("requires")
                refs = dict.fromkeys([*(known if isinstance(known, list) else []), *_refs(wanted)])
                item.data["requires"] = list(refs)
            how = "as what has to be done before its " + ("task" if len(one.items) == 1 else "tasks")
            account.imported("condition", one.block.source, one.title, how)
            notes = ["the rest of it is open to all"] if one.rest else []
            if any(task.is_part for task in wanted):
                notes.append("it names a part of a quiz, and waits for the whole")
            if notes:
                account.partly("condition", one.block.source, one.title, listed(notes))


_OPEN = "learners see what it holds under a condition; here it is open to all"


def _refs(tasks: dict[_Task, None]) -> list[Ref]:
    return [Ref(task.source) for task in tasks]


def _named(block: Block) -> list[str]:
    """Return the names of the blocks that have to be done; none where the condition says something else."""
    said = [key for key in (*_METHODS, "voted", "poll_answer") if block.said(key)]
    if len(said) != 1 or said[0] not in _METHODS or not block.says(said[0]):
        return []
    written = block.said("sources_list") or block.said("sources")
    found = (_LAST.search(one) for one in _NAME.findall(written[:20_000]))
    return list(dict.fromkeys(one[0] for one in found if one))
