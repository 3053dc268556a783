"""An item of QTI 1.2 as it stands: its prompt, the fields to answer in, what it says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.questions.markup import has_picture, line_of_words, markdown_words
from coursewright.importers.questions.materials import html_below, walk
from coursewright.importers.questions.numbers import decimal_in
from coursewright.importers.questions.parts import MOST_OPTIONS
from coursewright.importers.questions.qti12_marking import conditions_of, told_of
from coursewright.packages.reading.xml import children, first, local, text_of
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.prose import Resolve
    from coursewright.importers.questions.qti12_marking import Condition, Told

__all__ = ["Choice", "Field", "Item", "fields_said", "item_of"]

_FIELDS = frozenset({"response_lid", "response_str", "response_num", "response_xy", "response_grp"})
_INSIDE = frozenset({"render_choice", "render_fib", "render_hotspot", "render_slider", "render_extension"})
_GENERIC = re.compile(r"(?:question|item|que|frage|pregunta)?[ _-]{0,3}\d{0,9}", re.IGNORECASE)
_GAP = "…"
_PERCENT = Decimal(100)


class Choice(NamedTuple):
    """One of several answers to choose from."""

    name: str
    text: str


class Field(NamedTuple):
    """Something to answer in."""

    name: str
    kind: str
    """`lid` to choose, `str` for words, `num` for a number, `xy` for a place, `grp` for groups."""
    several: bool
    ordered: bool
    is_number: bool
    label: str
    """What stands beside it."""
    choices: tuple[Choice, ...]
    has_pictures: bool
    """Whether choices are images, for which their descriptions stand."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question, before its type is told."""

    element: _Element
    name: str
    title: str
    prompt: str
    fields: tuple[Field, ...]
    said: dict[str, str]
    """What its metadata say, by their labels in small letters."""
    conditions: list[Condition]
    told: Told
    points: Decimal | None
    shown: dict[tuple[str, str], list[str]]
    """Names of the feedback that is shown with an answer, by field and answer."""


def item_of(element: _Element, number: int, resolve: Resolve) -> Item:
    """Return an item; `number` is its place among the items, from 1."""
    presentation = first(element, "presentation")
    fields = _fields(presentation)
    block = _block(presentation, "QUESTION_BLOCK")
    html = html_below(presentation, _FIELDS, gap=_GAP) if block is None else html_below(block)
    prompt = markdown_words(html, resolve)
    title = " ".join((element.get("title") or "").split())
    if _GENERIC.fullmatch(title):
        title = shortened(line_of_words(html)) or f"question {number}"
    said = fields_said(first(element, "itemmetadata"))
    conditions = conditions_of(element)
    names = [choice.name for field in fields for choice in field.choices]
    told = told_of(element, conditions, names)
    name = (element.get("ident") or "").strip() or str(number)
    points = _points(element, said)
    return Item(element, name, title, prompt, fields, said, conditions, told, points, _shown(conditions))


def _shown(conditions: list[Condition]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for condition in conditions:
        if condition.shown:
            for test in condition.tests:
                found.setdefault((test.field, test.value), []).extend(condition.shown)
    return found


def fields_said(metadata: _Element | None) -> dict[str, str]:
    """Return what metadata say, by their labels in small letters: as fields, or as elements of that name."""
    said: dict[str, str] = {}
    if metadata is None:
        return said
    for one in walk(metadata, frozenset({"qtimetadatafield", "qti_metadatafield"})):
        name = local(one)
        if name in {"qtimetadatafield", "qti_metadatafield"}:
            said.setdefault(text_of(one, "fieldlabel").lower(), text_of(one, "fieldentry"))
        elif not len(one):
            said.setdefault(name.lower(), (one.text or "").strip())
    return said


def _fields(presentation: _Element | None) -> tuple[Field, ...]:
    if presentation is None:
        return ()
    rights = _block(presentation, "RIGHT_MATCH_BLOCK")
    texts = [line_of_words(html_below(one)) for one in children(rights)]
    return tuple(_field(one, texts) for one in walk(presentation, _FIELDS) if local(one) in _FIELDS)


def _field(element: _Element, rights: list[str]) -> Field:
    """Return a field; `rights` are texts that stand elsewhere and belong to its choices, one to each."""
    labels = [one for one in walk(element, frozenset({"response_label"})) if local(one) == "response_label"]
    if len(labels) > MOST_OPTIONS:
        labels = []  # nobody chooses among so many: the question is left out
    shown = [html_below(one) for one in labels]
    texts = rights or [line_of_words(html) for html in shown]
    label = html_below(element, _INSIDE)
    if rights:
        label = html_below(element.getparent(), _FIELDS)
    rendered = next((one for one in walk(element) if local(one) == "render_fib"), None)
    fib = "" if rendered is None else (rendered.get("fibtype") or "").lower()
    cardinality = (element.get("rcardinality") or "").lower()
    return Field(
        (element.get("ident") or "").strip(),
        local(element).removeprefix("response_"),
        cardinality == "multiple",
        cardinality == "ordered",
        fib in {"decimal", "integer", "scientific"} or local(element) == "response_num",
        line_of_words(label),
        tuple(
            Choice((one.get("ident") or "").strip(), text) for one, text in zip(labels, texts, strict=False)
        ),
        any(map(has_picture, shown)),
    )


def _block(presentation: _Element | None, name: str) -> _Element | None:
    """Return a part of a presentation as Blackboard divides it; None where it does not."""
    if presentation is None:
        return None
    return next(
        (one for one in walk(presentation, _FIELDS) if local(one) == "flow" and one.get("class") == name),
        None,
    )


def _points(element: _Element, said: dict[str, str]) -> Decimal | None:
    for label in ("points_possible", "cc_weighting", "qmd_absolutescore_max", "max_score", "qmd_weighting"):
        value = decimal_in(said.get(label))
        if value is not None and value >= 0:
            return value
    for one in children(first(element, "resprocessing", "outcomes"), "decvar"):
        most = decimal_in(one.get("maxvalue"))
        if most is not None and most > 0 and most != _PERCENT:
            return most
    return None
