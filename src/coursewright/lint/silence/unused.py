"""Which comments that silence rules did nothing, as far as that can be known."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from coursewright.lint.api import EVERY_MODEL
from coursewright.lint.profiles import JUDGE
from coursewright.spec.faults import FaultKind
from coursewright.spec.nodes import Invalid, Todo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from coursewright.lint.api import Context
    from coursewright.lint.findings import Finding
    from coursewright.lint.registry import Rule
    from coursewright.lint.silence.suppressions import Ignore, Named, Silencing
    from coursewright.spec.model import Course
    from coursewright.spec.source import Position, Source, Span


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

    silenced, kept = _Places(one.finding for one in silencing.silenced), _Places(silencing.kept)
    spoke = {source: ran(source) for source in {one.source for one in found} if settled(source)}
    return tuple(
        _judged(one, spoke[one.source], silenced, kept) if one.source in spoke else one for one in found
    )


class _Places:
    """Where findings stand, by file and rule: comments may be many, and so may these."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._starts: dict[tuple[Source, str], list[Position]] = {}
        for finding in findings:
            self._starts.setdefault((finding.mark.source, finding.code), []).append(finding.mark.span.start)
        for starts in self._starts.values():
            starts.sort()

    def first_line(self, source: Source, codes: AbstractSet[str], span: Span) -> int:
        """Return the first line in a stretch of a file at which one of some rules speaks; 0 for none."""
        lines = []
        for code in codes:
            starts = self._starts.get((source, code), [])
            number = bisect_left(starts, span.start)
            if number < len(starts) and starts[number] < span.end:
                lines.append(starts[number].line)
        return min(lines, default=0)


def _judged(ignore: Ignore, ran: AbstractSet[str], silenced: _Places, kept: _Places) -> Ignore:
    if ignore.scope is None:
        return ignore
    idle = tuple(
        named
        for named in ignore.named
        if named.codes and not named.codes & ignore.used and _could_speak(named, ran)
    )
    nearest = {
        named.word.text: line for named in idle if (line := _meant_line(ignore, named, silenced, kept))
    }
    return ignore._replace(idle=idle, nearest=nearest)


def _meant_line(ignore: Ignore, named: Named, silenced: _Places, kept: _Places) -> int:
    """Return the line at which there is what a comment may have been meant for; 0 if there is none.

    Findings about an item stand at its id or title, and comments easily end up at another of its lines.
    """
    scope, around = ignore.scope, ignore.around
    if scope is None or around is None or silenced.first_line(ignore.source, named.codes, scope):
        return 0
    return kept.first_line(ignore.source, named.codes, around)


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
