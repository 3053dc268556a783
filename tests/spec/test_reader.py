"""From YAML text to nodes: every key and value has its place, and what is no YAML is told in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spec_helpers import NOWHERE, at, fault_of, fixes, place, shown, tree_of

from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.reader import MAX_DEPTH, read
from coursewright.spec.source import Source
from coursewright.spec.text_input import decode

if TYPE_CHECKING:
    from collections.abc import Iterator


def value(text: str, *steps: str | int) -> Node:
    node: Node = tree_of(text)
    for step in steps:
        if isinstance(step, str):
            assert isinstance(node, Mapping)
            node = node.pairs[step][1]
        else:
            assert isinstance(node, Sequence)
            node = node.items[step]
    return node


def scalar(text: str, *steps: str | int) -> Scalar:
    node = value(text, *steps)
    assert isinstance(node, Scalar)
    return node


def nodes_below(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case Mapping():
            for key, inner in node.pairs.values():
                yield key
                yield from nodes_below(inner)
        case Sequence():
            for inner in node.items:
                yield from nodes_below(inner)


# Scalars

PLAIN = (
    "no",
    "on",
    "yes",
    "12:30",
    "07",
    "2026-09-21",
    "1_000",
    "0o7",
    "~",
    "null",
    "true",
    ".5",
    "1e3",
    "=",
)


@pytest.mark.parametrize("written", PLAIN)
def test_a_plain_scalar_stays_the_text_that_was_typed(written: str) -> None:
    found = scalar(f"due: {written}\n", "due")
    assert (found.text, found.plain, found.written) == (written, True, written)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("'it''s'", "it's"),
        (r'"a\tb\u00e9"', "a\tbé"),
        ('"two\n  lines"', "two lines"),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">-\n  one\n  two\n", "one two"),
        ("|+\n  kept\n", "kept\n\n"),
        ("''", ""),
    ],
)
def test_quoted_and_block_scalars(written: str, text: str) -> None:
    found = scalar(f"title: {written}\nkind: quiz\n", "title")
    assert (found.text, found.plain) == (text, False)
    assert found.written == written.rstrip()


def test_a_plain_scalar_may_take_several_lines() -> None:
    text = "title: one\n  two\n  three\nkind: quiz\n"
    assert scalar(text, "title").text == "one two three"
    assert at(value(text, "title")) == "1:8-3:8"


def test_an_empty_value_stands_right_behind_its_colon() -> None:
    found = scalar("title:\nkind: quiz\n", "title")
    assert (found.text, found.plain, at(found)) == ("", True, "1:7-2:1")


# Places

PLACES = """\
module: consent   # a comment
tasks:
  - id: rule
    due: {none: "no hurry"}
  - [a, 'b c']
"é": |
  text
"""


@pytest.mark.parametrize(
    ("steps", "key", "where"),
    [
        (("module",), "1:1-1:7", "1:9-1:16"),
        (("tasks", 0, "id"), "3:5-3:7", "3:9-3:13"),
        (("tasks", 0, "due"), "4:5-4:8", "4:10-4:28"),
        (("tasks", 0, "due", "none"), "4:11-4:15", "4:17-4:27"),
        (("tasks", 1, 1), "", "5:9-5:14"),
        (("é",), "6:1-6:4", "6:6-7:7"),
    ],
)
def test_the_places_of_keys_and_values(steps: tuple[str | int, ...], key: str, where: str) -> None:
    assert at(value(PLACES, *steps)) == where
    if key:
        holder = value(PLACES, *steps[:-1])
        assert isinstance(holder, Mapping)
        assert at(holder.pairs[str(steps[-1])][0]) == key


def test_places_count_characters_not_bytes() -> None:
    text = "title: \U0001f393 naïve 漢字 {x\nkind: 漢\n"
    assert at(value("a: {漢字: 'naïve', b: c}", "a", "b")) == "1:21-1:22"
    assert at(value(text, "kind")) == "2:7-2:8"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    text = end.join(["module: a", "title: |", "  x", "  y", "kind: b", ""])
    assert at(value(text, "kind")) == "5:7-5:8"
    assert scalar(text, "title").text == "x\ny\n"


def test_a_byte_order_mark_has_no_place() -> None:
    for marks in (1, 2):
        source, fault = decode(NOWHERE, b"\xef\xbb\xbf" * marks + b"module: a\n")
        root, _ = read(source)
        assert fault is None
        assert isinstance(root, Mapping)
        assert at(root.pairs["module"][0]) == "1:1-1:7"


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\ufeff"])
def test_what_breaks_no_line_in_yaml_1_2_breaks_none(mark: str) -> None:
    text = f"title: one{mark}two\nwhy: \ue000\nkind: quiz\n"
    assert scalar(text, "title").text == f"one{mark}two"
    assert scalar(text, "why").text == "\ue000"
    assert at(value(text, "kind")) == "3:7-3:11"
    assert scalar(f"title: |\n  one{mark}two\n", "title").text == f"one{mark}two\n"


def test_a_text_that_leaves_no_private_character_is_still_read() -> None:
    every = "".join(map(chr, range(0xE000, 0xF900)))
    assert scalar(f'title: "{every}\u2028"\n', "title").text.startswith(every)


def test_the_line_that_holds_a_place() -> None:
    source = Source(NOWHERE, "one\r\ntwo\rthree")
    assert [source.line(number) for number in range(5)] == ["", "one", "two", "three", ""]


def test_brackets_and_braces_are_seen_behind_an_anchor() -> None:
    text = "a: &a [x]\nb: !!map &b {x: y}\nc:\n  - x\nd: *a\n"
    found = {key: pair[1] for key, pair in tree_of(text).pairs.items()}
    assert [found[key].flow for key in "abcd"] == [True, True, False, False]  # type: ignore[attr-defined]


# Anchors, aliases, merge keys

ALIASES = """\
x-shared: &shared {kind: quiz, duration: 10 min}
x-length: &length 45 min
x-list: &list [a, b]
tasks:
  - *shared
  - duration: *length
    outcomes: *list
