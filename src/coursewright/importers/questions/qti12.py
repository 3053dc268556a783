"""Quizzes and banks of questions in QTI 1.2: of plain cartridges, of Canvas, and of other makers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.questions.markup import markdown_words
from coursewright.importers.questions.materials import html_below, walk
from coursewright.importers.questions.model import Asked, Draw, Quiz, quiz_of
from coursewright.importers.questions.numbers import decimal_in
from coursewright.importers.questions.qti12_item import fields_said
from coursewright.importers.questions.qti12_reading import asked_of
from coursewright.packages.reading.xml import children, first, local, text_of
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.prose import Resolve

__all__ = ["quiz_of_qti12", "quizzes_of_qti12"]

_MOST = 5_000
"""Questions of one document that are read. Large banks have some hundreds."""
_QUIZZES = frozenset({"assessment", "objectbank"})
_DURATION = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d{0,9})?S)?)?")
_INTRODUCTIONS = ("rubric", "presentation_material", "objectives")


def quiz_of_qti12(root: _Element, resolve: Resolve) -> Quiz:
    """Return the quiz or bank of a document: the first one; one without a title where items stand alone."""
    return quizzes_of_qti12(root, resolve)[0]


def quizzes_of_qti12(root: _Element, resolve: Resolve) -> tuple[Quiz, ...]:
    """Return the quizzes and banks of a document; never none."""
    found = [root] if local(root) in _QUIZZES else [*children(root, *_QUIZZES)]
    loose = [] if local(root) in _QUIZZES else [*children(root, "item", "section")]
    if loose or not found:
        found.append(root)
    return tuple(_quiz(one, resolve) for one in found)


class _Group(NamedTuple):
    """A part of a quiz: what holds for its questions."""

    extra: Data
    points: Decimal | None


class _Parts(NamedTuple):
    """What stands in a quiz, in order."""

    asked: list[Asked]
    draws: list[Draw]
    titles: list[str]
    introductions: list[str]
    picks: list[str]
    unread: list[_Element]


def _quiz(element: _Element, resolve: Resolve) -> Quiz:
    parts = _Parts([], [], [], [], [], [])
    waiting: list[tuple[_Element, _Group]] = [(element, _Group({}, None))]
    while waiting:
        one, group = waiting.pop()
        match local(one):
            case "item":
                number = len(parts.asked) + 1
                if number > _MOST:
                    parts.unread.append(one)
                    continue
                parts.asked.append(asked_of(one, number, resolve, group.extra, group.points))
            case "itemref":
                parts.draws.append(Draw("", "", item=(one.get("linkrefid") or "").strip()))
            case "bankentry_item":
                parts.draws.append(_entry(one))
            case name if one is element or name in {"section", "sectionproc"}:
                within = group if one is element else _section(one, group, parts, resolve)
                waiting += [(child, within) for child in reversed([*_content(one)])]
    said = fields_said(first(element, "qtimetadata")) | fields_said(first(element, "assessmentmetadata"))
    quiz = quiz_of(_title(element, said), parts.asked)
    descriptions = [markdown_words(html_below(one), resolve) for one in children(element, *_INTRODUCTIONS)]
    return quiz._replace(
        attempts=_attempts(said),
        minutes=_minutes(element, said),
        draws=tuple(parts.draws),
        description="\n\n".join(filter(None, (*descriptions, *parts.introductions))),
        name=(element.get("ident") or "").strip(),
        is_bank=local(element) == "objectbank",
        sections=(*parts.picks, *_headings(parts.titles), *_unread(len(parts.unread))),
    )


def _content(element: _Element) -> Iterator[_Element]:
    """Yield what a quiz or section holds; of a document its quizzes are read by themselves."""
    return children(element, "section", "item", "itemref", "bankentry_item")


def _section(element: _Element, group: _Group, parts: _Parts, resolve: Resolve) -> _Group:
    title = " ".join((element.get("title") or "").split())
    for one in children(element, *_INTRODUCTIONS):
        if text := markdown_words(html_below(one), resolve):
            parts.introductions.append(text)
    selection = first(element, "selection_ordering", "selection")
    pick = decimal_in(text_of(selection, "selection_number")) if selection is not None else None
    worth = decimal_in(text_of(selection, "selection_extension", "points_per_item"))
    banks = [text_of(one) for one in children(selection, "sourcebank_ref")]
    picked = int(pick) if pick is not None and pick >= 0 else None
    if (
        not banks
        and selection is not None
        and any(local(one) == "selection_metadata" for one in walk(selection))
    ):
        banks = [""]  # Blackboard names each question it may draw
    points = None if worth is None else float(worth)
    parts.draws.extend(Draw(bank, title, picked, points) for bank in banks)
    inside = sum(1 for _ in children(element, "item"))
    if picked is None or banks or picked >= inside:
        if title:
            parts.titles.append(title)
        return group._replace(points=worth if worth is not None else group.points)
    name = f'"{title}"' if title else "a group"
    parts.picks.append(f"each learner is asked {picked} of the {inside} questions of {name}")
    return _Group({"group": title or "group", "pick": picked}, worth if worth is not None else group.points)


def _entry(element: _Element) -> Draw:
    points = decimal_in(element.get("points_possible"))
    return Draw(
        (element.get("sourcebank_ref") or "").strip(),
        "",
        points=None if points is None else float(points),
        item=(element.get("item_ref") or "").strip(),
    )


def _headings(titles: list[str]) -> list[str]:
    if len(titles) < 2:
        return []
    shown = listed([f'"{one}"' for one in titles[:5]] + ([f"{len(titles) - 5} more"] if titles[5:] else []))
    return [f"its sections are one list of questions: {shown}"]


def _unread(count: int) -> list[str]:
    return [f"{count:,} of its questions are not read: it has more than {_MOST:,}"] if count else []


def _title(element: _Element, said: dict[str, str]) -> str:
    written = element.get("title") or said.get("bank_title") or text_of(element, "qticomment")
    return " ".join(written.split()) if local(element) in _QUIZZES else ""


def _attempts(said: dict[str, str]) -> int | None:
    number = said.get("cc_maxattempts", said.get("attempts_allowed", ""))
    return int(number) or None if number.isascii() and number.isdigit() and len(number) < 7 else None


def _minutes(element: _Element, said: dict[str, str]) -> float | None:
    limit = decimal_in(said.get("qmd_timelimit"))
    if limit is not None:
        return float(limit) if limit > 0 else None
    found = _DURATION.fullmatch(text_of(element, "duration"))
    if found is None or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return days * 1440 + hours * 60 + minutes + seconds / 60
