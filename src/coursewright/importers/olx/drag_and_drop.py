"""Drag and drop: what belongs where, as a question of matching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.olx.desk import json_of
from coursewright.importers.prose import plain_of

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["matching_of"]


def matching_of(block: Block, desk: OlxDesk) -> tuple[Data, tuple[str, ...]]:
    """Return the task of such a block, and what of it is not there: clauses."""
    data: Data = {"kind": "quiz"}
    found = json_of(block.said("data"))
    prompt = desk.markdown(block.said("question_text"))
    pairs, loose = _pairs(found if isinstance(found, dict) else {})
    if prompt or pairs:
        question: Data = {"prompt": prompt or block.title} if prompt or block.title else {}
        question |= {"type": "matching", "pairs": list(pairs)} if pairs else {}
        data["questions"] = [question]
    notes = (
        ["the picture on which things are put is not there"] if pairs else ["what belongs where is not there"]
    )
    if loose:
        notes.append(f"things that belong nowhere are not there: {', '.join(loose)}")
    return data, tuple(notes)


def _pairs(data: dict[str, object]) -> tuple[list[Data], list[str]]:
    zones = {
        str(zone.get("uid") or zone.get("title")): plain_of(str(zone.get("title") or ""))
        for zone in _dicts(data.get("zones"))
    }
    pairs: list[Data] = []
    loose: list[str] = []
    for item in _dicts(data.get("items")):
        name = plain_of(str(item.get("displayName") or item.get("imageDescription") or ""))
        said = item.get("zones")
        wanted = said if isinstance(said, list) else [item.get("zone")]
        goals = [zones[str(one)] for one in wanted if zones.get(str(one))]
        if name and goals:
            pairs.append({"left": name, "right": goals[0]})
        elif name:
            loose.append(name)
    return pairs, loose


def _dicts(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
