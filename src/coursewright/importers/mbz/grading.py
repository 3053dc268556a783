"""What work is judged by: rubrics, marking guides and the forms of workshops, as criteria."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from coursewright.importers.mbz.fields import number, present, said, tidy, whole
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.draft import Value
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.texts import Texts

__all__ = ["criteria_of", "form_of"]

_ASPECTS = ("rubric", "accumulative", "comments", "numerrors")


def criteria_of(root: _Element | None, texts: Texts) -> tuple[list[Value], list[str]]:
    """Return the criteria in a `grading.xml`, and what of them is otherwise, as clauses."""
    for area in children(root, "area"):
        method = said(area, "activemethod")
        for definition in children(first(area, "definitions"), "definition"):
            if said(definition, "method") == method:
                plugin = first(definition, f"plugin_gradingform_{method}_definition")
                return list(_criteria(plugin, texts)), _changes(plugin, method)
    return [], []


def _criteria(plugin: _Element | None, texts: Texts) -> Iterator[Value]:
    for row in _sorted(first(plugin, "criteria"), "criterion"):
        levels = sorted(
            children(first(row, "levels"), "level"), key=lambda level: number(level, "score") or 0.0
        )
        named = [texts.line(said(level, "definition")) for level in levels]
        points = max((number(level, "score") or 0.0 for level in levels), default=0.0)
        yield _criterion(texts.line(said(row, "description")), [one for one in named if one], points)
    for row in _sorted(first(plugin, "guidecriteria"), "guidecriterion"):
        name = texts.line(said(row, "shortname")) or texts.line(said(row, "description"))
        full = texts.line(said(row, "description"))
        cut = name.rstrip("…").strip()
        told = full if full and cut and full.startswith(cut) else name
        yield _criterion(told, [], number(row, "maxscore") or 0.0, full if full != told else "")


def _changes(plugin: _Element | None, method: str) -> list[str]:
    if plugin is None:
        return [f"how it is graded (`{method}`) is not there"]
    found = []
    for row in children(first(plugin, "criteria"), "criterion"):
        scores = sorted(number(level, "score") or 0.0 for level in children(first(row, "levels"), "level"))
        steps = {round(high - low, 3) for low, high in pairwise(scores)}
        if len(steps) > 1 or (scores and scores[0]):
            found.append("the points of single levels are not there, only the most of each criterion")
            break
    return found


def form_of(activity: Activity, texts: Texts) -> list[Value]:
    """Return the aspects by which the work in a workshop is judged."""
    chosen = said(activity.own, "strategy")
    for kind in (chosen, *_ASPECTS):
        wrapper = first(activity.own, f"subplugin_workshopform_{kind}_workshop")
        rows = _sorted(wrapper, f"workshopform_{kind}_dimension", by="sort")
        if rows:
            return [_aspect(row, kind, texts) for row in rows]
    return []


def _aspect(row: _Element, kind: str, texts: Texts) -> Value:
    levels = sorted(
        children(row, f"workshopform_{kind}_level"), key=lambda level: number(level, "grade") or 0.0
    )
    named = [texts.line(said(level, "definition")) for level in levels]
    if kind == "numerrors":
        named = [texts.line(said(row, column)) for column in ("grade0", "grade1")]
    points = max((number(level, "grade") or 0.0 for level in levels), default=0.0)
    if kind == "accumulative":
        points = max(0.0, number(row, "grade") or 0.0)
    return _criterion(texts.line(said(row, "description")), [one for one in named if one], points)


def _criterion(name: str, levels: list[str], points: float, description: str = "") -> Value:
    if not (levels or points or description):
        return name
    told: Value = {"description": description} if description else ""
    return present({"name": name, "levels": levels, "points": tidy(points) or "", "x-moodle": told})


def _sorted(holder: _Element | None, name: str, by: str = "sortorder") -> list[_Element]:
    return sorted(children(holder, name), key=lambda row: whole(row, by))
