"""Whatever an author answers, the file says the same: no text breaks it, or is taken for something else."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coursewright.scaffold import gallery
from coursewright.scaffold.answers import AnswerError, Answers
from coursewright.scaffold.render import render
from coursewright.scaffold.scalars import scalar
from coursewright.spec.documents import read_document
from coursewright.spec.nodes import Absence, Mapping, Node, Scalar, Sequence, Todo
from coursewright.spec.reader import read
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.scaffold.model import Template

AWKWARD = st.sampled_from(
    [
        *(
            '"',
            "'",
            "\\",
            ":",
            ": ",
            " #",
            "#",
            "- ",
            "? ",
            "&a",
            "*a",
            "!t",
            "|",
            ">",
            "%",
            "@",
            "`",
            "~",
            "{{ x }}",
        ),
        *(
            "{% raw %}",
            "{#",
            "TODO",
            "none",
            "null",
            "true",
            "no",
            "[a",
            "{b: c}",
            "\n",
            "\n\n",
            "\t",
            "\r\n",
        ),
        *(
            "\u2028",
            "\x85",
            "\ufeff",
            "\u200f",
            "\u202e",
            "é",
            "é",
            "👩🏽‍🎓",
            "مرحبا",
            "---",
            "...",
            "<<",
            "=",
            "x: y",
        ),
    ]
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ANYTHING = st.lists(st.one_of(AWKWARD, st.text(max_size=6)), max_size=8).map("".join)


def texts(node: Node | None) -> Iterator[str]:
    match node:
        case Scalar() | Todo():
            yield node.text
        case Absence():
            yield node.reason
        case Mapping():
            for _, value in node.pairs.values():
                yield from texts(value)
        case Sequence():
            for item in node.items:
                yield from texts(item)


@lru_cache(maxsize=1)
def loop() -> Template:
    return gallery.find("howard-loop")


@lru_cache(maxsize=1)
def usual_texts() -> list[str]:
    (usual,) = render(loop(), Answers(loop(), given={"id": "m"})).files
    return list(texts(read_document(Path("m.module.yaml"), usual.text.encode()).root))


@pytest.mark.slow
@given(text=ANYTHING)
@example(text="none")
@example(text="~")
@example(text="- a: b")
@example(text="a\n\n b \n")
@example(text="'")
@example(text="TODO\x1f")
@settings(max_examples=40, deadline=None)
@pytest.mark.parametrize("key", ["title", "value", "who", "decision", "grounds"])
def test_an_answer_comes_back_as_it_was_given(key: str, text: str) -> None:
    template = loop()
    plain = Answers(template)
    question = template.question(key)
    assert question is not None
    if CONTROL.search(text):
        with pytest.raises(AnswerError, match="control character"):
            plain.accept(question, text)
        return
    value = plain.accept(question, text)
    (file,) = render(template, Answers(template, given={key: text, "id": "m"})).files
    document = read_document(Path("m.module.yaml"), file.text.encode())
    assert document.faults == []
    assert document.root is not None
    found = list(texts(document.root))
    before = usual_texts()
    if value is None:
        assert found == before
        return
    said = "" if str(value).lower() == "none" and value not in found else str(value)  # read as left out
    changed = [(one, other) for one, other in zip(found, before, strict=True) if one != other]
    assert [one for one, _ in changed] == [said]


@given(st.one_of(ANYTHING, st.integers(-999, 999), st.booleans(), st.lists(ANYTHING, max_size=3)))
def test_a_scalar_is_read_as_what_it_was(value: Any) -> None:
    def said(one: Any) -> str:
        return str(one).lower() if isinstance(one, bool) else str(one)

    halves = any("\ud800" <= sign <= "\udfff" for sign in str(value))
    if halves:
        return
    for text in (f"key: {scalar(value)}\n", f"{{key: {scalar(value)}, other: x}}\n"):
        root, faults = read(Source(Path("m.yaml"), text))
        assert faults == []
        assert isinstance(root, Mapping)
        node = root.pairs["key"][1]
        if isinstance(value, list):
            assert isinstance(node, Sequence)
            assert [item.text for item in node.items if isinstance(item, Scalar)] == [
                said(one) for one in value
            ]
        else:
            assert isinstance(node, Scalar)
            assert node.text == said(value)
