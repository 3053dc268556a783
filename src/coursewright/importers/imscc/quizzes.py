"""Quizzes and banks of questions as tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item
from coursewright.importers.questions.qti12 import quiz_of_qti12
from coursewright.importers.questions.telling import tell
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing
    from coursewright.importers.questions.model import Quiz

__all__ = ["asked_in", "bank_item", "note_questions", "quiz_item", "quiz_of"]


def quiz_of(cartridge: Cartridge, root: _Element, name: str) -> Quiz:
    """Read the questions of a quiz or a bank; `name` is the file they stand in."""
    return quiz_of_qti12(root, cartridge.resolver(name))


def quiz_item(cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a task of an assessment."""
    root = cartridge.xml(thing.resource)
    if root is None:
        return None
    quiz = quiz_of(cartridge, root, thing.resource.name)
    title = title or quiz.title or "Quiz"
    data: Data = {"title": title, "kind": "quiz", **asked_in(quiz)}
    if quiz.attempts:
        data["attempts"] = quiz.attempts
    if quiz.minutes:
        data["x-qti"] = {"time_limit": f"{quiz.minutes:g} min"}
    how = f"as a task of the kind quiz, with {counted(len(quiz.questions), 'question')}"
    cartridge.account.imported("quiz", thing.source, title, how)
    if quiz.minutes:
        cartridge.account.partly("quiz", thing.source, title, "its time limit is in `x-qti`")
    note_questions(cartridge, quiz, thing, title)
    return Item("tasks", thing.source, data)


def bank_item(cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a task in draft of a bank of questions, so that none is lost."""
    root = cartridge.xml(thing.resource)
    if root is None:
        return None
    quiz = quiz_of(cartridge, root, thing.resource.name)
    title = title or quiz.title or "Question bank"
    if not quiz.questions:
        cartridge.account.left_out(
            "question bank", thing.source, title, "it has no question that can be read"
        )
        return None
    how = f"as a quiz in draft, with {counted(len(quiz.questions), 'question')}: a plan has no banks"
    cartridge.account.imported("question bank", thing.source, title, how)
    note_questions(cartridge, quiz, thing, title)
    data: Data = {"title": title, "kind": "quiz", "status": "draft", "x-hidden": True, **asked_in(quiz)}
    return Item("tasks", thing.source, data)


def asked_in(quiz: Quiz) -> Data:
    """Return the questions of a quiz, and what it draws from banks."""
    data: Data = {}
    if quiz.questions:
        data["questions"] = list(quiz.questions)
    draws: list[Data] = []
    for draw in quiz.draws:
        one: Data = {"bank": draw.bank}
        if draw.title:
            one["title"] = draw.title
        if draw.pick is not None:
            one["pick"] = draw.pick
        if draw.points is not None:
            one["points"] = draw.points
        draws.append(one)
    if draws:
        data["x-draws"] = draws
    return data


def note_questions(cartridge: Cartridge, quiz: Quiz, thing: Thing, title: str) -> None:
    """Note what became of each question; keep texts without a place."""
    account = cartridge.account
    cartridge.asked[thing.source] = tuple(one.name for one in quiz.asked for _ in one.questions)
    tell(quiz._replace(title=title, draws=()), thing.source, account)
    if quiz.draws:
        drawn = counted(len(quiz.draws), "group of questions", "groups of questions")
        how = f"{drawn} out of question banks are named in `x-draws`; the questions are where their bank is"
        account.partly("quiz", thing.source, title, how)
