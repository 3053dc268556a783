"""Outcomes of a Canvas course, their groups, and what is aligned with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import Item
from coursewright.importers.imscc.canvas.fields import fields_of, number
from coursewright.importers.marked.overviews import marked_outcomes
from coursewright.importers.prose import plain_of
from coursewright.packages.reading.xml import children, first, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.prose import Resolve

__all__ = ["Outcome", "outcomes_of"]


class Outcome(NamedTuple):
    """An outcome, and the identifiers of what is aligned with it."""

    identifier: str
    item: Item
    aligned: tuple[str, ...]


def outcomes_of(root: _Element | None, resolve: Resolve) -> Iterator[Outcome]:
    """Yield the outcomes in order, those of groups included; those of our own are what they were."""
    waiting = [(one, "") for one in reversed(list(children(root)))]
    while waiting:
        element, group = waiting.pop()
        match local(element):
            case "learningOutcomeGroup":
                title = fields_of(element).get("title", "")
                waiting += (
                    (one, title or group) for one in reversed(list(children(element, "learningOutcomes")))
                )
            case "learningOutcomes":
                waiting += ((one, group) for one in reversed(list(children(element))))
            case "learningOutcome":
                yield _outcome(element, group, resolve)


def _outcome(element: _Element, group: str, resolve: Resolve) -> Outcome:
    fields = fields_of(element)
    identifier = element.get("identifier") or ""
    title = " ".join(fields.get("title", "").split())
    html = fields.get("description", "")
    described = plain_of(html)
    statement = described or title or "Outcome"
    data: Data = {"statement": statement}
    if title and title != statement:
        data["title"] = title
    kept: Data = {}
    if group:
        kept["group"] = group
    ratings = [fields_of(one) for one in children(first(element, "ratings"), "rating")]
    levels = [
        f"{one['description']} ({points:g})"
        if (points := number(one, "points")) is not None
        else one["description"]
        for one in ratings
        if "description" in one
    ]
    if levels:
        kept["ratings"] = levels
    for name in ("mastery_points", "points_possible", "calculation_int"):
        if (value := number(fields, name)) is not None:
            kept[name] = value
    if method := fields.get("calculation_method"):
        kept["calculation_method"] = method
    if kept:
        data["x-canvas"] = kept
    aligned = tuple(
        target
        for one in children(first(element, "alignments"), "alignment")
        if (target := fields_of(one).get("content_id"))
    )
    source = f"outcome:{identifier}"
    own = next(iter(marked_outcomes(html, resolve)), None)
    if own is not None:
        own.source = own.source or source
    return Outcome(identifier, own or Item("outcomes", source, data), aligned)
