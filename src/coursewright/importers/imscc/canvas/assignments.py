"""Assignments of Canvas, and the settings that graded quizzes and discussions share with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, Ref, Text
from coursewright.importers.imscc.assignments import graded_in, keep_staff_text
from coursewright.importers.imscc.canvas.fields import is_true, moment, number
from coursewright.importers.imscc.canvas.grading import counts
from coursewright.importers.imscc.links_and_tools import is_web
from coursewright.importers.imscc.pages import page_text, page_title
from coursewright.importers.imscc.things import is_web_page
from coursewright.importers.imscc.topics import said_in
from coursewright.packages.reading.xml import text_of

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.imscc.canvas.fields import Fields
    from coursewright.importers.imscc.canvas.state import State
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.things import Thing

__all__ = ["assignment_item", "settings_data"]

_ON = (
    "omit_from_final_grade",
    "anonymous_grading",
    "moderated_grading",
    "anonymous_peer_reviews",
    "automatic_peer_reviews",
    "intra_group_peer_reviews",
    "grade_group_students_individually",
    "only_visible_to_overrides",
    "turnitin_enabled",
    "vericite_enabled",
    "hide_in_gradebook",
)
_SAID = ("allowed_extensions", "group_category")
_TIMES = ("lock_at", "peer_reviews_due_at")
_USUAL_GRADING = "points"
_NOTHING_TO_HAND_IN = frozenset({"none", "discussion_topic", "online_quiz", "wiki_page"})


def assignment_item(state: State, cartridge: Cartridge, thing: Thing, title: str) -> Item | None:
    """Make a task of an assignment."""
    resource = thing.resource
    fields = state.assignments.get(resource.identifier, {})
    page = next((name for name in resource.files if is_web_page(name)), "")
    data: Data = {}
    root = None if page else cartridge.xml(resource)
    if page:
        html = cartridge.source.text(page)
        title = title or fields.get("title") or page_title(html, page)
        if text := page_text(cartridge, html, page, title):
            data["instructions"] = Text(text)
    elif root is not None:
        title = title or fields.get("title", "")
        title = title or text_of(root, "title")
        data.update(said_in(cartridge, root, resource.name))
        data.update(graded_in(root))
    elif not fields:
        return None
    title = " ".join(title.split()) or "Assignment"
    data = {"title": title, **data, **settings_data(state, cartridge, thing, title, fields)}
    how = "as a task of the kind quiz: its questions stay in New Quizzes" if "kind" in data else "as a task"
    cartridge.account.imported("assignment", thing.source, title, how)
    if root is not None:
        keep_staff_text(cartridge, root, thing, title)
    return Item("tasks", thing.source, data)


def settings_data(state: State, cartridge: Cartridge, thing: Thing, title: str, fields: Fields) -> Data:
    """Return what the settings of an assignment say, in the words of a plan; the rest in `x-canvas`."""
    data: Data = {}
    if due := moment(fields, "due_at"):
        data["due"] = due
    if release := moment(fields, "unlock_at"):
        data["release"] = release
    if fields.get("workflow_state") == "unpublished":
        data |= {"status": "draft", "x-hidden": True}
    if is_true(fields, "has_group_category") or fields.get("group_category"):
        data["grouping"] = "groups"
    if is_true(fields, "peer_reviews"):
        data["feedback"] = {"form": "peer"}
    attempts = number(fields, "allowed_attempts")
    if isinstance(attempts, int) and attempts > 0:
        data["attempts"] = attempts
    data.update(_marks(state, fields))
    data.update(_criteria(state, cartridge, thing, title, fields))
    data.update(_tool(fields))
    outcomes = [*state.outcomes.get(thing.resource.identifier, ())]
    rubric = state.rubrics.get(fields.get("rubric_identifierref", ""))
    measured = rubric.outcomes if rubric is not None else ()
    outcomes += filter(None, map(cartridge.addresses.by_identifier.get, measured))
    if outcomes:
        data["outcomes"] = [Ref(source) for source in dict.fromkeys(outcomes)]
    if kept := _kept(state, fields):
        data["x-canvas"] = kept
    return data


def _marks(state: State, fields: Fields) -> Data:
    data: Data = {}
    group = fields.get("assignment_group_identifierref", "")
    if counts(fields, state.groups):
        data["graded"] = True
        weight = state.groups[group].weight if group in state.groups else None
        if weight is not None and state.members.get(group) == 1:
            data["weight"] = f"{weight:g}%"
    points = number(fields, "points_possible")
    if points is not None:
        data["x-points"] = points
    return data


def _criteria(state: State, cartridge: Cartridge, thing: Thing, title: str, fields: Fields) -> Data:
    identifier = fields.get("rubric_identifierref", "")
    if not identifier:
        return {}
    rubric = state.rubrics.get(identifier)
    if rubric is None:
        cartridge.account.partly("assignment", thing.source, title, "its rubric is not in the package")
        return {}
    state.used_rubrics.add(identifier)
    state.criteria_left -= len(rubric.criteria)
    if state.criteria_left < 0:
        how = f"its rubric, {rubric.title}, is not repeated here: the course has too many criteria"
        cartridge.account.partly("assignment", thing.source, title, how)
        return {}
    if rubric.too_many:
        how = "its rubric has more criteria than are read; the first of them are there"
        cartridge.account.partly("assignment", thing.source, title, how)
    return {"criteria": list(rubric.criteria)} if rubric.criteria else {}


def _tool(fields: Fields) -> Data:
    url = fields.get("external_tool_url", "")
    if "external_tool" not in fields.get("submission_types", "") or not is_web(url):
        return {}
    if "quiz-lti" in url:
        return {"kind": "quiz", "x-lti": {"url": url}}
    return {"materials": [{"title": "External tool", "kind": "tool", "url": url}]}


def _kept(state: State, fields: Fields) -> Data:
    kept: Data = {}
    group = state.groups.get(fields.get("assignment_group_identifierref", ""))
    if group is not None and group.title:
        kept["assignment_group"] = group.title
    handed_in = [one for one in fields.get("submission_types", "").split(",") if one]
    if handed_in and not _NOTHING_TO_HAND_IN.issuperset(handed_in):
        kept["submission_types"] = handed_in
    grading = fields.get("grading_type", _USUAL_GRADING)
    if grading != _USUAL_GRADING:
        kept["grading_type"] = grading
    if fields.get("rubric_identifierref"):
        kept["rubric_use_for_grading"] = is_true(fields, "rubric_use_for_grading")
    kept.update({name: True for name in _ON if is_true(fields, name)})
    kept.update({name: fields[name] for name in _SAID if name in fields})
    kept.update({name: time for name in _TIMES if (time := moment(fields, name))})
    reviews = number(fields, "peer_review_count")
    if reviews:
        kept["peer_review_count"] = reviews
    return kept
