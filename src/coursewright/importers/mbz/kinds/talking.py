"""Where learners write for each other: forums, wikis, glossaries and databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Text
from coursewright.importers.mbz.bench import Came, item_of
from coursewright.importers.mbz.fields import moment, present, said, tidy, whole
from coursewright.importers.mbz.grading import criteria_of

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bench import Bench

__all__ = ["data", "forum", "glossary", "instructions", "together", "wiki"]

_NEWS, _POST_FIRST = "news", "qanda"
_KINDS = {"blog": "blog"}
_FOR_ANNOUNCEMENTS = "General news and announcements"


def instructions(text: str) -> Data:
    """Return a text as what students are told to do; nothing where there is none."""
    return {"instructions": Text(text)} if text else {}


def together(activity: Activity, bench: Bench) -> Data:
    """Return how students work together where each group works apart."""
    if not activity.works_in_groups:
        return {}
    named = bench.groupings.get(whole(activity.module, "groupingid"), "")
    return {"grouping": "pairs" if named == "pairs" else "groups"}


def forum(activity: Activity, bench: Bench) -> Came:
    """Return a forum as a discussion; the one for announcements is only where these are made."""
    kind = said(activity.own, "type")
    intro = bench.intro(activity)
    if kind == _NEWS:
        if intro != _FOR_ANNOUNCEMENTS:
            bench.keep(activity, intro, "it stands above the announcements of the course")
        return Came((), "it is where announcements are made, and those that were made are not read")
    criteria, changes = criteria_of(bench.backup.xml(f"{activity.part.folder}grading.xml"), bench.texts)
    for change in changes:
        bench.partly(activity, change)
    told: Data = {
        "type": kind if kind not in {"general", "blog", _POST_FIRST} else "",
        "closes": moment(activity.own, "cutoffdate"),
        "rated": whole(activity.own, "assessed") > 0,
    }
    data: Data = {
        "kind": _KINDS.get(kind, "discussion"),
        **together(activity, bench),
        **instructions(intro),
        "due": moment(activity.own, "duedate"),
        "criteria": criteria,
        "replies": _replies(activity, kind),
        "x-moodle": present(told),
    }
    return Came((item_of("tasks", activity, bench, data),), f"as a task of the kind {data['kind']}")


def _replies(activity: Activity, kind: str) -> Data:
    """Return how students answer each other. In a Q and A forum the first answer is to the question."""
    asked = whole(activity.own, "completionreplies")
    expected = asked - 1 if kind == _POST_FIRST else asked
    found: Data = {"expected": tidy(expected)} if expected > 0 else {}
    return {**found, "protocol": "post-first"} if kind == _POST_FIRST else found


def wiki(activity: Activity, bench: Bench) -> Came:
    """Return a wiki as a task."""
    alone = said(activity.own, "wikimode") == "individual"
    data: Data = {
        "kind": "wiki",
        **({"grouping": "individual"} if alone else together(activity, bench)),
        **instructions(bench.intro(activity)),
        "release": moment(activity.own, "editbegin"),
        "due": moment(activity.own, "editend"),
    }
    return Came((item_of("tasks", activity, bench, data),), "as a task of the kind wiki")


def glossary(activity: Activity, bench: Bench) -> Came:
    """Return a glossary as a task. What is in it, people have written."""
    asked = whole(activity.own, "completionentries")
    data: Data = {
        "kind": "glossary",
        **together(activity, bench),
        **instructions(bench.intro(activity)),
        "x-moodle": {"entries": asked} if asked > 0 else {},
    }
    return Came((item_of("tasks", activity, bench, data),), "as a task of the kind glossary")


def data(activity: Activity, bench: Bench) -> Came:
    """Return a database that students fill as a task, with the names of its fields."""
    fields = [bench.texts.line(said(row, "name")) for row in activity.rows("fields")]
    told: Data = {"fields": [name for name in fields if name]}
    asked = whole(activity.own, "requiredentries") or whole(activity.own, "completionentries")
    if asked > 0:
        told["entries"] = asked
    found: Data = {
        **together(activity, bench),
        **instructions(bench.intro(activity)),
        "release": moment(activity.own, "timeavailablefrom"),
        "due": moment(activity.own, "timeavailableto"),
        "x-moodle": present(told),
    }
    return Came((item_of("tasks", activity, bench, found),), "as a task: students fill a database")
