"""An episode as a unit: outcomes, the page that is taught from, tasks, and the session with its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.carpentries.challenges import sources_of, task_of, tasks_in
from coursewright.importers.carpentries.texts import Writer, is_hidden
from coursewright.importers.draft import Item, Text, UnitDraft
from coursewright.importers.markup.blocks import every
from coursewright.importers.markup.durations import of_minutes
from coursewright.importers.markup.wording import listing, plain
from coursewright.importers.markup.words import said_in
from coursewright.spec.slugs import is_id, slug, unused

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.carpentries.episode import Episode
    from coursewright.importers.draft import Data
    from coursewright.importers.markup.addresses import Resolve
    from coursewright.importers.markup.blocks import Block

__all__ = ["told_troubles", "unit_of"]


def unit_of(page: Episode, resolve: Resolve, language: str, account: Account) -> UnitDraft:
    """Return an episode as a unit, and note all that it holds."""
    boxes = tasks_in(page)
    sources = sources_of(page, boxes)
    writer = Writer(page, resolve, language, sources)
    title = page.title or page.name.rpartition("/")[2]
    unit = UnitDraft(page.name, {"title": title}, wanted_id=_wanted(page.name))
    account.imported("episode", page.name, title, "as a unit")
    if page.questions:
        asked = writer.finished(listing(page.questions))
        unit.data["overview"] = f"{said_in(language, 'questions')}:\n\n{asked}"
        for number, one in enumerate(page.questions, 1):
            source = f"{page.name}#question-{number}"
            account.imported("question", source, plain(one), "in the overview of its unit")
    unit.items += _outcomes(page, account)
    unit.items += _text(page, writer, language, account)
    tasks = [task_of(box, sources[box.line], writer, language, account) for box in boxes]
    unit.items += tasks
    unit.items += _times(page, unit.data, tasks, account)
    _keep_notes(page, writer, account)
    told_troubles(page, account)
    return unit


def told_troubles(page: Episode, account: Account) -> None:
    """Note what is wrong with a page, with its lines."""
    for trouble in page.troubles:
        account.partly("page", page.name, page.title, f"line {trouble.line}: {trouble.what}")


def _wanted(name: str) -> str:
    """Return the id that people gave an episode with the name of its file, without its number."""
    stem = name.rpartition("/")[2].rpartition(".")[0].lstrip("0123456789").lstrip("-_. ").lower()
    return stem if is_id(stem) else ""


def _outcomes(page: Episode, account: Account) -> list[Item]:
    found: list[Item] = []
    taken: set[str] = set()
    for one in page.objectives:
        statement = plain(one)
        if not statement:
            continue
        mark = unused(slug(statement) or "objective", taken)
        taken.add(mark)
        source = f"{page.name}#objective-{mark}"
        found.append(Item("outcomes", source, {"statement": statement}))
        account.imported("objective", source, statement, "as an outcome")
    return found


def _text(page: Episode, writer: Writer, language: str, account: Account) -> list[Item]:
    parts = [writer.for_learners(page.body)]
    if page.key_points:
        points = writer.finished(listing(page.key_points))
        parts.append(f"## {said_in(language, 'key points')}\n\n{points}")
    text = "\n\n".join(part for part in parts if part.strip())
    if not text:
        return []
    source = f"{page.name}#page"
    for number, one in enumerate(page.key_points, 1):
        place = f"{page.name}#key-point-{number}"
        account.imported("key point", place, plain(one), "at the end of the page of its unit")
    data: Data = {"title": page.title or page.name, "kind": "page", "path": Text(text)}
    if page.minutes("teaching"):
        data["required"] = False
        how = "it is taught in the session, so reading it is not counted as work beside the minutes of that"
        account.imported("text", source, page.title, "as a page that is not required")
        account.partly("text", source, page.title, how)
    else:
        account.imported("text", source, page.title, "as a page")
    return [Item("materials", source, data)]


def _times(page: Episode, unit: Data, tasks: list[Item], account: Account) -> list[Item]:
    """Return the session of an episode; the unit gets the sum of its minutes, the one task the exercises'."""
    teaching, exercises = page.minutes("teaching"), page.minutes("exercises")
    if teaching + exercises > 0:
        unit["duration"] = of_minutes(teaching + exercises)
    if pause := of_minutes(page.minutes("break")):
        unit["x-carpentries"] = {"break": pause}
        account.imported("break", f"{page.name}#break", page.title, "as `x-carpentries` of its unit")
    if exercises:
        source = f"{page.name}#exercises"
        if len(tasks) == 1:
            tasks[0].data["duration"] = of_minutes(exercises)
            how = "as the duration of its one task, and in the duration of the unit"
        else:
            how = "in the duration of the unit: how they are spread over its tasks is not said"
        account.imported("exercise minutes", source, f"{page.title}: {exercises:g}", how)
    if not teaching:
        return []
    source = f"{page.name}#teaching"
    account.imported("teaching minutes", source, f"{page.title}: {teaching:g}", "as a session")
    return [Item("sessions", source, {"title": page.title, "duration": of_minutes(teaching)})]


def _keep_notes(page: Episode, writer: Writer, account: Account) -> None:
    """Keep what instructors are told, solutions that belong to no challenge, and comments."""
    inside = {id(one) for box in (*tasks_in(page), *_all_hidden(page)) for one in every(box)}
    number = 0
    for box in _all_hidden(page):
        if id(box) in inside:
            continue
        number += 1
        source = f"{page.name}#note-{number}"
        solution = box.kind == "solution"
        what = "solution" if solution else "instructor note"
        title = plain(box.title) or page.title
        if text := writer.whole(box):
            why = "it belongs to no challenge" if solution else "notes for instructors"
            account.keep(f"{page.title}: {title}" if title != page.title else title, source, text, why)
            account.imported(what, source, title, "in the notes")
        else:
            account.left_out(what, source, title, "it is empty")
    if page.comments:
        source = f"{page.name}#comments"
        text = "\n\n".join(page.comments)
        account.keep(f"{page.title}: comments", source, f"```text\n{text.replace('```', '')}\n```", "hidden")
        account.imported("comment", source, page.title, "in the notes")


def _all_hidden(page: Episode) -> list[Block]:
    return [box for box in every(page.body) if is_hidden(box)]
