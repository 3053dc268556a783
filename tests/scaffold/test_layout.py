"""New files are laid out as a person would write them, and say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.scaffold.layout import laid_out
from coursewright.scaffold.scalars import scalar
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.reader import read
from coursewright.spec.source import Source

LONG = "Everything that was handed in is read before the session, and the session begins with it, " * 2


def data(text: str) -> object:
    root, faults = read(Source(Path("m.yaml"), text))
    assert faults == []
    return plain(root)


def plain(node: Node | None) -> object:
    match node:
        case Mapping():
            return {key: plain(value) for key, (_, value) in node.pairs.items()}
        case Sequence():
            return [plain(item) for item in node.items]
        case Scalar():
            return node.text
        case _:
            return None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('key: "a, b"\n', "key: a, b\n"),
        ('key: "a: b"\n', 'key: "a: b"\n'),
        ('key: "yes"\n', 'key: "yes"\n'),
        ('list:\n  - "a, b"\n', "list:\n  - a, b\n"),
        ('list:\n  - key: "a, b"\n    other: 1\n', "list:\n  - key: a, b\n    other: 1\n"),
        ('key: ["a, b"]\n', 'key: ["a, b"]\n'),
        ('key: {of: "a, b"}\n', 'key: {of: "a, b"}\n'),
        ('key: "a, b" # kept\n', 'key: "a, b" # kept\n'),
        ("key: 'a, b'\n", "key: 'a, b'\n"),
        ('key: "one\\n\\ntwo"\nnext: 1\n', "key: |-\n  one\n\n  two\nnext: 1\n"),
        ('list:\n  - key: "one\\ntwo"\n', "list:\n  - key: |-\n      one\n      two\n"),
        ('- "one\\ntwo"\n- 2\n', "- |-\n  one\n  two\n- 2\n"),
        ('key: "TODO: one, two"\n', 'key: "TODO: one, two"\n'),
        ('key: |\n  as: "it is"\n', 'key: |\n  as: "it is"\n'),
        ('key: &a "a, b"\nother: *a\n', 'key: &a "a, b"\nother: *a\n'),
        ("key: [no: yaml\n", "key: [no: yaml\n"),
        ("", ""),
    ],
)
def test_one_value(before: str, after: str) -> None:
    assert laid_out(before) == after


def test_a_long_text_is_folded() -> None:
    text = f"list:\n  - key: {LONG.strip()}\n    other: x\n"
    lines = laid_out(text).splitlines()
    assert lines[1] == "  - key: >-"
    assert all(len(line) <= 110 for line in lines)
    assert data(laid_out(text)) == data(text)


WORDS = st.text(st.sampled_from("ab ,:#-\n\"'\\[]{}|>&*!%@`é\t"), max_size=30)
VALUES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b-c", "d_e"]), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def written(value: object, indent: int = 0) -> list[str]:
    """Write nested data as Jinja files do: each text on one line, in quotes for brackets."""
    pad = " " * indent
    match value:
        case dict():
            lines = []
            for key, inner in value.items():
                if isinstance(inner, str):
                    lines.append(f"{pad}{key}: {scalar(inner)}")
                else:
                    lines += [f"{pad}{key}:", *written(inner, indent + 2)]
            return lines
        case list():
            lines = []
            for inner in value:
                if isinstance(inner, str):
                    lines.append(f"{pad}- {scalar(inner)}")
                else:
                    first, *rest = written(inner, indent + 2)
                    lines += [f"{pad}- {first[indent + 2 :]}", *rest]
            return lines
        case _:
            return [f"{pad}{scalar(value)}"]


@given(st.dictionaries(st.sampled_from(["module", "title", "tasks"]), VALUES, min_size=1))
def test_any_data_says_the_same(value: dict[str, object]) -> None:
    text = "\n".join(written(value)) + "\n"
    assert data(text) == value
    assert data(laid_out(text)) == value
    assert laid_out(laid_out(text)) == laid_out(text)
