"""`coursewright test-rules`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright import rules

if TYPE_CHECKING:
    from collections.abc import Callable

RULE = """\
code: HSE001
name: no-archive-box
statement: Tasks name their archive box
for: task
must: {required: [x-archive]}
message: "{label} names no archive box."
why: the archive asks for it
fix: add it
"""
EXAMPLES = """\
examples:
  invalid:
    - |
      module: m
      tasks: [{id: a}]
  valid:
    - |
      module: m
      tasks: [{id: a, x-archive: 3}]
"""
PYTHON = '''\
"""A crate.

## Invalid

```yaml
module: m
tasks: [{id: a}]
```

## Valid

```yaml
module: m
```
"""
from coursewright.lint.api import Evidence, Meta, Problem, Severity

META = Meta("HSE002", "no-crate", "A crate", Severity.INFO, 1, Evidence.PRACTICE, ("Us",), "it matters")


def check(task: "Task", context):
    yield Problem(task, "No crate.")
'''


def saved(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def stumbling(line: str) -> str:
    return PYTHON.replace('yield Problem(task, "No crate.")', line)


def test_all_is_well(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    saved(tmp_path / "rules" / "box.yaml", RULE + EXAMPLES)
    saved(tmp_path / "rules" / "more" / "crate.py", PYTHON)
    done = coursewright("test-rules", "rules", cwd=tmp_path)
    assert done.out.splitlines() == [
        "rules/box.yaml HSE001 no-archive-box: 2 examples passed",
        "rules/more/crate.py HSE002 no-crate: 2 examples passed",
        "2 rules, 4 examples: all passed. Exit 0.",
    ]
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (
            "valid: ['module: m\\ntasks: [{id: a}]']",
            'line 2 is reported: Task "a" names no archive box.',
        ),
        ("invalid: ['module: m']", "It should be reported, but nothing is found."),
        (
            "valid: ['module: m\\ntask: []']",
            "Its spec has a fault itself, in line 2: `task` is not a key of a",
        ),
        ("valid: ['module: [']", "Its spec has a fault itself, in line 1:"),
        (
            "invalid: [{spec: 'module: m\\ntasks: [{id: a}, {id: b}]', findings: [{line: 2}]}]",
            'Found 2, not 1. Line 2: Task "a" names no archive box. Line 2: Task "b" names no archive box.',
        ),
        (
            "invalid: [{spec: 'module: m\\ntasks: [{id: a}]', findings: [{line: 3, severity: info}]}]",
            "`severity` is `warning`, not `info`.",
        ),
        (
            "valid: [{files: {../../x.yaml: 'module: m'}}]",
            "The file `../../x.yaml` would lie outside the example.",
        ),
    ],
)
def test_an_example_that_is_not_as_it_should_be(
    case: str, said: str, coursewright: Callable[..., Any], tmp_path: Path
) -> None:
    saved(tmp_path / "box.yaml", f"{RULE}examples:\n  {case}\n".replace("'", '"'))
    done = coursewright("test-rules", "box.yaml", cwd=tmp_path)
    assert done.code == 1
    assert said in " ".join(done.out.split())
    assert "box.yaml HSE001 no-archive-box: 1 of 1 example failed" in done.out
    assert "1 rule, 1 example: 1 rule needs attention. Exit 1." in done.out
    assert not (tmp_path.parent / "x.yaml").exists()


def test_a_rule_without_examples(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    saved(tmp_path / "box.yaml", RULE)
    done = coursewright("test-rules", "box.yaml", cwd=tmp_path)
    assert done.code == 1
    assert "no-archive-box: no valid and no invalid example" in done.out


def test_cases_beside_a_rule(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    """They are found by the rule's name or by that of its file; their day and their files count."""
    saved(tmp_path / "crate.py", PYTHON)
    saved(
        tmp_path / "crate.cases.yaml", "valid:\n  - {name: no tasks, spec: 'module: m', today: 2026-09-21}\n"
    )
    case = (
        "invalid:\n  - name: in the second file\n    files:\n"
        '      course.yaml: "course: c\\nmodules: [a.yaml]"\n'
        '      a.yaml: "module: a\\ntasks: [{id: t}]"\n'
        "    findings:\n"
        "      - {file: a.yaml, line: 2, column: 10, node: 'tasks[t]', message: No crate., related: []}\n"
    )
    saved(tmp_path / "no-crate.cases.yaml", case)
    done = coursewright("test-rules", tmp_path, cwd=tmp_path)
    assert "crate.py HSE002 no-crate: 4 examples passed" in done.out
    saved(tmp_path / "no-crate.cases.yaml", case.replace("line: 2", "lime: 2"))
    wrong = coursewright("test-rules", tmp_path, cwd=tmp_path)
    assert wrong.code == 2
    assert "no-crate.cases.yaml:7:24: `lime` is not a key of a finding. Did you mean `line`?" in wrong.err
    (tmp_path / "no-crate.cases.yaml").unlink()
    saved(tmp_path / "crate.cases.yaml", "valid:\n  - {spec: 'module: m', today: today}\n")
    assert "`today` is no date. Write it as 2026-09-21." in coursewright("test-rules", tmp_path).err


