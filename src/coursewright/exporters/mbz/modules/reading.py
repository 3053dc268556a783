"""What is read or opened: pages, web addresses, files, and texts on the course page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz.kinds import file_of, web_address
from coursewright.exporters.mbz.marks_back import with_marks
from coursewright.exporters.pages.entry_marks import marked_entry
from coursewright.exporters.prose.text import escaped
from coursewright.spec.model import Announcement

if TYPE_CHECKING:
    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.mbz.records import Fields

__all__ = ["label", "page", "resource", "url"]

_IN_A_PAGE = 5
_AS_MOODLE_SEES_FIT = 0


def page(activity: Activity, bench: Bench, content: str) -> Fields:
    """Return a page with its content."""
    return {
        "name": activity.title,
        "intro": "",
        "introformat": 1,
        "content": content,
        "contentformat": 1,
        "legacyfiles": 0,
        "legacyfileslast": None,
        "display": _IN_A_PAGE,
        "displayoptions": 'a:2:{s:10:"printintro";i:0;s:17:"printlastmodified";i:0;}',
        "revision": 1,
        "timemodified": bench.made,
    }


def url(activity: Activity, bench: Bench) -> Fields:
    """Return a link, with what is said about where it leads."""
    return {
        "name": activity.title,
        "intro": bench.text(activity, "intro", ("content",)),
        "introformat": 1,
        "externalurl": web_address(activity.entry) if activity.entry is not None else "",
        "display": _AS_MOODLE_SEES_FIT,
        "displayoptions": 'a:1:{s:10:"printintro";i:1;}',
        "parameters": "a:0:{}",
        "timemodified": bench.made,
    }


def resource(activity: Activity, bench: Bench) -> Fields:
    """Return a file, with what is said about it."""
    file = file_of(activity.entry, bench.edition) if activity.entry is not None else None
    if file is not None:
        bench.use(activity, "content", [file], main=True)
    return {
        "name": activity.title,
        "intro": bench.text(activity, "intro", ("content",)),
        "introformat": 1,
        "tobemigrated": 0,
        "legacyfiles": 0,
        "legacyfileslast": None,
        "display": _AS_MOODLE_SEES_FIT,
        "displayoptions": 'a:1:{s:10:"printintro";i:1;}',
        "filterfiles": 0,
        "revision": 1,
        "timemodified": bench.made,
    }


def label(activity: Activity, bench: Bench) -> Fields:
    """Return an announcement as a text on the course page, which a restriction shows when its time comes."""
    element = activity.entry.element if activity.entry is not None else None
    text, assets = (
        bench.prose(element.text or "", element, "text") if isinstance(element, Announcement) else ("", [])
    )
    bench.use(activity, "intro", assets)
    titled = isinstance(element, Announcement) and bool(element.title)
    told = f'<h4 class="cw-title">{escaped(activity.title)}</h4>\n{text}' if titled else text
    html = marked_entry(activity.entry, bench.edition, told) if activity.entry is not None else told
    return {
        "name": activity.title,
        "intro": with_marks(html, activity),
        "introformat": 1,
        "timemodified": bench.made,
    }
