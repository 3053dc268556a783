"""Exercises of a track as tasks, and what belongs to those that teach: objectives, hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, Ref, Text
from coursewright.importers.exercism.documents import objectives_in
from coursewright.importers.markup.front import texts, word
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.exercism.documents import Documents
    from coursewright.importers.exercism.track import Exercise
    from coursewright.importers.source import Plain, Source

__all__ = ["design_of", "hints_of", "outcomes_of", "task_of"]

_AS_IT_IS = ("uuid", "status", "difficulty", "practices", "prerequisites", "topics")


def task_of(
    exercise: Exercise,
    source: Source,
    documents: Documents,
    teachers: Mapping[str, str],
    outcomes: Sequence[Item],
    account: Account,
) -> Item:
    """Return an exercise as a task, and note it.

    `teachers` are the sources of the tasks that teach each concept; `outcomes` those of the exercise.
    """
    parts = ["instructions.md", "instructions.append.md"]
    if not exercise.teaches:
        parts.insert(0, "introduction.md")
    bodies = [documents.page(f"{exercise.folder}.docs/{part}") for part in parts]
    data: Data = {"title": exercise.title}
    if outcomes:
        data["outcomes"] = [Ref(one.source) for one in outcomes]
    if text := "\n\n".join(filter(None, bodies)):
        data["instructions"] = Text(text)
    if exercise.is_hidden:
        data["status"] = "draft"
    before = _references(exercise.requires, exercise, teachers)
    if before:
        data["requires"] = before
    if again := [one for one in _references(exercise.practises, exercise, teachers) if one not in before]:
        data["builds_on"] = again
    data["x-exercism"] = _setting(exercise, _meta(source, exercise))
    account.imported("exercise", exercise.source, exercise.title, "as a task")
    unknown = [one for one in exercise.requires if one not in teachers]
    if unknown:
        how = f"no exercise teaches what it asks for first: {listed(unknown)}"
        account.partly("exercise", exercise.source, exercise.title, how)
    if exercise.is_hidden:
        how = f"it is {word(exercise.said.get('status'))}, so its status is draft"
        account.partly("exercise", exercise.source, exercise.title, how)
    if not text:
        account.partly("exercise", exercise.source, exercise.title, "its instructions are not in the source")
    return Item("tasks", exercise.source, data, exercise.slug)


def outcomes_of(exercise: Exercise, source: Source, account: Account) -> list[Item]:
    """Return the objectives that the design of an exercise lists, as outcomes."""
    found = []
    for number, statement in enumerate(objectives_in(source.text(_design(exercise))), 1):
        name = f"{exercise.source}#objective-{number}"
        account.imported("learning objective", name, statement, "as an outcome")
        found.append(Item("outcomes", name, {"statement": statement}))
    return found


def design_of(exercise: Exercise, source: Source, account: Account) -> None:
    """Keep the design of an exercise for the notes: it is for those who maintain it."""
    name = _design(exercise)
    if text := source.text(name).strip():
        account.keep(exercise.title, name, text, "the design of the exercise, for its maintainers")


def hints_of(exercise: Exercise, documents: Documents, account: Account) -> list[Item]:
    """Return the hints of an exercise as a page."""
    name = f"{exercise.folder}.docs/hints.md"
    text = documents.page(name)
    if not text:
        return []
    title = f"Hints: {exercise.title}"
    account.imported("hints", name, title, "as a page")
    return [Item("materials", name, {"title": title, "kind": "page", "path": Text(text)})]


def _references(concepts: Sequence[str], exercise: Exercise, teachers: Mapping[str, str]) -> list[Value]:
    found = dict.fromkeys(teachers[one] for one in concepts if one in teachers)
    return [Ref(one) for one in found if one != exercise.source]


def _setting(exercise: Exercise, meta: Mapping[str, Plain]) -> Data:
    setting: Data = {}
    for key in _AS_IT_IS:
        value = exercise.said.get(key)
        if isinstance(value, str) and value.strip():
            is_number = key == "difficulty" and value.isdecimal() and len(value) < 5
            setting[key] = int(value) if is_number else value
        elif found := texts(value):
            setting[key] = [*found]
    for key in ("blurb", "source", "source_url"):
        if said := word(meta.get(key)):
            setting[key] = said
    return setting


def _meta(source: Source, exercise: Exercise) -> Mapping[str, Plain]:
    try:
        found = source.yaml(f"{exercise.folder}.meta/config.json")
    except UsageError:
        return {}
    return found if isinstance(found, dict) else {}


def _design(exercise: Exercise) -> str:
    return f"{exercise.folder}.meta/design.md"
