"""What students do: their minutes by type of learning, and through two more lenses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.lenses import LENSES
from coursewright.design.analyses.weekly_work import items_of, summed
from coursewright.design.workload import added_up
from coursewright.spec.model import Task
from coursewright.views.mix.charts import mix_bars
from coursewright.views.mix.shown import mixes_in, things, title_of
from coursewright.views.mix.tables import beside_table, item_table, mix_table
from coursewright.views.model import View
from coursewright.views.sourced import sources
from coursewright.views.time_bars import lengths, share_cell
from coursewright.views.words import count, listed
from coursewright.views.workload.charts import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.activity_mix import Mix
    from coursewright.design.analyses.lenses import Lens
    from coursewright.design.analyses.weekly_work import Part
    from coursewright.views.mix.shown import Shown
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["view"]

_NOTES = (
    (
        "The minutes are those of the view `workload`: of tasks, with the materials they name, and of "
        "materials that count by themselves, which are there to be taken in. Optional work is left out. Of "
        "a range, the bars and the shares take the middle."
    ),
    (
        "The type of a task is its `learning_type`, or else what its kind suggests. Sessions, follow-up "
        "activities and assessments have a kind and no learning type: they stand in a table of their own."
    ),
    (
        "The other two lenses are our reading of kind, grouping, replies, decision points, questions and "
        "products. They tell what the plan asks for, not what students will do, and where it does not tell, "
        "the type is unknown. No mix is the right one."
    ),
)
_SOURCES = ("Laurillard et al. 2018", "Rienties & Toetenel 2016")
_MORE_SOURCES = (
    (
        "Gráinne Conole, Describing Learning Activities: Tools and Resources to Guide Practice, in "
        "Rethinking Pedagogy for a Digital Age, edited by Helen Beetham and Rhona Sharpe, Routledge, 2007"
    ),
    (
        "Michelene T. H. Chi and Ruth Wylie, The ICAP Framework: Linking Cognitive Engagement to Active "
        "Learning Outcomes, Educational Psychologist 49(4), 219-243, 2014, "
        "https://doi.org/10.1080/00461520.2014.965823"
    ),
)
_NAMES: dict[Lens, str] = {
    "activity": "By the activity types of the Open University",
    "engagement": "By the modes of ICAP",
}


def view(plan: Plan) -> View:
    """Return what students do, by learning type, by activity type and by mode of engagement."""
    shown = mixes_in(plan)
    whole = shown.whole["learning"]
    return View(
        answer=tuple(_answer(shown)),
        charts=tuple([mix_bars(lens, shown, plan) for lens in LENSES]) if whole.parts else (),
        tables=(
            *[mix_table(lens, shown, plan) for lens in LENSES],
            item_table(shown, plan),
            beside_table(shown),
        ),
        notes=_NOTES,
        sources=(*sources(*_SOURCES), *_MORE_SOURCES),
        tone=_tone(whole),
    )


def _tone(mix: Mix) -> Tone:
    unknown = mix.slices[-1].items
    items = sum(len(one.items) for one in mix.slices)
    return "unknown" if len(unknown) + len(mix.untimed) > items / 2 else ""


def _answer(shown: Shown) -> Iterator[str]:
    whole = shown.whole["learning"]
    items = items_of(whole.parts)
    if not items:
        yield "The plan has no tasks, and no materials that count by themselves."
        yield from _beside(shown)
        return
    if whole.middle:
        time = lengths(added_up([one.effort for one in whole.slices]))
        untimed = set(whole.untimed)
        timed = [item for item in items if item not in untimed]
        yield f"Of {time} in {things(timed)}, {_parts('learning', whole)}{_by_kind(whole)}."
    else:
        yield f"No minutes are known; of {things(items)}, {_parts('learning', whole)}{_by_kind(whole)}."
    yield from _empty(whole)
    if whole.untimed and whole.middle:
        one = len(whole.untimed) == 1
        verb = "has no known minutes and comes" if one else "have no known minutes and come"
        yield f"{things(whole.untimed)} {verb} on top, not in these shares."
    for lens, name in _NAMES.items():
        yield f"{name}, {_parts(lens, shown.whole[lens])}."
    yield from _beside(shown)


def _parts(lens: Lens, mix: Mix) -> str:
    """Return the shares of the classes, the largest first; their numbers where no time is known."""
    known = sorted(mix.slices[:-1], key=lambda one: (one.middle, len(one.items)), reverse=True)
    there = [one for one in (*known, mix.slices[-1]) if (one.middle if mix.middle else one.items)]
    if len(there) == 1:
        return f"all is {title_of(lens, there[0].kind)}"
    said: list[str] = []
    for one in there:
        title = title_of(lens, one.kind)
        if mix.middle:
            verb = "" if said else "is "
            said.append(f"{share_cell(one.middle, mix.middle).text} {verb}{title}")
        else:
            said.append(f"{len(one.items):,} {'is' if len(one.items) == 1 else 'are'} {title}")
    return listed(said)


def _by_kind(whole: Mix) -> str:
    """Say that the kinds of tasks alone decide where all is of one type, and no task says its type itself."""
    there = [one.kind for one in whole.slices if one.items]
    tasks = [item for item in items_of(whole.parts) if isinstance(item, Task)]
    if len(there) > 1 or there == [None] or not tasks or any(task.says("learning_type") for task in tasks):
        return ""
    return f", going by {'its' if len(tasks) == 1 else 'their'} kind"


def _empty(whole: Mix) -> Iterator[str]:
    """Name the learning types of which there is nothing."""
    empty = [title_of("learning", one.kind) for one in whole.slices[:-1] if not one.items]
    if empty:
        far = ", as far as is known" if whole.slices[-1].items else ""
        named = f"{', '.join(empty[:-1])} or {empty[-1]}" if len(empty) > 1 else empty[0]
        yield f"There is no {named}{far}."


def _beside(shown: Shown) -> Iterator[str]:
    parts = shown.whole["learning"].beside
    kinds = [
        (called, [part for part in parts if isinstance(part.work.item, kind)])
        for kind, called in KINDS.items()
    ]
    said = [
        f"{count(len(items_of(found)), called.one, called.several)} ({_time(found)})"
        for called, found in kinds
        if found
    ]
    if said:
        yield f"Not in it, because they say no type of learning: {listed(said)}."


def _time(parts: Sequence[Part]) -> str:
    if all(part.effort is None for part in parts):
        return "no known time"
    more = ", others unknown" if any(part.effort is None for part in parts) else ""
    return f"{lengths(summed(parts))}{more}"
