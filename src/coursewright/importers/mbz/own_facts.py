"""What Moodle itself says of an entry of our own: teachers edit it there, so it goes before the text."""

from __future__ import annotations

import datetime as dt
from itertools import starmap, zip_longest
from math import isclose
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.importers.draft import Ref
from coursewright.importers.marked.model import source_of
from coursewright.importers.mbz.common import marks_of
from coursewright.importers.mbz.fields import moment, moment_of, said
from coursewright.importers.mbz.own_marks import attribute, html_of, plain_name, prompt_below, tag_with

if TYPE_CHECKING:
    from coursewright.importers.draft import Data, Item, Value
    from coursewright.importers.marked.model import Marked
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.availability import Restriction
    from coursewright.importers.mbz.bench import Bench
    from coursewright.importers.mbz.gradebook import GradeItem

__all__ = ["criteria_in", "facts_of", "settled"]

_DUE = {"tasks": "due", "follow_up_activities": "due", "assessments": "due", "reflection": "when"}
_GRADED = frozenset({"tasks", "follow_up_activities", "assessments", "reflection"})
_WITH_PASS = frozenset({"tasks", "assessments"})
_HOLDING = frozenset({"quiz", "assign"})
"""Kinds that hold questions and attempts themselves; a test has one attempt if its author says nothing."""
_USUAL = 10
"""The points of a criterion in Moodle that has none in the plan."""
_MOST_REPLIES = 1000


def facts_of(
    activity: Activity,
    item: Item | None,
    marked: Marked,
    restriction: Restriction,
    bench: Bench,
    asked: dict[int, str],
) -> Data:
    """Return what goes before the marks of an entry.

    `item` is what the activity would be in anybody's backup; `asked` has the keys of all entries of our own
    that Moodle can wait for, by their numbers.
    """
    plain: Data = item.data if item is not None else {}
    facts: Data = {}
    if (due := _DUE.get(marked.kind)) is not None:
        facts |= _due(activity, plain, marked, due)
    if marked.kind == "tasks":
        facts |= _opening(plain, marked, restriction)
        facts |= _replies(activity, plain, marked)
        facts |= _requires(marked, restriction, asked)
    if marked.kind in _GRADED:
        facts |= _marks(activity, marked, bench)
    if marked.kind == "announcements" and restriction.opens:
        facts["at"] = settled(moment_of(restriction.opens), marked.data.get("at"))
    if marked.kind == "materials":
        facts |= _material(activity, plain, marked, restriction)
    facts |= _asked(activity, plain, marked)
    for key in ("questions", "attempts"):
        is_usual = key == "attempts" and plain.get(key) == 1 and key not in marked.data
        if plain.get(key) and not is_usual and activity.kind in _HOLDING and marked.kind in _WITH_PASS:
            facts[key] = plain[key]
    return facts


def settled(native: Value, said_so: Value | None) -> Value:
    """Return what is said in the text where it is the same moment or number, else what Moodle says."""
    if isinstance(native, str) and isinstance(said_so, str):
        return said_so if _instant(native) == _instant(said_so) else native
    if isinstance(native, int | float) and isinstance(said_so, int | float):
        return said_so if isclose(native, said_so, rel_tol=1e-5, abs_tol=1e-4) else native
    return native


def _instant(text: str) -> dt.datetime | str:
    """Return a moment in UTC, to the second; one without an offset is taken for UTC, as the exporter does."""
    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return (when if when.tzinfo is not None else when.replace(tzinfo=dt.UTC)).replace(microsecond=0)


def _due(activity: Activity, plain: Data, marked: Marked, key: str) -> Data:
    native = plain.get("due") or moment(activity.module, "completionexpected")
    known = marked.data.get(key)
    if not isinstance(native, str) or not native or known == "weekly":
        return {}
    replies = marked.data.get("replies")
    by = replies.get("by") if isinstance(replies, dict) else None
    if known is None and isinstance(by, str):
        return {}  # a forum has but one date, and here it is the one for replies
    return {key: settled(native, known)}


def _opening(plain: Data, marked: Marked, restriction: Restriction) -> Data:
    native = plain.get("release") or moment_of(restriction.opens)
    return {"release": settled(native, marked.data.get("release"))} if native else {}


def _replies(activity: Activity, plain: Data, marked: Marked) -> Data:
    """Return how students answer each other: how many replies, and whether they post first."""
    if activity.kind != "forum":
        return {}
    known, native = marked.data.get("replies"), plain.get("replies")
    told = dict(known) if isinstance(known, dict) else {}
    found = dict(native) if isinstance(native, dict) else {}
    at_most = found.get("expected") == _MOST_REPLIES and isinstance(told.get("expected"), int)
    if not at_most:
        told.pop("expected", None)
        told |= {key: value for key, value in found.items() if key == "expected"}
    if told.get("protocol") == "post-first" and "protocol" not in found:
        del told["protocol"]
    if "protocol" in found:
        told["protocol"] = found["protocol"]
    by = told.get("by")
    if marked.data.get("due") is None and isinstance(by, str) and isinstance(plain.get("due"), str):
        told["by"] = settled(plain["due"], by)
    return {"replies": told} if told or isinstance(known, dict) else {}


