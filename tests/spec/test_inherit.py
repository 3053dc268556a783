"""What a course hands down to its modules and they to their units: the whole table, key by key."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from spec_helpers import at, course_in, module_of, shown

from coursewright.spec.inherit import CONTEXT
from coursewright.spec.model import Course, FollowUpActivity, Material, Reflection, Session, Settings, Task
from coursewright.spec.nodes import Mapping
from coursewright.spec.schema_files import bundled

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from pathlib import Path

    from coursewright.spec.element import Element


def load(folder: Path, course: str, module: str, unit: str) -> Course:
    """Load a course of one module of one unit, each saying a few lines."""
    inner = f"  - id: u\n{indented(unit)}" if unit else "  - id: u\n"
    return course_in(
        folder,
        {
            "course.yaml": f"course: c\nmodules: [m.module.yaml]\n{course}\n",
            "m.module.yaml": f"module: m\n{module}\nunits:\n{inner}\n",
        },
    )


def indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def levels(course: Course) -> list[Settings]:
    """Return the settings in force in the course, the module and the unit."""
    module = course.modules[0]
    return [course.settings, module.settings, module.units[0].settings]


def written_at(element: Element, key: str) -> str:
    """Return in which file and line the value of a key was written."""
    node = element.node
    assert isinstance(node, Mapping)
    key_node = node.pairs[key][0]
    return f"{key_node.source.path.name}:{key_node.span.start.line}"


# Values that replace each other

SCALARS = {
    "language": ("en", "es", "fr"),
    "licence": ("MIT", "CC0-1.0", "CC-BY-4.0"),
    "status": ("live", "review", "draft"),
    "mode": ("asynchronous", "blended", "synchronous"),
    "pacing": ("scheduled", "self-paced", "scheduled"),
    "support_model": ("led", "prepared", "self-taught"),
    "value": ("why", "more", "most"),
}


@pytest.mark.parametrize("key", SCALARS)
@pytest.mark.parametrize("said", list(product((True, False), repeat=3)))
def test_the_nearest_of_the_values_that_replace_each_other(
    key: str, said: tuple[bool, bool, bool], tmp_path: Path
) -> None:
    lines = [f"{key}: {value}" if one else "" for value, one in zip(SCALARS[key], said, strict=True)]
    course = load(tmp_path, *lines)
    assert not course.faults, shown(course.faults)
    nearest: str | None = None
    for settings, value, one in zip(levels(course), SCALARS[key], said, strict=True):
        nearest = value if one else nearest
        assert getattr(settings, key) == nearest
        assert settings.lacks(key) == (nearest is None)
    places = ["course.yaml:3", "m.module.yaml:2", "m.module.yaml:5"]
    known = [where for where, one in zip(places, said, strict=True) if one]
    if known:
        assert written_at(levels(course)[2], key) == known[-1]


def test_further_languages_replace_each_other(tmp_path: Path) -> None:
    course = load(tmp_path, "languages: [es, fr]", "languages: de", "")
    assert [settings.languages for settings in levels(course)] == [("es", "fr"), ("de",), ("de",)]


def test_every_context_key_is_walked_here() -> None:
    walked = {*SCALARS, "languages", *MERGED, "team", "tools", "workload", "calendar"}
    assert walked == set(CONTEXT)
    for kind, key in product(("course", "module"), CONTEXT):
        assert key in bundled(kind)["properties"]


# Mappings that merge one level deep: what each level says, and what holds in the unit

MERGED: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "audience": (
        "{who: nurses, prior: none yet, time_zones: [Europe/London]}",
        "{who: midwives}",
        "{time_zones: [Asia/Seoul]}",
        {"who": "midwives", "prior": ("none yet",), "time_zones": ("Asia/Seoul",)},
    ),
    "support": (
        "{channels: [forum], response_time: 24 h}",
        "{channels: [email]}",
        "{technical_help: the desk}",
        {"channels": ("email",), "response_time": "24 h", "technical_help": "the desk"},
    ),
    "policies": (
        "{late_work: no, expectations: {learners: [post], instructors: [answer]}}",
        "{lurking: welcome, expectations: {learners: [read]}}",
        "{late_work: yes}",
        {"late_work": "yes", "lurking": "welcome", "extensions": None},
    ),
    "ai": (
        "{use: no-ai, text: Because}",
        "{use: planning}",
        "{text: Try}",
        {"use": "planning", "text": "Try"},
    ),
}


@pytest.mark.parametrize("key", MERGED)
def test_mappings_merge_one_level_deep(key: str, tmp_path: Path) -> None:
    course_says, module_says, unit_says, expected = MERGED[key]
    course = load(tmp_path, f"{key}: {course_says}", f"{key}: {module_says}", f"{key}: {unit_says}")
    assert not course.faults, shown(course.faults)
    found = getattr(levels(course)[2], key)
    assert {name: getattr(found, name) for name in expected} == expected


def test_the_level_below_the_first_replaces(tmp_path: Path) -> None:
    course = load(tmp_path, f"policies: {MERGED['policies'][0]}", f"policies: {MERGED['policies'][1]}", "")
    policies = levels(course)[1].policies
    assert policies is not None
    assert policies.expectations is not None
    assert (policies.expectations.learners, policies.expectations.instructors) == (("read",), ())


def test_what_is_inherited_keeps_its_place(tmp_path: Path) -> None:
    course = load(
        tmp_path,
        "support: {channels: [forum], response_time: 24 h}",
        "support: {channels: [email]}",
        "mode: blended",
    )
    support = levels(course)[1].support
    assert support is not None
    assert (written_at(support, "channels"), written_at(support, "response_time")) == (
        "m.module.yaml:2",
        "course.yaml:3",
    )
    assert support.inherits("response_time")
    assert not support.inherits("channels")
    assert levels(course)[2].inherits("support")
    assert course.sources[0].node_path(support.node.pairs["response_time"][0]) == "support.response_time"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("course_says", "module_says", "expected"),
    [
        ("{who: nurses, size: 30}", "midwives", ("midwives", "30")),
        ("nurses", "{size: 30}", ("nurses", "30")),
        ("nurses", "midwives", ("midwives", None)),
    ],
)
def test_a_string_that_stands_for_a_mapping_merges_as_one(
    course_says: str, module_says: str, expected: tuple[str, str | None], tmp_path: Path
) -> None:
    audience = levels(load(tmp_path, f"audience: {course_says}", f"audience: {module_says}", ""))[1].audience
    assert audience is not None
    assert (audience.who, audience.size) == expected


def test_the_calendar_merges_and_its_lists_replace(tmp_path: Path) -> None:
    course = load(
        tmp_path,
        "calendar: {starts: 2026-09-21, weeks: 10, breaks: [7], time_zone: Europe/London}",
        "calendar: {breaks: 5, timetable: {id: slot, day: fri}}",
        "",
    )
    assert not course.faults
    calendar = levels(course)[2].calendar
    assert calendar is not None
    assert (str(calendar.starts), calendar.weeks, calendar.time_zone) == ("2026-09-21", 10, "Europe/London")
    assert [str(one) for one in calendar.breaks] == ["week 5"]
    assert calendar.timetable[0].id == "slot"


def test_of_the_workload_only_the_hours_of_a_week_are_handed_down(tmp_path: Path) -> None:
    said = (
        "workload: {hours_per_week: 8, total_hours: 80, credits: 5, "
        "credit_scheme: ects, staff_hours_per_week: 3}"
    )
    course = load(tmp_path, said, "workload: {total_hours: 20}", "")
    workloads = [settings.workload for settings in levels(course)]
    names = ("hours_per_week", "total_hours", "credits", "credit_scheme", "staff_hours_per_week")
    found = [[getattr(workload, name) for name in names] for workload in workloads]
    assert found == [[8, 80, 5, "ects", 3], [8, 20, None, None, None], [8, None, None, None, None]]
    assert workloads[2] is not None
    assert workloads[2].lacks("total_hours")


# People and tools merge by their ids


@pytest.mark.parametrize("key", ["team", "tools"])
def test_people_and_tools_merge_by_id(key: str, tmp_path: Path) -> None:
    course = load(
        tmp_path,
        f"{key}: [{{id: a, name: Ana}}, {{id: b, name: Ben}}, {{name: Nobody}}]",
        f"{key}: [{{id: b, url: x}}, {{id: c, name: Cai}}, {{name: None else}}]".replace("url", URL[key]),
        f"{key}: {{id: a, name: Anna}}",
    )
    assert not course.faults, shown(course.faults)
    of_module, of_unit = (getattr(settings, key) for settings in levels(course)[1:])
    assert [(one.id, one.name) for one in of_module] == [
        ("a", "Ana"),
        ("b", "Ben"),
        (None, "Nobody"),
        ("c", "Cai"),
        (None, "None else"),
    ]
    assert getattr(of_module[1], URL[key]) == "x"
    assert [one.name for one in of_unit] == ["Anna", "Ben", "Nobody", "Cai", "None else"]
    assert written_at(of_module[1], "name") == "course.yaml:3"
    assert written_at(of_unit[0], "name") == "m.module.yaml:5"


URL = {"team": "contact", "tools": "url"}


def test_an_id_given_twice_below_is_still_given_twice(tmp_path: Path) -> None:
    course = load(tmp_path, "team: [{id: a, name: Ana}]", "team: [{id: a, name: B}, {id: a, name: C}]", "")
    assert [member.name for member in levels(course)[1].team] == ["B", "C"]
    assert shown(course.faults) == ["2:27 The id `a` is taken: a team member has it already."]


# Taking away

TAKEN = [
    *SCALARS,
    "audience",
    "calendar",
    "workload",
    "team",
    "support",
    "policies",
    "ai",
    "tools",
    "languages",
]
SAID = {
    **{key: values[0] for key, values in SCALARS.items()},
    "audience": "nurses",
    "calendar": "{weeks: 3}",
    "workload": "{hours_per_week: 3}",
    "team": "[{id: a}]",
    "support": "{channels: x}",
    "policies": "{lurking: x}",
    "ai": "planning",
    "tools": "[{id: a}]",
    "languages": "es",
}


@pytest.mark.parametrize("key", TAKEN)
def test_none_takes_an_inherited_value_away(key: str, tmp_path: Path) -> None:
    course = load(tmp_path, f"{key}: {SAID[key]}", f"{key}: {{none: not in this module}}", "")
    assert not course.faults, shown(course.faults)
    above, here, below = levels(course)
    assert getattr(above, key)
    for settings in (here, below):
        assert not getattr(settings, key)
        assert settings.leaves_out(key)
        assert not settings.lacks(key)
    assert here.on_purpose[key].reason == "not in this module"


@pytest.mark.parametrize("key", [key for key in TAKEN if key not in {"calendar", "languages"}])
def test_a_unit_takes_away_what_its_module_or_course_says(key: str, tmp_path: Path) -> None:
    for said in ((f"{key}: {SAID[key]}", ""), ("", f"{key}: {SAID[key]}")):
        course = load(tmp_path, *said, f"{key}: {{none: a week apart}}")
        assert not course.faults
        assert levels(course)[2].leaves_out(key)
        assert not levels(course)[1].leaves_out(key)


def test_a_unit_can_say_again_what_was_taken_away(tmp_path: Path) -> None:
    course = load(tmp_path, "support: {channels: a}", "support: {none: no}", "support: {response_time: 3 h}")
    support = levels(course)[2].support
    assert support is not None
    assert (support.channels, support.response_time) == ((), "3 h")


def test_an_inner_value_is_taken_away_too(tmp_path: Path) -> None:
    course = load(tmp_path, "audience: {who: nurses, size: 30}", "audience: {size: {none: anybody}}", "")
    assert not course.faults
    audience = levels(course)[1].audience
    assert audience is not None
    assert (audience.who, audience.size, audience.leaves_out("size")) == ("nurses", None, True)


@pytest.mark.parametrize("key", ["team", "mode", "audience", "tools"])
def test_nothing_can_be_taken_away_where_nothing_is_inherited(key: str, tmp_path: Path) -> None:
    course = load(tmp_path, "", f"{key}: {{none: a reason}}", "")
    column = len(key) + 3
    message = f"2:{column} `{key}` takes no `none` here: nothing is inherited that it could take away."
    assert shown(course.faults) == [message]
    assert levels(course)[1].leaves_open(key)
    assert not levels(course)[1].leaves_out(key)


# What is still open


@pytest.mark.parametrize("key", ["value", "mode", "audience", "support", "team", "calendar"])
def test_what_is_open_above_is_open_below(key: str, tmp_path: Path) -> None:
    course = load(tmp_path, f"{key}: TODO", "", "")
    assert all(settings.leaves_open(key) for settings in levels(course))


def test_over_an_open_value_what_is_not_said_stays_open(tmp_path: Path) -> None:
    course = load(
        tmp_path,
        "support: TODO\nteam: TODO\nworkload: TODO",
        "support: {channels: a}\nteam: {id: b}\nworkload: {credits: 3}",
        "",
    )
    assert not course.faults
    settings = levels(course)[1]
    assert settings.support is not None
    assert settings.support.channels == ("a",)
    assert settings.support.leaves_open("response_time")
    assert not settings.support.leaves_open("channels")
    assert [member.id for member in settings.team] == ["b"]
    assert settings.leaves_open("team")
    assert settings.workload is not None
    assert settings.workload.leaves_open("hours_per_week")
    assert settings.workload.lacks("total_hours")


def test_a_value_that_could_not_be_read_is_inherited_as_open(tmp_path: Path) -> None:
    course = load(tmp_path, "mode: asynchron\nsupport: forum", "", "support: {channels: a}")
    assert len(course.faults) == 2
    assert levels(course)[1].leaves_open("mode")
    support = levels(course)[2].support
    assert support is not None
    assert support.leaves_open("response_time")


def test_a_placeholder_below_hides_what_is_above(tmp_path: Path) -> None:
    course = load(tmp_path, "value: why", "value: TODO", "")
    assert levels(course)[1].value is None
    assert levels(course)[1].leaves_open("value")


# Defaults

KINDS: dict[str, tuple[str, str, type[Element]]] = {
    "tasks": ("{}: [{{id: i, {}}}]", "support: {}", Task),
    "sessions": ("{}: [{{id: i, {}}}]", "place: {}", Session),
    "follow_up_activities": ("{}: [{{id: i, {}}}]", "opens_with: {}", FollowUpActivity),
    "reflection": ("{}: {{prompts: What?, {}}}", "feeds: {}", Reflection),
    "assessments": ("{}: [{{id: i, {}}}]", "real_world: {}", Task),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("said", list(product((True, False), repeat=4)))
def test_the_nearest_default_of_every_kind_at_every_level(
    kind: str, said: tuple[bool, bool, bool, bool], tmp_path: Path
) -> None:
    form, key, _ = KINDS[kind]
    where = ("course", "module", "unit", "item")
    values = [key.format(one) if yes else "" for one, yes in zip(where, said, strict=True)]
    lines = [f"defaults: {{{kind}: {{{value}}}}}" if value else "" for value in values[:3]]
    item = form.format(kind, values[3] or "x-a: b")
    course = load(tmp_path, lines[0], lines[1], f"{lines[2]}\n{item}")
    assert not course.faults, shown(course.faults)
    content = getattr(course.modules[0].units[0], kind)
    found = content if kind == "reflection" else content[0]
    nearest = [one for one, yes in zip(where, said, strict=True) if yes]
    name = key.partition(":")[0]
    read = getattr(found, name)
    assert getattr(read, "text", read) == (nearest[-1] if nearest else None)
    assert found.lacks(name) == (not nearest)
    assert found.inherits(name) == (bool(nearest) and nearest[-1] != "item")


def test_defaults_are_laid_under_key_by_key(tmp_path: Path) -> None:
    course = load(
        tmp_path,
        "defaults: {tasks: {kind: quiz, monitoring: {by: tutor, minutes: 30}, criteria: [a, b], title: T}}",
        "defaults: {tasks: {monitoring: {minutes: 10}, grouping: pairs}}",
        "tasks: [{id: t, kind: poll, monitoring: {looks_for: the gap}, criteria: c}]",
    )
    assert not course.faults
    task = course.modules[0].units[0].tasks[0]
    assert (task.kind, task.grouping, task.title) == ("poll", "pairs", "T")
    assert [one.name for one in task.criteria] == ["c"]
    assert task.monitoring is not None
    assert task.monitoring.by is not None
    assert (task.monitoring.by.text, task.monitoring.minutes, task.monitoring.looks_for) == (
        "tutor",
        10,
        "the gap",
    )
    assert written_at(task, "grouping") == "m.module.yaml:2"
    assert at(task.node).startswith("5:13-")


def test_items_and_texts_in_braces_replace_and_do_not_merge(tmp_path: Path) -> None:
    course = load(
        tmp_path,
        "languages: [es]\ndefaults: {tasks: {materials: {id: book, title: B}, purpose: {en: A, es: B},"
        " instructions: {file: a.md}, decision_points: {prompt: P, open: true}}}",
        "",
        "tasks: [{id: t, materials: {title: Paper}, purpose: {es: C}, instructions: {en: D, es: E},"
        " decision_points: {prompt: Q}}]",
    )
    assert not course.faults
    task = course.modules[0].units[0].tasks[0]
    material = task.materials[0].target
    assert isinstance(material, Material)
    assert (material.id, material.title) == (None, "Paper")
    assert (task.purpose, task.instructions, task.decision_points[0].open_ended) == ("C", "D", False)


def test_none_takes_a_default_away(tmp_path: Path) -> None:
    course = load(
        tmp_path,
        "defaults: {tasks: {monitoring: {by: tutor}, grouping: pairs}}",
        "",
        "tasks: [{id: t, monitoring: {none: peers do}, grouping: {none: as they like}}]",
    )
    assert not course.faults
    task = course.modules[0].units[0].tasks[0]
    assert (task.monitoring, task.grouping) == (None, None)
    assert task.leaves_out("monitoring")
    assert task.leaves_out("grouping")


def test_none_takes_away_only_what_a_default_gives(tmp_path: Path) -> None:
    course = load(
        tmp_path, "defaults: {tasks: {grouping: pairs}}", "", "tasks: [{id: t, title: {none: a reason}}]"
    )
    assert shown(course.faults) == [
        "5:28 `title` takes no `none` here: nothing is inherited that it could take away."
    ]


@pytest.mark.parametrize("away", ["{tasks: {none: a fresh start}}", "{none: a fresh start}"])
def test_none_takes_all_defaults_away(away: str, tmp_path: Path) -> None:
    course = load(tmp_path, "defaults: {tasks: {grouping: pairs}}", f"defaults: {away}", "tasks: [{id: t}]")
    assert course.modules[0].units[0].tasks[0].lacks("grouping")


@pytest.mark.parametrize("still_open", ["{tasks: TODO}", "TODO", "{tasks: nonsense}"])
def test_what_open_defaults_may_yet_say_is_open_in_every_item(still_open: str, tmp_path: Path) -> None:
    course = load(
        tmp_path,
        "defaults: {tasks: {grouping: pairs}}",
        f"defaults: {still_open}",
        "tasks: [{id: t, kind: quiz}]\nsessions: [{id: s}]",
    )
    unit = course.modules[0].units[0]
    task = unit.tasks[0]
    assert (task.kind, task.grouping) == ("quiz", "pairs")
    assert task.leaves_open("monitoring")
    assert not task.leaves_open("kind", "grouping", "id")
    assert unit.sessions[0].leaves_open("place") == (still_open == "TODO")


def test_inline_follow_ups_and_short_reflections_have_the_defaults_of_their_kind(tmp_path: Path) -> None:
    course = load(
        tmp_path,
        "defaults: {follow_up_activities: {level: evaluate}, reflection: {when: weekly}}",
        "",
        "tasks: [{id: t, follow_up: {id: f, title: F}}]\nreflection: [A?, B?, C?]",
    )
    assert not course.faults
    assert course.every(FollowUpActivity)[0].level == "evaluate"
    reflection = course.modules[0].units[0].reflection
    assert reflection is not None
    assert (reflection.when, [prompt.role for prompt in reflection.prompts]) == (
        "weekly",
        ["learned", "questions", "apply"],
    )


def test_what_a_default_brings_to_many_is_one_item_and_one_fault(tmp_path: Path) -> None:
    course = load(
        tmp_path,
        "defaults: {tasks: {materials: {id: book, title: B}, duration: 45, requires: nobody}}",
        "",
        "tasks: [{id: a}, {id: b}]",
    )
    assert sorted(shown(course.faults)) == [
        "3:63 `45` has no unit.",
        "3:77 Nothing here has the id `nobody`.",
    ]
    assert len(course.every(Material)) == 2


def test_nothing_else_is_inherited(tmp_path: Path) -> None:
    said = "title: T\ndescription: D\nevaluation: [{measure: x}]\noutcomes: [Decide]\nreflection: [A?]"
    course = load(tmp_path, said, "", "")
    for place in (course.modules[0], course.modules[0].units[0]):
        assert (place.title, place.description, place.outcomes, place.reflection) == (None, None, (), None)
        assert place.lacks("title")


def test_a_module_alone_hands_down_to_its_units() -> None:
    module = module_of(
        "mode: blended\nsupport: {channels: a}\nunits: [{id: u, support: {response_time: 3 h}}]"
    ).modules[0]
    support = module.units[0].settings.support
    assert module.units[0].settings.mode == "blended"
    assert support is not None
    assert (support.channels, support.response_time) == (("a",), "3 h")


def test_what_says_nothing_of_its_own_shares_the_settings_around_it(tmp_path: Path) -> None:
    above, here, below = levels(load(tmp_path, "mode: blended", "", ""))
    assert above is here is below


STATUS: Table[tuple[str, str, str, str], str | None] = {
    ("", "", "", ""): None,
    ("live", "", "", ""): "live",
    ("live", "review", "", ""): "review",
    ("live", "review", "draft", ""): "draft",
    ("live", "review", "draft", "live"): "live",
    ("", "", "", "draft"): "draft",
}


@pytest.mark.parametrize("said", STATUS)
def test_the_nearest_status_wins(said: tuple[str, str, str, str], tmp_path: Path) -> None:
    course_says, module_says, unit_says, task_says = (f"status: {one}" if one else "" for one in said)
    course = load(
        tmp_path, course_says, module_says, f"{unit_says}\ntasks: [{{id: t, {task_says or 'x-a: b'}}}]"
    )
    task = course.modules[0].units[0].tasks[0]
    assert (task.status or task.scope.settings.status) == STATUS[said]
