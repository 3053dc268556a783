"""What our own exporter left in a backup to be read again: keys of things, and titles that were cut."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.mbz.fields import said
from coursewright.importers.questions.markup import line_of_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.draft import Value
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.sections import Section

__all__ = [
    "SectionMarks",
    "alike",
    "as_written",
    "attribute",
    "html_of",
    "is_about",
    "keys_of",
    "marks_of_section",
    "plain_name",
    "prompt_below",
    "tag_with",
    "written_in",
]

_ENTRY = "cw-entry-"
_PROMPT = re.compile(r"</div>\s*<p><strong>([^<]*)</strong></p>\s*\Z")
_LONGEST_PROMPT = 20_000
_KEY = re.compile(r"[\w.-]{1,100}/[^\s\"<>]{1,400}")
_ABOUT = re.compile(r"(?:about|staff):[^\s]{0,400}")


class SectionMarks(NamedTuple):
    """Which part of a course a section is, as its summary says."""

    key: str
    module: str
    """The key of its module; empty for a unit, whose key begins with it."""
    title: str
    """That of the module or unit, where the name of the section may be another."""
    is_unit: bool
    of: str
    """The title of the module of a unit."""


def html_of(activity: Activity) -> tuple[str, str]:
    """Return the text of an activity that our exporter writes into, and the column that it stands in."""
    column = "content" if activity.kind == "page" else "intro"
    return said(activity.own, column), column


def tag_with(html: str, name: str) -> str:
    """Return the first tag in which a class name of ours stands, up to its end; empty where there is none."""
    at = html.find(name)
    start, end = html.rfind("<", 0, at), html.find(">", at)
    return html[start : end + 1] if 0 <= start < at < end else ""


def attribute(tag: str, name: str) -> str:
    """Return a mark of an element, by the text of its tag; empty where it has none."""
    found = re.search(rf'\sdata-cw-{name}="([^"]{{0,20000}})"', tag)
    return unescape(found[1]) if found else ""


def keys_of(activities: list[Activity]) -> dict[int, str]:
    """Return the keys of entries of our own by the numbers of their activities.

    Where an editor took the marks away, the id number of an activity still tells its key.
    """
    found: dict[str, int] = {}
    for activity in activities:
        html, _ = html_of(activity)
        tag = tag_with(html, _ENTRY)
        key = attribute(tag, "key")
        if not key and tag and _KEY.fullmatch(activity.idnumber):
            key = activity.idnumber
        if key:
            found.setdefault(key, activity.part.number)
    return {number: key for key, number in found.items()}


def is_about(activity: Activity) -> bool:
    """Say whether an activity is a page of ours about the course, a module, or for staff."""
    return activity.kind == "page" and _ABOUT.fullmatch(activity.idnumber) is not None


def marks_of_section(section: Section) -> SectionMarks | None:
    """Return which part of a course a section is; None where it does not say."""
    summary = said(section.row, "summary")
    tag = tag_with(summary, "cw-unit") or tag_with(summary, "cw-section")
    key, is_unit = attribute(tag, "key"), "cw-unit" in tag
    if not key:
        return None
    module, title, of = (attribute(tag, name) for name in ("module", "title", "of"))
    return SectionMarks(key, module, title, is_unit, of)


def prompt_below(html: str) -> str:
    """Return the question of a poll, which stands in bold below its text; empty where there is none."""
    found = _PROMPT.search(html[-_LONGEST_PROMPT:])
    return line_of_words(found[1]) if found else ""


def written_in(tag: str) -> dict[str, str]:
    """Return texts as their author wrote them, by the names that Moodle has for them."""
    try:
        told = json.loads(attribute(tag, "written") or "[]")
    except (ValueError, RecursionError):
        return {}
    texts = [one for one in told if isinstance(one, str)] if isinstance(told, list) else []
    named = {plain_name(one): one for one in texts}
    return {name.replace("|", "/"): one for name, one in named.items()} | named


def as_written(value: Value, texts: Mapping[str, str]) -> Value:
    """Return a value in which each text that is such a name is as its author wrote it."""
    match value:
        case str():
            return texts.get(value, value)
        case dict():
            return {key: as_written(one, texts) for key, one in value.items()}
        case list():
            return [as_written(one, texts) for one in value]
        case _:
            return value


def plain_name(text: str) -> str:
    """Return a text as our exporter makes a name of it: on one line, without brackets that Moodle drops."""
    return " ".join(text.replace("<", "\u2039").replace(">", "\u203a").split())


def alike(shown: str, title: str) -> bool:
    """Say whether a name in Moodle is what our exporter makes of a title: one line, cut, without brackets."""
    name = plain_name(title)
    bare = " ".join(shown.split())
    return bare == name or (bare.endswith("…") and name.startswith(bare.removesuffix("…")))
