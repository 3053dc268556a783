"""Where learners write for each other: forums, wikis and glossaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz.completion import completion_of
from coursewright.exporters.mbz.marks import mark_of
from coursewright.exporters.mbz.records import clip, group
from coursewright.exporters.mbz.times import seconds
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.mbz.records import Fields

__all__ = ["forum", "glossary", "posts_first", "wiki"]

_OPTIONAL_SUBSCRIPTION, _OPTIONAL_TRACKING = 2, 1
_OF_USERS = ("discussions", "subscriptions", "digests", "readposts", "trackedprefs", "poststags", "grades")


def posts_first(activity: Activity) -> bool:
    """Whether learners see what others wrote only when they have written themselves."""
    element = activity.entry.element if activity.entry is not None else None
    return (
        isinstance(element, Task) and element.replies is not None and element.replies.protocol == "post-first"
    )


def forum(activity: Activity, bench: Bench) -> Fields:
    """Return a forum: Q and A where learners post first, else one for all uses."""
    entry, mark = activity.entry, mark_of(activity)
    due = seconds(entry.due) or seconds(entry.replies_by) if entry is not None else 0
    return {
        "type": "qanda" if posts_first(activity) else "general",
        "name": activity.title,
        "intro": bench.text(activity, "intro", ("criteria",) if mark is not None else ()),
        "introformat": 1,
        "duedate": due,
        "cutoffdate": 0,
        "assessed": 0,
        "assesstimestart": 0,
        "assesstimefinish": 0,
        "scale": 0,
        "maxbytes": 0,
        "maxattachments": 9,
        "forcesubscribe": _OPTIONAL_SUBSCRIPTION,
        "trackingtype": _OPTIONAL_TRACKING,
        "rsstype": 0,
        "rssarticles": 0,
        "timemodified": bench.made,
        "warnafter": 0,
        "blockafter": 0,
        "blockperiod": 0,
        "completiondiscussions": 0,
        **completion_of(activity).rules,
        "displaywordcount": 0,
        "lockdiscussionafter": 0,
        "grade_forum": int(mark.most) if mark is not None else 0,
        **{name: group(name) for name in _OF_USERS},
    }


def wiki(activity: Activity, bench: Bench) -> Fields:
    """Return a wiki that all write, each group its own where there are groups."""
    return {
        "name": activity.title,
        "intro": bench.text(activity, "intro"),
        "introformat": 1,
        "timecreated": bench.made,
        "timemodified": bench.made,
        "firstpagetitle": clip(activity.title),
        "wikimode": "collaborative",
        "defaultformat": "html",
        "forceformat": 1,
        "editbegin": 0,
        "editend": 0,
        "subwikis": group("subwikis"),
    }


def glossary(activity: Activity, bench: Bench) -> Fields:
    """Return a glossary to which learners add entries."""
    return {
        "name": activity.title,
        "intro": bench.text(activity, "intro"),
        "introformat": 1,
        "allowduplicatedentries": 0,
        "displayformat": "dictionary",
        "mainglossary": 0,
        "showspecial": 1,
        "showalphabet": 1,
        "showall": 1,
        "allowcomments": 1,
        "allowprintview": 1,
        "usedynalink": 0,
        "defaultapproval": 1,
        "globalglossary": 0,
        "entbypage": 20,
        "editalways": 1,
        "rsstype": 0,
        "rssarticles": 0,
        "assessed": 0,
        "assesstimestart": 0,
        "assesstimefinish": 0,
        "scale": 0,
        "timecreated": bench.made,
        "timemodified": bench.made,
        **completion_of(activity).rules,
        "entries": group("entries"),
        "entriestags": group("entriestags"),
        "categories": group("categories"),
    }
