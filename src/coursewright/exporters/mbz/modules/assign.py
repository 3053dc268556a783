"""Assignments: what is handed in, until when, by whom together, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz.completion import completion_of
from coursewright.exporters.mbz.grading import graded_by
from coursewright.exporters.mbz.groups import together
from coursewright.exporters.mbz.marks import mark_of
from coursewright.exporters.mbz.records import group, record
from coursewright.exporters.mbz.submission import ways_to_hand_in
from coursewright.exporters.mbz.times import seconds
from coursewright.spec.model import Assessment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.mbz.records import Fields
    from coursewright.exporters.mbz.submission import Way

__all__ = ["assign", "attempts_of", "time_limit"]

_UNLIMITED = -1
_FILES = 20
_COUNTABLE = 1000
_OF_USERS = ("userflags", "submissions", "grades")


def attempts_of(entry: Entry) -> int | None:
    """Return how many attempts an author allows; None where that is not said, or nobody could count them."""
    said = getattr(entry.element, "attempts", None)
    if said is None or not said.strip().isdecimal():
        return None
    return int(said) if int(said) <= _COUNTABLE else None


def time_limit(entry: Entry) -> int:
    """Return how many seconds there are for a timed assessment; 0 for as long as one likes."""
    element = entry.element
    if not isinstance(element, Assessment) or not element.timed or element.duration is None:
        return 0
    return round(element.duration.high * 60)


def assign(activity: Activity, bench: Bench) -> Fields:
    """Return an assignment; without a way to hand in, it is for what is done elsewhere and marked here."""
    entry = activity.entry
    if entry is None:
        return {}
    mark, attempts, kind = mark_of(activity), attempts_of(entry), together(entry)
    ways = ways_to_hand_in(entry)
    team = kind is not None and bool(ways)
    return {
        "name": activity.title,
        "intro": bench.text(activity, "intro", ("criteria",) if graded_by(activity) else ()),
        "introformat": 1,
        "alwaysshowdescription": 1,
        "submissiondrafts": 0,
        "sendnotifications": 0,
        "sendlatenotifications": 0,
        "sendstudentnotifications": 1,
        "duedate": seconds(entry.due),
        "cutoffdate": 0,
        "gradingduedate": _answered(entry),
        "allowsubmissionsfromdate": seconds(entry.opens),
        "grade": int(mark.most) if mark is not None else 0,
        "timemodified": bench.made,
        "completionsubmit": completion_of(activity).rules.get("completionsubmit", 0),
        "requiresubmissionstatement": 0,
        "teamsubmission": team,
        "requireallteammemberssubmit": 0,
        "teamsubmissiongroupingid": bench.ids("grouping", kind) if team and kind is not None else 0,
        "blindmarking": 0,
        "hidegrader": 0,
        "revealidentities": 0,
        "attemptreopenmethod": "manual" if attempts is not None and attempts > 1 else "none",
        "maxattempts": attempts or _UNLIMITED,
        "markingworkflow": 0,
        "markingallocation": 0,
        "markinganonymous": 0,
        # Else everybody without a group would hand in as one team.
        "preventsubmissionnotingroup": team,
        "activity": "",
        "activityformat": 1,
        "timelimit": time_limit(entry),
        "submissionattachments": 0,
        **{name: group(name) for name in _OF_USERS},
        "plugin_configs": group("plugin_configs", _plugins(activity, ways, bench)),
        "overrides": group("overrides"),
    }


def _answered(entry: Entry) -> int:
    """Return when learners hear back, which Moodle reminds teachers of; never before the work is due."""
    answered, due = seconds(entry.answered_at), seconds(entry.due)
    return answered if answered > due else 0


def _plugins(activity: Activity, ways: Sequence[Way], bench: Bench) -> Iterator[_Element]:
    text, files = int("onlinetext" in ways), int("file" in ways)
    for plugin, kind, name, value in (
        ("onlinetext", "assignsubmission", "enabled", text),
        ("onlinetext", "assignsubmission", "wordlimit", 0),
        ("onlinetext", "assignsubmission", "wordlimitenabled", 0),
        ("file", "assignsubmission", "enabled", files),
        ("file", "assignsubmission", "maxfilesubmissions", _FILES),
        ("file", "assignsubmission", "maxsubmissionsizebytes", 0),
        ("file", "assignsubmission", "filetypeslist", ""),
        ("comments", "assignsubmission", "enabled", 0),
        ("comments", "assignfeedback", "enabled", 1),
        ("comments", "assignfeedback", "commentinline", 0),
        ("editpdf", "assignfeedback", "enabled", files),
        ("offline", "assignfeedback", "enabled", 0),
        ("file", "assignfeedback", "enabled", 1),
    ):
        fields: Fields = {"plugin": plugin, "subtype": kind, "name": name, "value": value}
        yield record(
            "plugin_config", fields, id=bench.ids("plugin_config", f"{activity.key} {kind} {plugin} {name}")
        )
