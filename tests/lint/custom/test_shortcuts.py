"""Shortcuts say what the data would say, and settle what our rules ask of a design that is fine."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.lint.custom import schema_rule, shortcuts, values
from coursewright.lint.custom.engine import compiled
from coursewright.lint.custom.reads import reads_of
from coursewright.lint.custom.schema_rule import SchemaRule
from coursewright.lint.custom.shortcuts import shortcut
from coursewright.lint.custom.values import StillOpen, data_of
from coursewright.lint.engine import Linter
from coursewright.lint.registry import all_rules
from coursewright.shipped import shipped
from coursewright.spec.load import load, load_documents, read_document
from coursewright.spec.model import Task
from coursewright.spec.reader import read
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.lint.registry import Rule
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course
    from coursewright.spec.nodes import Node

OURS = {rule.meta.code: (rule, rule.check) for rule in all_rules() if isinstance(rule.check, SchemaRule)}

# ---- courses that say, leave open, leave out or pass over what the schemas below ask for

STATES: list[Any] = ["TODO", None, {"TODO": "ask Jo"}, {"none": "on purpose"}, ["a map", "TODO"], "tbc"]
LISTS = [[], "written", ["spoken"], ["audio", "e-mail"], [{"name": "neat", "points": 3}, "audio"]]


def said(*values: Any, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return some value, a mapping of parts that are said or not, or another state of a key."""
    kinds = [st.sampled_from(values)] if values else []
    if parts:
        kinds += [st.fixed_dictionaries({}, optional=parts)] * 2
    return st.one_of(*kinds, *kinds, *kinds, st.sampled_from(STATES))


MEMBERS = st.lists(
    said("jo", id=said("jo", "al"), name=said("Jo"), contact=said("jo@example.org")), max_size=2
)
CIRCUMSTANCES = {
    "support": said(channels=said(*LISTS), private_questions=said("a form")),
    "policies": said(
        extensions=said("three days"),
        late_work=said("none"),
        participation=said("expected"),
        lurking=said("fine"),
        expectations=said(learners=said(*LISTS), instructors=said(*LISTS)),
    ),
    "team": st.one_of(MEMBERS, said()),
    "mode": said("blended", "online"),
    "x-a": said("1", 2, {"b": ["c", "TODO"]}, [1]),
}
TASK = {
    "id": said("a", "b"),
    "kind": said("quiz", "discussion", "reading", "analyse"),
    "learning_type": said("acquisition", "practice"),
    "optional": said(True, "no", "maybe"),
    "due": said("week 2", "week 3 fri 17:00"),
    "week": said(3, "3-4"),
    "weight": said("30%", 0),
    "duration": said("1-2 h"),
    "instructions": said("Do it", {"file": "a.md"}),
    "produces": said(*LISTS),
    "criteria": said(*LISTS),
    "counts_towards": said("essay"),
    "questions": said([], [{"prompt": "Why?"}], {"prompt": "How?", "options": ["a", "b"]}),
    "decision_points": said("Yes or no?", [{"prompt": "p", "options": ["a", "b"]}]),
    "materials": said("film", ["film", {"kind": "video", "url": "u"}], {"title": "Inline"}),
    "replies": said(expected=said(2), protocol=said("kind")),
    "monitoring": said(by=said("tutor", "peer", "jo"), signal=said("a comment"), answers=said(True, False)),
    "feedback": said(form=said(*LISTS), within=said("3 days")),
    "reflection_prompts": said("What?", ["One", "Two", "Three"], {"learned": "What?"}),
    "x-a": said("1", 2, {"b": ["c", "TODO"]}, [1]),
}
SESSION = {"recording": said(True, False, "a.mp4"), "alternative": said("write"), "optional": said(True)}
MATERIAL = {"id": said("film"), "kind": said("video", "tool"), "url": said("u"), "licence": said("CC0")}
OUTCOME = {"statement": said("Draw a map"), "why": said("to arrive"), "level": said("analyse")}


