"""Challenges and discussions as tasks; their solutions stay beside them, out of the learners' text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.carpentries.texts import is_hidden
from coursewright.importers.draft import Item, Text
from coursewright.importers.markup.wording import plain
from coursewright.importers.markup.words import said_in
from coursewright.spec.slugs import slug, unused

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.carpentries.episode import Episode
    from coursewright.importers.carpentries.texts import Writer
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.markup.blocks import Block

__all__ = ["sources_of", "task_of", "tasks_in"]

_TASKS = frozenset({"challenge", "discussion"})


def tasks_in(page: Episode) -> list[Block]:
    """Return the boxes of a page that ask learners to do something, in their order, none within another."""
    found: list[Block] = []
    waiting = list(reversed(page.body.inner()))
    while waiting:
        box = waiting.pop()
        if box.kind in _TASKS:
            found.append(box)
        elif not is_hidden(box):
            waiting += reversed(box.inner())
    return found


def sources_of(page: Episode, boxes: list[Block]) -> dict[int, str]:
    """Return where each box comes from, by its line: the page and the words of its title."""
    taken: set[str] = set()
    found: dict[int, str] = {}
    for box in boxes:
        mark = unused(slug(plain(box.title)) or box.kind, taken)
        taken.add(mark)
        found[box.line] = f"{page.name}#{mark}"
    return found


def task_of(box: Block, source: str, writer: Writer, language: str, account: Account) -> Item:
    """Return a box as a task: what learners read are its instructions, its solutions are in `x-solution`."""
    discussion = box.kind == "discussion"
    title = plain(box.title) or said_in(language, "discussion" if discussion else "challenge")
    data: Data = {"title": title}
    if discussion:
        data["kind"] = "discussion"
    if instructions := writer.for_learners(box):
        data["instructions"] = Text(instructions)
    how = "as a task of the kind discussion" if discussion else "as a task; of which kind is not said"
    account.imported(box.kind, source, title, how)
    solutions: list[Value] = []
    for number, hidden in enumerate(_hidden(box), 1):
        text = writer.whole(hidden)
        if not text.strip():
            continue
        what = "solution" if hidden.kind == "solution" else "instructor note"
        name = plain(hidden.title)
        if what == "solution":
            bold = (
                ""
                if name.lower() in {"", "solution", said_in(language, "solution").lower()}
                else hidden.title
            )
            solutions.append(Text(f"**{bold}**\n\n{text}" if bold else text))
            account.imported(what, f"{source}-{number}", name or title, "as `x-solution` of its task")
        else:
            account.keep(f"{title}: {name}".removesuffix(": "), source, text, "notes for instructors")
            account.imported(what, f"{source}-{number}", name or title, "in the notes")
    if solutions:
        data["x-solution"] = solutions[0] if len(solutions) == 1 else solutions
    return Item("tasks", source, data)


def _hidden(box: Block) -> list[Block]:
    found: list[Block] = []
    waiting = list(reversed(box.inner()))
    while waiting:
        one = waiting.pop()
        if is_hidden(one):
            found.append(one)
        else:
            waiting += reversed(one.inner())
    return found
