"""Question banks of Canvas: it keeps a copy of every question there, so only what no quiz asks comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item
from coursewright.importers.imscc.quizzes import asked_in, note_questions, quiz_of
from coursewright.importers.questions.model import quiz_of as quiz_with
from coursewright.packages.reading.xml import text_of
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.canvas.state import State
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing

__all__ = ["bank_item", "copied_in"]

_COPIED = "assessment_question_identifierref"


def copied_in(root: _Element) -> Iterator[str]:
    """Yield the identifiers of the questions in banks that the questions of a quiz are copies of."""
    for element in root.iter("{*}qtimetadatafield"):
        if text_of(element, "fieldlabel") == _COPIED and (identifier := text_of(element, "fieldentry")):
            yield identifier


def bank_item(state: State, cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a task in draft of the questions of a bank that no quiz asks."""
    root = cartridge.xml(thing.resource)
    if root is None:
        return None
    bank = quiz_of(cartridge, root, thing.resource.name)
    title = title or bank.title or "Question bank"
    account = cartridge.account
    new = [one for one in bank.asked if one.name not in state.copied]
    copies = len(bank.asked) - len(new)
    bank = quiz_with(bank.title, new)
    if not bank.questions:
        why = "all its questions are in quizzes" if copies else "it has no question that can be read"
        account.left_out("question bank", thing.source, title, why)
        return None
    how = f"as a quiz in draft, with {counted(len(bank.questions), 'question')}: a plan has no banks"
    account.imported("question bank", thing.source, title, how)
    if copies:
        how = f"{counted(copies, 'question')} of it not, for quizzes have copies of them"
        account.partly("question bank", thing.source, title, how)
    note_questions(cartridge, bank, thing, title)
    data: Data = {"title": title, "kind": "quiz", "status": "draft", "x-hidden": True, **asked_in(bank)}
    return Item("tasks", thing.source, data)
