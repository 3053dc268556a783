"""Polls, surveys and word clouds: questions of opinion, whose answers everybody sees."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from coursewright.importers.olx.desk import inner, json_of
from coursewright.importers.prose import plain_of
from coursewright.packages.reading.xml import children

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["VOTES", "labels_in", "vote_of"]

_TAG = re.compile(r"</?[A-Za-z]")
VOTES = frozenset({"poll", "survey", "word_cloud", "poll_question"})


def vote_of(block: Block, desk: OlxDesk) -> Data:
    """Return the kind, the questions and the text of a vote."""
    match block.tag:
        case "poll":
            prompt = _prompt(block.said("question"), desk)
            return _made("poll", [_question(prompt, labels_in(block.said("answers")))])
        case "survey":
            options = labels_in(block.said("answers"))
            asked = labels_in(block.said("questions"))
            return _made("survey", [_question(prompt, options) for prompt in asked])
        case "poll_question":
            options = [plain_of(inner(one)) for one in children(block.element, "answer")]
            prompt = desk.markdown((block.element.text or "").strip())
            return _made("poll", [_question(prompt, list(filter(None, options)))])
    prompt = desk.markdown(block.said("instructions")) or block.title
    return _made("poll", [{"prompt": prompt, "type": "short"}] if prompt else [])


def _made(kind: str, questions: list[Data]) -> Data:
    asked = [one for one in questions if one]
    return {"kind": kind, "questions": asked} if asked else {"kind": kind}


def _question(prompt: str, options: list[str]) -> Data:
    if not prompt:
        return {}
    return {"prompt": prompt, "type": "single", "options": list(options)} if options else {"prompt": prompt}


def _prompt(text: str, desk: OlxDesk) -> str:
    """Return what a poll asks: it is Markdown, in which people write HTML too."""
    return desk.markdown(text) if _TAG.search(text) else unescape(text).strip()


def labels_in(text: str) -> list[str]:
    """Return the texts of `[["a1", {"label": ...}], ["a2", "..."]]`; of a picture, what describes it."""
    found = json_of(text)
    labels = []
    for pair in found if isinstance(found, list) else []:
        if not isinstance(pair, list) or len(pair) != 2:
            continue
        said = pair[1]
        if isinstance(said, dict):
            said = said.get("label") or said.get("img_alt") or ""
        if isinstance(said, str) and (label := plain_of(said)):
            labels.append(label)
    return labels
