"""What the answers of an item of QTI 1.2 earn, and what those are told who give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.questions.keys import Option

if TYPE_CHECKING:
    from decimal import Decimal

    from coursewright.importers.questions.qti12_item import Field, Item

__all__ = ["expected_words", "scores_of", "told_with", "with_all", "words_for_blank"]


def with_all(item: Item, found: list[Option]) -> list[Option]:
    """Return options with what is told to everybody who is right, or wrong: there it is the same."""
    if not any(one.correct for one in found):
        return found
    return [
        one._replace(
            feedback=" ".join(
                filter(None, (one.feedback, item.told.right if one.correct else item.told.wrong))
            )
        )
        for one in found
    ]


def scores_of(item: Item, field: Field) -> dict[str, Decimal]:
    """Return what each choice of a field earns, as far as choosing it earns anything."""
    scores: dict[str, Decimal] = {}
    for condition in item.conditions:
        if condition.score > 0:
            for test in condition.tests:
                if test.field in {field.name, ""} and test.kind == "is":
                    scores[test.value] = max(condition.score, scores.get(test.value, condition.score))
    return scores


def told_with(item: Item, field: Field, name: str) -> str:
    """Return what those are told who give an answer in a field."""
    shown = [*item.shown.get((field.name, name), ()), *item.shown.get(("", name), ())]
    return item.told.of((*shown, f"{name}_fb"))


def expected_words(item: Item, field: Field) -> tuple[list[Option], list[str]]:
    """Return the answers in words that a field expects, and what of them is otherwise."""
    lone = len(item.fields) == 1
    found: list[Option] = []
    cased = contained = False
    for condition in sorted(item.conditions, key=lambda one: one.score <= 0):
        told = item.told.of(condition.shown) if len(condition.tests) == 1 else ""
        for test in condition.tests:
            if lone or test.field == field.name:
                found.append(Option(test.value, condition.score > 0, told))
                cased |= test.cased
                contained |= test.kind == "contains"
    partly = ["capitals matter in its answers"] if cased else []
    if contained:
        partly.append("an answer also counts that holds one of these and more")
    return found, partly


def words_for_blank(item: Item, field: Field) -> tuple[list[Option], list[str]]:
    """Return the words for a blank: Canvas lists them where others have choices, and all of them count."""
    if not field.choices:
        return expected_words(item, field)
    return [
        Option(one.text, correct=True, feedback=told_with(item, field, one.name)) for one in field.choices
    ], []
