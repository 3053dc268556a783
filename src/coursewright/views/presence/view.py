"""Who is there, week by week: teaching, social and cognitive presence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.presence_kinds import DEEP_PHASES, PHASES, PRESENCES
from coursewright.design.analyses.presence_map import PresenceMap
from coursewright.design.company import never_meet
from coursewright.design.inquiry import stops_early
from coursewright.design.phrases import capital
from coursewright.views.charts import Key, Label, Mark, Matrix, MatrixCell, MatrixRow
from coursewright.views.model import View
from coursewright.views.presence.shown import LOGS, STANDS, TITLES, is_by_logs, is_gap, is_unread, shown_in
from coursewright.views.presence.tables import moment_table, step_table
from coursewright.views.presence.words import mark_of, way_words
from coursewright.views.signs import Sign
from coursewright.views.sourced import sources
from coursewright.views.standing import group_of, step_label, steps_noun, steps_said
from coursewright.views.words import count, listed, of, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.presence_kinds import Moment, PresenceKind
    from coursewright.design.analyses.presence_map import Stand, StepPresence
    from coursewright.spec.model import Module
    from coursewright.views.plan import Plan
    from coursewright.views.presence.shown import Shown

__all__ = ["view"]

_KEYS = {
    Sign.TEACHING: "moderated by whoever teaches, or teaching shared with students",
    Sign.SOCIAL: "students together",
    Sign.DECISION: "a decision sets inquiry off",
    Sign.COGNITIVE: "exploration, integration or resolution; the furthest is named",
    Sign.READ: "work read by whoever teaches",
    Sign.REFLECTION: "reflections read by whoever teaches",
    Sign.FOLLOW_UP: "follow-up that opens with feedback",
}
_CLAUSES: dict[PresenceKind, str] = {
    "teaching": "Somebody who teaches is there",
    "social": "students meet each other",
    "cognitive": "work reaches a phase of inquiry",
}
_ONLY: dict[PresenceKind, tuple[str, str, str]] = {
    "teaching": (
        "somebody who teaches is there",
        "nobody who teaches is there",
        "nobody can tell whether anybody who teaches is there",
    ),
    "social": (
        "students meet each other",
        "students do not meet each other",
        "it is open whether students meet",
    ),
    "cognitive": (
        "work reaches a phase of inquiry",
        "no work is known to reach a phase of inquiry",
        "it is not known how far the thinking goes",
    ),
}
"""What to say of a single step: yes, no, not known."""

_THERE = frozenset({"there", "elsewhere"})
_NOTES = (
    (
        "Teaching presence is a session, an announcement, work that somebody who teaches reads, moderates "
        "or gives feedback on, a follow-up that opens with feedback, or a reflection that they read. "
        "Feedback in a session is shown as the session. Work that is checked in the logs alone counts, and "
        "is shown as such: logs tell who was there, and not what they wrote."
    ),
    (
        "Social presence is work in pairs, groups or with the class, a discussion, replies, a role-play, or "
        "a session."
    ),
    (
        "Cognitive presence is work that is known to reach a phase of practical inquiry: a decision sets "
        "it off, exchange explores, analysis integrates, and what is tried out or defended resolves. Which "
        "work reaches which phase is our reading. Work of unknown depth is shown as not known."
    ),
    (
        "Work of several weeks stands in each of them, so that the numbers of the weeks may add up to "
        "more than there are occasions."
    ),
)
_PHASES_SOURCE = (
    "D. Randy Garrison, Terry Anderson and Walter Archer, Critical Thinking, Cognitive Presence, and "
    "Computer Conferencing in Distance Education, American Journal of Distance Education 15(1), 7-23, 2001, "
    "https://doi.org/10.1080/08923640109527071"
)


def view(plan: Plan) -> View:
    """Return who is there in each teaching step."""
    found = PresenceMap(plan.course, plan.default_model)
    shown = shown_in(found, plan)
    early = [one for one in plan.modules if plan.supports(one) and stops_early(one, plan.course)]
    silent = [one for one in shown.steps if is_gap("teaching", one)]
    apart = never_meet(plan.course) and any(map(plan.supports, plan.course.modules or (plan.course,)))
    return View(
        answer=(*_of_steps(shown, silent, plan), *_further(early, apart=apart)),
        charts=(_matrix(shown, early, plan),) if shown.steps or shown.moments else (),
        tables=(step_table(shown, plan), moment_table(found, shown, plan)),
        notes=_NOTES,
        sources=(*sources("Garrison et al. 2000"), _PHASES_SOURCE),
        tone="gap" if silent or early or apart else "",
    )


def _further(early: Sequence[Module], *, apart: bool) -> Iterator[str]:
    if apart:
        yield "Nothing in the whole course brings its learners together."
    if early:
        names = listed([quote(one.title or one.id or "this module") for one in early], 8)
        yield f"All work is known to stop before analysis in {count(len(early), 'module')}: {names}."


def _of_steps(shown: Shown, silent: Sequence[StepPresence], plan: Plan) -> Iterator[str]:
    if not shown.steps:
        verb = "stands" if len(shown.moments) <= 1 else "stand"
        told = f"{count(len(shown.moments), 'occasion')} of presence {verb} in the plan"
        yield f"There is no week or unit of teaching to look at; {told}."
        return
    noun = steps_noun([one.step for one in shown.steps])
    yield _summary(shown, noun)
    if silent:
        names = steps_said(plan, [one.step for one in silent], "week")
        verb = "passes" if len(silent) == 1 else "pass"
        yield f"{capital(names)} {verb} without a sign of whoever teaches."
    there = sum(bool(_settled(one)) for one in shown.steps)
    deep = sum(any(not DEEP_PHASES.isdisjoint(each.ways) for each in _settled(one)) for one in shown.steps)
    if deep < there:
        number = _how_many(deep, len(shown.steps))
        yield f"Work is known to get as far as integration or resolution in {number}."
    shared = sum(any(moment.shared for moment in one.moments) for one in shown.steps)
    if shared:
        yield f"Students share the teaching in {count(shared, noun)}."
    if any(one.stands["teaching"] == "not-asked" for one in shown.steps):
        yield "Nobody oversees the course while it runs, so nobody who teaches is expected."


def _settled(one: StepPresence) -> Sequence[Moment]:
    return [moment for moment in one.of("cognitive") if moment.settled]


def _summary(shown: Shown, noun: str) -> str:
    """Say in how many steps each presence is there, and where nobody can tell."""
    if len(shown.steps) == 1:
        stands = shown.steps[0].stands
        said = [words[_place_of(stands[kind])] for kind, words in _ONLY.items()]
        if is_by_logs(shown.steps[0]):
            said[0] = "somebody who teaches only checks the logs"
        elif is_unread(shown.steps[0]):
            said[0] += " (work is only checked in the logs)"
        return f"In the only {noun} {', '.join(said[:-1])}, and {said[-1]}."
    clauses = []
    for kind, clause in _CLAUSES.items():
        found = [one.stands[kind] for one in shown.steps]
        there = sum(stand in _THERE for stand in found)
        unknown = found.count("unknown")
        where = of(there, len(found), noun) if kind == "teaching" else _how_many(there, len(found))
        notes = _by_logs(shown) if kind == "teaching" else []
        notes += [f"not known in {unknown:,}"] if unknown else []
        clauses.append(f"{clause} in {where}" + (f" ({'; '.join(notes)})" if notes else ""))
    return f"{', '.join(clauses[:-1])}, and {clauses[-1]}."


def _by_logs(shown: Shown) -> list[str]:
    """Say in how many steps logs are all that whoever teaches does, and in how many others nobody reads."""
    alone = sum(map(is_by_logs, shown.steps))
    unread = sum(is_unread(one) and not is_by_logs(one) for one in shown.steps)
    notes = [f"in {alone:,} only to check the logs"] if alone else []
    return [*notes, *([f"in {unread:,} work is only checked in the logs"] if unread else [])]


def _place_of(stand: Stand) -> int:
    return 0 if stand in _THERE else 2 if stand == "unknown" else 1


def _how_many(number: int, whole: int) -> str:
    if number == whole:
        return "both" if whole == 2 else "all"
    return f"{number:,}" if number else "none"


def _matrix(shown: Shown, early: Sequence[Module], plan: Plan) -> Matrix:
    rows = [
        MatrixRow(
            step_label(plan, one.step),
            tuple(_cell(kind, one, early, plan) for kind in PRESENCES),
            group_of(plan, one.step),
        )
        for one in shown.steps
    ]
    rows += [
        MatrixRow(
            Label(name), tuple(_apart(kind, moments, plan) for kind in PRESENCES), "Of no teaching week"
        )
        for name, moments in shown.apart.items()
    ]
    used = {mark.sign for row in rows for cell in row.cells for mark in cell.signs}
    return Matrix(
        "presence",
        "Presence step by step",
        "When",
        tuple(Label(TITLES[kind]) for kind in PRESENCES),
        tuple(rows),
        tuple(Key(_key_of(sign, shown), sign) for sign in Sign if sign in used),
    )


def _key_of(sign: Sign, shown: Shown) -> str:
    """Return what a sign means; that for a part may stand for two things."""
    if sign is not Sign.PART:
        return _KEYS.get(sign, sign.words)
    elsewhere = any("elsewhere" in one.stands.values() for one in shown.steps)
    logs = any(moment.ways == LOGS for moment in shown.moments)
    said = [way_words(*LOGS)] if logs else []
    return "; or ".join([*said, *([STANDS["elsewhere"][0]] if elsewhere else [])])


def _cell(kind: PresenceKind, one: StepPresence, early: Sequence[Module], plan: Plan) -> MatrixCell:
    stand = one.stands[kind]
    marks = [mark_of(moment, plan) for moment in one.of(kind)]
    words, sign, tone = STANDS[stand]
    stops = kind == "cognitive" and stand == "missing" and one.step.module in early
    if stops or is_gap(kind, one):
        tone = "gap"
    elif kind == "teaching" and is_by_logs(one):
        tone = ""
    if sign is not None and stand != "there" and not (stand == "unknown" and marks):
        label = "no sign of whoever teaches" if kind == "teaching" and stand == "missing" else words
        marks.append(Mark(1, sign, label, tone, plan.spot(one.step.place)))
    text = "nobody" if stand == "not-asked" and not marks else ""
    if kind == "cognitive":
        reached = {way for moment in _settled(one) for way in moment.ways}
        text = next((phase for phase in reversed(PHASES) if phase in reached), "")
    said = "; ".join(mark.label for mark in marks) or words
    spot = plan.spot(one.step.place) if not marks else None  # each sign leads to its own place
    return MatrixCell(said, text, _in_order(marks), tone=tone, spot=spot)


def _apart(kind: PresenceKind, moments: Sequence[Moment], plan: Plan) -> MatrixCell:
    marks = [mark_of(moment, plan) for moment in moments if moment.presence == kind]
    return MatrixCell("; ".join(mark.label for mark in marks) or "nothing", signs=_in_order(marks))


def _in_order(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(mark._replace(at=(number + 0.5) / len(marks)) for number, mark in enumerate(marks))
