"""Tasks whose follow-up is gone, is new or is another one, whichever end of the link says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.comparison.changes import At, Change, Detail, Side
from coursewright.design.comparison.wording import listed, name_of, said, subject_of
from coursewright.spec.model import Course, FollowUpActivity, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.comparison.pairing import Pairs
    from coursewright.spec.element import Item

__all__ = ["follow_up_changes", "session_changes"]


def follow_up_changes(old: Course, new: Course, pairs: Pairs) -> Iterator[Change]:
    """Yield how the follow-up of each task that both designs have changed."""
    unknown = set(pairs.left)
    for before, after in pairs.kept:
        if not (isinstance(before, Task) and isinstance(after, Task)):
            continue
        had = old.links.follow_ups.get(before, [])
        has = new.links.follow_ups.get(after, [])
        if not unknown.isdisjoint((*had, *has)):
            continue  # the other side of that file could not be read, so nobody knows
        gone = [one for one in had if pairs.of_old.get(one) not in has]
        come = [one for one in has if pairs.of_new.get(one) not in had]
        one, other = _side(before, had), _side(after, has)
        if gone or come or one.state != other.state or (not had and not has and one != other):
            yield _change(before, after, (one, other), (gone, come), pairs)


def _change(
    before: Task,
    after: Task,
    sides: tuple[Side, Side],
    ends: tuple[Sequence[Item], Sequence[Item]],
    pairs: Pairs,
) -> Change:
    one, other = sides
    gone, come = ends
    details = []
    if one.state == other.state == "said":  # it has one before and after: say which are not the same
        one, other = (Side("said" if side else "absent", _names(side)) for side in ends)
    lost = [item for item in gone if item in pairs.dropped]
    made = [item for item in come if item in pairs.added]
    if lost:
        details.append(Detail("gone from the course altogether", _names(lost) if len(gone) > 1 else ""))
    if made:
        details.append(Detail("new in the course", "", _names(made) if len(come) > 1 else ""))
    had, has = one.state == "said", other.state == "said"
    return Change(
        "loop",
        "changed" if had == has else "dropped" if had else "added",
        subject_of(after),
        one,
        other,
        "follow_up",
        "follow-up",
        "part",
        details=tuple(details),
        was=At(before, "follow_up"),
        now=At(after, "follow_up"),
    )


def session_changes(old: Course, new: Course, pairs: Pairs) -> Iterator[Change]:
    """Yield which follow-up activities now take place in another session, in one, or in none."""
    for before, after in pairs.kept:
        if not (isinstance(before, FollowUpActivity) and isinstance(after, FollowUpActivity)):
            continue
        was, now = old.links.session_of.get(before), new.links.session_of.get(after)
        if was in pairs.left or now in pairs.left:
            continue
        if was is not None and pairs.of_old.get(was) is now:
            continue
        one = Side("said", name_of(was)) if was is not None else said(before, "session")
        other = Side("said", name_of(now)) if now is not None else said(after, "session")
        if (was is None and now is None) and one == other:
            continue
        yield Change(
            "loop",
            "changed",
            subject_of(after),
            one,
            other,
            "session",
            "session",
            was=At(before, "session"),
            now=At(after, "session"),
        )


def _side(task: Task, follow_ups: Sequence[Item]) -> Side:
    if follow_ups:
        return Side("said", _names(follow_ups))
    said_so = said(task, "follow_up")
    # A name that leads nowhere follows nothing up, and linting says so.
    return Side("unread", said_so.text) if said_so.state == "said" else said_so


def _names(items: Sequence[Item]) -> str:
    return listed(name_of(item) for item in items)
