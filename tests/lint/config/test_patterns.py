"""Patterns of paths and of places in a spec."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.lint.config.patterns import keys_in, node_patterns, path_patterns, unmatchable


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("archive", ["archive", "a/archive", "archive/x.yaml", "a/archive/b/c"], ["archives", "a/b"]),
        ("archive/", ["archive", "a/archive/x"], ["archives"]),
        ("/archive", ["archive", "archive/x"], ["a/archive"]),
        ("./archive", ["archive/x"], ["a/archive"]),
        ("*.yaml", ["x.yaml", "a/b/x.yaml", "x.yaml/y"], ["x.yml"]),
        ("a/*.yaml", ["a/x.yaml"], ["a/b/x.yaml", "b/a/x.yaml", "x.yaml"]),
        ("a/**/x.yaml", ["a/x.yaml", "a/b/x.yaml", "a/b/c/x.yaml"], ["x.yaml", "b/a/x.yaml"]),
        ("**/x.yaml", ["x.yaml", "a/b/x.yaml"], ["ax.yaml"]),
        ("drafts/**", ["drafts", "drafts/x", "drafts/a/b"], ["a/drafts/x", "draft"]),
        ("**", ["x", "a/b"], []),
        ("0?-*.yaml", ["01-a.yaml"], ["0/-a.yaml", "001-a.yaml"]),
        ("a?b", ["axb"], ["a/b", "ab"]),
        ("[ab].yaml", ["a.yaml", "c/b.yaml"], ["c.yaml", "ab.yaml"]),
        ("[!ab].yaml", ["c.yaml"], ["a.yaml", "/.yaml"]),
        ("x[!a]y", ["xby"], ["x/y", "xay"]),
        ("[0-9]*", ["1", "9x"], ["x9"]),
        ("[z-a]", [], ["z", "a", "-"]),
        ("[.*]", [".", "*"], ["x"]),
        ("[", ["["], ["x"]),
        ("[]]", ["]"], ["["]),
        ("[a&&b--c~~d||e]", ["&", "a"], ["x"]),
        ("a\\b.yaml", ["a/b.yaml"], ["b.yaml"]),
        ("(a|b)+.yaml", ["(a|b)+.yaml"], ["a.yaml"]),
        ("modules/a b.yaml", ["modules/a b.yaml"], []),
    ],
)
def test_paths(pattern: str, inside: list[str], outside: list[str]) -> None:
    found = path_patterns([pattern])
    assert [path for path in inside if not found.fullmatch(path)] == []
    assert [path for path in outside if found.fullmatch(path)] == []
    both = path_patterns(["nothing-like-it", pattern])
    assert all(both.fullmatch(path) for path in inside)


def test_no_pattern_matches_nothing() -> None:
    assert not path_patterns([]).fullmatch("")
    assert not path_patterns([]).fullmatch("a")


@pytest.mark.parametrize("pattern", [".", "/", "./", "../a", "a/../b", "a/..", "\\", " / "])
def test_what_can_match_no_path(pattern: str) -> None:
    assert unmatchable(pattern)


def simply(pattern: str, path: str) -> bool:
    """Whether a pattern matches a path or a folder above it, by trying everything."""
    steps = [step for step in pattern.split("/") if step]
    names = path.split("/")
    if "/" not in pattern.strip("/") and not pattern.startswith("/"):
        return any(step(steps[0], name) for name in names) or steps == ["**"]
    return any(walk(steps, names[:length]) for length in range(1, len(names) + 1))


def walk(steps: list[str], names: list[str]) -> bool:
    if not steps:
        return not names
    if steps[0] == "**":
        return any(walk(steps[1:], names[skipped:]) for skipped in range(len(names) + 1))
    return bool(names) and step(steps[0], names[0]) and walk(steps[1:], names[1:])


def step(pattern: str, name: str) -> bool:
    if not pattern:
        return not name
    if pattern[0] == "*":
        return any(step(pattern[1:], name[skipped:]) for skipped in range(len(name) + 1))
    return bool(name) and pattern[0] in {"?", name[0]} and step(pattern[1:], name[1:])


steps = st.one_of(st.just("**"), st.text("ab.*?", min_size=1, max_size=3))
patterns = st.builds(
    lambda start, parts, end: start + "/".join(parts) + end,
    st.sampled_from(["", "/"]),
    st.lists(steps, min_size=1, max_size=4),
    st.sampled_from(["", "/"]),
).filter(lambda pattern: not unmatchable(pattern) and not set(pattern.split("/")) & {"."})
paths = st.lists(st.text("ab.", min_size=1, max_size=3).filter(lambda name: name.strip(".")), min_size=1)


@given(patterns, paths.map("/".join))
def test_paths_as_a_simple_reference_has_them(pattern: str, path: str) -> None:
    assert bool(path_patterns([pattern]).fullmatch(path)) == simply(pattern, path)


@given(st.lists(st.text(max_size=12), max_size=3), st.text(max_size=12))
def test_any_text_is_a_pattern(texts: list[str], path: str) -> None:
    for pattern in (path_patterns(texts), node_patterns(texts)):
        assert isinstance(pattern, re.Pattern)
        pattern.search(path)
    for text in texts:
        keys_in(text)


@given(st.text("abc.-_ é", min_size=1).filter(lambda name: not set(name.split("/")) <= {".", "..", ""}))
def test_a_name_matches_itself(name: str) -> None:
    if name.strip() in {".", ".."} or name != name.strip():
        return
    assert path_patterns([name]).fullmatch(name)
    assert path_patterns([f"/{name}"]).fullmatch(f"{name}/below")


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        (
            "tasks[cases]",
            ["tasks[cases]", "tasks[cases].due", "units[2].tasks[cases].feedback.by"],
            ["tasks[cases-2]", "subtasks[cases]", "tasks"],
        ),
        ("tasks", ["tasks", "tasks[a]", "units[x].tasks[a].due"], ["task", "tasksheet", "units[tasks]"]),
        ("tasks[*].due", ["tasks[a].due", "units[1].tasks[b].due"], ["tasks[a].release", "tasks.due"]),
        ("units[2].reflection", ["units[2].reflection.prompts[1]"], ["units[12].reflection", "reflection"]),
        ("reflection.*", ["reflection.prompts", "reflection.prompts[1]"], ["reflection"]),
        ("tasks[week-*]", ["tasks[week-1]", "tasks[week-2].due"], ["tasks[other]"]),
        ("tasks[a.b]", ["tasks[a.b].due"], ["tasks[axb]"]),
    ],
)
def test_nodes(pattern: str, inside: list[str], outside: list[str]) -> None:
    found = node_patterns([pattern])
    assert [node for node in inside if not found.search(node)] == []
    assert [node for node in outside if found.search(node)] == []


def test_the_keys_that_a_node_pattern_names() -> None:
    assert keys_in("units[2].tasks[a.b].due") == ["units", "tasks", "due"]
    assert keys_in("reflection.*") == ["reflection"]
    assert keys_in("*[x]") == []
