"""The mix as bars: one for the whole and one a week, through one lens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.lenses import lens_classes
from coursewright.design.analyses.weekly_work import items_of
from coursewright.views.charts import Key, Label, Tick, TrackGroup, TrackRow, Tracks
from coursewright.views.mix.shown import UNKNOWN, title_of
from coursewright.views.signs import Sign
from coursewright.views.time_bars import Bar, Scale, length, scale_for
from coursewright.views.words import count, listed
from coursewright.views.workload.charts import track_groups
from coursewright.views.workload.shown import heading_of, label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.activity_mix import Mix, Slice
    from coursewright.design.analyses.lenses import Lens
    from coursewright.views.charts import Hue
    from coursewright.views.mix.shown import Shown
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["CHARTS", "mix_bars"]

CHARTS: dict[Lens, str] = {
    "learning": "by type of learning",
    "activity": "by activity type of the Open University",
    "engagement": "by mode of engagement (ICAP)",
}
_HUES: tuple[Hue, ...] = (1, 2, 3, 4, 5, 6, 0)
_UNKNOWN_HUE: Hue = 7
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
"""Distances of ticks on an axis of numbers, which has at most six."""


class _Numbers(Scale):
    """An axis of how many there are, not of minutes."""

    @property
    def ticks(self) -> tuple[Tick, ...]:
        number = round(self.end / self.step)
        return tuple([Tick(at / number, f"{at * self.step:,.0f}") for at in range(number + 1)])


def mix_bars(lens: Lens, shown: Shown, plan: Plan) -> Tracks:
    """Return a bar for the whole and one for each week; where few minutes are known, of numbers."""
    whole = shown.whole[lens]
    counts = 2 * len(whole.untimed) > len(items_of(whole.parts))
    rows = [one for one in (*shown.weeks, *shown.rest) if one.week.steps or one.mixes[lens].parts]
    name = Label("All of it" if plan.focus.is_everything else plan.part, quoted=bool(plan.focus.module))
    scale = _scale([whole], counts=counts)
    axis = "number" if counts else "time"
    head = TrackGroup(Label(""), scale.ticks, (_row(name, lens, whole, scale),), axis=axis)
    scale = _scale([one.mixes[lens] for one in rows], counts=counts)
    weeks = [
        (heading_of(one.week, plan), _row(label_of(one.week, plan), lens, one.mixes[lens], scale))
        for one in rows
    ]
    groups = (head, *track_groups(weeks, scale, axis)) if len(rows) > 1 else (head,)
    title = f"{'Tasks and materials' if counts else 'Minutes'} {CHARTS[lens]}"
    return Tracks(lens, title, groups, tuple(_keys(lens, whole, scale)))


def _scale(mixes: Sequence[Mix], *, counts: bool) -> Scale:
    if not counts:
        return scale_for([mix.middle for mix in mixes])
    most = max(sum(len(one.items) for one in mix.slices) for mix in mixes) if mixes else 0
    step = next((one for one in _STEPS if most <= 5 * one), 0) or -(-most // 5)
    return _Numbers(max(1, -(-most // step)) * step, step)


def _size(one: Slice, scale: Scale) -> float:
    return len(one.items) if isinstance(scale, _Numbers) else one.middle


def _row(label: Label, lens: Lens, mix: Mix, scale: Scale) -> TrackRow:
    bar, counts = Bar(scale), isinstance(scale, _Numbers)
    said = []
    for one, hue in zip(mix.slices, _hues(mix), strict=True):
        size, title = _size(one, scale), title_of(lens, one.kind)
        words = f"{size:,} {title}" if counts else f"{title} {length(size)}"
        bar.add(size, words, hue)
        said += [words] if size else []
    untimed = ""
    if mix.untimed and not counts:
        untimed = count(len(mix.untimed), "item") + " without minutes"
        said.append(untimed)
    tone: Tone = "unknown" if untimed and not mix.middle else ""
    return TrackRow(label, listed(said) or "nothing", tuple(bar.segments), bar.unknown(untimed), tone=tone)


def _hues(mix: Mix) -> Sequence[Hue]:
    return (*_HUES[: len(mix.slices) - 1], _UNKNOWN_HUE)


def _keys(lens: Lens, mix: Mix, scale: Scale) -> Iterator[Key]:
    for one, each, hue in zip(lens_classes(lens), mix.slices, _HUES, strict=False):
        if _size(each, scale):
            yield Key(f"{one.title}: {one.about}", hue=hue)
    if _size(mix.slices[-1], scale):
        yield Key(UNKNOWN, hue=_UNKNOWN_HUE)
    if mix.untimed and not isinstance(scale, _Numbers):
        yield Key("work without minutes", Sign.UNKNOWN)
