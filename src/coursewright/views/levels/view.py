"""Whether the thinking climbs: the levels that outcomes and work ask for, as ranges, step by step."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.design.analyses.level_steps import Asked, LevelMap, range_of
from coursewright.design.climbing import goes_no_higher
from coursewright.design.levels import LEVELS, rank_of
from coursewright.design.outcome_levels import stated_outcomes, stays_low
from coursewright.design.phrases import capital
from coursewright.views.charts import Key, Label, Mark, Segment, Tick, TrackGroup, TrackRow, Tracks
from coursewright.views.levels.tables import item_table, rise_table, step_table
from coursewright.views.levels.words import KINDS, NAMES, asked_said, levels_said, range_said
from coursewright.views.model import View
from coursewright.views.signs import Sign
from coursewright.views.sourced import sources
from coursewright.views.standing import group_of, name_of, step_label, steps_noun, steps_said
from coursewright.views.words import count, listed, of, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.level_steps import Rise, StepLevels
    from coursewright.design.climbing import Climb
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["view"]

_NAMED = 4
_SEVERAL = "outcomes and pieces of work"
_OTHERS: tuple[tuple[Climb | None, str, str], ...] = (
    ("top", "stays at the same high level", "stay at the same high level"),
    ("same", "stays at the level of the task", "stay at the level of the task"),
    ("lower", "goes below the task", "go below the task"),
    (None, "is of unknown level", "are of unknown level"),
)
_TICKS = tuple(Tick((number + 0.5) / len(LEVELS), NAMES[level]) for number, level in enumerate(LEVELS))
_NOTES = (
    (
        "A declared level counts as it stands. An outcome that declares none has all levels at which public "
        "lists place its verbs, and lists disagree about most verbs: such a range is what it may ask for, "
        "not all that it asks for."
    ),
    "Work that declares no level is not known, and stands in no range.",
    (
        "Bloom put evaluate above create, the revision the other way round: ranges follow the revision, and "
        "of a task and its follow-up neither counts as the higher where both are at one of the two."
    ),
)


def view(plan: Plan) -> View:
    """Return the levels of thinking that each step asks for."""
    levels = LevelMap(plan.course, plan.lexicons)
    steps = [one for one in levels.by_step if one.asked and plan.shows_step(one.step)]
    rises = [one for one in levels.rises if plan.shows(one.task) or plan.shows(one.follow_up)]
    known = [one for one in steps if one.range is not None]
    low, level = _low_modules(plan), _no_higher(rises, plan)
    return View(
        answer=tuple(_answer(steps, rises, plan, low, level)),
        charts=(_progression(steps, plan), _items(known, plan)) if known else (),
        tables=(step_table(steps, plan), item_table(steps, plan), rise_table(rises, plan)),
        notes=_NOTES,
        sources=sources("Anderson & Krathwohl 2001", "Stanny 2016", "Howard 2021"),
        tone="gap" if low or level else "",
    )


def _low_modules(plan: Plan) -> Sequence[str]:
    """Name the modules of which no outcome goes beyond understanding."""
    found = []
    for module in plan.modules:
        outcomes = stated_outcomes(module)
        if outcomes and all(stays_low(one, plan.lexicons) for one in outcomes):
            found.append(quote(module.title or module.id or "this module"))
    return found


def _no_higher(rises: Sequence[Rise], plan: Plan) -> Sequence[str]:
    later = dict.fromkeys(one.follow_up for one in rises)
    return [name_of(plan, one) for one in later if plan.supports(one) and goes_no_higher(one, plan.course)]


def _answer(
    steps: Sequence[StepLevels],
    rises: Sequence[Rise],
    plan: Plan,
    low: Sequence[str],
    level: Sequence[str],
) -> list[str]:
    asked = [one for step in steps for one in step.asked]
    whole, noun = range_of(asked), "outcome or piece of work"
    if whole is None:
        said = of(0, len(asked), noun, _SEVERAL) if asked else ""
        return [
            f"The level of thinking is known of {said}." if asked else "There is no outcome and no work yet."
        ]
    known = sum(one.known for one in asked)
    known_of = of(known, len(asked), noun, _SEVERAL)
    if whole.lowest < whole.highest:
        these = f"{'these go' if known > 1 else 'it goes'} from"
    else:
        these = "all of these stand at" if known > 1 else "it stands at"
    answer = [f"Levels of thinking are known of {known_of}; {these} {range_said(whole)}."]
    answer += _climb(steps, plan)
    if rises:
        answer.append(_rises_said(rises))
    if level:
        verb = "asks" if len(level) == 1 else "ask"
        answer.append(f"{listed(level, _NAMED)} {verb} for no more than the tasks taken up.")
    if low:
        noun = "module" if len(low) == 1 else "modules"
        answer.append(f"No outcome of the {noun} {listed(low, _NAMED)} goes beyond understanding.")
    return answer


def _climb(steps: Sequence[StepLevels], plan: Plan) -> list[str]:
    """Say how far the first and the last step go, and which goes furthest."""
    taught = [one for one in steps if one.step.teaches and one.range is not None]
    if len(taught) < 2:
        return []
    tops = [one.range.highest for one in taught if one.range is not None]
    sentence = f"{_reach(taught[0], plan, 'goes ')}, {_reach(taught[-1], plan)}"
    sentence = capital(sentence)
    if max(tops) > max(tops[0], tops[-1]):
        sentence += f"; {_reach(taught[tops.index(max(tops))], plan, 'goes furthest, ')}"
    without = [one for one in steps if one.step.teaches and one.range is None]
    if not without:
        return [f"{sentence}."]
    noun = steps_noun([one.step for one in steps if one.step.teaches])
    return [f"{sentence}.", f"Nothing is known of {count(len(without), noun)}."]


def _reach(one: StepLevels, plan: Plan, verb: str = "") -> str:
    """Say how far a step goes, and where that is only what its verbs may mean."""
    where = steps_said(plan, [one.step])
    if one.range is None:
        return f"{where} {verb}nowhere that is known"
    declared = one.declared is not None and one.declared.highest == one.range.highest
    name = NAMES[LEVELS[one.range.highest - 1]]
    return f"{where} {verb}up to {name}{'' if declared else ' by its verbs'}"


def _rises_said(rises: Sequence[Rise]) -> str:
    climbs = Counter(one.climb for one in rises)
    above = of(climbs["higher"], len(rises), "follow-up of a task", "follow-ups of tasks")
    others = [
        f"{climbs[climb]:,} {one if climbs[climb] == 1 else several}"
        for climb, one, several in _OTHERS
        if climbs[climb]
    ]
    verb = "climbs" if climbs["higher"] == 1 or len(rises) == 1 else "climb"
    sentence = f"{capital(above)} {verb} above the task"
    return f"{sentence}; {listed(others)}." if others else f"{sentence}."


def _progression(steps: Sequence[StepLevels], plan: Plan) -> Tracks:
    groups: dict[str, list[TrackRow]] = {}
    for one in steps:
        known = len(one.asked) - one.unknown
        share = f"{known:,} of {len(one.asked):,} known"
        said = f"{range_said(one.range)}; {share}" if one.range is not None else f"not known; {share}"
        segments: tuple[Segment, ...] = ()
        if one.range is not None:
            start, end = (one.range.lowest - 1) / len(LEVELS), one.range.highest / len(LEVELS)
            spot = plan.spot(one.step.place)
            segments = (Segment(start, end, f"known: {range_said(one.range)}", 1, "range", spot),)
        if one.declared is not None:
            start, end = (one.declared.lowest - 1) / len(LEVELS), one.declared.highest / len(LEVELS)
            label = f"declared: {range_said(one.declared)}"
            segments += (Segment(start, end, label, 1, "solid", plan.spot(one.step.place)),)
        tone: Tone = "" if one.range is not None else "unknown"
        row = TrackRow(step_label(plan, one.step), said, segments, tone=tone)
        groups.setdefault(group_of(plan, one.step), []).append(row)
    return Tracks(
        "progression",
        "From the lowest to the highest level, step by step",
        tuple(
            TrackGroup(Label(name, quoted=bool(name)), _TICKS, tuple(rows), axis="Level")
            for name, rows in groups.items()
        ),
        (Key("levels of verbs and declared levels together", hue=1, fill="range"), Key("declared", hue=1)),
    )


def _items(steps: Sequence[StepLevels], plan: Plan) -> Tracks:
    several = len(plan.course.modules) > 1
    groups = []
    for step in steps:
        label = step_label(plan, step.step)
        above = group_of(plan, step.step) if several else ""
        title = (
            label._replace(text=f"{above}: {label.text}", quoted=True)
            if above and above not in label.text
            else label
        )
        rows = tuple(_row(one, plan) for one in step.asked if one.known)
        groups.append(TrackGroup(title, _TICKS, rows, axis="Level"))
    used = {type(one.item) for step in steps for one in step.asked if one.known}
    keys = [Key(noun, hue=hue) for kind, (noun, hue) in KINDS.items() if kind in used]
    return Tracks(
        "items",
        "What each outcome and piece of work asks for",
        tuple(groups),
        (*keys, Key("levels of its verbs", hue=1, fill="range"), Key("declared", Sign.PRESENT)),
    )


def _row(one: Asked, plan: Plan) -> TrackRow:
    _, hue = KINDS[type(one.item)]
    segments: list[Segment] = []
    marks: tuple[Mark, ...] = ()
    of_verbs = range_of([one._replace(levels=one.verbs)])
    if of_verbs is not None:
        start, end = (of_verbs.lowest - 1) / len(LEVELS), of_verbs.highest / len(LEVELS)
        label = f"by its verbs {levels_said(one.verbs)}"
        segments.append(Segment(start, end, label, hue, "range", plan.spot(one.item)))
    rank = rank_of(one.declared)
    if rank is not None and one.declared is not None:
        label, spot = f"declared: {NAMES[one.declared]}", plan.spot(one.item, "level")
        segments.append(Segment((rank - 1) / len(LEVELS), rank / len(LEVELS), label, hue, "solid", spot))
        marks = (Mark((rank - 0.5) / len(LEVELS), Sign.PRESENT, label, "", spot),)
    said = f"{one.item.noun}: {asked_said(one)}"
    return TrackRow(plan.label(one.item), said, tuple(segments), marks)