*length : seen
"""


def test_an_alias_stands_at_its_place_of_use() -> None:
    assert at(value(ALIASES, "tasks", 0)) == "5:5-5:12"
    assert at(value(ALIASES, "tasks", 0, "kind")) == "1:26-1:30"
    duration = scalar(ALIASES, "tasks", 1, "duration")
    assert (duration.text, at(duration)) == ("45 min", "6:15-6:22")
    assert scalar(ALIASES, "tasks", 1, "outcomes", 1).text == "b"
    assert scalar(ALIASES, "45 min").text == "seen"


def test_merge_keys_bring_what_is_not_said() -> None:
    text = """\
x-a: &a {kind: quiz, graded: true}
x-b: &b {kind: poll, optional: true}
tasks:
  - <<: *a
    graded: false
  - {<<: [*b, *a], title: T}
  - {"<<": plain}
"""
    first, second, third = value(text, "tasks").items  # type: ignore[attr-defined]
    assert {key: pair[1].text for key, pair in first.pairs.items()} == {"kind": "quiz", "graded": "false"}
    assert {key: pair[1].text for key, pair in second.pairs.items()} == {
        "kind": "poll",
        "graded": "true",
        "optional": "true",
        "title": "T",
    }
    assert at(first.pairs["kind"][1]) == "1:16-1:20"
    assert list(third.pairs) == ["<<"]


def test_an_anchor_set_twice_means_the_last_one() -> None:
    assert scalar("a: &x 1\nb: &x 2\nc: *x\n", "c").text == "2"


# What is no YAML: text → place, message, fix

FAULTS = {
    "title: A: b": ("1:9", "A second `: ` stands in this line", "put quotes around"),
    "a: b\n  c: d": ("2:3", "read as more of the value above", "line it up"),
    "a: b\nno colon here": ("2:1", "should be `key: value`", "add the colon"),
    "a: b\nkind:quiz": ("2:1", "followed by a colon and a space", "`: `"),
    "a:\n\tb: c": ("2:1", "A tab indents this line", "spaces"),
    "a:\n  b: c\n  \td: e": ("3:3", "A tab indents this line", "spaces"),
    "a: [b, c\nd: e": ("1:4", "The `[` opened here is not closed", "close it with `]`"),
    "a: {b: c\n": ("1:4", "The `{` opened here is not closed", "close it with `}`"),
    "a: {b: c, d: [e}, f: g}": ("1:16", "the closing `]` should stand", "put quotes around"),
    "a: [x: y: z]": ("1:9", "the closing `]` should stand", "put quotes around"),
    'a: "b': ("1:4", "A quote is opened here and never closed", "close the quote"),
    'a: "x\n---\ny"': ("1:4", "A quote is opened here and never closed", "close the quote"),
    'a: ["one, "two"]': ("1:12", "the closing `]` should stand", "a quote before this is missing"),
    "a: 'it's'": ("1:8", "A quote inside the text ends it", "write it twice"),
    'a: "say "hi" now"': ("1:10", "A quote inside the text ends it", "single quotes"),
    "a: [Draft] Consent": ("1:12", "cannot go on after a closing bracket", "the whole text"),
    r'a: "\q"': ("1:5", "starts an escape", "single quotes"),
    r'a: "\u12"': ("1:7", "starts an escape", "single quotes"),
    "a: @ana": ("1:4", 'no text can start with "@"', "quotes"),
    "a: *important*": ("1:4", "starts with `*` or `&`", "quotes"),
    "a: *nobody": ("1:4", "Nothing before the alias `*nobody` sets the anchor", "quotes"),
    "b: &body 1\na: *bod": ("2:4", "Nothing before the alias `*bod`", "did you mean `*body`?"),
    "b: &x 1\na: *yyyy": ("2:4", "Nothing before the alias `*yyyy`", "the last anchor before it is `&x`"),
    "a: &a [b, *a]": ("1:11", "The alias `*a` stands inside what it repeats", "write the value out"),
    "a: > 5 things": ("1:4", "After `|` or `>`", "next line"),
    "a: [ , b]": ("1:6", "A value is missing", "extra comma"),
    "a: - b": ("1:4", "A list cannot start here", "line of its own"),
    "a: b\n- c": ("2:1", "lines up with no list", "give the list a key"),
    "a:\n  - b\n - c": ("3:2", "lines up with no list", "line it up"),
    "- a\nb: c": ("2:1", "fits neither the entries above it", "line it up with the keys of the entry"),
    "a:\n    b: c\n  d: e": ("3:3", "fits neither the lines above nor a new key", "line it up"),
    ": b": ("1:1", "A key is missing before this colon", "write the key"),
    "a: b\n...\nc: d": ("3:1", "More text follows", "indentation"),
    "a: b\n---\nc: d": ("2:1", "A second document starts here", "one spec in each file"),
    "%FOO\n---\na: b": ("1:1", "starts with `%`", "quotes"),
    "%YAML 3.0\n---\na: b": ("1:1", "version of YAML", "delete"),
    "a: !mine b": ("1:4", "Tags such as `!name`", "`!`"),
    "a: !mine [b]": ("1:4", "Tags such as `!name`", "`!`"),
    "a: !e!mine b": ("1:4", "Tags such as `!name!`", "quote"),
    "a: |0\n  x": ("1:5", "This is not YAML", "check"),
    "[a, b]: c": ("1:1", "A key must be a word", "quote"),
    "x: &l [a]\n*l : c": ("2:1", "A key must be a word", "write the key out"),
    "a: b\x07": ("1:5", "control character (U+0007)", "delete"),
    "a: b\x00": ("1:5", "control character (U+0000)", "delete"),
    "a: 1\nb: 2\na: 3": ("3:1", "The key `a` is given twice", "keep one"),
    "a: {b: 1, b: {}}": ("1:11", "The key `b` is given twice", "keep one"),
    "a:\n  <<: text": ("2:7", "The merge key `<<` takes a mapping", "&"),
    "? a\n? a": ("2:3", "The key `a` is given twice", "keep one"),
    f'"{2000 * "k"}": v': ("1:1", "no more than 1,024 characters", "shorten"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_no_yaml_is_told_with_its_place(text: str) -> None:
    where, message, fix = FAULTS[text]
    fault = fault_of(text)
    assert place(fault) == where
    assert message in fault.message
    assert fix.removeprefix("&") in fault.fix


def test_a_key_given_twice_points_to_the_first_as_well() -> None:
    fault = fault_of("a: 1\na: 2")
    assert [(at(node), label) for node, label in fault.related] == [("1:1-1:2", "the first one")]


def test_every_key_given_twice_is_reported() -> None:
    _, faults = read(Source(NOWHERE, "a: 1\na: 2\nb: 1\nb: 2\n"))
    assert [place(fault) for fault in faults] == ["2:1", "4:1"]


def test_what_stops_the_reading_comes_after_what_did_not() -> None:
    _, faults = read(Source(NOWHERE, "a: 1\na: 2\nb: !x y\n"))
    assert [place(fault) for fault in faults] == ["2:1", "3:4"]


# Bytes

BYTES = {
    b"title: caf\xe9\n": ("1:11", "The byte 0xe9 here is not UTF-8."),
    b"\xef\xbb\xbftitle: caf\xe9\n": ("1:11", "The byte 0xe9 here is not UTF-8."),
    b"a: \xc3\xa9\nb: \xff": ("2:4", "The byte 0xff here is not UTF-8."),
    "module: a\n".encode("utf-16"): ("1:1", "The file is not UTF-8 text; it looks like UTF-16."),
    "module: a\n".encode("utf-16-be"): ("1:1", "The file is not UTF-8 text; it looks like UTF-16."),
    b"a" * 10_000_001: ("1:1", "The file has more than 10 MB; nothing that belongs here is that large."),
}


@pytest.mark.parametrize("data", BYTES, ids=range(len(BYTES)))
def test_bytes_that_are_no_utf_8(data: bytes) -> None:
    _, fault = decode(NOWHERE, data)
    assert fault is not None
    assert shown([fault]) == [" ".join(BYTES[data])]
    assert all(fixes([fault]))


# Size

BOMB = ["x-0: &a0 [x, x, x, x, x, x, x, x, x, x]"] + [
    f"x-{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)
]


def test_an_alias_bomb_is_answered_at_once() -> None:
    fault = fault_of("\n".join(BOMB))
    assert "repeat one another beyond any course's size" in fault.message


def test_aliases_may_not_nest_without_end_either() -> None:
    fault = fault_of("x-0: &a0 [x]\n" + "\n".join(f"x-{n}: &a{n} [*a{n - 1}]" for n in range(1, 300)))
    assert "repeat one another" in fault.message


@pytest.mark.parametrize("levels", [5000, MAX_DEPTH + 1])
def test_deep_nesting_is_a_fault(levels: int) -> None:
    fault = fault_of("a: " + "[" * levels + "]" * levels)
    assert fault.message == "This is nested more than 100 levels deep."
    assert place(fault) == f"1:{4 + MAX_DEPTH - 1}"


def test_what_is_just_deep_enough_is_read() -> None:
    levels = MAX_DEPTH - 1
    assert isinstance(value("a: " + "[" * levels + "]" * levels, "a"), Sequence)


# Properties

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
TREES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS.filter(lambda w: w != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150)
@given(
    tree=st.dictionaries(st.sampled_from(["a", "b", "ü"]), TREES), style=st.sampled_from([None, True, False])
)
def test_the_tree_is_what_was_written(tree: dict[str, object], style: bool | None) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=style, width=40)
    root, faults = read(Source(NOWHERE, text))
    assert not faults
    assert root is not None
    assert plain(root) == tree


def plain(node: Node) -> object:
    match node:
        case Mapping():
            return {key: plain(inner) for key, (_, inner) in node.pairs.items()}
        case Sequence():
            return [plain(item) for item in node.items]
        case _:
            assert isinstance(node, Scalar)
            return node.text


@settings(max_examples=150)
@given(
    tree=st.dictionaries(st.sampled_from(["a", "b", "ü"]), TREES), style=st.sampled_from([None, True, False])
)
def test_what_stands_at_a_place_reads_as_the_value(tree: dict[str, object], style: bool | None) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=style, width=4000)
    root, _ = read(Source(NOWHERE, text))
    assert root is not None
    for node in nodes_below(root):
        if isinstance(node, Scalar) and "\n" not in node.written:
            again, faults = read(Source(NOWHERE, node.written))
            assert not faults
            assert (again.text if isinstance(again, Scalar) else "") == node.text
            start, end = node.span.start, node.span.end
            line = root.source.line(start.line)
            if start.line == end.line:
                assert line[start.column - 1 : end.column - 1] == (
                    node.written or line[start.column - 1 : start.column]
                )


@settings(max_examples=300)
@given(st.text() | st.text("ab:-[]{}&*!|>'\"%@`#?,~ \n\t<\u2028\ufeff\x85", max_size=40))
def test_any_text_is_a_tree_or_has_faults_with_places(text: str) -> None:
    source, fault = decode(NOWHERE, text.encode("utf-8", "surrogatepass"))
    root, faults = read(source) if fault is None else (None, [fault])
    assert root is None or not faults
    for one in faults:
        assert one.message.endswith(".")
        assert one.fix
        line, column = map(int, place(one).split(":"))
        assert line <= source.text.count("\n") + source.text.count("\r") + 1
        assert column <= len(source.line(line)) + 1
