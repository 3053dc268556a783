"""Words that teachers use for keys: the table is sound, and such a word brings no false finding with it."""

from __future__ import annotations

import pytest
from spec_helpers import fixes, module_of, shown

from coursewright.lint.engine import Linter
from coursewright.lint.select import choose
from coursewright.spec import key_faults
from coursewright.spec.schema_files import bundled, properties

HOMES = {"module": dict(properties(bundled("module"))), "course": dict(properties(bundled("course")))} | {
    definition["title"].lower(): dict(properties(definition))
    for definition in bundled("module")["$defs"].values()
    if definition.get("properties")
}
ROWS = sorted((row, key) for row, keys in key_faults._synonyms().items() for key in keys)


@pytest.mark.parametrize(("row", "key"), ROWS, ids=[f"{home}: {word} {key}" for (home, word), key in ROWS])
def test_a_row_names_a_key_and_no_word_is_a_key_of_its_home(row: tuple[str, str], key: str) -> None:
    home, word = row
    if home == "*":
        assert any(key in keys for keys in HOMES.values())
    else:
        assert key in HOMES[home]
        assert word not in HOMES[home]


@pytest.mark.parametrize(
    ("more", "message", "fix"),
    [
        ("objectives: [Decide]", "2:1 `objectives` is not a key of a module.", "write `outcomes`"),
        ("sessions: {location: Hall}", "2:12 `location` is not a key of a session.", "write `place`"),
        ("tasks: {deadline: fri}", "2:9 `deadline` is not a key of a task.", "write `due`"),
        ("tasks: {type: quiz}", "2:9 `type` is not a key of a task.", "write `kind`"),
        ("tasks:\n  - -title: x", "3:5 `-title` is not a key of a task.", "put a space after the hyphen"),
        ("tasks: [title:Bake]", "2:9 `title:Bake` is one word to YAML", "write `title: Bake`"),
        ("tasks: {grouping: 3}", "2:19 `grouping` cannot be `3`.", "write `{groups: 3}`"),
    ],
)
def test_what_was_meant_is_named(more: str, message: str, fix: str) -> None:
    faults = module_of(more).faults
    assert shown(faults)[0].startswith(message)
    assert fixes(faults)[0].startswith(fix)


def test_what_stands_under_another_word_is_not_missing() -> None:
    course = module_of(
        "learning_outcomes: [{id: judge, statement: Judge a loaf}]\n"
        "tasks: [{id: t, outcomes: [judge], goal: x}]"
    )
    codes = {finding.code for finding in Linter(choose(("OUT", "ALN", "SPC"))).lint(course).findings}
    assert codes == {"SPC001"}
