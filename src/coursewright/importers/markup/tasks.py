"""A box as a task: what learners read are its instructions; solutions stay beside them, in `x-solution`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, Text
from coursewright.importers.markup.boxes import hidden_in, loose_in
from coursewright.importers.markup.wording import plain

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.markup.blocks import Block
    from coursewright.importers.markup.boxes import Writer

__all__ = ["SOLUTION", "keep_loose", "task_of"]

SOLUTION = "solution"
"""The kind of the hidden boxes that answer a task; others are notes for those who teach."""
_BARE = frozenset({"", "solution", "solutions", "lösung", "solución", "solução", "answer", "answers"})
"""Titles of solutions that say no more than that."""


def task_of(box: Block, source: str, writer: Writer, account: Account, what: str = "") -> Item:
    """Return a box as a task without a kind, and note it as `what`, or by its own kind."""
    title = plain(box.title) or writer.roles.tasks[box.kind]
    data: Data = {"title": title}
    if instructions := writer.for_learners(box):
        data["instructions"] = Text(instructions)
    solutions: list[Value] = []
    for number, hidden in enumerate(hidden_in(box, writer.roles), 1):
        text = writer.for_learners(hidden)
        name = plain(hidden.title)
        if not text:
            continue
        if hidden.kind == SOLUTION:
            solutions.append(Text(text if name.casefold() in _BARE else f"**{hidden.title}**\n\n{text}"))
            account.imported("solution", f"{source}-{number}", title, "as `x-solution` of its task")
        else:
            account.keep(f"{title}: {name}" if name else title, source, text, "notes for instructors")
            account.imported("instructor note", f"{source}-{number}", name or title, "in the notes")
    if solutions:
        data["x-solution"] = solutions[0] if len(solutions) == 1 else solutions
    if what or box.kind != "discussion":
        account.imported(what or box.kind, source, title, "as a task; of which kind is not said")
    else:
        data = {"title": data.pop("title"), "kind": "discussion", **data}
        account.imported(box.kind, source, title, "as a task of the kind discussion")
    return Item("tasks", source, data)


def keep_loose(body: Block, page: str, title: str, writer: Writer, account: Account) -> None:
    """Keep the hidden boxes of a page that belong to no task."""
    for number, box in enumerate(loose_in(body, writer.roles), 1):
        source = f"{page}#note-{number}"
        solution = box.kind == SOLUTION
        what = "solution" if solution else "instructor note"
        name = plain(box.title)
        if text := writer.for_learners(box):
            why = "a solution that belongs to no task" if solution else "notes for instructors"
            account.keep(f"{title}: {name}" if name else title, source, text, why)
            account.imported(what, source, name or title, "in the notes")
        else:
            account.left_out(what, source, name or title, "it is empty")