def _requires(marked: Marked, restriction: Restriction, asked: dict[int, str]) -> Data:
    """Return what has to be done first: what Moodle waits for, and what it cannot wait for."""
    told = marked.data.get("requires", [])
    refs = [one for one in (told if isinstance(told, list) else [told]) if isinstance(one, Ref)]
    waits = [source_of(asked[number]) for number in restriction.needs if number in asked]
    in_reach = {source_of(key) for key in asked.values()}
    kept = [one.source for one in refs if one.source in waits or one.source not in in_reach]
    found = [*kept, *(one for one in waits if one not in kept)]
    return {"requires": [Ref(one) for one in found]} if found or refs else {}


def _marks(activity: Activity, marked: Marked, bench: Bench) -> Data:
    """Return weight and pass mark; of what a category gathers, those of the category."""
    facts: Data = {}
    item = _grade_item(activity, bench)
    if item is None:
        return facts
    if item.weight > 0 and marked.data.get("weight") is not None:
        facts["weight"] = settled(round(item.weight, 5), marked.data["weight"])
    is_own = bool(bench.book.of_activity(activity)) or marked.data.get("pass_mark") is not None
    if marked.kind in _WITH_PASS and item.pass_mark is not None and is_own:
        facts["pass_mark"] = settled(item.pass_mark, marked.data.get("pass_mark"))
    counts = marked.kind != "assessments" and item.weight > 0 and not marked.data.get("graded")
    if counts and marks_of(activity, bench).get("graded"):
        facts["graded"] = True
    return facts


def _grade_item(activity: Activity, bench: Bench) -> GradeItem | None:
    own = bench.book.of_activity(activity)
    if own:
        return own[-1]
    named = [one for one in bench.book.manual if one.name == said(activity.own, "name")]
    if len(named) == 1:
        return named[0]
    categories = [one for one in bench.book.categories.values() if one.name == said(activity.own, "name")]
    return bench.book.totals.get(categories[0].number) if len(categories) == 1 else None


def _asked(activity: Activity, plain: Data, marked: Marked) -> Data:
    """Return the questions of a poll or a survey: those that the text does not hold, for Moodle asks them."""
    questions = plain.get("questions")
    if not isinstance(questions, list) or not questions or marked.kind not in _WITH_PASS:
        return {}
    html, _ = html_of(activity)
    if activity.kind == "feedback":
        types = attribute(tag_with(html, "cw-entry-"), "asked").split()
        return {"questions": [*starmap(_of_type, zip_longest(questions, types[: len(questions)]))]}
    prompt = prompt_below(html)
    if activity.kind != "choice" or not prompt or marked.data.get("questions"):
        return {}
    return {"questions": [{**questions[0], "prompt": prompt}]}


def _of_type(question: Value, kind: str | None) -> Value:
    """Return an item of a survey as the question that it was made of."""
    if not isinstance(question, dict) or not kind:
        return question
    made = {**question, "type": kind}
    if kind == "true-false":
        made.pop("options", None)
    return made


def _material(activity: Activity, plain: Data, marked: Marked, restriction: Restriction) -> Data:
    facts: Data = {}
    if closes := moment_of(restriction.closes):
        facts["available_until"] = settled(closes, marked.data.get("available_until"))
    for key in ("url", "path"):
        if activity.kind in {"url", "resource"} and plain.get(key):
            facts[key] = plain[key]
    return facts


def criteria_in(tag: str, criteria: list[Value]) -> list[Value]:
    """Return criteria as their author said them: without points and levels that Moodle asked to be filled in.

    `tag` is that of the entry, which says of each what its author did.
    """
    said_so = attribute(tag, "criteria").split()
    if len(said_so) != len(criteria):
        return criteria
    return [_as_said(one, told) for one, told in zip(criteria, said_so, strict=True)]


def _as_said(criterion: Value, told: str) -> Value:
    if isinstance(criterion, str):
        criterion = {"name": criterion}
    if not isinstance(criterion, dict):
        return criterion
    made = dict(criterion)
    if "p" not in told.partition("=")[0] and made.get("points") == _USUAL:
        del made["points"]
    levels, (said_so, _, only) = made.get("levels"), told.partition("=")
    if "l" not in said_so and isinstance(levels, list) and len(levels) == 3:
        del made["levels"]
    if only:
        level = unquote(only)
        name = str(made.get("name", ""))
        made |= {"name": name.removesuffix(f": {plain_name(level)}"), "levels": [level]}
    return made if len(made) > 1 else made.get("name", criterion)