def many(item: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    one = said("a text", **item)
    return st.one_of(one, st.lists(one, max_size=3), st.lists(one, max_size=3), st.sampled_from(STATES))


CONTENT = {
    "tasks": many(TASK),
    "sessions": many(SESSION),
    "materials": many(MATERIAL),
    "outcomes": many(OUTCOME),
    "assessments": many({"id": said("essay"), "due": said("week 4"), "kind": said("essay")}),
    "defaults": said(tasks=said(**TASK)),
    **CIRCUMSTANCES,
}
UNITS = st.lists(st.fixed_dictionaries({}, optional={"id": said("u"), **CONTENT}), max_size=2)
MODULE = st.fixed_dictionaries({"module": st.just("m")}, optional=CONTENT)
MODULE_OF_UNITS = st.fixed_dictionaries({"module": st.just("m"), "units": UNITS}, optional=CONTENT)
COURSE = st.fixed_dictionaries({"course": st.just("c")}, optional=CONTENT)
_FOLDER = tempfile.TemporaryDirectory(prefix="coursewright-shortcuts-")
HOME = Path(_FOLDER.name).resolve()


def course_of(modules: list[Any], course: Any = None) -> Course:
    """Return a module alone, or a course with its modules."""
    documents = []
    for number, module in enumerate(modules):
        path = HOME / f"{number}.module.yaml"
        path.touch()  # what a course lists has to be there, and it is read from here all the same
        documents.append(read_document(path, yaml.safe_dump(module, sort_keys=False).encode()))
    if course is None:
        return load_documents(documents[0])
    listed = course | {"modules": [document.source.path.name for document in documents]}
    whole = read_document(HOME / "course.yaml", yaml.safe_dump(listed, sort_keys=False).encode())
    return load_documents(whole, known={document.source.path: document for document in documents})


MODULES = st.one_of(MODULE, MODULE_OF_UNITS)
ALONE = MODULES.map(lambda module: course_of([module]))
COURSES = st.one_of(ALONE, st.builds(course_of, st.lists(MODULES, min_size=1, max_size=3), COURSE))

# ---- schemas over the same keys

KEYS = sorted(
    {*TASK, *SESSION, *MATERIAL, *OUTCOME, *CONTENT} - {"defaults"}
    | {"all", "context", "prompt", "text", "by", "signal", "answers", "expected", "form", "private_questions"}
    | {"channels", "contact", "extensions", "expectations", "learners", "title"}
)
NAMES = st.lists(st.sampled_from(KEYS), min_size=1, max_size=2, unique=True)
WORDS = st.sampled_from(
    [
        "quiz",
        "analyze",
        "tutor",
        "jo",
        "written",
        "Draw a map",
        "film",
        True,
        False,
        2,
        30.0,
        120,
        "1",
        "week 2",
    ]
)
LEAVES = st.one_of(
    st.sampled_from([True, False, {}, {"$ref": "#/$defs/x", "required": ["kind"]}]),
    NAMES.map(lambda names: {"required": names}),
    NAMES.map(lambda names: {"required": names}),
    WORDS.map(lambda word: {"const": word}),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda words: {"enum": words}),
    st.integers(0, 3).map(lambda least: {"minItems": least}),
    st.sampled_from(
        [
            {"pattern": "^[a-m]|[Ee]-?mail"},
            {"minLength": 5},
            {"type": "string"},
            {"type": ["array", "object"]},
            {"minimum": 3},
            {"maxItems": 1},
            {"enum": ["quiz", "reading"], "const": "quiz"},
            {"description": "anything"},
        ]
    ),
)


def branches(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=3)
    keys = st.dictionaries(st.sampled_from(KEYS), inner, min_size=1, max_size=2)
    return st.one_of(
        keys.map(lambda table: {"properties": table, "required": [next(iter(table))]}),
        st.fixed_dictionaries({"properties": keys}, optional={"required": NAMES, "minItems": st.just(1)}),
        st.fixed_dictionaries({}, optional={"anyOf": several, "allOf": several, "not": inner}),
        st.fixed_dictionaries(
            {}, optional={"contains": inner, "items": inner, "minContains": st.integers(0, 2)}
        ),
        st.fixed_dictionaries({"items": inner}, optional={"prefixItems": several}),
        st.fixed_dictionaries({"if": inner, "then": inner, "required": NAMES}),
        inner.map(lambda schema: {"properties": {"all": {"properties": {"tasks": {"contains": schema}}}}}),
    )


