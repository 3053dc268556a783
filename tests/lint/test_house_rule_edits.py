"""Edits that house rules propose: what holds is kept, what cannot be meant makes the rule stumble."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from applying import applied

from coursewright.lint.api import Change, Evidence, Meta, Problem, Severity, Spot
from coursewright.lint.engine import Linter
from coursewright.lint.registry import Rule
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.nodes import Scalar
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.lint.api import Context
    from coursewright.lint.findings import Finding
    from coursewright.spec.model import Course

MODULE = Path("/courses/m.module.yaml")
META = Meta("HSE001", "house-rule", "It holds", Severity.WARNING, 5, Evidence.PRACTICE, ("Us",), "it matters")


def house(*edits: object) -> Callable[[Course, Context], Iterator[Problem]]:
    def check(course: Course, _context: Context) -> Iterator[Problem]:
        made = [edit(course.sources[0]) if callable(edit) else edit for edit in edits]
        yield Problem(course, "No.", edits=tuple(made))  # type: ignore[arg-type]

    return check


def findings_of(check: Callable[[Course, Context], Iterator[Problem]]) -> tuple[Finding, ...]:
    rule = Rule(META, check, ("Course",), "", "house")
    return Linter((rule,)).lint(load_documents(read_document(MODULE, TEXT))).findings


TEXT = b"module: m\ntitle: 'It''s'\n"
SPOT = Change(Spot(Source(MODULE, ""), 0, 0), "")


def spot(start: int, end: int, text: object = "x", safe: object = True) -> Callable[[Source], Change]:
    return lambda source: Change(Spot(source, start, end), text, safe)  # type: ignore[arg-type]


def value(text: str) -> Callable[[Source], Change]:
    def change(source: Source) -> Change:
        node = source.root.value("title") if source.root is not None else None
        assert isinstance(node, Scalar)
        return Change(node, text)

    return change


def test_a_house_rule_may_change_several_places() -> None:
    (finding,) = findings_of(house(value("Its"), spot(0, 0, "# a\n"), spot(8, 9, "")))
    assert not finding.crash
    assert applied(TEXT, finding.edits) == b"# a\nmodule: \ntitle: 'Its'\n"
    assert [edit.safe for edit in finding.edits] == [True, True, False]
    assert [edit.span.start == edit.span.end for edit in finding.edits] == [True, False, False]


@pytest.mark.parametrize("text", ["It's", "two\nlines", "a\u2028b", "a\0b"])
def test_what_needs_other_quotes_is_no_edit_and_nor_are_those_with_it(text: str) -> None:
    (finding,) = findings_of(house(spot(0, 1), value(text)))
    assert (finding.message, finding.edits) == ("No.", ())


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (("a change",), "a tuple of `Change`"),
        ((SPOT,), "in a file of the course"),
        ((spot(5, 4),), "lies in its file"),
        ((spot(-1, 4),), "lies in its file"),
        ((spot(0, 400),), "lies in its file"),
        ((spot(0, 1, 7),), "has a `text`"),
        ((spot(0, 1, "x", safe="yes"),), "is `safe` or not"),
        ((spot(0, 4), spot(3, 5)), "apart from each other"),
        ((spot(4, 4), spot(4, 4)), "apart from each other"),
        ((lambda source: Change(source.root, "x"),), "at a key, at a text"),
    ],
)
def test_what_a_house_rule_may_not_yield(edits: tuple[object, ...], said: str) -> None:
    (finding,) = findings_of(house(*edits))
    assert finding.crash
    assert finding.edits == ()
    assert said in finding.message


def test_edits_that_are_a_list_are_refused() -> None:
    def check(course: Course, _context: Context) -> Iterator[Problem]:
        yield Problem(course, "No.", edits=[SPOT])  # type: ignore[arg-type]

    (finding,) = findings_of(check)
    assert finding.crash
