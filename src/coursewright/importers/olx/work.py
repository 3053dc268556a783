"""Blocks in which learners do something, beside problems: as tasks of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.olx.circumstances import settings_of
from coursewright.importers.olx.desk import inner, number_of
from coursewright.importers.olx.drag_and_drop import matching_of
from coursewright.importers.olx.open_responses import open_response_of, title_of_response
from coursewright.importers.olx.voting import VOTES, vote_of

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["WORDLESS", "Work", "work_of"]

WORDLESS = frozenset({"discussion", "edx_sga", "staffgradedxblock"})
"""Work that has no words of its own: the text above it in its unit says what to do."""
_LTI = frozenset({"lti", "lti_consumer"})


class Work(NamedTuple):
    """A task that a block is."""

    what: str
    """The kind of block, as people call it."""
    title: str
    data: Data
    how: str
    notes: tuple[str, ...] = ()


def work_of(block: Block, desk: OlxDesk) -> Work | None:
    """Return what learners do in a block; None where it is nothing to do, or of a kind that is not known."""
    match block.tag:
        case "discussion":
            title = block.said("discussion_target") or block.title
            return Work("discussion", title, {"kind": "discussion"}, "as a task of the kind discussion")
        case "openassessment":
            data = open_response_of(block, desk)
            return Work("open response assessment", title_of_response(block), data, "as a task")
        case tag if tag in VOTES:
            data = vote_of(block, desk)
            title = block.title or block.said("block_name")
            return Work(tag.replace("_", " "), title, data, f"as a task of the kind {data['kind']}")
        case "drag-and-drop-v2":
            data, notes = matching_of(block, desk)
            how = "as a quiz with a question of matching"
            return Work("drag and drop", block.title or block.said("title"), data, how, notes)
        case "edx_sga":
            return Work("staff graded assignment", block.title, _points(block), "as a task to hand a file in")
        case "staffgradedxblock":
            data = _points(block)
            if text := desk.markdown(block.said("instructions")):
                data["instructions"] = text
            return Work("staff graded points", block.title, data, "as a task that staff mark")
        case tag if tag in _LTI and block.says("has_score"):
            return Work("external tool", block.title, _tool(block, desk), "as a task with an external tool")
    return None


def _points(block: Block) -> Data:
    points = number_of(block.said("points") or block.said("weight"))
    return {"x-points": points} if points else {}


def _tool(block: Block, desk: OlxDesk) -> Data:
    data: Data = _points(block)
    text = desk.markdown(block.said("description") or inner(block.element))
    address = block.said("launch_url")
    told = f"<{address}>" if address.startswith(("http://", "https://")) else ""
    if both := "\n\n".join(filter(None, (text, told))):
        data["instructions"] = both
    if settings := settings_of(block, "lti_id", "custom_parameters"):
        data["x-olx"] = settings
    return data
