"""What a course says about itself: its settings, and the pages beside its outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import File, Item, Text
from coursewright.importers.olx.desk import json_of, moment
from coursewright.importers.prose import plain_of, title_of
from coursewright.spec.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.draft import Data, Value
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["ABOUT", "course_data", "course_items"]

_KEPT = [
    "org",
    "course",
    "end",
    "enrollment_start",
    "enrollment_end",
    "invitation_only",
    "max_student_enrollments_allowed",
    "advanced_modules",
    "entrance_exam_enabled",
    "graceperiod",
    "days_early_for_beta",
    "cohort_config",
    "course_visibility",
    "certificates_display_behavior",
    "enable_subsection_gating",
    "user_partitions",
]
_PAGES = (
    ("about/overview.html", "page about the course"),
    ("about/syllabus.html", "syllabus"),
    ("info/handouts.html", "handouts"),
)
_TEXTS = ("effort", "duration", "subtitle")
ABOUT = frozenset({"overview", "syllabus", "short_description", "prerequisites", *_TEXTS})
"""The texts about a course that come in."""


def course_data(course: Block, run: str, desk: OlxDesk) -> Data:
    """Return the keys of the course."""
    data: Data = {"title": course.title or course.name}
    if short := _about(desk, "short_description"):
        data["description"] = short
        desk.account.imported("short description", "about/short_description.html", "", "as the description")
    if language := course.said("language"):
        data["language"] = language.replace("_", "-")
    paced = course.says("self_paced")
    if paced is not None:
        data["pacing"] = "self-paced" if paced else "scheduled"
    if starts := moment(course.said("start")):
        data["calendar"] = {"starts": starts[:10]}
    if prior := _about(desk, "prerequisites"):
        data["audience"] = {"prior": prior}
    if team := list(_team(course)):
        data["team"] = team
    settings: Data = {"run": run} if run else {}
    settings |= {key: _setting(course, key) for key in _KEPT if _is_worth(course.said(key))}
    settings |= {key: text for key in _TEXTS if (text := _about(desk, key))}
    if settings:
        data["x-olx"] = settings
    return data


def _is_worth(said: str) -> bool:
    return said not in {"", "{}", "[]", "false", "False", "null"}


def _setting(course: Block, key: str) -> Value:
    said = course.said(key)
    found = json_of(said)
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return [str(one) for one in found]
    return said


def _about(desk: OlxDesk, name: str) -> str:
    return plain_of(desk.source.text(f"{desk.root}about/{name}.html"))


def _team(course: Block) -> Iterator[Data]:
    found = json_of(course.said("instructor_info"))
    people = found.get("instructors") if isinstance(found, dict) else None
    for one in people if isinstance(people, list) else []:
        name = plain_of(str(one.get("name") or "")) if isinstance(one, dict) else ""
        if name:
            member: Data = {"id": slug(name)} if slug(name) else {}
            yield {**member, "name": name, "role": "instructor"}


def course_items(course: Block, desk: OlxDesk) -> Iterator[Item]:
    """Yield what students are to learn, and the pages beside the outline of a course."""
    told = json_of(course.said("learning_info"))
    for number, one in enumerate(told if isinstance(told, list) else [], 1):
        if isinstance(one, str) and (statement := plain_of(one)):
            source = f"learning_info#{number}"
            desk.account.imported("thing that students will learn", source, statement, "as an outcome")
            yield Item("outcomes", source, {"statement": statement})
    for name, what in _PAGES:
        yield from _page(name, what, "", desk)
    tabs = json_of(course.said("tabs"))
    for tab in tabs if isinstance(tabs, list) else []:
        if isinstance(tab, dict) and tab.get("type") == "static_tab":
            title = str(tab.get("name") or "")
            hidden = tab.get("is_hidden") is True or tab.get("course_staff_only") is True
            yield from _page(
                f"tabs/{tab.get('url_slug')}.html", "page of its own", title, desk, hidden=hidden
            )
    yield from _textbooks(course, desk)


def _page(name: str, what: str, title: str, desk: OlxDesk, *, hidden: bool = False) -> Iterator[Item]:
    if f"{desk.root}{name}" not in desk.source.sizes:
        return
    html = desk.source.text(f"{desk.root}{name}")
    if not (text := desk.markdown(html)):
        return
    title = title or title_of(html) or what.capitalize()
    data: Data = {"title": title, "kind": "page", "path": Text(text)}
    if hidden:
        data["x-hidden"] = True
    desk.account.imported(what, name, title, "as a page of the course")
    yield Item("materials", name, data)


def _textbooks(course: Block, desk: OlxDesk) -> Iterator[Item]:
    """Yield the chapters of books in PDF."""
    books = json_of(course.said("pdf_textbooks"))
    for book in books if isinstance(books, list) else []:
        chapters = book.get("chapters") if isinstance(book, dict) else None
        for number, one in enumerate(chapters if isinstance(chapters, list) else [], 1):
            if not isinstance(one, dict):
                continue
            address = str(one.get("url") or "")
            title = plain_of(str(one.get("title") or book.get("tab_title") or ""))
            source = f"pdf_textbooks/{book.get('tab_title')}#{number}"
            file = desk.addresses.file(address)
            place: Data = {"path": File(file)} if file else {}
            if not place and address.startswith(("http://", "https://")):
                place = {"url": address}
            if not place:
                desk.account.left_out(
                    "chapter of a textbook", source, title, f"its file, `{address}`, is not there"
                )
                continue
            desk.account.imported("chapter of a textbook", source, title, "as a material of the kind reading")
            yield Item("materials", source, {"title": title, "kind": "reading", **place})
