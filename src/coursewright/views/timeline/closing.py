"""The first sentence of the timeline: how many loops are closed, who reads, how soon students hear back."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from coursewright.design.analyses.loops import Stance, State
from coursewright.design.phrases import capital
from coursewright.views.timeline.who import heard, heard_in, read_by, seen
from coursewright.views.words import listed, of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.loops import Loop

__all__ = ["closing"]

_STANDS = {State.BROKEN: "is broken", State.ON_PURPOSE: "leaves a part out on purpose"}


def closing(loops: Sequence[Loop]) -> str:
    """Return one sentence on some loops, at least one, that can stand alone."""
    asking = [loop for loop in loops if loop.asks_for_answer]
    if not asking:
        return _nothing_asked(loops)
    closed = [loop for loop in asking if loop.state is State.CLOSED]
    return _all_closed(asking) if len(closed) == len(asking) else _some_closed(asking, closed)


def _all_closed(asking: Sequence[Loop]) -> str:
    """Say who reads all the tasks that ask for an answer, and when they are answered."""
    whole = len(asking)
    who = of(whole, whole, "task that asks for an answer", "tasks that ask for an answer")
    parts = []
    if read := seen(asking):
        parts.append(read_by(asking) + (f" ({len(read):,} of {whole:,})" if len(read) < whole else ""))
    parts += [f"answered {heard_in(asking)}", _taken_up(asking)]
    return f"{capital(who)} {'is' if whole == 1 else 'are'} {listed(parts)}."


def _some_closed(asking: Sequence[Loop], closed: Sequence[Loop]) -> str:
    """Say how many get all that is asked for, and who reads and answers what is read and answered."""
    whole = len(asking)
    facts = ", and ".join([*_reading(asking), _hearing(asking)]) + _still_open(asking)
    if whole == 1:
        stands = _STANDS.get(asking[0].state, "is still open")
        return f"The loop of the only task that asks for an answer {stands}: {facts}."
    if all(loop.state is State.UNKNOWN for loop in asking):
        every = of(whole, whole, "task that asks for an answer", "tasks that ask for an answer")
        return f"The loops of {every} are still open: {facts}."
    who = of(len(closed), whole, "task that asks for an answer", "tasks that ask for an answer")
    parts = ["read"] if any(loop.read.asked for loop in asking) else []
    parts += ["answered", _taken_up(closed)]
    return f"{capital(who)} {'is' if len(closed) == 1 else 'are'} {listed(parts)}: {facts}."


def _taken_up(loops: Sequence[Loop]) -> str:
    """Return `taken up again`, with the condition where some are not asked to be."""
    there = (loop.taken_up.stance is Stance.THERE or loop.task.counts_towards is not None for loop in loops)
    return "taken up again" if all(there) else "taken up again where that is asked for"


def _reading(asking: Sequence[Loop]) -> Iterator[str]:
    """Say who reads how many, if anybody does or should."""
    read, whole = len(seen(asking)), len(asking)
    if read:
        yield f"{_part(read, whole)} {'is' if read == 1 else 'are'} {read_by(asking)}"
    elif any(loop.read.asked for loop in asking):
        yield f"nobody is named to read {'it' if whole == 1 else 'them'}"


def _hearing(asking: Sequence[Loop]) -> str:
    """Say on how many students hear back, and when."""
    found, whole = heard(asking), len(asking)
    if not found:
        return f"no answer to {'it' if whole == 1 else 'them'} is planned"
    on = "" if whole == 1 else f" on {_part(len(found), whole)}"
    return f"students hear back{on} {heard_in(found)}"


def _still_open(asking: Sequence[Loop]) -> str:
    """Return what is still to be written in the loops that are open, and in how many, as a sentence's end."""
    found = [loop for loop in asking if loop.state is State.UNKNOWN]
    if not found:
        return ""
    what = listed(list(dict.fromkeys(chain.from_iterable(map(_open_parts, found)))))
    where = "" if len(asking) == 1 else f" for {_part(len(found), len(asking))}"
    return f"; still to be written{where}: {what}"


def _open_parts(loop: Loop) -> Iterator[str]:
    """Yield what is open in a loop, part by part."""
    read, feedback = loop.task.monitoring, loop.task.feedback
    if loop.read.stance is Stance.OPEN:
        named = read is not None and read.by is not None
        yield "what the work is read for" if named else "who reads the work"
    if loop.answered.stance is Stance.OPEN:
        aim = feedback is not None and feedback.leaves_open("addresses")
        yield "what the feedback addresses" if aim else "which feedback there is"
    if loop.taken_up.stance is Stance.OPEN:
        yield "what takes the work up again"
    if loop.model == "open":
        yield "how learners are supported (`support_model`)"


def _part(part: int, whole: int) -> str:
    if part < whole:
        return f"{part:,}"
    return {1: "it", 2: "both"}.get(whole, "all")


def _nothing_asked(loops: Sequence[Loop]) -> str:
    """Say why no loop is asked for, and what there is all the same."""
    known = [loop for loop in loops if not loop.may_ask_for_answer]
    if len(known) < len(loops):
        why = "No task here is known to ask for an answer"
    elif all(loop.model == "self-taught" for loop in loops):
        why = "Learners teach themselves here, so no loop is asked for"
    else:
        why = "No task here asks for an answer"
    if not known:
        return f"{why}."
    there = [loop for loop in known if loop.answered.stance is Stance.THERE]
    taken_up = [loop for loop in known if loop.taken_up.stance is Stance.THERE]
    when = f" {heard_in(there)}" if there and heard(there) else ""
    rest = "other " if len(known) < len(loops) else ""
    read = read_by(known)
    whole = len(known)
    if whole == 1:
        answered = f"answered{when}" if there else "not answered"
        facts = [*([read] if read else []), answered, "taken up again" if taken_up else "not taken up again"]
        return f"{why}: the {rest or 'only '}task is {listed(facts)}."
    noun, nouns = f"{rest}task", f"{rest}tasks"
    facts = [f"{of(len(seen(known)), whole, noun, nouns)} {_is(seen(known))} {read}"] if read else []
    facts.append(f"{of(len(there), whole, noun, nouns)} {_is(there)} answered{when}")
    facts.append(f"{of(len(taken_up), whole, noun, nouns)} {_is(taken_up)} taken up again")
    return f"{why}: {listed(facts)}."


def _is(part: Sequence[Loop]) -> str:
    return "is" if len(part) == 1 else "are"
