"""Open response assessments: what to write, how it is judged, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.olx.desk import inner, moment, number_of
from coursewright.importers.prose import plain_of
from coursewright.packages.reading.xml import children, first, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data, Value
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["open_response_of", "title_of_response"]


def title_of_response(block: Block) -> str:
    """Return what it is called."""
    found = first(block.element, "title")
    return plain_of(inner(found)) if found is not None else block.title


def open_response_of(block: Block, desk: OlxDesk) -> Data:
    """Return the instructions, dates, criteria and readers of an open response; `instructions` as a text."""
    element = block.element
    data: Data = {}
    if text := _prompts(block, desk):
        data["instructions"] = text
    if opens := moment(block.said("submission_start")):
        data["release"] = opens
    if due := moment(block.said("submission_due")):
        data["due"] = due
    if criteria := [_criterion(one) for one in children(first(element, "rubric"), "criterion")]:
        data["criteria"] = criteria
    steps = list(children(first(element, "assessments"), "assessment"))
    names = [step.get("name", "").removesuffix("-assessment") for step in steps]
    if "peer" in names:
        data["feedback"] = {"form": "peer"}
    settings: Data = {"assessed_by": names} if names else {}
    for step in steps:
        for key in ("must_grade", "must_be_graded_by"):
            if (count := number_of(step.get(key, ""))) is not None:
                settings[key] = count
    for key in ("text_response", "file_upload_response", "file_upload_type"):
        if block.said(key):
            settings[key] = block.said(key)
    if settings:
        data["x-olx"] = settings
    return data


def _prompts(block: Block, desk: OlxDesk) -> str:
    """Return the prompts as Markdown, one below the other."""
    around = first(block.element, "prompts")
    found = list(children(around, "prompt")) if around is not None else []
    if not found:
        rubric = first(block.element, "rubric")
        found = [*children(rubric, "prompt")]
    html = "html" in (block.said("prompts_type"), _plain(first(block.element, "prompts_type")))
    texts = [_text(one, desk, html=html) for one in found]
    return "\n\n".join(filter(None, texts))


def _text(prompt: _Element, desk: OlxDesk, *, html: bool) -> str:
    described = first(prompt, "description")
    element = described if described is not None else prompt
    if html and len(element) == 0:
        return desk.markdown(element.text or "")  # it is HTML that XML holds as text
    return text_of(element) if not html else desk.markdown(inner(element))


def _criterion(element: _Element) -> Value:
    """Return a criterion with its levels from the weakest to the strongest; what it asks becomes `x-asks`."""
    name = _named(element)
    options = sorted(children(element, "option"), key=lambda one: number_of(one.get("points", "")) or 0)
    levels = [text for one in options if (text := _level(one))]
    points = [value for one in options if (value := number_of(one.get("points", ""))) is not None]
    made: Data = {"name": name} if name else {}
    if levels:
        made["levels"] = levels
    if points:
        made["points"] = max(points)
    if asks := _plain(first(element, "prompt")):
        made["x-asks"] = asks
    return name if made == {"name": name} and name else made


def _level(option: _Element) -> str:
    explained = _plain(first(option, "explanation"))
    return ": ".join(filter(None, (_named(option), explained)))


def _named(element: _Element) -> str:
    return _plain(first(element, "label")) or _plain(first(element, "name"))


def _plain(element: _Element | None) -> str:
    return " ".join(text_of(element).split())
