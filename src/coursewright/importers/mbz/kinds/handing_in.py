"""What is handed in and judged: assignments and workshops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, Ref
from coursewright.importers.mbz.bench import Came, item_of
from coursewright.importers.mbz.fields import flag, moment, number, present, said, span, whole
from coursewright.importers.mbz.grading import criteria_of, form_of
from coursewright.importers.mbz.kinds.reading import file_data
from coursewright.importers.mbz.kinds.talking import instructions

if TYPE_CHECKING:
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bench import Bench

__all__ = ["assign", "assignment", "workshop"]

_WAYS = {"onlinetext": "text", "file": "files"}
_LIMITS = (
    ("file", "maxfilesubmissions", "files"),
    ("file", "filetypeslist", "file-types"),
    ("onlinetext", "wordlimit", "words"),
)


def assign(activity: Activity, bench: Bench) -> Came:
    """Return an assignment as a task, and the files that come with it as its materials."""
    own = activity.own
    texts = (
        bench.intro(activity),
        bench.texts.markdown(own, "activity", activity.area("activityattachment")),
    )
    files = tuple(
        Item(
            "materials",
            f"{activity.source}/{one.path}",
            present({"title": one.title, **file_data(one, bench)}),
        )
        for area in ("introattachment", "activityattachment")
        for one in bench.shelf.of(activity.area(area))
        if one.name and one.name not in bench.shelf.used
    )
    criteria, changes = criteria_of(bench.backup.xml(f"{activity.part.folder}grading.xml"), bench.texts)
    for change in changes:
        bench.partly(activity, change)
    attempts, reopens = whole(own, "maxattempts"), said(own, "attemptreopenmethod") == "untilpass"
    told: Data = {
        "submission": _submission(activity),
        "closes": moment(own, "cutoffdate"),
        "graded_by": moment(own, "gradingduedate"),
        "time_limit": span(number(own, "timelimit") or 0),
        "anonymous": flag(own, "blindmarking"),
        "attempts": "reopened until passed" if reopens and attempts != 1 else "",
    }
    data: Data = {
        **_team(activity, bench),
        **instructions("\n\n".join(part for part in texts if part)),
        "materials": [Ref(one.source) for one in files],
        "release": moment(own, "allowsubmissionsfromdate"),
        "due": moment(own, "duedate"),
        "criteria": criteria,
        "attempts": attempts if attempts > 0 else "",
        "x-moodle": present(told),
    }
    return Came((item_of("tasks", activity, bench, data), *files), "as a task")


def _team(activity: Activity, bench: Bench) -> Data:
    if not flag(activity.own, "teamsubmission"):
        return {}
    named = bench.groupings.get(whole(activity.own, "teamsubmissiongroupingid"), "")
    return {"grouping": "pairs" if named == "pairs" else "groups"}


def _submission(activity: Activity) -> Data:
    """Return how work is handed in, with the limits that there are."""
    config = {
        (said(row, "plugin"), said(row, "name")): said(row, "value")
        for row in activity.rows("plugin_configs")
        if said(row, "subtype") == "assignsubmission"
    }
    ways = [word for plugin, word in _WAYS.items() if config.get((plugin, "enabled")) == "1"]
    limits: Data = {
        word: config[plugin, name]
        for plugin, name, word in _LIMITS
        if _WAYS[plugin] in ways and config.get((plugin, name)) not in {None, "", "0", "*"}
    }
    if config.get(("onlinetext", "wordlimitenabled")) != "1":
        limits.pop("words", None)
    return {"as": ways, **limits} if ways else {}


def assignment(activity: Activity, bench: Bench) -> Came:
    """Return an assignment of Moodle 2.2 and before as a task."""
    own = activity.own
    told: Data = {"submission": said(own, "assignmenttype")}
    data: Data = {
        **instructions(bench.intro(activity)),
        "release": moment(own, "timeavailable"),
        "due": moment(own, "timedue"),
        "x-moodle": present(told),
    }
    return Came((item_of("tasks", activity, bench, data),), "as a task")


def workshop(activity: Activity, bench: Bench) -> Came:
    """Return a workshop as a peer review: work is handed in, then students judge that of others."""
    own, texts = activity.own, bench.texts
    columns = ("instructauthors", "instructreviewers")
    told = [bench.intro(activity), *(texts.markdown(own, one, activity.area(one)) for one in columns)]
    bench.keep(
        activity,
        texts.markdown(own, "conclusion", activity.area("conclusion")),
        "students read it when the workshop is over",
    )
    by = moment(own, "assessmentend")
    phases: Data = {
        "assessment_from": moment(own, "assessmentstart"),
        "self_assessment": flag(own, "useselfassessment"),
    }
    criteria: list[Value] = form_of(activity, texts)
    data: Data = {
        "kind": "peer-review",
        **instructions("\n\n".join(part for part in told if part)),
        "release": moment(own, "submissionstart"),
        "due": moment(own, "submissionend"),
        "replies": {"by": by} if by else {},
        "criteria": criteria,
        "x-moodle": present(phases),
    }
    return Came((item_of("tasks", activity, bench, data),), "as a task of the kind peer-review")
