"""Who reads the work of several tasks, and how soon students hear back, in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from coursewright.design.analyses.loop_answers import answers_of, first_after
from coursewright.design.analyses.loop_events import Happening
from coursewright.views.timeline.words import reader
from coursewright.views.words import distance, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.loops import Loop

__all__ = ["heard", "heard_in", "read_by", "seen"]

_NAMED = 3
_NO_TIME = dt.timedelta(0)
_IN_HOURS = dt.timedelta(hours=72)
"""Up to which time, in the words of a range, hours are not counted as days."""


def seen(loops: Sequence[Loop]) -> Sequence[Loop]:
    """Return those whose work somebody reads, or checks in the logs."""
    kinds = {Happening.READ, Happening.CHECKED}
    return [loop for loop in loops if any(event.what in kinds for event in loop.events)]


def heard(loops: Sequence[Loop]) -> Sequence[Loop]:
    """Return those on which students hear back."""
    return [loop for loop in loops if answers_of(loop)]


def read_by(loops: Sequence[Loop]) -> str:
    """Return who reads, most first: `read by Devika Rao or checked in the logs by the tutor`."""
    read, checked = (_people(loops, kind) for kind in (Happening.READ, Happening.CHECKED))
    if read and set(checked) == set(read):
        return f"read by {_listed(read)} ({sum(checked.values()):,} only checked in the logs)"
    parts = [f"read by {_listed(read)}"] if read else []
    parts += [f"checked in the logs by {_listed(checked)}"] if checked else []
    return " or ".join(parts)


def _people(loops: Sequence[Loop], kind: Happening) -> Counter[str]:
    """Return in how many loops each person does this."""
    found: Counter[str] = Counter()
    for loop in loops:
        plan = loop.task.monitoring
        if plan is not None and plan.by is not None and any(one.what is kind for one in loop.events):
            found[reader(plan.by)] += 1
    return found


def _listed(people: Counter[str]) -> str:
    return listed([name for name, _ in people.most_common()], _NAMED)


def heard_in(loops: Sequence[Loop]) -> str:
    """Return when students first hear back: `at once or within 20 to 72 h (12 of 16 say when)`."""
    times = [time for loop in loops if (time := first_after(loop)) is not None]
    if not times:
        return "(it is not known when)"
    if all(any(one.what is Happening.AUTOMATIC for one in loop.events) for loop in loops):
        return "automatically at once"
    later = [time for time in times if time > _NO_TIME]
    found = ["at once"] if _NO_TIME in times else []
    found += [f"within {_range(min(later), max(later))}"] if later else []
    found += ["before the due time"] if min(times) < _NO_TIME else []
    known = f" (the time is known for {len(times):,} of {len(loops):,})" if len(times) < len(loops) else ""
    return f"{' or '.join(found)}{known}"


def _range(low: dt.timedelta, high: dt.timedelta) -> str:
    """Return a range of times: `48 h`, `20 to 72 h`, `2 h to 5 days`, `4 to 6 days`."""
    least, most = _time(low), _time(high)
    if least == most:
        return most
    number, _, unit = least.partition(" ")
    alike = unit.isalpha() and most.endswith(f" {unit}") and most.count(" ") == 1
    return f"{number if alike else least} to {most}"


def _time(time: dt.timedelta) -> str:
    hours = round(time.total_seconds() / 3600)
    return f"{hours} h" if hours and time <= _IN_HOURS else distance(time)
