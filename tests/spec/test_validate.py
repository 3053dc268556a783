"""What does not fit the format is told once, in the words of a colleague, and is then absent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from random_specs import Author
from spec_helpers import NOWHERE, course_of, fixes, module_of, shown

from coursewright.spec.load import read_document
from coursewright.spec.model import Course, Task
from coursewright.spec.nodes import Invalid, Mapping, Scalar
from coursewright.spec.placeholders import settle
from coursewright.spec.reader import read
from coursewright.spec.schema_files import for_editors, judging, none_keys
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.schema_files import Kind

# What stands after `module: consent` → place, message, fix

MISTAKES: dict[str, tuple[str, str]] = {
    # keys
    "outcome: Decide": ("2:1 `outcome` is not a key of a module.", "did you mean `outcomes`?"),
    "outcome:": ("2:1 `outcome` is not a key of a module.", "did you mean `outcomes`?"),
    "outcome: TODO": ("2:1 `outcome` is not a key of a module.", "did you mean `outcomes`?"),
    "follow_up: none": (
        "2:1 `follow_up` is not a key of a module.",
        "`follow_up` belongs to a task",
    ),
    "due: fri": (
        "2:1 `due` is not a key of a module.",
        "`due` belongs to a task, a follow-up activity or an assessment; or name your own data `x-due`",
    ),
    "Title: T": ("2:1 `Title` is not a key of a module.", "did you mean `title`?"),
    "“title”: T": ("2:1 `“title”` is not a key of a module.", "did you mean `title`?"),
    "\u00a0title: T": ("2:1 `title` is not a key of a module.", "did you mean `title`?"),
    "support-model: led": ("2:1 `support-model` is not a key of a module.", "did you mean `support_model`?"),
    "support model: led": ("2:1 `support model` is not a key of a module.", "did you mean `support_model`?"),
    "units: {id: u, weeks: 3}": ("2:16 `weeks` is not a key of a unit.", "did you mean `week`?"),
    "calendar: {holidays: 3}": (
        "2:12 `holidays` is not a key of a calendar.",
        "its keys are `starts`, `weeks`, `breaks`, `exam_weeks`, `time_zone`, `timetable`; your own data may",
    ),
    "outcomes:\n  - Decide which: A or B": (
        "3:5 `Decide which` is not a key of an outcome.",
        "put quotes around a text that holds a colon",
    ),
    '"": x': ("2:1 An empty text is not a key of a module.", "put quotes around a text that holds a colon"),
    "tasks:\n  rule: {title: Rule on cases}": (
        "3:3 `rule` is not a key of a task.",
        "write it as an entry of a list, `- id: rule`, with its keys below",
    ),
    "defaults: {tasks: {id: t}}": (
        "2:20 `id` is not a key of task defaults.",
        "delete it: each item has an id of its own",
    ),
    "reflection: {learned: What changed?}": (
        "2:14 `learned` is not a key of a reflection.",
        "put it under `prompts`, as in `prompts: {learned: ...}`",
    ),
    "support: {chanels: forum}": ("2:11 `chanels` is not a key of support.", "did you mean `channels`?"),
    # commas that cut
    "tasks: [{monitoring: {looks_for: this, that}}]": (
        "2:40 `that` stands here like a key of monitoring.",
        "the comma before it ends the value there; put quotes around a text that holds a comma",
    ),
    "tasks: [{title: One, two and three, kind: quiz}]": (
        "2:22 `two and three` stands here like a key of a task.",
        "the comma before it ends the value there; put quotes around a text that holds a comma",
    ),
    "tasks: [{follow_up: {none: they meet, every day}}]": (
        "2:39 `every day` stands here like a key of a follow-up activity.",
        "the comma before it ends the value there; put quotes around a text that holds a comma",
    ),
    "reflection: [Why? Because, x]": (
        "2:28 The comma after `Why? Because` ends the prompt, and `x` is another.",
        "put quotes around a text that holds a comma",
    ),
    # none and TODO in odd company
    "tasks: [{none: why}]": (
        "2:10 `{none: reason}` stands for a whole list, not for one of its entries.",
        "put it in the place of the list, or delete it",
    ),
    "calendar: {TODO: x, weeks: 3}": (
        "2:12 `{TODO: hint}` stands for a whole value and has no other keys.",
        "delete the other keys, or `TODO`",
    ),
    "tasks: {none: [a, b]}": (
        "2:9 `{none: reason}` takes one text.",
        "write the reason as one text, in quotes if it has a colon",
    ),
    # shapes
    "tasks: 3": (
        "2:8 `tasks` needs a task with its own keys here, not `3`.",
        "start it with a key, such as `id: ...`",
    ),
    "tasks: [nonsense]": (
        "2:9 `tasks` needs a task with its own keys here, not `nonsense`.",
        "start it with a key, such as `id: ...`",
    ),
    "tasks: [[{id: a}]]": (
        "2:9 `tasks` needs a task with its own keys here, not a list.",
        "start it with a key, such as `id: ...`",
    ),
    "support: forum": (
        "2:10 `support` needs support with its own keys here, not `forum`.",
        "start it with a key, such as `channels: ...`",
    ),
    "title: [A, B]": (
        "2:8 `title` takes a text here, not a list.",
        "keep one entry, or put quotes around a text in brackets",
    ),
    "tasks:\n  - instructions:\n      Post: your ruling": (
        "4:7 `instructions` needs a text here, not a mapping with the key `Post`.",
        "put quotes around a text that holds a colon",
    ),
    "tasks: [{pass_mark: {a: b}}]": (
        "2:21 `pass_mark` needs a percentage here, not a mapping with the key `a`.",
        "put quotes around a text that holds a colon",
    ),
    "materials: {id: m, pages: [1, 2]}": (
        "2:27 `pages` takes a whole number here, not a list.",
        "keep one entry, or put quotes around a text in brackets",
    ),
    "mode: [led]": (
        "2:7 `mode` takes a mode here, not a list.",
        "keep one entry, or put quotes around a text in brackets",
    ),
    "materials: {id: m, url: {}}": (
        "2:25 `url` needs a web address here, not an empty mapping.",
        "put quotes around a text that holds a colon",
    ),
    # words
    "mode: asynchron": ("2:7 `mode` cannot be `asynchron`.", "did you mean `asynchronous`?"),
    "tasks: [{kind: Case Study}]": ("2:16 `kind` cannot be `Case Study`.", "did you mean `case-study`?"),
    "status: done": ("2:9 `status` cannot be `done`.", "choose one of draft, review, live"),
    'status: ""': ("2:9 `status` is empty.", "choose one of draft, review, live"),
    # forms
    "week: 3\nunits: [{id: a b}]": (
        "3:14 `id`: `a b` is not an id.",
        "write `a-b`: letters, digits, `-`, `_` and `.` without spaces",
    ),
    "units: [{id: /}]": (
        "2:14 `id`: `/` is not an id.",
        "write a short name without spaces that other keys can refer to: letters of any script, digits",
    ),
    'units: [{id: ""}]': ("2:14 `id` is empty.", "write an id, or delete `id`"),
    'tasks: [{tool: ""}]': ("2:16 `tool` is empty.", "write an id, or delete `tool`"),
    "tasks: [{graded: maybe}]": ("2:18 `graded` is yes or no, not `maybe`.", "write `true` or `false`"),
    "tasks: [{graded: [yes]}]": (
        "2:18 `graded` takes yes or no here, not a list.",
        "keep one entry, or put quotes around a text in brackets",
    ),
    "language: english": (
        "2:11 `language`: `english` is not a language tag.",
        "write a BCP 47 language tag, such as `en`, `pt-BR` or `zh-Hant`",
    ),
    "calendar: {weeks: ten}": (
        "2:19 `weeks`: `ten` is not a whole number.",
        "write a whole number, nought or more",
    ),
    "calendar: {weeks: 6000}": ("2:19 `6000` weeks are more than a century.", "check the number"),
    "assessments: {weight: -3}": (
        "2:23 `weight`: `-3` is not a percentage.",
        "write a share of a hundred, with or without the percent sign",
    ),
    "assessments: {weight: 130%}": (
        "2:23 `130%` is more than the whole.",
        "write a percentage from 0 to 100",
    ),
    "tasks: [{monitoring: {minutes: -5}}]": ("2:32 `-5` is less than nothing.", "write a number from 0 up"),
    "workload: {hours_per_week: -1}": ("2:28 `-1` is less than nothing.", "write a number from 0 up"),
    "workload: {credits: 9999999999999}": ("2:21 `9999999999999` is too large a number.", "check its digits"),
    "workload: {credit_scheme: 10x}": (
        "2:27 `credit_scheme`: `10x` is not a number.",
        "write a whole or decimal number, with a point before the decimals",
    ),
    "materials: {id: m, size: 120 megabytes}": (
        "2:26 `size`: `120 megabytes` is not a file size.",
        "write a number with its unit: B, kB, MB or GB",
    ),
    # levels
    "units: [{decision_points: {prompt: x}}]": (
        "2:27 At this level `decision_points` takes only `{none: reason}`.",
        "move what students meet to the tasks that it belongs to",
    ),
    "choices: [a, b]": (
        "2:10 At this level `choices` takes only `{none: reason}`.",
        "move what students meet to the tasks that it belongs to",
    ),
    "own_context: Your own town": (
        "2:14 At this level `own_context` takes only `{none: reason}`.",
        "move what students meet to the tasks that it belongs to",
    ),
    # texts in several languages
    "title: {en: A, es: B}": (
        "2:8 Translations of a text need the course or module to say its `languages`.",
        "add `languages: [es]`, or keep one text",
    ),
    "languages: es\ntitle: {en: A, fr: B}": (
        "3:16 The text is given in `fr`, which `languages` does not name.",
        "add it to `languages`, or delete it here",
    ),
    "languages: [es]\noutcomes: [{en: Decide, es: Decidir}]": (
        "3:12 A text in several languages cannot stand for the whole of an outcome.",
        "write it as `statement: {en, es}`",
    ),
    # values
    "licence: MIT\nlicense: CC0-1.0": ("3:1 The licence is given twice here.", "keep one of the two"),
    "calendar: {starts: 21/9/2026}": (
        "2:20 `21/9/2026` is not a date in the form YYYY-MM-DD.",
        "write `2026-09-21`",
    ),
    "calendar: {breaks: [{to: 2026-10-01}]}": (
        "2:21 This break does not say when it starts.",
        "add `from:` with its first day",
    ),
    "calendar: {breaks: [{from: 2026-10-10, to: 2026-10-01}]}": (
        "2:21 This break ends before it starts.",
        "swap `from` and `to`",
    ),
    "calendar: {time_zone: London}": (
        "2:23 `London` is no time zone that we know.",
        "name one by continent and city, such as `Europe/London`",
    ),
    "spec_version: 2": (
        "2:15 This file asks for version 2 of the format; we read version 1.",
        "upgrade coursewright",
    ),
    f"spec_version: {6000 * '9'}": (
        "2:15 This file asks for version 999999999 of the format; we read version 1.",
        "upgrade coursewright",
    ),
}


@pytest.mark.parametrize("more", MISTAKES)
def test_a_mistake_is_told_once_and_with_a_way_out(more: str) -> None:
    course = module_of(more)
    message, fix = MISTAKES[more]
    assert shown(course.faults) == [message]
    assert fixes(course.faults)[0].startswith(fix)


@pytest.mark.parametrize("more", MISTAKES)
def test_a_mistake_is_absent_after_that(more: str) -> None:
    """What could not be understood is in no element: it is open, or it never became one."""
    course = module_of(more)
    for elements in course.elements.values():
        for element in elements:
            for name in element.undecided:
                assert not element.lacks(name) or not element.says(name)
            assert not any(isinstance(value, Invalid) for value in vars(element).values())


def test_an_invalid_value_is_open_and_the_rest_is_read() -> None:
    course = module_of("mode: asynchron\ntasks: [{id: a, kind: quizz, graded: maybe, title: T}, 7]")
    task = course.every(Task)[0]
    assert (task.kind, task.graded, task.title) == (None, False, "T")
    assert task.leaves_open("kind")
    assert task.leaves_open("graded")
    assert not task.lacks("kind")
    module = course.modules[0]
    assert module.settings.leaves_open("mode")
    assert module.settings.mode is None
    assert module.leaves_open("tasks")
    assert len(course.faults) == 4


def test_faults_name_the_path_of_their_node() -> None:
    course = module_of("tasks: [{id: a, kind: quizz, duration: 45, due: 2 days before b}]\noutcom: 3")
    paths = [fault.node.source.node_path(fault.node) for fault in course.faults if fault.node is not None]
    assert sorted(paths) == ["outcom", "tasks[a].due", "tasks[a].duration", "tasks[a].kind"]


def test_what_an_alias_or_a_merge_key_repeats_is_judged_once() -> None:
    text = "x-a: &a {kind: quizz, titel: T}\ntasks: [*a, *a, {<<: *a, id: t}]\nsessions: [*a]"
    course = module_of(text)
    assert sorted(shown(course.faults)) == [
        "2:10 `kind` is not a key of a session.",
        "2:16 `kind` cannot be `quizz`.",
        "2:23 `titel` is not a key of a session.",
        "2:23 `titel` is not a key of a task.",
    ]
    assert all(task.leaves_open("kind") for task in course.every(Task))


@pytest.mark.parametrize(
    "more",
    [
        "license: CC-BY-4.0\nmaterials: [{id: m, license: MIT}]",
        "tools: [{id: t, functions: visualisation}]\ntasks: [{level: analyse, functions: [visualization]}]",
        "outcomes: Decide\ntasks: {id: t, decision_points: Approve?, criteria: clear, choices: topic}",
        "x-own: {any: [thing, {at: all}]}\ntasks: [{x-mine: 3, replies: {x-a: b}}]",
        "languages: [es, zh-Hant]\ntitle: {en: A, es: B, zh: C}\ntasks: [{instructions: {es-MX: B}}]",
        "languages: TODO\ntitle: {en: A, es: B, pl: C}",
        "tasks: [{graded: YES, optional: Off, supervised: true}]\nspec_version: 01",
        "assessments: [{weight: 30 %, kind: exam}, {weight: '12.5'}]",
    ],
)
def test_what_the_format_allows(more: str) -> None:
    assert not module_of(more).faults, shown(module_of(more).faults)


def test_accepted_spellings_are_read_as_the_others() -> None:
    course = module_of("license: MIT\nmaterials: [{license: CC0-1.0}]\ntasks: [{level: analyse}]")
    module = course.modules[0]
    assert module.settings.licence == "MIT"
    assert module.materials[0].licence == "CC0-1.0"
    assert module.materials[0].says("licence")
    assert module.tasks[0].level == "analyze"


def test_a_text_in_several_languages_is_read_in_the_language_in_force() -> None:
    text = (
        "language: es\nlanguages: [en]\ntitle: {en: A, es: B}\nunits: [{language: en, title: {en: C, es: D}}]"
    )
    module = module_of(text).modules[0]
    assert (module.title, module.units[0].title) == ("B", "C")
    assert module_of("languages: [fr]\ntitle: {fr: C}").modules[0].title == "C"


# The top of a file

TOPS = {
    "": ("1:1 The file is empty.", "`module: an-id`"),
    "# nothing yet": ("1:1 The file is empty.", "`module: an-id`"),
    "---\n...\n": ("1:1 The file is empty.", "`module: an-id`"),
    '" "': ("1:1 The file is empty.", "`module: an-id`"),
    "- a": ("1:1 The file starts with a list; a spec is made of keys.", "`module: an-id`"),
    "just a text": ("1:1 The file holds a text; a spec is made of keys.", "`module: an-id`"),
    "{}": ("1:1 The file says neither `course:` nor `module:`.", "`module: an-id`"),
    "title: T": ("1:1 The file says neither `course:` nor `module:`.", "`module: an-id`"),
    "title: T\nModule: m": ("2:1 The file says neither `course:` nor `module:`.", "did you mean `module`?"),
    "title: T\nmodules: [a.yaml]": ("2:1 The file says neither `course:` nor `module:`.", "`course: an-id`"),
    "course: c\nmodule: m": ("2:1 The file says both `course:` and `module:`", "keep one"),
}


@pytest.mark.parametrize("text", TOPS)
def test_what_is_no_spec(text: str) -> None:
    course = course_of(text)
    message, fix = TOPS[text]
    assert len(course.faults) == 1
    assert shown(course.faults)[0].startswith(message)
    assert fix in course.faults[0].fix
    assert not course.complete
    assert course.settings.mode is None


# Editors judge what is written, placeholders and all


@pytest.mark.parametrize("kind", ["course", "module"])
def test_the_schema_for_editors_knows_placeholders_and_absences(kind: Kind) -> None:
    editor = Draft202012Validator(for_editors(kind))
    for good in ("TODO", "TODO: ask", "tbc", None, {"TODO": "ask"}, "any text"):
        assert editor.is_valid({kind: "m", "title": good}), good
    for good in ("none", {"none": "a reason"}, "TODO"):
        assert editor.is_valid({kind: "m", "value": good, "outcomes": good, "tasks": [{"follow_up": good}]})
    assert not editor.is_valid({kind: "m", "mode": "asynchron"})
    assert not editor.is_valid({kind: "m", "tasks": {"none": "a reason"}})
    assert not editor.is_valid({kind: "m", "title": {"todo": "ask"}})


# Two validators, one verdict


def plain_data(text: str) -> tuple[dict[str, Any], Kind] | None:
    root, faults = read(Source(NOWHERE, text))
    if faults or not isinstance(root, Mapping):
        return None
    return settle(root, none_keys()), "course" if "course" in root.pairs else "module"


@settings(max_examples=150)
@given(st.integers(0, 2**32))
def test_both_validators_give_the_same_verdict(seed: int) -> None:
    found = plain_data(Author(seed).text())
    if found is not None:
        data, kind = found
        compiled = jsonschema_rs.Draft202012Validator(judging(kind))
        explaining = Draft202012Validator(judging(kind))
        assert compiled.is_valid(data) == explaining.is_valid(data)


@settings(max_examples=150)
@given(st.integers(0, 2**32))
def test_every_fault_is_told_at_a_node_of_the_tree_that_is_then_invalid(seed: int) -> None:
    document = read_document(NOWHERE, Author(seed).text().encode())
    if document.root is None or document.salvaged:
        return
    invalid = {id(node.was) for node in invalid_below(document.root)}
    keys = {id(key) for key, value in pairs_below(document.root) if isinstance(value, Invalid)}
    for fault in document.faults:
        assert id(fault.node) in invalid | keys or "version" in fault.message


def pairs_below(root: Mapping) -> Iterator[tuple[Scalar, object]]:
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            yield from node.pairs.values()
            stack += [value for _, value in node.pairs.values()]
        else:
            stack += getattr(node, "items", [])


def invalid_below(root: Mapping) -> Iterator[Invalid]:
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Invalid):
            yield node
        elif isinstance(node, Mapping):
            stack += [value for _, value in node.pairs.values()]
        else:
            stack += getattr(node, "items", [])


def test_the_course_knows_which_faults_are_of_which_kind() -> None:
    course = module_of("tasks: [{id: a, duration: 45, requires: b}, {id: a}]\nmode: x")
    assert isinstance(course, Course)
    assert sorted(fault.kind.name for fault in course.faults) == [
        "DUPLICATE",
        "DURATION",
        "INVALID",
        "UNRESOLVED",
    ]
    for fault in course.faults:
        assert fault in list(course.faults_of(fault.kind))
