"""Which findings are new and which are mended: matched by what they are about."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from spec_helpers import course_in, module_of

from coursewright.lint.comparison import compared_findings, policies_elsewhere
from coursewright.lint.engine import Linter
from coursewright.lint.policy import Changed, Override, Policy, Setting
from coursewright.lint.registry import all_rules
from coursewright.lint.severity import Severity

if TYPE_CHECKING:
    from pathlib import Path

_RULES = [rule for rule in all_rules() if rule.meta.code in {"FUP001", "TSK001"}]
_POSTS = """
tasks:
  - {id: cases, title: Rule on three cases, kind: discussion, purpose: Meet the arguments}
  - {id: sheet, title: Mark the sheet, kind: annotation}
"""


def compared(old: str, new: str) -> tuple[list[str], list[str], int]:
    """Return the codes and subjects of the findings that came, of those that went, and how many stayed."""
    linter = Linter(_RULES, dt.date(2026, 11, 22))
    one, other = module_of(old), module_of(new)
    found = compared_findings(
        linter.lint(one).findings,
        linter.lint(other).findings,
        {other.sources[0]: one.sources[0]},
    )
    named = [[f"{finding.code} {finding.subject}" for finding in side] for side in (found.new, found.fixed)]
    return named[0], named[1], found.kept


def test_lines_that_moved_bring_no_new_finding() -> None:
    """Two tasks are never taken up, and one says no purpose: three findings, wherever they stand."""
    assert compared(_POSTS, "# one\n\n# two\n" + _POSTS) == ([], [], 3)


def test_new_and_fixed() -> None:
    """The second task says its purpose now, and the first no longer does."""
    new = _POSTS.replace(", purpose: Meet the arguments", "").replace(
        "annotation}", "annotation, purpose: Look}"
    )
    assert compared(_POSTS, new) == (["TSK001 Rule on three cases"], ["TSK001 Mark the sheet"], 2)


def test_another_id_brings_no_new_finding() -> None:
    """The title says which task it is."""
    assert compared(_POSTS, _POSTS.replace("id: cases", "id: rulings")) == ([], [], 3)


def test_of_several_alike_one_is_gone() -> None:
    """Two tasks without a name have findings that nothing tells apart."""
    twice = "tasks:\n  - {kind: essay-draft}\n  - {kind: essay-draft}\n"
    new, fixed, kept = compared(twice, "tasks:\n  - {kind: essay-draft}\n")
    assert not new
    assert len(fixed) == kept


def test_an_override_by_path_holds_for_the_copy(tmp_path: Path) -> None:
    """What a configuration says of `drafts/` holds for the same folder of an older state."""
    here, there = tmp_path / "here", tmp_path / "there"
    softer = Override(re.compile("drafts/.*"), None, {"TSK001": Changed(True, Severity.INFO)}, here)
    policy = Policy(
        _RULES, {rule.meta.code: Setting(rule.meta.severity) for rule in _RULES}, overrides=[softer]
    )
    course = course_in(there, {"drafts/a.module.yaml": "module: a\n" + _POSTS})
    linter = Linter(policies_elsewhere(lambda _: policy, here, there), dt.date(2026, 11, 22))
    found = {finding.code: finding.severity for finding in linter.lint(course).findings}
    assert found["TSK001"] is Severity.INFO
    assert found["FUP001"] is not Severity.INFO
