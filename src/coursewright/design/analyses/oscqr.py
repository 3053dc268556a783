"""What of the OSCQR 4 standards a plan shows: the rules that ask for the same, and what the plan says itself.

Source: SUNY Online Course Quality Review Rubric, version 4.0, CC BY 4.0; see `data/oscqr.tsv`. What a plan
cannot show is never counted as met or missed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.shipped_tables import rows_of
from coursewright.spec.model import Assessment, FollowUpActivity, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.alignment import Work
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

__all__ = ["ATTRIBUTION", "Saying", "Standard", "can_be_judged", "said_in", "standards"]

Sees: TypeAlias = Literal["full", "part", "no"]

ATTRIBUTION = (
    "OSCQR, the SUNY Online Course Quality Review Rubric, version 4.0, is made available by the Online "
    "Learning Consortium under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); first made by the "
    "State University of New York (https://oscqr.suny.edu/). The numbers are theirs; the words and what is "
    "held against them are ours."
)


class Standard(NamedTuple):
    """A standard: how much of it a plan can show, and by which rules, keys and kinds of element.

    `keys` are pairs of a class of the model and a key, or of a class and, after `=`, a kind. `needs` is what
    a plan must hold for its rules to have something to judge: a class, or `graded` work; empty for nothing.
    """

    number: int
    section: str
    words: str
    sees: Sees
    rules: tuple[str, ...]
    keys: tuple[str, ...]
    needs: str


class Saying(NamedTuple):
    """How many elements of a class say a key (`of` is all of them), or are of a kind (`of` is None)."""

    name: str
    said: int
    of: int | None


@lru_cache(maxsize=1)
def standards() -> Sequence[Standard]:
    """Return the fifty standards by number."""
    found = []
    for number, section, words, sees, by, needs in rows_of("oscqr"):
        marks = by.split()
        rules = tuple(mark for mark in marks if mark.isalnum())
        keys = tuple(mark for mark in marks if not mark.isalnum())
        found.append(Standard(int(number), section, words, _sees(sees), rules, keys, needs))
    return tuple(found)


def said_in(course: Course, key: str) -> Saying:
    """Return how often a course says what a standard looks for, each place where it is written once."""
    kind, sign, name = key.partition("=") if "=" in key else key.partition(".")
    elements = {id(one.node): one for one in course.elements.get(kind, ())}.values()
    if sign == "=":
        number = sum(getattr(one, "kind", None) == name for one in elements)
        return Saying(f"{name} {_noun(elements, kind)}", number, None)
    said = sum(one.says(name) and not one.leaves_open(name) and not one.leaves_out(name) for one in elements)
    return Saying(f"{name.replace('_', ' ')} of {_noun(elements, kind)}", said, len(elements))


def can_be_judged(standard: Standard, course: Course) -> bool:
    """Whether a course holds what a standard is about, so that silence of its rules says something."""
    if standard.needs == "graded":
        works: list[Work] = [
            *course.every(Assessment),
            *course.every(Task),
            *course.every(FollowUpActivity),
        ]
        return any(work.graded for work in works)
    return not standard.needs or bool(course.elements.get(standard.needs))


def _noun(elements: Iterable[Element], kind: str) -> str:
    return next((one.noun for one in elements), kind.lower())


def _sees(word: str) -> Sees:
    match word:
        case "full" | "part" | "no":
            return word
        case _:
            raise ValueError(word)
