"""An episode as a unit: outcomes, the page that is taught from, tasks, and the session with its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.carpentries.roles import roles_in, writer_of
from coursewright.importers.draft import Item, Text, UnitDraft
from coursewright.importers.markup.boxes import sources_of, tasks_in
from coursewright.importers.markup.durations import of_minutes
from coursewright.importers.markup.marks import Marks
from coursewright.importers.markup.tasks import keep_loose, task_of
from coursewright.importers.markup.wording import listing, plain
from coursewright.importers.markup.words import said_in
from coursewright.spec.slugs import is_id, slug

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.carpentries.episode import Episode
    from coursewright.importers.draft import Data
    from coursewright.importers.markup.addresses import Resolve
    from coursewright.importers.markup.boxes import Writer

__all__ = ["told_troubles", "unit_of", "unnumbered_stem"]


def unit_of(page: Episode, resolve: Resolve, language: str, account: Account) -> UnitDraft:
    """Return an episode as a unit, and note all that it holds."""
    boxes = tasks_in(page.body, roles_in(language))
    sources = sources_of(page.name, boxes)
    writer = writer_of(page, resolve, language, sources)
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
    tasks = [task_of(box, sources[box.line], writer, account) for box in boxes]
    unit.items += tasks
    unit.items += _times(page, unit.data, tasks, account)
    keep_loose(page.body, page.name, title, writer, account)
    _keep_comments(page, account)
    told_troubles(page, "episode", account)
    return unit


def told_troubles(page: Episode, what: str, account: Account) -> None:
    """Note what is wrong with a page, with its lines; `what` is what the account calls it."""
    for trouble in sorted(page.troubles):
        account.partly(what, page.name, page.title, f"line {trouble.line}: {trouble.what}")


def _wanted(name: str) -> str:
    """Return the id that people gave an episode with the name of its file, without its number."""
    stem = unnumbered_stem(name)
    return stem if is_id(stem) else ""


def unnumbered_stem(name: str) -> str:
    """Return the name of a file without its folder, its ending and the number that leads it."""
    return name.rpartition("/")[2].rpartition(".")[0].lstrip("0123456789").lstrip("-_. ").lower()


def _with(page: Episode, role: str) -> str:
    """Return the id of what an episode is beside a unit, so that it tells itself from that."""
    stem = _wanted(page.name)
    return f"{stem}-{role}" if stem else ""


def _outcomes(page: Episode, account: Account) -> list[Item]:
    found: list[Item] = []
    marks = Marks()
    for one in page.objectives:
        statement = plain(one)
        if not statement:
            continue
        mark = marks.unused(slug(statement) or "objective")
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
    account.imported("text", source, page.title, "as a page")
    return [Item("materials", source, data, wanted_id=_with(page, "page"))]


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
            how = "in the duration of the unit; which task takes how long is not said"
        account.imported("exercise minutes", source, f"{page.title}: {exercises:g}", how)
    if not teaching:
        return []
    source = f"{page.name}#teaching"
    account.imported("teaching minutes", source, f"{page.title}: {teaching:g}", "as a session")
    data: Data = {"title": page.title, "duration": of_minutes(teaching)}
    return [Item("sessions", source, data, wanted_id=_with(page, "session"))]


def _keep_comments(page: Episode, account: Account) -> None:
    if page.comments:
        source = f"{page.name}#comments"
        text = "\n\n".join(page.comments).replace("```", "")
        account.keep(page.title, source, f"```text\n{text}\n```", "comments, which nobody sees on the page")
        account.imported("comment", source, page.title, "in the notes")
