"""What is still to be decided, and what is left out on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spec_helpers import course_of, module_of, shown, tree_of

from coursewright.spec.faults import FaultKind
from coursewright.spec.model import Course, Module, Task
from coursewright.spec.nodes import Absence, Mapping, Node, Scalar, Sequence, Todo
from coursewright.spec.placeholders import settle
from coursewright.spec.schema_files import none_keys

if TYPE_CHECKING:
    from coursewright.spec.nodes import Written


def settled(text: str, *steps: str | int) -> Node:
    root = tree_of(text)
    settle(root, none_keys())
    node: Node = root
    for step in steps:
        node = node.items[step] if isinstance(node, Sequence) else node.pairs[step][1]  # type: ignore[attr-defined, index]
    return node


def task(more: str) -> Task:
    course = module_of(f"tasks:\n  - {{id: t, {more}}}")
    assert not course.faults, shown(course.faults)
    return course.every(Task)[0]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("TODO", "TODO"),
        ("TODO ask Ana", "TODO ask Ana"),
        ('"TODO: ask Ana"', "TODO: ask Ana"),
        ("'TODO'", "TODO"),
        ("|\n  TODO\n  ask Ana\n", "TODO\nask Ana"),
        ("{TODO: ask Ana}", "ask Ana"),
        ("{TODO: }", ""),
        ("{TODO: {a: b}}", ""),
        ("TBC", "TBC"),
        ("tbd", "tbd"),
        ('"Tba"', "Tba"),
        ("null", ""),
        ("Null", ""),
        ("~", ""),
        ("", ""),
    ],
)
def test_every_form_of_a_placeholder(written: str, text: str) -> None:
    found = settled(f"module: m\ntitle: {written}\n", "title")
    assert isinstance(found, Todo)
    assert found.text == text


@pytest.mark.parametrize(
    "written",
    ['"\\x54ODO: ask Ana"', '"TO\\\n  DO: ask Ana"', ">-\n  TODO:\n  ask Ana\n", "'TODO:\n  ask Ana'"],
)
def test_a_placeholder_in_escapes_or_over_several_lines(written: str) -> None:
    found = settled(f"module: m\ntitle: {written}\n", "title")
    assert isinstance(found, Todo)
    assert found.text == "TODO: ask Ana"


@pytest.mark.parametrize(
    "written",
    ["TODOS", "to do", "todo", '""', '"~"', "'null'", "TBC later", "x TODO", '"TODO.md"', "nullify"],
)
def test_what_is_no_placeholder(written: str) -> None:
    assert isinstance(settled(f"module: m\ntitle: {written}\n", "title"), Scalar)


def test_items_of_a_list_may_be_open() -> None:
    text = "module: m\nauthors: [Ana, TODO, {TODO: who?}, ~, TBC]\n"
    found = settled(text, "authors")
    assert isinstance(found, Sequence)
    assert [type(item).__name__ for item in found.items] == ["Scalar", "Todo", "Todo", "Todo", "Todo"]
    assert settle(tree_of(text), none_keys())["authors"] == ["Ana"]


def test_an_open_item_leaves_its_list_open_and_the_others_readable() -> None:
    course = module_of("tasks: [{id: a}, TODO]\noutcomes: [Decide, {statement: TODO}]")
    module = course.modules[0]
    assert module.leaves_open("tasks")
    assert not module.leaves_open("outcomes")
    assert [one.id for one in module.tasks] == ["a"]
    assert module.outcomes[1].leaves_open("statement")
    assert not module.outcomes[0].leaves_open("statement")


def test_an_open_key_is_neither_lacking_nor_said() -> None:
    found = task("purpose: TODO, due: , kind: {TODO: quiz or poll?}")
    for name in ("purpose", "due", "kind"):
        assert found.leaves_open(name)
        assert found.says(name)
        assert not found.lacks(name)
        assert not found.leaves_out(name)
    assert (found.purpose, found.due, found.kind) == (None, None, None)
    assert found.lacks("week")
    assert not found.leaves_open("week")


@pytest.mark.parametrize("written", ["tbd", "TBC"])
def test_an_undecided_duration_is_left_to_the_rule_about_durations(written: str) -> None:
    course = module_of(f"tasks: [{{duration: {written}, feedback: {{within: {written}}}}}]")
    assert [(fault.kind, fault.undecided) for fault in course.faults] == [(FaultKind.DURATION, True)] * 2
    assert course.every(Task)[0].leaves_open("duration")


def test_a_duration_may_be_a_plain_placeholder_too() -> None:
    assert task("duration: TODO").leaves_open("duration")


@pytest.mark.parametrize("key", ["module", "course"])
@pytest.mark.parametrize("written", ["", "TODO", "{TODO: a name}"])
def test_even_the_id_of_a_file_may_be_open(key: str, written: str) -> None:
    course = course_of(f"{key}: {written}\ntitle: T\n")
    assert not course.faults
    assert (course.id, course.title) == (None, "T")


def test_the_institutions_own_data_is_left_alone() -> None:
    text = "module: m\nx-a: TODO\nx-b: {none: 3}\nx-c: [~]\nx-d: none\n"
    assert {type(settled(text, key)) for key in ("x-a", "x-d")} == {Scalar}
    assert isinstance(settled(text, "x-b"), Mapping)
    assert not course_of(text).faults


@pytest.mark.parametrize(("key", "own"), [("x-a", True), ('"\\x78-a"', True), ("x_a", False)])
def test_texts_under_a_key_of_the_institutions_own_are_not_noted(key: str, own: bool) -> None:
    texts: list[Written] = []
    settle(tree_of(f"module: m\n{key}: a text\nvalue: {{en: TODO ask, es: [b, TBC]}}\n"), none_keys(), texts)
    noted = [(name.text, node.text) for name, node in texts]
    assert (key, "a text") in noted or own
    assert [text for _, text in noted if text != "a text"] == ["m", "TODO ask", "b", "TBC"]
    assert len(noted) == 4 + (not own)


def test_what_an_alias_repeats_is_settled_and_noted_at_each_place() -> None:
    texts: list[Written] = []
    text = "module: m\nauthors: &a [TODO, Ana]\nteam: *a\ntitle: &t TODO\nvalue: *t\n"
    data = settle(tree_of(text), none_keys(), texts)
    assert data == {"module": "m", "authors": ["Ana"], "team": ["Ana"], "title": None, "value": None}
    noted = [f"{name.text} {type(node).__name__}" for name, node in texts[1:]]
    assert noted == ["authors Todo", "authors Scalar", "team Todo", "team Scalar", "title Todo", "value Todo"]


# Deliberate absence


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ('{none: "they meet daily"}', "they meet daily"),
        ("{none: they meet daily}", "they meet daily"),
        ("none", ""),
        ("None", ""),
        ('{none: ""}', ""),
        ("{none: }", ""),
        ("{none: ~}", ""),
        ("{none: |\n      a reason\n      }", "a reason"),
    ],
)
def test_a_deliberate_absence_and_its_reason(written: str, reason: str) -> None:
    if "|" in written:
        written = written.replace("{none: |\n      a reason\n      }", "\n      none: |\n        a reason")
    course = module_of(f"tasks:\n  - id: t\n    follow_up: {written}")
    found = course.every(Task)[0]
    assert not course.faults
    assert found.leaves_out("follow_up")
    assert found.on_purpose["follow_up"].reason == reason
    assert not found.lacks("follow_up")
    assert not found.leaves_open("follow_up")


ABSENCES = {
    "outcomes: {}": Module,
    "value: {}": None,
    "reflection: {}": Module,
    "decision_points: {}": Module,
    "choices: {}": Module,
    "own_context: {}": Module,
    "replies: {}": Module,
    "support: {}": None,
    "assessments: {}": Module,
    "evaluation: {}": Module,
    "policies: {{late_work: {}}}": None,
    "policies: {{lurking: {}}}": None,
    "outcomes: [{{id: o, why: {}}}]": None,
    "materials: [{{id: m, purpose: {}, alternative: {}}}]": None,
    "sessions: [{{id: s, recording: {}, alternative: {}}}]": None,
    "tasks: [{{purpose: {}, follow_up: {}, monitoring: {}, feedback: {}, support: {}, criteria: {}}}]": None,
    "tasks: [{{outcomes: {}, decision_points: {}, choices: {}, own_context: {}, replies: {}}}]": None,
}


@pytest.mark.parametrize("form", ["none", "{none: a reason}"])
@pytest.mark.parametrize("where", ABSENCES)
def test_where_an_absence_may_stand(where: str, form: str) -> None:
    course = module_of(where.replace("{}", form).replace("{{", "{").replace("}}", "}"))
    assert not course.faults, shown(course.faults)
    left_out = [
        name for found in course.elements.values() for element in found for name in element.on_purpose
    ]
    assert len(set(left_out)) == where.count("{}")


def test_an_absence_stands_on_units_too() -> None:
    course = module_of("units: [{id: u, decision_points: {none: a lecture week}, outcomes: none}]")
    unit = course.modules[0].units[0]
    assert not course.faults
    assert unit.leaves_out("decision_points")
    assert unit.leaves_out("outcomes")


@pytest.mark.parametrize("key", ["alt", "captions", "transcript"])
def test_what_some_learners_depend_on_is_never_left_out(key: str) -> None:
    course = module_of(f"materials: [{{id: m, {key}: {{none: no time}}}}]")
    (found,) = shown(course.faults)
    assert found == (
        f"2:{23 + len(key)} `{key}` cannot be left out on purpose: some learners have nothing else to go by."
    )
    assert course.modules[0].materials[0].leaves_open(key)


def test_a_bare_none_elsewhere_is_a_text() -> None:
    found = task("title: none, kind: other, choices: {text: none}")
    assert (found.title, found.choices[0].text) == ("none", "none")
    assert isinstance(settled("module: m\nmaterials: {alt: none}\n", "materials", "alt"), Scalar)


@pytest.mark.parametrize("key", ["title", "due", "team", "study_level", "tools", "language"])
def test_nothing_else_can_be_left_out_unless_it_is_inherited(key: str) -> None:
    course = module_of(f"{key}: {{none: a reason}}")
    text = f"`{key}` takes no `none` here: nothing is inherited that it could take away."
    if key == "due":
        text = "`due` is not a key of a module."
    (found,) = shown(course.faults)
    assert found.endswith(text)
    left_out = [name for each in course.elements.values() for element in each for name in element.on_purpose]
    assert not left_out


def test_a_module_has_an_id() -> None:
    assert shown(course_of("module: {none: a reason}\n").faults) == ["1:9 A module has an id."]


def test_placeholders_and_absences_count_where_an_alias_repeats_them() -> None:
    text = "module: m\nx-a: &a {purpose: TODO, follow_up: none}\ntasks: [*a, {<<: *a, title: T}]\n"
    course = course_of(text)
    assert not course.faults
    for found in course.every(Task):
        assert found.leaves_open("purpose")
        assert found.leaves_out("follow_up")
    assert isinstance(course.every(Course)[0].modules[0].tasks[0].node, Mapping)


def test_absences_are_nodes_with_their_place() -> None:
    node = settled("module: m\nvalue: {none: a reason}\n", "value")
    assert isinstance(node, Absence)
    assert node.written == "{none: a reason}"
