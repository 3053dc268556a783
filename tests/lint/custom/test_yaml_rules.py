"""What YAML rules read, what they say, and when they are silent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from spec_helpers import course_in

from coursewright.lint.api import EVERY_MODEL, Evidence, Severity
from coursewright.lint.custom import load_rules
from coursewright.lint.custom.reads import EVERYTHING, reads_of
from coursewright.lint.custom.values import StillOpen, data_of
from coursewright.lint.engine import Linter
from coursewright.lint.page import page_markdown
from coursewright.shipped import shipped
from coursewright.spec.load import load, load_documents, read_document

if TYPE_CHECKING:
    from coursewright.lint.findings import Finding
    from coursewright.lint.registry import Rule
    from coursewright.spec.model import Course

BASE = {
    "code": "HSE001",
    "name": "house-rule",
    "statement": "It holds",
    "for": "task",
    "must": {"required": ["purpose"]},
    "message": "{label} does not hold.",
    "why": "it matters",
    "fix": "mend it",
}


def made(folder: Path, **keys: Any) -> Rule:
    path = folder / "rule.yaml"
    path.write_text(yaml.safe_dump(BASE | keys, allow_unicode=True), "utf-8")
    (rule,) = load_rules(path)
    return rule


def course(text: str, name: str = "") -> Course:
    name = name or ("course.yaml" if text.startswith("course:") else "m.module.yaml")
    return load_documents(read_document(Path("/courses") / name, text.encode()))


def lint(rule: Rule, text: str) -> list[Finding]:
    return list(Linter([rule]).lint(course(text)).findings)


def spoken_of(rule: Rule, text: str) -> list[str]:
    return [finding.message.removesuffix(" does not hold.") for finding in lint(rule, text)]


# ---- what a rule is


def test_a_rule_may_add_what_is_absent(tmp_path: Path) -> None:
    adds = {"purpose": "TODO: what it is for", "monitoring": {"by": "tutor", "looks_for": "TODO: the gap"}}
    rule = made(tmp_path, adds=adds)
    assert rule.meta.fix == "unsafe"
    (finding,) = lint(rule, "module: m\ntasks:\n- id: a\n  monitoring: {by: tutor}\n")
    assert [(edit.span.start.line, edit.text, edit.safe) for edit in finding.edits] == [
        (3, '\n  purpose: "TODO: what it is for"', False),
        (4, ', looks_for: "TODO: the gap"', False),
    ]
    (finding,) = lint(rule, "module: m\ntasks: [{id: a, monitoring: {none: they know}}]\n")
    assert [edit.text for edit in finding.edits] == [', purpose: "TODO: what it is for"']
    (shared,) = lint(rule, "module: m\ntasks: [&a {id: a}]\nx-a: *a\n")
    assert not shared.edits


def test_a_rule_is_like_any_other(tmp_path: Path) -> None:
    rule = made(tmp_path, severity="error", minutes=7, evidence="research", sources=["Us 2026"], missing=True)
    meta = rule.meta
    assert (meta.severity, meta.minutes, meta.evidence) == (Severity.ERROR, 7, Evidence.RESEARCH)
    assert (meta.sources, meta.missing, meta.models, meta.fix) == (("Us 2026",), True, EVERY_MODEL, "none")
    (finding,) = lint(rule, "module: m\ntasks: [{id: a}]\n")
    assert (finding.why, finding.fix) == ("it matters (Us 2026, research)", "mend it")
    assert (finding.mark.span.start.line, finding.mark.span.start.column) == (2, 10)


def test_what_is_not_said_about_a_rule(tmp_path: Path) -> None:
    meta = made(tmp_path).meta
    assert (meta.severity, meta.minutes, meta.evidence) == (Severity.WARNING, 5, Evidence.PRACTICE)
    assert (meta.sources, meta.status, meta.by_default) == (("house rule",), "stable", True)


def test_words_for_yes(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    text = yaml.safe_dump(BASE)
    path.write_text(f"{text}missing: yes\nessential: On\nby_default: no\n")
    (rule,) = load_rules(path)
    assert (rule.meta.missing, rule.meta.essential, rule.meta.by_default) == (True, True, False)


def test_its_page(tmp_path: Path) -> None:
    spec = "module: m\ntasks: [{id: a}]\n"
    rule = made(tmp_path, says="It says `so`.", because="Because.", examples={"invalid": [spec], "valid": []})
    page = page_markdown(rule)
    assert "## What it says\n\nIt says `so`.\n" in page
    assert (
        "## Why\n\nBecause.\n\nIt rests on a practitioner's view (evidence grade C):\n\n- house rule." in page
    )
    assert f"## Invalid\n\n```yaml\n{spec}```\n" in page
    assert "## Valid" not in page
    short = page_markdown(made(tmp_path))
    assert "## What it says\n\nIt holds.\n" in short
    assert "## Why\n\nIt matters.\n" in short


def test_several_in_one_file(tmp_path: Path) -> None:
    other = BASE | {"code": "HSE002", "name": "another-rule", "for": ["task", "follow-up-activity"]}
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"rules": [BASE, other]}))
    one, two = load_rules(tmp_path / "rules.yaml")
    assert (one.meta.code, two.meta.code) == ("HSE001", "HSE002")
    assert two.elements == ("Task", "FollowUpActivity")


# ---- what it reads


@pytest.mark.parametrize(
    ("written", "schema"),
    [
        ("graded: yes", {"graded": {"const": True}}),
        ("graded: Off", {"graded": {"const": False}}),
        ("weight: 30%", {"weight": {"const": 30}}),
        ("weight: 12.5", {"weight": {"minimum": 12.5, "maximum": 12.5}}),
        ("duration: 1-2 h", {"duration": {"const": 120}}),
        ("duration: 2 weeks", {"duration": {"const": 20160}}),
        ("due: week 2 fri 17:00", {"due": {"const": "week 2 fri 17:00"}}),
        ("week: 3", {"week": {"const": 3}}),
        ("week: 3-4", {"week": {"const": "3-4"}}),
        ("outcomes: lo1", {"outcomes": {"const": ["lo1"]}}),
        ("outcomes: [lo1, lo2]", {"outcomes": {"minItems": 2}}),
        ("level: analyse", {"level": {"const": "analyze"}}),
        ("grouping: {groups: 4}", {"grouping": {"const": "groups"}}),
        ("instructions: {file: a.md}", {"instructions": {"required": ["file"]}}),
        ("instructions: Do it", {"instructions": {"const": "Do it"}}),
        ("decision_points: Yes or no?", {"decision_points": {"items": {"required": ["prompt"]}}}),
        ("decision_points: {prompt: p, options: [a, b]}", {"decision_points": {"const": [
            {"prompt": "p", "options": [{"option": "a"}, {"option": "b"}]}]}}),
        ("criteria: [{name: neat, points: 3}]", {"criteria": {"const": [{"name": "neat", "points": 3}]}}),
            ("criteria: neat", {"criteria": {"const": [{"name": "neat"}]}}),
        ("monitoring: {by: tutor, minutes: 5}", {"monitoring": {"const": {"by": "tutor", "minutes": 5}}}),
        ("feedback: {within: 3 days, form: spoken}", {"feedback": {"const": {
            "within": 4320, "form": ["spoken"]}}}),
        ("materials: {kind: video, url: u}", {"materials": {"const": [{"kind": "video", "url": "u"}]}}),
        ("materials: film", {"materials": {"const": ["film"]}}),
        ("follow_up: {title: Debate, kind: debate}", {"follow_up": {"contains": {"required": ["kind"]}}}),
        ("reflection_prompts: {learned: What?}", {"reflection_prompts": {"const": [
            {"text": "What?", "role": "learned"}]}}),
        ("attempts: 3", {"attempts": {"const": "3"}}),
        ("x-a: 12", {"x-a": {"const": 12}}),
        ("x-a: '12'", {"x-a": {"const": "12"}}),
        ("x-a: true", {"x-a": {"const": True}}),
        ("x-a: no", {"x-a": {"const": "no"}}),
        ("x-a: 2026-05-12", {"x-a": {"format": "date"}}),
        ("x-a: {b: [1, {c: d}]}", {"x-a": {"const": {"b": [1, {"c": "d"}]}}}),
        ("x-a: {b: [1, {c: d}]}", {"x-a": {
            "properties": {"b": {"contains": {"required": ["c"]}}}, "required": ["b"]}}),
    ],
)  # fmt: skip
def test_values_are_what_the_format_means(written: str, schema: dict[str, Any], tmp_path: Path) -> None:
    text = f"module: m\ntasks:\n  - id: a\n    {written}\nmaterials: [{{id: film}}]\n"
    (key,) = schema
    must = {"required": [key], "properties": schema}
    assert spoken_of(made(tmp_path, must=must), text) == []
    assert spoken_of(made(tmp_path, must={"not": must}), text) == ['Task "a"']


def test_what_is_not_said_is_absent(tmp_path: Path) -> None:
    """No default is filled in: `graded` counts as false to the format, and a rule can still ask for it."""
    rule = made(tmp_path, must={"required": ["graded"]})
    assert spoken_of(rule, "module: m\ntasks: [{id: a}, {id: b, graded: no}]\n") == ['Task "a"']


def test_what_is_inherited_is_there(tmp_path: Path) -> None:
    text = (
        "module: m\ndefaults: {tasks: {purpose: p, monitoring: {by: tutor}}}\n"
        "tasks: [{id: a, monitoring: {signal: s}}, {id: b, monitoring: {none: nobody reads it}}]\n"
    )
    assert spoken_of(made(tmp_path), text) == []
    both = {"required": ["monitoring"], "properties": {"monitoring": {"required": ["by", "signal"]}}}
    assert spoken_of(made(tmp_path, must=both), text) == []
    assert spoken_of(made(tmp_path, must={"not": both}), text) == ['Task "a"']


def test_a_text_is_the_mapping_it_stands_for(tmp_path: Path) -> None:
    rule = made(tmp_path, **{"for": "outcome", "must": {"required": ["why"]}})
    text = "module: m\noutcomes:\n  - Draw a map\n  - {statement: Read it, why: to arrive}\n"
    (finding,) = lint(rule, text)
    assert finding.message == 'Outcome "Draw a map" does not hold.'
    assert (finding.mark.span.start.line, finding.mark.span.start.column) == (3, 5)
    stated = made(tmp_path, **{"for": "outcome", "must": {"properties": {"statement": {"pattern": "^Draw"}}}})
    assert spoken_of(stated, text) == ['Outcome "Read it"']


def test_the_circumstances(tmp_path: Path) -> None:
    where = {"required": ["context"], "properties": {"context": {
        "required": ["mode"], "properties": {"mode": {"const": "asynchronous"}}}}}  # fmt: skip
    rule = made(tmp_path, where=where)
    assert spoken_of(rule, "module: m\nmode: asynchronous\ntasks: [{id: a}]\n") == ['Task "a"']
    assert spoken_of(rule, "module: m\nmode: blended\ntasks: [{id: a}]\n") == []
    assert spoken_of(rule, "module: m\nmode: TODO\ntasks: [{id: a}]\n") == []


ALL_TASKS = {"properties": {"all": {"properties": {"tasks": {"contains": {"required": ["graded"]}}}}}}


def test_all_that_stands_in_a_place(tmp_path: Path) -> None:
    rule = made(tmp_path, **{"for": "module", "must": ALL_TASKS})
    assert spoken_of(rule, "module: m\n") == ['Module "m"']
    assert spoken_of(rule, "module: m\nunits: [{tasks: [{id: a, graded: yes}]}]\n") == []
    assert spoken_of(rule, "module: m\nunits: [{tasks: [{id: a}]}]\n") == ['Module "m"']
    assert spoken_of(rule, "module: m\nunits: [{tasks: [{id: a, graded: TODO}]}]\n") == []
    assert spoken_of(rule, "module: m\nunits: [{tasks: TODO}]\n") == []
    assert spoken_of(rule, "module: m\nunits: TODO\n") == []


def test_a_flat_module_is_a_unit(tmp_path: Path) -> None:
    rule = made(tmp_path, **{"for": "unit", "must": {"properties": {"tasks": {"minItems": 2}}}})
    assert spoken_of(rule, "module: m\ntasks: [{id: a}]\n") == ['Module "m"']
    assert spoken_of(rule, "module: m\nunits: [{id: u, tasks: [{id: a}]}]\n") == ['Unit "u"']
    assert spoken_of(rule, "module: m\ntasks: [{id: a}, {id: b}]\n") == []


def test_keys_that_hold_in_a_place(tmp_path: Path) -> None:
    rule = made(tmp_path, **{"for": "module", "must": {"required": ["language", "study_level", "x-a"]}})
    assert spoken_of(rule, "module: m\nlanguage: en\nstudy_level: 5\nx-a: {none: not ours}\n") == []
    assert spoken_of(rule, "module: m\nlanguage: en\nstudy_level: 5\n") == ['Module "m"']


@pytest.mark.parametrize(
    "path", sorted(shipped("examples").rglob("course.yaml")), ids=lambda path: path.parent.name
)
def test_everything_can_be_read(path: Path) -> None:
    """Whole, each element is data that JSON can carry."""
    whole = load(path)
    count = 0
    for elements in whole.elements.values():
        for element in elements:
            try:
                json.dumps(data_of(element, EVERYTHING, whole, absences=True))
            except StillOpen:
                continue
            count += 1
    assert count > 50


def test_what_a_schema_reads() -> None:
    schema = {
        "required": ["a"],
        "properties": {"b": {"items": {"properties": {"c": {}}}}},
        "anyOf": [{"not": {"required": ["d"]}}, {"$ref": "#/$defs/x"}],
        "dependentRequired": {"e": ["f"]},
        "$defs": {"x": {"if": {"required": ["g"]}}, "unused": {"required": ["h"]}},
    }
    reads = reads_of(schema)
    assert set(reads.keys) == set("abcdefg") - {"c"}
    assert set(reads.keys["b"].keys) == {"c"}
    assert not reads.whole
    for more in ({"minProperties": 1}, {"additionalProperties": False}, {"const": {"a": 1}}):
        assert reads_of(more).whole


# ---- when it is silent


@pytest.mark.parametrize(
    "task",
    [
        "purpose: TODO",
        "purpose: TODO ask Jo",
        "purpose:",
        "purpose: tbc",
        "purpose: {TODO: hint}",
        "purpose: [not, a, text]",
        "prupose: misspelt",
        "purpose: {none: it speaks for itself}",
    ],
)
def test_what_is_open_or_left_out(task: str, tmp_path: Path) -> None:
    assert spoken_of(made(tmp_path), f"module: m\ntasks:\n  - id: a\n    {task}\n") == []


@pytest.mark.parametrize(
    "value", ["TODO", "", "TBD", "~", "{TODO: ask}", "[a, TODO]", "{none: we have none}"]
)
def test_own_keys_that_are_open_or_left_out(value: str, tmp_path: Path) -> None:
    rule = made(tmp_path, must={"required": ["x-a"], "properties": {"x-a": {"const": {"b": 1}}}})
    assert spoken_of(rule, f"module: m\ntasks:\n  - id: a\n    x-a: {value}\n") == []


def test_an_open_key_that_nobody_reads(tmp_path: Path) -> None:
    assert spoken_of(made(tmp_path), "module: m\ntasks: [{id: a, due: TODO, feedback: TODO}]\n") == [
        'Task "a"'
    ]


def test_openness_reaches_as_deep_as_reading(tmp_path: Path) -> None:
    by = {"required": ["monitoring"], "properties": {"monitoring": {"required": ["by"]}}}
    rule = made(tmp_path, must=by)
    assert spoken_of(rule, "module: m\ntasks: [{id: a, monitoring: {signal: TODO}}]\n") == ['Task "a"']
    assert spoken_of(rule, "module: m\ntasks: [{id: a, monitoring: {by: TODO}}]\n") == []
    assert spoken_of(rule, "module: m\ntasks: [{id: a, monitoring: TODO}]\n") == []


def test_left_out_elsewhere_is_no_excuse(tmp_path: Path) -> None:
    text = "module: m\ntasks: [{id: a, feedback: {none: none needed}}]\n"
    assert spoken_of(made(tmp_path), text) == ['Task "a"']
    assert spoken_of(made(tmp_path, on_purpose="feedback"), text) == []


def test_where_something_is_left_out_it_is_not(tmp_path: Path) -> None:
    rule = made(tmp_path, where={"required": ["follow_up"]})
    assert spoken_of(rule, "module: m\ntasks: [{id: a, follow_up: {none: a visit}}]\n") == []


def test_drafts_and_models(tmp_path: Path) -> None:
    text = "module: m\nstatus: draft\nsupport_model: prepared\ntasks: [{id: a}]\n"
    assert [finding.severity for finding in lint(made(tmp_path, missing=True), text)] == [Severity.INFO]
    assert lint(made(tmp_path, models="led"), text) == []
    assert len(lint(made(tmp_path, models=["led", "prepared"]), text)) == 1


def test_a_course_is_no_module(tmp_path: Path) -> None:
    rule = made(tmp_path, **{"for": "course", "must": {"required": ["x-code"]}})
    assert spoken_of(rule, "module: m\n") == []
    assert spoken_of(rule, "course: c\n") == ['Course "c"']
    assert spoken_of(rule, "course: c\nx-code: 1\n") == []


def test_satisfied_by_a_module(tmp_path: Path) -> None:
    keys = {"for": "course", "satisfied_by": "module", "must": {"required": ["value"]}}
    rule = made(tmp_path, **keys)
    listing = "course: c\nmodules: [a.yaml, b.yaml]\n"

    def found(**files: str) -> list[str]:
        read = course_in(tmp_path, {f"{name}.yaml": text for name, text in files.items()})
        report = Linter([rule]).lint(read)
        return [f"{finding.mark.path.name}:{finding.mark.span.start.line}" for finding in report.findings]

    assert found(course=listing, a="module: a\n", b="module: b\n") == ["course.yaml:1"]
    assert found(course=listing, a="module: a\nvalue: v\n", b="module: b\n") == []
    assert found(course=listing, a="module: a\nunits: [{value: v}]\n", b="module: b\n") == []
    assert found(course=f"{listing}value: v\n", a="module: a\n", b="module: b\n") == []
    assert found(course=listing, a="module: a\nvalue: TODO\n", b="module: b\n") == []
    left_out = "module: {}\nvalue: {{none: they know}}\n"
    assert found(course=listing, a=left_out.format("a"), b="module: b\n") == ["course.yaml:1"]
    assert found(course=listing, a=left_out.format("a"), b=left_out.format("b")) == []
    assert found(course=listing, a="module: a\n", b="module: b\ntask: [\n") == []
    (tmp_path / "b.yaml").unlink()
    assert found(course=listing, a="module: a\n") == []
    assert spoken_of(rule, "module: m\n") == ['Module "m"']
    assert spoken_of(made(tmp_path, **keys, models="led"), "module: m\nsupport_model: self-taught\n") == []


# ---- where and how it speaks


@pytest.mark.parametrize(
    ("at", "task", "line"),
    [
        ("due", "due: week 2", 4),
        ("due", "kind: quiz", 3),
        ("monitoring.signal", "monitoring: {by: tutor, signal: none yet}", 4),
        ("monitoring.signal", "monitoring: {by: tutor}", 4),
        ("monitoring.signal", "kind: quiz", 3),
        ("x-a", "x-a: 1", 4),
        ("x-a.b", "x-a: {b: 1}", 4),
    ],
)
def test_where_a_finding_stands(at: str, task: str, line: int, tmp_path: Path) -> None:
    (finding,) = lint(made(tmp_path, at=at), f"module: m\ntasks:\n  - id: a\n    {task}\n")
    assert finding.mark.span.start.line == line


def test_placeholders(tmp_path: Path) -> None:
    text = (
        "module: m\ntitle: Maps\nunits:\n  - title: North\n    week: 3\n"
        "    tasks: [{id: a, title: Draw, kind: quiz, due: week 3, x-a: {b: c}}, {kind: poll}]\n"
    )
    message = "{label}|{title}|{id}|{kind}|{value}|{when}|{unit}|{module}|{{none: x}}"
    first, second = (finding.message for finding in lint(made(tmp_path, message=message, at="due"), text))
    assert first == 'Task "Draw"|Draw|a|quiz|week 3| (week 3)|North|Maps|{none: x}'
    assert second == "This task|this task|this task|poll|nothing| (week 3)|North|Maps|{none: x}"
    (own, _) = lint(made(tmp_path, message="{value}", at="x-a.b"), text)
    assert own.message == "C"
    (flat,) = lint(made(tmp_path, message="{unit} {module} {value}"), "module: m\ntasks: [{id: a}]\n")
    assert flat.message == "This unit m nothing"


def test_a_long_title_is_cut(tmp_path: Path) -> None:
    (finding,) = lint(
        made(tmp_path, message="{title} {{x}}"), f"module: m\ntasks: [{{title: {'long ' * 200_000}}}]\n"
    )
    assert len(finding.message) < 120


def test_what_stands_in_a_title_is_no_placeholder(tmp_path: Path) -> None:
    (finding,) = lint(made(tmp_path), 'module: m\ntasks: [{title: "{kind} {0.__class__} %s"}]\n')
    assert finding.message == 'Task "{kind} {0.__class__} %s" does not hold.'


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [("^(a+)+$", False), ("^(a|a)*$", False), ("(.*a){20}", True), ("^(([a-z])+.)+[A-Z]([a-z])+$", False)],
)
def test_no_pattern_can_hold_up_a_run(pattern: str, fits: bool, tmp_path: Path) -> None:
    """With an engine that steps back, these would not end in our lifetime."""
    rule = made(tmp_path, must={"properties": {"title": {"pattern": pattern}}})
    found = lint(rule, f"module: m\ntasks: [{{id: a, title: {'a' * 50_000}!}}]\n")
    assert len(found) == (0 if fits else 1)


def test_a_schema_may_go_as_deep_as_what_it_judges(tmp_path: Path) -> None:
    node = {"properties": {"x-a": {"$ref": "#/$defs/node"}}, "not": {"required": ["x-end"]}}
    rule = made(tmp_path, must={"$ref": "#/$defs/node", "$defs": {"node": node}})
    assert spoken_of(rule, "module: m\ntasks: [{id: a, x-a: {x-a: {x-a: {b: 1}}}}]\n") == []
    assert spoken_of(rule, "module: m\ntasks: [{id: a, x-a: {x-a: {x-end: 1}}}]\n") == ['Task "a"']
