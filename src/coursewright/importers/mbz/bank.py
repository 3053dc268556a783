"""The question bank: categories with their questions, in the form before Moodle 4 and in the one since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.mbz.fields import row_number, said, whole
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.mbz.backup import Backup

__all__ = ["Bank", "BankCategory", "BankQuestion", "bank_of", "path_of"]

_TOP, _RANDOM = "top", "random"


class BankCategory(NamedTuple):
    """A category of questions."""

    number: int
    parent: int
    name: str
    context: int
    """What the files of its questions belong to."""


class BankQuestion(NamedTuple):
    """One version of a question."""

    number: int
    entry: int
    """The question whose version it is; before Moodle 4 its own number."""
    version: int
    category: BankCategory
    type: str
    """Moodle's name of its type: `multichoice`."""
    parent: int
    """The question that it is a part of; 0 for none."""
    row: _Element

    @property
    def plugin(self) -> _Element | None:
        """What its type says about it."""
        return first(self.row, f"plugin_qtype_{self.type}_question")

    @property
    def tags(self) -> tuple[str, ...]:
        """What it is tagged with."""
        found = (said(one, "rawname") or said(one, "name") for one in children(first(self.row, "tags")))
        return tuple(name for name in found if name)


@dataclass(frozen=True, slots=True)
class Bank:
    """All questions of a backup."""

    categories: dict[int, BankCategory] = field(default_factory=dict)
    questions: dict[int, BankQuestion] = field(default_factory=dict)
    entries: dict[int, list[BankQuestion]] = field(default_factory=dict)
    """The versions of each question, the oldest first."""
    inside: dict[int, list[int]] = field(default_factory=dict)
    """The categories that stand in each category."""
    parts: dict[int, list[BankQuestion]] = field(default_factory=dict)
    """The questions that are parts of each question, by its number."""
    by_category: dict[int, list[BankQuestion]] = field(default_factory=dict)
    """The latest versions of the questions in each category, without parts of others."""

    def latest(self, entry: int, version: int = 0) -> BankQuestion | None:
        """Return a version of a question; without one the latest."""
        versions = self.entries.get(entry, [])
        asked = [one for one in versions if one.version == version] if version else []
        found = asked or versions
        return found[-1] if found else None

    @property
    def whole_questions(self) -> Iterator[BankQuestion]:
        """Yield the latest version of each question that is no part of another and none drawn by chance."""
        for versions in self.entries.values():
            if not versions[-1].parent and versions[-1].type != _RANDOM:
                yield versions[-1]

    def drawn_from(self, category: int, tags: frozenset[str], *, deep: bool) -> tuple[BankQuestion, ...]:
        """Return the questions of a category that may be drawn by chance, those with all of these tags.

        Where it is `deep`, those of the categories in it are among them.
        """
        waiting, seen, found = [category], {category}, []
        while waiting:
            at = waiting.pop()
            found += self.by_category.get(at, [])
            inner = [one for one in self.inside.get(at, ()) if one not in seen] if deep else []
            seen.update(inner)
            waiting += reversed(inner)
        return tuple(one for one in found if tags <= set(one.tags) and one.type != "description")


def bank_of(backup: Backup) -> Bank:
    """Return the questions of a backup."""
    bank = Bank()
    for one in children(backup.xml("questions.xml"), "question_category"):
        category = BankCategory(
            row_number(one), whole(one, "parent"), said(one, "name"), whole(one, "contextid")
        )
        bank.categories[category.number] = category
        bank.inside.setdefault(category.parent, []).append(category.number)
        for question in (*_old(one, category), *_new(one, category)):
            bank.questions[question.number] = question
            if question.parent and question.parent != question.number:
                bank.parts.setdefault(question.parent, []).append(question)
            bank.entries.setdefault(question.entry, []).append(question)
    for versions in bank.entries.values():
        versions.sort(key=lambda question: question.version)
    for question in bank.whole_questions:
        bank.by_category.setdefault(question.category.number, []).append(question)
    return bank


def path_of(bank: Bank, category: BankCategory) -> str:
    """Return the name of a category after those it stands in: `Week 1 / Consent`."""
    names: list[str] = []
    at: BankCategory | None = category
    while at is not None and len(names) < 20:
        names.append(at.name)
        at = bank.categories.get(at.parent)
    return " / ".join(name for name in reversed(names) if name and name != _TOP)


def _old(row: _Element, category: BankCategory) -> Iterator[BankQuestion]:
    for one in children(first(row, "questions"), "question"):
        yield _question(one, row_number(one), 1, category)


def _new(row: _Element, category: BankCategory) -> Iterator[BankQuestion]:
    for entry in children(first(row, "question_bank_entries"), "question_bank_entry"):
        for version in children(first(entry, "question_version"), "question_versions"):
            for one in children(first(version, "questions"), "question"):
                yield _question(one, row_number(entry), whole(version, "version"), category)


def _question(row: _Element, entry: int, version: int, category: BankCategory) -> BankQuestion:
    return BankQuestion(
        row_number(row), entry, version, category, said(row, "qtype"), whole(row, "parent"), row
    )