SCHEMAS = st.recursive(LEAVES, branches, max_leaves=6).map(
    lambda schema: {"allOf": [schema], "$defs": {"x": {"required": ["purpose"]}}}
)


def differences(schema: Any, elements: Iterable[Element], course: Course) -> list[tuple[str, bool, bool]]:
    """Return the elements, as written, of which the shortcut and the data say two things."""
    told, fit, reads = shortcut(schema), compiled(schema), reads_of(schema)
    found = []
    for element in elements:
        try:
            data = data_of(element, reads, course)
        except StillOpen:
            continue
        one, other = told(element, course), bool(fit.is_valid(data))
        if one is not None and one is not other:
            found.append((element.node.written, one, other))
    return found


EACH: dict[str, list[Any]] = {
    "kind": ["quiz", "analyse"],
    "optional": [True, "no"],
    "week": [3, "3-4"],
    "weight": ["1%", 0],
    "duration": ["1-2 h"],
    "due": ["week 2", "2 days before a"],
    "instructions": ["quiz", {"file": "a.md"}],
    "produces": [[], "written", ["written", "quiz"], ["quiz", "quiz", "quiz"]],
    "criteria": [{"name": "quiz", "points": 3}, ["neat", "TODO"]],
    "decision_points": ["quiz", [{"prompt": "quiz", "options": ["a", "b"]}]],
    "questions": [[{"prompt": "quiz"}, {"type": "choice"}], {"prompt": {"none": "shown"}}],
    "materials": ["film", ["film", {"kind": "video"}], {"kind": "quiz", "title": "Inline"}],
    "monitoring": [
        {"by": "jo"},
        {"by": "tutor", "signal": "quiz"},
        {"signal": "TODO"},
        {"by": {"none": "no"}},
    ],
    "reflection_prompts": [["One", "Two", "Three"], {"learned": "quiz"}],
    "x-a": ["quiz", 1, True, ["quiz"], [1, 2], {"kind": "quiz"}, {"kind": {"none": "no"}}],
}
"""Values of a task's keys, beside the states that any key may be in."""
PLAIN: list[Any] = [
    {"const": "quiz"},
    {"enum": ["quiz", "tutor", "jo", "analyze", True]},
    {"enum": [1, 3, 120]},
    {"const": True},
    {"const": 1},
    {"const": "quiz", "enum": ["tutor"]},
    {"pattern": "^[a-q]"},
    {"minLength": 5},
    {"minimum": 3},
    {"type": "string"},
    {"type": ["array", "object"]},
    *({"required": [key]} for key in ("kind", "by", "signal", "prompt", "text", "file")),
    {"properties": {"kind": {"const": "quiz"}, "prompt": {"const": "quiz"}}},
    {"properties": {"by": {"enum": ["tutor", "quiz"]}}, "required": ["signal"]},
    {"properties": {"x-b": False}},
]
LISTS_OF: list[Any] = [
    {"minItems": 1},
    {"minItems": 2},
    {"maxItems": 1},
    {"items": False},
    {"contains": True},
    {"contains": {"const": "other"}, "minContains": 0},
    {"contains": True, "maxContains": 1},
    {"prefixItems": [True], "items": False},
    *({keyword: plain} for keyword in ("contains", "items") for plain in PLAIN),
]


@pytest.mark.parametrize("key", EACH)
def test_each_keyword_on_each_value(key: str) -> None:
    tasks = [{"id": f"t{n}", key: value} for n, value in enumerate(EACH[key] + STATES)]
    course = course_of([{"module": "m", "team": [{"id": "jo"}], "materials": ["film"], "tasks": tasks}])
    for plain in [True, False, {}, {"description": "any"}, *PLAIN, *LISTS_OF]:
        for inner in (
            plain,
            {"not": plain},
            {"anyOf": [plain, {"minItems": 2}]},
            {"allOf": [plain], "maxItems": 1},
        ):
            for schema in ({"properties": {key: inner}}, {"properties": {key: inner}, "required": [key]}):
                assert differences(schema, course.every(Task), course) == []


