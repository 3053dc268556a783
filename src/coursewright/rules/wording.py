"""Phrases that the messages of several rules share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.design.phrases import capital, shortened, when_phrase
from coursewright.spec.element import Item
from coursewright.spec.model.structure import Module
from coursewright.spec.times import Dated, LearnerDay, Weekly
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.markdown_texts import MarkdownText
    from coursewright.spec.element import Element, Scope, When
    from coursewright.spec.model import Material, Outcome
    from coursewright.spec.moments import Moment

__all__ = [
    "called",
    "capital",
    "counted",
    "date_phrase",
    "first_name",
    "length_phrase",
    "lengths_phrase",
    "listed",
    "medium_phrase",
    "outcome_phrase",
    "reference_to",
    "shortened",
    "some_ids",
    "such_as",
    "text_phrase",
    "time_phrase",
    "when_phrase",
]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def such_as(examples: Sequence[str]) -> str:
    """Return `, such as "a", "b" or "c"`, or nothing without examples."""
    quoted = listed([f'"{example}"' for example in examples], "or")
    return f", such as {quoted}" if quoted else ""


def reference_to(item: Item, place: Scope) -> str:
    """Return how an item is named from a place: by its id, and by its module's if that is another one."""
    home, here = item.scope.up("module"), place.up("module")
    module = home.element if home is not None and home is not here else None
    return f"{module.id}/{item.id}" if isinstance(module, Module) else f"{item.id}"


def called(element: Element) -> str:
    """Call an element by its label; one that has none, by what it is: `a question`."""
    return element.label if isinstance(element, Item) else f"a {element.noun}"


def first_name(items: Iterable[Item]) -> str | None:
    """Return the id, else the title, of the first of some items that has one."""
    return next((name for item in items if (name := item.id or item.title)), None)


def some_ids(ids: Sequence[str]) -> str:
    """Return ids to choose from, four at most: `a`, `b`, `c` or another, each in backquotes."""
    shown = [f"`{each}`" for each in ids]
    return listed(shown if len(shown) <= 4 else [*shown[:3], "another"], "or")


def counted(number: float, noun: str, plural: str = "") -> str:
    """Count things in words: `1 task`, `3 tasks`."""
    shown = f"{number:g}"
    return f"{shown} {noun}" if number == 1 else f"{shown} {plural or noun + 's'}"


def outcome_phrase(outcome: Outcome) -> str:
    """Call an outcome by its statement, cut where it runs on and without its full stop."""
    said = outcome.statement or outcome.title or outcome.id
    return f'outcome "{shortened(said.rstrip(" .;"))}"' if said else "this outcome"


def medium_phrase(material: Material) -> str:
    """Start a sentence with a material, called by its kind: `Video "Two readings"`, or `This video`."""
    name = material.title or material.id
    return f'{capital(str(material.kind))} "{name}"' if name else f"This {material.kind}"


def lengths_phrase(materials: Sequence[Material]) -> str:
    """Say how much there is to read: `4,000 words`, `12 pages`, or both."""
    words = sum(one.words for one in materials if one.words)
    pages = sum(one.pages for one in materials if one.pages and not one.words)
    return " and ".join(
        [*([f"{words:,.0f} words"] if words else []), *([counted(pages, "page")] if pages else [])]
    )


def text_phrase(element: Element, written: MarkdownText, line: int) -> str:
    """Say where in a Markdown text something stands: `in notes.md, line 4,`, or at which key of what."""
    if written.page:
        return f"in {written.page}, line {line},"
    return f"in the {written.key} of {called(element)}"


def date_phrase(date: dt.date) -> str:
    """Write a date out: `7 September 2026`, in whatever language the machine speaks."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def time_phrase(when: When | None, moment: Moment | None) -> str:
    """Quote a time as its author wrote it, followed by the moment it means unless that is said in full.

    A session's slot in the timetable gives it a moment without a time written at the session: no `when`.
    """
    if when is None:
        return str(moment)
    quoted = f"`{shortened(when.node.written)}`"
    match when.spec:
        case Dated(time=dt.time()):
            return quoted
        case Weekly(week=int(), time=dt.time()) | LearnerDay(time=dt.time()) if (
            moment is not None and moment.date is None
        ):
            return quoted
    return f"{quoted} ({moment})" if moment is not None else quoted


def length_phrase(length: dt.timedelta) -> str:
    """Write a length of time as the format does: `8 h`, `1 h 30 min`, `5 min`."""
    hours, minutes = divmod(round(length.total_seconds() / 60), 60)
    parts = [f"{amount} {unit}" for amount, unit in ((hours, "h"), (minutes, "min")) if amount]
    return " ".join(parts) or "0 min"
