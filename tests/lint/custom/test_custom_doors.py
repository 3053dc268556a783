"""Rules of others through each of the three doors, and what becomes of a run when one stumbles."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.api import Severity
from coursewright.lint.custom import load_rules
from coursewright.lint.custom.schema_rule import SchemaRule
from coursewright.lint.door import DOOR
from coursewright.lint.engine import Linter
from coursewright.lint.families import families
from coursewright.lint.page import page_markdown
from coursewright.lint.registry import Rule, all_rules
from coursewright.lint.select import find
from coursewright.lint.sources import references
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.lint.findings import Finding

YAML = """\
code: HSE001
name: no-archive-box
statement: Tasks name their archive box
for: task
must: {required: [x-archive]}
message: "{label} names no archive box."
why: the archive asks for it
fix: add it
"""
PYTHON = '''\
"""A rule of ours."""
from coursewright.lint.api import Evidence, Meta, Problem, Severity

META = Meta("HSE002", "no-crate", "A crate", Severity.INFO, 1, Evidence.PRACTICE, ("Us",), "it matters")


def check(task: "Task", context):
    yield Problem(task, "No crate.")
'''
SPEC = "module: m\ntasks: [{id: a, kind: quiz}, {id: b, kind: quiz}]\n"


def saved(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def lint(rules: list[Rule], folder: Path) -> list[Finding]:
    return list(Linter(rules).lint(load(saved(folder / "m.module.yaml", SPEC))).findings)


# ---- local files


def test_a_yaml_file(tmp_path: Path) -> None:
    (rule,) = load_rules(saved(tmp_path / "box.yaml", YAML))
    assert [finding.code for finding in lint([rule], tmp_path)] == ["HSE001", "HSE001"]
    assert rule.file == str(tmp_path / "box.yaml")


def test_a_python_file(tmp_path: Path) -> None:
    (rule,) = load_rules(saved(tmp_path / "crate.py", PYTHON))
    assert [finding.message for finding in lint([rule], tmp_path)] == ["No crate.", "No crate."]
    assert (rule.file, rule.family_name, rule.page) == (
        str(tmp_path / "crate.py"),
        "house",
        "A rule of ours.",
    )
    assert not (tmp_path / "__pycache__").exists()


def test_two_python_files_of_one_name(tmp_path: Path) -> None:
    one = saved(tmp_path / "a" / "crate.py", PYTHON)
    other = saved(tmp_path / "b" / "crate.py", PYTHON.replace("HSE002", "HSE003").replace("No crate", "None"))
    rules = [*load_rules(one), *load_rules(other)]
    assert [finding.message for finding in lint(rules, tmp_path)] == ["No crate.", "None."] * 2


def test_a_python_file_may_define_what_it_likes(tmp_path: Path) -> None:
    more = "from dataclasses import dataclass\n\n\n@dataclass\nclass Crate:\n    size: int\n"
    assert load_rules(saved(tmp_path / "crate.py", PYTHON + more))


def test_a_file_is_loaded_once_until_it_changes(tmp_path: Path) -> None:
    path = saved(tmp_path / "box.yaml", YAML)
    (first,) = load_rules(path)
    (again,) = load_rules(path)
    assert first is again
    saved(path, YAML.replace("HSE001", "HSE0011"[:6]).replace("archive box.", "box."))
    (changed,) = load_rules(path)
    assert changed is not first


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"HSE002"', '"late"', "The code `late` is not three capital letters and three digits"),
        ('"no-crate"', '"No crate"', "The name `No crate` is not lower-case words"),
        ('"it matters"', '""', "`why` of `META` needs a text."),
        ("Severity.INFO", '"info"', "`severity` of `META` is not of its type."),
        ("Evidence.PRACTICE", '"practice"', "`evidence` of `META` is not of its type."),
        ('("Us",)', '"Us"', "`sources` of `META` is not of its type."),
        ("META = Meta(", "META = dict(code=", "SyntaxError"),
        ("META = Meta(", "META = (", "`META` is not a `Meta` of coursewright.lint.api."),
        ('task: "Task"', 'task: "Tusk"', "asks for Tusk, which no course is made of"),
        ('task: "Task"', "task", "annotate its first parameter"),
        ('"HSE002"', '"FUP001"', "`FUP001` is taken by an installed rule, FUP001 no-follow-up."),
    ],
)
def test_a_python_file_that_is_wrong(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert old in PYTHON
    before = set(sys.modules)
    with pytest.raises(CoursewrightError) as raised:
        load_rules(saved(tmp_path / "crate.py", PYTHON.replace(old, new)))
    assert said in str(raised.value)
    assert str(tmp_path / "crate.py") in str(raised.value)
    assert "FUP001" in said or not {name for name in set(sys.modules) - before if "house" in name}


# ---- packages


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make an empty package of rules beside the built-in ones; each test says what is in it."""
    folder = tmp_path / "ours_of_a_test"
    saved(folder / "__init__.py", "")
    points = saved(tmp_path / "ours-1.0.dist-info" / "entry_points.txt", f"[{DOOR}]\nx = ours_of_a_test\n")
    assert points.is_file()
    monkeypatch.syspath_prepend(tmp_path)
    forget()
    yield folder
    forget()
    for name in [name for name in sys.modules if name.startswith("ours_of_a_test")]:
        del sys.modules[name]


