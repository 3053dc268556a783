"""What to say to an author whose duration cannot be read. Loaded only when there is such a text."""

from __future__ import annotations

import re

from coursewright.spec.durations import FORMS, UNITS
from coursewright.spec.wording import DurationFault, quoted

_UNDECIDED = re.compile(r"(?:tb[acd]|x{2,}|\?+|todo|to be (?:announced|confirmed|decided))(?![a-z0-9])")
_VAGUE = re.compile(
    r"(?:about|around|approx\w*|ca|circa|roughly|up to|at least|at most|max\w*|min(?:imum)?|under|over)\b"
    r"|[~≈<>≤≥]"
)
_REPEATED = re.compile(r"/|\b(?:per|each|every|a week|a day|weekly|daily)\b")
_LONG_UNIT = re.compile(r"\b(?:months?|years?|terms?|semesters?)\b|p[0-9]+[my]")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2})(?::[0-9]{2})?")
_ADJECTIVE = re.compile(r"([0-9]{1,4})-([a-z]+)")


def explain_duration(plain: str, text: str) -> DurationFault:
    """Say why `text` is no duration; `plain` is it, or a part of it, in lower case and evenly spaced."""
    said = quoted(text)
    if not plain:
        return DurationFault("The duration is empty.", FORMS)
    if _UNDECIDED.match(plain):
        return DurationFault(
            f"{said} is not decided yet.", "Write a first guess; `30-60 min` will do.", "undecided"
        )
    clock, adjective = _CLOCK.fullmatch(plain), _ADJECTIVE.fullmatch(plain)
    if clock is not None:
        first, second = int(clock[1]), int(clock[2])
        hint = f"Write `{first} h {second} min`, or `{first} min {second} s`."
        return DurationFault(f"{said} reads like a clock.", hint)
    if adjective is not None and adjective[2] in UNITS:
        meant = f"{adjective[1]} {adjective[2]}"
        return DurationFault(f"{said} is not a duration.", f"Write `{meant}`.", meant=meant)
    if _LONG_UNIT.search(plain):
        return DurationFault(f"{said} has no fixed length.", "Write it in weeks or days, such as `4 weeks`.")
    if _VAGUE.match(plain) or plain.endswith("+"):
        return DurationFault(
            f"{said} is not a duration.", "Write the time alone, or a range such as `30-45 min`."
        )
    if _REPEATED.search(plain):
        hint = "Write the time for one item; the hours of a week go in `workload.hours_per_week`."
        return DurationFault(f"{said} is not one length of time.", hint)
    return DurationFault(f"{said} is not a duration.", FORMS)
