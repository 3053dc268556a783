"""Decision points as problems that every choice solves: choose, read what follows, choose again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.olx.blocks import MAKE
from coursewright.exporters.pages import identity

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.words.words import Words
    from coursewright.spec.model import DecisionOption, DecisionPoint

__all__ = ["decision", "playable"]


def playable(entry: Entry) -> tuple[tuple[str, DecisionPoint], ...]:
    """Return the decision points that can be played, each with a name that stays: those with options."""
    return tuple(
        (name, point)
        for name, point in identity.decisions(entry)
        if sum(bool(option.option) for option in point.options) > 1
    )


def decision(point: DecisionPoint, words: Words) -> _Element:
    """Return a decision point. It counts for nothing, and no answer is the right one."""
    choices = [_choice(option, words) for option in point.options if option.option]
    after = MAKE("div", MAKE("p", point.feedback), {"class": "detailed-solution"}) if point.feedback else None
    return MAKE(
        "problem",
        MAKE(
            "multiplechoiceresponse",
            MAKE("label", point.prompt or words("decisions.untitled")),
            MAKE("choicegroup", *choices, type="MultipleChoice"),
        ),
        MAKE("solution", after) if after is not None else None,
        display_name=words("olx.decision"),
        weight="0",
        showanswer="attempted" if point.feedback else "never",
        markdown="null",
    )


def _choice(option: DecisionOption, words: Words) -> _Element:
    said = " ".join(text for text in (option.consequence, option.feedback) if text)
    # Without a label of our own the platform would say "Correct".
    hint = MAKE("choicehint", said, label=words("olx.consequence")) if said else None
    return MAKE("choice", option.option or "", hint, correct=True)
