"""Lessons: pages to read, questions, and pages on which learners decide where to go."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coursewright.importers.draft import Text
from coursewright.importers.mbz.bench import Came, item_of
from coursewright.importers.mbz.fields import flag, moment, number, present, said, span
from coursewright.importers.mbz.kinds import lesson_pages
from coursewright.importers.mbz.kinds.lesson_pages import CONTENT, is_decision, pages_of
from coursewright.importers.mbz.kinds.talking import instructions
from coursewright.importers.questions import keys
from coursewright.importers.questions.keys import Option, Span
from coursewright.importers.questions.numbers import decimal_in
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.importers.draft import Data, Value
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bench import Bench
    from coursewright.importers.mbz.kinds.lesson_pages import LessonPage, Way

__all__ = ["lesson"]

_LONGEST_PROMPT = 600


def lesson(activity: Activity, bench: Bench) -> Came:
    """Return a lesson as a task with its questions and decisions; as a page where there is only to read."""
    pages = pages_of(activity)
    decisions = [page for page in pages.values() if is_decision(page, pages)]
    told = _consequences(decisions, pages)
    text = [bench.intro(activity)]
    questions: list[Value] = []
    for page in pages.values():
        if page.type == CONTENT and page.number not in told:
            text += _read(page, activity, bench, is_asked=page in decisions)
        elif page not in decisions and (question := _question(page, activity, bench)) is not None:
            questions.append(question)
    written = "\n\n".join(part for part in text if part)
    if not questions and not decisions:
        data: Data = {"kind": "page", "path": Text(written)} if written else {"kind": "page"}
        return Came(
            (item_of("materials", activity, bench, data),), f"as a page with {counted(len(pages), 'page')}"
        )
    told_too: Data = {"time_limit": span(number(activity.own, "timelimit") or 0)}
    data = {
        **instructions(written),
        "release": moment(activity.own, "available"),
        "due": moment(activity.own, "deadline"),
        "attempts": "" if flag(activity.own, "retake") else 1,
        "decision_points": [_decision(page, pages, activity, bench) for page in decisions],
        "questions": questions,
        "x-moodle": present(told_too),
    }
    found = [counted(len(questions), "question")] if questions else []
    found += [counted(len(decisions), "decision point")] if decisions else []
    return Came((item_of("tasks", activity, bench, data),), f"as a task with {' and '.join(found)}")


def _consequences(decisions: list[LessonPage], pages: Mapping[int, LessonPage]) -> frozenset[int]:
    """Return the pages that only a decision leads to, so that they are what follows from it."""
    asked = {page.number for page in decisions}
    led = {way.target for page in decisions for way in page.ways if way.target > 0}
    others = {way.target for page in pages.values() if page.number not in asked for way in page.ways}
    return frozenset(one for one in led - others - asked if one in pages and pages[one].type == CONTENT)


def _contents(page: LessonPage, activity: Activity, bench: Bench) -> str:
    return bench.texts.markdown(page.row, "contents", activity.area("page_contents", page.number))


def _read(page: LessonPage, activity: Activity, bench: Bench, *, is_asked: bool) -> Iterator[str]:
    """Yield a page of text under its title; one that asks for a decision only where it is long."""
    text = _contents(page, activity, bench)
    if is_asked and len(text) <= _LONGEST_PROMPT:
        return
    title = bench.texts.line(said(page.row, "title"))
    yield f"## {title}" if title else ""
    yield text


def _decision(page: LessonPage, pages: Mapping[int, LessonPage], activity: Activity, bench: Bench) -> Value:
    text, title = bench.texts.line(said(page.row, "contents")), bench.texts.line(said(page.row, "title"))
    prompt = text if 0 < len(text) <= _LONGEST_PROMPT else title or text
    options = [_option(way, pages, activity, bench) for way in page.ways if way.target and way.target != -40]
    return present({"prompt": prompt, "options": options})


def _option(way: Way, pages: Mapping[int, LessonPage], activity: Activity, bench: Bench) -> Value:
    text = bench.texts.line(way.text)
    response = bench.texts.line(said(way.row, "response"))
    target = pages.get(way.target)
    follows = bench.texts.line(said(target.row, "contents")) if target is not None else ""
    consequence = " ".join(part for part in (response, follows) if part)
    if not text:
        bench.partly(activity, "an option without a text")
    return {"option": text or "?", "consequence": consequence} if consequence else text or "?"


def _question(page: LessonPage, activity: Activity, bench: Bench) -> Data | None:
    """Return a question; None for a page that asks nothing."""
    prompt = _contents(page, activity, bench) or bench.texts.line(said(page.row, "title"))
    right = max((way.score for way in page.ways), default=0.0)
    points = Decimal(str(right)) if right > 0 else None
    match page.type:
        case lesson_pages.CHOICE:
            kind = "multiple" if flag(page.row, "qoption") else "single"
            key = keys.options(_options(page, bench))
        case lesson_pages.TRUE_FALSE:
            kind, key = "single", keys.options(_options(page, bench))
        case lesson_pages.SHORT:
            kind, key = "short", keys.words(_options(page, bench))
        case lesson_pages.NUMERICAL:
            kind, (key, changes) = "numeric", keys.numbers([*_spans(page, bench)])
            for change in changes:
                bench.partly(activity, change)
        case lesson_pages.MATCHING:
            pairs = [
                (bench.texts.line(way.text), bench.texts.line(said(way.row, "response")))
                for way in page.ways[2:]
            ]
            kind, key = "matching", keys.pairs([pair for pair in pairs if all(pair)])
        case lesson_pages.ESSAY:
            kind, key = "essay", {}
        case _:
            return None
    return keys.question(prompt, kind, key, points=points)


def _is_right(way: Way, page: LessonPage) -> bool:
    """Say whether an answer is right: it earns points, or without any it leads on."""
    if any(one.score for one in page.ways):
        return way.score > 0
    return way.target not in {0, -40}


def _options(page: LessonPage, bench: Bench) -> list[Option]:
    return [
        Option(
            bench.texts.line(way.text) or "?",
            _is_right(way, page),
            bench.texts.line(said(way.row, "response")),
        )
        for way in page.ways
    ]


def _spans(page: LessonPage, bench: Bench) -> Iterator[Span]:
    """Yield numbers, each alone or from one to another: `3:5`."""
    for way in page.ways:
        low, _, high = bench.texts.line(way.text).partition(":")
        least, most = decimal_in(low), decimal_in(high or low)
        if least is not None and most is not None:
            yield Span(least, most, None, _is_right(way, page), bench.texts.line(said(way.row, "response")))
