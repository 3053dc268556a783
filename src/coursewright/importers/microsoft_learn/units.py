"""A unit of Microsoft Learn: a page to read, something to do, a knowledge check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import File, Item, Text, UnitDraft
from coursewright.importers.markup.durations import minutes_of, of_minutes
from coursewright.importers.markup.front import word
from coursewright.importers.microsoft_learn.questions import quiz_in
from coursewright.importers.questions.telling import tell

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data
    from coursewright.importers.microsoft_learn.documents import Document
    from coursewright.importers.microsoft_learn.prose import Texts
    from coursewright.importers.source import Source

__all__ = ["unit_of"]

_DOING = re.compile(r"(?:exercise|challenge|lab|hands[- ]on|guided project|try it)\b", re.IGNORECASE)
_HANDS_ON = ("azureSandbox", "sandbox", "interactive", "labModal", "labTask", "tasks", "task", "notebook")
"""Keys that give learners a place to work in, or say what is checked there."""
_NO = frozenset({"", "false", "no", "off", "none"})


def unit_of(unit: Document, source: Source, texts: Texts, account: Account) -> UnitDraft:
    """Return a unit, and note what came of it."""
    made = UnitDraft(f"unit:{unit.uid}", {"title": unit.title}, wanted_id=unit.slug)
    account.imported("unit", made.source, unit.title, "as a unit")
    content = unit.said.get("content")
    text = texts.of(content, unit.name) if isinstance(content, str) else ""
    if text:
        made.items.append(_page(unit, text, account))
    made.items += _notebook(unit, source, account)
    if (quiz := _quiz(unit, texts, account)) is not None:
        made.items.append(quiz)
    if minutes := of_minutes(minutes_of(word(unit.said.get("durationInMinutes")))):
        lone = made.items[0] if len(made.items) == 1 else None
        (lone.data if lone is not None else made.data)["duration"] = minutes
    if setting := _setting(unit):
        made.data["x-microsoft-learn"] = setting
    if not made.items:
        account.partly("unit", made.source, unit.title, "nothing of its content is in the source")
    return made


def _page(unit: Document, text: str, account: Account) -> Item:
    """Return the text of a unit: as a task where it says that something is done, else as a page."""
    name = f"content:{unit.uid}"
    if _DOING.match(unit.title) or any(_says(unit, key) for key in _HANDS_ON):
        account.imported("exercise", name, unit.title, "as a task")
        return Item("tasks", name, {"title": unit.title, "instructions": Text(text)})
    account.imported("page", name, unit.title, "as a page")
    return Item("materials", name, {"title": unit.title, "kind": "page", "path": Text(text)})


def _notebook(unit: Document, source: Source, account: Account) -> list[Item]:
    written = word(unit.said.get("notebook"))
    file = source.look.found(f"{unit.name.rpartition('/')[0]}/{written}".lstrip("/")) if written else None
    if not written:
        return []
    name = f"notebook:{unit.uid}"
    if file is None:
        account.left_out("notebook", name, written, "it is not in the source")
        return []
    account.imported("notebook", name, unit.title, "as a file")
    return [Item("materials", name, {"title": unit.title, "kind": "other", "path": File(file)})]


def _quiz(unit: Document, texts: Texts, account: Account) -> Item | None:
    quiz = quiz_in(unit.said.get("quiz"), lambda text: texts.of(text, unit.name))
    if quiz is None:
        return None
    name = f"quiz:{unit.uid}"
    title = quiz.title or unit.title
    account.imported("knowledge check", name, title, "as a task of the kind quiz")
    tell(quiz, name, account, what="knowledge check")
    data: Data = {"title": title, "kind": "quiz"}
    if quiz.questions:
        data["questions"] = quiz.questions
    return Item("tasks", name, data)


def _says(unit: Document, key: str) -> bool:
    value = unit.said.get(key)
    return bool(value) if not isinstance(value, str) else value.strip().lower() not in _NO


def _setting(unit: Document) -> Data:
    setting: Data = {"uid": unit.uid}
    for key in _HANDS_ON:
        if _says(unit, key) and (value := word(unit.said.get(key))):
            setting[key] = value
    return setting
