"""The answer of the timeline in sentences: how many loops are closed, which are broken, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.loops import Stance, State
from coursewright.design.phrases import capital
from coursewright.views.timeline.words import BROKEN_WHERE, called
from coursewright.views.words import count, distance, listed, of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.loops import Fault, Loop

__all__ = ["answer_of"]

_NAMED = 4
_SENTENCES = 6


def answer_of(loops: Sequence[Loop]) -> Iterator[str]:
    """Yield the answer; its first sentence can stand alone."""
    if not loops:
        yield "There are no tasks here, so there is no loop to follow."
        return
    asking = [loop for loop in loops if loop.asks_for_answer]
    yield _closed(asking) if asking else _nothing_asked(loops)
    yield from _only_taken_in(loops)
    yield from _broken(loops)
    yield from _homework(loops)
    for state, words in (
        (State.UNKNOWN, "is still open how the loop goes on"),
        (State.ON_PURPOSE, "is on purpose that a part is left out"),
    ):
        found = [loop for loop in loops if loop.state is state]
        if found:
            yield f"For {count(len(found), 'task')} it {words}: {_names(found)}."
    yield from _shortest(loops)


def _closed(asking: Sequence[Loop]) -> str:
    """Say how many of the tasks that ask for an answer get all that is asked for."""
    closed = [loop for loop in asking if loop.state is State.CLOSED]
    parts = ["read"] if any(loop.read.asked for loop in asking) else []
    parts += ["answered", "taken up again"]
    if any(not _is_taken_up(loop) for loop in closed):
        parts[-1] += " where that is asked for"
    whole = len(asking)
    if whole == 1 and not closed:
        how = {State.BROKEN: "is broken", State.ON_PURPOSE: "leaves a part out on purpose"}
        return (
            f"The loop of the only task that asks for an answer {how.get(asking[0].state, 'is still open')}."
        )
    who = of(len(closed), whole, "task that asks for an answer", "tasks that ask for an answer")
    return f"{capital(who)} {_is(len(closed), whole)} {listed(parts)}."


def _is_taken_up(loop: Loop) -> bool:
    return loop.taken_up.stance is Stance.THERE or loop.task.counts_towards is not None


def _nothing_asked(loops: Sequence[Loop]) -> str:
    """Say why no loop is asked for, and what there is all the same."""
    there = [loop for loop in loops if loop.answered.stance is Stance.THERE]
    taken_up = [loop for loop in loops if loop.taken_up.stance is Stance.THERE]
    if all(loop.model == "self-taught" for loop in loops):
        why = "Learners teach themselves here, so no loop is asked for"
    else:
        why = "No task here asks for an answer"
    if len(loops) == 1:
        is_it = ["is" if found else "is not" for found in (there, taken_up)]
        return f"{why}: the only task {is_it[0]} answered, and {is_it[1]} taken up again."
    whole = len(loops)
    return (
        f"{why}: {of(len(there), whole, 'task')} {_is(len(there), whole)} answered, "
        f"and {of(len(taken_up), whole, 'task')} {_is(len(taken_up), whole)} taken up again."
    )


def _is(part: int, whole: int) -> str:
    return "is" if part == 1 or whole == 1 else "are"


def _only_taken_in(loops: Sequence[Loop]) -> Iterator[str]:
    """Speak of the tasks that leave nothing to answer, and are to be taken up all the same."""
    found = [loop for loop in loops if not loop.asks_for_answer and loop.taken_up.asked]
    if not found or not any(loop.asks_for_answer for loop in loops):
        return
    taken_up = sum(loop.taken_up.stance is Stance.THERE for loop in found)
    whole = len(found)
    if whole == 1:
        yield f"The only task that leaves nothing to answer is {'' if taken_up else 'not '}taken up again."
        return
    who = of(taken_up, whole, "task that leaves nothing to answer", "tasks that leave nothing to answer")
    yield f"{capital(who)} {_is(taken_up, whole)} taken up again."


def _broken(loops: Sequence[Loop]) -> Iterator[str]:
    """Yield a sentence for all loops that break in the same places, the commonest first."""
    alike = _alike(loops)
    for faults, found in alike[:_SENTENCES]:
        where = listed([BROKEN_WHERE[fault] for fault in faults])
        if len(found) == 1:
            yield f"The loop of {called(found[0].task)} breaks: {where}."
        else:
            yield f"{len(found):,} loops break, since {where}: {_names(found)}."
    rest = sum(len(found) for _, found in alike[_SENTENCES:])
    if rest:
        are = "is" if rest == 1 else "are"
        yield f"{capital(count(rest, 'more loop'))} {are} broken in other ways: the table has them all."


def _alike(loops: Sequence[Loop]) -> Sequence[tuple[tuple[Fault, ...], list[Loop]]]:
    """Return the broken loops by the places where they break, the commonest first."""
    by_faults: dict[tuple[Fault, ...], list[Loop]] = {}
    for loop in loops:
        if loop.breaks:
            by_faults.setdefault(tuple(one.fault for one in loop.breaks), []).append(loop)
    return sorted(by_faults.items(), key=lambda one: -len(one[1]))


def _homework(loops: Sequence[Loop]) -> Iterator[str]:
    """Name the homework pattern, and its tasks unless the sentence before has just done so."""
    found = [loop for loop in loops if loop.homework]
    if not found:
        return
    alike = _alike(loops)
    names = "" if len(alike) == 1 and alike[0][1] == found else f": {_names(found)}"
    shows = "shows" if len(found) == 1 else "show"
    words = "the homework pattern, work that goes out and never comes back"
    yield f"{capital(count(len(found), 'task'))} {shows} {words}{names}."


def _shortest(loops: Sequence[Loop]) -> Iterator[str]:
    """Name the shortest time between a deadline and what first needs the work."""
    gaps = [(loop.use.after, loop) for loop in loops if loop.use is not None and loop.model == "led"]
    if not gaps:
        return
    after, loop = min(gaps, key=lambda one: one[0])
    session = loop.use.session if loop.use is not None else None
    until = called(session) if session is not None else "its feedback"
    words = "The shortest time between a deadline and what needs the work"
    yield f"{words} is {distance(after)}: {called(loop.task)} before {until}."


def _names(loops: Sequence[Loop]) -> str:
    return listed([called(loop.task) for loop in loops], _NAMED)
