"""What a finding is about, whatever is done to the file around it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_specs import Author

from coursewright.lint.findings import Mark
from coursewright.lint.silence.identity import identity
from coursewright.spec.documents import read_document
from coursewright.spec.nodes import paths_below

if TYPE_CHECKING:
    from coursewright.spec.source import Source


SPEC = """\
module: m
title: The module
outcomes: Draw a map
tasks:
  - id: a
    feedback: {within: 3 days}
    decision_points: [Which of the two?, {prompt: "And why?"}]
  - title: A title
    due: fri
  - {kind: quiz}
units:
  - id: first
    reflection: weekly
    tasks:
      - {id: b}
      - title: {es: Un título, en: Another title}
  - tasks:
      - {title: In no named unit}
      - {kind: quiz}
sessions:
  - {agenda: [{talk: Hello}, {feedback: a}]}
x-own.key: {list: [{a: 1}]}
"""


def source_of(text: str) -> Source:
    return read_document(Path("/courses/m.module.yaml"), text.encode()).source


def hint(text: str, node: str) -> str:
    source = source_of(text)
    return identity(Mark(source, source.span(len(text) - 2, len(text) - 1), node)).hint


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("title", "title"),
        ("outcomes", "outcomes[Draw a map]"),
        ("tasks", "tasks"),
        ("tasks[a]", "tasks[a]"),
        ("tasks[a].feedback", "tasks[a].feedback"),
        ("tasks[a].feedback.within", "tasks[a].feedback.within"),
        ("tasks[a].decision_points[1]", "tasks[a].decision_points[Which of the two?]"),
        ("tasks[a].decision_points[2].prompt", "tasks[a].decision_points[And why?].prompt"),
        ("tasks[2]", "tasks[A title]"),
        ("tasks[2].due", "tasks[A title].due"),
        ("tasks[3]", "tasks"),
        ("tasks[3].kind", "tasks.kind"),
        ("units", "units"),
        ("units[first]", "units[first]"),
        ("units[first].reflection", "units[first].reflection"),
        ("units[first].tasks[b]", "tasks[b]"),
        ("units[first].tasks[2].title", "tasks[Another title].title"),
        ("units[2]", "units"),
        ("units[2].tasks[1]", "tasks[In no named unit]"),
        ("units[2].tasks[2]", "units.tasks"),
        ("sessions[1].agenda[1]", "sessions.agenda"),
        ("x-own.key.list[1].a", "x-own.key.list.a"),
    ],
)
def test_hints(node: str, expected: str) -> None:
    assert hint(SPEC, node) == expected


def test_all_of_a_tree_can_be_followed() -> None:
    source = source_of(SPEC)
    assert source.root is not None
    for node in set(paths_below(source.root).values()) - {""}:
        found = identity(Mark(source, source.span(len(SPEC) - 2, len(SPEC) - 1), node))
        assert not any(digit in found.hint for digit in ("[1]", "[2]", "[3]")), found


def test_the_head_of_a_file_is_the_file() -> None:
    moved = source_of("# hello\n\ntitle: x\nmodule: m\n")
    known = source_of("module: other\n")
    first = identity(Mark(known, known.span(0, 6), ""))
    assert first.hint == "the file"
    assert identity(Mark(moved, moved.span(18, 24), "")) == first


def test_what_is_no_node_is_known_by_its_words() -> None:
    one = source_of("module: m # coursewright: ignore FUP001\n")
    two = source_of("# up here\nmodule: m\ntitle: x   # coursewright: ignore FUP001\n")
    found = [
        identity(Mark(source, source.span(at := source.text.index("# coursewright"), at + 29), ""))
        for source in (one, two)
    ]
    assert found[0] == found[1]
    assert found[0].hint == "[# coursewright: ignore FUP001]"


def test_long_names_are_shortened_for_the_eye_alone() -> None:
    names = [f"Compare {'very ' * 30}long things, {end}" for end in ("first", "second")]
    one, two = (source_of(f"module: m\ntasks: [{{title: '{name}'}}]\n") for name in names)
    first, second = (identity(Mark(source, source.span(0, 1), "tasks[1]")) for source in (one, two))
    assert first.hint == second.hint
    assert len(first.hint) < 60
    assert first.fingerprint != second.fingerprint


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("tasks: [{title: Café}]", "tasks[1]"), ("tasks: [{title: Cafe\u0301}]", "tasks[1]")),
        (("tasks: [{title: Two words}]", "tasks[1]"), ("tasks: [{title: 'Two\n    words'}]", "tasks[1]")),
        (("tasks: [{title: A}]", "tasks[1]"), ("tasks: {title: A}", "tasks")),
        (("tasks: [{title: A}]", "tasks[1]"), ("units: [{tasks: [{title: A}]}]", "units[1].tasks[1]")),
        (("tasks: [{id: a}]", "tasks[a]"), ("units: [{id: u, tasks: [{id: a}]}]", "units[u].tasks[a]")),
        (("outcomes: A", "outcomes"), ("outcomes: [B, A]", "outcomes[2]")),
        (("tasks: [{title: {en: A}}]", "tasks[1]"), ("tasks: [{title: {es: X, en: A}}]", "tasks[1]")),
        (("reflection: weekly", "reflection"), ("title: M\nreflection: weekly", "reflection")),
    ],
)
def test_what_makes_no_difference(one: tuple[str, str], two: tuple[str, str]) -> None:
    found = set()
    for text, node in (one, two):
        source = source_of(f"module: m\n{text}\n")
        assert source.root is not None
        assert node in paths_below(source.root).values()
        found.add(identity(Mark(source, source.span(0, 1), node)))
    assert len(found) == 1


def test_equal_letters_of_different_items_are_different() -> None:
    source = source_of("module: m\ntasks: [{id: x}]\nsessions: [{id: x}]\n")
    assert len({identity(Mark(source, source.span(0, 1), node)) for node in ("tasks[x]", "sessions[x]")}) == 2


@given(st.integers(min_value=0, max_value=10**9))
def test_any_tree(seed: int) -> None:
    """Every place of every document has an identity, which looks as the baseline expects."""
    source = source_of(Author(seed).text())
    if source.root is None:
        return
    for node in {*paths_below(source.root).values(), "no.such[7].place"}:
        found = identity(Mark(source, source.span(0, 1), node))
        assert len(found.fingerprint) == 12
        assert found.fingerprint.startswith("f")
        assert found.hint
