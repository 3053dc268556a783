"""A lesson as a module or a unit: outcomes, its page, the tasks in it, and what its front matter says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import Item, Text
from coursewright.importers.front_matter.bodies import ROLES, body_of
from coursewright.importers.markup.addresses import definitions
from coursewright.importers.markup.boxes import Writer, sources_of, tasks_in
from coursewright.importers.markup.marks import Marks
from coursewright.importers.markup.tasks import keep_loose, task_of
from coursewright.importers.markup.wording import listing, plain
from coursewright.importers.markup.words import said_in
from coursewright.spec.slugs import slug

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.front_matter.bodies import Body
    from coursewright.importers.front_matter.site import Lesson
    from coursewright.importers.markup.addresses import Resolve
    from coursewright.importers.source import Source

__all__ = ["Taught", "questions_in", "taught"]


class Taught(NamedTuple):
    """What a lesson holds, for the module or unit that it becomes."""

    overview: str
    """What it is about, and its questions, as Markdown; may be empty."""
    items: list[Item]


def taught(lesson: Lesson, source: Source, resolve: Resolve, account: Account) -> Taught:
    """Return what a lesson holds, and note all of it."""
    body = body_of(lesson, source)
    boxes = tasks_in(body.whole, ROLES)
    sources = sources_of(lesson.name, boxes)
    writer = Writer(ROLES, definitions(lesson.front.body), resolve, sources)
    items = _outcomes(lesson, account)
    items += _page(lesson, body, writer, account)
    items += [task_of(box, sources[box.line], writer, account, _word(box.kind)) for box in boxes]
    keep_loose(body.whole, lesson.name, lesson.title, writer, account)
    _tell(lesson, body, account)
    parts = [lesson.head.about, questions_in(lesson, writer, account)]
    return Taught("\n\n".join(part for part in parts if part), items)


def _word(kind: str) -> str:
    """Return what the account calls a box; a discussion keeps its kind, which says what it is."""
    return "" if kind == "discussion" else "hands-on" if kind == "hands_on" else kind


def questions_in(lesson: Lesson, writer: Writer, account: Account) -> str:
    """Return the questions that a lesson answers as Markdown; empty for none."""
    asked = lesson.head.questions
    for number, one in enumerate(asked, 1):
        account.imported(
            "question answered", f"{lesson.name}#question-{number}", plain(one), "in the overview"
        )
    words = said_in(lesson.head.language or "en", "questions")
    return f"{words}:\n\n{writer.finished(listing(asked))}" if asked else ""


def _outcomes(lesson: Lesson, account: Account) -> list[Item]:
    found: list[Item] = []
    marks = Marks()
    for one in lesson.head.objectives:
        statement = plain(one)
        mark = marks.unused(slug(statement) or "objective")
        source = f"{lesson.name}#objective-{mark}"
        found.append(Item("outcomes", source, {"statement": statement}))
        account.imported("objective", source, statement, "as an outcome")
    return found


def _page(lesson: Lesson, body: Body, writer: Writer, account: Account) -> list[Item]:
    parts = [writer.for_learners(body.whole)]
    points = lesson.head.key_points
    if points:
        words = said_in(lesson.head.language or "en", "key points")
        parts.append(f"## {words}\n\n{writer.finished(listing(points))}")
    for number, one in enumerate(points, 1):
        account.imported(
            "key point", f"{lesson.name}#key-point-{number}", plain(one), "at the end of its page"
        )
    text = "\n\n".join(part for part in parts if part.strip())
    if not text:
        return []
    source = f"{lesson.name}#page"
    account.imported("text", source, lesson.title, "as a page")
    return [Item("materials", source, {"title": lesson.title, "kind": "page", "path": Text(text)})]


def _tell(lesson: Lesson, body: Body, account: Account) -> None:
    for trouble in body.troubles:
        account.partly("page", lesson.name, lesson.title, f"line {trouble.line}: {trouble.what}")
    if body.put_in:
        how = f"texts that lessons share stand in it where it names them: {body.put_in}"
        account.partly("page", lesson.name, lesson.title, how)
    if body.named:
        names = ", ".join(dict.fromkeys(body.named))
        how = f"texts that are not in the source stand in it by their names: {names}"
        account.partly("page", lesson.name, lesson.title, how)
    if body.comments:
        text = "\n\n".join(body.comments).replace("```", "")
        why = "comments, which nobody sees on the page"
        account.keep(lesson.title, f"{lesson.name}#comments", f"```text\n{text}\n```", why)
        account.imported("comment", f"{lesson.name}#comments", lesson.title, "in the notes")
