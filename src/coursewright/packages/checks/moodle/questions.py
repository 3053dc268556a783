"""The question bank, and the quizzes that ask out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.packages.checks.moodle.parts import value_of
from coursewright.packages.reading.xml import children, first, place_of, text_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from coursewright.packages.checks.moodle.backup import Backup
    from coursewright.packages.checks.moodle.parts import Part
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["Bank", "bank_of", "check_slots"]

_OWN_PARTS = {
    "multichoice": ("answers", "multichoice"),
    "truefalse": ("answers", "truefalse"),
    "shortanswer": ("answers", "shortanswer"),
    "numerical": ("answers",),
    "essay": ("essay",),
    "match": ("matchoptions", "matches"),
}
"""What the part of each kind of question holds; of others nothing is known."""
_MARKED = frozenset({"multichoice", "truefalse", "shortanswer", "numerical"})


class Bank(NamedTuple):
    """The question bank of a backup."""

    categories: frozenset[str]
    category_of: Mapping[str, str]
    """By the number of an entry: that of its category."""
    faults: tuple[Said, ...]


def bank_of(look: Look, backup: Backup) -> Bank | None:
    """Return the question bank, and what is wrong with it; None where it cannot be read."""
    file = f"{backup.base}questions.xml"
    root = look.xml(file)
    if root is None:
        return None
    categories = list(children(root, "question_category"))
    category_of = {
        entry.get("id", ""): category.get("id", "")
        for category in categories
        for entry in children(first(category, "question_bank_entries"), "question_bank_entry")
    }
    faults = [*_tree(categories, file)]
    for question in root.iter("question"):
        faults += _question(question, file)
    return Bank(frozenset(one.get("id", "") for one in categories), category_of, tuple(faults))


def check_slots(part: Part, bank: Bank) -> Iterator[Said]:
    """Check what an activity takes from the question bank."""
    listed = part.listed("question_categoryref", "question_category")
    for number in sorted(listed - bank.categories):
        place = Place(f"{part.activity.folder}/inforef.xml")
        yield said("PKG421", place, what="the question category", id=number, file="questions.xml")
    yield from _slots(part, bank, listed)


def _tree(categories: list[_Element], file: str) -> Iterator[Said]:
    known = {category.get("id", "") for category in categories}
    tops = {value_of(one, "contextid") for one in categories if value_of(one, "parent") == "0"}
    for category in categories:
        name, parent = text_of(category, "name"), value_of(category, "parent")
        if parent != "0" and parent not in known:
            what = f'The category "{name}" hangs on category {parent}, which is not there'
            yield said("PKG428", place_of(category, file), what=what)
        elif value_of(category, "contextid") not in tops:
            what = f'The category "{name}" has no top category in its context'
            yield said("PKG428", place_of(category, file), what=what)


def _question(question: _Element, file: str) -> Iterator[Said]:
    title, kind = text_of(question, "name"), text_of(question, "qtype")
    needed = _OWN_PARTS.get(kind)
    if needed is None:
        return
    own = first(question, f"plugin_qtype_{kind}_question")
    if own is None:
        part = f"plugin_qtype_{kind}_question"
        yield said("PKG429", place_of(question, file), title=title, type=kind, part=part)
        return
    for part in needed:
        if first(own, part) is None:
            yield said("PKG429", place_of(own, file), title=title, type=kind, part=part)
    fractions = [value_of(answer, "fraction") for answer in children(first(own, "answers"), "answer")]
    if kind in _MARKED and first(own, "answers") is not None and not any(_gives(one) for one in fractions):
        yield said("PKG430", place_of(question, file), title=title)


def _gives(fraction: str) -> bool:
    try:
        return float(fraction) > 0
    except ValueError:
        return True  # not known


def _slots(part: Part, bank: Bank, listed: frozenset[str]) -> Iterator[Said]:
    unlisted: set[str] = set()
    for slot in children(first(part.instance, "question_instances"), "question_instance"):
        reference = first(slot, "question_reference")
        if reference is None:
            continue  # drawn at random, or of an older Moodle
        entry = value_of(reference, "questionbankentryid")
        category = bank.category_of.get(entry)
        place = place_of(reference, part.file)
        context = value_of(reference, "usingcontextid")
        if context != part.context:
            yield said("PKG412", place, part="usingcontextid", found=context, wanted=part.context)
        if category is None:
            yield said("PKG426", place, slot=value_of(slot, "slot"), title=part.title, id=entry)
        elif category not in listed and category not in unlisted:
            unlisted.add(category)
            yield said("PKG427", place, title=part.title, id=category)
