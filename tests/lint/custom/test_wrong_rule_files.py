"""Rule files that are wrong: refused with their place, and with what was probably meant."""

# ruff: noqa: E501 - a slip and what is said of it stand on one line

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursewright.lint.custom import load_rules
from coursewright.lint.custom.load import refuse_double
from coursewright.lint.engine import Linter
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.load import load_documents, read_document

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.lint.registry import Rule

RULE = """\
code: HSE001
name: no-archive-box
statement: Assessments name their archive box
for: assessment
must:
  required: [x-archive]
message: "{label} names no archive box."
why: the archive asks for it
fix: add it
"""


def saved(folder: Path, text: str, name: str = "rule.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def complaint(path: Path) -> str:
    with pytest.raises(CoursewrightError) as raised:
        load_rules(path)
    return str(raised.value).replace(f"{path.parent}/", "")


def test_one_that_is_right(tmp_path: Path) -> None:
    (rule,) = load_rules(saved(tmp_path, RULE))
    assert (rule.meta.code, rule.elements, rule.family_name) == ("HSE001", ("Assessment",), "house")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # keys and values of the rule
        ("why: the", "whi: the", "rule.yaml:8:1: `whi` is not a key of a rule. Did you mean `why`?"),
        ("why: the archive asks for it\n", "", "rule.yaml:1:1: The rule lacks `why`. Add `why`."),
        ("for: assessment", "for: assessments", "4:6: `for` cannot be `assessments`. Did you mean `assessment`?"),
        ("for: assessment", "for: nonsense", "4:6: `for` cannot be `nonsense`. There are course, module, unit,"),
        ("for: assessment", "for: []", "4:6: `for` is an empty list. Put one entry into it at least."),
        ("HSE001", "late1", "1:7: `code` cannot be `late1`. It takes three capital letters of your own and"),
        ("no-archive-box", "No Box", "2:7: `name` cannot be `No Box`. It takes the problem in lower-case words"),
        ("fix: add it", "fix:", "9:5: `fix` cannot be empty. It takes a text."),
        ("fix: add it", "fix: a\nseverity: warn", "10:11: `severity` cannot be `warn`. Did you mean `warning`?"),
        ("fix: add it", "fix: a\nminutes: lots", "10:10: `minutes` cannot be `lots`. It takes a number of minutes"),
        ("fix: add it", "fix: a\nminutes: 0", "10:10: `minutes` cannot be `0`."),
        ("fix: add it", "fix: a\nmissing: perhaps", "10:10: `missing` cannot be `perhaps`. It takes `true` where"),
        ("fix: add it", "fix: a\nmodels: leed", "10:9: `models` cannot be `leed`. Did you mean `led`?"),
        ("fix: add it", "fix: a\nat: du", "10:5: `du` is not a key of an assessment. Did you mean `due`?"),
        ("fix: add it", "fix: a\non_purpose: due", "10:13: `due` takes no `{none: reason}`. There are criteria"),
        ("fix: add it", "fix: a\nsatisfied_by: module", "10:1: `satisfied_by` is for rules for a course."),
        ("fix: add it", "fix: a\nsatisfied_by: course", "10:15: `satisfied_by` cannot be `course`."),
        ("fix: add it", "fix: a\nexamples: {valid: [hello]}", "10:20: `valid` cannot be `hello`. It takes a whole"),
        ("fix: add it", "fix: a\nexamples: {vlid: []}", "10:12: `vlid` is not a key of examples. Did you mean `valid`"),
        ("names no", "x" * 1_000_000, "7:10: `message` is longer than 500 characters."),
        ("must:\n  required: [x-archive]", "must: x-archive", "5:7: `must` cannot be `x-archive`. It takes a JSON Sch"),
        ("must:\n  required: [x-archive]", "must: true", "5:7: `must` cannot be `true`."),
        # placeholders
        ("{label}", "{labl}", "7:10: `{labl}` is no placeholder. Did you mean `{label}`?"),
        ("{label}", "{label.__class__}", "`{label.__class__}` is no placeholder. Did you mean `{label}`?"),
        ("{label}", "{label!r:>9999999}", "`{label!r:>9999999}` is no placeholder. Did you mean `{label}`?"),
        ("{label}", "{0}", "`{0}` is no placeholder. There are {label}, {title},"),
        ("{label}", "{}", "`{}` is no placeholder."),
        ("{label}", "{", "A single `{` begins or ends a placeholder. Write `{{`"),
        ("fix: add it", 'fix: "say {none: why}"', "9:6: `{none: why}` is no placeholder."),
        # schemas
        ("required:", "requierd:", "6:3: `requierd` is no keyword of JSON Schema. Did you mean `required`?"),
        ("required: [x-archive]", "kind: essay", "6:3: `kind` is no keyword of JSON Schema. Keys of the course"),
        ("[x-archive]", "[critera]", "6:14: `critera` is not a key of an assessment. Did you mean `criteria`?"),
        ("[x-archive]", "x-archive", "6:13: `required` cannot be `x-archive` here. In JSON Schema,"),
        ("required: [x-archive]", "properties: {kind: {const: esay}}", "6:23: `esay` is none of the words that"),
        ("required: [x-archive]", "properties: {kind: {enum: [essay, 3]}}", "What stands here is a text, never `3`."),
        (
            "required: [x-archive]",
            "properties: {formative: {const: yes}}",
            "6:28: What stands here is yes or no, never `yes`. Write `true` or `false`.",
        ),
        (
            "required: [x-archive]",
            "properties: {criteria: {type: string}}",
            "6:27: What stands here is a list, never a text. One without brackets is a list too",
        ),
        ("required: [x-archive]", "properties: {criteria: {required: [name]}}", "6:27: What stands here is a list"),
        ("required: [x-archive]", "properties: {due: {items: {}}}", "6:22: What stands here is a text, never a list"),
        ("required: [x-archive]", "properties: {feedback: {required: [form, too]}}", "`too` is not a key of feedback."),
        ("required: [x-archive]", "properties: {weight: {minimum: low}}", "`minimum` cannot be `low` here."),
        ("required: [x-archive]", "properties: {id: {pattern: '(?=a)b'}}", "6:21: This regular expression cannot"),
        ("required: [x-archive]", "properties: {id: {pattern: '('}}", "6:21: This regular expression cannot be used."),
        ("required: [x-archive]", "properties: {id: {pattern: '((a{999}){999}){999}'}}", "6:21: This regular"),
        ("required: [x-archive]", "properties: {id: {format: dat}}", "6:21: There is no such format."),
        ("required: [x-archive]", "patternProperties: {'(': {}}", "6:23: This regular expression cannot be used."),
        ("required: [x-archive]", "$ref: https://example.org/s.json", "`https://example.org/s.json` lies outside"),
        ("required: [x-archive]", "$ref: file:///etc/passwd", "`file:///etc/passwd` lies outside the rule's own"),
        ("required: [x-archive]", "$ref: '#'", "`#` lies outside the rule's own `$defs`."),
        ("required: [x-archive]", "{$ref: '#/$defs/x', $defs: {y: {}}}", "leads nowhere. Did you mean `#/$defs/y`?"),
        ("required: [x-archive]", "$id: urn:x", "6:3: `$id` is not read here."),
        (
            "required: [x-archive]",
            "{$ref: '#/$defs/x', $defs: {x: {anyOf: [{$ref: '#/$defs/x'}]}}}",
            "This `$ref` comes back to itself.",
        ),
        (
            "must:",
            "where: {properties: {kind: {const: exam}}}\nmust:",
            "5:22: `where` also fits an assessment without `kind`. Add `required: [kind]` beside `properties`.",
        ),
        # what no rule file is
        (RULE, "", "rule.yaml:1:1: The file is empty. Start it with `code: HSE001`"),
        (RULE, "- a\n", "rule.yaml:1:1: This file is made of keys, and here is none."),
        (RULE, "rules: []\n", "rule.yaml:1:8: `rules` is an empty list."),
        (RULE, "rules: [3]\n", "rule.yaml:1:9: `rules` cannot be `3`."),
        (RULE, "a: &a [*a]\n", "The alias `*a` stands inside what it repeats."),
        ("fix: add it", "fix: a\nfix: b", "rule.yaml:10:1: The key `fix` is given twice here"),
        ("fix: add it", "fix: a\n\tb: c", "A tab indents this line"),
        # what somebody else is called
        ("HSE001", "FUP001", "1:7: `FUP001` is taken by an installed rule, FUP001 no-follow-up."),
        ("HSE001", "FUP999", "1:7: Codes that begin with FUP belong to the family follow-up, which may grow."),
        ("no-archive-box", "no-follow-up", "2:7: `no-follow-up` is taken by an installed rule"),
        ("no-archive-box", "follow-up", "2:7: `follow-up` is the name of a group of rules."),
        ("fix: add it", "fix: a\naliases: no-follow-up", "`no-follow-up` is taken by an installed rule"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert old in RULE
    if new.startswith("{$ref"):
        old, new = "must:\n  required: [x-archive]", f"must: {new}"
    assert said in complaint(saved(tmp_path, RULE.replace(old, new, 1)))


def test_all_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    said = complaint(saved(tmp_path, RULE.replace("{label}", "{labl}").replace("[x-archive]", "[critera]")))
    assert [line.partition(": ")[0] for line in said.splitlines()] == ["rule.yaml:6:14", "rule.yaml:7:10"]


def test_an_alias_bomb(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    names = "abcdefghijk"
    for before, name in pairwise(names):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    assert "repeat one another beyond any course's size" in complaint(saved(tmp_path, "\n".join(lines)))


def test_two_rules_of_one_code(tmp_path: Path) -> None:
    one, other = (
        saved(tmp_path, RULE, "one.yaml"),
        saved(tmp_path, RULE.replace("box", "crate"), "other.yaml"),
    )
    with pytest.raises(
        CoursewrightError, match=r"other\.yaml:1:7: `HSE001` is taken by the rule in .*one\.yaml:1:7"
    ):
        refuse_double([*load_rules(one), *load_rules(other)])
    refuse_double([*load_rules(one), *load_rules(one)])  # one that is named twice is one
    both = "rules:\n" + "".join(f"  - {text.replace(chr(10), chr(10) + '    ')}\n" for text in (RULE, RULE))
    assert "rule.yaml:12:11: `HSE001` is taken by the rule in rule.yaml:2:11." in complaint(
        saved(tmp_path, both)
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.py", "META = \n", "a.py:1: The rule could not be loaded (SyntaxError"),
        (
            "a.py",
            "X = 1\n",
            "a.py: The rule could not be loaded (TypeError: it has no `META` and no `check`)",
        ),
        ("a.py", "import sys\nsys.exit(3)\n", "a.py:2: The rule could not be loaded (SystemExit: 3)"),
        ("a.py", "def f():\n    1 / 0\n\nf()\n", "a.py:2: The rule could not be loaded (ZeroDivisionError"),
        ("a.py", "import no_such_thing\n", "a.py:1: The rule could not be loaded (ModuleNotFoundError"),
        ("a.txt", "", "a.txt: this is no rule file. Rule files end in .yaml, .yml or .py."),
    ],
)
def test_other_files(name: str, text: str, said: str, tmp_path: Path) -> None:
    assert said in complaint(saved(tmp_path, text, name))


def test_what_does_not_open(tmp_path: Path) -> None:
    assert "gone.yaml: no such file or directory." in complaint(tmp_path / "gone.yaml")
    (tmp_path / "folder.yaml").mkdir()
    assert "folder.yaml" in complaint(tmp_path / "folder.yaml")
    (tmp_path / "latin.yaml").write_bytes(RULE.replace("box", "Schl\xfcssel").encode("latin-1"))
    assert "latin.yaml:2:22: The byte 0xfc here is not UTF-8." in complaint(tmp_path / "latin.yaml")


def test_cases_are_no_rules(tmp_path: Path) -> None:
    assert load_rules(saved(tmp_path, "valid: []\n", "box.cases.yaml")) == []


def loaded(path: Path) -> list[Rule]:
    """Load a file, or see that it is refused with its place."""
    try:
        return load_rules(path)
    except CoursewrightError as error:
        said = str(error)
    assert said.startswith(str(path))
    return []


PIECES = st.sampled_from(
    ["{", "}", "[", "]", ":", "- ", "\n", "  ", "'", '"', "&a", "*a", "<<", "!x", "#", "0", "true", "~", "TODO"]
) | st.text(max_size=4)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(start=st.integers(0, len(RULE)), length=st.integers(0, 40), piece=PIECES)
def test_no_text_is_a_crash(start: int, length: int, piece: str, tmp_path: Path) -> None:
    """Whatever becomes of a rule file, it is loaded or refused."""
    text = RULE[:start] + piece + RULE[start + length :]
    (tmp_path / "rule.yaml").write_text(text, "utf-8", errors="surrogatepass")
    assert loaded(tmp_path / "rule.yaml") is not None


KEYS = st.sampled_from(["title", "x-a", "kind", "criteria", "feedback", "context", "weight", "due", "id"])
SCALARS = (
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3) | st.sampled_from(["essay", "draft"])
)
SCHEMAS: st.SearchStrategy[Any] = st.recursive(
    st.just({})
    | st.fixed_dictionaries({"const": SCALARS})
    | st.fixed_dictionaries({"required": st.lists(KEYS, max_size=3, unique=True)})
    | st.fixed_dictionaries({"type": st.sampled_from(["string", "array", "object", "null", "number"])})
    | st.fixed_dictionaries({"pattern": st.text(max_size=6)})
    | st.fixed_dictionaries({"minItems": st.integers(0, 3)})
    | st.fixed_dictionaries({"minProperties": st.integers(0, 3)})
    | st.just({"$ref": "#/$defs/a"})
    | st.just({"uniqueItems": True}),
    lambda inner: (
        st.fixed_dictionaries({"properties": st.dictionaries(KEYS, inner, max_size=3)})
        | st.fixed_dictionaries({"anyOf": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"not": inner})
        | st.fixed_dictionaries({"if": inner, "then": inner})
        | st.fixed_dictionaries({"items": inner})
        | st.fixed_dictionaries({"contains": inner, "$defs": st.fixed_dictionaries({"a": inner})})
        | st.fixed_dictionaries({"additionalProperties": inner})
    ),
    max_leaves=8,
)
SPEC = b"""\
module: m
x-a: {b: [1, 2]}
assessments:
  - {id: a, title: A, kind: essay, weight: 30%, due: week 2, feedback: {within: 3 days}, criteria: {none: why}}
  - {id: b, x-a: TODO, criteria: [c, d]}
  - {id: c, x-a: [1, {z: yes}]}
"""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(must=SCHEMAS, where=SCHEMAS)
def test_no_schema_is_a_crash(must: Any, where: Any, tmp_path: Path) -> None:
    """Whatever a schema asks, it is refused, or it judges every assessment without stumbling."""
    import yaml

    data = yaml.safe_load(RULE) | {"must": must, "where": where}
    path = saved(tmp_path, yaml.safe_dump(data, allow_unicode=True))
    rules = loaded(path)
    course = load_documents(read_document(tmp_path / "m.module.yaml", SPEC))
    assert not [finding.message for finding in Linter(rules).lint(course).findings if finding.crash]
