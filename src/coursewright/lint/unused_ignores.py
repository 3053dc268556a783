"""Which comments that silence rules did nothing, as far as that can be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import EVERY_MODEL
from coursewright.spec.faults import FaultKind
from coursewright.spec.nodes import Invalid, Todo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from coursewright.lint.api import Context
    from coursewright.lint.registry import Rule
    from coursewright.lint.suppressions import Ignore, Named, Silencing
    from coursewright.spec.model import Course
    from coursewright.spec.source import Source

JUDGE = "SPC011"
"""The rule that speaks of these comments; it runs last, and never calls the ignoring of itself unused."""


def judge(
    silencing: Silencing, course: Course, ran: Callable[[Source], AbstractSet[str]]
) -> tuple[Ignore, ...]:
    """Say of each comment, once all has been silenced, which of its words did nothing.

    Nothing is held against a comment that a full check may need: about a rule that did not run in its file
    (`ran`), in a course of which a part could not be read, or while a value is still open that may keep a
    rule from speaking, in the file or in that of the course.
    """
    found = silencing.ignores
    if not found or not is_whole(course):
        return found
    undecided = {source for source in course.sources if _leaves_open(source)}
    main = course.sources[0]

    def settled(source: Source) -> bool:
        return not undecided if source is main else undecided.isdisjoint({source, main})

    return tuple(_judged(one, ran(one.source), silencing) if settled(one.source) else one for one in found)


def _judged(ignore: Ignore, ran: AbstractSet[str], silencing: Silencing) -> Ignore:
    if ignore.scope is None:
        return ignore
    idle = tuple(
        named
        for named in ignore.named
        if named.codes and not named.codes & ignore.used and _could_speak(named, ran)
    )
    nearest = {named.word.text: line for named in idle if (line := _meant_line(ignore, named, silencing))}
    return ignore._replace(idle=idle, nearest=nearest)


def _meant_line(ignore: Ignore, named: Named, silencing: Silencing) -> int:
    """Return the line at which there is what a comment may have been meant for; 0 if there is none.

    Findings about an item stand at its id or title, and comments easily end up at another of its lines.
    """
    around = ignore.around
    taken = (one.finding for one in silencing.silenced)
    if around is None or any(one.code in named.codes and ignore.covers(one) for one in taken):
        return 0
    lines = (
        finding.mark.span.start.line
        for finding in silencing.kept
        if finding.code in named.codes
        and finding.mark.source is ignore.source
        and around.start <= finding.mark.span.start < around.end
    )
    return next(lines, 0)


def _could_speak(named: Named, ran: AbstractSet[str]) -> bool:
    """Whether all the rules ran for which one would write the word."""
    if JUDGE in named.codes and named.alone:
        return False
    wanted = (named.codes if named.alone else named.usual) - {JUDGE}
    return bool(wanted) and wanted <= ran


def _leaves_open(source: Source) -> bool:
    """Whether some value of a file is still to be decided."""
    stack: list[object] = [source.root]
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if isinstance(node, Todo | Invalid):
            return True
        below = getattr(node, "pairs", None) or getattr(node, "items", None)
        if below and id(below) not in seen:
            seen.add(id(below))
            stack += [value for _, value in below.values()] if isinstance(below, dict) else below
    return False


def is_whole(course: Course) -> bool:
    """Whether all of a course could be read, so that what no rule speaks of is in order."""
    slight = {FaultKind.TYPO}
    return course.complete and all(fault.kind in slight for fault in course.faults)


def codes_run_in(source: Source, course: Course, rules: Iterable[Rule], context: Context) -> frozenset[str]:
    """Return which of some rules had their say in a file, given the support models in force there.

    What is written in the file of a course is about all its modules.
    """
    everywhere = source is course.sources[0]
    units = (unit for module in course.modules for unit in module.units)
    places = [
        place for place in (course, *course.modules, *units) if everywhere or place.node.source is source
    ]
    models = {
        context.model(place) for place in places if not place.scope.settings.leaves_open("support_model")
    }
    # This is asked of each file of a run, and nearly all rules are for every model.
    return frozenset(
        [
            meta.code
            for meta in (rule.meta for rule in rules)
            if meta.models is EVERY_MODEL or not meta.models.isdisjoint(models) or meta.models == EVERY_MODEL
        ]
    )
