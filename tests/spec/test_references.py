"""What a reference means, what it cannot mean, and links that may be written from either end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spec_helpers import at, course_in, fixes, module_of, shown

from coursewright.spec.element import Item, Ref
from coursewright.spec.faults import FaultKind
from coursewright.spec.model import Course, FollowUpActivity, Outcome, Session, Task

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.links import Links

COURSE = "course: c\nmodules: [one.module.yaml, two.module.yaml]\n"


def course_of_two(folder: Path, one: str, two: str = "", above: str = "") -> Course:
    files = {
        "course.yaml": COURSE + above,
        "one.module.yaml": f"module: one\n{one}\n",
        "two.module.yaml": f"module: two\n{two}\n",
    }
    return course_in(folder, files)


def kinds(course: Course) -> list[tuple[str, str]]:
    """Return the kinds of the faults, with the words they are about."""
    return [(fault.kind.name, fault.message) for fault in course.faults]


def target(ref: Ref | None) -> str | None:
    assert ref is not None
    assert ref.target is None or isinstance(ref.target, Item)
    return ref.target.label if ref.target is not None else None


# Each namespace: found, not found, of the wrong kind, said twice

ITEMS = """\
outcomes: [{id: o}]
materials: [{id: m}]
sessions: [{id: s}]
assessments: [{id: as}]
follow_up_activities: [{id: f}]
team: [{id: ana}]
tools: [{id: forum}]
calendar: {timetable: [{id: slot}]}
"""

REFERENCES = {
    "outcomes": ("o", "s", "an outcome"),
    "materials": ("m", "o", "a material"),
    "requires": ("t0", "o", "a task"),
    "builds_on": ("t0", "f", "a task"),
    "counts_towards": ("as", "t0", "an assessment"),
    "follow_up": ("f", "m", "a follow-up activity or a task"),
}


@pytest.mark.parametrize("key", REFERENCES)
def test_the_references_of_a_task(key: str) -> None:
    good, wrong, wanted = REFERENCES[key]
    course = module_of(f"{ITEMS}tasks:\n  - id: t0\n  - {{id: t, {key}: {good}}}")
    assert not course.faults
    said = getattr(course.every(Task)[1], key)
    assert (said[0] if isinstance(said, tuple) else said).target.id == good
    course = module_of(f"{ITEMS}tasks:\n  - id: t0\n  - {{id: t, {key}: {wrong}}}")
    assert [fault.kind for fault in course.faults] == [FaultKind.UNRESOLVED]
    assert course.faults[0].message.endswith(f"this key takes {wanted}.")
    course = module_of(f"tasks:\n  - {{id: t, {key}: nowhere}}")
    assert [message for _, message in kinds(course)] == ["Nothing here has the id `nowhere`."]


def test_the_other_references() -> None:
    course = module_of(
        f"{ITEMS}tasks: [{{id: t, tool: forum, monitoring: {{by: ana}}, replies: {{moderator: student}},"
        " feedback: {at: s}}]\n"
        "reflection: {prompts: [a?], read_by: learner, feeds: s}\n"
        "units:\n  - follow_up_activities: [{id: f2, session: s, builds_on: [t, f], outcomes: o}]\n"
        "    sessions: [{slot: slot, requires: t,"
        " agenda: [{feedback: t}, {activity: f2}, {answer_key: t}]}]\n"
        "    assessments: [{id: a2, outcomes: [o]}]\n"
    )
    assert not course.faults, shown(course.faults)
    task = course.every(Task)[0]
    assert task.monitoring is not None
    assert task.replies is not None
    assert (target(task.tool), target(task.monitoring.by)) == ('tool "forum"', 'team member "ana"')
    assert (target(task.replies.moderator), task.replies.moderator and task.replies.moderator.text) == (
        None,
        "student",
    )
    reflection = course.modules[0].reflection
    assert reflection is not None
    assert target(reflection.feeds) == 'session "s"'
    assert [session.slot is not None and target(session.slot) for session in course.every(Session)] == [
        False,
        'timetable slot "slot"',
    ]


@pytest.mark.parametrize(
    "role", ["instructor", "tutor", "designer", "assistant", "peer", "student", "learner", "system"]
)
def test_every_role_may_be_named_where_nobody_has_that_id(role: str) -> None:
    assert not module_of(f"tasks: [{{id: t, monitoring: {{by: {role}}}}}]").faults
    course = module_of(f"team: [{{id: {role}, name: N}}]\ntasks: [{{id: t, monitoring: {{by: {role}}}}}]")
    monitoring = course.every(Task)[0].monitoring
    assert monitoring is not None
    assert target(monitoring.by) == f'team member "{role}"'


def test_what_feeds_nothing_known_is_a_text() -> None:
    course = module_of("reflection: {prompts: [a?], feeds: the plan of the next run}\ntasks: [{id: t}]")
    assert not course.faults
    reflection = course.modules[0].reflection
    assert reflection is not None
    assert reflection.feeds is not None
    assert (reflection.feeds.target, reflection.feeds.text) == (None, "the plan of the next run")


# Where a reference looks


def test_what_feeds_something_in_another_module(tmp_path: Path) -> None:
    course = course_of_two(
        tmp_path,
        "reflection: {prompts: [a?], feeds: two/s}",
        "sessions: [{id: s}]\nreflection: {prompts: [a?], feeds: one/nothing}",
    )
    assert not course.faults
    reflections = [module.reflection for module in course.modules]
    assert [target(one.feeds) if one else "" for one in reflections] == ['session "s"', None]


def test_a_reference_looks_in_its_module_then_in_the_course(tmp_path: Path) -> None:
    course = course_of_two(
        tmp_path,
        "outcomes: [{id: o, title: mine}]\ntasks: [{id: t, outcomes: [o, p]}, {id: p, follow_up: q}]",
        "tasks: [{id: t, outcomes: o, requires: one/t}]",
        "outcomes: [{id: o, title: ours}, {id: p, title: all}]\ntasks: [{id: q}]\n",
    )
    assert not course.faults, shown(course.faults)
    found = [[target(ref) for ref in task.outcomes] for task in course.every(Task)]
    assert found == [[], ['outcome "mine"', 'outcome "all"'], [], ['outcome "ours"']]
    assert course.every(Task)[3].requires[0].target is course.every(Task)[1]


def test_the_courses_own_references_look_in_the_course(tmp_path: Path) -> None:
    course = course_of_two(
        tmp_path,
        "tasks: [{id: t}]",
        "",
        "assessments: [{id: a, outcomes: o}]\ntasks: [{id: x, requires: [one/t, t]}]\n",
    )
    assert kinds(course) == [
        ("UNRESOLVED", "Nothing here has the id `o`."),
        ("UNRESOLVED", "Nothing here has the id `t`."),
    ]
    assert fixes(course.faults)[1] == "write `one/t`, if the one in that module is meant"


def test_another_module_is_named_before_a_slash(tmp_path: Path) -> None:
    course = course_of_two(
        tmp_path,
        "units: [{id: u, tasks: [{id: t}], outcomes: [{id: o}]}]",
        (
            "tasks: [{id: x, requires: one/t}, {id: y, requires: one/tt}, "
            "{id: z, requires: one/o}, {requires: three/t}]"
        ),
    )
    assert course.every(Task)[1].requires[0].target is course.every(Task)[0]
    assert [message for _, message in kinds(course)] == [
        "The module `one` has no task with the id `tt`.",
        "The module `one` has no task with the id `o`.",
        "Nothing here has the id `three/t`.",
    ]
    assert fixes(course.faults)[0] == "did you mean `one/t`?"


def test_modules_and_outcomes_of_the_course(tmp_path: Path) -> None:
    course = course_of_two(
        tmp_path,
        "prerequisites: [two, three, one]\noutcomes: [{id: o, supports: [big, o]}]",
        "",
        "outcomes: [{id: big, supports: big}]\n",
    )
    assert sorted(message for _, message in kinds(course)) == [
        "Nothing here has the id `o`.",
        "Nothing here has the id `three`.",
        "`big` names the item it stands in.",
        "`one` names the item it stands in.",
    ]
    assert target(course.modules[0].prerequisites[0]) == 'module "two"'
    assert target(course.every(Outcome)[1].supports[0]) == 'outcome "big"'


def test_a_module_alone_cannot_know_its_course() -> None:
    course = module_of(
        "prerequisites: [other]\noutcomes: [{id: o, supports: [o, big]}]\ntasks: [{id: t, requires: other/x}]"
    )
    assert not course.faults
    assert course.every(Outcome)[0].supports[0].target is None


def test_inline_materials_and_follow_ups_have_names_too() -> None:
    course = module_of(
        "tasks:\n  - {id: a, materials: {id: book, title: B}, follow_up: [{id: board}, {title: no id}]}\n"
        "  - {id: b, materials: [book, {title: C}], follow_up: board}\n"
        "sessions: [{id: s, agenda: [{activity: board}]}]"
    )
    assert not course.faults
    first, second = course.every(Task)
    assert second.materials[0].target is first.materials[0].target
    assert first.follow_up[1].text == ""
    assert course.links.session_of[course.every(FollowUpActivity)[0]].id == "s"
    course = module_of("tasks:\n  - {id: a, materials: {id: a}}\n  - {id: b, follow_up: {id: b}}")
    assert [kind for kind, _ in kinds(course)] == ["DUPLICATE", "DUPLICATE"]


# Said twice


def test_an_id_said_twice_is_reported_at_the_later_one_and_found_at_the_first() -> None:
    course = module_of(
        "tasks:\n  - {id: a}\n  - {id: a, title: T}\nunits: [{id: a, tasks: [{id: b, requires: a}]}]"
    )
    assert shown(course.faults) == [
        "4:6 The id `a` is taken: a task has it already.",
        "5:10 The id `a` is taken: a task has it already.",
    ]
    assert fixes(course.faults)[1] == "give this unit an id of its own"
    assert [(at(node), label) for node, label in course.faults[0].related] == [("3:6-3:8", "the first one")]
    assert course.every(Task)[2].requires[0].target is course.every(Task)[0]


def test_each_module_and_the_course_have_names_of_their_own(tmp_path: Path) -> None:
    course = course_of_two(tmp_path, "tasks: [{id: a}]", "tasks: [{id: a}]", "tasks: [{id: a}]\n")
    assert not course.faults


def test_people_tools_and_slots_have_names_of_their_own() -> None:
    text = (
        "team: [{id: a}, {id: a}]\ntools: [{id: a}, {id: a}]\n"
        "calendar: {timetable: [{id: a}, {id: a}]}\ntasks: [{id: a}]"
    )
    assert [kind for kind, _ in kinds(module_of(text))] == ["DUPLICATE"] * 3


def test_modules_of_one_name(tmp_path: Path) -> None:
    course = course_of_two(tmp_path, "title: A", "title: B")
    assert not course.faults
    (tmp_path / "two.module.yaml").write_text("module: one\n")
    course = course_in(tmp_path, {"course.yaml": COURSE})
    assert shown(course.faults) == ["1:1 The id `one` is taken: a module has it already."]


def test_an_item_that_an_alias_or_a_merge_key_repeats_is_said_twice() -> None:
    course = module_of("tasks:\n  - &a {id: a}\n  - *a\n  - {<<: *a, title: T}\n  - <<: *a")
    assert shown(course.faults) == [
        "4:5 The id `a` is taken: a task has it already.",
        "5:14 The id `a` is taken: a task has it already.",
        "6:5 The id `a` is taken: a task has it already.",
    ]


# Mended by trimming or case


@pytest.mark.parametrize(
    "written", ["board,", '"board."', '" board "', "Board", "tasks/board.md", '"#board"', "(board)"]
)
def test_a_reference_that_is_nearly_right_is_a_slip(written: str) -> None:
    course = module_of(f"tasks:\n  - id: t\n    requires: {written}\n  - id: board")
    if "/" in written:  # in a module alone this may name something elsewhere
        assert not course.faults
        return
    assert [kind for kind, _ in kinds(course)] == ["TYPO"]
    assert 'is not quite the id of task "board".' in course.faults[0].message
    assert course.faults[0].fix == "write `board`"
    assert course.every(Task)[0].requires[0].target is course.every(Task)[1]


def test_a_path_is_a_slip_in_a_course(tmp_path: Path) -> None:
    course = course_of_two(
        tmp_path, "tasks: [{id: t, requires: tasks/board.md}, {id: board}]", "prerequisites: ONE.module.yaml"
    )
    assert [kind for kind, _ in kinds(course)] == ["TYPO", "TYPO"]


def test_a_slip_in_a_role() -> None:
    course = module_of("tasks: [{id: t, monitoring: {by: Tutor}}]")
    assert kinds(course) == [("TYPO", "`Tutor` is not quite the name of a role.")]
    monitoring = course.every(Task)[0].monitoring
    assert monitoring is not None
    assert monitoring.by is not None
    assert (monitoring.by.text, monitoring.by.written) == ("tutor", "Tutor")


def test_what_could_be_two_things_is_no_slip() -> None:
    course = module_of("tasks: [{id: t, requires: BOARD}, {id: board}, {id: Board}]")
    assert kinds(course) == [("UNRESOLVED", "Nothing here has the id `BOARD`.")]


@pytest.mark.parametrize(
    ("more", "fix"),
    [
        ("tasks: [{id: t, requires: bord}, {id: board}]", "did you mean `board`?"),
        ("tasks: [{id: t, requires: x}, {id: board}]", "there is `t`, `board`"),
        ("tasks: [{id: t, outcomes: x}]", "give an outcome this id, or delete the reference"),
        ("tasks: [{id: t, monitoring: {by: tutr}}]", "did you mean `tutor`?"),
        ("tasks: [{id: t, tool: x}]", "give a tool this id, or delete the reference"),
        ("sessions: [{id: t, slot: x}]", "give a timetable slot this id, or delete the reference"),
    ],
)
def test_what_may_have_been_meant(more: str, fix: str) -> None:
    assert fixes(module_of(more).faults) == [fix]


def test_after_many_wrong_references_nothing_is_guessed_any_more() -> None:
    course = module_of("tasks:\n" + "\n".join(f"  - {{id: task-{n}, requires: tusk-{n}}}" for n in range(60)))
    assert fixes(course.faults)[0] == "did you mean `task-0`?"
    assert fixes(course.faults)[-1] == "give a task this id, or delete the reference"


@pytest.mark.parametrize("key", ["requires", "builds_on", "follow_up"])
def test_a_task_cannot_name_itself(key: str) -> None:
    course = module_of(f"tasks: [{{id: t, {key}: t}}]")
    assert kinds(course) == [("UNRESOLVED", "`t` names the item it stands in.")]
    assert getattr(course.every(Task)[0], key)[0].target is None


def test_a_follow_up_cannot_build_on_itself() -> None:
    course = module_of("follow_up_activities: [{id: f, builds_on: f}]")
    assert kinds(course) == [("UNRESOLVED", "`f` names the item it stands in.")]


# What may yet come


@pytest.mark.parametrize(
    "more",
    [
        "tasks: [{id: t, requires: x}, TODO]",
        "tasks: [{id: t, requires: x}, {title: T, id: TODO}]",
        "tasks: [{id: t, requires: x}, {id: a b}]",
        "tasks: [{id: t, outcomes: x}]\noutcomes: TODO",
        "tasks: [{id: t, feedback: {at: x}}]\nunits: TODO",
        "tasks: [{id: t, feedback: {at: x}}]\nunits: [{id: u, sessions: TODO}]",
        "tasks: [{id: t, monitoring: {by: x}}]\nteam: TODO",
        "tasks: [{id: t, monitoring: {by: x}}]\nteam: [{id: TODO}]",
        "tasks: [{id: t, tool: x}]\ntools: [TODO]",
        "sessions: [{id: t, slot: x}]\ncalendar: TODO",
        "sessions: [{id: t, slot: x}]\ncalendar: {timetable: TODO}",
    ],
)
def test_a_reference_to_what_is_still_open_waits(more: str) -> None:
    assert not [fault for fault in module_of(more).faults if fault.kind is FaultKind.UNRESOLVED]


def test_open_outcomes_do_not_excuse_a_task_that_is_not_there() -> None:
    assert len(module_of("outcomes: TODO\ntasks: [{id: t, requires: x}]").faults) == 1


@pytest.mark.parametrize(
    "broken", ["module: two\ntitle: a: b\n", "module: TODO\n", "module: two\nmodule: two\n", "module: a b\n"]
)
def test_a_module_that_could_not_be_read_may_be_the_one_that_is_meant(broken: str, tmp_path: Path) -> None:
    course_of_two(tmp_path, "prerequisites: x\ntasks: [{id: t, requires: x/y}]")
    (tmp_path / "two.module.yaml").write_text(broken)
    course = course_in(tmp_path, {"course.yaml": COURSE})
    assert not [fault for fault in course.faults if fault.kind is FaultKind.UNRESOLVED]


def test_another_module_with_open_tasks(tmp_path: Path) -> None:
    course = course_of_two(
        tmp_path, "tasks: TODO", "tasks: [{id: t, requires: one/x}, {id: u, outcomes: one/x}]"
    )
    assert kinds(course) == [("UNRESOLVED", "The module `one` has no outcome with the id `x`.")]


# A session or a time


@pytest.mark.parametrize("written", ["seminar", "seminar 3", "monday-seminar", "3-seminar"])
def test_feedback_at_what_is_no_time_names_a_session(written: str) -> None:
    if written == "seminar 3":
        assert (
            "Nothing here has the id `seminar 3`"
            in module_of("tasks: [{feedback: {at: seminar 3}}]").faults[0].message
        )
        return
    assert not module_of(f"sessions: [{{id: {written}}}]\ntasks: [{{feedback: {{at: {written}}}}}]").faults


@pytest.mark.parametrize(
    "written", ["week 3 tue 25:00", "12:30", "2026-02-30", "3 days befor s", "week3", "Tues. 3 pm"]
)
def test_feedback_at_what_was_meant_as_a_time_is_told_as_one(written: str) -> None:
    course = module_of(f"tasks: [{{feedback: {{at: '{written}'}}}}]")
    assert [fault.kind for fault in course.faults] == [FaultKind.INVALID]


# Links from either end


def links(more: str) -> tuple[Links, dict[str, Item]]:
    course = module_of(more)
    assert not course.faults, shown(course.faults)
    named = {
        item.id: item
        for found in course.elements.values()
        for item in found
        if isinstance(item, Item) and item.id
    }
    return course.links, named


@pytest.mark.parametrize(
    "more",
    [
        "tasks: [{id: t, feedback: {at: s}}]\nsessions: [{id: s}]",
        "tasks: [{id: t}]\nsessions: [{id: s, agenda: [{feedback: t}]}]",
        "tasks: [{id: t, feedback: {at: s}}]\nsessions: [{id: s, agenda: [{feedback: t}, {feedback: t}]}]",
    ],
)
def test_feedback_in_a_session_may_be_said_from_either_end(more: str) -> None:
    found, named = links(more)
    assert list(found.feedback_in.items()) == [(named["t"], [named["s"]])]


@pytest.mark.parametrize(
    "more",
    [
        "follow_up_activities: [{id: f, session: s}]\nsessions: [{id: s}]",
        "follow_up_activities: [{id: f}]\nsessions: [{id: s, agenda: [{activity: f}]}]",
        "follow_up_activities: [{id: f, session: s}]\nsessions: [{id: s}, {id: s2, agenda: [{activity: f}]}]",
    ],
)
def test_the_session_of_a_follow_up_may_be_said_from_either_end(more: str) -> None:
    found, named = links(more)
    assert list(found.session_of.items()) == [(named["f"], named["s"])]


@pytest.mark.parametrize(
    "more",
    [
        "tasks: [{id: t, follow_up: f}]\nfollow_up_activities: [{id: f}]",
        "tasks: [{id: t}]\nfollow_up_activities: [{id: f, builds_on: t}]",
        "tasks: [{id: t, follow_up: f}]\nfollow_up_activities: [{id: f, builds_on: [t]}]",
        "tasks: [{id: t, follow_up: {id: f}}]",
    ],
)
def test_what_takes_a_task_up_may_be_said_from_either_end(more: str) -> None:
    found, named = links(more)
    assert list(found.follow_ups.items()) == [(named["t"], [named["f"]])]
    assert list(found.builds_on.items()) == [(named["f"], [named["t"]])]


def test_a_later_task_takes_an_earlier_one_up() -> None:
    for more in ("tasks: [{id: a, follow_up: b}, {id: b}]", "tasks: [{id: a}, {id: b, builds_on: a}]"):
        found, named = links(more)
        assert list(found.follow_ups.items()) == [(named["a"], [named["b"]])]
        assert not found.builds_on


def test_requirements_and_answer_keys() -> None:
    found, named = links("tasks: [{id: t}]\nsessions: [{id: s, requires: t, agenda: [{answer_key: t}]}]")
    assert found.required_by == {named["t"]: [named["s"]]}
    assert found.answer_keys_in == {named["t"]: [named["s"]]}


def test_a_follow_up_may_build_on_another() -> None:
    found, _ = links("follow_up_activities: [{id: f}, {id: g, builds_on: f}]")
    assert not found.builds_on


def test_an_item_of_a_module_that_is_gone_is_not_mistaken_for_the_one_it_is_named_in(tmp_path: Path) -> None:
    course = course_of_two(tmp_path, "tasks: [{id: step, follow_up: gone/step}]")
    assert kinds(course) == [("UNRESOLVED", "Nothing here has the id `gone/step`.")]
