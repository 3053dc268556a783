"""Quizzes: which questions of the bank they ask, and which of them are drawn by chance."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.importers.mbz.bank import path_of
from coursewright.importers.mbz.bench import Came, item_of
from coursewright.importers.mbz.fields import (
    flag,
    moment,
    number,
    present,
    row_number,
    said,
    span,
    tidy,
    whole,
)
from coursewright.importers.mbz.kinds.talking import instructions
from coursewright.importers.mbz.questions import asked_of
from coursewright.packages.reading.xml import children, first
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.draft import Data, Value
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bank import BankQuestion
    from coursewright.importers.mbz.bench import Bench

__all__ = ["quiz"]

_USUAL = "deferredfeedback"
"""How most quizzes answer: when one has finished."""
_LONGEST = 20_000
_FIRST_NUMBER = re.compile(r"\d{1,12}")


class _Draw(NamedTuple):
    """What a slot draws from by chance."""

    category: int
    deep: bool
    tags: frozenset[str]


class _Slot(NamedTuple):
    """One place of a quiz."""

    place: int
    points: Decimal | None
    question: BankQuestion | None = None
    draw: _Draw | None = None


def quiz(activity: Activity, bench: Bench) -> Came:
    """Return a quiz as a task with its questions."""
    own = activity.own
    slots = sorted(_slots(activity, bench), key=lambda slot: slot.place)
    questions = [one for slot in slots if slot.question is not None for one in _asked(slot, activity, bench)]
    draws, drawn = _drawn(slots, activity, bench)
    attempts = whole(own, "attempts_number") or whole(own, "attempts")
    headings = [bench.texts.line(said(row, "heading")) for row in activity.rows("sections")]
    behaviour = said(own, "preferredbehaviour")
    told: Data = {
        "time_limit": span(number(own, "timelimit") or 0),
        "behaviour": behaviour if behaviour != _USUAL else "",
        "drawn": draws,
        "sections": [one for one in headings if one],
    }
    data: Data = {
        "kind": "quiz",
        **instructions(bench.intro(activity)),
        "release": moment(own, "timeopen"),
        "due": moment(own, "timeclose"),
        "attempts": attempts if attempts > 0 else "",
        "questions": [*questions, *drawn],
        "x-moodle": present(told),
    }
    _keep_overall(activity, bench)
    in_all = len(questions) + len(drawn)
    asked = f"with {counted(in_all, 'question')}" if in_all else "without a question"
    how = f"as a task of the kind quiz {asked}"
    return Came((item_of("tasks", activity, bench, data),), how)


def _slots(activity: Activity, bench: Bench) -> Iterator[_Slot]:
    layout = {
        int(one): place
        for place, one in enumerate(said(activity.own, "questions").split(","))
        if one.isdecimal() and len(one) <= 15
    }
    for place, row in enumerate(activity.rows("question_instances"), 1):
        at = whole(row, "slot") or place
        marks = said(row, "maxmark") or said(row, "grade")
        points = Decimal(str(number(row, "maxmark") or number(row, "grade") or 0)) if marks else None
        if (reference := first(row, "question_reference")) is not None:
            entry = whole(reference, "questionbankentryid")
            question = bench.bank.latest(entry, whole(reference, "version"))
            yield _Slot(at, points, question)
        elif (chosen := first(row, "question_set_reference")) is not None:
            yield _Slot(at, points, draw=_filter(said(chosen, "filtercondition")))
        else:
            number_of = whole(row, "questionid") or whole(row, "question")
            found = bench.bank.questions.get(number_of)
            at = layout.get(number_of, at) if layout else at
            if found is not None and found.type == "random":
                yield _Slot(at, points, draw=_old_draw(row, found))
            elif found is not None:
                yield _Slot(at, points, bench.bank.latest(found.entry))
            elif whole(row, "questioncategoryid"):
                yield _Slot(at, points, draw=_tagged(row))
            else:
                yield _Slot(at, points)


def _tagged(row: _Element, category: int = 0) -> _Draw:
    tags = (said(one, "tagname") for one in children(first(row, "tags"), "tag"))
    chosen = whole(row, "questioncategoryid") or category
    return _Draw(chosen, flag(row, "includingsubcategories"), frozenset(filter(None, tags)))


def _old_draw(row: _Element, question: BankQuestion) -> _Draw:
    """Return what a question of the type `random` draws from; its text is 1 where categories within count."""
    draw = _tagged(row, question.category.number)
    deep = draw.deep or said(question.row, "questiontext") == "1"
    return draw._replace(deep=deep)


def _filter(text: str) -> _Draw:
    """Return what a slot of Moodle 4 draws from."""
    try:
        told = json.loads(text) if len(text) <= _LONGEST else {}
    except (ValueError, RecursionError):
        told = {}
    told = told if isinstance(told, dict) else {}
    filters = told.get("filter")
    by_category = filters.get("category") if isinstance(filters, dict) else None
    values = by_category.get("values") if isinstance(by_category, dict) else None
    named = (
        values[0] if isinstance(values, list) and values else told.get("questioncategoryid", told.get("cat"))
    )
    options = by_category.get("filteroptions") if isinstance(by_category, dict) else None
    deep = (
        options.get("includesubcategories")
        if isinstance(options, dict)
        else told.get("includingsubcategories")
    )
    return _Draw(_number(named), bool(deep) and deep != "0", frozenset(_tag_names(told)))


def _tag_names(told: dict[str, Any]) -> Iterator[str]:
    """Yield the names of tags, each of which stands behind its number and a comma."""
    tags = told.get("tags")
    for one in tags if isinstance(tags, list) else ():
        if isinstance(one, str):
            yield one.partition(",")[2] or one


def _number(value: object) -> int:
    found = _FIRST_NUMBER.match(str(value))
    return int(found[0]) if found else 0


def _asked(slot: _Slot, activity: Activity, bench: Bench) -> Iterator[Value]:
    question = slot.question
    if question is None:
        return
    bench.asked.add(question.entry)
    asked = asked_of(question, slot.points or None, bench.bank, bench.texts)
    source = f"{activity.source}/{asked.name}"
    if asked.why:
        bench.account.left_out("question", source, asked.title, asked.why)
    for change in asked.partly:
        bench.account.partly("question", source, asked.title, change)
    for kept in asked.kept:
        if kept.markdown and kept.markdown not in bench.told:
            bench.told.add(kept.markdown)
            bench.account.keep(asked.title, source, kept.markdown, kept.why)
    if asked.questions:
        bench.account.imported("question", source, asked.title, "as a question of its quiz")
    yield from asked.questions


def _drawn(slots: list[_Slot], activity: Activity, bench: Bench) -> tuple[list[Value], list[Value]]:
    """Return what is drawn by chance as settings, and questions of pools that are asked as a whole."""
    picks: dict[_Draw, list[_Slot]] = {}
    for slot in slots:
        if slot.draw is not None:
            picks.setdefault(slot.draw, []).append(slot)
    told: list[Value] = []
    asked: list[Value] = []
    for draw, places in picks.items():
        pool = bench.bank.drawn_from(draw.category, draw.tags, deep=draw.deep)
        category = bench.bank.categories.get(draw.category)
        name = bench.texts.line(path_of(bench.bank, category)) if category is not None else ""
        if pool and len(pool) == len(places):
            for question, slot in zip(pool, places, strict=True):
                asked += _asked(slot._replace(question=question), activity, bench)
            continue
        points = places[0].points
        one: Data = {
            "pick": len(places),
            "of": len(pool),
            "category": name,
            "tags": sorted(draw.tags),
            "points": tidy(float(points)) if points else "",
        }
        told.append(present(one))
        bench.partly(
            activity,
            f"{counted(len(places), 'question')} drawn by chance from {len(pool)}"
            f"{f' of the category {name}' if name else ''}: the pool is in the notes, not in the quiz",
        )
    return told, asked


def _keep_overall(activity: Activity, bench: Bench) -> None:
    for row in activity.rows("feedbacks"):
        area = activity.area("feedback", row_number(row))
        text = bench.texts.markdown(row, "feedbacktext", area)
        low, high = number(row, "mingrade") or 0, number(row, "maxgrade") or 0
        bench.keep(activity, text, f"it is told to all who reach from {tidy(low)} to {tidy(high)} points")
