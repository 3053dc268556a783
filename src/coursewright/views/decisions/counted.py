"""Decisions counted in a sentence: how many list options, for how many of these it is said what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.views.words import count, listed, still_to_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.decision_map import Decision, StepDecisions
    from coursewright.spec.model import DecisionOption, DecisionPoint

__all__ = ["counted", "open_texts"]


def counted(decisions: Sequence[Decision]) -> str:
    """Return `3 decisions, 1 of which lists 2 options, each with its consequence; 2 list no options`."""
    points = [decision.point for decision in decisions]
    said = count(len(points), "decision")
    listing = sum(bool(point.options) for point in points)
    if not listing:
        return _listed_nowhere(said, points)
    options = [option for point in points for option in point.options]
    number = count(len(options), "option")
    if listing == len(points):
        return f"{said} with {number}{_followed(options)}"
    lists = "lists" if listing == 1 else "list"
    others = listed([*_without_options(points)])
    return f"{said}, {listing:,} of which {lists} {number}{_followed(options)}; {others}"


def open_texts(shown: Sequence[StepDecisions]) -> str:
    """Return what of the decisions is a placeholder: `1 question and 2 options are still to be written`.

    Empty where nothing is.
    """
    points = [decision.point for one in shown for decision in one.decisions]
    options = [option for point in points for option in point.options]
    return still_to_write(
        (sum(point.leaves_open("prompt") for point in points), "question"),
        (sum(option.leaves_open("option") for option in options), "option"),
        (sum(option.leaves_open("consequence") for option in options), "consequence"),
        (sum(len(one.undecided) for one in shown), "more decision" if points else "decision"),
    )


def _listed_nowhere(said: str, points: Sequence[DecisionPoint]) -> str:
    if any(point.open_ended or point.leaves_open("options") for point in points):
        return f"{said}; {listed([*_without_options(points)])}"
    return f"{said}; no options are listed"


def _without_options(points: Sequence[DecisionPoint]) -> Iterator[str]:
    """Yield how many decisions are free, list nothing, or have options still to be decided."""
    without = [point for point in points if not point.options]
    undecided = [point for point in without if point.leaves_open("options")]
    free = [point for point in without if point.open_ended and point not in undecided]
    silent = len(without) - len(undecided) - len(free)
    if free:
        yield f"{len(free):,} {'leaves' if len(free) == 1 else 'leave'} the answer free"
    if silent:
        yield f"{silent:,} {'lists' if silent == 1 else 'list'} no options"
    if undecided:
        yield f"{len(undecided):,} {'has' if len(undecided) == 1 else 'have'} options still to be decided"


def _followed(options: Sequence[DecisionOption]) -> str:
    """Say of how many options it is said what follows; nothing where that is still to be written for all."""
    told = sum(bool(option.consequence) for option in options)
    if all(option.leaves_open("consequence") for option in options):
        return ""
    if len(options) == 1:
        return f" and {'its' if told else 'no'} consequence"
    if told == len(options):
        return ", each with its consequence"
    return f", {f'{told:,} of them' if told else 'none'} with its consequence"
