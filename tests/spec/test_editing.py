"""What is added to a spec: it is there, where it belongs, and every other byte is as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from untidy import Untidy, random_value

from coursewright.spec.editing import (
    TextEdit,
    add_item,
    add_items,
    add_key,
    add_keys,
    applied,
    insert_item,
    key_order,
    move_first,
    quoted,
    replace,
)
from coursewright.spec.nodes import Absence, Mapping, Node, Scalar, Sequence, Todo
from coursewright.spec.placeholders import settle
from coursewright.spec.reader import read
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator


def tree(text: str) -> Mapping:
    """Read a text as specs are read, with its placeholders found."""
    source = Source(Path("/courses/m.module.yaml"), text)
    root, faults = read(source)
    assert isinstance(root, Mapping), faults
    source.root = root
    settle(root, frozenset({"follow_up"}))
    return root


def plain(node: Node | None) -> Any:
    """Return what a tree says."""
    match node:
        case Mapping():
            return {key: plain(value) for key, (_, value) in node.pairs.items()}
        case Sequence():
            return [plain(item) for item in node.items]
        case Scalar():
            return node.text
        case Todo() | Absence():
            return type(node).__name__
    raise AssertionError(node)


def as_read(value: Any) -> Any:
    """Return what a written value says once it is read."""
    match value:
        case dict():
            return {key: as_read(one) for key, one in value.items()}
        case list():
            return [as_read(one) for one in value]
        case bool():
            return str(value).lower()
        case str() if value.startswith("TODO") or (not value.strip() and value == ""):
            return value if not value.startswith("TODO") else "Todo"
        case _:
            return str(value)


def mappings(root: Mapping) -> Iterator[tuple[tuple[str | int, ...], Mapping]]:
    """Yield each mapping below a root, with the way to it."""
    stack: list[tuple[tuple[str | int, ...], Node]] = [((), root)]
    while stack:
        way, node = stack.pop()
        match node:
            case Mapping():
                yield way, node
                stack += [((*way, key), value) for key, (_, value) in node.pairs.items()]
            case Sequence():
                stack += [((*way, number), item) for number, item in enumerate(node.items)]


def at(data: Any, way: tuple[str | int, ...]) -> Any:
    for step in way:
        data = data[step]
    return data


def without(text: str, edits: list[TextEdit]) -> bool:
    """Whether edits of `text` only put something in, or take white space or a placeholder out."""
    return all(
        text[one.start : one.end].strip(" \t\"'~") in {"", "TODO", "TODO ask", "TODO: ask"} for one in edits
    )


@settings(max_examples=300)
@given(st.integers(0, 10**9))
def test_any_key_is_added_and_nothing_else_changes(seed: int) -> None:
    text, value = Untidy(seed).text(), random_value(seed)
    root = tree(text)
    for way, mapping in mappings(root):
        for key in ("new", *(name for name, (_, one) in mapping.pairs.items() if isinstance(one, Todo))):
            wanted = plain(tree(text))
            at(wanted, way)[key] = as_read(value)
            edits = add_key(mapping, key, value, ("k0", "new", "k1"))
            assert edits is not None, (way, key)
            assert without(text, edits)
            assert plain(tree(applied(text, edits))) == wanted, (way, key, applied(text, edits))


@settings(max_examples=300)
@given(st.integers(0, 10**9))
def test_any_item_is_added_and_nothing_else_changes(seed: int) -> None:
    text, value = Untidy(seed).text(), random_value(seed)
    root = tree(text)
    done = 0
    for way, mapping in mappings(root):
        for key, (_, there) in [*mapping.pairs.items(), ("new", (None, None))]:
            wanted = plain(tree(text))
            items = at(wanted, way)
            old = [] if there is None or isinstance(there, Todo) else items[key]
            items[key] = [*(old if isinstance(there, Sequence) or old == [] else [old]), as_read(value)]
            edits = add_item(mapping, key, value)
            if edits is None:
                assert isinstance(there, Scalar), (way, key)
                continue
            done += 1
            assert plain(tree(applied(text, edits))) == wanted, (way, key, applied(text, edits))
            if there is None or isinstance(there, Sequence):
                assert all(edit.start == edit.end or not there or not there.items for edit in edits)
    assert done


@settings(max_examples=300)
@given(st.text())
def test_any_text_is_written_so_that_it_reads_the_same(text: str) -> None:
    assume(not any("\ud800" <= sign <= "\udfff" for sign in text))
    for around in (
        f"k: {quoted(text)}",
        f"k: [{quoted(text, flow=True)}]",
        f"k: {{a: {quoted(text, flow=True)}}}",
    ):
        root, _ = read(Source(Path("m.yaml"), around))
        assert isinstance(root, Mapping)
        found = root.pairs["k"][1]
        while not isinstance(found, Scalar):
            found = found.items[0] if isinstance(found, Sequence) else found.pairs["a"][1]  # type: ignore[attr-defined]
        assert found.text == text


ADDED = {
    "after its neighbour in the schema": (
        "module: m\ntitle: T\ntasks: []\n",
        "mode",
        "blended",
        "module: m\ntitle: T\nmode: blended\ntasks: []\n",
    ),
    "at the end, without a line break": ("module: m", "title", "T", "module: m\ntitle: T"),
    "with a remark at the end of the line": (
        "module: m # here\n",
        "title",
        "T",
        "module: m # here\ntitle: T\n",
    ),
    "with other line breaks": (
        "module: m\r\nweek: 3\r\n",
        "title",
        "T",
        "module: m\r\ntitle: T\r\nweek: 3\r\n",
    ),
    "in braces": ("{module: m, week: 3}", "title", "a: b", '{module: m, title: "a: b", week: 3}'),
    "where a key waits": ("module: m\ntitle: # soon\n", "title", "T", "module: m\ntitle: T # soon\n"),
    "where a key is to be done": (
        "module: m\ntitle: TODO ask # whom\n",
        "title",
        "T",
        "module: m\ntitle: T # whom\n",
    ),
    "a list where a key waits": (
        "module: m\ntasks:  # soon\nweek: 3\n",
        "tasks",
        [{"id": "a"}],
        "module: m\ntasks:  # soon\n  - id: a\nweek: 3\n",
    ),
    "before the notes of the next key": (
        "module: m\n\n# The week\nweek: 3\n",
        "title",
        "T",
        "module: m\ntitle: T\n\n# The week\nweek: 3\n",
    ),
    "after the notes of its neighbour": (
        "module: m\ntasks:\n  - id: a\n    # more of a\nassessments: []\n",
        "sessions",
        "TODO: when",
        'module: m\ntasks:\n  - id: a\n    # more of a\nsessions: "TODO: when"\nassessments: []\n',
    ),
    "apart, as the others are": (
        "module: m\n\ntasks: []\n\nassessments: []\n",
        "sessions",
        [{"id": "s"}],
        "module: m\n\ntasks: []\n\nsessions:\n  - id: s\n\nassessments: []\n",
    ),
}


@pytest.mark.parametrize("case", ADDED.values(), ids=ADDED.keys())
def test_a_key_is_put_where_it_belongs(case: tuple[str, str, Any, str]) -> None:
    text, key, value, wanted = case
    edits = add_key(tree(text), key, value, key_order("Module"))
    assert edits is not None
    assert applied(text, edits) == wanted


ITEMS = {
    "as its neighbours": (
        "tasks:\n- id: a\n  title: A\n",
        "tasks:\n- id: a\n  title: A\n- id: b\n  title: B\n",
    ),
    "four columns in": (
        "tasks:\n    -   id: a\n",
        "tasks:\n    -   id: a\n    -   id: b\n        title: B\n",
    ),
    "apart": (
        "tasks:\n  - id: a\n\n  - id: c\n",
        "tasks:\n  - id: a\n\n  - id: c\n\n  - id: b\n    title: B\n",
    ),
    "in braces": ("tasks:\n  - {id: a}\n", "tasks:\n  - {id: a}\n  - {id: b, title: B}\n"),
    "in brackets": ("tasks: [{id: a}]\n", "tasks: [{id: a}, {id: b, title: B}]\n"),
    "in empty brackets": ("tasks: []  # none\n", "tasks:  # none\n  - id: b\n    title: B\n"),
    "beside one without a list": ("tasks: {id: a}\n", "tasks: [{id: a}, {id: b, title: B}]\n"),
    "below one without a list": (
        "tasks:\n  id: a\n  # its name\n  title: |\n    A\n\n    B\nweek: 3\n",
        (
            "tasks:\n  - id: a\n    # its name\n    title: |\n      A\n\n      B\n"
            "  - id: b\n    title: B\nweek: 3\n"
        ),
    ),
    "after a dash alone": ("tasks:\n  -\n    id: a\n", "tasks:\n  -\n    id: a\n  - id: b\n    title: B\n"),
    "after blank lines that count": (
        "tasks:\n  - id: |+\n      a\n\nweek: 3\n",
        "tasks:\n  - id: |+\n      a\n\n  - id: b\n    title: B\nweek: 3\n",
    ),
}


@pytest.mark.parametrize("case", ITEMS.values(), ids=ITEMS.keys())
def test_an_item_is_written_as_its_neighbours(case: tuple[str, str]) -> None:
    text, wanted = (f"module: m\n{one}" for one in case)
    edits = add_item(tree(text), "tasks", {"id": "b", "title": "B"}, key_order("Module"))
    assert edits is not None
    assert applied(text, edits) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "x-base: &base\n  id: a\ntasks:\n  - *base\n",
        "x-list: &list\n  - id: a\ntasks: *list\n",
        "tasks: &tasks\n  - id: a\nsessions: *tasks\n",
    ],
)
def test_what_is_written_once_for_several_places_stays(text: str) -> None:
    root = tree(f"module: m\n{text}")
    tasks = root.pairs["tasks"][1]
    assert isinstance(tasks, Sequence)
    first = tasks.items[0]
    assert isinstance(first, Mapping)
    assert add_key(first, "title", "B") is None
    assert add_item(root, "tasks", "b") is None or text.startswith("x-base")


def test_what_is_left_out_on_purpose_stays() -> None:
    root = tree("module: m\nfollow_up: {none: they know why}\n")
    assert add_key(root, "follow_up", "x") is None
    assert add_item(root, "follow_up", "x") is None


def test_a_text_that_is_replaced_keeps_its_quotes() -> None:
    text = "module: 'm'\ntitle: plain\nid: \"x\"\n"
    root = tree(text)
    edits = [edit for key in ("module", "title", "id") for edit in replace(root.pairs[key][1], "it is") or []]
    assert applied(text, edits) == "module: 'it is'\ntitle: it is\nid: \"it is\"\n"
    text = "module: 'm'\n"
    assert (
        applied(text, replace(tree(text).pairs["module"][1], "it's: new") or []) == 'module: "it\'s: new"\n'
    )


def lists(root: Mapping) -> Iterator[tuple[tuple[Any, ...], Sequence]]:
    for way, mapping in mappings(root):
        for key, (_, value) in mapping.pairs.items():
            if isinstance(value, Sequence):
                yield (*way, key), value


@settings(max_examples=300)
@given(st.integers(0, 10**9))
def test_any_keys_are_added_together_and_nothing_else_changes(seed: int) -> None:
    text = Untidy(seed).text()
    root = tree(text)
    new = {"new": random_value(seed), "newer": {"n0": random_value(seed + 1), "n1": "TODO: more"}}
    for way, mapping in mappings(root):
        wanted = plain(tree(text))
        at(wanted, way).update({key: as_read(value) for key, value in new.items()})
        edits = add_keys(mapping, new, ("k0", "new", "newer", "k1"))
        assert edits is not None, way
        assert plain(tree(applied(text, edits))) == wanted, (way, applied(text, edits))
        assert len({edit.start for edit in edits}) == len(edits)


@settings(max_examples=300)
@given(st.integers(0, 10**9))
def test_any_items_are_appended_in_their_order(seed: int) -> None:
    text = Untidy(seed).text()
    root = tree(text)
    new = [random_value(seed), random_value(seed + 1), "TODO: more"]
    for way, mapping in mappings(root):
        for key, (_, there) in [*mapping.pairs.items(), ("new", (None, None))]:
            wanted = plain(tree(text))
            items = at(wanted, way)
            old = [] if there is None or isinstance(there, Todo) else items[key]
            items[key] = [*(old if isinstance(there, Sequence) or old == [] else [old]), *map(as_read, new)]
            edits = add_items(mapping, key, new)
            if edits is None:
                assert not isinstance(there, Sequence) or not there.items, (way, key)
                continue
            assert plain(tree(applied(text, edits))) == wanted, (way, key, applied(text, edits))


@settings(max_examples=300)
@given(st.integers(0, 10**9))
def test_an_item_is_put_anywhere_and_nothing_else_changes(seed: int) -> None:
    text, value = Untidy(seed).text(), random_value(seed)
    root = tree(text)
    for way, there in lists(root):
        for place in range(len(there.items) + 1):
            wanted = plain(tree(text))
            at(wanted, way).insert(place, as_read(value))
            edits = insert_item(there, place, value)
            if edits is None:
                assert not there.items
                continue
            assert without(text, edits)
            assert plain(tree(applied(text, edits))) == wanted, (way, place, applied(text, edits))


@settings(max_examples=300)
@given(st.integers(0, 10**9))
def test_any_item_is_moved_to_the_start_with_its_lines(seed: int) -> None:
    text = Untidy(seed).text()
    root = tree(text)
    for way, there in lists(root):
        for number in range(1, len(there.items)):
            wanted = plain(tree(text))
            items = at(wanted, way)
            items.insert(0, items.pop(number))
            edits = move_first(there, number)
            if edits is None:
                continue
            after = applied(text, edits)
            assert plain(tree(after)) == wanted, (way, number, after)
            assert sorted(after.split()) == sorted(text.split()) or there.flow


MOVED = {
    "with its comments": (
        "a:\n  # one\n  - x: 1\n    # of one\n\n  # two\n  - y: 2 # too\n    z: 3\nb: 1\n",
        "a:\n  # two\n  - y: 2 # too\n    z: 3\n  # one\n  - x: 1\n    # of one\n\nb: 1\n",
    ),
    "from the last line": ("a:\n- x: 1\n- y: 2", "a:\n- y: 2\n- x: 1"),
    "of Windows": ("a:\r\n- x: 1\r\n- y: 2", "a:\r\n- y: 2\r\n- x: 1"),
    "in brackets": ("a: [{x: 1},  {y: 2} ] # c\n", "a: [{y: 2}, {x: 1} ] # c\n"),
}


@pytest.mark.parametrize("case", MOVED.values(), ids=MOVED.keys())
def test_an_item_is_moved(case: tuple[str, str]) -> None:
    there = tree(case[0]).pairs["a"][1]
    assert isinstance(there, Sequence)
    edits = move_first(there, 1)
    assert edits is not None
    assert applied(case[0], edits) == case[1]


@pytest.mark.parametrize(
    "text", ["a: [{x: 1},\n  {y: 2}]\n", "a: &a\n- x: 1\n- y: 2\nb: *a\n", "a:\n- &x {x: 1}\n- *x\n"]
)
def test_what_cannot_be_moved_alone_stays(text: str) -> None:
    there = tree(text).pairs["a"][1]
    assert isinstance(there, Sequence)
    assert move_first(there, 1) is None


def test_a_mapping_with_an_anchor_does_not_tell_how_far_to_indent() -> None:
    text = "a:\n  k: &one\n    x: 1\nb: *one\nc:\n  x: 1\n"
    root = tree(text)
    edits = add_key(root, "d", {"x": {"z": 1}})
    assert edits is not None
    assert applied(text, edits) == text + "d:\n  x:\n    z: 1\n"