def forget() -> None:
    all_rules.cache_clear()
    references.cache_clear()


def test_yaml_rules_beside_python_ones(package: Path, tmp_path: Path) -> None:
    saved(package / "archive" / "__init__.py", '"""HSE · Archive: boxes and crates."""\n')
    saved(package / "archive" / "no_archive_box.yaml", YAML)
    saved(package / "archive" / "no_crate.py", PYTHON)
    saved(package / "archive" / "no_crate.cases.yaml", "valid: []\n")
    saved(package / "data" / "sources.yaml", "Us:\n  reference: Ourselves, 2026\n")
    rules = [rule for rule in all_rules() if rule.meta.family == "HSE"]
    assert [(rule.meta.code, rule.family_name) for rule in rules] == [
        ("HSE001", "archive"),
        ("HSE002", "archive"),
    ]
    assert [finding.code for finding in lint(rules, tmp_path)] == ["HSE001", "HSE002"] * 2
    (family,) = families(rules)
    assert (family.title, family.about) == ("Archive", "boxes and crates.")
    assert "Ourselves, 2026" in page_markdown(find("no-crate"))


def test_rules_without_a_folder_of_their_own(package: Path) -> None:
    saved(package / "no_archive_box.yaml", YAML)
    assert find("HSE001").family_name == "ours-of-a-test"


def test_a_wrong_rule_in_a_package(package: Path) -> None:
    saved(package / "no_archive_box.yaml", YAML.replace("required", "requierd"))
    with pytest.raises(UsageError) as raised:
        all_rules()
    assert raised.value.message.startswith("The rules of `ours_of_a_test` could not be loaded: ")
    assert "no_archive_box.yaml:5:8: `requierd` is no keyword of JSON Schema." in raised.value.message
    assert raised.value.hint == "Did you mean `required`?"


def test_a_single_module(package: Path, tmp_path: Path) -> None:
    (package / "__init__.py").unlink()
    package.rmdir()
    saved(tmp_path / "ours_of_a_test.py", PYTHON)
    rule = find("HSE002")
    assert rule.family_name == "ours-of-a-test"
    assert "## Why" in page_markdown(rule)


def test_a_file_of_an_installed_package_can_be_named(package: Path) -> None:
    """Whoever writes such a package tests its rules by their files."""
    path = saved(package / "no_archive_box.yaml", YAML)
    assert find("HSE001")
    (rule,) = load_rules(path)
    assert rule.meta.code == "HSE001"
    with pytest.raises(CoursewrightError, match="`HSE001` is taken by an installed rule"):
        load_rules(saved(package.parent / "copy.yaml", YAML))


# ---- what stumbles


CRASHES = {
    "ZeroDivisionError: division by zero": "    1 / 0\n    yield\n",
    "SystemExit: 3": "    raise SystemExit(3)\n    yield\n",
    "TypeError: 'NoneType' object is not iterable": "    return None\n",
    "AttributeError: 'str' object has no attribute 'message'": "    yield 'No crate.'\n",
    "RecursionError: maximum recursion depth exceeded": "    yield from check(task, context)\n",
}


@pytest.mark.parametrize("said", CRASHES)
def test_a_python_file_that_stumbles(said: str, tmp_path: Path) -> None:
    broken = PYTHON.replace('    yield Problem(task, "No crate.")\n', CRASHES[said])
    (rule,) = load_rules(saved(tmp_path / "crate.py", broken))
    assert_stumbles(rule, said, tmp_path)


def test_a_yaml_file_that_stumbles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (rule,) = load_rules(saved(tmp_path / "box.yaml", YAML))
    monkeypatch.setattr(SchemaRule, "judge", stumble)
    assert_stumbles(rule, "ValueError: oh", tmp_path)


def test_a_rule_of_a_package_that_stumbles(package: Path, tmp_path: Path) -> None:
    broken = PYTHON.replace(
        '    yield Problem(task, "No crate.")\n', "    raise ValueError('oh')\n    yield\n"
    )
    saved(package / "no_crate.py", broken)
    assert_stumbles(find("HSE002"), "ValueError: oh", tmp_path)


def stumble(_rule: SchemaRule) -> None:
    raise ValueError("oh")


def assert_stumbles(rule: Rule, said: str, folder: Path) -> None:
    """See that a crash is a finding that names the rule and its file, and that others still speak."""
    found = lint([rule, find("FUP001")], folder)
    crashes = [finding for finding in found if finding.crash]
    assert [finding.severity for finding in crashes] == [Severity.ERROR, Severity.ERROR]
    for finding in crashes:
        assert finding.message.startswith(f"The rule {rule.meta.code} of {rule.file} stumbled here: {said}")
    assert sum(finding.code == "FUP001" for finding in found) == 2
