"""What all activities have: completion, marks, visibility, tags and outcomes, laid over what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Ref
from coursewright.importers.mbz.fields import flag, moment, present, said, tidy, whole
from coursewright.packages.reading.xml import children, first, local
from coursewright.spec.slugs import is_id

if TYPE_CHECKING:
    from coursewright.importers.draft import Data, Item, Value
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bench import Bench

__all__ = ["add_setting", "completion_of", "marks_of", "outcome_refs", "with_common"]

_OFF, _BY_HAND = 0, 1
_COUNTED = frozenset({"posts", "replies", "discussions", "entries", "minattempts", "timespent"})
"""Rules that ask for so many of something; the others are switched on or off."""
_WITH_STATUS = frozenset({"tasks", "assessments"})


def add_setting(data: Data, settings: Data) -> None:
    """Add settings that a plan has no key for."""
    if settings:
        known = data.get("x-moodle")
        data["x-moodle"] = {**(known if isinstance(known, dict) else {}), **settings}


def with_common(activity: Activity, items: tuple[Item, ...], bench: Bench) -> None:
    """Add to the items of an activity, in place, what is not a matter of its kind."""
    if activity.is_hidden:
        bench.partly(activity, "it is hidden from students")
    for item in items:
        if activity.is_hidden:
            item.data |= (
                {"status": "draft", "x-hidden": True} if item.kind in _WITH_STATUS else {"x-hidden": True}
            )
    if not items:
        return
    main = items[0]
    if is_id(activity.idnumber):
        main.wanted_id = main.wanted_id or activity.idnumber
    told: Data = {
        "idnumber": activity.idnumber if not is_id(activity.idnumber) else "",
        "tags": list(activity.tags),
        "stealth": activity.is_stealthy,
        "completion": completion_of(activity),
    }
    expected = moment(activity.module, "completionexpected")
    if expected and main.kind == "tasks" and not main.data.get("due"):
        main.data["due"] = expected
        bench.partly(
            activity, "the date by which it is expected to be completed came in as the one it is due"
        )
    else:
        told["expected"] = expected
    if main.kind == "tasks":
        main.data.update(marks_of(activity, bench))
    refs = outcome_refs(activity, bench)
    if refs and main.kind == "tasks":
        main.data["outcomes"] = refs
    elif refs:
        told["competencies"] = [ref.source.partition(":")[2] for ref in refs]
    add_setting(main.data, present(told))


def completion_of(activity: Activity) -> Value:
    """Return when Moodle counts an activity as done; empty where it does not."""
    tracking = whole(activity.module, "completion")
    if tracking == _OFF:
        return ""
    if tracking == _BY_HAND:
        return "by hand"
    rules: Data = {
        "view": flag(activity.module, "completionview"),
        "grade": said(activity.module, "completiongradeitemnumber") != "",
        "pass": flag(activity.module, "completionpassgrade"),
    }
    for column in children(activity.own):
        name = local(column)
        if name.startswith("completion") and flag(column):
            rule, value = name.removeprefix("completion"), whole(column)
            rules[rule] = True if value == 1 and rule not in _COUNTED else value
    return present(rules)


def marks_of(activity: Activity, bench: Bench) -> Data:
    """Return what marks there are for an activity: whether they count, and how much, and what is enough."""
    items = [one for one in bench.book.of_activity(activity) if one.is_marked]
    counting = [one for one in items if bench.book.counts(one)]
    if not items:
        return {}
    marks: Data = (
        {"x-points": tidy(sum(one.most for one in items))}
        if all(one.type == 1 for one in items)
        else {"x-moodle": {"scale": True}}
    )
    found: Data = {"graded": True} if counting else {}
    weights = [bench.book.weight_of(one) for one in counting]
    if weights and all(one is not None for one in weights):
        found["weight"] = tidy(sum(one for one in weights if one is not None))
    elif counting:
        above = bench.book.categories.get(counting[0].category)
        if above is not None and above.parent and bench.book.weight_of_category(above.number) is not None:
            found["counts_towards"] = Ref(f"grade-category:{above.number}")
    passes = [one.pass_mark for one in items if one.pass_mark is not None]
    if len(items) == 1 and passes:
        found["pass_mark"] = passes[0]
    return {**found, **{key: value for key, value in marks.items() if key != "x-moodle"}}


def outcome_refs(activity: Activity, bench: Bench) -> list[Ref]:
    """Return the outcomes and competencies that an activity is about."""
    found = [Ref(f"outcome:{number}") for number in bench.book.outcomes_of(activity)]
    listed = first(bench.backup.xml(f"{activity.part.folder}competencies.xml"), "competencies")
    named = (said(row, "idnumber") for row in children(listed, "competency"))
    return [*found, *(Ref(f"competency:{idnumber}") for idnumber in named if idnumber)]