@settings(max_examples=120)
@given(COURSES, st.lists(SCHEMAS, min_size=3, max_size=8))
def test_a_shortcut_leads_where_the_data_lead(course: Course, schemas: list[Any]) -> None:
    for schema in schemas:
        elements = [element for elements in course.elements.values() for element in elements]
        assert differences(schema, elements, course) == []


# ---- rules with and without them


def by_data(check: SchemaRule) -> SchemaRule:
    """Return a rule that asks the data in any case."""
    slow = SchemaRule(check.demand, check.__module__, check.node)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema_rule, "shortcut", lambda _schema: lambda _value, _course: None)
        slow.judge()
    return slow


def found(rule: Rule, check: SchemaRule, course: Course) -> list[str]:
    report = Linter([rule._replace(check=check)]).lint(course)
    return [
        f"{finding.mark.path.name}:{finding.mark.span.start} {finding.message}" for finding in report.findings
    ]


@settings(max_examples=60)
@given(COURSES)
def test_our_rules_find_the_same(course: Course) -> None:
    for rule, check in OURS.values():
        assert found(rule, check, course) == found(rule, by_data(check), course)


def node(schema: Any) -> Node:
    root, faults = read(Source(HOME / "rule.yaml", json.dumps(schema)))
    assert root is not None
    assert not faults
    return root


@settings(max_examples=120)
@given(COURSES, SCHEMAS, st.none() | SCHEMAS, st.sampled_from(["", "support", "policies"]), st.booleans())
def test_any_rule_for_a_course_finds_the_same(
    course: Course, must: Any, where: Any, on_purpose: str, by_module: bool
) -> None:
    rule, ours = OURS["PRE006"]
    demand = ours.demand._replace(
        must=node(must),
        where=None if where is None else node(where),
        on_purpose=on_purpose,
        by_module=by_module,
    )
    check = SchemaRule(demand, "house.rule", ours.node)
    assert found(rule, check, course) == found(rule, by_data(check), course)


def test_one_module_that_it_is_about_is_enough() -> None:
    modules = [{"module": "a"}, {"module": "b", "tasks": [{"id": "t", "due": "week 2"}]}]
    assert len(found(*OURS["INF004"], course_of(modules, {"course": "c"}))) == 1


def test_what_a_module_leaves_out_no_other_has() -> None:
    """Support that is left out is not there, whatever else would do for it."""
    modules = [
        {"module": "a", "support": {"none": "short"}, "team": [{"contact": "jo@x.org"}]},
        {"module": "b"},
    ]
    rule, check = OURS["PRE006"]
    course = course_of(modules, {"course": "c"})
    assert found(rule, by_data(check), course) == found(rule, check, course)
    assert len(found(rule, check, course)) == 1


@pytest.mark.parametrize(
    "path", sorted(shipped("examples").rglob("course.yaml")), ids=lambda path: path.parent.name
)
def test_what_is_fine_takes_no_data(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("no data are needed here")

    course = load(path)
    monkeypatch.setattr(schema_rule, "data_of", refuse)
    assert [
        finding.message for finding in Linter([rule for rule, _ in OURS.values()]).lint(course).findings
    ] == []


def test_what_is_gathered_is_gathered_until_the_first_match(monkeypatch: pytest.MonkeyPatch) -> None:
    course = course_of([{"module": "m", "tasks": [{"id": "a", "due": "week 2"}, {"id": "b"}, {"id": "c"}]}])
    asked: list[str] = []

    def value_of(element: Any, name: str) -> Any:
        asked.append(getattr(element, "id", ""))
        return values.value_of(element, name)

    monkeypatch.setattr(shortcuts, "value_of", value_of)
    test = shortcut({"properties": {"all": {"properties": {"tasks": {"contains": {"required": ["due"]}}}}}})
    assert test(course.modules[0], course) is True
    assert asked == ["m", "a"]
