"""The answer of the timeline in sentences: who answers and when, which loops are broken, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.loop_answers import is_promised, overtaken_by
from coursewright.design.analyses.loop_events import Happening
from coursewright.design.analyses.loops import Stance, State
from coursewright.design.phrases import capital
from coursewright.spec.model import Task
from coursewright.views.timeline.closing import closing
from coursewright.views.timeline.words import BROKEN_WHERE, HOMEWORK, called
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
    yield closing(loops)
    yield from _only_taken_in(loops)
    yield from _too_late(loops)
    yield from _broken(loops)
    yield from _homework(loops)
    yield from _undecided(loops)
    for state, words in (
        (State.UNKNOWN, "is still open how the loop goes on"),
        (State.ON_PURPOSE, "is on purpose that a part is left out"),
    ):
        found = [loop for loop in loops if loop.state is state and not loop.may_ask_for_answer]
        if found:
            yield f"For {count(len(found), 'task')} it {words}: {_names(found)}."
    yield from _shortest(loops)


def _only_taken_in(loops: Sequence[Loop]) -> Iterator[str]:
    """Speak of the tasks that leave nothing to answer, and are to be taken up all the same."""
    found = [loop for loop in loops if not (loop.asks_for_answer or loop.may_ask_for_answer)]
    found = [loop for loop in found if loop.taken_up.asked]
    if not found or not any(loop.asks_for_answer for loop in loops):
        return
    taken_up = sum(loop.taken_up.stance is Stance.THERE for loop in found)
    known = "known to be " if any(loop.taken_up.stance is Stance.OPEN for loop in found) else ""
    whole = len(found)
    if whole == 1:
        is_not = "" if taken_up else "not "
        yield f"The only task that leaves nothing to answer is {is_not}{known}taken up again."
        return
    who = of(taken_up, whole, "task that leaves nothing to answer", "tasks that leave nothing to answer")
    yield f"{capital(who)} {'is' if taken_up == 1 else 'are'} {known}taken up again."


def _too_late(loops: Sequence[Loop]) -> Iterator[str]:
    """Name the tasks that something takes up before feedback on them comes."""
    found = [(loop, event) for loop in loops if (event := overtaken_by(loop)) is not None]
    late = [loop for loop, _ in found]
    if not late:
        return
    promised = sum(map(is_promised, late))
    comes = "comes" if not promised else "may come" if promised == len(late) else "comes, or may come,"
    by_tasks = all(isinstance(event.item, Task) for _, event in found)
    after = "the next task is due" if by_tasks else "the work is taken up again"
    first = sum(any(one.what is Happening.AUTOMATIC for one in loop.events) for loop in late)
    answered = f" ({first:,} of them {'is' if first == 1 else 'are'} answered automatically at once)"
    yield (
        f"For {count(len(late), 'task')} the feedback {comes} only after {after}, too late to help there: "
        f"{_names(late)}{answered if first else ''}."
    )


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
    names = "" if len(alike) == 1 and alike[0][1] == found else f" ({_names(found)})"
    shows = "shows" if len(found) == 1 else "show"
    yield f"{capital(count(len(found), 'task'))} {shows} the homework pattern{names}: {HOMEWORK}."


def _undecided(loops: Sequence[Loop]) -> Iterator[str]:
    """Name the tasks of which nobody can know yet whether they ask for an answer."""
    found = [loop for loop in loops if loop.may_ask_for_answer]
    if not found:
        return
    one = len(found) == 1
    why = f"{'its' if one else 'their'} kind is not"
    if not all(loop.task.leaves_open("kind", "learning_type") for loop in found):
        why = (
            f"{'its' if one else 'their'} kind, or whether {'it is' if one else 'they are'} optional, is not"
        )
    ask = "asks" if one else "ask"
    who = count(len(found), "task")
    yield f"Whether {who} {ask} for an answer is not known, since {why}: {_names(found)}."


def _shortest(loops: Sequence[Loop]) -> Iterator[str]:
    """Name the least time that whoever reads has, from a deadline to a session or feedback at a time."""
    led = [loop for loop in loops if loop.model == "led"]
    uses = [(loop.use, loop) for loop in led if loop.use is not None]
    if not uses:
        return
    use, loop = min(uses, key=lambda one: one[0].after)
    kinds = {Happening.SESSION, Happening.FEEDBACK}
    unknown = any(event.what in kinds and event.after is None for one in led for event in one.events)
    words = "As far as times are known, whoever" if unknown else "Whoever"
    if use.session is None:
        before = f"feedback on the work is due: on {called(loop.task)}"
    else:
        before = f"a session needs the work: {called(loop.task)} before {called(use.session)}"
    yield f"{words} reads has at least {distance(use.after)} before {before}."


def _names(loops: Sequence[Loop]) -> str:
    return listed([called(loop.task) for loop in loops], _NAMED)
