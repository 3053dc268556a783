"""Which reader there is for each kind of activity, those of well-known plugins included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.mbz.bench import Came, item_of
from coursewright.importers.mbz.fields import moment, present
from coursewright.importers.mbz.kinds import (
    asking,
    handing_in,
    lessons,
    meetings,
    packages,
    quizzes,
    reading,
    talking,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coursewright.importers.draft import Data
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bench import Bench

__all__ = ["came_of"]

_READERS: Mapping[str, Callable[[Activity, Bench], Came]] = {
    "assign": handing_in.assign,
    "assignment": handing_in.assignment,
    "attendance": meetings.attendance,
    "bigbluebuttonbn": meetings.video_room,
    "book": reading.book,
    "chat": meetings.chat,
    "choice": asking.choice,
    "data": talking.data,
    "feedback": asking.feedback,
    "folder": reading.folder,
    "forum": talking.forum,
    "glossary": talking.glossary,
    "h5pactivity": packages.h5p,
    "hvp": packages.hvp,
    "imscp": reading.imscp,
    "label": reading.label,
    "lesson": lessons.lesson,
    "lti": packages.lti,
    "page": reading.page,
    "quiz": quizzes.quiz,
    "resource": reading.resource,
    "scorm": packages.scorm,
    "survey": asking.survey,
    "url": reading.url,
    "wiki": talking.wiki,
    "workshop": handing_in.workshop,
    "zoom": meetings.zoom,
}
_KNOWN = {
    "advancedmindmap": "",
    "choicegroup": "",
    "diary": "journal",
    "forumng": "discussion",
    "hotpot": "quiz",
    "hsuforum": "discussion",
    "journal": "journal",
    "mediagallery": "",
    "mindmap": "",
    "moodleoverflow": "discussion",
    "oublog": "blog",
    "ouwiki": "wiki",
    "peerwork": "peer-review",
    "questionnaire": "survey",
    "scheduler": "",
    "studentquiz": "quiz",
    "turnitintooltwo": "",
    "vpl": "",
}
"""Plugins in which students do something, and the kind of task where their name says it."""
_QUIET = {
    "qbank": "it is a store of questions, which are told of by themselves",
    "certificate": "it gives out a certificate, and asks nothing",
    "customcert": "it gives out a certificate, and asks nothing",
}


def came_of(activity: Activity, bench: Bench) -> Came:
    """Return what becomes of an activity of any kind."""
    reader = _READERS.get(activity.kind)
    if reader is not None:
        return reader(activity, bench)
    if activity.kind in _KNOWN:
        return _task(activity, bench)
    why = _QUIET.get(
        activity.kind, f"a plan has no word for `{activity.kind}`, a plugin that is not known here"
    )
    bench.keep(
        activity,
        bench.intro(activity),
        f"it is the description of a `{activity.kind}`, which did not come in",
    )
    return Came((), why)


def _task(activity: Activity, bench: Bench) -> Came:
    data: Data = {
        "kind": _KNOWN[activity.kind],
        **talking.instructions(bench.intro(activity)),
        "release": moment(activity.own, "timeopen") or moment(activity.own, "opendate"),
        "due": moment(activity.own, "timeclose") or moment(activity.own, "closedate"),
        "x-moodle": {"plugin": activity.kind},
    }
    bench.partly(activity, f"of the plugin `{activity.kind}` only its name, description and dates are read")
    return Came((item_of("tasks", activity, bench, present(data)),), "as a task")
