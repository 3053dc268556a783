"""Where people meet: video rooms, chats, lists of attendance, and the calendar of the course."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import Item
from coursewright.importers.mbz.bench import Came, item_of
from coursewright.importers.mbz.fields import moment, number, present, said, span, whole
from coursewright.packages.reading.xml import children
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bench import Bench

__all__ = ["attendance", "chat", "events", "video_room", "zoom"]

_A_DAY = 24 * 3600
_WHY = "a session has no description of its own in a plan"
_WEB = re.compile(r"https?://", re.IGNORECASE)


def video_room(activity: Activity, bench: Bench) -> Came:
    """Return a room of BigBlueButton: as a session where it opens at a time, else as a material."""
    own = activity.own
    opens, closes = whole(own, "openingtime"), whole(own, "closingtime")
    length = span(closes - opens) if 0 < closes - opens <= _A_DAY else ""
    recording: Data = {"recording": True} if whole(own, "record") == 1 else {}
    return _meeting(activity, bench, {"starts": moment(own, "openingtime"), "duration": length, **recording})


def zoom(activity: Activity, bench: Bench) -> Came:
    """Return a meeting in Zoom."""
    own, address = activity.own, said(activity.own, "join_url")
    length = number(own, "duration") or 0
    return _meeting(
        activity,
        bench,
        {
            "starts": moment(own, "start_time"),
            "duration": span(length) if length <= _A_DAY else "",
            "url": address if _WEB.match(address) else "",
        },
    )


def _meeting(activity: Activity, bench: Bench, data: Data) -> Came:
    bench.keep(activity, bench.intro(activity), _WHY)
    if data["starts"]:
        return Came((item_of("sessions", activity, bench, data),), "as a session")
    tool: Data = {"kind": "tool", "url": data.get("url", "")}
    return Came(
        (item_of("materials", activity, bench, tool),), "as a material of the kind tool, for it has no time"
    )


def chat(activity: Activity, bench: Bench) -> Came:
    """Return a chat as a session where it has a time, else as a tool that is open all the time."""
    scheduled = whole(activity.own, "schedule") > 0
    data: Data = {"starts": moment(activity.own, "chattime") if scheduled else ""}
    repeated = {2: "every day", 3: "every week"}.get(whole(activity.own, "schedule"))
    if repeated:
        bench.partly(activity, f"it takes place {repeated}, and came in once")
    return _meeting(activity, bench, data)


def attendance(activity: Activity, bench: Bench) -> Came:
    """Return the meetings for which attendance is taken, each as a session. Who was there is not read."""
    bench.keep(activity, bench.intro(activity), _WHY)
    items = tuple(
        _session(f"{activity.source}/{row.get('id') or place}", row, activity, bench)
        for place, row in enumerate(activity.rows("sessions"), 1)
        if moment(row, "sessdate")
    )
    if not items:
        return Came((), "it lists no meetings")
    return Came(items, f"as {counted(len(items), 'session')}")


def _session(source: str, row: _Element, activity: Activity, bench: Bench) -> Item:
    title = bench.texts.line(said(row, "description")) or bench.texts.line(activity.name)
    length = number(row, "duration") or 0
    data: Data = {
        "title": title,
        "starts": moment(row, "sessdate"),
        "duration": span(length) if length <= _A_DAY else "",
    }
    return Item("sessions", source, present(data))


def events(bench: Bench) -> list[Item]:
    """Return the events of the course's calendar that have a time and a length, as sessions."""
    found = []
    for row in children(bench.backup.xml("course/calendar.xml"), "event"):
        source, title = f"event:{row.get('id') or ''}", bench.texts.line(said(row, "name"))
        if said(row, "eventtype") not in {"course", "group", ""}:
            continue
        length = number(row, "timeduration") or 0
        if not moment(row, "timestart") or not 0 < length <= _A_DAY:
            why = "it has no length of a meeting" if moment(row, "timestart") else "it has no time"
            when = moment(row, "timestart")
            bench.account.left_out("event", source, title, f"{why} ({when})" if when else why)
            continue
        data: Data = {
            "title": title,
            "starts": moment(row, "timestart"),
            "duration": span(length),
            "place": said(row, "location"),
        }
        text = bench.texts.as_markdown(said(row, "description"), whole(row, "format"), bench.texts.legacy)
        if text:
            bench.account.keep(title, source, text, _WHY)
        found.append(Item("sessions", source, present(data)))
        bench.account.imported("event", source, title, "as a session")
    return found
