from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.design.lexicons import lexicon_for
from coursewright.design.outcome_acts import (
    acts_of,
    is_qualified,
    levels_apart,
    may_join,
    topic_of,
    verbs_further_on,
)
from coursewright.design.outcome_text import read_outcome
from coursewright.design.verb_levels import placements_of

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon


def english() -> Lexicon:
    lexicon = lexicon_for(None)
    assert lexicon is not None
    return lexicon


def acts(statement: str) -> list[tuple[str, int]]:
    return [(act.verb, act.group) for act in acts_of(read_outcome(statement, english()), english())]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("Trace a call", [("trace", 0)]),
        ("", []),
        ("Define and build a parser", [("define", 0), ("build", 0)]),
        ("Define/build a parser", [("define", 0), ("build", 0)]),
        ("Define a parser and build one", [("define", 0), ("build", 1)]),
        ("Define a parser, and then critically assess one", [("define", 0), ("assess", 1)]),
        ("Define, explain and build a parser", [("define", 0), ("explain", 0), ("build", 0)]),
        ("Define, calibrate and build a parser", [("define", 0), ("build", 0)]),
        ("Define terms, explain rules, build a parser", [("define", 0), ("explain", 1), ("build", 2)]),
        ("Write a plan and defend it", [("write", 0), ("defend", 0)]),
        ("Write a plan; carry out a survey", [("write", 0), ("carry out", 1)]),
        ("Carry out a survey and work out its errors", [("carry out", 0), ("work out", 1)]),
        ("Students will be able to define terms and build a parser", [("define", 0), ("build", 1)]),
        ("Critically define terms and build a parser", [("define", 0), ("build", 1)]),
        ("Define terms and design a parser", [("define", 0), ("design", 1)]),
        ("Define terms and design principles", [("define", 0)]),
        ("Define terms and designs", [("define", 0)]),
        ("Explain how cells divide and create tissue", [("explain", 0)]),
        ("Explain how cells divide; create tissue", [("explain", 0), ("create", 1)]),
        ("List tools to plan and build a house", [("list", 0)]),
        ("Recall what it is and how to build one", [("recall", 0)]),
        ("Define terms. Build a parser", [("define", 0)]),
        ("Define terms: build, test, create", [("define", 0)]),
        ("Define terms and", [("define", 0)]),
        ("Define terms,", [("define", 0)]),
    ],
)
def test_the_head_and_what_is_joined_to_it(statement: str, found: list[tuple[str, int]]) -> None:
    assert acts(statement) == found


def test_a_semicolon_starts_afresh() -> None:
    found = acts_of(read_outcome("Define terms; and build a parser", english()), english())
    assert [act.afresh for act in found] == [False, True]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("list", "define", 0),
        ("define", "explain", 1),
        ("define", "design", 4),
        ("judge", "design", 0),  # the two levels at the top count as one
        ("analyse", "design", 1),
        ("identify", "test", 0),
    ],
)
def test_levels_between_two_verbs_where_they_come_nearest(one: str, other: str, apart: int) -> None:
    first, second = placements_of(one, english()), placements_of(other, english())
    assert first is not None
    assert second is not None
    assert levels_apart(first, second) == levels_apart(second, first) == apart


@pytest.mark.parametrize(
    ("statement", "level"),
    [
        ("Use a model to predict tides", "understand"),
        ("Show it by drawing a map", "remember"),
        ("Show it by planning a trip", "create"),
        ("Show it by making a map", "create"),
        ("Show it and judge it", "evaluate"),
    ],
)
def test_verbs_that_say_what_for_or_how(statement: str, level: str) -> None:
    found = list(verbs_further_on(read_outcome(statement, english()), english()))
    assert any(level in placed.levels for placed in found)


@pytest.mark.parametrize(
    ("statement", "qualified"),
    [
        ("Discuss a poem", False),
        ("Critically discuss a poem", True),
        ("Students will be able to critically discuss a poem", True),
        ("Discuss critically how a poem ends", True),
        ("Carry out carefully what was planned", True),
    ],
)
def test_an_adverb_beside_the_head(statement: str, qualified: bool) -> None:
    assert is_qualified(read_outcome(statement, english()), english()) is qualified


_PIECES = [
    "define", "build", "and", "or", ",", ";", "/", "to", "how", "critically", "the", "design", "it", "(", ":",
    ".", "a", "parser", "carry", "out", "students", "will", "be", "able", "?", "recursion",
]  # fmt: skip


@given(st.text(max_size=200) | st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_any_text_has_acts(statement: str) -> None:
    reading = read_outcome(statement, english())
    found = acts_of(reading, english())
    assert (found[0].verb == reading.head) if found else reading.head is None
    assert [act.group for act in found] == sorted(act.group for act in found)
    known = [act for act in found if act.placements is not None]
    assert len(known) < 2 or may_join(reading, english())
    topic = topic_of(reading, english())
    assert topic is None or topic in " ".join(statement.split()) or not statement.isascii()
    is_qualified(reading, english())
    list(verbs_further_on(reading, english()))
