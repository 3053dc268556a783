"""Where comments are in a YAML text, and what they stand beside or above."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from random_specs import Author

from coursewright.spec.comments import Layout, Stretch
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.reader import read
from coursewright.spec.source import Source

HERE = "#!"
"""Marks the comment that a test is about."""


def comment(text: str) -> tuple[Layout, Stretch]:
    layout = Layout(text)
    found = layout.comment_around(text.index(HERE))
    assert found is not None
    return layout, found


def about(text: str) -> str | None:
    """Return what the marked comment is about, as it is written."""
    layout, found = comment(text)
    node = layout.below(found) if layout.stands_alone(found) else layout.beside(found)
    return text[node.start : node.end] if node else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b #!\nc: d", "a: b"),
        ("a: #!\n  b: c\n  d: e\nf: g", "a:\n  b: c\n  d: e"),
        ("a:\n- b: c #!\n  d: e\n- f: g", "b: c\n  d: e"),
        ("a:\n- b: c\n  d: e #!\n- f: g", "d: e"),
        ("a: {b: c, d: e} #!", "a: {b: c, d: e}"),
        ("a: [b, c,\n  d, e, #!\n  f]", "d, e"),
        ("a: {b: c,\n  d: e, f: g} #!\nh: i", "d: e, f: g"),
        ("a: [\n  {b: c},\n] #!\nh: i", "a: [\n  {b: c},\n]"),
        ("a: word\n  more #!\nb: c", "a: word\n  more"),
        ("a: 'x\n\n  y' #!\nb: c", "a: 'x\n\n  y'"),
        ("- a #!\n- b", "a"),
        ("- - a #!\n  - b", "- a\n  - b"),
        ("a:\n- #!\n  b: c\n  d: e", "b: c\n  d: e"),
        ("a: | #!\n  text\nb: c", "a: |\n  text\n"),
        ("a: &x #!\n  b: c\nd: *x", "a: &x\n  b: c"),
        ("a: &x {b: c}\nd: *x #!\ne: f", "d: *x"),
        ("a: &x {b: c}\nd:\n  <<: *x #!\n  e: f", "<<: *x"),
        ("a:\n  b #!\nc: d", "a:\n  b"),
        ("a:\n  [b, c] #!\nd: e", "a:\n  [b, c]"),
        ("a:\n  - b #!\nc: d", "b"),
        ("a:\t#!\n  b: c", "a:\t\n  b: c"),
        ("a: #!\nb: c", "a:"),
        ("é漢👩\u200d💻: ü #!\nb: c", "é漢👩\u200d💻: ü"),
        ("a: one\u2028line #!\nb: c", "a: one\u2028line"),
        ("--- #!\na: b", "a: b"),
        ("? a #!\n: b", "a\n: b"),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_beside(text: str, expected: str, line_break: str) -> None:
    found = about(text.replace("\n", line_break))
    assert found is not None
    assert found.replace(f" {HERE}", "").replace(HERE, "") == expected.replace("\n", line_break)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#!\na: b\nc: d", "a: b"),
        ("#!\n# another\n\na: b\nc: d", "a: b"),
        ("a: b\n#!\nc:\n  d: e", "c:\n  d: e"),
        ("a:\n  #!\n  b: c\n  d: e", "b: c"),
        ("a:\n  #!\n  - b: c\n    d: e\n  - f", "b: c\n    d: e"),
        ("a:\n  - b\n  #!\n  - c\n  - d", "c"),
        ("a:\n- b: c\n  #!\n  d: e", "d: e"),
        ("a:\n- b\n#!\n- c", "c"),
        ("a:\n  - b:\n      - c\n  #!\n  - d: e", "d: e"),
        ("a:\n#!\n  b: c", "b: c"),
        ("a:\n    #!\n  - b: c", "b: c"),
        ("a:\n  #!\n  word", "a:\n  word"),
        ("a:\n  #!\n  [b]", "a:\n  [b]"),
        ("a:\n  #!\n  &x\n  b: c\n  d: e", "b: c"),
        ("a:\n  #!\n  - &x\n    b: c\n  - *x", "&x\n    b: c"),
        ("a:\n  - &x b\n  #!\n  - *x", "*x"),
        ("a: [\n  #!\n  {b: c}, {d: e}]", "{b: c}"),
        ("a: [{b: c},\n      #!\n  {d: e}]", "{d: e}"),
        ("a: {\n  #!\n  b: c, d: e}", "b: c"),
        ("a: |\n  x\n#!\nb: c", "b: c"),
        ("--- \n#!\na: b", "a: b"),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_below(text: str, expected: str, line_break: str) -> None:
    found = about(text.replace("\n", line_break))
    assert found is not None
    assert "".join(found.replace(HERE, "").split()) == "".join(expected.split())


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n#!",
        "a: b\n#!\n",
        "a:\n- b: c\n  #!\n- d",
        "a:\n  - b: c\n    #!\nd: e",
        "a: [b,\n  #!\n]\nc: d",
        "a: {b: {c: d\n #!\n}, e: f}",
        "a: b\n... #!\n",
    ],
)
def test_about_nothing(text: str) -> None:
    assert about(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  #!\nb: c",
        "a: >-\n  x\n   #!\nb: c",
        'a: "x #! y"',
        "a: 'x\n  #! y'",
        "a: x#!\n",
        "a: [x#!, 'y #!']",
        "#a: b\nc: 'x #!'",
        "a: |\n  x\n\n  #!",
    ],
)
def test_what_is_no_comment(text: str) -> None:
    layout = Layout(text)
    for place in range(len(text)):
        if text.startswith(HERE, place):
            assert layout.comment_around(place) is None


def test_a_comment_ends_with_its_line() -> None:
    layout = Layout("a: b # one #! two\r\nc: d")
    assert layout.comment_around(13) == Stretch(5, 17)
    assert not layout.stands_alone(Stretch(5, 17))


def test_what_is_no_yaml() -> None:
    with pytest.raises(yaml.YAMLError):
        Layout("a: [")


@given(st.integers(min_value=0, max_value=10**9))
def test_comments_are_found_where_they_change_nothing(seed: int) -> None:
    """Put a comment at the end of each line: it is one wherever the tree stays the same without it."""
    text = Author(seed).text()
    before = _shape(text)
    if before is None:
        return
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        bare = line.rstrip("\r\n")
        changed = "".join([*lines[:number], f"{bare} {HERE}{line[len(bare) :]}", *lines[number + 1 :]])
        try:
            found = Layout(changed).comment_around(sum(map(len, lines[:number])) + len(bare) + 1)
        except yaml.YAMLError:
            continue
        after = _shape(changed)
        assert (found is not None) == (after == before), changed


def _shape(text: str) -> object:
    root, faults = read(Source(Path("x"), text))
    return None if faults or root is None else _plain(root)


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return [(key, _plain(value)) for key, (_, value) in node.pairs.items()]
        case _:
            raise AssertionError(node)
