"""What comparisons say on top, and in which groups: counts, changes by topic, findings by rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.design.comparison.changes import Detail
from coursewright.design.comparison.topics import TOPICS
from coursewright.design.comparison.wording import plural
from coursewright.reporters.diff.words import an, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.comparison.changes import Change
    from coursewright.reporters.diff.record import ChangeRecord, CourseRecord, DiffRecord, FindingRecord

__all__ = [
    "ALIKE",
    "by_code",
    "by_subject",
    "by_topic",
    "counted_by_code",
    "findings_by_kind",
    "headlines",
    "only_counted",
    "places_of",
    "same",
    "summary",
    "went_along",
]

ALIKE = 2
"""Further findings of one rule from which on they are told in a few words."""
_INSIDE = 12
"""How many of the items that came or went with a unit are named; the others are counted."""
_GONE = " gone with what was dropped"
_SEVERITIES = ("error", "warning", "info")
_SHORT_TOPICS = {"plan": "course plan", "workload": "time", "context": "circumstances", "details": "wording"}
"""What to call topics where they are counted, if not by their names."""


def headlines(course: CourseRecord) -> list[str]:
    """Return in a few words what matters most: what lost a part or gained one, outcomes, what came and went.

    Every change is in one of them, the last of which counts the rest.
    """
    found: Counter[tuple[str, str, str]] = Counter()
    rest: Counter[str] = Counter()
    for record in course.changes:
        change = record.change
        if change.inside:
            continue
        kind = _headline(change)
        if kind:
            found[kind, change.subject.noun, change.label] += change.items
        else:
            rest[_SHORT_TOPICS.get(change.topic, change.topic)] += change.items
    said = [_said(kind, noun, label, number) for (kind, noun, label), number in found.items()]
    if rest:
        topics = ", ".join(f"{topic} {number:,}" for topic, number in rest.items())
        said.append(f"{counted(rest.total(), 'other change' if said else 'change')} ({topics})")
    said += [counted(len(found), noun) + where for noun, where, found, _ in _kinds(course) if found]
    return said


def _headline(change: Change) -> str:
    if change.within:
        return ""
    if change.style == "told":
        return change.kind
    if change.style == "moved":
        return "moved"
    if change.key == "statement":
        return "reworded"
    if change.style == "part":
        if change.new.state in {"purpose", "open"}:
            return change.new.state
        had, has = change.old.state == "said", change.new.state == "said"
        return "lost" if had and not has else "gained" if has and not had else ""
    return ""


def _said(kind: str, noun: str, label: str, number: int) -> str:
    items = counted(number, noun)
    match kind:
        case "added":
            return f"{number:,} new {items.partition(' ')[2]}"
        case "dropped":
            return f"{items} gone"
        case "renamed":
            return f"{items} with another id"
        case "lost":
            return f"{items} lost {'its' if number == 1 else 'their'} {label}"
        case "purpose":
            return f"{items} without {label} on purpose"
        case "open":
            return f"{items} with {label} to be decided"
        case "gained":
            return f"{items} gained {an(label)}"
    return f"{items} {kind}"


def by_topic(records: Sequence[ChangeRecord]) -> list[tuple[str, list[ChangeRecord]]]:
    """Return the changes that stand for themselves, under the titles of their topics."""
    found: dict[str, list[ChangeRecord]] = {title: [] for title in TOPICS.values()}
    for record in records:
        if not record.change.inside:
            found[TOPICS[record.change.topic]].append(record)
    return [(title, changes) for title, changes in found.items() if changes]


def by_subject(records: Sequence[ChangeRecord]) -> list[list[ChangeRecord]]:
    """Return changes in groups of one subject each, in the order in which subjects come."""
    found: dict[object, list[ChangeRecord]] = {}
    for record in records:
        change = record.change
        alone = change.others or change.style == "told"
        found.setdefault(id(record) if alone else change.subject, []).append(record)
    return list(found.values())


def went_along(record: ChangeRecord, inside: Sequence[ChangeRecord]) -> Iterator[Detail]:
    """Yield the names of what came or went with a module or unit, below its change, by noun."""
    change = record.change
    if change.style != "told" or change.kind not in {"added", "dropped"}:
        return
    mine = record.now if change.kind == "added" else record.was
    names: dict[str, list[str]] = {}
    for other in inside:
        theirs = other.now if change.kind == "added" else other.was
        if other.change.kind != change.kind or mine is None or theirs is None or theirs.path != mine.path:
            continue
        if change.subject.noun == "module" or _below(theirs.node, mine.node):
            names.setdefault(other.change.subject.noun, []).append(
                other.change.subject.name or other.change.subject.id
            )
    for noun, some in names.items():
        more = f"; and {len(some) - _INSIDE:,} more" if len(some) > _INSIDE else ""
        yield Detail(plural(noun), "; ".join(name for name in some[:_INSIDE] if name) + more)


def _below(node: str, above: str) -> bool:
    return bool(above) and node.startswith(above)


def findings_by_kind(course: CourseRecord) -> list[tuple[str, list[FindingRecord], str]]:
    """Return the findings that came and that went, with a heading and a sign for each kind of them.

    Whatever an item that came brings along is no step back, and what goes with an item was not mended.
    """
    return [
        (f"{plural(noun).capitalize()}{where}", found, sign) for noun, where, found, sign in _kinds(course)
    ]


def _kinds(course: CourseRecord) -> Iterator[tuple[str, str, list[FindingRecord], str]]:
    for findings, sign, noun, along in (
        (course.new, "+", "new finding", " in what is new"),
        (course.fixed, "-", "fixed finding", _GONE),
    ):
        yield noun, "", [one for one in findings if not one.with_item], sign
        yield "finding", along, [one for one in findings if one.with_item], sign


def only_counted(heading: str) -> bool:
    """Whether the findings under a heading are counted, and not told: nobody can do anything about them."""
    return heading.endswith(_GONE)


def by_code(findings: Sequence[FindingRecord]) -> list[list[FindingRecord]]:
    """Return findings in groups of one rule each, what weighs most first."""
    found: dict[str, list[FindingRecord]] = {}
    for one in sorted(findings, key=lambda one: _SEVERITIES.index(one.severity)):
        found.setdefault(one.code, []).append(one)
    return list(found.values())


def counted_by_code(findings: Sequence[FindingRecord]) -> str:
    """Return how many findings there are of each rule: `FUP001 12, TSK001 3`."""
    return ", ".join(f"{group[0].code} {len(group):,}" for group in by_code(findings))


def places_of(findings: Sequence[FindingRecord]) -> str:
    """Return where findings stand, file by file: `modules/a.yaml, lines 3 and 9`."""
    lines: dict[str, list[int]] = {}
    for one in findings:
        lines.setdefault(one.where.path, []).append(one.where.line)
    return "; ".join(
        f"{path}, {'line' if len(some) == 1 else 'lines'} {', '.join(map(str, some))}"
        for path, some in lines.items()
    )


def same(record: DiffRecord) -> str:
    """Return that nothing changed, with what was compared."""
    courses = f" of {len(record.courses):,} courses" if len(record.courses) > 1 else ""
    return f"No change in the design{courses} from {record.old} to {record.new}."


def summary(record: DiffRecord) -> str:
    """Return how many courses there are, and in how many of them something changed."""
    changed = sum(not course.is_same for course in record.courses)
    return f"{counted(len(record.courses), 'course')}, {changed:,} of them changed"
