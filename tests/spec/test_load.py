"""A course as a whole: every key of the format is read, and no text whatever makes the reading fall over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from random_specs import Author
from spec_helpers import NOWHERE, course_in, course_of, module_of, shown

from coursewright.spec import model
from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.faults import FaultKind
from coursewright.spec.load import Document, load, load_documents, read_document
from coursewright.spec.model import Course, Module, Prompt, Task
from coursewright.spec.nodes import Mapping, Node, Part, Scalar
from coursewright.spec.occasion import Occasion
from coursewright.spec.schema_files import Schema, bundled, resolve
from coursewright.spec.text_input import decode
from coursewright.spec.values import LocalFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.spec.element import Element

# Every key that the schema accepts is read, or told to be wrong

Holder = tuple["Callable[[Any], dict[str, Any]]", str]


def in_task(key: str) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {"tasks": [{key: value}]}


def under(key: str) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {key: value}


HOLDERS: dict[str, Holder] = {
    "task": (lambda value: {"tasks": [value]}, "Task"),
    "session": (lambda value: {"sessions": [value]}, "Session"),
    "followUpActivity": (lambda value: {"follow_up_activities": [value]}, "FollowUpActivity"),
    "assessment": (lambda value: {"assessments": [value]}, "Assessment"),
    "outcome": (lambda value: {"outcomes": [value]}, "Outcome"),
    "material": (lambda value: {"materials": [value]}, "Material"),
    "announcement": (lambda value: {"announcements": [value]}, "Announcement"),
    "reflection": (under("reflection"), "Reflection"),
    "unit": (lambda value: {"units": [value]}, "Unit"),
    "audience": (under("audience"), "Audience"),
    "calendar": (under("calendar"), "CalendarPlan"),
    "timetableSlot": (lambda value: {"calendar": {"timetable": [value]}}, "Slot"),
    "workload": (under("workload"), "Workload"),
    "teamMember": (lambda value: {"team": [value]}, "Member"),
    "support": (under("support"), "Support"),
    "policies": (under("policies"), "Policies"),
    "expectations": (lambda value: {"policies": {"expectations": value}}, ""),
    "ai": (under("ai"), "AiStance"),
    "tool": (lambda value: {"tools": [value]}, "Tool"),
    "evaluationMeasure": (lambda value: {"evaluation": [value]}, "Evaluation"),
    "standard": (lambda value: {"standards": [value]}, ""),
    "choice": (in_task("choices"), "Choice"),
    "decisionPoint": (in_task("decision_points"), "DecisionPoint"),
    "decisionOption": (
        lambda value: {"tasks": [{"decision_points": [{"options": [value]}]}]},
        "DecisionOption",
    ),
    "question": (in_task("questions"), "Question"),
    "questionOption": (lambda value: {"tasks": [{"questions": [{"options": [value]}]}]}, "QuestionOption"),
    "questionPair": (lambda value: {"tasks": [{"questions": [{"pairs": [value]}]}]}, ""),
    "replies": (in_task("replies"), "Replies"),
    "monitoring": (in_task("monitoring"), "Monitoring"),
    "feedback": (in_task("feedback"), "Feedback"),
    "agendaItem": (lambda value: {"sessions": [{"agenda": [value]}]}, "AgendaItem"),
    "criterion": (lambda value: {"tasks": [{"criteria": [{"name": "n", **value}]}]}, ""),
    "reflectionPrompt": (lambda value: {"reflection": [value]}, ""),
}
NOT_ELEMENTS = {"instructions", "break", "grouping", "onlyNone"}
VALUES = [
    "text",
    ["text", "more"],
    {"en": "A", "es": "B"},
    "3",
    ["3"],
    "true",
    "45 min",
    "week 3",
    "2026-09-21",
    "quiz",
]
NOT_IN_THE_MODEL = {"spec_version", "study_level", "authors", "version", "defaults", "license"}
ON_PURPOSE_ONLY = {"decision_points", "choices", "own_context", "replies"}


def keys_of_elements() -> list[tuple[str, str]]:
    return [(name, key) for name in HOLDERS for key in bundled("module")["$defs"][name]["properties"]]


def variants(schema: Schema) -> list[Any]:
    return [*resolve(schema).get("examples", []), *VALUES]


def test_every_element_of_the_schema_is_tried_here() -> None:
    with_keys = {name for name, found in bundled("module")["$defs"].items() if found.get("properties")}
    assert {name for name in with_keys if "efaults" not in name} == set(HOLDERS) | NOT_ELEMENTS


@pytest.mark.parametrize("name", HOLDERS)
def test_what_the_schema_accepts_is_read_or_told(name: str) -> None:
    """No value may pass the schema and then be dropped without a word."""
    wrap, _ = HOLDERS[name]
    for key, schema in bundled("module")["$defs"][name]["properties"].items():
        for value in variants(schema):
            written = {"module": "m", "languages": ["es"], "week": "3", **wrap({key: value})}
            document = read_document(NOWHERE, yaml.safe_dump(written).encode())
            if document.faults or (key == "feeds" and isinstance(value, dict)):
                continue
            course = load_documents(document)
            told = [one for one in course.faults if one.kind in {FaultKind.INVALID, FaultKind.DURATION}]
            if not told:
                unread = {
                    open_key
                    for found in course.elements.values()
                    for one in found
                    for open_key in one.undecided
                }
                assert not unread, (name, key, json.dumps(value), unread)


@pytest.mark.parametrize("name", [name for name, (_, kind) in HOLDERS.items() if kind])
def test_every_key_of_the_schema_has_its_place_in_the_model(name: str) -> None:
    keys = set(bundled("module")["$defs"][name]["properties"])
    kind: type[Element] = getattr(model, HOLDERS[name][1])
    known = set(kind.keys) | (set(model.Settings.keys) if name == "unit" else set())
    beside = NOT_IN_THE_MODEL | (ON_PURPOSE_ONLY if name == "unit" else set())
    assert keys - known <= beside
    assert set(kind.keys) - keys <= {"title", "id", "feedback"}


@pytest.mark.parametrize("kind", ["course", "module"])
def test_every_key_of_a_file_has_its_place_in_the_model(kind: str) -> None:
    keys = set(bundled(kind)["properties"])
    known = (
        set(Module.keys if kind == "module" else Course.keys) | set(model.Settings.keys) | {kind, "modules"}
    )
    assert keys - known <= NOT_IN_THE_MODEL | ON_PURPOSE_ONLY


# A few values of special forms


def test_numbers_flags_and_texts() -> None:
    course = module_of(
        "tasks: [{id: t, graded: Yes, weight: 12.5 %, attempts: 3, grouping: {groups: 4},"
        " instructions: {file: t.md}, criteria: [a, {name: b, points: 3}],"
        " monitoring: {minutes: 7.5, answers: no},"
        " replies: {expected: 2}}]\n"
        "materials: [{id: m, captions: yes, transcript: m.txt, chapters: [a, b], pages: 12, required: off}]\n"
        "reflection: {prompts: [a?], for: [learners, instructors]}"
    )
    assert not course.faults, shown(course.faults)
    task = course.every(Task)[0]
    assert (task.graded, task.weight, task.attempts, task.grouping) == (True, 12.5, "3", "groups")
    assert task.instructions == LocalFile("t.md")
    assert [(one.name, one.points) for one in task.criteria] == [("a", None), ("b", 3.0)]
    assert task.monitoring is not None
    assert (task.monitoring.minutes, task.monitoring.answers) == (7.5, False)
    assert task.replies is not None
    assert task.replies.expected == 2
    material = course.modules[0].materials[0]
    assert (material.captions, material.transcript, material.chapters) == (True, "m.txt", True)
    assert (material.pages, material.required) == (12, False)
    reflection = course.modules[0].reflection
    assert reflection is not None
    assert reflection.audience == "everyone"


@pytest.mark.parametrize(
    ("written", "roles"),
    [
        ("[A?, B?, C?]", ["learned", "questions", "apply"]),
        ("[A?, B?]", [None, None]),
        ("A?", [None]),
        ("{prompts: [A?, B?, C?]}", ["learned", "questions", "apply"]),
        ("[{questions: A?}, B?, C?]", ["questions", None, None]),
        ("{prompts: {apply: A?, learned: B?}}", ["apply", "learned"]),
        ("[{learned: TODO}, {apply: B?}]", ["apply"]),
        ("[TODO, B?, C?]", [None, None]),
        ("[{x-a: b}]", []),
    ],
)
def test_prompts_and_their_roles(written: str, roles: list[str | None]) -> None:
    course = module_of(f"reflection: {written}")
    assert not course.faults, shown(course.faults)
    reflection = course.modules[0].reflection
    assert reflection is not None
    assert [prompt.role for prompt in reflection.prompts] == roles
    assert reflection.leaves_open("prompts") == ("TODO" in written)
    assert [prompt.role for prompt in course.every(Prompt)] == roles
    assert reflection.says("prompts")


def test_a_prompt_is_there_or_it_is_not() -> None:
    course = module_of("reflection: [{learned: {none: no}}]")
    assert shown(course.faults) == ["2:24 A prompt is there or it is not: `learned` takes no `none`."]


def test_reflection_prompts_of_a_task() -> None:
    task = module_of("tasks: [{id: t, reflection_prompts: [a?, {apply: b?}]}]").every(Task)[0]
    assert [(prompt.text, prompt.role) for prompt in task.reflection_prompts] == [
        ("a?", None),
        ("b?", "apply"),
    ]


# Courses


def test_a_module_alone_is_a_course_of_one() -> None:
    course = course_of("module: m\ntitle: T\nvalue: TODO\nsupport: {none: alone}\ntasks: [{id: t}]\n")
    assert course.implicit
    assert course.complete
    assert (course.id, course.title, course.node) == ("m", "T", course.modules[0].node)
    assert course.leaves_open("value")
    assert course.leaves_out("support")
    assert course.tasks == ()
    assert course.path == NOWHERE


def test_a_course_with_its_modules(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": (
                "course: c\ntitle: C\nmodules: [b.module.yaml, a.module.yaml]\ntasks: [{id: own}]\n"
            ),
            "a.module.yaml": "module: a\ntasks: [{id: x}]\n",
            "b.module.yaml": "module: b\ntasks: [{id: y}]\n",
        },
    )
    assert not course.faults
    assert (course.id, course.title, course.implicit, course.complete) == ("c", "C", False, True)
    assert [one.id for one in course.modules] == ["b", "a"]
    assert [source.path.name for source in course.sources] == [
        "course.yaml",
        "b.module.yaml",
        "a.module.yaml",
    ]
    assert [task.id for task in course.every(Task)] == ["own", "y", "x"]
    assert [task.id for task in course.within(course.modules[1], Task)] == ["x"]
    assert len(list(course.within(course, Task))) == 3
    assert course.scope.element is course


def test_a_module_that_cannot_be_read_costs_nothing_else(tmp_path: Path) -> None:
    files = {
        "course.yaml": "course: c\nmodules: [a.module.yaml, b.module.yaml, c.module.yaml]\n",
        "a.module.yaml": "module: a\ntitle: A: B\n",
        "b.module.yaml": "title: no module\n",
        "c.module.yaml": "module: c\nmode: x\n",
    }
    course = course_in(tmp_path, files)
    assert [one.id for one in course.modules] == ["c"]
    assert not course.complete
    assert [fault.message[:20] for fault in course.faults] == [
        "A second `: ` stands",
        "The file says neithe",
        "`mode` cannot be `x`",
    ]
    assert len(course.sources) == 4


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="no such file"):
        load(tmp_path / "nothing.module.yaml")
    (tmp_path / "pipe").mkdir()
    with pytest.raises(UnreadableInputError):
        load(tmp_path / "pipe")


def test_a_listed_module_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, data: bytes | None = None) -> Document:
        if path.name == "m.module.yaml":
            raise UnreadableInputError("m.module.yaml: permission denied.")
        return read_document(path, data)

    monkeypatch.setattr("coursewright.spec.load.read_document", refuse)
    listing = "course: c\nmodules: [m.module.yaml, n.module.yaml]\n"
    files = {"course.yaml": listing, "m.module.yaml": "", "n.module.yaml": "module: n\n"}
    course = course_in(tmp_path, files)
    assert shown(course.faults) == ["2:11 m.module.yaml: permission denied."]
    assert [one.id for one in course.modules] == ["n"]
    assert not course.complete


def test_documents_at_hand_are_not_read_again(tmp_path: Path) -> None:
    course_in(
        tmp_path, {"course.yaml": "course: c\nmodules: m.module.yaml\n", "m.module.yaml": "module: m\n"}
    )
    path = tmp_path / "m.module.yaml"
    known = {path: read_document(path, b"module: m\ntitle: Unsaved\n")}
    course = load_documents(read_document(tmp_path / "course.yaml"), known=known)
    assert course.modules[0].title == "Unsaved"


def test_elements_are_frozen() -> None:
    task = module_of("tasks: [{id: t}]").every(Task)[0]
    with pytest.raises(AttributeError, match="title cannot change"):
        task.title = "other"
    with pytest.raises(AttributeError, match="title cannot go"):
        del task.title


def test_shorthand_has_no_keys_but_says_what_it_stands_for() -> None:
    course = module_of("outcomes: Decide\ntasks: [{id: t, title: T}]")
    outcome = course.modules[0].outcomes[0]
    assert outcome.shorthand
    assert (outcome.statement, outcome.label) == ("Decide", 'outcome "Decide"')
    assert not outcome.says("statement")
    assert course.every(Task)[0].label == 'task "T"'
    assert module_of("tasks: [{kind: quiz}]").every(Task)[0].label == "this task"


def test_every_element_has_a_path() -> None:
    course = module_of(
        "units: [{id: u, tasks: [{id: t, monitoring: {by: tutor}}, {kind: quiz}]}]\nreflection: [a?]"
    )
    source = course.sources[0]
    tasks = course.every(Task)
    assert [source.node_path(task.node) for task in tasks] == ["units[u].tasks[t]", "units[u].tasks[2]"]
    reflection = course.modules[0].reflection
    assert reflection is not None
    assert isinstance(reflection.node, Mapping)
    assert isinstance(reflection.node.pairs["prompts"][0], Part)
    assert source.node_path(reflection.node.pairs["prompts"][0]) == "reflection"


# Size


def test_faults_by_the_thousand_are_all_told() -> None:
    many = "\n".join("  - {duration: 45, kind: quizz, titel: T}" for _ in range(1500))
    assert len(module_of(f"tasks:\n{many}").faults) == 4500


# Properties


def check(course: Course) -> None:
    for fault in course.faults:
        assert fault.message.strip()
        assert fault.message[-1] in ".?"
        source = fault.node.source if fault.node is not None else fault.source
        assert source is not None
        span = fault.node.span if fault.node is not None else source.span(*fault.at)
        assert span.start < span.end
        for node, label in fault.related:
            assert label
            assert node.span.start < node.span.end


@settings(max_examples=400)
@given(st.text() | st.text("modulecrs:-[]{}&*!|>'\"%@`#?,~ \n\t<\u2028\ufeff\x85", max_size=60))
@example("module:\n- a")
@example("? module\n: a\n? {b: c}\n: d")
def test_any_text_is_answered(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    check(load_documents(read_document(NOWHERE, data)))
    check(load_documents(read_document(NOWHERE, b"module: m\n" + data)))


@settings(max_examples=300)
@given(st.binary() | st.binary().map(lambda data: b"course: c\nmodules: x.yaml\n" + data))
def test_any_bytes_are_answered(data: bytes) -> None:
    _, fault = decode(NOWHERE, data)
    assert fault is None or fault.message
    check(load_documents(read_document(NOWHERE, data)))


@settings(max_examples=700)
@given(st.integers(0, 2**32))
def test_any_structure_is_answered(seed: int) -> None:
    check(load_documents(read_document(NOWHERE, Author(seed).text().encode())))


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_reading_is_deterministic(seed: int) -> None:
    text = Author(seed).text().encode()
    first, second = (load_documents(read_document(NOWHERE, text)) for _ in range(2))
    assert shown(first.faults) == shown(second.faults)
    assert list(map(told, each(first))) == list(map(told, each(second)))


def each(course: Course) -> list[Element]:
    return [element for found in course.elements.values() for element in found]


def told(element: Element) -> object:
    plain = {key: value for key, value in vars(element).items() if isinstance(value, (str, int, float, bool))}
    return (
        type(element).__name__,
        element.node.start,
        plain,
        sorted(element.undecided),
        sorted(element.on_purpose),
    )


@settings(max_examples=150)
@given(st.integers(0, 2**32))
def test_a_key_is_in_one_state_alone(seed: int) -> None:
    """Said, open, left out on purpose or absent: rules build on it."""
    course = load_documents(read_document(NOWHERE, Author(seed).text().encode()))
    for element in each(course):
        if not isinstance(element.node, Mapping):
            continue
        for key, (attribute, _) in type(element).keys.items():
            left_out, still_open, lacking = (
                element.leaves_out(key),
                element.leaves_open(key),
                element.lacks(key),
            )
            assert left_out + still_open + lacking <= 1, (element, key)
            if lacking or left_out:
                default = getattr(type(element), attribute)
                assert getattr(element, attribute) == default or attribute in {"id", "units", "week"}


@settings(max_examples=100)
@given(st.integers(0, 2**32))
def test_nodes_keep_within_their_source(seed: int) -> None:
    course = load_documents(read_document(NOWHERE, Author(seed).text().encode()))
    for element in each(course):
        node: Node = element.node
        assert 0 <= node.start <= node.end <= len(node.source.text)
        if isinstance(node, Scalar) and node.plain and "\n" not in node.written:
            assert not node.written or node.text.strip() in node.written or node.written[0] in "*&!"


# Texts in several languages


@pytest.mark.parametrize(
    ("language", "title"),
    [("", "Water"), ("en", "Water"), ("es", "Agua"), ("es-MX", "Agua"), ("pt", "Água"), ("fr", "Water")],
)
def test_translations_are_read_in_the_language_that_is_asked_for(language: str, title: str) -> None:
    text = "module: m\nlanguage: en\nlanguages: [es, pt]\ntitle: {es: Agua, en: Water, pt-BR: Água}\n"
    course = load_documents(read_document(NOWHERE, text.encode()), occasion=Occasion(language=language))
    assert not course.faults, shown(course.faults)
    assert course.modules[0].title == title


def test_a_translation_that_no_course_announces_stays_a_fault_in_any_language() -> None:
    text = "module: m\nlanguages: [es]\ntitle: {en: Water, es: Agua, fr: Eau}\n"
    course = load_documents(read_document(NOWHERE, text.encode()), occasion=Occasion(language="fr"))
    assert [one.message for one in course.faults] == [
        "The text is given in `fr`, which `languages` does not name."
    ]
