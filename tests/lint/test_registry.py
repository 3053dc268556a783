"""Rules as modules: found, loaded, and refused where they cannot work."""

from __future__ import annotations

import sys
import types
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.lint.door import DOOR
from coursewright.lint.registry import all_rules, as_rule, rules_of
from coursewright.spec.errors import UsageError
from coursewright.spec.model import Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

META = Meta("HSE001", "house-rule", "It holds", Severity.INFO, 1, Evidence.PRACTICE, ("Us",), "it matters")

RULE = '''"""House rule."""
from __future__ import annotations
from coursewright.lint.api import Evidence, Meta, Problem, Severity

META = Meta("{code}", "{name}", "It holds", Severity.INFO, 1, Evidence.PRACTICE, ("Us",), "it matters")


def check(task: Task, context):
    """Report."""
    yield Problem(task, "No.")
'''


def module(check: Callable[..., Iterator[Problem]]) -> types.ModuleType:
    made = types.ModuleType("house_rules.house.made", "The page.")
    made.META = META  # type: ignore[attr-defined]
    made.check = check  # type: ignore[attr-defined]
    return made


def asks(annotation: object) -> types.ModuleType:
    def check(_task: object, _context: Context) -> Iterator[Problem]:
        yield from ()

    check.__annotations__ = {"_task": annotation} if annotation is not None else {}
    return module(check)


@pytest.mark.parametrize(
    ("annotation", "elements"),
    [
        ("Task", ("Task",)),
        ("Task | FollowUpActivity", ("Task", "FollowUpActivity")),
        ("model.Task", ("Task",)),
        (Task, ("Task",)),
        (Task | Outcome, ("Task", "Outcome")),
    ],
)
def test_a_rule_is_given_what_its_annotation_says(annotation: object, elements: tuple[str, ...]) -> None:
    rule = as_rule(asks(annotation))
    assert rule.elements == elements
    assert (rule.meta, rule.page, rule.family_name) == (META, "The page.", "house")


@pytest.mark.parametrize("annotation", ["Tusk", "Item", "Content", "Element", "Task | Tusk", int])
def test_a_rule_that_asks_for_nothing_there_is(annotation: object) -> None:
    """Such a rule would never run, and nobody would know."""
    with pytest.raises(TypeError, match="which no course is made of"):
        as_rule(asks(annotation))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make a package of rules beside the built-in ones."""
    package = tmp_path / "house_rules"
    (package / "house").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "house" / "__init__.py").write_text('"""HSE · House: our own ways."""\n')
    metadata = tmp_path / "house-1.0.dist-info"
    metadata.mkdir()
    (metadata / "entry_points.txt").write_text(f"[{DOOR}]\nx = house_rules\n")
    monkeypatch.syspath_prepend(tmp_path)
    all_rules.cache_clear()
    yield package / "house"
    all_rules.cache_clear()
    for name in [name for name in sys.modules if name.startswith("house_rules")]:
        del sys.modules[name]


def test_rules_of_others_come_in_by_the_same_door(house: Path) -> None:
    (house / "house_rule.py").write_text(RULE.format(code="HSE001", name="house-rule"))
    (house / "helper.py").write_text("X = 1\n")
    found = {rule.meta.code: rule for rule in all_rules()}
    assert found["HSE001"].family_name == "house"
    assert "FUP001" in found
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("raise ValueError('oh')", "(ValueError: oh)"),
        ("import no_such_thing", "(ModuleNotFoundError: No module named 'no_such_thing')"),
        ("META = 1", "has no attribute 'check'"),
        (RULE.format(code="HSE001", name="x").replace("Task", "Tusk"), "asks for Tusk"),
        (RULE.format(code="HSE001", name="x").replace("task: Task", "task"), "such as `task: Task`"),
        (
            RULE.format(code="HSE001", name="x").replace(": Task, context", ", context: Context"),
            "`task: Task`",
        ),
    ],
)
def test_a_package_that_does_not_load_is_named(
    text: str, said: str, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "broken.py").write_text(text)
    with pytest.raises(UsageError, match="The rules of `house_rules` could not be loaded") as raised:
        all_rules()
    assert said in raised.value.message
    assert raised.value.hint
    monkeypatch.setenv("COURSEWRIGHT_TRACEBACK", "1")
    for name in [name for name in sys.modules if name.startswith("house_rules")]:
        del sys.modules[name]
    with pytest.raises(Exception) as bare:  # noqa: PT011 - whatever it was
        rules_of("house_rules")
    assert not isinstance(bare.value, UsageError)


@pytest.mark.parametrize(
    ("code", "name", "word"), [("FUP001", "another", "FUP001"), ("HSE001", "no-follow-up", "no-follow-up")]
)
def test_two_rules_of_one_name(code: str, name: str, word: str, house: Path) -> None:
    (house / "house_rule.py").write_text(RULE.format(code=code, name=name))
    with pytest.raises(UsageError, match=f"Two rules are called `{word}`"):
        all_rules()


def test_a_rule_runs(house: Path) -> None:
    (house / "house_rule.py").write_text(RULE.format(code="HSE001", name="house-rule"))
    (rule,) = [rule for rule in all_rules() if rule.meta.code == "HSE001"]
    (problem,) = rule.problems(object(), object())  # type: ignore[arg-type]
    assert problem.message == "No."


def test_built_in_rules_are_distinct() -> None:
    rules = all_rules()
    assert len({rule.meta.code for rule in rules}) == len({rule.meta.name for rule in rules}) == len(rules)
    names = {rule.meta.family: rule.family_name for rule in rules}
    assert all(rule.family_name == names[rule.meta.family] for rule in rules)