def test_a_file_that_does_not_load(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    """It is named, and the others are tested all the same."""
    saved(tmp_path / "box.yaml", RULE + EXAMPLES)
    saved(tmp_path / "crate.py", "META = \n")
    saved(tmp_path / "wrong.yaml", RULE.replace("HSE001", "HSE003").replace("for: task", "for: tusk"))
    done = coursewright("test-rules", ".", cwd=tmp_path)
    assert done.code == 2
    assert "box.yaml HSE001 no-archive-box: 2 examples passed" in done.out
    assert "1 rule, 2 examples: all passed. Exit 2." in done.out
    assert "crate.py:1: The rule could not be loaded (SyntaxError" in done.err
    assert "wrong.yaml:4:6: `for` cannot be `tusk`. Did you mean `task`?" in done.err


def test_a_rule_that_stumbles(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    saved(tmp_path / "crate.py", stumbling("1 / 0"))
    done = coursewright("test-rules", "crate.py", cwd=tmp_path)
    assert done.code == 1
    assert "stumbled here: ZeroDivisionError: division by zero." in " ".join(done.out.split())


def test_what_is_no_rule_is_passed_over(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    saved(tmp_path / "box.yaml", RULE + EXAMPLES)
    saved(tmp_path / "m.module.yaml", "module: m\n")
    saved(tmp_path / "course.yaml", "course: c\n")
    saved(tmp_path / "coursewright.yaml", "rules: {FUP001: off}\n")
    saved(tmp_path / "data" / "sources.yaml", "Us: {reference: Ourselves}\n")
    saved(tmp_path / "helper.py", "X = 1\n")
    saved(tmp_path / ".hidden" / "box.yaml", RULE)
    done = coursewright("test-rules", ".", cwd=tmp_path)
    assert (done.code, done.out.count("HSE001")) == (0, 1)


def test_words_it_cannot_follow(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for args, said in (
        (("gone.yaml",), "gone.yaml: there is no such file or folder."),
        (("empty",), "empty: there are no rule files in this folder."),
        ((), "The configuration of this folder names no rules of its own."),
    ):
        done = coursewright("test-rules", *args, cwd=tmp_path)
        assert (done.code, done.out) == (2, "")
        assert said in done.err


def test_the_rules_of_the_configuration(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    saved(tmp_path / "rules" / "box.yaml", RULE + EXAMPLES)
    saved(tmp_path / "rules" / "crate.py", PYTHON)
    saved(tmp_path / "coursewright.yaml", "custom_rules: [rules/*.yaml, rules/crate.py]\n")
    done = coursewright("test-rules", cwd=tmp_path)
    assert (done.code, done.out.count("2 examples passed")) == (0, 2)


def test_rules_of_the_configuration_are_known_by_name(
    coursewright: Callable[..., Any], tmp_path: Path
) -> None:
    saved(tmp_path / "box.yaml", RULE + EXAMPLES)
    config = saved(tmp_path / "coursewright.yaml", "custom_rules: box.yaml\n")
    assert coursewright("explain", "no-archive-box", cwd=tmp_path).out.startswith("# HSE001 no-archive-box\n")
    assert "HSE001    no-archive-box" in coursewright("rules", "--select", "house").out
    assert "FUP001" in coursewright("rules").out
    config.write_text("custom_rules: crate.yaml\n")
    assert coursewright("explain", "FUP001").code == 0


@pytest.mark.slow
def test_it_also_takes_rules_of_ours(coursewright: Callable[..., Any]) -> None:
    """Whoever writes a package of rules points it at their folder; ours will do."""
    folder = Path(rules.__file__).parent
    done = coursewright("test-rules", folder / "presence", folder / "materials" / "missing_licence.yaml")
    assert done.code == 0
    assert "PRE001 no-peer-interaction" in done.out


@pytest.mark.slow
def test_a_run_goes_on_when_a_rule_stumbles(process: Callable[..., Any], tmp_path: Path) -> None:
    saved(tmp_path / "m.module.yaml", "module: m\ntasks: [{id: a, kind: quiz}]\n")
    saved(tmp_path / "rules" / "box.yaml", RULE)
    saved(
        tmp_path / "rules" / "crate.py",
        PYTHON.replace('yield Problem(task, "No crate.")', "raise SystemExit(0)"),
    )
    saved(tmp_path / "coursewright.yaml", "custom_rules: [rules/*.yaml, rules/crate.py]\n")
    done = process("lint", "--select", "FUP001,HSE", "--fail-on", "never", cwd=tmp_path)
    assert done.code == 2
    said = " ".join(done.out.split())
    assert f"The rule HSE002 of {tmp_path}/rules/crate.py stumbled here: SystemExit: 0." in said
    assert "a rule stumbled" in said
    for code in ("HSE001 [warning]", "FUP001 [error]", "HSE002 [error]"):
        assert code in said
